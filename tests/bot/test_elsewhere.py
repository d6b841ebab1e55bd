"""What a pilot came to reaches other committees that consider the same, once it is signed and only then."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.owing import tell_others
from dialogs.flows import elsewhere
from dialogs.model.followed import Advice, Evaluated, Evaluation
from dialogs.model.ids import CommitteeId, ItemId, MeetingId, PersonId, ProposalId
from dialogs.model.items import OutcomeKind
from dialogs.model.meeting import Meeting
from dialogs.model.pilots import PilotState, Proposal, ShortForm
from storage.considering import considering
from storage.engine import Connection
from storage.outbox import claim_due
from tests.dialogs.flows.play import read
from tests.fakes.archive import Case, a_committee, corrected, over, signed
from tests.fakes.house import Fake, wire, with_meeting

pytestmark = pytest.mark.usefixtures("kind")
HELD = date(2027, 1, 12)
NOW = datetime(2027, 1, 20, 9, tzinfo=UTC)
NOTES = ShortForm(title="Tale i stedet for tastatur", tool="Tale til tekst", core_task="Dokumentation")
STOPPED = Case("Evaluering af Tale i stedet for tastatur", "Vi stopper, for noterne blev dårlige.")


def concluding(case: Case, advice: Advice = Advice.STOP) -> Meeting:
    """Give a meeting that concluded on a pilot, with minutes that nobody has signed."""
    found = over(a_committee("birk", "Lokal-MED Birk"), 2, HELD, [case])
    (item,) = found.items.values()
    notes = Proposal(ProposalId("n"), CommitteeId("birk"), PersonId("lars"), PilotState.STOPPED, NOTES)
    evaluated = Evaluated(ItemId("chosen"), 1, NOTES.title, Evaluation(HELD, advice), 1, notes.id)
    items = {item.id: replace(item, evaluates=ItemId("chosen"))}
    return replace(found, items=items, evaluated=(evaluated,), proposals={notes.id: notes})


@pytest.fixture
async def fake(tmp_path: Path) -> AsyncIterator[Fake]:
    """Give a house in which one committee has proposals for its next meeting."""
    fake = await with_meeting(wire(tmp_path))
    yield fake
    await fake.close()


async def told(fake: Fake, before: Meeting, after: Meeting) -> dict[str, str]:
    def tell(conn: Connection) -> dict[str, str]:
        owes = tell_others(conn, before, after, HELD, NOW, frozenset())
        rows = claim_due(conn, NOW, "test", NOW - NOW, 99)
        found = {str(row.recipient): str(row.card) for row in rows if "/elsewhere/" in row.dedupe_key}
        assert bool(found) is owes
        assert {row.meeting_id for row in rows if "/elsewhere/" in row.dedupe_key} <= {fake.id}
        return found

    return await fake.house.store.write(tell)


async def considers(fake: Fake, **short: str) -> None:
    """Let somebody in the committee hand in a proposal for this."""
    fake.meeting_clock.at = datetime(2026, 11, 1, tzinfo=UTC)
    fields = {
        **dict.fromkeys(
            ("title", "problem", "core_task", "trial", "tool", "participants", "ai_does", "people_do"), "Ord"
        ),
        "without_ai": "no",
        "tool_status": "known",
        "voluntary": "yes",
        "responsible_leader": "lars",
    }
    assert not (await fake.submit("amina", "propose", **{**fields, "title": "Diktering", **short})).refused
    (on,) = [key for key, each in (await fake.state()).proposals.items() if each.short.title == "Diktering"]
    seen = str((await fake.state()).proposals[on].version)
    answer = await fake.press("amina", "submit_proposal", on, seen)
    assert not answer.refused, answer


async def test_who_considers_the_same_is_told_what_it_came_to_with_the_signed_words(fake: Fake):
    await considers(fake, tool="tale til tekst", core_task="dokumentation")
    before = concluding(STOPPED)
    found = await told(fake, before, signed(before))
    assert sorted(found) == ["amina", "marianne", "sanne"]
    for text in ("Diktering", "Tale i stedet for tastatur", "Lokal-MED Birk", "noterne blev dårlige", "Stoppet"):
        assert text in found["sanne"]


async def test_who_considers_something_else_is_not_told(fake: Fake):
    await considers(fake, tool="Chatrobot", core_task="dokumentation")
    before = concluding(STOPPED)
    assert await told(fake, before, signed(before)) == {}


@pytest.mark.parametrize(
    "case",
    [
        replace(STOPPED, closed=True),
        replace(STOPPED, kind=None),
        replace(STOPPED, kind=OutcomeKind.NO_AGREEMENT),
    ],
    ids=["closed", "not concluded", "no agreement"],
)
def test_what_is_closed_or_was_not_agreed_on_is_told_to_nobody(case: Case):
    before = concluding(case)
    assert elsewhere.concluded(before, signed(before)) == ()


def test_nothing_is_told_before_all_have_signed_nor_a_second_time():
    before = concluding(STOPPED)
    out = signed(before)
    assert elsewhere.concluded(before, before) == ()
    (found,) = elsewhere.concluded(before, out)
    assert (found.state, found.because) == (PilotState.STOPPED, "Vi stopper, for noterne blev dårlige.")
    assert elsewhere.concluded(out, signed(corrected(out, "dårlige", "for korte"))) == ()


def test_what_was_corrected_before_it_was_signed_is_told_as_it_was_signed():
    before = concluding(STOPPED)
    (found,) = elsewhere.concluded(before, signed(corrected(before, "dårlige", "for korte")))
    assert found.because == "Vi stopper, for noterne blev for korte."


def test_it_is_said_in_the_language_of_those_who_are_told():
    before = concluding(STOPPED, Advice.ADOPT)
    (found,) = elsewhere.concluded(before, signed(before))
    proposal = Proposal(ProposalId("p"), CommitteeId("c"), PersonId("eva"), PilotState.SHORTLISTED, NOTES)
    other = elsewhere.Considering(CommitteeId("c"), "en", MeetingId("m"), proposal, (PersonId("eva"), PersonId("bo")))
    ((_, posts),) = elsewhere.told(found, [other])
    assert [post.to for post in posts] == ["bo", "eva"]
    assert "tried elsewhere" in read((posts[0].card,))


async def test_a_committee_without_a_meeting_to_come_is_left_alone(fake: Fake):
    await considers(fake)
    await fake.house.store.write(lambda conn: conn.exec_driver_sql("UPDATE meeting SET stage = 'ended'"))
    found = await fake.house.store.read(lambda conn: considering(conn, CommitteeId("birk"), HELD))
    assert found == []
