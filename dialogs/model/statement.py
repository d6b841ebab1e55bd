"""What an accessibility statement is made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Compliance(StrEnum):
    """How far a site meets EN 301 549."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Statement:
    """Who answers for the site, where to write to, and when it was looked at last. What is empty is not known yet.

    `official` is the address of the statement in the authorities' own tool, where there is one.
    """

    organisation: str = ""
    contact: str = ""
    compliance: Compliance = Compliance.PARTIAL
    made_on: date | None = None
    official: str = ""
