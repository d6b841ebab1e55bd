"""`medmakker audit check`, and a trail that went through a backup."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner

from bot.cli import main
from bot.database import write_once
from dialogs.model.ids import MeetingId, PersonId
from storage import audit
from storage.audit import Entry
from storage.engine import look
from tests.databases import Files

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)


def entry(number: int) -> Entry:
    at = NOW + timedelta(minutes=number)
    return Entry(f"{number:02}", MeetingId("a"), at, PersonId("anne"), "outcome_worded", "item", "00ff")


def test_the_command_says_that_the_trail_holds_or_which_entry_does_not(tmp_path: Path):
    url = Files().url(tmp_path)
    environment = {"MEDMAKKER_DATABASE_URL": url, "MEDMAKKER_KEYS": str(tmp_path / "keys")}
    write_once(url, lambda conn: audit.note(conn, [entry(1), entry(2), entry(3)]))
    told = CliRunner().invoke(main, ["audit", "check"], env=environment)
    assert (told.exit_code, told.stdout) == (0, "The trail holds: 3 entries.\n")
    write_once(url, lambda conn: conn.exec_driver_sql("UPDATE audit SET action = 'x' WHERE id = '02'"))
    told = CliRunner().invoke(main, ["audit", "check"], env=environment)
    assert told.exit_code == 1
    assert "entry 2 (id 02) is not what was written. The 1 entries before it hold" in told.stderr
    write_once(url, lambda conn: conn.exec_driver_sql("DELETE FROM audit WHERE id = '02'"))
    assert "entry 2 is missing" in CliRunner().invoke(main, ["audit", "check"], env=environment).stderr


def test_a_backup_brings_the_chain_along(tmp_path: Path):
    (tmp_path / "new").mkdir()
    before, after = Files().url(tmp_path), Files().url(tmp_path / "new")
    write_once(before, lambda conn: audit.note(conn, [entry(1), entry(2)]))
    for url, words in ((before, "backup"), (after, "restore")):
        environment = {"MEDMAKKER_DATABASE_URL": url, "MEDMAKKER_KEYS": str(tmp_path / "keys")}
        told = CliRunner().invoke(main, [words, str(tmp_path / "b.zip")], env=environment)
        assert told.exit_code == 0, told.output
    write_once(after, lambda conn: audit.note(conn, [entry(3)]))
    assert look(after, audit.check) == (3, None)
