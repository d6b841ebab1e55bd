"""The only module that sees everything: wires settings, database, turn, relay, ticker and platforms."""

import logging
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import click
from aiohttp import web

from bot.bounces import add_bounces
from bot.chance import chance
from bot.chat_posts import ChatPosts
from bot.chats import Chats
from bot.clock import Clock, Clocks, FastClock, PushedClock, SetClock, WallClock
from bot.config import Settings
from bot.edges import Edge, edges_of
from bot.health import add_health
from bot.keeping import Keeping
from bot.live_cards import LiveCards
from bot.mail import Mail, MailServer
from bot.mailing import MailPosts
from bot.organisation import organisation_of
from bot.platforms.browser.app import make_app
from bot.platforms.browser.live import Watching
from bot.platforms.browser.sender import BrowserSender
from bot.platforms.browser.serving import Browser
from bot.ports import Sender
from bot.reception import Reception
from bot.register.app import add_register
from bot.register.desk import Desk
from bot.register.wiring import wired
from bot.rehearsal import add_rehearsal
from bot.relay import Relay
from bot.releases import Releases
from bot.replicas import Replicas
from bot.signing_by_code import SigningByCode
from bot.surfaces import Surfaces
from bot.ticker import Ticker
from bot.transaction import Transaction
from bot.turn import Turn
from bot.undelivered import Unreached
from dialogs.model.ids import MeetingId
from dialogs.model.statement import Statement
from dialogs.organisation import Organisation
from storage import outbox, timers
from storage.chats import MAIL
from storage.engine import Connection, Store, open_store
from storage.listing import meetings
from storage.meetings import Meetings
from storage.vault import Vault

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class House:
    """Everything that was wired."""

    settings: Settings
    store: Store
    vault: Vault
    meetings: Meetings
    releases: Releases
    clocks: Clocks
    turn: Turn
    reception: Reception
    watching: Watching
    live: LiveCards
    ticker: Ticker
    edges: Mapping[str, Edge] = field(default_factory=dict)

    @property
    def organisation(self) -> Organisation:
        """Give the organisation as it is now."""
        return self.releases.now()


def build(settings: Settings) -> House:
    """Wire the house. It must run in the event loop that will serve it."""
    wall = PushedClock() if settings.rehearsal else WallClock()
    clocks = Clocks(_meeting_clock(settings, wall), wall)
    releases = Releases(organisation_of(settings), settings.content)
    store, vault = open_store(settings.database_url), Vault(settings.keys)
    known = Meetings(vault, releases.agenda, releases.now().zone)
    store.on_lost(known.drop)
    watching = Watching()
    reception = Reception(store, known, releases.now, clocks.meeting, wall, chance)
    edges = edges_of(settings, store, wall)
    chats = {name: edge.chat for name, edge in edges.items()}
    ways = ways_of(settings, chats)
    surfaces, lost = Surfaces(store, chats.keys()), Unreached(store, reception, wall, ways)
    live = LiveCards(reception, surfaces, chats, clocks, lost)
    senders: dict[str, Sender] = {"browser": BrowserSender(reception, watching)}
    senders |= {name: ChatPosts(name, chat, reception, surfaces) for name, chat in chats.items()}
    if mail := mail_of(settings, wall):
        senders[MAIL] = MailPosts(mail, store, reception, settings.address)
    # Laying the same message on the shelf again changes nothing.
    owner = chance()
    relay = Relay(store, senders, wall, owner, lost, honour_keys={"browser"}, slow={MAIL} & senders.keys())
    tickers: list[Ticker] = []
    turn = Turn(
        store,
        known,
        vault,
        Transaction(known, releases.now, ways),
        clocks,
        chance,
        on_change=telling(watching, live),
        on_owed=lambda: tickers[0].wake(),
    )
    replicas = Replicas(store, known, vault, reception, watching, releases)
    tickers.append(Ticker(store, turn, relay, clocks, owner, live, replicas.look if store.is_shared else None))
    ticker = tickers[0]
    return House(settings, store, vault, known, releases, clocks, turn, reception, watching, live, ticker, edges)


def telling(watching: Watching, live: LiveCards) -> Callable[[MeetingId], None]:
    """Give what tells pages and screens that a meeting changed."""

    def tell(meeting: MeetingId) -> None:
        watching.changed(meeting)
        live.changed(meeting)

    return tell


def mail_of(settings: Settings, wall: Clock) -> Mail | None:
    """Give what sends mail, or None where there is no server for it."""
    server = settings.mail_server
    return Mail(MailServer.at(server, settings.mail_from), wall) if server else None


def ways_of(settings: Settings, chats: Collection[str]) -> frozenset[str]:
    """Give the ways in use by which messages go out beside the pages: the chats, and mail where there is a server."""
    return frozenset({*chats, MAIL} if settings.mail_server else chats)


def _meeting_clock(settings: Settings, wall: Clock) -> Clock:
    if settings.rehearsal:
        return SetClock(wall)
    return wall if settings.clock_speed == 1 else FastClock(settings.clock_speed, wall)


def application(house: House, tell: Callable[[str], None] = click.echo) -> web.Application:
    """Give the application that serves the house, and starts and stops what runs beside it.

    `tell` shows a line to whoever started the server: in a try-out, the way into the register.
    """
    address, statement = house.settings.address, statement_of(house.settings)
    codes = SigningByCode(house.store, mail_of(house.settings, house.clocks.wall), house.clocks.wall)
    browser = Browser(house.turn, house.reception, house.watching, codes, "da", address, statement)
    app = make_app(browser)
    add_health(app, house.store)
    ways = ways_of(house.settings, house.edges)
    add_bounces(app, Unreached(house.store, house.reception, house.clocks.wall, ways))
    for edge in house.edges.values():
        edge.add(app, Chats(house.turn, house.reception, house.store, keeping_of(house)), chance)
    add_register(app, desk_of(house, tell))
    if house.settings.rehearsal:
        add_rehearsal(app, house.clocks, house.ticker)

    async def beside(_: web.Application) -> AsyncIterator[None]:
        await house.releases.look(house.store, house.meetings)
        await forget_closed(house)
        await house.live.begin()
        await house.ticker.arrange()
        if not house.store.is_shared:
            await house.store.write(lambda conn: release(conn, house.clocks.wall.now()))
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


def release(conn: Connection, now: datetime) -> None:
    """Free whatever an earlier run of the only program on this database had claimed."""
    outbox.release(conn, now)
    timers.release(conn)


def desk_of(house: House, tell: Callable[[str], None]) -> Desk:
    """Give what the register's pages need."""
    return wired(
        house.settings,
        house.store,
        house.reception,
        keeping_of(house),
        house.turn,
        house.clocks.wall,
        chance,
        tell,
        house.releases,
        house.meetings,
    )


def statement_of(settings: Settings) -> Statement:
    """Give what the accessibility statement is made of."""
    return Statement(
        settings.accessibility_organisation,
        settings.accessibility_contact,
        settings.accessibility_compliance,
        settings.accessibility_made_on,
        settings.accessibility_official,
    )


def keeping_of(house: House) -> Keeping:
    """Give what sets committees up and changes their lists."""
    return Keeping(
        house.store,
        house.releases.now,
        house.clocks,
        chance,
        platforms=ways_of(house.settings, house.edges),
        on_change=telling(house.watching, house.live),
        on_owed=house.ticker.wake,
        forget_links=house.reception.forget_links,
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
