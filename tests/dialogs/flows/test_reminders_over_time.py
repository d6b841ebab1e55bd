"""Reminders through whole stories: a meeting that is moved to and fro and cancelled, outages in between.

What goes out when is held against a calculation of another kind, which looks at each stretch of time in which nothing
changed and knows nothing of timers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest

from bot.calendar_days import free_days
from dialogs.flows.alarms import wanted
from tests.dialogs.flows.play import ZONE, Play

FREE = free_days()
DAYS = {"call_for_proposals": 28, "proposal_deadline": 14, "agenda": 7, "pre_meeting_employee_side": 3}
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
# A stretch of time in which the server is up and the meeting stays where it is: from, until, when the meeting is.
Stretch = tuple[datetime, datetime, datetime]


def works_on(at: datetime) -> bool:
    return at.weekday() < 5 and at.date() not in FREE


def is_open(at: datetime) -> bool:
    return works_on(at) and time(8) <= at.time() <= time(16)


def opens_next(at: datetime) -> datetime:
    """Give this local moment, or the next at which work begins."""
    while not is_open(at):
        day = at.date() if at.time() < time(8) else at.date() + DAY
        at = datetime.combine(day, time(8), ZONE)
    return at


def due(name: str, starts_at: datetime) -> datetime:
    day = starts_at.astimezone(ZONE).date() - DAYS[name] * DAY
    while not works_on(datetime.combine(day, time(9))):
        day -= DAY
    return datetime.combine(day, time(9), ZONE)


def worthless(name: str, starts_at: datetime) -> datetime:
    if DAYS[name] < 14:
        return starts_at
    return datetime.combine(starts_at.astimezone(ZONE).date() - 13 * DAY, time(), ZONE)


def expected(name: str, stretches: list[Stretch]) -> list[datetime]:
    """Give when a reminder goes out, in a list of one, or nothing where it never does."""
    for begins, ends, starts_at in stretches:
        at = max(begins, due(name, starts_at)).astimezone(ZONE)
        if at > due(name, starts_at) + MINUTE:
            at = opens_next(at)
        if at < min(ends, worthless(name, starts_at)):
            return [at.astimezone(UTC)]
    return []


@dataclass
class Story:
    """A meeting and what happens to it, woken by its timers as the ticker does."""

    play: Play
    chance: Random
    stretches: list[Stretch] = field(default_factory=list)
    sent: dict[str, list[datetime]] = field(default_factory=dict)

    def lives(self) -> None:
        for _ in range(self.chance.randint(0, 4)):
            if not self.passes(
                timedelta(minutes=self.chance.randrange(1, 60 * 24 * self.chance.choice([1, 4, 15, 30])))
            ):
                return
            match self.chance.choice(["moved", "moved", "moved", "down", "down", "down", "cancelled"]):
                case "moved":
                    at = (self.play.now + self.chance.choice([1, 3, 6, 10, 20, 40, 60]) * DAY).astimezone(ZONE)
                    when = {"starts_on": (at.date().isoformat(),), "starts_time": (at.strftime("%H.%M"),)}
                    self.play.tries("anne", "move_meeting", "", self.play.meeting.starts_at.isoformat(), when)
                case "down":
                    self.play.now += timedelta(minutes=self.chance.randrange(60, 60 * 24 * 12))
                case _:
                    self.play.tries("anne", "cancel_meeting", fields={"reason": ("Syg",)})
                    assert dict(self.timers(self.play.now)) == {}
                    return
        self.passes(self.play.meeting.starts_at + DAY - self.play.now)

    def passes(self, span: timedelta) -> bool:
        """Let time pass, up for all of it. Says whether the meeting is still to come."""
        play, until = self.play, self.play.now + span
        self.stretches.append((play.now, until, play.meeting.starts_at))
        # A server that comes up sets its timers as if all were still to come.
        timers = dict(self.timers(LONG_AGO))
        while timers and min(timers.values()) < until:
            name = min(timers, key=lambda each: (timers[each], each))
            play.now, before = max(play.now, timers[name]), len(play.posts)
            play.rings(f"remind.{name}")
            if len(play.posts) > before:
                self.sent.setdefault(name, []).append(play.now)
            timers = dict(self.timers(play.now))
        play.now = max(play.now, until)
        return play.now < play.meeting.starts_at

    def timers(self, now: datetime) -> Iterator[tuple[str, datetime]]:
        for name, at in wanted(self.play.meeting, now, self.play.organisation).items():
            yield name.removeprefix("remind."), at


@pytest.mark.parametrize(
    "seeds", [range(150), pytest.param(range(150, 4000), marks=pytest.mark.proof)], ids=["some", "many"]
)
def test_each_reminder_goes_out_once_and_when_it_should_whatever_happens(seeds: range):
    sent = 0
    for seed in seeds:
        chance = Random(seed)
        play = Play()
        play.organisation = replace(play.organisation, free_days=FREE)
        play.now = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=chance.randrange(9 * 365 * 24 * 60))
        starts_at = play.now + timedelta(days=chance.choice([2, 5, 8, 12, 16, 25, 30, 45]), hours=chance.randrange(24))
        play.meeting = replace(play.meeting, starts_at=starts_at)
        story = Story(play, chance)
        story.lives()
        for name in DAYS:
            assert story.sent.get(name, []) == expected(name, story.stretches), (seed, name, story.stretches)
        sent += sum(map(len, story.sent.values()))
    assert sent > len(seeds)
