"""A proposal given back or sent on, and a chosen pilot, in Danish."""

from dialogs.wording.letters import small


class Piloting:
    """What is said around the table, and while a pilot lasts, in Danish."""

    idea_bank = "Idébank"
    idea_bank_help = "Forslag, der ikke blev valgt. I kan arbejde videre med dem."
    take_up_idea = "Tag ideen op igen"
    idea_taken_up = "Ideen er nu din kladde. Ret den, og send den, når den er klar."
    redraft = "Gør det til en kladde igen"
    redrafted = "Forslaget er en kladde igen. Ret det, og send det på ny."
    give_back = "Send tilbage"
    given_back = "Forslaget er sendt tilbage, og forslagsstilleren har fået besked."
    give_back_reason = "Hvad mangler der?"
    send_elsewhere = "Send til et andet udvalg"
    sent_elsewhere = "Forslaget er sendt videre, og forslagsstilleren har fået besked."
    elsewhere_reason = "Hvorfor hører det til der?"
    withdrawn_by_proposer = "Forslagsstilleren har taget sit forslag tilbage."
    proposal_because = "Begrundelse"
    pilot_title = "Pilotforsøg"
    pilot_leader = "Ansvarlig leder"
    pilot_group = "Følgegruppe"
    pilot_waits_for_group = "I er enige om forsøget. Det er valgt, når der er en følgegruppe fra begge sider."
    pilot_waits_for_leader = "Den ansvarlige leder melder, når forsøget går i gang."
    pilot_may_start = "Alt, der skal være på plads inden start, er afklaret."
    start_pilot = "Meld forsøget i gang"
    first_day = "Første dag"
    first_day_help = "Vi tæller ugerne fra den dag."
    stop_pilot = "Stop forsøget for nu"
    pilot_stopped = "Forsøget er sat på pause, og formandskabet har fået besked."
    stop_reason = "Hvorfor stopper I?"
    resume_pilot = "Gå i gang igen"
    pilot_goes_on = "Forsøget er i gang igen, og formandskabet har fået besked."
    resume_reason = "Hvad er anderledes nu?"
    end_pilot = "Slut forsøget, og evaluer"
    pilot_ended = "Forsøget er slut og skal evalueres. Formandskabet har fået besked."
    new_end_date = "Ny slutdato"
    leader_is_gone = "Den ansvarlige leder er her ikke mere. Der skal vælges en ny."
    name_leader = "Vælg ny ansvarlig leder"
    leader_named = "Den nye ansvarlige leder er valgt og har fået besked."

    sent_to_committee = "Forslaget er sendt til udvalget, som har fået besked."
    sent_elsewhere_unknown = (
        "Forslagsstilleren har fået besked. Det udvalg kan ikke få besked herfra, så giv det selv besked."
    )
    finish_what_was_sent = "Sendt hertil. Skriv resten af forslaget, og send det, når det er klar. Det kommer fra"
    came_from_committee = "Nyt forslag. Det venter på et tjek før start. Det kommer fra"
    came_from_label = "Kommer fra"
    send_there = "Send forslaget dertil"
    committee_not_known = "Intet udvalg har det navn, I skrev. Vælg, hvor forslaget skal hen."
    belongs_elsewhere = "Den, der kan beslutte det, sidder i et andet udvalg. Det rette sted er:"

    start_undiscussed = "Start uden drøftelse"
    undiscussed_reason = "Hvorfor kan det ikke vente på MED?"
    undiscussed_help = "MED skal drøfte et forsøg, inden det går i gang. Grunden bliver stående, så alle kan se den."
    started_undiscussed = "Forsøget er i gang. Formandskab, sekretær og HR har fået besked om hvorfor."
    undiscussed_mark = "Forsøget gik i gang, inden MED havde drøftet det. Begrundelsen:"
    take_undiscussed = "Sæt drøftelsen på mødet"
    undiscussed_taken = "Drøftelsen er et punkt på mødet."
    pilot_goes_on_as_it_is = "Det går videre, som det er"
    you_answer_for = "Du står som ansvarlig leder. Tal med forslagsstilleren, hvis det ikke passer."

    scale_pilot = "Foreslå at udvide til flere"
    scale_help = "Forsøget er blevet praksis her. At udvide det til flere er et nyt punkt i MED."
    scale_begun = "Kladden er lavet ud fra forsøget. Ret den, og send den, når den er klar."
    scale_is_proposed = "Den ansvarlige leder skriver et forslag om at udvide det til flere. Det bliver et nyt punkt."
    scale_agreed = (
        "I er enige om at udvide det til flere. Du kan lave forslaget ud fra forsøget. Det bliver et nyt punkt."
    )
    scale_note = (
        "Skriv, hvem der nu kan beslutte det. Måske hører det til i et andet udvalg. "
        "Er det en større omstilling, så følg kommunens fremgangsmåde for dem."
    )
    grew_from = "Bygger på pilotforsøget"

    def pilot_started(self, first_day: str) -> str:
        return f"Forsøget er i gang, og følgegruppen har fået besked. Første dag er den {first_day}."

    def still_to_clear(self, count: int) -> str:
        things = "Én ting" if count == 1 else f"{count} ting"
        return f"{things} skal afklares, inden forsøget kan gå i gang."

    def pilot_now(self, state: str) -> str:
        return f"Nyt om pilotforsøget: {small(state)}."

    def scaled_title(self, title: str) -> str:
        return f"Udvid: {title}"

    def discussion_of(self, title: str) -> str:
        return f"Drøftelse af {title}"
