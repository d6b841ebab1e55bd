"""What happens inside a message: a press, a card of one's own in the room's conversation, a form without a window."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.chats import Chats, Pressed
from bot.platforms.teams.cards import (
    ADAPTIVE,
    FORM_VERB,
    OWN,
    SEND_VERB,
    Frame,
    adaptive,
    button_rows,
    head_blocks,
    packed,
    press,
    screen_groups,
    window_button,
)
from bot.platforms.teams.lines import Json, line_blocks
from bot.platforms.teams.sender import PRODUCT, refresh
from bot.platforms.teams.talk import inside_card
from bot.platforms.teams.windows import Shown, Windows
from dialogs.cards import Buttons, Weight
from dialogs.flows.view import View
from dialogs.model.ids import MeetingId, PersonId
from dialogs.outbound import Answer
from dialogs.screens import head, personal, whole_room


@dataclass(frozen=True, slots=True)
class Inside:
    """Takes what is pressed inside messages."""

    chats: Chats
    windows: Windows
    language: str
    verbs: frozenset[str] = frozenset({FORM_VERB, SEND_VERB})

    async def press(self, person: PersonId, what: Pressed, data: Mapping[str, Any], key: str) -> Answer:
        """Take a press."""
        return await self.chats.take(key, person, what)

    async def form(
        self, verb: str, person: PersonId, what: Pressed, data: Mapping[str, Any], key: str
    ) -> tuple[Json, str]:
        """Show a form inside a message, or take it; gives the answer and the code of a refusal."""
        opens = verb == FORM_VERB
        shown = await (self.windows.open(person, what, data) if opens else self.windows.submit(person, what, data, key))
        return self.in_place(shown), shown.refused

    def in_place(self, shown: Shown) -> Json:
        """Give what a window would show as the card that takes the message's place."""
        return _card(inside_card(shown, self.language))

    async def own_room_card(self, person: PersonId | None, meeting: MeetingId) -> Json:
        """Give the room's card with the one button that somebody needs most, visible only to them."""
        view = await self.chats.view(person, meeting) if person else None
        if view is None:
            return _card(adaptive(line_blocks((PRODUCT,)), self.language))
        frame = Frame(meeting, view.meeting.committee.language)
        own = window_button(frame.words.own_screen, OWN, frame)
        groups = [
            ("head", head_blocks(head(view))),
            *screen_groups(whole_room(view), frame),
            ("foot", list(button_rows([*_main(view, frame), own]))),
        ]
        first = packed(groups, frame.language, PRODUCT, refresh=refresh(meeting))[0]
        return _card(first["attachments"][0]["content"])


def _main(view: View, frame: Frame) -> list[Json]:
    """Give the presses that matter most on somebody's own screen. Their labels are ours and tell nothing of anybody."""
    parts = [part for card in personal(view) for part in card.body if isinstance(part, Buttons)]
    buttons = [button for part in parts for button in part.buttons if button.weight is Weight.MAIN]
    return [press(replace(button, about=()), frame) for button in buttons[:2]]


def _card(card: Json) -> Json:
    return {"statusCode": 200, "type": ADAPTIVE, "value": card}
