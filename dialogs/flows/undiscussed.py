"""Starting a pilot before MED has discussed it: offered with a warning, told to those who plan, and never hidden."""

from dialogs.cards import Button, Buttons, Card, Element, Facts, Form, Line, Paragraph, Said, Tone, Weight
from dialogs.cards import Notice as Mark
from dialogs.flows import calling
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import about_pilot
from dialogs.flows.view import View
from dialogs.forms import TextField
from dialogs.model import piloting, proposing, undiscussed
from dialogs.model.ids import ProposalId
from dialogs.model.items import Item
from dialogs.model.meeting import Stage
from dialogs.model.people import Role
from dialogs.model.pilots import PilotState, Proposal

REASON_CHARS = 600
_LED = frozenset({*piloting.IN_HAND, PilotState.DEFERRED})


def on_start_undiscussed(act: Act) -> Decision:
    """Start it, and tell formandskab, secretary, HR and who had the idea why."""
    on, rules = ProposalId(act.on), act.content.screening
    reason = act.read.maybe("reason", max_chars=REASON_CHARS)
    after = undiscussed.start(act.meeting, act.who, on, reason, act.seen, rules, act.today)
    found = after.proposals[on]
    people = [each.id for each in after.committee.by_name if each.may_lead or Role.HR in each.roles]
    told = people if found.proposer in people else [*people, found.proposer]
    posts = (about_pilot(act, found, each) for each in told if each != act.by)
    return done(after, act.words.started_undiscussed, *posts, audit=AuditEntry("start_undiscussed", on))


def on_take_undiscussed(act: Act) -> Decision:
    """Put a pilot that started undiscussed on the table of this meeting."""
    on = ProposalId(act.on)
    known = act.meeting.proposals.get(on)
    title = act.words.discussion_of(known.title if known else "")
    after = undiscussed.take_up(act.meeting, act.who, on, title, act.seen, act.fresh)
    posts = calling.not_agreed_any_more(act, after)
    return done(after, act.words.undiscussed_taken, *posts, audit=AuditEntry("take_undiscussed", on))


def starting(view: View, found: Proposal) -> tuple[Element, ...]:
    """Let the responsible leader start a checked proposal without a discussion, folded away and with a warning."""
    if not undiscussed.may_start(view.meeting, view.who, found) or piloting.open_before_start(found):
        return ()
    words = view.words
    why = TextField(
        "reason", words.undiscussed_reason, words.undiscussed_help, required=True, long=True, max_chars=REASON_CHARS
    )
    label, about, seen = words.start_undiscussed, (Said(found.title),), str(found.version)
    return (Form(label, "start_undiscussed", (why,), found.id, seen, about, Weight.QUIET, folded=True),)


def led(view: View) -> tuple[Card, ...]:
    """Show those who answer for somebody else's proposal that they do, and how it stands."""
    words = view.words
    mine = (
        found
        for found in proposing.listed(view.meeting)
        if found.short.responsible_leader == view.who.id != found.proposer and found.state in _LED
    )
    return tuple(
        Card(
            f"led-{found.id}",
            (Said(found.title),),
            (
                Mark(Tone.NEUTRAL, (words.you_answer_for,)),
                Paragraph((words.pilot_state(found.state),)),
                *starting(view, found),
            ),
        )
        for found in mine
    )


def said(view: View, found: Proposal) -> tuple[Element, ...]:
    """Say of a pilot that it started before MED had discussed it, and why; let it be put on a meeting's table."""
    return (*_mark(view, found), *_to_take(view, found))


def discussed(view: View, item: Item) -> tuple[Element, ...]:
    """Show what an item is about that brings a pilot to MED after it had started, or nothing."""
    found = undiscussed.pilot_of(view.meeting, item)
    if found is None:
        return ()
    rows: tuple[tuple[str, Line], ...] = tuple(
        (view.words.field(name), (Said(text),)) for name in ("problem", "trial") if (text := getattr(found.short, name))
    )
    return (*_mark(view, found), Facts(rows))


def _mark(view: View, found: Proposal) -> tuple[Element, ...]:
    if not found.undiscussed_because:
        return ()
    return (Mark(Tone.WARNING, (view.words.undiscussed_mark, " ", Said(found.undiscussed_because))),)


def _to_take(view: View, found: Proposal) -> tuple[Element, ...]:
    before = view.meeting.stage is Stage.PLANNED and view.who.in_formandskab
    if not before or not undiscussed.waits(view.meeting, found):
        return ()
    about, seen = (Said(found.title),), str(found.version)
    return (Buttons((Button(view.words.take_undiscussed, "take_undiscussed", found.id, seen, about),)),)
