"""What the things of a meeting are called in Danish."""

import re

from dialogs.model.agenda import ItemType
from dialogs.model.items import OutcomeKind, ReservationState, Stance
from dialogs.model.meeting import Kind
from dialogs.model.people import Side
from dialogs.model.pilots import Due, Light, Owner, PilotState

_SIDES = {
    Side.MANAGEMENT: "ledelsessiden",
    Side.EMPLOYEES: "medarbejdersiden",
    Side.TEAM: "teamet",
    Side.NONE: "ingen af siderne",
}
_KIND = {
    Kind.USE: "Det bruger vi AI til",
    Kind.OPPORTUNITY: "Mulighed",
    Kind.CONCERN: "Bekymring",
    Kind.CONDITION: "Betingelse",
    Kind.SUGGESTION: "Forslag",
    Kind.QUESTION: "Spørgsmål",
    Kind.WORD: "Ét ord",
}
_KINDS = {
    Kind.USE: "Det bruger vi AI til",
    Kind.OPPORTUNITY: "Muligheder",
    Kind.CONCERN: "Bekymringer",
    Kind.CONDITION: "Betingelser",
    Kind.SUGGESTION: "Forslag",
    Kind.QUESTION: "Spørgsmål",
    Kind.WORD: "Ét ord fra hver",
}
_STANCES = {
    Stance.SUPPORTS: "Støtter",
    Stance.CAN_LIVE_WITH: "Kan leve med",
    Stance.RESERVATION: "Væsentligt forbehold",
}
_RESERVATIONS = {
    ReservationState.OPEN: "Forbeholdet er ikke afklaret endnu.",
    ReservationState.RESOLVED: "Teksten er ændret for at imødekomme forbeholdet.",
    ReservationState.KEPT: "Forbeholdet står.",
}
_OUTCOMES = {
    OutcomeKind.AGREEMENT: "Enighed",
    OutcomeKind.AGREEMENT_WITH_REMARKS: "Enighed med bemærkninger",
    OutcomeKind.NO_AGREEMENT: "Ikke enighed",
    OutcomeKind.DEFERRED: "Udsat",
    OutcomeKind.DISCUSSED: "Drøftet",
    OutcomeKind.SENT_TO_MED: "Sendt til MED som forslag",
    OutcomeKind.OTHER_LEVEL: "Til rette niveau",
}
_ITEM_TYPES = {
    ItemType.INFORMATION: "Information",
    ItemType.DISCUSSION: "Drøftelse",
    ItemType.GUIDELINE: "Retningslinje",
    ItemType.RECOMMENDATION: "Indstilling",
    ItemType.LOCAL_AGREEMENT: "Lokal aftale",
}
_LIGHTS = {
    Light.GREEN: "Grøn: kan drøftes",
    Light.YELLOW: "Gul: kan drøftes, men noget skal afklares først",
    Light.RED: "Rød: må ikke gå i gang",
}
_OWNERS = {
    Owner.DPO: "Databeskyttelsesrådgiveren",
    Owner.LAWYER: "Juristen",
    Owner.IT_SECURITY: "IT-sikkerhed",
    Owner.SAFETY_REP: "Arbejdsmiljørepræsentanten",
    Owner.HR: "HR",
}
_DUES = {
    Due.PURCHASE: "før køb",
    Due.TEST: "før test",
    Due.START: "før start",
    Due.OPERATION: "før fast brug",
}
_PILOT_STATES = {
    PilotState.DRAFT: "Kladde, ikke sendt endnu",
    PilotState.SUBMITTED: "Sendt, venter på tjek før start",
    PilotState.SCREENED: "Tjekket før start",
    PilotState.SHORTLISTED: "Kommer på mødet",
    PilotState.SELECTED: "Valgt som pilotforsøg",
    PilotState.NOT_SELECTED: "Ikke valgt denne gang",
    PilotState.DEFERRED: "Udsat",
    PilotState.OTHER_LEVEL: "Sendt videre til rette niveau",
    PilotState.WITHDRAWN: "Taget tilbage",
    PilotState.RETURNED: "Sendt tilbage til dig",
    PilotState.RUNNING: "I gang",
    PilotState.PAUSED: "Sat på pause",
    PilotState.EVALUATING: "Bliver evalueret",
    PilotState.ADOPTED: "Indført",
    PilotState.ADJUSTED: "Fortsætter med ændringer",
    PilotState.STOPPED: "Stoppet",
}
_RULE = re.compile(r"(week |\+)(\d+)( months)?")


class Names:
    """The names of sides, kinds, outcomes and states in Danish."""

    yes = "Ja"
    no = "Nej"
    nobody = "Ingen"
    open_item = "Åbent punkt"
    closed_item = "Lukket punkt"

    def side(self, side: Side) -> str:
        return _SIDES[side]

    def kind(self, kind: Kind) -> str:
        return _KIND[kind]

    def kinds(self, kind: Kind) -> str:
        return _KINDS[kind]

    def stance(self, stance: Stance) -> str:
        return _STANCES[stance]

    def reservation(self, state: ReservationState) -> str:
        return _RESERVATIONS[state]

    def outcome(self, kind: OutcomeKind) -> str:
        return _OUTCOMES[kind]

    def item_type(self, kind: ItemType) -> str:
        return _ITEM_TYPES[kind]

    def light(self, light: Light) -> str:
        return _LIGHTS[light]

    def owner(self, owner: Owner) -> str:
        return _OWNERS[owner]

    def due(self, due: Due) -> str:
        return _DUES[due]

    def pilot_state(self, state: PilotState) -> str:
        return _PILOT_STATES[state]

    def check_point(self, rule: str, date_text: str) -> str:
        found = _RULE.fullmatch(rule)
        if not found:
            words = rule
        # "uge 2" alone would be read as the second week of the year.
        elif found[1] == "week ":
            words = f"uge {found[2]} efter start"
        else:
            words = f"{found[2]} {'måned' if found[2] == '1' else 'måneder'} efter start"
        return f"{words} ({date_text})" if date_text else words
