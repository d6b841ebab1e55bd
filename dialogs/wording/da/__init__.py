"""Danish, the source."""

from dialogs.wording.da.accessibility import Accessibility
from dialogs.wording.da.archiving import Archiving
from dialogs.wording.da.calling import Calling
from dialogs.wording.da.checking import Checking
from dialogs.wording.da.course import Course
from dialogs.wording.da.desk import Desk
from dialogs.wording.da.elsewhere import Elsewhere
from dialogs.wording.da.following import Following
from dialogs.wording.da.formats import Formats
from dialogs.wording.da.founding import Founding
from dialogs.wording.da.knowledge import Knowledge
from dialogs.wording.da.minutes import Minutes
from dialogs.wording.da.names import Names
from dialogs.wording.da.outcomes import Outcomes
from dialogs.wording.da.overview import Overview
from dialogs.wording.da.own_content import OwnContent
from dialogs.wording.da.pairs import Pairs
from dialogs.wording.da.people import People
from dialogs.wording.da.piloting import Piloting
from dialogs.wording.da.planning import Planning
from dialogs.wording.da.positions import Positions
from dialogs.wording.da.proposals import Proposals
from dialogs.wording.da.protection import Protection
from dialogs.wording.da.reaching import Reaching
from dialogs.wording.da.record import Record
from dialogs.wording.da.refusals import Refusals
from dialogs.wording.da.register import Register
from dialogs.wording.da.register_views import RegisterViews
from dialogs.wording.da.reminding import Reminding
from dialogs.wording.da.sheets import Sheets
from dialogs.wording.da.signers import Signers
from dialogs.wording.da.summaries import Summaries
from dialogs.wording.da.writing import Writing


class Danish(
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
    """All areas in Danish."""
