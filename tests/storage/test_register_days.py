"""How pilots are followed, as the register asks for it: what waits, what comes, what was said."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from dialogs.model.agenda import ItemType
from dialogs.model.followed import Advice, Answer, Course, Evaluation, Following
from dialogs.model.ids import CommitteeId, MeetingId, ProposalId
from dialogs.model.items import CheckPoint, OutcomeKind
from dialogs.model.moves import put
from dialogs.model.pilots import PilotState, Proposal
from dialogs.register import Awaited, Followed, Reviewed
from storage import register, register_days
from storage.codec import decode, encode
from storage.decisions import decision_id, fill, may_differ
from storage.meeting_tables import following, proposal
from storage.register_days import Look
from tests.fakes.archive import Case, a_committee, lay_committee, lay_meeting, over, signed

DAY = date(2027, 1, 12)
WEEK_2, WEEK_6 = DAY + timedelta(weeks=2), DAY + timedelta(weeks=6)
POINTS = (CheckPoint("week 2", WEEK_2), CheckPoint("week 6", WEEK_6))
WEEKLY = Case("Ugeplaner", "MED prøver ugeplaner.", pilot="p1", matter="p1", chosen=True, check_points=POINTS,
              state=PilotState.RUNNING)  # fmt: skip
GREEN = Answer("week 2", WEEK_2 + timedelta(days=1), Course.GREEN, "Vi er i gang")


def lay(conn: Connection, *cases: Case, ident: str = "lindely", number: int = 1) -> MeetingId:
    committee = a_committee(ident, f"Udvalg {ident}")
    if number == 1:
        lay_committee(conn, committee)
    held = DAY + timedelta(weeks=8 * (number - 1))
    return lay_meeting(conn, signed(over(committee, number, held, cases))).id


def shown(conn: Connection, show: Followed, today: date, scope: register.Scope = None) -> list[tuple[str, str]]:
    rows, _ = register_days.followed(conn, Look(scope, show), today)
    return [(each.decision.title, each.rule) for each in rows]


def goes_on(conn: Connection, **changes: Any) -> None:
    """Change the pilot, as a later meeting of its committee does."""
    (row,) = conn.execute(select(proposal))
    found = replace(decode(Proposal, row.body), id=ProposalId(row.id), **changes)
    conn.execute(update(proposal).values(state=str(found.state), body=encode(found)))
    fill(conn, MeetingId("lindely-m1"))


def follow(conn: Connection, **changes: Any) -> None:
    (row,) = conn.execute(select(following))
    conn.execute(update(following).values(body=encode(replace(decode(Following, row.body), **changes))))
    fill(conn, MeetingId("lindely-m1"))


def alone(conn: Connection) -> list[str]:
    return [each.decision.title for each in register_days.left_alone(conn, None)]


def test_a_check_point_comes_waits_and_is_over_when_the_next_has_come(conn: Connection):
    lay(conn, WEEKLY)
    assert shown(conn, Followed.COMING, DAY) == [("Ugeplaner", "week 2"), ("Ugeplaner", "week 6")]
    assert shown(conn, Followed.WAITING, DAY) == []
    for today, rule in ((WEEK_2, "week 2"), (WEEK_6 - timedelta(days=1), "week 2"), (WEEK_6, "week 6")):
        assert shown(conn, Followed.WAITING, today) == [("Ugeplaner", rule)]


@pytest.mark.parametrize("state", [PilotState.STOPPED, PilotState.WITHDRAWN, PilotState.OTHER_LEVEL])
def test_a_pilot_that_is_over_waits_for_nothing(conn: Connection, state: PilotState):
    met = replace(GREEN, rule="week 6", stops=("Fejl i breve",))
    lay(conn, replace(WEEKLY, state=state, answers=(met,), evaluation=Evaluation(WEEK_2, Advice.STOP)))
    assert shown(conn, Followed.WAITING, WEEK_2) == []
    assert shown(conn, Followed.COMING, DAY) == []
    assert alone(conn) == []
    assert register_days.waiting(conn, None, DAY) == []


def test_an_answer_is_shown_newest_first_and_waits_no_more(conn: Connection):
    lay(conn, replace(WEEKLY, answers=(GREEN,)))
    later = replace(GREEN, on=GREEN.on + timedelta(days=2), course=Course.RED)
    lay(conn, replace(WEEKLY, title="Breve", answers=(later,)), ident="birk")
    assert shown(conn, Followed.ANSWERED, WEEK_2) == [("Breve", "week 2"), ("Ugeplaner", "week 2")]
    assert shown(conn, Followed.WAITING, WEEK_2) == []
    (row, _) = register_days.followed(conn, Look(None, Followed.ANSWERED), WEEK_2)[0]
    assert (row.said, row.answered_on, row.due_on, row.stops) == ("red", later.on, WEEK_2, 0)


def test_a_stop_criterion_that_is_met_waits_while_the_pilot_goes_on(conn: Connection):
    met = replace(WEEKLY, answers=(replace(GREEN, stops=("Fejl i breve",)),))
    lay(conn, met)
    assert shown(conn, Followed.STOPS, DAY) == [("Ugeplaner", "week 2")]
    assert alone(conn) == ["Ugeplaner"]
    lay(conn, replace(met, state=PilotState.PAUSED), ident="birk")
    assert alone(conn) == ["Ugeplaner"]


def test_what_a_group_did_not_say_again_is_met_no_more(conn: Connection):
    met, after = replace(GREEN, stops=("Fejl i breve",)), replace(GREEN, rule="week 6", on=WEEK_6)
    lay(conn, replace(WEEKLY, answers=(met, after)))
    assert shown(conn, Followed.STOPS, WEEK_6) == []
    assert alone(conn) == []
    now = replace(WEEKLY, title="Breve", answers=(replace(met, stops=()), replace(after, stops=met.stops)))
    lay(conn, now, ident="birk")
    assert shown(conn, Followed.STOPS, WEEK_6) == [("Breve", "week 6")]
    assert alone(conn) == ["Breve"]


def test_an_evaluation_waits_until_a_meeting_has_decided_on_it(conn: Connection):
    first = lay(conn, replace(WEEKLY, evaluation=Evaluation(WEEK_6, Advice.ADOPT, staff="Mere ro")))
    assert shown(conn, Followed.EVALUATED, DAY) == [("Ugeplaner", "")]
    (waits,) = register_days.left_alone(conn, None)
    assert (waits.awaited, waits.said) == (Awaited.EVALUATION, str(Advice.ADOPT))
    # What is decided later takes the place of the first decision on the pilot.
    lay(conn, Case("Evaluering", "Vi gør det fast", evaluates="p1"), number=2)
    assert alone(conn) == []
    row = register.one(conn, None, decision_id(first, 0))
    assert row
    course = register.on_same_matter(conn, row)
    assert [each.title for each in course] == ["Ugeplaner", "Evaluering"]
    (known,) = register_days.followings(conn, course)
    assert known.evaluation
    assert known.evaluation.staff == "Mere ro"
    assert register_days.followings(conn, [replace(each, is_open=False) for each in course]) == []
    # And the pilot still stands in the list of pilots.
    assert [each.title for each in register.page(conn, register.Asked(None, pilots=True)).rows] == ["Evaluering"]


def test_a_pilot_that_went_on_with_changes_is_asked_and_evaluated_anew(conn: Connection):
    met = replace(
        WEEKLY, answers=(replace(GREEN, stops=("Fejl i breve",)),), evaluation=Evaluation(WEEK_6, Advice.ADJUST)
    )
    lay(conn, met)
    lay(conn, Case("Evaluering", "Vi retter til", evaluates="p1"), number=2)
    goes_on(conn, prolonged_on=DAY + timedelta(weeks=8), round=2)
    assert alone(conn) == []
    assert shown(conn, Followed.STOPS, WEEK_6) == []
    assert shown(conn, Followed.ANSWERED, WEEK_6) == [("Ugeplaner", "week 2")]
    assert shown(conn, Followed.WAITING, DAY + timedelta(weeks=10)) == [("Ugeplaner", "week 2")]
    over_on = DAY + timedelta(weeks=14)
    goes_on(conn, state=PilotState.EVALUATING, over_on=over_on)
    assert shown(conn, Followed.WAITING, over_on) == [("Ugeplaner", "evaluation")]
    assert shown(conn, Followed.EVALUATED, over_on) == [("Ugeplaner", "")]
    follow(conn, evaluation=Evaluation(over_on, Advice.ADOPT, round=2))
    assert shown(conn, Followed.WAITING, over_on) == []
    (waits,) = register_days.left_alone(conn, None)
    assert (waits.decision.title, waits.said) == ("Ugeplaner", str(Advice.ADOPT))


def test_nothing_of_another_committee_is_given(conn: Connection):
    lay(conn, replace(WEEKLY, answers=(replace(GREEN, stops=("Fejl",)),), evaluation=Evaluation(WEEK_6, Advice.STOP)))
    theirs = frozenset({CommitteeId("birk")})
    for show in Followed:
        assert shown(conn, show, WEEK_6, theirs) == []
        assert register_days.followed(conn, Look(None, show, "birk"), WEEK_6)[0] == []
    assert register_days.left_alone(conn, theirs) == []


@pytest.mark.parametrize("show", [Followed.WAITING, Followed.ANSWERED])
def test_page_by_page_every_row_comes_once(conn: Connection, show: Followed):
    answers = (GREEN,) if show is Followed.ANSWERED else ()
    cases = [replace(WEEKLY, title=f"Sag {n}", pilot=f"p{n}", matter=f"p{n}", answers=answers) for n in range(7)]
    lay(conn, *cases)
    look, found, more = Look(None, show), list[str](), True
    while more:
        rows, more = register_days.followed(conn, look, WEEK_2, most=3)
        found += [each.decision.title for each in rows]
        look = replace(look, after=rows[-1].key)
    assert sorted(found) == sorted(case.title for case in cases)


def test_the_register_is_written_anew_when_minutes_items_or_follow_up_change_and_not_in_a_meeting():
    ended = signed(over(a_committee(), 1, DAY, [WEEKLY]))
    for change in ({"followed": {}}, {"items": {}}, {"versions": dict(ended.versions)}):
        assert may_differ(ended, replace(ended, **change)), change
    (pilot,) = ended.proposals.values()
    assert may_differ(ended, put(ended, replace(pilot, state=PilotState.EVALUATING)))
    assert not may_differ(ended, put(ended, replace(pilot, id=ProposalId("another"))))
    assert not may_differ(ended, replace(ended, stays={}))
    assert not may_differ(replace(ended, versions={}), replace(ended, versions={}, items={}))


# --- Guidelines


RULES = Case("Sådan skriver vi med AI", "Den, der sender ud, har læst.", type=ItemType.GUIDELINE, matter="r1")


def rules(conn: Connection, which: Reviewed, today: date, **narrowed: Any) -> list[str]:
    asked = {"scope": None, "committee": "", "after": None, **narrowed}
    rows, _ = register_days.guidelines(conn, asked["scope"], which, asked["committee"], asked["after"], today)
    return [each.decision.title for each in rows]


def test_guidelines_stand_by_the_day_on_which_they_are_to_be_looked_at_again(conn: Connection):
    later = replace(RULES, title="Senere", matter="r2", review_on=DAY + timedelta(days=9))
    due = replace(RULES, title="Nu", matter="r3", review_on=DAY)
    lay(conn, RULES, later, due, replace(RULES, title="x", matter="r4", kind=OutcomeKind.NO_AGREEMENT), WEEKLY)
    assert rules(conn, Reviewed.DUE, DAY) == ["Nu"]
    assert rules(conn, Reviewed.LATER, DAY) == ["Senere"]
    assert rules(conn, Reviewed.DUE, DAY + timedelta(days=9)) == ["Nu", "Senere"]
    assert rules(conn, Reviewed.NEVER, DAY) == ["Sådan skriver vi med AI"]
    for which in Reviewed:
        assert rules(conn, which, DAY, scope=frozenset({CommitteeId("birk")})) == []
        assert rules(conn, which, DAY, committee="birk") == []


def test_a_guideline_that_was_agreed_on_anew_takes_the_place_of_the_old_one(conn: Connection):
    lay(conn, replace(RULES, review_on=DAY))
    lay(conn, replace(RULES, title="Ny udgave", review_on=DAY + timedelta(days=700)), number=2)
    assert rules(conn, Reviewed.DUE, DAY) == []
    assert rules(conn, Reviewed.LATER, DAY) == ["Ny udgave"]


@pytest.mark.parametrize("which", [Reviewed.DUE, Reviewed.NEVER])
def test_guidelines_come_page_by_page(conn: Connection, which: Reviewed):
    review = None if which is Reviewed.NEVER else DAY
    lay(conn, *(replace(RULES, title=f"R{n:02}", matter=f"r{n}", review_on=review) for n in range(53)))
    first, more = register_days.guidelines(conn, None, which, "", None, DAY)
    second, rest = register_days.guidelines(conn, None, which, "", first[-1].key, DAY)
    assert (len(first), more, len(second), rest) == (50, True, 3, False)
    assert len({each.decision.title for each in (*first, *second)}) == 53
