"""Substitutes: saying for whom somebody is there, and who signs for somebody who is away."""

from dialogs.cards import Card, Element, Form, Paragraph
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import notice
from dialogs.flows.options import somebody
from dialogs.flows.view import View
from dialogs.forms import ChoiceField
from dialogs.model import signing, standing_in
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person, Role


def on_substitute_for(act: Act) -> Decision:
    """Record for whom a substitute is there: the one who acts, or another."""
    substitute, member = PersonId(act.on or act.by), PersonId(act.read.raw("member"))
    after = standing_in.stand_in(act.meeting, act.by, substitute, member)
    people = after.committee.people
    return _told(act, after, substitute, member, act.words.stands_in(people[substitute].name, people[member].name))


def on_let_sign(act: Act) -> Decision:
    """Record who signs for somebody who is away: for the one who acts, or for another."""
    substitute, member = PersonId(act.read.raw("substitute")), PersonId(act.on or act.by)
    after = signing.let_sign(act.meeting, act.by, substitute, member)
    people = after.committee.people
    return _told(act, after, substitute, member, act.words.signs_instead(people[substitute].name, people[member].name))


def _told(act: Act, after: Meeting, substitute: PersonId, member: PersonId, text: str) -> Decision:
    leading = (person.id for person in after.committee.people.values() if person.may_lead)
    concerned = {substitute, member, *leading} - {act.by}
    key = f"substitute.{act.fresh.id()}"
    posts = (notice(act, each, text, key) for each in sorted(concerned))
    return done(after, text, *posts, audit=AuditEntry("substitute", f"{substitute} for {member}"))


def show(view: View) -> tuple[Card, ...]:
    """Show what there is to say about substitutes."""
    words, over = view.words, view.meeting.stage.is_over
    if not over:
        body = (*_own(view), *_for_others(view))
        return (Card("substitutes", (words.substitutes_title,), body),) if body else ()
    forms = (*_signing(view), *_signing_for_others(view))
    help_text = Paragraph((words.other_signers_help,))
    return (Card("substitutes", (words.other_signers_title,), (help_text, *forms)),) if forms else ()


def waits_for_an_answer(view: View) -> bool:
    """Say whether this is a substitute in the room who has not said for whom."""
    return view.here and Role.SUBSTITUTE in view.who.roles and not _stands_in_for(view)


def _stands_in_for(view: View) -> PersonId | None:
    found = view.meeting.substitutes.items()
    return next((member for member, substitute in found if substitute == view.who.id), None)


def _absent(view: View, substitute: Person) -> tuple[Person, ...]:
    """Give whom a substitute can be there for now: away, and nobody else is there for them."""
    meeting = view.meeting
    return tuple(
        each
        for each in standing_in.members_for(meeting, substitute)
        if not meeting.is_here(each.id) and not meeting.is_here(meeting.substitutes.get(each.id, each.id))
    )


def _own(view: View) -> tuple[Element, ...]:
    """Ask a substitute for whom they are there."""
    words = view.words
    if view.who.id not in {each.id for each in standing_in.substitutes(view.meeting)}:
        return ()
    named = _stands_in_for(view)
    said = (Paragraph((words.you_stand_in(view.meeting.committee.people[named].name),)),) if named else ()
    absent = _absent(view, view.who)
    if not absent:
        return (*said, Paragraph((words.nobody_away,))) if not named else said
    field = ChoiceField(
        "member", words.here_for_label, tuple(map(somebody, absent)), words.here_for_help, required=True
    )
    label = words.change_here_for if named else words.say_here_for
    return (*said, Form(label, "substitute_for", (field,), folded=bool(named)))


def _for_others(view: View) -> tuple[Element, ...]:
    """Let those who lead say for whom a substitute is there."""
    words, asks = view.words, list[Element]()
    if not view.who.may_lead:
        return ()
    for substitute in standing_in.substitutes(view.meeting):
        absent = tuple(map(somebody, _absent(view, substitute)))
        if substitute.id != view.who.id and absent:
            field = ChoiceField("member", words.member_label, absent, required=True)
            asked = (words.here_for_whom(substitute.name),)
            form = Form(words.record_substitute, "substitute_for", (field,), substitute.id, about=asked, folded=True)
            asks += [Paragraph(asked), form]
    return tuple(asks)


def _signing(view: View) -> tuple[Element, ...]:
    """Let somebody of the formandskab who is away choose who signs for them."""
    words, people = view.words, view.meeting.committee.people
    own = people.get(view.who.id)
    if own is None or not own.in_formandskab or not signing.still_to_sign(view.meeting, own.id):
        return ()
    others = tuple(map(somebody, signing.signers_for(view.meeting, own)))
    if not others:
        return ()
    field = ChoiceField("substitute", words.signs_label, others, words.sign_elsewhere_help, required=True)
    asked = (words.who_signs_for_you,)
    return (Paragraph(asked), Form(words.choose_signer, "let_sign", (field,), about=asked, folded=True))


def _signing_for_others(view: View) -> tuple[Element, ...]:
    """Let the secretary and HR record who signs for somebody, when the others of the formandskab ask for it."""
    words, meeting, asks = view.words, view.meeting, list[Element]()
    for member in meeting.committee.formandskab if view.who.is_secretary or Role.HR in view.who.roles else ():
        others = tuple(map(somebody, signing.signers_for(meeting, member)))
        if member.id != view.who.id and others and signing.still_to_sign(meeting, member.id):
            field = ChoiceField("substitute", words.signs_label, others, words.record_signer_help, required=True)
            asked = (words.who_signs_for(member.name),)
            form = Form(words.choose_signer, "let_sign", (field,), member.id, about=asked, folded=True)
            asks += [Paragraph(asked), form]
    return tuple(asks)
