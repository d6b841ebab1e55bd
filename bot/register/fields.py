"""The controls of the register's forms. `ident` names a control where several on a page have the same name."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.patterns import Html
from dialogs.forms import Option

_FIELD = Html('<div class="field"><label for="{ident}">{label}</label>{help}{control}</div>')
_GROUP = Html('<fieldset class="field"><legend>{label}</legend>{help}{options}</fieldset>')
_HELP = Html('<p class="help" id="{}-help">{}</p>')
_FORM = Html(
    '<form class="asked" method="post" action="{action}"{kind}>{about}{fields}'
    '<div class="buttons"><button{weight}>{label}</button></div></form>'
)
_LINE = Html('<input type="{kind}" id="{ident}" name="{name}" value="{value}" autocomplete="off"{marks}>')
_LONG = Html('<textarea id="{ident}" name="{name}" rows="3"{marks}>{value}</textarea>')


def text(
    name: str,
    label: str,
    value: str = "",
    *,
    about: str = "",
    long: bool = False,
    needed: bool = False,
    ident: str = "",
) -> Markup:
    """Give a field for text."""
    marks = Html("{}{}").format(Markup(" required") if needed else "", _told(ident or name, about))
    control = (_LONG if long else _LINE).format(kind="text", ident=ident or name, name=name, value=value, marks=marks)
    return _field(ident or name, label, about, control)


def day(name: str, label: str, value: object = None, *, about: str = "", ident: str = "") -> Markup:
    """Give a field for a date."""
    ident, marks = ident or name, _told(ident or name, about)
    control = _LINE.format(kind="date", ident=ident, name=name, value=value or "", marks=marks)
    return _field(ident, label, about, control)


def choice(
    name: str, label: str, options: Iterable[Option], chosen: object = "", *, about: str = "", ident: str = ""
) -> Markup:
    """Give a list to choose one from."""
    line = Html('<option value="{}"{}>{}</option>')
    told = (line.format(each.id, Markup(" selected") if each.id == chosen else "", each.label) for each in options)
    control = Html('<select id="{}" name="{}">{}</select>').format(ident or name, name, Markup("").join(told))
    return _field(ident or name, label, about, control)


def several(
    name: str, label: str, options: Iterable[Option], chosen: Iterable[str], *, about: str = "", ident: str = ""
) -> Markup:
    """Give boxes of which any may be ticked."""
    line = Html('<label class="option"><input type="checkbox" name="{}" value="{}"{}> <span>{}</span></label>')
    on = set(chosen)
    told = (line.format(name, each.id, Markup(" checked") if each.id in on else "", each.label) for each in options)
    return _GROUP.format(label=label, help=_help(ident or name, about), options=Markup("").join(told))


def file(name: str, label: str, kinds: str, *, about: str = "") -> Markup:
    """Give a field for a file of some `kinds`."""
    control = Html('<input type="file" id="{}" name="{}" accept="{}" required{}>').format(
        name, name, kinds, _told(name, about)
    )
    return _field(name, label, about, control)


def hidden(name: str, value: object) -> Markup:
    """Give what travels along unseen."""
    return Html('<input type="hidden" name="{}" value="{}">').format(name, value)


def form(
    action: str, label: object, *fields: Markup, about: object = "", files: bool = False, main: bool = True
) -> Markup:
    """Give a form with one button. `about` stands above the fields."""
    kind = Markup(' enctype="multipart/form-data"') if files else ""
    weight = Markup(' class="main"') if main else ""
    return _FORM.format(
        action=action, label=label, kind=kind, about=about, fields=Markup("").join(fields), weight=weight
    )


def _field(ident: str, label: str, about: str, control: Markup) -> Markup:
    return _FIELD.format(ident=ident, label=label, help=_help(ident, about), control=control)


def _told(ident: str, about: str) -> Markup | str:
    return Html(' aria-describedby="{}-help"').format(ident) if about else ""


def _help(ident: str, about: str) -> Markup | str:
    return _HELP.format(ident, about) if about else ""
