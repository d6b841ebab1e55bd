"""The forms in which a committee is set up."""

from collections.abc import Sequence
from datetime import UTC, datetime

from dialogs.cards import Form
from dialogs.content import Language
from dialogs.flows.founding_answers import Answers, Step, carry, chat_name, told_apart
from dialogs.flows.options import MOST_OPTIONS
from dialogs.flows.roster import NAME_CHARS, Account, Conversation
from dialogs.forms import ChoiceField, DateField, Field, Option, TextField
from dialogs.model.composing import WITHOUT_VICE_CHAIR
from dialogs.model.people import SIDES, Level, Role, Side
from dialogs.wording import Wording
from dialogs.wording.letters import clip

# A hundred names in every list fit a dialog then.
NAME_IN_LIST_CHARS = 40
# Each language under its own name, so that people find theirs whatever they read now.
LANGUAGES = (Option(Language.DA, "Dansk"), Option(Language.EN, "English"))
# Of any day: only the clock is read.
USUAL_TIME = datetime(2000, 1, 1, 10, tzinfo=UTC)
_STEPS = tuple(Step)


def committee_form(where: Conversation, words: Wording, language: str) -> Form:
    """Ask what the committee is, where its messages go, and when it meets first."""
    levels = tuple(Option(level, words.level(level)) for level in Level)
    channel = (channel_field(where, words),) if where.channels else ()
    fields = (
        TextField("committee", words.committee_name_label, required=True, max_chars=NAME_CHARS),
        ChoiceField("level", words.level_label, levels, required=True),
        ChoiceField("language", words.language_label, LANGUAGES, values=(language,), required=True),
        *channel,
        *date_fields(words, words.date_may_wait),
    )
    # A team has fewer steps, and which it is stands in this one.
    title = words.step(1, 0, words.committee_title)
    return Form(words.go_on, Step.COMMITTEE, fields, about=(title,))


def channel_field(where: Conversation, words: Wording) -> ChoiceField:
    """Ask where messages to the organisation are posted; it may wait."""
    channels = (Option("", words.organisation_later), *where.channels)[:MOST_OPTIONS]
    return ChoiceField("channel", words.organisation_label, channels, values=("",))


def date_fields(words: Wording, help_text: str = "") -> tuple[Field, ...]:
    """Ask when the first meeting is. With a word of help it may be left open."""
    label = f"{words.first_meeting_label}: {words.starts_on_label}"
    return (
        DateField("starts_on", label, help_text, required=not help_text),
        TextField("starts_time", words.starts_time_label, words.starts_time_help, (words.time(USUAL_TIME),)),
    )


def sides_form(given: Answers, words: Wording) -> Form:
    """Ask who is on which side, and how two of the same name are told apart."""
    everybody = given.where.people
    if given.level is Level.TEAM:
        # Most often all of them are in it.
        all_keys = tuple(each.key for each in everybody)
        people = [_people(given, Side.TEAM, words.side_of(Side.TEAM), everybody, "", words, all_keys)]
    else:
        # Said once, above all of them.
        helps = (words.not_chosen_help, "")
        sides = zip(SIDES, helps, strict=True)
        people = [_people(given, side, words.side_of(side), everybody, said, words) for side, said in sides]
        people.append(_people(given, Side.NONE, words.beside_label, everybody, words.may_stay_empty, words))
    names = (_name(each, words) for each in given.by_name(given.alike))
    return _form(Step.SIDES, given, words, words.sides_title, (*people, *names))


def _name(account: Account, words: Wording) -> TextField:
    label = words.screen_name_label(chat_name(account))
    help_text = words.same_name_help
    return TextField(f"name.{account.key}", label, help_text, (told_apart(account),), max_chars=NAME_CHARS)


def roles_form(given: Answers, words: Wording) -> Form:
    """Ask for chair, vice-chairs and secretary, and what those do who are on neither side."""
    first = given.on_side(Side.TEAM if given.level is Level.TEAM else Side.MANAGEMENT)
    vice_chairs, beside = given.on_side(Side.EMPLOYEES), given.on_side(Side.NONE)
    people = ((Role.CHAIR, first), (Role.VICE_CHAIR, vice_chairs), (Role.SECRETARY, given.chosen))
    roles = (*people, (Role.OBSERVER, beside), (Role.HR, beside))
    return _form(Step.ROLES, given, words, words.roles_title, _in_roles(given, roles, words))


def more_roles_form(given: Answers, words: Wording) -> Form:
    """Ask for substitutes and for those who have a role at the workplace."""
    leaders, employees = given.on_side(Side.MANAGEMENT), given.on_side(Side.EMPLOYEES)
    roles = (
        (Role.SUBSTITUTE, (*leaders, *employees)),
        (Role.SHOP_STEWARD, employees),
        (Role.SAFETY_REP, employees),
        (Role.SAFETY_LEADER, leaders),
        (Role.TEAM_LEADER, leaders),
    )
    return _form(Step.MORE_ROLES, given, words, words.more_roles_title, _in_roles(given, roles, words))


def _in_roles(
    given: Answers, roles: Sequence[tuple[Role, tuple[Account, ...]]], words: Wording
) -> tuple[ChoiceField, ...]:
    required = {Role.CHAIR} if given.level in WITHOUT_VICE_CHAIR else {Role.CHAIR, Role.VICE_CHAIR}
    fields = []
    for role, people in roles:
        if people:
            help_text = "" if role in required else words.may_stay_empty
            fields.append(_people(given, role, words.role(role), people, help_text, words, many=role is not Role.CHAIR))
    return tuple(fields)


def _people(
    given: Answers,
    name: Side | Role,
    label: str,
    people: Sequence[Account],
    help_text: str,
    words: Wording,
    values: tuple[str, ...] = (),
    *,
    many: bool = True,
) -> ChoiceField:
    options = tuple(Option(each.key, clip(given.label_of(each), NAME_IN_LIST_CHARS)) for each in given.by_name(people))
    return ChoiceField(name, label, options, help_text, values, required=help_text != words.may_stay_empty, many=many)


def _form(step: Step, given: Answers, words: Wording, title: str, fields: tuple[Field, ...]) -> Form:
    # A team has no more roles than those of the third form.
    last = len(_STEPS) - (2 if given.level is Level.TEAM else 1)
    number = _STEPS.index(step)
    label = words.found if number == last else words.go_on
    return Form(label, step, fields, carry(given.fields), about=(words.step(number, last, title),))
