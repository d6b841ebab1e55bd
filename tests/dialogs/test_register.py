"""What the register takes from minutes: every decision, its words and its days, and nothing of a closed one."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from dialogs.model.agenda import ItemType
from dialogs.model.items import CheckPoint, OutcomeKind
from dialogs.register import Awaited, Day, Decided, decided, held_on
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
        (Day(Awaited.CHECK_POINT, date(2027, 2, 15), "week 2"),),
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
