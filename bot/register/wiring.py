"""Puts the register together from the settings and what the house has."""

from collections.abc import Callable

from bot.clock import Clock
from bot.config import Settings
from bot.keeping import Keeping
from bot.reception import Reception
from bot.register.desk import HOME, Desk
from bot.register.identity import Client, SignInService
from bot.register.one_time import OneTimeLink
from bot.releases import Releases
from bot.turn import Turn
from storage.engine import Store
from storage.meetings import Meetings


def wired(
    settings: Settings,
    store: Store,
    reception: Reception,
    keeping: Keeping,
    turn: Turn,
    wall: Clock,
    chance: Callable[[], str],
    tell: Callable[[str], None],
    releases: Releases,
    meetings: Meetings,
) -> Desk:
    """Give what the register's pages need. `tell` shows a line to whoever started the server."""
    address = settings.address
    link = OneTimeLink(f"{address}{HOME}", chance, tell) if settings.tryout else None
    service = SignInService(client_of(settings), wall.now) if settings.oidc_issuer else None
    keeps = {
        "messages": settings.keep_messages_days,
        "sent": settings.keep_sent_days,
        "links": settings.keep_links_days,
        "looks": settings.keep_looks_days,
    }
    return Desk(store, reception, keeping, turn, releases, meetings, wall, chance, address, link, service, keeps)


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
