"""Proposals for pilots in Danish."""

from collections.abc import Mapping

from dialogs.wording.letters import small

FIELDS = {
    "title": "Titel",
    "problem": "Hvilket problem vil I løse, og hvem mærker det?",
    "core_task": "Hvilken del af kerneopgaven handler det om?",
    "trial": "Hvad vil I prøve af?",
    "without_ai": "Kunne det løses uden AI?",
    "tool_status": "Har I værktøjet?",
    "tool": "Hvilket værktøj?",
    "participants": "Hvem er med?",
    "voluntary": "Er det frivilligt at være med?",
    "ai_does": "Hvad skal AI gøre?",
    "people_do": "Hvad skal mennesker fortsat gøre?",
    "responsible_leader": "Ansvarlig leder",
    "decided_by": "Hvem kan beslutte det?",
    "involvement": "Hvordan har medarbejderne været med til forslaget?",
    "effects": "Hvad betyder det for arbejdsdag, faglighed og trivsel?",
    "new_work": "Hvilke nye opgaver følger med?",
    "gains": "Hvem får gavn af det, og hvad skal frigjort tid bruges til?",
    "data_types": "Hvilke oplysninger skal bruges?",
    "start_on": "Begynder den",
    "end_on": "Slutter den",
    "baseline": "Hvordan er det i dag?",
    "success_signs": "Vi lykkes, hvis",
    "stop_criteria": "Vi stopper, hvis",
    "may_stop": "Hvem kan sige stop i hverdagen?",
    "training": "Hvilken oplæring er der, og hvor meget tid er sat af?",
    "sceptics": "Hvordan kommer de skeptiske med?",
    "excluded": "Hvem kan ikke være med, og hvad gør I så?",
    "cost": "Hvad koster det, hvem leverer, og hvordan kommer I ud af det igen?",
}
_HELPS = {
    "title": "Højst 80 tegn.",
    "tool": "Skriv »ved ikke endnu«, hvis I ikke har fundet et.",
    "participants": "Antal og roller, ikke navne.",
    "involvement": "For eksempel på et personalemøde eller sammen med tillids- og arbejdsmiljørepræsentant.",
    "effects": "For eksempel tempo, indhold, kvalitet og samvær.",
    "new_work": "For eksempel at læse svar efter eller at hjælpe kolleger i gang.",
    "data_types": "For eksempel om borgere, om medarbejdere eller slet ikke om personer. Ved I det ikke, så skriv det.",
    "may_stop": "Skriv en rolle, ikke et navn.",
    "excluded": "For eksempel på grund af sprog, syn eller erfaring med computere.",
}
_ANSWERS: Mapping[str, Mapping[str, str]] = {
    "without_ai": {"yes": "Ja", "partly": "Delvist", "no": "Nej", "dont_know": "Ved ikke"},
    "tool_status": {"known": "Ja, vi kender det", "coming": "Det er på vej", "unknown": "Det ved vi ikke endnu"},
    "voluntary": {"yes": "Ja", "no": "Nej"},
    "decided_by": {
        "own_leader": "Vores egen leder",
        "local_leader": "Lederen af hele arbejdspladsen",
        "area_director": "Chefen for området",
        "executive_board": "Direktionen",
        "council": "Kommunalbestyrelsen",
    },
}


class Proposals:
    """What is said about a proposal before the meeting, in Danish."""

    propose_title = "Forslag til pilotforsøg"
    propose_help = "Det tager under fem minutter. Du kan gemme en kladde og rette den senere."
    new_idea = "Skriv et nyt forslag"
    change = "Ret kladden"
    draft_saved = "Kladden er gemt. Send den, når den er klar."
    elaborate = "Uddyb forslaget"
    submit = "Send forslaget"
    submitted = "Tak. Forslaget er sendt til formandskabet."
    submitted_late = "Fristen for dette møde er overskredet. Forslaget kommer med til næste møde."
    withdraw_proposal = "Tag forslaget tilbage"
    four_to_twelve_weeks = "Fire til tolv uger plejer at passe."
    signs_help = "To til fire tegn. Mindst ét for medarbejderne og ét for borgerne eller kvaliteten."

    new_proposal = "Der er kommet et nyt forslag til pilotforsøg. Det venter på et tjek før start."
    came_late = "Forslaget kom efter fristen og hører til næste møde."
    light_label = "Tjek før start"
    red_stays_off = "Rødt tjek: Forslaget kan ikke komme på mødet. Fortæl forslagsstilleren, hvad der skal ændres."
    conditions_label = "Betingelser"
    shortlist = "Sæt på mødet"
    on_the_table = "Forslaget kommer på mødet."
    will_be_discussed = "Drøftes på mødet"
    closed_label = "Åbent eller lukket punkt"
    ground_label = "Grund til at lukke punktet"
    ground_help = "Kun for et lukket punkt."

    def proposal_now(self, state: str) -> str:
        return f"Nyt om dit forslag: {small(state)}."

    def field(self, name: str) -> str:
        return FIELDS[name]

    def field_help(self, name: str) -> str:
        return _HELPS.get(name, "")

    def answer(self, name: str, option: str) -> str:
        return _ANSWERS[name][option]
