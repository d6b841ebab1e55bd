"""Messages in Slack: each fault ends in a later delivery, or in a reason that those who can do something are told."""

from datetime import timedelta

import pytest

from bot.platforms.slack.sender import SlackChat
from bot.ports import Delivery, GiveUp, Put, RetryLater, Surface
from dialogs.cards import Card, Paragraph, Said
from dialogs.model.ids import MeetingId, PersonId
from dialogs.outbound import Place
from tests.bot.slack.conftest import Office, side
from tests.fakes.slack.server import TEAM, Failure

MEETING = MeetingId("m")
ORGANISATION = Surface(MEETING, Place.ORGANISATION, "", {"workspace": TEAM, "channel": "C2"})
OLE = Surface(MEETING, PersonId("ole"), f"{TEAM}/UO")
MESSAGE = {
    "text": "Nord",
    "blocks": [{"type": "divider"}],
    "metadata": {"event_type": "medmakker_screen", "event_payload": {"meeting": "m", "slot": 0}},
}
DROPPED, DROPPED_AFTER = Failure(drop=True), Failure(drop=True, done=True)


def delivery(*, tried_before: bool = False, key: str = "announcement/1") -> Delivery:
    card = Card("announcement", ("Besked",), (Paragraph((Said("Vi <prøver> noget & mere"),)),))
    return Delivery(Place.ORGANISATION, MEETING, card, key, tried_before)


@pytest.fixture
def chat(office: Office) -> SlackChat:
    return side(office.fake).chat


def posts(office: Office) -> list[str]:
    return [each["text"] for each in office.slack.channels["C2"].messages.values()]


async def test_a_post_reaches_the_organisations_channel_once(office: Office, chat: SlackChat):
    assert isinstance(await chat.send(ORGANISATION, delivery()), Put)
    assert posts(office) == ["Besked: Vi &lt;prøver&gt; noget &amp; mere"]


@pytest.mark.parametrize("seconds", ["7", "30"])
async def test_slack_is_left_alone_for_as_long_as_it_asks(office: Office, chat: SlackChat, seconds: str):
    office.slack.fail("chat.postMessage", Failure(status=429, retry_after=seconds))
    assert await chat.send(ORGANISATION, delivery()) == RetryLater(timedelta(seconds=int(seconds)), tried=False)
    office.fake.wall.later(seconds=int(seconds) - 1)
    calls = len(office.slack.calls)
    assert await chat.send(ORGANISATION, delivery()) == RetryLater(timedelta(seconds=1), tried=False)
    assert len(office.slack.calls) == calls
    office.fake.wall.later(seconds=1)
    assert isinstance(await chat.send(ORGANISATION, delivery()), Put)
    assert len(posts(office)) == 1


@pytest.mark.parametrize("retry_after", ["", "1.5", "soon", "-1", "9" * 40])
async def test_a_pause_that_cannot_be_read_is_a_short_one(office: Office, chat: SlackChat, retry_after: str):
    office.slack.fail("chat.postMessage", Failure(status=429, retry_after=retry_after))
    assert await chat.send(ORGANISATION, delivery()) == RetryLater(timedelta(seconds=5), tried=False)


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel", "is_archived", "restricted_action"])
async def test_a_channel_that_cannot_be_written_to_is_given_up(office: Office, chat: SlackChat, error: str):
    office.slack.fail("chat.postMessage", Failure(error=error))
    assert await chat.send(ORGANISATION, delivery()) == GiveUp("unreachable")
    assert posts(office) == []


async def test_the_real_states_of_a_channel_are_given_up_too(office: Office, chat: SlackChat):
    channel = office.slack.channels["C2"]
    channel.is_archived = True
    assert await chat.send(ORGANISATION, delivery()) == GiveUp("unreachable")
    channel.is_archived = False
    channel.members.discard("UBOT")
    assert await chat.send(ORGANISATION, delivery()) == GiveUp("unreachable")
    del office.slack.channels["C2"]
    assert await chat.send(ORGANISATION, delivery()) == GiveUp("unreachable")


async def test_somebody_who_left_slack_is_given_up(office: Office, chat: SlackChat):
    del office.slack.users["UO"]
    assert await chat.put(OLE, MESSAGE, None) == GiveUp("unreachable")


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_a_token_that_opens_nothing_any_more_is_given_up(office: Office, chat: SlackChat, error: str):
    office.slack.fail("chat.postMessage", Failure(error=error))
    assert await chat.send(ORGANISATION, delivery()) == GiveUp("unreachable")


async def test_somewhere_we_are_not_installed_is_given_up(chat: SlackChat):
    elsewhere = Surface(MEETING, Place.ORGANISATION, "", {"workspace": "T9", "channel": "C2"})
    assert await chat.send(elsewhere, delivery()) == GiveUp("not_installed")


@pytest.mark.parametrize(
    "failure",
    [DROPPED, DROPPED_AFTER, Failure(status=502), Failure(status=502, done=True), Failure(error="internal_error")],
)
@pytest.mark.parametrize("restarted", [False, True])
async def test_a_post_of_which_nobody_knows_whether_it_arrived_stands_there_once(
    office: Office, chat: SlackChat, failure: Failure, restarted: bool
):
    office.slack.fail("chat.postMessage", failure)
    assert isinstance(await chat.send(ORGANISATION, delivery()), RetryLater)
    if restarted:
        chat._uncertain.clear()
    assert isinstance(await chat.send(ORGANISATION, delivery(tried_before=restarted)), Put)
    assert len(posts(office)) == 1
    assert isinstance(await chat.send(ORGANISATION, delivery(key="announcement/2")), Put)
    assert len(posts(office)) == 2


async def test_a_look_that_has_to_wait_does_not_make_an_uncertain_post_a_new_one(office: Office, chat: SlackChat):
    """The next program that tries must know that it may stand there already."""
    office.slack.fail("chat.postMessage", DROPPED_AFTER)
    assert await chat.send(ORGANISATION, delivery()) == RetryLater(timedelta(seconds=5), uncertain=True)
    office.slack.fail("conversations.history", Failure(status=429, retry_after="9"))
    waits = RetryLater(timedelta(seconds=9), tried=False, uncertain=True)
    assert await chat.send(ORGANISATION, delivery()) == waits


async def test_where_nobody_may_look_an_uncertain_post_is_given_up_rather_than_repeated(
    office: Office, chat: SlackChat
):
    office.slack.fail("chat.postMessage", DROPPED_AFTER)
    office.slack.fail("conversations.history", Failure(error="missing_scope"))
    await chat.send(ORGANISATION, delivery())
    assert await chat.send(ORGANISATION, delivery()) == GiveUp("uncertain")
    assert len(posts(office)) == 1


async def test_a_slack_that_cannot_be_reached_is_tried_later(office: Office, chat: SlackChat):
    side(office.fake)._api._base_url = "http://127.0.0.1:9/api/"
    assert await chat.send(ORGANISATION, delivery()) == RetryLater(timedelta(seconds=5))


async def test_a_screen_is_changed_where_it_stands(office: Office, chat: SlackChat):
    first = await chat.put(OLE, MESSAGE, None)
    assert isinstance(first, Put)
    assert first.reference == {"workspace": TEAM, "channel": "DUO"}
    before = len(office.direct("ole").messages)
    again = await chat.put(OLE, {**MESSAGE, "text": "Andet"}, first.message)
    assert again == Put(first.message, first.reference)
    assert len(office.direct("ole").messages) == before
    assert office.direct("ole").messages[first.message]["text"] == "Andet"


async def test_a_screen_that_somebody_deleted_is_posted_anew(office: Office, chat: SlackChat):
    first = await chat.put(OLE, MESSAGE, None)
    assert isinstance(first, Put)
    del office.direct("ole").messages[first.message]
    second = await chat.put(OLE, MESSAGE, first.message)
    assert isinstance(second, Put)
    assert second.message != first.message
    assert second.message in office.direct("ole").messages


async def test_a_change_of_which_nobody_knows_the_end_is_done_again(office: Office, chat: SlackChat):
    first = await chat.put(OLE, MESSAGE, None)
    assert isinstance(first, Put)
    office.slack.fail("chat.update", DROPPED_AFTER)
    assert isinstance(await chat.put(OLE, {**MESSAGE, "text": "Andet"}, first.message), RetryLater)
    assert isinstance(await chat.put(OLE, {**MESSAGE, "text": "Andet"}, first.message), Put)


async def test_a_screen_of_which_nobody_knows_whether_it_arrived_stands_there_once(office: Office, chat: SlackChat):
    office.slack.fail("chat.postMessage", DROPPED_AFTER)
    assert isinstance(await chat.put(OLE, MESSAGE, None), RetryLater)
    assert isinstance(await chat.put(OLE, MESSAGE, None), Put)
    assert sum(each["metadata"] == MESSAGE["metadata"] for each in office.direct("ole").messages.values()) == 1


async def test_taking_away_what_is_gone_is_no_fault(office: Office, chat: SlackChat):
    first = await chat.put(OLE, MESSAGE, None)
    assert isinstance(first, Put)
    assert await chat.remove(OLE, first.message) is None
    assert await chat.remove(OLE, first.message) is None
    office.slack.fail("chat.delete", Failure(status=429, retry_after="3"))
    assert await chat.remove(OLE, "17000.1") == RetryLater(timedelta(seconds=3), tried=False)


async def test_a_conversation_that_cannot_be_made_now_is_made_later(office: Office, chat: SlackChat):
    office.slack.fail("conversations.open", Failure(status=503))
    assert isinstance(await chat.put(OLE, MESSAGE, None), RetryLater)
    assert isinstance(await chat.put(OLE, MESSAGE, None), Put)
