"""Summaries come by themselves, about the committee's own pilots or, in the main committee, about everybody's."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from dialogs.inbound import ButtonPressed, FormSubmitted, Inbound
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.people import Level
from dialogs.model.pilots import PilotState, Proposal
from storage import audit
from storage.codec import decode, encode
from storage.columns import digest
from storage.engine import Connection
from storage.meeting_tables import proposal
from tests.fakes.archive import Case, a_committee, lay_committee, lay_meeting, over, signed
from tests.fakes.house import Fake, wire

MAIN = MeetingId("main-m1")


def lay(conn: Connection) -> None:
    """Lay a pilot that runs in the main committee, and one elsewhere, both in signed minutes."""
    for ident, level, title in (("main", Level.MAIN, "Notater"), ("birk", Level.LOCAL, "Breve")):
        committee = lay_committee(conn, a_committee(ident, f"Udvalg {ident}", level))
        case = Case(title, "Vi prøver.", pilot=ident, matter=ident, chosen=True)
        lay_meeting(conn, signed(over(committee, 1, date(2027, 1, 12), [case])))
    for row in conn.execute(select(proposal)).all():
        runs = replace(decode(Proposal, row.body), state=PilotState.RUNNING)
        mine = (proposal.c.committee_id == row.committee_id) & (proposal.c.id == row.id)
        conn.execute(update(proposal).where(mine).values(body=encode(runs), state=str(runs.state)))


@pytest.fixture
async def fake(tmp_path: Path) -> AsyncIterator[Fake]:
    fake = wire(tmp_path)
    fake.meeting_clock.at = datetime(2027, 1, 20, 9, tzinfo=UTC)
    await fake.house.store.write(lay)
    await fake.house.ticker.arrange()
    yield fake
    await fake.close()


async def texts(fake: Fake, at: datetime) -> dict[str, str]:
    fake.meeting_clock.at = at
    await fake.house.ticker.settle()
    found = (await fake.house.reception.meeting(MAIN)).summaries
    return {name: each.text.text for name, each in found.items() if each.text.number}


async def test_each_is_drafted_once_from_what_is_signed_and_what_was_missed_is_not(fake: Fake):
    assert await texts(fake, datetime(2027, 1, 29, 12, tzinfo=UTC)) == {}
    for _ in range(2):
        first = await texts(fake, datetime(2027, 2, 1, 8, tzinfo=UTC))
        assert set(first) == {"month.2027-02-01"}
    assert "Notater" in first["month.2027-02-01"]
    assert "Breve" not in first["month.2027-02-01"]
    # Down from February until July.
    later = await texts(fake, datetime(2027, 7, 1, 7, tzinfo=UTC))
    assert set(later) == {"month.2027-02-01", "month.2027-07-01", "half_year.2027-07-01"}
    for text in ("Notater (Udvalg main)", "Breve (Udvalg birk)"):
        assert text in later["half_year.2027-07-01"]
    listed = await fake.house.reception.listing(PersonId("marianne"), MAIN)
    assert len([card for card in listed if "Halvårets rapport" in str(card)]) == 1


async def test_the_trail_stands_for_the_very_words_that_were_drafted_edited_and_signed(fake: Fake):
    (on,) = drafted = await texts(fake, datetime(2027, 2, 1, 8, tzinfo=UTC))
    edit = FormSubmitted("edit_summary", on, "1", {"text": ("Notater gør det lettere.",)})
    for number, what in enumerate((edit, ButtonPressed("sign_summary", on, "2"))):
        answer = await fake.house.turn.take(Inbound(f"{number}", MAIN, PersonId("marianne"), what))
        assert not answer.refused, answer.text
    trail = await fake.house.store.read(lambda conn: audit.trail(conn, MAIN))
    edited = digest("Notater gør det lettere.").hex()
    assert {entry.action: entry.digest for entry in trail if "summary" in entry.action} == {
        "draft_summary": digest(drafted[on]).hex(),
        "edit_summary": edited,
        "sign_summary": edited,
    }
