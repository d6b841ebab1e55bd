"""The door over HTTP: the code on the room's screen, choosing a name, waiting, and coming in with what one held."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import pytest_asyncio

from bot.platforms.browser.code import picture_of
from dialogs.model.ids import MeetingId, PersonId
from storage.links import door_of
from tests.fakes.house import wire, with_meeting
from tests.fakes.http import Phones, Reply, serving

TICKET = re.compile(r'name="on" value="([A-Za-z0-9_-]{32})"')


@pytest_asyncio.fixture
async def phones(tmp_path: Path) -> AsyncIterator[Phones]:
    async with serving(await with_meeting(wire(tmp_path))) as served:
        yield served


def door(phones: Phones) -> str:
    assert phones.fake.tokens
    return f"/join/{door_of(phones.fake.tokens.room)}"


async def held_by_a_new_browser(phones: Phones) -> str:
    found = TICKET.search((await phones.get(door(phones))).text)
    assert found
    return found[1]


async def asks(phones: Phones, who: str, held: str, *, script: bool = False) -> Reply:
    body = urlencode({"action": "ask_in", "on": held, "seen": "", "key": "", "person": who})
    return await phones.post(door(phones), body, {"Accept": "application/json"} if script else {})


async def waits_as(phones: Phones, who: str) -> str:
    held = await held_by_a_new_browser(phones)
    assert (await asks(phones, who, held)).status == 200
    return held


async def test_the_rooms_screen_shows_the_way_in_large_at_first_and_small_later(phones: Phones):
    fake, sizes = phones.fake, []
    assert fake.tokens
    for step in (fake.start, fake.advance, fake.end):
        page = await phones.page("room")
        sizes += re.findall(r'<figure class="code" data-size="(\w+)"', page.text)
        assert f'src="/room/{fake.tokens.room}/code.svg"' in page.text
        if step == fake.start:
            await fake.all_arrive("marianne")
        await step()
    assert sizes == ["large", "medium", "small"]
    assert "code.svg" not in (await phones.page("room")).text


async def test_the_picture_is_the_code_of_the_door_and_the_room_cannot_be_told_from_it(phones: Phones):
    got = await phones.get(f"{phones.path('room')}/code.svg")
    assert got.headers["Content-Type"] == "image/svg+xml"
    assert got.text.encode() == picture_of(f"{phones.fake.house.settings.address}{door(phones)}")
    assert phones.fake.tokens
    assert phones.fake.tokens.room not in got.text
    for path in ("/room/wrong/code.svg", phones.path("marianne").replace("/p/", "/room/") + "/code.svg"):
        assert (await phones.get(path)).status == 404


async def test_who_asks_waits_and_comes_in_with_what_they_held_when_the_secretary_lets_them(phones: Phones):
    held = await held_by_a_new_browser(phones)
    waiting = await asks(phones, "ole", held)
    assert (waiting.status, "Ole" in waiting.says, "Du venter ved døren" in waiting.says) == (200, True, True)
    assert (await phones.get(f"/p/{held}")).status == 404
    ticket = phones.fake.house.reception.ticket(held)
    await phones.does("lars", "admit", ticket)
    assert (await phones.fake.state()).is_here(PersonId("ole"))
    async with phones.client.get(f"{door(phones)}/{held}", allow_redirects=False) as moved:
        assert (moved.status, moved.headers["Location"]) == (303, f"/p/{held}")
    own = await phones.get(f"/p/{held}")
    assert own.status == 200
    assert (await phones.page("ole")).status == 200, "the link from before still opens"
    assert phones.path("ole").rpartition("/")[2] not in own.text


async def test_only_the_browser_that_was_let_in_comes_in(phones: Phones):
    first, second = await waits_as(phones, "ole"), await waits_as(phones, "ole")
    await phones.does("lars", "admit", phones.fake.house.reception.ticket(second))
    assert (await phones.get(f"/p/{second}")).status == 200
    assert (await phones.get(f"/p/{first}")).status == 404
    left_out = await phones.get(f"{door(phones)}/{first}")
    assert left_out.status == 404
    assert "Du er ikke lukket ind" in left_out.says


async def test_what_stands_in_the_database_opens_nothing(phones: Phones):
    held = await waits_as(phones, "ole")
    ticket = phones.fake.house.reception.ticket(held)
    raw = b"".join(file.read_bytes() for file in phones.fake.folder.glob("medmakker.db*"))
    assert ticket.encode() in raw
    assert held.encode() not in raw
    await phones.does("lars", "admit", ticket)
    assert (await phones.get(f"/p/{ticket}")).status == 404
    assert (await phones.get(f"{door(phones)}/{ticket}")).status == 404
    assert (await phones.fake.state()).waiting == {}


async def test_who_is_turned_away_is_told_and_may_choose_again(phones: Phones):
    held = await waits_as(phones, "ole")
    await phones.does("lars", "turn_away", phones.fake.house.reception.ticket(held))
    page = await phones.get(f"{door(phones)}/{held}")
    assert f'href="{door(phones)}"' in page.text
    assert (await asks(phones, "ole", held)).status == 200
    assert len((await phones.fake.state()).waiting) == 1


async def test_somebody_at_the_door_sees_names_and_nothing_of_the_meeting(phones: Phones):
    await phones.fake.all_arrive("marianne", "kasper")
    await phones.fake.start()
    await phones.does("kasper", "contribute", fields={"kind": "use", "text": "Hemmelig tekst"})
    page = await phones.get(door(phones))
    meeting = await phones.fake.state()
    for person in meeting.committee.people.values():
        assert (person.name in page.text) is (not meeting.is_here(person.id))
    waiting = await phones.get(f"{door(phones)}/{await waits_as(phones, 'ole')}")
    assert "Hemmelig" not in page.text + waiting.text


async def test_a_refused_choice_comes_back_with_a_word_and_the_names(phones: Phones):
    for script in (True, False):
        held = await held_by_a_new_browser(phones)
        reply = await asks(phones, "nobody", held, script=script)
        assert reply.status == 422
        assert "Ret det, og prøv igen." in (reply.json["text"] if script else reply.says)
        assert script or held in reply.text
    assert (await phones.fake.state()).waiting == {}


@pytest.mark.parametrize("held", ["", "x", "x" * 23, "x" * 65, "../../p", "é" * 30])
async def test_what_a_browser_makes_up_opens_nothing_else(phones: Phones, held: str):
    reply = await asks(phones, "ole", held, script=True)
    assert reply.status == 200
    (ticket,) = (await phones.fake.state()).waiting
    assert reply.json["waits"].startswith(f"{door(phones)}/")
    kept = reply.json["waits"].rpartition("/")[2]
    assert ticket == phones.fake.house.reception.ticket(kept)
    assert len(kept) in range(24, 65)


async def test_another_site_rings_no_bell_and_a_wrong_door_is_a_wall(phones: Phones):
    held, strangers = await held_by_a_new_browser(phones), {"Sec-Fetch-Site": "cross-site"}
    assert (await phones.post(door(phones), urlencode({"on": held, "person": "ole"}), strangers)).status == 403
    for path in ("/join/wrong", f"/join/wrong/{held}", phones.path("room").replace("room", "join")):
        assert (await phones.get(path)).status == 404
    assert (await phones.get(door(phones).replace("join", "room"))).status == 404
    assert (await phones.get(door(phones).replace("join", "p"))).status == 404


async def test_the_door_of_a_meeting_that_is_over_says_so(phones: Phones):
    held = await waits_as(phones, "ole")
    await phones.fake.all_arrive("marianne")
    await phones.fake.start()
    await phones.fake.end()
    assert "Mødet er slut" in (await phones.get(door(phones))).says
    assert (await phones.get(f"{door(phones)}/{held}")).status == 410
    assert (await asks(phones, "ole", held, script=True)).status == 409


async def test_a_waiting_page_follows_along_and_ends_when_the_wait_does(phones: Phones):
    held = await waits_as(phones, "ole")
    async with phones.client.get(f"{door(phones)}/{held}/events") as stream:
        assert b"event: screen" in await stream.content.readline()
        assert "Ole" in (await stream.content.readline()).decode()
        await phones.does("lars", "admit", phones.fake.house.reception.ticket(held))
        rest = await stream.content.read()
    assert b"event: gone" in rest
    async with phones.client.get(f"/join/wrong/{held}/events") as stream:
        assert b"event: gone" in await stream.content.read()


async def test_everybody_let_in_at_once_has_a_page_of_their_own(phones: Phones):
    held = {who: await waits_as(phones, who) for who in ("ole", "amina", "sanne")}
    page = await phones.page("lars")
    seen = re.search(r'value="admit_all">.*?name="seen" value="([^"]+)"', page.text)
    assert seen
    await phones.does("lars", "admit_all", seen=seen[1])
    meeting = await phones.fake.state()
    for who, token in held.items():
        assert (await phones.get(f"/p/{token}")).status == 200
        assert meeting.is_here(PersonId(who))


async def test_a_way_in_from_the_door_opens_this_committee_only(phones: Phones):
    held = await waits_as(phones, "ole")
    await phones.does("lars", "admit", phones.fake.house.reception.ticket(held))
    link = await phones.fake.house.reception.link(held)
    assert link
    assert link.committee_id == (await phones.fake.state()).committee.id
    assert link.meeting_id == MeetingId(phones.fake.id)
