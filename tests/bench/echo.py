"""The bare framework: reads a form and answers with JSON, and keeps nothing."""

import sys

from aiohttp import web


async def echo(request: web.Request) -> web.Response:
    form = await request.post()
    return web.json_response({"text": form["text"]})


async def ready(_: web.Request) -> web.Response:
    return web.json_response({})


if __name__ == "__main__":
    app = web.Application()
    app.router.add_post("/act", echo)
    app.router.add_get("/healthz", ready)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=lambda *_: None)
