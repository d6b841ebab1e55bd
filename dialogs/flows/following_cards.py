"""What people see of pilots that are followed: questions, what waits, and evaluations for the next meeting."""

from dialogs.cards import (
    Bullets,
    Button,
    Buttons,
    Card,
    Element,
    Facts,
    Form,
    Heading,
    Line,
    Paragraph,
    Said,
    Tone,
    Weight,
)
from dialogs.cards import Notice as Mark
from dialogs.flows import undiscussed
from dialogs.flows.follow_up import appoint_form, task_card
from dialogs.flows.following import EVALUATED, LINE_CHARS
from dialogs.flows.options import a_text
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, DateField, Field, Option, TextField, iso, one
from dialogs.model import appointing, check_points, following
from dialogs.model.followed import Advice, Answer, Course, Evaluated, Evaluation
from dialogs.model.items import FollowUpGroup, Item
from dialogs.model.meeting import Stage
from dialogs.model.pilots import PilotState
from dialogs.wording import Wording
from dialogs.wording.letters import capital


def show(view: View) -> tuple[Card, ...]:
    """Show the pilots that somebody follows: first what waits for the group, to the formandskab what waits on it."""
    found = check_points.followed(view.meeting)
    seen = ((item, group) for item, group in found if _may_see(view, item, group))
    return tuple(card for item, group in seen for card in (_followed(view, item, group), *task_card(view, item)))


def _may_see(view: View, item: Item, group: FollowUpGroup) -> bool:
    proposal = check_points.pilot(view.meeting, item)
    named = {proposal.short.responsible_leader, *proposal.stoppers} if proposal else set()
    return view.who.in_formandskab or view.who.id in {*group.members, *named}


def _followed(view: View, item: Item, group: FollowUpGroup) -> Card:
    words, known = view.words, check_points.state(view.meeting, item.id)
    mine = view.who.id in group.members
    owed = check_points.owes_evaluation(view.meeting, item) is not None
    body: list[Element] = [*_waits(view, item, group), *_stop_is_met(view, item)]
    if mine:
        body += _questions(view, item, group, Weight.PLAIN if owed else Weight.MAIN)
    if mine and owed:
        body.append(Paragraph((words.check_point_question(check_points.EVALUATION),)))
    if mine and following.may_evaluate(view.meeting, item):
        body.append(_evaluating(view, item, owed=owed))
    body += [*_anew(view, item), *_agreed(view, item, group)]
    if known.answers:
        body += [Heading((words.answers_title,)), Bullets(tuple(answer_line(words, each) for each in known.answers))]
    if known.evaluation:
        body += [Heading((words.evaluation_title,)), *evaluation_facts(words, known.evaluation)]
    return Card(f"follow-{item.id}", (words.follow_title, Said(item.title)), tuple(body))


def _evaluating(view: View, item: Item, *, owed: bool) -> Form:
    known = check_points.this_round(view.meeting, item)
    label = view.words.evaluate_again if known.evaluation else view.words.evaluate
    fields, about = _evaluation_fields(view, known.evaluation), (Said(item.title),)
    weight = Weight.MAIN if owed else Weight.PLAIN
    return Form(label, "evaluate", fields, item.id, str(known.version), about, weight, folded=not owed)


def _anew(view: View, item: Item) -> tuple[Element, ...]:
    """Let the formandskab appoint a group anew in which nobody of a side is left."""
    if not view.who.in_formandskab or not appointing.lacks_side(view.meeting, item.id, view.today):
        return ()
    return (Mark(Tone.WARNING, (view.words.group_is_incomplete,)), appoint_form(view, item))


def _agreed(view: View, item: Item, group: FollowUpGroup) -> tuple[Element, ...]:
    """Show what the group was given to hold the pilot against."""
    words, people = view.words, view.meeting.committee.people
    found, rows = check_points.pilot(view.meeting, item), list[tuple[str, Line]]()
    if found and found.more.baseline:
        rows.append((words.field("baseline"), (Said(found.more.baseline),)))
    rows += [(words.field("success_signs"), (Said(sign),)) for sign in following.signs(view.meeting, item)]
    for stop in group.stop_criteria:
        who: Line = (f" ({people[stop.who].name})",) if stop.who else ()
        rows.append((words.field("stop_criteria"), (Said(stop.text), *who)))
    return (Facts(tuple(rows)),) if rows else ()


def _stop_is_met(view: View, item: Item) -> tuple[Element, ...]:
    """Ask those who can stop a pilot, as long as it goes on though it should stop."""
    found = check_points.pilot(view.meeting, item)
    stops = check_points.stops_met(check_points.this_round(view.meeting, item))
    if found is None or found.state is not PilotState.RUNNING or view.who.id not in found.stoppers or not stops:
        return ()
    words = view.words
    return tuple(Mark(Tone.WARNING, (words.stop_is_met_you, " ", words.stop_met, Said(stop))) for stop in stops)


def _waits(view: View, item: Item, group: FollowUpGroup) -> tuple[Element, ...]:
    since = check_points.waits_since(view.meeting, item, view.today)
    if since is None:
        return ()
    text = view.words.waits_for_you if view.who.id in group.members else view.words.group_has_not_answered
    return (Mark(Tone.WARNING, (text(view.date(since)),)),)


def _questions(view: View, item: Item, group: FollowUpGroup, weight: Weight) -> list[Element]:
    words, today = view.words, view.today
    point = check_points.asked(view.meeting, item, today)
    if point is None:
        return []
    seen, about = following.stamp(view.meeting, item, today), (Said(item.title),)
    courses = tuple(Option(course, words.course(course)) for course in Course)
    fields: list[Field] = [
        ChoiceField("light", words.course_label, courses, required=True),
        TextField("text", words.one_line_label, words.one_line_help, max_chars=LINE_CHARS),
    ]
    for name, label, texts in (
        ("signs", words.signs_seen_label, following.signs(view.meeting, item)),
        ("stops", words.stops_met_label, tuple(stop.text for stop in group.stop_criteria)),
    ):
        if texts:
            options = tuple(a_text(str(number), text) for number, text in enumerate(texts, 1))
            fields.append(ChoiceField(name, label, options, many=True))
    until = DateField("until", words.until_label, value=iso(today + check_points.PATIENCE), required=True)
    return [
        Paragraph((capital(words.check_point(point.rule, view.date(point.on) if point.on else "")), ": ")),
        Paragraph((words.check_point_question(point.rule),)),
        Form(words.answer_check_point, "check_point", tuple(fields), item.id, seen, about, weight),
        Form(words.snooze, "snooze", (until,), item.id, seen, about, folded=True),
    ]


def answer_line(words: Wording, answer: Answer) -> Line:
    """Say what a group answered at a check-point."""
    line: Line = (f"{capital(words.check_point(answer.rule, words.date(answer.on)))}: {words.course(answer.course)}",)
    if answer.text:
        line = (*line, " – ", Said(answer.text))
    for label, texts in ((words.signs_seen, answer.signs), (words.stops_met, answer.stops)):
        for number, text in enumerate(texts):
            line = (*line, f". {label}: " if number == 0 else ", ", Said(text))
    return line


def evaluation_facts(words: Wording, found: Evaluation) -> tuple[Element, ...]:
    """Show an evaluation, what was left open left out."""
    rows: list[tuple[str, Line]] = [(words.advice_label, (words.advice(found.advice),))]
    rows += [(words.evaluated(name), (Said(text),)) for name in EVALUATED if (text := getattr(found, name))]
    return (Facts(tuple(rows)),)


def evaluation_lines(view: View, item: Item) -> tuple[Element, ...]:
    """Show what an item on the table is about, where it is the evaluation of a pilot or one that MED comes late to."""
    found = next((each for each in view.meeting.evaluated if each.item == item.evaluates), None)
    return evaluation_facts(view.words, found.evaluation) if found else undiscussed.discussed(view, item)


def to_take(view: View) -> tuple[Card, ...]:
    """Offer the formandskab the evaluations that lie on no table, before a meeting."""
    meeting = view.meeting
    if meeting.stage is not Stage.PLANNED or not view.who.in_formandskab:
        return ()
    return tuple(_offer(view, each) for each in meeting.evaluated if following.can_be_taken(meeting, each))


def _offer(view: View, found: Evaluated) -> Card:
    words, title = view.words, Said(found.title)
    button = Button(words.take_evaluation, "take_evaluation", found.item, str(found.version), (title,))
    body = (*evaluation_facts(view.words, found.evaluation), Buttons((button,)))
    return Card(f"evaluation-{found.item}", (words.evaluation_of(""), title), body)


def _evaluation_fields(view: View, known: Evaluation | None) -> tuple[Field, ...]:
    words = view.words
    advice = tuple(Option(each, words.advice(each)) for each in Advice)
    chosen = one(known.advice if known else None)
    texts = tuple(
        TextField(name, words.evaluated(name), values=one(getattr(known, name, "")), long=True, max_chars=LINE_CHARS)
        for name in EVALUATED
    )
    return (ChoiceField("advice", words.advice_label, advice, values=chosen, required=True), *texts)
