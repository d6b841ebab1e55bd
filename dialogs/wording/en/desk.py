"""Work that is done in the register, in English."""


class Desk:
    """What is said where work is done in the register."""

    take_in_title = "Take committees in from a file"
    take_in_help = (
        "Write one row for each person in each committee in a spreadsheet. You see what will change before anything is "
        "saved. People who are not in the file stay as they are."
    )
    take_in_columns = "Columns"
    take_in_file = "File"
    take_in_file_help = "Excel (.xlsx) or CSV. Without CPR numbers and e-mail addresses."
    take_in_look = "Show the changes"
    take_in_again = "Choose another file"
    take_in_faults = "The file cannot be used yet. Nothing is saved."
    take_in_fault_row = "Row"
    take_in_fault_text = "What to correct"
    take_in_all_there = "All of it is there already."
    take_in_write = "Save the changes"
    take_in_nothing_yet = "Nothing is saved yet."
    take_in_done = "The changes are saved."
    take_in_new_committee = "New committee"
    take_in_comes = "Comes in"
    take_in_was = "Before"
    take_in_becomes = "After"
    put_person_title = "Add a person to the committee"
    change_person = "Correct"
    person_name_label = "Name"
    person_name_help = "As it should stand on the screens."
    person_side_label = "Side"
    person_side_none = "Neither of the sides"
    person_roles_label = "Roles"
    person_boss_label = "Own leader in the committee"
    person_boss_none = "Not in the committee"
    person_terms_title = "Roles that end"
    person_terms_help = "Leave it empty when the role has no last day."
    person_leaves_label = "Leaves"
    person_leaves_help = "The first day on which the person is no longer there."
    person_save = "Save"
    person_saved = "It is saved."
    person_changed_meanwhile = "Somebody else has corrected it meanwhile. Look at it again, then save."
    cannot_be_saved = "It cannot be saved yet."
    work_title = "Work on the meeting"
    no_work_here = "There is nothing to do here now."
    flags_title = "Flags that wait for you"
    no_flags = "No flags wait for you."
    choose_here = "Choose"

    def language_name(self, language: str) -> str:
        return {"da": "Danish", "en": "English"}[language]

    def as_they_are(self, count: int) -> str:
        return f"{count} stay as they are."

    def taken_in(self, new: int, added: int, changed: int) -> str:
        return f"New committees: {new}. People who come in: {added}. People who are corrected: {changed}."

    def role_ends(self, role: str) -> str:
        return f"{role}: last day"

    def role_until(self, role: str, day: str) -> str:
        return f"{role} (until {day})"

    def leaves_on(self, day: str) -> str:
        return f"leaves on {day}"
