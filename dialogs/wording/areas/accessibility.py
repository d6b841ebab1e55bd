"""The accessibility statement."""

from typing import Protocol

from dialogs.model.statement import Compliance


class Accessibility(Protocol):
    """What the accessibility statement says."""

    statement_title: str
    statement_link: str
    statement_organisation: str
    statement_made_on: str
    statement_official: str
    statement_missing: str
    statement_compliance_title: str
    statement_limits_title: str
    statement_limits: tuple[str, ...]
    statement_way_out: str
    statement_tried_title: str
    statement_tried: tuple[str, ...]
    statement_contact_title: str
    statement_contact_missing: str
    statement_complaint_title: str
    statement_complaint: str

    def compliance(self, how: Compliance) -> str: ...
    def statement_write_to(self, contact: str) -> str: ...
