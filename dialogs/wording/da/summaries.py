"""Summaries between meetings, in Danish."""

from dialogs.model.summarized import SummaryKind

_TITLES = {
    SummaryKind.EVALUATION: "Resultat af en evaluering",
    SummaryKind.MONTH: "Månedens overblik over pilotforsøg",
    SummaryKind.HALF_YEAR: "Halvårets rapport om pilotforsøg",
    SummaryKind.YEAR: "Årets opfølgning på AI",
}

_LEARNT = {
    "citizens": "Borgerne",
    "staff": "Medarbejderne",
    "quality": "Kvaliteten",
    "time": "Tiden",
    "calm": "Ro",
    "unexpected": "Det havde vi ikke ventet",
    "left_out": "De var ikke med",
    "changed": "Det ændrede vi undervejs",
    "because": "Følgegruppens begrundelse",
    "dissent": "Nogle ser anderledes på det",
}


class Summaries:
    """What is told between meetings, in Danish."""

    summary_progress = "I gang"
    summary_chosen = "Nyt"
    summary_learnt = "Det har vi lært"
    summary_stopped = "Stoppet, og hvorfor"
    summary_waiting = "Det venter"
    summary_not_started = "ikke gået i gang endnu"
    summary_waits = (
        "Læs teksten, ret den, hvis noget er forkert, og skriv under. "
        "Den bliver først sendt, når alle i formandskabet har skrevet under."
    )
    why_summary = "Du får den her, fordi du er i formandskabet. I kan slå den fra under Påmindelser."
    why_evaluation = "Du får den her, fordi du er i formandskabet, og mødet tog stilling til en evaluering."
    year_plan = "Sæt opfølgning på AI i årshjulet: Hvornår ser I på forsøgene og på det, der er blevet fast praksis?"
    year_training = "Har alle, der bruger AI i arbejdet, fået den oplæring, de har brug for? Også de nye?"
    year_rules = "Regler for AI, der bliver behandlet som højrisiko. Spørg juristen, om de gælder jer"
    year_no_rules = "Vi kender ingen regler, der er kommet til det sidste år eller kommer det næste."

    def summary_title(self, kind: SummaryKind) -> str:
        return _TITLES[kind]

    def learnt(self, name: str) -> str:
        return _LEARNT[name]

    def why_year(self, committee: str) -> str:
        return (
            f"Du får den her én gang om året, fordi du er i formandskabet for {committee}, og I har forsøg, "
            "fast praksis eller et møde på vej. I kan slå den fra under Påmindelser."
        )

    def year_from_day(self, day: str) -> str:
        return f"Fra {day}"

    def year_source(self, law: str, day: str) -> str:
        return f"Kilde: {law}, sidst set efter {day}."

    def summary_of_time(self, committee: str, since: str, last: str) -> str:
        return f"Pilotforsøg med AI, {since} til {last}. Fra {committee}, begge sider."

    def summary_of_evaluation(self, title: str) -> str:
        return f"Sådan gik det med {title}"
