"""What somebody can write to us in their own conversation, in Danish and English, and what we say then."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.chats import Chats
from bot.platforms.teams.cards import SEND_VERB, Frame, adaptive, button_rows, message, opening, packed, screen_groups
from bot.platforms.teams.lines import Json, line_blocks
from bot.platforms.teams.views import views_of
from bot.platforms.teams.windows import Shown, Windows
from bot.platforms.teams.words import Words, words_in
from dialogs.cards import Card, Form
from dialogs.commands import Command, Topic, read
from dialogs.content import Language
from dialogs.flows.view import View
from dialogs.model.ids import MeetingId, PersonId
from dialogs.overview import answer as overview_of
from dialogs.overview import can_be_said
from dialogs.screens import personal
from dialogs.wording import wording

# For clients without windows; only this platform has them.
FORMS = {"formularer": Language.DA, "skriv": Language.DA, "forms": Language.EN, "write": Language.EN}


@dataclass(frozen=True, slots=True)
class Talk:
    """Answers what people write."""

    chats: Chats
    windows: Windows
    language: str

    async def answer(self, person: PersonId | None, said: str) -> list[Json]:
        """Give the messages that answer somebody."""
        if person is None:
            return say(words_in(self.language).not_known, self.language)
        views = await views_of(self.chats, person)
        own = views[0].meeting.committee.language if views else self.language
        forms = without_windows(said)
        if forms:
            return _forms(views, words_in(forms), forms)
        asked = read(said, own)
        match asked.topic:
            case Topic.PROPOSAL:
                return inside(await self.windows.propose(person, asked.rest), asked.language)
            case Topic.LANGUAGE if asked.rest:
                return await self._speak(person, views, asked)
            case _:
                return drawn(overview_of(asked, views, wording(asked.language)), asked.language)

    def welcome(self) -> list[Json]:
        """Give what somebody reads first, before they asked for anything."""
        words = words_in(self.language)
        return drawn((can_be_said(wording(self.language), words.hello),), self.language)

    async def _speak(self, person: PersonId, views: list[View], asked: Command) -> list[Json]:
        """Change the language of the committees that somebody keeps."""
        kept = {view.meeting.committee.id for view in views if view.who.may_lead}
        answers = [await self.chats.membership.speak(person, each, asked.rest) for each in sorted(kept)]
        texts = list(dict.fromkeys(answer.text for answer in answers if answer.text))
        if not texts:
            return drawn((can_be_said(wording(asked.language)),), asked.language)
        return [each for text in texts for each in say(text, asked.language)]


def say(text: str, language: str) -> list[Json]:
    """Give one sentence of ours as a message."""
    return [message(adaptive(line_blocks((text,)), language), text)]


def without_windows(said: str) -> Language | None:
    """Give the language in which somebody asks for forms that open no window, or None for who asks for none."""
    return FORMS.get(said.strip(" .").casefold())


def drawn(cards: Iterable[Card], language: str, *, without_dialogs: bool = False) -> list[Json]:
    """Give cards that belong to no one meeting as messages."""
    frame = Frame(MeetingId(""), language, without_dialogs=without_dialogs)
    return packed(screen_groups(cards, frame), language, "Medmakker")


def inside(shown: Shown, language: str) -> list[Json]:
    """Give what a window would show as a message."""
    return [message(inside_card(shown, language), shown.title or "Medmakker")]


def inside_card(shown: Shown, language: str) -> Json:
    """Give what a window would show as a card inside a message, its buttons as a message can have them."""
    if shown.card is None:
        return adaptive(line_blocks((shown.text or words_in(language).received,)), language)
    actions = [{**action, "type": "Action.Execute", "verb": SEND_VERB} for action in shown.card.get("actions", ())]
    return {**shown.card, **({"actions": actions} if actions else {})}


def _forms(views: Iterable[View], words: Words, language: str) -> list[Json]:
    """Give every form that somebody has before them, to be filled in inside a message: for clients without windows."""
    groups = [
        (f"forms-{view.meeting.id}-{card.name}", _forms_of(view, card))
        for view in views
        if not view.meeting.stage.is_over
        for card in personal(view)
        if any(isinstance(part, Form) for part in card.body)
    ]
    if not groups:
        return say(words.no_forms, language)
    return packed([("help", line_blocks((words.forms_help,))), *groups], language, words.forms)


def _forms_of(view: View, card: Card) -> list[Json]:
    frame = Frame(view.meeting.id, view.meeting.committee.language, without_dialogs=True)
    actions = [opening(part, frame) for part in card.body if isinstance(part, Form)]
    return [*line_blocks(card.title, weight="Bolder"), *button_rows(actions)]
