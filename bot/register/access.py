"""Who is signed in: a cookie with a token that chance made, and a row that says whose it is and until when."""

import asyncio
import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Mapping

from aiohttp import web

from bot.register.desk import HOME, Desk, Visitor
from dialogs.model.ids import PersonId
from dialogs.register import Office
from dialogs.wording import wording
from storage import sessions
from storage.engine import Connection
from storage.register import Scope
from storage.sessions import Session

LANGUAGES = ("da", "en")
Fields = Mapping[str, tuple[str, ...]]
"""What came with a form. A file comes as the text that base64 makes of it."""
SEEN_BY = web.RequestKey("seen_by", Visitor)
"""Under this a request holds who is looking."""
_TOKEN = re.compile(r"[\w-]{16,64}", re.ASCII)


def language_of(request: web.Request) -> str:
    """Give the first of our languages that the browser asks for, or else Danish."""
    asked = (tag.strip().lower()[:2] for tag in re.split("[,;]", request.headers.get("Accept-Language", "")))
    return next((tag for tag in asked if tag in LANGUAGES), "da")


def cookie_name(desk: Desk) -> str:
    """Give the name of the cookie. Behind https no other site and no other host may set it, which the name enforces."""
    return "__Host-medmakker-register" if desk.address.startswith("https://") else "medmakker-register"


async def visitor(desk: Desk, request: web.Request) -> Visitor:
    """Give who looks at a page.

    Raises:
        HTTPSeeOther: to the page for signing in, for somebody who is not signed in or no longer.
    """
    token = request.cookies.get(cookie_name(desk), "")
    now, today = desk.wall.now(), desk.today()

    def find(conn: Connection) -> tuple[Session, Scope] | None:
        found = sessions.find(conn, token, now)
        if found is None:
            return None
        if found.office is not Office.CONSULTANT:
            return found, None
        # Looked up each time, so that who serves a committee no longer sees it no longer.
        return found, sessions.serves(conn, found.person, today) if found.person else frozenset()

    known = await desk.store.read(find) if _TOKEN.fullmatch(token) else None
    if known is None:
        raise web.HTTPSeeOther(f"{HOME}/sign-in")
    session, scope = known
    if now - session.seen_at >= sessions.NOTED_EVERY:
        await desk.store.write(lambda conn: sessions.note(conn, token, now))
    who = Visitor(session, scope, language_of(request))
    request[SEEN_BY] = who
    return who


async def sign_in(desk: Desk, answer: web.StreamResponse, name: str, office: Office, person: str = "") -> None:
    """Sign somebody in whose identity was proven, under a new token: none from before becomes theirs."""
    token, now = desk.chance(), desk.wall.now()
    who = Session(name, office, now, now, PersonId(person) if person else None)
    await desk.store.write(lambda conn: sessions.begin(conn, token, who))
    answer.set_cookie(
        cookie_name(desk),
        token,
        path="/" if desk.address.startswith("https://") else HOME,
        httponly=True,
        secure=desk.address.startswith("https://"),
        # Lax, so that a link in a mail opens the page; posts from other sites are refused by their origin besides.
        samesite="Lax",
        max_age=int(sessions.LASTS.total_seconds()),
    )


async def sign_out(desk: Desk, request: web.Request, answer: web.StreamResponse) -> None:
    """End a session, here and in the database."""
    token = request.cookies.get(cookie_name(desk), "")
    if _TOKEN.fullmatch(token):
        await desk.store.write(lambda conn: sessions.end(conn, token))
    answer.del_cookie(cookie_name(desk), path="/" if desk.address.startswith("https://") else HOME)


def refuse_strangers(request: web.Request) -> None:
    """Hold that a press comes from our own page.

    Raises:
        HTTPForbidden: when the browser says that it comes from elsewhere, or says nothing at all.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    is_ours = site == "same-origin" if site is not None else origin is not None and _host(origin) == request.host
    if not is_ours:
        raise web.HTTPForbidden


async def press(desk: Desk, request: web.Request, *offices: Office, most_bytes: int = 0) -> tuple[Visitor, Fields]:
    """Give who pressed a button and what came with it, when it comes from our own page and they have such an office.

    Args:
        desk: where they are.
        request: what they sent.
        offices: who may; everybody else finds nothing there.
        most_bytes: how much they may send, where it is more than forms usually hold.

    Raises:
        HTTPForbidden: for what comes from elsewhere.
        HTTPSeeOther: for somebody who is not signed in.
        HTTPNotFound: for somebody of another office.
        HTTPRequestEntityTooLarge: for too much.
    """
    refuse_strangers(request)
    who = await visitor(desk, request)
    only(who, *offices)
    limit = most_bytes or request.client_max_size
    if (request.content_length or 0) > limit:
        raise web.HTTPRequestEntityTooLarge(limit, request.content_length or 0)
    sent = await request.clone(client_max_size=limit).post()
    fields = defaultdict[str, list[str]](list)
    for name, value in sent.items():
        text = value if isinstance(value, str) else ""
        if isinstance(value, web.FileField):
            with value.file:
                text = b64encode(await asyncio.to_thread(value.file.read)).decode()
        # Half a character would be a fault of the database.
        fields[name].append(text.encode("utf-8", "replace").decode().replace("\0", ""))
    return who, {name: tuple(values) for name, values in fields.items()}


def only(who: Visitor, *offices: Office) -> None:
    """Hold that somebody has one of these offices.

    Raises:
        HTTPNotFound: so that nobody learns what there would be.
    """
    if who.session.office not in offices:
        raise web.HTTPNotFound


def _host(origin: str) -> str:
    return origin.partition("://")[2]


def office_name(visitor: Visitor) -> str:
    """Give who somebody is, as the pages say it."""
    words = wording(visitor.language)
    office = words.office(visitor.session.office)
    return words.signed_in_as(visitor.session.name, office) if visitor.session.name else office
