"""One way in leads to all meetings of a person, with the roles they have in each, and to nobody else's."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest_asyncio

from bot.set_up import lay_down, make, make_others, read_set_up
from dialogs.cards import Card, Paragraph
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.meeting import Stage
from dialogs.model.people import Role
from storage import mailbox
from storage.codec import encode
from storage.committees import save_people
from storage.listing import meetings_of
from storage.meetings import add_meeting
from tests.fakes.house import STARTS_AT, demonstration, wire
from tests.fakes.http import Phones, serving

OLE = PersonId("ole")
MAIN = """
[[other_committee]]
name = "HovedMED"
level = "main"
starts_at = "2026-12-16T10:00:00+01:00"
members = [{ id = "ole", roles = ["vice_chair"] }, { id = "marianne", roles = ["member"] }]
"""


@pytest_asyncio.fixture
async def phones(tmp_path: Path) -> AsyncIterator[Phones]:
    fake = wire(tmp_path)
    found = read_set_up(demonstration() + MAIN)
    content, now = fake.house.organisation.content, fake.wall.now()
    meeting, others = make(found, content, fake.chance), make_others(found, content, fake.chance)
    fake.tokens = await fake.house.store.write(lambda conn: lay_down(conn, meeting, now, fake.chance, others))
    async with serving(fake) as served:
        yield served


async def of(phones: Phones, who: str) -> dict[str, str]:
    """Give a person's meetings as their page lists them: the committee, and the address."""
    link = await phones.fake.house.reception.link(phones.path(who).rpartition("/")[2])
    assert link
    found = await phones.fake.house.reception.meetings_of(link)
    home = phones.path(who)
    return {each.committee: home if each.id == phones.fake.id else f"{home}/m/{each.id}" for each in found}


async def test_a_page_offers_the_other_meetings_only_where_there_are_any(phones: Phones):
    page, alone = await phones.page("ole"), await phones.page("amina")
    assert "Mine møder" in page.says
    assert "HovedMED" in page.says
    assert "Mine møder" not in alone.says
    assert "HovedMED" not in alone.text


async def test_one_way_in_leads_to_each_meeting_with_the_roles_of_that_committee(phones: Phones):
    there = (await of(phones, "ole"))["HovedMED"]
    assert (await phones.get(there)).status == 200
    main = await phones.fake.house.reception.meeting(MeetingId(there.rpartition("/")[2]))
    assert Role.VICE_CHAIR in main.committee.people[PersonId("ole")].roles
    assert Role.CHAIR not in main.committee.people[PersonId("marianne")].roles
    pressed = "action=arrive&on=&seen=&key=a"
    reply = await phones.post(f"{there}/act", pressed, {"Accept": "application/json"})
    assert reply.status == 200
    assert (await phones.fake.house.reception.meeting(main.id)).is_here(PersonId("ole"))
    assert not (await phones.fake.state()).is_here(PersonId("ole"))


async def test_of_much_that_is_told_at_once_nothing_is_out_of_reach(phones: Phones):
    fake = phones.fake

    async def told(*numbers: int) -> None:
        for number in numbers:
            card = encode(Card("notice", ("Nyt",), (Paragraph((f"Besked nr. {number}.",)),)))
            at = fake.wall.now() + timedelta(minutes=number)
            await fake.house.store.write(
                lambda conn, at=at, card=card, key=f"k{number}": mailbox.put(conn, OLE, fake.id, key, at, card)
            )

    await told(*range(5))
    assert "Ældre beskeder" not in (await phones.page("ole")).says
    await told(*range(5, 40))
    newest, _, older = (await phones.page("ole")).says.partition("Ældre beskeder")
    assert re.findall(r"Besked nr. (\d+)", newest) == [str(number) for number in range(39, 34, -1)]
    # What is older than these is no news to anybody.
    assert re.findall(r"Besked nr. (\d+)", older) == [str(number) for number in range(34, 4, -1)]


async def test_nobody_comes_into_a_meeting_of_a_committee_they_are_not_in(phones: Phones):
    there = (await of(phones, "ole"))["HovedMED"].rpartition("/")[2]
    for end in ("", "/links", "/for/ole"):
        assert (await phones.get(f"{phones.path('amina')}/m/{there}{end}")).status == 404
    reply = await phones.post(f"{phones.path('amina')}/m/{there}/act", "action=arrive", {"Accept": "application/json"})
    assert reply.status == 404
    assert (await phones.fake.house.reception.meeting(MeetingId(there))).stays == {}
    assert (await phones.get(f"{phones.path('ole')}/m/nothing")).status == 404


async def test_who_renews_a_link_here_makes_no_way_into_another_committee(phones: Phones):
    there = (await of(phones, "ole"))["HovedMED"].rpartition("/")[2]
    old = phones.path("ole")
    token = await phones.fake.house.reception.renew(await phones.fake.state(), PersonId("ole"))
    assert (await phones.get(f"/p/{token}")).status == 200
    assert (await phones.get(f"/p/{token}/m/{there}")).status == 404
    assert "HovedMED" not in (await phones.get(f"/p/{token}")).text
    assert (await phones.get(old)).status == 404


async def test_new_links_are_made_from_the_page_of_every_meeting(phones: Phones):
    there = (await of(phones, "ole"))["HovedMED"]
    page = await phones.get(f"{there}/links")
    assert page.status == 200
    made = await phones.post(f"{there}/links", "action=new_link&on=ole&seen=&key=")
    assert made.status == 200
    assert "Det nye link vises kun her" in made.says


async def test_what_lasts_stands_first_and_what_is_over_last(phones: Phones):
    fake = phones.fake
    first = await fake.state()
    days = {"later": (3, Stage.PLANNED), "now": (30, Stage.RUNNING)}
    days |= {"old": (-9, Stage.ENDED), "older": (-20, Stage.ENDED)}

    def add(conn) -> None:  # type: ignore[no-untyped-def]
        for number, (name, (after, stage)) in enumerate(days.items(), 2):
            starts_at = STARTS_AT + timedelta(days=after)
            new = replace(first, id=MeetingId(name), number=number, stage=stage, starts_at=starts_at)
            add_meeting(conn, replace(new, proposals={}, items={}))

    await fake.house.store.write(add)
    today = STARTS_AT.date()
    found = await fake.house.store.read(lambda conn: meetings_of(conn, PersonId("ole"), None, today))
    assert found[0].id == "now"
    assert found[3].committee == "HovedMED"
    assert [each.id for each in found][-2:] == ["old", "older"]
    only = await fake.house.store.read(lambda conn: meetings_of(conn, PersonId("ole"), first.committee.id, today))
    assert "HovedMED" not in {each.committee for each in only}
    assert len(only) == 5


async def test_who_has_left_a_committee_finds_its_meetings_no_more(phones: Phones):
    fake, today = phones.fake, STARTS_AT.date()
    there = (await of(phones, "ole"))["HovedMED"].rpartition("/")[2]
    main = (await fake.house.reception.meeting(MeetingId(there))).committee
    gone = replace(main.people[PersonId("ole")], left_on=today + timedelta(days=1))
    await fake.house.store.write(lambda conn: save_people(conn, main.id, [gone], fake.wall.now(), today))
    assert "HovedMED" in await of(phones, "ole")
    later = today + timedelta(days=1)
    found = await fake.house.store.read(lambda conn: meetings_of(conn, PersonId("ole"), None, later))
    assert [each.id for each in found] == [fake.id]
    assert (await phones.get(f"{phones.path('ole')}/m/{there}")).status == 404
