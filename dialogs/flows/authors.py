"""Who writes a proposal together with its proposer."""

from dialogs.cards import Element, Facts, Form, Said
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import tell
from dialogs.flows.options import somebody
from dialogs.flows.view import View
from dialogs.forms import ChoiceField
from dialogs.model import drafting
from dialogs.model.ids import PersonId, ProposalId
from dialogs.model.pilots import PilotState, Proposal


def on_name_authors(act: Act) -> Decision:
    """Say who else writes it, and tell those who are new."""
    on = ProposalId(act.on)
    chosen = [PersonId(each) for each in act.read.several("authors")]
    after = drafting.name_authors(act.meeting, act.who, on, chosen, act.seen)
    found = after.proposals[on]
    new = set(found.authors) - set(act.meeting.proposals[on].authors)
    line = (Said(found.title), " – ", act.words.you_write_too)
    posts = (tell(act, person, line, f"authors.{on}.{found.version}") for person in sorted(new))
    return done(after, act.words.saved, *posts, audit=AuditEntry("name_authors", on))


def asking(view: View, found: Proposal) -> tuple[Element, ...]:
    """Let the proposer choose who else writes it."""
    people = drafting.possible_authors(view.meeting, found)
    if found.state not in {*drafting.WRITABLE, PilotState.RETURNED} or not people:
        return ()
    words, here = view.words, tuple(each.id for each in people)
    field = ChoiceField(
        "authors",
        words.authors_label,
        tuple(somebody(each) for each in people),
        words.authors_help,
        tuple(each for each in found.authors if each in here),
        many=True,
    )
    about, seen = (Said(found.title),), str(found.version)
    return (Form(words.name_authors, "name_authors", (field,), found.id, seen, about, folded=True),)


def written_by(view: View, found: Proposal) -> tuple[Element, ...]:
    """Name proposer and co-authors, where there are any."""
    people = view.meeting.committee.people
    names = [people[each].name for each in (found.proposer, *found.authors) if each in people]
    return (Facts(((view.words.written_by, (view.words.listing(names),)),)),) if found.authors else ()
