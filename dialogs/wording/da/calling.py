"""When the committee meets, in Danish."""


class Calling:
    """What is said about a meeting that is called, in Danish."""

    move_meeting = "Flyt mødet"
    cancel_meeting = "Aflys mødet"
    may_stay_empty = "Kan stå tomt."
    cancelled_title = "Mødet er aflyst"
    plan_next = "Planlæg næste møde"
    next_title = "Næste møde"
    i_agree = "Jeg er enig i dagsordenen"
    you_agree = "Det står nu, at du er enig i dagsordenen."
    agenda_changed = "Dagsordenen er ændret, siden du sagde ja. Se den igen."
    on_the_table_title = "Punkter på mødet"
    no_room = "Et udsat punkt skulle tages op igen, men der er ikke plads på mødet. Det venter, til der er plads."

    def meeting_moved(self, before: tuple[str, str], after: tuple[str, str]) -> str:
        return f"Mødet er flyttet fra den {before[0]} kl. {before[1]} til den {after[0]} kl. {after[1]}."

    def new_deadlines(self, due: str, readable: str) -> str:
        return f"Forslag skal sendes senest den {due}. Alle kan læse dem fra den {readable}."

    def meeting_cancelled(self, day: str, at: str) -> str:
        return f"Mødet den {day} kl. {at} er aflyst."

    def next_meeting_is(self, day: str, at: str) -> str:
        return f"Næste møde er den {day} kl. {at}."

    def agree_on_agenda(self, names: str) -> str:
        return f"Enige i dagsordenen: {names}."

    def agreed_before(self, names: str) -> str:
        return f"Dagsordenen er ændret, siden disse sagde ja: {names}."

    def readable_from(self, day: str) -> str:
        return f"Alle i udvalget kan læse punkterne fra den {day}."

    def put_off(self, meeting: int) -> str:
        return f"Udsat fra møde {meeting}, fordi: "
