"""The form in which the formandskab words an outcome: filled in beforehand, fields that an outcome does not need stay
empty.
"""

from dataclasses import replace

from dialogs.flows.options import somebody
from dialogs.flows.reading import Reader
from dialogs.flows.sending import COMMITTEE_CHARS, committee_field
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, DateField, Field, Option, TextField, iso, one
from dialogs.model import concluding, undiscussed, weighing
from dialogs.model.agenda import ItemType
from dialogs.model.followed import Advice
from dialogs.model.ids import PersonId
from dialogs.model.items import AGREEMENTS, ELSEWHERE, Guideline, Item, Outcome, OutcomeKind, ReservationState
from dialogs.model.people import Side
from dialogs.model.pilots import Decider
from dialogs.model.texts import MAX_CHARS
from dialogs.wording.letters import clip


def outcome_from(read: Reader) -> Outcome:
    """Read an outcome from its form.

    Raises:
        Refusal: what reading the fields raises.
    """
    item_type = read.choice("item_type", ItemType)
    valid_from, review_on = read.day("valid_from"), read.day("review_on")
    notice_months = read.maybe_number("notice_months")
    guideline = Guideline(valid_from, notice_months, review_on) if item_type is ItemType.GUIDELINE else None
    decider = read.raw("decider")
    return Outcome(
        number=0,
        kind=read.choice("outcome", OutcomeKind),
        item_type=item_type,
        text=read.text("text"),
        decider=PersonId(decider) if decider else None,
        chosen=read.raw("chosen") != "no",
        management_position=read.maybe("management_position"),
        employee_position=read.maybe("employee_position"),
        account=read.maybe("management_account"),
        to_committee=read.maybe("to_committee", max_chars=COMMITTEE_CHARS),
        resumes_on=read.day("resumes_on"),
        guideline=guideline,
        becomes=read.choice("becomes", Advice) if read.raw("becomes") else None,
    )


def outcome_fields(view: View, item: Item | None) -> tuple[Field, ...]:
    """Give the fields, filled from the last wording or else from the proposal, its reservations and conditions."""
    words, last = view.words, item.outcome if item else None
    deciders = tuple(map(somebody, view.meeting.committee.leaders))
    decider = str(last.decider or "") if last else _leader(view, item)
    kinds = concluding.kinds(view.meeting)
    goes_on = words.only_when(words.outcome(next(kind for kind in kinds if kind in ELSEWHERE)))
    return (
        _text("text", words.wording_label, last.text if last else _draft(view, item), required=True),
        ChoiceField(
            "outcome",
            words.outcome_label,
            tuple(Option(kind, words.outcome(kind)) for kind in kinds),
            values=(str(last.kind),) if last else (),
            required=True,
        ),
        ChoiceField(
            "item_type",
            words.item_type_label,
            tuple(Option(kind, words.item_type(kind)) for kind in concluding.item_types(view.meeting)),
            help=words.item_type_help,
            values=(str(last.item_type if last else ItemType.DISCUSSION),),
            required=True,
        ),
        ChoiceField("decider", words.decider_label, (Option("", words.nobody), *deciders), values=(decider,)),
        *_becoming(view, item),
        *_choosing(view, item),
        *(() if view.meeting.committee.is_team else _of_sides(view, last)),
        replace(committee_field(view, _decider(view, item), last.to_committee if last else ""), help=goes_on),
        *(() if view.meeting.committee.is_team else _later(view, last)),
    )


def _becoming(view: View, item: Item | None) -> tuple[Field, ...]:
    """Ask what becomes of a pilot that was evaluated, as its follow-up group recommends unless they say otherwise."""
    found = next((each for each in view.meeting.evaluated if item and each.item == item.evaluates), None)
    late = undiscussed.pilot_of(view.meeting, item) if item and not found else None
    if item is None or not (found or late):
        return ()
    last = item.outcome.becomes if item.outcome else None
    # One that MED discusses late goes on unless the committee says otherwise.
    goes_on = (Option("", view.words.pilot_goes_on_as_it_is),) if late else ()
    options = (*goes_on, *(Option(each, view.words.advice(each)) for each in Advice))
    value = last or (found.evaluation.advice if found else "")
    return (ChoiceField("becomes", view.words.becomes_label, options, values=(value,)),)


def _choosing(view: View, item: Item | None) -> tuple[Field, ...]:
    """Ask whether a pilot is chosen, where an item is about one."""
    if view.meeting.committee.is_team or item is None or not (item.proposal or item.evaluates):
        return ()
    words, last = view.words, item.outcome
    options = (Option("yes", words.chosen_yes), Option("no", words.chosen_no))
    value = "no" if last and last.kind in AGREEMENTS and not last.chosen else "yes"
    return (ChoiceField("chosen", words.chosen_label, options, values=(value,)),)


def _of_sides(view: View, last: Outcome | None) -> tuple[Field, ...]:
    """Give the fields of what two sides can come to."""
    words = view.words
    return (
        _text(
            "management_position",
            words.position_of(words.side(Side.MANAGEMENT)),
            last.management_position if last else "",
        ),
        _text(
            "employee_position", words.position_of(words.side(Side.EMPLOYEES)), last.employee_position if last else ""
        ),
        _text("management_account", words.account_label, last.account if last else "", help_text=words.account_help),
    )


def _later(view: View, last: Outcome | None) -> tuple[Field, ...]:
    """Give the fields of what is taken up again, and of a guideline."""
    words, guideline = view.words, last.guideline if last else None
    months = str(guideline.notice_months) if guideline and guideline.notice_months else ""
    return (
        DateField(
            "resumes_on",
            words.resumes_on_label,
            words.only_when(words.outcome(OutcomeKind.DEFERRED)),
            iso(last.resumes_on if last else None),
        ),
        DateField(
            "valid_from",
            words.valid_from_label,
            words.only_guideline,
            iso(guideline.valid_from if guideline else None),
        ),
        TextField("notice_months", words.notice_months_label, words.only_guideline, values=one(months)),
        DateField(
            "review_on", words.review_on_label, words.only_guideline, iso(guideline.review_on if guideline else None)
        ),
    )


def _leader(view: View, item: Item | None) -> str:
    proposal = view.meeting.proposals.get(item.proposal) if item and item.proposal else None
    leader = proposal.short.responsible_leader if proposal else None
    return leader if leader in {person.id for person in view.meeting.committee.leaders} else ""


def _decider(view: View, item: Item | None) -> Decider | None:
    proposal = view.meeting.proposals.get(item.proposal) if item and item.proposal else None
    return proposal.more.decided_by if proposal else None


def _draft(view: View, item: Item | None) -> str:
    """Draft the wording from the trial, the kept reservations and the conditions."""
    proposal = view.meeting.proposals.get(item.proposal) if item and item.proposal else None
    if item is None or proposal is None:
        return ""
    kept = [
        reservation.text
        for reservation in weighing.reservations_on(view.meeting, item.id)
        if reservation.state is not ReservationState.RESOLVED
    ]
    conditions = [condition.matter for condition in proposal.conditions]
    draft = view.words.draft_wording(proposal.title, proposal.short.trial, tuple(conditions), tuple(kept))
    return clip(draft, MAX_CHARS)


def _text(name: str, label: str, value: str, *, required: bool = False, help_text: str = "") -> TextField:
    return TextField(name, label, help_text, values=one(value), required=required, long=True)
