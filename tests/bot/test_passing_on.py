"""A proposal sent to another committee is there in the same moment, and those who plan there hear of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.set_up import lay_down, make, make_others, read_set_up
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Role, Side
from dialogs.model.pilots import PilotState
from storage.committees import add_committee
from storage.sqlite import driver_of
from tests.fakes.house import STARTS_AT, Fake, demonstration, wire

MAIN = """
[[other_committee]]
name = "HovedMED"
level = "main"
starts_at = "2027-02-16T10:00:00+01:00"
members = [{ id = "ole", roles = ["vice_chair"] }, { id = "marianne", roles = ["chair"] }]
"""


@pytest_asyncio.fixture
async def fake(tmp_path: Path) -> AsyncIterator[Fake]:
    fake = wire(tmp_path)
    found = read_set_up(demonstration() + MAIN)
    content, now = fake.house.organisation.content, fake.wall.now()
    meeting, others = make(found, content, fake.chance), make_others(found, content, fake.chance)
    fake.tokens = await fake.house.store.write(lambda conn: lay_down(conn, meeting, now, fake.chance, others))
    fake.meeting_clock.at = STARTS_AT - timedelta(days=30)
    yield fake
    await fake.close()


async def main_committee(fake: Fake) -> Meeting:
    known = await fake.house.reception.meetings_of_person(PersonId("ole"), None)
    (there,) = (each.id for each in known if each.committee == "HovedMED")
    return await fake.house.reception.meeting(MeetingId(there))


async def send(fake: Fake, to: str, key: str = "") -> str:
    state = await fake.state()
    found = next(iter(state.proposals.values()))
    answer = await fake.submit(
        "marianne", "send_elsewhere", found.id, str(found.version), key=key, to_committee=to, reason="Det gælder alle"
    )
    assert not answer.refused
    return found.id


async def test_a_proposal_arrives_handed_in_with_those_it_names_and_the_planners_hear_of_it(fake: Fake):
    assert (await main_committee(fake)).proposals == {}
    on = await send(fake, "hovedmed")
    here, there = await fake.state(), await main_committee(fake)
    (new,) = there.proposals.values()
    assert here.proposals[on].state is PilotState.OTHER_LEVEL
    assert (new.state, new.title, new.came_from) == (
        PilotState.SUBMITTED,
        here.proposals[on].title,
        here.committee.name,
    )
    brought = set(there.committee.people) - {"ole", "marianne"}
    assert brought == {new.proposer, new.short.responsible_leader} - {"ole", "marianne"}
    for person in brought:
        assert there.committee.people[person].roles == {Role.TEAM_LEADER}
        assert there.committee.people[person].side is Side.NONE
    await fake.relay.drain()
    for person in ("ole", "marianne"):
        told = await fake.house.reception.listing(PersonId(person), there.id)
        assert any("kommer fra" in str(card) for card in told)
    assert there.id in fake.changed


async def test_the_same_event_again_sends_it_once(fake: Fake):
    await send(fake, "HovedMED", key="once")
    found = next(iter((await fake.state()).proposals.values()))
    await fake.submit(
        "marianne", "send_elsewhere", found.id, str(found.version), key="once", to_committee="HovedMED", reason="x"
    )
    assert len((await main_committee(fake)).proposals) == 1


async def test_the_other_committee_is_written_before_the_trail_is_locked(fake: Fake):
    """Whoever holds the trail waits for nobody: else a server has to end one of two."""
    ran: list[str] = []
    await fake.house.store.write(lambda conn: driver_of(conn).set_trace_callback(ran.append))
    await send(fake, "HovedMED")
    locked = next(number for number, each in enumerate(ran) if "audit_head" in each)
    written = [
        number for number, each in enumerate(ran) if each.startswith(("INSERT INTO proposal", "UPDATE committee"))
    ]
    assert written
    assert max(written) < locked


async def test_a_committee_that_nobody_knows_gets_nothing(fake: Fake):
    await send(fake, "HovedMED Syd")
    assert (await main_committee(fake)).proposals == {}


async def test_it_is_late_where_the_deadline_of_that_committee_has_passed(fake: Fake):
    there = await main_committee(fake)
    fake.meeting_clock.at = there.starts_at - timedelta(days=3)
    await send(fake, "HovedMED")
    (new,) = (await main_committee(fake)).proposals.values()
    assert new.late


async def test_a_meeting_learns_of_a_committee_that_is_new(fake: Fake):
    assert {each.name for each in (await fake.state()).neighbours} == {"HovedMED"}
    there = replace((await main_committee(fake)).committee, id="new", name="Lokal-MED Ny")
    await fake.house.store.write(lambda conn: add_committee(conn, there))
    assert {each.name for each in (await fake.state()).neighbours} == {"HovedMED", "Lokal-MED Ny"}
    # It has no meeting yet: the proposal waits there, and nobody is told in a meeting that is not there.
    await send(fake, "Lokal-MED Ny")
    assert (await main_committee(fake)).stage is Stage.PLANNED


@pytest.mark.parametrize("stage", [Stage.ENDED, Stage.CANCELLED])
async def test_where_no_meeting_is_to_come_it_is_not_late_and_stands_on_the_last_one(fake: Fake, stage: Stage):
    there = await main_committee(fake)

    def over(conn):
        loaded = fake.house.meetings.load(conn, there.id)
        fake.house.meetings.save(conn, loaded, replace(loaded, stage=stage))

    await fake.house.store.write(over)
    await send(fake, "HovedMED")
    (new,) = (await main_committee(fake)).proposals.values()
    assert (new.state, new.late) == (PilotState.SUBMITTED, False)
