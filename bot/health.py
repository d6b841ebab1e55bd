"""Whether the server is ready: it is when the database answers."""

from aiohttp import web

from storage.engine import Store
from storage.marks import answers


def add_health(app: web.Application, store: Store) -> None:
    """Add `/healthz`: 200 when everything is there, 503 when the database is gone."""

    async def healthz(_: web.Request) -> web.Response:
        await store.read(answers)
        return web.json_response({"status": "ready"})

    app.router.add_get("/healthz", healthz)
