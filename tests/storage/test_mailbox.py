from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from dialogs.model.ids import MeetingId, PersonId
from dialogs.outbound import Place
from storage import mailbox
from storage.mailbox import Message

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
A, B = MeetingId("a"), MeetingId("b")
ANNE, BO = PersonId("anne"), PersonId("bo")


def words(messages: list[Message]) -> list[str]:
    return [message.card["text"] for message in messages]


def test_messages_are_listed_for_one_recipient_in_one_meeting_oldest_first(conn: Connection):
    mailbox.put(conn, ANNE, A, "2", NOW + timedelta(seconds=1), {"text": "two"})
    mailbox.put(conn, ANNE, A, "1", NOW, {"text": "one"})
    mailbox.put(conn, ANNE, B, "3", NOW, {"text": "elsewhere"})
    mailbox.put(conn, BO, A, "4", NOW, {"text": "to Bo"})
    assert words(mailbox.listing(conn, ANNE, A)) == ["one", "two"]
    assert mailbox.listing(conn, BO, A) == [Message(NOW, {"text": "to Bo"})]


def test_a_message_that_comes_twice_is_there_once(conn: Connection):
    mailbox.put(conn, ANNE, A, "k", NOW, {"text": "first"})
    mailbox.put(conn, ANNE, A, "k", NOW + timedelta(days=1), {"text": "second"})
    assert words(mailbox.listing(conn, ANNE, A)) == ["first"]


def test_the_same_key_reaches_every_recipient(conn: Connection):
    for recipient in (ANNE, BO, Place.ORGANISATION):
        mailbox.put(conn, recipient, A, "k", NOW, {"text": "to all"})
    assert [len(mailbox.listing(conn, one, A)) for one in (ANNE, BO, Place.ORGANISATION)] == [1, 1, 1]


def test_only_the_named_recipients_of_the_meeting_are_forgotten(conn: Connection):
    for recipient in (ANNE, BO, Place.ORGANISATION):
        mailbox.put(conn, recipient, A, "k", NOW, {"text": "a"})
    mailbox.put(conn, ANNE, B, "k", NOW, {"text": "b"})
    mailbox.forget(conn, A, [ANNE, BO])
    mailbox.forget(conn, A, [])
    assert mailbox.listing(conn, ANNE, A) == mailbox.listing(conn, BO, A) == []
    assert words(mailbox.listing(conn, Place.ORGANISATION, A)) == ["a"]
    assert words(mailbox.listing(conn, ANNE, B)) == ["b"]
