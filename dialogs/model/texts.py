"""What becomes of typed text on its way in: normalised once, then held against the rules for what may be kept."""

import re
import unicodedata

from dialogs.model.refusals import Reason, Refusal

MAX_CHARS = 3000
CPR_COVER = "••••••-••••"

# Characters that take no room on a screen. Somebody may slip them between the digits of a CPR number.
_UNSEEN = "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]*"
_SEPARATOR = "[-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_CPR = re.compile(
    r"(?<!\d)"
    + _UNSEEN.join([r"(\d)"] * 6)
    + _UNSEEN
    # Unseen characters are counted on one side only, so that many of them take no more time than few.
    + f"(?:{_SEPARATOR}{_UNSEEN})?"
    + _UNSEEN.join([r"\d"] * 4)
    + r"(?!\d)"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\d)(?:\+45[ \u00a0]?)?\d(?:[ \u00a0]?\d){7}(?!\d)")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Control characters and halves of surrogate pairs go, a line end stays, a tab becomes a blank.
_NOT_KEPT = {code: None for code in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)) if chr(code) != "\n"} | {
    ord("\t"): " "
}
# Letters that are drawn as nothing although Unicode counts them as letters or marks.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")


def normalise(text: str) -> str:
    """Give `text` as it is stored: NFC, LF, no control characters, both ends trimmed (product.md, "The record").

    A tab becomes a blank, so that words pasted from a table do not run together.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines.translate(_NOT_KEPT)).strip()


def is_empty(text: str) -> bool:
    """Say whether nothing in `text` can be seen."""
    return all(
        unicodedata.category(char) in {"Zs", "Zl", "Zp", "Cc", "Cf"}
        or char in _BLANK_LETTERS
        or "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
        for char in text
    )


def _is_birthday(found: re.Match[str]) -> bool:
    day, month, year = (int(found.group(n) + found.group(n + 1)) for n in (1, 3, 5))
    if not 1 <= month <= 12:
        return False
    leap_day = month == 2 and year % 4 == 0
    return 1 <= day <= _DAYS[month - 1] + leap_day


def contains_cpr(text: str) -> bool:
    """Say whether a CPR number stands in `text` (rule 7): a valid ddmmyy, at most one hyphen or blank, four digits."""
    return cover_cpr(text) != text


def cover_cpr(text: str) -> str:
    """Give `text` with every CPR number covered and all the rest kept, for showing it again to the one who typed it."""
    # A number that is no birthday can hide one that begins later, so the search goes on one character further.
    parts: list[str] = []
    start = 0
    while found := _CPR.search(text, start):
        if _is_birthday(found):
            parts += [text[start : found.start()], CPR_COVER]
            start = found.end()
        else:
            parts.append(text[start : found.start() + 1])
            start = found.start() + 1
    return "".join([*parts, text[start:]])


def contains_contact_details(text: str) -> bool:
    """Say whether an e-mail address or a phone number stands in `text` (rule 7: a warning first)."""
    return bool(_MAIL.search(text) or _PHONE.search(text))


def accept(
    raw: str, field: str, *, max_chars: int = MAX_CHARS, optional: bool = False, contact_ok: bool = False
) -> str:
    """Give `raw` as it may be stored.

    Args:
        raw: what was typed.
        field: the name of the form field, for the sentence that a refusal becomes.
        max_chars: how many characters are allowed after normalisation.
        optional: whether nothing is an answer too.
        contact_ok: whether the writer was warned about contact details and wants to go on.

    Raises:
        Refusal: `empty_text`, `too_long`, `contains_cpr`, `contact_details_warning`.
    """
    text = normalise(raw)
    if is_empty(text):
        if optional:
            return ""
        raise Refusal(Reason.EMPTY_TEXT, field)
    if len(text) > max_chars:
        raise Refusal(Reason.TOO_LONG, field, chars=len(text), limit=max_chars)
    if contains_cpr(text):
        raise Refusal(Reason.CONTAINS_CPR, field)
    if contains_contact_details(text) and not contact_ok:
        raise Refusal(Reason.CONTACT_DETAILS_WARNING, field)
    return text
