"""What can be told of pilots: open, signed, of one committee or of all, with what came of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, insert, update

from dialogs.model.check_points import Unanswered
from dialogs.model.followed import Advice, Answer, Course, Evaluation, Following
from dialogs.model.ids import CommitteeId, ItemId, ProposalId
from dialogs.model.pilots import PilotState, Proposal
from storage import unanswered
from storage.codec import decode, encode
from storage.meeting_tables import following, proposal
from storage.reporting import reported
from tests.fakes.archive import Case, a_committee, lay_committee, lay_meeting, over, signed

DAY = date(2027, 1, 12)
LATER = DAY + timedelta(days=90)
NOTES = Case("Notater", "Vi prøver.", pilot="notes", matter="notes", chosen=True)
SECRET = Case("Lønsag", "Vi prøver.", pilot="pay", matter="pay", chosen=True, closed=True)
SEEN = Evaluation(LATER, Advice.STOP, because="Fejl")


def lay(conn: Connection, *cases: Case, ident: str = "birk", out: bool = True) -> None:
    committee = lay_committee(conn, a_committee(ident, f"Udvalg {ident}"))
    meeting = over(committee, 1, DAY, cases)
    lay_meeting(conn, signed(meeting) if out else meeting)


def change(conn: Connection, ident: str, on: str, **values: object) -> None:
    mine = (proposal.c.committee_id == ident) & (proposal.c.id == on)
    found = decode(Proposal, conn.execute(proposal.select().where(mine)).one().body)
    conn.execute(update(proposal).where(mine).values(body=encode(replace(found, id=ProposalId(on), **values))))


def follow(conn: Connection, known: Following) -> None:
    conn.execute(insert(following).values(meeting_id="birk-m1", id=known.item, body=encode(known)))


def test_a_pilot_is_told_of_once_its_minutes_are_signed_and_a_closed_one_never(conn: Connection):
    lay(conn, NOTES, SECRET)
    lay(conn, NOTES, ident="lund", out=False)
    change(conn, "birk", "notes", state=PilotState.RUNNING)
    (found,) = reported(conn, None)
    assert (found.committee, found.title, found.state, found.chosen_on) == (
        "Udvalg birk",
        "Notater",
        PilotState.RUNNING,
        DAY,
    )
    assert (found.answer, found.evaluation, found.unanswered_since) == (None, None, None)


def test_of_one_committee_or_of_all(conn: Connection):
    for ident in ("lund", "birk"):
        lay(conn, NOTES, ident=ident)
    assert [each.committee for each in reported(conn, None)] == ["Udvalg birk", "Udvalg lund"]
    assert [each.committee for each in reported(conn, CommitteeId("lund"))] == ["Udvalg lund"]


def test_it_tells_what_the_group_said_last_and_since_when_it_owes_an_answer(conn: Connection):
    lay(conn, NOTES)
    change(conn, "birk", "notes", state=PilotState.RUNNING)
    answers = (Answer("week 2", DAY, Course.GREEN, "Godt"), Answer("week 6", LATER, Course.RED, "Skidt"))
    follow(conn, Following(ItemId("notes"), answers=answers, evaluation=SEEN))
    unanswered.keep(conn, "birk-m1", [Unanswered(ItemId("notes"), "week 12", LATER)])
    (found,) = reported(conn, None)
    assert found.answer == answers[-1]
    assert found.unanswered_since == LATER
    # It is not concluded on: what the group recommends belongs to the committee first.
    assert found.evaluation is None


@pytest.mark.parametrize("out", [True, False])
def test_what_came_of_it_is_told_once_those_minutes_are_signed(conn: Connection, out: bool):
    lay(conn, NOTES)
    change(conn, "birk", "notes", state=PilotState.STOPPED, because="Vi stopper.", concluded_in=2)
    follow(conn, Following(ItemId("notes"), evaluation=SEEN))
    second = over(
        a_committee("birk", "Udvalg birk"), 2, LATER, [Case("Evaluering af Notater", "Vi stopper.", evaluates="notes")]
    )
    lay_meeting(conn, signed(second) if out else second)
    found = reported(conn, None)
    assert len(found) is int(out)
    if out:
        assert (found[0].concluded_on, found[0].because, found[0].evaluation) == (LATER, "Vi stopper.", SEEN)
