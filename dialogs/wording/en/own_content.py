"""The municipality's own content, in English."""

import re

from dialogs.content.faults import Slip

_FILES = {
    "agendas.toml": "Agendas",
    "inventory.toml": "Questions about your own use of AI",
    "knowledge.toml": "Knowledge cards",
    "meeting.toml": "Ground rules and standing texts",
    "plan.toml": "Reminders",
    "prompts.toml": "Questions for pairs",
    "quiz.toml": "Three statements",
    "screening.toml": "Check before start",
}
_ENTRIES = {
    "inventory.toml": "Question",
    "knowledge.toml": "Card",
    "prompts.toml": "Question",
    "quiz.toml": "Statement",
    "screening.toml": "Question",
}
_SLOTS = {
    "title": "Title",
    "text": "Text",
    "source": "Source",
    "as_of": "Last held against the source",
    "statement": "Statement",
    "answer": "Is the statement true?",
    "why": "Explanation",
    "heading": "Subject",
    "cards": "Knowledge cards when nobody has chosen others",
    "help": "Help below the question",
    "days": "Days from the meeting",
    "options.label": "Answer {}",
    "item.title": "Item {}",
    "item.steps.title": "Item {}, step {}",
    "item.steps.minutes": "Item {}, step {}: minutes",
    "rule.why": "Flag {}: why",
    "rule.condition": "Flag {}: what has to be done",
    "rule.basis": "Flag {}: basis",
    "rule.as_of": "Flag {}: last held against the basis",
    "ground_rules": "Ground rules",
    "first_contact": "The first thing one reads",
    "mandate": "What the follow-up group does",
    "check_points": "When to follow up",
    "team_ground_rules": "Ground rules in a team",
    "team_first_contact": "The first thing one reads in a team",
}
_HELP = {
    ("knowledge.toml", "text"): "At most 60 words, so that it can be read aloud.",
    ("", "as_of"): "Needed when the text mentions rules or agreements.",
    ("", "rule.as_of"): "Needed when the text mentions rules or agreements.",
    ("", "days"): "With a minus when it is before the meeting.",
    ("plan.toml", "text"): "{meeting} becomes the day of the meeting, {time} its time, {deadline} the deadline "
    "for proposals and {readable} the day from which the items can be read.",
    ("", "cards"): "Choose six.",
    ("", "ground_rules"): "One line for each.",
    ("", "first_contact"): "One line for each.",
    ("", "team_ground_rules"): "One line for each.",
    ("", "team_first_contact"): "One line for each.",
    ("", "check_points"): "One line for each. Write week 2 for two weeks and +6 months for six months after the start.",
}
_SLIPS = {
    Slip.WORDS: "The text is too long. Write at most {most} words, so that it can be read aloud.",
    Slip.UNDATED: "The text mentions rules or an agreement. Write the day on which it was last held against the "
    "source.",
    Slip.CARDS: "Choose six different cards that exist.",
    Slip.RANGE: "Write a whole number from {least} to {most}.",
    Slip.PLACES: "Something stands in braces that nobody can fill in. Use {{meeting}}, {{time}}, {{deadline}} "
    "or {{readable}}.",
    Slip.RULE: "Write week and a number, such as week 2, or + and a number and months, such as +6 months.",
    Slip.TWICE: "The same stands there twice. Take one of the two away.",
    Slip.OTHER: "It does not fit the other texts. See whether something else was changed meanwhile, and try again.",
}
_PLACE = re.compile(r"\[(\d+)\]")


class OwnContent:
    """What is said where the texts of meetings are changed, in English."""

    content_title = "Texts for meetings"
    content_help = (
        "Change the texts that meetings use. A new version holds for meetings that have not begun. A meeting that is "
        "going on keeps what it began with."
    )
    content_in = "Texts in"
    content_entries = "What can be changed"
    content_own = "your own"
    content_original = "The original text"
    content_now = "This is how it looks now"
    content_preview = "See how it will look"
    content_preview_title = "This is how it will look. It is not saved yet."
    content_save = "Save as a new version"
    content_saved = "The version is saved. It holds for meetings that have not begun."
    content_nothing = "Nothing was changed, so nothing is saved."
    content_why = "Why do you change it?"
    content_why_help = "It stands beside the version, so that others can understand it."
    content_versions = "Versions"
    content_no_versions = "Nobody has changed anything here yet."
    content_what_changed = "What was changed"
    content_is_now = "holds now"
    content_back = "Go back to this version"
    content_back_original = "Go back to the original text"
    content_gone_back = "Back to the original text"
    content_back_done = "It has gone back. That holds for meetings that have not begun."
    content_moved_on = (
        "Somebody else saved a newer version meanwhile. See it in the list of versions, and then save again."
    )
    content_left_out = (
        "The newest version does not follow the rules any more, so it is not used. Change the text here and save again."
    )
    content_yes = "Yes"
    content_no = "No"
    content_new_entry = "Add a new one"

    def content_file(self, file: str) -> str:
        return _FILES[file]

    def content_entry(self, file: str, ident: str, title: str) -> str:
        if not title:
            return _SLOTS.get(ident, self.content_new_entry)
        name = f"{_ENTRIES[file]} {ident}: " if file in _ENTRIES else ""
        return f"{name}{title}"

    def content_slot(self, name: str) -> str:
        return _SLOTS[_PLACE.sub("", name)].format(*_PLACE.findall(name))

    def content_slot_help(self, file: str, name: str) -> str:
        name = _PLACE.sub("", name)
        return _HELP.get((file, name)) or _HELP.get(("", name), "")

    def content_own_count(self, count: int) -> str:
        return f"{count} of your own."

    def content_saved_by(self, name: str, day: str, clock: str) -> str:
        return f"Saved by {name}, {day} at {clock}."

    def content_version(self, number: int) -> str:
        return f"Version {number}"

    def content_went_back(self, number: int) -> str:
        return f"Back to version {number}."

    def content_cards_chosen(self, cards: str) -> str:
        return (
            f"A meeting that has not begun has chosen card {cards}, which would be missing then. Choose another card "
            "for the meeting first."
        )

    def content_slip(self, slip: Slip, least: int, most: int) -> str:
        return _SLIPS[slip].format(least=least, most=most)

    def agenda_line(self, title: str, minutes: int) -> str:
        return f"{title} ({minutes} min)"
