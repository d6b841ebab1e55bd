"""One person's overview across all their meetings: what waits, when they meet, their proposals, what was decided.

Nothing is worked out a second time here: what waits for somebody is what their own screens let them do.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dialogs.cards import Bullets, Button, Buttons, Card, Element, Facts, Form, Line, Paragraph, Said, Weight
from dialogs.commands import Command, Topic
from dialogs.flows.attending import is_day
from dialogs.flows.membership import change_form
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, DateField
from dialogs.model.ids import CommitteeId, ProposalId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.pilots import PilotState, Proposal
from dialogs.model.summarizing import waiting
from dialogs.screens import personal
from dialogs.wording import Wording

# More would not be an overview.
MOST_MEETINGS = 10
MOST_LINES = 20
OPEN_MEETING = "open_meeting"
Control = Button | Form
Waits = Callable[[View, Control], bool]
SIGNATURES = ("sign_minutes", "sign_announcement", "sign_summary")


def overview(views: Sequence[View], words: Wording) -> tuple[Card, ...]:
    """Give everything at once, the most urgent first. `views` are as a list of meetings has them: what lasts, what
    comes, what is over.
    """
    if not views:
        return (Card("meetings", (words.meetings_title,), (Paragraph((words.no_meetings,)), Paragraph((words.join,)))),)
    cards = (*to_sign(views, words), tasks(views, words), meetings(views, words), proposals(views, words),
             decisions(views, words), *lists(views))  # fmt: skip
    return tuple(_leading_there_once(cards))


def _leading_there_once(cards: Iterable[Card]) -> Iterator[Card]:
    """Keep of the buttons that lead to a meeting the first."""
    led: set[str] = set()
    for card in cards:
        body: list[Element] = []
        for element in card.body:
            there = {each.on for each in element.buttons} if isinstance(element, Buttons) else set()
            if not there or not there <= led:
                body.append(element)
            led |= there
        yield replace(card, body=tuple(body))


def answer(command: Command, views: Sequence[View], words: Wording) -> tuple[Card, ...]:
    """Give what somebody asked for in words. A proposal, a language and a new committee have forms of their own."""
    match command.topic:
        case Topic.OVERVIEW:
            return overview(views, words)
        case Topic.MEETINGS:
            return (meetings(views, words),)
        case Topic.TASKS:
            return (*to_sign(views, words), tasks(views, words))
        case Topic.DECISIONS:
            return (decisions(views, words),)
        case Topic.HELP:
            return (can_be_said(words),)
        case None:
            return (can_be_said(words, words.not_understood),)
        case _:
            return (proposals(views, words),)


def can_be_said(words: Wording, before: str = "") -> Card:
    """Give the words that can be written. `before` says why it is shown, where nobody asked."""
    lines = tuple((words.topic(topic),) for topic in Topic)
    return Card("help", (words.about_title,), (Paragraph((before or words.you_can_write,)), Bullets(lines)))


def to_sign(views: Sequence[View], words: Wording) -> tuple[Card, ...]:
    """Show those who sign what waits for their signature."""
    found = [(view, action) for view, action in _waiting(views) if action in SIGNATURES]
    return (Card("to-sign", (words.to_sign_title,), _told(found, words)),) if found else ()


def tasks(views: Sequence[View], words: Wording) -> Card:
    """Show what else waits for somebody."""
    found = [(view, action) for view, action in _waiting(views) if action not in SIGNATURES]
    return Card("tasks", (words.tasks_title,), _told(found, words) or (Paragraph((words.nothing_to_do,)),))


def _told(found: list[tuple[View, str]], words: Wording) -> tuple[Element, ...]:
    body: list[Element] = []
    for view in {each.meeting.id: each for each, _ in found}.values():
        lines = tuple((words.task(action),) for each, action in found if each is view)
        body += [Paragraph(_meeting(view, words)), Bullets(lines), _open(view, words)]
    return tuple(body)


def _meeting(view: View, words: Wording) -> Line:
    day, at = view.when(view.meeting.starts_at)
    return (Said(view.meeting.committee.name), f", {day} {words.at_clock(at)}")


def _open(view: View, words: Wording) -> Buttons:
    weight = Weight.MAIN if view.meeting.stage is Stage.RUNNING else Weight.PLAIN
    return Buttons(
        (Button(words.open_meeting, OPEN_MEETING, view.meeting.id, about=_meeting(view, words), weight=weight),)
    )


def _waiting(views: Sequence[View]) -> Iterator[tuple[View, str]]:
    """Give what waits on each screen, each thing once a meeting, in the order of `TASKS`."""
    for view in [each for each in views if _has_work(each.meeting)][:MOST_MEETINGS]:
        offered = list(_controls(personal(view)))
        for action, waits in TASKS.items():
            if any(control.action == action and waits(view, control) for control in offered):
                yield view, action


def _has_work(meeting: Meeting) -> bool:
    return meeting.stage is not Stage.CANCELLED or bool(waiting(meeting))


def _controls(cards: tuple[Card, ...]) -> Iterator[Control]:
    for element in (each for card in cards for each in card.body):
        match element:
            case Form():
                yield element
            case Buttons(buttons):
                yield from buttons
            case _:
                pass


def _always(_: View, __: Control) -> bool:
    return True


def _for_oneself(_: View, control: Control) -> bool:
    # Folded, it changes what was said before; on somebody, it is said for another.
    return not control.on and isinstance(control, Form) and not control.folded


def _nobody_named(view: View, _: Control) -> bool:
    return not view.meeting.signers


def _left_open(_: View, control: Control) -> bool:
    """Say whether a choice in the form has no answer yet."""
    fields = control.fields if isinstance(control, Form) else ()
    return any(isinstance(field, ChoiceField) and not field.values for field in fields)


def _untouched(_: View, control: Control) -> bool:
    """Say whether nothing in the form is answered yet."""
    fields = control.fields if isinstance(control, Form) else ()
    return not any(field.value if isinstance(field, DateField) else any(field.values) for field in fields)


def _unchecked(view: View, control: Control) -> bool:
    return view.meeting.proposals[ProposalId(control.on.partition(".")[0])].state is PilotState.SUBMITTED


def _owed(_: View, control: Control) -> bool:
    # Folded, it is only possible.
    return isinstance(control, Form) and not control.folded


def _today(view: View, _: Control) -> bool:
    return is_day(view)


TASKS: Mapping[str, Waits] = {
    "sign_minutes": _always,
    "sign_announcement": _always,
    "sign_summary": _always,
    "check_point": _always,
    "evaluate": _owed,
    "admit": _always,
    "arrive": _today,
    "substitute_for": _for_oneself,
    "name_signer": _nobody_named,
    "hand_in": _always,
    "take_positions": _left_open,
    "confirm_outcome": _always,
    "approve_minutes": _always,
    "start_pilot": _always,
    "take_evaluation": _always,
    "answer_check": _unchecked,
    "agree_agenda": _always,
    "answer_inventory": _untouched,
    "answer_field": _always,
    "submit_proposal": _always,
}


def meetings(views: Sequence[View], words: Wording) -> Card:
    """Show when somebody meets, and lead there."""
    body: list[Element] = []
    for view in views[:MOST_MEETINGS]:
        stage = view.meeting.stage
        state = {
            Stage.RUNNING: words.lasts_now,
            Stage.ENDED: words.meeting_over,
            Stage.CANCELLED: words.cancelled_title,
        }.get(stage, "")
        line = _meeting(view, words)
        body += [Paragraph((*line, f" – {state}") if state else line), _open(view, words)]
    return Card("meetings", (words.meetings_title,), tuple(body) or (Paragraph((words.no_meetings,)),))


def proposals(views: Sequence[View], words: Wording) -> Card:
    """Show somebody's own proposals, each with its state."""
    own: dict[ProposalId, tuple[View, Proposal]] = {}
    for view in views:
        for key, found in view.meeting.proposals.items():
            if found.proposer == view.who.id and found.state is not PilotState.WITHDRAWN:
                own.setdefault(key, (view, found))
    lines: list[Line] = [
        (Said(found.title), f" – {words.pilot_state(found.state)} (", Said(view.meeting.committee.name), ")")
        for _, (view, found) in sorted(own.items())
    ]
    return Card("my-proposals", (words.my_proposals_title,), _lines(lines, words.no_own_proposals, words))


def decisions(views: Sequence[View], words: Wording) -> Card:
    """Show what somebody's committees came to; closed items only to the two sides and those who lead."""
    lines: list[Line] = []
    for view in (each for each in views if each.meeting.stage is Stage.ENDED):
        sees_closed = view.who.may_lead or view.who.is_party
        for item in view.meeting.in_order():
            if item.outcome and item.outcome.settled and (sees_closed or not item.closed):
                kind = words.informed if item.outcome.informs else words.outcome(item.outcome.kind)
                where: Line = (" (", *_meeting(view, words), ")")
                lines.append((Said(item.title), f" – {kind}", *where))
    return Card("decisions", (words.decisions_title,), _lines(lines, words.no_decisions, words))


def _lines(lines: list[Line], otherwise: str, words: Wording) -> tuple[Element, ...]:
    if not lines:
        return (Paragraph((otherwise,)),)
    more = (Paragraph((words.more_left_out,)),) if len(lines) > MOST_LINES else ()
    return (Bullets(tuple(lines[:MOST_LINES])), *more)


def lists(views: Sequence[View]) -> tuple[Card, ...]:
    """Let those who keep a committee's list change it."""
    kept: dict[CommitteeId, View] = {}
    for view in views:
        if view.who.may_lead:
            kept.setdefault(view.meeting.committee.id, view)
    return tuple(
        Card(
            f"list-{view.meeting.committee.id}",
            (view.words.list_title,),
            (
                Facts(((view.words.committee_name_label, (Said(view.meeting.committee.name),)),)),
                change_form(view.meeting.committee, view.words),
            ),
        )
        for view in list(kept.values())[:MOST_MEETINGS]
    )
