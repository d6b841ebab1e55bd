"""Puts the register together from the settings and what the house has."""

from collections.abc import Callable

from bot.clock import Clock
from bot.config import Settings
from bot.reception import Reception
from bot.register.desk import HOME, Desk
from bot.register.identity import Client, SignInService
from bot.register.one_time import OneTimeLink
from dialogs.organisation import Organisation
from storage.engine import Store


def wired(
    settings: Settings,
    store: Store,
    reception: Reception,
    organisation: Organisation,
    wall: Clock,
    chance: Callable[[], str],
    tell: Callable[[str], None],
) -> Desk:
    """Give what the register's pages need. `tell` shows a line to whoever started the server."""
    address = settings.address
    link = OneTimeLink(f"{address}{HOME}", chance, tell) if settings.tryout else None
    service = SignInService(client_of(settings), wall.now) if settings.oidc_issuer else None
    return Desk(store, reception, organisation, wall, chance, address, link, service)


def client_of(settings: Settings) -> Client:
    """Give what we are to the organisation's sign-in service."""
    return Client(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        secret=settings.oidc_client_secret.get_secret_value(),
        roles_claim=settings.oidc_roles_claim,
        person_claim=settings.oidc_person_claim,
        redirect=f"{settings.address}{HOME}/sign-in/done",
    )
