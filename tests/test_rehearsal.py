"""Whole meetings, played through the browser's own way in from a script: what comes of them is what the script says."""

import json
import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

from tests.conftest import LEFT_OUT
from tests.fakes.slack.weather import LASTING, Weather
from tests.postgres import Server
from tests.rehearsal.__main__ import main
from tests.rehearsal.hardship import Hardship
from tests.rehearsal.player import EXPORTED
from tests.rehearsal.slack import MEETING_CHANNEL, WEATHERS

pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).parents[1]
OURS = ROOT / "tests/rehearsal/scripts"
RECORDS = ROOT / "tests/rehearsal/records"
SHARED = ROOT.parent / "shared/scripts"
SHARED_SCRIPTS = ("01-plejecenter-enighed", "03-vejdrift-ikke-enighed", "06-personalemoede-smaa-tal")
Played = Callable[[Path], tuple[Path, int]]


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Play a script once, however many tests look at what came of it."""

    @cache
    def play(script: Path) -> tuple[Path, int]:
        folder = tmp_path_factory.mktemp(script.stem)
        return folder, main([str(script), "--channel", "browser", "--out", str(folder)])

    return play


def hold(script: Path, played: Played, capfd: pytest.CaptureFixture[str]) -> None:
    folder, status = played(script)
    faults = capfd.readouterr().err
    assert status == 0, faults
    assert main(["check", str(script), str(folder)]) == 0, capfd.readouterr().err


@pytest.mark.parametrize("script", sorted(OURS.glob("*.toml")), ids=lambda path: path.stem)
def test_everything_goes_as_our_script_says(script: Path, played: Played, capfd: pytest.CaptureFixture[str]):
    hold(script, played, capfd)
    by_hand = RECORDS / f"{script.stem}.json"
    if by_hand.exists():
        folder, _ = played(script)
        assert (folder / "minutes.json").read_bytes() == by_hand.read_bytes()


def test_every_record_that_was_written_by_hand_has_its_script():
    assert {path.stem for path in RECORDS.glob("*.json")} < {path.stem for path in OURS.glob("*.toml")}


@pytest.mark.parametrize("name", SHARED_SCRIPTS)
def test_everything_goes_as_a_shared_script_says(name: str, played: Played, capfd: pytest.CaptureFixture[str]):
    script = SHARED / f"{name}.toml"
    if not script.exists():
        pytest.skip(f"{LEFT_OUT}there is no {script.name} in a folder shared/scripts beside this checkout")
    hold(script, played, capfd)


SMALLEST = sorted(OURS.glob("*.toml"), key=lambda path: path.stat().st_size)[:3]


@pytest.mark.parametrize("script", SMALLEST, ids=lambda path: path.stem)
def test_on_a_server_the_same_comes_of_it_to_the_byte(
    script: Path, played: Played, server: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    url = server.new_database(empty=True)
    status = main([str(script), "--channel", "browser", "--database", url, "--out", str(tmp_path)])
    assert status == 0, capfd.readouterr().err
    server.drop(url)
    folder, _ = played(script)
    for name in EXPORTED:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


# The smallest meeting there is, and with the proof people who are in two committees at the same time.
IN_CHATS = ["p-fem", pytest.param("h-to-udvalg", marks=pytest.mark.proof)]


# In every run there is one meeting in all three at once, and in Slack one in bad weather, below. The proof plays every
# script in each chat.
CHATS = ["mixed", pytest.param("half-teams", marks=pytest.mark.proof)]


@pytest.mark.parametrize("channel", CHATS)
@pytest.mark.parametrize("name", IN_CHATS)
def test_in_a_chat_the_same_comes_of_it_to_the_byte(
    name: str, channel: str, played: Played, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    script = OURS / f"{name}.toml"
    expected, _ = played(script)
    status = main([str(script), "--channel", channel, "--out", str(tmp_path)])
    assert status == 0, capfd.readouterr().err
    assert main(["check", str(script), str(tmp_path)]) == 0, capfd.readouterr().err
    for name in EXPORTED:
        assert (tmp_path / name).read_bytes() == (expected / name).read_bytes(), name


# Faults that pass, seeded; the same with calls that nobody answers; every request again, with what Slack says then.
SLACKS = ["weather", *(pytest.param(each, marks=pytest.mark.proof) for each in ("storm", "twice"))]


@pytest.mark.parametrize("hardship", SLACKS)
def test_whatever_slack_does_with_our_calls_the_same_comes_of_it_to_the_byte(
    hardship: str, played: Played, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    script = OURS / "p-fem.toml"
    expected, _ = played(script)
    status = main([str(script), "--channel", "slack", "--hardship", hardship, "--out", str(tmp_path)])
    assert status == 0, capfd.readouterr().err
    assert main(["check", str(script), str(tmp_path)]) == 0, capfd.readouterr().err
    for name in EXPORTED:
        assert (tmp_path / name).read_bytes() == (expected / name).read_bytes(), name


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(3, 6))
@pytest.mark.parametrize("name", ["p-fem", "h-to-udvalg"])
def test_no_weather_changes_a_record(
    name: str, seed: int, played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(WEATHERS, Hardship.WEATHER, partial(Weather, seed=seed, share=15))
    script = OURS / f"{name}.toml"
    expected, _ = played(script)
    assert main([str(script), "--channel", "slack", "--hardship", "weather", "--out", str(tmp_path)]) == 0
    for exported in EXPORTED:
        assert (tmp_path / exported).read_bytes() == (expected / exported).read_bytes(), exported


@pytest.mark.proof
@pytest.mark.parametrize("error", LASTING)
def test_a_meeting_whose_channel_is_lost_goes_on_and_those_who_keep_the_list_are_told(
    error: str, played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(WEATHERS, Hardship.NO_ROOM, partial(Weather, lasting={MEETING_CHANNEL: error}))
    script = OURS / "p-fem.toml"
    expected, _ = played(script)
    assert main([str(script), "--channel", "slack", "--hardship", "no-room", "--out", str(tmp_path)]) == 0
    for name in EXPORTED:
        assert (tmp_path / name).read_bytes() == (expected / name).read_bytes(), name
    shown = [json.loads(line) for line in (tmp_path / "posts.jsonl").read_text().splitlines()]
    told = {each["recipient"] for each in shown if "kan ikke vises i udvalgets kanal" in each["text"]}
    assert told == {"hans", "max"}


# The proof plays every script through every hardship.
BEFALLEN = [("kill-phases", "b-skole-enighed-med-bemaerkninger"), ("twice", "p-fem"), ("full-disk", "p-fem")]


@pytest.mark.parametrize(("hardship", "name"), BEFALLEN)
def test_a_meeting_that_is_befallen_comes_to_the_same_record(hardship: str, name: str, played: Played, tmp_path: Path):
    script = OURS / f"{name}.toml"
    folder, _ = played(script)
    assert main([str(script), "--channel", "browser", "--hardship", hardship, "--out", str(tmp_path)]) == 0
    for name in ("minutes.json", "minutes-open.json", "announcement.txt"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


def test_what_was_shown_says_when_and_to_whom(played: Played):
    folder, _ = played(OURS / "b-skole-enighed-med-bemaerkninger.toml")
    entries = [json.loads(line) for line in (folder / "posts.jsonl").read_text().splitlines()]
    assert {frozenset(entry) for entry in entries} == {frozenset({"at", "recipient", "kind", "text", "step"})}
    assert {entry["kind"] for entry in entries} == {"post", "update", "notice", "form"}
    assert {"susanne", "room", "organisation"} <= {entry["recipient"] for entry in entries}
    assert [entry["at"] for entry in entries] == sorted(entry["at"] for entry in entries)


def test_what_went_over_the_wire_holds_no_link(played: Played):
    folder, _ = played(OURS / "b-skole-enighed-med-bemaerkninger.toml")
    entries = [json.loads(line) for line in (folder / "wire.jsonl").read_text().splitlines()]
    whole = "\n".join(text for entry in entries for text in (entry["url"], entry["got"]))
    owners = set(re.findall(r"/(?:p|room|organisation)/([^/\s\"]+)", whole))
    people = {"susanne", "birgit", "torsten", "camilla", "anders", "nadia", "ejvind", "lis"}
    assert owners == people | {"room", "organisation"}
    assert "Overs%C3%A6ttelse+af+beskeder" in "".join(entry["sent"] for entry in entries)
    assert "Oversættelse af beskeder" in whole


END = 'at = "11:00"\nby = "bo"\ndo = "end"'
SMALL = """
language = "da"
starts_at = "2026-12-01T10:00:00+01:00"
template = "med-ai"
[committee]
name = "Lokal-MED Vest"
level = "local"
[[person]]
id = "anne"
name = "Anne Holm"
side = "management"
roles = ["chair"]
[[person]]
id = "bo"
name = "Bo Lund"
side = "employees"
roles = ["vice_chair"]
"""


@pytest.fixture
def small(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Play a meeting of two from steps, and give the faults."""

    def play(*steps: str) -> list[str]:
        script = tmp_path / "small.toml"
        script.write_text(SMALL + "".join(f"[[step]]\n{step}\n" for step in steps), encoding="utf-8")
        status = main([str(script), "--channel", "browser", "--out", str(tmp_path / "out")])
        faults = capfd.readouterr().err.splitlines()
        assert status == bool(faults)
        return faults

    return play


def test_a_meeting_that_goes_otherwise_is_noticed(small: Callable[..., list[str]]):
    told = "was not shown to bo", "was shown to anne"
    faults = small(
        'at = "09:50"\nby = "anne"\ndo = "arrive"\nexpect = { refused = "not_allowed" }',
        'at = "09:51"\nby = "bo"\ndo = "arrive"\nexpect = { shown_to = "bo", text = "Der er kage" }',
        'at = "09:52"\nby = "bo"\ndo = "leave"\nexpect = { not_shown_to = "anne", text = "Bo Lund" }',
        'at = "09:53"\nby = "bo"\ndo = "arrive"\nexpect = { posted_to_organisation = true }',
        'at = "09:54"\nby = "bo"\ndo = "advance"',
        'at = "10:00"\nby = "bo"\ndo = "start"',
        'at = "10:01"\nby = "bo"\ndo = "contribute"\nkind = "use"\ntext = " "',
        'at = "10:02"\nby = "bo"\ndo = "contribute"\nkind = "use"\ntext = " "\nexpect = { refused = "too_long" }',
        'at = "10:03"\nby = "bo"\ndo = "dance"',
        'at = "10:04"\nby = "bo"\ndo = "withdraw"\non = "u1"',
        END,
    )
    assert [fault.partition(" (")[0] for fault in faults] == [f"step {n}" for n in (1, 2, 3, 4, 5, 7, 8, 9, 10)]
    assert "was not refused with not_allowed" in faults[0]
    assert told[0] in faults[1]
    assert told[1] in faults[2]
    assert "nothing was posted" in faults[3]
    assert "advance is not offered" in faults[4]
    assert "was refused: empty_text" in faults[5]
    assert "was refused with empty_text and not with too_long" in faults[6]
    assert "nobody here knows the verb 'dance'" in faults[7]
    assert "withdraw is not offered" in faults[8]


def test_two_in_the_same_second_act_on_the_same_screen(small: Callable[..., list[str]]):
    faults = small(
        'at = "09:50"\nby = "anne"\ndo = "arrive"',
        'at = "09:51"\nby = "bo"\ndo = "arrive"',
        'at = "10:00"\nby = "anne"\ndo = "start"',
        'at = "10:00"\nby = "bo"\ndo = "start"\nexpect = { refused = "out_of_date" }',
        'at = "10:45"\nby = "anne"\ndo = "advance"',
        'at = "10:45"\nby = "bo"\ndo = "advance"',
        END,
    )
    (fault,) = faults
    assert fault.startswith("step 6 (2026-12-01 10:45 bo advance): was refused: out_of_date")


def test_a_contact_is_let_through_only_when_the_same_is_sent_again(small: Callable[..., list[str]]):
    contribute = 'by = "bo"\ndo = "contribute"\nkind = "use"\n'
    first, second = 'text = "Ring på 20 30 40 50"\n', 'text = "Ring på 20 30 40 51"\n'
    refused = 'expect = { refused = "contact_details_warning" }'
    faults = small(
        'at = "09:51"\nby = "bo"\ndo = "arrive"',
        'at = "10:00"\nby = "bo"\ndo = "start"',
        f'at = "10:01"\n{contribute}{first}{refused}',
        f'at = "10:02"\n{contribute}{second}{refused}',
        f'at = "10:03"\n{contribute}{second}',
        'at = "10:04"\ndo = "kill"',
        'at = "10:05"\ndo = "redeliver"',
        END,
    )
    assert faults == []
