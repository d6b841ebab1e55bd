"""What typed text becomes, and what is never kept (rule 7)."""

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.model.texts import (
    CPR_COVER,
    MAX_CHARS,
    accept,
    contains_contact_details,
    contains_cpr,
    cover_cpr,
    is_empty,
    normalise,
)
from tests.dialogs.room import refused

DATES = st.dates().map(lambda day: day.strftime("%d%m") + f"{day.year % 100:02}")
SEPARATORS = st.sampled_from(
    ["", "-", " ", "\u00a0", "\u2010", "\u2011", "\u2013", "\u2212", "\u2009", "\u202f", "－", "\u205f"]
)
ZEROS = st.sampled_from([0x30, 0x660, 0x966, 0xFF10, 0x1D7CE])
INVISIBLE = st.sampled_from(["", "", "", "\u200b", "\u00ad", "\u2060", "\ufeff", "\u200f", "\u180e", "\ufe0f"])
WORDS = st.text(alphabet="abc æøå.,;:()\n-•", max_size=12)


@st.composite
def cpr_numbers(draw):
    """Give a CPR number in any digits, with any separator and unseen characters slipped in."""
    date, last = draw(DATES), f"{draw(st.integers(0, 9999)):04}"
    zero = draw(ZEROS)
    digits = [chr(zero + int(digit)) for digit in date + last]
    unseen = [draw(INVISIBLE) for _ in range(9)]
    first = "".join(digit + gap for digit, gap in zip(digits[:6], [*unseen[:5], ""], strict=True))
    rest = "".join(digit + gap for digit, gap in zip(digits[6:], [*unseen[5:8], ""], strict=True))
    return first + draw(SEPARATORS) + unseen[8] + rest


# --- Normalising


@given(st.text())
@settings(max_examples=60)
def test_normalising_twice_is_normalising_once(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
@settings(max_examples=60)
def test_normalised_text_is_composed_trimmed_and_without_control_characters(text):
    found = normalise(text)
    assert unicodedata.is_normalized("NFC", found)
    assert found == found.strip()
    assert {unicodedata.category(char) for char in found if char != "\n"}.isdisjoint({"Cc", "Cs"})
    assert len(found) <= len(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\r\r\nb", "a\n\nb"),
        ("bla\u030ar", "blår"),
        (" \n\t to ord \n ", "to ord"),
        ("a\tb", "a b"),
        ("a\x00b\x1fc\x7fd\x9fe", "abcde"),
        ("a\ud800b", "ab"),
        ("<b>fed</b> & *stjerne* :smile:", "<b>fed</b> & *stjerne* :smile:"),
        ("a\u202eb\u200fc", "a\u202eb\u200fc"),
        ("a  b", "a  b"),
    ],
)
def test_text_is_kept_like_this(typed, kept):
    assert normalise(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\n",
        "\u00a0",
        "\u200b",
        "\u200e\u202e",
        "\u2028\u2029",
        "\u00ad",
        "\u3164",
        "\u2800",
        "\u034f",
        "\ufe0f",
        "\ufe00",
        "\u115f\u1160",
        "\u17b4\u17b5",
        "\uffa0",
        "\x07",
        "\u180b",
        "\U000e0100",
        "\U000e0041",
    ],
)
def test_what_nobody_can_see_is_empty(typed):
    assert is_empty(typed)
    assert accept(typed, "text", optional=True) == ""
    with refused("empty_text", "text"):
        accept(typed, "text")


@pytest.mark.parametrize("typed", ["a", ".", "\u200ba", "·", "\u0301", "-", "0", "😀", "\ufdff", "\ufe10"])
def test_what_somebody_can_see_is_not_empty(typed):
    assert not is_empty(typed)


# --- CPR numbers


@given(cpr_numbers(), WORDS, WORDS)
@settings(max_examples=150)
def test_a_cpr_number_is_found_and_covered_wherever_it_stands(number, before, after):
    text = f"{before}{number}{after}"
    assert contains_cpr(text)
    assert cover_cpr(text) == f"{before}{CPR_COVER}{after}"
    assert cover_cpr(cover_cpr(text)) == cover_cpr(text)


@given(DATES, st.integers(0, 9999), st.integers(0, 9), st.booleans())
@settings(max_examples=60)
def test_a_longer_run_of_digits_holds_no_cpr_number(date, last, extra, before):
    run = f"{extra}{date}{last:04}" if before else f"{date}{last:04}{extra}"
    assert not contains_cpr(f"sag {run} her")
    assert cover_cpr(run) == run


@given(st.text(alphabet="0123456789- \u200b•a\u0661", max_size=40))
@settings(max_examples=200)
def test_covering_keeps_all_the_rest_and_is_done_after_one_time(text):
    covered = cover_cpr(text)
    assert cover_cpr(covered) == covered
    pieces = covered.split(CPR_COVER)
    assert re.fullmatch(".*".join(re.escape(piece) for piece in pieces), text, re.DOTALL)
    assert contains_cpr(text) == (covered != text)


@pytest.mark.parametrize(
    "text",
    [
        "010170-1234",
        "0101701234",
        "010170 1234",
        "290200-1234",
        "311299-0000",
        "300604-9999",
        "280223-1111",
        "310120-1234",
        "090909-1234",
        "101010-1234",
        "CPR:010170-1234.",
        "x010170-1234x",
        "(0101701234)",
        "01\u200b01701234",
        "０１０１７０－１２３４",
        "123456-010170-1234",
        "010170\u200b-\u200b1234",
        "311020 1234",
        "010170\u20111234",
        "010170\ufe631234",
    ],
)
def test_this_holds_a_cpr_number(text):
    assert contains_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "320170-1234",
        "000170-1234",
        "011370-1234",
        "010070-1234",
        "300200-1234",
        "290201-1234",
        "310404-1234",
        "310604-1234",
        "310904-1234",
        "311104-1234",
        "010170--1234",
        "010170  1234",
        "010170-123",
        "01017-1234",
        "010170.1234",
        "010170-12345",
        "1010170-1234",
        "01-01-70-1234",
        "010170\n1234",
        "320120-1234",
        "²010170³",
        "010170 - 1234",
    ],
)
def test_this_holds_no_cpr_number(text):
    assert not contains_cpr(text)
    assert cover_cpr(text) == text


def test_every_number_is_covered_and_the_words_between_stay():
    text = "Bo 010170-1234, Eva 0202801234 og sag 320170-1234"
    assert cover_cpr(text) == f"Bo {CPR_COVER}, Eva {CPR_COVER} og sag 320170-1234"


def test_a_number_that_is_no_birthday_does_not_hide_the_next():
    assert cover_cpr("999999-0101 010170-1234") == f"999999-0101 {CPR_COVER}"
    assert cover_cpr("99\u200b010170-1234") == f"99\u200b{CPR_COVER}"


def test_a_hostile_text_does_not_stop_the_server():
    began = time.process_time()
    for text in ("010170" + "\u200b" * 20_000, "1\u200b" * 20_000, "999999 9999 " * 3_000, "a." * 1_500 + "@"):
        cover_cpr(text)
    assert time.process_time() - began < 2


# --- E-mail addresses and phone numbers


@pytest.mark.parametrize(
    "text",
    [
        "bo@firma.dk",
        "skriv til bo.b-c+d@post.firma.dk nu",
        "12345678",
        "12 34 56 78",
        "+4512345678",
        "+45 12 34 56 78",
        "tlf.12345678.",
        "1234\u00a05678",
        "+45\u00a012345678",
        "åse@kommune.dk",
        "١٢٣٤٥٦٧٨",
    ],
)
def test_contact_details_give_a_warning_first(text):
    with refused("contact_details_warning", "text"):
        accept(text, "text")
    assert accept(text, "text", contact_ok=True) == text
    assert contains_contact_details(text)


@pytest.mark.parametrize(
    "text",
    ["", "bo@firma", "@bo.dk", "1234567", "123456789", "1-2-3", "kl. 10.45", "1234 567", "bo at firma.dk", "a@.dk"],
)
def test_this_holds_no_contact_details(text):
    assert not contains_contact_details(text)


# --- Accepting


def test_a_warning_about_contact_details_never_lets_a_cpr_number_in():
    with refused("contains_cpr", "text"):
        accept("010170-1234 bo@firma.dk", "text", contact_ok=True)


def test_the_longest_text_is_3000_characters_after_normalising():
    assert MAX_CHARS == 3000
    assert accept(" " + "a" * 3000 + "\r\n", "text") == "a" * 3000
    with refused("too_long", "about") as caught:
        accept("a" * 3001, "about")
    assert caught.value.values == {"chars": 3001, "limit": 3000}


def test_a_field_may_have_a_limit_of_its_own():
    assert accept("abc", "title", max_chars=3) == "abc"
    with refused("too_long", "title") as caught:
        accept("abcd", "title", max_chars=3)
    assert caught.value.values == {"chars": 4, "limit": 3}


def test_accepted_text_is_normalised_text():
    assert accept("  bla\u030ar\r\n", "text") == "blår"
    assert accept("Tempoet", "text", optional=True) == "Tempoet"


@pytest.mark.parametrize("year", range(100))
def test_the_29th_of_february_is_a_day_in_every_fourth_year(year):
    assert contains_cpr(f"2902{year:02}-1234") == (year % 4 == 0)
    assert not contains_cpr(f"3002{year:02}-1234")


@pytest.mark.parametrize("edge", ["\ufe00", "\ufe0f", "\U000e0100", "\U000e01ef"])
def test_the_first_and_the_last_sign_that_only_changes_another_is_empty_by_itself(edge):
    assert is_empty(edge)
