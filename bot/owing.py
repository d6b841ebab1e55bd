"""Owing posts: a row in the outbox for each way that leads to the recipient."""

from collections.abc import Collection, Iterable
from datetime import datetime

from dialogs.model.meeting import Meeting
from dialogs.outbound import Post
from storage import chats, outbox
from storage.codec import encode
from storage.engine import Connection


def owe(conn: Connection, meeting: Meeting, posts: Iterable[Post], wall: datetime, platforms: Collection[str]) -> bool:
    """Owe posts about a meeting, by the browser and by each of the chats in use where the recipient is.

    Returns:
        Whether anything is owed.
    """
    owed = [
        outbox.Owed(post.dedupe_key, meeting.id, post.to, encode(post.card), wall, platform)
        for post in posts
        for platform in chats.ways(conn, meeting.committee.id, post.to, platforms)
    ]
    outbox.owe(conn, owed, wall)
    return bool(owed)
