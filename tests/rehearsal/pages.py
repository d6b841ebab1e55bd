"""What a browser shows: the lines people read, the buttons and forms they can use, the messages and posts they find."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from tests.rehearsal.controls import Control, Field
from tests.rehearsal.texts import as_shown, one_blank

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
# What starts a line of its own for the one who reads.
BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "dt", "label", "legend", "summary", "button", "option", "div", "a"})
UNREAD = frozenset({"head", "script", "style", "noscript", "template"})
# Every form carries a fresh key for browsers without a script; two pages that differ only in keys show the same.
_KEY = re.compile(r'(<input type="hidden" name="key" value=")[^"]*(")')
_CARD = re.compile(r'(?=<section class="card")')
_POST = re.compile(r"post-\d+")


@dataclass
class Node:
    """An element with what is inside it: text and other elements, in order."""

    tag: str
    attributes: dict[str, str]
    inside: "list[Node | str]" = field(default_factory=list)

    def all(self, *tags: str) -> "Iterator[Node]":
        """Give every element below this one, in the order of the page."""
        for part in self.inside:
            if isinstance(part, Node):
                if not tags or part.tag in tags:
                    yield part
                yield from part.all(*tags)

    @property
    def text(self) -> str:
        """Give all text below this element that people read, blanks made one."""
        parts = (part if isinstance(part, str) else part.text for part in self.inside if not _is_unread(part))
        return one_blank("".join(parts)).strip()


@dataclass(frozen=True, slots=True)
class Line:
    """A line that people read. `in_form` says that it belongs to a form to fill in."""

    text: str
    in_form: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its reader meets it.

    Attributes:
        html: the source without keys, to compare with.
        pieces: the source cut into cards.
        lines: what is read, without messages and posts.
        controls: buttons and forms.
        messages: personal messages as the page orders them.
        posts: id and text of each post.
        helped: person id and address of everybody this person may enter for.
        meetings: ids of meetings that the page leads to.
    """

    html: str
    pieces: tuple[str, ...]
    lines: tuple[Line, ...]
    controls: tuple[Control, ...]
    messages: tuple[str, ...]
    posts: tuple[tuple[str, str], ...]
    helped: tuple[tuple[str, str], ...]
    meetings: tuple[str, ...] = ()


def read_page(html: str) -> Page:
    """Read a page, or a piece of one. Cards that were read before are not read again."""
    plain = _KEY.sub(r"\1\2", html)
    pieces = tuple(_CARD.split(plain))
    read = [_read_piece(piece) for piece in pieces]
    return Page(
        html=plain,
        pieces=pieces,
        lines=tuple(line for piece in read for line in piece.lines),
        controls=tuple(control for piece in read for control in piece.controls),
        messages=tuple(text for piece in read for text in piece.messages),
        posts=tuple(post for piece in read for post in piece.posts),
        helped=tuple(link for piece in read for link in piece.helped),
        meetings=tuple(ident for piece in read for ident in piece.meetings),
    )


@lru_cache(maxsize=4096)
def _read_piece(html: str) -> Page:
    builder = _Builder()
    builder.feed(html)
    builder.close()
    root = builder.root
    sections = [node for node in root.all("section") if "data-card" in node.attributes]
    messages = [node for node in sections if node.attributes["data-card"] == "messages"]
    posts = [node for node in sections if _POST.fullmatch(node.attributes["data-card"])]
    card = next((node.attributes.get("data-card", "") for node in root.all("section")), "")
    apart = {id(node) for node in (*messages, *posts)}
    return Page(
        html=html,
        pieces=(html,),
        lines=tuple(_lines(root, apart, in_form=False)),
        controls=tuple(_control(node, card) for node in root.all("form") if "data-action" in node.attributes),
        messages=tuple(_whole(item) for node in messages for item in node.all("li")),
        posts=tuple((node.attributes["data-card"], _whole(node)) for node in posts),
        helped=tuple(
            (node.attributes["data-for"], node.attributes.get("href", ""))
            for node in root.all("a")
            if "data-for" in node.attributes
        ),
        meetings=tuple(
            node.attributes["href"].partition("/m/")[2]
            for node in root.all("a")
            if "data-meeting" in node.attributes and "/m/" in node.attributes.get("href", "")
        ),
    )


class _Builder(HTMLParser):
    """Builds the tree. A closing tag closes the newest open element of its kind, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag == "br":
            self._open[-1].inside.append("\n")
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


def _is_unread(part: Node | str) -> bool:
    return isinstance(part, Node) and part.tag in UNREAD


def _whole(node: Node) -> str:
    return "\n".join(line.text for line in _lines(node, set(), in_form=False))


def _lines(node: Node, apart: set[int], *, in_form: bool) -> Iterator[Line]:
    """Give the lines below a node. What stands in a field is read like everything else."""
    words: list[str] = []
    for part in node.inside:
        if isinstance(part, str):
            words.append(part)
            continue
        if _is_unread(part) or id(part) in apart:
            continue
        if not _breaks(part):
            words.append(part.text)
            continue
        yield from _line(words, in_form)
        words = []
        yield from _block(part, apart, in_form)
    yield from _line(words, in_form)


def _breaks(node: Node) -> bool:
    return node.tag in BLOCKS or node.tag in {"input", "textarea"} or any(_breaks(each) for each in node.all())


def _block(node: Node, apart: set[int], in_form: bool) -> Iterator[Line]:
    if node.tag == "textarea":
        yield from _line(["".join(part for part in node.inside if isinstance(part, str))], in_form)
    elif node.tag == "input":
        if node.attributes.get("type", "text") in {"text", "date"}:
            yield from _line([node.attributes.get("value", "")], in_form)
    elif node.tag == "div" and [each.tag for each in node.inside if isinstance(each, Node)] == ["dt", "dd"]:
        yield from _line([": ".join(each.text for each in node.inside if isinstance(each, Node))], in_form)
    elif node.tag == "form":
        yield from _lines(node, apart, in_form=_has_fields(node))
    elif node.tag == "details":
        yield from _lines(node, apart, in_form=in_form or _has_fields(node))
    elif node.tag == "label" and any(each.attributes.get("checked") is not None for each in node.all("input")):
        yield from _line(["● ", node.text], in_form)
    else:
        yield from _lines(node, apart, in_form=in_form)


def _line(words: list[str], in_form: bool) -> Iterator[Line]:
    text = as_shown("".join(words))
    if text:
        yield Line(text, in_form)


def _has_fields(node: Node) -> bool:
    shown = (each for each in node.all("input", "textarea", "select"))
    return any(each.attributes.get("type") != "hidden" for each in shown)


def _control(form: Node, card: str) -> Control:
    hidden = {
        node.attributes["name"]: node.attributes.get("value", "")
        for node in form.all("input")
        if node.attributes.get("type") == "hidden"
    }
    button = next((node for node in form.all("button")), Node("button", {}))
    about = next((node for node in button.all("span") if node.attributes.get("class") == "about"), Node("span", {}))
    said = [node.text for node in about.all("bdi")]
    return Control(
        action=form.attributes["data-action"],
        on=form.attributes.get("data-on", ""),
        seen=hidden.get("seen", ""),
        url=form.attributes.get("action", ""),
        about=as_shown(" ".join(said) or about.text.removeprefix(":")),
        card=card,
        fields=tuple(_fields(form)),
    )


def _fields(form: Node) -> Iterator[Field]:
    """Give the fields in the order of the page, inputs of the same name as one field."""
    found: dict[str, Field] = {}
    many = {
        each.attributes["name"]
        for lines in form.all("fieldset")
        if "data-many" in lines.attributes
        for each in lines.all("input", "textarea")
    }
    for node in form.all("input", "textarea", "select"):
        name, kind = node.attributes.get("name", ""), node.attributes.get("type", node.tag)
        if kind == "hidden" or not name:
            continue
        before = found.get(name, Field(name, kind, many=name in many))
        found[name] = before.and_then(*_given(node, kind))
    yield from found.values()


def _given(node: Node, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what a field holds now and what can be chosen in it."""
    value = node.attributes.get("value", "")
    if kind in {"radio", "checkbox"}:
        return ((value,) if "checked" in node.attributes else (), (value,))
    if kind == "select":
        options = tuple(option.attributes.get("value", option.text) for option in node.all("option"))
        chosen = [option for option in node.all("option") if "selected" in option.attributes]
        return ((chosen[0].attributes.get("value", ""),) if chosen else options[:1], options)
    if kind == "textarea":
        # A browser takes the first line break after the tag away.
        return (("".join(part for part in node.inside if isinstance(part, str)).removeprefix("\n"),), ())
    return ((value,), ())
