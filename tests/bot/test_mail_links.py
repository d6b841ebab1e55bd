"""Links in mails: they open the person's page for two weeks, lead to no lasting way in, and can be closed."""

import logging
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.owing import owe
from dialogs.cards import Card
from dialogs.model.ids import PersonId
from dialogs.outbound import Post
from storage import addresses
from storage.chats import MAIL
from storage.links import LinkKind
from tests.fakes.house import Fake, delivered, settings_in, wire, with_meeting
from tests.fakes.http import Phones, serving
from tests.fakes.post_office import OnLoopback, PostOffice

LARS = PersonId("lars")
TWO_WEEKS = timedelta(days=14)


@pytest.fixture
async def fake(listening: OnLoopback, tmp_path: Path) -> Fake:
    url = f"smtp://127.0.0.1:{listening.port}"
    settings = settings_in(tmp_path, mail_server=url, mail_from="med@kommune.example", base_url="https://med.example")
    made = await with_meeting(wire(tmp_path, settings=settings))
    # The secretary, who may make new links.
    await address(made, "lars@kommune.example")
    return made


@pytest.fixture
async def phone(fake: Fake) -> AsyncIterator[Phones]:
    async with serving(fake) as client:
        yield client


async def address(fake: Fake, to: str) -> None:
    now = fake.wall.now()
    await fake.house.store.write(lambda conn: addresses.keep(conn, LARS, to, now))
    fake.house.reception.forget_links()


async def mailed(fake: Fake, office: PostOffice, key: str = "key") -> str:
    """Mail somebody, and give where the link in the mail leads."""
    meeting, now = await fake.state(), fake.wall.now()
    post = Post(LARS, Card("word", ("Husk mødet",)), key)
    await fake.house.store.write(lambda conn: owe(conn, meeting, [post], now, {MAIL}))
    await delivered(fake)
    return link_in(office)


def link_in(office: PostOffice) -> str:
    text, html = (part.get_content() for part in office.letters[-1].iter_parts())
    (found,) = re.findall(r"https://med.example(/p/[\w-]+)\r?\n", text)
    assert f'href="https://med.example{found}"' in html
    return str(found)


async def test_the_link_opens_the_page_of_the_one_who_got_the_mail_where_they_can_act(
    fake: Fake, office: PostOffice, phone: Phones
):
    home = await mailed(fake, office)
    page = await phone.get(home)
    assert page.status == 200
    assert "Hjemmeplejen Lind" in page.text
    acted = await phone.post(f"{home}/act", "action=arrive&on=&seen=&key=k")
    assert acted.status == 200
    assert (await fake.state()).is_here(LARS)


async def test_after_two_weeks_it_says_how_to_get_a_new_one_and_opens_nothing(
    fake: Fake, office: PostOffice, phone: Phones
):
    home = await mailed(fake, office)
    fake.wall.at += TWO_WEEKS - timedelta(seconds=1)
    assert (await phone.get(home)).status == 200
    fake.wall.at += timedelta(seconds=1)
    for language, words in (("da", "Linket er udløbet"), ("en", "This link has expired")):
        page = await phone.get(home, headers={"Accept-Language": language})
        assert page.status == 410
        text = page.text
        assert words in text
        assert "Lars" not in text
    assert (await phone.post(f"{home}/act", "action=arrive&on=&seen=&key=k")).status == 410
    assert not (await fake.state()).is_here(LARS)
    assert "event: gone" in (await phone.get(f"{home}/events")).text


async def test_who_asks_for_a_new_link_gets_one_a_day_to_the_address_that_is_known(
    fake: Fake, office: PostOffice, phone: Phones
):
    home = await mailed(fake, office)
    await fake.all_arrive()
    await fake.start()
    fake.wall.at += TWO_WEEKS
    for _ in range(3):
        sent = await phone.post(f"{home}/again", "")
        assert sent.status == 200
        assert "kommune.example" not in sent.text
        await delivered(fake)
    assert office.to == ["lars@kommune.example"] * 2
    assert office.letters[-1]["Subject"] == "Dit nye link"
    new = link_in(office)
    assert new != home
    assert (await phone.get(new)).status == 200
    assert (await phone.get(home)).status == 410


async def test_only_our_own_page_asks_for_a_new_link_and_only_for_one_that_expired(
    fake: Fake, office: PostOffice, phone: Phones
):
    home = await mailed(fake, office)
    assert (await phone.post(f"{home}/again", "")).status == 404
    assert (await phone.post("/p/nobody-knows-this/again", "")).status == 404
    fake.wall.at += TWO_WEEKS
    assert (await phone.post(f"{home}/again", "", headers={"Sec-Fetch-Site": "cross-site"})).status == 403
    await delivered(fake)
    assert len(office.letters) == 1


async def test_it_leads_to_no_way_in_that_would_outlast_it(fake: Fake, office: PostOffice, phone: Phones):
    assert fake.tokens
    lasting = f"/p/{fake.tokens.people[LARS]}"
    home = await mailed(fake, office)
    for way in ("links", "calendar"):
        assert f"{lasting}/{way}" in (await phone.get(lasting)).text
        assert (await phone.get(f"{lasting}/{way}")).status == 200
        assert f"{home}/{way}" not in (await phone.get(home)).text
        assert (await phone.get(f"{home}/{way}")).status == 404
    assert (await phone.post(f"{home}/links", "action=new_link&on=lars&seen=&key=k")).status == 404


async def test_it_is_closed_with_the_person_s_own_link_and_with_the_address(
    fake: Fake, office: PostOffice, phone: Phones
):
    first = await mailed(fake, office, "first")
    await address(fake, "lars@other.example")
    assert (await phone.get(first)).status == 404
    second = await mailed(fake, office, "second")
    assert (await phone.get(second)).status == 200
    await fake.house.reception.renew(await fake.state(), LARS)
    assert (await phone.get(second)).status == 404


async def test_a_mail_that_was_not_taken_leaves_no_link_and_the_next_has_another(
    fake: Fake, office: PostOffice, phone: Phones
):
    def kept() -> int:
        return len([link for link in fake.house.reception._links.values() if link.kind is LinkKind.MAIL])

    office.data = "452 full"
    meeting, now = await fake.state(), fake.wall.now()
    post = Post(LARS, Card("word", ("Husk mødet",)), "key")
    await fake.house.store.write(lambda conn: owe(conn, meeting, [post], now, {MAIL}))
    fallen = fake.chance.fallen
    await delivered(fake)
    assert fake.chance.fallen == fallen + 1
    office.data = "250 OK"
    fake.wall.at += timedelta(minutes=10)
    await delivered(fake)
    assert (await phone.get(link_in(office))).status == 200
    assert kept() == 1


async def test_the_secretary_s_page_says_whose_mail_is_refused_between_meetings(fake: Fake, phone: Phones):
    now = fake.wall.now()
    for write in (
        lambda conn: addresses.keep(conn, PersonId("ole"), "ole@kommune.example", now),
        lambda conn: addresses.note(conn, PersonId("ole"), "mail_550"),
    ):
        await fake.house.store.write(write)
    shown = {who: "Mails kommer ikke frem" in (await phone.page(who)).says for who in ("lars", "marianne", "ole")}
    assert shown == {"lars": True, "marianne": False, "ole": False}
    await fake.all_arrive()
    await fake.start()
    assert "Mails kommer ikke frem" not in (await phone.page("lars")).says


async def test_no_log_holds_a_link_or_an_address(
    fake: Fake, office: PostOffice, phone: Phones, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.DEBUG):
        home = await mailed(fake, office)
        await phone.get(home)
        office.recipient = "550 no"
        meeting, now = await fake.state(), fake.wall.now()
        post = Post(LARS, Card("word", ("Husk mødet",)), "another")
        await fake.house.store.write(lambda conn: owe(conn, meeting, [post], now, {MAIL}))
        await delivered(fake)
        fake.wall.at += TWO_WEEKS
        await phone.get(home)
    ours = [record for record in caplog.records if record.name.startswith(("bot", "storage", "aiosmtplib"))]
    assert ours
    said = " ".join(str(record.__dict__) for record in ours)
    assert home.removeprefix("/p/") not in said
    assert "kommune.example" not in said
