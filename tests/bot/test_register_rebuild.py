"""What the register shows is made anew by its command, by `migrate`, and in the turn in which minutes are signed."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from alembic.script import ScriptDirectory
from click.testing import CliRunner
from sqlalchemy import select, update

from bot.cli import main
from bot.database import write_once
from dialogs.inbound import ButtonPressed, Inbound
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.pilots import PilotState, Proposal
from dialogs.register import Awaited, Followed
from storage import migrate, register, register_days
from storage.codec import decode, encode
from storage.engine import Connection, look
from storage.meeting_tables import proposal
from storage.register import Asked
from storage.register_days import Look
from tests.databases import Files, Kind
from tests.fakes.archive import Case, a_committee, lay_committee, lay_meeting, over, signed
from tests.fakes.house import wire, with_meeting


def lay(conn: Connection) -> None:
    lay_meeting(conn, signed(over(lay_committee(conn, a_committee()), 1, date(2027, 1, 12), [Case("Ugeplaner")])))


def shown(folder: Path) -> int:
    return look(Files().url(folder), lambda conn: register.page(conn, Asked(None, words="ugeplan")).count)


def run(folder: Path, *words: str) -> str:
    environment = {"MEDMAKKER_DATABASE_URL": Files().url(folder), "MEDMAKKER_KEYS": str(folder / "keys")}
    ran = CliRunner().invoke(main, list(words), env=environment)
    assert ran.exit_code == 0, ran.output
    return ran.output


def statements(folder: Path, *told: str) -> None:
    with closing(sqlite3.connect(folder / "medmakker.db")) as driver:
        for statement in told:
            driver.execute(statement)
        driver.commit()


def test_the_command_makes_it_anew(tmp_path: Path):
    write_once(Files().url(tmp_path), lay)
    statements(tmp_path, "DELETE FROM decision", "DELETE FROM record")
    assert shown(tmp_path) == 0
    assert "the minutes of 1 meetings" in run(tmp_path, "register", "rebuild")
    assert shown(tmp_path) == 1


def test_bringing_the_tables_along_fills_them(tmp_path: Path):
    before, old = tmp_path / "whole", tmp_path / "old"
    before.mkdir()
    write_once(Files().url(before), lay)
    old.mkdir()
    # As it was before there was a register, with a meeting in it.
    migrate.upgrade(f"sqlite:///{old / 'medmakker.db'}", script_before("0008"))
    bring_along(before / "medmakker.db", old / "medmakker.db")
    run(old, "migrate")
    assert shown(old) == 1


def bring_along(whole: Path, old: Path) -> None:
    """Put what is in a database of this version into an older one, as far as it has tables and columns for it."""
    with closing(sqlite3.connect(old)) as driver:
        driver.execute("ATTACH ? AS whole", (str(whole),))
        tables = driver.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall()
        for (name,) in tables:
            if name != "alembic_version":
                columns = ", ".join(f'"{row[1]}"' for row in driver.execute(f"PRAGMA main.table_info({name})"))
                driver.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM whole.{name}")
        driver.commit()


def script_before(step: str) -> str:
    found = ScriptDirectory(str(migrate.FOLDER)).get_revision(step)
    assert found
    return str(found.down_revision)


async def test_minutes_that_the_last_one_signs_are_in_it_at_once(kind: Kind, tmp_path: Path):
    fake = await with_meeting(wire(tmp_path))
    await fake.all_arrive()
    await fake.start()
    await fake.advance(2)
    state = await fake.state()
    item = state.in_order()[0]
    await fake.press("marianne", "reveal", item.id)
    fields = {"outcome": "agreement", "item_type": "discussion", "text": "MED prøver det.", "decider": "marianne"}
    worded = await fake.submit("marianne", "word_outcome", item.id, "0", **fields, chosen="yes")
    assert not worded.refused, worded
    outcome = (await fake.state()).items[item.id].outcome
    assert outcome
    for who in ("marianne", "sanne"):
        confirmed = await fake.submit(who, "confirm_outcome", item.id, str(outcome.number), text="")
        assert not confirmed.refused, confirmed
    await fake.end()

    async def page() -> register.Page:
        return await fake.house.store.read(lambda conn: register.page(conn, Asked(None)))

    assert (await page()).count == 0
    assert len(await fake.house.store.read(lambda conn: register.unsigned(conn, None))) == 1
    for who in ("sanne", "marianne"):
        assert (await page()).count == 0
        assert not (await fake.press(who, "sign_minutes", seen="1")).refused
    (row,) = (await page()).rows
    assert (row.wording, row.outcome, row.proposal) == ("MED prøver det.", "agreement", item.proposal)
    await fake.close()


async def test_what_becomes_of_a_pilot_by_another_meeting_shows_with_the_one_that_chose_it(tmp_path: Path):
    fake, held = wire(tmp_path), date(2027, 1, 12)
    chosen = Case("Ugeplaner", pilot="p1", matter="p1", chosen=True, state=PilotState.RUNNING)

    def lay_both(conn: Connection) -> None:
        committee = lay_committee(conn, a_committee())
        for number, case in enumerate((chosen, Case("Andet")), 1):
            lay_meeting(conn, signed(over(committee, number, held + timedelta(days=30 * number), [case])))
        found = decode(Proposal, conn.execute(select(proposal.c.body)).scalar_one())
        runs = replace(found, discussed_in=1, followers=(PersonId("sanne"),))
        conn.execute(update(proposal).values(body=encode(runs)))

    await fake.house.store.write(lay_both)
    fake.meeting_clock.at = datetime(2027, 4, 1, 9, tzinfo=UTC)
    pressed = ButtonPressed("end_pilot", "p1", "1")
    answer = await fake.house.turn.take(Inbound("once", MeetingId("lindely-m2"), PersonId("sanne"), pressed))
    assert not answer.refused, answer
    look_at, today = Look(None, Followed.WAITING), date(2027, 4, 1)
    rows, _ = await fake.house.store.read(lambda conn: register_days.followed(conn, look_at, today))
    assert [(each.decision.title, each.awaited, each.asked_on) for each in rows] == [
        ("Ugeplaner", Awaited.EVALUATION, today)
    ]
    await fake.close()
