"""What is done beside the minutes, in English."""


class Archiving:
    """What is said beside the minutes."""

    archive_title = "Case numbers and closed items"
    case_of_meeting = "The whole meeting"
    case_which = "What has the case number?"
    case_number_label = "Case number"
    case_number_help = "The number in your case system. Leave it empty to take it away."
    note_case = "Write a case number"
    case_noted = "The case number is saved."
    remind_title = "Remind them of what is missing"
    signatures_missing = "Signatures are missing on the minutes."
    group_owes_answer = "The follow-up group has not answered."
    remind_again_help = "You can remind them once a day."
    remind_to_sign = "Remind them to sign"
    remind_group = "Remind the group to answer"
    close_item = "Close an item to others"
    close_which = "Which item?"
    close_item_help = "For example a staff matter. What was signed remains visible to those who may read it."
    item_closed = "The item is closed. The register and the open minutes show it no more."
    item_closed_message_out = "The item is closed. The message that went out names it. Write a new one."

    def reminded_again(self, count: int) -> str:
        return f"The reminder went to {count}."
