"""Setting a committee up in the conversation where it meets: a few short forms, one after the other.

What was answered so far travels in the form itself (`on`), so that nothing is kept before the last one is sent. People
are chosen by side and by role, never with a field for each, so that a hundred of them fit every channel.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from dialogs.cards import Card, Element, Facts, Form, Line, Paragraph, Said
from dialogs.content import Language
from dialogs.flows.calling import starts_at
from dialogs.flows.founding_answers import Answers, Step, carried
from dialogs.flows.founding_forms import (
    channel_field,
    committee_form,
    date_fields,
    more_roles_form,
    roles_form,
    sides_form,
)
from dialogs.flows.membership import change_form
from dialogs.flows.reading import Reader
from dialogs.flows.roster import Account, Conversation
from dialogs.model import composing
from dialogs.model.ids import CommitteeId, Fresh, PersonId
from dialogs.model.people import SIDES, Committee, Level, Person, Role, Side
from dialogs.model.refusals import Reason, Refusal
from dialogs.wording import Wording, wording

# What one list holds on every channel.
MOST_PEOPLE = 100
Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Founded:
    """What the answers came to. `accounts` gives who each account is, `channel` where messages to the organisation go.

    `channel` is nothing, and `starts_at` None, where that is chosen later.
    """

    committee: Committee
    accounts: Mapping[str, PersonId]
    channel: str
    starts_at: datetime | None


def invitation(words: Wording) -> Card:
    """Give the card that offers to set a committee up."""
    return Card("found", (words.found_title,), (Paragraph((words.found_help,)), Form(words.found, Step.OPEN, ())))


def begin(where: Conversation, words: Wording, language: str) -> Form:
    """Give the first form. `language` is the one that stands chosen in it.

    Raises:
        Refusal: `out_of_range` for a conversation of more than a hundred people.
    """
    if len(where.people) > MOST_PEOPLE:
        raise Refusal(Reason.OUT_OF_RANGE, "people", least=0, most=MOST_PEOPLE)
    return committee_form(where, words, language)


def words_for(on: str, fields: Fields, language: str) -> Wording:
    """Give the words of the language and the kind of committee that were chosen so far, or of `language`."""
    given = Reader({**carried(on), **fields})
    chosen = given.raw("language")
    return wording(chosen if chosen in set(Language) else language, team=given.raw("level") == Level.TEAM)


def go_on(
    where: Conversation, action: str, on: str, fields: Fields, now: datetime, zone: tzinfo, fresh: Fresh
) -> Form | Founded:
    """Take the answers of one form, and give the next form, or after the last one what they came to.

    Raises:
        Refusal: with the field it is about; `not_found` for a form that is none of these.
    """
    given = Answers(where, {**carried(on), **fields})
    begins = _committee(given, now, zone)
    words = words_for(on, fields, Language.DA)
    if action == Step.COMMITTEE:
        return sides_form(given, words)
    _people(given)
    if action == Step.SIDES:
        return roles_form(given, words)
    if action not in {Step.ROLES, Step.MORE_ROLES}:
        raise Refusal(Reason.NOT_FOUND)
    ids = {each.id: _id(given, each, fresh) for each in given.chosen}
    people = [_person(given, each, ids[each.id]) for each in given.chosen]
    language = given.read.raw("language")
    committee = Committee(CommitteeId(fresh.id()), given.name, given.level, language, {one.id: one for one in people})
    composing.check(committee)
    if action == Step.ROLES and not committee.is_team:
        return more_roles_form(given, words)
    return Founded(committee, ids, channel_from(given.read, where), begins)


def _committee(given: Answers, now: datetime, zone: tzinfo) -> datetime | None:
    """Hold what stands in the first form to the rules, and give when the first meeting begins."""
    if composing.same(given.name) in given.where.taken:
        raise Refusal(Reason.NAME_TAKEN, "committee")
    given.read.choice("level", Level)
    given.read.choice("language", Language)
    channel_from(given.read, given.where)
    if not given.read.raw("starts_on").strip():
        return None
    begins = starts_at(given.read, zone)
    if begins <= now:
        raise Refusal(Reason.OUT_OF_RANGE, "starts_on")
    return begins


def channel_from(read: Reader, where: Conversation) -> str:
    """Read where messages to the organisation go, or nothing where that waits.

    Raises:
        Refusal: `unknown_choice`.
    """
    channel = read.raw("channel")
    if channel and channel not in {option.id for option in where.channels}:
        raise Refusal(Reason.UNKNOWN_CHOICE, "channel")
    return channel


def channel_form(where: Conversation, committee: Committee, words: Wording) -> Form:
    """Give the form in which that is chosen later."""
    return Form(words.choose_channel, "choose_channel", (channel_field(where, words),), committee.id)


def _people(given: Answers) -> None:
    """Hold that nobody is on two sides, that no side is empty, and that no two have one name."""
    for side in (Side.TEAM,) if given.level is Level.TEAM else SIDES:
        if not given.on_side(side):
            raise Refusal(Reason.BOTH_SIDES_REQUIRED, side)
    names: set[str] = set()
    for each in given.by_name(given.chosen):
        name, sides = given.name_of(each), given.sides[each.key]
        if len(sides) > 1:
            raise Refusal(Reason.TWO_PLACES, sides[1], name=name)
        if not name or composing.same(name) in names:
            raise Refusal(Reason.NAME_TAKEN, f"name.{each.key}")
        names.add(composing.same(name))


def _person(given: Answers, account: Account, person: PersonId) -> Person:
    (side,), roles = given.sides[account.key], given.roles[account.key]
    if side is not Side.NONE and not roles & {Role.CHAIR, Role.VICE_CHAIR, Role.SUBSTITUTE}:
        roles |= {Role.MEMBER}
    return Person(person, given.name_of(account), side, roles)


def _id(given: Answers, account: Account, fresh: Fresh) -> PersonId:
    # Chance makes it: an id made from a name could be that of somebody else in another committee.
    return account.person or PersonId(fresh.id(1 + given.where.people.index(account)))


def founded_card(committee: Committee, first_meeting: str, words: Wording, *, has_channel: bool) -> Card:
    """Show everybody in the conversation what was set up, with what can still be chosen.

    `first_meeting` is its day and time, or nothing. A form without fields opens one that has them: `channel_form`.
    """
    name: Line = (Said(committee.name), f" ({words.level(committee.level)})")
    rows: list[tuple[str, Line]] = [(words.committee_name_label, name)]
    for side in (*committee.sides, Side.NONE):
        names = [person.name for person in committee.by_name if person.side is side]
        if names:
            rows.append((words.side_of(side), (words.listing(names),)))
    for role in Role:
        names = [person.name for person in committee.by_name if role in person.roles]
        if names and role is not Role.MEMBER:
            rows.append((words.role(role), (words.listing(names),)))
    rows.append((words.first_meeting_label, (first_meeting or words.no_date_yet,)))
    body: list[Element] = [Facts(tuple(rows)), Paragraph((words.founded_help,))]
    if not first_meeting:
        body.append(Form(words.plan_first, "plan_first", date_fields(words), committee.id))
    if not has_channel:
        body.append(Form(words.choose_channel, "choose_channel", (), committee.id))
    body.append(change_form(committee, words))
    return Card("founded", (words.founded_title,), tuple(body))
