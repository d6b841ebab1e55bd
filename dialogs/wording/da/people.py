"""Who is there and for whom, in Danish."""

from collections.abc import Sequence

from dialogs.model.people import Role, Side
from dialogs.wording.letters import clip

# With the words before it, a label stays within the 75 characters of a button.
_NAME_CHARS = 55
_SIDES = {
    Side.MANAGEMENT: "Ledelsen",
    Side.EMPLOYEES: "Medarbejderne",
    Side.NONE: "Ingen af siderne",
    Side.TEAM: "Teamet",
}
_ROLES = {
    Role.CHAIR: "Formand",
    Role.VICE_CHAIR: "Næstformand",
    Role.SECRETARY: "Sekretær",
    Role.SIGNER: "Valgt til at skrive under",
    Role.MEMBER: "Medlem",
    Role.SUBSTITUTE: "Suppleant",
    Role.OBSERVER: "Observatør (følger med, men er ikke med til at beslutte)",
    Role.TEAM_LEADER: "Teamleder",
    Role.HR: "HR",
    Role.SHOP_STEWARD: "Tillidsrepræsentant",
    Role.SAFETY_REP: "Arbejdsmiljørepræsentant",
    Role.SAFETY_LEADER: "Arbejdsmiljøleder",
}


class People:
    """What is said about who takes part, in Danish."""

    substitutes_title = "Suppleant"
    member_label = "Er her for"
    here_for_label = "Hvem er du her for?"
    here_for_help = "Du er med fra nu af. Det her kan vente."
    record_substitute = "Vælg medlem"
    say_here_for = "Gem"
    change_here_for = "Ret valget"
    nobody_away = "Alle på din side er her. Du er med som dig selv."

    who_signs_for_you = "Hvem skriver under for dig?"
    choose_signer = "Vælg underskriver"
    sign_elsewhere_help = "Vælg en fra din egen side. I referatet står, at det er for dig."
    other_signers_title = "Kan en ikke skrive under?"
    other_signers_help = "Så kan en anden skrive under i stedet. Det står i referatet."
    signs_label = "Hvem skriver under?"
    record_signer_help = (
        "Gør det kun, når de andre i formandskabet har bedt om det. Vælg en fra samme side. Det står i referatet."
    )

    at_door_title = "Ved døren"
    at_door_label = "Venter"
    since_label = "Siden"
    asked_twice = "Flere har valgt dette navn. Se, hvem det er, og luk kun den rigtige ind."
    let_in = "Luk ind"
    let_all_in = "Luk alle ind"
    let_in_who_is_alone = "Luk ind, hvor navnet står én gang"
    turn_away = "Afvis"
    turn_all_away_title = "Hører ingen af dem til her?"
    turn_all_away = "Afvis alle"
    turned_away = "Afvist. Den, der er den rette, kan spørge igen."
    you_wait = "Sekretæren kan se, at du venter."

    add_person_title = "Mangler der en på listen?"
    add_person = "Skriv en ny på"
    add_person_help = (
        "Navnet står derefter på udvalgets liste, også ved næste møde. "
        "Personen kommer ind med koden på skærmen, eller du kan skrive for dem."
    )
    name_label = "Navn"
    side_label = "Side"
    role_label = "Rolle"

    def stands_in(self, substitute: str, member: str) -> str:
        return f"{substitute} er her for {member}."

    def you_stand_in(self, member: str) -> str:
        return f"Du er her for {member}. Kommer {member}, svarer {member} selv."

    def signs_instead(self, substitute: str, member: str) -> str:
        return f"{substitute} skriver under for {member}."

    def here_for_whom(self, substitute: str) -> str:
        return f"Hvem er {substitute} her for?"

    def who_signs_for(self, member: str) -> str:
        return f"Hvem skriver under for {member}?"

    def sign_for(self, member: str) -> str:
        return f"Skriv under for {clip(member, _NAME_CHARS)}"

    def name_for(self, substitute: str, member: str) -> str:
        return f"{substitute} (for {member})"

    def let_in_now(self, names: Sequence[str]) -> str:
        return f"{names[0]} er lukket ind." if len(names) == 1 else f"{len(names)} er lukket ind."

    def added(self, name: str) -> str:
        return f"{name} står nu på listen."

    def side_of(self, side: Side) -> str:
        return _SIDES[side]

    def role(self, role: Role) -> str:
        return _ROLES[role]
