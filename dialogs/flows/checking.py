"""The check before start as a conversation: one question at a time, kept at every step, and what it comes to."""

from dialogs.cards import Bullets, Button, Buttons, Card, Element, Facts, Form, Heading, Line, Paragraph, Said, Tone
from dialogs.cards import Notice as Mark
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import about_proposal, tell
from dialogs.flows.options import a_text
from dialogs.flows.proposal_lines import field_line, light_said
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, TextField, one
from dialogs.model import appointing, checking, screening
from dialogs.model.ids import ProposalId
from dialogs.model.people import Role
from dialogs.model.pilots import Condition, Light, Proposal
from dialogs.model.screening import CHOICES, Flag, Kind, Question, Result
from dialogs.outbound import Post

# After this the texts of the check are to be looked at again.
OLD_AFTER_MONTHS = 6
_TONES = {Light.GREEN: Tone.GOOD, Light.YELLOW: Tone.WARNING, Light.RED: Tone.STOP}


def on_answer_check(act: Act) -> Decision:
    """Keep the answer to one question. The last one tells the proposer what the check came to.

    `on` is the proposal, the question and, on a button, the answer, with dots between.
    """
    on, question, pressed = (*act.on.split("."), "", "")[:3]
    before, rules = act.meeting.proposals.get(ProposalId(on)), act.content.screening
    typed = any(each.id == question and each.kind is Kind.TEXT for each in rules.questions)
    said = act.read.maybe("answer") if typed else pressed
    after = checking.answer(act.meeting, act.who, ProposalId(on), question, said, act.seen, rules, act.today)
    found = after.proposals[ProposalId(on)]
    if checking.asking(rules, found, act.today):
        return done(after, act.words.check_saved)
    same = before and (before.state, before.light) == (found.state, found.light)
    told = not same and found.proposer != act.by
    light = light_said(act.words, found.light, found) if found.light else ""
    posts = (about_proposal(act, found, f"check.{on}.{found.version}", more=light),) if told else ()
    return done(after, act.words.check_done, *posts, audit=AuditEntry("check", on))


def on_ask_again(act: Act) -> Decision:
    """Ask a question once more."""
    on, question = ProposalId(act.on), act.read.raw("question")
    after = checking.ask_again(act.meeting, act.who, on, question, act.seen, act.content.screening)
    return done(after, act.words.check_again)


def on_answer_flag(act: Act) -> Decision:
    """Write down how a flag was cleared up, and tell those who wait for it where it was open till now.

    `on` is the proposal and the flag, with a dot between.
    """
    on, _, question = act.on.partition(".")
    text = act.read.text("text")
    after = checking.clear(act.meeting, act.who, ProposalId(on), question, text, act.seen, act.today)
    before = act.meeting.proposals[ProposalId(on)]
    was_open = any(each.question == question and each.is_open for each in before.conditions)
    name = act.meeting.committee.people[act.who].name
    posts = answered(act, after.proposals[before.id], question, name) if was_open else ()
    return done(after, act.words.flag_saved, *posts, audit=AuditEntry("answer_flag", f"{on}.{question}"))


def answered(act: Act, found: Proposal, question: str, by: str) -> tuple[Post, ...]:
    """Tell those who wait for a flag that it was answered, but for whoever did it.

    They are the formandskab, the proposer and the responsible leader.
    """
    now = act.meeting.present(act.today)
    waiting = {*(each.id for each in now.formandskab), found.proposer, found.short.responsible_leader} - {act.by}
    matter = next(each.matter for each in found.conditions if each.question == question)
    line: Line = (Said(found.title), " – ", act.words.flag_answered(by, matter))
    key = f"flag.{found.id}.{found.version}"
    return tuple(tell(act, each.id, line, key) for each in now.by_name if each.id in waiting)


def card(view: View, found: Proposal) -> Card:
    """Show the question to answer now, or else, folded, what the check came to."""
    rules, words = view.content.screening, view.words
    name = checking.asking(rules, found, view.today)
    title: Line = (f"{words.check_title}: ", Said(found.title))
    if name:
        asked = (*_question(view, found, rules.question(name)), *change_form(view, found))
        return Card(f"check-{found.id}", title, asked)
    result = screening.result(rules, found.check.answers, view.today)
    return Card(f"check-{found.id}", title, outcome(view, found, result), folded=True)


def afterwards(view: View, found: Proposal) -> tuple[Element, ...]:
    """Give what can be done about a check that is done: clear its flags up, or change an answer."""
    if checking.asking(view.content.screening, found, view.today):
        return ()
    return (*clearing(view, found), *change_form(view, found))


def _question(view: View, found: Proposal, question: Question) -> tuple[Element, ...]:
    words, seen = view.words, str(found.check.version)
    on, about = f"{found.id}.{question.id}", (f"{question.id} ", Said(found.title))
    known = screening.counting(view.content.screening, found.check.answers)
    number = 1 + len([name for name in known if name != question.id])
    body: list[Element] = [] if known else [Paragraph((words.check_purpose,))]
    if found.check.again:
        body.append(Mark(Tone.NEUTRAL, (words.check_again,)))
    body += [Heading((words.check_number(number),)), Paragraph((question.text,))]
    if question.help:
        body.append(Paragraph((question.help,)))
    if stands := field_line(view, found, question.recalls) if question.recalls else ():
        body.append(Paragraph((words.proposal_says, " ", *stands)))
    if question.kind is Kind.TEXT:
        values = one(found.check.answers.get(question.id))
        field = TextField("answer", words.check_answer_label, words.check_may_stay_empty, values, long=True)
        # Where a form opens in a window, the question has to stand there too.
        asked: Line = (Said(found.title), ": ", question.text)
        return (*body, Form(words.check_next, "answer_check", (field,), on, seen, asked))
    buttons = (
        Button(words.check_said(said), "answer_check", f"{on}.{said}", seen, about) for said in CHOICES[question.kind]
    )
    return (*body, Buttons(tuple(buttons)))


def change_form(view: View, found: Proposal) -> tuple[Element, ...]:
    """Let an answer be given anew."""
    words, rules = view.words, view.content.screening
    options = tuple(
        a_text(name, f"{_said(view, rules.question(name), answer)}: {rules.question(name).text}")
        for name, answer in screening.counting(rules, found.check.answers).items()
        if name != found.check.again
    )
    if not options:
        return ()
    field = ChoiceField("question", words.check_which, options, required=True)
    about = (Said(found.title),)
    return (Form(words.check_change, "ask_again", (field,), found.id, str(found.check.version), about, folded=True),)


def _said(view: View, question: Question, answer: str) -> str:
    return view.words.check_said(screening.seen(question, answer))


def outcome(view: View, found: Proposal, result: Result) -> tuple[Element, ...]:
    """Show what a check came to: the light in words, and for each flag why, who, when and what was answered."""
    words = view.words
    body: list[Element] = [Mark(_TONES[result.light], (light_said(words, result.light, found),))]
    if result.exit is screening.Exit.LIGHT_TRIAL:
        body.append(Paragraph((words.check_light_trial,)))
    if result.template:
        body.append(Paragraph((words.check_template(result.template),)))
    if result.escalate:
        body.append(Mark(Tone.WARNING, (words.check_goes_up,)))
    if result.high_risk:
        body.append(Mark(Tone.WARNING, (words.check_high_risk,)))
    if not result.flags:
        body.append(Paragraph((words.check_nothing_to_clear,)))
    for flag in result.flags:
        body += flag_lines(view, found, flag)
    body += _duties(view, result)
    body.append(Paragraph((words.check_no_judgement,)))
    return (*body, *_age(view))


def flag_lines(view: View, found: Proposal, flag: Flag) -> tuple[Element, ...]:
    """Show a flag: why, who, until when, what was answered, and how it was cleared up."""
    words, rule, question = view.words, flag.rule, view.content.screening.question(flag.question)
    basis = words.as_of(rule.basis, view.date(rule.as_of)) if rule.as_of else rule.basis
    rows: list[tuple[str, Line]] = [(words.flag_why, (rule.why,)), (words.flag_owner, (words.owner(rule.owner),))]
    if rule.due:
        rows.append((words.flag_due, (words.due(rule.due),)))
    if flag.answer:
        rows.append((words.flag_said, (_said(view, question, flag.answer),)))
    rows.append((words.flag_basis, (basis,)))
    known = next((each for each in found.conditions if each.question == flag.question), None)
    if known:
        rows.append((words.flag_cleared, cleared(view, known)))
    return (Heading((f"{flag.question}: {rule.condition}",)), Facts(tuple(rows)))


def cleared(view: View, condition: Condition) -> Line:
    """Say how a condition was cleared up, for whom and by whom, or that it was not yet."""
    words = view.words
    if condition.is_open or condition.confirmed_by is None or condition.confirmed_on is None:
        return (words.flag_open,)
    person = view.meeting.committee.people.get(condition.confirmed_by)
    name = condition.confirmed_as or (person.name if person else words.nobody)
    by = words.flag_cleared_by(words.owner(condition.owner), name, view.date(condition.confirmed_on))
    return (Said(condition.answer), f" ({by})")


def clearing(view: View, found: Proposal) -> tuple[Element, ...]:
    """Let those who may write down how each condition was cleared up."""
    return tuple(
        clear_form(view, found, condition)
        for condition in found.conditions
        if condition.question and checking.may_clear(view.meeting, view.who, found, condition)
    )


def clear_form(view: View, found: Proposal, condition: Condition) -> Form:
    """Give the form in which somebody writes down how a condition was cleared up."""
    words, on = view.words, f"{found.id}.{condition.question}"
    field = TextField(
        "text", words.flag_clear_label, words.flag_clear_help, one(condition.answer), required=True, long=True
    )
    about: Line = (Said(found.title), ": ", Said(condition.matter))
    label = words.flag_clear if condition.is_open else words.flag_clear_again
    return Form(label, "answer_flag", (field,), on, str(found.version), about, folded=True)


def _duties(view: View, result: Result) -> tuple[Element, ...]:
    words, body = view.words, list[Element]()
    if result.duties:
        body += [Heading((words.check_result,)), Bullets(tuple((duty.text,) for duty in result.duties))]
    for day in sorted({duty.active_from for duty in result.coming}):
        coming = (duty for duty in result.coming if duty.active_from == day)
        lines = tuple((f"{duty.text}. {words.as_of(duty.basis, view.date(duty.as_of))}",) for duty in coming)
        body += [Heading((words.check_from_day(view.date(day)),)), Bullets(lines)]
    return tuple(body)


def _age(view: View) -> tuple[Element, ...]:
    """Mark to HR that texts were not looked at for long."""
    oldest = view.content.screening.oldest
    if Role.HR not in view.who.roles or oldest is None or view.today <= appointing.later(oldest, OLD_AFTER_MONTHS):
        return ()
    return (Mark(Tone.WARNING, (view.words.check_is_old(view.date(oldest)),)),)
