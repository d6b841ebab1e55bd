"""The door: asking to be let in with the code on the room's screen, letting in, and putting a new name on the list."""

from dialogs.cards import Button, Buttons, Card, Element, Facts, Form, Heading, Line, Said, Tone, Weight
from dialogs.cards import Notice as Mark
from dialogs.flows.acting import Act, AuditEntry, Decision
from dialogs.flows.attending import told_of
from dialogs.flows.standing_in import may_enter_for
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, Option, TextField
from dialogs.model import door, joining
from dialogs.model.ids import PersonId, Ticket
from dialogs.model.meeting import Meeting
from dialogs.model.people import Role, Side
from dialogs.outbound import Answer

NAME_CHARS = 80
SIDES = (Side.EMPLOYEES, Side.MANAGEMENT, Side.NONE)


def on_asked_in(act: Act, who: PersonId, ticket: Ticket) -> Decision:
    """Let somebody wait at the door."""
    return Decision(door.ask(act.meeting, ticket, who, act.now), Answer(act.words.you_wait))


def on_admit(act: Act) -> Decision:
    """Let one in."""
    ticket = Ticket(act.on)
    after = door.admit(act.meeting, act.by, ticket, act.now)
    return _came_in(act, after, (ticket,))


def on_admit_all(act: Act) -> Decision:
    """Let everybody in who is on the screen and waits alone under a name."""
    after, tickets = door.admit_all(act.meeting, act.by, act.seen, act.now)
    return _came_in(act, after, tickets)


def _came_in(act: Act, after: Meeting, tickets: tuple[Ticket, ...]) -> Decision:
    came = {ticket: act.meeting.waiting[ticket].person for ticket in tickets}
    people = after.committee.people
    posts = tuple(post for who in came.values() for post in told_of(act, after, who))
    text = act.words.let_in_now([people[who].name for who in came.values()])
    audit = tuple(AuditEntry("admit", who) for who in came.values())
    return Decision(after, Answer(text), posts, audit, came)


def on_turn_away(act: Act) -> Decision:
    """Turn one away, or everybody who waits."""
    after = door.turn_away(act.meeting, act.by, Ticket(act.on) if act.on else None)
    return Decision(after, Answer(act.words.turned_away))


def on_add_person(act: Act) -> Decision:
    """Put somebody on the list whom nobody had listed."""
    name = act.read.text("name", max_chars=NAME_CHARS)
    side = Side.TEAM if act.meeting.committee.is_team else act.read.choice("side", Side)
    role = act.read.choice("role", Role)
    after = joining.add(act.meeting, act.by, name, side, role, act.fresh)
    return Decision(after, Answer(act.words.added(name)), audit=(AuditEntry("add_person", act.fresh.id()),))


def waiting(view: View) -> tuple[Card, ...]:
    """Show those who let people in who waits, since when, and under which name."""
    meeting, words = view.meeting, view.words
    if not meeting.waiting or not may_enter_for(meeting, view.who):
        return ()
    people = meeting.committee.people
    order = sorted(meeting.waiting.items(), key=lambda each: (each[1].at, each[0]))
    body: list[Element] = []
    alone = door.clear(meeting)
    if len(alone) > 1:
        label = words.let_all_in if len(alone) == len(order) else words.let_in_who_is_alone
        body.append(Buttons((Button(label, "admit_all", seen=door.stamp(meeting), weight=Weight.MAIN),)))
    for ticket, each in order:
        person = people[each.person]
        about: Line = (Said(person.name),)
        body.append(Facts(((words.at_door_label, about), (words.since_label, (words.at_clock(view.clock(each.at)),)))))
        if door.asked_twice(meeting, person.id):
            body.append(Mark(Tone.WARNING, (words.asked_twice,)))
        weight = Weight.MAIN if len(order) == 1 else Weight.PLAIN
        admit = Button(words.let_in, "admit", ticket, about=about, weight=weight)
        body.append(Buttons((admit, Button(words.turn_away, "turn_away", ticket, about=about, weight=Weight.QUIET))))
    if len(order) > 1:
        # Chats put buttons that follow one another into one row, and this is no neighbour of "turn away".
        body.append(Heading((words.turn_all_away_title,)))
        body.append(Buttons((Button(words.turn_all_away, "turn_away", weight=Weight.QUIET),)))
    return (Card("at-door", (words.at_door_title,), tuple(body)),)


def adding(view: View) -> tuple[Card, ...]:
    """Let those who lead put somebody on the list."""
    meeting, words = view.meeting, view.words
    if meeting.stage.is_over or not view.who.may_lead:
        return ()
    sides = tuple(Option(side, words.side_of(side)) for side in SIDES)
    # In a team nobody has a side.
    asked = () if meeting.committee.is_team else (ChoiceField("side", words.side_label, sides, required=True),)
    fields = (
        TextField("name", words.name_label, words.add_person_help, required=True, max_chars=NAME_CHARS),
        *asked,
        ChoiceField("role", words.role_label, tuple(Option(role, words.role(role)) for role in joining.ROLES)),
    )
    form = Form(words.add_person, "add_person", fields, folded=True)
    return (Card("add-person", (words.add_person_title,), (form,)),)
