"""What we write as DOCX opens in a real office program, which makes a PDF of it: LibreOffice, where it is there."""

import asyncio
import shutil
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from dialogs.model.followed import Advice, Answer, Course, Evaluation
from dialogs.register import Office
from storage.decisions import decision_id
from tests.bot.register.reading import DAY, lay, reading
from tests.conftest import leave_out
from tests.fakes.archive import Case
from tests.fakes.house import wire

HOW_TO_GET = "there is no LibreOffice. On Debian: apt-get install --no-install-recommends libreoffice-writer"
LONG = "Vi prøver det på 5. årgang i otte uger og ser på det sammen. " * 40
PILOT = Case(
    "Ugeplaner i klart sprog", LONG, pilot="p1", matter="p1", chosen=True,
    answers=tuple(Answer(f"week {n}", DAY + timedelta(weeks=n), Course.YELLOW, "Det går fremad") for n in range(2, 30)),
    evaluation=Evaluation(DAY, Advice.ADJUST, staff="Mere ro om mandagen"),
)  # fmt: skip

pytestmark = pytest.mark.proof


@pytest.fixture
def soffice() -> str:
    return shutil.which("soffice") or leave_out(HOW_TO_GET)


@pytest.mark.parametrize("name", ["dossier", "minutes"])
async def test_a_docx_opens_and_becomes_a_pdf(tmp_path: Path, soffice: str, name: str):
    fake = wire(tmp_path)
    async with reading(fake) as reader:
        meeting = await lay(fake, "lund", PILOT)
        await reader.signs_in_as(Office.READER)
        home = f"decisions/{decision_id(meeting, 0)}" if name == "dossier" else f"meetings/{meeting}"
        ours = (await reader.get(f"/register/{home}/{name}.docx")).body
        drawn = (await reader.get(f"/register/{home}/{name}.pdf")).body
    file = tmp_path / f"{name}.docx"
    file.write_bytes(ours)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    turn = await asyncio.create_subprocess_exec(
        soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file
    )
    assert await turn.wait() == 0
    texts = [
        " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())
        for body in ((tmp_path / f"{name}.pdf").read_bytes(), drawn)
    ]
    for text in texts:
        for part in ("Ugeplaner i klart sprog", "ser på det sammen", "Marianne Toft", "Enighed"):
            assert part in text
        if name == "dossier":
            assert text.count("Det går fremad") == 28
            assert "Mere ro om mandagen" in text
