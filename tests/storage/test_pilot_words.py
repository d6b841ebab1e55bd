"""A new proposal finds the earlier pilots it is like: those of signed minutes anywhere, never a closed one."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection, func, select

from bot.earlier_pilots import lay_earlier, make_earlier
from bot.set_up import SetUpFault
from dialogs.model.ids import CommitteeId, PersonId, ProposalId
from dialogs.model.meeting import Meeting
from dialogs.model.pilots import PilotState, Proposal, ShortForm
from storage import neighbours
from storage.decisions import fill, rebuild
from storage.pilot_words import MOST_LOOKED_AT, recall
from storage.register_tables import pilot_word
from tests.fakes.archive import Case, a_committee, lay_committee, lay_meeting, lay_versions, over, signed
from tests.fakes.house import Chance

DAY = date(2027, 1, 12)
WEEKLY = Case("Ugeplaner i klart sprog", pilot="p1", chosen=True, tool="Planlæggeren")
LIKE = ShortForm(title="Klart sprog i ugeplanerne", tool="Planlæggeren", core_task="Undervisning")


def draft(short: ShortForm = LIKE, **values: object) -> Proposal:
    new = Proposal(ProposalId("new"), CommitteeId("here"), PersonId("eva"), PilotState.DRAFT, short)
    return replace(new, **values)  # type: ignore[arg-type]


def found(conn: Connection, now: Proposal | None = None, before: Proposal | None = None) -> tuple[str, ...]:
    """Give which pilots a proposal is said to be like when it is written."""
    now = now or draft()
    meeting = over(a_committee("here"), 9, DAY, [])
    was = replace(meeting, proposals={before.id: before} if before else {})
    after = recall(conn, was, replace(meeting, proposals={now.id: now}))
    return tuple(each.id for each in after.proposals[now.id].similar)


def lay(conn: Connection, *cases: Case, sign: bool = True, ident: str = "lindely", number: int = 1) -> Meeting:
    held = over(lay_committee(conn, a_committee(ident, f"Udvalg {ident}")), number, DAY, cases)
    return lay_meeting(conn, signed(held) if sign else held)


def words(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(pilot_word)).scalar_one()


def test_a_pilot_of_signed_minutes_is_found_with_what_came_of_it(conn: Connection):
    lay(conn, replace(WEEKLY, state=PilotState.STOPPED))
    meeting = over(a_committee("here"), 9, DAY, [])
    after = recall(conn, replace(meeting, proposals={}), replace(meeting, proposals={ProposalId("new"): draft()}))
    (earlier,) = after.proposals[ProposalId("new")].similar
    assert (earlier.title, earlier.committee, earlier.state, earlier.decided_on) == (
        WEEKLY.title,
        "Udvalg lindely",
        "stopped",
        DAY,
    )


@pytest.mark.parametrize(
    "case",
    [
        replace(WEEKLY, closed=True),
        replace(WEEKLY, chosen=False),
        replace(WEEKLY, title="Lydmåling", tool="Lydmåler"),
        replace(WEEKLY, pilot=""),
    ],
    ids=["closed", "not chosen", "unlike", "no pilot"],
)
def test_nothing_else_is_found(conn: Connection, case: Case):
    lay(conn, case)
    assert found(conn) == ()


def test_minutes_that_are_not_signed_tell_nothing_and_when_they_are_they_do(conn: Connection):
    held = lay(conn, WEEKLY, sign=False)
    assert found(conn) == ()
    lay_versions(conn, signed(held))
    assert found(conn) == ("p1",)
    before = words(conn)
    fill(conn, held.id)
    assert words(conn) == before


def test_it_is_looked_up_when_its_words_change_and_when_it_is_handed_in_and_not_otherwise(conn: Connection):
    lay(conn, WEEKLY)
    same = draft(version=2)
    assert found(conn, same, draft()) == ()
    assert found(conn, replace(same, state=PilotState.SUBMITTED), draft()) == ("p1",)
    assert found(conn, same, draft(ShortForm(title="Noget andet"))) == ("p1",)
    assert found(conn, replace(same, state=PilotState.SCREENED), draft()) == ()


def test_a_pilot_is_not_like_itself_and_many_are_no_trouble(conn: Connection):
    committee = lay_committee(conn, a_committee())
    cases = [replace(WEEKLY, title=f"Ugeplaner i klart sprog {n:03}", pilot=f"p{n}") for n in range(MOST_LOOKED_AT + 9)]
    lay_meeting(conn, signed(over(committee, 1, DAY, cases)))
    assert len(found(conn)) == 3
    assert "p1" not in found(conn, draft(id=ProposalId("p1")))


def test_what_the_register_is_made_from_anew_is_found_again_and_so_is_what_was_there_before(conn: Connection):
    lay(conn, WEEKLY)
    earlier = make_earlier({"earlier_pilot": [EARLIER, {**EARLIER, "committee": "Udvalg lindely"}]}, Chance())
    lay_earlier(conn, earlier, "da", Chance("more"))
    before = words(conn)
    assert len(found(conn)) == 3
    rebuild(conn)
    assert words(conn) == before
    # The committee that was made for it has nobody in it, so nothing is sent there.
    assert "Plejecenter Bakken" not in {each.name for each in neighbours.of(conn, CommitteeId("lindely"))}


EARLIER = {
    "title": "Ugeplan i klart sprog",
    "tool": "Planlægger",
    "core_task": "Undervisning",
    "committee": "Plejecenter Bakken",
    "state": "stopped",
    "decided_on": "2026-03-01",
}


@pytest.mark.parametrize("key", ["title", "committee", "state", "decided_on"])
def test_an_earlier_pilot_that_cannot_be_read_says_so(key: str):
    without = {name: value for name, value in EARLIER.items() if name != key}
    for row in (without, {**EARLIER, "state": "unheard of"}, {**EARLIER, "decided_on": "marts"}):
        with pytest.raises(SetUpFault, match="earlier_pilot"):
            make_earlier({"earlier_pilot": [row]}, Chance())
