"""The round on the proposals: one screen for all positions, revealed together, then reservations one by one."""

from dataclasses import replace

from dialogs.cards import Bullets, Button, Buttons, Card, Element, Facts, Form, Heading, Line, Paragraph, Said, Weight
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.proposal_lines import light_said, proposal_lists, working_day
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, Field, Option, TextField
from dialogs.model import weighing
from dialogs.model.agenda import ItemType, Phase
from dialogs.model.ids import ItemId, ReservationId
from dialogs.model.items import Item, Position, Reservation, ReservationState, Stance
from dialogs.model.meeting import Meeting
from dialogs.model.refusals import Reason, Refusal
from dialogs.wording.letters import capital


def on_take_positions(act: Act) -> Decision:
    """Keep the positions that were chosen on this screen. What stands there unchanged is left alone."""
    weighing.may_take_position(act.meeting, act.who)
    after, given = act.meeting, False
    for name in act.read.fields:
        stance = act.read.maybe_choice(name, Stance) if name.startswith("stance.") else None
        if stance is None:
            continue
        on, given = ItemId(name.removeprefix("stance.")), True
        text = act.read.maybe(f"text.{on}") if stance is Stance.RESERVATION else ""
        if after.positions.get((on, act.who)) == Position(on, act.who, stance, text):
            continue
        try:
            after = weighing.take_position(after, act.who, on, stance, text)
        except Refusal as refusal:
            raise Refusal(refusal.reason, f"text.{on}" if refusal.field else "") from None
    if not given:
        raise Refusal(Reason.UNKNOWN_CHOICE)
    return done(after, act.words.position_saved)


def on_withdraw_position(act: Act) -> Decision:
    """Take a hidden position back."""
    return done(weighing.unsay(act.meeting, act.who, ItemId(act.on)), act.words.withdrawn)


def on_reveal(act: Act) -> Decision:
    """Reveal the positions on one item or on all."""
    on = ItemId(act.on) if act.on else None
    after = weighing.reveal(act.meeting, act.who, on, act.now, act.fresh)
    return done(after, act.words.revealed, audit=AuditEntry("reveal", act.on))


def on_resolve(act: Act) -> Decision:
    """Meet a reservation by changing the text of the trial."""
    after = weighing.resolve(act.meeting, act.who, ReservationId(act.on), act.read.text("change"))
    return done(after, act.words.saved, audit=AuditEntry("resolve", after.reservations[ReservationId(act.on)].item))


def on_keep_reservation(act: Act) -> Decision:
    """Let a reservation stand."""
    return done(weighing.keep(act.meeting, act.who, ReservationId(act.on)), act.words.saved)


def on_withdraw_reservation(act: Act) -> Decision:
    """Take one's own reservation back."""
    return done(weighing.take_back(act.meeting, act.who, ReservationId(act.on)), act.words.withdrawn)


def take(view: View) -> tuple[Card, ...]:
    """Show every hidden item on one screen, with one position each."""
    meeting, words = view.meeting, view.words
    if meeting.phase is not Phase.PILOTS or not (view.here and view.who.is_party):
        return ()
    hidden = _still_hidden(meeting)
    if not hidden:
        return ()
    fields = tuple(field for item in hidden for field in _fields(view, item))
    given = [item for item in hidden if (item.id, view.who.id) in meeting.positions]
    form = Form(words.save_positions, "take_positions", fields, weight=Weight.MAIN)
    if given == hidden:
        # All is said; it can still be said otherwise.
        form = Form(words.change_positions, "take_positions", fields, folded=True)
    body: list[Element] = [form, Paragraph((words.positions_help,))]
    if given:
        body.insert(0, Paragraph((words.position_stands,)))
        for item in given:
            body += [Paragraph((Said(item.title),)), Buttons((_take_back(view, item),))]
    return (Card("positions", (words.positions_title,), tuple(body)),)


def _take_back(view: View, item: Item) -> Button:
    about = (Said(item.title),)
    return Button(view.words.withdraw, "withdraw_position", item.id, about=about, weight=Weight.QUIET)


def _still_hidden(meeting: Meeting) -> list[Item]:
    return [item for item in meeting.in_order() if item.proposal and not item.opened_at and not _is_answered(item)]


def _is_answered(item: Item) -> bool:
    # Nobody takes a stand on what is only for information.
    outcome = item.outcome
    return outcome is not None and (outcome.settled or outcome.item_type is ItemType.INFORMATION)


def _fields(view: View, item: Item) -> tuple[Field, ...]:
    words = view.words
    mine = view.meeting.positions.get((item.id, view.who.id))
    options = tuple(Option(stance, words.stance(stance)) for stance in Stance)
    values = (str(mine.stance),) if mine else ()
    reason = (mine.text,) if mine and mine.text else ()
    return (
        ChoiceField(f"stance.{item.id}", item.title, options, values=values),
        TextField(f"text.{item.id}", words.reservation_label, help=words.reservation_help, values=reason, long=True),
    )


def open_up(view: View) -> tuple[Card, ...]:
    """Let those who lead reveal the positions. Who has not answered is not named, only how many."""
    meeting, words = view.meeting, view.words
    if meeting.phase is not Phase.PILOTS or not view.here or not view.who.may_lead:
        return ()
    hidden = _still_hidden(meeting)
    if not hidden:
        return ()
    counts = [weighing.missing_positions(meeting, item.id) for item in hidden]
    missing = tuple(
        (Said(item.title), f": {words.positions_missing(count)}") for item, count in zip(hidden, counts, strict=True)
    )
    # While somebody still has to answer it is possible, and not the thing to do.
    weight = Weight.PLAIN if any(counts) else Weight.MAIN
    if len(hidden) == 1:
        only = Button(words.reveal, "reveal", hidden[0].id, about=(Said(hidden[0].title),), weight=weight)
        return (Card("reveal", (words.reveal_title,), (Bullets(missing), Buttons((only,)))),)
    body: list[Element] = [Buttons((Button(words.reveal_all, "reveal", weight=weight),))]
    for item, line in zip(hidden, missing, strict=True):
        one = Button(words.reveal, "reveal", item.id, about=(Said(item.title),))
        body += [Paragraph(line), Buttons((one,))]
    return (Card("reveal", (words.reveal_title,), tuple(body)),)


def proposal_lines(view: View, item: Item) -> tuple[Element, ...]:
    """Show what a proposal is about: trial, what it does to the working day, light, signs, stop and conditions."""
    words = view.words
    proposal = view.meeting.proposals.get(item.proposal) if item.proposal else None
    if proposal is None:
        return ()
    rows: list[tuple[str, Line]] = [(words.field("trial"), (Said(proposal.short.trial),))]
    if changes := working_day(words, proposal):
        rows.append((words.field("effects"), changes))
    if proposal.light:
        rows.append((words.light_label, (light_said(words, proposal.light, proposal),)))
    # What its follow-up group was given takes the place of what was proposed.
    stops = () if item.group else proposal.more.stop_criteria
    shown = replace(proposal, more=replace(proposal.more, stop_criteria=stops))
    return (Facts(tuple(rows)), *proposal_lists(view, shown))


def trial_in_short(view: View, item: Item) -> tuple[Element, ...]:
    """Show the trial and its conditions, for the room: the rest could be read beforehand and stands on each screen."""
    proposal = view.meeting.proposals.get(item.proposal) if item.proposal else None
    if proposal is None:
        return ()
    rows: list[tuple[str, Line]] = [(view.words.field("trial"), (Said(proposal.short.trial),))]
    if proposal.light:
        rows.append((view.words.light_label, (light_said(view.words, proposal.light, proposal),)))
    rows += [(view.words.conditions_label, (Said(condition.matter),)) for condition in proposal.conditions]
    return (Facts(tuple(rows)),)


def reservation_lines(view: View, item: Item) -> tuple[Element, ...]:
    """Show the revealed reservations with reason and name; supports are not counted."""
    meeting, words = view.meeting, view.words
    if not item.opened_at:
        return ()
    found = weighing.reservations_on(meeting, item.id)
    if not found:
        return (Paragraph((words.no_reservations,)),)
    body: list[Element] = [Heading((words.reservations_title,))]
    for reservation in found:
        body += _reservation(view, reservation)
    return tuple(body)


def _reservation(view: View, found: Reservation) -> list[Element]:
    meeting, words = view.meeting, view.words
    owner = meeting.owners.get(found.id)
    name = meeting.committee.people[owner].name if owner else capital(words.side(found.side))
    body: list[Element] = [Paragraph((f"{name}: ", Said(found.text))), Paragraph((words.reservation(found.state),))]
    if found.change:
        before, after = (Said(found.change.before),), (Said(found.change.after),)
        body.append(Facts(((words.before, before), (words.after, after))))
    outcome = meeting.items[found.item].outcome
    if meeting.phase is not Phase.PILOTS or not view.here or (outcome and outcome.settled):
        return body
    return [*body, *_reservation_controls(view, found, mine=owner == view.who.id)]


def _reservation_controls(view: View, found: Reservation, *, mine: bool) -> list[Element]:
    words, about = view.words, (Said(found.text),)
    body: list[Element] = []
    if view.who.in_formandskab and found.state is not ReservationState.RESOLVED:
        item = view.meeting.items[found.item]
        trial = view.meeting.proposals[item.proposal].short.trial if item.proposal else ""
        field = TextField("change", words.change_label, values=(trial,), required=True, long=True)
        body.append(Form(words.resolve, "resolve", (field,), found.id, about=about, folded=True))
    buttons = []
    # Its author may say so of one that was met; the formandskab only of one that nobody has met.
    may_stand = mine or (view.who.in_formandskab and found.state is ReservationState.OPEN)
    if may_stand and found.state is not ReservationState.KEPT:
        buttons.append(Button(words.reservation_stands, "keep_reservation", found.id, about=about))
    if mine:
        buttons.append(Button(words.withdraw, "withdraw_reservation", found.id, about=about, weight=Weight.QUIET))
    return [*body, Buttons(tuple(buttons))] if buttons else body
