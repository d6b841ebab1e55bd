"""The plan in English."""


class Planning:
    """What is said about the plan, in English."""

    plan_title = "Plan for the meeting"
    plan_saved = "The plan is saved."
    change_plan = "Change the plan"
    starts_label = "Begins"
    starts_on_label = "Date"
    starts_time_label = "Time"
    starts_time_help = "For example 10:00."
    cards_label = "Knowledge cards"
    own_card_label = "Own card"
    pick_six = "Choose six knowledge cards"
    pick_six_help = "They are shown one at a time in the first part of the meeting."
    speaker_help = "Write the subject. Leave the field empty if you have no talk."
    channel_posts = "Should the meeting's channel be told when a new part begins?"

    def own_title_label(self, number: int) -> str:
        return f"Own card {number}: heading"

    def own_text_label(self, number: int) -> str:
        return f"Own card {number}: text"

    def own_source_label(self, number: int) -> str:
        return f"Own card {number}: source"
