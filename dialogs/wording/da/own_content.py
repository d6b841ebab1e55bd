"""The municipality's own content, in Danish."""

import re

from dialogs.content.faults import Slip

_FILES = {
    "agendas.toml": "Dagsordener",
    "inventory.toml": "Spørgsmål om jeres egen brug af AI",
    "knowledge.toml": "Videnskort",
    "meeting.toml": "Spilleregler og faste tekster",
    "plan.toml": "Påmindelser",
    "prompts.toml": "Spørgsmål til makkerpar",
    "quiz.toml": "Tre udsagn",
    "screening.toml": "Tjek før start",
}
_ENTRIES = {
    "inventory.toml": "Spørgsmål",
    "knowledge.toml": "Kort",
    "prompts.toml": "Spørgsmål",
    "quiz.toml": "Udsagn",
    "screening.toml": "Spørgsmål",
}
_SLOTS = {
    "title": "Titel",
    "text": "Tekst",
    "source": "Kilde",
    "as_of": "Sidst holdt op mod kilden",
    "statement": "Udsagn",
    "answer": "Er udsagnet sandt?",
    "why": "Forklaring",
    "heading": "Emne",
    "cards": "Videnskort, når ingen har valgt andre",
    "help": "Hjælp under spørgsmålet",
    "days": "Dage fra mødet",
    "options.label": "Svar {}",
    "item.title": "Punkt {}",
    "item.steps.title": "Punkt {}, trin {}",
    "item.steps.minutes": "Punkt {}, trin {}: minutter",
    "rule.why": "Flag {}: hvorfor",
    "rule.condition": "Flag {}: hvad der skal gøres",
    "rule.basis": "Flag {}: grundlag",
    "rule.as_of": "Flag {}: sidst holdt op mod grundlaget",
    "ground_rules": "Spilleregler",
    "first_contact": "Det første, man læser",
    "mandate": "Følgegruppens opgave",
    "check_points": "Tidspunkter for opfølgning",
    "team_ground_rules": "Spilleregler i et team",
    "team_first_contact": "Det første, man læser i et team",
}
_HELP = {
    ("knowledge.toml", "text"): "Højst 60 ord, så det kan læses højt.",
    ("", "as_of"): "Skal stå der, når teksten nævner regler eller aftaler.",
    ("", "rule.as_of"): "Skal stå der, når teksten nævner regler eller aftaler.",
    ("", "days"): "Med minus foran, når det er før mødet.",
    ("plan.toml", "text"): "{meeting} bliver til mødets dag, {time} til klokkeslættet, {deadline} til fristen "
    "for forslag og {readable} til dagen, punkterne kan læses fra.",
    ("", "cards"): "Vælg seks.",
    ("", "ground_rules"): "Én linje til hver.",
    ("", "first_contact"): "Én linje til hver.",
    ("", "team_ground_rules"): "Én linje til hver.",
    ("", "team_first_contact"): "Én linje til hver.",
    ("", "check_points"): "Én linje til hver. Skriv week 2 for to uger og +6 months for seks måneder efter start.",
}
_SLIPS = {
    Slip.WORDS: "Teksten er for lang. Skriv højst {most} ord, så den kan læses højt.",
    Slip.UNDATED: "Teksten nævner regler eller en aftale. Skriv, hvilken dag den sidst er holdt op mod kilden.",
    Slip.CARDS: "Vælg seks forskellige kort, som findes.",
    Slip.RANGE: "Skriv et helt tal fra {least} til {most}.",
    Slip.PLACES: "Der står noget i krøllede parenteser, som ingen kan udfylde. Brug {{meeting}}, {{time}}, "
    "{{deadline}} eller {{readable}}.",
    Slip.RULE: "Skriv week og et tal, som week 2, eller + og et tal og months, som +6 months.",
    Slip.TWICE: "Det samme står der to gange. Tag det ene væk.",
    Slip.OTHER: "Det passer ikke sammen med resten af teksterne. Se, om noget andet er rettet imens, og prøv igen.",
}
_PLACE = re.compile(r"\[(\d+)\]")


class OwnContent:
    """What is said where the texts of meetings are changed, in Danish."""

    content_title = "Tekster til møderne"
    content_help = (
        "Ret de tekster, som møderne bruger. En ny udgave gælder for møder, der ikke er begyndt. Et møde, der er i "
        "gang, beholder det, det begyndte med."
    )
    content_in = "Tekster på"
    content_entries = "Det, der kan rettes"
    content_own = "jeres egen"
    content_original = "Den oprindelige tekst"
    content_now = "Sådan ser det ud nu"
    content_preview = "Se, hvordan det bliver"
    content_preview_title = "Sådan bliver det. Det er ikke gemt endnu."
    content_save = "Gem som ny udgave"
    content_saved = "Udgaven er gemt. Den gælder for møder, der ikke er begyndt."
    content_nothing = "Der er ikke rettet noget, så intet er gemt."
    content_why = "Hvorfor retter du?"
    content_why_help = "Det står ved udgaven, så andre kan forstå den."
    content_versions = "Udgaver"
    content_no_versions = "Ingen har rettet her endnu."
    content_what_changed = "Det blev rettet"
    content_is_now = "gælder nu"
    content_back = "Gå tilbage til denne udgave"
    content_back_original = "Gå tilbage til den oprindelige tekst"
    content_gone_back = "Tilbage til den oprindelige tekst"
    content_back_done = "Det er gået tilbage. Det gælder for møder, der ikke er begyndt."
    content_moved_on = "En anden har gemt en nyere udgave imens. Se den i listen over udgaver, og gem så igen."
    content_left_out = (
        "Den nyeste udgave følger ikke reglerne mere, så den bliver ikke brugt. Ret teksten her, og gem den igen."
    )
    content_yes = "Ja"
    content_no = "Nej"
    content_new_entry = "Tilføj et nyt"

    def content_file(self, file: str) -> str:
        return _FILES[file]

    def content_entry(self, file: str, ident: str, title: str) -> str:
        if not title:
            return _SLOTS.get(ident, self.content_new_entry)
        name = f"{_ENTRIES[file]} {ident}: " if file in _ENTRIES else ""
        return f"{name}{title}"

    def content_slot(self, name: str) -> str:
        return _SLOTS[_PLACE.sub("", name)].format(*_PLACE.findall(name))

    def content_slot_help(self, file: str, name: str) -> str:
        name = _PLACE.sub("", name)
        return _HELP.get((file, name)) or _HELP.get(("", name), "")

    def content_own_count(self, count: int) -> str:
        return f"{count} er jeres egne."

    def content_saved_by(self, name: str, day: str, clock: str) -> str:
        return f"Gemt af {name}, {day} kl. {clock}."

    def content_version(self, number: int) -> str:
        return f"Udgave {number}"

    def content_went_back(self, number: int) -> str:
        return f"Tilbage til udgave {number}."

    def content_cards_chosen(self, cards: str) -> str:
        return (
            f"Et møde, der ikke er begyndt, har valgt kort {cards}, som så ville mangle. Vælg et andet kort til mødet "
            "først."
        )

    def content_slip(self, slip: Slip, least: int, most: int) -> str:
        return _SLIPS[slip].format(least=least, most=most)

    def agenda_line(self, title: str, minutes: int) -> str:
        return f"{title} ({minutes} min.)"
