"""The course of a meeting in Danish."""

from dialogs.wording.letters import capital


class Course:
    """What is said while a meeting goes on, in Danish."""

    about_title = "Om Medmakker"
    notice_title = "Nyt fra Medmakker"
    before_meeting = "Mødet er ikke begyndt"
    meeting_over = "Mødet er slut"
    on_break = "Pause"

    door_title = "Kom med"
    i_am_here = "Jeg er her"
    i_leave = "Jeg går nu"
    goodbye = "Du har forladt mødet. Du kan altid komme tilbage."
    people_title = "I rummet"
    present = "Til stede"
    absent = "Ikke til stede"

    lead_title = "Mødets gang"
    led_by = "Leder mødet"
    this_part = "Denne del"
    next_part = "Næste del"
    expected_end = "Forventet slut"
    start_meeting = "Begynd mødet"
    to_next_part = "Videre til næste del"
    table_is_empty = "Der er ingen forslag på mødet endnu. De, der er tjekket, kan sættes på, indtil I begynder."
    end_meeting = "Slut mødet"
    end_meeting_now = "Slut mødet nu"
    end_meeting_now_help = "Mødet slutter for alle, også de dele, I mangler. Det kan ikke fortrydes."
    meeting_ended = "Mødet er slut. Tak for i dag."
    card_shown = "Kortet er på skærmen."
    go_back = "Gå en del tilbage"
    take_over = "Overtag mødet"
    you_lead = "Nu leder du mødet."
    extend = "Giv mere tid"
    minutes_more = "Hvor mange minutter mere?"
    also = "Andet, du kan gøre"
    pause = "Hold pause"
    resume = "Fortsæt mødet"
    break_title = "Pause"
    ask_break = "Bed om en pause til vores side"
    break_asked = "De, der leder mødet, har fået besked."

    open_your_screen = "Tag telefonen frem, og åbn din egen skærm. Har du ingen telefon med, så sig til."
    thanks = "Tak for i dag"
    room_after = "Referatet kommer, når formandskabet har skrevet under."

    def is_here(self, name: str) -> str:
        return f"{name} er kommet."

    def has_left(self, name: str) -> str:
        return f"{name} er gået."

    def welcome_before(self, at: str) -> str:
        return f"Velkommen. Mødet begynder kl. {at}."

    def welcome_late(self, title: str, until: str) -> str:
        return f"Velkommen. Vi er i gang: {title}, til kl. {until}."

    def running_now(self, title: str, until: str) -> str:
        return f"Mødet er i gang: {title}, til kl. {until}."

    def phase_begins(self, title: str, until: str) -> str:
        return f"Nu: {title}, til kl. {until}."

    def next_card(self, left: int) -> str:
        return "Vis det sidste kort" if left == 1 else f"Vis næste kort ({left} tilbage)"

    def five_minutes_left(self, until: str) -> str:
        return f"Fem minutter tilbage. Denne del går til kl. {until}."

    def time_is_up(self, until: str) -> str:
        return f"Tiden til denne del gik til kl. {until}. Gå videre, når I er klar, eller giv mere tid."

    def new_times(self, until: str, expected_end: str) -> str:
        return f"Denne del går nu til kl. {until}. Mødet slutter cirka kl. {expected_end}."

    def paused_since(self, at: str) -> str:
        return f"Pause siden kl. {at}."

    def side_asks_break(self, side: str) -> str:
        return f"{capital(side)} beder om en pause for sig selv."
