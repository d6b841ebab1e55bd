"""What the register shows beside the minutes, in Danish."""

from dialogs.model.followed import Course
from dialogs.register import Followed, PilotGroup, Quarter, Reviewed

_FOLLOWED = {
    Followed.WAITING: "Venter på svar",
    Followed.COMING: "Kommer",
    Followed.ANSWERED: "Besvaret",
    Followed.STOPS: "Noget, man ville stoppe for, er sket",
    Followed.EVALUATED: "Evalueret",
}
_REVIEWED = {
    Reviewed.DUE: "Skal ses efter nu",
    Reviewed.LATER: "Skal ses efter senere",
    Reviewed.NEVER: "Uden dato for eftersyn",
}
_GROUPS = {
    PilotGroup.AHEAD: "Valgt eller udskudt",
    PilotGroup.RUNNING: "I gang",
    PilotGroup.ENDED: "Afsluttet",
    PilotGroup.NOT_CHOSEN: "Ikke valgt",
}
_SAID = {Course.GREEN: "Grøn", Course.YELLOW: "Gul", Course.RED: "Rød"}


class RegisterViews:
    """What is said of follow-up, guidelines and figures."""

    follow_up_title = "Opfølgning"
    follow_up_label = "Vis opfølgning, der er"
    nothing_followed = "Der er ingen opfølgning, der passer."
    left_alone_title = "Opfølgning, der venter"
    nothing_left_alone = "Ingen opfølgning har ventet for længe."
    stop_met_goes_on = "Noget, man ville stoppe for, er sket. Forsøget er hverken stoppet eller sat på pause."
    evaluation_waits = "Følgegruppen har evalueret. Intet møde har behandlet det endnu."
    not_answered = "Ikke besvaret"
    guidelines_title = "Retningslinjer"
    guidelines_label = "Vis retningslinjer, der"
    no_guidelines = "Der er ingen retningslinjer, der passer."
    review_label = "Ses efter"
    figures_title = "I tal"
    figures_help = "Tallene gælder beslutninger i de seneste to år. Lukkede punkter er ikke talt med."
    same_in_table = "De samme tal står i tabellen under diagrammet."
    nothing_counted = "Der er ikke noget at tælle endnu."
    quarter_label = "Kvartal"
    count_label = "Antal"
    pilots_by_quarter = "Pilotforsøg efter kvartal"
    pilots_by_quarter_help = "Hvert forsøg står i det kvartal, hvor udvalget sidst besluttede noget om det."
    pilots_by_state = "Hvor langt forsøgene er"
    idea_to_decision = "Fra idé til beslutning"
    idea_to_decision_help = (
        "Halvdelen af forslagene fik deres første beslutning inden for så mange dage, efter at de blev sendt ind."
    )
    median_days = "Dage"
    check_points_figure = "Tjekpunkter, der blev nået"
    check_points_figure_help = "Hvad følgegrupperne svarede, efter det kvartal, hvor de skulle spørges."
    themes_figure = "Temaer over tid"
    themes_figure_help = "De temaer, som flest møder samlede deres tanker under, med udvalgenes egne ord."
    take_away_dossier = "Hent forsøgsmappen"
    proposal_part = "Forslaget"

    def reviewed(self, which: Reviewed) -> str:
        return _REVIEWED[which]

    def group_of_pilots(self, group: PilotGroup) -> str:
        return _GROUPS[group]

    def quarter(self, quarter: Quarter) -> str:
        return f"{quarter.number}. kvt. {quarter.year}"

    def table_of(self, title: str) -> str:
        return f"Tabel: {title}"

    def course_in_short(self, course: Course) -> str:
        return _SAID[course]

    def dossier_of(self, title: str) -> str:
        return f"Forsøgsmappe: {title}"

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
