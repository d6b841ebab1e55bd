"""Windows ("dialogs"): a form, somebody's whole screen, a card to look at. Each answer closes one or shows the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from bot.chats import Chats, Pressed
from bot.platforms.teams.cards import (
    ADAPTIVE,
    HELPS,
    MORE,
    OPENS,
    OVERVIEW,
    OWN,
    PRESSED,
    Frame,
    adaptive,
    card_blocks,
    head_blocks,
    opener,
    screen_groups,
    size,
    window_button,
)
from bot.platforms.teams.forms import EMPTY_LINES, KEY, Fault, Typed, form_card, read_fields
from bot.platforms.teams.forms import MORE as MORE_LINES
from bot.platforms.teams.limits import LIMITS
from bot.platforms.teams.lines import Json, line_blocks
from bot.platforms.teams.views import views_of
from bot.platforms.teams.words import words_in
from dialogs.cards import Form, Line, Said
from dialogs.flows.from_message import from_message, nowhere
from dialogs.flows.standing_in import can_be_entered
from dialogs.flows.view import View
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.texts import cover_cpr
from dialogs.outbound import Answer
from dialogs.overview import overview
from dialogs.screens import head, personal
from dialogs.wording import wording

# Says in the data of a form's button that a whole screen was open before it, and comes back after it.
BACK = "back"
MOST_LINES = 40
_NOWHERE = MeetingId("")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a window shows next: a card, a sentence, or nothing at all, which closes it. `refused` is a code."""

    title: str = ""
    card: Json | None = None
    text: str = ""
    refused: str = ""

    def task(self) -> Json:
        """Give it as the answer to a task/fetch or task/submit."""
        if self.card is None:
            return {"task": {"type": "message", "value": self.text}} if self.text else {}
        card = {"contentType": ADAPTIVE, "content": self.card}
        value = {"title": self.title, "height": "large", "width": "medium", "card": card}
        return {"task": {"type": "continue", "value": value}}


@dataclass(frozen=True, slots=True)
class Windows:
    """Opens windows and takes what is sent from them. `chance` gives keys that nobody else has."""

    chats: Chats
    chance: Callable[[], str]
    language: str

    async def open(self, person: PersonId, what: Pressed, data: Mapping[str, Any]) -> Shown:
        """Open what a button opens."""
        if what.action == HELPS:
            chosen = read_fields(data).get("person", ("",))[0]
            what = replace(what, whom=PersonId(what.whom or chosen))
        if what.action == OVERVIEW:
            return await self._overview(person)
        view = await self.chats.view(person, what.meeting, what.whom)
        if view is None:
            return gone(self.language)
        frame = Frame(what.meeting, view.meeting.committee.language, what.whom)
        if what.action == MORE:
            return self._more(view, frame)
        if what.action in {OWN, HELPS}:
            return self._screen(view, frame)
        form = await self.chats.form(person, what)
        return self.form(form, frame, is_inside=bool(data.get(BACK))) if form else gone(frame.language)

    async def submit(self, person: PersonId, what: Pressed, data: Mapping[str, Any], key: str) -> Shown:
        """Take what was sent from a window, and give what it shows next."""
        if data.get(OPENS):
            return await self.open(person, what, {**data, BACK: True})
        fields = read_fields(data)
        if not what.meeting:
            # A proposal that could go to several committees says itself to which meeting.
            what = replace(what, meeting=MeetingId(next(iter(fields.pop("meeting", ())), "")))
        view = await self.chats.view(person, what.meeting, what.whom)
        if view is None:
            return gone(self.language)
        frame = Frame(what.meeting, view.meeting.committee.language, what.whom)
        is_form, is_inside = KEY in data, bool(data.get(BACK))
        if is_form and MORE_LINES in data:
            form = await self.chats.form(person, what)
            lines = data[MORE_LINES] if isinstance(data[MORE_LINES], int) else EMPTY_LINES
            again = Fault(typed=fields)
            return (
                self.form(form, frame, again, lines=min(lines, MOST_LINES), is_inside=is_inside)
                if form
                else gone(frame.language, fields)
            )
        answer = await self.chats.take(key, person, what, fields if is_form else None)
        if is_form and answer.refused:
            return await self._refused(person, what, frame, fields, answer, is_inside=is_inside, after=str(data[KEY]))
        if answer.card:
            card = adaptive(card_blocks(replace(answer.card, folded=False), frame), frame.language)
            return Shown(head(view).title, card, refused=answer.refused)
        if not is_form or is_inside:
            fresh = await self.chats.view(person, what.meeting, what.whom)
            return self._screen(fresh, frame, answer) if fresh else Shown(text=answer.text, refused=answer.refused)
        return Shown(text=answer.text)

    async def propose(self, person: PersonId, text: str) -> Shown:
        """Open the form of a new proposal, with `text` as its problem."""
        views = await views_of(self.chats, person)
        language = views[0].meeting.committee.language if views else self.language
        found = from_message(views, text)
        if found is None:
            card = card_blocks(nowhere(wording(language)), Frame(_NOWHERE, language))
            return Shown(words_in(language).more_title, adaptive(card, language))
        return self.form(found.form, Frame(found.meeting or _NOWHERE, language))

    async def _overview(self, person: PersonId) -> Shown:
        """Show everything that concerns somebody, in all their meetings."""
        views = await views_of(self.chats, person)
        language = views[0].meeting.committee.language if views else self.language
        frame = Frame(_NOWHERE, language, in_dialog=True)
        groups = screen_groups(overview(views, wording(language)), frame)
        body = [_card(name, blocks) for name, blocks in groups]
        return _fitting(Shown(frame.words.my_meetings, adaptive(body, language)), frame)

    async def _refused(
        self,
        person: PersonId,
        what: Pressed,
        frame: Frame,
        fields: Typed,
        answer: Answer,
        *,
        is_inside: bool,
        after: str,
    ) -> Shown:
        """Show the form again with what is wrong; where it is gone, what was typed stays to be copied."""
        typed = {name: tuple(map(cover_cpr, values)) for name, values in fields.items()}
        form = await self.chats.form(person, what)
        if form is None:
            return replace(gone(frame.language, typed, answer.text), refused=answer.refused)
        fault = Fault(answer.text, answer.field, typed, answer.confirm)
        return replace(self.form(form, frame, fault, is_inside=is_inside, after=after), refused=answer.refused)

    def form(
        self,
        form: Form,
        frame: Frame,
        fault: Fault | None = None,
        *,
        lines: int = EMPTY_LINES,
        is_inside: bool = False,
        after: str = "",
    ) -> Shown:
        """Show a form; `after` is the key of what was sent before it, so that a repetition shows the same."""
        key = blake2b(after.encode(), digest_size=18).hexdigest() if after else self.chance()
        card = form_card(form, frame, key, fault, lines)
        if is_inside:
            for action in card["actions"]:
                action["data"][BACK] = True
        return _fitting(Shown(opener(form, frame), card), frame)

    def _screen(self, view: View, frame: Frame, answer: Answer | None = None) -> Shown:
        """Show somebody's whole screen, with everything there is to press."""
        inside = replace(frame, in_dialog=True)
        notice: list[Json] = []
        if answer and answer.text:
            style = "attention" if answer.refused else "good"
            notice = [{"type": "Container", "style": style, "items": line_blocks((answer.text,))}]
        name: Line = (Said(view.who.name),) if frame.whom else ()
        groups = [notice, line_blocks(name) if name else [], head_blocks(head(view))]
        groups += [[_card(name, blocks)] for name, blocks in screen_groups(personal(view), inside)]
        more = [] if frame.whom else [_row(window_button(frame.words.more, MORE, inside))]
        body = [block for group in (*groups, more) for block in group]
        title = frame.words.write_for if frame.whom else head(view).title
        shown = Shown(title, adaptive(body, frame.language), refused=answer.refused if answer else "")
        return _fitting(shown, frame)

    def _more(self, view: View, frame: Frame) -> Shown:
        """Offer the screens of those without one."""
        words, people = frame.words, can_be_entered(view)
        if not people:
            own = window_button(words.own_screen, OWN, replace(frame, in_dialog=True))
            body = [*line_blocks((words.no_others,)), _row(own)]
            return Shown(words.more_title, adaptive(body, frame.language))
        choices = [{"title": person.name, "value": person.id} for person in people]
        field = {"type": "Input.ChoiceSet", "id": "c.person", "label": words.whose, "style": "compact"}
        body = [
            *line_blocks((words.write_for,), weight="Bolder"),
            *line_blocks((words.write_for_help,), isSubtle=True),
            {**field, "placeholder": words.choose, "choices": choices},
        ]
        data = {PRESSED: Pressed(HELPS, "", "", frame.meeting).text(), OPENS: True}
        go_on = {"type": "Action.Submit", "title": words.go_on, "data": data}
        return Shown(words.more_title, adaptive(body, frame.language, [go_on]))


def _card(name: str, blocks: Sequence[Json]) -> Json:
    return {"type": "Container", "id": name, "separator": True, "spacing": "Medium", "items": list(blocks)}


def _row(action: Json) -> Json:
    return {"type": "ActionSet", "actions": [action]}


def gone(language: str, typed: Typed | None = None, text: str = "") -> Shown:
    """Say that something is gone, and keep what was typed so that it can be copied."""
    words = Frame(_NOWHERE, language).words
    lines: Sequence[str] = [value for values in (typed or {}).values() for value in values if value]
    body = [*line_blocks((text or words.gone,)), *(block for line in lines for block in line_blocks((Said(line),)))]
    return _fitting(Shown(words.more_title, adaptive(body, language)), Frame(_NOWHERE, language))


def _fitting(shown: Shown, frame: Frame) -> Shown:
    if size(shown.card) <= LIMITS["dialog_bytes"]:
        return shown
    return replace(shown, card=adaptive(line_blocks((frame.words.too_large,)), frame.language))
