"""A proposal that begins with something somebody wrote in a conversation."""

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.cards import Card, Form, Line, Paragraph
from dialogs.flows.options import MOST_OPTIONS, a_text
from dialogs.flows.proposal_form import short_fields
from dialogs.flows.view import View
from dialogs.forms import ChoiceField
from dialogs.model.ids import MeetingId
from dialogs.model.meeting import Stage
from dialogs.model.people import Role
from dialogs.model.pilots import ShortForm
from dialogs.model.texts import MAX_CHARS, cover_cpr, normalise
from dialogs.wording import Wording
from dialogs.wording.letters import clip


@dataclass(frozen=True, slots=True)
class Prefilled:
    """The form of a proposal, and the meeting it is sent in. None: the form's field `meeting` says which."""

    form: Form
    meeting: MeetingId | None


def from_message(views: Iterable[View], text: str = "") -> Prefilled | None:
    """Give the form of a new proposal with a message's text as the problem; None without a meeting it could go to.

    Args:
        views: one person's looks at all their meetings. Of each committee the next meeting counts.
        text: the message, however long; a CPR number in it is covered, and the form says so.
    """
    coming: dict[str, View] = {}
    for view in sorted(views, key=lambda each: each.meeting.starts_at):
        if view.meeting.stage is Stage.PLANNED and Role.OBSERVER not in view.who.roles:
            coming.setdefault(view.meeting.committee.id, view)
    if not coming:
        return None
    first, *others = coming.values()
    whole = normalise(text)
    covered = cover_cpr(whole)
    problem = clip(covered, MAX_CHARS)
    notes = [first.words.cpr_covered] * (covered != whole) + [first.words.text_cut] * (problem != covered)
    about: Line = (" ".join(notes),) if notes else ()
    fields = short_fields(first, ShortForm(problem=problem))
    if not others:
        return Prefilled(Form(first.words.new_idea, "propose", fields, about=about), first.meeting.id)
    which = tuple(a_text(view.meeting.id, view.meeting.committee.name) for view in coming.values())[:MOST_OPTIONS]
    meeting = ChoiceField("meeting", first.words.propose_in, which, required=True)
    # Who could lead it depends on the committee; that is asked when the draft is changed.
    asked = (field for field in fields if field.name != "responsible_leader")
    return Prefilled(Form(first.words.new_idea, "propose", (meeting, *asked), about=about), None)


def nowhere(words: Wording) -> Card:
    """Say that there is no meeting that a proposal could come up at."""
    return Card("propose", (words.propose_title,), (Paragraph((words.no_meeting_to_propose_to,)),))
