"""Reminders as rows: sent by whoever ticks, once, over outages, restarts and several servers."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dialogs.model.ids import PersonId
from tests.databases import Kind
from tests.fakes.house import EVERYBODY, Chance, Fake, wire, with_meeting

pytestmark = pytest.mark.usefixtures("kind")
AGENDA_AT = datetime(2026, 12, 2, 8, tzinfo=UTC)


@pytest.fixture
async def fake(kind: Kind, tmp_path: Path) -> AsyncIterator[Fake]:
    fake = await with_meeting(wire(tmp_path))
    fake.meeting_clock.at = datetime(2026, 11, 1, tzinfo=UTC)
    await fake.house.ticker.arrange()
    yield fake
    await fake.close()


async def messages(fake: Fake, who: str, title: str) -> int:
    """Count somebody's messages with a title."""
    found = await fake.house.reception.listing(PersonId(who), fake.id)
    return sum(card.title == (title,) for card in found)


async def settle(fake: Fake, at: datetime) -> None:
    fake.meeting_clock.at = at
    await fake.house.ticker.settle()


async def test_a_reminder_is_not_sent_before_its_time_and_once_after_it(fake: Fake):
    await settle(fake, AGENDA_AT.replace(hour=7, minute=59))
    assert await messages(fake, "amina", "Læs op til mødet") == 0
    for _ in range(2):
        await settle(fake, AGENDA_AT)
    assert [await messages(fake, who, "Læs op til mødet") for who in EVERYBODY] == [1] * len(EVERYBODY)


async def test_after_a_day_s_outage_it_waits_for_the_working_day_and_what_is_stale_is_dropped_with_a_trace(
    fake: Fake, kind: Kind, tmp_path: Path
):
    # Down over the deadline and the agenda's day until the evening after.
    await settle(fake, datetime(2026, 12, 3, 19, tzinfo=UTC))
    assert await messages(fake, "amina", "Læs op til mødet") == 0
    await settle(fake, datetime(2026, 12, 4, 7, tzinfo=UTC))
    assert await messages(fake, "amina", "Læs op til mødet") == 1
    assert await messages(fake, "amina", "Frist for forslag") == 0
    await settle(fake, datetime(2026, 12, 4, 8, tzinfo=UTC))
    assert await messages(fake, "amina", "Læs op til mødet") == 1
    dropped = kind.ask(tmp_path, "SELECT about FROM audit WHERE action = 'drop_reminder'")
    assert sorted(dropped) == [("call_for_proposals",), ("proposal_deadline",)]


async def test_arranging_again_changes_nothing_and_repeats_nothing(fake: Fake):
    await settle(fake, AGENDA_AT)
    await fake.house.ticker.arrange()
    assert await fake.house.ticker.next_due() > AGENDA_AT
    await settle(fake, AGENDA_AT)
    assert await messages(fake, "ole", "Læs op til mødet") == 1


async def test_whoever_has_seen_a_due_time_rings_in_vain_when_another_was_first(fake: Fake, tmp_path: Path):
    # On SQLite one server at a time writes, so there it is the same one twice.
    shared = fake.house.store.is_shared
    other = (
        fake
        if not shared
        else wire(
            tmp_path, tokens=fake.tokens, owner="the other relay", chance=Chance("other"), settings=fake.house.settings
        )
    )
    await other.house.ticker.arrange()
    other.meeting_clock.at = fake.meeting_clock.at = AGENDA_AT
    due = [row for row in await fake.timers() if row.due_at <= AGENDA_AT]
    assert due
    # Both have seen the same rows before either rings.
    for house in (fake, other):
        for row in due:
            await house.ring(row.name)
    for house in (fake, other):
        await house.house.ticker.settle()
    assert [await messages(fake, who, "Læs op til mødet") for who in EVERYBODY] == [1] * len(EVERYBODY)
    if shared:
        await other.close()


async def test_the_next_meeting_that_is_planned_has_its_reminders_at_once(fake: Fake):
    await fake.all_arrive()
    await fake.start()
    await fake.submit("marianne", "plan_next", starts_on="2027-03-10", starts_time="10.00")
    assert len({row.meeting_id for row in await fake.timers()}) == 2
