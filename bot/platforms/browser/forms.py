"""Buttons and forms as HTML. Each is a form of its own, so that everything works without a script.

The base id of a field sits on the first thing in it that can take the focus; links from error messages go there.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from typing import assert_never

from markupsafe import Markup

from bot.patterns import Html, together
from bot.platforms.browser.limits import LIMITS
from bot.platforms.browser.lines import about_html
from dialogs.cards import Button, Form
from dialogs.forms import ChoiceField, DateField, Field, TextField

HIDDEN = ("action", "on", "seen", "key")
"""Names that every form sends along; no field may have one of them."""

KEY_SLOT = re.compile(r'<input type="hidden" name="key" value="(?=">)')
"""Where a form without a key takes one. What people typed is escaped and cannot look like it."""

FreshKey = Callable[[], str]
"""Gives the key that makes one sending of one form a single one; called once a form."""


def no_key() -> str:
    """Give no key: the script makes one when the form is sent."""
    return ""


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """A form that came back: what is wrong in which field, and what was typed.

    `field` is empty when the fault is in no single field. `confirm` holds what is sent along next time, so that sending
    again means "yes, I mean it".
    """

    action: str
    on: str
    field: str
    text: str
    typed: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    confirm: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def is_in(self, sent: Button | Form) -> bool:
        """Tell whether this form or button is the one that came back."""
        return (self.action, self.on) == (sent.action, sent.on)


_FRAME = Html(
    '<form id="{ident}" method="post" action="{act}" data-action="{action}" data-on="{on}" autocomplete="off">'
    '<input type="hidden" name="action" value="{action}"><input type="hidden" name="on" value="{on}">'
    '<input type="hidden" name="seen" value="{seen}"><input type="hidden" name="key" value="{key}">{inner}</form>'
)
_SUBMIT = Html('<button type="submit" class="{weight}">{label}{about}</button>')
_ERROR = Html('<p class="error" id="{}-error">{}</p>')
_HELP = Html('<p class="help" id="{}-help">{}</p>')
_CONFIRM = Html('<input type="hidden" data-confirm name="{}" value="{}">')
_CHECKED = Markup(" checked")
_SELECTED = Markup(" selected")


def button_html(
    button: Button, act: str, ident: str, fault: Fault | None = None, fresh_key: FreshKey = no_key
) -> Markup:
    """Give a button as a form that sends nothing but the press; the arguments are those of `form_html`."""
    return _frame(button, act, ident, (), fault if fault and fault.is_in(button) else None, fresh_key)


def form_html(form: Form, act: str, ident: str, fault: Fault | None = None, fresh_key: FreshKey = no_key) -> Markup:
    """Give a form with its fields, refilled with what was typed when it came back with a fault.

    Args:
        form: The form to draw.
        act: The address that it is sent to.
        ident: The id of the form; those of its fields begin with it.
        fault: What is wrong, if anything; a fault of another form changes nothing here.
        fresh_key: Gives the key of this form.
    """
    mine = fault if fault and fault.is_in(form) else None
    framed = _frame(form, act, ident, form.fields, mine, fresh_key)
    if not form.folded:
        return framed
    return Html('<details class="fold"{}><summary class="{}">{}{}</summary>{}</details>').format(
        Markup(" open") if mine else "", form.weight.value, form.label, about_html(form.about), framed
    )


def field_id(form_id: str, name: str) -> str:
    """Give the base id of a field."""
    return f"{form_id}-{name}"


def _frame(
    sent: Button | Form, act: str, ident: str, fields: tuple[Field, ...], fault: Fault | None, fresh_key: FreshKey
) -> Markup:
    rows = [_field(each, field_id(ident, each.name), fault) for each in fields]
    if fault and fault.field not in {each.name for each in fields}:
        rows.insert(0, _ERROR.format(ident, fault.text))
    if fault:
        rows += [_CONFIRM.format(name, value) for name, value in fault.confirm.items()]
    rows.append(_SUBMIT.format(weight=sent.weight.value, label=sent.label, about=about_html(sent.about)))
    return _FRAME.format(
        ident=ident,
        act=act,
        action=sent.action,
        on=sent.on,
        seen=sent.seen,
        key=fresh_key(),
        inner=together(rows),
    )


def _field(each: Field, ident: str, fault: Fault | None) -> Markup:
    wrong = fault.text if fault and fault.field == each.name else ""
    notes = _HELP.format(ident, each.help) if each.help else Markup("")
    notes += _ERROR.format(ident, wrong) if wrong else Markup("")
    described = " ".join([f"{ident}-help"] * bool(each.help) + [f"{ident}-error"] * bool(wrong))
    state = Html(' aria-describedby="{}"').format(described) if described else Markup("")
    state += Markup(' aria-invalid="true"') if wrong else Markup("")
    typed = fault.typed.get(each.name, ()) if fault else None
    match each:
        case TextField():
            filled = each if typed is None else dataclasses.replace(each, values=typed)
            return _texts(filled, ident, notes, state) if each.many else _text(filled, ident, notes, state)
        case ChoiceField():
            chosen = each if typed is None else dataclasses.replace(each, values=typed)
            if not each.many and (each.closed or len(each.options) > LIMITS["radio_options"]):
                return _select(chosen, ident, notes, state)
            return _options(chosen, ident, notes, state)
        case DateField():
            value = each.value if typed is None else "".join(typed[:1])
            row = Html('<input type="date" id="{}" name="{}" value="{}"{}{}>')
            return _labelled(each, ident, notes, row.format(ident, each.name, value, _required(each), state))
        case _:
            assert_never(each)


def _required(each: Field) -> Markup:
    # Not `required`: browsers would speak their own language where the server has better words.
    return Markup(' aria-required="true"') if each.required else Markup("")


def _labelled(each: Field, ident: str, notes: Markup, row: Markup) -> Markup:
    return Html('<div class="field"><label for="{}">{}</label>{}{}</div>').format(ident, each.label, notes, row)


def _input(each: TextField, ident: str, value: str, state: Markup) -> Markup:
    if each.long:
        # The first line break in a textarea is swallowed, so one is given away.
        return Html('<textarea id="{}" name="{}" rows="3" dir="auto"{}>\n{}</textarea>').format(
            ident, each.name, state, value
        )
    row = Html('<input type="text" id="{}" name="{}" value="{}" dir="auto"{}>')
    return row.format(ident, each.name, value, state)


def _text(each: TextField, ident: str, notes: Markup, state: Markup) -> Markup:
    return _labelled(each, ident, notes, _input(each, ident, each.value, _required(each) + state))


def _texts(each: TextField, ident: str, notes: Markup, state: Markup) -> Markup:
    rows = []
    for number, value in enumerate([*(value for value in each.values if value), ""], start=1):
        name = Html(' aria-label="{} {}"').format(each.label, number)
        rows.append(_input(each, _nth(ident, number), value, name + state))
    return Html('<fieldset class="field" data-many="{}"><legend>{}</legend>{}{}</fieldset>').format(
        each.label, each.label, notes, together(rows)
    )


def _options(each: ChoiceField, ident: str, notes: Markup, state: Markup) -> Markup:
    kind = "checkbox" if each.many else "radio"
    row = Html(
        '<label class="option"><input type="{}" id="{}" name="{}" value="{}"{}{}><span><bdi>{}</bdi></span></label>'
    )
    rows = []
    for number, option in enumerate(each.options, start=1):
        checked = _CHECKED if option.id in each.values else ""
        rows.append(row.format(kind, _nth(ident, number), each.name, option.id, checked, state, option.label))
    role = Markup(' role="radiogroup" aria-required="true"') if each.required and not each.many else ""
    return Html('<fieldset class="field"{}><legend>{}</legend>{}{}</fieldset>').format(
        role, each.label, notes, together(rows)
    )


def _select(each: ChoiceField, ident: str, notes: Markup, state: Markup) -> Markup:
    row = Html('<option value="{}" dir="auto"{}>{}</option>')
    rows = together(
        row.format(option.id, _SELECTED if option.id in each.values else "", option.label) for option in each.options
    )
    box = Html('<select id="{}" name="{}"{}{}><option value="">–</option>{}</select>')
    return _labelled(each, ident, notes, box.format(ident, each.name, _required(each), state, rows))


def _nth(ident: str, number: int) -> str:
    return ident if number == 1 else f"{ident}-{number}"
