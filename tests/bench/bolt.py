"""Bare aiohttp with HMAC and JSON, and bolt at its best settings, mute and saying back what it heard."""

import hmac
import json
import logging
import re
import sys
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs

from aiohttp import ClientSession, web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

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


def best(app: web.Application, api_url: str = "", token: str = "") -> None:
    """Serve bolt; with `api_url` it says back to who pressed, over one connection that stays open."""

    async def authorize(team_id: str) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token=token, bot_id="B1", bot_user_id="U1")

    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    client = AsyncWebClient(token, base_url=api_url or AsyncWebClient.BASE_URL)

    async def session(_: web.Application) -> AsyncIterator[None]:
        async with ClientSession() as client.session:
            yield

    app.cleanup_ctx.append(session)
    bolt = AsyncApp(
        signing_secret=SECRET,
        authorize=authorize,
        client=client,
        process_before_response=True,
        logger=logging.getLogger("slack_bolt"),
    )

    async def press(ack: AsyncAck) -> None:
        await ack()

    async def echo(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        said, where, who = body["actions"][0]["value"], body["channel"]["id"], body["user"]["id"]
        await client.chat_postEphemeral(channel=where, user=who, text=said)

    bolt.action(re.compile(".*"))(echo if api_url else press)

    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    app.router.add_post("/slack/events", receive)


async def ready(_: web.Request) -> web.Response:
    return web.json_response({})


if __name__ == "__main__":
    served = web.Application()
    if sys.argv[1] == "bare":
        bare(served)
    else:
        best(served, *sys.argv[3:])
    served.router.add_get("/healthz", ready)
    web.run_app(served, host="127.0.0.1", port=int(sys.argv[2]), access_log=None, print=lambda *_: None)
