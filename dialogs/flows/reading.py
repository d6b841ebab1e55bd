"""Reading what came with a form: normalised, checked, and refused with the name of the field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from dialogs.flows.options import MOST_OPTIONS
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.texts import MAX_CHARS, accept

Choice = TypeVar("Choice", bound=StrEnum)
# The hidden field by which somebody who was warned about contact details says that they may stand.
CONTACT_OK = "contact_ok"
MOST_TEXTS = 60
YEARS = range(2000, 2100)
HOURS_A_WEEK = 168
_HOURS = re.compile(r"[0-9]{1,3}([.,][0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Reader:
    """The fields of one form, every value of each in the order it stood."""

    fields: Mapping[str, tuple[str, ...]]

    def has(self, name: str) -> bool:
        """Say whether the form had such a field."""
        return name in self.fields

    def raw(self, name: str) -> str:
        """Give the first value as it came, or nothing."""
        values = self.fields.get(name, ())
        return values[0] if values else ""

    def text(self, name: str, *, max_chars: int = MAX_CHARS) -> str:
        """Give a text that must be there.

        Raises:
            Refusal: see `dialogs.model.texts.accept`.
        """
        return accept(self.raw(name), name, max_chars=max_chars, contact_ok=self._contact_ok)

    def maybe(self, name: str, *, max_chars: int = MAX_CHARS) -> str:
        """Give a text that may be left empty.

        Raises:
            Refusal: `too_long`, `contains_cpr`, `contact_details_warning`.
        """
        return accept(self.raw(name), name, max_chars=max_chars, optional=True, contact_ok=self._contact_ok)

    def texts(self, name: str) -> tuple[str, ...]:
        """Give the texts of a field that can be there several times, empty ones left out, each once.

        Raises:
            Refusal: `too_long`, `contains_cpr`, `contact_details_warning`; `out_of_range` above 60.
        """
        given = dict.fromkeys(value for value in self.fields.get(name, ()) if value.strip())
        # Counted before any is looked into: ten thousand of them cost no more than sixty.
        if len(given) > MOST_TEXTS:
            raise Refusal(Reason.OUT_OF_RANGE, name, least=0, most=MOST_TEXTS)
        found = (accept(value, name, optional=True, contact_ok=self._contact_ok) for value in given)
        return tuple(dict.fromkeys(text for text in found if text))

    def several(self, name: str) -> tuple[str, ...]:
        """Give the ids that were ticked, each once.

        Raises:
            Refusal: `out_of_range` above what any list has.
        """
        found = tuple(dict.fromkeys(value for value in self.fields.get(name, ()) if value))
        if len(found) > MOST_OPTIONS:
            raise Refusal(Reason.OUT_OF_RANGE, name, least=0, most=MOST_OPTIONS)
        return found

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        """Give the one option that was chosen.

        Raises:
            Refusal: `unknown_choice`, also when nothing was chosen.
        """
        found = self.maybe_choice(name, kind)
        if found is None:
            raise Refusal(Reason.UNKNOWN_CHOICE, name)
        return found

    def maybe_choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """Give the option that was chosen, or None.

        Raises:
            Refusal: `unknown_choice`.
        """
        value = self.raw(name)
        if not value:
            return None
        try:
            return kind(value)
        except ValueError:
            raise Refusal(Reason.UNKNOWN_CHOICE, name) from None

    def ticked(self, name: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Give the options that were ticked, in their own order.

        Raises:
            Refusal: `unknown_choice`; `out_of_range` above what any list has.
        """
        found = self.several(name)
        try:
            ticked = {kind(value) for value in found}
        except ValueError:
            raise Refusal(Reason.UNKNOWN_CHOICE, name) from None
        return tuple(option for option in kind if option in ticked)

    def day(self, name: str) -> date | None:
        """Give a calendar date, or None when the field is empty.

        Raises:
            Refusal: `unknown_choice` for what is no date of this century.
        """
        value = self.raw(name).strip()
        if not value:
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise Refusal(Reason.UNKNOWN_CHOICE, name) from None
        if day.year not in YEARS:
            raise Refusal(Reason.UNKNOWN_CHOICE, name)
        return day

    def number(self, name: str) -> int:
        """Give a whole number.

        Raises:
            Refusal: `out_of_range` for what is none, or has more than six digits.
        """
        found = self.maybe_number(name)
        if found is None:
            raise Refusal(Reason.OUT_OF_RANGE, name)
        return found

    def maybe_number(self, name: str) -> int | None:
        """Give a whole number, or None when the field is empty.

        Raises:
            Refusal: `out_of_range` for what is none, or has more than six digits.
        """
        value = self.raw(name).strip()
        if not value:
            return None
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
            raise Refusal(Reason.OUT_OF_RANGE, name)
        return int(value)

    def hours(self, name: str) -> str:
        """Give a number of hours, written with comma or point, as text such as `2.5`; nothing for an empty field.

        Raises:
            Refusal: `out_of_range` for what is none, or more than a week has.
        """
        value = self.raw(name).strip()
        if not value:
            return ""
        if not _HOURS.fullmatch(value) or (hours := float(value.replace(",", "."))) > HOURS_A_WEEK:
            raise Refusal(Reason.OUT_OF_RANGE, name)
        return f"{hours:g}"

    @property
    def _contact_ok(self) -> bool:
        return self.raw(CONTACT_OK) == "yes"
