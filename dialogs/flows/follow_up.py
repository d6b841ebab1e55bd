"""The follow-up group: who follows a chosen pilot, when they are asked, and what makes it stop."""

import re

from dialogs.cards import Bullets, Card, Element, Facts, Form, Heading, Line, Paragraph, Said
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import about_pilot, about_proposal, tell
from dialogs.flows.options import somebody
from dialogs.flows.reading import Reader
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, Field, Option, TextField, one
from dialogs.model import appointing, closing, scaling
from dialogs.model.agenda import Phase
from dialogs.model.followed import Advice
from dialogs.model.ids import ItemId, PersonId, ProposalId
from dialogs.model.items import Item
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.pilots import PilotState, Proposal, StopCriterion
from dialogs.outbound import Post
from dialogs.wording.letters import capital

STOP_SLOTS = 5
_CONCLUDED = frozenset({PilotState.ADOPTED, PilotState.ADJUSTED, PilotState.STOPPED})
_STOP = re.compile(r"stop\.(\d{1,2})")


def on_appoint(act: Act) -> Decision:
    """Appoint the follow-up group."""
    members = [PersonId(person) for person in act.read.several("members")]
    rules = (*act.read.several("check_points"), *act.read.texts("more_check_points"))
    after = appointing.appoint(
        act.meeting,
        act.who,
        ItemId(act.on),
        members,
        act.read.maybe("mandate"),
        rules,
        stop_criteria_from(act.read),
        act.today,
    )
    found = after.proposals.get(ProposalId(act.on))
    before = act.meeting.proposals.get(ProposalId(act.on))
    if found is None or found.state is not PilotState.SELECTED or (before and before.state is found.state):
        return done(after, act.words.appointed, audit=AuditEntry("appoint", act.on))
    # After the meeting: with its follow-up group the pilot is selected.
    posts = (about_proposal(act, found, f"settled.{found.id}.{found.version}"), *chosen_posts(act, after))
    return done(after, act.words.appointed, *posts, audit=AuditEntry("appoint", act.on))


def stop_criteria_from(read: Reader) -> tuple[StopCriterion, ...]:
    """Read the numbered stop criteria with the person who says stop.

    Raises:
        Refusal: what reading the texts raises.
    """
    numbers = sorted(int(found.group(1)) for name in read.fields if (found := _STOP.fullmatch(name)))
    criteria = []
    for number in numbers:
        text, who = read.maybe(f"stop.{number}"), read.raw(f"stop_who.{number}")
        if text:
            criteria.append(StopCriterion(text, PersonId(who) if who else None))
    return tuple(criteria)


def stop_fields(view: View, criteria: tuple[StopCriterion, ...]) -> tuple[Field, ...]:
    """Give a text and a person for each stop criterion, and a few empty ones."""
    words = view.words
    people = sorted(view.meeting.committee.people.values(), key=lambda person: person.name)
    options = (Option("", words.nobody), *map(somebody, people))
    fields: list[Field] = []
    for number in range(1, max(STOP_SLOTS, len(criteria) + 1) + 1):
        known = criteria[number - 1] if number <= len(criteria) else StopCriterion("")
        example = words.field_help("stop_criteria") if number == 1 else ""
        fields.append(TextField(f"stop.{number}", words.stop_label(number), example, one(known.text)))
        who = known.who if known.who in view.meeting.committee.people else None
        name, label = f"stop_who.{number}", words.stop_who_label(number)
        fields.append(ChoiceField(name, label, options, values=(who or "",), closed=True))
    return tuple(fields)


def group_elements(view: View, item: Item) -> tuple[Element, ...]:
    """Show the follow-up group of an item and, to the formandskab, the form to appoint it."""
    if not (item.proposal and item.outcome and item.outcome.agreed and item.outcome.chosen):
        return ()
    body: list[Element] = list(_appointed(view, item))
    if view.who.in_formandskab and view.meeting.phase is Phase.PILOTS:
        body.append(appoint_form(view, item))
    return tuple(body)


def appoint_form(view: View, item: Item) -> Form:
    """Give the form in which a follow-up group is appointed."""
    label = view.words.appoint_again if item.group else view.words.appoint
    return Form(label, "appoint", _fields(view, item), item.id, about=(Said(item.title),), folded=True)


def chosen_posts(act: Act, after: Meeting) -> tuple[Post, ...]:
    """Tell the responsible leader of each pilot that was selected just now, everybody concerned of each that was
    adopted, adjusted or stopped, and of each that was agreed on without a follow-up group formandskab and proposer.
    """
    posts: list[Post] = []
    for key, found in sorted(after.proposals.items()):
        leader = found.short.responsible_leader
        before = act.meeting.proposals[key].state
        if found.state is PilotState.SELECTED and before is not found.state and leader not in {None, found.proposer}:
            assert leader is not None  # noqa: S101
            posts.append(about_pilot(act, found, leader))
        if before is not found.state and found.state in _CONCLUDED:
            everybody = {leader, *found.followers, *(person.id for person in after.committee.formandskab)}
            others = sorted(filter(None, everybody - {found.proposer}))
            posts += (about_pilot(act, found, each, to_extend(act, after, found, each)) for each in others)
        if appointing.waits_for_group(after, ItemId(key)):
            line: Line = (Said(found.title), " – ", act.words.pilot_waits_for_group)
            people = {person.id for person in after.committee.formandskab} | {found.proposer}
            posts += (tell(act, person, line, f"group.{key}") for person in sorted(people))
    return tuple(posts)


def to_extend(act: Act, after: Meeting, found: Proposal, person: PersonId) -> str:
    """Say to whoever may propose it that a meeting agreed to extend a pilot to more people; nothing to others."""
    agreed, someone = closing.agreed_on(after, found), after.committee.people.get(person)
    wanted = agreed is not None and agreed[0] is Advice.SCALE
    return act.words.scale_agreed if wanted and someone and scaling.may_scale(after, someone, found) else ""


def group_in_short(view: View, item: Item) -> tuple[Element, ...]:
    """Show who is in the follow-up group of an item and when it looks, for the room."""
    words, group, people = view.words, item.group, view.meeting.committee.people
    if group is None:
        return ()
    names = words.listing([people[person].name for person in group.members])
    points = ", ".join(words.check_point(point.rule, "") for point in group.check_points)
    return (
        Facts(((words.group_title, (names,)), *(((words.check_points_label, (capital(points),)),) if points else ()))),
    )


def _appointed(view: View, item: Item) -> tuple[Element, ...]:
    words, group, people = view.words, item.group, view.meeting.committee.people
    if group is None:
        return ()
    names = words.listing([people[person].name for person in group.members])
    points = tuple(
        (capital(words.check_point(point.rule, view.date(point.on) if point.on else "")),)
        for point in group.check_points
    )
    stops = tuple(
        (Said(stop.text), f" ({people[stop.who].name})") if stop.who else (Said(stop.text),)
        for stop in group.stop_criteria
    )
    body: list[Element] = [Heading((words.group_title,)), Facts(((words.members_label, (names,)),))]
    if points:
        body += [Heading((words.check_points_label,)), Bullets(points)]
    if stops:
        body += [Heading((words.field("stop_criteria"),)), Bullets(stops)]
    return tuple(body)


def task_card(view: View, item: Item) -> tuple[Card, ...]:
    """Give the task of a follow-up group on a card of its own: it is long, and alike from pilot to pilot."""
    if item.group is None:
        return ()
    title: Line = (f"{view.words.mandate_label}: ", Said(item.title))
    return (Card(f"task-{item.id}", title, (Paragraph((Said(item.group.mandate),)),), folded=True),)


def _fields(view: View, item: Item) -> tuple[Field, ...]:
    words, meeting, group = view.words, view.meeting, item.group
    assert item.proposal is not None  # noqa: S101
    people = sorted(meeting.committee.people.values(), key=lambda person: person.name)
    # Who has left cannot follow anything.
    there = meeting.present(view.today).people if meeting.stage is Stage.ENDED else meeting.committee.people
    parties = tuple(somebody(person) for person in people if person.is_party and person.id in there)
    chosen = tuple(member for member in group.members if member in there) if group else ()
    more, usual = meeting.proposals[item.proposal].more, view.content.check_points
    rules = tuple(point.rule for point in group.check_points) if group else usual
    points = appointing.in_order((*usual, *rules), more.start_on)
    stops = group.stop_criteria if group else more.stop_criteria
    return (
        ChoiceField("members", words.members_label, parties, words.members_help, chosen, many=True),
        TextField(
            "mandate", words.mandate_label, values=(group.mandate if group else view.content.mandate,), long=True
        ),
        ChoiceField(
            "check_points",
            words.check_points_label,
            tuple(Option(point.rule, capital(words.check_point(point.rule, ""))) for point in points),
            values=rules,
            many=True,
        ),
        TextField("more_check_points", words.more_check_points, words.more_check_points_help, many=True),
        *stop_fields(view, stops),
    )
