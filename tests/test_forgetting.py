"""When a meeting has closed, nothing that is kept tells who wrote what: neither the rows nor the raw files."""

import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy import text as sql

from bot.bootstrap import forget_closed
from bot.turn import Turn
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.meeting import Meeting, Stage
from storage import outbox, sqlite
from storage.meetings import Meetings
from storage.vault import Vault
from tests.databases import Kind, OnServer, on_postgresql, on_sqlite
from tests.fakes.house import EVERYBODY, Fake, settings_in, wire, with_meeting
from tests.fakes.http import Phones, serving
from tests.kept import Cell, Words, differing, dump, log_position, vocabulary, words_in_log, words_in_tables
from tests.postgres import Server, remove

pytestmark = [pytest.mark.usefixtures("kind"), pytest.mark.no_cover]
WITHDRAWN = "Denne trak jeg tilbage"
EDITED = "Denne blev skrevet om siden"
LEFT_OUT = "Denne kom aldrig videre fra parret"
POSITION = "Denne grund tog jeg tilbage"
MISSED = "Det her lukkede igen"
USES = ("Vi skriver breve med det", "Vi slaar tal efter med det")
CONCERNS = ("Tempoet kan stige", "Fagligheden kan tabes")
RESERVATIONS = ("Kun med fast makker", "Kun i dagvagten")
GONE = (WITHDRAWN, EDITED, LEFT_OUT, POSITION)


@dataclass(frozen=True)
class Cast:
    """Who writes the first and who the second of each two texts."""

    uses: tuple[str, str] = ("ole", "amina")
    pairs: tuple[int, int] = (0, 1)
    reservations: tuple[str, str] = ("jytte", "amina")


AS_WRITTEN = Cast()
SWAPPED = Cast(("amina", "ole"), (1, 0), ("amina", "jytte"))


async def play(phones: Phones, cast: Cast) -> None:
    """Play a whole meeting over HTTP, the same presses in the same order whoever writes."""
    await begin(phones, cast)
    await phones.moves_on()
    pairs = sorted((await phones.fake.state()).pairs.values(), key=lambda pair: pair.id)
    await phones.does(pairs[2].members[0], "contribute", fields={"kind": "concern", "text": LEFT_OUT})
    for number, text in zip(cast.pairs, CONCERNS, strict=True):
        await phones.does(pairs[number].members[0], "contribute", fields={"kind": "concern", "text": text})
    for number, text in zip(cast.pairs, CONCERNS, strict=True):
        await phones.does(pairs[number].members[-1], "hand_in", fields={"concern": text})
    await phones.does("sanne", "say_missing", fields={"text": ""})
    await phones.moves_on()
    await decide(phones, cast)
    await phones.moves_on()
    number = str((await phones.fake.state()).announcement.number)
    for who in ("marianne", "sanne"):
        await phones.does(who, "sign_announcement", seen=number)
    phones.fake.meeting_clock.later(minutes=30)
    await phones.fake.house.ticker.settle()
    await phones.moves_on("end")
    for who in ("marianne", "sanne"):
        await phones.does(who, "sign_minutes", seen="1")
    await phones.fake.house.ticker.settle()


async def begin(phones: Phones, cast: Cast) -> None:
    """Play the first phase."""
    for who in EVERYBODY:
        await phones.does(who, "arrive")
    await phones.moves_on("start")
    for who, text in zip(cast.uses, USES, strict=True):
        await phones.does(who, "contribute", fields={"kind": "use", "text": text})
    await phones.does("kasper", "contribute", fields={"kind": "use", "text": WITHDRAWN})
    await phones.does("kasper", "contribute", fields={"kind": "question", "text": EDITED})
    kept = {item.text: item.id for item in (await phones.fake.state()).contributions.values()}
    await phones.does("kasper", "withdraw", kept[WITHDRAWN])
    await phones.does("kasper", "edit", kept[EDITED], fields={"text": "Hvem svarer"})
    for who in ("ole", "amina"):
        await phones.does(who, "say_word", fields={"word": "Nysgerrig"})


async def decide(phones: Phones, cast: Cast) -> None:
    item = (await phones.fake.state()).in_order()[0].id
    await position(phones, "ole", item, "reservation", POSITION)
    await position(phones, "ole", item, "supports")
    for who, text in zip(cast.reservations, RESERVATIONS, strict=True):
        await position(phones, who, item, "reservation", text)
    await phones.does("marianne", "reveal", item)
    wording = {"outcome": "agreement_with_remarks", "item_type": "discussion", "text": "Vi begynder i det smaa"}
    await phones.does("marianne", "word_outcome", item, "0", {**wording, "decider": "marianne", "chosen": "no"})
    for who in ("marianne", "sanne"):
        await phones.does(who, "confirm_outcome", item, "1", {"text": ""})


async def position(phones: Phones, who: str, item: str, stance: str, text: str = "") -> None:
    await phones.does(who, "take_positions", fields={f"stance.{item}": stance, f"text.{item}": text})


def leak(conn: Connection, key: str, value: str | int) -> None:
    row = {"key": key, "value": value}
    conn.execute(sql("DELETE FROM leak WHERE id = :key"), {"key": key})
    conn.execute(sql("INSERT INTO leak VALUES (:key, :value)"), row)


class Told(Meetings):
    """A leak: who wrote what stands in a table of its own."""

    def save(self, conn: Connection, before: Meeting, after: Meeting) -> int:
        conn.exec_driver_sql("CREATE TABLE IF NOT EXISTS leak (id TEXT PRIMARY KEY, by TEXT)")
        for row in after.owners.items():
            leak(conn, *row)
        return super().save(conn, before, after)


class Counted(Meetings):
    """A leak: how often somebody did something is counted on their stay, which tells who edited and withdrew."""

    def save(self, conn: Connection, before: Meeting, after: Meeting) -> int:
        version = super().save(conn, before, after)
        conn.exec_driver_sql("CREATE TABLE IF NOT EXISTS leak (id TEXT PRIMARY KEY, by INTEGER)")
        for on in after.owners.keys() - before.owners.keys():
            text = next((item.text for item in after.contributions.values() if item.id == on), "")
            leak(conn, after.owners[on], len(text))
        return version


class Whispered(Meetings):
    """A leak that is gone at once: what was told is deleted again in the same transaction."""

    def save(self, conn: Connection, before: Meeting, after: Meeting) -> int:
        conn.exec_driver_sql("CREATE TABLE IF NOT EXISTS leak (id TEXT PRIMARY KEY, by TEXT)")
        for row in after.owners.items():
            leak(conn, *row)
        conn.exec_driver_sql("DELETE FROM leak")
        return super().save(conn, before, after)


class Touched(Meetings):
    """A leak without a word: whoever writes has their own row written again, in the transaction of their text."""

    def save(self, conn: Connection, before: Meeting, after: Meeting) -> int:
        for on in sorted(after.owners.keys() - before.owners.keys()):
            conn.execute(sql("UPDATE person SET name = name WHERE id = :id"), {"id": after.owners[on]})
        return super().save(conn, before, after)


@dataclass(frozen=True)
class Kept:
    """What is left of a meeting: the values of all tables, and on a server the words in its raw files."""

    rows: dict[Cell, object]
    words: Words

    def tells_from(self, other: "Kept") -> set[str]:
        """Give the tables, and the raw files, that differ."""
        raw = {f"raw {name}" for name in differing(self.words, other.words)}
        return {table for table, _, _ in differing(self.rows, other.rows)} | raw


async def run(kind: Kind, folder: Path, cast: Cast, make_meetings: type[Meetings] = Meetings) -> Kept:
    """Play a meeting to its end and give what is kept of it."""
    fake = await with_meeting(wire(folder, make_meetings=make_meetings))
    since = log_position(kind.server) if isinstance(kind, OnServer) else ""
    async with serving(fake) as phones:
        await play(phones, cast)
    if not isinstance(kind, OnServer):
        return Kept(dump(kind, folder), {})
    rows = dump(kind, folder)
    log = words_in_log(kind.server, since, vocabulary(rows))
    return Kept(rows, {**words_in_tables(kind.server, kind.url(folder), vocabulary(rows)), **log})


async def always_tell(
    play_one: Callable[[Path, Cast], Awaitable[Kept]], folder: Path, casts: tuple[Cast, Cast], *, tries: int = 5
) -> set[str]:
    """Play two casts as often as `tries`, and give what tells every meeting of the one from every one of the other.

    A server tidies a page when it happens to pass by, and two identical meetings differ by that now and then.
    What tells who wrote what would tell it every time.
    """
    played: tuple[list[Kept], list[Kept]] = ([], [])
    found: set[str] | None = None
    for number in range(tries):
        for side, cast, name in zip(played, casts, "ab", strict=True):
            side.append(await play_one(folder / f"{name}{number}", cast))
        for one, other in product(*played):
            tells = one.tells_from(other)
            found = tells if found is None else found & tells
        if not found:
            return set()
    assert found
    return found


async def test_swapped_authors_leave_no_difference_in_any_table_nor_in_any_raw_file(kind: Kind, tmp_path: Path):
    # Where identical meetings always differed, noise would hide everything: chance and clocks are fixed.
    assert await always_tell(partial(run, kind), tmp_path / "same", (AS_WRITTEN, AS_WRITTEN)) == set()
    assert await always_tell(partial(run, kind), tmp_path / "swapped", (AS_WRITTEN, SWAPPED)) == set()


async def test_there_is_something_to_compare_in_every_table_and_raw_file_that_could_tell(kind: Kind, tmp_path: Path):
    one = await run(kind, tmp_path, AS_WRITTEN)
    assert {table for table, _, _ in one.rows} >= {"contribution", "reservation", "message", "audit", "stay", "pair"}
    if isinstance(kind, OnServer):
        for name in ("log", "contribution", "pair", "stay", "person"):
            assert one.words[name], name


async def leaking(kind: Kind, folder: Path, leak: type[Meetings]) -> set[str]:
    return await always_tell(partial(run, kind, make_meetings=leak), folder, (AS_WRITTEN, SWAPPED), tries=2)


@pytest.mark.parametrize("leak", [Told, Counted])
async def test_a_build_that_leaks_is_noticed(kind: Kind, tmp_path: Path, leak: type[Meetings]):
    found = await leaking(kind, tmp_path, leak)
    assert {table for table in found if not table.startswith("raw")} == {"leak"}


@on_postgresql
@pytest.mark.parametrize(("leak", "where"), [(Whispered, {"raw leak", "raw log"}), (Touched, {"person", "raw person"})])
async def test_a_build_whose_server_keeps_what_its_tables_do_not_show_is_noticed(
    kind: Kind, tmp_path: Path, leak: type[Meetings], where: set[str]
):
    assert await leaking(kind, tmp_path, leak) >= where


async def test_which_pair_handed_in_does_not_tell_whose_the_texts_are(kind: Kind, tmp_path: Path):
    """Where one pair alone handed in, the pairs must not tell which one it was."""
    dumps = []
    for number in (0, 1):
        fake = await with_meeting(wire(tmp_path / str(number)))
        async with serving(fake) as phones:
            for who in EVERYBODY:
                await phones.does(who, "arrive")
            await phones.moves_on("start")
            await phones.moves_on()
            pairs = sorted((await fake.state()).pairs.values(), key=lambda pair: pair.id)
            await phones.does(pairs[number].members[0], "hand_in", fields={"concern": CONCERNS[0]})
            await phones.moves_on("end")
        dumps.append(dump(kind, tmp_path / str(number)))
    assert differing(*dumps) == set()


@pytest.fixture
async def closed(kind: Kind, tmp_path: Path) -> Fake:
    """Give a house whose meeting was played and closed, and that was stopped."""
    fake = await with_meeting(wire(tmp_path))
    async with serving(fake) as phones:
        await play(phones, AS_WRITTEN)
    return fake


def raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def test_the_key_is_destroyed_and_no_other_can_be_made(closed: Fake):
    assert not closed.house.vault.exists(closed.id)
    kept = [path for path in (closed.folder / "keys").iterdir() if path.stat().st_size]
    assert kept == []
    with pytest.raises(Exception, match="forgotten"):
        Vault(closed.folder / "keys").key(closed.id, create=True)


async def test_positions_authors_inventory_and_receipts_are_gone(kind: Kind, closed: Fake):
    found = dump(kind, closed.folder)
    tables = {table for table, _, _ in found}
    assert not tables & {"position", "ownership", "inventory_answer"}
    # What came after the close: the end itself and two signatures.
    assert len({key for table, key, _ in found if table == "inbox"}) == 3


@on_sqlite
async def test_nothing_taken_back_can_be_read_in_any_file(closed: Fake):
    bytes_of = raw(closed.folder)
    assert USES[0].encode() in bytes_of
    for text in GONE:
        assert text.encode() not in bytes_of, text


class Careless(Turn):
    """A turn that destroys the key and leaves the files as they are."""

    async def forget(self, *meetings: MeetingId) -> None:
        for meeting in meetings:
            self._vault.destroy(meeting)


@on_sqlite
async def test_a_build_that_does_not_clean_its_files_is_noticed(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path, make_turn=Careless))
    async with serving(fake) as phones:
        await play(phones, AS_WRITTEN)
        assert any(text.encode() in raw(tmp_path) for text in GONE)


@on_sqlite
async def test_while_the_server_still_runs_the_files_are_clean_too(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path))
    async with serving(fake) as phones:
        await play(phones, AS_WRITTEN)
        for text in GONE:
            assert text.encode() not in raw(tmp_path), text


async def test_notices_and_audit_hold_nothing_that_was_contributed(kind: Kind, closed: Fake):
    typed = (*USES, *CONCERNS, *RESERVATIONS, *GONE, "Nysgerrig", "Hvem svarer")
    rows = {
        (table, key): str(value)
        for (table, key, name), value in dump(kind, closed.folder).items()
        if table in {"message", "outbox", "audit", "inbox", "timer", "link"}
    }
    for place, value in rows.items():
        for text in typed:
            assert text not in value, place
    assert {place[0] for place in rows} >= {"message", "outbox", "audit"}


async def test_the_audit_names_nobody_who_contributed(kind: Kind, closed: Fake):
    found = dump(kind, closed.folder)
    actors = {value for (table, _, name), value in found.items() if table == "audit" and name == "by"}
    assert actors <= {"marianne", "sanne", "kasper", None}


@on_sqlite
async def test_an_old_copy_of_the_database_tells_no_authors(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path / "house"))
    copy = tmp_path / "copy" / "medmakker.db"
    copy.parent.mkdir()
    async with serving(fake) as phones:
        await phones.does("ole", "arrive")
        await phones.does("marianne", "arrive")
        await phones.moves_on("start")
        await phones.does("ole", "contribute", fields={"kind": "use", "text": USES[0]})
        driver = sqlite3.connect(tmp_path / "house" / "medmakker.db")
        driver.execute("VACUUM INTO ?", (str(copy),))
        driver.close()
        await phones.moves_on("end")
    settings = settings_in(copy.parent, keys=tmp_path / "house" / "keys")
    later = wire(copy.parent, settings=settings, tokens=fake.tokens)
    found = await later.state()
    assert (len(found.contributions), dict(found.owners)) == (1, {})
    await later.close()


class Backup:
    """A server on a backup that was made while people were writing."""

    def __init__(self, server: Server) -> None:
        self.server = server.copy()
        self.server.start()

    def __enter__(self) -> Server:
        return self.server

    def __exit__(self, *_: object) -> None:
        remove(self.server)


async def in_backup(kind: OnServer, monkeypatch: pytest.MonkeyPatch, folder: Path, cast: Cast) -> Kept:
    """Copy the server in the middle of a meeting, close the meeting, and give what the copy holds then."""
    fake = await with_meeting(wire(folder))
    async with serving(fake) as phones:
        await begin(phones, cast)
        authors = (await fake.state()).owners
        with Backup(kind.server) as backup:
            url = kind.url(folder).replace(str(kind.server.folder), str(backup.folder))
            settings = settings_in(folder, database_url=url, keys=folder / "keys")
            old = wire(folder, settings=settings, tokens=fake.tokens)
            assert (await old.state()).owners == authors != {}
            await old.close()
            await phones.moves_on("end")
            later = wire(folder, settings=settings, tokens=fake.tokens)
            found = await later.state()
            assert (len(found.contributions), dict(found.owners)) == (len(authors), {})
            await later.close()
            there = OnServer(backup)
            monkeypatch.setitem(there._of, folder, url)
            rows = dump(there, folder)
            assert any(table == "ownership" for table, _, _ in rows)
            return Kept(rows, words_in_tables(backup, url, vocabulary(rows)))


@on_postgresql
async def test_a_backup_of_a_server_tells_no_authors_once_the_meeting_has_closed(
    kind: OnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The one thing that tells them is sealed: with the key it opens, and without it never again."""
    of_copy = partial(in_backup, kind, monkeypatch)
    assert await always_tell(of_copy, tmp_path / "same", (AS_WRITTEN, AS_WRITTEN)) == set()
    # The keys of events are digests of chance that only the page of who sent them knew.
    assert await always_tell(of_copy, tmp_path / "swapped", (AS_WRITTEN, SWAPPED), tries=3) <= {"inbox"}


# --- When something stops the forgetting


class Killed(Turn):
    """A turn that never gets to forgetting."""

    async def forget(self, *meetings: MeetingId) -> None:
        pass


async def killed_before_forgetting(tmp_path: Path) -> Fake:
    """Give a house over the files that a kill left when the meeting had closed and nothing was forgotten yet."""
    first = tmp_path / "first"
    before = await with_meeting(wire(first, make_turn=Killed))
    await before.all_arrive()
    await before.start()
    assert not (await before.submit("ole", "contribute", kind="use", text=WITHDRAWN)).refused
    await before.press("ole", "withdraw", next(iter((await before.state()).contributions)))
    await before.end()
    shutil.copytree(first, tmp_path / "left")
    await before.close()
    return wire(tmp_path / "left", tokens=before.tokens)


@on_sqlite
async def test_a_start_forgets_what_the_last_run_could_not(tmp_path: Path):
    fake = await killed_before_forgetting(tmp_path)
    assert fake.house.vault.exists(fake.id)
    assert WITHDRAWN.encode() in raw(fake.folder)
    await forget_closed(fake.house)
    assert not fake.house.vault.exists(fake.id)
    assert WITHDRAWN.encode() not in raw(fake.folder)
    assert (await fake.state()).stage is Stage.ENDED
    await fake.close()


@on_sqlite
async def test_a_start_also_cleans_the_files_when_only_the_key_was_destroyed_in_time(tmp_path: Path):
    fake = await killed_before_forgetting(tmp_path)
    fake.house.vault.destroy(fake.id)
    assert WITHDRAWN.encode() in raw(fake.folder)
    await forget_closed(fake.house)
    assert WITHDRAWN.encode() not in raw(fake.folder)
    await fake.close()


async def test_a_start_leaves_the_key_of_a_meeting_that_lasts(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path))
    await fake.all_arrive()
    await fake.start()
    await fake.submit("ole", "contribute", kind="use", text=USES[0])
    await forget_closed(fake.house)
    assert fake.house.vault.exists(fake.id)
    await fake.close()


class NoRoom(Turn):
    """A turn whose disk has no room for cleaning."""

    async def forget(self, *meetings: MeetingId) -> None:
        await self._store.close()
        await super().forget(*meetings)


async def test_when_cleaning_fails_the_end_is_still_answered_and_told(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path, make_turn=NoRoom))
    await fake.all_arrive()
    await fake.start()
    fake.changed.clear()
    answer = await fake.end()
    assert answer.text
    assert not answer.refused
    assert fake.changed == [fake.id]
    assert not fake.house.vault.exists(fake.id)


@on_sqlite
async def test_a_reader_in_the_way_of_cleaning_is_told_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    fake = await with_meeting(wire(tmp_path))
    await fake.all_arrive()
    await fake.start()
    reader = sqlite3.connect(tmp_path / "medmakker.db")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM meeting").fetchall()
    await fake.house.store.write(lambda conn: sqlite.driver_of(conn).execute("PRAGMA busy_timeout = 50") and None)
    assert not (await fake.end()).refused
    reader.close()
    assert "may still be readable" in caplog.text
    await fake.close()


async def test_a_key_that_cannot_be_destroyed_is_told_in_the_log_and_the_files_are_cleaned(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    fake = await with_meeting(wire(tmp_path))
    await fake.all_arrive()
    await fake.start()
    shutil.rmtree(tmp_path / "keys")
    assert not (await fake.end()).refused
    assert "still there" in caplog.text
    await fake.close()


# --- What still waits when the meeting closes


async def test_what_was_owed_to_persons_is_delivered_and_its_text_goes(kind: Kind, closed: Fake):
    found = dump(kind, closed.folder)
    cards = {value for (table, _, name), value in found.items() if table == "outbox" and name == "card"}
    assert cards == {None}
    assert outbox.Place.ORGANISATION in {
        value for (table, _, name), value in found.items() if table == "message" and name == "recipient"
    }
    assert PersonId("ole") not in {
        value for (table, _, name), value in found.items() if table == "audit" and name == "about"
    }
