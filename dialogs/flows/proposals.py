"""Ideas for pilots: write, hand in, check, and put on the table."""

from datetime import datetime

from dialogs.cards import Button, Buttons, Card, Element, Facts, Form, Heading, Line, Paragraph, Said, Tone, Weight
from dialogs.cards import Notice as Mark
from dialogs.flows import calling, undiscussed
from dialogs.flows import checking as check_flow
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.authors import asking, written_by
from dialogs.flows.drafting import beginning, next_question
from dialogs.flows.editions import changed_posts, earlier
from dialogs.flows.inviting import invitation, invited
from dialogs.flows.moments import moment
from dialogs.flows.notices import notice, tell
from dialogs.flows.piloting import in_hand, withdrawn_posts
from dialogs.flows.proposal_form import elaboration_fields, elaboration_from, short_fields, short_from
from dialogs.flows.proposal_lines import light_said
from dialogs.flows.responsible import missing_leader
from dialogs.flows.scaling import grown_from
from dialogs.flows.sending import where_it_belongs
from dialogs.flows.similar import marked, similar
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, Option, TextField
from dialogs.model import checking, drafting, proposing, resuming
from dialogs.model.ids import ItemId, ProposalId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Role
from dialogs.model.pilots import Light, PilotState, Proposal, ShortForm


def on_propose(act: Act) -> Decision:
    """Save a new idea."""
    return done(proposing.propose(act.meeting, act.who, short_from(act.read), act.fresh), act.words.draft_saved)


def on_revise(act: Act) -> Decision:
    """Change the short form."""
    on = ProposalId(act.on)
    after = drafting.revise(act.meeting, act.who, on, short_from(act.read), act.seen, moment(act))
    draft = after.proposals[on].state is PilotState.DRAFT
    return _written(act, after, act.words.draft_saved if draft else act.words.saved)


def on_elaborate(act: Act) -> Decision:
    """Save the elaboration."""
    more = elaboration_from(act.read)
    after = drafting.elaborate(act.meeting, act.who, ProposalId(act.on), more, act.seen, moment(act))
    return _written(act, after, act.words.saved)


def _written(act: Act, after: Meeting, text: str) -> Decision:
    posts = (*changed_posts(act, after.proposals[ProposalId(act.on)]), *calling.not_agreed_any_more(act, after))
    audit = AuditEntry("change_proposal", act.on) if posts else None
    return done(after, text, *posts, audit=audit)


def on_submit_proposal(act: Act) -> Decision:
    """Hand a proposal in, and tell the formandskab and the secretary."""
    on = ProposalId(act.on)
    after = proposing.submit(act.meeting, act.who, on, act.now, _closes_at(act))
    found = after.proposals[on]
    posts = [
        notice(act, person.id, act.words.new_proposal, f"submitted.{on}.{found.version}")
        for person in after.committee.people.values()
        if person.may_lead and person.id != act.who
    ]
    leader = found.short.responsible_leader
    if leader and leader != found.proposer:
        # Nobody answers for something without knowing it.
        line: Line = (Said(found.title), " – ", act.words.you_answer_for)
        posts.append(tell(act, leader, line, f"answers.{on}.{found.version}"))
    text = act.words.submitted_late if found.late else act.words.submitted
    return done(after, text, *posts, audit=AuditEntry("submit_proposal", on))


def on_withdraw_proposal(act: Act) -> Decision:
    """Take a proposal back."""
    after = proposing.withdraw(act.meeting, act.who, ProposalId(act.on))
    before = act.meeting.proposals[ProposalId(act.on)]
    posts = (*withdrawn_posts(act, before), *calling.not_agreed_any_more(act, after))
    return done(after, act.words.withdrawn, *posts, audit=AuditEntry("withdraw_proposal", act.on))


def on_shortlist(act: Act) -> Decision:
    """Put a proposal on the table, and tell the proposer."""
    on, closed = ProposalId(act.on), act.read.raw("closed") == "yes"
    settled, closes_at = resuming.settle(act.meeting, resuming.day(act.meeting, act.organisation.zone)), _closes_at(act)
    after = proposing.shortlist(settled, act.who, on, closes_at, closed=closed, ground=act.read.maybe("ground"))
    told = invited(act, after, after.proposals[on])
    posts = (*told, *calling.resumed(act, act.meeting, settled), *calling.not_agreed_any_more(act, after))
    return done(after, act.words.on_the_table, *posts, audit=AuditEntry("shortlist", on))


def _closes_at(act: Act) -> datetime:
    return proposing.deadline(act.meeting, act.organisation.proposals_due_days, act.organisation.zone)


def mine(view: View) -> tuple[Card, ...]:
    """Show one's own proposals with what can be done to them, and the form for a new one."""
    meeting, words = view.meeting, view.words
    if Role.OBSERVER in view.who.roles or meeting.stage is Stage.CANCELLED:
        return ()
    own = [found for found in proposing.listed(meeting) if drafting.may_write(found, view.who.id)]
    cards = [_own(view, found) for found in own if found.state is not PilotState.WITHDRAWN]
    if meeting.stage is Stage.PLANNED:
        form = Form(words.whole_form, "propose", short_fields(view, ShortForm()), folded=True)
        cards.append(Card("propose", (words.propose_title,), (Paragraph((words.propose_help,)), beginning(view), form)))
    return tuple(cards)


def _own(view: View, found: Proposal) -> Card:
    words, about, seen = view.words, (Said(found.title),), str(found.version)
    body: list[Element] = [Mark(Tone.NEUTRAL, (words.pilot_state(found.state),))]
    if found.because:
        body.append(Facts(((words.proposal_because, (Said(found.because),)),)))
    if found.state is PilotState.RETURNED and found.proposer == view.who.id:
        body.append(_redrafting(view, found, Weight.MAIN))
    # Nothing comes to a meeting before it is sent again.
    if found.state in checking.CHECKABLE and _is_late(view, found):
        body.append(Mark(Tone.WARNING, (words.submitted_late,)))
    body += grown_from(view, found)
    if found.state in proposing.BEFORE_DECISION:
        body += [*where_it_belongs(view, found), *similar(view, found)]
    body += [*invitation(view, found), *written_by(view, found), *earlier(view, found)]
    if found.state is PilotState.DRAFT:
        asked = next_question(view, found)
        submit = Buttons((Button(words.submit, "submit_proposal", found.id, about=about, weight=Weight.MAIN),))
        # It can be handed in when every question has an answer, by the one who proposed it.
        body += asked or ((submit,) if found.proposer == view.who.id else ())
        # The answers to the question are not tools for the draft.
        body += (Heading((words.whole_draft,)),) if asked else ()
    if drafting.is_writable(view.meeting, found):
        label = words.change if found.state is PilotState.DRAFT else words.change_handed_in
        body.append(Form(label, "revise", short_fields(view, found.short), found.id, seen, about, folded=True))
        fields = elaboration_fields(view, found.more)
        body.append(Form(words.elaborate, "elaborate", fields, found.id, seen, about, folded=True))
    if found.proposer != view.who.id:
        return Card(f"own-{found.id}", about, tuple(body))
    body += asking(view, found)
    if found.state is PilotState.SUBMITTED and view.now < _closes(view):
        body.append(_redrafting(view, found, Weight.PLAIN))
    body += undiscussed.starting(view, found)
    item = view.meeting.items.get(ItemId(found.id))
    decided = item is not None and item.outcome is not None and item.outcome.settled
    if found.state in proposing.BEFORE_DECISION and (found.state is PilotState.DEFERRED or not decided):
        withdraw = Button(words.withdraw_proposal, "withdraw_proposal", found.id, about=about, weight=Weight.QUIET)
        body.append(Buttons((withdraw,)))
    return Card(f"own-{found.id}", about, tuple(body))


def _redrafting(view: View, found: Proposal, weight: Weight) -> Buttons:
    return Buttons((Button(view.words.redraft, "redraft", found.id, about=(Said(found.title),), weight=weight),))


def _is_late(view: View, found: Proposal) -> bool:
    return proposing.is_late(found, _closes(view))


def _closes(view: View) -> datetime:
    organisation = view.organisation
    return proposing.deadline(view.meeting, organisation.proposals_due_days, organisation.zone)


def incoming(view: View) -> tuple[Card, ...]:
    """Show what was handed in to those who check and to those who put it on the table."""
    meeting, words = view.meeting, view.words
    checks = view.who.may_lead or Role.HR in view.who.roles
    if meeting.stage is not Stage.PLANNED:
        return ()
    shown = []
    # What comes back by itself is on the table already.
    back = {each.proposal for each in resuming.due(meeting, resuming.day(meeting, view.organisation.zone))}
    for found in proposing.listed(meeting):
        open_to = (checks or found.proposer == view.who.id) and found.id not in back
        if open_to and found.state in {PilotState.SUBMITTED, PilotState.SCREENED, PilotState.DEFERRED}:
            shown.append(_incoming(view, found))
            if found.state in checking.CHECKABLE:
                shown.append(check_flow.card(view, found))
        elif found.state is PilotState.SHORTLISTED and checks:
            body = (*earlier(view, found), *missing_leader(view, found), *in_hand(view, found))
            title: Line = (words.on_the_table_title, ": ", Said(found.title))
            shown += [Card(f"incoming-{found.id}", title, body)] if body else []
    return tuple(shown)


def _incoming(view: View, found: Proposal) -> Card:
    words, about, seen = view.words, (Said(found.title),), str(found.version)
    rows: list[tuple[str, Line]] = [
        (words.field("problem"), (Said(found.short.problem),)),
        (words.field("trial"), (Said(found.short.trial),)),
    ]
    if found.came_from:
        rows.append((words.came_from_label, (Said(found.came_from),)))
    if found.light:
        rows.append((words.light_label, (light_said(words, found.light, found),)))
    body: list[Element] = [
        Facts(tuple(rows)),
        *grown_from(view, found),
        *written_by(view, found),
        *earlier(view, found),
    ]
    body += [*missing_leader(view, found), *where_it_belongs(view, found), *marked(view, found)]
    late = _is_late(view, found)
    if late:
        body.append(Mark(Tone.WARNING, (words.came_late,)))
    if found.light is Light.RED:
        body.append(Mark(Tone.STOP, (words.red_stays_off,)))
        body += (Paragraph((words.red_goes_back,)),) if view.who.in_formandskab else ()
    elif view.who.in_formandskab and found.light and not late:
        closed = ChoiceField(
            "closed",
            words.closed_label,
            (Option("no", words.open_item), Option("yes", words.closed_item)),
            values=("no",),
        )
        ground = TextField("ground", words.ground_label, words.ground_help)
        body.append(Form(words.shortlist, "shortlist", (closed, ground), found.id, seen, about))
    if found.state in checking.CHECKABLE:
        body += check_flow.afterwards(view, found)
    body += in_hand(view, found)
    return Card(f"incoming-{found.id}", about, tuple(body))
