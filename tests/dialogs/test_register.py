"""What the register takes from minutes: every decision, its words and its days, and nothing of a closed one."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from dialogs.model.agenda import ItemType
from dialogs.model.followed import Advice, Answer, Course, Evaluation, Following
from dialogs.model.ids import ItemId
from dialogs.model.items import CheckPoint, OutcomeKind
from dialogs.model.pilots import PilotState, Proposal
from dialogs.register import Awaited, Day, Decided, PilotGroup, Quarter, decided, held_on
from tests.fakes.archive import Case, a_committee, over

DAY = date(2027, 1, 12)
WEEKLY = Case("Ugeplaner", "MED prøver ugeplaner.", pilot="p1", chosen=True, remark="Der skal være tid")


def document_of(*cases: Case) -> tuple[dict[str, Any], list[Any]]:
    meeting = over(a_committee(), 1, DAY, cases)
    return json.loads(meeting.versions[1].document), list(meeting.in_order())


def found(*cases: Case) -> tuple[Decided, ...]:
    return decided(*document_of(*cases))


def test_a_decision_has_its_exact_words_and_every_text_of_it_can_be_searched():
    (entry,) = found(WEEKLY)
    assert (entry.title, entry.wording, entry.outcome, entry.item_type) == (
        "Ugeplaner", "MED prøver ugeplaner.", "agreement", "discussion",
    )  # fmt: skip
    assert (entry.proposal, entry.matter, entry.chosen) == ("p1", "p1", True)
    assert entry.words.splitlines() == ["Ugeplaner", "MED prøver ugeplaner.", *["Der skal være tid"] * 2]


def test_of_a_closed_decision_only_its_place_is_left():
    (entry,) = found(replace(WEEKLY, closed=True, matter="i1", pilot="", resumes_on=DAY))
    assert entry == Decided(0, "i1", is_open=False)


def test_what_was_not_settled_is_none_and_the_others_keep_their_places():
    assert [entry.place for entry in found(replace(WEEKLY, kind=None), replace(WEEKLY, title="B", pilot="p2"))] == [1]


def test_the_days_that_it_names_are_awaited():
    rule = Case("Regler", type=ItemType.GUIDELINE, review_on=date(2028, 1, 12))
    later = Case("Senere", kind=OutcomeKind.DEFERRED, resumes_on=date(2027, 3, 1))
    points = (CheckPoint("week 2", date(2027, 2, 15)), CheckPoint("week 6", None))
    assert [entry.days for entry in found(rule, later, replace(WEEKLY, check_points=points), Case("Intet"))] == [
        (Day(Awaited.REVIEW, date(2028, 1, 12)),),
        (Day(Awaited.RESUME, date(2027, 3, 1)),),
        (Day(Awaited.CHECK_POINT, date(2027, 2, 15), "week 2", (date(2027, 2, 15), None)),),
        (),
    ]


def test_a_guideline_without_a_review_names_no_day():
    assert found(Case("Regler", type=ItemType.GUIDELINE))[0].days == ()


def test_the_day_is_that_of_the_meeting_or_the_planned_one_where_it_never_began():
    document, _ = document_of(WEEKLY)
    assert held_on(document) == DAY
    assert held_on(document | {"held": document["held"] | {"start": None}}) == DAY


def test_what_was_said_elsewhere_in_the_meeting_is_not_searched_with_the_decision():
    document, items = document_of(WEEKLY)
    document["items"][0]["uses"] = ["Oversættelse"]
    assert "Oversættelse" not in decided(document, items)[0].words


def follow_up(known: Following, *points: CheckPoint) -> tuple[Day, ...]:
    document, items = document_of(replace(WEEKLY, check_points=points))
    return decided(document, items, {items[0].id: replace(known, item=items[0].id)})[0].days


EARLY, LATE = CheckPoint("week 2", date(2027, 2, 15)), CheckPoint("week 6", date(2027, 3, 15))
NEVER = CheckPoint("week 12", None)


def test_a_group_is_asked_until_the_next_check_point_takes_its_place():
    asked = [day.asked for day in follow_up(Following(ItemId("")), EARLY, NEVER, LATE)]
    assert asked == [(date(2027, 2, 15), date(2027, 3, 15)), (date(2027, 3, 15), None)]


def test_a_check_point_that_was_put_off_is_asked_later():
    known = Following(ItemId(""), snoozed={"week 2": date(2027, 2, 22), "week 6": date(2027, 3, 1)})
    asked = [day.asked for day in follow_up(known, EARLY, LATE)]
    assert asked == [(date(2027, 2, 22), date(2027, 3, 15)), (date(2027, 3, 15), None)]


def test_what_a_group_answered_stands_with_its_light_and_how_many_stop_criteria_are_met():
    answer = Answer("week 2", date(2027, 2, 16), Course.YELLOW, "Det går", stops=("Fejl", "Klager"))
    early, late = follow_up(Following(ItemId(""), answers=(answer,)), EARLY, LATE)
    assert early == Day(Awaited.CHECK_POINT, date(2027, 2, 15), "week 2", None, date(2027, 2, 16), "yellow", 2)
    assert late.asked == (date(2027, 3, 15), None)


def test_after_an_evaluation_only_the_look_back_is_asked_about():
    found = Evaluation(date(2027, 2, 20), Advice.ADOPT)
    late = CheckPoint("+6 months", date(2027, 8, 1))
    early, back, evaluated = follow_up(Following(ItemId(""), evaluation=found), EARLY, late)
    assert (early.asked, back.asked) == (None, (date(2027, 8, 1), None))
    assert evaluated == Day(
        Awaited.EVALUATION, date(2027, 2, 20), answered_on=date(2027, 2, 20), said=str(Advice.ADOPT)
    )


def pilot(**changes: Any) -> Proposal:
    meeting = over(a_committee(), 1, DAY, [WEEKLY])
    return replace(next(iter(meeting.proposals.values())), **changes)


def follow_pilot(known: Following, found: Proposal, *points: CheckPoint) -> tuple[Day, ...]:
    document, items = document_of(replace(WEEKLY, check_points=points))
    return decided(document, items, {items[0].id: replace(known, item=items[0].id)}, {found.id: found})[0].days


def test_a_pilot_that_is_over_owes_its_evaluation_and_no_check_point():
    over_on = date(2027, 5, 1)
    ended = pilot(state=PilotState.EVALUATING, over_on=over_on)
    early, owed = follow_pilot(Following(ItemId("")), ended, EARLY)
    assert early.asked is None
    assert owed == Day(Awaited.EVALUATION, over_on, "evaluation", (over_on, None))
    evaluated = Following(ItemId(""), evaluation=Evaluation(over_on, Advice.STOP))
    assert [day.asked for day in follow_pilot(evaluated, ended, EARLY)] == [None, None]


def test_a_pilot_that_went_on_with_changes_is_asked_anew_and_what_was_said_before_stays():
    said = Answer("week 2", date(2027, 2, 16), Course.RED, "Det går ikke", stops=("Fejl",))
    now = replace(said, on=date(2027, 5, 20), round=2)
    known = Following(ItemId(""), answers=(said, now), evaluation=Evaluation(date(2027, 4, 1), Advice.ADJUST))
    again = pilot(state=PilotState.RUNNING, round=2, prolonged_on=date(2027, 5, 4))
    again = replace(again, more=replace(again.more, end_on=date(2027, 7, 1)))
    assert follow_pilot(known, again, EARLY, LATE) == (
        Day(Awaited.CHECK_POINT, said.on, "week 2", None, said.on, "red", 0),
        Day(Awaited.CHECK_POINT, date(2027, 5, 18), "week 2", None, now.on, "red", 1),
        Day(Awaited.CHECK_POINT, date(2027, 6, 15), "week 6", (date(2027, 6, 15), None)),
        Day(Awaited.EVALUATION, date(2027, 4, 1), answered_on=date(2027, 4, 1), said="adjust"),
    )


def test_an_answer_stays_when_its_check_point_is_gone():
    said = Answer("week 12", date(2027, 4, 20), Course.GREEN, "Det går")
    gone, _ = follow_up(Following(ItemId(""), answers=(said,)), EARLY)
    assert (gone.rule, gone.on, gone.said) == ("week 12", said.on, "green")


def test_what_is_decided_on_an_evaluation_is_about_the_pilot():
    (entry,) = found(Case("Evaluering af ugeplaner", "Vi gør det fast", evaluates="p1"))
    assert (entry.matter, entry.proposal) == ("p1", "p1")
    (closed,) = found(Case("Evaluering af ugeplaner", "Vi gør det fast", evaluates="p1", closed=True))
    assert closed == Decided(0, "p1", is_open=False)


def test_of_a_closed_pilot_nothing_of_its_follow_up_is_told():
    document, items = document_of(replace(WEEKLY, check_points=(EARLY,), closed=True))
    known = Following(items[0].id, evaluation=Evaluation(DAY, Advice.STOP))
    assert decided(document, items, {items[0].id: known}) == (Decided(0, "p1", is_open=False),)


def test_quarters_are_counted_back_over_the_turn_of_a_year():
    assert [Quarter.of(date(2027, month, 1)).number for month in (1, 3, 4, 9, 10, 12)] == [1, 1, 2, 3, 4, 4]
    assert [Quarter(2027, 1).before(count) for count in (0, 1, 4, 5)] == [
        Quarter(2027, 1), Quarter(2026, 4), Quarter(2026, 1), Quarter(2025, 4),
    ]  # fmt: skip
    assert Quarter(2026, 4).first_day == date(2026, 10, 1)


def test_every_state_that_a_decision_leads_to_stands_in_a_group():
    assert {PilotGroup.of(state) for state in PilotState} == {*PilotGroup}
    assert PilotGroup.of(PilotState.WITHDRAWN) is PilotGroup.NOT_CHOSEN
