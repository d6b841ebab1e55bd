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
    own_screen: str
    not_known: str
    gone: str
    received: str
    close: str
    help: str
    no_meetings: str
    my_meetings: str
    my_proposals: str
    my_tasks: str
    no_tasks: str
    no_proposals: str
    forms: str
    forms_help: str
    no_forms: str
    no_proposal_now: str
    too_large: str
    welcome_room: str
    member_added: str
    member_removed: str


_DA = Words(
    show_or_hide="Vis eller skjul",
    more="Mere",
    more_title="Mere",
    more_lines="Flere felter",
    write_for="Skriv for en, der ikke har en skærm",
    write_for_help="Vælg, hvem du skriver for.",
    no_others="Her er ikke mere for dig lige nu.",
    whose="Person",
    go_on="Videre",
    own_screen="Åbn din egen side",
    not_known="Jeg kender dig ikke endnu. Bed sekretæren eller HR om at sætte dig på udvalgets liste.",
    gone="Det er ændret siden. Luk vinduet, og se på kortet, hvad der gælder nu.",
    received="Modtaget.",
    close="Luk",
    help="Skriv »møder«, »opgaver«, »forslag«, »formularer« eller »hjælp«. Reglerne er faste, og her er ingen AI. "
    "Svarene bruges ikke til kontrol.",
    no_meetings="Du har ingen møder.",
    my_meetings="Dine møder",
    my_proposals="Dine forslag",
    my_tasks="Det venter på dig",
    no_tasks="Der venter ikke noget på dig.",
    no_proposals="Du har ingen forslag.",
    forms="Formularer",
    forms_help="Hvis der ikke åbner et vindue, når du trykker på en knap, kan du skrive her.",
    no_forms="Her er ikke noget at skrive lige nu.",
    no_proposal_now="Der er ikke noget møde, hvor du kan komme med et forslag.",
    too_large="Der er for meget tekst til et vindue i Teams. Åbn din personlige side i en browser.",
    welcome_room="Medmakker hjælper udvalget gennem mødet. Reglerne er faste, og her er ingen AI.",
    member_added="{name} er kommet med i samtalen, men står ikke på udvalgets liste. Skal {name} på listen?",
    member_removed="{name} er ikke længere med i samtalen, men står på udvalgets liste. Er {name} gået ud af udvalget?",
)
_EN = Words(
    show_or_hide="Show or hide",
    more="More",
    more_title="More",
    more_lines="More fields",
    write_for="Write for somebody without a screen",
    write_for_help="Choose whom you write for.",
    no_others="There is nothing more for you here right now.",
    whose="Person",
    go_on="Go on",
    own_screen="Open your own page",
    not_known="I do not know you yet. Ask the secretary or HR to put you on the committee's list.",
    gone="It has changed since. Close the window and see on the card what holds now.",
    received="Received.",
    close="Close",
    help='Write "meetings", "tasks", "proposals", "forms" or "help". The rules are fixed, and there is no AI here. '
    "The answers are not used to check on anybody.",
    no_meetings="You have no meetings.",
    my_meetings="Your meetings",
    my_proposals="Your proposals",
    my_tasks="Waiting for you",
    no_tasks="Nothing is waiting for you.",
    no_proposals="You have no proposals.",
    forms="Forms",
    forms_help="If no window opens when you press a button, you can write here.",
    no_forms="There is nothing to write right now.",
    no_proposal_now="There is no meeting to which you can bring a proposal.",
    too_large="There is too much text for a window in Teams. Open your personal page in a browser.",
    welcome_room="Medmakker leads the committee through the meeting. The rules are fixed, and there is no AI here.",
    member_added="{name} has joined this conversation and is not on the committee's list. Shall {name} be on it?",
    member_removed="{name} has left this conversation and is on the committee's list. Has {name} left the committee?",
)
_LANGUAGES = {"da": _DA, "en": _EN}


def words_in(language: str) -> Words:
    """Give the words in a language, such as "da".

    Raises:
        KeyError: for a language there is none of.
    """
    return _LANGUAGES[language]
