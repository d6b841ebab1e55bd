"""What is done in a chat outside of meetings: one door for every form and button about committees and their lists.

A platform asks whether an action is one of `ACTIONS`, opens its form with `open`, and hands in what was sent with
`take`. A form in return is the next one, an answer ends it; a card in an answer is for everybody in the conversation.
"""

from bot.founding import Fields, Founding, Where
from bot.keeping import Keeping
from bot.membership import Membership
from dialogs.cards import Form
from dialogs.flows import membership
from dialogs.flows.founding_answers import Step
from dialogs.flows.founding_forms import date_fields
from dialogs.model.ids import CommitteeId, PersonId
from dialogs.model.refusals import Reason, Refusal
from dialogs.outbound import Answer
from dialogs.routing import refused
from dialogs.wording import wording
from storage import chats, rosters

# These carry the committee they are about.
OF_COMMITTEE = frozenset({"plan_first", "change_seat"})
ACTIONS = frozenset(Step) | membership.ACTIONS | OF_COMMITTEE | {"choose_channel"}


class Conversations:
    """Finds who deals with an action."""

    def __init__(self, keeping: Keeping) -> None:
        """Change committees through `keeping`."""
        self._keeping = keeping
        self.founding, self.membership = Founding(keeping), Membership(keeping)

    async def open(self, where: Where, action: str, on: str, language: str) -> Form | Answer:
        """Give the form behind a button as it is now, or say why there is none."""
        if action == Step.OPEN:
            return await self.founding.begin(where, language)
        committee = await self._committee(where, action, on)
        if committee is None:
            return _gone(language)
        words = await self._keeping.words_of(committee)
        if action == "plan_first":
            return Form(words.plan_first, action, date_fields(words), committee)
        if action == "choose_channel":
            return await self.founding.channel_form(where, committee)
        form = await self.membership.form(where.platform, committee, action, on, where.people)
        return form or refused(Refusal(Reason.NOT_FOUND), words)

    async def take(
        self, where: Where, by: PersonId | None, action: str, on: str, fields: Fields, language: str
    ) -> Form | Answer:
        """Take what was sent. `by` is who sent it, where we know the account.

        Raises:
            StoreGone: when the database cannot be reached; nothing was kept, let it be sent again.
        """
        if action in set(Step):
            return await self.founding.go_on(where, action, on, fields, language)
        committee, who = await self._committee(where, action, on), by or PersonId("")
        if committee is None:
            return _gone(language)
        if action == "plan_first":
            return await self.founding.plan_first(who, committee, fields)
        if action == "choose_channel":
            return await self.founding.choose_channel(who, where, committee, fields)
        return await self.membership.answer(where.platform, who, committee, action, on, fields, where.people)

    async def _committee(self, where: Where, action: str, on: str) -> CommitteeId | None:
        if action in OF_COMMITTEE:
            named = CommitteeId(on)
            return named if await self._keeping.store.read(lambda conn: rosters.is_there(conn, named)) else None
        if where.committee:
            return where.committee
        here = await self._keeping.store.read(lambda conn: chats.room_of(conn, where.platform, where.conversation))
        # A channel is chosen where the committee meets, and nowhere else.
        return here.committee if here and (action != "choose_channel" or here.committee == on) else None


def _gone(language: str) -> Answer:
    return refused(Refusal(Reason.NOT_FOUND), wording(language))
