"""Mail through a real mail server on loopback: what arrives, and what becomes of what does not."""

import email.policy
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from bot.mail import AGAIN, Mail, MailServer
from bot.mailing import AlsoByMail
from bot.platforms.browser.sender import BrowserSender
from bot.ports import Delivery, GiveUp, RetryLater
from bot.relay import Relay
from dialogs.cards import Bullets, Button, Buttons, Card, Facts, Heading, Paragraph, Said
from dialogs.model.ids import MeetingId, PersonId
from storage import addresses
from tests.fakes.house import Fake, Hand, wire, with_meeting

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


class PostOffice:
    """Takes what it is told to take, and keeps it."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.to: list[str] = []
        self.recipient, self.data = "250 OK", "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:  # type: ignore[type-arg]
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data.startswith("250"):
            assert isinstance(envelope.content, bytes)
            found = message_from_bytes(envelope.content, policy=email.policy.default)
            assert isinstance(found, EmailMessage)
            self.letters.append(found)
            self.to += envelope.rcpt_tos
        return self.data


class OnLoopback(Controller):
    """Listens on a port that the system gives."""

    def __init__(self, office: PostOffice, **more: object) -> None:
        super().__init__(office, hostname="127.0.0.1", port=0, **more)  # type: ignore[no-untyped-call]

    def _trigger_server(self) -> None:
        # A port that was left open to the system is known only now.
        assert self.server
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def listening(office: PostOffice) -> Iterator[OnLoopback]:
    controller = OnLoopback(office)
    controller.start()  # type: ignore[no-untyped-call]
    yield controller
    controller.stop()  # type: ignore[no-untyped-call]


def mail(controller: OnLoopback, user: str = "") -> Mail:
    url = f"smtp://{user}127.0.0.1:{controller.port}"
    return Mail(MailServer.at(url, "medmakker@kommune.example"), Hand(datetime(2027, 1, 18, 8, tzinfo=UTC)))


def delivery(key: str = "m1/ask") -> Delivery:
    return Delivery(PersonId("eva"), MeetingId("m1"), CARD, key, tried_before=False)


async def test_a_card_arrives_as_text_and_as_html_with_a_link(listening: OnLoopback, office: PostOffice):
    link = "https://med.kommune.example/p/abc"
    assert await mail(listening).send("eva@kommune.example", delivery(), link) is None
    (letter,) = office.letters
    assert office.to == ["eva@kommune.example"]
    assert letter["Subject"] == "Opfølgning på Breve & <b>notater</b> og mere"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Date"].datetime == datetime(2027, 1, 18, 8, tzinfo=UTC)
    text, html = (part.get_content() for part in letter.iter_parts())
    for line in ("Ærø og Århus", "Kom I i gang? <script>\u202e", "– én", "Frist: i dag", link):
        assert line in text
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


# --- Beside the page


@pytest.fixture
async def eva_has_mail(listening: OnLoopback, tmp_path: Path) -> AsyncIterator[Fake]:
    fake = await with_meeting(wire(tmp_path))
    house = fake.house
    shelf = BrowserSender(house.reception, house.watching)
    sender = AlsoByMail(shelf, mail(listening), house.store, lambda each: house.reception.meeting(each.meeting))
    house.ticker._relay = Relay(house.store, {"browser": sender}, fake.wall, owner="by mail")
    fake.meeting_clock.at = datetime(2026, 11, 1, tzinfo=UTC)
    await house.ticker.arrange()
    await house.store.write(lambda conn: addresses.keep(conn, PersonId("eva"), "eva@kommune.example", fake.wall.now()))
    yield fake
    await fake.close()


async def test_what_comes_between_meetings_is_mailed_to_those_who_have_an_address(
    eva_has_mail: Fake, office: PostOffice
):
    eva_has_mail.meeting_clock.at = datetime(2026, 12, 2, 8, tzinfo=UTC)
    await eva_has_mail.house.ticker.settle()
    assert set(office.to) == {"eva@kommune.example"}
    assert "Læs op til mødet" in [letter["Subject"] for letter in office.letters]


async def test_during_a_meeting_nobody_gets_mail(eva_has_mail: Fake, office: PostOffice):
    eva_has_mail.meeting_clock.at = datetime(2026, 12, 9, 9, tzinfo=UTC)
    await eva_has_mail.all_arrive()
    await eva_has_mail.start()
    await eva_has_mail.house.ticker.settle()
    office.letters.clear()
    eva_has_mail.meeting_clock.later(minutes=46)
    await eva_has_mail.house.ticker.settle()
    assert office.letters == []


async def test_mail_that_is_refused_is_noted_and_lies_on_the_page_all_the_same(eva_has_mail: Fake, office: PostOffice):
    office.recipient = "550 nobody of that name"
    eva_has_mail.meeting_clock.at = datetime(2026, 12, 2, 8, tzinfo=UTC)
    await eva_has_mail.house.ticker.settle()
    store = eva_has_mail.house.store
    assert [each.refused for each in await store.read(addresses.everybody)] == ["mail_550"]
    found = await eva_has_mail.house.reception.listing(PersonId("eva"), eva_has_mail.id)
    assert ("Læs op til mødet",) in [card.title for card in found]
    office.recipient = "250 OK"
    await store.write(lambda conn: addresses.note(conn, PersonId("eva"), ""))
    assert [each.refused for each in await store.read(addresses.everybody)] == [""]
    await store.write(lambda conn: addresses.keep(conn, PersonId("eva"), "", eva_has_mail.wall.now()))
    assert await store.read(lambda conn: addresses.find(conn, PersonId("eva"))) is None
