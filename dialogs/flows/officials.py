"""Flags whose owner is in no committee: what they are shown of a proposal, and their answer."""

from dialogs.cards import Element, Facts, Heading, Said
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.checking import answered, clear_form, flag_lines
from dialogs.flows.proposal_lines import field_line
from dialogs.flows.view import View
from dialogs.model import checking, screening
from dialogs.model.ids import ProposalId
from dialogs.model.officials import Official
from dialogs.model.pilots import Proposal

# As much of a proposal as an answer needs. Who had the idea is not in it.
SHOWN = ("trial", "tool", "ai_does", "people_do", "participants", "data_kinds", "data_types")


def on_answer_flag(act: Act) -> Decision:
    """Write down how a flag was cleared up, and tell those who wait for it. `on` is as in `checking.on_answer_flag`."""
    assert act.official is not None  # noqa: S101
    name, _, question = act.on.partition(".")
    on, text = ProposalId(name), act.read.text("text")
    after = checking.clear_as_owner(act.meeting, act.official, on, question, text, act.seen, act.today)
    posts = answered(act, after.proposals[on], question, act.words.owner(act.official.owner))
    return done(after, act.words.flag_saved, *posts, audit=AuditEntry("answer_flag", f"{on}.{question}"))


def show(view: View, official: Official, found: Proposal) -> tuple[Element, ...]:
    """Show what a proposal is about, and a form for each open flag of this owner; nothing where there is none."""
    mine = checking.open_for(found, official.owner)
    if not mine:
        return ()
    flags = screening.result(view.content.screening, found.check.answers, view.today).flags
    rows = tuple((view.words.field(name), line) for name in SHOWN if (line := field_line(view, found, name)))
    body: list[Element] = [Heading((Said(found.title),)), Facts(rows)]
    for each in mine:
        raised = (flag for flag in flags if flag.question == each.question)
        lines = (line for flag in raised for line in flag_lines(view, found, flag))
        # A duty of the law has no question that raised it.
        body += [*lines] or [Heading((Said(each.text),))]
        body.append(clear_form(view, found, each))
    return tuple(body)
