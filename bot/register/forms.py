"""The neutral forms and buttons of the meeting as HTML that needs no script."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from markupsafe import Markup

from bot.patterns import Html
from bot.register import fields
from bot.register.texts import elements_html, line_html
from dialogs.cards import Button, Buttons, Element, Form
from dialogs.forms import ChoiceField, DateField, Field, Option, TextField

_FOLDED = Html("<details{}><summary>{}{}</summary>{}</details>")
_ABOUT = Html(' <span class="about">{}</span>')


@dataclass(frozen=True, slots=True)
class Again:
    """What was refused: which form, what was typed into it, and what to send along when it is sent again."""

    action: str = ""
    on: str = ""
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    confirm: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desktop:
    """Where forms are sent to. `key` is chance, so that what is sent twice is done once; `any_value` says "choose"."""

    way: str
    key: str
    choose: str
    again: Again = Again()


def forms_html(elements: Iterable[Element], where: Desktop) -> Markup:
    """Give elements one after the other, with everything there is to press."""
    return Markup("").join(_each(elements, where))


def _each(elements: Iterable[Element], where: Desktop) -> Iterator[Markup]:
    for number, element in enumerate(elements):
        here = replace(where, key=f"{where.key}.{number}")
        match element:
            case Form():
                yield _form(element, here)
            case Buttons(buttons):
                for place, button in enumerate(buttons):
                    yield _button(button, replace(here, key=f"{here.key}.{place}"))
            case _:
                yield elements_html((element,), 2)


def _form(form: Form, where: Desktop) -> Markup:
    again = where.again if (where.again.action, where.again.on) == (form.action, form.on) else Again()
    shown = [_field(_with(each, again.typed), where) for each in form.fields]
    about = _ABOUT.format(line_html(form.about)) if form.about else ""
    label = Html("{}{}").format(form.label, about)
    made = fields.form(where.way, label, *shown, *_hidden(form, where, again))
    return _FOLDED.format(Markup(" open") if again.action else "", form.label, about, made) if form.folded else made


def _button(button: Button, where: Desktop) -> Markup:
    about = Html(": {}").format(line_html(button.about)) if button.about else ""
    label = Html("{}{}").format(button.label, about)
    return fields.form(where.way, label, *_hidden(button, where, Again()), main=False)


def _hidden(control: Form | Button, where: Desktop, again: Again) -> Iterator[Markup]:
    for name, value in (("action", control.action), ("on", control.on), ("seen", control.seen), ("key", where.key)):
        yield fields.hidden(name, value)
    for name, value in again.confirm.items():
        yield fields.hidden(name, value)


def _with(shown: Field, typed: Mapping[str, tuple[str, ...]]) -> Field:
    if shown.name not in typed:
        return shown
    return (
        replace(shown, value=typed[shown.name][0])
        if isinstance(shown, DateField)
        else replace(shown, values=typed[shown.name])
    )


def _field(shown: Field, where: Desktop) -> Markup:
    ident = f"{shown.name}-{where.key}"
    match shown:
        case TextField():
            return fields.text(
                shown.name,
                shown.label,
                shown.value,
                about=shown.help,
                long=shown.long,
                needed=shown.required,
                ident=ident,
            )
        case DateField():
            return fields.day(shown.name, shown.label, shown.value, about=shown.help, ident=ident)
        case ChoiceField(many=True):
            return fields.several(shown.name, shown.label, shown.options, shown.values, about=shown.help, ident=ident)
        case ChoiceField():
            options = shown.options if shown.values else (Option("", where.choose), *shown.options)
            chosen = shown.values[0] if shown.values else ""
            return fields.choice(shown.name, shown.label, options, chosen, about=shown.help, ident=ident)
        case _:
            assert_never(shown)
