"""A house wired for tests: on a real database, but its clocks and its chance are values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import select

from bot.bootstrap import House, mail_of, ways_of
from bot.chat_posts import ChatPosts
from bot.clock import Clocks
from bot.config import Settings
from bot.content import demo_set_up
from bot.edges import edges_of
from bot.live_cards import LiveCards
from bot.mailing import MailPosts
from bot.organisation import organisation_of
from bot.platforms.browser.live import Watching
from bot.platforms.browser.sender import BrowserSender
from bot.ports import Chat, Sender
from bot.reception import Reception
from bot.relay import Relay
from bot.releases import Releases
from bot.replicas import Replicas
from bot.set_up import Tokens, lay_down, make, read_set_up
from bot.surfaces import Surfaces
from bot.ticker import Ticker
from bot.transaction import Transaction
from bot.turn import Turn
from bot.undelivered import Unreached
from dialogs.content import Language
from dialogs.flows.view import View
from dialogs.inbound import ButtonPressed, FormSubmitted, Inbound, TimerRang
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.meeting import Meeting
from dialogs.model.steering import stamp
from dialogs.organisation import Organisation
from dialogs.outbound import Answer
from storage import timers
from storage.chats import MAIL
from storage.engine import open_store
from storage.meetings import Meetings, Templates
from storage.tables import timer
from storage.vault import Vault
from tests.databases import url_in

STARTS_AT = datetime(2026, 12, 9, 9, 0, tzinfo=UTC)
EVERYBODY = ("marianne", "kasper", "sanne", "amina", "ole", "jytte", "lars", "eva")
PARTIES = EVERYBODY[:6]

MakeMeetings = Callable[[Vault, Templates, tzinfo], Meetings]


class Hand:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = STARTS_AT) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def later(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Chance:
    """Chance that falls the same way every time: 32 hexadecimal digits."""

    seed: str = "chance"
    fallen: int = 0

    def __call__(self) -> str:
        self.fallen += 1
        return blake2b(f"{self.seed}/{self.fallen}".encode(), digest_size=16).hexdigest()


@cache
def _organisation(settings: Settings) -> Organisation:
    return organisation_of(settings)


def settings_in(folder: Path, **values: object) -> Settings:
    """Give the settings of a try-out that keeps everything in `folder`, whatever the environment says."""
    ours = {"database_url": url_in(folder), "keys": folder / "keys", "tryout": True}
    return Settings.model_validate({"rehearsal": True, **ours, **values})


def new_folder(folder: Path) -> Path:
    """Give a folder with a migrated database, made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    url_in(folder)
    return folder


@dataclass
class Fake:
    """A house, its clocks, the demonstration meeting in it, and the verbs of tests."""

    folder: Path
    house: House
    meeting_clock: Hand
    wall: Hand
    chance: Chance
    relay: Relay
    tokens: Tokens | None = None
    changed: list[MeetingId] = field(default_factory=list)
    owed: list[bool] = field(default_factory=list)
    keys: int = 0

    @property
    def id(self) -> MeetingId:
        assert self.tokens
        return self.tokens.meeting

    async def state(self) -> Meeting:
        return await self.house.reception.meeting(self.id)

    async def view(self, who: str | None) -> View:
        return self.house.reception.view(await self.state(), PersonId(who) if who else None)

    async def stamp(self) -> str:
        return stamp(await self.state())

    async def press(
        self, who: str, action: str, on: str = "", seen: str = "", *, key: str = "", by: str = ""
    ) -> Answer:
        return await self.take(who, ButtonPressed(action, on, seen), key=key, by=by)

    async def submit(
        self, who: str, action: str, on: str = "", seen: str = "", *, key: str = "", **fields: str | list[str]
    ) -> Answer:
        named = {
            name.replace("__", "."): tuple([each] if isinstance(each, str) else each) for name, each in fields.items()
        }
        return await self.take(who, FormSubmitted(action, on, seen, named), key=key)

    async def take(self, who: str, what: ButtonPressed | FormSubmitted, *, key: str = "", by: str = "") -> Answer:
        self.keys += 1
        whom = PersonId(who) if by else None
        event = Inbound(key or f"test/{self.keys}", self.id, PersonId(by or who), what, whom)
        return await self.house.turn.take(event)

    async def ring(self, name: str) -> Answer:
        self.keys += 1
        return await self.house.turn.take(Inbound(f"timer/{self.keys}", self.id, None, TimerRang(name)))

    async def timers(self) -> list[timers.Timer]:
        """Give all due times, the earliest first, whoever holds them."""
        asked = select(timer.c.meeting_id, timer.c.name, timer.c.due_at).order_by(timer.c.due_at)
        return [timers.Timer(*row) for row in await self.house.store.read(lambda conn: conn.execute(asked).all())]

    async def all_arrive(self, *who: str) -> None:
        for each in who or EVERYBODY:
            assert not (await self.press(each, "arrive")).refused

    async def start(self) -> None:
        assert not (await self.press("marianne", "start", seen=await self.stamp())).refused

    async def advance(self, times: int = 1) -> None:
        for _ in range(times):
            assert not (await self.press("marianne", "advance", seen=await self.stamp())).refused

    async def end(self, who: str = "marianne") -> Answer:
        return await self.press(who, "end", seen=await self.stamp())

    async def close(self) -> None:
        await self.house.ticker.stop()
        await self.house.store.close()


def wire(
    folder: Path,
    *,
    settings: Settings | None = None,
    chance: Chance | None = None,
    make_meetings: MakeMeetings = Meetings,
    make_turn: type[Turn] = Turn,
    make_transaction: type[Transaction] = Transaction,
    sender: Sender | None = None,
    chats: Mapping[str, Chat] | None = None,
    tokens: Tokens | None = None,
    owner: str = "this relay",
) -> Fake:
    """Wire a house over the database in `folder`; call it in the event loop that will use it."""
    new_folder(folder)
    settings = settings or settings_in(folder)
    releases = Releases(_organisation(settings), settings.content)
    chance = chance or Chance()
    meeting_clock, wall = Hand(), Hand(STARTS_AT + timedelta(days=400))
    clocks = Clocks(meeting_clock, wall)
    store, vault = open_store(settings.database_url), Vault(settings.keys)
    known = make_meetings(vault, releases.agenda, releases.now().zone)
    store.on_lost(known.drop)
    watching = Watching()
    reception = Reception(store, known, releases.now, meeting_clock, wall, chance)
    edges = edges_of(settings, store, wall)
    chats = {**(chats or {}), **{name: edge.chat for name, edge in edges.items()}}
    ways = ways_of(settings, chats)
    surfaces, lost = Surfaces(store, chats.keys()), Unreached(store, reception, wall, ways)
    live = LiveCards(reception, surfaces, chats, clocks, lost)
    senders: dict[str, Sender] = {"browser": sender or BrowserSender(reception, watching)}
    senders |= {name: ChatPosts(name, chat, reception, surfaces) for name, chat in chats.items()}
    if mail := mail_of(settings, wall):
        senders[MAIL] = MailPosts(mail, store, reception, settings.address)
    relay = Relay(
        store, senders, wall, owner, lost, honour_keys=() if sender else {"browser"}, slow={MAIL} & senders.keys()
    )
    changed: list[MeetingId] = []
    owed: list[bool] = []

    def tell(meeting: MeetingId) -> None:
        changed.append(meeting)
        watching.changed(meeting)
        live.changed(meeting)

    turn = make_turn(
        store,
        known,
        vault,
        make_transaction(known, releases.now, ways),
        clocks,
        chance,
        on_change=tell,
        on_owed=lambda: owed.append(True),
    )
    replicas = Replicas(store, known, vault, reception, watching, releases)
    ticker = Ticker(store, turn, relay, clocks, owner, live, replicas.look if store.is_shared else None)
    house = House(settings, store, vault, known, releases, clocks, turn, reception, watching, live, ticker, edges)
    return Fake(folder, house, meeting_clock, wall, chance, relay, tokens, changed, owed)


async def delivered(fake: Fake) -> int:
    """Deliver everything that is owed, by every way, and what follows from it; give how much that was."""
    done = 0
    while dealt := await fake.relay.drain() + await fake.relay.drain_slow():
        done += dealt
    return done


def demonstration() -> str:
    """Give the set-up of the demonstration."""
    return demo_set_up(Language.DA)


async def with_meeting(fake: Fake, text: str = "") -> Fake:
    """Lay the demonstration meeting down in a house, or the one that `text` describes."""
    meeting = make(read_set_up(text or demonstration()), fake.house.organisation.content, fake.chance)
    now = fake.wall.now()
    fake.tokens = await fake.house.store.write(lambda conn: lay_down(conn, meeting, now, fake.chance))
    return fake
