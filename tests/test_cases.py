"""Worked cases: those of this repository and those beside the checkout come out as they say."""

from pathlib import Path

import pytest

from tests.cases.__main__ import main, play_file
from tests.conftest import LEFT_OUT

ROOT = Path(__file__).parents[1]
OURS = sorted((ROOT / "tests/cases").glob("*.toml"))
SHARED = ROOT.parent / "shared/cases/screening.toml"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_cases_come_out_as_they_say(path: Path):
    assert {name: found for name, found in play_file(path).items() if found} == {}


def test_the_shared_cases_come_out_as_they_say():
    if not SHARED.exists():
        pytest.skip(f"{LEFT_OUT}there is no screening.toml in a folder shared/cases beside this checkout")
    assert {name: found for name, found in play_file(SHARED).items() if found} == {}


def test_there_are_enough_cases_of_our_own_and_each_says_why():
    for name in ("screening_g2", "screening_branches"):
        text = (ROOT / f"tests/cases/{name}.toml").read_text(encoding="utf-8")
        assert text.count("[[case]]") == text.count("\nwhy = ") >= 25


CASE = """
[[case]]
id = "wrong"
answers = {{ A1 = "{a1}", A2 = "yes", C2 = "maybe", Q7 = "no" }}
[case.expect]
light = "{light}"
exit = "stop"
colour = "pink"
flags = [{{ question = "{flag}", light = "red", owner = "hr", due = "never" }}]
"""


def test_every_difference_is_printed_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "cases.toml"
    file.write_text(CASE.format(a1="no", light="green", flag="A2") + CASE.format(a1="no", light="red", flag="A3"))
    assert main([str(file)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert "wrong: C2 cannot be answered with 'maybe'" in told
    assert "wrong: Q7 is no question" in told
    assert "wrong: light: expected green, got red" in told
    assert "wrong: flag A2, owner: expected hr, got lawyer" in told
    assert "wrong: colour is nothing that a check comes to" in told
    assert "wrong (2): flag A3: not raised" in told
    assert "wrong (2): flag A2: raised and not expected" in told
    assert told[-1] == "0 passed, 2 failed"


def test_a_case_that_cannot_be_played_fails_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "cases.toml"
    file.write_text(
        '[[case]]\nid = "a"\nanswers = {}\n[[case]]\nid = "b"\n[[case]]\nid = "c"\nanswers = {}\nexpect = {}'
    )
    assert main([str(file)]) == 1
    told = capsys.readouterr().out
    assert "a: cannot be played: KeyError 'expect'" in told
    assert "b: cannot be played" in told
    assert told.endswith("1 passed, 2 failed\n")


@pytest.mark.parametrize("text", ["[[case", "x = 1", "case = 3", ""])
def test_a_file_without_cases_is_refused_in_words(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "cases.toml"
    file.write_text(text)
    assert main([str(file)]) == 2
    assert str(file) in capsys.readouterr().err
    assert main([str(tmp_path / "none.toml")]) == 2
    assert main([]) == 2
