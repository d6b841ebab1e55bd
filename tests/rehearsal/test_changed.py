"""Whatever people do and in whatever order, everywhere the same is refused, and the same comes of the meeting."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.rehearsal.__main__ import main
from tests.rehearsal.changed import changed
from tests.rehearsal.player import EXPORTED
from tests.rehearsal.script import read_script

SCRIPTS = sorted(Path(__file__).with_name("scripts").glob("*.toml"))
# Ids are chance's, and what a refusal says comes with what else a chat shows.
ID, SAYING = re.compile(r"[0-9a-f]{24}"), re.compile(r"(was refused: \w+).*")
Came = tuple[list[str], dict[str, bytes]]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_changed_script_can_be_played_and_is_the_same_for_the_same_seed(path: Path, tmp_path: Path):
    text, made = path.read_text(encoding="utf-8"), tmp_path / path.name
    others = {changed(text, seed) for seed in range(20)}
    assert len(others - {text}) > 15
    for other in others:
        made.write_text(other, encoding="utf-8")
        times: list[datetime] = [step.at for step in read_script(made).steps]
        assert times == sorted(times)
    assert changed(text, 1) == changed(text, 1)


def came(script: Path, channel: str, out: Path, capfd: pytest.CaptureFixture[str]) -> Came:
    """Play a script; give what went otherwise than it says, and the records."""
    main([str(script), "--channel", channel, "--out", str(out)])
    faults = [SAYING.sub(r"\1", ID.sub("", line)) for line in capfd.readouterr().err.splitlines()]
    records = {str(path.relative_to(out)): path.read_bytes() for name in EXPORTED for path in out.rglob(name)}
    return faults, records


@pytest.mark.proof
@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(1, 7))
def test_everywhere_the_same_comes_of_a_script_that_nobody_wrote(
    seed: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    script = tmp_path / "changed.toml"
    script.write_text(changed(SCRIPTS[seed * 7 % len(SCRIPTS)].read_text(encoding="utf-8"), seed), encoding="utf-8")
    faults, records = came(script, "browser", tmp_path / "browser", capfd)
    assert json.loads(records["minutes.json"])["items"]
    assert not [line for line in faults if "the server wrote" in line]
    for channel in ("teams", "slack"):
        assert came(script, channel, tmp_path / channel, capfd) == (faults, records), channel
