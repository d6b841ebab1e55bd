"""Proposals for pilots in Danish."""

from collections.abc import Mapping

from dialogs.wording.letters import small

FIELDS = {
    "title": "Titel",
    "problem": "Hvilket problem vil I løse, og hvem mærker det?",
    "core_task": "Hvilken del af kerneopgaven handler det om?",
    "trial": "Hvad vil I prøve af?",
    "without_ai": "Kunne det løses uden AI?",
    "without_ai_note": "Hvad taler for og imod at løse det uden AI?",
    "tool_status": "Har I værktøjet?",
    "tool": "Hvilket værktøj?",
    "participants": "Hvem er med?",
    "voluntary": "Er det frivilligt at være med?",
    "ai_does": "Hvad skal AI gøre?",
    "people_do": "Hvad skal mennesker fortsat gøre?",
    "responsible_leader": "Ansvarlig leder",
    "decided_by": "Hvem kan beslutte det?",
    "involved": "Hvor er forslaget drøftet med medarbejderne?",
    "involvement": "Hvordan har medarbejderne været med til forslaget?",
    "effect_pace": "Tempoet bliver",
    "effect_content": "Indholdet i arbejdet bliver",
    "effect_quality": "Kvaliteten bliver",
    "effect_judgement": "Pladsen til fagligt skøn bliver",
    "effect_relations": "Relationerne bliver",
    "effect_control": "Indflydelsen på eget arbejde bliver",
    "effects": "Hvad betyder det for arbejdsdag, faglighed og trivsel?",
    "new_work": "Hvilke nye opgaver følger med?",
    "new_work_hours": "Hvor mange timer om ugen tager de nye opgaver?",
    "gains_to": "Hvem får mest gavn af det?",
    "gains": "Hvad skal frigjort tid bruges til?",
    "data_kinds": "Hvilke slags oplysninger skal bruges?",
    "data_types": "Hvad er det for oplysninger?",
    "start_on": "Begynder den",
    "end_on": "Slutter den",
    "baseline": "Hvordan er det i dag?",
    "success_signs": "Vi lykkes, hvis",
    "stop_criteria": "Vi stopper, hvis",
    "may_stop": "Hvem kan sige stop i hverdagen?",
    "training": "Hvilken oplæring er der?",
    "training_hours": "Hvor mange timers oplæring er der til hver?",
    "sceptics": "Hvordan kommer de skeptiske med?",
    "excluded": "Hvem kan ikke være med, og hvad gør I så?",
    "cost": "Hvad koster det, hvem leverer, og hvordan kommer I ud af det igen?",
}
_HELPS = {
    "title": "Højst 80 tegn. For eksempel: Breve i klart sprog.",
    "problem": "For eksempel: Borgere ringer, fordi de ikke forstår brevet. Det mærker både de og vi.",
    "core_task": "For eksempel: At borgeren får den rigtige hjælp i tide.",
    "trial": "Den mindste ting, I kan prøve. For eksempel: To sagsbehandlere skriver breve med hjælp i fire uger.",
    "without_ai": "For eksempel med en bedre skabelon eller en anden arbejdsgang.",
    "without_ai_note": "Kan stå tomt. For eksempel: En skabelon hjælper lidt, men brevet skal stadig skrives.",
    "tool_status": "Det er lettest at begynde med noget, kommunen har. For eksempel: Skrivehjælpen i journalen.",
    "tool": "For eksempel: Skrivehjælpen i journalen. Skriv »ved ikke endnu«, hvis I ikke har fundet et.",
    "participants": "Antal og roller, ikke navne. For eksempel: 6 assistenter og 1 teamleder.",
    "voluntary": "Det er en god begyndelse, når de første selv har meldt sig, for eksempel på et teammøde.",
    "ai_does": "For eksempel: Skriver et udkast.",
    "people_do": "For eksempel: Læser, retter og taler med borgeren.",
    "responsible_leader": "Den, der svarer for forsøget, for eksempel jeres teamleder. Spørg, før du vælger.",
    "decided_by": "Det viser, hvilket udvalg der er det rette. For eksempel: Vores egen leder beslutter for teamet.",
    "involved": "Vælg det sted, hvor I er nået længst. For eksempel: På et personalemøde.",
    "involvement": "For eksempel: Alle på holdet kom med ønsker på et personalemøde.",
    "effect_pace": (
        "Seks korte svar om arbejdsdagen, så vidt I ved det nu. "
        "For eksempel: Tempoet bliver dårligere, hvis hvert svar skal læses efter."
    ),
    "effects": "For eksempel: Vi får mere ro til breve, men mindre snak om dem.",
    "new_work": "For eksempel at læse svar efter eller at hjælpe kolleger i gang.",
    "new_work_hours": "Et tal for alle tilsammen. For eksempel: 2,5.",
    "gains_to": "For eksempel borgerne, hvis tiden går til besøg.",
    "gains": "For eksempel: En halv time om dagen, som går til besøg.",
    "data_kinds": "Vælg alt, der passer. For eksempel: Om borgere og CPR-numre, når AI læser en journal.",
    "data_types": "For eksempel: Tid og sted fra kørelisten, uden navne. Ved I det ikke, så skriv det.",
    "start_on": "Fire til tolv uger plejer at passe. For eksempel: Fra den første mandag i marts.",
    "end_on": "For eksempel seks uger efter, at I begynder.",
    "baseline": "For eksempel: I dag tager et brev 40 minutter, og hver femte borger ringer.",
    "success_signs": (
        "To til fire ting, der viser det. Mindst én for medarbejderne og én for borgerne eller kvaliteten. "
        "For eksempel: Færre ringer om brevet."
    ),
    "stop_criteria": "For eksempel: Mere end to fejl om ugen i det, borgeren får.",
    "may_stop": "Skriv en rolle, ikke et navn. For eksempel: Den daglige koordinator.",
    "training": "For eksempel: En introduktion og en kollega at spørge.",
    "training_hours": "Et tal. For eksempel: 2.",
    "sceptics": "For eksempel: To, der er i tvivl, er med i følgegruppen.",
    "excluded": "For eksempel på grund af sprog, syn eller erfaring med computere.",
    "cost": "For eksempel: 12.000 kr. om året, og aftalen kan siges op med en måned.",
}
_EFFECT = {"better": "Bedre", "unchanged": "Uændret", "worse": "Dårligere", "dont_know": "Ved ikke"}
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
    "involved": {
        "not_yet": "Ikke endnu",
        "trio": "I TRIO (leder, TR og AMR)",
        "staff_meeting": "På et personalemøde",
        "safety_group": "I arbejdsmiljøgruppen",
        "med": "I MED",
    },
    **{name: _EFFECT for name in FIELDS if name.startswith("effect_")},
    "gains_to": {
        "citizens": "Borgerne",
        "employees": "Medarbejderne",
        "both": "Borgere og medarbejdere lige meget",
        "budget": "Kommunens økonomi",
        "dont_know": "Ved ikke",
    },
    "data_kinds": {
        "none": "Ingen oplysninger om personer",
        "citizens": "Om borgere",
        "employees": "Om medarbejdere",
        "sensitive": "Følsomme, for eksempel om helbred",
        "cpr": "CPR-numre",
        "dont_know": "Ved ikke",
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

    new_proposal = "Der er kommet et nyt forslag til pilotforsøg. Det venter på et tjek før start."
    came_late = "Forslaget kom efter fristen og hører til næste møde."
    light_label = "Tjek før start"
    red_stays_off = "Rødt tjek: Forslaget kan ikke komme på mødet, som det er nu."
    red_goes_back = "Send det tilbage til forslagsstilleren, og skriv, hvad der skal ændres."
    conditions_label = "Betingelser"
    shortlist = "Sæt på mødet"
    on_the_table = "Forslaget kommer på mødet."
    will_be_discussed = "Drøftes på mødet"
    closed_label = "Åbent eller lukket punkt"
    ground_label = "Grund til at lukke punktet"
    ground_help = "Kun for et lukket punkt."

    not_this_time = "Forslaget kom ikke på mødet denne gang. Det venter til det næste, og du får besked."
    similar_title = "Ligner det her"
    similar_help = "Se, om I kan bruge noget, der er prøvet, i stedet for at begynde forfra."
    similar_mark = "Forslaget ligner noget, der er prøvet eller foreslået før."

    begin_proposal = "Begynd trin for trin"
    whole_form = "Skriv hele forslaget"
    draft_begun = "Kladden er gemt. Svar på ét spørgsmål ad gangen. Du kan holde pause, når du vil."
    answer_kept = "Svaret er gemt."
    draft_is_whole = "Alle spørgsmål er besvaret. Send forslaget, når det er klar."
    keep_answer = "Gem, og gå videre"
    answer_with_note = "Svar med en bemærkning"
    whole_draft = "Hele kladden"
    change_handed_in = "Ret forslaget"
    changed_late = "Forslaget er ændret efter fristen."
    nothing_stood = "Der stod ikke noget."
    name_authors = "Skriv sammen med andre"
    authors_label = "Hvem skriver du sammen med?"
    authors_help = "De kan rette forslaget, og deres navne står på det. Kun du kan sende det og tage det tilbage."
    you_write_too = "Du skriver med på forslaget og kan rette i det."
    written_by = "Skrevet af"

    comments_title = "Det siger siderne inden mødet"
    comment_kept = "Det er gemt. Alle kan læse det inden mødet."
    comment_for = "Skriv en kommentar"
    comment_help = "Alle kan læse den. Den står som jeres sides, uden navn. Kolleger på samme side kan rette den."
    two_minutes_now = "Nu begynder punktet. Du er velkommen til at fortælle om forslaget i to minutter."

    def comment_of(self, side: str) -> str:
        return f"Kommentar fra {side}"

    def two_minutes(self, day: str, clock: str) -> str:
        return f"Fortæl om forslaget i to minutter. Det er den {day} cirka kl. {clock}."

    def question_of(self, number: int, count: int) -> str:
        return f"Spørgsmål {number} af {count}"

    def stood_before(self, day: str, clock: str) -> str:
        return f"Før {day} kl. {clock} stod der:"

    def proposal_now(self, state: str) -> str:
        return f"Nyt om dit forslag: {small(state)}."

    def field(self, name: str) -> str:
        return FIELDS[name]

    def field_help(self, name: str) -> str:
        return _HELPS.get(name, "")

    def answer(self, name: str, option: str) -> str:
        return _ANSWERS[name][option]
