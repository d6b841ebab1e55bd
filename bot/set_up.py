"""Lays a committee, its people, a meeting and proposals on a try-out database from a set-up file (TOML).

The tables are those of a meeting script: `[committee]`, `[[person]]`, `language`, `starts_at`, `template`, and
`[[proposal]]` for proposals that are there from the start; `[[earlier_pilot]]` is read by `bot.earlier_pilots`. Tables
for other things are left alone.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from dialogs.content import Content
from dialogs.model.ids import CommitteeId, ItemId, MeetingId, PersonId, ProposalId
from dialogs.model.items import Item
from dialogs.model.meeting import Meeting, Plan
from dialogs.model.people import Committee, Level, Person, Role, Side
from dialogs.model.pilots import (
    Condition,
    Due,
    Elaboration,
    Light,
    Owner,
    PilotState,
    Proposal,
    ShortForm,
    StopCriterion,
    ToolStatus,
    WithoutAi,
)
from storage import links
from storage.committees import add_committee
from storage.engine import Connection
from storage.links import Link, LinkKind
from storage.meetings import add_meeting

Table = Mapping[str, Any]


class SetUpFault(Exception):
    """The set-up file cannot be used; the text says which key and what to write."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What opens the pages of a meeting that was laid down. They are shown this once and not kept."""

    meeting: MeetingId
    people: Mapping[PersonId, str]
    room: str
    organisation: str


def read_set_up(text: str) -> Table:
    """Read a set-up file.

    Raises:
        SetUpFault: when it is no TOML, or lacks what a meeting needs.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise SetUpFault(f"the set-up file is no TOML: {fault}") from None
    for key in ("committee", "person", "starts_at"):
        if key not in found:
            raise SetUpFault(f"the set-up file has no {key!r}: see demo.toml for one that works")
    return found


def make(found: Table, content: Mapping[str, Content], chance: Callable[[], str]) -> Meeting:
    """Make the meeting that a set-up file describes.

    Raises:
        SetUpFault: naming the key that is wrong.
    """
    try:
        return _make(found, content, chance)
    except (AttributeError, KeyError, ValueError, TypeError) as fault:
        raise SetUpFault(f"the set-up file cannot be used: {type(fault).__name__} {fault}; see demo.toml") from fault


def _make(found: Table, content: Mapping[str, Content], chance: Callable[[], str]) -> Meeting:
    language = found.get("language", "da")
    everybody = [_person(row) for row in found["person"]]
    people = {person.id: person for person in everybody}
    if len(people) < len(everybody):
        raise ValueError("two people have the same id")
    group = found["committee"]
    committee = Committee(
        CommitteeId(chance()),
        group["name"],
        Level(group["level"]),
        language,
        people,
        bool(group.get("may_agree", False)),
    )
    starts_at = found["starts_at"]
    starts_at = starts_at if isinstance(starts_at, datetime) else datetime.fromisoformat(starts_at)
    if starts_at.tzinfo is None:
        raise ValueError("starts_at needs its offset, as in 2026-12-01T10:00:00+01:00")
    usual = "team-ai" if committee.is_team else "med-ai"
    agenda = content[language].agendas[found.get("template", usual)]
    meeting = Meeting(MeetingId(chance()), committee, 1, agenda, starts_at, Plan(agenda.cards))
    proposals = [_proposal(each, committee, ProposalId(chance()), starts_at) for each in found.get("proposal", ())]
    named = {person.reports_to for person in everybody} | {each.proposer for each in proposals}
    named |= {each.short.responsible_leader for each in proposals}
    if unknown := named - {None} - set(people):
        raise ValueError(f"{', '.join(sorted(map(str, unknown)))} is named, but is nobody's id")
    items = {
        ItemId(each.id): Item(ItemId(each.id), each.place, each.title, each.id)
        for each in proposals
        if each.state is PilotState.SHORTLISTED
    }
    return replace(meeting, proposals={each.id: each for each in proposals}, items=items)


def make_others(found: Table, content: Mapping[str, Content], chance: Callable[[], str]) -> list[Meeting]:
    """Make the meetings of the other committees that a set-up file gives a time for (`[[other_committee]]`).

    Raises:
        SetUpFault: naming the key that is wrong.
    """
    known = {row["id"]: row for row in found["person"]}
    return [
        make(_elsewhere(found, other, known), content, chance)
        for other in found.get("other_committee", ())
        if "starts_at" in other
    ]


def _elsewhere(found: Table, other: Table, known: Mapping[str, Table]) -> Table:
    """Give another committee as a set-up of its own: its people have the names and sides they have in the first."""
    try:
        people = [{**known[row["id"]], "reports_to": None, **row} for row in other["members"]]
    except (KeyError, TypeError) as fault:
        raise SetUpFault(f"other_committee: {type(fault).__name__} {fault} is nobody's id, or missing") from fault
    kept = {"language": found.get("language", "da"), "template": other.get("template", "med-ai")}
    return {**kept, "committee": other, "person": people, "starts_at": other["starts_at"]}


def _person(row: Table) -> Person:
    boss, side, roles = row.get("reports_to"), Side(row["side"]), frozenset(Role(role) for role in row["roles"])
    if Role.SUBSTITUTE in roles and side is Side.NONE:
        raise ValueError(f"{row['id']} is a substitute and needs a side: management or employees")
    return Person(PersonId(row["id"]), row["name"], side, roles, PersonId(boss) if boss else None)


def _proposal(row: Table, committee: Committee, new_id: ProposalId, starts_at: datetime) -> Proposal:
    place = int(row.get("place", 0))
    light = Light(row["light"]) if "light" in row else None
    state = PilotState.SHORTLISTED if place else PilotState.SCREENED if light else PilotState.SUBMITTED
    short = ShortForm(
        title=row["title"],
        problem=row["problem"],
        core_task=row["core_task"],
        trial=row["trial"],
        without_ai=WithoutAi(row["without_ai"]),
        tool_status=ToolStatus(row["tool_status"]),
        tool=row["tool"],
        participants=row["participants"],
        voluntary=row["voluntary"] == "yes",
        ai_does=row["ai_does"],
        people_do=row["people_do"],
        responsible_leader=PersonId(row["responsible_leader"]),
    )
    more = Elaboration(
        start_on=_day(row.get("start_on")),
        end_on=_day(row.get("end_on")),
        success_signs=tuple(row.get("success_signs", ())),
        stop_criteria=tuple(_stop(each) for each in row.get("stop_criteria", ())),
        may_stop=row.get("may_stop", ""),
    )
    conditions = tuple(
        Condition(each["text"], Owner(each["owner"]), Due(each["due"])) for each in row.get("conditions", ())
    )
    return Proposal(
        new_id,
        committee.id,
        PersonId(row["by"]),
        state,
        short,
        more,
        light=light,
        conditions=conditions,
        submitted_at=starts_at - timedelta(days=60),
        place=place,
    )


def _stop(row: str | Table) -> StopCriterion:
    if isinstance(row, str):
        return StopCriterion(row)
    return StopCriterion(row["text"], PersonId(row["who"]) if row.get("who") else None)


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def lay_down(
    conn: Connection, meeting: Meeting, now: datetime, chance: Callable[[], str], others: Iterable[Meeting] = ()
) -> Tokens:
    """Write a meeting with its committee, and those of other committees; issue a link for everybody in the first, for
    its room and for the organisation.
    """
    for each in (meeting, *others):
        add_committee(conn, each.committee)
        add_meeting(conn, each)
    people = {person: chance() for person in meeting.committee.people}
    tokens = Tokens(meeting.id, people, chance(), chance())
    for person, token in tokens.people.items():
        links.issue(conn, token, Link(LinkKind.PERSON, now, meeting.id, None, person))
    links.issue(conn, tokens.room, Link(LinkKind.ROOM, now, meeting.id))
    links.issue(conn, links.door_of(tokens.room), Link(LinkKind.DOOR, now, meeting.id))
    links.issue(conn, tokens.organisation, Link(LinkKind.ORGANISATION, now, meeting.id))
    return tokens


def addresses(tokens: Tokens, address: str) -> dict[str, object]:
    """Give everybody's way in as JSON holds it."""
    return {
        "meeting": tokens.meeting,
        "people": {person: f"{address}/p/{token}" for person, token in tokens.people.items()},
        "room": f"{address}/room/{tokens.room}",
        "door": f"{address}/join/{links.door_of(tokens.room)}",
        "organisation": f"{address}/organisation/{tokens.organisation}",
    }
