"""The committee's next meeting: everybody's way in leads there too, and what is cancelled leaves nothing behind."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.set_up import make, read_set_up
from dialogs.model.calling import stamp
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.meeting import Stage
from dialogs.outbound import Place
from storage.committees import add_committee
from storage.engine import Connection
from storage.meetings import add_meeting
from tests.fakes.house import Chance, Fake, demonstration, wire, with_meeting
from tests.fakes.http import Phones, serving

TIME = {"starts_on": "2027-06-01", "starts_time": "9.30"}


@pytest.fixture
async def fake(tmp_path: Path) -> Fake:
    return await with_meeting(wire(tmp_path))


@pytest.fixture
async def phones(fake: Fake) -> AsyncIterator[Phones]:
    async with serving(fake) as phones:
        yield phones


@pytest.fixture
async def planned(phones: Phones) -> MeetingId:
    """Give the id of a meeting that was planned while the first one lasts."""
    await phones.does("marianne", "arrive")
    await phones.moves_on("start")
    await phones.does("lars", "plan_next", fields=TIME)
    (sibling,) = (await phones.fake.state()).siblings
    return sibling.id


async def test_it_is_laid_down_with_what_was_decided_and_everybody_is_told(phones: Phones, planned: MeetingId):
    new = await phones.fake.house.reception.meeting(planned)
    assert (new.number, new.starts_at.isoformat(), new.stage) == (2, "2027-06-01T07:30:00+00:00", Stage.PLANNED)
    assert set(new.proposals) == set((await phones.fake.state()).proposals)
    assert [sibling.id for sibling in new.siblings] == [phones.fake.id]
    await phones.fake.house.ticker.settle()
    assert "Næste møde er den 1. juni 2027 kl. 09.30." in (await phones.page("ole")).says


async def test_the_same_press_again_plans_no_second_one(phones: Phones):
    await phones.does("marianne", "arrive")
    await phones.moves_on("start")
    for _ in range(2):
        await phones.does("lars", "plan_next", fields=TIME, key="once")
    assert len((await phones.fake.state()).siblings) == 1


async def test_the_own_link_leads_from_one_meeting_to_the_other(phones: Phones, planned: MeetingId):
    other = f"{phones.path('ole')}/m/{planned}"
    assert f'href="{other}"' in (await phones.page("ole")).text
    page = await phones.get(other)
    assert page.status == 200
    assert "1. juni 2027" in page.says
    assert f'action="{other}/act"' in page.text
    body = "action=arrive&key=there"
    assert (await phones.post(f"{other}/act", body, {"Accept": "application/json"})).status == 200
    assert (await phones.fake.house.reception.meeting(planned)).is_here(PersonId("ole"))
    assert not (await phones.fake.state()).is_here(PersonId("ole"))
    assert (await phones.get(f"{phones.path('ole')}/m/{phones.fake.id}")).status == 200


async def test_it_opens_no_meeting_of_a_committee_that_they_are_not_in(phones: Phones, planned: MeetingId):
    made = make(read_set_up(demonstration()), phones.fake.house.organisation.content, Chance())
    others = {key: each for key, each in made.committee.people.items() if key != "ole"}
    committee = replace(made.committee, id=CommitteeId("elsewhere"), people=others)
    strange = replace(made, id=MeetingId("strange"), committee=committee, proposals={}, items={})

    def lay(conn: Connection) -> None:
        add_committee(conn, committee)
        add_meeting(conn, strange)

    await phones.fake.house.store.write(lay)
    for wrong in ("strange", "nobody", "..%2f", planned[:-1]):
        path = f"{phones.path('ole')}/m/{wrong}"
        assert (await phones.get(path)).status == 404
        assert (await phones.post(f"{path}/act", "action=arrive&key=x", {"Accept": "application/json"})).status == 404
    assert not (await phones.fake.house.reception.meeting(MeetingId("strange"))).stays


async def test_the_rooms_screen_and_the_channel_stay_where_they_are(phones: Phones, planned: MeetingId):
    assert "Mødet begynder" not in (await phones.page("room")).says
    new = await phones.fake.house.reception.meeting(planned)
    phones.fake.meeting_clock.at = new.starts_at
    await phones.moves_on("end")
    assert "1. juni 2027" in (await phones.page("room")).says
    assert (await phones.page("organisation")).status == 200


async def test_a_cancelled_meeting_keeps_no_key_and_no_answers(fake: Fake):
    await fake.submit("eva", "answer_inventory", q__1="writing")
    await fake.submit("ole", "answer_inventory", q__1="writing")
    assert fake.house.vault.exists(fake.id)
    before = await fake.state()
    moved = await fake.submit(
        "sanne", "move_meeting", seen=stamp(before), starts_on="2027-06-01", starts_time="10.00", reason="Sal 2"
    )
    assert not moved.refused
    assert not (await fake.submit("sanne", "cancel_meeting", reason="For få kan komme")).refused
    after = await fake.state()
    assert (after.stage, dict(after.inventory), dict(after.items)) == (Stage.CANCELLED, {}, {})
    assert not fake.house.vault.exists(fake.id)
    assert (await fake.press("ole", "arrive")).refused == "meeting_closed"
    await fake.house.ticker.settle()
    shown = await fake.house.reception.listing(Place.ROOM, fake.id)
    assert len(shown) == 2
    await fake.close()
