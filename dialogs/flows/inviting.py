"""The proposer is invited to tell about a proposal: two minutes, when its phase begins."""

from datetime import datetime, timedelta

from dialogs.cards import Element, Line, Paragraph, Said
from dialogs.flows.acting import Act
from dialogs.flows.notices import tell
from dialogs.flows.view import View
from dialogs.model.agenda import Phase
from dialogs.model.ids import ItemId, PersonId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.pilots import PilotState, Proposal
from dialogs.outbound import Post


def begins_at(meeting: Meeting) -> datetime:
    """Give when the proposals come up by the plan."""
    before = (item.minutes for item in meeting.agenda.items[: _place(meeting)])
    return meeting.starts_at + timedelta(minutes=sum(before))


def invited(act: Act, meeting: Meeting, found: Proposal) -> tuple[Post, ...]:
    """Tell those who wrote a proposal that was put on the table just now how it stands, and when to tell about it."""
    words = act.words
    stands, when = words.proposal_now(words.pilot_state(found.state)), words.two_minutes(*act.when(begins_at(meeting)))
    return _to_writers(act, found, f"{stands} {when}", f"shortlist.{found.id}.{found.version}")


def called(act: Act, after: Meeting) -> tuple[Post, ...]:
    """Tell those who wrote what is on the table, and are not in the room, that its phase begins now."""
    run = after.timeline.current
    if run is None or run.phase is not Phase.PILOTS:
        return ()
    found = [after.proposals[item.proposal] for item in after.in_order() if item.proposal]
    posts = (_to_writers(act, each, act.words.two_minutes_now, f"called.{each.id}.{run.number}") for each in found)
    return tuple(post for each in posts for post in each if not _is_here(after, post))


def invitation(view: View, found: Proposal) -> tuple[Element, ...]:
    """Say to the proposer when to tell about it."""
    meeting = view.meeting
    if (
        found.state is not PilotState.SHORTLISTED
        or meeting.stage is not Stage.PLANNED
        or ItemId(found.id) not in meeting.items
    ):
        return ()
    return (Paragraph((view.words.two_minutes(*view.when(begins_at(meeting))),)),)


def _place(meeting: Meeting) -> int:
    return [item.phase for item in meeting.agenda.items].index(Phase.PILOTS)


def _is_here(meeting: Meeting, post: Post) -> bool:
    return meeting.is_here(PersonId(str(post.to)))


def _to_writers(act: Act, found: Proposal, text: str, key: str) -> tuple[Post, ...]:
    line: Line = (Said(found.title), " – ", text)
    people = (found.proposer, *found.authors)
    return tuple(tell(act, person, line, key) for person in people if person != act.by)
