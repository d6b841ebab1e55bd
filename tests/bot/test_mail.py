"""Mail through a real mail server on loopback: what arrives, and what becomes of what does not."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from bot.bootstrap import keeping_of
from bot.chats import Chats
from bot.mail import AGAIN, Mail, MailServer, Way
from bot.overviews import Overviews
from bot.owing import owe
from bot.ports import Delivery, GiveUp, RetryLater
from bot.relay import LEASE, MOST_ATTEMPTS
from dialogs.cards import Bullets, Button, Buttons, Card, Facts, Heading, Paragraph, Said
from dialogs.model.ids import MeetingId, PersonId
from dialogs.outbound import Place, Post
from storage import addresses, outbox
from storage.chats import MAIL, Account, Room, drop_account, keep_account, keep_room
from storage.codec import encode
from tests.bot.test_live_cards import FakeChat
from tests.dialogs.flows.play import read
from tests.fakes.house import Fake, Hand, delivered, settings_in, wire, with_meeting
from tests.fakes.post_office import OnLoopback, PostOffice

CARD = Card(
    "check-point",
    ("Opfølgning på ", Said("Breve & <b>notater</b>\nog mere")),
    (
        Heading(("Ærø og Århus",)),
        Paragraph(("Kom I i gang? ", Said("<script>\u202e"))),
        Bullets((("én",), ("to",))),
        Facts((("Frist", ("i dag",)),)),
        Buttons((Button("Tryk", "arrive"),)),
    ),
)


def mail(controller: OnLoopback, user: str = "") -> Mail:
    url = f"smtp://{user}127.0.0.1:{controller.port}"
    return Mail(MailServer.at(url, "medmakker@kommune.example"), Hand(datetime(2027, 1, 18, 8, tzinfo=UTC)))


def delivery(key: str = "m1/ask") -> Delivery:
    return Delivery(PersonId("eva"), MeetingId("m1"), CARD, key, tried_before=False)


async def test_a_card_arrives_as_text_and_as_html_with_a_link(listening: OnLoopback, office: PostOffice):
    link = "https://med.kommune.example/p/abc"
    way = Way("Åbn din side", link, "Virker til 1. februar")
    assert await mail(listening).send("eva@kommune.example", delivery(), way) is None
    (letter,) = office.letters
    assert office.to == ["eva@kommune.example"]
    assert letter["Subject"] == "Opfølgning på Breve & <b>notater</b> og mere"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Date"].datetime == datetime(2027, 1, 18, 8, tzinfo=UTC)
    text, html = (part.get_content() for part in letter.iter_parts())
    for line in (
        "Ærø og Århus",
        "Kom I i gang? <script>\u202e",
        "– én",
        "Frist: i dag",
        "Åbn din side",
        "Virker til 1. februar",
    ):
        assert line in text
    assert link in text.splitlines()
    assert "<script>" not in html
    assert "<bdi>&lt;script&gt;\u202e</bdi>" in html
    assert f'<a href="{link}">' in html
    assert "Tryk" not in text + html


async def test_a_repeat_has_the_same_identity_and_another_message_another(listening: OnLoopback, office: PostOffice):
    for key in ("m1/ask", "m1/ask", "m1/wait"):
        await mail(listening).send("eva@kommune.example", delivery(key))
    first, again, other = (letter["Message-ID"] for letter in office.letters)
    assert first == again != other
    assert "eva" not in first


@pytest.mark.parametrize(
    ("recipient", "data", "result"),
    [
        ("550 nobody of that name", "250 OK", GiveUp("mail_550")),
        ("450 try later", "250 OK", RetryLater(AGAIN)),
        ("250 OK", "554 spam", GiveUp("mail_554")),
        ("250 OK", "452 full", RetryLater(AGAIN)),
    ],
)
async def test_what_the_server_refuses_for_good_is_given_up(
    listening: OnLoopback, office: PostOffice, recipient: str, data: str, result: object
):
    office.recipient, office.data = recipient, data
    assert await mail(listening).send("eva@kommune.example", delivery()) == result
    assert office.letters == []


async def test_a_server_that_does_not_answer_is_left_alone_for_a_minute():
    calls = 0

    def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        calls += 1
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        port, wall = server.sockets[0].getsockname()[1], Hand(datetime(2027, 1, 18, 8, tzinfo=UTC))
        post = Mail(MailServer.at(f"smtp://127.0.0.1:{port}", "m@kommune.example"), wall)
        for seconds, called in ((0, 1), (59, 1), (1, 2)):
            wall.later(seconds=seconds)
            assert await post.send("eva@kommune.example", delivery()) == RetryLater(AGAIN)
            assert calls == called


async def test_a_server_that_is_not_there_is_tried_again(office: PostOffice):
    controller = OnLoopback(office)
    controller.start()  # type: ignore[no-untyped-call]
    gone = mail(controller)
    controller.stop()  # type: ignore[no-untyped-call]
    assert await gone.send("eva@kommune.example", delivery()) == RetryLater(AGAIN)


# On loopback nobody listens.
@pytest.mark.filterwarnings("ignore:Requiring AUTH")
async def test_a_wrong_password_is_ours_to_mend(office: PostOffice):
    def allows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        return AuthResult(success=getattr(data, "password", b"") == b"s\xc3\xb8d", handled=False)

    controller = OnLoopback(office, authenticator=allows, auth_required=True, auth_require_tls=False)
    controller.start()  # type: ignore[no-untyped-call]
    try:
        assert await mail(controller, "med:forkert@").send("eva@kommune.example", delivery()) == RetryLater(AGAIN)
        assert await mail(controller, "med:s%C3%B8d@").send("eva@kommune.example", delivery()) is None
    finally:
        controller.stop()  # type: ignore[no-untyped-call]


async def test_a_subject_cannot_bring_another_header_along(listening: OnLoopback, office: PostOffice):
    card = Card("x", (Said("Hej\r\nBcc: alle@kommune.example"),), ())
    bad = Delivery(PersonId("eva"), MeetingId("m1"), card, "k", tried_before=False)
    assert await mail(listening).send("eva@kommune.example", bad) is None
    assert office.letters[0]["Bcc"] is None
    assert office.to == ["eva@kommune.example"]


def test_an_address_of_a_server_is_read():
    found = MailServer.at("submission://med%40x:hemmelig@post.example", "m@x")
    assert (found.host, found.port, found.user, found.password) == ("post.example", 587, "med@x", "hemmelig")
    assert (found.tls, found.start_tls) == (False, True)
    assert MailServer.at("smtps://post.example", "m@x").tls
    for wrong in ("post.example", "http://post.example", "smtp://"):
        with pytest.raises(ValueError, match="smtps://"):
            MailServer.at(wrong, "m@x")


# --- To those without a chat, and for what a chat could not deliver


@pytest.fixture
def chat() -> FakeChat:
    return FakeChat()


@pytest.fixture
async def eva_has_mail(listening: OnLoopback, chat: FakeChat, tmp_path: Path) -> AsyncIterator[Fake]:
    url = f"smtp://127.0.0.1:{listening.port}"
    settings = settings_in(tmp_path, mail_server=url, mail_from="medmakker@kommune.example")
    fake = await with_meeting(wire(tmp_path, settings=settings, chats={"chat": chat}))
    fake.meeting_clock.at = datetime(2026, 11, 1, tzinfo=UTC)
    await fake.house.ticker.arrange()
    await has_address(fake, "eva")
    yield fake
    await fake.close()


async def has_address(fake: Fake, who: str) -> None:
    person, now = PersonId(who), fake.wall.now()
    await fake.house.store.write(lambda conn: addresses.keep(conn, person, f"{who}@kommune.example", now))


async def is_in_chat(fake: Fake, who: str) -> None:
    account = Account("chat", f"U-{who}", PersonId(who))
    await fake.house.store.write(lambda conn: keep_account(conn, account))


async def posted(fake: Fake, to: PersonId | Place, key: str = "key") -> None:
    """Owe somebody a post and deliver what can be."""
    meeting, now, card = await fake.state(), fake.wall.now(), Card("word", ("Husk mødet",), (Paragraph(("Hej",)),))
    ways = {"chat", MAIL}
    await fake.house.store.write(lambda conn: owe(conn, meeting, [Post(to, card, key)], now, ways))
    await delivered(fake)


async def titles(fake: Fake, who: str) -> list[str]:
    return [str(card.title[0]) for card in await fake.house.reception.listing(PersonId(who), fake.id)]


async def told(fake: Fake) -> str:
    """Give what the secretary is told of those who cannot be reached."""
    found = await fake.house.reception.listing(PersonId("lars"), fake.id)
    return str([card.body for card in found if card.name == "unreached"])


async def overview(fake: Fake, who: str) -> str:
    """Give what somebody's overview in a chat says of mail."""
    house = fake.house
    overviews = Overviews(Chats(house.turn, house.reception, house.store, keeping_of(house)))
    found = await overviews.show(PersonId(who), "da")
    return read([card for card in found if card.name.startswith("unmailed")])


def subjects(office: PostOffice) -> list[str]:
    return [str(letter["Subject"]) for letter in office.letters]


async def test_what_comes_between_meetings_is_mailed_to_those_who_have_an_address_and_no_chat(
    eva_has_mail: Fake, office: PostOffice
):
    await has_address(eva_has_mail, "ole")
    await is_in_chat(eva_has_mail, "ole")
    eva_has_mail.meeting_clock.at = datetime(2026, 12, 2, 8, tzinfo=UTC)
    await eva_has_mail.house.ticker.settle()
    assert set(office.to) == {"eva@kommune.example"}
    assert "Læs op til mødet" in subjects(office)


async def test_during_a_meeting_nobody_gets_mail(eva_has_mail: Fake, office: PostOffice):
    eva_has_mail.meeting_clock.at = datetime(2026, 12, 9, 9, tzinfo=UTC)
    await eva_has_mail.all_arrive()
    await eva_has_mail.start()
    await eva_has_mail.house.ticker.settle()
    office.letters.clear()
    eva_has_mail.meeting_clock.later(minutes=46)
    await eva_has_mail.house.ticker.settle()
    assert office.letters == []
    assert "mail" not in await told(eva_has_mail)


async def test_mail_that_is_refused_is_noted_and_the_secretary_is_told_once_what_to_do(
    eva_has_mail: Fake, office: PostOffice
):
    office.recipient = "550 nobody of that name"
    for key in ("first", "second"):
        await posted(eva_has_mail, PersonId("eva"), key)
    store = eva_has_mail.house.store
    assert [each.refused for each in await store.read(addresses.everybody)] == ["mail_550"]
    assert await titles(eva_has_mail, "eva") == ["Husk mødet", "Husk mødet"]
    assert (await titles(eva_has_mail, "lars")).count("Kan ikke nås") == 1
    assert "Mails til Eva" in await told(eva_has_mail)
    assert "Eva Nørgaard" in await overview(eva_has_mail, "lars")
    assert await overview(eva_has_mail, "marianne") == ""
    office.recipient = "250 OK"
    await posted(eva_has_mail, PersonId("eva"), "third")
    assert await overview(eva_has_mail, "lars") == ""
    assert [each.refused for each in await store.read(addresses.everybody)] == [""]


async def test_an_address_that_was_taken_away_gets_nothing_more(eva_has_mail: Fake, office: PostOffice):
    store, now = eva_has_mail.house.store, eva_has_mail.wall.now()
    office.recipient = "450 later"
    await posted(eva_has_mail, PersonId("eva"))
    await store.write(lambda conn: addresses.keep(conn, PersonId("eva"), "", now))
    assert await store.read(lambda conn: addresses.find(conn, PersonId("eva"))) is None
    office.recipient = "250 OK"
    eva_has_mail.wall.at += AGAIN
    await posted(eva_has_mail, PersonId("eva"), "another")
    assert office.letters == []
    assert await told(eva_has_mail) == "[]"


@pytest.mark.parametrize("reason", ["blocked", "archived"])
async def test_what_a_chat_refuses_for_good_goes_out_by_mail_once(
    eva_has_mail: Fake, office: PostOffice, chat: FakeChat, reason: str
):
    await is_in_chat(eva_has_mail, "eva")
    chat.results = [GiveUp(reason)]
    for _ in range(2):
        await posted(eva_has_mail, PersonId("eva"))
    assert subjects(office) == ["Husk mødet"]
    assert len(chat.sent) == 1
    assert await told(eva_has_mail) == "[]"
    assert await titles(eva_has_mail, "eva") == ["Husk mødet"]


async def test_what_two_chats_give_up_is_mailed_once(eva_has_mail: Fake, office: PostOffice, chat: FakeChat):
    await is_in_chat(eva_has_mail, "eva")
    await eva_has_mail.house.store.write(lambda conn: keep_account(conn, Account("switched off", "E", PersonId("eva"))))
    chat.results = [GiveUp("blocked")]
    meeting, now, post = await eva_has_mail.state(), eva_has_mail.wall.now(), Post(PersonId("eva"), CARD, "key")
    ways = {"chat", "switched off", MAIL}
    await eva_has_mail.house.store.write(lambda conn: owe(conn, meeting, [post], now, ways))
    await delivered(eva_has_mail)
    assert len(office.letters) == 1


async def test_what_a_chat_could_not_take_in_many_attempts_is_mailed(
    eva_has_mail: Fake, office: PostOffice, chat: FakeChat
):
    await is_in_chat(eva_has_mail, "eva")
    chat.results = [RetryLater(timedelta(seconds=1))] * MOST_ATTEMPTS
    for _ in range(MOST_ATTEMPTS):
        assert office.letters == []
        await posted(eva_has_mail, PersonId("eva"))
        eva_has_mail.wall.later(seconds=2)
    assert subjects(office) == ["Husk mødet"]


async def test_what_was_owed_to_a_chat_that_somebody_has_left_meanwhile_is_mailed(
    eva_has_mail: Fake, office: PostOffice, chat: FakeChat
):
    await is_in_chat(eva_has_mail, "eva")
    chat.results = [RetryLater(timedelta(seconds=1))]
    await posted(eva_has_mail, PersonId("eva"))
    await eva_has_mail.house.store.write(lambda conn: drop_account(conn, "chat", "U-eva"))
    eva_has_mail.wall.later(seconds=2)
    await delivered(eva_has_mail)
    assert subjects(office) == ["Husk mødet"]
    assert len(chat.sent) == 1


async def test_without_an_address_the_secretary_is_told_whom_a_chat_does_not_reach(
    eva_has_mail: Fake, office: PostOffice, chat: FakeChat
):
    await is_in_chat(eva_has_mail, "ole")
    chat.results = [GiveUp("blocked")] * 2
    for key in ("first", "second"):
        await posted(eva_has_mail, PersonId("ole"), key)
    assert (await told(eva_has_mail)).count("Ole Krogh kan ikke få beskeder i sin chat") == 1
    assert office.letters == []


async def test_during_a_meeting_those_in_the_room_are_told_and_nothing_is_mailed(
    eva_has_mail: Fake, office: PostOffice, chat: FakeChat
):
    await is_in_chat(eva_has_mail, "eva")
    eva_has_mail.meeting_clock.at = datetime(2026, 12, 9, 9, tzinfo=UTC)
    await eva_has_mail.all_arrive()
    await eva_has_mail.start()
    chat.results = [GiveUp("blocked")]
    await posted(eva_has_mail, PersonId("eva"))
    assert office.letters == []
    assert "Eva Nørgaard kan ikke få beskeder" in await told(eva_has_mail)


async def test_a_channel_that_takes_no_message_is_told_about_and_not_mailed(
    eva_has_mail: Fake, office: PostOffice, chat: FakeChat
):
    room = Room((await eva_has_mail.state()).committee.id, Place.ORGANISATION, "chat", "19:alle", {})
    await eva_has_mail.house.store.write(lambda conn: keep_room(conn, room))
    chat.results = [GiveUp("archived")]
    await posted(eva_has_mail, Place.ORGANISATION)
    assert "organisationens kanal" in await told(eva_has_mail)
    assert office.letters == []


async def test_a_mail_that_may_have_gone_out_already_has_the_same_identity_and_the_log_says_so(
    eva_has_mail: Fake, office: PostOffice, caplog: pytest.LogCaptureFixture
):
    store, now = eva_has_mail.house.store, eva_has_mail.wall.now()
    meeting, post = await eva_has_mail.state(), Post(PersonId("eva"), CARD, "key")
    await store.write(lambda conn: owe(conn, meeting, [post], now, {MAIL}))
    for row in await store.write(lambda conn: outbox.claim_due(conn, now, "killed", LEASE, 5)):
        await store.write(lambda conn, row=row: outbox.start_attempt(conn, row.id, "killed", now))
    eva_has_mail.wall.at += LEASE + timedelta(seconds=1)
    with caplog.at_level(logging.WARNING):
        await delivered(eva_has_mail)
    assert len(office.letters) == 1
    assert "never told how it ended" in caplog.text
    assert "eva@" not in caplog.text


async def test_what_is_left_of_a_meeting_that_nobody_knows_stops_nobody(eva_has_mail: Fake):
    store, now = eva_has_mail.house.store, eva_has_mail.wall.now()
    lost = outbox.Owed("key", MeetingId("gone"), PersonId("eva"), encode(CARD), now, "unknown")
    await store.write(lambda conn: outbox.owe(conn, [lost], now))
    assert await eva_has_mail.relay.drain() == 1
    assert await eva_has_mail.relay.drain() == 0
