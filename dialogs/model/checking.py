"""The check before start of one proposal: answered question by question, changed, and what it leaves to be cleared up.

What a question or an answer means stands in `dialogs.model.screening`; here is who may answer and what is kept.
"""

from dataclasses import replace
from datetime import date

from dialogs.model import moves, proposing, rights, screening
from dialogs.model.ids import PersonId, ProposalId
from dialogs.model.meeting import Meeting
from dialogs.model.officials import Official
from dialogs.model.people import Person, Role
from dialogs.model.pilots import Check, Condition, Light, Owner, PilotState, Proposal
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.screening import Answers, Result, Rules

CHECKABLE = frozenset({PilotState.SUBMITTED, PilotState.SCREENED})
# Whoever owns a condition and sits in the committee may clear it up; the others are asked by those who check.
_OWNERS = {Owner.SAFETY_REP: Role.SAFETY_REP, Owner.HR: Role.HR}
# While these last, conditions can be cleared up.
CLEARABLE = frozenset(
    {
        *(PilotState.SCREENED, PilotState.SHORTLISTED, PilotState.DEFERRED, PilotState.SELECTED),
        *(PilotState.RUNNING, PilotState.PAUSED),
    }
)


def may_check(someone: Person, found: Proposal) -> bool:
    """Say whether somebody may answer the check: formandskab, secretary, HR and the proposer."""
    return someone.may_lead or Role.HR in someone.roles or found.proposer == someone.id


def asking(rules: Rules, found: Proposal, on: date) -> str:
    """Give the question that is to be answered now, or nothing when all are."""
    return found.check.again or screening.result(rules, found.check.answers, on).next


def answer(
    meeting: Meeting, who: PersonId, on: ProposalId, question: str, said: str, seen: str, rules: Rules, today: date
) -> Meeting:
    """Answer the question that is asked. The last answer makes the proposal `screened`.

    A changed answer clears what hung on it; what was cleared up before stays where its question was not touched.

    Raises:
        Refusal: `not_a_member`, `not_found`, `not_allowed`, `withdrawn`; `out_of_date` for another question than the
            one that is asked, and for an old screen; `unknown_choice` for an answer that the question does not have.
    """
    found = _checked(meeting, who, on)
    rights.same(found.check.version, seen)
    if question != asking(rules, found, today):
        raise Refusal(Reason.OUT_OF_DATE)
    if not screening.is_answer(rules.question(question), said):
        raise Refusal(Reason.UNKNOWN_CHOICE, "answer")
    before = found.check.answers
    after = screening.change(rules, before, question, said)
    check = Check(after, "", found.check.version + 1)
    return moves.put(meeting, _settled(replace(found, check=check, version=found.version + 1), before, rules, today))


def ask_again(meeting: Meeting, who: PersonId, on: ProposalId, question: str, seen: str, rules: Rules) -> Meeting:
    """Ask a question once more. What was answered stands until it is answered otherwise.

    Raises:
        Refusal: as `answer`; `unknown_choice` for a question that has no answer that counts.
    """
    found = _checked(meeting, who, on)
    rights.same(found.check.version, seen)
    if question not in screening.counting(rules, found.check.answers):
        raise Refusal(Reason.UNKNOWN_CHOICE, "question")
    check = replace(found.check, again=question, version=found.check.version + 1)
    return moves.put(meeting, replace(found, check=check))


def may_clear(meeting: Meeting, someone: Person, found: Proposal, condition: Condition) -> bool:
    """Say whether somebody may write down how a condition was cleared up: formandskab, secretary, HR, the responsible
    leader, and whoever owns it.
    """
    owns = _OWNERS.get(condition.owner) in someone.roles
    return someone.may_lead or Role.HR in someone.roles or found.short.responsible_leader == someone.id or owns


def clear(meeting: Meeting, who: PersonId, on: ProposalId, question: str, text: str, seen: str, today: date) -> Meeting:
    """Write down what a condition was cleared up with. Writing again takes the place of what stood there.

    Raises:
        Refusal: `not_a_member`, `not_found` (also for a flag that is not there), `not_allowed`, `withdrawn`,
            `out_of_date`, `empty_text`.
    """
    someone = rights.person(meeting, who)
    found, flagged = _flagged(meeting, on, question)
    if not may_clear(meeting, someone, found, flagged):
        raise Refusal(Reason.NOT_ALLOWED)
    signed = replace(flagged, confirmed_by=who, confirmed_on=today, confirmed_as="")
    return _cleared(meeting, found, signed, text, seen)


def clear_as_owner(
    meeting: Meeting, official: Official, on: ProposalId, question: str, text: str, seen: str, today: date
) -> Meeting:
    """Write down how an open condition was cleared up, as its owner who is in no committee.

    Raises:
        Refusal: as `clear`; `not_allowed` for what is another's; `not_found` for what belongs to a closed item;
            `out_of_date` when it was answered meanwhile: what stands there is changed by the committee alone.
    """
    if any(item.closed and on in {item.proposal, item.evaluates} for item in meeting.items.values()):
        raise Refusal(Reason.NOT_FOUND)
    found, flagged = _flagged(meeting, on, question)
    if flagged.owner is not official.owner:
        raise Refusal(Reason.NOT_ALLOWED)
    if not flagged.is_open:
        raise Refusal(Reason.OUT_OF_DATE)
    signed = replace(flagged, confirmed_by=official.id, confirmed_on=today, confirmed_as=official.name)
    return _cleared(meeting, found, signed, text, seen)


def open_for(found: Proposal, owner: Owner) -> tuple[Condition, ...]:
    """Give the flags of a proposal that are still up to their owner."""
    return tuple(each for each in found.conditions if each.question and each.is_open and each.owner is owner)


def _flagged(meeting: Meeting, on: ProposalId, question: str) -> tuple[Proposal, Condition]:
    found = proposing.proposal(meeting, on)
    moves.must_be_in(found, *CLEARABLE)
    flagged = next((condition for condition in found.conditions if condition.question == question), None)
    if flagged is None or not question:
        raise Refusal(Reason.NOT_FOUND)
    return found, flagged


def _cleared(meeting: Meeting, found: Proposal, signed: Condition, text: str, seen: str) -> Meeting:
    rights.same(found.version, seen)
    if not text:
        raise Refusal(Reason.EMPTY_TEXT, "text")
    cleared = replace(signed, answer=text)
    conditions = tuple(cleared if each.question == cleared.question else each for each in found.conditions)
    return moves.put(meeting, replace(found, conditions=conditions, version=found.version + 1))


def conditions_of(result: Result) -> tuple[Condition, ...]:
    """Give what must be cleared up before which stage. What is red must not start, so nothing is left to clear up."""
    if result.light is Light.RED:
        return ()
    flagged = tuple(
        Condition(f"{flag.question}: {flag.rule.condition}", flag.rule.owner, flag.rule.due, flag.question)
        for flag in result.flags
        if flag.rule.due
    )
    return (*flagged, *(Condition(duty.text, duty.owner, duty.due, duty.id) for duty in result.duties))


def up_to_date(found: Proposal, rules: Rules, today: date) -> Proposal:
    """Give a proposal with the conditions of rules that have become active since it was checked."""
    if found.light is None or not found.check.answers:
        return found
    active = conditions_of(screening.result(rules, found.check.answers, today))
    known = {condition.question for condition in found.conditions}
    added = tuple(condition for condition in active if condition.question not in known)
    return replace(found, conditions=(*found.conditions, *added)) if added else found


def _checked(meeting: Meeting, who: PersonId, on: ProposalId) -> Proposal:
    someone, found = rights.person(meeting, who), proposing.proposal(meeting, on)
    if not may_check(someone, found):
        raise Refusal(Reason.NOT_ALLOWED)
    moves.must_be_in(found, *CHECKABLE)
    return found


def _settled(found: Proposal, before: Answers, rules: Rules, today: date) -> Proposal:
    """Give a proposal with the light its answers come to, or with none while one is missing."""
    result, answers = screening.result(rules, found.check.answers, today), found.check.answers
    touched = {name for name in before if answers.get(name) != before[name]}
    kept = {condition.question: condition for condition in found.conditions if condition.question not in touched}
    if result.next:
        return replace(found, light=None, conditions=tuple(kept.values()))
    conditions = tuple(
        replace(old, text=new.text, owner=new.owner, due=new.due) if (old := kept.get(new.question)) else new
        for new in conditions_of(result)
    )
    return replace(found, state=PilotState.SCREENED, light=result.light, conditions=conditions)
