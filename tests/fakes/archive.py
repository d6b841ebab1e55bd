"""Meetings that are over, with minutes that were signed or were not, laid down without being played."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from sqlalchemy import Connection, insert

from bot.config import Settings
from bot.organisation import organisation_of
from bot.set_up import make, read_set_up
from dialogs.minutes import kept
from dialogs.model.agenda import ItemType
from dialogs.model.followed import Answer, Evaluation, Following
from dialogs.model.ids import CommitteeId, ItemId, MeetingId, PersonId, ProposalId
from dialogs.model.items import CheckPoint, Confirmation, FollowUpGroup, Guideline, Item, Outcome, OutcomeKind
from dialogs.model.meeting import Meeting, Stage, Stay
from dialogs.model.people import SIDES, Committee, Level, Person, Role, Side
from dialogs.model.pilots import Condition, Elaboration, PilotState, Proposal, ShortForm
from dialogs.model.signed import Approval, MinutesVersion, Signature
from dialogs.organisation import Organisation
from storage import decisions, meeting_tables
from storage.codec import encode
from storage.committees import add_committee
from storage.meetings import add_next_meeting
from tests.fakes.house import Chance, demonstration


@dataclass(frozen=True)
class Case:
    """One decision, as a test says it. `matter` is the id of the item; a `pilot` is the id of a proposal."""

    title: str
    wording: str = "MED har drøftet det."
    kind: OutcomeKind | None = OutcomeKind.AGREEMENT
    type: ItemType = ItemType.DISCUSSION
    matter: str = ""
    pilot: str = ""
    chosen: bool = False
    closed: bool = False
    review_on: date | None = None
    resumes_on: date | None = None
    check_points: tuple[CheckPoint, ...] = ()
    state: PilotState = PilotState.SELECTED
    remark: str = ""
    # What the proposal says beside its title.
    tool: str = "Et skriveprogram"
    conditions: tuple[Condition, ...] = ()
    # How the pilot is followed.
    answers: tuple[Answer, ...] = ()
    evaluation: Evaluation | None = None
    evaluates: str = ""


@cache
def organisation() -> Organisation:
    return organisation_of(Settings.model_validate({"tryout": True}))


@cache
def _pattern() -> Meeting:
    return make(read_set_up(demonstration()), organisation().content, Chance("archive"))


def a_committee(
    ident: str = "lindely",
    name: str = "Lokal-MED Lindely",
    level: Level = Level.LOCAL,
    people: Mapping[PersonId, Person] | None = None,
    language: str = "da",
) -> Committee:
    """Give a committee with the people of the demonstration."""
    own = _pattern().committee.people if people is None else people
    return Committee(CommitteeId(ident), name, level, language, own)


def with_hr(committee: Committee, ident: str, name: str = "Hanne Rask") -> Committee:
    """Give a committee with one more HR consultant."""
    consultant = Person(PersonId(ident), name, Side.NONE, frozenset({Role.HR}))
    return replace(committee, people={**committee.people, consultant.id: consultant})


def lay_committee(conn: Connection, committee: Committee) -> Committee:
    add_committee(conn, committee)
    return committee


def over(committee: Committee, number: int, held: date, cases: Sequence[Case]) -> Meeting:
    """Give a meeting that is over, with the first version of its minutes, which nobody has signed."""
    starts_at = datetime.combine(held, time(9), UTC)
    ends_at = starts_at + timedelta(hours=2)
    ids = {case: f"{committee.id}-{number}-{place}" for place, case in enumerate(cases, 1)}
    items = {
        ItemId(case.matter or ids[case]): _item(case, case.matter or ids[case], place, committee)
        for place, case in enumerate(cases, 1)
    }
    stays = {(person, 1): Stay(person, 1, starts_at, ends_at) for person in list(committee.people)[:6]}
    meeting = replace(
        _pattern(),
        id=MeetingId(f"{committee.id}-m{number}"),
        committee=committee,
        number=number,
        starts_at=starts_at,
        started_at=starts_at,
        ended_at=ends_at,
        finished=True,
        stage=Stage.ENDED,
        items=items,
        stays=stays,
        followed={
            (on := ItemId(case.matter or ids[case])): Following(on, answers=case.answers, evaluation=case.evaluation)
            for case in cases
            if case.answers or case.evaluation
        },
        proposals={ProposalId(case.pilot): _proposal(case, committee) for case in cases if case.pilot},
    )
    return kept(meeting, organisation(), ends_at)


def signed(meeting: Meeting, at: datetime | None = None, approved_at: int | None = None) -> Meeting:
    """Give a meeting whose newest minutes the formandskab has signed."""
    at = at or meeting.starts_at + timedelta(days=2)
    number = meeting.minutes.version
    signatures = tuple(Signature(person.id, at, number) for person in meeting.committee.formandskab)
    approval = Approval(PersonId("marianne"), at, approved_at) if approved_at else None
    out = replace(meeting.versions[number], signatures=signatures, out_at=at, approval=approval)
    minutes = replace(meeting.minutes, signatures=signatures)
    return replace(meeting, minutes=minutes, versions={**meeting.versions, number: out})


def corrected(meeting: Meeting, before: str, after: str) -> Meeting:
    """Give a meeting with a newer version of its minutes, which nobody has signed, in which one text is another."""
    number = meeting.minutes.version + 1
    document = meeting.versions[number - 1].document.replace(before, after)
    new = MinutesVersion(number, document, meeting.starts_at + timedelta(days=3), PersonId("lars"), "Skrivefejl")
    minutes = replace(meeting.minutes, version=number, signatures=())
    return replace(meeting, minutes=minutes, versions={**meeting.versions, number: new})


def lay_meeting(conn: Connection, meeting: Meeting) -> Meeting:
    """Write a meeting that is over, and what the register shows of it."""
    add_next_meeting(conn, meeting)
    for proposal in meeting.proposals.values():
        row = {"committee_id": meeting.committee.id, "id": proposal.id}
        there = meeting_tables.proposal
        this = (there.c.committee_id == row["committee_id"]) & (there.c.id == row["id"])
        conn.execute(there.delete().where(this))
        conn.execute(insert(there), {**row, "state": str(proposal.state), "body": encode(proposal)})
    for known in meeting.followed.values():
        conn.execute(
            insert(meeting_tables.following), {"meeting_id": meeting.id, "id": known.item, "body": encode(known)}
        )
    lay_versions(conn, meeting)
    return meeting


def lay_versions(conn: Connection, meeting: Meeting) -> None:
    """Write the versions of the minutes anew, and what the register shows of them."""
    there = meeting_tables.minutes_version
    conn.execute(there.delete().where(there.c.meeting_id == meeting.id))
    for version in meeting.versions.values():
        row = {"meeting_id": meeting.id, "id": str(version.number), "body": encode(version)}
        conn.execute(insert(there), row)
    decisions.fill(conn, meeting.id)


def _item(case: Case, ident: str, place: int, committee: Committee) -> Item:
    confirmed = {side: Confirmation(PersonId("marianne"), case.remark) for side in SIDES}
    guideline = Guideline(None, 3, case.review_on) if case.type is ItemType.GUIDELINE else None
    kind = case.kind or OutcomeKind.AGREEMENT
    outcome = Outcome(
        1, kind, case.type, case.wording, chosen=case.chosen, resumes_on=case.resumes_on, guideline=guideline,
        confirmed=confirmed, asked=SIDES,
    )  # fmt: skip
    group = FollowUpGroup((PersonId("kasper"),), "Ser på det", case.check_points, ()) if case.check_points else None
    return Item(
        ItemId(ident),
        place,
        case.title,
        ProposalId(case.pilot) if case.pilot else None,
        case.closed,
        "Personalesag" if case.closed else "",
        outcome=outcome if case.kind else None,
        group=group,
        evaluates=ItemId(case.evaluates) if case.evaluates else None,
    )


def _proposal(case: Case, committee: Committee) -> Proposal:
    form = ShortForm(case.title, "Det tager tid", "Pleje", "Vi prøver det", tool=case.tool, participants="To hold")
    more = Elaboration(start_on=date(2027, 2, 1), end_on=date(2027, 5, 1))
    at = datetime(2026, 11, 1, 9, tzinfo=UTC)
    ident = ProposalId(case.pilot)
    who = PersonId("kasper")
    return Proposal(ident, committee.id, who, case.state, form, more, conditions=case.conditions, submitted_at=at)
