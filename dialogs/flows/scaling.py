"""A pilot that became practice, proposed for more people by the one who answers for it."""

from dialogs.cards import Button, Buttons, Element, Paragraph, Said, Weight
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import tell
from dialogs.flows.proposal_table import TITLE_CHARS
from dialogs.flows.view import View
from dialogs.model import scaling
from dialogs.model.ids import ProposalId
from dialogs.model.pilots import PilotState, Proposal


def on_scale_pilot(act: Act) -> Decision:
    """Begin the draft of a new proposal, and tell the formandskab that it is on its way."""
    on, known = ProposalId(act.on), act.meeting.proposals
    title = act.words.scaled_title(known[on].title if on in known else "")[:TITLE_CHARS].rstrip()
    after = scaling.scale(act.meeting, act.who, on, title, act.seen, act.fresh)
    (new,) = after.proposals.keys() - known.keys()
    line = (Said(known[on].title), " – ", act.words.scale_is_proposed)
    people = (each.id for each in after.committee.formandskab if each.id != act.by)
    posts = (tell(act, person, line, f"scale.{new}") for person in people)
    return done(after, act.words.scale_begun, *posts, audit=AuditEntry("scale_pilot", on))


def offered(view: View, found: Proposal) -> tuple[Element, ...]:
    """Let whoever answers for a pilot that became practice propose it for more people."""
    words = view.words
    if not scaling.may_scale(view.meeting, view.who, found):
        return ()
    button = Button(words.scale_pilot, "scale_pilot", found.id, str(found.version), (Said(found.title),), Weight.QUIET)
    return (Paragraph((words.scale_help,)), Buttons((button,)))


def grown_from(view: View, found: Proposal) -> tuple[Element, ...]:
    """Name the pilot that a proposal grew from; in a draft with what is to be thought of."""
    words, pilot = view.words, found.grew_from
    if pilot is None:
        return ()
    state = words.pilot_state(PilotState(pilot.state))
    named = Paragraph((words.grew_from, " ", Said(pilot.title), " (", Said(pilot.committee), f"): {state}."))
    return (named, Paragraph((words.scale_note,))) if found.state is PilotState.DRAFT else (named,)
