"""A text as PDF, to be printed or kept. DOCX and HTML are the forms for who listens to it: this one has no tags."""

from functools import cache
from importlib.resources import as_file, files
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from bot.exports.paper import Block, Paper, blocks, safe

FONT = "DejaVu"
_LANGUAGES = {"da": "da-DK", "en": "en-GB"}
_MARGIN_MM = 22


def as_pdf(paper: Paper) -> bytes:
    """Give the bytes of a PDF. A letter that our font has not stands as a box."""
    pdf = _Page(format="A4")
    pdf.set_margin(_MARGIN_MM)
    for style, name in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
        with as_file(files("bot.exports") / "fonts" / name) as path:
            pdf.add_font(FONT, style, path)
    pdf.set_lang(_LANGUAGES[paper.language])
    pdf.set_title(safe(paper.title))
    pdf.set_creator("Medmakker")
    pdf.set_creation_date(paper.at)
    pdf.add_page()
    _line(pdf, paper.title, "B", 16, after=4)
    for block in blocks(paper.elements):
        _block(pdf, block)
    file = BytesIO()
    pdf.output(file)
    return file.getvalue()


class _Page(FPDF):
    def footer(self) -> None:
        """Number the pages."""
        self.set_y(-15)
        self.set_font(FONT, "", 9)
        self.cell(0, 8, f"{self.page_no()} / {{nb}}", align="R")


def _block(pdf: FPDF, block: Block) -> None:
    match block.style:
        case "heading":
            # No heading stands alone at the foot of a page, and no label without its text.
            _room(pdf, 30)
            pdf.ln(3)
            pdf.start_section(_shown(block.text).replace("\n", " "))
            _line(pdf, block.text, "B", 12, after=1)
        case "fact":
            _room(pdf, 14)
            _line(pdf, block.label, "B", 10, after=0)
            _line(pdf, block.text, "", 10, after=1.5)
        case "bullet":
            pdf.set_x(_MARGIN_MM + 1)
            pdf.set_font(FONT, "", 10)
            pdf.cell(4, 5, "•")
            pdf.set_left_margin(_MARGIN_MM + 5)
            _line(pdf, block.text, "", 10, after=0.5)
            pdf.set_left_margin(_MARGIN_MM)
        case _:
            _line(pdf, block.text, "", 10, after=2)


def _room(pdf: FPDF, height_mm: float) -> None:
    if pdf.will_page_break(height_mm):
        pdf.add_page()


def _line(pdf: FPDF, text: str, style: str, size_pt: float, after: float) -> None:
    pdf.set_font(FONT, style, size_pt)
    here: dict[str, Any] = {"new_x": XPos.LMARGIN, "new_y": YPos.NEXT, "align": "L", "wrapmode": "CHAR"}
    words = _shown(text)
    # Between words where there are any; a word longer than the line is cut where it ends.
    here["wrapmode"] = "CHAR" if max(map(len, words.split()), default=0) > 60 else "WORD"
    pdf.multi_cell(0, size_pt * 0.5, words, **here)
    pdf.ln(after)


def _shown(text: str) -> str:
    """Give a text in the letters that there are; the others would be named in the log."""
    known = _letters()
    return "".join(each if ord(each) in known or each == "\n" else "\ufffd" for each in text)


@cache
def _letters() -> frozenset[int]:
    with as_file(files("bot.exports") / "fonts" / "DejaVuSans.ttf") as path, TTFont(path) as font:
        return frozenset(font.getBestCmap())
