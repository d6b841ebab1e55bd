"""The record as files: whole, readable by other programs, and with nothing in them that runs or is worked out."""

import gc
import json
import random
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.exports.archive import as_zip
from bot.exports.markdown import as_markdown
from bot.exports.paper import Paper, file_name
from bot.exports.pdf import as_pdf
from bot.exports.tables import csv_lines
from bot.exports.webpage import as_html
from bot.exports.word import as_docx
from bot.exports.workbook import XlsxFile
from dialogs.cards import Bullets, Button, Buttons, Facts, Heading, Paragraph, Said

AT = datetime(2027, 1, 14, 9, tzinfo=UTC)
NASTY = "<script>alert(1)</script> **fed** [her](javascript:x) # 1. | \\ `kode` &amp; ![x](y)"
FORMULAS = (
    *("=1+1", "+45 12345678", "-1", "@SUM(A1)", "\t=1", " =1"),
    *("\u00a0=HYPERLINK(1)", "|calc", "%0a=1", "\r=2", "\n=3"),
)


def paper(*texts: str) -> Paper:
    lines = tuple((Said(text),) for text in texts)
    body = (
        Heading(("Beslutning",)),
        Facts((("Udfald", ("Enighed",)), ("Hvem?", (Said(texts[0]),)))),
        Paragraph(("Vi siger: ", *lines[0])),
        Bullets(lines),
        Buttons((Button("Skriv under", "sign"),)),
    )
    return Paper("Referat fra Åskolen", "da", AT, body)


def text_of_docx(body: bytes) -> str:
    document = Document(BytesIO(body))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def text_of_pdf(body: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)


# --- DOCX


def test_a_docx_has_real_headings_lists_and_tables():
    document = Document(BytesIO(as_docx(paper("Ærlig snak på Ø", "To"))))
    styles = [(each.style.name, each.text) for each in document.paragraphs if each.style and each.text]
    assert styles == [
        ("Heading 1", "Referat fra Åskolen"),
        ("Heading 2", "Beslutning"),
        ("Normal", "Vi siger: Ærlig snak på Ø"),
        ("List Bullet", "Ærlig snak på Ø"),
        ("List Bullet", "To"),
    ]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Udfald:", "Enighed"],
        ["Hvem?", "Ærlig snak på Ø"],
    ]
    assert (document.core_properties.title, document.core_properties.language) == ("Referat fra Åskolen", "da-DK")
    assert document.core_properties.modified == AT
    assert "Skriv under" not in text_of_docx(as_docx(paper("x")))


def test_a_docx_says_in_which_language_it_is_to_be_read_aloud():
    styles = zipfile.ZipFile(BytesIO(as_docx(paper("x")))).read("word/styles.xml").decode()
    normal = re.search(r'w:styleId="Normal".*?</w:style>', styles, re.DOTALL)
    assert normal
    assert '<w:lang w:val="da-DK"/>' in normal[0]


# --- PDF


def test_a_pdf_can_be_read_searched_and_found_in():
    reader = PdfReader(BytesIO(as_pdf(paper("Ærlig snak på Ø – “så” € 5", "To"))))
    text = reader.pages[0].extract_text()
    for piece in ("Referat fra Åskolen", "Ærlig snak på Ø – “så” € 5", "Udfald:", "1 / 1"):
        assert piece in text
    assert reader.metadata
    assert reader.metadata.title == "Referat fra Åskolen"
    assert [entry["/Title"] for entry in reader.outline] == ["Beslutning"]  # type: ignore[call-overload, index]
    assert str(reader.trailer["/Root"]["/Lang"]) == "da-DK"  # type: ignore[index]


def test_a_long_text_goes_over_pages_and_a_long_word_over_lines():
    body = as_pdf(paper("a" * 500, *(f"Punkt {number} " + "ord " * 80 for number in range(40))))
    text = text_of_pdf(body)
    assert len(PdfReader(BytesIO(body)).pages) > 3
    assert "Punkt 39" in text
    assert re.sub(r"\s", "", text).count("a" * 500) >= 1


def test_letters_that_the_font_has_not_stand_as_boxes_and_nothing_is_logged(caplog: pytest.LogCaptureFixture):
    assert "Hej \ufffd\ufffd slut" in text_of_pdf(as_pdf(paper("Hej 你🦺 slut")))
    assert "你" not in caplog.text


# --- Markdown and HTML


def test_markdown_shows_every_sign_as_it_was_typed():
    html = MarkdownIt("commonmark").render(as_markdown(paper(NASTY, "    fire blanke\n# overskrift\n- punkt")))
    assert re.findall(r"<(\w+)", html).count("h1") == 1
    assert set(re.findall(r"<(\w+)", html)) <= {"h1", "h2", "p", "strong", "ul", "li", "br"}
    assert re.sub(r"\s+", " ", MarkdownIt().render(as_markdown(paper(NASTY)))).count("&lt;script&gt;") == 3
    assert "[her](javascript:x)" in html


def test_html_stands_alone_and_runs_nothing():
    html = as_html(paper(NASTY, "To"))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 3
    assert '<html lang="da">' in html
    assert "default-src 'none'" in html
    assert "http" not in html.replace("http-equiv", "")
    assert html.count("<ul>") == html.count("<dl>") == 1


# --- Whatever was typed


@settings(max_examples=20, deadline=None)
@given(text=st.text(min_size=1, max_size=80))
def test_whatever_was_typed_every_kind_of_file_can_be_made_and_read(text: str):
    made = paper(text.strip() or "x")
    assert text_of_docx(as_docx(made))
    assert PdfReader(BytesIO(as_pdf(made))).pages
    html = MarkdownIt("commonmark").render(as_markdown(made))
    assert set(re.findall(r"<(\w+)", html)) <= {"h1", "h2", "p", "strong", "ul", "li", "br"}
    assert "<script" not in as_html(made)


def test_a_name_of_a_file_leads_nowhere():
    assert file_name(["../../etc/passwd\x00", 'a"b\r\nc']) == "etc-passwd-a-b-c"
    assert file_name(["Lokal-MED Åskolen", "1", "v2"]) == "lokal-med-aaskolen-1-v2"
    assert file_name(["\u4f60"]) == "dokument"
    assert len(file_name(["a" * 500])) == 60


# --- Tables


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_is_worked_out(text: str):
    assert csv_lines([[text]]).lstrip('"').startswith("'")


def test_a_csv_is_as_a_danish_spreadsheet_reads_it():
    assert csv_lines([["Åse; og", 3, date(2027, 1, 5), 'sagde "så"', "to\nlinjer"]]) == (
        '"Åse; og";3;05-01-2027;"sagde ""så""";"to\nlinjer"\r\n'
    )


def workbook(*pieces: Sequence[list[Any]]) -> bytes:
    made = XlsxFile("Liste", ["Udvalg", "Antal", "Dato"])
    return b"".join([made.begin(), *(made.add(rows) for rows in pieces), made.done()])


def test_an_xlsx_has_dates_as_dates_figures_as_figures_and_no_formula():
    body = workbook([["Åse", 3, date(2027, 1, 5)], *([text, 0, date(2027, 1, 5)] for text in FORMULAS)])
    sheet = load_workbook(BytesIO(body)).active
    assert sheet
    assert [cell.value for cell in sheet[1]] == ["Udvalg", "Antal", "Dato"]
    assert [cell.value for cell in sheet[2]] == ["Åse", 3, datetime(2027, 1, 5)]  # noqa: DTZ001
    assert sheet["C2"].number_format == "dd-mm-yyyy"
    assert sheet.freeze_panes == "A2"
    xml = zipfile.ZipFile(BytesIO(body)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    texts = [str(cell.value) for cell in sheet["A"][2:]]
    assert [text.replace("_x000D_", "\r").strip() for text in texts] == [text.strip() for text in FORMULAS]


def test_control_signs_do_not_break_a_workbook():
    body = workbook([["a\x00b\x0b\ud800\ufffe", 1, date(2027, 1, 5)]])
    ElementTree.fromstring(zipfile.ZipFile(BytesIO(body)).read("xl/worksheets/sheet1.xml"))
    sheet = load_workbook(BytesIO(body)).active
    assert sheet
    assert sheet["A2"].value == "a\ufffdb\ufffd\ufffd\ufffd"


def test_a_workbook_is_one_whichever_pieces_it_is_given_in():
    rows = [[date(2027, 1, day), day, "Å </sheetData></row> & <row>"] for day in range(1, 20)]
    whole = list(cells_of(workbook(rows)))
    assert len(whole) == 1 + len(rows)
    assert list(cells_of(workbook(rows[:1], rows[1:12], [], rows[12:]))) == whole
    # What a piece begins with says nothing of how its cells are written.
    assert whole[1][0] == (datetime(2027, 1, 1), "dd-mm-yyyy")  # noqa: DTZ001
    assert whole[19][2] == ("Å </sheetData></row> & <row>", "General")
    assert [cell[0] for cell in whole[1]][1:] == [1, whole[19][2][0]]
    assert list(cells_of(workbook())) == whole[:1]


def cells_of(body: bytes) -> Iterator[list[tuple[object, str]]]:
    """Give the rows of a workbook, of each cell what is in it and how it is written."""
    assert zipfile.ZipFile(BytesIO(body)).testzip() is None
    for row in load_workbook(BytesIO(body)).worksheets[0].rows:
        yield [(cell.value, cell.number_format) for cell in row]


def test_a_workbook_grows_while_it_is_made():
    made, by_chance = XlsxFile("Liste", ["Udvalg"] * 7), random.Random(1)
    rows = [[[str(by_chance.random())] * 7 for _ in range(500)] for _ in range(8)]
    given = [len(made.begin()), *(len(made.add(piece)) for piece in rows), len(made.done())]
    assert sum(given[:5]) > sum(given) / 3


def test_a_workbook_that_nobody_waits_for_is_let_go():
    made = XlsxFile("Liste", ["Udvalg"])
    made.close()
    begun = XlsxFile("Liste", ["Udvalg"])
    begun.begin()
    begun.close()
    # Python says it as a warning, which fails the test, where a file is dropped while it is open.
    del made, begun
    gc.collect()


# --- The archive


def test_an_archive_says_what_each_of_its_files_must_be():
    body = as_zip({"version": 2}, {"minutes.txt": b"Referat", "message.txt": b"Besked"})
    assert body == as_zip({"version": 2}, {"minutes.txt": b"Referat", "message.txt": b"Besked"})
    archive = zipfile.ZipFile(BytesIO(body))
    assert archive.testzip() is None
    manifest = json.loads(archive.read("manifest.json"))
    assert (manifest["format"], manifest["version"]) == ("medmakker/archive/1", 2)
    assert sorted(archive.namelist()) == ["manifest.json", "message.txt", "minutes.txt"]
    for each in manifest["files"]:
        found = archive.read(each["name"])
        assert (len(found), sha256(found).hexdigest()) == (each["bytes"], each["sha256"])
