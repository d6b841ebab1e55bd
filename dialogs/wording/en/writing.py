"""The small form to write in, in English."""


class Writing:
    """Writing, changing and taking back in English."""

    save = "Save"
    save_contribution = "Save the contribution"
    saved = "Saved."
    edit = "Change the text"
    withdraw = "Take back"
    withdrawn = "Taken back."
    text_label = "Write here"
    kind_label = "What is it?"
    reason_label = "Why?"
    write_title = "Write your part"
    roles_not_names = "Write roles, not names, and nothing about health."

    def what_is_kept(self, partners: int) -> str:
        who = {0: "Whoever becomes your partner", 1: "Your partner"}.get(partners, "Your partners")
        return (
            f"{who} can see it, all others only without names; it can be changed until this part of the meeting ends, "
            "and when the meeting closes, who wrote what is deleted – but if you are few, others may guess, and a chat "
            "or a backup may keep it longer."
        )
