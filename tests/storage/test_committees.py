"""A committee over time: people come, go and change roles, and every meeting sees those who were in it then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.organisation import organisation_of
from bot.releases import Releases
from bot.set_up import make, read_set_up
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.meeting import Meeting, Stage, Stay
from dialogs.model.people import Person, Role, Side
from storage import links
from storage.committees import CommitteeUnknown, add_committee, read_committee, save_people
from storage.links import Link, LinkKind
from storage.meetings import Meetings, add_meeting
from storage.vault import Vault
from tests.fakes.house import Chance, demonstration, settings_in

NOW = datetime(2026, 12, 8, 12, tzinfo=UTC)
TODAY = date(2026, 12, 8)
# The demonstration's meeting is on the ninth of December.
DAY = date(2026, 12, 9)
NEW = Person(PersonId("ny"), "Ny Nielsen", Side.EMPLOYEES, frozenset({Role.MEMBER}))


@pytest.fixture
def known(tmp_path: Path) -> Meetings:
    organisation = organisation_of(settings_in(tmp_path))
    return Meetings(Vault(tmp_path / "keys"), Releases(organisation, None).agenda, organisation.zone)


@pytest.fixture
def anew(known: Meetings) -> Callable[[], Meetings]:
    return lambda: Meetings(known._vault, known._templates, known._zone)


@pytest.fixture
def meeting(conn: Connection, tmp_path: Path) -> Meeting:
    organisation = organisation_of(settings_in(tmp_path))
    made = make(read_set_up(demonstration()), organisation.content, Chance())
    add_committee(conn, made.committee)
    add_meeting(conn, made)
    return made


def changed(meeting: Meeting, who: str, **values: object) -> Person:
    return replace(meeting.committee.people[PersonId(who)], **values)  # type: ignore[arg-type]


def test_people_are_kept_with_when_they_leave_and_when_their_roles_end(conn: Connection, meeting: Meeting):
    ends = {Role.SHOP_STEWARD: date(2027, 3, 31), Role.MEMBER: date(2027, 4, 30)}
    ole = changed(meeting, "ole", left_on=date(2027, 5, 1), roles_until=ends)
    assert save_people(conn, meeting.committee.id, [ole, NEW], NOW, TODAY) == 2
    found = read_committee(conn, meeting.committee.id).people
    assert found["ole"] == ole
    assert found["ny"] == NEW
    assert len(found) == len(meeting.committee.people) + 1


def test_saying_the_same_again_changes_nobody(conn: Connection, meeting: Meeting):
    everybody = list(read_committee(conn, meeting.committee.id).people.values())
    assert save_people(conn, meeting.committee.id, everybody, NOW, TODAY) == 0
    assert read_committee(conn, meeting.committee.id).people == meeting.committee.people


def test_a_committee_that_is_not_there_gets_nobody(conn: Connection):
    with pytest.raises(CommitteeUnknown):
        save_people(conn, CommitteeId("none"), [NEW], NOW, TODAY)


def test_a_remembered_meeting_sees_new_people_at_once(conn: Connection, known: Meetings, meeting: Meeting):
    before, shown = known.load(conn, meeting.id), known.look(conn, meeting.id)
    save_people(conn, meeting.committee.id, [NEW, changed(meeting, "ole", name="Ole Nyt Navn")], NOW, TODAY)
    assert NEW.id not in before.committee.people
    assert NEW.id not in shown.committee.people
    for found in (known.load(conn, meeting.id), known.look(conn, meeting.id)):
        assert found.committee.people["ny"] == NEW
        assert found.committee.people["ole"].name == "Ole Nyt Navn"


def test_a_state_written_before_the_committee_changed_is_not_shown_as_the_newest(
    conn: Connection, known: Meetings, meeting: Meeting
):
    before = known.load(conn, meeting.id)
    after = replace(before, card=1)
    version = known.save(conn, before, after)
    save_people(conn, meeting.committee.id, [NEW], NOW, TODAY)
    known.committed(version, after)
    assert NEW.id in known.look(conn, meeting.id).committee.people
    assert known.look(conn, meeting.id).card == 1


def test_who_leaves_on_the_day_is_no_longer_a_member_and_the_day_before_still_is(
    conn: Connection, known: Meetings, meeting: Meeting
):
    gone, stays = changed(meeting, "ole", left_on=DAY), changed(meeting, "amina", left_on=DAY + timedelta(days=1))
    save_people(conn, meeting.committee.id, [gone, stays], NOW, TODAY)
    people = known.load(conn, meeting.id).committee.people
    assert "ole" not in people
    assert people["amina"] == stays


def test_a_role_ends_after_its_last_day(conn: Connection, known: Meetings, meeting: Meeting):
    chair = next(person for person in meeting.committee.people.values() if Role.CHAIR in person.roles)
    for last, is_chair in ((DAY, True), (DAY - timedelta(days=1), False)):
        save_people(conn, meeting.committee.id, [replace(chair, roles_until={Role.CHAIR: last})], NOW, TODAY)
        found = known.load(conn, meeting.id).committee
        assert (Role.CHAIR in found.people[chair.id].roles) is is_chair
        assert (chair.id in {person.id for person in found.formandskab}) is is_chair


def test_a_meeting_that_is_moved_takes_the_people_of_its_new_day(conn: Connection, known: Meetings, meeting: Meeting):
    save_people(conn, meeting.committee.id, [changed(meeting, "ole", left_on=DAY + timedelta(days=3))], NOW, TODAY)
    before = known.load(conn, meeting.id)
    assert "ole" in before.committee.people
    version = known.save(conn, before, replace(before, starts_at=before.starts_at + timedelta(days=3)))
    known.committed(version, replace(before, starts_at=before.starts_at + timedelta(days=3)))
    assert "ole" not in known.load(conn, meeting.id).committee.people
    assert "ole" not in known.look(conn, meeting.id).committee.people


def test_who_came_belongs_to_the_meeting_although_they_left_the_committee(
    conn: Connection, known: Meetings, anew: Callable[[], Meetings], meeting: Meeting
):
    before = known.load(conn, meeting.id)
    stay = Stay(PersonId("ole"), 1, before.starts_at)
    known.save(conn, before, replace(before, stays={("ole", 1): stay}))  # type: ignore[dict-item]
    save_people(conn, meeting.committee.id, [changed(meeting, "ole", left_on=DAY)], NOW, TODAY)
    assert anew().load(conn, meeting.id).is_here(PersonId("ole"))
    assert [person.id for person in anew().load(conn, meeting.id).here] == ["ole"]


def test_an_ended_meeting_loses_and_gains_nobody(
    conn: Connection, known: Meetings, anew: Callable[[], Meetings], meeting: Meeting
):
    before = known.load(conn, meeting.id)
    known.save(conn, before, replace(before, stage=Stage.ENDED))
    signing = [person.id for person in before.committee.formandskab]
    chair = before.committee.formandskab[0]
    changes = [
        replace(chair, left_on=TODAY),
        changed(meeting, "ole", roles=frozenset({Role.VICE_CHAIR}), name="Ole Nyt Navn"),
        replace(NEW, roles=frozenset({Role.CHAIR}), side=Side.MANAGEMENT),
    ]
    save_people(conn, meeting.committee.id, changes, NOW, TODAY)
    for found in (known.load(conn, meeting.id), anew().load(conn, meeting.id), anew().look(conn, meeting.id)):
        assert found.committee == before.committee
        assert [person.id for person in found.committee.formandskab] == signing


def test_somebody_added_in_a_meeting_is_in_the_committee_and_in_its_other_meetings(
    conn: Connection, known: Meetings, anew: Callable[[], Meetings], meeting: Meeting
):
    other = MeetingId("other")
    add_meeting(conn, replace(meeting, id=other, number=2, proposals={}, items={}))
    known.load(conn, other)
    before = known.load(conn, meeting.id)
    committee = replace(before.committee, people={**before.committee.people, NEW.id: NEW})
    after = replace(before, committee=committee)
    version = known.save(conn, before, after)
    assert version == (2, 2)
    assert known.load(conn, meeting.id) is after
    assert anew().load(conn, meeting.id).committee == committee
    assert known.load(conn, other).committee == committee


def test_who_is_removed_has_no_way_in_any_more_and_others_do(conn: Connection, meeting: Meeting):
    nord, syd = meeting.committee.id, CommitteeId("syd")
    ways = {
        "everywhere": (None, "ole"),
        "here": (nord, "ole"),
        "elsewhere": (syd, "ole"),
        "another": (nord, "amina"),
    }
    for token, (committee, who) in ways.items():
        links.issue(conn, token, Link(LinkKind.PERSON, NOW, meeting.id, committee, PersonId(who)))
    save_people(conn, nord, [changed(meeting, "ole", left_on=TODAY + timedelta(days=1))], NOW, TODAY)
    assert all(links.find(conn, token) for token in ways)
    save_people(conn, nord, [changed(meeting, "ole", left_on=TODAY)], NOW, TODAY)
    assert [token for token in ways if links.find(conn, token)] == ["elsewhere", "another"]
