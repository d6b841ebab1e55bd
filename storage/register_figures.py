"""What the register counts: pilots, how long ideas took, check-points, themes; and guidelines by review date."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from dialogs.model.pilots import PilotState
from dialogs.register import Awaited, PilotGroup, Quarter
from storage.meeting_tables import proposal
from storage.register import Scope
from storage.register_tables import decision, decision_day, record_theme

UNANSWERED = ""
"""Stands in the place of a course where a follow-up group gave none."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts by quarter. `ideas` counts how many pilots took so many days from idea to decision."""

    pilots: Mapping[tuple[Quarter, PilotGroup], int] = field(default_factory=dict)
    states: Mapping[PilotState, int] = field(default_factory=dict)
    ideas: Mapping[tuple[Quarter, int], int] = field(default_factory=dict)
    check_points: Mapping[tuple[Quarter, str], int] = field(default_factory=dict)
    themes: Mapping[tuple[Quarter, str], int] = field(default_factory=dict)

    def median_days(self, quarter: Quarter) -> int | None:
        """Give how many days half of the ideas of a quarter took at most, or None when there are none."""
        days = Counter({days: count for (each, days), count in self.ideas.items() if each == quarter})
        ordered = sorted(days.elements())
        return ordered[(len(ordered) - 1) // 2] if ordered else None


def figures(conn: Connection, scope: Scope, committee: str, since: date, today: date) -> Figures:
    """Count what was decided from a day on, in one committee or in all that somebody may see."""
    pilots: Counter[tuple[Quarter, PilotGroup]] = Counter()
    states: Counter[PilotState] = Counter()
    joined = decision.join(
        proposal, (proposal.c.committee_id == decision.c.committee_id) & (proposal.c.id == decision.c.proposal_id)
    )
    current = (decision.c.proposal_id.is_not(None), decision.c.is_current, decision.c.held_on >= since)
    asked = _by_day(decision.c.held_on, proposal.c.state).select_from(joined).where(*current)
    for quarter, state, count in _counted(conn, asked, decision, scope, committee):
        pilots[quarter, PilotGroup.of(PilotState(state))] += count
        states[PilotState(state)] += count
    ideas = _by_day(decision.c.held_on, decision.c.idea_days).where(
        decision.c.idea_days.is_not(None), decision.c.held_on >= since
    )
    # What is asked and not answered yet is none of the past.
    day = decision_day.c
    points = _by_day(day.due_on, func.coalesce(day.said, UNANSWERED)).where(
        day.due_on >= since,
        day.due_on < today,
        day.awaited == str(Awaited.CHECK_POINT),
        day.answered_on.is_not(None) | (day.asked_on < today),
    )
    if committee or scope is not None:
        points = points.select_from(decision_day.join(decision, decision.c.id == day.decision_id))
    themes = _by_day(record_theme.c.held_on, record_theme.c.theme).where(record_theme.c.held_on >= since)
    return Figures(
        pilots,
        states,
        _summed(conn, ideas, decision, scope, committee),
        _summed(conn, points, decision, scope, committee),
        _summed(conn, themes, record_theme, scope, committee),
    )


def _by_day(day: Any, what: Any) -> Select[Any]:
    # By day and not by quarter: days stand in an index, and to work a quarter out of each takes longer.
    return select(day, what, func.count()).group_by(day, what)


def _counted(
    conn: Connection, asked: Select[Any], of: Table, scope: Scope, committee: str
) -> list[tuple[Quarter, Any, int]]:
    if scope is not None:
        asked = asked.where(of.c.committee_id.in_(sorted(scope)))
    if committee:
        asked = asked.where(of.c.committee_id == committee)
    return [(Quarter.of(day), what, count) for day, what, count in conn.execute(asked)]


def _summed(
    conn: Connection, asked: Select[Any], of: Table, scope: Scope, committee: str
) -> Counter[tuple[Quarter, Any]]:
    found: Counter[tuple[Quarter, Any]] = Counter()
    for quarter, what, count in _counted(conn, asked, of, scope, committee):
        found[quarter, what] += count
    return found
