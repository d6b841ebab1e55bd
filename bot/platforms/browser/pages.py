"""Whole pages: a person's page, the room's screen, the organisation's channel, and a plain page with one sentence.

No page loads anything from outside or holds a script or a style of its own; the content security policy forbids both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.patterns import Html, together
from bot.platforms.browser.cards import card_html, cards_html, fault_target, to_look_at
from bot.platforms.browser.forms import Fault, FreshKey, no_key
from bot.platforms.browser.lines import line_html
from dialogs.cards import Card, Notice
from dialogs.screens import Head

STATIC = "/static"
"""Where the style sheet, the script and the icon are served."""
STATEMENT = "/accessibility"
"""Where the accessibility statement is."""


@dataclass(frozen=True, slots=True)
class Chrome:
    """Every word of a page that is not on a card, in one language. `lang` is its tag, such as "da"."""

    lang: str
    product: str
    skip: str
    reload: str
    close: str
    fault_title: str
    kept: str
    changed: str
    add_line: str
    sending: str
    waiting: str
    not_sent: str
    connection_lost: str
    connection_back: str
    turning: str
    held: str
    statement: str


_DOCUMENT = Html(
    '<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
    '<link rel="icon" href="{static}/icon.svg"><link rel="stylesheet" href="{static}/medmakker.css">{script}</head>'
    '<body class="{kind}"{data}>{inside}{foot}</body></html>'
)
_FOOT = Html('<footer class="foot"><a href="{}">{}</a></footer>')
_LIVE = Html(
    '<p id="connection" role="status"></p>{before}<main id="screen" tabindex="-1">{cards}</main>{notices}'
    '<p id="live" class="about" role="status"></p>'
)
_SPOKEN = (
    "kept",
    "changed",
    "add_line",
    "sending",
    "waiting",
    "not_sent",
    "connection_lost",
    "connection_back",
    "close",
    "turning",
    "held",
)


def header_html(head: Head, beside: Markup = Markup("")) -> Markup:  # noqa: B008  (a constant)
    """Give the top of a page, the part that an update replaces. It names the phase once, as the page's heading.

    `beside` stands at its end.
    """
    committee = Html('<p class="committee"><bdi>{}</bdi></p>').format(head.committee) if head.phase else ""
    until = Html('<p class="until">{}</p>').format(head.until) if head.until else ""
    return Html('<header id="head" data-title="{}">{}<h1><bdi>{}</bdi></h1>{}{}</header>').format(
        head.title, committee, head.phase or head.committee, until, beside
    )


def person_page(
    chrome: Chrome,
    head: Head,
    cards: Sequence[Card],
    *,
    home: str,
    act: str,
    events: str,
    fault: Fault | None = None,
    notice: Notice | None = None,
    preview: Card | None = None,
    fresh_key: FreshKey = no_key,
    beside: Markup = Markup(""),  # noqa: B008  (a constant)
) -> Markup:
    """Give one person's page.

    Args:
        chrome: The words around the cards.
        head: The top of the page.
        cards: The screen of this person, the most important card first.
        home: The address of this page, to come back to.
        act: The address that buttons and forms are sent to.
        events: The address of the stream of updates.
        fault: A form that came back, for browsers without a script.
        notice: What the last press led to, for browsers without a script; a fault says so itself.
        preview: A card to read before going on, for browsers without a script.
        fresh_key: Gives each form a key, for browsers without a script.
        beside: What stands after the cards and is not followed: ways to other pages.
    """
    before = Html('<noscript><p class="reload"><a href="{}">{}</a></p></noscript>{}{}').format(
        home,
        chrome.reload,
        _faults(chrome, (*cards, *((preview,) if preview else ())), fault) if fault else "",
        _preview(chrome, home, card_html(preview, act, fault, fresh_key)) if preview else "",
    )
    inside = Html('<a class="skip" href="#screen">{}</a>{}{}{}').format(
        chrome.skip,
        header_html(head),
        _LIVE.format(before=before, cards=cards_html(cards, act, fault, fresh_key), notices=_notices(notice)),
        beside,
    )
    return _document(chrome, head.title, "person", inside, home=home, events=events)


def room_page(
    chrome: Chrome,
    head: Head,
    cards: Iterable[Card],
    *,
    home: str,
    events: str,
    code: Markup = Markup(""),  # noqa: B008
) -> Markup:
    """Give the room's screen, readable from ten metres: it shows, and has nothing to press. `code` is the way in."""
    return _showing(chrome, head, cards, "room", home, events, beside=code)


def waiting_page(chrome: Chrome, head: Head, cards: Iterable[Card], *, home: str, events: str) -> Markup:
    """Give the page of somebody at the door: it changes by itself, and without a script when it is fetched again."""
    reload = Html('<noscript><p class="reload"><a href="{}">{}</a></p></noscript>').format(home, chrome.reload)
    return _showing(chrome, head, cards, "person", home, events, before=reload)


def organisation_page(chrome: Chrome, head: Head, cards: Iterable[Card], *, home: str, events: str) -> Markup:
    """Give the organisation's channel: the messages that were sent out, in the order they are given."""
    return _showing(chrome, head, cards, "organisation", home, events)


def shown_cards_html(cards: Iterable[Card]) -> Markup:
    """Give the cards of a page that only shows, for the room's and the organisation's pages and their updates."""
    return cards_html((to_look_at(card) for card in cards), act="")


def plain_page(chrome: Chrome, title: str, text: str) -> Markup:
    """Give a page with one heading and what to do next, for a link that is unknown or no longer in use."""
    return still_page(chrome, title, Html("<p>{}</p>").format(text))


def still_page(chrome: Chrome, title: str, body: Markup) -> Markup:
    """Give a page that is not followed: one heading, and what stands below it."""
    inside = Html('<main id="screen"><section class="card"><h1>{}</h1>{}</section></main>').format(title, body)
    return _document(chrome, f"{title} – {chrome.product}", "plain", inside)


def cards_page(chrome: Chrome, title: str, cards: Iterable[Card]) -> Markup:
    """Give a page that is not followed: one heading, and cards to look at below it."""
    inside = Html('<main id="screen"><h1>{}</h1>{}</main>').format(title, shown_cards_html(cards))
    return _document(chrome, f"{title} – {chrome.product}", "plain", inside)


def _showing(
    chrome: Chrome,
    head: Head,
    cards: Iterable[Card],
    kind: str,
    home: str,
    events: str,
    *,
    before: Markup = Markup(""),  # noqa: B008  (a constant)
    beside: Markup = Markup(""),  # noqa: B008
) -> Markup:
    live = _LIVE.format(before=before, cards=shown_cards_html(cards), notices="")
    return _document(chrome, head.title, kind, header_html(head, beside) + live, home=home, events=events)


def _document(chrome: Chrome, title: str, kind: str, inside: Markup, home: str = "", events: str = "") -> Markup:
    data, script = Markup(""), Markup("")
    if events:
        words = {name.replace("_", "-"): getattr(chrome, name) for name in _SPOKEN}
        pairs = {"home": home, "events": events, **words}
        data = together(Html(' data-{}="{}"').format(name, value) for name, value in pairs.items())
        script = Html('<script type="module" src="{}/medmakker.js"></script>').format(STATIC)
    return _DOCUMENT.format(
        lang=chrome.lang,
        title=title,
        static=STATIC,
        script=script,
        kind=kind,
        data=data,
        inside=inside,
        # The room's screen has nothing to press.
        foot="" if kind == "room" else _FOOT.format(STATEMENT, chrome.statement),
    )


def _notices(notice: Notice | None) -> Markup:
    # Both regions are there from the start: a screen reader says only what changes in a region that it knows.
    tone, text = (notice.tone.value, line_html(notice.text)) if notice else ("", Markup(""))
    return Html(
        '<div id="notices" data-tone="{}"><p id="notice" role="status">{}</p><p id="alert" role="alert"></p></div>'
    ).format(tone, text)


def _preview(chrome: Chrome, home: str, card: Markup) -> Markup:
    frame = Html('<section id="preview">{}<a class="close" href="{}">{}</a></section>')
    return frame.format(card, home, chrome.close)


def _faults(chrome: Chrome, cards: Sequence[Card], fault: Fault) -> Markup:
    target = fault_target(cards, fault)
    text = Html('<a href="#{}">{}</a>').format(target, fault.text) if target else Html("{}").format(fault.text)
    # The form is gone from the screen: what was typed must not go with it.
    lost = () if target else [text for values in fault.typed.values() for text in values if text.strip()]
    box = Html('<textarea readonly rows="3" dir="auto" aria-label="{}">\n{}</textarea>')
    kept = Html("<p>{}</p>{}").format(chrome.kept, together(box.format(chrome.kept, each) for each in lost))
    return Html(
        '<section id="faults" role="alert" tabindex="-1" autofocus aria-labelledby="faults-title">'
        '<h2 id="faults-title">{}</h2><p>{}</p>{}</section>'
    ).format(chrome.fault_title, text, kept if lost else "")
