"""What the register counts is what was signed, quarter by quarter."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection

from dialogs.minutes import kept
from dialogs.model.agenda import Phase
from dialogs.model.followed import Answer, Course
from dialogs.model.ids import CommitteeId, ContributionId
from dialogs.model.items import CheckPoint, OutcomeKind
from dialogs.model.meeting import Contribution, Kind
from dialogs.model.pilots import PilotState
from dialogs.register import PilotGroup, Quarter
from storage.register import Scope
from storage.register_figures import UNANSWERED, Figures, figures
from tests.fakes.archive import Case, a_committee, lay_committee, lay_meeting, lay_versions, organisation, over, signed

DAY = date(2027, 1, 12)
FIRST, SECOND = Quarter(2027, 1), Quarter(2027, 2)
WEEKLY = Case("Ugeplaner", pilot="p1", matter="p1", chosen=True, state=PilotState.RUNNING)


def lay(conn: Connection, *cases: Case, ident: str = "lindely", number: int = 1, held: date = DAY) -> None:
    committee = a_committee(ident, f"Udvalg {ident}")
    if number == 1:
        lay_committee(conn, committee)
    lay_meeting(conn, signed(over(committee, number, held, cases)))


def counted(conn: Connection, scope: Scope = None, committee: str = "", today: date = date(2027, 6, 1)) -> Figures:
    return figures(conn, scope, committee, date(2026, 1, 1), today)


def test_pilots_are_counted_once_in_the_quarter_of_their_last_decision(conn: Connection):
    lay(conn, replace(WEEKLY, kind=OutcomeKind.DEFERRED), replace(WEEKLY, pilot="p2", matter="p2"))
    lay(conn, WEEKLY, number=2, held=date(2027, 4, 1))
    found = counted(conn)
    assert dict(found.pilots) == {(FIRST, PilotGroup.RUNNING): 1, (SECOND, PilotGroup.RUNNING): 1}
    assert dict(found.states) == {PilotState.RUNNING: 2}


def test_from_idea_to_the_first_decision_days_are_counted(conn: Connection):
    # Handed in on 1 November 2026.
    lay(conn, WEEKLY)
    lay(conn, replace(WEEKLY, state=PilotState.ADOPTED), ident="birk", held=DAY + timedelta(days=10))
    lay(conn, WEEKLY, ident="lund", held=DAY + timedelta(days=30))
    found = counted(conn)
    assert dict(found.ideas) == {(FIRST, 72): 1, (FIRST, 82): 1, (FIRST, 102): 1}
    assert (found.median_days(FIRST), found.median_days(SECOND)) == (82, None)


def test_check_points_are_counted_when_they_are_past_answered_or_not(conn: Connection):
    days = {"week 2": date(2027, 2, 1), "week 6": date(2027, 3, 1), "week 12": date(2027, 4, 12)}
    points = tuple(CheckPoint(rule, on) for rule, on in days.items())
    answer = Answer("week 2", date(2027, 2, 3), Course.YELLOW, "Det går")
    lay(conn, replace(WEEKLY, check_points=points, answers=(answer,)))
    assert dict(counted(conn, today=date(2027, 3, 1)).check_points) == {(FIRST, "yellow"): 1}
    wanted = {(FIRST, "yellow"): 1, (FIRST, UNANSWERED): 1, (SECOND, UNANSWERED): 1}
    assert dict(counted(conn).check_points) == wanted


def test_themes_are_those_of_signed_minutes(conn: Connection):
    committee = lay_committee(conn, a_committee())
    texts = {
        ContributionId(f"t{n}"): Contribution(
            ContributionId(f"t{n}"), Kind.OPPORTUNITY, f"Tekst {n}", Phase.PAIRS, handed_in=True, theme=theme
        )
        for n, theme in enumerate(("Tid", "tid", "Ansvar", ""))
    }
    meeting = over(committee, 1, DAY, [WEEKLY])
    whole = kept(
        replace(meeting, contributions=texts, versions={}), organisation(), meeting.ended_at or meeting.starts_at
    )
    lay_meeting(conn, whole)
    assert dict(counted(conn).themes) == {}
    lay_versions(conn, signed(whole))
    assert {theme.casefold() for _, theme in counted(conn).themes} == {"tid", "ansvar"}
    assert sum(counted(conn).themes.values()) == 2


def test_closed_items_other_committees_and_earlier_years_are_not_counted(conn: Connection):
    lay(conn, replace(WEEKLY, closed=True), ident="birk")
    lay(conn, WEEKLY, ident="lund", held=date(2025, 12, 31))
    for found in (counted(conn), counted(conn, frozenset({CommitteeId("lindely")})), counted(conn, committee="lund")):
        assert not (found.pilots)
        assert not (found.ideas)
        assert not (found.check_points)
        assert not (found.themes)
