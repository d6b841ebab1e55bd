"""Who answers for a pilot, when the one who did is in the committee no more."""

from dialogs.cards import Element, Form, Said, Tone
from dialogs.cards import Notice as Mark
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import about_pilot
from dialogs.flows.options import somebody
from dialogs.flows.view import View
from dialogs.forms import ChoiceField
from dialogs.model import responsible
from dialogs.model.ids import PersonId, ProposalId
from dialogs.model.pilots import Proposal


def on_name_leader(act: Act) -> Decision:
    """Name who answers for it from now on, and tell them."""
    on, leader = ProposalId(act.on), PersonId(act.read.raw("responsible_leader"))
    after = responsible.name(act.meeting, act.who, on, leader, act.seen)
    posts = (about_pilot(act, after.proposals[on], leader),) if leader != act.by else ()
    return done(after, act.words.leader_named, *posts, audit=AuditEntry("name_leader", on))


def missing_leader(view: View, found: Proposal) -> tuple[Element, ...]:
    """Say that nobody answers for it any more, and let the formandskab name somebody."""
    words = view.words
    if not responsible.is_gone(view.meeting, found):
        return ()
    said = Mark(Tone.WARNING, (words.leader_is_gone,))
    if not view.who.in_formandskab:
        return (said,)
    label = words.field("responsible_leader")
    people = tuple(somebody(person) for person in view.meeting.committee.by_name)
    field = ChoiceField("responsible_leader", label, people, words.field_help("responsible_leader"), required=True)
    return (said, Form(words.name_leader, "name_leader", (field,), found.id, str(found.version), (Said(found.title),)))
