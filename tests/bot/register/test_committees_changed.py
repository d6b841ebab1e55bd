"""Committees set up and changed in the register: by the rules of a file, by those who may, and never half."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from dialogs.model.ids import CommitteeId, PersonId
from dialogs.model.people import Committee, Level, Role, Side
from dialogs.register import Office
from storage import rosters
from storage.tables import audit
from tests.bot.register.reading import HANNE, Reader, lay, reading
from tests.fakes.archive import Case
from tests.fakes.house import wire

FILE = "/register/committees/from-file"
SCHOOL = """udvalg;niveau;navn;side;roller;leder
Lokal-MED Søndre Skole;lokal-MED;Marianne Toft;ledelsen;formand;
Lokal-MED Søndre Skole;;Sanne Bruun;medarbejdersiden;"næstformand;TR";Marianne Toft
"""


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = wire(tmp_path)
    async with reading(fake) as made:
        await lay(fake, "ours", Case("Ugeplaner"), hr=HANNE)
        await lay(fake, "theirs", Case("Kameraer"), hr="helle")
        yield made


async def committees(reader: Reader) -> dict[str, Committee]:
    return {each.name: each for each in await reader.fake.house.store.read(rosters.committees)}


async def trail(reader: Reader) -> list[tuple[str, str]]:
    rows = await reader.fake.house.store.read(lambda conn: conn.execute(audit.select()).all())
    return [(row.action, row.by) for row in rows]


def workbook(rows: list[list[object]]) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


# --- A file


async def test_a_file_is_shown_first_and_written_on_a_second_press(reader: Reader):
    await reader.signs_in_as(Office.ADMINISTRATOR, "adam")
    shown = await reader.sends(FILE, SCHOOL.encode())
    for text in ("Nyt udvalg", "Marianne Toft: ledelsessiden, formand", "Intet er gemt endnu"):
        assert text.casefold() in shown.says.casefold(), shown.says
    assert "Lokal-MED Søndre Skole" not in await committees(reader)
    done = await reader.fills(shown)
    assert "Ændringerne er gemt" in done.says
    made = (await committees(reader))["Lokal-MED Søndre Skole"]
    assert made.level is Level.LOCAL
    assert {person.name for person in made.people.values()} == {"Marianne Toft", "Sanne Bruun"}
    assert await trail(reader) == [("take_in_committee", "adam")]
    assert "Det hele er der allerede" in (await reader.sends(FILE, SCHOOL.encode())).says


async def test_a_workbook_is_read_as_its_cells_are(reader: Reader):
    from datetime import date, datetime

    at_noon = datetime(2031, 1, 31, 12)  # noqa: DTZ001 - as a spreadsheet has it
    rows: list[list[object]] = [
        ["udvalg", "niveau", "navn", "side", "roller", "udtræder", "rolle slutter"],
        ["Skolen", "lokal", "Olga", "ledelse", "formand", None, None],
        ["Skolen", None, "Ida", "medarbejder", "næstformand", at_noon, date(2030, 12, 1)],
    ]  # fmt: skip
    await reader.signs_in()
    shown = await reader.sends(FILE, workbook(rows), "udvalg.xlsx")
    assert shown.status == 200, shown.says
    await reader.fills(shown)
    ida = (await committees(reader))["Skolen"].people[PersonId("ida")]
    assert (ida.side, str(ida.left_on)) == (Side.EMPLOYEES, "2031-01-31")
    assert {str(day) for day in ida.roles_until.values()} == {"2030-12-01"}


async def test_every_row_that_is_wrong_is_named_and_nothing_is_written(reader: Reader):
    await reader.signs_in()
    before = await committees(reader)
    text = SCHOOL.replace("formand;\n", "fromand;\n").replace("medarbejdersiden", "ingen") + "X;lokal;;;medlem;\n"
    page = await reader.sends(FILE, text.encode())
    assert page.status == 422
    for told in ("2 roller 'fromand' kendes ikke: skriv 'formand'", "4 navn er tom: skriv det, eller slet rækken",
                 "3 side er tom: skriv ledelse eller medarbejder"):  # fmt: skip
        assert told in page.says, page.says
    assert "write" not in page.says
    assert await committees(reader) == before


async def test_who_was_shown_something_else_writes_nothing(reader: Reader):
    await reader.signs_in()
    shown = await reader.sends(FILE, SCHOOL.encode())
    await reader.fills(await reader.sends(FILE, SCHOOL.replace("Sanne", "Sonja").encode()))
    again = await reader.fills(shown)
    assert again.status == 422
    assert "har ændret udvalgene imens" in again.says
    names = {person.name for person in (await committees(reader))["Lokal-MED Søndre Skole"].people.values()}
    assert "Sanne Bruun" not in names


async def test_a_page_that_was_tampered_with_is_held_to_the_same_rules(reader: Reader):
    from base64 import b64encode

    await reader.signs_in()
    shown = await reader.sends(FILE, SCHOOL.encode())
    bad = b64encode(SCHOOL.replace("Sanne Bruun", "010190-1234").encode()).decode()
    for packed, status in ((bad, 422), ("%%%", 422), ("", 422)):
        assert (await reader.fills(shown, "write", file=packed)).status == status
    assert "Lokal-MED Søndre Skole" not in await committees(reader)


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x00" * 90, "navn".encode("utf-16")])
async def test_what_is_no_such_file_is_said(reader: Reader, body: bytes):
    await reader.signs_in()
    assert (await reader.sends(FILE, body)).status == 422


async def test_a_file_beyond_all_measure_is_not_read(reader: Reader):
    await reader.signs_in()
    assert (await reader.sends(FILE, b"x" * 8_000_000)).status == 413


# --- One person


async def test_a_consultant_changes_side_roles_and_terms(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    page = await reader.get("/register/committees/ours")
    (way, *_) = [each for each in page.links("Ret") if each.endswith("/kasper")]
    form = await reader.get(way)
    done = await reader.fills(form, roles=["member", "team_leader", "substitute"])
    assert "ingen er både suppleant og medlem" in done.says
    done = await reader.fills(form, roles=["substitute", "team_leader"], until__team_leader="2030-06-30",
                              leaves_on="2031-01-01")  # fmt: skip
    assert "Det er gemt" in done.says
    kasper = (await committees(reader))["Lokal-MED Ours"].people[PersonId("kasper")]
    assert kasper.roles == {Role.SUBSTITUTE, Role.TEAM_LEADER}
    assert str(kasper.roles_until[Role.TEAM_LEADER]) == "2030-06-30"
    assert str(kasper.left_on) == "2031-01-01"
    assert await trail(reader) == [("change_person", HANNE)]


async def test_somebody_new_is_put_in_by_name(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    (way,) = (await reader.get("/register/committees/ours")).links("Sæt en person")
    form = await reader.get(way)
    refused = await reader.fills(form, name="010190-1234", roles=["member"], side="employees")
    assert refused.status == 422
    await reader.fills(form, name="Bodil Ærø", roles=["member"], side="employees", reports_to="kasper")
    bodil = (await committees(reader))["Lokal-MED Ours"].people[PersonId("bodil-aeroe")]
    assert (bodil.side, bodil.reports_to) == (Side.EMPLOYEES, "kasper")
    again = await reader.fills(form, name="bodil  ærø", roles=["member"], side="employees")
    assert again.status == 422


async def test_the_only_chair_cannot_be_taken_out(reader: Reader):
    await reader.signs_in()
    form = await reader.get("/register/committees/ours/people/marianne")
    assert "har ingen formand" in (await reader.fills(form, roles=["member"])).says


async def test_an_old_page_overwrites_nothing(reader: Reader):
    await reader.signs_in()
    form = await reader.get("/register/committees/ours/people/kasper")
    await reader.fills(form, leaves_on="2031-01-01")
    again = await reader.fills(form, leaves_on="2032-01-01")
    assert "En anden har rettet det imens" in again.says
    assert str((await committees(reader))["Lokal-MED Ours"].people[PersonId("kasper")].left_on) == "2031-01-01"


async def test_what_is_no_date_is_told_and_no_fault_of_ours(reader: Reader):
    await reader.signs_in()
    form = await reader.get("/register/committees/ours/people/kasper")
    for fields in ({"leaves_on": "31/12"}, {"leaves_on": "0001-01-01"}, {"side": "left"}, {"reports_to": "nobody"},
                   {"reports_to": "kasper"}, {"roles": []}):  # fmt: skip
        assert (await reader.fills(form, **fields)).status == 422, fields


# --- Others


PLACES = (FILE, f"{FILE}/write", "/register/committees/ours/people/kasper", "/register/committees/ours/people/-")


@pytest.mark.parametrize("office", [Office.READER, Office.PROTECTION])
async def test_who_may_not_change_committees_finds_nothing_there(reader: Reader, office: Office):
    await reader.signs_in_as(office, HANNE)
    for place in PLACES:
        assert (await reader.post(place, data={"seen": "x"})).status == 404, place
        assert (await reader.get(place)).status in {404, 405}, place
    page = await reader.get("/register/committees/ours")
    assert "/people/" not in page.text


async def test_a_consultant_changes_no_other_committee_and_takes_no_file_in(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    for place in (FILE, "/register/committees/theirs/people/kasper", "/register/committees/theirs/people/-",
                  "/register/committees/none/people/-", "/register/committees/%00/people/-"):  # fmt: skip
        assert (await reader.post(place)).status == 404, place
        assert (await reader.get(place)).status == 404, place


async def test_another_site_changes_nothing(reader: Reader):
    await reader.signs_in()
    for place in PLACES:
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
            assert (await reader.post(place, headers)).status == 403, place


async def test_nobody_who_is_not_signed_in_changes_anything(reader: Reader):
    for place in PLACES:
        page = await reader.post(place)
        assert page.path == "/register/sign-in", place


async def test_who_leaves_loses_their_link_at_once(reader: Reader):
    from storage import links
    from storage.links import Link, LinkKind

    fake = reader.fake
    opens = Link(LinkKind.PERSON, fake.wall.now(), None, CommitteeId("ours"), PersonId("kasper"))
    await fake.house.store.write(lambda conn: links.issue(conn, "the-token-of-kasper", opens))
    assert await fake.house.reception.link("the-token-of-kasper")
    await reader.signs_in()
    form = await reader.get("/register/committees/ours/people/kasper")
    assert (await reader.fills(form, leaves_on="2020-01-01")).status == 200
    assert await fake.house.reception.link("the-token-of-kasper") is None
