"""What follows when somebody presses, sends, commands or looks: the table of everything Slack can tell us."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.chats import Chats, Pressed, form_in, pressed
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.cards import card_blocks, messages, reading_blocks
from bot.platforms.slack.forms import Carried, block_of, digest_of, form_view, look_view, title_of
from bot.platforms.slack.parse import Heard
from bot.platforms.slack.sender import head_blocks
from bot.platforms.slack.texts import Json, parts, rich
from bot.platforms.slack.tokens import Token
from bot.platforms.slack.words import SlackWords, slack_words
from dialogs.cards import Form
from dialogs.flows.view import View
from dialogs.model.ids import PersonId
from dialogs.model.texts import cover_cpr
from dialogs.outbound import Answer
from dialogs.screens import head, personal

FOR = "for"
"""Choosing somebody to write for; also the action of the view in which one does."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back with the acknowledgement. `refused` is the refusal's code, which nobody but a rehearsal reads."""

    body: Json = field(default_factory=dict)
    refused: str = ""


Act = Callable[[Token, Heard, PersonId], Awaitable[Reply]]
NOTHING = Reply()


class Acts:
    """Everything a person we know can do in a meeting."""

    def __init__(self, chats: Chats, answers: Answers) -> None:
        """Ask `chats` and say it through `answers`."""
        self._chats, self._answers = chats, answers
        self.on_press: Mapping[str, Act] = {
            "press": self._press,
            "open": self._open,
            "read": self._read,
            "more": self._more,
            FOR: self._enter_for,
        }

    async def submit(self, token: Token, heard: Heard, person: PersonId) -> Reply:
        """Hand in a form."""
        carried = Carried.read(heard.value)
        what = Pressed.read(carried.pressed)
        view = await self._chats.view(person, what.meeting, what.whom) if what else None
        if what is None or view is None:
            return Reply({"response_action": "clear"}, "not_found")
        words = slack_words(view.meeting.committee.language)
        answer = await self._chats.take(heard.key, person, what, {**heard.fields, **carried.hidden(heard.fields)})
        if answer.refused:
            return await self._back(heard, person, what, answer, words)
        if answer.card:
            shown = look_view(title_of(answer.card), reading_blocks(answer.card), words)
            return Reply({"response_action": "update", "view": shown})
        await self._below(token, heard, person, what)
        self._answers.whisper(token, heard, answer.text)
        return NOTHING

    async def _back(self, heard: Heard, person: PersonId, what: Pressed, answer: Answer, words: SlackWords) -> Reply:
        """Give a form back with what was wrong: at the field, or above all of them. What was typed stays."""
        form = await self._chats.form(person, what)
        if form is None:
            gone = look_view(words.answer_title, rich(parts("rich_text_section", (answer.text,))), words)
            return Reply({"response_action": "update", "view": gone}, answer.refused)
        block = block_of(form, answer.field)
        if block and not answer.confirm:
            return Reply({"response_action": "errors", "errors": {block: answer.text}}, answer.refused)
        typed = {name: tuple(map(cover_cpr, values)) for name, values in heard.fields.items()}
        press = pressed(form, what.meeting, what.whom).text()
        now = Carried(press, dict(answer.confirm), digest_of(heard.fields))
        again = form_view(form, now, words, typed, answer.text)
        return Reply({"response_action": "update", "view": again}, answer.refused)

    async def _press(self, token: Token, heard: Heard, person: PersonId) -> Reply:
        what = Pressed.read(heard.value)
        view = await self._chats.view(person, what.meeting, what.whom) if what else None
        if what is None or view is None:
            return self._gone(token, heard, "not_found")
        answer = await self._chats.take(heard.key, person, what)
        if answer.card:
            words = slack_words(view.meeting.committee.language)
            self._answers.open(token, heard, look_view(title_of(answer.card), reading_blocks(answer.card), words))
        if what.whom and heard.view.get("type") == "modal":
            await self._redraw(token, heard, person, what, str(heard.view["id"]), answer.text)
        else:
            self._answers.whisper(token, heard, answer.text)
        return Reply(refused=answer.refused)

    async def _open(self, token: Token, heard: Heard, person: PersonId) -> Reply:
        what = Pressed.read(heard.value)
        view = await self._chats.view(person, what.meeting, what.whom) if what else None
        form = form_in(personal(view), what) if what and view else None
        if what is None or view is None or form is None:
            return self._gone(token, heard)
        # The modal shows the form as it is now, so that is what was seen, however old the button.
        self._answers.open(
            token, heard, form_view(form, Carried(pressed(form, what.meeting, what.whom).text()), _words(view))
        )
        return NOTHING

    async def _read(self, token: Token, heard: Heard, person: PersonId) -> Reply:
        what = Pressed.read(heard.value)
        view = await self._chats.view(person, what.meeting, what.whom) if what else None
        card = next((each for each in personal(view) if what and each.name == what.on), None) if view else None
        if view is None or card is None:
            return self._gone(token, heard)
        self._answers.open(token, heard, look_view(title_of(card), reading_blocks(card), _words(view)))
        return NOTHING

    async def _more(self, token: Token, heard: Heard, person: PersonId) -> Reply:
        """Give a form one more input. What was typed stays."""
        carried = Carried.read(str(heard.view.get("private_metadata", "")))
        what = Pressed.read(carried.pressed)
        view = await self._chats.view(person, what.meeting, what.whom) if what else None
        form = form_in(personal(view), what) if what and view else None
        if view is None or form is None:
            return self._gone(token, heard)
        typed = {name: tuple(map(cover_cpr, values)) for name, values in heard.fields.items()}
        longer = form_view(form, carried, _words(view), typed, longer=heard.value)
        self._answers.update(token, heard, str(heard.view["id"]), longer, str(heard.view.get("hash", "")))
        return NOTHING

    async def _enter_for(self, token: Token, heard: Heard, person: PersonId) -> Reply:
        """Open the screen of somebody who has none."""
        what = Pressed.read(heard.value)
        view = await self._chats.view(person, what.meeting, what.whom) if what else None
        if what is None or view is None:
            return self._gone(token, heard)
        self._answers.open(token, heard, screen_view(view, what))
        return NOTHING

    async def _below(self, token: Token, heard: Heard, person: PersonId, what: Pressed) -> None:
        """Bring the screen up to date on which a form stood that was sent for somebody."""
        below = heard.view.get("previous_view_id")
        if what.whom and below:
            await self._redraw(token, heard, person, what, str(below))

    async def _redraw(
        self, token: Token, heard: Heard, person: PersonId, what: Pressed, view_id: str, said: str = ""
    ) -> None:
        view = await self._chats.view(person, what.meeting, what.whom)
        if view:
            self._answers.update(token, heard, view_id, screen_view(view, what, said))

    def _gone(self, token: Token, heard: Heard, code: str = "") -> Reply:
        self._answers.whisper(token, heard, slack_words("da").not_there)
        return Reply(refused=code)

    def propose(self, token: Token, heard: Heard, view: View, form: Form, text: str) -> None:
        """Open the form for a proposal with a text that was carried along."""
        typed = None
        if text:
            typed = {each.name: _suggested(each) for each in form.fields}
            typed["problem"] = (cover_cpr(text),)
        self._answers.open(
            token, heard, form_view(form, Carried(pressed(form, view.meeting.id).text()), _words(view), typed)
        )


def screen_view(view: View, what: Pressed, said: str = "") -> Json:
    """Give somebody's screen as a modal, for the one who writes for them."""
    words = _words(view)

    def carry(action: str, on: str, seen: str) -> str:
        return Pressed(action, on, seen, view.meeting.id, what.whom).text()

    lead = [*rich(parts("rich_text_quote", (said,))), *head_blocks(head(view))]
    drawn = [card_blocks(card, carry, words) for card in personal(view)]
    blocks = [block for message in messages(view.who.name, lead, drawn) for block in message["blocks"]]
    carried = Pressed(FOR, "", "", view.meeting.id, what.whom).text()
    return look_view(view.who.name, blocks, words, carried)


def proposing(view: View) -> Form | None:
    """Give the form for a new proposal, where somebody can write one."""
    return form_in(personal(view), Pressed("propose", "", "", view.meeting.id))


def _words(view: View) -> SlackWords:
    return slack_words(view.meeting.committee.language)


def _suggested(each: object) -> tuple[str, ...]:
    return tuple(getattr(each, "values", ()))
