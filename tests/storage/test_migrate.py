import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest
from alembic.script import ScriptDirectory

from storage import migrate
from storage.engine import StoreGone, StoreTaken, StoreUnfit, open_store

ROOT = Path(__file__).parents[2]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/new.db"


def test_a_new_database_gets_every_table_and_keeps_its_rows_when_asked_again(url: str, tmp_path: Path):
    for there in (False, True):
        assert (tmp_path / "new.db").exists() is there
        assert migrate.current(url) is None
        assert not migrate.is_current(url)
        (tmp_path / "new.db").touch()
    migrate.upgrade(url)
    assert migrate.current(url) == migrate.head()
    with sqlite3.connect(tmp_path / "new.db") as other:
        other.execute("INSERT INTO timer VALUES ('a', 'end', '2027-01-04T09:00:00.000000Z', NULL, NULL)")
    other.close()
    migrate.upgrade(url)
    other = sqlite3.connect(tmp_path / "new.db")
    assert other.execute("SELECT count(*) FROM timer").fetchone() == (1,)
    assert other.execute("PRAGMA auto_vacuum").fetchone() == (2,)
    other.close()


def test_the_steps_lead_to_the_tables_as_they_are_written(url: str):
    migrate.upgrade(url)
    migrate.check(url)


def test_the_number_in_the_file_name_is_the_one_inside():
    assert ScriptDirectory(str(migrate.FOLDER)).get_heads() == [migrate.head()]


def test_asking_is_quick_and_loads_nothing_big(url: str):
    migrate.upgrade(url)
    started = perf_counter()
    assert migrate.is_current(url)
    assert perf_counter() - started < 0.03
    lines = f"import sys\nfrom storage import migrate\nmigrate.is_current({url!r})\nassert 'alembic' not in sys.modules"
    subprocess.run((sys.executable, "-c", lines), cwd=ROOT, check=True)


def test_an_older_database_is_not_current(url: str, tmp_path: Path):
    migrate.upgrade(url)
    for found in ("UPDATE alembic_version SET version_num = '0000'", "DELETE FROM alembic_version"):
        with sqlite3.connect(tmp_path / "new.db") as other:
            other.execute(found)
        other.close()
        assert not migrate.is_current(url)


async def test_a_running_program_keeps_others_from_changing_its_tables(url: str):
    migrate.upgrade(url)
    store = open_store(url)
    with pytest.raises(StoreTaken):
        migrate.upgrade(url)
    assert migrate.is_current(url)
    await store.close()
    migrate.upgrade(url)


def test_a_file_that_is_no_database_is_said(url: str, tmp_path: Path):
    (tmp_path / "new.db").write_text("Dette er ikke en database. " * 100)
    for ask in (migrate.current, migrate.upgrade):
        with pytest.raises(StoreGone, match="not a database"):
            ask(url)


def test_other_databases_are_refused():
    for ask in (migrate.current, migrate.upgrade):
        with pytest.raises(StoreUnfit, match="not supported"):
            ask("mysql://db/medmakker")


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run((sys.executable, *command), cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the code whose tables may be changed."""
    for room in ("storage", "dialogs"):
        shutil.copytree(ROOT / room, tmp_path / "copy" / room)
    return tmp_path / "copy"


def test_a_change_of_the_tables_is_noticed_and_becomes_a_step(copy: Path, url: str):
    with (copy / "storage/tables.py").open("a") as tables:
        tables.write('\nTable("extra", metadata, Column("id", Text, primary_key=True), sqlite_with_rowid=False)\n')
        tables.write('link.append_column(Column("note", Text))\n')
    upgrade = f"from storage import migrate; migrate.upgrade({url!r}); "
    noticed = run(copy, "-c", f"{upgrade}migrate.check({url!r})")
    assert "make a new one" in noticed.stderr
    number = f"{int(migrate.head()) + 1:04}"
    made = run(copy, "-m", "storage.migrate", "revision", "Keep an extra table")
    assert made.returncode == 0, made.stderr
    step = copy / f"storage/migrations/versions/v{number}_keep_an_extra_table.py"
    assert "sqlite_with_rowid=False" in step.read_text()
    after = run(copy, "-c", f"{upgrade}migrate.check({url!r}); print(migrate.is_current({url!r}))")
    assert after.stdout.splitlines()[-1] == "True", after.stderr
    other = sqlite3.connect(url.removeprefix("sqlite:///"))
    made_as = dict(other.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall())
    other.close()
    assert all("WITHOUT ROWID" in made_as[table] for table in ("extra", "link"))


BROKEN_STEP = """
from alembic import op
revision, down_revision = "{number}", "{before}"
def upgrade():
    op.execute("CREATE TABLE parent (id TEXT PRIMARY KEY)")
    op.execute("CREATE TABLE child (id TEXT PRIMARY KEY, parent_id TEXT REFERENCES parent (id))")
    op.execute("INSERT INTO child VALUES ('a', 'nowhere')")
"""


def test_a_step_that_leaves_rows_pointing_nowhere_is_undone(copy: Path, url: str):
    migrate.upgrade(url)
    number = f"{int(migrate.head()) + 1:04}"
    text = BROKEN_STEP.format(number=number, before=migrate.head())
    (copy / f"storage/migrations/versions/v{number}_broken.py").write_text(text)
    result = run(copy, "-c", f"from storage import migrate; migrate.upgrade({url!r})")
    assert "was undone" in result.stderr
    assert migrate.is_current(url)
    other = sqlite3.connect(url.removeprefix("sqlite:///"))
    assert other.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'child'").fetchone() == (0,)
    other.close()


def test_without_words_the_command_says_how_it_is_used(copy: Path):
    result = run(copy, "-m", "storage.migrate")
    assert result.returncode == 1
    assert "python -m storage.migrate revision" in result.stderr


def test_links_from_before_they_led_to_other_committees_keep_to_their_own(url: str, tmp_path: Path):
    migrate.upgrade(url, "0001")
    rows = (
        "INSERT INTO committee VALUES ('nord', 'Nord', 'local', 'da', 0)",
        "INSERT INTO meeting VALUES ('m', 'nord', 1, 'med-ai', '2026-12-01T09:00:00.000000Z', 'planned', 1, '{}')",
        "INSERT INTO person VALUES ('nord', 'ole', 'Ole', 'employees', '{\"roles\":[]}', NULL)",
        "INSERT INTO link VALUES (x'01', 'person', 'm', NULL, 'ole', '2026-12-01T09:00:00.000000Z', NULL)",
        "INSERT INTO link VALUES (x'02', 'room', 'm', NULL, NULL, '2026-12-01T09:00:00.000000Z', NULL)",
    )
    other = sqlite3.connect(tmp_path / "new.db")
    for row in rows:
        other.execute(row)
    other.commit()
    other.close()
    migrate.upgrade(url)
    other = sqlite3.connect(tmp_path / "new.db")
    assert other.execute("SELECT kind, committee_id FROM link").fetchall() == [("person", "nord"), ("room", None)]
    assert other.execute("SELECT version FROM committee").fetchall() == [(1,)]
    assert other.execute("SELECT left_on, roles_until FROM person").fetchall() == [(None, None)]
    other.close()
