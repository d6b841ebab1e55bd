"""Taking away: what can be read in the register and nothing else, to those who may read it."""

import csv
import json
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.register import downloads
from dialogs.model.followed import Advice, Answer, Course, Evaluation
from dialogs.model.signed import Announcement
from dialogs.register import Office
from storage.decisions import decision_id
from tests.bot.register.reading import DAY, HANNE, Reader, lay, reading
from tests.fakes.archive import Case, a_committee, lay_committee, lay_meeting, over, signed
from tests.fakes.house import wire

WEEKLY = Case("Ugeplaner", "=MED prøver ugeplaner.", pilot="p1", chosen=True)
SECRET = Case("Lydmåling i 7. b", "Ikke hos os", closed=True)
CHOSEN = "Valgt som pilotforsøg"
KINDS = ("docx", "pdf", "md", "html", "txt", "json")


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = wire(tmp_path)
    async with reading(fake) as made:
        await lay(fake, "ours", WEEKLY, SECRET, hr=HANNE)
        yield made


def text_of(kind: str, body: bytes) -> str:
    if kind == "docx":
        document = Document(BytesIO(body))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(each.text for each in document.paragraphs), *cells])
    if kind == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
    return body.decode()


@pytest.mark.parametrize("kind", KINDS)
async def test_minutes_are_taken_away_without_what_is_closed(reader: Reader, kind: str):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    page = await reader.get("/register/meetings/ours-m1")
    (way,) = [way for way in page.links("") if way.endswith(f"/minutes.{kind}")]
    file = await reader.get(way)
    name = f"minutes-lokal-med-ours-1-v1.{kind}"
    assert file.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    text = text_of(kind, file.body)
    for word in ("MED prøver ugeplaner", "Marianne Toft", "Ugeplaner"):
        # Headings of plain text stand in capitals.
        assert word.casefold() in text.casefold()
    for word in ("Lydmåling", "Ikke hos os", "Personalesag"):
        assert word.casefold() not in text.casefold()


@pytest.mark.parametrize("kind", KINDS)
async def test_the_dossier_of_a_pilot_is_taken_away(reader: Reader, kind: str):
    answer = Answer("week 2", DAY, Course.RED, "Det går for langsomt")
    found = Evaluation(DAY, Advice.STOP, staff="Mere uro")
    pilot = Case("Breve", "Vi prøver breve.", pilot="p7", matter="p7", chosen=True, answers=(answer,), evaluation=found)
    first = await lay(reader.fake, "lund", pilot, replace(SECRET, pilot="p8", matter="p8"))
    await lay(reader.fake, "lund", Case("Evaluering", "Vi stopper her", evaluates="p7"), number=2, days=60)
    await reader.signs_in_as(Office.READER)
    page = await reader.get(f"/register/decisions/{decision_id(first, 0)}")
    (way,) = [way for way in page.links("") if way.endswith(f"/dossier.{kind}")]
    file = await reader.get(way)
    assert file.headers["Content-Disposition"] == f'attachment; filename="forsoegsmappe-breve.{kind}"'
    # Where a page breaks its lines says nothing.
    text = " ".join(text_of(kind, file.body).split())
    for word in ("Vi prøver breve.", "Det går for langsomt", "Vi stopper her", "Mere uro", "Marianne Toft"):
        assert word.replace(".", "") in text.replace("\\", "").replace(".", ""), word
    for word in ("Lydmåling", "Ikke hos os", "Kasper"):
        assert word not in text
    assert (await reader.get(f"/register/decisions/{decision_id(first, 1)}/dossier.{kind}")).status == 404


async def test_a_dossier_is_given_to_nobody_who_may_not_see_it_and_of_no_other_decision(reader: Reader):
    there = await lay(reader.fake, "lund", WEEKLY, Case("Ingen pilot"))
    ways = [f"/register/decisions/{decision_id(there, place)}/dossier.md" for place in (0, 1)]
    assert (await reader.get(ways[0])).path == "/register/sign-in"
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    assert (await reader.get(ways[0])).status == 404
    await reader.signs_in_as(Office.READER)
    assert [(await reader.get(way)).status for way in ways] == [200, 404]
    for path in ("9" * 19, "0", "x"):
        assert (await reader.get(f"/register/decisions/{path}/dossier.md")).status == 404


async def test_the_message_is_taken_away_as_it_was_posted(reader: Reader):
    committee = a_committee("lund", "Lund")
    meeting = signed(over(committee, 1, DAY, [WEEKLY]))
    posted = replace(meeting, announcement=Announcement("Vi prøver ugeplaner.", 1, posted_at=meeting.ended_at))
    await reader.fake.house.store.write(lambda conn: lay_committee(conn, committee))
    await reader.fake.house.store.write(lambda conn: lay_meeting(conn, posted))
    await reader.signs_in_as(Office.READER)
    page = await reader.get("/register/meetings/lund-m1")
    ways = [way for way in page.links("") if "/message." in way]
    assert len(ways) == 5
    for way in ways:
        assert "Vi prøver ugeplaner" in text_of(way.rpartition(".")[2], (await reader.get(way)).body)
    assert (await reader.get("/register/meetings/lund-m1/message.json")).status == 404
    names = zipfile.ZipFile(BytesIO((await reader.get(page.links("ZIP")[0])).body)).namelist()
    assert {"message.docx", "minutes.pdf", "minutes.json", "manifest.json"} <= set(names)


async def test_the_archive_of_a_meeting_is_whole_and_open(reader: Reader):
    await reader.signs_in_as(Office.READER)
    page = await reader.get("/register/meetings/ours-m1")
    body = (await reader.get(page.links("ZIP")[0])).body
    archive = zipfile.ZipFile(BytesIO(body))
    manifest = json.loads(archive.read("manifest.json"))
    assert (manifest["meeting"], manifest["version"], manifest["closed_items"]) == (1, 1, False)
    assert [each["name"] for each in manifest["signed"]] == ["Marianne Toft", "Sanne Bruun"]
    assert sorted(each["name"] for each in manifest["files"]) == sorted(f"minutes.{kind}" for kind in KINDS)
    for each in manifest["files"]:
        found = archive.read(each["name"])
        assert sha256(found).hexdigest() == each["sha256"]
        assert "Lydmåling" not in text_of(each["name"].rpartition(".")[2], found)


async def test_a_list_is_taken_away_as_it_was_asked_for(reader: Reader):
    await lay(reader.fake, "lund", Case("Vagtplan", "Vi taler om det"))
    await reader.signs_in_as(Office.READER)
    page = await reader.get("/register/decisions?q=ugeplan&sort=title")
    table = await reader.get(page.links("CSV")[0])
    assert table.body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(table.text.removeprefix("\ufeff")), delimiter=";"))
    assert rows == [
        ["Udvalg", "Møde", "Mødedato", "Punkt", "Punkttype", "Udfald", "Ordlyd"],
        [
            "Lokal-MED Ours",
            "1",
            "12-01-2027",
            "Ugeplaner",
            "Valgt som pilotforsøg",
            "Enighed",
            "'=MED prøver ugeplaner.",
        ],
    ]
    sheet = load_workbook(BytesIO((await reader.get(page.links("XLSX")[0])).body)).active
    assert sheet
    assert [cell.value for cell in sheet[2]][3:] == [
        "Ugeplaner",
        "Valgt som pilotforsøg",
        "Enighed",
        "=MED prøver ugeplaner.",
    ]
    assert sheet["G2"].data_type == "s"


async def test_a_long_list_comes_piece_by_piece_and_whole(reader: Reader):
    cases = [Case(f"Sag {number}", "Vi har drøftet det") for number in range(downloads.ROWS_AT_ONCE + 7)]
    await lay(reader.fake, "lund", *cases)
    await reader.signs_in_as(Office.READER)
    for path in ("/register/decisions.csv", "/register/decisions.csv?sort=title&after=2027-01-01.5"):
        rows = list(csv.reader(StringIO((await reader.get(path)).text), delimiter=";"))
        assert len(rows) == 1 + len(cases) + 2
        assert len({tuple(row) for row in rows}) == len(rows)
    assert "Lukket punkt" in (await reader.get("/register/decisions.csv")).text
    sheet = load_workbook(BytesIO((await reader.get("/register/decisions.xlsx")).body)).active
    assert sheet
    assert sheet.max_row == 1 + len(cases) + 2


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_a_list_begins_before_anybody_knows_how_long_it_is(reader: Reader, kind: str):
    await reader.signs_in_as(Office.READER)
    got = await reader.get(f"/register/decisions.{kind}")
    assert got.path == f"/register/decisions.{kind}"
    assert (got.headers.get("Transfer-Encoding"), "Content-Length" in got.headers) == ("chunked", False)


FILES = ("meetings/ours-m1/minutes.docx", "meetings/ours-m1/archive.zip", "decisions.csv", "pilots.xlsx")


async def test_nothing_is_taken_away_without_signing_in(reader: Reader):
    for path in FILES:
        assert (await reader.get(f"/register/{path}")).path == "/register/sign-in"


async def test_nothing_of_another_committee_is_taken_away(reader: Reader):
    await lay(reader.fake, "theirs", Case("Kameraer", "Vi prøver kameraer"))
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    for kind in KINDS:
        assert (await reader.get(f"/register/meetings/theirs-m1/minutes.{kind}")).status == 404
    assert (await reader.get("/register/meetings/theirs-m1/archive.zip")).status == 404
    assert "ameraer" not in (await reader.get("/register/decisions.csv?committee=theirs&q=kameraer")).text
    assert "ameraer" not in (await reader.get("/register/decisions.csv")).text


OTHERS = [
    "minutes.exe", "minutes.docx/x", "../minutes.docx", "%2e%2e/minutes.pdf", "minutes.%70df%00", "message.pdf",
    "minutes.", "archive.tar", "other.pdf", "minutes.docx%2f..%2f..%2fetc%2fpasswd",
]  # fmt: skip


async def test_no_other_file_can_be_had(reader: Reader):
    await reader.signs_in()
    for path in OTHERS:
        assert (await reader.get(f"/register/meetings/ours-m1/{path}")).status == 404, path


async def test_minutes_that_nobody_signed_cannot_be_taken_away(reader: Reader):
    committee = a_committee("lund", "Lund")
    await reader.fake.house.store.write(lambda conn: lay_committee(conn, committee))
    await reader.fake.house.store.write(lambda conn: lay_meeting(conn, over(committee, 1, DAY, [WEEKLY])))
    await reader.signs_in()
    for file in ("minutes.pdf", "archive.zip", "minutes.json"):
        assert (await reader.get(f"/register/meetings/lund-m1/{file}")).status == 404


async def test_a_database_that_is_gone_is_said_instead_of_half_a_list(reader: Reader):
    await reader.signs_in()
    await reader.fake.house.store.close()
    for path in FILES:
        assert (await reader.get(f"/register/{path}")).status == 503
