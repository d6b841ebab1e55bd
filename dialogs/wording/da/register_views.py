"""What the register shows beside the minutes, in Danish."""

from dialogs.register import Followed

_FOLLOWED = {
    Followed.WAITING: "Venter på svar",
    Followed.COMING: "Kommer",
    Followed.ANSWERED: "Besvaret",
    Followed.STOPS: "Noget, man ville stoppe for, er sket",
    Followed.EVALUATED: "Evalueret",
}


class RegisterViews:
    """What is said of follow-up in the register."""

    follow_up_title = "Opfølgning"
    follow_up_label = "Vis opfølgning, der er"
    nothing_followed = "Der er ingen opfølgning, der passer."
    left_alone_title = "Opfølgning, der venter"
    nothing_left_alone = "Ingen opfølgning har ventet for længe."
    stop_met_goes_on = "Noget, man ville stoppe for, er sket. Forsøget er hverken stoppet eller sat på pause."
    evaluation_waits = "Følgegruppen har evalueret. Intet møde har behandlet det endnu."
    not_answered = "Ikke besvaret"

    def followed(self, what: Followed) -> str:
        return _FOLLOWED[what]

    def group_is_silent(self, since: str) -> str:
        return f"Følgegruppen blev spurgt den {since}. Hverken den eller formandskabet har svaret."

    def group_was_asked(self, since: str) -> str:
        return f"Følgegruppen er spurgt den {since} og har ikke svaret endnu"

    def group_will_be_asked(self, on: str) -> str:
        return f"Følgegruppen bliver spurgt den {on}"

    def stops_met_count(self, count: int) -> str:
        return "Et stopkriterium er opfyldt" if count == 1 else f"{count} stopkriterier er opfyldt"

    def group_advises(self, advice: str) -> str:
        return f"Følgegruppen har evalueret og anbefaler: {advice}"
