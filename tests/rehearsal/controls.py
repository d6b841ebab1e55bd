"""Buttons and forms: finding the right one, filling it in as a browser would, and the body it sends."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

Pairs = list[tuple[str, str]]
HANDED_IN = frozenset({"theme", "merge"})
CHOICES = frozenset({"radio", "checkbox", "select"})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    `kind` is text, date, textarea, radio, checkbox or select; `values` is what it would send now; `options` what can be
    chosen. With `many`, lines can be added.
    """

    name: str
    kind: str
    values: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    many: bool = False

    def and_then(self, values: Sequence[str], options: Sequence[str]) -> "Field":
        """Give the field with one more input of the same name."""
        return replace(self, values=(*self.values, *values), options=(*self.options, *options))


@dataclass(frozen=True, slots=True)
class Control:
    """A button, or a form with fields. `about` is what stands after its label for those who only hear it."""

    action: str
    on: str = ""
    seen: str = ""
    url: str = ""
    about: str = ""
    card: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What a step wants done.

    Attributes:
        action: what the control does.
        on: the id of the thing, where the driver has learnt it.
        text: what the thing is called on the screen.
        card: the card the control stands on, where the same text can stand on several.
        fills: values by field name.
        empties: fields (or, with a dot at the end, families of fields) that are left empty unless they are filled.
        spill: the field where people type what a field with choices does not offer.
    """

    action: str
    on: str = ""
    text: str = ""
    card: str = ""
    fills: Mapping[str, Sequence[str]] = field(default_factory=dict)
    empties: tuple[str, ...] = ()
    spill: Mapping[str, str] = field(default_factory=dict)


def find(controls: Iterable[Control], wish: Wish) -> Control | None:
    """Give the control that a person would use, or None when none is offered."""
    same = [control for control in controls if control.action == wish.action]
    if not wish.on and not wish.text:
        return next((control for control in same if not control.on), same[0] if len(same) == 1 else None)
    by_id = [control for control in same if wish.on and control.on == wish.on]
    if by_id:
        return by_id[0]
    by_text = [control for control in same if wish.text and control.about == wish.text]
    scoped = [control for control in by_text if wish.card and control.card == wish.card] or by_text
    # A text that a pair hands in can be another contribution than the one that was learnt, word for word the same.
    return scoped[0] if scoped and (not wish.on or wish.action in HANDED_IN) else None


def fill(control: Control, wish: Wish) -> tuple[Pairs, list[str]]:
    """Fill a form in.

    Returns:
        What is sent, in the order of the page, and the names of fields or options that the form does not offer.
    """
    sent: Pairs = []
    unoffered: list[str] = []
    fills = _spilt(control, wish)
    for each in control.fields:
        wanted = fills.get(each.name)
        if wanted is None:
            wanted = _emptied(each) if _is_emptied(each.name, wish) else each.values
        elif not _offers(each, wanted):
            unoffered.append(each.name)
        sent += [(each.name, value) for value in _sent(each, wanted)]
    known = {each.name for each in control.fields}
    for name, values in fills.items():
        if name not in known and any(values):
            unoffered.append(name)
            sent += [(name, value) for value in values]
    return sent, unoffered


def _spilt(control: Control, wish: Wish) -> Mapping[str, Sequence[str]]:
    """Give the values by field, with those that a choice does not offer in the field beside it."""
    fills = dict(wish.fills)
    for each in control.fields:
        beside = wish.spill.get(each.name)
        if beside and each.name in fills:
            fills[beside] = [value for value in fills[each.name] if value not in each.options]
            fills[each.name] = [value for value in fills[each.name] if value in each.options]
    return fills


def _is_emptied(field_name: str, wish: Wish) -> bool:
    return any(field_name == name or (name.endswith(".") and field_name.startswith(name)) for name in wish.empties)


def _emptied(each: Field) -> Sequence[str]:
    if each.kind in CHOICES:
        return ("",) if "" in each.options else ()
    return ()


def _offers(each: Field, wanted: Sequence[str]) -> bool:
    if each.kind in CHOICES:
        return set(wanted) <= set(each.options) and (each.kind == "checkbox" or len(wanted) <= 1)
    return each.many or len(wanted) <= 1


def _sent(each: Field, wanted: Sequence[str]) -> Sequence[str]:
    if each.kind == "checkbox":
        return [option for option in each.options if option in wanted] + [v for v in wanted if v not in each.options]
    if each.kind in CHOICES:
        return wanted
    # Inputs that are left over stay on the form, and an empty one is sent too.
    return [*wanted, *[""] * (max(len(each.values), 1) - len(wanted))]


def body(control: Control, sent: Pairs, key: str, confirm: Mapping[str, str]) -> bytes:
    """Give the bytes that a browser sends for a form."""
    head = [("action", control.action), ("on", control.on), ("seen", control.seen), ("key", key)]
    return urlencode([*head, *sent, *confirm.items()]).encode()
