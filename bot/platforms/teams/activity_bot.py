"""What each kind of activity leads to. botbuilder finds out which kind it is; all else is ours."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botbuilder.core import BotAdapter, InvokeResponse, TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity, ActivityTypes, ResourceResponse
from botbuilder.schema.teams import MessagingExtensionAction, TaskModuleRequest

from bot.chats import Chats, Pressed
from bot.conversations import ACTIONS
from bot.platforms.teams.cards import FORM_VERB, OPENS
from bot.platforms.teams.connector import Busy, Refused
from bot.platforms.teams.inside import Inside
from bot.platforms.teams.lines import Json
from bot.platforms.teams.parse import PLATFORM, Came, came, command, message_text, pressed_in
from bot.platforms.teams.rooms import Rooms
from bot.platforms.teams.sender import TeamsChat
from bot.platforms.teams.talk import Talk, drawn, say, without_windows
from bot.platforms.teams.windows import Shown, Windows
from bot.platforms.teams.words import words_in
from bot.ports import Put, Surface
from dialogs.commands import Topic, read
from dialogs.flows.roster import Account
from dialogs.model.ids import MeetingId, PersonId
from dialogs.outbound import Answer

REFUSED = "refused"
NO_MEETING = MeetingId("")
_log = logging.getLogger(__name__)


class Replies(BotAdapter):  # type: ignore[misc]
    """Keeps the answer to an invoke. Everything else is sent by the connector, never by botbuilder."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        super().__init__()
        self.status = 200
        self.body: Any = None

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        """Keep the answer to an invoke."""
        for activity in activities:
            if activity.type == ActivityTypes.invoke_response:
                self.status, self.body = int(activity.value.status), activity.value.body
        return [ResourceResponse() for _ in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        """Nobody asks for it."""
        raise NotImplementedError

    async def delete_activity(self, context: TurnContext, reference: object) -> None:
        """Nobody asks for it."""
        raise NotImplementedError


@dataclass
class ActivityBot(TeamsActivityHandler):  # type: ignore[misc]
    """Deals with activities whose token was found good."""

    chats: Chats
    windows: Windows
    inside: Inside
    talk: Talk
    rooms: Rooms
    chat: TeamsChat

    @staticmethod
    def _create_invoke_response(body: object = None) -> InvokeResponse:
        """Give the answer to an invoke. Ours is JSON already, which botbuilder's own way of writing it cannot take."""
        return InvokeResponse(status=200, body=body)

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Answer what somebody wrote, or take what a button without Action.Execute sent."""
        where = came(turn_context.activity)
        person = await self.chats.who(PLATFORM, where.account)
        sent = pressed_in(turn_context.activity.value)
        if sent is None:
            await self._said(where, person, command(turn_context.activity))
        elif person is None:
            await self._say(where, await self.talk.answer(None, ""))
        else:
            what, data = sent
            answer = await self.inside.press(person, what, data, where.key(data))
            await self._tell(turn_context, where, person, answer)

    async def _said(self, where: Came, person: PersonId | None, said: str) -> None:
        """Answer what somebody wrote. Where others read along there is only one thing to ask for."""
        # A team may have had us before we took note of it.
        await self.rooms.noticed(where)
        if where.is_personal:
            await self._say(where, await self.talk.answer(person, said))
        elif (forms := without_windows(said)) or read(said, self.talk.language).topic is Topic.FOUND:
            invitation = drawn((self.rooms.invitation(),), self.talk.language, without_dialogs=bool(forms))
            await self._say(where, invitation)

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        """Remember the conversation with somebody who took us in."""
        where = came(turn_context.activity)
        await self.rooms.noticed(where)
        if where.is_personal:
            await self.chats.found_reference(PLATFORM, where.account, where.reference)
            await self._say(where, self.talk.welcome())
        elif await self.chats.committee_here(PLATFORM, where.reference["conversation"]) is None:
            await self._say(where, drawn((self.rooms.invitation(),), self.talk.language))

    async def on_installation_update_remove(self, turn_context: TurnContext) -> None:
        """Forget the team that took us out."""
        await self.rooms.noticed(came(turn_context.activity), gone=True)

    async def on_teams_members_added_dispatch(
        self, members_added: list[Any], team_info: object, turn_context: TurnContext
    ) -> None:
        """Notice who came into a conversation, and have somebody asked about them."""
        await self._noticed(came(turn_context.activity), members_added, [])

    async def on_teams_members_removed_dispatch(
        self, members_removed: list[Any], team_info: object, turn_context: TurnContext
    ) -> None:
        """Notice who left a conversation, and have somebody asked about them."""
        await self._noticed(came(turn_context.activity), [], members_removed)

    async def _noticed(self, where: Came, added: list[Any], removed: list[Any]) -> None:
        new, old = (
            [Account(each.id, each.name or "") for each in many if _is_person(each.id)] for many in (added, removed)
        )
        await self._say(where, drawn(await self.rooms.came_and_went(where, new, old), self.talk.language))

    async def on_teams_task_module_fetch(self, turn_context: TurnContext, request: TaskModuleRequest) -> Json:
        """Open a window."""
        where, sent = came(turn_context.activity), pressed_in(request.data)
        person = await self.chats.who(PLATFORM, where.account)
        if sent and sent[0].action in ACTIONS:
            return _told(turn_context, await self._room_form(where, person, sent[0], {OPENS: True})).task()
        if person is None or sent is None:
            return self._stranger(person)
        return _told(turn_context, await self.windows.open(person, *sent)).task()

    async def on_teams_task_module_submit(self, turn_context: TurnContext, request: TaskModuleRequest) -> Json:
        """Take what was sent from a window."""
        where, sent = came(turn_context.activity), pressed_in(request.data)
        person = await self.chats.who(PLATFORM, where.account)
        if sent and sent[0].action in ACTIONS:
            return _told(turn_context, await self._room_form(where, person, *sent)).task()
        if person is None or sent is None:
            return self._stranger(person)
        what, data = sent
        return _told(turn_context, await self.windows.submit(person, what, data, where.key(data))).task()

    async def _room_form(
        self,
        where: Came,
        person: PersonId | None,
        what: Pressed,
        data: Mapping[str, Any],
        *,
        without_dialogs: bool = False,
    ) -> Shown:
        """Take or open a form that belongs to a conversation, and show everybody there what is for them."""
        try:
            if data.get(OPENS):
                return await self.rooms.open(where, person, what)
            shown, card = await self.rooms.submit(where, person, what, data)
        except (Busy, Refused) as fault:
            _log.warning("who is in a conversation could not be read", extra={"reason": type(fault).__name__})
            return Shown(text=words_in(self.talk.language).not_now)
        if card:
            await self._say(where, drawn((card,), self.talk.language, without_dialogs=without_dialogs))
        return shown

    async def on_teams_messaging_extension_fetch_task(
        self, turn_context: TurnContext, action: MessagingExtensionAction
    ) -> Json:
        """Open the form for a proposal, with the text of the message it was chosen on."""
        where = came(turn_context.activity)
        person = await self.chats.who(PLATFORM, where.account)
        if person is None:
            return self._stranger(person)
        return (await self.windows.propose(person, message_text(action.message_payload))).task()

    async def on_teams_messaging_extension_submit_action(
        self, turn_context: TurnContext, action: MessagingExtensionAction
    ) -> Json:
        """Take a proposal. An empty answer would be shown as a fault, so there is always a sentence."""
        where, sent = came(turn_context.activity), pressed_in(action.data)
        person = await self.chats.who(PLATFORM, where.account)
        if person is None or sent is None:
            return self._stranger(person)
        what, data = sent
        shown = _told(turn_context, await self.windows.submit(person, what, data, where.key(data)))
        return shown.task() or Shown(text=words_in(self.talk.language).received).task()

    async def on_adaptive_card_invoke(self, turn_context: TurnContext, invoke_value: Any) -> Json:
        """Take a press, or give somebody a card of their own."""
        where, action = came(turn_context.activity), invoke_value.action
        data = action.get("data")
        data = data if isinstance(data, Mapping) else {}
        person = await self.chats.who(PLATFORM, where.account)
        if action.get("verb") == "mine":
            return await self.inside.own_room_card(person, MeetingId(str(data.get("meeting", ""))))
        sent, verb = pressed_in(data), action.get("verb")
        if sent and sent[0].action in ACTIONS and verb in self.inside.verbs:
            data = {**data, OPENS: verb == FORM_VERB}
            shown = await self._room_form(where, person, sent[0], data, without_dialogs=True)
            return self.inside.in_place(_told(turn_context, shown))
        if person is None or sent is None:
            return _sentence(words_in(self.talk.language).not_known if person is None else "")
        what, data = sent
        if verb in self.inside.verbs:
            reply, refused = await self.inside.form(str(verb), person, what, data, where.key(data))
            turn_context.turn_state[REFUSED] = refused
            return reply
        answer = await self.inside.press(person, what, data, where.key(data))
        turn_context.turn_state[REFUSED] = answer.refused
        await self._show(where, person, answer)
        return _sentence(answer.text or words_in(self.talk.language).received)

    async def _tell(self, turn_context: TurnContext, where: Came, person: PersonId, answer: Answer) -> None:
        """Tell somebody what became of a press, in their own conversation and nowhere else."""
        turn_context.turn_state[REFUSED] = answer.refused
        if answer.text and where.is_personal:
            await self._say(where, say(answer.text, self.talk.language))
        await self._show(where, person, answer)

    async def _show(self, where: Came, person: PersonId, answer: Answer) -> None:
        """Post a card that was asked for in the conversation with the one who asked, unless it stands there already."""
        if answer.card is None or answer.is_repeated:
            return
        reference = where.reference if where.is_personal else None
        surface = Surface(NO_MEETING, person, where.account, reference)
        put = await self.chat.post(surface, answer.card, NO_MEETING)
        if not isinstance(put, Put):
            _log.warning("a card that somebody asked for could not be posted")

    async def _say(self, where: Came, messages: list[Json]) -> None:
        for each in messages:
            try:
                await self.chat.connector.post(where.reference, each)
            except (Busy, Refused) as fault:
                _log.warning("an answer could not be posted", extra={"reason": type(fault).__name__})
                return

    def _stranger(self, person: PersonId | None) -> Json:
        words = words_in(self.talk.language)
        return Shown(text=words.not_known if person is None else words.gone).task()


def _is_person(account: str) -> bool:
    return not account.startswith("28:")


def _told(turn_context: TurnContext, shown: Shown) -> Shown:
    turn_context.turn_state[REFUSED] = shown.refused
    return shown


def _sentence(text: str) -> Json:
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": text}
