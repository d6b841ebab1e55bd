"""The register with 500 committees, 20,000 meetings, 100,000 decisions and 30,000 pilots: whole requests beside
the bare query, p50 and p95.

python -m tests.bench.register [sqlite|postgresql]
"""

import asyncio
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from urllib.parse import parse_qsl

import asyncpg
from sqlalchemy import Connection, insert

from bot.register.asking import asked_in
from dialogs.register import Followed, Office, Reviewed
from storage import register, register_days, register_figures, register_meetings, register_tables
from storage.decisions import decision_id, title_key
from storage.meeting_tables import committee, proposal
from storage.register_days import Look
from tests import databases, postgres
from tests.bot.register.reading import Reader, lay, reading
from tests.fakes.archive import Case
from tests.fakes.house import Fake, wire

COMMITTEES, MEETINGS, PER_MEETING, PILOTS = 500, 20_000, 5, 30_000
REPEATS = 30
WORDS = (
    *("borger", "plan", "brev", "vagt", "data", "ansvar", "tid", "kvalitet"),
    *("møde", "skole", "pleje", "sprog", "kamera", "telefon", "robot", "hjælp"),
)
KINDS = ("agreement", "agreement_with_remarks", "no_agreement", "deferred", "other_level")


def rows() -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Give the rows of each table, some at a time."""
    names = [f"Lokal-MED nr. {number}" for number in range(COMMITTEES)]
    yield (
        committee,
        [
            {"id": f"c{n}", "name": name, "level": "local", "language": "da", "may_agree": False, "version": 1}
            for n, name in enumerate(names)
        ],
    )
    pilots = 0
    for number in range(MEETINGS):
        of, meeting, held = f"c{number % COMMITTEES}", f"m{number}", date(2020, 1, 1) + timedelta(days=number // 8)
        base = {"meeting_id": meeting, "committee_id": of, "number": number // COMMITTEES + 1, "held_on": held}
        yield register_tables.record, [{**base, "newest": 1, "signed": 1 if number % 50 else None}]
        decided = []
        for place in range(PER_MEETING):
            n = number * PER_MEETING + place
            said = " ".join(WORDS[(n * step + step) % len(WORDS)] for step in range(1, 9))
            rare = "narhval" if n % 5000 == 0 else ""
            title = f"Sag {n} om {WORDS[n % len(WORDS)]}"
            pilot = f"p{n}" if n % 3 == 0 and pilots < PILOTS else None
            pilots += pilot is not None
            decided.append(
                {
                    **base, "id": decision_id(meeting, place), "place": place, "matter": pilot or f"i{n}",  # type: ignore[arg-type]
                    "is_current": True, "is_open": True, "title": title, "title_key": title_key(title), "wording": said,
                    "item_type": "guideline" if n % 7 == 0 else "discussion", "outcome": KINDS[n % 5],
                    "chosen": bool(pilot), "proposal_id": pilot,
                    "body": f"{title}\n{said}\n{'MED har drøftet sagen og er enige. ' * 6}{rare}",
                    "idea_days": n % 120 if pilot else None,
                }
            )  # fmt: skip
        yield register_tables.decision, decided
        yield register_tables.decision_day, [day for each in decided for day in days(each)]
        yield (
            proposal,
            [
                {"committee_id": of, "id": each["proposal_id"], "state": "selected", "body": {}}
                for each in decided
                if each["proposal_id"]
            ],
        )


def days(of: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give two check-points of a pilot, every other one answered, and the day on which a guideline is looked at."""
    base = {
        "decision_id": of["id"],
        "asked_on": None,
        "asked_until": None,
        "answered_on": None,
        "said": None,
        "stops": 0,
    }
    first, second = (of["held_on"] + timedelta(weeks=weeks) for weeks in (2, 6))
    if of["proposal_id"]:
        answered = of["id"] % 2 == 0
        point = {**base, "awaited": "check_point", "place": 0, "rule": "week 2", "due_on": first}
        yield {
            **point,
            "asked_on": None if answered else first,
            "asked_until": None if answered else second,
            "answered_on": first if answered else None,
            "said": "green" if answered else None,
            "stops": int(answered and of["id"] % 50 == 0),
        }
        yield {**point, "place": 1, "rule": "week 6", "due_on": second, "answered_on": second, "said": "yellow"}
    if of["item_type"] == "guideline":
        due = of["held_on"] + timedelta(days=2000)
        yield {**base, "awaited": "review", "place": 2, "rule": "", "due_on": due}


def fill(conn: Connection) -> None:
    batches: dict[str, tuple[Any, list[dict[str, Any]]]] = {}
    for table, some in rows():
        _, kept = batches.setdefault(table.name, (table, []))
        kept += some
        if len(kept) >= 2000:
            conn.execute(insert(table), kept)
            kept.clear()
    for table, kept in batches.values():
        if kept:
            conn.execute(insert(table), kept)


async def settle(fake: Fake, folder: Path, kind: str) -> None:
    """Do what the database does by itself after a while."""
    if kind == "sqlite":
        await fake.house.store.write(lambda conn: conn.exec_driver_sql("ANALYZE") and None)
        return
    driver = await asyncpg.connect(databases.url_in(folder))
    await driver.execute("VACUUM ANALYZE")
    await driver.close()


async def measure(folder: Path, kind: str) -> None:
    fake = wire(folder)
    started = perf_counter()
    await fake.house.store.write(fill)
    print(f"{kind}: {MEETINGS * PER_MEETING:,} decisions laid down in {perf_counter() - started:.1f} s")
    await settle(fake, folder, kind)
    await lay(fake, "real", Case("Ugeplaner", "Vi prøver ugeplaner"))
    async with reading(fake) as reader:
        await reader.signs_in_as(Office.READER)
        await pages(reader)


Ask = Callable[[Connection], object]
TODAY = date(2026, 12, 9)
DEEP = f"{date(2020, 1, 1) + timedelta(days=(MEETINGS - 25_000 // PER_MEETING) // 8)}.1"


def listing(path: str) -> Ask:
    """Give the bare query behind the address of a list."""
    name, _, query = path.partition("?")
    asked = asked_in(dict(parse_qsl(query)), None, pilots=name == "pilots")
    return lambda conn: register.page(conn, asked)


LISTS = {
    "list": "decisions",
    "filter: committee": "decisions?committee=c7",
    "filter: outcome and time": "decisions?outcome=no_agreement&since=2021-01-01&until=2022-01-01",
    "filter: committee, kind, time": "decisions?committee=c7&type=guideline&since=2021-01-01",
    "search: every row has it": "decisions?q=drøftet",
    "search: half of them": "decisions?q=borgere+vagt",
    "search: twenty rows": "decisions?q=narhval",
    "search within a filter": "decisions?q=vagt&outcome=no_agreement",
    "by title": "decisions?sort=title",
    "after row 25,000": f"decisions?after={DEEP}",
    "pilots": "pilots",
    "pilots by state": "pilots?state=selected",
}
OTHERS: dict[str, tuple[str, Ask]] = {
    "one decision": (
        f"decisions/{decision_id('real-m1', 0)}",  # type: ignore[arg-type]
        lambda conn: register.one(conn, None, decision_id("real-m1", 0)),  # type: ignore[arg-type]
    ),
    "what waits": ("waiting", lambda conn: register_days.left_alone(conn, None)),
    "follow-up: waiting": (
        "follow-up",
        lambda conn: register_days.followed(conn, Look(None, Followed.WAITING), TODAY),
    ),
    "follow-up: answered": (
        "follow-up?show=answered",
        lambda conn: register_days.followed(conn, Look(None, Followed.ANSWERED), TODAY),
    ),
    "guidelines to look at": (
        "guidelines",
        lambda conn: register_days.guidelines(conn, None, Reviewed.DUE, "", None, TODAY),
    ),
    "figures": ("figures", lambda conn: register_figures.figures(conn, None, "", date(2025, 1, 1), TODAY)),
    "committees": ("committees", lambda conn: register_meetings.groups(conn, None)),
}


async def pages(reader: Reader) -> None:
    every = {name: (path, listing(path)) for name, path in LISTS.items()} | OTHERS
    for name, (path, ask) in every.items():
        # What a page loads and keeps the first time it is asked for.
        assert (await reader.get(f"/register/{path}")).status == 200, path
        whole, bare, busy = [], [], []
        # By turns, so that what else the machine does falls on both.
        for _ in range(REPEATS):
            started, worked = perf_counter(), process_time()
            page = await reader.get(f"/register/{path}")
            whole.append((perf_counter() - started) * 1000)
            busy.append((process_time() - worked) * 1000)
            assert page.status == 200, path
            started = perf_counter()
            await reader.fake.house.store.read(ask)
            bare.append((perf_counter() - started) * 1000)
        for took in (whole, bare, busy):
            took.sort()
        middle, high = REPEATS // 2, int(REPEATS * 0.95)
        print(
            f"  {name:30} p50 {whole[middle]:6.1f} ms   p95 {whole[high]:6.1f} ms   bare {bare[middle]:6.1f} / "
            f"{bare[high]:6.1f} ms   ratio {whole[middle] / bare[middle]:4.1f}   our CPU {busy[middle]:6.1f} / "
            f"{busy[high]:6.1f} ms"
        )
    for kind in ("csv", "xlsx"):
        before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, perf_counter()
        file = await reader.get(f"/register/decisions.{kind}")
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        size = len(file.body) / 1e6
        print(f"  all as {kind}: {perf_counter() - started:.1f} s, {size:.1f} MB, memory grew by {grown} MB")


def main() -> None:
    for kind in sys.argv[1:] or databases.EITHER:
        programs = postgres.binaries()
        if kind == "postgresql" and programs is None:
            print(postgres.HOW_TO_GET)
            continue
        with (
            tempfile.TemporaryDirectory() as folder,
            postgres.running(programs) if kind == "postgresql" and programs else nullcontext() as server,
            databases.on_server(server) if server else nullcontext(),
        ):
            asyncio.run(measure(Path(folder), kind))


if __name__ == "__main__":
    main()
