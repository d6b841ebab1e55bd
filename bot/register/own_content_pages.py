"""How the pages of the municipality's own content are drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.register import fields
from bot.register.desk import HOME, Desk, Visitor, local
from bot.register.frame import page
from dialogs.content import FILES, Language
from dialogs.content.editing import LAYOUTS, NEW, Change, Entry, changes, entries
from storage.own_content import Version

NOTICE = Html('<p class="notice" data-tone="{}" role="{}"><span>{}</span></p>')
SECTION = Html("<section><h2>{}</h2>{}</section>")
_CHANGE = Html('<li><span class="meta">{}</span><dl class="texts"><div><dt>{}</dt><dd>{}</dd></div>'
               "<div><dt>{}</dt><dd>{}</dd></div></dl></li>")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One file: what all files hold now, what this one held before anybody changed it here, and its versions."""

    language: Language
    file: str
    files: Mapping[str, str]
    original: str
    versions: Sequence[Version]

    @property
    def key(self) -> tuple[str, str]:
        """Give what says which file it is."""
        return self.language, self.file

    @property
    def text(self) -> str:
        """Give what the file holds now."""
        return self.files[self.file]

    @property
    def newest(self) -> int:
        """Give the number of the newest version, 0 where there is none."""
        return self.versions[-1].number if self.versions else 0

    @property
    def way(self) -> str:
        """Give the address of the file."""
        return f"{HOME}/content/{self.language}/{self.file.removesuffix('.toml')}"


def list_page(desk: Desk, who: Visitor, versions: Sequence[Version]) -> web.Response:
    """Show which files there are, by language."""
    words, sections = who.words, []
    for language in Language:
        now = desk.releases.newest(language)
        rows = []
        for file in FILES:
            place = Place(language, file, now, desk.releases.files(language)[file], _of(versions, language, file))
            own = len(_own(place))
            told = [words.content_own_count(own)] if own else []
            told += [_by(desk, who, place.versions[-1])] if place.versions else []
            about = Html('<span class="meta">{}</span>').format(" ".join(told)) if told else ""
            rows.append(Html('<li><a href="{}">{}</a>{}</li>').format(place.way, words.content_file(file), about))
        title = f"{words.content_in} {words.language_name(language)}"
        sections.append(SECTION.format(title, Html('<ul class="rows">{}</ul>').format(Markup("").join(rows))))
    inside = Html("<p>{}</p>{}").format(words.content_help, Markup("").join(sections))
    return page(who, who.language, words.content_title, inside, here="content")


def file_page(desk: Desk, who: Visitor, place: Place, told: str = "", *, status: int = 200) -> web.Response:
    """Show the entries of a file and its versions."""
    words, own = who.words, _own(place)
    line = Html('<li><a href="{}/{}"{}>{}</a>{}</li>')
    mark = Html(' <span class="meta">{}</span>').format(words.content_own)
    rows = [
        line.format(place.way, each.id, lang_of(who, place), name_of(who, place, each), mark if each.id in own else "")
        for each in entries(place.file, place.text)
    ]
    if LAYOUTS[place.file].grows:
        rows.append(Html('<li><a href="{}/{}">{}</a></li>').format(place.way, NEW, words.content_new_entry))
    tone, role = ("stop", "alert") if status != 200 else ("good", "status")
    listed = Html('<ul class="rows">{}</ul>').format(Markup("").join(rows))
    left_out = f"{place.language}/{place.file}" in desk.releases.left_out()
    inside = Html("{}{}{}{}{}").format(
        NOTICE.format(tone, role, told) if told else "",
        NOTICE.format("warning", "note", words.content_left_out) if left_out else "",
        way_back(who),
        SECTION.format(words.content_entries, listed),
        SECTION.format(words.content_versions, _versions(desk, who, place)),
    )
    title = f"{words.content_file(place.file)} ({words.language_name(place.language)})"
    return page(who, who.language, title, inside, here="content", status=status)


def _versions(desk: Desk, who: Visitor, place: Place) -> Markup:
    words = who.words
    if not place.versions:
        return Html("<p>{}</p>").format(words.content_no_versions)
    rows, before = [], place.original
    # Numbered in their file: nobody looks for the numbers between.
    for number, each in enumerate(place.versions, 1):
        text, is_now = each.text or place.original, each.number == place.newest
        name = words.content_version(number)
        goes_back = Markup("") if is_now or text == place.text else _back(place, each.number, words.content_back, name)
        row = Html('<li><h3>{}</h3><p class="meta">{}</p><p><bdi>{}</bdi></p>{}{}</li>')
        told = f"{name} ({words.content_is_now})" if is_now else name
        what = _changed(who, place, changes(place.file, before, text))
        rows.append(row.format(told, _by(desk, who, each), each.why, what, goes_back))
        before = text
    first = _back(place, 0, words.content_back_original) if _own(place) else Markup("")
    return Html('<ul class="rows">{}</ul>{}').format(Markup("").join(reversed(rows)), first)


def _changed(who: Visitor, place: Place, found: Sequence[Change]) -> Markup:
    words, lang = who.words, lang_of(who, place)
    was, now = words.take_in_was, words.take_in_becomes
    told = Html("<span{}>{}</span>")
    rows = Markup("").join(
        _CHANGE.format(
            f"{name_of(who, place, each.entry)}: {words.content_slot(each.slot)}",
            was, told.format(lang, values_html(who, each.before)), now, told.format(lang, values_html(who, each.after)),
        )
        for each in found
    )  # fmt: skip
    return Html("<details><summary>{}</summary><ul>{}</ul></details>").format(words.content_what_changed, rows)


def _back(place: Place, number: int, label: str, about: str = "") -> Markup:
    told = Html('{}<span class="about">: {}</span>').format(label, about) if about else label
    hidden = fields.hidden("number", number), fields.hidden("seen", place.newest)
    return fields.form(place.way, told, *hidden, main=False)


def values_html(who: Visitor, values: tuple[str, ...]) -> Markup:
    """Give what stands in a place, line by line."""
    yes_no = {"yes": who.words.content_yes, "no": who.words.content_no}
    lines = [yes_no.get(each, each) for value in values for each in value.split("\n")]
    return Markup("<br>").join(lines) if lines else Markup("–")


def name_of(who: Visitor, place: Place, entry: Entry) -> str:
    """Give what an entry is called."""
    return who.words.content_entry(place.file, entry.id, entry.title)


def _own(place: Place) -> set[str]:
    return {each.entry.id for each in changes(place.file, place.original, place.text)}


def _of(versions: Iterable[Version], language: str, file: str) -> tuple[Version, ...]:
    return tuple(each for each in versions if (each.language, each.file) == (language, file))


def _by(desk: Desk, who: Visitor, version: Version) -> str:
    at = local(desk, version.at)
    return who.words.content_saved_by(
        version.by_name or who.words.nobody, who.words.date(at.date()), who.words.time(at)
    )


def way_back(who: Visitor, place: Place | None = None) -> Markup:
    """Give the way to the page above: that of a file, or that of all files."""
    way, name = (
        (place.way, who.words.content_file(place.file)) if place else (f"{HOME}/content", who.words.content_title)
    )
    return Html('<p class="meta"><a href="{}">{}</a></p>').format(way, name)


def lang_of(who: Visitor, place: Place) -> Markup:
    """Give the mark of a text in another language than the page."""
    return Html(' lang="{}"').format(place.language) if place.language != who.language else Markup("")
