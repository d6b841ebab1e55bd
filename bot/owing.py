"""Owing posts: a row in the outbox for each way that leads to the recipient."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from dialogs.flows import elsewhere
from dialogs.model.ids import CommitteeId, MeetingId
from dialogs.model.meeting import Meeting
from dialogs.outbound import Post
from storage import chats, outbox
from storage.codec import encode
from storage.considering import considering
from storage.engine import Connection


def owe(conn: Connection, meeting: Meeting, posts: Iterable[Post], wall: datetime, platforms: Collection[str]) -> bool:
    """Owe posts about a meeting, by the browser and by each of the other ways in use to the recipient.

    Returns:
        Whether anything is owed.
    """
    return owe_in(conn, meeting.committee.id, meeting.id, posts, wall, platforms)


def owe_in(
    conn: Connection,
    committee: CommitteeId,
    meeting: MeetingId,
    posts: Iterable[Post],
    wall: datetime,
    platforms: Collection[str],
) -> bool:
    """Owe posts as `owe` does, where only the ids of committee and meeting are at hand."""
    posts = list(posts)
    if not posts:
        return False
    ways = chats.ways(conn, committee, {post.to for post in posts}, platforms)
    owed = [
        outbox.Owed(post.dedupe_key, meeting, post.to, encode(post.card), wall, platform)
        for post in posts
        for platform in ways[post.to]
    ]
    outbox.owe(conn, owed, wall)
    return bool(owed)


def tell_others(
    conn: Connection, before: Meeting, after: Meeting, today: date, wall: datetime, platforms: Collection[str]
) -> bool:
    """Tell other committees that consider the same what a meeting came to about its pilots, once that is signed.

    Returns:
        Whether anything is owed.
    """
    found = elsewhere.concluded(before, after)
    others = considering(conn, after.committee.id, today) if found else []
    told = [
        owe_in(conn, other.id, other.meeting, posts, wall, platforms)
        for each in found
        for other, posts in elsewhere.told(each, others)
    ]
    return any(told)
