"""For whom somebody may write, and whose link they may renew."""

from datetime import UTC

from dialogs.flows.standing_in import may_renew
from dialogs.flows.view import View
from dialogs.organisation import Organisation
from dialogs.wording import wording
from tests.dialogs.room import STARTS_AT, Room


def renewed_by(who: str) -> list[str]:
    meeting = Room().meeting
    view = View(meeting, meeting.committee.people[who], STARTS_AT, Organisation(UTC, {}), wording("da"))
    return [person.id for person in may_renew(view)]


def test_the_secretary_makes_new_links_for_everybody():
    assert renewed_by("sofie") == ["anne", "bo", "dorte", "eva", "finn", "gry", "hans", "lars", "ole", "sofie"]


def test_a_side_makes_new_links_for_its_own_people_only_since_whoever_holds_a_link_can_act_by_it():
    assert renewed_by("anne") == ["anne", "lars"]
    assert renewed_by("bo") == ["bo", "dorte", "eva", "finn", "gry", "ole"]


def test_nobody_else_makes_new_links():
    assert [renewed_by(who) for who in ("lars", "eva", "hans", "ole")] == [[], [], [], []]
