"""What all routes of the browser share."""

import secrets
from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from bot.platforms.browser.live import Watching
from bot.reception import Link, LinkKind, Reception
from bot.turn import Turn


@dataclass(frozen=True, slots=True)
class Browser:
    """What the routes need. `language` is spoken where no committee is known; links begin with `address`."""

    turn: Turn
    reception: Reception
    watching: Watching
    language: str
    address: str

    async def link(self, request: web.Request, kind: LinkKind) -> Link:
        """Give what the link in the address opens.

        Raises:
            HTTPNotFound: for a link that was never issued, was revoked, or is for something else.
        """
        found = await self.reception.link(request.match_info["token"])
        if found is None or found.kind is not kind or found.meeting_id is None:
            raise web.HTTPNotFound
        return found


def fresh_key() -> str:
    """Give a key that nobody else has, for a form that is sent without a script."""
    return secrets.token_urlsafe(12)


def html(page: Markup, status: int = 200) -> web.Response:
    """Give a page."""
    return web.Response(text=page, status=status, content_type="text/html")
