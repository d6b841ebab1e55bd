"""Reading scripts: times, people, and what is wrong with a script."""

from pathlib import Path

import pytest

from tests.rehearsal.script import ScriptFault, read_script
from tests.rehearsal.texts import as_shown
from tests.rehearsal.things import Thing, Things
from tests.rehearsal.verbs import VERBS, wishes

CASES = Path(__file__).parents[3] / "shared/cases/screening.toml"
HEAD = """
language = "da"
starts_at = "2027-04-14T14:00:00+02:00"
[[person]]
id = "anne"
roles = ["chair"]
"""


def script(tmp_path: Path, *steps: str) -> Path:
    path = tmp_path / "script.toml"
    path.write_text(HEAD + "".join(f"[[step]]\n{step}\n" for step in steps))
    return path


def test_times_are_local_on_the_day_of_the_meeting_unless_they_have_a_day(tmp_path: Path):
    found = read_script(
        script(
            tmp_path,
            'at = "2027-03-15T14:20"\nby = "anne"\ndo = "arrive"',
            'at = "13:56"\nby = "anne"\ndo = "arrive"',
            'do = "kill"',
        )
    )
    moments = [step.at.isoformat() for step in found.steps]
    assert moments == ["2027-03-15T14:20:00+01:00", "2027-04-14T13:56:00+02:00", "2027-04-14T13:56:00+02:00"]
    assert found.formandskab == ("anne",)


def test_a_text_can_be_said_many_times(tmp_path: Path):
    path = script(tmp_path, 'by = "anne"\ndo = "contribute"\nkind = "use"\ntext = "ja "\ntimes = 3')
    (step,) = read_script(path).steps
    assert step.fields == {"kind": "use", "text": "ja ja ja "}


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        (['at = "14:00"\nby = "bo"\ndo = "arrive"'], "nobody"),
        (['at = "14:01"\nby = "anne"\ndo = "arrive"', 'at = "14:00"\nby = "anne"\ndo = "leave"'], "go back"),
        (['at = "14:00"\nby = "anne"\ndo = "arrive"\nexpect = { told = "x" }'], "unknown expectation"),
        (['at = "14:00"\nby = "anne"\ndo = "arrive"\nexpect = { shown_to = "anne" }'], "go with a text"),
        (['at = "14:00'], "line"),
    ],
)
def test_a_script_that_cannot_be_played_says_why(tmp_path: Path, steps: list[str], why: str):
    with pytest.raises(ScriptFault, match=why):
        read_script(script(tmp_path, *steps))


def test_a_misspelt_field_is_noticed():
    with pytest.raises(ScriptFault, match="contribute has no txt"):
        wishes("contribute", {"kind": "use", "txt": "x"}, Things())


def test_every_verb_is_described():
    described = (Path(__file__).parent / "README.md").read_text()
    apart = {"enter_for", "redeliver", "kill", "wait_until", "outage"}
    assert [verb for verb in sorted({*VERBS, *apart}) if f"`{verb}`" not in described] == []


def test_an_outcome_says_everything_and_leaves_nothing_to_the_form():
    things = Things({"p1": Thing("proposal", "Tavlen", "id1")})
    fields = {"on": "p1", "item_type": "discussion", "outcome": "agreement", "text": "x"}
    (wish,) = wishes("word_outcome", fields, things)
    assert (wish.on, wish.text) == ("id1", "Tavlen")
    assert "decider" in wish.empties
    assert "chosen" not in wish.empties


def test_a_hand_in_gives_each_of_its_texts_a_theme():
    things = Things({"h1": Thing("hand_in", "", "pair", ("a", "b"))})
    found = wishes("theme", {"on": "h1", "theme": "Tid"}, things)
    assert [(wish.action, wish.text) for wish in found] == [("theme", "a"), ("theme", "b")]


def test_withdrawing_is_another_action_for_each_kind_of_thing():
    things = Things(
        {
            "c": Thing("contribution", "x", "c1"),
            "h": Thing("hand_in", "", "pair"),
            "hidden": Thing("position", "y", item="i1"),
            "known": Thing("position", "y", "r1", item="i1"),
        }
    )
    found = [wishes("withdraw", {"on": name}, things)[0] for name in ("c", "h", "hidden", "known")]
    assert [(wish.action, wish.on) for wish in found] == [
        ("withdraw", "c1"),
        ("take_back", "pair"),
        ("withdraw_position", "i1"),
        ("withdraw_reservation", "r1"),
    ]


def test_text_is_compared_as_screens_show_it():
    assert as_shown("  A\u030a\t b\x07 \r\n\r\n c ") == "Å b\n\nc"
