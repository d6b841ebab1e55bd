from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from storage import links
from storage.engine import Store
from storage.links import Link, LinkKind
from tests.databases import on_sqlite

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
A, B = MeetingId("a"), MeetingId("b")
ANNE, BO = PersonId("anne"), PersonId("bo")


def test_a_link_opens_what_it_was_issued_for(conn: Connection):
    mine = Link(LinkKind.PERSON, NOW, A, CommitteeId("c"), ANNE)
    room = Link(LinkKind.ROOM, NOW, A)
    links.issue(conn, "token-anne", mine)
    links.issue(conn, "token-room", room)
    assert links.find(conn, "token-anne") == mine
    assert links.find(conn, "token-room") == room
    assert links.find(conn, "token-anne").kind is LinkKind.PERSON


@pytest.mark.parametrize("token", ["", "Token-anne", "token-anne ", "token-ann", "%", "' OR 1=1"])
def test_a_token_that_is_nearly_right_opens_nothing(conn: Connection, token: str):
    links.issue(conn, "token-anne", Link(LinkKind.PERSON, NOW, A))
    assert links.find(conn, token) is None


def test_a_token_is_issued_once(conn: Connection):
    links.issue(conn, "token", Link(LinkKind.PERSON, NOW, A, person_id=ANNE))
    with pytest.raises(IntegrityError):
        links.issue(conn, "token", Link(LinkKind.PERSON, NOW, A, person_id=BO))


def test_revoking_reaches_a_person_a_meeting_or_a_person_in_a_meeting(conn: Connection):
    def open_links() -> list[str]:
        return [token for token in ("anne-a", "anne-b", "bo-a") if links.find(conn, token)]

    for token, meeting, person in (("anne-a", A, ANNE), ("anne-b", B, ANNE), ("bo-a", A, BO)):
        links.issue(conn, token, Link(LinkKind.PERSON, NOW, meeting, person_id=person))
    assert links.revoke(conn, NOW, person_id=ANNE, meeting_id=B) == 1
    assert open_links() == ["anne-a", "bo-a"]
    assert links.revoke(conn, NOW, person_id=ANNE) == 1
    assert open_links() == ["bo-a"]
    assert links.revoke(conn, NOW, meeting_id=A) == 1
    assert open_links() == []
    assert links.revoke(conn, NOW, meeting_id=A) == 0


def test_revoking_nobody_in_particular_is_refused(conn: Connection):
    with pytest.raises(ValueError, match="every link"):
        links.revoke(conn, NOW)


@on_sqlite
async def test_no_token_stands_in_any_file(store: Store, database: Path):
    token = "bGFuZy1vZy1oZW1tZWxpZy1rb2Rl"
    await store.write(lambda conn: links.issue(conn, token, Link(LinkKind.PERSON, NOW, A, person_id=ANNE)))
    assert await store.read(lambda conn: links.find(conn, token))
    raw = b"".join(file.read_bytes() for file in database.parent.glob("medmakker.db*"))
    assert b"2027-01-04" in raw
    assert token.encode() not in raw
