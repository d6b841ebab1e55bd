"""The accessibility statement: what the law asks a public body to tell of a site, made of what the settings say.

Act no. 692 of 8 June 2018 on the accessibility of public bodies' websites (webtilgængelighedsloven), section 5.
"""

from collections.abc import Iterator

from dialogs.cards import Bullets, Card, Facts, Line, Notice, Paragraph, Tone
from dialogs.model.statement import Compliance, Statement
from dialogs.wording import Wording


def statement_cards(found: Statement, words: Wording) -> Iterator[Card]:
    """Show a statement, a card for each of its parts."""
    rows: list[tuple[str, Line]] = []
    for label, text in (
        (words.statement_organisation, found.organisation),
        (words.statement_made_on, words.date(found.made_on) if found.made_on else ""),
        (words.statement_official, found.official),
    ):
        if text:
            rows.append((label, (text,)))
    whose = Facts(tuple(rows)) if found.organisation else Notice(Tone.WARNING, (words.statement_missing,))
    yield Card(
        "statement", (words.statement_compliance_title,), (whose, Paragraph((words.compliance(found.compliance),)))
    )
    if found.compliance is not Compliance.FULL:
        limits = tuple((each,) for each in words.statement_limits)
        yield Card("limits", (words.statement_limits_title,), (Bullets(limits), Paragraph((words.statement_way_out,))))
    tried = tuple((each,) for each in words.statement_tried)
    yield Card("tried", (words.statement_tried_title,), (Bullets(tried),))
    contact = words.statement_write_to(found.contact) if found.contact else words.statement_contact_missing
    yield Card("contact", (words.statement_contact_title,), (Paragraph((contact,)),))
    yield Card("complaint", (words.statement_complaint_title,), (Paragraph((words.statement_complaint,)),))
