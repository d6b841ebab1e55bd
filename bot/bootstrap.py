"""The only module that sees everything: wires settings, database, turn, relay, ticker and platforms."""

import logging
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

import click
from aiohttp import web

from bot.calendar_days import free_days
from bot.chat_posts import ChatPosts, Unreached
from bot.chats import Chats
from bot.clock import Clock, FastClock, SetClock, WallClock
from bot.config import Settings
from bot.content import read_content
from bot.edges import Edge, edges_of
from bot.health import add_health
from bot.keeping import Keeping
from bot.live_cards import LiveCards
from bot.mail import Mail, MailServer
from bot.mailing import AlsoByMail
from bot.once import write_once
from bot.platforms.browser.app import make_app
from bot.platforms.browser.live import Watching
from bot.platforms.browser.sender import BrowserSender
from bot.platforms.browser.serving import Browser
from bot.ports import Sender
from bot.reception import Reception
from bot.register.app import add_register
from bot.register.desk import HOME, Desk
from bot.register.identity import Client, SignInService
from bot.register.one_time import OneTimeLink
from bot.rehearsal import add_rehearsal
from bot.relay import Relay
from bot.replicas import Replicas
from bot.surfaces import Surfaces
from bot.ticker import Ticker
from bot.turn import Clocks, Turn
from dialogs.model.ids import MeetingId
from dialogs.model.statement import Statement
from dialogs.organisation import Organisation
from storage import decisions, migrate, outbox
from storage.engine import Store, StoreGone, is_embedded, open_store
from storage.listing import meetings
from storage.meetings import Meetings, Templates
from storage.sqlite import path_of
from storage.vault import Vault

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class House:
    """Everything that was wired."""

    settings: Settings
    store: Store
    vault: Vault
    meetings: Meetings
    organisation: Organisation
    clocks: Clocks
    turn: Turn
    reception: Reception
    watching: Watching
    live: LiveCards
    ticker: Ticker
    edges: Mapping[str, Edge] = field(default_factory=dict)


def chance() -> str:
    """Give text that nobody can guess: 192 bits, fit for an address."""
    return secrets.token_urlsafe(24)


def organisation_of(settings: Settings) -> Organisation:
    """Give what the settings say about the organisation.

    Raises:
        ContentFault: when the content has faults.
    """
    return Organisation(
        zone=ZoneInfo(settings.time_zone),
        content=read_content(settings.content),
        abandoned_after=timedelta(hours=settings.abandoned_hours),
        proposals_due_days=settings.proposals_due_days,
        objection_days=settings.objection_days,
        links_may_sign=settings.tryout,
        free_days=free_days(settings.days_off),
        opens=settings.hours[0],
        closes=settings.hours[1],
        reminds=settings.reminders_at,
    )


def templates_of(organisation: Organisation) -> Templates:
    """Give the agendas by language and template."""
    return {
        (language, name): agenda
        for language, content in organisation.content.items()
        for name, agenda in content.agendas.items()
    }


def prepare_database(settings: Settings) -> None:
    """Make the folder of an embedded database and bring it to the tables of this version.

    Raises:
        StoreGone: when the folder cannot be made, or the database cannot be written.
        StoreTaken: when a program is writing a SQLite file: stop it first.
        StoreUnfit: when the address is none that we know.
    """
    if is_embedded(settings.database_url):
        folder = path_of(settings.database_url).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise StoreGone(f"{folder} cannot be made ({fault.strerror}): check MEDMAKKER_DATABASE_URL") from fault
    if not migrate.is_current(settings.database_url):
        migrate.upgrade(settings.database_url)
        # What is made from the minutes alone is made anew, so that no step has to know how.
        write_once(settings.database_url, decisions.rebuild)


def build(settings: Settings) -> House:
    """Wire the house. It must run in the event loop that will serve it."""
    wall = WallClock()
    clocks = Clocks(_meeting_clock(settings, wall), wall)
    organisation = organisation_of(settings)
    store, vault = open_store(settings.database_url), Vault(settings.keys)
    known = Meetings(vault, templates_of(organisation), organisation.zone)
    store.on_lost(known.drop)
    watching = Watching()
    reception = Reception(store, known, organisation, clocks.meeting, wall, chance)
    edges = edges_of(settings, store, wall)
    chats = {name: edge.chat for name, edge in edges.items()}
    surfaces, lost = Surfaces(store, chats.keys()), Unreached(store, reception, wall, chats.keys())
    live = LiveCards(reception, surfaces, chats, clocks.meeting, lost)
    senders: dict[str, Sender] = {"browser": _sender(settings, store, reception, watching, wall)}
    senders |= {name: ChatPosts(name, chat, reception, surfaces, lost) for name, chat in chats.items()}
    relay = Relay(store, senders, wall, owner=chance())
    tickers: list[Ticker] = []

    def tell(meeting: MeetingId) -> None:
        watching.changed(meeting)
        live.changed(meeting)

    turn = Turn(
        store,
        known,
        vault,
        organisation,
        clocks,
        chance,
        platforms=frozenset(chats),
        on_change=tell,
        on_owed=lambda: tickers[0].wake(),
    )
    replicas = Replicas(store, known, vault, reception, watching)
    tickers.append(Ticker(store, turn, relay, clocks.meeting, live, replicas.look if store.is_shared else None))
    ticker = tickers[0]
    return House(settings, store, vault, known, organisation, clocks, turn, reception, watching, live, ticker, edges)


def _sender(settings: Settings, store: Store, reception: Reception, watching: Watching, wall: Clock) -> Sender:
    first = BrowserSender(reception, watching)
    if not settings.mail_server:
        return first
    mail = Mail(MailServer.at(settings.mail_server, settings.mail_from), wall)
    return AlsoByMail(first, mail, store, lambda delivery: reception.meeting(delivery.meeting))


def _meeting_clock(settings: Settings, wall: Clock) -> Clock:
    if settings.rehearsal:
        return SetClock(wall)
    return wall if settings.clock_speed == 1 else FastClock(settings.clock_speed, wall)


def application(house: House, tell: Callable[[str], None] = click.echo) -> web.Application:
    """Give the application that serves the house, and starts and stops what runs beside it.

    `tell` shows a line to whoever started the server: in a try-out, the way into the register.
    """
    address, statement = house.settings.address, statement_of(house.settings)
    browser = Browser(house.turn, house.reception, house.watching, "da", address, statement)
    app = make_app(browser)
    add_health(app, house.store)
    for edge in house.edges.values():
        edge.add(app, Chats(house.turn, house.reception, house.store, keeping_of(house)), chance)
    add_register(app, desk_of(house, tell))
    if house.settings.rehearsal:
        add_rehearsal(app, house.clocks.meeting, house.ticker)

    async def beside(_: web.Application) -> AsyncIterator[None]:
        await forget_closed(house)
        await house.live.begin()
        await house.ticker.arrange()
        if not house.store.is_shared:
            await house.store.write(lambda conn: outbox.release(conn, house.clocks.wall.now()))
        if not house.settings.rehearsal:
            house.ticker.start()
        yield
        await house.ticker.stop()
        await house.store.close()

    async def end_streams(_: web.Application) -> None:
        house.watching.close()

    app.cleanup_ctx.append(beside)
    app.on_shutdown.append(end_streams)
    return app


def desk_of(house: House, tell: Callable[[str], None]) -> Desk:
    """Give what the register's pages need."""
    settings = house.settings
    link = OneTimeLink(f"{settings.address}{HOME}", chance, tell) if settings.tryout else None
    wall, address = house.clocks.wall, settings.address
    service = SignInService(client_of(settings), wall.now) if settings.oidc_issuer else None
    return Desk(house.store, house.reception, house.organisation, wall, chance, address, link, service)


def statement_of(settings: Settings) -> Statement:
    """Give what the accessibility statement is made of."""
    return Statement(
        settings.accessibility_organisation,
        settings.accessibility_contact,
        settings.accessibility_compliance,
        settings.accessibility_made_on,
        settings.accessibility_official,
    )


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


def keeping_of(house: House) -> Keeping:
    """Give what sets committees up and changes their lists."""

    def tell(meeting: MeetingId) -> None:
        house.watching.changed(meeting)
        house.live.changed(meeting)

    return Keeping(
        house.store,
        house.organisation,
        house.clocks,
        chance,
        platforms=frozenset(house.edges),
        on_change=tell,
        on_owed=house.ticker.wake,
    )


async def forget_closed(house: House) -> None:
    """Do what the last run could not: destroy keys that outlived their meeting, and clean the files.

    The files are cleaned in any case: the machine may have stopped between the one and the other.
    """
    found = await house.store.read(meetings)
    left = [meeting for meeting, _, _, stage in found if stage.is_over and house.vault.exists(meeting)]
    if left:
        _log.warning("a closed meeting still had its key")
    await house.turn.forget(*left)
