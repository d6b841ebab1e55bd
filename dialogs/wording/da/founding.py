"""Setting a committee up, in Danish."""

from dialogs.model.people import Level, Role, Side
from dialogs.wording.letters import clip

# With the words before it, an answer stays within the 75 characters of an option.
_NAME_CHARS = 50

_LEVELS = {
    Level.MAIN: "Hovedudvalg",
    Level.AREA: "Områdeudvalg",
    Level.LOCAL: "Lokaludvalg",
    Level.STAFF_MEETING: "Personalemøde med MED-status",
    Level.TEAM: "Almindeligt team",
}
_SEATS = {
    Role.CHAIR: "Formand (afløser den, der er det nu)",
    Role.VICE_CHAIR: "Næstformand",
    Role.SECRETARY: "Sekretær",
    Role.MEMBER: "Medlem",
    Role.SUBSTITUTE: "Suppleant",
    Role.OBSERVER: "Observatør",
    Role.HR: "HR",
}
_FOR = {Side.MANAGEMENT: " for ledelsen", Side.EMPLOYEES: " for medarbejderne"}
_ONE_SIDED = frozenset({Role.CHAIR, Role.VICE_CHAIR})
_NOW = {Role.CHAIR: "Hvem er formand nu?", Role.VICE_CHAIR: "Hvem er næstformand nu?"}


class Founding:
    """What is asked and said when a committee is set up, in Danish."""

    found_title = "Sæt udvalget op"
    found_help = (
        "Det tager få minutter, og kun én af jer skal gøre det. Bagefter kan alle i samtalen se, hvem der er med."
    )
    go_on = "Videre"
    found = "Sæt udvalget op"
    committee_title = "Udvalget"
    committee_name_label = "Udvalgets navn"
    level_label = "Hvad er I?"
    language_label = "Hvilket sprog bruger I på møderne?"
    organisation_label = "Hvor skal beskeder til organisationen slås op?"
    organisation_later = "Det vælger vi senere"
    choose_channel = "Vælg kanalen til organisationen"
    channel_kept = "Beskeder til organisationen bliver slået op der."
    date_may_wait = "Kan stå tomt. I kan vælge en dato senere."
    sides_title = "Hvem er med?"
    not_chosen_help = "Den, du ikke vælger nogen steder, er ikke med."
    beside_label = "Ingen af siderne (sekretær, observatør og HR)"
    same_name_help = "Flere har det navn. Skriv noget til, som skiller dem ad."
    roles_title = "Formandskab og sekretær"
    more_roles_title = "Andre roller"

    founded_title = "Udvalget er sat op"
    already_founded = "Her er allerede et udvalg. Det står sådan:"
    founded_help = "Er noget forkert, kan formandskabet eller sekretæren rette det."
    first_meeting_label = "Første møde"
    no_date_yet = "Der er ikke valgt en dato endnu."
    plan_first = "Vælg en dato for det første møde"
    first_meeting_is_set = "Der er allerede valgt en dato."

    came_title = "Ny i samtalen"
    seat_label = "Plads i udvalget"
    not_in_committee = "Ikke med i udvalget"
    gone_title = "Ikke i samtalen mere"
    change_seat = "Ret listen"
    person_label = "Hvem?"
    list_changed = "Listen er rettet."
    stays_on_list = "Listen er, som den var."

    def step(self, number: int, last: int, title: str) -> str:
        return f"Trin {number} af {last}: {title}" if last else f"Trin {number}: {title}"

    def level(self, level: Level) -> str:
        return _LEVELS[level]

    def screen_name_label(self, name: str) -> str:
        return f"Navn på skærmen: {name}"

    def came(self, name: str) -> str:
        return f"{name} er kommet til i samtalen. Hvilken plads har {name} i udvalget?"

    def is_on_list(self, name: str) -> str:
        return f"Står på listen som {clip(name, _NAME_CHARS)}"

    def gone(self, name: str) -> str:
        return f"{name} er ikke i samtalen mere. Er {name} også ude af udvalget?"

    def is_gone(self, name: str) -> str:
        return f"Er {name} ude af udvalget?"

    def successor(self, role: Role) -> str:
        return _NOW[role]

    def seat(self, role: Role, side: Side) -> str:
        return _SEATS[role] + ("" if role in _ONE_SIDED else _FOR.get(side, ""))
