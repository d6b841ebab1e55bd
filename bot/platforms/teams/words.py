"""The few words that only this platform has, in every language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language."""

    show_or_hide: str
    more: str
    more_title: str
    more_lines: str
    write_for: str
    write_for_help: str
    no_others: str
    whose: str
    go_on: str
    write: str
    choose: str
    own_screen: str
    not_known: str
    gone: str
    received: str
    not_now: str
    no_channels: str
    # What clients call the first channel of a team, which has no name.
    first_channel: str
    close: str
    my_meetings: str
    forms: str
    hello: str
    forms_help: str
    no_forms: str
    too_large: str


_DA = Words(
    show_or_hide="Vis eller skjul",
    more="Mere",
    more_title="Mere",
    more_lines="Tilføj felt",
    write_for="Skriv for en, der ikke har en skærm",
    write_for_help="Vælg, hvem du skriver for.",
    no_others="Her er ikke mere for dig lige nu.",
    whose="Person",
    go_on="Videre",
    write="Skriv",
    choose="Vælg …",
    own_screen="Åbn din egen side",
    not_known="Jeg kender dig ikke endnu. Bed sekretæren eller HR om at sætte dig på udvalgets liste.",
    gone="Det er ændret siden. Luk vinduet, og se på kortet, hvad der gælder nu.",
    received="Modtaget.",
    not_now="Teams svarer ikke lige nu. Vent lidt, og prøv igen.",
    no_channels=(
        "Her er ingen kanal at vælge endnu. Sæt Medmakker ind i det team, hvor beskeden skal stå, "
        "og tryk så her igen. Du skal selv være med i det team."
    ),
    first_channel="Generelt",
    close="Luk",
    my_meetings="Mine møder",
    forms="Formularer",
    hello="Reglerne er faste, og her er ingen AI. Svarene bruges ikke til kontrol.",
    forms_help="Hvis der ikke åbner et vindue, når du trykker på en knap, kan du skrive her.",
    no_forms="Her er ikke noget at skrive lige nu.",
    too_large="Der er for meget tekst til et vindue i Teams. Åbn din personlige side i en browser.",
)
_EN = Words(
    show_or_hide="Show or hide",
    more="More",
    more_title="More",
    more_lines="Add fields",
    write_for="Write for somebody without a screen",
    write_for_help="Choose whom you write for.",
    no_others="There is nothing more for you here right now.",
    whose="Person",
    go_on="Go on",
    write="Write",
    choose="Choose …",
    own_screen="Open your own page",
    not_known="I do not know you yet. Ask the secretary or HR to put you on the committee's list.",
    gone="It has changed since. Close the window and see on the card what holds now.",
    received="Received.",
    not_now="Teams does not answer right now. Wait a little and try again.",
    no_channels=(
        "There is no channel to choose here yet. Add Medmakker to the team in which the message shall stand, "
        "and press here again. You must be in that team yourself."
    ),
    first_channel="General",
    close="Close",
    my_meetings="My meetings",
    forms="Forms",
    hello="The rules are fixed, and there is no AI here. The answers are not used to check on anybody.",
    forms_help="If no window opens when you press a button, you can write here.",
    no_forms="There is nothing to write right now.",
    too_large="There is too much text for a window in Teams. Open your personal page in a browser.",
)
_LANGUAGES = {"da": _DA, "en": _EN}


def words_in(language: str) -> Words:
    """Give the words in a language, such as "da".

    Raises:
        KeyError: for a language there is none of.
    """
    return _LANGUAGES[language]
