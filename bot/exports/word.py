"""A text as DOCX, with the real styles of Word, so that headings can be found, listed and read aloud."""

from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.shared import Cm

from bot.exports.paper import Paper, blocks, safe

_WIDTHS = (Cm(4.5), Cm(11.5))
_LANGUAGES = {"da": "da-DK", "en": "en-GB"}


def as_docx(paper: Paper) -> bytes:
    """Give the bytes of a DOCX."""
    document = Document()
    _set_up(document, paper)
    document.add_heading(safe(paper.title), level=1)
    rows: list[tuple[str, str]] = []
    for block in blocks(paper.elements):
        if block.style == "fact":
            rows.append((block.label, block.text))
            continue
        _table(document, rows)
        rows = []
        if block.style == "heading":
            document.add_heading(block.text, level=2)
        else:
            document.add_paragraph(block.text, style="List Bullet" if block.style == "bullet" else "Normal")
    _table(document, rows)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: DocxDocument, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    about = document.core_properties
    about.title, about.author, about.comments = safe(paper.title)[:255], "Medmakker", ""
    about.language = _LANGUAGES[paper.language]
    about.created = about.modified = paper.at.replace(tzinfo=None)
    # The language of the text, by which it is read aloud and its spelling looked at.
    fonts = document.styles["Normal"].element.get_or_add_rPr()
    spoken = fonts.makeelement(qn("w:lang"), {qn("w:val"): _LANGUAGES[paper.language]})
    fonts.append(spoken)


def _table(document: DocxDocument, rows: list[tuple[str, str]]) -> None:
    """Add labels with their values as a table whose first column names the rows."""
    if not rows:
        return
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    for label, text in rows:
        cells = table.add_row().cells
        # Word looks at the cells, others at the columns.
        cells[0].width, cells[1].width = _WIDTHS
        cells[0].paragraphs[0].add_run(safe(label)).bold = True
        cells[1].text = text
    document.add_paragraph()
