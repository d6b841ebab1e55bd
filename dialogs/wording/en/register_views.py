"""What the register shows beside the minutes, in English."""

from dialogs.register import Followed

_FOLLOWED = {
    Followed.WAITING: "Waiting for an answer",
    Followed.COMING: "To come",
    Followed.ANSWERED: "Answered",
    Followed.STOPS: "Something happened that was to stop it",
    Followed.EVALUATED: "Evaluated",
}


class RegisterViews:
    """What is said of follow-up in the register."""

    follow_up_title = "Follow-up"
    follow_up_label = "Show follow-up that is"
    nothing_followed = "There is no follow-up that fits."
    left_alone_title = "Follow-up that waits"
    nothing_left_alone = "No follow-up has waited for too long."
    stop_met_goes_on = "Something happened that was to stop the pilot. It was neither stopped nor paused."
    evaluation_waits = "The follow-up group has evaluated the pilot. No meeting has dealt with it yet."
    not_answered = "Not answered"

    def followed(self, what: Followed) -> str:
        return _FOLLOWED[what]

    def group_is_silent(self, since: str) -> str:
        return f"The follow-up group was asked on {since}. Neither it nor the chairs have answered."

    def group_was_asked(self, since: str) -> str:
        return f"The follow-up group was asked on {since} and has not answered yet"

    def group_will_be_asked(self, on: str) -> str:
        return f"The follow-up group will be asked on {on}"

    def stops_met_count(self, count: int) -> str:
        return "One stop criterion is met" if count == 1 else f"{count} stop criteria are met"

    def group_advises(self, advice: str) -> str:
        return f"The follow-up group has evaluated it and advises: {advice}"
