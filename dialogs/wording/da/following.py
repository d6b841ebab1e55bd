"""Pilots that are followed, in Danish."""

from dialogs.model.check_points import EVALUATION
from dialogs.model.followed import Advice, Course

_COURSES = {
    Course.GREEN: "Grøn: det går, som vi håbede",
    Course.YELLOW: "Gul: noget skal justeres",
    Course.RED: "Rød: det går ikke, som det skal",
}
_ADVICE = {
    Advice.ADOPT: "Gør det til fast praksis",
    Advice.ADJUST: "Ret til, og prøv lidt længere",
    Advice.STOP: "Stop forsøget",
    Advice.SCALE: "Udvid til flere (bliver et nyt punkt i MED)",
}
_EVALUATED = {
    "citizens": "Hvad fik borgerne ud af det?",
    "staff": "Hvad fik medarbejderne ud af det?",
    "quality": "Hvad skete der med kvaliteten?",
    "time": "Hvad skete der med tiden?",
    "calm": "Gav det mere eller mindre ro?",
    "unexpected": "Hvad havde I ikke ventet?",
    "left_out": "Hvem var ikke med, og hvad betød det?",
    "changed": "Hvad ændrede I undervejs?",
    "because": "Hvorfor anbefaler I det?",
    "dissent": "Er der nogen, der ser anderledes på det? Skriv hvordan, uden navne",
}


class Following:
    """What is said at check-points and about evaluations, in Danish."""

    follow_title = "Opfølgning på "
    why_asked = (
        "Du får den her, fordi du er i følgegruppen. Svar på din side; ét svar fra gruppen er nok. "
        "Er det for tidligt, så udskyd spørgsmålet dér."
    )
    why_told = "Du får den her, fordi du er i formandskabet. Den holder op, når gruppen svarer eller udskyder."
    course_label = "Hvordan går det?"
    one_line_label = "Sig det på én linje"
    one_line_help = "Skriv roller, ikke navne."
    signs_seen_label = "Hvilke tegn på, at det virker, kan I se?"
    stops_met_label = "Er noget af det sket, som I ville stoppe for?"
    signs_seen = "Tegn, vi kan se"
    stops_met = "Det, vi ville stoppe for, er sket"
    answer_check_point = "Send gruppens svar"
    check_point_kept = "Tak. Svaret er gemt som gruppens."
    snooze = "Udskyd"
    until_label = "Spørg igen den"
    answers_title = "Gruppens svar"
    stop_met = "Det her er sket: "
    stop_is_met = "Den, der kan stoppe forsøget, er spurgt."
    stop_is_met_you = "Tag stilling nu: Skal forsøget stoppe, eller skal det holde pause?"
    course_red_told = "Følgegruppen svarer rødt. Læs svaret på din side, og tal med gruppen."
    evaluation_title = "Evaluering"
    evaluate = "Evaluer forsøget"
    evaluate_again = "Ret evalueringen"
    evaluation_kept = "Tak. Formand og næstformand har fået besked og kan sætte den på næste møde."
    advice_label = "Gruppens anbefaling"
    take_evaluation = "Sæt på mødet"
    evaluation_taken = "Evalueringen er et punkt på mødet."
    group_is_incomplete = "Der er ikke længere nogen fra begge sider i følgegruppen. Aftal, hvem der træder ind."
    becomes_label = "Hvad bliver der af forsøget?"
    pilot_not_started = (
        "Ingen har meldt, at forsøget er gået i gang. Du får den her, fordi du er ansvarlig leder. "
        "Er det begyndt, så meld det på din side."
    )

    def course(self, course: Course) -> str:
        return _COURSES[course]

    def advice(self, advice: Advice) -> str:
        return _ADVICE[advice]

    def evaluated(self, name: str) -> str:
        return _EVALUATED[name]

    def check_point_question(self, rule: str) -> str:
        if rule.startswith("+"):
            return "Bruger I det stadig, og er det stadig besværet værd?"
        if rule == EVALUATION:
            return "Forsøget er slut. Evaluer det: Hvad var før, og hvad er nu?"
        weeks = int(rule.removeprefix("week "))
        if weeks <= 3:
            return "Kom I i gang? Er der noget, der skal justeres?"
        if weeks < 12:
            return "Hvordan går det midtvejs? Se på tegnene, på det uventede og på arbejde, som ingen ser."
        return "Tiden er gået. Svar her, og evaluer forsøget: Hvad var før, og hvad er nu?"

    def waits_for_you(self, since: str) -> str:
        return f"Det har ventet på jer siden den {since}."

    def group_has_not_answered(self, since: str) -> str:
        return f"Følgegruppen blev spurgt den {since} og har ikke svaret. Tal med gruppen."

    def snoozed(self, until: str) -> str:
        return f"I bliver spurgt igen den {until} eller den første arbejdsdag derefter."

    def evaluation_came(self, advice: str) -> str:
        return f"Følgegruppen har evalueret forsøget og anbefaler: {advice}. Sæt det på jeres næste møde."

    def evaluation_of(self, title: str) -> str:
        return f"Evaluering af {title}"
