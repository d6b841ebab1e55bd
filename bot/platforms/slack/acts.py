"""What follows when somebody presses, sends, commands or looks: the table of everything Slack can tell us."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.chats import Chats, Pressed, form_in, pressed
from bot.platforms.slack.answers import Answers, Later
from bot.platforms.slack.cards import READ, card_blocks, messages, reading_blocks, reads_alike
from bot.platforms.slack.forms import Carried, Fields, block_of, digest_of, form_view, look_view, title_of
from bot.platforms.slack.parse import Heard
from bot.platforms.slack.replies import NOTHING, Reply
from bot.platforms.slack.sender import NAME, head_blocks
from bot.platforms.slack.setting_up import LISTING, NOWHERE, SettingUp
from bot.platforms.slack.texts import Json, parts, rich
from bot.platforms.slack.tokens import Token
from bot.platforms.slack.words import SlackWords, slack_words
from dialogs.cards import Card, Form
from dialogs.content import Language
from dialogs.flows.from_message import Prefilled
from dialogs.flows.view import View
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.texts import cover_cpr
from dialogs.outbound import Answer
from dialogs.overview import OPEN_MEETING
from dialogs.screens import head, personal

FOR = "for"
"""Choosing somebody to write for; also the action of the view in which one does."""

Act = Callable[[Token, Heard, PersonId], Awaitable[Reply]]


class Acts:
    """Everything a person we know can do in a meeting."""

    def __init__(self, chats: Chats, answers: Answers, setting_up: SettingUp) -> None:
        """Ask `chats` and say it through `answers`; lists of committees are the business of `setting_up`."""
        self._chats, self._answers, self._setting_up = chats, answers, setting_up
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
        fields = {**heard.fields, **carried.hidden(heard.fields)}
        what = _meant(Pressed.read(carried.pressed), fields)
        view = await self._chats.view(person, what.meeting, what.whom) if what else None
        if what is None or view is None:
            return Reply({"response_action": "clear"}, "not_found")
        if what.action in LISTING:
            committee = view.meeting.committee.id
            answer = await self._setting_up.list_answer(token, heard, person, committee, what, fields)
        else:
            answer = await self._chats.take(heard.key, person, what, fields)
        if answer.refused:
            return await self._back(token, heard, view, what, answer, carried.card)
        if answer.card:
            shown = look_view(title_of(answer.card), reading_blocks(answer.card), _words(view))
            return Reply({"response_action": "update", "view": shown})
        await self._below(token, heard, person, what, carried.card)
        self._say(token, heard, person, what, answer)
        return NOTHING

    async def _form(self, token: Token, heard: Heard, view: View, what: Pressed) -> Form | None:
        """Give the form behind a button as it is now."""
        if what.action in LISTING:
            return await self._setting_up.list_form(token, heard, view, what)
        return form_in(personal(view), what)

    async def _back(self, token: Token, heard: Heard, view: View, what: Pressed, answer: Answer, card: str) -> Reply:
        """Give a form back with what was wrong: at the field, or above all of them. What was typed stays."""
        form, words = await self._form(token, heard, view, what), _words(view)
        if form is None:
            gone = look_view(words.answer_title, rich(parts("rich_text_section", (answer.text,))), words)
            return Reply({"response_action": "update", "view": gone}, answer.refused)
        block = block_of(form, answer.field)
        if block and not answer.confirm:
            return Reply({"response_action": "errors", "errors": {block: answer.text}}, answer.refused)
        press = pressed(form, what.meeting, what.whom).text()
        now = Carried(press, dict(answer.confirm), digest_of(heard.fields), card)
        again = form_view(form, now, words, _covered(heard.fields), answer.text)
        return Reply({"response_action": "update", "view": again}, answer.refused)

    async def _press(self, token: Token, heard: Heard, person: PersonId) -> Reply:
        what = Pressed.read(heard.value)
        if what is None or not what.meeting:
            return self._gone(token, heard, "not_found")
        if what.action == OPEN_MEETING:
            view = await self._chats.view(person, what.meeting)
            if view is None:
                return self._gone(token, heard, "not_found")
            self._answers.open(token, heard, screen_view(view, what), _words(view))
            return NOTHING
        # Who may do it is for the rules to say; looking first would cost a second look at the database.
        answer = await self._chats.take(heard.key, person, what)
        if answer.card:
            view = await self._chats.view(person, what.meeting, what.whom)
            words = _words(view) if view else slack_words(Language.DA)
            self._answers.open(
                token, heard, look_view(title_of(answer.card), reading_blocks(answer.card), words), words
            )
        if heard.view.get("type") == "modal":
            await self._redraw(token, heard, person, what, str(heard.view["id"]), _card_of(heard), answer.text)
        else:
            self._say(token, heard, person, what, answer)
        return Reply(refused=answer.refused)

    async def _open(self, token: Token, heard: Heard, person: PersonId) -> Reply:
        what = Pressed.read(heard.value)
        view = await self._chats.view(person, what.meeting, what.whom) if what else None
        form = await self._form(token, heard, view, what) if what and view else None
        if what is None or view is None or form is None:
            return self._gone(token, heard)
        # The modal shows the form as it is now, so that is what was seen, however old the button.
        carried, words = Carried(pressed(form, what.meeting, what.whom).text(), card=_card_of(heard)), _words(view)
        self._answers.open(token, heard, form_view(form, carried, words), words)
        return NOTHING

    async def _read(self, token: Token, heard: Heard, person: PersonId) -> Reply:
        what = Pressed.read(heard.value)
        view = await self._chats.view(person, what.meeting, what.whom) if what else None
        card = _card(view, what.on) if view and what else None
        if view is None or what is None or card is None:
            return self._gone(token, heard)
        self._answers.open(token, heard, folded_view(view, card, what), _words(view))
        return NOTHING

    async def _more(self, token: Token, heard: Heard, person: PersonId) -> Reply:
        """Give a form one more input. What was typed stays."""
        carried = Carried.read(str(heard.view.get("private_metadata", "")))
        what = Pressed.read(carried.pressed)
        view = await self._chats.view(person, what.meeting, what.whom) if what else None
        form = await self._form(token, heard, view, what) if what and view else None
        if view is None or form is None:
            return self._gone(token, heard)
        longer = form_view(form, carried, _words(view), _covered(heard.fields), longer=heard.value)
        self._answers.update(token, heard, str(heard.view["id"]), longer, str(heard.view.get("hash", "")))
        return NOTHING

    async def _enter_for(self, token: Token, heard: Heard, person: PersonId) -> Reply:
        """Open the screen of somebody who has none."""
        what = Pressed.read(heard.value)
        view = await self._chats.view(person, what.meeting, what.whom) if what else None
        if what is None or view is None:
            return self._gone(token, heard)
        self._answers.open(token, heard, screen_view(view, what), _words(view))
        return NOTHING

    async def _below(self, token: Token, heard: Heard, person: PersonId, what: Pressed, card: str) -> None:
        """Bring the screen, or the folded card, up to date on which a form stood."""
        below = heard.view.get("previous_view_id")
        if below:
            await self._redraw(token, heard, person, what, str(below), card)

    async def _redraw(
        self, token: Token, heard: Heard, person: PersonId, what: Pressed, view_id: str, name: str, said: str = ""
    ) -> None:
        view = await self._chats.view(person, what.meeting, what.whom)
        if view:
            later, card = self._later(heard, person, what, said) if said else None, _card(view, name)
            shown = folded_view(view, card, what, said) if card else screen_view(view, what, said)
            self._answers.update(token, heard, view_id, shown, later=later)

    def _say(self, token: Token, heard: Heard, person: PersonId, what: Pressed, answer: Answer) -> None:
        """Say what came of it, at once or as a message of its own. What Slack sends again was answered before."""
        if not answer.is_repeated:
            self._answers.whisper(token, heard, answer.text, self._later(heard, person, what, answer.text))

    def _later(self, heard: Heard, person: PersonId, what: Pressed, text: str) -> Later:
        return partial(self._chats.say_later, NAME, heard.key, person, what.meeting, text)

    def _gone(self, token: Token, heard: Heard, code: str = "out_of_date") -> Reply:
        self._answers.whisper(token, heard, slack_words("da").not_there)
        return Reply(refused=code)

    def propose(self, token: Token, heard: Heard, found: Prefilled, language: str) -> None:
        """Open the form of a new proposal."""
        carried, words = Carried(pressed(found.form, found.meeting or NOWHERE).text()), slack_words(language)
        self._answers.open(token, heard, form_view(found.form, carried, words), words)


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


def folded_view(view: View, card: Card, what: Pressed, said: str = "") -> Json:
    """Give what is folded away on a card as a modal: with its buttons, where they stand there and nowhere else."""
    words = _words(view)
    if not reads_alike(card):
        return look_view(title_of(card), reading_blocks(card), words)

    def carry(action: str, on: str, seen: str) -> str:
        return Pressed(action, on, seen, view.meeting.id, what.whom).text()

    blocks = [
        *rich(parts("rich_text_quote", (said,))),
        *card_blocks(replace(card, title=(), folded=False), carry, words),
    ]
    return look_view(title_of(card), blocks, words, carry(READ, card.name, ""))


def _card(view: View, name: str) -> Card | None:
    return next((each for each in personal(view) if each.name == name), None) if name else None


def _card_of(heard: Heard) -> str:
    """Give the folded card that a button stood on, or nothing where it stood elsewhere."""
    what = Pressed.read(str(heard.view.get("private_metadata", "")))
    return what.on if what and what.action == READ else ""


def _meant(what: Pressed | None, fields: dict[str, tuple[str, ...]]) -> Pressed | None:
    """Give what a form does; one that begins a proposal may ask itself in which meeting."""
    if what is None or what.meeting or what.action != "propose":
        return what
    return replace(what, meeting=MeetingId("".join(fields.pop("meeting", ())[:1])))


def _covered(fields: Fields) -> dict[str, tuple[str, ...]]:
    """Give what was typed as it may be shown again."""
    return {name: tuple(map(cover_cpr, values)) for name, values in fields.items()}


def _words(view: View) -> SlackWords:
    return slack_words(view.meeting.committee.language)
