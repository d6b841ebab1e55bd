"""Somebody's looks at all their meetings."""

from bot.chats import Chats
from dialogs.flows.view import View
from dialogs.model.ids import PersonId

MOST = 20


async def views_of(chats: Chats, person: PersonId) -> list[View]:
    """Give somebody's look at each of their meetings: what lasts, what comes, what is over."""
    found = await chats.meetings_of(person)
    views = [await chats.view(person, each.id) for each in found[:MOST]]
    return [view for view in views if view is not None]
