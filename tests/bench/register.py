"""The register with 500 committees, 20,000 meetings, 100,000 decisions and 30,000 pilots: whole requests, p50 and p95.

python -m tests.bench.register [sqlite|postgresql]
"""

import asyncio
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, insert

from dialogs.register import Office
from storage import register_tables
from storage.decisions import decision_id, title_key
from storage.meeting_tables import committee, proposal
from tests import databases, postgres
from tests.bot.register.reading import Reader, lay, reading
from tests.fakes.archive import Case
from tests.fakes.house import wire

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
                    "item_type": "discussion", "outcome": KINDS[n % 5], "chosen": bool(pilot), "proposal_id": pilot,
                    "body": f"{title}\n{said}\n{'MED har drøftet sagen og er enige. ' * 6}{rare}",
                }
            )  # fmt: skip
        yield register_tables.decision, decided
        yield (
            proposal,
            [
                {"committee_id": of, "id": each["proposal_id"], "state": "selected", "body": {}}
                for each in decided
                if each["proposal_id"]
            ],
        )


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


async def measure(folder: Path, kind: str) -> None:
    fake = wire(folder)
    started = perf_counter()
    await fake.house.store.write(fill)
    print(f"{kind}: {MEETINGS * PER_MEETING:,} decisions laid down in {perf_counter() - started:.1f} s")
    # As the server does by itself after a while.
    await fake.house.store.write(lambda conn: conn.exec_driver_sql("ANALYZE") and None)
    await lay(fake, "real", Case("Ugeplaner", "Vi prøver ugeplaner"))
    async with reading(fake) as reader:
        await reader.signs_in_as(Office.READER)
        await pages(reader)


async def pages(reader: Reader) -> None:
    deep = "2024-05-01.1"
    for name, path in {
        "list": "decisions",
        "filter: committee": "decisions?committee=c7",
        "filter: outcome and time": "decisions?outcome=no_agreement&since=2021-01-01&until=2022-01-01",
        "search: every row has it": "decisions?q=drøftet",
        "search: half of them": "decisions?q=borgere+vagt",
        "search: twenty rows": "decisions?q=narhval",
        "by title": "decisions?sort=title",
        "after row 25,000": f"decisions?after={deep}",
        "pilots": "pilots?state=selected",
        "one decision": f"decisions/{decision_id('real-m1', 0)}",  # type: ignore[arg-type]
        "what waits": "waiting",
        "committees": "committees",
    }.items():
        took = []
        for _ in range(REPEATS):
            started = perf_counter()
            page = await reader.get(f"/register/{path}")
            took.append((perf_counter() - started) * 1000)
            assert page.status == 200, path
        took.sort()
        print(f"  {name:26} p50 {took[len(took) // 2]:7.1f} ms   p95 {took[int(len(took) * 0.95)]:7.1f} ms")
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
