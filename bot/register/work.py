"""What those who see to a committee do about its meetings here: the meeting's own acts, by its own rules."""

import json

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.register.access import Fields, only, press, visitor
from bot.register.clerks import OFFICES, clerk_of
from bot.register.desk import HOME, Desk, Visitor
from bot.register.details import seen_meeting
from bot.register.forms import Again, Desktop, forms_html
from bot.register.frame import page, said
from dialogs.cards import Element, Form, Heading, Said
from dialogs.flows import archiving, checking, piloting
from dialogs.flows.view import View
from dialogs.inbound import FormSubmitted, Inbound
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting
from dialogs.model.officials import Official
from dialogs.model.people import Person
from dialogs.outbound import Answer
from dialogs.wording import wording
from storage.columns import digest

# What is done from here. Whatever else a meeting has belongs to those who are in it.
ACTIONS = frozenset({"answer_flag", "send_elsewhere", "note_case", "close_item", "remind_again"})
_OURS = ("action", "on", "seen", "key")
LONGEST_KEY_CHARS = 100


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of this work."""
    work = Work(desk)
    app.router.add_get("/meetings/{id}/work", work.ask)
    app.router.add_post("/meetings/{id}/work", work.do)


class Work:
    """The routes of this work."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def ask(self, request: web.Request) -> web.Response:
        """Show what there is to do about a meeting."""
        who = await visitor(self._desk, request)
        only(who, *OFFICES)
        meeting, person = await self._found(who, request)
        return self._page(who, meeting, person)

    async def do(self, request: web.Request) -> web.Response:
        """Do it: through the turn, as whoever they are in the committee."""
        who, sent = await press(self._desk, request, *OFFICES)
        meeting, person = await self._found(who, request)
        answer, again = await taken(self._desk, meeting, person.id, sent, ACTIONS)
        return self._page(who, await self._desk.reception.meeting(meeting.id), person, answer, again)

    async def _found(self, who: Visitor, request: web.Request) -> tuple[Meeting, Person]:
        meeting = await seen_meeting(self._desk, who, request.match_info["id"])
        person = clerk_of(who, meeting, self._desk.today())
        if person is None:
            raise web.HTTPNotFound
        return meeting, person

    def _page(
        self, who: Visitor, meeting: Meeting, person: Person, answer: Answer | None = None, again: Again | None = None
    ) -> web.Response:
        words = wording(who.language, team=meeting.committee.is_team)
        view = View(meeting, person, self._desk.reception.now(), self._desk.organisation, words)
        way = f"{HOME}/meetings/{meeting.id}/work"
        where = Desktop(way, self._desk.chance(), words.choose_here, again or Again())
        elements = [*_flags(view), *_elsewhere(view), *(each for card in archiving.show(view) for each in card.body)]
        back = Html('<p class="meta"><a href="{}/meetings/{}"><bdi>{}</bdi>, {}</a></p>')
        inside = Html("{}{}{}").format(
            told_html(answer, who, meeting),
            back.format(HOME, meeting.id, meeting.committee.name, words.meeting_no(meeting.number)),
            forms_html(elements, where) if elements else Html("<p>{}</p>").format(words.no_work_here),
        )
        status = 422 if answer and answer.refused else 200
        return page(who, who.language, words.work_title, inside, here="meetings", status=status)


async def taken(
    desk: Desk,
    meeting: Meeting,
    by: PersonId,
    sent: Fields,
    actions: frozenset[str],
    official: Official | None = None,
) -> tuple[Answer, Again]:
    """Do what was sent through the turn, and give its answer and, where it was refused, what to show again.

    Raises:
        HTTPNotFound: for anything but these `actions`.
    """
    action, on, seen, key = (sent.get(name, ("",))[0] for name in _OURS)
    if action not in actions or not 0 < len(key) <= LONGEST_KEY_CHARS:
        raise web.HTTPNotFound
    typed = {name: values for name, values in sent.items() if name not in _OURS}
    # With what was typed: whoever goes back and corrects it has not sent the same.
    held = digest(json.dumps(sorted(sent.items()))).hex()
    what = FormSubmitted(action, on, seen, typed)
    answer = await desk.turn.take(Inbound(f"register/{by}/{held}", meeting.id, by, what, official=official))
    return answer, Again(action, on, typed, answer.confirm) if answer.refused else Again()


def told_html(answer: Answer | None, who: Visitor, meeting: Meeting) -> Markup:
    """Say what came of a press, if there was one."""
    if answer is None:
        return Markup("")
    tone, role = ("stop", "alert") if answer.refused else ("good", "status")
    text = said(answer.text, meeting.committee.language, who.language)
    return Html('<p class="notice" data-tone="{}" role="{}"><span>{}</span></p>').format(tone, role, text)


def _flags(view: View) -> list[Element]:
    """Give the open flags that somebody may answer."""
    made: list[Element] = []
    for found in view.meeting.proposals.values():
        still_open = {f"{found.id}.{each.question}": each for each in found.conditions if each.is_open}
        for form in checking.clearing(view, found):
            if isinstance(form, Form) and form.on in still_open:
                made += [Heading((Said(f"{found.title}: {still_open[form.on].text}"),)), form]
    return made


def _elsewhere(view: View) -> list[Element]:
    """Give the proposals that somebody may send to the committee where they belong."""
    made: list[Element] = []
    for found in view.meeting.proposals.values():
        forms = [each for each in piloting.in_hand(view, found) if isinstance(each, Form)]
        for form in forms:
            if form.action == "send_elsewhere":
                made += [Heading((Said(found.title),)), form]
    return made
