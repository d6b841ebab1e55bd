"""Outcomes and the follow-up group in English."""

from collections.abc import Sequence

from dialogs.wording.letters import capital


class Outcomes:
    """What is said about outcomes and about those who follow a pilot, in English."""

    word_outcome = "Write the wording"
    word_again = "Write a new wording"
    worded = "The wording is ready. Each side must now confirm it."
    wording_label = "Wording"
    outcome_label = "Outcome"
    item_type_label = "Type of item"
    item_type_help = "If you are in doubt, choose discussion."
    decider_label = "Who decides?"
    chosen_label = "Is the pilot chosen?"
    chosen_yes = "Yes, we want to try it"
    chosen_no = "No, not this time"
    account_label = "How management goes on"
    account_help = "To be filled in when there is no agreement."
    to_committee_label = "Which committee should the item go to?"
    resumes_on_label = "Taken up again on"
    only_guideline = "Only for a guideline."
    valid_from_label = "Applies from"
    notice_months_label = "How many months' notice?"
    review_on_label = "To be reviewed on"
    notice_label = "Notice"
    guideline_binds = "Both sides must stand by the guideline and follow it."
    informed = "For information"
    own_item = "Add an item"
    own_item_title = "Title of the item"

    confirmed = "Confirmed for your side. We are waiting for the other side."
    outcome_settled = "The wording is confirmed."
    confirm = "Confirm for your side"
    confirm_told = "Confirm you are informed"
    decline = "Say no to the wording"
    declined = "Your side has said no to the wording. The chair or a vice-chair writes a new one."
    outcome_declined = "A side has said no to the wording. The chair or a vice-chair writes a new one."
    remark_help = "May be left empty. The remark goes into the minutes."

    appoint = "Appoint the group"
    appoint_again = "Change the group"
    appointed = "The follow-up group is appointed."
    group_title = "Follow-up group"
    members_label = "Members"
    members_help = "At least one from each side."
    mandate_label = "The group's task"
    check_points_label = "Check-points"
    more_check_points = "Other check-points"
    more_check_points_help = "Counted from the start. Write for example week 8 or +3 months."

    # What stands above the conditions in a drafted wording.
    _on_conditions = "It goes ahead on these conditions:"

    def only_when(self, outcome: str) -> str:
        return f"Only when the outcome is “{outcome}”."

    def position_of(self, side: str) -> str:
        return f"{capital(side)}'s view"

    def remark_of(self, side: str) -> str:
        return f"Remark from {side}"

    def months(self, count: int) -> str:
        return f"{count} {'month' if count == 1 else 'months'}"

    def goes_on_to(self, committee: str) -> str:
        return f"The item goes on to {committee}."

    def waits_for(self, names: str) -> str:
        return f"Waiting for {names}."

    def stop_label(self, number: int) -> str:
        return f"We stop if ({number})"

    def stop_who_label(self, number: int) -> str:
        return f"Who says stop? ({number})"

    def draft_wording(self, title: str, trial: str, conditions: Sequence[str], kept_reservations: Sequence[str]) -> str:
        parts = [f"{self._discussed(title)}\n{trial}"]
        if conditions:
            parts.append("\n".join([self._on_conditions, *(f"– {text}" for text in conditions)]))
        if kept_reservations:
            parts.append("\n".join(["These reservations stand:", *(f"– {text}" for text in kept_reservations)]))
        return "\n\n".join(parts)

    def _discussed(self, title: str) -> str:
        return f"The MED committee has discussed “{title}”, and both sides agree to try the following:"
