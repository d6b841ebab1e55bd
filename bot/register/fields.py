"""The controls of the register's forms."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.patterns import Html
from dialogs.forms import Option

_FIELD = Html('<div class="field"><label for="{name}">{label}</label>{help}{control}</div>')
_GROUP = Html('<fieldset class="field"><legend>{label}</legend>{help}{options}</fieldset>')
_HELP = Html('<p class="help" id="{}-help">{}</p>')
_FORM = Html(
    '<form class="asked" method="post" action="{action}"{kind}>{about}{fields}'
    '<div class="buttons"><button class="main">{label}</button></div></form>'
)


def text(
    name: str, label: str, value: str = "", *, about: str = "", long: bool = False, needed: bool = False
) -> Markup:
    """Give a field for text."""
    marks = Markup(" required") if needed else ""
    told = Html(' aria-describedby="{}-help"').format(name) if about else ""
    control = (
        Html('<textarea id="{}" name="{}" rows="3"{}{}>{}</textarea>').format(name, name, marks, told, value)
        if long
        else Html('<input type="text" id="{}" name="{}" value="{}" autocomplete="off"{}{}>').format(
            name, name, value, marks, told
        )
    )
    return _FIELD.format(name=name, label=label, help=_help(name, about), control=control)


def day(name: str, label: str, value: object = None, *, about: str = "") -> Markup:
    """Give a field for a date."""
    told = Html(' aria-describedby="{}-help"').format(name) if about else ""
    control = Html('<input type="date" id="{}" name="{}" value="{}"{}>').format(name, name, value or "", told)
    return _FIELD.format(name=name, label=label, help=_help(name, about), control=control)


def choice(name: str, label: str, options: Iterable[Option], chosen: object = "", *, about: str = "") -> Markup:
    """Give a list to choose one from."""
    line = Html('<option value="{}"{}>{}</option>')
    told = (line.format(each.id, Markup(" selected") if each.id == chosen else "", each.label) for each in options)
    control = Html('<select id="{}" name="{}">{}</select>').format(name, name, Markup("").join(told))
    return _FIELD.format(name=name, label=label, help=_help(name, about), control=control)


def several(name: str, label: str, options: Iterable[Option], chosen: Iterable[str], *, about: str = "") -> Markup:
    """Give boxes of which any may be ticked."""
    line = Html('<label class="option"><input type="checkbox" name="{}" value="{}"{}> <span>{}</span></label>')
    on = set(chosen)
    told = (line.format(name, each.id, Markup(" checked") if each.id in on else "", each.label) for each in options)
    return _GROUP.format(label=label, help=_help(name, about), options=Markup("").join(told))


def file(name: str, label: str, kinds: str, *, about: str = "") -> Markup:
    """Give a field for a file of some `kinds`."""
    told = Html(' aria-describedby="{}-help"').format(name) if about else ""
    control = Html('<input type="file" id="{}" name="{}" accept="{}" required{}>').format(name, name, kinds, told)
    return _FIELD.format(name=name, label=label, help=_help(name, about), control=control)


def hidden(name: str, value: object) -> Markup:
    """Give what travels along unseen."""
    return Html('<input type="hidden" name="{}" value="{}">').format(name, value)


def form(action: str, label: str, *fields: Markup, about: object = "", files: bool = False) -> Markup:
    """Give a form with one button. `about` stands above the fields."""
    kind = Markup(' enctype="multipart/form-data"') if files else ""
    return _FORM.format(action=action, label=label, kind=kind, about=about, fields=Markup("").join(fields))


def _help(name: str, about: str) -> Markup | str:
    return _HELP.format(name, about) if about else ""
