"""The words that a file of committees may use, in Danish and English, however they are spelled."""

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Generic, TypeVar

from dialogs.content import Language
from dialogs.model.people import Level, Role, Side

T = TypeVar("T", bound=StrEnum)


class Column(StrEnum):
    """What a column can hold. The value is how we write its header."""

    COMMITTEE = "udvalg"
    LEVEL = "niveau"
    LANGUAGE = "sprog"
    ID = "person-id"
    NAME = "navn"
    SIDE = "side"
    ROLES = "roller"
    REPORTS_TO = "leder"
    ROLES_END = "rolle slutter"
    LEAVES_ON = "udtræder"


def folded(text: str) -> str:
    """Give what two spellings of one word have in common: no case, no blanks and hyphens, and ae for æ."""
    letters = text.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return "".join(letter for letter in letters if letter.isalnum())


class Words(Generic[T]):
    """Finds what a word means. The first word of each meaning is the one that faults tell people to write."""

    def __init__(self, words: Mapping[T, str]) -> None:
        """Take the words of each meaning, with commas between."""
        known = [(word, meaning) for meaning, many in words.items() for word in (str(meaning), *many.split(","))]
        self._known = {folded(word): meaning for word, meaning in known}
        self._first = {meaning: many.split(",")[0] for meaning, many in words.items()}

    def meaning(self, word: str) -> T | None:
        """Give what a word means, or None when it is not known."""
        return self._known.get(folded(word))

    def first(self, meaning: T) -> str:
        """Give the word that we write ourselves."""
        return self._first[meaning]

    def instead(self, word: str) -> tuple[str, ...]:
        """Give what to write instead of a word that is not known: what comes close to it, or else all there is."""
        close = get_close_matches(folded(word), list(self._known), n=1)
        if close:
            return (self._first[self._known[close[0]]],)
        return tuple(self._first.values())


COLUMNS = Words(
    {
        Column.COMMITTEE: "udvalg,udvalgets navn,committee,committee name",
        Column.LEVEL: "niveau,level",
        Column.LANGUAGE: "sprog,language",
        Column.ID: "person-id,id",
        Column.NAME: "navn,name",
        Column.SIDE: "side",
        Column.ROLES: "roller,rolle,roles,role",
        Column.REPORTS_TO: "leder,nærmeste leder,refererer til,reports to",
        Column.ROLES_END: "rolle slutter,roller slutter,role ends,roles end",
        Column.LEAVES_ON: "udtræder,udtræder den,leaves on,leaves",
    }
)
LEVELS = Words(
    {
        Level.MAIN: "hovedudvalg,hoved-MED,hoved-MED-udvalg,hoved,HMU,main",
        Level.AREA: "områdeudvalg,område-MED,område-MED-udvalg,område,sektorudvalg,sektor-MED,area",
        Level.LOCAL: "lokaludvalg,lokal-MED,lokal-MED-udvalg,lokal,local",
        Level.STAFF_MEETING: "personalemøde,personalemøde med MED-status,staff meeting",
        Level.TEAM: "team",
    }
)
LANGUAGES = Words({Language.DA: "dansk,danish", Language.EN: "engelsk,english"})
SIDES = Words(
    {
        Side.MANAGEMENT: "ledelse,ledelsen,ledelsesside,ledelsessiden,leder,ledere,management",
        Side.EMPLOYEES: "medarbejder,medarbejdere,medarbejderne,medarbejderside,medarbejdersiden,employee,employees",
        Side.NONE: "ingen,ingen af siderne,none",
    }
)
ROLES = Words(
    {
        Role.CHAIR: "formand,chair,chairperson",
        Role.VICE_CHAIR: "næstformand,vice-chair",
        Role.SECRETARY: "sekretær,secretary",
        Role.MEMBER: "medlem,member",
        Role.SUBSTITUTE: "suppleant,stedfortræder,substitute",
        Role.OBSERVER: "observatør,tilforordnet,observer",
        Role.TEAM_LEADER: "teamleder,afdelingsleder,team leader",
        Role.HR: "HR,HR-konsulent",
        Role.SHOP_STEWARD: "tillidsrepræsentant,TR,FTR,fællestillidsrepræsentant,shop steward",
        Role.SAFETY_REP: "arbejdsmiljørepræsentant,AMR,safety rep",
        Role.SAFETY_LEADER: "arbejdsmiljøleder,AML,safety leader",
    }
)
