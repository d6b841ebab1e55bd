"""A person's calendar: what stands in it, that it follows, and that its address opens nothing else."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest_asyncio
from icalendar import Calendar

from bot.calendar_feed import feed
from dialogs.flows.alarms import wanted
from dialogs.model.pilots import PilotState
from tests.dialogs.flows.play import Play
from tests.dialogs.flows.stories import by_title, frame
from tests.fakes.house import wire, with_meeting
from tests.fakes.http import Phones, serving

STARTS_AT = datetime(2026, 12, 9, 9, 0, tzinfo=UTC)


@pytest_asyncio.fixture
async def phones(tmp_path: Path) -> AsyncIterator[Phones]:
    fake = await with_meeting(wire(tmp_path))
    async with serving(fake) as served:
        yield served


async def events(phones: Phones, who: str) -> dict[str, dict[str, object]]:
    """Give somebody's calendar by the identity of each event."""
    page = await phones.get(f"{phones.path(who)}/calendar")
    assert page.status == 200
    address = page.text.split("<output>")[1].split("</output>")[0]
    found = await phones.get(address[address.index("/calendar/") :])
    assert (found.status, found.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return read(found.text.encode())


def read(text: bytes) -> dict[str, dict[str, object]]:
    found = Calendar.from_ical(text)
    return {
        str(each["uid"]): {name.lower(): getattr(value, "dt", value) for name, value in each.items()}
        for each in found.walk("VEVENT")
    }


async def test_a_meeting_that_is_moved_and_cancelled_stays_the_same_event(phones: Phones):
    fake = phones.fake
    first = (await events(phones, "kasper"))[f"{fake.id}@medmakker"]
    assert first["dtstart"] == STARTS_AT
    assert (first["sequence"], first["status"]) == (0, "CONFIRMED")
    fake.meeting_clock.at = datetime(2026, 11, 1, tzinfo=UTC)
    seen = (await fake.state()).starts_at.isoformat()
    answer = await fake.submit("marianne", "move_meeting", seen=seen, starts_on="2026-12-16", starts_time="13.00")
    assert not answer.refused
    moved = (await events(phones, "kasper"))[f"{fake.id}@medmakker"]
    assert (moved["dtstart"], moved["sequence"]) == (datetime(2026, 12, 16, 12, 0, tzinfo=UTC), 1)
    await fake.submit("marianne", "cancel_meeting", reason="For få kan komme")
    gone = (await events(phones, "kasper"))[f"{fake.id}@medmakker"]
    assert (gone["sequence"], gone["status"]) == (2, "CANCELLED")


async def test_the_pre_meeting_stands_in_the_employee_side_s_calendars_alone(phones: Phones):
    name = f"{phones.fake.id}.pre_meeting_employee_side@medmakker"
    assert (await events(phones, "ole"))[name]["dtstart"] == date(2026, 12, 4)
    assert name not in await events(phones, "marianne")


async def test_the_address_of_a_calendar_opens_no_page_and_is_closed_with_the_link(phones: Phones):
    own = phones.path("ole")
    token = (await phones.get(f"{own}/calendar")).text.split("/calendar/")[1].split(".ics")[0]
    assert token not in own
    assert (await phones.get(f"/p/{token}")).status == 404
    assert (await phones.get(f"/calendar/{own.rpartition('/')[2]}.ics")).status == 404
    meeting = await phones.fake.state()
    await phones.fake.house.reception.renew(meeting, next(p for p in meeting.committee.people if p == "ole"))
    assert (await phones.get(f"/calendar/{token}.ics")).status == 404


def test_a_follow_up_group_finds_its_check_points():
    play: Play = frame("minutes out").play()
    on = by_title(play)["Notater"]
    mine = {uid: event for uid, event in read(feed([play.view("eva")])).items() if on in uid}
    assert len(mine) == 5
    assert mine[f"{play.meeting.id}.{on}.week-2@medmakker"]["dtstart"] == date(2027, 1, 18)
    assert not any(on in uid for uid in read(feed([play.view("finn")])))


def test_a_check_point_stays_in_the_calendar_once_it_is_asked_follows_what_is_put_off_and_is_cancelled_with_its_pilot():
    play: Play = frame("minutes out").play()
    on = by_title(play)["Notater"]

    def week_2() -> dict[str, object]:
        return read(feed([play.view("eva")]))[f"{play.meeting.id}.{on}.week-2@medmakker"]

    play.now = datetime(2027, 1, 18, 8, tzinfo=UTC)
    play.rings(next(name for name in wanted(play.meeting, play.now, play.organisation) if "week 2" in name))
    asked = week_2()
    assert (asked["dtstart"], asked["status"]) == (date(2027, 1, 18), "CONFIRMED")
    # A Saturday.
    play.press("eva", "snooze", on, until="2027-01-30")
    later = week_2()
    assert (later["dtstart"], later["status"]) == (date(2027, 2, 1), "CONFIRMED")
    play.press("lars", "start_pilot", on, first_day="2027-02-08")
    begun = week_2()
    assert begun["dtstart"] == date(2027, 2, 22)
    ends = f"{play.meeting.id}.{on}.evaluation@medmakker"
    assert read(feed([play.view("eva")]))[ends]["dtstart"] == date(2027, 5, 3)
    play.press("eva", "evaluate", on, advice="stop")
    gone = week_2()
    assert gone["status"] == "CANCELLED"
    assert read(feed([play.view("eva")]))[ends]["dtstart"] == date(2027, 1, 18)
    numbers = [each["sequence"] for each in (asked, later, begun, gone)]
    assert numbers == sorted(set(numbers))
    (pilot,) = [each for each in play.meeting.proposals.values() if each.id == on]
    over = replace(pilot, state=PilotState.STOPPED)
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, pilot.id: over})
    assert week_2()["status"] == "CANCELLED"
    assert read(feed([play.view("eva")]))[f"{play.meeting.id}.{on}.+6-months@medmakker"]["status"] == "CANCELLED"
