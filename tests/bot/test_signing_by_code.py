"""Signing from the browser outside a try-out: a link reads, and a code that comes by mail signs."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.bootstrap import keeping_of
from bot.chats import Chats, Pressed
from dialogs.model.ids import PersonId
from storage import addresses
from tests.fakes.house import Fake, settings_in, wire, with_meeting
from tests.fakes.http import Phones, Reply, serving
from tests.fakes.post_office import OnLoopback, PostOffice

MARIANNE = PersonId("marianne")
BY_CODE = "by_code.sign_minutes"


@pytest.fixture
async def fake(listening: OnLoopback, tmp_path: Path) -> Fake:
    url = f"smtp://127.0.0.1:{listening.port}"
    more = {"mail_server": url, "mail_from": "med@kommune.example", "tryout": False, "rehearsal": False}
    made = await with_meeting(wire(tmp_path, settings=settings_in(tmp_path, **more)))
    now = made.wall.now()
    await made.house.store.write(lambda conn: addresses.keep(conn, MARIANNE, "marianne@kommune.example", now))
    await made.all_arrive()
    await made.start()
    await made.end()
    return made


@pytest.fixture
async def phones(fake: Fake) -> AsyncIterator[Phones]:
    async with serving(fake) as made:
        yield made


def code_in(office: PostOffice) -> str:
    text, _ = (part.get_content() for part in office.letters[-1].iter_parts())
    (code,) = re.findall(r"Koden er (\d{6})\.", text)
    return str(code)


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


async def asks(phones: Phones, *, script: bool = True) -> Reply:
    return await phones.send("marianne", "sign_minutes", "", "1", script=script)


async def gives(phones: Phones, code: str, *, key: str | None = None, script: bool = True, seen: str = "1") -> Reply:
    return await phones.send("marianne", BY_CODE, "", seen, {"code": code}, key=key, script=script)


async def signed(fake: Fake) -> list[str]:
    return [str(each.person) for each in (await fake.state()).minutes.signatures]


async def test_a_code_goes_to_the_signer_s_mail_and_with_it_the_minutes_are_signed(
    fake: Fake, phones: Phones, office: PostOffice
):
    asked = await asks(phones)
    assert (asked.status, asked.json["refused"]) == (200, "")
    assert "m•••@kommune.example" in asked.json["card"]
    assert BY_CODE in asked.json["card"]
    assert office.to == ["marianne@kommune.example"]
    assert await signed(fake) == []
    code = code_in(office)
    assert code not in asked.text
    assert code not in str(office.letters[-1]["Subject"])
    assert (await gives(phones, code)).status == 200
    assert await signed(fake) == ["marianne"]


async def test_without_a_script_the_page_asks_and_says_what_is_wrong_and_asks_again(
    fake: Fake, phones: Phones, office: PostOffice
):
    asked = await asks(phones, script=False)
    assert "Skriv koden fra din mail" in asked.says
    assert 'name="code"' in asked.text
    wrong = await gives(phones, other_than(code_in(office)), script=False)
    assert wrong.status == 422
    assert "Koden passer ikke" in wrong.says
    assert 'name="code"' in wrong.text
    assert "kan ikke sendes længere" not in wrong.says
    assert len(office.letters) == 1
    right = await gives(phones, code_in(office), script=False)
    assert right.status == 200
    assert 'name="code"' not in right.text
    assert await signed(fake) == ["marianne"]


async def test_a_press_that_is_sent_again_gets_its_first_answer_although_the_code_is_used_up(
    fake: Fake, phones: Phones, office: PostOffice
):
    await asks(phones)
    first, again = [await gives(phones, code_in(office), key="one key") for _ in range(2)]
    assert first.json == again.json
    assert first.json["refused"] == ""
    assert await signed(fake) == ["marianne"]


@pytest.mark.parametrize("code", ["", "1", "æøå", "٠١٢٣٤٥"])
async def test_a_wrong_code_signs_nothing_and_after_five_the_right_one_is_too_late(
    fake: Fake, phones: Phones, office: PostOffice, code: str
):
    await asks(phones)
    for _ in range(5):
        wrong = await gives(phones, code)
        assert (wrong.json["refused"], wrong.json["field"]) == ("wrong_code", "code")
    assert (await gives(phones, code_in(office))).json["refused"] == "wrong_code"
    assert await signed(fake) == []
    await asks(phones)
    assert (await gives(phones, code_in(office))).json["refused"] == ""


async def test_a_code_is_too_late_after_ten_minutes_and_signs_no_other_text(
    fake: Fake, phones: Phones, office: PostOffice
):
    await asks(phones)
    code = code_in(office)
    assert (await gives(phones, code, seen="2")).json["refused"] == "out_of_date"
    assert (await phones.send("kasper", BY_CODE, "", "1", {"code": code})).json["refused"] == "not_allowed"
    fake.wall.at += timedelta(minutes=10)
    assert (await gives(phones, code)).json["refused"] == "wrong_code"
    assert await signed(fake) == []


async def test_nobody_gets_a_code_for_what_they_could_not_sign(fake: Fake, phones: Phones, office: PostOffice):
    assert (await phones.send("marianne", "sign_minutes", "", "2")).json["refused"] == "out_of_date"
    assert (await phones.send("kasper", "sign_minutes", "", "1")).json["refused"] == "not_allowed"
    assert office.letters == []


async def test_who_has_no_address_is_told_what_to_do(fake: Fake, phones: Phones, office: PostOffice):
    refused = await phones.send("sanne", "sign_minutes", "", "1")
    assert (refused.status, refused.json["refused"]) == (403, "sign_in_required")
    assert "mailadresse" in refused.json["text"]
    assert (await phones.send("sanne", BY_CODE, "", "1", {"code": "1"}, script=False)).status == 422
    assert office.letters == []


@pytest.mark.parametrize("answer", ["550 nobody", "450 later"])
async def test_a_code_that_cannot_be_mailed_is_no_code_and_the_next_press_makes_another(
    fake: Fake, phones: Phones, office: PostOffice, answer: str
):
    office.recipient = answer
    assert (await asks(phones)).json["refused"] == "code_not_sent"
    known = await fake.house.store.read(lambda conn: addresses.find(conn, MARIANNE))
    assert known
    assert known.refused == ("mail_550" if answer.startswith("550") else "")
    office.recipient = "250 OK"
    assert (await asks(phones)).json["refused"] == ""
    assert (await gives(phones, code_in(office))).json["refused"] == ""


async def test_pressing_on_and_on_sends_five_mails_in_an_hour(fake: Fake, phones: Phones, office: PostOffice):
    for _ in range(2):
        await asks(phones)
    assert len(office.letters) == 1
    for _ in range(9):
        fake.wall.at += timedelta(minutes=1)
        last = await asks(phones)
    assert last.json["refused"] == "too_many_codes"
    assert len(office.letters) == 5


async def test_no_log_holds_a_code(fake: Fake, phones: Phones, office: PostOffice, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    await asks(phones)
    await gives(phones, code_in(office))
    ours = [record for record in caplog.records if record.name.startswith(("bot", "storage"))]
    assert code_in(office) not in " ".join(str(record.__dict__) for record in ours)


async def test_in_a_chat_nobody_needs_a_code(fake: Fake):
    chats = Chats(fake.house.turn, fake.house.reception, fake.house.store, keeping_of(fake.house))
    pressed = Pressed("sign_minutes", "", "1", fake.id)
    assert (await chats.take("key", MARIANNE, pressed)).refused == ""
    assert await signed(fake) == ["marianne"]
    await fake.close()
