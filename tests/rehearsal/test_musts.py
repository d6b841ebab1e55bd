"""The checker notices what is not as it must be, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.rehearsal.musts import broken
from tests.rehearsal.script import Expect, Script, Step, read_script

MINUTES: dict[str, Any] = {
    "items": [
        {
            "phase": "pilots",
            "decisions": [{"title": "Tavlen", "outcome": "agreement", "wording": 'Vi siger "ja"\nog prøver'}],
        },
        {
            "phase": "announcement",
            "text": "Vi prøver\n\ntavlen",
            "signed": [{"at": "2026-12-01T11:50+01:00"}, {"at": "2026-12-01T11:52+01:00"}],
        },
    ]
}
SENT = "Vi prøver tavlen"
POSTS = [
    {"at": "2026-12-01T11:31:00+01:00", "step": 2, "recipient": "bo", "kind": "update", "text": "Anne: støtter"},
    {"at": "2026-12-01T11:34:00+01:00", "step": 3, "recipient": "room", "kind": "update", "text": "Forbehold"},
    {"at": "2026-12-01T11:52:00+01:00", "step": 9, "recipient": "organisation", "kind": "post", "text": SENT},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give what a rehearsal leaves behind."""
    write(tmp_path)
    return tmp_path


def write(folder: Path, minutes: dict[str, Any] = MINUTES, posts: list[dict[str, Any]] = POSTS) -> None:
    (folder / "minutes.json").write_text(json.dumps(minutes, ensure_ascii=False, indent=2))
    (folder / "announcement.txt").write_text(SENT)
    (folder / "posts.jsonl").write_text("".join(json.dumps(post) + "\n" for post in posts))


def faults(folder: Path, **must: Any) -> list[str]:
    base = Path(__file__).parent / "scripts/d-library-in-english.toml"
    whole = read_script(base)
    steps = (Step(3, whole.starts_at, "anne", "reveal", {}, Expect()),)
    script = Script(base, "da", whole.starts_at, ("anne", "bo"), ("anne", "bo"), steps, (must,))
    return broken(script, folder)


@pytest.mark.parametrize(
    "must",
    [
        {"file": "minutes.json", "contains": "Tavlen"},
        {"file": "minutes.json", "contains": 'Vi siger "ja"\nog prøver'},
        {"file": "minutes.json", "not_contains": "Skærmen"},
        {"file": "minutes.json", "matches": "(?i)TAVLEN"},
        {"file": "minutes.json", "not_matches": "godkendt"},
        {"file": "minutes.json", "count_of": "11:5", "at_least": 2, "at_most": 2},
        {"file": "announcement.txt", "contains": "prøver"},
        {"item": "Tavlen", "outcome": "agreement"},
        {"item": "Tavlen", "contains": '"outcome": "agreement"'},
        {"item": "Tavlen", "not_contains": '"selected"'},
        {"recipient": "organisation", "posts": 1},
        {"recipient": "room", "posts": 0},
        {"recipient": "*", "not_contains": "Bo"},
        {"recipient": "bo", "contains": "støtter"},
        {"recipient": "room", "not_contains": "Forbehold", "before_step": "reveal"},
        {"posted_before_signed": False},
    ],
)
def test_what_is_as_it_must_be_is_let_be(folder: Path, must: dict[str, Any]):
    assert faults(folder, **must) == []


@pytest.mark.parametrize(
    "must",
    [
        {"file": "minutes.json", "contains": "Skærmen"},
        {"file": "minutes.json", "not_contains": 'Vi siger "ja"\nog'},
        {"file": "minutes.json", "matches": "^godkendt"},
        {"file": "minutes.json", "not_matches": "(?i)TAVLEN"},
        {"file": "minutes.json", "count_of": "11:5", "at_least": 3},
        {"file": "minutes.json", "count_of": "11:5", "at_most": 1},
        {"item": "Skærmen", "outcome": "agreement"},
        {"item": "Tavlen", "outcome": "deferred"},
        {"item": "Tavlen", "not_contains": "prøver"},
        {"recipient": "organisation", "posts": 2},
        {"recipient": "*", "not_matches": "Anne.{0,9}støtter"},
        {"recipient": "bo", "not_contains": "støtter", "before_step": "reveal"},
        {"recipient": "bo", "not_contains": "støtter", "before_step": "resolve"},
        {"recipient": "bo", "contains": "Forbehold"},
        {"posted_before_signed": True},
        {"file": "minutes.json", "kontains": "Tavlen"},
        {"contains": "Tavlen"},
    ],
)
def test_what_is_not_as_it_must_be_is_noticed(folder: Path, must: dict[str, Any]):
    assert len(faults(folder, **must)) == 1


def changed(**announcement: Any) -> dict[str, Any]:
    pilots, message = MINUTES["items"]
    return {"items": [pilots, {**message, **announcement}]}


@pytest.mark.parametrize(
    ("minutes", "why"),
    [
        (changed(signed=[]), "0 of 2 signatures"),
        (changed(signed=MINUTES["items"][1]["signed"][:1]), "1 of 2 signatures"),
        (changed(signed=[{"at": "2026-12-01T11:50+01:00"}, {"at": "2026-12-01T11:53+01:00"}]), "signed at"),
        (changed(text="Vi prøver skærmen"), "another text"),
    ],
)
def test_what_was_posted_too_early_is_noticed(folder: Path, minutes: dict[str, Any], why: str):
    write(folder, minutes)
    assert why in faults(folder, posted_before_signed=False)[0]


def test_nothing_posted_is_nothing_posted_too_early(folder: Path):
    write(folder, changed(signed=[]), POSTS[:2])
    assert faults(folder, posted_before_signed=False) == []
