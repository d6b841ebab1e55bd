"""Bare aiohttp with HMAC and JSON, and bolt at its best settings: what a turn in Slack is compared with."""

import hmac
import json
import logging
import re
import sys
from hashlib import sha256
from urllib.parse import parse_qs

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


def bare(app: web.Application) -> None:
    async def receive(request: web.Request) -> web.Response:
        body = await request.read()
        stamp = request.headers["X-Slack-Request-Timestamp"].encode()
        wanted = "v0=" + hmac.new(SECRET.encode(), b"v0:%b:%b" % (stamp, body), sha256).hexdigest()
        if not hmac.compare_digest(wanted, request.headers["X-Slack-Signature"]):
            raise web.HTTPUnauthorized
        json.loads(parse_qs(body.decode())["payload"][0])["actions"][0]["value"]
        return web.Response()

    app.router.add_post("/slack/events", receive)


def best(app: web.Application) -> None:
    async def authorize(team_id: str) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token="xoxb", bot_id="B1", bot_user_id="U1")

    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    bolt = AsyncApp(
        signing_secret=SECRET,
        authorize=authorize,
        process_before_response=True,
        logger=logging.getLogger("slack_bolt"),
    )

    async def press(ack: AsyncAck) -> None:
        await ack()

    bolt.action(re.compile(".*"))(press)

    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    app.router.add_post("/slack/events", receive)


async def ready(_: web.Request) -> web.Response:
    return web.json_response({})


if __name__ == "__main__":
    served = web.Application()
    {"bare": bare, "bolt": best}[sys.argv[1]](served)
    served.router.add_get("/healthz", ready)
    web.run_app(served, host="127.0.0.1", port=int(sys.argv[2]), access_log=None, print=lambda *_: None)
