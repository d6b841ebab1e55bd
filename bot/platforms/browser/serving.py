"""What all routes of the browser share."""

import secrets
from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from bot.platforms.browser.live import Watching
from bot.reception import Link, LinkKind, Reception
from bot.signing_by_code import SigningByCode
from bot.turn import Turn
from dialogs.flows.view import View
from dialogs.model.ids import MeetingId
from dialogs.model.statement import Statement

OWN_PAGES = ("/p/{token}", "/p/{token}/m/{meeting}")
"""A person's page: of the meeting that their link was made in, and of every other meeting it opens."""
_OPENS = {LinkKind.PERSON: frozenset({LinkKind.PERSON, LinkKind.MAIL})}


@dataclass(frozen=True, slots=True)
class Browser:
    """What the routes need. `language` is spoken where no committee is known; links begin with `address`."""

    turn: Turn
    reception: Reception
    watching: Watching
    codes: SigningByCode
    language: str
    address: str
    statement: Statement

    async def link(self, request: web.Request, kind: LinkKind) -> Link:
        """Give what the link in the address opens.

        Raises:
            HTTPNotFound: for a link that was never issued, was revoked, or is for something else.
            HTTPGone: for one that has expired.
        """
        token = request.match_info["token"]
        found = await self.reception.link(token)
        if found is None and await self.reception.expired(token):
            raise web.HTTPGone
        if found is None or found.meeting_id is None or found.kind not in _OPENS.get(kind, {kind}):
            raise web.HTTPNotFound
        return found

    async def own(self, request: web.Request) -> tuple[Link, View, str]:
        """Give what a person's link is, their look at the meeting in the address, and the address of that page.

        Raises:
            HTTPNotFound: for a link that opens nothing, or not this meeting.
            HTTPGone: for one that has expired.
        """
        link = await self.link(request, LinkKind.PERSON)
        named = request.match_info.get("meeting")
        view = await self.reception.opened(link, MeetingId(named) if named else None)
        if view is None:
            raise web.HTTPNotFound
        home = f"/p/{request.match_info['token']}"
        return link, view, f"{home}/m/{named}" if named else home

    async def lasting(self, request: web.Request) -> tuple[Link, View, str]:
        """Give the same where ways in are handed out that last: a link that expires leads to none.

        Raises:
            HTTPNotFound: as `own` does, and for a link from a mail.
            HTTPGone: for one that has expired.
        """
        found = await self.own(request)
        if found[0].kind is not LinkKind.PERSON:
            raise web.HTTPNotFound
        return found


def fresh_key() -> str:
    """Give a key that nobody else has, for a form that is sent without a script."""
    return secrets.token_urlsafe(12)


def html(page: Markup, status: int = 200) -> web.Response:
    """Give a page."""
    return web.Response(text=page, status=status, content_type="text/html")
