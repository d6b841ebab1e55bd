"""What is held about a person, another name for them, and their erasure while the record of decisions stands."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, Text, delete, func, or_, select, true, type_coerce, update

from dialogs.model.composing import same
from dialogs.model.ids import CommitteeId, PersonId
from dialogs.model.meeting import Stage
from dialogs.model.people import Committee, Person
from dialogs.model.pilots import Proposal
from dialogs.register import Held
from storage import audit, chat_tables, meeting_tables, own_content, register_tables, rosters, tables
from storage.codec import decode, encode
from storage.committees import count
from storage.meetings import Body
from storage.parts import PARTS
from storage.people_in import names, renamed

MOST_FOUND = 50
_OF_MEETING = [part for part in PARTS if not part.is_sealed]
# What belongs to one person alone, with the column that says whose it is.
_OWN = (
    (Held.ACCOUNTS, chat_tables.account, chat_tables.account.c.person_id),
    (Held.MAIL, tables.mail_address, tables.mail_address.c.person_id),
    (Held.LINKS, tables.link, tables.link.c.person_id),
    (Held.MESSAGES, tables.message, tables.message.c.recipient),
    (Held.DELIVERIES, tables.outbox, tables.outbox.c.recipient),
    (Held.CARDS, chat_tables.shown, chat_tables.shown.c.recipient),
    (Held.SESSIONS, register_tables.register_session, register_tables.register_session.c.person_id),
)

Fact = Mapping[str, Any]


class StillThere(Exception):
    """Somebody is still in a committee; its name is the text."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is or was in committees."""

    id: PersonId
    name: str
    committees: tuple[str, ...]


def find(conn: Connection, text: str) -> list[Known]:
    """Give people whose name or id holds a text, by name."""
    person, committee = meeting_tables.person, meeting_tables.committee
    joined = person.join(committee, committee.c.id == person.c.committee_id)
    rows = conn.execute(select(person.c.id, person.c.name, committee.c.name.label("committee")).select_from(joined))
    found: dict[str, list[Any]] = {}
    for row in rows:
        # Here and not in SQL, where each database has its own idea of capitals.
        if same(text) in same(row.name) or text == row.id:
            found.setdefault(row.id, []).append(row)
    known = [
        Known(PersonId(who), some[0].name, tuple(sorted(each.committee for each in some)))
        for who, some in found.items()
    ]
    return sorted(known, key=lambda each: (each.name, each.id))[:MOST_FOUND]


def held(conn: Connection, who: PersonId) -> dict[Held, list[Fact]]:
    """Give everything that is held about a person, by kind, each as plain facts. Nothing that others typed is in it."""
    committees = rosters.around(conn, who)
    found: dict[Held, list[Fact]] = {
        Held.COMMITTEES: [_seat(each, each.people[who]) for each in committees],
        Held.MEETINGS: list(_meetings(conn, committees, who)),
        Held.PILOTS: [
            {"committee": each.name, "title": pilot.title, "state": str(pilot.state)}
            for each in committees
            for pilot in _pilots(conn, each.id)
            if names(pilot, who)
        ],
        Held.MINUTES: list(_minutes(conn, committees, _called(conn, committees, who))),
        Held.ACCOUNTS: [
            {"platform": row.platform, "account": row.account}
            for row in conn.execute(select(chat_tables.account).where(chat_tables.account.c.person_id == who))
        ],
        Held.MAIL: [
            {"address": row.address}
            for row in conn.execute(select(tables.mail_address).where(tables.mail_address.c.person_id == who))
        ],
    }
    for kind, table, column in _OWN[2:]:
        how_many = conn.execute(select(func.count()).select_from(table).where(column == who)).scalar_one()
        found[kind] = [{"count": how_many}] if how_many else []
    did = select(tables.audit.c.at, tables.audit.c.action).where(tables.audit.c.by == who).order_by(tables.audit.c.at)
    found[Held.TRAIL] = [{"at": row.at.isoformat(), "action": row.action} for row in conn.execute(did)]
    looked = select(tables.look.c.at, tables.look.c.what).where(tables.look.c.by == who).order_by(tables.look.c.at)
    found[Held.LOOKS] = [{"at": row.at.isoformat(), "what": row.what} for row in conn.execute(looked)]
    saved = select(tables.own_content).where(tables.own_content.c.by == who).order_by(tables.own_content.c.number)
    found[Held.CONTENT] = [
        {"at": row.at.isoformat(), "what": f"{row.language}/{row.file}"} for row in conn.execute(saved)
    ]
    return found


def rename(conn: Connection, who: PersonId, name: str, now: datetime, today: date) -> list[CommitteeId]:
    """Give a person another name in every committee. Minutes that are kept stand as they were written.

    Raises:
        ValueError: when somebody else in one of them has it; the text is the name of that committee.
    """
    committees = rosters.around(conn, who)
    for each in committees:
        if any(same(person.name) == same(name) for key, person in each.people.items() if key != who):
            raise ValueError(each.name)
        after = replace(each, people={**each.people, who: replace(each.people[who], name=name)})
        rosters.save_committee(conn, each, after, now, today)
    return [each.id for each in committees]


def erase(conn: Connection, who: PersonId, new: PersonId, name: str, today: date) -> list[CommitteeId]:
    """Take a person out of everything but the record of decisions.

    What is theirs alone goes: accounts, address, links, messages, also to others where they are named, sessions,
    what they looked at, and who they are in the trail. In lists and meetings `new` and `name` stand in their place.
    Minutes, and the people of a meeting that is over, by which its signatures are read, keep the name: they document
    what was decided and by whom.

    Raises:
        StillThere: while they are in a committee.
    """
    committees = rosters.around(conn, who)
    for each in committees:
        if not each.people[who].has_left(today):
            raise StillThere(each.name)
    called = _called(conn, committees, who)
    for _, table, column in _OWN:
        conn.execute(delete(table).where(column == who))
    for table in (tables.message, tables.outbox):
        # What others were told of them, such as that they came.
        card = type_coerce(table.c.card, Text)
        told = or_(*(card.contains(json.dumps(name, ensure_ascii=False)[1:-1], autoescape=True) for name in called))
        conn.execute(delete(table).where(told))
    audit.forget(conn, who)
    own_content.rename(conn, who, new, name)
    what, page = tables.look.c.what, f"/people/{who}"
    about = or_(what.endswith(page, autoescape=True), what.contains(f"{page}/", autoescape=True))
    conn.execute(delete(tables.look).where(or_(tables.look.c.by == who, about)))
    person = meeting_tables.person
    conn.execute(update(person).where(person.c.id == who).values(id=new, name=name))
    conn.execute(update(person).where(person.c.reports_to == who).values(reports_to=new))
    touched = {each.id for each in committees} | _in_proposals(conn, who, new, name)
    for each in committees:
        _replace(conn, each.id, who, new)
    for ident in sorted(touched):
        count(conn, ident)
    return sorted(touched)


def _in_proposals(conn: Connection, who: PersonId, new: PersonId, name: str) -> set[CommitteeId]:
    """Take somebody out of proposals, also where they answered by an office in a committee they were never in."""
    proposal, touched = meeting_tables.proposal, set[CommitteeId]()
    for row in _holding(conn, proposal, who, true()):
        found = renamed(decode(Proposal, row.body), who, new)
        conditions = tuple(
            replace(each, confirmed_as=name) if each.confirmed_by == new and each.confirmed_as else each
            for each in found.conditions
        )
        this = (proposal.c.committee_id == row.committee_id) & (proposal.c.id == row.id)
        conn.execute(update(proposal).where(this).values(body=encode(replace(found, conditions=conditions))))
        touched.add(CommitteeId(row.committee_id))
    return touched


def _replace(conn: Connection, committee: CommitteeId, who: PersonId, new: PersonId) -> None:
    meeting = meeting_tables.meeting
    for row in _holding(conn, meeting, who, meeting.c.committee_id == committee):
        body = renamed(decode(Body, row.body), who, new)
        conn.execute(update(meeting).where(meeting.c.id == row.id).values(body=encode(body)))
    mine = select(meeting.c.id).where(meeting.c.committee_id == committee)
    for part in _OF_MEETING:
        for row in _holding(conn, part.table, who, part.table.c.meeting_id.in_(mine)):
            value = renamed(decode(part.kind, row.body), who, new)
            this = (part.table.c.meeting_id == row.meeting_id) & (part.table.c.id == row.id)
            ident = row.id.removesuffix(f"/{who}") + f"/{new}" if row.id.endswith(f"/{who}") else row.id
            conn.execute(update(part.table).where(this).values(id=ident, body=encode(value)))


def _holding(conn: Connection, table: Table, who: PersonId, where: Any) -> list[Any]:
    """Give the rows of a table that may name somebody; most are left out by their text alone."""
    text = type_coerce(table.c.body, Text).contains(json.dumps(who, ensure_ascii=False), autoescape=True)
    return list(conn.execute(select(table).where(where, text)).all())


def _called(conn: Connection, committees: list[Committee], who: PersonId) -> set[str]:
    """Give the names that somebody has and had: in lists, and in meetings that are over."""
    meeting, called = meeting_tables.meeting, {each.people[who].name for each in committees}
    for each in committees:
        for row in _holding(conn, meeting, who, meeting.c.committee_id == each.id):
            called |= {person.name for person in decode(Body, row.body).people if person.id == who}
    return called


def _pilots(conn: Connection, committee: CommitteeId) -> Iterator[Proposal]:
    found = conn.execute(
        select(meeting_tables.proposal.c.body).where(meeting_tables.proposal.c.committee_id == committee)
    )
    yield from (decode(Proposal, row.body) for row in found)


def _seat(committee: Committee, person: Person) -> Fact:
    return {
        "committee": committee.name,
        "name": person.name,
        "side": str(person.side),
        "roles": sorted(map(str, person.roles)),
        "left_on": encode(person.left_on),
    }


def _meetings(conn: Connection, committees: list[Committee], who: PersonId) -> Iterator[Fact]:
    """Give the meetings that name somebody, and as what."""
    meeting = meeting_tables.meeting
    for committee in committees:
        rows = conn.execute(select(meeting).where(meeting.c.committee_id == committee.id).order_by(meeting.c.number))
        for row in rows.all():
            named = {"meeting"} if names(decode(Body, row.body), who) else set()
            for part in _OF_MEETING:
                some = _holding(conn, part.table, who, part.table.c.meeting_id == row.id)
                if any(names(decode(part.kind, each.body), who) for each in some):
                    named.add(part.name)
            if named:
                yield {"committee": committee.name, "number": row.number, "as": sorted(named)}


def _minutes(conn: Connection, committees: list[Committee], called: set[str]) -> Iterator[Fact]:
    """Give the minutes in which a name stands. They stay: they document what was decided and by whom."""
    meeting, version = meeting_tables.meeting, meeting_tables.minutes_version
    for committee in committees:
        over = (meeting.c.committee_id == committee.id) & (meeting.c.stage == str(Stage.ENDED))
        joined = version.join(meeting, meeting.c.id == version.c.meeting_id)
        found = select(meeting.c.number, version.c.body).select_from(joined).where(over).order_by(meeting.c.number)
        for row in conn.execute(found):
            if called & set(_texts(json.loads(row.body["document"]))):
                yield {"committee": committee.name, "number": row.number, "version": row.body["number"]}


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            for each in value.values():
                yield from _texts(each)
