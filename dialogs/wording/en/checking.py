"""The check before start in English."""

from dialogs.model.screening import Said, Template

_SAID = {
    Said.YES: "Yes",
    Said.NO: "No",
    Said.DONT_KNOW: "Don't know",
    Said.TRANSITION: "Yes, we know the goal",
    Said.TRANSFORMATION: "No, we find out as we go",
    Said.WRITTEN: "Written",
    Said.EMPTY: "No answer",
}
_TEMPLATES = {
    Template.PLAN: "The goal is known: make a plan with steps and dates.",
    Template.TRIAL: "Do it as a small trial that can stop on the way.",
}


class Checking:
    """What is said while a proposal is checked, in English."""

    check_title = "Check before start"
    check_purpose = (
        "The questions show what must be cleared up, by whom and when. You can always answer “don't know”. The answers "
        "are saved as you go."
    )
    check_saved = "The answer is saved."
    check_done = "The check is finished."
    check_answer_label = "Your answer"
    check_may_stay_empty = "Leave it empty if you do not know. Roles, not names."
    check_next = "Save and go on"
    check_change = "Change an answer"
    check_which = "Which answer do you want to change?"
    check_again = "Here is the question again. If you answer otherwise, the answers that hung on it are cleared."
    proposal_says = "The proposal says:"
    check_result = "This must be cleared up"
    check_nothing_to_clear = "There is nothing that must be cleared up first."
    check_no_judgement = "The check does not settle what the law allows. Ask the lawyer if you are in doubt."
    check_goes_up = "It is so large or disputed that the executive board or the politicians must know."
    check_high_risk = "It is treated as high-risk."
    check_light_trial = "Not much can go wrong. So some questions were left out."
    flag_why = "Why"
    flag_basis = "Basis"
    flag_said = "You answered"
    flag_owner = "Who clears it up"
    flag_due = "When"
    flag_cleared = "Cleared up"
    flag_open = "Not cleared up yet"
    flag_clear = "Write how it was cleared"
    flag_clear_again = "Change what was cleared"
    all_cleared = "Yellow: all is cleared up"
    flag_clear_label = "What did you agree on, or what was the answer?"
    flag_clear_help = "For example: the agreement with the supplier is in place and filed. Roles, not names."
    flag_saved = "Saved. The condition is cleared up."

    def check_number(self, number: int) -> str:
        return f"Question {number}"

    def check_said(self, answer: Said) -> str:
        return _SAID[answer]

    def check_template(self, template: Template) -> str:
        return _TEMPLATES[template]

    def check_from_day(self, day: str) -> str:
        return f"From {day} this is added by itself"

    def check_is_old(self, day: str) -> str:
        return f"To HR: some texts of the check were last looked at on {day}. See whether the rules have changed since."

    def as_of(self, basis: str, day: str) -> str:
        return f"{basis} (as of {day})"

    def flag_cleared_by(self, owner: str, name: str, day: str) -> str:
        return f"{owner}, entered by {name} on {day}"

    def flag_answered(self, by: str, matter: str) -> str:
        return f"{by} has answered “{matter}” in the check before start. The answer is on your page."
