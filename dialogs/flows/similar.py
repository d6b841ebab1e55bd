"""What is like a proposal: earlier pilots in any committee with what came of them, and other proposals here."""

from dialogs.cards import Bullets, Element, Heading, Line, Paragraph, Said, Tone
from dialogs.cards import Notice as Mark
from dialogs.flows.view import View
from dialogs.model import alike, proposing
from dialogs.model.alike import EarlierPilot
from dialogs.model.people import Role
from dialogs.model.pilots import PilotState, Proposal

# Nobody else sees a draft, and what was taken back is gone.
_UNSEEN = frozenset({PilotState.DRAFT, PilotState.RETURNED, PilotState.WITHDRAWN})


def similar(view: View, found: Proposal) -> tuple[Element, ...]:
    """Show earlier pilots and other proposals that a proposal is like, or nothing where there are none."""
    words = view.words
    earlier = tuple(each for each in found.similar if found.grew_from is None or each.id != found.grew_from.id)
    here = _here(view, found)
    if not (earlier or here):
        return ()
    # Two that read alike are one to whoever reads.
    lines = tuple(dict.fromkeys(_line(view, each) for each in (*earlier, *here)))
    return (Heading((words.similar_title,)), Paragraph((words.similar_help,)), Bullets(lines))


def marked(view: View, found: Proposal) -> tuple[Element, ...]:
    """Mark to those who plan that something like it was tried, or is proposed, already."""
    shown = similar(view, found)
    return (Mark(Tone.WARNING, (view.words.similar_mark,)), *shown) if shown else ()


def _here(view: View, found: Proposal) -> tuple[EarlierPilot, ...]:
    """Give the committee's other proposals with the same title and the same tool or task."""
    known = {each.id for each in found.similar} | {found.id}
    known |= {found.grew_from.id} if found.grew_from else set()
    others = [
        EarlierPilot(
            each.id,
            each.short.title,
            each.short.tool,
            each.short.core_task,
            view.meeting.committee.name,
            str(each.state),
            because=each.because if each.state is PilotState.NOT_SELECTED else "",
        )
        for each in proposing.listed(view.meeting)
        if each.id not in known and _may_see(view, each) and alike.same(each.short.title, found.short.title)
    ]
    return alike.closest(found.short.title, found.short.tool, found.short.core_task, others)


def _may_see(view: View, other: Proposal) -> bool:
    """Say whether somebody sees another proposal: those who plan and check what was handed in, all others ideas."""
    plans = view.who.may_lead or Role.HR in view.who.roles
    return other.state not in _UNSEEN if plans else other.state is PilotState.NOT_SELECTED


def _line(view: View, each: EarlierPilot) -> Line:
    day: Line = (f", {view.date(each.decided_on)}",) if each.decided_on else ()
    why: Line = (" ", Said(each.because)) if each.because else ()
    state = view.words.pilot_state(PilotState(each.state))
    return (Said(each.title), " (", Said(each.committee), *day, f"): {state}.", *why)
