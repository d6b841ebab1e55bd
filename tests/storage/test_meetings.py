"""Meetings are saved and loaded whole, remembered by version, and never mixed up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from bot.organisation import organisation_of
from bot.releases import Releases
from bot.set_up import make, read_set_up
from dialogs.model.agenda import ItemType, Phase
from dialogs.model.ids import ContributionId, ItemId, MeetingId, PersonId
from dialogs.model.items import Change, Confirmation, Earlier, Item, Outcome, OutcomeKind
from dialogs.model.meeting import Contribution, Kind, Meeting, Pair, PairId, Sibling, Stage
from dialogs.model.people import SIDES, Role
from dialogs.model.signed import Approval, MinutesVersion, Signature
from storage import meeting_tables as tables
from storage.committees import add_committee
from storage.engine import Store
from storage.listing import meetings
from storage.meetings import (
    MOST_REMEMBERED,
    MeetingMoved,
    Meetings,
    MeetingUnknown,
    Version,
    add_meeting,
    add_next_meeting,
)
from storage.vault import Vault
from tests.fakes.house import Chance, demonstration, settings_in


@pytest.fixture
def known(tmp_path: Path) -> Meetings:
    organisation = organisation_of(settings_in(tmp_path))
    return Meetings(Vault(tmp_path / "keys"), Releases(organisation, None).agenda, organisation.zone)


@pytest.fixture
def anew(known: Meetings) -> Callable[[], Meetings]:
    """Give the same meetings as read by somebody who remembers nothing."""
    return lambda: Meetings(known._vault, known._templates, known._zone)


@pytest.fixture
def meeting(tmp_path: Path, conn: Connection) -> Meeting:
    organisation = organisation_of(settings_in(tmp_path))
    made = make(read_set_up(demonstration()), organisation.content, Chance())
    add_committee(conn, made.committee)
    add_meeting(conn, made)
    return made


def with_text(meeting: Meeting, text: str, by: str = "ole") -> Meeting:
    new = Contribution(ContributionId(text), Kind.USE, text, Phase.KNOWLEDGE)
    return replace(
        meeting,
        contributions={**meeting.contributions, new.id: new},
        owners={**meeting.owners, new.id: PersonId(by)},
    )


def test_what_was_laid_down_is_loaded_again(conn: Connection, known: Meetings, meeting: Meeting):
    assert known.load(conn, meeting.id) == meeting
    assert known.look(conn, meeting.id) == meeting


def test_a_meeting_nobody_laid_down_is_unknown(conn: Connection, known: Meetings):
    for read in (known.load, known.look):
        with pytest.raises(MeetingUnknown, match="nobody"):
            read(conn, MeetingId("nobody"))


def test_every_change_is_found_by_somebody_who_remembers_nothing(
    conn: Connection, known: Meetings, anew: Callable[[], Meetings], meeting: Meeting
):
    before = known.load(conn, meeting.id)
    one = next(iter(before.proposals.values()))
    after = with_text(
        replace(
            before,
            stage=Stage.RUNNING,
            starts_at=before.starts_at + timedelta(minutes=5),
            led_by=PersonId("sanne"),
            card=2,
            rung=frozenset({"soon.1"}),
            pairs={PairId("p"): Pair(PairId("p"), (PersonId("ole"), PersonId("kasper")))},
            proposals={**before.proposals, one.id: replace(one, version=one.version + 1)},
        ),
        "Breve",
    )
    assert known.save(conn, before, after) == (2, 2)
    assert known.load(conn, meeting.id) is after
    assert anew().load(conn, meeting.id) == after
    assert known.save(conn, after, with_text(after, "Mere")) == (3, 2)
    assert len(anew().look(conn, meeting.id).contributions) == 2


def test_a_new_proposal_is_kept_for_the_committee(
    conn: Connection, known: Meetings, anew: Callable[[], Meetings], meeting: Meeting
):
    before = known.load(conn, meeting.id)
    first = next(iter(before.proposals.values()))
    new = replace(first, id="new", place=0)  # type: ignore[arg-type]
    known.save(conn, before, replace(before, proposals={**before.proposals, new.id: new}))
    assert anew().load(conn, meeting.id).proposals["new"] == new  # type: ignore[index]


def test_only_what_was_loaded_can_be_saved(conn: Connection, known: Meetings, meeting: Meeting):
    loaded = known.load(conn, meeting.id)
    equal = replace(loaded)
    with pytest.raises(MeetingMoved):
        known.save(conn, equal, with_text(equal, "x"))
    known.drop()
    with pytest.raises(MeetingMoved):
        known.save(conn, loaded, with_text(loaded, "x"))


def test_a_version_that_moved_in_between_is_noticed(conn: Connection, known: Meetings, meeting: Meeting):
    before = known.load(conn, meeting.id)
    conn.execute(update(tables.meeting).values(version=7))
    for after in (with_text(before, "x"), replace(before, card=1)):
        with pytest.raises(MeetingMoved):
            known.save(conn, before, after)


def test_a_change_from_outside_is_read_and_not_remembered_over(conn: Connection, known: Meetings, meeting: Meeting):
    known.load(conn, meeting.id)
    known.look(conn, meeting.id)
    conn.execute(update(tables.meeting).values(version=5, stage="running"))
    assert known.load(conn, meeting.id).stage is Stage.RUNNING
    assert known.look(conn, meeting.id).stage is Stage.RUNNING


def test_what_is_remembered_is_given_again_without_reading(conn: Connection, known: Meetings, meeting: Meeting):
    assert known.load(conn, meeting.id) is known.load(conn, meeting.id)
    assert known.look(conn, meeting.id) is known.look(conn, meeting.id)
    loaded = known.load(conn, meeting.id)
    known.drop()
    assert known.load(conn, meeting.id) is not loaded


def test_a_text_is_one_row_and_the_meeting_is_not_written_again(
    conn: Connection, known: Meetings, meeting: Meeting, statements: list[str]
):
    before = known.load(conn, meeting.id)
    known.load(conn, meeting.id)
    after = with_text(before, "a")
    known.save(conn, before, after)
    statements.clear()
    known.save(conn, after, with_text(after, "b"))
    assert [statement.split()[0] for statement in statements] == ["UPDATE", "INSERT", "INSERT"]
    assert "body" not in statements[0].split("WHERE")[0]


async def test_what_is_not_committed_is_shown_to_nobody(store: Store, known: Meetings, tmp_path: Path):
    organisation = organisation_of(settings_in(tmp_path))
    made = make(read_set_up(demonstration()), organisation.content, Chance())

    def lay(conn: Connection) -> None:
        add_committee(conn, made.committee)
        add_meeting(conn, made)

    def change(conn: Connection) -> tuple[Version, Meeting]:
        before = known.load(conn, made.id)
        after = with_text(before, "ikke endnu")
        version = known.save(conn, before, after)
        raise_after.append((version, after))
        raise RuntimeError("fell")

    raise_after: list[tuple[Version, Meeting]] = []
    await store.write(lay)
    with pytest.raises(RuntimeError):
        await store.write(change)
    known.drop()
    assert (await store.read(lambda conn: known.look(conn, made.id))).contributions == {}
    assert (await store.write(lambda conn: known.load(conn, made.id))).contributions == {}


def test_an_older_commit_does_not_take_the_place_of_a_newer_one(conn: Connection, known: Meetings, meeting: Meeting):
    newer = with_text(meeting, "newer")
    conn.execute(update(tables.meeting).values(version=3))
    known.committed((3, 1), newer)
    known.committed((2, 1), meeting)
    assert known.look(conn, meeting.id) is newer


def test_only_so_many_states_are_remembered(conn: Connection, known: Meetings, meeting: Meeting):
    for number in range(MOST_REMEMBERED + 5):
        known.committed((1, 1), replace(meeting, id=MeetingId(f"m{number}")))
    assert len(known._committed) <= MOST_REMEMBERED


def test_the_next_meeting_knows_who_talked_with_whom_in_the_last_one(
    conn: Connection, known: Meetings, meeting: Meeting
):
    before = known.load(conn, meeting.id)
    ids = [PersonId(who) for who in ("ole", "kasper", "amina")]
    known.save(conn, before, replace(before, pairs={PairId("p"): Pair(PairId("p"), tuple(ids))}))
    add_meeting(conn, replace(meeting, id=MeetingId("second"), number=2, proposals={}, items={}))
    add_meeting(conn, replace(meeting, id=MeetingId("third"), number=3, proposals={}, items={}))
    met = known.load(conn, MeetingId("second")).paired_before
    assert met == {frozenset({"ole", "kasper"}), frozenset({"ole", "amina"}), frozenset({"kasper", "amina"})}
    # Nobody talked in pairs in the second, so the first is still the last time.
    assert known.load(conn, MeetingId("third")).paired_before == met
    again = known.load(conn, MeetingId("second"))
    known.save(conn, again, replace(again, pairs={PairId("q"): Pair(PairId("q"), (ids[0], PersonId("eva")))}))
    known.drop()
    assert known.load(conn, MeetingId("third")).paired_before == {frozenset({"ole", "eva"})}
    assert known.load(conn, MeetingId("second")).paired_before == met
    assert known.load(conn, meeting.id).paired_before == frozenset()


def test_every_version_of_the_minutes_is_kept_whole(
    conn: Connection, known: Meetings, anew: Callable[[], Meetings], meeting: Meeting
):
    at, who = meeting.starts_at, PersonId("ole")
    signature = Signature(who, at, 1)
    first = MinutesVersion(1, '{"a": "æ"}', at, signatures=(signature,), out_at=at, approval=Approval(who, at, 2))
    second = MinutesVersion(2, "{}", at, who, "Slåfejl", "items.0", Change("før", ""))
    before = known.load(conn, meeting.id)
    known.save(conn, before, replace(before, versions={1: first}))
    before = known.load(conn, meeting.id)
    known.save(conn, before, replace(before, versions={1: first, 2: second}))
    assert anew().load(conn, meeting.id).versions == {1: first, 2: second}


def next_of(meeting: Meeting) -> Meeting:
    return replace(meeting, id=MeetingId("second"), number=2, items={}, siblings=(), earlier=())


def test_a_proposal_that_changes_in_one_meeting_is_seen_in_the_other(
    conn: Connection, known: Meetings, meeting: Meeting
):
    """Both states are remembered, and the other meeting's own row does not change."""
    add_next_meeting(conn, next_of(meeting))
    second = MeetingId("second")
    known.look(conn, second)
    before, other = known.load(conn, meeting.id), known.load(conn, second)
    one = next(iter(before.proposals.values()))
    changed = replace(one, version=one.version + 1)
    after = replace(before, proposals={**before.proposals, one.id: changed})
    version = known.save(conn, before, after)
    assert known.load(conn, meeting.id) is after
    assert known.load(conn, second).proposals[one.id] == changed
    assert known.look(conn, second).proposals[one.id] == changed
    known.committed(version, after)
    assert known.look(conn, meeting.id) is after
    # What was decided on the old proposals can no longer be saved.
    with pytest.raises(MeetingMoved):
        known.save(conn, other, replace(other, card=1))


def test_two_meetings_of_a_committee_cannot_both_change_what_is_the_committees(
    conn: Connection, known: Meetings, meeting: Meeting
):
    before = known.load(conn, meeting.id)
    conn.execute(update(tables.committee).values(version=9))
    one = next(iter(before.proposals.values()))
    with pytest.raises(MeetingMoved):
        known.save(conn, before, replace(before, proposals={**before.proposals, one.id: replace(one, version=8)}))


def test_a_change_that_is_the_meetings_own_leaves_the_others_remembered(
    conn: Connection, known: Meetings, meeting: Meeting
):
    add_next_meeting(conn, next_of(meeting))
    other, before = known.load(conn, MeetingId("second")), known.load(conn, meeting.id)
    known.save(conn, before, with_text(before, "Breve"))
    assert known.load(conn, MeetingId("second")) is other


def test_a_meeting_knows_the_others_of_its_committee_and_what_they_put_off(
    conn: Connection, known: Meetings, anew: Callable[[], Meetings], meeting: Meeting
):
    before = known.load(conn, meeting.id)
    outcome = Outcome(
        1,
        OutcomeKind.DEFERRED,
        ItemType.DISCUSSION,
        "Baglandet skal høres",
        confirmed={side: Confirmation(PersonId("ole")) for side in SIDES},
        asked=SIDES,
    )
    own = Item(ItemId("own"), 9, "Rene linjer", outcome=outcome)
    known.save(conn, before, replace(before, items={**before.items, own.id: own}, stage=Stage.ENDED))
    add_next_meeting(conn, next_of(meeting))
    second = anew().look(conn, MeetingId("second"))
    assert second.siblings == (Sibling(meeting.id, 1, meeting.starts_at, Stage.ENDED),)
    assert second.earlier == (Earlier(own.id, 1, "Rene linjer", "Baglandet skal høres"),)
    taken = Item(own.id, 1, own.title, earlier=second.earlier[0])
    third = replace(next_of(meeting), id=MeetingId("third"), number=3, items={own.id: taken})
    add_next_meeting(conn, third)
    assert anew().look(conn, MeetingId("second")).earlier == ()
    assert anew().look(conn, MeetingId("third")).items[own.id].earlier == second.earlier[0]
    conn.execute(update(tables.meeting).where(tables.meeting.c.id == "third").values(stage="cancelled"))
    assert anew().look(conn, MeetingId("second")).earlier == second.earlier
    conn.execute(update(tables.meeting).where(tables.meeting.c.id == meeting.id).values(stage="running"))
    assert anew().look(conn, MeetingId("second")).earlier == ()


def test_who_was_named_to_sign_has_that_role_when_the_meeting_is_read_again(
    conn: Connection, known: Meetings, anew: Callable[[], Meetings], meeting: Meeting
):
    before = known.load(conn, meeting.id)
    ole = PersonId("ole")
    after = replace(before, signers=(ole,), committee=before.committee.signed_by((ole,)))
    known.save(conn, before, after)
    assert anew().load(conn, meeting.id) == after
    assert Role.SIGNER in anew().load(conn, meeting.id).committee.people[ole].roles


def test_when_the_key_is_gone_the_meeting_is_still_there_without_authors(
    conn: Connection, known: Meetings, anew: Callable[[], Meetings], meeting: Meeting
):
    before = known.load(conn, meeting.id)
    known.save(conn, before, with_text(before, "Breve"))
    known._vault.destroy(meeting.id)
    found = anew().load(conn, meeting.id)
    assert (len(found.contributions), dict(found.owners)) == (1, {})


def test_meetings_are_listed_by_the_name_of_their_committee(conn: Connection, meeting: Meeting):
    first = replace(meeting.committee, id="other", name="A-udvalget")  # type: ignore[arg-type]
    add_committee(conn, replace(first, people={}))
    add_meeting(conn, replace(meeting, id=MeetingId("m0"), committee=first, proposals={}, items={}))
    found = meetings(conn)
    assert [(name, language, stage) for _, name, language, stage in found] == [
        ("A-udvalget", "da", Stage.PLANNED),
        (meeting.committee.name, "da", Stage.PLANNED),
    ]


def test_no_table_of_a_meeting_has_a_number_or_a_time_that_tells_the_order(conn: Connection):
    for part in ("contribution", "ownership", "position", "missing", "reservation", "inventory_answer"):
        columns = {column.name for column in tables.metadata.tables[part].c}
        assert columns in ({"meeting_id", "id", "body"}, {"meeting_id", "id", "sealed"})
    assert conn.execute(select(tables.contribution)).all() == []
