"""Whatever is done, legal or not and in whatever order: no state that the rules forbid, and the same course again.

People press what stands on their screens, what stood there before, and what somebody else was offered; forms come
filled in, half empty and spoilt; the clock goes on, jumps, and is set back.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dialogs.cards import Form
from dialogs.flows.alarms import wanted
from dialogs.inbound import ButtonPressed, FormSubmitted, Happening, TimerRang
from dialogs.minutes import record
from dialogs.model import pairing
from dialogs.model.agenda import Phase
from dialogs.model.meeting import HANDED_IN_KINDS, Meeting, Stage
from dialogs.model.people import SIDES
from dialogs.model.pilots import Light, PilotState
from dialogs.outbound import Place, Post
from dialogs.routing import HANDLERS
from storage.codec import encode
from tests.dialogs.flows.play import Control, Play, controls, filled_in, plausible
from tests.dialogs.flows.stories import Frame, frame, frames
from tests.dialogs.model.test_piloting import TABLE

CPR = "010190-1234"
SPOILT = (
    "",
    " \u200b",
    "x" * 3001,
    f"Borgeren {CPR} ringede",
    "a\x00\u202eb",
    "-1",
    "99",
    "nobody",
    "agreement",
    "2027-02-30",
)


@dataclass(frozen=True)
class Happened:
    """One thing that happened, and what the one who did it was told."""

    at: datetime
    who: str | None
    what: Happening
    whom: str | None
    told: str


def starts() -> tuple[Frame, ...]:
    return (*frames("whole"), *frames("hurried"), *frames("staff meeting"))


class AnyCourse(RuleBasedStateMachine):
    """A meeting to which anything may happen."""

    def __init__(self) -> None:
        super().__init__()
        self.frame, self.play = frame("laid down"), frame("laid down").play()
        self.offered: dict[tuple[str, Control], None] = {}
        self.course: list[Happened] = []

    @initialize(frame=st.deferred(lambda: st.sampled_from(starts())))
    def begin(self, frame: Frame) -> None:
        """A course begins anywhere in a meeting."""
        self.frame, self.play = frame, frame.play()
        self.everybody = self.play.people

    def happens(self, who: str | None, what: Happening, whom: str | None = None) -> None:
        before, owed = self.play.meeting, len(self.play.posts)
        answer = self.play.happens(who, what, whom=whom)
        self.course.append(Happened(self.play.now, who, what, whom, answer.text))
        after = self.play.meeting
        if answer.refused:
            assert after == before
            assert len(self.play.posts) == owed
        else:
            self.hold_moves(before, after)
        self.hold_posts(before, after, self.play.posts[owed:])

    @rule(data=st.data())
    def somebody_does_what_the_screen_offers(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(self.everybody))
        found = controls(self.play.screen(who))
        if found:
            control = data.draw(st.sampled_from(found))
            self.offered[who, control] = None
            self.does(data, who, control)

    @precondition(lambda self: self.offered)
    @rule(data=st.data())
    def somebody_does_what_was_offered_before_or_to_another(self, data: st.DataObject) -> None:
        owner, control = data.draw(st.sampled_from(list(self.offered)))
        self.does(data, data.draw(st.sampled_from((owner, owner, *self.everybody))), control)

    @rule(data=st.data())
    def somebody_enters_for_another(self, data: st.DataObject) -> None:
        whom = data.draw(st.sampled_from(self.everybody))
        found = controls(self.play.screen(whom))
        if found:
            by = data.draw(st.sampled_from(self.everybody))
            self.does(data, by, data.draw(st.sampled_from(found)), whom)

    @rule(data=st.data(), action=st.sampled_from((*HANDLERS, "dance")))
    def somebody_sends_what_no_screen_offers(self, data: st.DataObject, action: str) -> None:
        who = data.draw(st.sampled_from((*self.everybody, "stranger")))
        self.happens(who, FormSubmitted(action, "x", "0", {"text": ("Hej",)}))

    @rule(minutes=st.sampled_from((1, 6, 20, 50, 500, -5, -120)))
    def time_passes(self, minutes: int) -> None:
        self.play.later(minutes)
        for name, at in wanted(self.play.meeting, self.play.now, self.play.organisation).items():
            if at <= self.play.now:
                self.happens(None, TimerRang(name))

    def does(self, data: st.DataObject, who: str, control: Control, whom: str | None = None) -> None:
        if isinstance(control, Form):
            way: Callable[[], dict[str, tuple[str, ...]]] = data.draw(
                st.sampled_from((lambda: plausible(control, self.play.meeting), lambda: filled_in(control)))
            )
            fields = way()
            if fields and data.draw(st.integers(0, 4)) == 0:
                fields[data.draw(st.sampled_from(sorted(fields)))] = (data.draw(st.sampled_from(SPOILT)),)
            self.happens(who, FormSubmitted(control.action, control.on, control.seen, fields), whom)
        else:
            self.happens(who, ButtonPressed(control.action, control.on, control.seen), whom)

    # --- What must hold

    def hold_moves(self, before: Meeting, after: Meeting) -> None:
        """A proposal goes only where the table lets it, and what is closed stays closed."""
        for key, proposal in after.proposals.items():
            earlier = before.proposals.get(key)
            if earlier is None:
                assert proposal.state is PilotState.DRAFT
            elif earlier.state is not proposal.state:
                assert proposal.state in TABLE[earlier.state], (earlier.state, proposal.state)
        if before.stage is Stage.ENDED:
            assert after.stage is Stage.ENDED
            assert (after.contributions, after.stays) == (before.contributions, before.stays)
            # A follow-up group may be appointed afterwards, and an item sent on; nothing else changes any more.
            assert [replace(each, group=None, sent_to=None) for each in after.items.values()] == [
                replace(each, group=None, sent_to=None) for each in before.items.values()
            ]

    def hold_posts(self, before: Meeting, after: Meeting, posts: list[Post]) -> None:
        """Rule 4: what reaches the organisation is that exact text, signed by all, once."""
        reached = [post for post in posts if post.to is Place.ORGANISATION]
        assert len(reached) == (before.announcement.posted_at is None and after.announcement.posted_at is not None)
        if reached:
            signed = {signature.person for signature in after.announcement.signatures}
            assert signed == {person.id for person in after.committee.formandskab}
            assert after.announcement.text == before.announcement.text
        if before.announcement.posted_at:
            assert after.announcement == before.announcement

    @invariant()
    def an_agreement_is_both_sides_yes(self) -> None:
        """Rules 2 and 3."""
        for item in self.play.meeting.items.values():
            if item.outcome and item.outcome.agreed:
                assert set(item.outcome.confirmed) == set(SIDES)
                people = self.play.meeting.committee.people
                for side, confirmation in item.outcome.confirmed.items():
                    assert people[confirmation.by].side is side

    @invariant()
    def nothing_red_or_late_and_at_most_five_are_on_the_table(self) -> None:
        meeting = self.play.meeting
        assert len([item for item in meeting.items.values() if item.proposal]) <= 5
        for item in meeting.items.values():
            if item.proposal:
                proposal = meeting.proposals[item.proposal]
                assert proposal.light is not Light.RED
                assert not proposal.late

    @invariant()
    def everybody_talks_with_somebody(self) -> None:
        """Everybody who takes part is in exactly one pair or trio, and nobody else is in any."""
        meeting = self.play.meeting
        if meeting.phase is not Phase.PAIRS:
            return
        seated = [person for pair in meeting.pairs.values() for person in pair.members]
        assert len(seated) == len(set(seated))
        must = {person.id for person in pairing.taking_part(meeting)}
        assert must <= set(seated)
        assert all(meeting.is_here(person) and meeting.committee.people[person].is_party for person in seated)
        if len(seated) > 1:
            assert all(2 <= len(pair.members) <= 3 for pair in meeting.pairs.values())

    @invariant()
    def who_wrote_what_is_gone_after_the_end(self) -> None:
        """Rule 6, and before the reveal nobody's position is anybody else's business."""
        meeting = self.play.meeting
        if meeting.stage is Stage.ENDED:
            assert not meeting.owners
            assert not meeting.positions
            assert not meeting.inventory
            assert all(each.handed_in for each in meeting.contributions.values() if each.kind in HANDED_IN_KINDS)
        assert all(meeting.items[held.item].opened_at for held in meeting.reservations.values())

    @invariant()
    def no_cpr_number_is_kept(self) -> None:
        """Rule 7."""
        assert CPR not in str(encode(self.play.meeting))

    @invariant()
    def the_clock_holds_together(self) -> None:
        timeline = self.play.meeting.timeline
        assert [run.number for run in timeline.runs] == list(range(1, len(timeline.runs) + 1))
        assert all(run.ended_at for run in timeline.runs[:-1])
        assert all(pause.to_at for pause in timeline.pauses[:-1])
        assert (timeline.current is not None) is (self.play.meeting.stage is Stage.RUNNING)

    def teardown(self) -> None:
        """The same course again comes to the same answers and the same minutes."""
        again = self.frame.play()
        for happened in self.course:
            again.now = happened.at
            assert again.happens(happened.who, happened.what, whom=happened.whom).text == happened.told
        again.now = self.play.now
        assert again.meeting == self.play.meeting
        assert minutes_of(again) == minutes_of(self.play)


def minutes_of(play: Play) -> object:
    return record(play.meeting, play.organisation, play.now, closed_items=True)


AnyCourse.TestCase.settings = settings(
    max_examples=30, stateful_step_count=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
TestAnyCourse = AnyCourse.TestCase
