"""The chat platforms that are set up: what speaks there, and what listens.

Their SDKs take long to import, so only those are that are set up.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from aiohttp import web

from bot.chats import Chats
from bot.clock import Clock
from bot.config import Settings
from bot.installations import Installations
from bot.ports import Chat
from storage.engine import Store


class Edge(Protocol):
    """A chat platform that is set up."""

    @property
    def chat(self) -> Chat:
        """Give what speaks."""

    def add(self, app: web.Application, chats: Chats, chance: Callable[[], str]) -> None:
        """Add what listens."""


def edges_of(settings: Settings, store: Store, wall: Clock) -> Mapping[str, Edge]:
    """Give the chat platforms by their names. Call it in the event loop that will serve them."""
    found: dict[str, Edge] = {}
    if settings.has_teams:
        found["teams"] = _teams(settings, wall)
    if settings.has_slack:
        found["slack"] = _slack(settings, store, wall)
    return found


def _teams(settings: Settings, wall: Clock) -> Edge:
    from bot.platforms.teams.app import Options, make_teams

    options = Options(
        app_id=settings.teams_app_id,
        tenants=settings.teams_tenant_ids,
        secret=settings.teams_secret.get_secret_value(),
        certificate=settings.teams_certificate,
        managed_identity=settings.teams_managed_identity,
        development=settings.teams_development,
        login=settings.teams_login.rstrip("/"),
        keys=settings.teams_keys,
        service=settings.teams_service,
        rehearsal=settings.rehearsal,
    )
    return make_teams(options, wall)


def _slack(settings: Settings, store: Store, wall: Clock) -> Edge:
    from bot.platforms.slack.wiring import SlackSettings, SlackSide

    known = SlackSettings(
        api_url=settings.slack_api_url,
        address=settings.address,
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        app_token=settings.slack_app_token.get_secret_value(),
        bot_token=settings.slack_bot_token.get_secret_value(),
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret.get_secret_value(),
        token_keys=settings.slack_keys,
        workspaces=settings.slack_allowed,
        rehearsal=settings.rehearsal,
    )
    return SlackSide(known, Installations(store, "slack"), wall)
