"""Every sentence a person can read, in every language. A sentence that a language lacks breaks type checking here."""

from collections.abc import Mapping
from typing import Protocol

from dialogs.wording.areas.accessibility import Accessibility
from dialogs.wording.areas.archiving import Archiving
from dialogs.wording.areas.calling import Calling
from dialogs.wording.areas.checking import Checking
from dialogs.wording.areas.course import Course
from dialogs.wording.areas.desk import Desk
from dialogs.wording.areas.elsewhere import Elsewhere
from dialogs.wording.areas.following import Following
from dialogs.wording.areas.formats import Formats
from dialogs.wording.areas.founding import Founding
from dialogs.wording.areas.knowledge import Knowledge
from dialogs.wording.areas.minutes import Minutes
from dialogs.wording.areas.names import Names
from dialogs.wording.areas.outcomes import Outcomes
from dialogs.wording.areas.overview import Overview
from dialogs.wording.areas.own_content import OwnContent
from dialogs.wording.areas.pairs import Pairs
from dialogs.wording.areas.people import People
from dialogs.wording.areas.piloting import Piloting
from dialogs.wording.areas.planning import Planning
from dialogs.wording.areas.positions import Positions
from dialogs.wording.areas.proposals import Proposals
from dialogs.wording.areas.protection import Protection
from dialogs.wording.areas.reaching import Reaching
from dialogs.wording.areas.record import Record
from dialogs.wording.areas.refusals import Refusals
from dialogs.wording.areas.register import Register
from dialogs.wording.areas.register_views import RegisterViews
from dialogs.wording.areas.reminding import Reminding
from dialogs.wording.areas.sheets import Sheets
from dialogs.wording.areas.signers import Signers
from dialogs.wording.areas.summaries import Summaries
from dialogs.wording.areas.writing import Writing
from dialogs.wording.da import Danish
from dialogs.wording.da.team import DanishTeam
from dialogs.wording.en import English
from dialogs.wording.en.team import EnglishTeam


class Wording(
    Formats,
    Names,
    Writing,
    Course,
    Knowledge,
    Pairs,
    People,
    Proposals,
    Checking,
    Piloting,
    Positions,
    Outcomes,
    Planning,
    Calling,
    Founding,
    Overview,
    Reaching,
    Reminding,
    Following,
    Elsewhere,
    Summaries,
    Record,
    Minutes,
    Signers,
    Refusals,
    Archiving,
    Register,
    RegisterViews,
    Accessibility,
    Desk,
    OwnContent,
    Protection,
    Sheets,
    Protocol,
):
    """All areas of one language."""


_LANGUAGES: Mapping[str, Wording] = {"da": Danish(), "en": English()}
_FOR_A_TEAM: Mapping[str, Wording] = {"da": DanishTeam(), "en": EnglishTeam()}


def wording(language: str, *, team: bool = False) -> Wording:
    """Give the words of a language, such as "da"; those of an ordinary team know no sides and no formandskab.

    Raises:
        KeyError: for a language there is none of.
    """
    return _FOR_A_TEAM[language] if team else _LANGUAGES[language]
