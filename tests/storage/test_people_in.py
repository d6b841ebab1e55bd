"""Somebody found in stored values and given another id there: in every field that holds an id, and in no text."""

from dataclasses import dataclass, field

import pytest

from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting
from storage.codec import encode
from storage.parts import PARTS
from storage.people_in import names, renamed
from tests.dialogs.flows.stories import STORIES, frame, frames

OLD, NEW = PersonId("lars"), PersonId("former-1")


@dataclass(frozen=True)
class Inner:
    by: PersonId
    text: str = "lars"


@dataclass(frozen=True)
class Holder:
    one: PersonId
    maybe: PersonId | None = None
    many: tuple[PersonId, ...] = ()
    two: tuple[PersonId, int] = (PersonId("x"), 1)
    some: frozenset[PersonId] = frozenset()
    keyed: dict[PersonId, tuple[Inner, ...]] = field(default_factory=dict)
    text: str = "lars"
    texts: tuple[str, ...] = ("lars",)
    either: Inner | None = None


def test_an_id_is_exchanged_wherever_one_stands_and_a_text_never():
    before = Holder(
        OLD, OLD, (OLD, PersonId("bo")), (OLD, 2), frozenset({OLD}), {OLD: (Inner(OLD),)}, either=Inner(OLD)
    )
    after = renamed(before, OLD, NEW)
    assert after == Holder(
        NEW, NEW, (NEW, PersonId("bo")), (NEW, 2), frozenset({NEW}), {NEW: (Inner(NEW),)}, either=Inner(NEW)
    )
    assert (after.text, after.texts, after.keyed[NEW][0].text) == ("lars", ("lars",), "lars")
    assert names(before, OLD)
    assert not names(after, OLD)


def test_who_is_not_in_a_value_leaves_it_as_it_is():
    before = Holder(PersonId("bo"))
    assert renamed(before, OLD, NEW) is before


@pytest.mark.parametrize("story", STORIES)
def test_nobody_is_left_behind_in_what_is_kept_of_a_meeting(story: str):
    for step in (frames(story)[-1], frames(story)[len(frames(story)) // 2]):
        for who in list(step.meeting.committee.people)[:4]:
            for part in PARTS:
                for value in getattr(step.meeting, part.name).values():
                    kept = encode(renamed(value, who, NEW))
                    assert f"'{who}'" not in str(kept), (part.name, step.step)


def test_a_whole_meeting_is_a_value_too():
    meeting: Meeting = frame("ended").meeting
    after = renamed(meeting, OLD, NEW)
    assert NEW in {stay.person for stay in after.stays.values()}
    assert OLD not in after.named
