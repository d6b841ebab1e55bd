"""A proposal given back or sent to another committee, and a chosen pilot: started, stopped, taken up again, ended."""

from dataclasses import replace

from dialogs.cards import (
    Bullets,
    Button,
    Buttons,
    Card,
    Element,
    Facts,
    Form,
    Heading,
    Line,
    Paragraph,
    Said,
    Tone,
    Weight,
)
from dialogs.cards import Notice as Mark
from dialogs.flows import calling, undiscussed
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.checking import cleared, clearing
from dialogs.flows.follow_up import appoint_form
from dialogs.flows.notices import about_pilot, about_proposal, notice, tell
from dialogs.flows.responsible import missing_leader
from dialogs.flows.scaling import offered
from dialogs.flows.sending import COMMITTEE_CHARS, committee_field
from dialogs.flows.view import View
from dialogs.forms import DateField, TextField, iso
from dialogs.model import appointing, levels, piloting, proposing, sending
from dialogs.model.check_points import EVALUATION
from dialogs.model.ids import ItemId, PersonId, ProposalId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Role
from dialogs.model.pilots import PilotState, Proposal
from dialogs.outbound import Post

PILOTS = frozenset(
    {
        *(PilotState.SELECTED, PilotState.RUNNING, PilotState.PAUSED, PilotState.EVALUATING),
        *(PilotState.ADOPTED, PilotState.ADJUSTED, PilotState.STOPPED),
    }
)
REASON_CHARS = 600


def on_redraft(act: Act) -> Decision:
    """Make a draft again of what was handed in or returned."""
    closes_at = proposing.deadline(act.meeting, act.organisation.proposals_due_days, act.organisation.zone)
    after = proposing.redraft(act.meeting, act.who, ProposalId(act.on), act.now, closes_at)
    return done(after, act.words.redrafted, audit=AuditEntry("redraft", act.on))


def on_return_proposal(act: Act) -> Decision:
    """Give a proposal back to its proposer, who hears why."""
    after = piloting.give_back(act.meeting, act.who, ProposalId(act.on), _reason(act), act.seen)
    return _to_proposer(act, after, act.words.given_back)


def on_send_elsewhere(act: Act) -> Decision:
    """Send a proposal to the committee where it belongs; its proposer hears where and why."""
    to = act.read.maybe("to_committee", max_chars=COMMITTEE_CHARS)
    on = ProposalId(act.on)
    after = piloting.send_elsewhere(act.meeting, act.who, on, to, _reason(act), act.seen)
    there, before = levels.named(to, sending.receivers(act.meeting)), act.meeting.proposals[on]
    item = act.meeting.items.get(ItemId(on))
    if there is None or (item and item.closed):
        return _to_proposer(act, after, act.words.sent_elsewhere_unknown)
    sent = sending.of_proposal(act.meeting, before, there, act.fresh)
    return replace(_to_proposer(act, after, act.words.sent_elsewhere), sends=(sent,))


def on_start_pilot(act: Act) -> Decision:
    """Start a pilot, and tell its follow-up group."""
    rules, end_on, first_day = act.content.screening, act.read.day("end_on"), act.read.day("first_day")
    after = piloting.start(act.meeting, act.who, ProposalId(act.on), act.seen, rules, act.today, end_on, first_day)
    found = after.proposals[ProposalId(act.on)]
    first = found.prolonged_on or found.began_on
    assert first is not None  # noqa: S101
    return _told(act, after, found.followers, act.words.pilot_started(act.words.date(first)))


def on_stop_pilot(act: Act) -> Decision:
    """Stop a pilot for now, and tell the formandskab why."""
    after = piloting.pause(act.meeting, act.who, ProposalId(act.on), _reason(act), act.seen)
    return _told(act, after, _formandskab(after), act.words.pilot_stopped)


def on_resume_pilot(act: Act) -> Decision:
    """Let a pilot go on, and tell the formandskab why."""
    after = piloting.go_on(act.meeting, act.who, ProposalId(act.on), _reason(act), act.seen)
    return _told(act, after, _formandskab(after), act.words.pilot_goes_on)


def on_end_pilot(act: Act) -> Decision:
    """End a pilot, tell the formandskab that it is to be evaluated, and ask its follow-up group."""
    after = piloting.finish(act.meeting, act.who, ProposalId(act.on), act.seen, act.today)
    found, words = after.proposals[ProposalId(act.on)], act.words
    line: Line = (Said(found.title), " – ", words.check_point_question(EVALUATION), " ", words.why_asked)
    asked = tuple(tell(act, person, line, f"over.{found.id}.{found.version}") for person in found.followers)
    told = _told(act, after, _formandskab(after), words.pilot_ended)
    return replace(told, posts=(*told.posts, *asked))


def withdrawn_posts(act: Act, before: Proposal) -> tuple[Post, ...]:
    """Tell the formandskab that a proposal it had was taken back."""
    if before.state is PilotState.DRAFT:
        return ()
    key, text = f"withdrawn.{before.id}", act.words.withdrawn_by_proposer
    return tuple(notice(act, person, text, key) for person in _formandskab(act.meeting) if person != act.by)


def _reason(act: Act) -> str:
    return act.read.maybe("reason", max_chars=REASON_CHARS)


def _formandskab(meeting: Meeting) -> tuple[PersonId, ...]:
    return tuple(person.id for person in meeting.committee.formandskab)


def _to_proposer(act: Act, after: Meeting, text: str) -> Decision:
    found = after.proposals[ProposalId(act.on)]
    post = about_proposal(act, found, f"state.{found.id}.{found.version}", found.because)
    audit = AuditEntry(str(found.state), act.on)
    return done(after, text, post, *calling.not_agreed_any_more(act, after), audit=audit)


def _told(act: Act, after: Meeting, people: tuple[PersonId, ...], text: str) -> Decision:
    found = after.proposals[ProposalId(act.on)]
    # Who had the idea hears how it goes, whoever else is told.
    told = (*people, found.proposer) if found.proposer not in people else people
    posts = (about_pilot(act, found, person) for person in told if person != act.by)
    return done(after, text, *posts, audit=AuditEntry(str(found.state), act.on))


def in_hand(view: View, found: Proposal) -> tuple[Element, ...]:
    """Let the formandskab give a proposal back, and HR as well send it to another committee."""
    words, seen, about = view.words, str(found.version), (Said(found.title),)
    if not piloting.may_send_elsewhere(view.who) or found.state not in piloting.IN_HAND:
        return ()
    why = TextField("reason", words.give_back_reason, required=True, long=True, max_chars=REASON_CHARS)
    to = committee_field(view, found.more.decided_by, required=True)
    there = TextField("reason", words.elsewhere_reason, words.may_stay_empty, long=True, max_chars=REASON_CHARS)
    back = Form(words.give_back, "return_proposal", (why,), found.id, seen, about, Weight.QUIET, folded=True)
    away = Form(words.send_elsewhere, "send_elsewhere", (to, there), found.id, seen, about, Weight.QUIET, folded=True)
    return (back, away) if view.who.in_formandskab else (away,)


def pilots(view: View) -> tuple[Card, ...]:
    """Show the committee's pilots, outside its meetings, to those who have to do with them."""
    meeting = view.meeting
    if meeting.stage not in {Stage.PLANNED, Stage.ENDED}:
        return ()
    found = (each for each in proposing.listed(meeting) if each.state in PILOTS and _concerns(view, each))
    return (*_without_group(view), *(_pilot(view, each) for each in found))


def _without_group(view: View) -> tuple[Card, ...]:
    """Let the formandskab appoint after the meeting who follows what was agreed on."""
    if not view.who.in_formandskab:
        return ()
    waiting = (item for item in view.meeting.in_order() if appointing.waits_for_group(view.meeting, item.id))
    title, text = view.words.pilot_title, view.words.pilot_waits_for_group
    return tuple(
        Card(
            f"pilot-{item.id}",
            (f"{title}: ", Said(item.title)),
            (Mark(Tone.WARNING, (text,)), appoint_form(view, item)),
        )
        for item in waiting
    )


def on_take_up_idea(act: Act) -> Decision:
    """Make a draft of one's own out of an idea that was not chosen."""
    after = proposing.take_up(act.meeting, act.who, ProposalId(act.on), act.fresh)
    return done(after, act.words.idea_taken_up)


def ideas(view: View) -> tuple[Card, ...]:
    """Show what was not chosen and why, to take up again."""
    meeting, words = view.meeting, view.words
    if meeting.stage not in {Stage.PLANNED, Stage.ENDED} or Role.OBSERVER in view.who.roles:
        return ()
    found = [each for each in proposing.listed(meeting) if each.state is PilotState.NOT_SELECTED]
    body: list[Element] = [Paragraph((words.idea_bank_help,))]
    for each in found:
        about = (Said(each.title),)
        why: Line = (Said(each.because),) if each.because else (words.no_outcome,)
        rows: tuple[tuple[str, Line], ...] = (
            (words.field("trial"), (Said(each.short.trial),)),
            (words.proposal_because, why),
        )
        again = Button(words.take_up_idea, "take_up_idea", each.id, about=about, weight=Weight.QUIET)
        body += [Heading(about), Facts(rows), Buttons((again,))]
    return (Card("ideas", (words.idea_bank,), tuple(body)),) if found else ()


def _concerns(view: View, found: Proposal) -> bool:
    involved = {found.proposer, found.short.responsible_leader, *found.followers, *found.stoppers}
    return view.who.may_lead or Role.HR in view.who.roles or view.who.id in involved


def _pilot(view: View, found: Proposal) -> Card:
    words, people = view.words, view.meeting.committee.people
    body: list[Element] = [Mark(Tone.NEUTRAL, (words.pilot_state(found.state),))]
    if found.because and found.because != found.undiscussed_because:
        body.append(Facts(((words.proposal_because, (Said(found.because),)),)))
    rows: list[tuple[str, Line]] = []
    leader = people.get(found.short.responsible_leader) if found.short.responsible_leader else None
    if leader:
        rows.append((words.pilot_leader, (leader.name,)))
    followers = [people[person].name for person in found.followers if person in people]
    if followers:
        rows.append((words.pilot_group, (words.listing(followers),)))
    if rows:
        body.append(Facts(tuple(rows)))
    if found.conditions:
        lines = tuple((Said(each.matter), ": ", *cleared(view, each)) for each in found.conditions)
        body.append(Bullets(lines))
    body += [*undiscussed.said(view, found), *missing_leader(view, found)]
    body += [*_what_next(view, found), *clearing(view, found)]
    return Card(f"pilot-{found.id}", (f"{words.pilot_title}: ", Said(found.title)), tuple(body))


def _what_next(view: View, found: Proposal) -> tuple[Element, ...]:
    match found.state:
        case PilotState.SELECTED | PilotState.ADJUSTED:
            return _starting(view, found)
        case PilotState.RUNNING:
            words = view.words
            return (*_stopping(view, found, words.stop_pilot, "stop_pilot", words.stop_reason), *_ending(view, found))
        case PilotState.PAUSED:
            words = view.words
            again = _stopping(view, found, words.resume_pilot, "resume_pilot", words.resume_reason)
            return (*again, *_ending(view, found))
        case _:
            return offered(view, found)


def _starting(view: View, found: Proposal) -> tuple[Element, ...]:
    words = view.words
    still_open = piloting.open_before_start(found)
    if still_open:
        return (Mark(Tone.WARNING, (words.still_to_clear(len(still_open)),)),)
    ready = Paragraph((words.pilot_may_start,))
    if found.short.responsible_leader != view.who.id:
        return (ready, Paragraph((words.pilot_waits_for_leader,)))
    adjusted = found.state is PilotState.ADJUSTED
    planned = iso(found.more.start_on or view.today)
    begins = DateField("first_day", words.first_day, words.first_day_help, planned, required=True)
    fields = (DateField("end_on", words.new_end_date, required=True) if adjusted else begins,)
    about, seen = (Said(found.title),), str(found.version)
    return (ready, Form(words.start_pilot, "start_pilot", fields, found.id, seen, about, Weight.MAIN))


def _stopping(view: View, found: Proposal, label: str, action: str, asks: str) -> tuple[Element, ...]:
    if not piloting.may_stop(view.who, found):
        return ()
    why = TextField("reason", asks, required=True, long=True, max_chars=REASON_CHARS)
    return (Form(label, action, (why,), found.id, str(found.version), (Said(found.title),), folded=True),)


def _ending(view: View, found: Proposal) -> tuple[Element, ...]:
    if not piloting.may_finish(view.who, found, view.today):
        return ()
    about, seen = (Said(found.title),), str(found.version)
    return (Buttons((Button(view.words.end_pilot, "end_pilot", found.id, seen, about, Weight.QUIET),)),)
