"""The checker: holds what a rehearsal left behind against the facts that a script says must be true."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.rehearsal.script import Script

TESTS = frozenset({"contains", "not_contains", "matches", "not_matches", "count_of", "at_least", "at_most"})
SUBJECTS = frozenset(
    {"file", "item", "outcome", "recipient", "posts", "before_step", "posted_before_signed", "meeting"}
)


def broken(script: Script, folder: Path) -> list[str]:
    """Give every must of a script that does not hold for what lies in `folder`, with the reason."""
    return [
        f"must {number} {dict(must)}: {why}"
        for number, must in enumerate(script.musts, 1)
        for why in _why(script, must, folder)
    ]


def _why(script: Script, must: Mapping[str, Any], folder: Path) -> Iterator[str]:
    if unknown := set(must) - TESTS - SUBJECTS:
        yield f"nobody here can check {sorted(unknown)}"
    elif "file" in must:
        yield from _held(must, _texts(folder / must["file"]))
    elif "item" in must:
        yield from _item(must, folder)
    elif "recipient" in must:
        yield from _recipient(script, must, folder)
    elif "posted_before_signed" in must:
        why = _posted_too_early(script, folder)
        if bool(why) is not must["posted_before_signed"]:
            yield why or "nothing was posted before it was signed"
    else:
        yield "it is about nothing"


def _texts(path: Path) -> list[str]:
    """Give a file as it is and, of JSON, also every text in it without its quoting."""
    raw = path.read_text(encoding="utf-8")
    return [raw, *_strings(json.loads(raw))] if path.suffix == ".json" else [raw]


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _strings(each)
        case dict():
            for each in value.values():
                yield from _strings(each)


def _held(must: Mapping[str, Any], texts: list[str]) -> Iterator[str]:
    """Hold texts against the tests of a must. Countings are made in the first text alone, which is the whole file."""
    if "contains" in must and not any(must["contains"] in text for text in texts):
        yield "it is not there"
    if "not_contains" in must and any(must["not_contains"] in text for text in texts):
        yield "it is there"
    if "matches" in must and not any(re.search(must["matches"], text) for text in texts):
        yield "nothing matches"
    if "not_matches" in must:
        found = [found for text in texts if (found := re.search(must["not_matches"], text))]
        if found:
            yield f"{found[0].group()!r} matches"
    if "count_of" in must:
        count = texts[0].count(must["count_of"]) if texts else 0
        if not must.get("at_least", 0) <= count <= must.get("at_most", count):
            yield f"it is there {count} times"


def _item(must: Mapping[str, Any], folder: Path) -> Iterator[str]:
    number = must.get("meeting", 1)
    where = folder if number == 1 else folder / f"meeting-{number}"
    minutes = json.loads((where / "minutes.json").read_text(encoding="utf-8"))
    found = [
        decision
        for item in minutes["items"]
        for decision in item.get("decisions", ())
        if decision["title"] == must["item"]
    ]
    if not found:
        yield "there is no such item"
        return
    if "outcome" in must and found[0]["outcome"] != must["outcome"]:
        yield f"the outcome is {found[0]['outcome']}"
    yield from _held(must, [json.dumps(found[0], ensure_ascii=False, indent=2), *_strings(found[0])])


def _recipient(script: Script, must: Mapping[str, Any], folder: Path) -> Iterator[str]:
    who = must["recipient"]
    shown = [entry for entry in _posts(folder) if who in {"*", entry["recipient"]}]
    if "before_step" in must:
        first = next((step.number for step in script.steps if step.do == must["before_step"]), None)
        if first is None:
            yield f"no step does {must['before_step']}"
            return
        shown = [entry for entry in shown if entry["step"] < first]
    if "posts" in must:
        count = sum(entry["kind"] == "post" for entry in shown)
        if count != must["posts"]:
            yield f"there were {count} posts"
    yield from _held(must, [entry["text"] for entry in shown])


def _posts(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "posts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _posted_too_early(script: Script, folder: Path) -> str:
    """Say what was posted to the organisation too early or otherwise than signed, or nothing when all is well."""
    posts = [entry for entry in _posts(folder) if (entry["recipient"], entry["kind"]) == ("organisation", "post")]
    if not posts:
        return ""
    minutes = json.loads((folder / "minutes.json").read_text(encoding="utf-8"))
    message = next(item for item in minutes["items"] if item["phase"] == "announcement")
    if len(message["signed"]) < len(script.formandskab):
        return f"posted with {len(message['signed'])} of {len(script.formandskab)} signatures"
    last = max(datetime.fromisoformat(signature["at"]) for signature in message["signed"])
    early = [entry for entry in posts if datetime.fromisoformat(entry["at"]) < last]
    if early:
        return f"posted at {early[0]['at']} and signed at {last.isoformat()}"
    signed = " ".join(message["text"].split())
    if not any(signed in " ".join(entry["text"].split()) for entry in posts):
        return "another text was posted than the one that was signed"
    return ""
