"""The two forms of a proposal, as fields and back."""

from enum import StrEnum

from dialogs.flows.follow_up import stop_criteria_from, stop_fields
from dialogs.flows.options import somebody
from dialogs.flows.reading import Reader
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, DateField, Field, Option, TextField, iso, one
from dialogs.model.ids import PersonId
from dialogs.model.pilots import Decider, Elaboration, ShortForm, ToolStatus, WithoutAi

TITLE_CHARS = 80
TEXTS = (
    "involvement",
    "effects",
    "new_work",
    "gains",
    "data_types",
    "baseline",
    "may_stop",
    "training",
    "sceptics",
    "excluded",
    "cost",
)


class YesNo(StrEnum):
    """A plain question."""

    YES = "yes"
    NO = "no"


def short_from(read: Reader) -> ShortForm:
    """Read fields 1-9.

    Raises:
        Refusal: what reading the fields raises.
    """
    voluntary = read.maybe_choice("voluntary", YesNo)
    leader = read.raw("responsible_leader")
    return ShortForm(
        title=read.maybe("title", max_chars=TITLE_CHARS),
        problem=read.maybe("problem"),
        core_task=read.maybe("core_task"),
        trial=read.maybe("trial"),
        without_ai=read.maybe_choice("without_ai", WithoutAi),
        tool_status=read.maybe_choice("tool_status", ToolStatus),
        tool=read.maybe("tool"),
        participants=read.maybe("participants"),
        voluntary=voluntary is YesNo.YES if voluntary else None,
        ai_does=read.maybe("ai_does"),
        people_do=read.maybe("people_do"),
        responsible_leader=PersonId(leader) if leader else None,
    )


def short_fields(view: View, short: ShortForm) -> tuple[Field, ...]:
    """Give fields 1-9, filled with what is there."""
    words = view.words
    people = sorted(view.meeting.committee.people.values(), key=lambda person: person.name)
    leaders = tuple(somebody(person) for person in people)
    voluntary = "" if short.voluntary is None else "yes" if short.voluntary else "no"
    return (
        title_field(view, short.title),
        _text(view, "problem", short.problem),
        _text(view, "core_task", short.core_task, long=False),
        _text(view, "trial", short.trial),
        _choice(view, "without_ai", WithoutAi, short.without_ai),
        _choice(view, "tool_status", ToolStatus, short.tool_status),
        _text(view, "tool", short.tool, long=False),
        _text(view, "participants", short.participants, long=False),
        _choice(view, "voluntary", YesNo, voluntary),
        _text(view, "ai_does", short.ai_does),
        _text(view, "people_do", short.people_do),
        ChoiceField(
            "responsible_leader",
            words.field("responsible_leader"),
            leaders,
            words.field_help("responsible_leader"),
            # Who has left since is no answer any more.
            one(short.responsible_leader if short.responsible_leader in view.meeting.committee.people else None),
        ),
    )


def elaboration_from(read: Reader) -> Elaboration:
    """Read fields 10-24.

    Raises:
        Refusal: what reading the fields raises.
    """
    texts = {name: read.maybe(name) for name in TEXTS}
    return Elaboration(
        decided_by=read.maybe_choice("decided_by", Decider),
        start_on=read.day("start_on"),
        end_on=read.day("end_on"),
        success_signs=read.texts("success_signs"),
        stop_criteria=stop_criteria_from(read),
        **texts,
    )


def elaboration_fields(view: View, more: Elaboration) -> tuple[Field, ...]:
    """Give fields 10-24, filled with what is there."""
    words = view.words
    return (
        _choice(view, "decided_by", Decider, more.decided_by),
        DateField("start_on", words.field("start_on"), words.four_to_twelve_weeks, value=iso(more.start_on)),
        DateField("end_on", words.field("end_on"), words.field_help("end_on"), iso(more.end_on)),
        TextField("success_signs", words.field("success_signs"), words.signs_help, more.success_signs, many=True),
        *stop_fields(view, more.stop_criteria),
        *(_text(view, name, getattr(more, name)) for name in TEXTS),
    )


def title_field(view: View, title: str) -> TextField:
    """Give the field for the title."""
    label, help_text = view.words.field("title"), view.words.field_help("title")
    return TextField("title", label, help_text, one(title), required=True, max_chars=TITLE_CHARS)


def _text(view: View, name: str, value: str, *, long: bool = True) -> TextField:
    return TextField(name, view.words.field(name), view.words.field_help(name), one(value), long=long)


def _choice(view: View, name: str, kind: type[StrEnum], value: str | None) -> ChoiceField:
    options = tuple(Option(option, view.words.answer(name, option)) for option in kind)
    return ChoiceField(name, view.words.field(name), options, view.words.field_help(name), one(value))
