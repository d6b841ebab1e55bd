"""Telling those who keep the list who cannot be reached in their chat or by mail, and what to do about it."""

from collections.abc import Collection, Iterable

from dialogs.cards import Bullets, Card, Facts, Paragraph, Said
from dialogs.flows.view import View
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting
from dialogs.model.people import Committee, Person
from dialogs.outbound import Place, Post
from dialogs.wording import Wording

# The card of a mail that was asked for: it goes out during a meeting too.
NEW_LINK = "new-link"


def keepers(committee: Committee, but: Collection[PersonId]) -> tuple[Person, ...]:
    """Give those who keep the list, without `but`: the secretaries, or where there is none, the formandskab."""
    secretaries = tuple(person for person in committee.by_name if person.is_secretary and person.id not in but)
    return secretaries or tuple(person for person in committee.formandskab if person.id not in but)


def unreached(meeting: Meeting, people: Iterable[PersonId], words: Wording) -> tuple[Post, ...]:
    """Tell the secretary, or without one the formandskab, whom no message of a meeting reaches in their chat.

    Each person is told about once a meeting. Those who cannot be reached themselves are told nothing.
    """
    missed = {person for person in people if person in meeting.committee.people}
    return tuple(
        Post(keeper.id, _card(meeting.committee.people[person], words), f"{meeting.id}/unreached.{person}/{keeper.id}")
        for person in sorted(missed)
        for keeper in keepers(meeting.committee, missed)
    )


def mail_refused(meeting: Meeting, person: PersonId, words: Wording) -> tuple[Post, ...]:
    """Tell the same people, once a meeting, that mail to somebody does not arrive, and what to do."""
    who = meeting.committee.people.get(person)
    if who is None:
        return ()
    card = Card(
        "unreached",
        (words.unreached_title,),
        (Paragraph((words.mail_refused(who.name),)), Paragraph((words.mend_the_address,))),
    )
    return tuple(
        Post(keeper.id, card, f"{meeting.id}/mail-refused.{person}/{keeper.id}")
        for keeper in keepers(meeting.committee, {person})
    )


def unmailed(view: View, refused: Collection[PersonId]) -> tuple[Card, ...]:
    """Show those who keep the list whose mail is refused as long as it is, and what to do. `refused` is everybody's."""
    committee, words = view.meeting.committee, view.words
    names = tuple((person.name,) for person in committee.by_name if person.id in refused)
    if not names or view.who.id not in {keeper.id for keeper in keepers(committee, ())}:
        return ()
    where = Facts(((words.committee_name_label, (Said(committee.name),)),))
    body = (where, Bullets(names), Paragraph((words.mend_the_address,)))
    return (Card(f"unmailed-{committee.id}", (words.unmailed_title,), body),)


def new_link(view: View) -> Card:
    """Give the card with which somebody gets the new link that they asked for."""
    text = view.words.new_link(view.meeting.committee.name)
    return Card(NEW_LINK, (view.words.new_link_title,), (Paragraph((text,)),))


def unreached_place(meeting: Meeting, place: Place, words: Wording) -> tuple[Post, ...]:
    """Tell the same people, once a meeting, that a channel of the committee takes no messages, and what to do."""
    text = words.room_unreached if place is Place.ROOM else words.organisation_unreached
    card = Card("unreached", (words.unreached_title,), (Paragraph((text,)), Paragraph((words.look_at_the_channel,))))
    return tuple(
        Post(keeper.id, card, f"{meeting.id}/unreached.{place}/{keeper.id}")
        for keeper in keepers(meeting.committee, ())
    )


def late_answer(text: str, words: Wording) -> Card:
    """Give an answer to what somebody did, for when their chat did not take it at once."""
    return Card("late_answer", (words.late_answer_title,), (Paragraph((words.late_answer,)), Paragraph((text,))))


def _card(person: Person, words: Wording) -> Card:
    what_to_do = ((words.ask_to_write_to_us,), (words.enter_for_them,), (words.come_in_with_the_code,))
    return Card(
        "unreached", (words.unreached_title,), (Paragraph((words.unreached(person.name),)), Bullets(what_to_do))
    )
