"""Flags that somebody owns in all committees: which are open, where, and through which meeting they are answered."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection, update

from dialogs.model.ids import CommitteeId, PersonId
from dialogs.model.meeting import Stage
from dialogs.model.pilots import Condition, Due, Owner, PilotState
from storage.meeting_tables import meeting
from storage.open_flags import flagged, meeting_for, still_open
from storage.register import Scope
from tests.fakes.archive import Case, a_committee, lay_committee, lay_meeting, over

DAY = date(2027, 1, 12)
OPEN = Condition("C1: Afklar grundlaget", Owner.DPO, Due.START, "C1")
DONE = replace(OPEN, answer="I orden", confirmed_by=PersonId("hanne"), confirmed_on=DAY)
OTHER = replace(OPEN, owner=Owner.HR, question="E3")
NOTES = Case("Notater", pilot="p1", state=PilotState.SCREENED, conditions=(OPEN,))


def lay(conn: Connection, ident: str, *cases: Case, number: int = 1) -> None:
    committee = a_committee(ident, f"Udvalg {ident}")
    if number == 1:
        lay_committee(conn, committee)
    lay_meeting(conn, over(committee, number, DAY + timedelta(days=number), cases))


def titles(conn: Connection, scope: Scope = None, owner: Owner = Owner.DPO) -> list[tuple[str, str]]:
    return [(each.name, each.proposal.title) for each in still_open(conn, scope, owner)]


def test_what_is_open_is_found_by_its_owner_in_the_committees_they_may_see(conn: Connection):
    mixed = replace(NOTES, title="Blandet", pilot="p2", conditions=(DONE, OTHER))
    quoted = replace(NOTES, title='Med "owner":"dpo" i', pilot="p3", conditions=(OTHER,))
    lay(conn, "b", NOTES, mixed, quoted)
    lay(conn, "a", replace(NOTES, title="Breve"))
    assert titles(conn) == [("Udvalg a", "Breve"), ("Udvalg b", "Notater")]
    assert titles(conn, frozenset({CommitteeId("b")})) == [("Udvalg b", "Notater")]
    assert titles(conn, frozenset()) == []
    assert titles(conn, None, Owner.HR) == [("Udvalg b", "Blandet"), ("Udvalg b", 'Med "owner":"dpo" i')]
    assert [each.proposal.title for each in flagged(conn, CommitteeId("b"), Owner.DPO)] == ["Blandet", "Notater"]


def test_what_is_over_or_stands_on_a_closed_item_of_any_meeting_is_nowhere(conn: Connection):
    hidden = replace(NOTES, title="Kameraer", pilot="p2", closed=True)
    lay(conn, "a", NOTES, hidden, replace(NOTES, title="Stoppet", pilot="p3", state=PilotState.STOPPED))
    lay(conn, "a", Case("Evaluering", evaluates="p1", closed=True), number=2)
    lay(conn, "b", hidden)
    lay(conn, "c", NOTES)
    # A proposal of the same id elsewhere is another one.
    assert titles(conn) == [("Udvalg c", "Notater")]
    assert flagged(conn, CommitteeId("a"), Owner.DPO) == flagged(conn, CommitteeId("b"), Owner.DPO) == []


def test_it_is_answered_in_the_newest_meeting_that_was_not_cancelled(conn: Connection):
    assert meeting_for(conn, CommitteeId("a")) is None
    for number in (1, 2, 3):
        lay(conn, "a", number=number)
    conn.execute(update(meeting).where(meeting.c.number == 3).values(stage=str(Stage.CANCELLED)))
    assert meeting_for(conn, CommitteeId("a")) == "a-m2"
