"""Reads HTML strictly, and gives what the tests of the browser's pages ask about."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from bot.platforms.browser.pages import Chrome

VOID = {"meta", "link", "input", "br"}
CHROME = Chrome(
    lang="da",
    product="Medmakker",
    skip="Gå til indholdet",
    reload="Hent siden igen",
    close="Luk",
    fault_title="Ret dette, og send igen",
    kept="Det her kan ikke sendes længere. Teksten står her, så du kan kopiere den.",
    changed="En anden har ændret teksten imens. Nu står der:",
    add_line="Tilføj linje",
    sending="Sender …",
    waiting="Ikke sendt endnu. Det bliver sendt, når forbindelsen er tilbage.",
    not_sent="Det blev ikke sendt. Prøv igen om lidt.",
    connection_lost="Ingen forbindelse. Det du skriver, bliver stående her.",
    connection_back="Forbindelsen er tilbage.",
    turning="Side {page} af {pages} skifter selv.",
    held="Side {page} af {pages} bliver stående.",
    statement="Tilgængelighed",
)
HOSTILE = (
    "<script>alert(1)</script>",
    "</textarea></option></bdi><img src=x onerror=alert(1)>",
    '" autofocus onfocus="alert(1)" x=\'',
    "&amp; & &lt;b&gt; {0} {name} %s",
    "\u202eomvendt\u2066",
    "\nførst\n\nsidst\n",
)


@dataclass
class Node:
    tag: str
    attributes: dict[str, str]
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def all(self, *tags: str) -> "list[Node]":
        inside = [found for child in self.children for found in (child, *child.all())]
        return [node for node in inside if not tags or node.tag in tags]

    def one(self, tag: str, **attributes: str) -> "Node":
        (found,) = [node for node in self.all(tag) if attributes.items() <= node.attributes.items()]
        return found

    def above(self) -> "list[str]":
        return [self.parent.tag, *self.parent.above()] if self.parent else []


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"<{tag}> says something twice: {attrs}"
        node = Node(tag, {name: value or "" for name, value in attrs}, self.open[-1])
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for node in self.open:
            node.words.append(data)


def read(html: str) -> Node:
    """Read a piece or a page. Fails where tags do not match or an attribute stands twice."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == [reader.root], f"not closed: {reader.open[1:]}"
    for node in reader.root.all():
        assert node.tag not in {"script", "style"} or not node.text, "a script or a style in the page"
        assert not [name for name in node.attributes if name.startswith("on") or name == "style"], node.attributes
        assert node.tag not in node.above() or node.tag not in {"form", "button", "a", "p"}, "one inside another"
    return reader.root
