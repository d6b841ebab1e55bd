"""Who comes into a conversation and who leaves it: asked about in words, and never guessed.

The questions go to the secretary, or without one to the formandskab. The answer changes the committee.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dialogs.cards import Card, Form, Paragraph
from dialogs.flows.options import MOST_OPTIONS, somebody
from dialogs.flows.reaching import keepers
from dialogs.flows.reading import Reader
from dialogs.flows.roster import NAME_CHARS, Account, screen_name
from dialogs.forms import ChoiceField, Option, TextField
from dialogs.model import seats
from dialogs.model.ids import Fresh, MeetingId, PersonId
from dialogs.model.people import Committee, Person, Role, Side
from dialogs.model.refusals import Reason, Refusal
from dialogs.outbound import Post
from dialogs.wording import Wording

ACTIONS = frozenset({"seat_newcomer", "say_gone", "change_seat"})
NOT_IN = "not_in"
IS = "is"


@dataclass(frozen=True, slots=True)
class News:
    """Who has come into a conversation, and who has left it, as the chat says."""

    came: tuple[Account, ...] = ()
    gone: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody answered.

    Attributes:
        by: who.
        action: which question, and `on` what it was about.
        read: the fields of the form.
        people: who is in the conversation now.
        free: those on the list whom an account may be given to: they have none here, and are in no other committee, so
            that nobody gets a way into one whose list is kept by others.
        today: the local day.
        fresh: where the id of somebody new comes from.
    """

    by: PersonId
    action: str
    on: str
    read: Reader
    people: tuple[Account, ...]
    free: Collection[PersonId]
    today: date
    fresh: Fresh


@dataclass(frozen=True, slots=True)
class Changed:
    """What an answer came to: the committee as it is now, what to say, and who a new account is."""

    committee: Committee
    text: str
    accounts: Mapping[str, PersonId]


def asks(
    committee: Committee, meeting: MeetingId, news: News, free: Collection[PersonId], words: Wording
) -> tuple[Post, ...]:
    """Ask about those who, as the chat says, have come into the conversation and left it; about each once a meeting.

    `committee` holds those who are in it today, `free` those of them whom an account may be given to.
    """
    posts: list[Post] = []
    for account in news.came:
        if account.person not in committee.people:
            card = _newcomer(committee, account, free, words)
            key = f"{meeting}/came.{account.key}"
            posts += [Post(one.id, card, f"{key}/{one.id}") for one in keepers(committee, ())]
    for account in news.gone:
        if account.person and account.person in committee.people:
            card = _gone(committee, committee.people[account.person], words)
            key = f"{meeting}/gone.{account.person}"
            posts += [Post(one.id, card, f"{key}/{one.id}") for one in keepers(committee, {account.person})]
    return tuple(posts)


def form(
    committee: Committee,
    action: str,
    on: str,
    people: Sequence[Account],
    free: Collection[PersonId],
    words: Wording,
) -> Form | None:
    """Give the form behind a question, as it is now; None where there is nothing to answer any more.

    `people` are those who are in the conversation now, `free` is as in a reply.
    """
    account = next((each for each in people if each.key == on), None)
    person = committee.people.get(PersonId(on))
    if action == "seat_newcomer" and account and account.person not in committee.people:
        return _newcomer_form(committee, account, free, words)
    if action == "say_gone" and person:
        return _gone_form(committee, person, words)
    return change_form(committee, words) if action == "change_seat" else None


def change_form(committee: Committee, words: Wording) -> Form:
    """Give the form in which somebody on the list gets another place."""
    everybody = tuple(somebody(person) for person in committee.by_name)[:MOST_OPTIONS]
    person = ChoiceField("person", words.person_label, everybody, required=True)
    return Form(words.change_seat, "change_seat", (person, _seat_field(committee, words)), committee.id, folded=True)


def answer(committee: Committee, reply: Reply, words: Wording) -> Changed:
    """Take the answer to a question. `committee` holds everybody who is or was in it.

    Raises:
        Refusal: `not_a_member`, `not_allowed`; `not_found` for somebody who is not in the conversation any more;
            `out_of_date` when it was answered meanwhile; `unknown_choice`; what the rules of a committee say.
    """
    there, read = committee.on(reply.today, ()), reply.read
    seats.may_change(there, reply.by)
    match reply.action:
        case "seat_newcomer":
            return _seated(committee, there, reply, words)
        case "say_gone" if read.raw("left") != "yes":
            return Changed(committee, words.stays_on_list, {})
        case "say_gone":
            successor = read.raw("successor")
            heir = PersonId(successor) if successor else None
            return Changed(seats.leave(committee, PersonId(reply.on), heir, reply.today), words.list_changed, {})
        case "change_seat":
            person = there.people.get(PersonId(read.raw("person")))
            if person is None:
                raise Refusal(Reason.UNKNOWN_CHOICE, "person")
            return Changed(seats.take_seat(committee, person, _seat(read), reply.today), words.list_changed, {})
        case _:
            raise Refusal(Reason.NOT_FOUND)


def _seated(committee: Committee, there: Committee, reply: Reply, words: Wording) -> Changed:
    account = next((each for each in reply.people if each.key == reply.on), None)
    if account is None:
        raise Refusal(Reason.NOT_FOUND, "account")
    if account.person in there.people:
        raise Refusal(Reason.OUT_OF_DATE)
    seat, _, known = reply.read.raw("seat").partition(".")
    if seat == NOT_IN:
        return Changed(committee, words.stays_on_list, {})
    if seat == IS:
        if known not in reply.free or known not in there.people:
            raise Refusal(Reason.OUT_OF_DATE)
        return Changed(committee, words.list_changed, {account.id: PersonId(known)})
    typed = screen_name(reply.read.maybe("name", max_chars=NAME_CHARS)) or screen_name(account.name)
    if not typed:
        raise Refusal(Reason.EMPTY_TEXT, "name")
    new = Person(account.person or PersonId(reply.fresh.id()), typed, Side.NONE, frozenset())
    # Somebody who was in it before comes back as the same person.
    person = replace(committee.people.get(new.id, new), name=typed)
    after = seats.take_seat(committee, person, _seat(reply.read), reply.today)
    return Changed(after, words.list_changed, {account.id: person.id})


def _seat(read: Reader) -> seats.Seat:
    role, _, side = read.raw("seat").partition(".")
    try:
        return Role(role), Side(side)
    except ValueError:
        raise Refusal(Reason.UNKNOWN_CHOICE, "seat") from None


def _newcomer(committee: Committee, account: Account, free: Collection[PersonId], words: Wording) -> Card:
    body = (Paragraph((words.came(screen_name(account.name)),)), _newcomer_form(committee, account, free, words))
    return Card(f"came-{account.key}", (words.came_title,), body)


def _newcomer_form(committee: Committee, account: Account, free: Collection[PersonId], words: Wording) -> Form:
    name = screen_name(account.name)
    seat = _seat_field(committee, words)
    # Whoever has an account is somebody else, unless it is this very one.
    known = [] if account.person else [each for each in committee.by_name if each.id in free]
    same = tuple(Option(f"{IS}.{each.id}", words.is_on_list(each.name)) for each in known)
    options = (*seat.options, Option(NOT_IN, words.not_in_committee), *same)[:MOST_OPTIONS]
    seat = replace(seat, options=options)
    written = TextField("name", words.screen_name_label(name), values=(name,), max_chars=NAME_CHARS)
    return Form(words.save, "seat_newcomer", (seat, written), account.key, about=(name,))


def _gone(committee: Committee, person: Person, words: Wording) -> Card:
    body = (Paragraph((words.gone(person.name),)), _gone_form(committee, person, words))
    return Card(f"gone-{person.id}", (words.gone_title,), body)


def _gone_form(committee: Committee, person: Person, words: Wording) -> Form:
    yes_no = (Option("yes", words.yes), Option("no", words.no))
    left = ChoiceField("left", words.is_gone(person.name), yes_no, required=True)
    role = seats.needed(committee, person.id)
    heirs = tuple(
        somebody(each) for each in committee.by_name if each.side is person.side and each.is_party and each != person
    )
    successor = (ChoiceField("successor", words.successor(role), heirs[:MOST_OPTIONS]),) if role and heirs else ()
    return Form(words.save, "say_gone", (left, *successor), person.id, about=(person.name,))


def _seat_field(committee: Committee, words: Wording) -> ChoiceField:
    options = tuple(Option(f"{role}.{side}", words.seat(role, side)) for role, side in seats.seats(committee))
    return ChoiceField("seat", words.seat_label, options, required=True)
