"""Owing posts: a row in the outbox for each way that leads to the recipient."""

from collections.abc import Collection, Iterable
from datetime import datetime

from dialogs.model.ids import CommitteeId, MeetingId
from dialogs.model.meeting import Meeting
from dialogs.outbound import Post
from storage import chats, outbox
from storage.codec import encode
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
    ways = chats.ways(conn, committee, {post.to for post in posts}, platforms)
    owed = [
        outbox.Owed(post.dedupe_key, meeting, post.to, encode(post.card), wall, platform)
        for post in posts
        for platform in ways[post.to]
    ]
    outbox.owe(conn, owed, wall)
    return bool(owed)
