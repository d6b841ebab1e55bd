"""The frame of every page of the register: head, menu, content, foot. Nothing in it needs a script."""

from collections.abc import Mapping

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.register.access import office_name
from bot.register.clerks import OFFICES
from bot.register.desk import HOME, Visitor
from dialogs.register import Office
from dialogs.wording import Wording, wording

_DOCUMENT = Html(
    '<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} – {register}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
    '<meta name="color-scheme" content="light dark"><link rel="icon" href="/static/icon.svg">'
    '<link rel="stylesheet" href="/static/medmakker.css"><link rel="stylesheet" href="{home}/static/register.css">'
    '</head><body class="register"><a class="skip" href="#content">{skip}</a>'
    '<header class="top"><p class="name">Medmakker</p>{menu}</header>'
    '<main id="content" tabindex="-1"><h1>{heading}</h1>{inside}</main>'
    '<footer class="foot"><a href="/accessibility">{statement}</a></footer>'
    "</body></html>"
)
_MENU = Html(
    '<nav aria-label="{label}"><ul>{items}</ul></nav><form class="who" method="post" action="{home}/sign-out">'
    '<span><bdi>{who}</bdi></span> <button class="quiet">{sign_out}</button></form>'
)


def menu_of(words: Wording) -> Mapping[str, str]:
    """Give the names of the pages by their addresses below the register's."""
    return {
        "decisions": words.all_decisions,
        "pilots": words.pilots_title,
        "follow-up": words.follow_up_title,
        "waiting": words.waits_title,
        "guidelines": words.guidelines_title,
        "figures": words.figures_title,
        "meetings": words.all_meetings,
        "committees": words.committees_title,
    }


def desk_menu(words: Wording) -> Mapping[str, str]:
    """Give the names of the pages that only the desk for data protection has."""
    return {"people": words.people_desk_title, "retention": words.retention_title, "looks": words.looks_title}


def page(
    visitor: Visitor | None,
    language: str,
    title: str,
    inside: Markup,
    *,
    here: str = "",
    heading: object = None,
    status: int = 200,
) -> web.Response:
    """Give a page.

    Args:
        visitor: Who looks at it; nobody who is known has no menu.
        language: The language of the frame.
        title: The title of the window, and the heading unless `heading` is given.
        inside: What stands below the heading.
        here: The address of the page of the menu that this one belongs to.
        heading: The heading where it is another than the title.
        status: The HTTP status.
    """
    words = wording(language)
    text = _DOCUMENT.format(
        lang=language,
        title=title,
        register=words.register_title,
        home=HOME,
        skip=words.skip_to_content,
        menu=_menu(visitor, words, here) if visitor else "",
        heading=title if heading is None else heading,
        inside=inside,
        statement=words.statement_link,
    )
    return web.Response(text=text, status=status, content_type="text/html")


def _menu(visitor: Visitor, words: Wording, here: str) -> Markup:
    line = Html('<li><a href="{}/{}"{}>{}</a></li>')
    current = Markup(' aria-current="page"')
    ways = {**menu_of(words), **(desk_menu(words) if visitor.session.office is Office.PROTECTION else {})}
    if visitor.session.office in OFFICES:
        ways["content"] = words.content_title
    items = [line.format(HOME, path, current if path == here else "", name) for path, name in ways.items()]
    return _MENU.format(
        label=words.register_menu,
        items=Markup("").join(items),
        home=HOME,
        who=office_name(visitor),
        sign_out=words.sign_out,
    )


def said(text: str, language: str, around: str) -> Markup:
    """Give what somebody wrote, which keeps its direction and language to itself."""
    lang = Html(' lang="{}"').format(language) if language != around else ""
    return Html('<bdi class="said"{}>{}</bdi>').format(lang, text)
