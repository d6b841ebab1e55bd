"""Committees from a spreadsheet: everything that is wrong at once, nothing half done, and again changes nothing."""

import asyncio
import csv
import os
import re
from contextlib import suppress
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.committees.changes import changes
from bot.committees.entries import read_entries
from bot.committees.rules import faults_of
from bot.committees.sheet import FileFault
from bot.committees.words import COLUMNS, LEVELS, ROLES, SIDES, Column
from dialogs.model.people import Committee, Level, Person, Role, Side
from dialogs.wording import wording
from storage import rosters
from storage.engine import look, open_store
from tests.fakes.house import demonstration, new_folder

README = (Path(__file__).parents[2] / "README.md").read_text()
TODAY = date(2027, 1, 1)
HEADERS = "udvalg;niveau;person-id;navn;side;roller;leder"
SCHOOL = """udvalg;niveau;person-id;navn;side;roller;leder
Lokal-MED Søndre Skole;lokal-MED;;Marianne Toft;ledelsen;formand;
Lokal-MED Søndre Skole;;;Kasper Lindegård;ledelsen;medlem, teamleder;Marianne Toft
Lokal-MED Søndre Skole;;;Sanne Bruun;medarbejdersiden;"næstformand;TR";
Lokal-MED Søndre Skole;;;Åse Ærø;medarbejdersiden;"medlem
AMR";Kasper Lindegård
Lokal-MED Søndre Skole;;lars;Lars Ravn;;sekretær + HR;
"""


class Hr:
    """Somebody of HR with a folder, a database and the command."""

    def __init__(self, folder: Path) -> None:
        self.folder = new_folder(folder)

    def run(self, *words: str, typed: str = "", **settings: str) -> Result:
        environment: dict[str, str | None] = {name: None for name in os.environ if name.startswith("MEDMAKKER_")}  # noqa: TID251
        environment |= {"MEDMAKKER_DATABASE_URL": self.url, "MEDMAKKER_KEYS": str(self.folder / "keys"), **settings}
        return CliRunner().invoke(main, list(words), input=typed, env=environment)

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'medmakker.db'}"

    def file(self, text: str | bytes) -> str:
        path = self.folder / "udvalg.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def take(self, text: str | bytes) -> Result:
        return self.run("committee", "import", "--yes", self.file(text))

    @property
    def committees(self) -> list[Committee]:
        return look(self.url, rosters.committees)


@pytest.fixture
def hr(tmp_path: Path) -> Hr:
    return Hr(tmp_path)


def told(result: Result) -> list[str]:
    """Give the faults, after the line that names the file."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    first, *faults = result.stderr.splitlines()
    assert first.endswith("was not imported:")
    return faults


def lines(*rows: str) -> str:
    """Write a file of one committee that is right but for `rows`, which become row 4 and on."""
    right = ("A;lokal;;Marianne Toft;ledelse;formand;", "A;;;Sanne Bruun;medarbejder;næstformand;")
    return "\n".join((HEADERS, *right, *rows)) + "\n"


# --- What is right


def test_a_file_becomes_a_committee(hr: Hr):
    result = hr.take(SCHOOL)
    assert result.exit_code == 0, result.output
    (school,) = hr.committees
    assert (school.name, school.level, school.language) == ("Lokal-MED Søndre Skole", Level.LOCAL, "da")
    assert school.people == {
        person.id: person
        for person in (
            Person("marianne-toft", "Marianne Toft", Side.MANAGEMENT, frozenset({Role.CHAIR})),
            Person(
                "kasper-lindegaard",
                "Kasper Lindegård",
                Side.MANAGEMENT,
                frozenset({Role.MEMBER, Role.TEAM_LEADER}),
                "marianne-toft",
            ),
            Person("sanne-bruun", "Sanne Bruun", Side.EMPLOYEES, frozenset({Role.VICE_CHAIR, Role.SHOP_STEWARD})),
            Person(
                "aase-aeroe", "Åse Ærø", Side.EMPLOYEES, frozenset({Role.MEMBER, Role.SAFETY_REP}), "kasper-lindegaard"
            ),
            Person("lars", "Lars Ravn", Side.NONE, frozenset({Role.SECRETARY, Role.HR})),
        )
    }


def test_the_same_file_again_changes_nothing(hr: Hr):
    hr.take(SCHOOL)
    before, bytes_before = hr.committees, (hr.folder / "medmakker.db").read_bytes()
    again = hr.take(SCHOOL)
    assert (again.exit_code, "All of it is there already." in again.stdout) == (0, True)
    assert hr.committees == before
    assert (hr.folder / "medmakker.db").read_bytes() == bytes_before


AS_SAVED = {
    "UTF-8 with a mark": SCHOOL.encode("utf-8-sig"),
    "old Windows letters": SCHOOL.encode("cp1252"),
    "lines of Windows": SCHOOL.replace("\n", "\r\n").encode("utf-8-sig"),
    "a hint for the separator": f"sep=;\r\n{SCHOOL}".encode("cp1252"),
    "tabs, as Unicode text": SCHOOL.replace(";", "\t")
    .replace('"næstformand\tTR"', '"næstformand;TR"')
    .encode("utf-16"),
    "commas": SCHOOL.replace("medlem, teamleder", '"medlem, teamleder"')
    .replace(";", ",")
    .replace("næstformand,TR", "næstformand;TR")
    .encode(),
    "empty rows and columns": SCHOOL.replace("\n", ";;\n").replace("medlem;;", "medlem").encode() + b";;;;;;;;\n\n",
    "English headers": SCHOOL.replace(HEADERS, "committee;level;ID;Name;Side;Roles;reports_to").encode(),
    "shouting": SCHOOL.upper().replace("LARS;LARS RAVN", "lars;LARS RAVN").encode(),
}


@pytest.mark.parametrize("body", AS_SAVED.values(), ids=AS_SAVED.keys())
def test_every_way_in_which_a_spreadsheet_saves_it_is_the_same(hr: Hr, body: bytes):
    assert hr.take(body).exit_code == 0
    (school,) = hr.committees
    assert sorted(school.people) == ["aase-aeroe", "kasper-lindegaard", "lars", "marianne-toft", "sanne-bruun"]
    assert school.people["aase-aeroe"].roles == {Role.MEMBER, Role.SAFETY_REP}
    assert school.people["aase-aeroe"].name.casefold() == "åse ærø"
    assert school.people["sanne-bruun"].roles == {Role.VICE_CHAIR, Role.SHOP_STEWARD}


@pytest.mark.parametrize("word", ["formand", "Formand", " FORMAND ", "chair", "Chairperson"])
def test_case_and_blanks_do_not_count(word: str):
    assert ROLES.meaning(word) is Role.CHAIR


@pytest.mark.parametrize("word", ["næstformand", "naestformand", "Næst-formand", "vice_chair", "vice chair"])
def test_the_ways_to_write_a_vice_chair(word: str):
    assert ROLES.meaning(word) is Role.VICE_CHAIR


def test_every_role_side_and_level_has_a_danish_word_and_the_screens_own():
    # In a team nobody has a side, and who signs there is named in the meeting.
    roles, sides = set(Role) - {Role.SIGNER}, set(Side) - {Side.TEAM}
    assert {ROLES.meaning(ROLES.first(role)) for role in roles} == roles
    assert {SIDES.meaning(SIDES.first(side)) for side in sides} == sides
    assert {LEVELS.meaning(LEVELS.first(level)) for level in Level} == set(Level)
    assert {ROLES.meaning(role) for role in roles} == roles
    assert [SIDES.meaning(word) for word in ("ledelsessiden", "medarbejdersiden")] == [Side.MANAGEMENT, Side.EMPLOYEES]
    assert {COLUMNS.meaning(column) for column in Column} == set(Column)


def test_a_person_can_be_added_to_a_committee_that_is_there_and_nobody_goes(hr: Hr):
    hr.take(SCHOOL)
    more = f"{HEADERS}\nlokal-med søndre  skole;;;Ole Krogh;medarbejdersiden;medlem;Kasper Lindegård\n"
    result = hr.take(more)
    assert result.exit_code == 0, result.output
    assert "+ Ole Krogh [ole-krogh] medarbejder: medlem; leder: Kasper Lindegård" in result.stdout
    assert "= 5 as they are" in result.stdout
    (school,) = hr.committees
    assert len(school.people) == 6
    assert school.name == "Lokal-MED Søndre Skole"


def test_roles_sides_leaders_and_names_can_be_changed(hr: Hr):
    hr.take(SCHOOL)
    changed = SCHOOL.replace(";;Åse Ærø;", ";aase-aeroe;Åse Holm;").replace('"medlem\nAMR";Kasper', "medlem;Marianne")
    changed = changed.replace("Marianne Lindegård", "marianne-toft")
    result = hr.take(changed)
    assert result.exit_code == 0, result.output
    (school,) = hr.committees
    assert school.people["aase-aeroe"] == Person(
        "aase-aeroe", "Åse Holm", Side.EMPLOYEES, frozenset({Role.MEMBER}), "marianne-toft"
    )
    assert "1 changed" in result.stdout


def test_what_has_no_column_stays_and_an_empty_cell_takes_away(hr: Hr):
    hr.take(SCHOOL)
    rows = "udvalg;navn;side;roller{more}\nLokal-MED Søndre Skole;Kasper Lindegård;ledelsen;medlem{empty}\n"
    assert hr.take(rows.format(more="", empty="")).exit_code == 0
    assert hr.committees[0].people["kasper-lindegaard"].reports_to == "marianne-toft"
    assert hr.take(rows.format(more=";leder", empty=";")).exit_code == 0
    assert hr.committees[0].people["kasper-lindegaard"].reports_to is None


def test_a_committee_can_change_its_level_and_language(hr: Hr):
    hr.take(SCHOOL)
    area = SCHOOL.replace(HEADERS, HEADERS + ";sprog").replace(";lokal-MED;", ";områdeudvalg;")
    result = hr.take(area.replace("formand;\n", "formand;;engelsk\n", 1))
    assert result.exit_code == 0, result.output
    assert "~ was Lokal-MED Søndre Skole (lokaludvalg, da)" in result.stdout
    (school,) = hr.committees
    assert (school.level, school.language, len(school.people)) == (Level.AREA, "en", 5)


def test_one_person_can_sit_in_two_committees_by_the_same_id(hr: Hr):
    second = "B;område;lars;Lars Ravn;ledelse;formand;\nB;;;Ida Juul;medarbejder;næstformand;\n"
    assert hr.take(lines("A;;lars;Lars Ravn;;sekretær;") + second).exit_code == 0
    assert [sorted(each.people) for each in hr.committees] == [
        ["lars", "marianne-toft", "sanne-bruun"],
        ["ida-juul", "lars"],
    ]


def test_a_staff_meeting_and_a_team_need_no_vice_chair_and_a_team_no_sides(hr: Hr):
    staff, team = (
        "A;personalemøde;;Marianne Toft;ledelse;formand;",
        "B;team;;Ida Juul;;formand;\nB;;;Ole Krogh;;medlem;",
    )
    text = f"{HEADERS}\n{staff}\n{team}\n"
    assert hr.take(text).exit_code == 0
    assert [each.level for each in hr.committees] == [Level.STAFF_MEETING, Level.TEAM]


def test_the_words_of_the_readme_are_taken():
    table = README[README.index("| Column | English |") :].partition("\n\n")[0].splitlines()[2:]
    rows = [[re.findall(r"`([^`]+)`", cell) for cell in line.split("|")[1:4]] for line in table]
    assert [COLUMNS.meaning(danish) for (danish,), _, _ in rows] == list(Column)
    assert [COLUMNS.meaning(english) for _, (english,), _ in rows] == list(Column)
    words = {row[0][0]: row[2] for row in rows}
    assert {LEVELS.meaning(word) for word in words["niveau"]} == set(Level)
    assert {ROLES.meaning(word) for word in words["roller"]} - {None} == set(Role) - {Role.SIGNER}
    assert {SIDES.meaning(word) for word in words["side"]} == {Side.MANAGEMENT, Side.EMPLOYEES}


# --- Looking first


def test_it_shows_what_would_change_and_asks(hr: Hr):
    file = hr.file(SCHOOL)
    no = hr.run("committee", "import", file, typed="n\n")
    assert no.exit_code == 0
    assert "Lokal-MED Søndre Skole (new, lokaludvalg, da)" in no.stdout
    assert "+ Sanne Bruun [sanne-bruun] medarbejder: næstformand, tillidsrepræsentant" in no.stdout
    assert "1 new of 1 committees; 5 people added, 0 changed, nobody removed." in no.stdout
    assert no.stdout.endswith("Nothing was written.\n")
    assert hr.committees == []
    assert hr.run("committee", "import", file, typed="y\n").stdout.endswith("Written.\n")
    assert len(hr.committees) == 1


def test_a_script_that_does_not_say_yes_writes_nothing(hr: Hr):
    result = hr.run("committee", "import", hr.file(SCHOOL))
    assert (result.exit_code, hr.committees) == (1, [])


def test_what_somebody_changed_while_we_looked_is_not_written_over(hr: Hr, monkeypatch: pytest.MonkeyPatch):
    def somebody_else_is_quicker(_: str) -> bool:
        assert hr.take(SCHOOL.replace("Åse Ærø", "Åse Holm")).exit_code == 0
        return True

    file = hr.folder / "mine.csv"
    file.write_text(SCHOOL)
    with monkeypatch.context() as patched:
        patched.setattr("click.confirm", somebody_else_is_quicker)
        result = hr.run("committee", "import", str(file))
    assert told(result) == ["somebody changed the committees meanwhile, so nothing was written: look again"]
    assert "aase-aeroe" not in hr.committees[0].people


def test_beside_a_running_server_it_says_to_stop_it(hr: Hr):
    async def both() -> Result:
        store = open_store(hr.url)
        try:
            return await asyncio.to_thread(hr.take, SCHOOL)
        finally:
            await store.close()

    result = asyncio.run(both())
    assert result.exit_code == 1
    assert "is being written by another process" in result.stderr
    assert hr.committees == []


# --- What is wrong


def test_everything_that_is_wrong_comes_at_once_by_row(hr: Hr):
    text = """udvalg;niveau;navn;side;roller;leder
A;lokal;Marianne Toft;ledelse;formadn;Bo
A;område;Per Holm 010180-1234;hvid;medlem;
A;;Ole Krogh;;suppleant;
;;Ida Juul;ledelse;medlem;
"""
    assert told(hr.take(text)) == [
        "row 2: leder 'Bo' is not known: write a name or id from the same committee, or leave it empty when the leader "
        "is not in it",
        "row 2: roller 'formadn' is not known: write 'formand'",
        "row 3: a CPR number stands under navn: remove it, Medmakker keeps none",
        "row 3: niveau is not the same as in row 2: one committee has one",
        "row 3: side 'hvid' is not known: write one of: ledelse, medarbejder, ingen",
        "row 4: a suppleant needs the side of those they stand in for: write ledelse or medarbejder",
        "row 5: udvalg is empty: write it, or delete the row",
    ]
    assert hr.committees == []


def test_one_bad_row_keeps_the_good_committees_out_too(hr: Hr):
    second = "B;område;;Ida Juul;ledelse;formand;\n"
    assert told(hr.take(lines() + second)) == ["row 4: 'B' has no næstformand: give somebody this role"]
    assert hr.committees == []


@pytest.mark.parametrize("cell", range(7))
@pytest.mark.parametrize("number", ["010180-1234", "0101801234", "nr. 010180 1234 ok"])
def test_a_cpr_number_is_refused_in_every_cell_and_never_shown(hr: Hr, cell: int, number: str):
    cells = ["A", "lokal", "ole", "Ole Krogh", "medarbejder", "medlem", "Marianne Toft"]
    cells[cell] = number
    result = hr.take(lines(";".join(cells)))
    assert any("row 4: a CPR number stands under" in fault for fault in told(result))
    for part in (number, "1234"):
        assert part not in result.output
    assert hr.committees == []


def test_a_cpr_number_as_a_header_is_never_shown(hr: Hr):
    result = hr.take(lines().replace("leder", "010180-1234"))
    assert len(told(result)) == 1
    assert "1234" not in result.output


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A;;;;ledelse;medlem;", "navn is empty: write it, or delete the row"),
        ("A;;;\u200b;ledelse;medlem;", "navn is empty: write it, or delete the row"),
        ("A;;;Ole;medarbejder;;", "roller is empty: write at least one, such as 'medlem'"),
        ("A;;;Ole;;medlem;", "side is empty: write ledelse or medarbejder"),
        ("A;;;Ole;ingen;medlem;", "side is empty: write ledelse or medarbejder"),
        ("A;;;Ole;;suppleant;", "a suppleant needs the side of those they stand in for: write ledelse or medarbejder"),
        (
            "A;;;Ole;medarbejder;medlem,observatør;",
            "nobody is observatør and medlem at once: delete one of the two roles",
        ),
        (
            "A;;;Ole;medarbejder;medlem,suppleant;",
            "nobody is suppleant and medlem at once: delete one of the two roles",
        ),
        ("A;;;Ole;ledelse;næstformand;", "a næstformand is of the side medarbejder: change the side or the role"),
        (
            "A;;Ole Krogh;Ole;ledelse;medlem;",
            "person-id 'Ole Krogh' cannot be used: write small letters a-z, digits, - and _",
        ),
        ("A;;../../etc;Ole;ledelse;medlem;", "person-id '../../etc' cannot be used"),
        ("A;;ole@kommune.dk;Ole;ledelse;medlem;", "an e-mail address stands under person-id: remove it"),
        ("A;;;山田;ledelse;medlem;", "no person-id can be made from '山田': write one"),
        ("A;;;Ole;ledelse;medlem;Ole", "'Ole' ends up as their own leader: look at the column leder"),
        ("A;;;Ole;ledelse;medlem;Nobody", "leder 'Nobody' is not known: write a name or id from the same committee"),
        ("A;;;Ole;ledelse;medlem;;x", "there are more cells than headers: put quotes around a cell"),
        ("A;by;;Ole;ledelse;medlem;", "niveau 'by' is not known: write one of: hovedudvalg, områdeudvalg, lokaludvalg"),
        ("A;;;Sanne  bruun;medarbejder;medlem;", "'Sanne bruun' is the same person as in row 3: write one row"),
        ("A;;other;Sanne Bruun;medarbejder;medlem;", "somebody else in the committee has the name 'Sanne Bruun'"),
        (
            "A;;sanne-bruun;Ole;medarbejder;medlem;",
            "'Ole' is the same person as in row 3: write one row, with all roles",
        ),
        (f"A;;;{'Ole ' * 31};ledelse;medlem;", "navn is longer than 120 characters: shorten it"),
    ],
)
def test_a_row_that_is_wrong_says_what_to_write_instead(hr: Hr, row: str, said: str):
    faults = told(hr.take(lines(row)))
    assert [fault for fault in faults if fault.startswith(f"row 4: {said}")] == faults
    assert len(faults) == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A;;;Ole;ledelse;formand;", "row 2: 'A' has 2 people as formand (Marianne Toft and Ole): leave one"),
        ("A;;;Marianne Toft;ledelse;medlem;", "row 4: 'Marianne Toft' is the same person as in row 2: write one row"),
    ],
)
def test_a_committee_has_one_chair(hr: Hr, row: str, said: str):
    assert any(fault.startswith(said) for fault in told(hr.take(lines(row))))


def test_a_committee_without_formandskab_is_told(hr: Hr):
    text = f"{HEADERS}\nA;hoved;;Ole;medarbejder;medlem;\n"
    assert told(hr.take(text)) == [
        "row 2: 'A' has no formand: give somebody this role",
        "row 2: 'A' has no næstformand: give somebody this role",
    ]


def test_a_second_chair_beside_the_one_who_is_there_is_told(hr: Hr):
    hr.take(SCHOOL)
    more = f"{HEADERS}\nLokal-MED Søndre Skole;;;Ole Krogh;ledelse;formand;\n"
    assert told(hr.take(more)) == [
        "row 2: 'Lokal-MED Søndre Skole' has 2 people as formand (Marianne Toft and Ole Krogh): leave one"
    ]


def test_the_chair_can_go_over_to_another_in_one_file(hr: Hr):
    hr.take(SCHOOL)
    swapped = SCHOOL.replace("ledelsen;formand;", "ledelsen;medlem;").replace("medlem, teamleder", "formand")
    assert hr.take(swapped).exit_code == 0
    assert [person.id for person in hr.committees[0].formandskab] == ["kasper-lindegaard", "sanne-bruun"]


def test_a_new_committee_needs_a_level(hr: Hr):
    (fault,) = told(hr.take(lines().replace(";lokal;", ";;")))
    assert fault.startswith("row 2: niveau is empty: write one of: hovedudvalg, ")


def test_leaders_in_a_ring_are_told(hr: Hr):
    rows = ("A;;;Ole;ledelse;medlem;Per", "A;;;Per;ledelse;medlem;Ida", "A;;;Ida;ledelse;medlem;Ole")
    faults = told(hr.take(lines(*rows, "A;;;Bo;ledelse;medlem;Ida")))
    assert [fault.partition(" ends up")[0] for fault in faults] == ["row 4: 'Ole'", "row 5: 'Per'", "row 6: 'Ida'"]


def test_two_people_of_one_name_in_two_committees_are_not_taken_for_one(hr: Hr):
    second = "B;område;;Sanne Bruun;ledelse;formand;\nB;;;Ida Juul;medarbejder;næstformand;\n"
    faults = told(hr.take(lines() + second))
    assert [fault.partition(" is in another committee too")[0] for fault in faults] == [
        "row 3: 'Sanne Bruun'",
        "row 4: 'Sanne Bruun'",
    ]
    assert "write the person-id 'sanne-bruun' in both rows" in faults[0]


def test_a_name_that_is_in_a_committee_from_before_is_not_taken_for_one(hr: Hr):
    assert hr.take(lines()).exit_code == 0
    second = f"{HEADERS}\nB;område;;Sanne Bruun;ledelse;formand;\nB;;;Ida Juul;medarbejder;næstformand;\n"
    (fault,) = told(hr.take(second))
    assert fault.startswith("row 2: 'Sanne Bruun' is in another committee too")
    assert hr.take(second.replace(";;Sanne", ";sanne-2;Sanne")).exit_code == 0
    # Now both are known, and a file that names both without ids is understood.
    both = lines() + second.partition("\n")[2]
    assert "All of it is there already." in hr.take(both).stdout


def test_an_id_that_is_somebody_elses_in_another_committee_is_told(hr: Hr):
    assert hr.take(lines()).exit_code == 0
    second = f"{HEADERS}\nB;område;sanne-bruun;Ida Juul;ledelse;formand;\nB;;;Bo Bo;medarbejder;næstformand;\n"
    (fault,) = told(hr.take(second))
    assert fault == "row 2: the person-id 'sanne-bruun' is 'Sanne Bruun' in another committee: write another"


def test_two_names_that_make_the_same_id_are_told(hr: Hr):
    assert hr.take(lines("A;;;Aase Holm;ledelse;medlem;")).exit_code == 0
    (fault,) = told(hr.take(f"{HEADERS}\nA;;;Åse Holm;ledelse;medlem;\n"))
    assert fault == "row 2: the person-id 'aase-holm' made from 'Åse Holm' is that of 'Aase Holm': write another"


def test_two_committees_of_one_name_are_told(hr: Hr):
    hr.run("tryout", hr.file(demonstration()), MEDMAKKER_TRYOUT="true")
    assert hr.run("tryout", hr.file(demonstration()), MEDMAKKER_TRYOUT="true").exit_code == 0
    name = hr.committees[0].name
    text = f"{HEADERS}\n{name};;;Ole Holm;medarbejder;medlem;\n"
    assert "row 2: 2 committees have the name 'Lokal-MED Hjemmeplejen Lindely'" in "\n".join(told(hr.take(text)))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "the first row is empty: write the headers udvalg, niveau, sprog"),
        (b"\n\n", "the first row is empty"),
        (b"PK\x03\x04rest", 'the workbook cannot be read: in the spreadsheet choose "Save as" and "CSV UTF-8"'),
        (b"\xd0\xcf\x11\xe0rest", "this is a workbook of an older kind"),
        (b"udvalg;navn;side;roller\n\x00;;;\n", "the file is no text"),
        (b"udvalg\x81;navn", "the file is no text"),
        (b'udvalg;navn;side;roller\n"A;B;C;D\n', "look for a quote that is opened and never closed"),
        (b"udvalg;navn;side;roller\n", "the file has headers and no people"),
        (b"udvalg;navn;side;roller\n;;;\n", "the file has headers and no people"),
        (b"udvalg;navn;navn;side;roller\nA;B;B;C;D\n", "row 1: two columns are navn: delete one"),
        (b"udvalg;navn;side\nA;B;C\n", "row 1: there is no column roller: add it"),
        (
            b"udvalg;navn;side;roller;E-mail\nA;B;C;D;x@y.dk\n",
            "row 1: e-mail addresses are not kept: delete the column",
        ),
        (b"udvalg;navn;side;roler\nA;B;C;D\n", "row 1: the header 'roler' is not known: write 'roller'"),
        (b"x" * 5_000_001, "the file is too large: split it by committee"),
    ],
    ids=lambda value: repr(value[:30]),
)
def test_a_file_that_is_none_of_ours_is_told(hr: Hr, body: bytes, said: str):
    faults = told(hr.take(body))
    assert any(fault.startswith(said) or said in fault for fault in faults), faults


def test_a_file_that_is_not_there_is_told_with_status_2(hr: Hr):
    assert hr.run("committee", "import", "nowhere.csv").exit_code == 2


# --- Days


def with_days(ends: str, leaves: str = "") -> str:
    head = "udvalg;niveau;navn;side;roller;rolle slutter;udtræder\n"
    return f"{head}A;lokal;Ole;ledelse;medlem,teamleder;{ends};{leaves}\n"


@pytest.mark.parametrize("text", ["31-01-2027", "31.1.2027", "31/01/2027", "2027-01-31", " 31-1-2027 "])
def test_every_way_to_write_a_day_is_read(text: str):
    (entry,) = read_entries(with_days("", text).encode()).entries
    assert str(entry.leaves_on) == "2027-01-31"


@pytest.mark.parametrize("text", ["31-02-2027", "31-01-27", "1/31/2027", "januar", "45000", "2027-13-01", "0000-01-01"])
def test_what_is_no_day_is_told(text: str):
    (fault,) = read_entries(with_days("", text).encode()).faults
    assert str(fault) == f"row 2: udtræder {text!r} is no date: write it as 31-01-2027 or 2027-01-31"


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("31-01-2027", {Role.MEMBER: "2027-01-31", Role.TEAM_LEADER: "2027-01-31"}),
        ('"31-01-2027;28-02-2027"', {Role.MEMBER: "2027-01-31", Role.TEAM_LEADER: "2027-02-28"}),
        ('";28-02-2027"', {Role.TEAM_LEADER: "2027-02-28"}),
        ("", {}),
    ],
)
def test_a_day_is_for_all_roles_or_for_each_in_their_order(text: str, until: dict[Role, str]):
    (entry,) = read_entries(with_days(text).encode()).entries
    assert {role: str(day) for role, day in entry.roles_until.items()} == until


def test_more_days_than_roles_are_told():
    (fault,) = read_entries(with_days('"01-01-2027;01-01-2027;01-01-2027"').encode()).faults
    assert str(fault) == "row 2: rolle slutter has 3 dates for 2 roles: write one, or one for each"


def test_a_role_does_not_outlast_the_membership():
    reading = read_entries(with_days("31-01-2027", "31-01-2027").encode())
    with pytest.raises(FileFault) as fault:
        changes(reading, [], reading.entries[0].leaves_on, lambda: "new")  # type: ignore[arg-type]
    said = "the role medlem ends on 2027-01-31, after the person has left: write an earlier day"
    assert said in [each.said(wording("en")) for each in fault.value.faults]


@pytest.mark.parametrize(
    ("ends", "leaves", "said"),
    [
        ("", "01-01-2027", "'Ole' is new, and would be gone by 2027-01-01: delete the row"),
        ("31-12-2026", "", "'Ole' is new, and medlem only until 2026-12-31: delete the role"),
    ],
)
def test_somebody_new_is_not_gone_already(ends: str, leaves: str, said: str):
    with pytest.raises(FileFault) as fault:
        changes(read_entries(with_days(ends, leaves).encode()), [], TODAY, lambda: "new")
    assert said in [each.said(wording("en")) for each in fault.value.faults]


def test_somebody_new_may_leave_tomorrow_and_have_a_role_until_tonight():
    text = with_days("01-01-2027", "02-01-2027").replace("A;lokal", "A;team").replace("medlem,teamleder", "formand")
    (change,) = changes(read_entries(text.encode()), [], TODAY, lambda: "new")
    ole = change.after.people["ole"]
    assert (ole.left_on, ole.roles_until) == (date(2027, 1, 2), {Role.CHAIR: date(2027, 1, 1)})


@pytest.mark.parametrize(
    ("ends", "leaves", "today", "is_chair"),
    [
        ("", "02-01-2027", "2027-01-01", True),
        ("", "02-01-2027", "2027-01-02", False),
        ("02-01-2027", "", "2027-01-02", True),
        ("02-01-2027", "", "2027-01-03", False),
    ],
)
def test_who_has_left_and_whose_role_has_ended_is_no_chair(ends: str, leaves: str, today: str, *, is_chair: bool):
    (entry,) = read_entries(with_days(ends, leaves).replace("medlem,teamleder", "formand").encode()).entries
    person = Person("ole", "Ole", Side.MANAGEMENT, entry.roles, None, entry.leaves_on, entry.roles_until)
    committee = Committee("a", "A", Level.TEAM, "da", {person.id: person})
    assert (list(faults_of(committee, {person.id: entry}, date.fromisoformat(today))) == []) is is_chair


def test_days_are_kept_shown_and_again_change_nothing(hr: Hr):
    head = SCHOOL.replace(HEADERS, HEADERS + ";rolle slutter;udtræder")
    text = head.replace(";sekretær + HR;", ";sekretær + HR;;31-01-2126;01-02-2126")
    first = hr.take(text)
    assert "sekretær (til og med 2126-01-31), HR (til og med 2126-01-31); udtræder 2126-02-01" in first.stdout
    lars = hr.committees[0].people["lars"]
    assert lars.left_on == date(2126, 2, 1)
    assert lars.roles_until == dict.fromkeys((Role.SECRETARY, Role.HR), date(2126, 1, 31))
    assert "All of it is there already." in hr.take(text).stdout


def test_somebody_who_leaves_stays_on_record_and_may_come_back(hr: Hr):
    hr.take(SCHOOL)
    head = SCHOOL.replace(HEADERS, HEADERS + ";udtræder")
    left = head.replace(";sekretær + HR;", ";sekretær + HR;;01-01-2026")
    assert "udtræder 2026-01-01" in hr.take(left).stdout
    assert hr.committees[0].people["lars"].left_on == date(2026, 1, 1)
    assert "All of it is there already." in hr.take(SCHOOL).stdout
    assert "1 changed" in hr.take(head).stdout
    assert hr.committees[0].people["lars"].left_on is None


# --- Whatever is in the file


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_told(body: bytes):
    with suppress(FileFault):
        assert read_entries(body).entries


@given(st.lists(st.lists(st.text(max_size=12), min_size=7, max_size=7), max_size=4))
def test_any_cells_are_taken_or_told(rows: list[list[str]]):
    out = StringIO()
    csv.writer(out, delimiter=";").writerows([HEADERS.split(";"), *rows])
    with suppress(FileFault):
        made = changes(read_entries(out.getvalue().encode("utf-8", "replace")), [], TODAY, lambda: "new")
        assert all(change.after.formandskab for change in made)
