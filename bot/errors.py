"""What a fault becomes on the way out: bad input is 4xx, a database that is gone is 503, so that the sender sends
again.
"""

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from storage.engine import StoreGone, StoreUnfit
from storage.meetings import MeetingUnknown

_log = logging.getLogger(__name__)
Page = Callable[[web.Request, int], web.StreamResponse]


def middleware(page: Page) -> Callable[..., Awaitable[web.StreamResponse]]:
    """Give a middleware that answers faults with `page(request, status)`."""

    @web.middleware
    async def answer_faults(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as fault:
            return page(request, fault.status) if fault.status >= 400 else _again(fault)
        except MeetingUnknown:
            return page(request, 404)
        except (StoreGone, StoreUnfit):
            _log.error("database gone")
            return page(request, 503)
        except ConnectionResetError:
            raise
        except Exception:
            # The route, never the path: a path holds somebody's link.
            _log.exception("request failed", extra={"route": _route(request)})
            return page(request, 500)

    return answer_faults


def _again(fault: web.HTTPException) -> web.StreamResponse:
    raise fault


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource else "none"
