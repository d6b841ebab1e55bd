from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.platforms.slack.signatures import SIGNATURE, TIMESTAMP, is_signed, signature

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
BODY = b"payload=%7B%22type%22%3A%22block_actions%22%7D"


def stamp(**span: float) -> str:
    return str(int((NOW + timedelta(**span)).timestamp()))


def headers(timestamp: str | None = None, body: bytes = BODY, secret: str = SECRET) -> dict[str, str]:
    timestamp = stamp() if timestamp is None else timestamp
    return {TIMESTAMP: timestamp, SIGNATURE: signature(secret, timestamp, body)}


def test_what_slack_signed_is_taken():
    assert is_signed(SECRET, headers(), BODY, NOW)


def test_the_signature_is_the_one_that_slacks_own_library_makes():
    theirs = SignatureVerifier(SECRET).generate_signature(timestamp=stamp(), body=BODY)
    assert headers()[SIGNATURE] == theirs


@pytest.mark.parametrize("body", [BODY + b" ", b"", BODY[:-1], BODY.replace(b"b", b"B")])
def test_another_body_is_not_taken(body: bytes):
    assert not is_signed(SECRET, headers(), body, NOW)


def test_another_secret_is_not_taken():
    assert not is_signed(SECRET, headers(secret="8f742231b10e8888abcd99yyyzzz85a6"), BODY, NOW)


def test_without_a_secret_nothing_is_taken():
    assert not is_signed("", headers(secret=""), BODY, NOW)


@pytest.mark.parametrize(("span", "taken"), [(-300, True), (-301, False), (300, True), (301, False), (-86_400, False)])
def test_a_signature_is_good_for_five_minutes(span: float, taken: bool):
    assert is_signed(SECRET, headers(stamp(seconds=span)), BODY, NOW) is taken


@pytest.mark.parametrize(
    "timestamp", ["", "now", "-1", "1.5", "1e9", " 1", "١٢٣٤", "²", "9" * 13, "9" * 5000, "\x00", "nan"]
)
def test_a_timestamp_that_is_no_number_is_refused_in_peace(timestamp: str):
    assert not is_signed(SECRET, headers(timestamp), BODY, NOW)


@pytest.mark.parametrize("signed", ["", "v0=", "v0=é", "v1=" + "0" * 64, "\ud83d", "0" * 64])
def test_a_signature_that_is_none_is_refused_in_peace(signed: str):
    assert not is_signed(SECRET, {TIMESTAMP: stamp(), SIGNATURE: signed}, BODY, NOW)


@pytest.mark.parametrize("left_out", [TIMESTAMP, SIGNATURE])
def test_a_header_too_few_is_refused_in_peace(left_out: str):
    assert not is_signed(SECRET, {name: value for name, value in headers().items() if name != left_out}, BODY, NOW)


def test_any_bytes_can_be_signed():
    body = bytes(range(256))
    assert is_signed(SECRET, headers(body=body), body, NOW)
