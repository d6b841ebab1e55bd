"""Who of those at the register has work to do about a meeting."""

from markupsafe import Markup

from bot.patterns import Html
from bot.register.desk import HOME, Visitor
from dialogs.model import rights
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person
from dialogs.register import Office

OFFICES = (Office.CONSULTANT, Office.ADMINISTRATOR)


def clerk_of(who: Visitor, meeting: Meeting) -> Person | None:
    """Give who somebody is in a meeting, where they are anybody there and may work here."""
    person = who.session.person
    if who.session.office not in OFFICES or person is None:
        return None
    known = meeting.committee.people.get(person)
    return rights.in_force(meeting, known) if known else next((p for p in meeting.clerks if p.id == person), None)


def way_to_work(who: Visitor, meeting: Meeting) -> Markup:
    """Give the way to the work on a meeting, to those who have it."""
    way = Html('<p><a href="{}/meetings/{}/work">{}</a></p>')
    return way.format(HOME, meeting.id, who.words.work_title) if clerk_of(who, meeting) else Markup("")
