"""What was changed in a proposal after the deadline, told to those who plan; what stood there before is kept."""

from dataclasses import replace

from dialogs.cards import Element, Facts, Heading, Line, Said, Tone
from dialogs.cards import Notice as Mark
from dialogs.flows.acting import Act
from dialogs.flows.notices import tell
from dialogs.flows.proposal_lines import field_line
from dialogs.flows.proposal_table import FIELDS
from dialogs.flows.view import View
from dialogs.model.pilots import Edition, Proposal
from dialogs.outbound import Post


def changed_posts(act: Act, found: Proposal) -> tuple[Post, ...]:
    """Tell those who plan that a proposal was changed just now, after the deadline."""
    before = act.meeting.proposals[found.id]
    if len(found.editions) == len(before.editions):
        return ()
    line: Line = (Said(found.title), " – ", act.words.changed_late)
    key = f"changed.{found.id}.{found.version}"
    people = (each.id for each in act.meeting.committee.by_name if each.may_lead and each.id != act.by)
    return tuple(tell(act, person, line, key) for person in people)


def earlier(view: View, found: Proposal) -> tuple[Element, ...]:
    """Show each change after the deadline: when, and what stood in the fields before."""
    if not found.editions:
        return ()
    words, body = view.words, list[Element]([Mark(Tone.WARNING, (view.words.changed_late,))])
    # What was changed within a minute is read as one change: of each minute the first that stood.
    stood = {view.when(each.at): each for each in reversed(found.editions)}
    editions = list(reversed(stood.values()))
    afterwards = (*editions[1:], Edition(view.now, found.proposer, found.short, found.more))
    for edition, after in zip(editions, afterwards, strict=True):
        if rows := _rows(view, found, edition, after):
            body += [Heading((words.stood_before(*view.when(edition.at)),)), Facts(rows)]
    return tuple(body)


def _rows(view: View, found: Proposal, edition: Edition, after: Edition) -> tuple[tuple[str, Line], ...]:
    was = replace(found, short=edition.short, more=edition.more)
    now = replace(found, short=after.short, more=after.more)
    changed = [name for name in FIELDS if field_line(view, was, name) != field_line(view, now, name)]
    return tuple(
        (view.words.field(name), field_line(view, was, name) or (view.words.nothing_stood,)) for name in changed
    )
