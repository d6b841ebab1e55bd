"""A meeting script as values: its set-up, its steps with their times, and what each step expects."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

# The organisation's time zone when nothing else is set.
ZONE = ZoneInfo("Europe/Copenhagen")
NOBODY = frozenset({"kill", "redeliver", "wait_until", "outage", "import_people"})
EXPECTATIONS = frozenset({"refused", "shown_to", "not_shown_to", "text", "posted_to_organisation"})


class ScriptFault(Exception):
    """The script itself is wrong; the text says where and how."""


@dataclass(frozen=True, slots=True)
class Expect:
    """What a step shall lead to. An empty `refused` means that it is done."""

    refused: str = ""
    shown_to: str = ""
    not_shown_to: str = ""
    text: str = ""
    posted_to_organisation: bool | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does. `fields` holds what is left when `at`, `by`, `do` and `expect` are taken out.

    `meeting` is the number of the meeting in which it is done.
    """

    number: int
    at: datetime
    by: str
    do: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    expect: Expect = field(default_factory=Expect)
    meeting: int = 1

    def until(self) -> datetime:
        """Give until when the server is down.

        Raises:
            ScriptFault: when the step does not say so, or that lies before it.
        """
        ends = _moment(str(self.fields["until"]), self.at)
        if ends <= self.at:
            raise ScriptFault(f"{self}: an outage needs a later time in `until`")
        return ends

    def __str__(self) -> str:
        """Give what people need to find the step in the script."""
        return f"step {self.number} ({self.at:%Y-%m-%d %H:%M} {self.by or '-'} {self.do})"


@dataclass(frozen=True, slots=True)
class Script:
    """A whole script. `musts` are for the checker; the driver does not look at them.

    `meetings` are the times of all meetings as the script plans them, the first one first.
    """

    path: Path
    language: str
    starts_at: datetime
    people: tuple[str, ...]
    formandskab: tuple[str, ...]
    steps: tuple[Step, ...]
    musts: tuple[Mapping[str, Any], ...]
    names: Mapping[str, str] = field(default_factory=dict)
    meetings: tuple[datetime, ...] = ()


def read_script(path: Path) -> Script:
    """Read a script.

    Raises:
        ScriptFault: for what the driver cannot play.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise ScriptFault(f"{path}: {fault}") from None
    more = (str(each["starts_at"]) for each in table.get("meeting", ()))
    meetings = tuple(datetime.fromisoformat(each) for each in (str(table["starts_at"]), *more))
    people = {person["id"]: person for person in table["person"]}
    # Whom nobody has listed: they can come in once somebody has put their name on the list.
    known = {**people, **{guest["id"]: guest for guest in table.get("guest", ())}}
    signing = {"chair", "vice_chair"}
    steps: list[Step] = []
    for number, raw in enumerate(table.get("step", ()), 1):
        steps.append(_step(number, raw, meetings, steps[-1] if steps else None, known))
    return Script(
        path=path,
        language=table["language"],
        starts_at=meetings[0],
        meetings=meetings,
        people=tuple(people),
        names={name: each.get("name", name) for name, each in known.items()},
        formandskab=tuple(name for name, person in people.items() if signing & set(person["roles"])),
        steps=tuple(steps),
        musts=tuple(table.get("must", ())),
    )


def _step(
    number: int,
    raw: Mapping[str, Any],
    meetings: tuple[datetime, ...],
    last: Step | None,
    people: Mapping[str, Any],
) -> Step:
    own = {"at", "by", "do", "expect", "times", "meeting"}
    fields = {name: value for name, value in raw.items() if name not in own}
    before, meeting = last.at if last else None, raw.get("meeting", last.meeting if last else 1)
    if not 1 <= meeting <= len(meetings):
        raise ScriptFault(f"step {number}: there is no meeting {meeting}")
    starts_at = meetings[meeting - 1]
    if "times" in raw:
        fields["text"] = str(fields["text"]) * raw["times"]
    step = Step(
        number,
        at=_moment(str(raw["at"]), starts_at) if "at" in raw else before or starts_at,
        by=raw.get("by", ""),
        do=raw["do"],
        fields=fields,
        expect=_expect(number, raw.get("expect", {})),
        meeting=meeting,
    )
    if step.do not in NOBODY and step.by not in people:
        raise ScriptFault(f"{step}: {step.by!r} is nobody in this script")
    if before and step.at < before:
        raise ScriptFault(f"{step}: the clock would go back")
    return step


def _expect(number: int, raw: Mapping[str, Any]) -> Expect:
    if unknown := set(raw) - EXPECTATIONS:
        raise ScriptFault(f"step {number}: unknown expectation {sorted(unknown)}")
    if ("text" in raw) is not bool({"shown_to", "not_shown_to"} & set(raw)):
        raise ScriptFault(f"step {number}: shown_to and not_shown_to go with a text")
    return Expect(**raw)


def _moment(typed: str, starts_at: datetime) -> datetime:
    """Give a local time: "10:52" is on the day of the meeting, "2026-11-12T13:05" on a day of its own."""
    whole = typed if "T" in typed else f"{starts_at.astimezone(ZONE).date()}T{typed}"
    return datetime.fromisoformat(whole).replace(tzinfo=ZONE)
