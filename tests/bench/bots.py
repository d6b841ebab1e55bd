"""What a turn in Teams is compared with: bare aiohttp, and an echo by each of Microsoft's two libraries for bots.

Each checks the token of what comes in. The echoes answer by a call to the Connector, with a token they have already.
Run by the Python of a folder in which the libraries are: `python bots.py KIND PORT APP_ID TENANT KEYS METADATA`.
"""

import json
import sys
from typing import Any

import jwt
from aiohttp import web

ROUTE = "/api/messages"
OUR_TOKEN = "token-of-ours"


def bare(app: web.Application, app_id: str, tenant: str, keys: str, metadata: str) -> None:
    """Check the token, read the body, answer with the text."""
    client = jwt.PyJWKClient(keys)

    async def receive(request: web.Request) -> web.Response:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        body = json.loads(await request.read())
        key = client.get_signing_key_from_jwt(token)
        found = jwt.decode(token, key, algorithms=["RS256"], audience=app_id, issuer="https://api.botframework.com")
        if found["serviceurl"] != body["serviceUrl"]:
            raise web.HTTPUnauthorized
        return web.json_response({"text": body.get("text")})

    app.router.add_post(ROUTE, receive)


def botbuilder(app: web.Application, app_id: str, tenant: str, keys: str, metadata: str) -> None:
    from botbuilder.core import ActivityHandler, TurnContext
    from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
    from botframework.connector.auth import MicrosoftAppCredentials, PasswordServiceClientCredentialFactory
    from botframework.connector.auth.channel_validation import ChannelValidation

    class Settings:
        APP_TYPE, APP_ID, APP_PASSWORD, APP_TENANTID = "SingleTenant", app_id, "secret", tenant

    class Kept(MicrosoftAppCredentials):
        def get_access_token(self, force_refresh: bool = False) -> str:
            return OUR_TOKEN

    class Credentials(PasswordServiceClientCredentialFactory):
        async def create_credentials(self, app_id: str, oauth_scope: str, *_: Any, **__: Any) -> Kept:
            return Kept(app_id, self.password, self.tenant_id, oauth_scope)

    class Echo(ActivityHandler):
        async def on_message_activity(self, turn_context: TurnContext) -> None:
            await turn_context.send_activity("echo")

    ChannelValidation.open_id_metadata_endpoint = metadata
    credentials = Credentials(app_id, "secret", tenant)
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(Settings, credentials_factory=credentials))
    bot = Echo()

    async def receive(request: web.Request) -> web.Response:
        return await adapter.process(request, bot)

    app.router.add_post(ROUTE, receive)


def agents(app: web.Application, app_id: str, tenant: str, keys: str, metadata: str) -> None:
    from microsoft_agents.hosting.aiohttp import CloudAdapter, jwt_authorization_decorator
    from microsoft_agents.hosting.core import ActivityHandler, TurnContext
    from microsoft_agents.hosting.core.authorization import AgentAuthConfiguration, AnonymousTokenProvider
    from microsoft_agents.hosting.core.authorization._entra_issuers import BOTFRAMEWORK_JWKS_URIS

    class Kept(AnonymousTokenProvider):
        async def get_access_token(self, *_: Any, **__: Any) -> str:
            return OUR_TOKEN

    class Connections:
        def get_token_provider(self, *_: Any) -> Kept:
            return Kept()

        get_default_connection = get_connection = get_token_provider_from_activity = get_token_provider

        def get_default_connection_configuration(self) -> AgentAuthConfiguration:
            return app["agent_configuration"]

    class Echo(ActivityHandler):
        async def on_message_activity(self, turn_context: TurnContext) -> None:
            await turn_context.send_activity("echo")

    BOTFRAMEWORK_JWKS_URIS["https://api.botframework.com"] = keys
    app["agent_configuration"] = AgentAuthConfiguration(client_id=app_id, tenant_id=tenant, client_secret="secret")
    adapter, bot = CloudAdapter(connection_manager=Connections()), Echo()

    @jwt_authorization_decorator
    async def receive(request: web.Request) -> web.Response:
        return await adapter.process(request, bot)

    app.router.add_post(ROUTE, receive)


async def ready(_: web.Request) -> web.Response:
    return web.json_response({})


if __name__ == "__main__":
    kind, port, *more = sys.argv[1:]
    served = web.Application()
    {"bare": bare, "botbuilder": botbuilder, "agents": agents}[kind](served, *more)
    served.router.add_get("/healthz", ready)
    web.run_app(served, host="127.0.0.1", port=int(port), access_log=None, print=lambda *_: None)
