"""Mail that comes back after the server had taken it, and all that may be said to have come back and did not."""

import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot.bootstrap import application
from bot.bounces import MOST_BYTES, PATH, Bounce, from_input, hand_in, read_bounce
from bot.cli import main
from bot.owing import owe
from dialogs.cards import Card, Paragraph
from dialogs.model.ids import PersonId
from dialogs.outbound import Place, Post
from storage import addresses, outbox
from storage.chats import MAIL
from tests.fakes.house import Fake, delivered, settings_in, wire, with_meeting
from tests.fakes.post_office import OnLoopback, PostOffice

EVA = PersonId("eva")
MAIL_ID = "0123456789abcdef0123456789abcdef01234567"
MAILED = f"Subject: Husk\r\nMessage-ID: <{MAIL_ID}@kommune.example>\r\nTo: eva@kommune.example\r\n\r\nHej\r\n".encode()


def notification(
    returned: bytes = MAILED,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    headers_only: bool = False,
    report: str = "delivery-status",
) -> bytes:
    """Give a notification as Postfix writes it."""
    whole = MIMEMultipart("report", **{"report-type": report})
    whole["From"], whole["To"] = "MAILER-DAEMON@kommune.example (Mail Delivery System)", "medmakker@kommune.example"
    whole["Subject"] = "Undelivered Mail Returned to Sender"
    whole.attach(MIMEText("I'm sorry to have to inform you that your message could not be delivered."))
    blocks = (
        "Reporting-MTA: dns; mail.kommune.example\nX-Postfix-Queue-ID: 4F2\n\n"
        f"Final-Recipient: rfc822; eva@kommune.example\nAction: {action}\nStatus: {status}\n"
        "Diagnostic-Code: smtp; 550 5.1.1 nobody of that name\n"
    )
    raw = whole.as_bytes().replace(b"\n", b"\r\n")
    edge = whole.get_boundary()
    assert edge
    kind = "text/rfc822-headers" if headers_only else "message/rfc822"
    inside = returned.partition(b"\r\n\r\n")[0] + b"\r\n" if headers_only else returned
    parts = (
        f"\r\n--{edge}\r\nContent-Type: message/delivery-status\r\n\r\n".encode() + blocks.encode(),
        f"\r\n--{edge}\r\nContent-Type: {kind}\r\n\r\n".encode() + inside,
    )
    head, _, tail = raw.rpartition(f"\r\n--{edge}--".encode())
    return head + b"".join(parts) + f"\r\n--{edge}--".encode() + tail


# --- What is read


@pytest.mark.parametrize("headers_only", [False, True])
@pytest.mark.parametrize(
    ("action", "status", "read"),
    [
        ("failed", "5.1.1", "5.1.1"),
        ("Failed", "4.4.7 (expired)", "4.4.7"),
        ("failed (nobody)", "", ""),
        ("failed", "<script>", ""),
    ],
)
def test_a_failure_is_known_by_our_mail_and_its_status(action: str, status: str, read: str, headers_only: bool):
    found = read_bounce(notification(action=action, status=status, headers_only=headers_only))
    assert found == Bounce(MAIL_ID, read)


BY_A_RELAY = b"Message-ID: <0100018f-000000@relay.example>\r\n"


@pytest.mark.parametrize("headers_only", [False, True])
@pytest.mark.parametrize(
    "headers",
    [
        BY_A_RELAY + f"Medmakker-Mail: <{MAIL_ID}@kommune.example>\r\n".encode(),
        f"medmakker-mail:\r\n <{MAIL_ID}@kommune.example>\r\n".encode(),
        # Whatever a relay made of ours.
        f"Medmakker-Mail: \xff\r\nMessage-ID: <{MAIL_ID}@kommune.example>\r\n".encode("latin-1"),
    ],
    ids=["rewritten", "taken away", "broken"],
)
def test_a_mail_is_known_where_a_relay_gave_it_an_identity_of_its_own(headers: bytes, headers_only: bool):
    found = read_bounce(notification(headers + b"To: eva@kommune.example\r\n\r\nHej\r\n", headers_only=headers_only))
    assert found == Bounce(MAIL_ID, "5.1.1")


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", "", "not failed"])
def test_what_did_not_fail_is_let_go(action: str):
    assert read_bounce(notification(action=action)) is None


def out_of_office() -> bytes:
    letter = EmailMessage()
    letter["Subject"], letter["In-Reply-To"] = "Ikke til stede", f"<{MAIL_ID}@kommune.example>"
    letter["Auto-Submitted"] = "auto-replied"
    letter.set_content("Action: failed\nStatus: 5.1.1\n")
    letter.add_alternative("<p>Action: failed</p>", subtype="html")
    return letter.as_bytes()


def read_receipt() -> bytes:
    return notification(report="disposition-notification").replace(
        b"message/delivery-status", b"message/disposition-notification"
    )


def without_a_status() -> bytes:
    return notification().replace(b"message/delivery-status", b"text/plain")


def nested(levels: int) -> bytes:
    return b"Content-Type: message/rfc822\r\n\r\n" * levels + notification()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 1000,
        b"Content-Type: multipart/report\r\n\r\n",
        b"Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\n--x\r\n--x--",
        out_of_office(),
        read_receipt(),
        without_a_status(),
        notification(b"Message-ID: <someone@else.example>\r\n\r\n"),
        notification(b"Subject: none\r\n\r\n"),
        notification(b"Medmakker-Mail: <someone@else.example>\r\n" + BY_A_RELAY + b"\r\n"),
        notification(f"Subject: {MAIL_ID}\r\nX-Medmakker-Mail: <{MAIL_ID}@x>\r\n\r\n".encode()),
        notification(MAILED.replace(MAIL_ID.encode(), MAIL_ID.upper().encode())),
        notification(MAILED.replace(MAIL_ID.encode(), b"../" + MAIL_ID.encode())),
        notification().replace(b"message/rfc822", b"image/png"),
        notification(MAILED.replace(b"Message-ID", b"\xff"), headers_only=True).replace(
            b"822-headers", b"822-headers; charset*=x''%\""
        ),
        nested(20),
        nested(20_000),
    ],
    ids=lambda raw: None,
)
def test_anything_else_is_let_go(raw: bytes):
    assert read_bounce(raw) is None


@given(st.data())
def test_a_broken_notification_says_nothing_else_and_breaks_nothing(data: st.DataObject):
    raw = bytearray(notification())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    found = read_bounce(bytes(raw))
    assert found is None or (len(found.mail), set(found.status) <= set("0123456789.")) == (40, True)


def test_of_a_huge_message_no_more_is_read_than_one_of_ours_can_hold_and_the_rest_is_let_go():
    source = io.BytesIO(notification(MAILED + b"x" * (2 * MOST_BYTES)))
    raw = from_input(source)
    assert len(raw) == MOST_BYTES
    assert read_bounce(raw) == Bounce(MAIL_ID, "5.1.1")
    assert source.read() == b""


# --- What comes of it


@pytest.fixture
async def fake(listening: OnLoopback, tmp_path: Path) -> Fake:
    url = f"smtp://127.0.0.1:{listening.port}"
    settings = settings_in(tmp_path, mail_server=url, mail_from="medmakker@kommune.example")
    fake = await with_meeting(wire(tmp_path, settings=settings))
    fake.meeting_clock.at = datetime(2026, 11, 1, tzinfo=UTC)
    await has_address(fake, "eva@kommune.example")
    return fake


@pytest.fixture
async def client(fake: Fake) -> AsyncIterator[TestClient]:  # type: ignore[type-arg]
    async with TestClient(TestServer(application(fake.house))) as client:
        yield client


async def has_address(fake: Fake, address: str) -> None:
    now = fake.wall.now()
    await fake.house.store.write(lambda conn: addresses.keep(conn, EVA, address, now))


async def owed(fake: Fake, to: PersonId | Place = EVA, key: str = "key") -> None:
    meeting, now, card = await fake.state(), fake.wall.now(), Card("word", ("Husk",), (Paragraph(("Hej",)),))
    await fake.house.store.write(lambda conn: owe(conn, meeting, [Post(to, card, key)], now, {MAIL}))


async def comes_back(client: TestClient, raw: bytes) -> int:  # type: ignore[type-arg]
    found = read_bounce(raw)
    assert found
    answer = await client.post(PATH, data={"mail": found.mail, "status": found.status})
    return answer.status


async def refused(fake: Fake) -> list[str]:
    return [each.refused for each in await fake.house.store.read(addresses.everybody)]


async def told(fake: Fake) -> int:
    await delivered(fake)
    found = await fake.house.reception.listing(PersonId("lars"), fake.id)
    return len([card for card in found if "Mails til Eva" in str(card)])


async def test_the_secretary_is_told_once_of_mail_that_comes_back_until_the_next_is_taken(
    fake: Fake,
    client: TestClient,  # type: ignore[type-arg]
    office: PostOffice,
):
    await owed(fake)
    await delivered(fake)
    for _ in range(2):
        assert await comes_back(client, notification(bytes(office.letters[0]))) == 204
        assert await refused(fake) == ["bounced_5.1.1"]
        assert await told(fake) == 1
    await owed(fake, key="another")
    await delivered(fake)
    assert await refused(fake) == [""]
    assert await comes_back(client, notification(bytes(office.letters[1]), status="")) == 204
    assert await refused(fake) == ["bounced"]


async def test_it_is_our_own_mail_that_is_known_behind_such_a_relay(
    fake: Fake,
    client: TestClient,  # type: ignore[type-arg]
    office: PostOffice,
):
    await owed(fake)
    await delivered(fake)
    letter = office.letters[0]
    letter.replace_header("Message-ID", "<0100018f-000000@relay.example>")
    assert await comes_back(client, notification(bytes(letter))) == 204
    assert await refused(fake) == ["bounced_5.1.1"]


async def test_what_went_to_an_address_before_says_nothing_of_the_one_now(
    fake: Fake,
    client: TestClient,  # type: ignore[type-arg]
    office: PostOffice,
):
    await owed(fake)
    await delivered(fake)
    for address in ("eva.ny@kommune.example", ""):
        fake.wall.later(seconds=1)
        await has_address(fake, address)
        assert await comes_back(client, notification(bytes(office.letters[0]))) == 204
    assert await refused(fake) == []
    assert await told(fake) == 0


async def test_what_is_not_away_yet_is_to_be_handed_in_again(
    fake: Fake,
    client: TestClient,  # type: ignore[type-arg]
    office: PostOffice,
):
    office.data = "450 later"
    await owed(fake)
    await delivered(fake)
    mail = outbox.id_of(MAIL, "key").hex()
    assert (await client.post(PATH, data={"mail": mail})).status == 503
    office.data, office.recipient = "250 OK", "550 no"
    fake.wall.later(hours=1)
    await delivered(fake)
    # What the server refused at once is known already.
    assert (await client.post(PATH, data={"mail": mail, "status": "5.0.0"})).status == 204
    assert await refused(fake) == ["mail_550"]


async def test_a_mail_that_we_never_sent_changes_nothing(fake: Fake, client: TestClient):  # type: ignore[type-arg]
    await owed(fake, Place.ROOM, "room")
    await delivered(fake)
    for forged in (MAIL_ID, outbox.id_of("browser", "key").hex(), outbox.id_of(MAIL, "room").hex()):
        assert (await client.post(PATH, data={"mail": forged, "status": "5.1.1"})).status == 204
    for wrong in ({}, {"mail": "x"}, {"mail": MAIL_ID, "status": "5.1.1 <b>"}, {"mail": MAIL_ID, "status": "5"}):
        assert (await client.post(PATH, data=wrong)).status == 400
    assert await refused(fake) == [""]
    assert await told(fake) == 0


# --- The command


def run(port: int, raw: bytes) -> tuple[int, str]:
    environment = {"MEDMAKKER_PORT": str(port), "MEDMAKKER_HOST": "127.0.0.1"}
    result = CliRunner().invoke(main, ["mail", "bounced"], input=raw, env=environment)
    return result.exit_code, result.output


def test_what_is_no_bounce_is_let_go_so_that_no_mail_server_sends_it_back():
    assert run(1, out_of_office())[0] == 0


def test_where_the_server_cannot_be_reached_the_mail_server_tries_again(unused_tcp_port: int):
    status, said = run(unused_tcp_port, notification())
    assert (status, "start it" in said) == (75, True)


async def test_the_server_is_handed_what_came_back(
    fake: Fake,
    client: TestClient,  # type: ignore[type-arg]
    office: PostOffice,
):
    import asyncio

    await owed(fake)
    await delivered(fake)
    found = read_bounce(notification(bytes(office.letters[0])))
    assert found
    assert client.port
    assert await asyncio.to_thread(hand_in, "127.0.0.1", client.port, found)
    assert await refused(fake) == ["bounced_5.1.1"]
