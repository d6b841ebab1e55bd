"""Calls to the channel: with our token, again when it asks to wait, never anywhere else, and never silently lost."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives import hashes

from bot.buckets import NOW
from bot.clock import WallClock
from bot.platforms.teams.access import Access, Credentials, NoAccess, assertion
from bot.platforms.teams.budgets import Budgets
from bot.platforms.teams.cards import adaptive, message
from bot.platforms.teams.connector import Busy, Connector, Refused
from bot.platforms.teams.line import Line
from bot.platforms.teams.lines import line_blocks
from bot.platforms.teams.sender import TeamsChat
from bot.ports import Delivery, GiveUp, Put, RetryLater, Surface
from dialogs.cards import Card, Paragraph, Said
from dialogs.model.ids import MeetingId, PersonId
from dialogs.outbound import Place
from tests.fakes.house import Hand
from tests.fakes.teams.cloud import APP_ID, BOT, SECRET, TENANT, Cloud
from tests.fakes.teams.signing import certified, new_key
from tests.fakes.teams.weather import Trouble

HELLO, CHANGED = (message(adaptive(line_blocks((text,)), "da"), text) for text in ("Hej", "Hej igen"))
MEETING = MeetingId("m1")
ROOM = "19:room@thread.v2"


@dataclass
class Calls:
    """A connector to a Teams of our own, and how long it waited."""

    cloud: Cloud
    connector: Connector
    waits: list[float] = field(default_factory=list)

    @property
    def chat(self) -> TeamsChat:
        return TeamsChat(self.connector, self.cloud.reference(""))

    def room(self) -> Surface:
        return Surface(MEETING, Place.ROOM, "", self.cloud.reference(ROOM))


@pytest.fixture
async def calls() -> AsyncIterator[Calls]:
    async with Cloud() as cloud:
        line, waits = Line(), []

        async def sleep(seconds: float) -> None:
            waits.append(seconds)

        who = Credentials(APP_ID, TENANT, SECRET)
        access = Access(who, f"{cloud.address}/login", line, WallClock())
        cloud.add(ROOM, "groupChat")
        yield Calls(cloud, Connector(line, access, True, sleep, lambda: 1.0), waits)
        await line.close()
        assert cloud.faults == []


async def test_a_message_is_posted_changed_and_taken_away(calls: Calls):
    room = calls.cloud.conversations[ROOM]
    put = await calls.chat.put(calls.room(), HELLO, None)
    assert isinstance(put, Put)
    assert list(room.messages) == [put.message]
    assert await calls.chat.put(calls.room(), HELLO, put.message) == Put(put.message, calls.room().reference)
    assert len(room.messages) == 1
    assert await calls.chat.remove(calls.room(), put.message) is None
    assert room.messages == {}
    assert await calls.chat.remove(calls.room(), put.message) is None


async def test_a_message_that_somebody_deleted_is_posted_anew(calls: Calls):
    first = await calls.chat.put(calls.room(), HELLO, None)
    assert isinstance(first, Put)
    room = calls.cloud.conversations[ROOM]
    room.messages.clear()
    room.deleted.add(first.message)
    again = await calls.chat.put(calls.room(), HELLO, first.message)
    assert isinstance(again, Put)
    assert list(room.messages) == [again.message] != [first.message]


async def test_one_token_serves_all_calls_and_many_at_once_fetch_it_once(calls: Calls):
    await asyncio.gather(*(calls.chat.put(calls.room(), HELLO, None) for _ in range(10)))
    await calls.chat.put(calls.room(), HELLO, None)
    assert len(calls.cloud.given_tokens) == 1


async def test_a_token_that_is_refused_is_fetched_anew_once(calls: Calls):
    await calls.chat.put(calls.room(), HELLO, None)
    calls.cloud.given_tokens.append("another one by now")
    assert isinstance(await calls.chat.put(calls.room(), HELLO, None), Put)
    calls.cloud.troubles = [Trouble(401)] * 4
    assert isinstance(await calls.chat.put(calls.room(), HELLO, None), RetryLater)


@pytest.mark.parametrize("status", [412, 429, 503])
async def test_when_the_channel_is_busy_it_is_asked_again_after_ever_longer_waits(status: int, calls: Calls):
    calls.cloud.troubles = [Trouble(status), Trouble(status)]
    assert isinstance(await calls.chat.put(calls.room(), HELLO, None), Put)
    assert calls.waits == [0.2, 0.4]
    assert len(calls.cloud.conversations[ROOM].messages) == 1


@pytest.mark.parametrize("status", [502, 504])
async def test_a_message_that_was_done_unheard_stands_there_twice_at_most_and_the_log_says_so(
    status: int, calls: Calls, caplog: pytest.LogCaptureFixture
):
    room = calls.cloud.conversations[ROOM]
    done = Trouble(status, only="POST", is_done=True)
    calls.cloud.troubles = [done]
    put = await calls.chat.put(calls.room(), HELLO, None)
    assert isinstance(put, Put)
    assert (len(room.messages), list(room.heard())) == (2, [put.message])
    assert [record.getMessage() for record in caplog.records] == ["uncertain whether a message arrived"]
    # The one that nobody told us of is never changed: only one of the two is a screen that lives.
    assert await calls.chat.put(calls.room(), CHANGED, put.message) == Put(put.message, calls.cloud.reference(ROOM))
    assert [each["summary"] for each in room.messages.values()] == [HELLO["summary"], CHANGED["summary"]]


@pytest.mark.parametrize("status", [502, 504])
async def test_what_is_not_heard_twice_is_left_for_later_and_said_to_be_uncertain(status: int, calls: Calls):
    calls.cloud.troubles = [Trouble(status)] * 2
    later = await calls.chat.put(calls.room(), HELLO, None)
    assert isinstance(later, RetryLater)
    assert later.uncertain
    # A change comes to the same when it is made again.
    put = await calls.chat.put(calls.room(), HELLO, None)
    assert isinstance(put, Put)
    calls.cloud.troubles = [Trouble(status)] * 3
    assert isinstance(await calls.chat.put(calls.room(), CHANGED, put.message), Put)
    calls.cloud.troubles = [Trouble(503)] * 4
    later = await calls.chat.put(calls.room(), HELLO, None)
    assert isinstance(later, RetryLater)
    assert not later.uncertain


async def test_it_waits_as_long_as_it_is_told(calls: Calls):
    calls.cloud.troubles = [Trouble(429, {"Retry-After": "1"})]
    await calls.connector.post(calls.cloud.reference(ROOM), HELLO)
    assert calls.waits == [1.0]
    calls.cloud.troubles = [Trouble(429, {"Retry-After": "17"})]
    assert await calls.chat.put(calls.room(), HELLO, None) == RetryLater(timedelta(seconds=17))
    assert calls.waits == [1.0]
    calls.cloud.troubles = [Trouble(429, {"Retry-After": "Fri, 31 Dec 2027 23:59:59 GMT"})]
    assert isinstance(await calls.chat.put(calls.room(), HELLO, None), Put)


async def test_who_is_told_to_come_later_did_not_try_and_nobody_else_waits_for_it(calls: Calls):
    clock = Hand()
    budgets = Budgets(clock)
    while budgets.spend(TENANT, ROOM) == NOW:
        clock.later(seconds=0.05)
    chat = TeamsChat(replace(calls.connector, spend=budgets.spend), {})
    for _ in range(2):
        put = await chat.put(calls.room(), HELLO, None)
    assert isinstance(put, RetryLater)
    assert (put.tried, put.uncertain) == (False, False)
    calls.cloud.add("19:other", "groupChat")
    other = replace(calls.room(), reference=calls.cloud.reference("19:other"))
    assert isinstance(await chat.put(other, HELLO, None), Put)


async def test_a_tenant_is_called_at_most_fifty_times_in_any_second(calls: Calls):
    clock, at = Hand(), []
    begun = clock.at

    async def sleep(seconds: float) -> None:
        clock.later(seconds=seconds + 0.001)

    connector = replace(calls.connector, spend=Budgets(clock).spend, sleep=sleep)
    for number in range(200):
        calls.cloud.add(f"19:{number}", "groupChat")
        await connector.post(calls.cloud.reference(f"19:{number}"), HELLO)
        at.append((clock.at - begun).total_seconds())
    assert max(sum(start <= each < start + 1 for each in at) for start in at) <= 50
    assert at[-1] < 200 / 20


async def test_a_clock_that_stands_holds_nobody_up_for_ever(calls: Calls):
    connector = replace(calls.connector, spend=lambda tenant, conversation: timedelta(seconds=1))
    with pytest.raises(Busy) as told:
        await connector.post(calls.cloud.reference(ROOM), HELLO)
    assert not told.value.tried
    assert calls.waits == [1.0] * 4
    assert calls.cloud.calls == []


async def test_when_it_stays_busy_the_outbox_tries_later(calls: Calls):
    calls.cloud.troubles = [Trouble(503)] * 4
    assert isinstance(await calls.chat.put(calls.room(), HELLO, None), RetryLater)
    assert calls.cloud.troubles == []
    assert calls.cloud.conversations[ROOM].messages == {}


async def test_who_has_blocked_us_is_not_reached(calls: Calls):
    calls.cloud.blocked.add("29:bo")
    own = Surface(MEETING, PersonId("bo"), "29:bo", None)
    assert await calls.chat.put(own, HELLO, None) == GiveUp("unreachable")
    assert await calls.chat.remove(own, "1") is None


async def test_a_conversation_with_a_person_is_made_where_there_is_none_and_anew_where_it_is_gone(calls: Calls):
    own = Surface(MEETING, PersonId("bo"), "29:bo", None)
    put = await calls.chat.put(own, HELLO, None)
    assert isinstance(put, Put)
    assert put.reference == calls.cloud.reference("a:bo")
    old = Surface(MEETING, PersonId("bo"), "29:bo", calls.cloud.reference("a:before"))
    again = await calls.chat.put(old, HELLO, None)
    assert isinstance(again, Put)
    assert again.reference == calls.cloud.reference("a:bo")
    assert len(calls.cloud.conversations["a:bo"].messages) == 2


async def test_a_conversation_of_many_that_is_gone_is_given_up(calls: Calls):
    calls.cloud.conversations[ROOM].is_gone = True
    assert await calls.chat.put(calls.room(), HELLO, None) == GiveUp("unreachable")
    assert await calls.chat.put(calls.room(), HELLO, "17") == GiveUp("unreachable")


async def test_a_message_that_is_too_large_for_the_channel_is_given_up_with_that_reason(calls: Calls):
    calls.cloud.troubles = [Trouble(413)]
    assert await calls.chat.put(calls.room(), HELLO, None) == GiveUp("too_large")


async def test_a_fault_of_the_channels_own_is_no_reason_to_give_up(calls: Calls):
    calls.cloud.troubles = [Trouble(500)]
    assert await calls.chat.put(calls.room(), HELLO, None) == RetryLater(timedelta(minutes=1))


async def test_no_call_goes_to_a_host_that_is_not_the_channels(calls: Calls):
    calls.connector.development = False
    with pytest.raises(Refused):
        await calls.connector.post(calls.cloud.reference(ROOM), HELLO)
    assert calls.cloud.given_tokens == []


async def test_a_channel_that_is_away_is_tried_later(calls: Calls):
    away = {**calls.cloud.reference(ROOM), "serviceUrl": "http://127.0.0.1:1/"}
    with pytest.raises(Busy):
        await calls.connector.post(away, HELLO)


async def test_the_roster_is_read_page_by_page(calls: Calls):
    members = [{"id": f"29:{n}", "name": f"Navn {n}"} for n in range(1_203)]
    calls.cloud.conversations[ROOM].members = members
    found = [each async for each in calls.connector.members(calls.cloud.reference(ROOM))]
    assert found == members
    assert [method for method, _, _ in calls.cloud.calls] == ["GET"] * 3


async def test_a_post_that_may_stand_there_already_is_told_in_the_log(calls: Calls, caplog: pytest.LogCaptureFixture):
    card = Card("word", ("Besked",), (Paragraph((Said("hemmeligt"),)),))
    with caplog.at_level(logging.WARNING):
        await calls.chat.send(calls.room(), Delivery(Place.ROOM, MEETING, card, "key", tried_before=False))
        assert caplog.records == []
        await calls.chat.send(calls.room(), Delivery(Place.ROOM, MEETING, card, "key", tried_before=True))
    (record,) = caplog.records
    assert "uncertain" in record.getMessage()
    assert "hemmeligt" not in caplog.text


# --- Our own token


async def test_with_a_wrong_secret_nothing_is_posted(calls: Calls):
    calls.connector.access.credentials = Credentials(APP_ID, TENANT, "wrong")
    assert isinstance(await calls.chat.put(calls.room(), HELLO, None), RetryLater)
    assert calls.cloud.conversations[ROOM].messages == {}
    calls.cloud.faults.clear()


async def test_without_an_app_id_no_token_is_asked_for():
    assert await Access(Credentials(), "http://127.0.0.1:1", Line(), WallClock()).token() == ""


def test_a_certificate_signs_that_we_are_who_we_are(tmp_path: Path):
    key, now = new_key(), datetime(2026, 12, 1, 9, tzinfo=UTC)
    made, pem = certified(key, now)
    path = tmp_path / "teams.pem"
    path.write_bytes(pem)
    who = Credentials(APP_ID, TENANT, certificate=path)
    signed = assertion(who, path, "https://login.example/token", now)
    options = {"verify_exp": False, "verify_nbf": False}
    found = jwt.decode(
        signed, key.public_key(), algorithms=["PS256"], audience="https://login.example/token", options=options
    )
    assert (found["iss"], found["sub"]) == (APP_ID, APP_ID)
    assert found["exp"] - found["nbf"] == 300
    thumb = jwt.utils.base64url_decode(jwt.get_unverified_header(signed)["x5t#S256"])
    assert thumb == made.fingerprint(hashes.SHA256())


@pytest.mark.parametrize("content", [b"", b"no certificate", None])
def test_a_file_that_is_no_certificate_gives_no_access(content: bytes | None, tmp_path: Path):
    path = tmp_path / "teams.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NoAccess):
        assertion(Credentials(APP_ID, TENANT, certificate=path), path, "https://login.example", datetime.now(UTC))  # noqa: TID251


def test_the_bot_of_a_reference_is_ours():
    assert f"28:{APP_ID}" == BOT
