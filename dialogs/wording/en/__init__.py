"""English, complete."""

from dialogs.wording.en.accessibility import Accessibility
from dialogs.wording.en.archiving import Archiving
from dialogs.wording.en.calling import Calling
from dialogs.wording.en.checking import Checking
from dialogs.wording.en.course import Course
from dialogs.wording.en.desk import Desk
from dialogs.wording.en.elsewhere import Elsewhere
from dialogs.wording.en.following import Following
from dialogs.wording.en.formats import Formats
from dialogs.wording.en.founding import Founding
from dialogs.wording.en.knowledge import Knowledge
from dialogs.wording.en.minutes import Minutes
from dialogs.wording.en.names import Names
from dialogs.wording.en.outcomes import Outcomes
from dialogs.wording.en.overview import Overview
from dialogs.wording.en.own_content import OwnContent
from dialogs.wording.en.pairs import Pairs
from dialogs.wording.en.people import People
from dialogs.wording.en.piloting import Piloting
from dialogs.wording.en.planning import Planning
from dialogs.wording.en.positions import Positions
from dialogs.wording.en.proposals import Proposals
from dialogs.wording.en.protection import Protection
from dialogs.wording.en.reaching import Reaching
from dialogs.wording.en.record import Record
from dialogs.wording.en.refusals import Refusals
from dialogs.wording.en.register import Register
from dialogs.wording.en.register_views import RegisterViews
from dialogs.wording.en.reminding import Reminding
from dialogs.wording.en.sheets import Sheets
from dialogs.wording.en.signers import Signers
from dialogs.wording.en.summaries import Summaries
from dialogs.wording.en.writing import Writing


class English(
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
):
    """All areas in English."""
