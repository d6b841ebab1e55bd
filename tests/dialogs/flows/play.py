"""A meeting played through the one door for events: people do what their own screens offer, and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import chain
from zoneinfo import ZoneInfo

from bot.content import read_content
from dialogs.cards import Bullets, Button, Buttons, Card, Element, Facts, Form, Heading, Inline, Line, Notice, Paragraph
from dialogs.content import Content
from dialogs.flows import checking
from dialogs.flows.acting import AuditEntry, Decision
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, DateField, Field, TextField
from dialogs.inbound import ButtonPressed, FormSubmitted, Happening, Inbound, TimerRang
from dialogs.model import rights
from dialogs.model.ids import Fresh, PersonId, ProposalId
from dialogs.model.meeting import Meeting, Plan, Sibling
from dialogs.model.people import Level, Person, Side
from dialogs.organisation import Organisation
from dialogs.outbound import Answer, Post
from dialogs.routing import decide
from dialogs.screens import personal, whole_room
from dialogs.wording import wording
from tests.dialogs.room import COMMITTEE, STARTS_AT, Room

ZONE = ZoneInfo("Europe/Copenhagen")
NOBODY = Person(PersonId(""), "", Side.NONE, frozenset())
# Stands in everything that is typed in these meetings, so that it can be found again wherever it turns up.
TYPED = "§"
Control = Button | Form
Fields = Mapping[str, tuple[str, ...]]


@cache
def content() -> Mapping[str, Content]:
    """Give the content as it comes with the product."""
    return read_content()


def organisation(**settings: object) -> Organisation:
    """Give a try-out organisation, in which a link may sign."""
    return Organisation(**{"zone": ZONE, "content": content(), "links_may_sign": True, **settings})  # type: ignore[arg-type]


def view(meeting: Meeting, who: str, now=STARTS_AT, settings: Organisation | None = None) -> View:
    """Give somebody's look at a meeting; nobody's is the room's."""
    person = rights.in_force(meeting, meeting.committee.people.get(PersonId(who), NOBODY))
    return View(
        meeting,
        person,
        now,
        settings or organisation(),
        wording(meeting.committee.language, team=meeting.committee.is_team),
    )


# Answers to the check that come to nothing, and what is answered otherwise for another light.
QUIET = {**dict.fromkeys(("E4", "F4", "H2", "C6", "D2"), "yes"), "I1": "transformation"}
LIGHTS: Mapping[str, Mapping[str, str]] = {"green": {}, "yellow": {"E1": "yes"}, "red": {"A2": "yes"}}


def said_of(question: str) -> str:
    """Give what is answered where a check says nothing else."""
    return f"{TYPED} ord" if question[0] in "FG" else "no"


class Play:
    """A meeting with its clock and everything that was owed on the way."""

    def __init__(self, *people: Person, language: str = "da", level: Level = Level.LOCAL, **settings: object) -> None:
        agenda = content()[language].agendas["team-ai" if level is Level.TEAM else "med-ai"]
        meeting = Room(*(people or COMMITTEE), agenda=agenda, level=level).meeting
        committee = replace(meeting.committee, language=language)
        self.meeting: Meeting = replace(meeting, committee=committee, plan=Plan(agenda.cards))
        self.now = STARTS_AT
        self.organisation = organisation(**settings)
        self.posts: list[Post] = []
        self.audit: list[AuditEntry] = []
        self.planned: Meeting | None = None
        self.events = 0

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(self.meeting.committee.people)

    def later(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)

    # --- What people see

    def view(self, who: str) -> View:
        return view(self.meeting, who, self.now, self.organisation)

    def screen(self, who: str) -> tuple[Card, ...]:
        return personal(self.view(who))

    def room(self) -> tuple[Card, ...]:
        return whole_room(self.view(""))

    def control(self, who: str, action: str, on: str | None = None, *, of: type[Control] | None = None) -> Control:
        """Find the control that does this on somebody's screen."""
        found = [
            control
            for control in controls(self.screen(who))
            if control.action == action and on in {None, control.on} and isinstance(control, of or Control)
        ]
        assert found, f"{who} is not offered {action} {on or ''}"
        return found[0]

    def offers(self, who: str, action: str, on: str | None = None) -> bool:
        """Say whether somebody's screen offers this."""
        return any(c.action == action and on in {None, c.on} for c in controls(self.screen(who)))

    # --- What people do

    def press(self, who: str, action: str, on: str | None = None, fields: Fields | None = None, **more: str) -> Answer:
        """Press what stands on somebody's screen; a form is sent as it is filled in, with some fields changed."""
        control = self.control(who, action, on)
        answer = self.send(who, control, {**(fields or {}), **{name: (value,) for name, value in more.items()}})
        assert not answer.refused, f"{who} {action}: {answer.refused} {answer.field} {answer.text}"
        return answer

    def send(self, who: str, control: Control, fields: Fields | None = None, *, whom: str | None = None) -> Answer:
        """Send a control with its own `on` and `seen`, whatever comes of it."""
        what: Happening = ButtonPressed(control.action, control.on, control.seen)
        if isinstance(control, Form):
            what = FormSubmitted(control.action, control.on, control.seen, {**filled_in(control), **(fields or {})})
        return self.happens(who, what, whom=whom)

    def happens(self, who: str | None, what: Happening, *, whom: str | None = None) -> Answer:
        """Let something happen, and keep what comes of it."""
        decision = self.would(who, what, whom=whom)
        self.meeting = decision.meeting
        self.posts += decision.posts
        self.audit += decision.audit
        self.planned = decision.plans or self.planned
        return decision.answer

    def would(self, who: str | None, what: Happening, *, whom: str | None = None) -> Decision:
        """Say what would come of something."""
        self.events += 1
        by = PersonId(who) if who else None
        event = Inbound(f"k{self.events}", self.meeting.id, by, what, PersonId(whom) if whom else None)
        return decide(self.meeting, event, self.now, Fresh(f"event {self.events}"), self.organisation)

    def goes_on_in_the_next_meeting(self) -> None:
        """Give the meeting that was planned, as it is read when this one is over."""
        before, new = self.meeting, self.planned
        assert new
        this = Sibling(before.id, before.number, before.starts_at, before.stage)
        put_off = [item.put_off(before.number) for item in before.in_order() if item.id not in new.items]
        earlier = tuple(each for each in put_off if each)
        self.meeting = replace(new, siblings=(this,), earlier=earlier, proposals=before.proposals)
        self.now, self.planned = new.starts_at - timedelta(days=20), None

    def rings(self, name: str) -> None:
        """Let a due time come."""
        self.happens(None, TimerRang(name))

    def tries(self, who: str, action: str, on: str = "", seen: str = "", fields: Fields | None = None) -> Answer:
        """Send what no screen has to offer."""
        return self.happens(who, FormSubmitted(action, on, seen, fields or {}))

    # --- Short ways

    def arrive(self, *who: str) -> None:
        for each in who:
            self.press(each, "arrive")

    def goes_to(self, phase: str, by: str = "anne") -> None:
        """Begin if need be, and go on until this phase."""
        if self.meeting.phase is None:
            self.press(by, "start")
        while self.meeting.phase != phase:
            self.later(2)
            self.press(by, "advance")

    def propose(self, who: str, title: str, trial: str, **short: str) -> str:
        """Write a draft with a whole short form, and give its id."""
        before = set(self.meeting.proposals)
        texts = dict.fromkeys(("problem", "core_task", "tool", "participants", "ai_does", "people_do"), trial)
        choices = {"without_ai": "no", "tool_status": "known", "voluntary": "yes", "responsible_leader": "lars"}
        self.press(who, "propose", **{**texts, **choices, "title": title, "trial": trial, **short})
        (on,) = set(self.meeting.proposals) - before
        return on

    def checks(self, who: str, on: str, light: str = "green", until: str = "", **answers: str) -> None:
        """Answer the check before start on somebody's screen, so that it comes to a light, or with answers of its own.

        Texts are written as they stand in `answers`, all others hold a few words. `until` is a question to stop at.
        """
        given = {**QUIET, **LIGHTS[light], **answers}
        assert self.offers(who, "answer_check")
        while asked := self._asked(who, on):
            question = asked[0].on.split(".")[1]
            if question == until:
                return
            answer = given.get(question, said_of(question))
            if isinstance(asked[0], Form):
                found, fields = asked[0], {"answer": (answer,)}
            else:
                found, fields = next(each for each in asked if each.on.endswith(f".{answer}")), None
            result = self.send(who, found, fields)
            assert not result.refused, f"{question}: {result.refused}"
        assert answers or self.meeting.proposals[ProposalId(on)].light == light

    def _asked(self, who: str, on: str) -> list[Control]:
        """Give the controls of the question that is asked, from the card alone: the rest of the screen is dear."""
        card = checking.card(self.view(who), self.meeting.proposals[ProposalId(on)])
        return [control for control in controls((card,)) if control.action == "answer_check"]

    def seat(self, *groups: str) -> None:
        """Seat the pairs, each written as "anne bo"."""
        seats = {f"pair.{who}": (str(n),) for n, group in enumerate(groups, 1) for who in group.split()}
        self.press("anne", "repair", fields=seats)

    def corrects(self, who: str, text: str, new: str, why: str = "Det var forkert") -> Answer:
        """Give a text of the minutes another wording, or take it out."""
        found = [each for each in controls(self.screen(who)) if each.action == "correct_minutes"]
        on = next(each.on for each in found if each.fields[0].value == text)
        return self.press(who, "correct_minutes", on, text=new, why=why)

    def pair_with(self, who: str) -> set[str]:
        pair = self.meeting.pair_of(PersonId(who))
        return set(pair.members) if pair else {who}


def controls(cards: tuple[Card, ...]) -> tuple[Control, ...]:
    """Give everything that can be pressed, in order."""
    found: list[Control] = []
    for element in chain.from_iterable(card.body for card in cards):
        if isinstance(element, Buttons):
            found += element.buttons
        elif isinstance(element, Form):
            found.append(element)
    return tuple(found)


def filled_in(form: Form) -> dict[str, tuple[str, ...]]:
    """Give what a form sends when nobody touches it."""
    sent: dict[str, tuple[str, ...]] = {}
    for field in form.fields:
        match field:
            case TextField(many=True):
                sent[field.name] = (*field.values, "")
            case TextField():
                sent[field.name] = (field.value,)
            case ChoiceField():
                sent[field.name] = field.values
            case DateField():
                sent[field.name] = (field.value,)
    return sent


def plausible(form: Form, meeting: Meeting) -> dict[str, tuple[str, ...]]:
    """Fill a form in as a person might: what is required, and what it is there for."""
    sent = filled_in(form)
    for field in form.fields:
        sent[field.name] = sent[field.name] if any(sent[field.name]) else _answer(field)
    match form.action:
        case "take_positions":
            sent |= {name: ("reservation",) for name in sent if name.startswith("stance.")}
            sent |= {name: (f"{TYPED} så mangler der tid",) for name in sent if name.startswith("text.")}
        case "word_outcome" | "word_own_item":
            offered = next(field.options for field in form.fields if field.name == "outcome")
            sent["outcome"] = ("deferred" if "deferred" in {option.id for option in offered} else "discussed",)
        case "appoint":
            people = meeting.committee.people.values()
            sent["members"] = tuple(next(p.id for p in people if p.is_party and p.side is side) for side in SIDES)
        case "plan":
            sent["cards"] = sent["cards"][:6]
        case "move_meeting" | "plan_next":
            sent["starts_on"] = ("2027-06-01",)
        case "merge":
            sent["into"] = sent.get("into", ())[:1]
    return sent


SIDES = (Side.MANAGEMENT, Side.EMPLOYEES)
RULES = {"more_check_points": "", "days": "9", "notice_months": "3", "starts_time": "10.00", "name": "Plausible Persen",
         "new_work_hours": "2,5", "training_hours": "2"}  # fmt: skip


def _answer(field: Field) -> tuple[str, ...]:
    match field:
        case TextField(name=name) if name in RULES:
            return (RULES[name],)
        case TextField():
            return (f"{TYPED} ord"[: field.max_chars],)
        case ChoiceField():
            return (field.options[0].id,) if field.options else ()
        case DateField(name="start_on" | "end_on"):
            return ("2027-06-01",)
        case DateField():
            return ("2027-01-04",)


# --- What stands on a card


def lines(element: Element) -> Iterator[Line]:
    """Give the lines of an element that people read, those of its controls left out."""
    match element:
        case Heading() | Paragraph() | Notice():
            yield element.text
        case Bullets():
            yield from element.items
        case Facts():
            yield from ((label, ": ", *line) for label, line in element.rows)
        case Buttons():
            yield from (button.about for button in element.buttons)
        case Form():
            yield element.about


def inlines(cards: tuple[Card, ...]) -> Iterator[Inline]:
    """Give every piece of text that stands in a line."""
    for card in cards:
        yield from card.title
        for element in card.body:
            yield from chain.from_iterable(lines(element))


def labels(cards: tuple[Card, ...]) -> Iterator[str]:
    """Give every label, help and option, which are our own words."""
    for control in controls(cards):
        yield control.label
        for field in control.fields if isinstance(control, Form) else ():
            yield field.label
            yield field.help
            yield from (option.label for option in field.options) if isinstance(field, ChoiceField) else ()


def fields_of(cards: tuple[Card, ...]) -> Iterator[tuple[Form, Field]]:
    """Give every field with its form."""
    for control in controls(cards):
        if isinstance(control, Form):
            yield from ((control, field) for field in control.fields)


def text_of(inline: Inline) -> str:
    return inline if isinstance(inline, str) else inline.text


def read(cards: tuple[Card, ...]) -> str:
    """Give everything that can be read on some cards, what stands in fields included."""
    values = (
        value
        for _, field in fields_of(cards)
        for value in ((field.value,) if isinstance(field, DateField) else field.values)
    )
    return "\n".join((*map(text_of, inlines(cards)), *labels(cards), *values))
