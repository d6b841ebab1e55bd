"""Naming who signs beside the leader, where there is no vice-chair."""

from dialogs.cards import Card, Element, Form, Paragraph, Weight
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import notice
from dialogs.flows.options import somebody
from dialogs.flows.view import View
from dialogs.forms import ChoiceField
from dialogs.model import announcing, naming
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting, Stage
from dialogs.wording import Wording


def on_name_signer(act: Act) -> Decision:
    """Name who signs, and tell those who were named."""
    chosen = [PersonId(person) for person in act.read.several("signers")]
    after = naming.name(act.meeting, act.who, chosen, act.seen)
    posts = (notice(act, person, act.words.you_sign, "signer") for person in after.signers if person != act.by)
    return done(after, _named(after, act.words), *posts, audit=AuditEntry("name_signer"))


def still_to_sign(meeting: Meeting, words: Wording, waiting: tuple[PersonId, ...]) -> list[str]:
    """Give the names of those who are waited for, and that somebody must still be named."""
    names = [meeting.committee.people[person].name for person in waiting]
    return [*names, words.signer_missing] if naming.missing(meeting) else names


def show(view: View) -> tuple[Card, ...]:
    """Ask for those who sign, and let them be changed until one of them has signed."""
    meeting, words = view.meeting, view.words
    people = naming.can_be_named(meeting)
    inside = view.here or meeting.stage is Stage.ENDED
    if not meeting.committee.names_signers or not people or not inside or meeting.announcement.posted_at:
        return ()
    body: list[Element] = []
    if meeting.signers:
        body.append(Paragraph((_named(meeting, words),)))
    waits = set(meeting.signers) <= set(announcing.waiting_for(meeting))
    if naming.may_name(meeting, view.who) and waits:
        many = not meeting.committee.is_team
        options, fixed = tuple(map(somebody, people)), tuple(meeting.signers)
        field = ChoiceField(
            "signers", words.signers_label, options, words.signers_help, fixed, required=True, many=many
        )
        label = words.change_signers if meeting.signers else words.name_signers
        weight, folded = (Weight.PLAIN, True) if meeting.signers else (Weight.MAIN, False)
        form = Form(label, "name_signer", (field,), seen=naming.stamp(meeting), weight=weight, folded=folded)
        body.append(form)
    return (Card("signers", (words.signers_title,), tuple(body)),) if body else ()


def _named(meeting: Meeting, words: Wording) -> str:
    return words.signers_named(
        words.listing([person.name for person in meeting.committee.formandskab if person.id in meeting.signers])
    )
