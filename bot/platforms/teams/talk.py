"""What somebody can write to us in their own conversation, in Danish and English, and what we say then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.chats import Chats
from bot.platforms.teams.cards import Frame, adaptive, message, packed, press, screen_groups
from bot.platforms.teams.limits import LIMITS
from bot.platforms.teams.lines import Json, line_blocks
from bot.platforms.teams.words import Words, words_in
from dialogs.cards import Bullets, Button, Buttons, Card, Form, Line, Said, Weight
from dialogs.flows.proposals import mine
from dialogs.flows.view import View
from dialogs.model.ids import MeetingId, PersonId
from dialogs.screens import personal

COMMANDS: Mapping[str, str] = {
    **dict.fromkeys(("møder", "mine møder", "meetings", "my meetings"), "meetings"),
    **dict.fromkeys(("opgaver", "mine opgaver", "tasks", "my tasks"), "tasks"),
    **dict.fromkeys(("forslag", "mine forslag", "proposals", "my proposals", "proposal"), "proposals"),
    **dict.fromkeys(("formularer", "skriv", "forms", "write"), "forms"),
}
MOST_LISTED = 20
FORM_VERB = "form"


@dataclass(frozen=True, slots=True)
class Talk:
    """Answers what people write."""

    chats: Chats
    language: str

    async def answer(self, person: PersonId | None, said: str) -> list[Json]:
        """Give the messages that answer somebody."""
        if person is None:
            return say(words_in(self.language).not_known, self.language)
        views = await self._views(person)
        language = views[0].meeting.committee.language if views else self.language
        words = words_in(language)
        match COMMANDS.get(said.casefold().rstrip("."), ""):
            case "meetings":
                return listed(words.my_meetings, [_when(view) for view in views], words.no_meetings, language)
            case "tasks":
                return listed(words.my_tasks, list(_waiting(views)), words.no_tasks, language)
            case "proposals":
                return self._proposals(views, words, language)
            case "forms":
                return forms(views, words, language)
            case _:
                return say(words.help, language)

    def sentence(self, text: str) -> list[Json]:
        """Give one sentence as a message, in words that were found already."""
        return say(text, self.language)

    async def _views(self, person: PersonId) -> list[View]:
        """Give somebody's look at each of their meetings: what lasts, what comes, what is over."""
        found = await self.chats.meetings_of(person)
        views = [await self.chats.view(person, each.id) for each in found[:MOST_LISTED]]
        return [view for view in views if view is not None]

    def _proposals(self, views: Iterable[View], words: Words, language: str) -> list[Json]:
        groups = [
            group
            for view in views
            if not view.meeting.stage.is_over
            for group in screen_groups(mine(view), Frame(view.meeting.id, language))
        ]
        return packed(groups, language, words.my_proposals) if groups else say(words.no_proposals, language)


def say(text: str, language: str) -> list[Json]:
    """Give one sentence of ours as a message."""
    return [message(adaptive(line_blocks((text,)), language), text)]


def listed(title: str, lines: list[Line], nothing: str, language: str) -> list[Json]:
    """Give a list under a title, or a sentence where it is empty."""
    if not lines:
        return say(nothing, language)
    card = Card("list", (title,), (Bullets(tuple(lines)),))
    return packed(screen_groups([card], Frame(MeetingId(""), language)), language, title)


def forms(views: Iterable[View], words: Words, language: str) -> list[Json]:
    """Give every form that somebody has before them, to be filled in inside a message: for clients without windows."""
    found = [
        (view, part)
        for view in views
        if not view.meeting.stage.is_over
        for card in personal(view)
        for part in card.body
        if isinstance(part, Form)
    ]
    if not found:
        return say(words.no_forms, language)
    actions = [_opens_here(view, form) for view, form in found]
    rows: list[Json] = [
        {"type": "ActionSet", "actions": actions[start : start + LIMITS["actions"]]}
        for start in range(0, len(actions), LIMITS["actions"])
    ]
    named = [(f"forms-{number}", [row]) for number, row in enumerate(rows)]
    return packed([("help", line_blocks((words.forms_help,))), *named], language, words.forms)


def _opens_here(view: View, form: Form) -> Json:
    frame = Frame(view.meeting.id, view.meeting.committee.language)
    button = Button(form.label, form.action, form.on, form.seen, form.about)
    return {**press(button, frame), "verb": FORM_VERB}


def _when(view: View) -> Line:
    day, clock = view.when(view.meeting.starts_at)
    return (Said(view.meeting.committee.name), f": {day}, {view.words.at_clock(clock)}")


def _waiting(views: Iterable[View]) -> Iterable[Line]:
    """Give the titles of the cards whose main button waits for somebody."""
    for view in views:
        for card in personal(view):
            for part in card.body:
                controls = part.buttons if isinstance(part, Buttons) else (part,) if isinstance(part, Form) else ()
                if any(control.weight is Weight.MAIN for control in controls):
                    yield (Said(view.meeting.committee.name), ": ", *card.title)
