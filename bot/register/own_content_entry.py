"""The page of one entry of the municipality's own content: how it looks, and the form in which it is changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.register import fields
from bot.register.desk import Visitor
from bot.register.frame import page
from bot.register.own_content_pages import NOTICE, SECTION, Place, lang_of, name_of, values_html, way_back
from bot.register.texts import elements_html
from dialogs.cards import Element
from dialogs.content.editing import NEW, Entry, Kind, Slot, changes, entries
from dialogs.content.faults import Fault
from dialogs.forms import Option
from dialogs.model.refusals import Refusal
from dialogs.model.texts import cover_cpr

_ENTRY = Html('<form class="asked" method="post" action="{}">{}{}<div class="buttons">'
              '<button name="do" value="preview">{}</button>'
              '<button class="main" name="do" value="save">{}</button></div></form>')  # fmt: skip


@dataclass(frozen=True, slots=True)
class Again:
    """What was typed, what is wrong with it, what to send along, and how it would look."""

    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: Mapping[str, Refusal | Fault] = field(default_factory=dict)
    confirm: Mapping[str, str] = field(default_factory=dict)
    preview: tuple[Element, ...] = ()
    said: str = ""


def entry_page(
    who: Visitor, place: Place, entry: Entry, now: Iterable[Element], again: Again, *, status: int = 200
) -> web.Response:
    """Show one entry: how it looks now or would look, what stood there first, and the form."""
    words, lang = who.words, lang_of(who, place)
    look = Html("<div{}>{}</div>")
    parts = [_faults(who, entry, again), way_back(who, place)]
    if again.preview:
        parts.append(
            Html('<section role="status"><h2>{}</h2>{}</section>').format(
                words.content_preview_title, look.format(lang, elements_html(again.preview, 3))
            )
        )
    elif entry.id != NEW:
        parts.append(SECTION.format(words.content_now, look.format(lang, elements_html(now, 3))))
    parts.append(_form(who, place, entry, again))
    first = [each for each in changes(place.file, place.original, place.text) if each.entry.id == entry.id]
    if first and any(each.before for each in first):
        told = Html('<dl class="texts">{}</dl>').format(
            Markup("").join(
                Html("<div><dt>{}</dt><dd{}>{}</dd></div>").format(
                    words.content_slot(each.slot), lang, values_html(who, each.before)
                )
                for each in first
            )
        )
        parts.append(SECTION.format(words.content_original, told))
    title = name_of(who, place, entry)
    return page(who, who.language, title, Markup("").join(parts), here="content", status=status)


def _form(who: Visitor, place: Place, entry: Entry, again: Again) -> Markup:
    words = who.words
    made = [_control(who, place, each, again, f"slot-{number}") for number, each in enumerate(entry.slots, 1)]
    because = again.typed.get("because", ("",))[0]
    told = _fault(who, again.faults.get("because")) or words.content_why_help
    made.append(fields.text("because", words.content_why, cover_cpr(because), about=told))
    hidden = {"seen": again.typed.get("seen", (str(place.newest),))[0], **again.confirm}
    made += [fields.hidden(name, value) for name, value in hidden.items()]
    way = f"{place.way}/{entry.id}"
    return _ENTRY.format(way, Markup("").join(made), "", words.content_preview, words.content_save)


def _control(who: Visitor, place: Place, slot: Slot, again: Again, ident: str) -> Markup:
    words, name = who.words, slot.name
    values = again.typed.get(name, () if again.typed else slot.values)
    label, fault = words.content_slot(name), _fault(who, again.faults.get(name))
    about = fault or words.content_slot_help(place.file, name)
    value = cover_cpr("\n".join(values))
    match slot.kind:
        case Kind.DAY:
            return fields.day(name, label, value, about=about, ident=ident)
        case Kind.YES_NO:
            options = (Option("yes", words.content_yes), Option("no", words.content_no))
            return fields.choice(name, label, options, value, about=about, ident=ident)
        case Kind.CARDS:
            cards = entries("knowledge.toml", place.files["knowledge.toml"])
            listed = [Option(each.id, f"{each.id}. {each.title}") for each in cards]
            return fields.several(name, label, listed, values, about=about, ident=ident)
        case kind:
            long = kind in {Kind.LONG, Kind.MAYBE, Kind.LIST, Kind.KEPT_LINES}
            return fields.text(name, label, value, about=about, long=long, ident=ident)


def _faults(who: Visitor, entry: Entry, again: Again) -> Markup:
    """Give everything that is wrong in one place, each with the way to its field."""
    words = who.words
    if again.said:
        return NOTICE.format("stop", "alert", again.said)
    if not again.faults:
        return Markup("")
    idents = {each.name: f"slot-{number}" for number, each in enumerate(entry.slots, 1)} | {"because": "because"}
    names = {each.name: words.content_slot(each.name) for each in entry.slots} | {"because": words.content_why}
    line = Html('<li><a href="#{}">{}</a>: {}</li>')
    rows = [
        line.format(idents[name], names[name], _fault(who, fault)) if name in idents
        else Html("<li>{}</li>").format(_fault(who, fault))
        for name, fault in again.faults.items()
    ]  # fmt: skip
    told = NOTICE.format("stop", "presentation", words.cannot_be_saved)
    return Html('<div role="alert">{}<ul>{}</ul></div>').format(told, Markup("").join(rows))


def _fault(who: Visitor, fault: Refusal | Fault | None) -> str:
    match fault:
        case Refusal():
            return who.words.refusal(fault.reason, fault.values, fault.field)
        case Fault():
            return who.words.content_slip(fault.slip, fault.least, fault.most)
        case None:
            return ""
