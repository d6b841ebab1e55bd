"""A person's overview, in Danish."""

from dialogs.commands import Topic

_TASKS = {
    "sign_announcement": "Skriv under på beskeden",
    "sign_minutes": "Skriv under på referatet",
    "check_point": "Svar for følgegruppen",
    "evaluate": "Evaluer et pilotforsøg",
    "sign_summary": "Skriv under på et overblik",
    "admit": "Luk dem ind, der venter ved døren",
    "arrive": "Sig, at du er her",
    "substitute_for": "Sig, hvem du er her for",
    "name_signer": "Vælg, hvem der skriver under",
    "hand_in": "Aflever det, I er enige om",
    "take_positions": "Svar på forslagene",
    "confirm_outcome": "Bekræft en ordlyd, eller sig nej",
    "approve_minutes": "Meld, når referatet er godkendt",
    "start_pilot": "Meld, at et pilotforsøg går i gang",
    "take_evaluation": "Sæt en evaluering på mødet",
    "answer_check": "Tjek et forslag før start",
    "agree_agenda": "Se dagsordenen, og sig, om du er enig",
    "answer_inventory": "Svar på, hvad I bruger AI til",
    "answer_field": "Skriv din kladde færdig",
    "submit_proposal": "Send din kladde til et forslag",
}
_TOPICS = {
    Topic.OVERVIEW: "overblik – det hele på én gang",
    Topic.MEETINGS: "møder – dine møder",
    Topic.TASKS: "opgaver – det, der venter på dig",
    Topic.PROPOSAL: "forslag – skriv et forslag til pilotforsøg",
    Topic.DECISIONS: "beslutninger – det, dine udvalg er nået frem til",
    Topic.LANGUAGE: "sprog – skift mellem dansk og engelsk",
    Topic.FOUND: "opret – sæt et udvalg op i denne samtale",
    Topic.HELP: "hjælp – denne liste",
}


class Overview:
    """What is said in the overview, in Danish."""

    to_sign_title = "Venter på din underskrift"
    tasks_title = "Dine opgaver"
    nothing_to_do = "Der er ikke noget, der venter på dig."
    meetings_title = "Dine møder"
    no_meetings = "Du har ingen møder endnu."
    join = (
        "Er du med i et udvalg, så bed sekretæren om at skrive dig på. "
        "Er udvalget ikke sat op, så skriv »opret« i dets samtale."
    )
    open_meeting = "Åbn mødet"
    lasts_now = "Mødet er i gang"
    my_proposals_title = "Dine forslag"
    no_own_proposals = "Du har ingen forslag endnu."
    decisions_title = "Beslutninger"
    no_decisions = "Der er ingen beslutninger endnu."
    list_title = "Udvalgets liste"
    more_left_out = "Der er flere. Åbn mødet for at se dem."

    you_can_write = "Du kan skrive:"
    not_understood = "Det kender vi ikke. Du kan skrive:"
    language_later = "Mødet er i gang. Skift sproget bagefter."
    language_set = "Sproget er skiftet for hele udvalget."

    propose_in = "Hvilket udvalg er forslaget til?"
    cpr_covered = "Der stod et CPR-nummer i beskeden. Det er taget ud."
    text_cut = "Beskeden var for lang, så slutningen er ikke kommet med."
    no_meeting_to_propose_to = "Dine udvalg har ikke et møde på vej, som et forslag kan komme med på."

    def task(self, action: str) -> str:
        return _TASKS[action]

    def topic(self, topic: Topic) -> str:
        return _TOPICS[topic]
