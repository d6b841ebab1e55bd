"""A person's overview in a chat: their looks at all their meetings, and what they asked for in words."""

from bot.chats import Chats
from dialogs import overview
from dialogs.cards import Card
from dialogs.commands import Command, read
from dialogs.flows.from_message import Prefilled, from_message, nowhere
from dialogs.flows.view import View
from dialogs.model.ids import PersonId
from dialogs.wording import wording

# What is over beyond these can be found in the minutes.
MOST_MEETINGS = 20


class Overviews:
    """Looks at all meetings of a person at once."""

    def __init__(self, chats: Chats) -> None:
        """Look through `chats`."""
        self._chats = chats

    async def views(self, person: PersonId) -> list[View]:
        """Give a person's looks at their meetings: what lasts, what comes, what is over."""
        listed = (await self._chats.meetings_of(person))[:MOST_MEETINGS]
        found = [await self._chats.view(person, each.id) for each in listed]
        return [view for view in found if view is not None]

    async def show(self, person: PersonId, language: str) -> tuple[Card, ...]:
        """Give the whole overview, for a place where it always stands."""
        views = await self.views(person)
        # The newest look at each committee.
        of_committees = {view.meeting.committee.id: view for view in reversed(views)}.values()
        unmailed = [card for view in of_committees for card in await self._chats.unmailed(view)]
        return (*unmailed, *overview.overview(views, wording(language)))

    async def answer(self, person: PersonId, text: str, language: str) -> tuple[Command, tuple[Card, ...]]:
        """Read what somebody wrote, and give what it asks for.

        A proposal, another language and a new committee are asked for in forms of their own: the command says so, and
        the cards are what to show where there is no place for a form.
        """
        command = read(text, language)
        return command, overview.answer(command, await self.views(person), wording(command.language))

    async def propose(self, person: PersonId, text: str, language: str) -> Prefilled | Card:
        """Give the form of a new proposal that begins with a text, or say that there is no meeting it could go to."""
        return from_message(await self.views(person), text) or nowhere(wording(language))
