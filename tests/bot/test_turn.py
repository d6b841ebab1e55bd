"""The turn: one event, whole or not at all, once."""

import asyncio
import json
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from bot.transaction import Transaction
from dialogs.flows.acting import Decision
from dialogs.inbound import ButtonPressed, FormSubmitted, Inbound
from dialogs.minutes_texts import passages
from dialogs.model import alarms
from dialogs.model.ids import Fresh, MeetingId, PersonId
from dialogs.model.meeting import Meeting, Stage
from storage import audit, mailbox, outbox, tables
from storage.columns import digest
from storage.engine import Connection, StoreGone
from storage.meetings import MeetingUnknown
from tests.fakes.house import EVERYBODY, Fake, wire, with_meeting

pytestmark = pytest.mark.usefixtures("kind")


@pytest.fixture
async def fake(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path))
    yield fake
    await fake.close()


async def rows(fake: Fake, table: str) -> int:
    found = await fake.house.store.read(lambda conn: conn.execute(select(tables.metadata.tables[table])).all())
    return len(found)


async def running(fake: Fake) -> Fake:
    await fake.all_arrive()
    await fake.start()
    return fake


def says(text: str) -> FormSubmitted:
    return FormSubmitted("contribute", fields={"kind": ("use",), "text": (text,)})


# --- The same thing twice


async def test_the_same_key_again_gets_the_same_answer_and_changes_nothing(fake: Fake):
    await running(fake)
    first = await fake.take("ole", says("Vi bruger det til breve"), key="one key")
    version = await rows(fake, "contribution")
    again = await fake.take("ole", says("Vi bruger det til breve"), key="one key")
    assert first.text
    assert again == first
    assert await rows(fake, "contribution") == version == 1


async def test_a_refusal_is_answered_alike_the_second_time_even_when_it_would_be_taken_by_then(fake: Fake):
    first = await fake.take("ole", says("For tidligt"), key="one key")
    await running(fake)
    assert first.refused
    assert await fake.take("ole", says("For tidligt"), key="one key") == first
    assert await rows(fake, "contribution") == 0


async def test_the_same_key_many_times_at_once_has_one_effect(fake: Fake):
    await running(fake)
    answers = await asyncio.gather(*(fake.take("ole", says("Breve"), key="one key") for _ in range(20)))
    assert len({answer.text for answer in answers}) == 1
    assert await rows(fake, "contribution") == 1


async def test_an_answer_with_a_card_comes_back_whole(fake: Fake):
    await running(fake)
    await fake.advance(3)
    first = await fake.press("marianne", "preview_announcement", key="look")
    assert first.card is not None
    assert await fake.press("marianne", "preview_announcement", key="look") == first


async def test_the_press_that_ends_the_meeting_is_answered_alike_when_it_is_sent_again(fake: Fake):
    await running(fake)
    seen = await fake.stamp()
    first = await fake.press("marianne", "end", seen=seen, key="end")
    assert await fake.press("marianne", "end", seen=seen, key="end") == first
    assert not first.refused


# --- Several people at once


@pytest.mark.parametrize("action", ["advance", "back", "end", "next_card", "start"])
async def test_of_several_who_press_the_same_button_exactly_one_is_heard(fake: Fake, action: str):
    await fake.all_arrive()
    if action != "start":
        await fake.start()
    if action == "back":
        await fake.advance()
    seen = "0" if action == "next_card" else await fake.stamp()
    answers = await asyncio.gather(
        *(fake.press(who, action, seen=seen) for who in ("marianne", "sanne", "lars") for _ in range(2))
    )
    refused = sorted(answer.refused for answer in answers)
    assert refused.count("") == 1, refused
    others = {"meeting_closed"} if action == "end" else {"out_of_date"}
    assert set(refused) == {"", *others}
    assert all(answer.text for answer in answers)


async def test_two_who_confirm_the_same_side_at_once_leave_one_confirmation(fake: Fake):
    await in_outcome(fake)
    item = (await fake.state()).in_order()[0]
    answers = await asyncio.gather(*(fake.press("sanne", "confirm_outcome", item.id, "1") for _ in range(2)))
    assert sorted(answer.refused for answer in answers) == ["", "out_of_date"]
    outcome = (await fake.state()).items[item.id].outcome
    assert outcome
    assert not outcome.settled


async def test_both_sides_may_confirm_at_once(fake: Fake):
    await in_outcome(fake)
    item = (await fake.state()).in_order()[0]
    answers = await asyncio.gather(
        fake.press("sanne", "confirm_outcome", item.id, "1"), fake.press("marianne", "confirm_outcome", item.id, "1")
    )
    assert {answer.refused for answer in answers} == {""}
    outcome = (await fake.state()).items[item.id].outcome
    assert outcome
    assert outcome.settled


async def in_outcome(fake: Fake) -> None:
    await running(fake)
    await fake.advance(2)
    await fake.press("marianne", "reveal")
    item = (await fake.state()).in_order()[0]
    answer = await fake.submit(
        "marianne",
        "word_outcome",
        item.id,
        "0",
        outcome="agreement",
        item_type="discussion",
        text="Vi prøver det af",
        decider="marianne",
        chosen="yes",
    )
    assert not answer.refused, answer


async def test_a_signature_twice_at_once_counts_once_and_the_last_one_posts_once(fake: Fake):
    await running(fake)
    await fake.advance(3)
    number = str((await fake.state()).announcement.number)
    answers = await asyncio.gather(
        *(fake.press(who, "sign_announcement", seen=number) for who in ("marianne", "sanne", "marianne", "sanne"))
    )
    assert sorted(bool(answer.refused) for answer in answers) == [False, False, True, True]
    state = await fake.state()
    assert sorted(signature.person for signature in state.announcement.signatures) == ["marianne", "sanne"]
    assert state.announcement.posted_at
    await fake.house.ticker.settle()
    posts = await fake.house.reception.listing(outbox.Place.ORGANISATION, fake.id)
    assert len(posts) == 1


async def test_everybody_can_write_at_once_while_everybody_looks(fake: Fake):
    """Readers must not take away from the writer what it works on."""
    await running(fake)

    async def look() -> None:
        for _ in range(40):
            await fake.state()

    async def write(who: str) -> None:
        for number in range(10):
            answer = await fake.take(who, says(f"{who} {number}"))
            assert not answer.refused

    await asyncio.gather(*(look() for _ in range(4)), *(write(who) for who in EVERYBODY[:6]))
    assert len((await fake.state()).contributions) == 60


# --- When something goes wrong


async def test_an_unknown_meeting_is_told(fake: Fake):
    event = Inbound("key", MeetingId("nobody knows"), PersonId("marianne"), ButtonPressed("arrive"))
    with pytest.raises(MeetingUnknown):
        await fake.house.turn.take(event)


class Falling(Transaction):
    """One that falls after the state was saved and before anything else is written, as often as it is told to."""

    falls = 0

    def _keep(self, conn: Connection, event: Inbound, before: Meeting, decision: Decision, *rest):  # type: ignore[no-untyped-def]
        if type(self).falls:
            type(self).falls -= 1
            raise RuntimeError("fell")
        return super()._keep(conn, event, before, decision, *rest)


async def test_what_fell_after_the_save_is_rolled_back_and_not_remembered(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path, make_transaction=Falling))
    await running(fake)
    before = await fake.state()
    Falling.falls = 1
    with pytest.raises(RuntimeError):
        await fake.take("ole", says("Falder"), key="one key")
    assert await fake.state() == before
    assert not (await fake.take("ole", says("Holder"), key="one key")).refused
    assert [item.text for item in (await fake.state()).contributions.values()] == ["Holder"]
    await fake.close()


async def test_one_that_falls_takes_nobody_along(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path, make_transaction=Falling))
    await running(fake)
    Falling.falls = 1
    results = await asyncio.gather(
        *(fake.take(who, says(f"Fra {who}")) for who in EVERYBODY[:6]), return_exceptions=True
    )
    assert sum(isinstance(result, RuntimeError) for result in results) == 1
    assert len((await fake.state()).contributions) == 5
    await fake.close()


def end_of_transaction(conn: Connection) -> None:
    if conn.dialect.name == "sqlite":
        conn.connection.driver_connection.execute("ROLLBACK")  # type: ignore[union-attr]
        return
    with suppress(DBAPIError):
        conn.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")


class Full(Transaction):
    """One that ends by itself, as SQLite does when the disk is full and a server when it stops."""

    full = False

    def _keep(self, conn: Connection, *rest):  # type: ignore[no-untyped-def]
        kept = super()._keep(conn, *rest)
        if type(self).full:
            end_of_transaction(conn)
        return kept


async def test_when_the_commit_fails_everybody_is_told_and_nothing_is_kept(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path, make_transaction=Full))
    await running(fake)
    before, changes = await fake.state(), len(fake.changed)
    Full.full = True
    results = await asyncio.gather(
        *(fake.take(who, says(f"Fra {who}")) for who in EVERYBODY[:3]), return_exceptions=True
    )
    Full.full = False
    assert all(isinstance(result, StoreGone) for result in results)
    assert await fake.state() == before
    assert len(fake.changed) == changes
    # The versions that were lost are given again, to other states: what is remembered must not be the lost ones.
    await fake.take("ole", says("Denne her"))
    assert [item.text for item in (await fake.state()).contributions.values()] == ["Denne her"]
    await fake.close()


async def test_a_closed_database_is_gone(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path))
    await fake.close()
    with pytest.raises(StoreGone):
        await fake.press("ole", "arrive")


# --- What comes with a change


async def test_posts_are_owed_with_the_change_and_delivered_once(fake: Fake):
    await fake.all_arrive("marianne", "sanne")
    assert fake.owed
    waiting = await rows(fake, "outbox")
    assert waiting
    await fake.house.ticker.settle()
    await fake.house.ticker.settle()
    listing = await fake.house.store.read(lambda conn: mailbox.listing(conn, PersonId("marianne"), fake.id))
    assert len(listing) == 1
    assert "Sanne" in str(listing[0].card)


async def test_a_refusal_owes_nothing_and_tells_nobody(fake: Fake):
    answer = await fake.take("ole", says("For tidligt"))
    assert answer.refused == "not_present"
    assert (fake.owed, fake.changed, await rows(fake, "outbox"), await rows(fake, "audit")) == ([], [], 0, 0)


async def test_the_audit_names_who_decided_and_no_word_that_was_typed(fake: Fake):
    await in_outcome(fake)
    trail = await fake.house.store.read(lambda conn: audit.trail(conn, fake.id))
    assert [(entry.by, entry.action) for entry in trail if entry.action == "word_outcome"] == [
        ("marianne", "word_outcome")
    ]
    assert "Vi prøver" not in str(trail)


async def test_the_audit_does_not_tell_whose_an_objection_is(fake: Fake):
    await fake.all_arrive()
    await fake.start()
    await fake.end()
    for who in ("marianne", "sanne"):
        await fake.press(who, "sign_minutes", seen="1")
    assert not (await fake.submit("ole", "object", seen="1", text="Jeg var der")).refused
    trail = await fake.house.store.read(lambda conn: audit.trail(conn, fake.id))
    assert [entry.by for entry in trail if entry.action == "object"] == [None]


async def names_of_timers(fake: Fake) -> set[str]:
    far = fake.meeting_clock.now() + timedelta(days=30)
    return {timer.name for timer in await fake.timers() if timer.due_at <= far}


async def test_the_audit_stands_for_the_very_minutes_that_were_signed_corrected_and_approved(fake: Fake):
    await fake.all_arrive()
    await fake.start()
    await fake.submit("ole", "contribute", kind="use", text="Breve")
    await fake.end()
    await fake.press("marianne", "sign_minutes", seen="1")
    document = json.loads((await fake.state()).versions[1].document)
    found = next(each for each in passages(document) if each.text == "Breve")
    fake.meeting_clock.later(minutes=1)
    await fake.submit("sanne", "correct_minutes", found.id, "1", text="Kun breve", why="Ét ord manglede")
    for who in ("marianne", "sanne"):
        fake.meeting_clock.later(minutes=1)
        assert not (await fake.press(who, "sign_minutes", seen="2")).refused
    fake.meeting_clock.later(minutes=1)
    assert not (await fake.press("sanne", "approve_minutes", seen="2")).refused
    trail = await fake.house.store.read(lambda conn: audit.trail(conn, fake.id))
    first, second = (digest(version.document).hex() for version in (await fake.state()).versions.values())
    assert first != second
    assert [(entry.action, entry.by, entry.about, entry.digest) for entry in trail if "minutes" in entry.action] == [
        ("sign_minutes", "marianne", "1", first),
        ("correct_minutes", "sanne", "2", second),
        ("sign_minutes", "marianne", "2", second),
        ("sign_minutes", "sanne", "2", second),
        ("approve_minutes", "sanne", "2", second),
    ]


async def test_timers_are_set_with_the_meeting_and_gone_after_it(fake: Fake):
    await fake.house.turn.arrange(fake.id)
    assert "remind.agenda" in await names_of_timers(fake)
    await fake.all_arrive()
    await fake.start()
    assert await names_of_timers(fake) == {"soon.1", "over.1", alarms.ABANDONED}
    await fake.press("marianne", "pause")
    assert await names_of_timers(fake) == {alarms.ABANDONED}
    await fake.press("marianne", "resume")
    await fake.advance()
    assert await names_of_timers(fake) == {"soon.2", "over.2", alarms.ABANDONED}
    await fake.end()
    after = {"remind.draft_minutes", "remind.unsigned_minutes", "remind.minutes_to_members"}
    after |= {"summary.month.2027-01-01"}
    assert await names_of_timers(fake) == after
    for who in ("marianne", "sanne"):
        await fake.press(who, "sign_minutes", seen="1")
    assert await names_of_timers(fake) == {"summary.month.2027-01-01"}


async def test_a_timer_does_its_work_once_however_often_it_rings(fake: Fake):
    await running(fake)
    fake.meeting_clock.later(minutes=40)
    await fake.house.ticker.settle()
    told = await rows(fake, "message")
    for _ in range(3):
        await fake.ring("soon.1")
        await fake.house.ticker.settle()
    assert await rows(fake, "message") == told
    assert "soon.1" not in await names_of_timers(fake)
    # Everybody who leads, and the room.
    listing = await fake.house.reception.listing(PersonId("marianne"), fake.id)
    assert sum("minutter" in str(card) for card in listing) == 1


async def test_a_timer_that_rings_too_early_or_that_nobody_wants_does_nothing(fake: Fake):
    await running(fake)
    before = await fake.state()
    for name in ("soon.1", "over.1", "abandoned", "over.7", "rubbish", ""):
        assert not (await fake.ring(name)).refused
    assert await fake.state() == before


async def test_a_meeting_that_everybody_left_is_closed_and_forgotten(fake: Fake):
    await running(fake)
    await fake.take("ole", says("Det vi bruger"))
    assert fake.house.vault.exists(fake.id)
    for who in EVERYBODY:
        await fake.press(who, "leave")
    left = fake.meeting_clock.now()
    fake.meeting_clock.later(hours=3, minutes=59)
    await fake.house.ticker.settle()
    assert (await fake.state()).stage is Stage.RUNNING
    fake.meeting_clock.later(minutes=2)
    await fake.house.ticker.settle()
    state = await fake.state()
    assert (state.stage, state.finished, state.ended_at) == (Stage.ENDED, False, left)
    assert not state.owners
    assert not fake.house.vault.exists(fake.id)


async def test_ticks_during_a_long_break_come_to_rest(fake: Fake):
    await running(fake)
    await fake.press("marianne", "pause")
    for _ in range(30):
        fake.meeting_clock.later(minutes=30)
        await asyncio.wait_for(fake.house.ticker.settle(), 5)
        if (await fake.state()).stage is Stage.ENDED:
            break
    assert await names_of_timers(fake) == set() or (await fake.state()).stage is Stage.RUNNING


async def test_an_extended_phase_rings_anew(fake: Fake):
    await running(fake)
    fake.meeting_clock.later(minutes=41)
    await fake.house.ticker.settle()
    answer = await fake.submit("marianne", "extend", seen=await fake.stamp(), minutes="15")
    assert not answer.refused
    names = await names_of_timers(fake)
    assert "over.1" in names
    fake.meeting_clock.later(minutes=30)
    await fake.house.ticker.settle()
    assert "over.1" not in await names_of_timers(fake)


# --- Ids


def test_ids_of_one_event_differ_and_do_not_show_their_seed():
    fresh = Fresh("seed")
    assert len({fresh.id(number) for number in range(1000)}) == 1000
    assert "seed" not in fresh.id()


async def test_a_meeting_moves_only_by_what_was_loaded(fake: Fake):
    known = fake.house.meetings

    def stale(conn: Connection) -> None:
        before = known.load(conn, fake.id)
        known.save(conn, replace(before), replace(before, card=3))

    with pytest.raises(Exception, match=fake.id):
        await fake.house.store.write(stale)
    known.drop()
    assert (await fake.state()).card == 0
