"""The accessibility statement in English."""

from dialogs.model.statement import Compliance

_COMPLIANCE = {
    Compliance.FULL: "Medmakker meets what the law asks of accessible sites (EN 301 549).",
    Compliance.PARTIAL: "Medmakker meets in part what the law asks of accessible sites (EN 301 549).",
    Compliance.NONE: "Medmakker does not meet what the law asks of accessible sites (EN 301 549).",
}


class Accessibility:
    """What the accessibility statement says."""

    statement_title = "Accessibility statement"
    statement_link = "Accessibility"
    statement_organisation = "Public body"
    statement_made_on = "Made on"
    statement_official = "Its official statement"
    statement_missing = "Those who run Medmakker here have not filled the statement in yet."
    statement_compliance_title = "How accessible is it?"
    statement_limits_title = "What can be hard to use"
    statement_limits: tuple[str, ...] = (
        "PDF files have no tags that a screen reader could use.",
        "Wide tables and charts scroll sideways on a narrow screen.",
        "What committees write themselves can be hard to read.",
        "Only somebody who sees the code on the room's screen can scan it.",
    )
    statement_way_out = (
        "Take the text as DOCX or HTML in place of PDF. The figures of a chart always stand in a table. "
        "You can have a personal link in place of scanning the code."
    )
    statement_tried_title = "How it was tried"
    statement_tried: tuple[str, ...] = (
        "The pages were tried with axe-core, in Danish and English and at a width of 320 pixels.",
        "A whole meeting and a search were done by keyboard alone.",
        "Colours and contrasts were measured in light and dark.",
        "Nobody has tried all of it with a screen reader yet.",
    )
    statement_contact_title = "Tell us when something is hard to use"
    statement_contact_missing = "Tell whoever gave you access, or the secretary of the meeting."
    statement_complaint_title = "If the answer does not help"
    statement_complaint = "Then you can complain to Digitaliseringsstyrelsen, which sees to the law: digst.dk."

    def compliance(self, how: Compliance) -> str:
        return _COMPLIANCE[how]

    def statement_write_to(self, contact: str) -> str:
        return f"Write to {contact}. Say which page it is and what you wanted to do."
