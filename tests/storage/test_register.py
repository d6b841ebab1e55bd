"""The register: only what was signed, found by filter and word, page by page, on both databases alike."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text

from dialogs.model.agenda import ItemType
from dialogs.model.check_points import Unanswered
from dialogs.model.ids import CommitteeId, ItemId, MeetingId
from dialogs.model.items import CheckPoint, OutcomeKind
from dialogs.model.people import Level
from dialogs.model.pilots import PilotState
from dialogs.register import Sort
from storage import register, register_days, unanswered
from storage.decisions import decision_id, fill, rebuild, title_key
from storage.register import Asked
from storage.register_tables import decision
from storage.searching import BEGINS, ENDS
from tests.fakes.archive import Case, a_committee, corrected, lay_committee, lay_meeting, lay_versions, over, signed

DAY = date(2027, 1, 12)
EVERYTHING = Asked(None)
WEEKLY = Case("Ugeplaner i klart sprog", "MED er enige om at prøve ugeplaner på 5. årgang.", pilot="p1", chosen=True)
RULES = Case(
    "Sådan skriver vi med AI", "Den, der sender en tekst ud, har læst den.", type=ItemType.GUIDELINE,
    review_on=date(2028, 1, 12),
)  # fmt: skip
SECRET = Case("Lydmåling i 7. b", "Ikke hos os", closed=True, pilot="p9")


def titles(conn: Connection, asked: Asked = EVERYTHING) -> list[str]:
    return [row.title for row in register.page(conn, asked).rows]


def lay(conn: Connection, *cases: Case, number: int = 1, held: date = DAY, ident: str = "lindely") -> MeetingId:
    committee = a_committee(ident, f"Udvalg {ident}")
    if not conn.execute(text("SELECT 1 FROM committee WHERE id = :id"), {"id": ident}).first():
        lay_committee(conn, committee)
    return lay_meeting(conn, signed(over(committee, number, held, cases))).id


# --- What is in it


def test_signed_minutes_are_in_it_and_unsigned_ones_only_as_something_that_waits(conn: Connection):
    committee = lay_committee(conn, a_committee())
    lay_meeting(conn, over(committee, 1, DAY, [WEEKLY]))
    assert register.page(conn, EVERYTHING).count == 0
    (waits,) = register.unsigned(conn, None)
    assert (waits.committee, waits.number, waits.held_on, waits.signed) == ("Lokal-MED Lindely", 1, DAY, None)
    lay_versions(conn, signed(over(committee, 1, DAY, [WEEKLY])))
    assert titles(conn) == ["Ugeplaner i klart sprog"]
    assert register.unsigned(conn, None) == []


def test_a_correction_shows_once_it_is_signed_and_the_signed_text_until_then(conn: Connection):
    committee = lay_committee(conn, a_committee())
    before = lay_meeting(conn, signed(over(committee, 1, DAY, [WEEKLY])))
    after = corrected(before, "5. årgang", "6. klasse")
    lay_versions(conn, after)
    assert "5. årgang" in register.page(conn, EVERYTHING).rows[0].wording
    assert register.page(conn, replace(EVERYTHING, words="klasse")).rows == ()
    assert [(each.signed, each.newest) for each in register.unsigned(conn, None)] == [(1, 2)]
    lay_versions(conn, signed(after))
    assert "6. klasse" in register.page(conn, EVERYTHING).rows[0].wording
    assert register.page(conn, replace(EVERYTHING, words="årgang")).rows == ()
    assert register.page(conn, replace(EVERYTHING, words="klasse")).count == 1


def test_of_a_closed_item_no_word_is_kept_and_none_is_found(conn: Connection):
    lay(conn, SECRET)
    (row,) = register.page(conn, EVERYTHING).rows
    assert (row.is_open, row.title, row.wording, row.item_type, row.outcome, row.proposal) == (False, *[""] * 4, None)
    kept = conn.execute(text("SELECT * FROM decision")).all()
    for word in ("Lydmåling", "Personalesag", "Ikke hos os", "p9-"):
        assert word not in str(kept)
    assert register.page(conn, replace(EVERYTHING, words="Lydmåling")).count == 0
    assert register.page(conn, replace(EVERYTHING, pilots=True)).count == 0


def test_what_came_to_nothing_is_no_decision(conn: Connection):
    lay(conn, replace(WEEKLY, kind=None), RULES)
    assert titles(conn) == ["Sådan skriver vi med AI"]


def test_a_later_decision_on_the_same_takes_the_place_of_the_earlier(conn: Connection):
    put_off = replace(WEEKLY, kind=OutcomeKind.DEFERRED, chosen=False, resumes_on=date(2027, 2, 1))
    first = lay(conn, put_off)
    assert [each.due_on for each in register_days.waiting(conn, None, DAY)] == [date(2027, 2, 1)]
    lay(conn, WEEKLY, number=2, held=DAY + timedelta(days=28))
    assert register_days.waiting(conn, None, DAY) == []
    (newest,) = register.page(conn, replace(EVERYTHING, pilots=True)).rows
    assert newest.number == 2
    assert [each.number for each in register.on_same_matter(conn, newest)] == [1, 2]
    # The later minutes are taken back by nobody, but a rebuild must come to the same.
    fill(conn, first)
    assert [each.is_current for each in register.on_same_matter(conn, newest)] == [False, True]


def test_made_anew_it_is_what_it_was(conn: Connection):
    lay(conn, WEEKLY, SECRET, RULES)
    lay(conn, replace(WEEKLY, wording="Vi går videre"), number=2, held=DAY + timedelta(days=28))
    lay_meeting(conn, over(a_committee(), 3, DAY + timedelta(days=60), [RULES]))

    def everything() -> list[object]:
        names = ("record", "record_theme", "decision", "decision_day")
        return [sorted(map(str, conn.execute(text(f"SELECT * FROM {name}")))) for name in names]

    before, told = everything(), list[tuple[int, int]]()
    assert rebuild(conn, lambda done, total: told.append((done, total))) == 3
    assert everything() == before
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert register.page(conn, replace(EVERYTHING, words="ugeplaner")).count == 2


def test_a_meeting_without_minutes_leaves_nothing(conn: Connection):
    committee = lay_committee(conn, a_committee())
    meeting = lay_meeting(conn, signed(over(committee, 1, DAY, [WEEKLY, RULES])))
    lay_versions(conn, replace(meeting, versions={}))
    for name in ("record", "record_theme", "decision", "decision_day"):
        assert conn.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() == 0


# --- Finding


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ugeplaner", True),
        ("UGEPLAN", True),
        ("ugeplanerne", True),
        ("årgang", True),
        ("argang", False),
        ("klart ugeplaner", True),
        ("klart vaskemaskine", False),
        ('"klart"', True),
        ("NEAR(", False),
        ("body: klart", False),
        ("klart -sprog", True),
        ("klart OR vaskemaskine", False),
        ("' OR 1=1 --", False),
    ],
)
def test_words_are_found_in_all_their_forms_and_signs_are_no_language(conn: Connection, typed: str, found: bool):
    lay(conn, WEEKLY)
    page = register.page(conn, replace(EVERYTHING, words=typed))
    assert [bool(page.rows), page.count] == [found, int(found)]
    if found:
        assert BEGINS in page.rows[0].found
        assert ENDS in page.rows[0].found


def test_a_remark_and_a_condition_are_found_too(conn: Connection):
    lay(conn, replace(WEEKLY, remark="Der skal være tid til at læse efter"))
    (row,) = register.page(conn, replace(EVERYTHING, words="læse efter")).rows
    assert f"{BEGINS}læse{ENDS}" in row.found


def test_every_filter_narrows(conn: Connection):
    lay(conn, WEEKLY, RULES)
    rota = replace(WEEKLY, title="Vagtplan", kind=OutcomeKind.NO_AGREEMENT, state=PilotState.NOT_SELECTED, pilot="p2")
    lay(conn, rota, ident="birk", held=DAY + timedelta(days=30))
    for asked, wanted in (
        (Asked(None, committee="birk"), ["Vagtplan"]),
        (Asked(None, outcome=OutcomeKind.NO_AGREEMENT), ["Vagtplan"]),
        (Asked(None, item_type="guideline"), ["Sådan skriver vi med AI"]),
        (Asked(None, until=DAY), ["Sådan skriver vi med AI", "Ugeplaner i klart sprog"]),
        (Asked(None, since=DAY + timedelta(days=1)), ["Vagtplan"]),
        (Asked(None, state="selected", pilots=True), ["Ugeplaner i klart sprog"]),
        (Asked(None, level=Level.MAIN), []),
        (Asked(frozenset({CommitteeId("birk")})), ["Vagtplan"]),
        (Asked(frozenset()), []),
        (Asked(frozenset({CommitteeId("birk")}), committee="lindely"), []),
    ):
        assert sorted(titles(conn, asked)) == wanted, asked


def test_nothing_of_another_committee_is_given_one_by_one_either(conn: Connection):
    meeting = lay(conn, WEEKLY)
    lay(conn, WEEKLY, ident="birk")
    theirs, mine = frozenset({CommitteeId("birk")}), frozenset({CommitteeId("lindely")})
    ident = decision_id(meeting, 0)
    assert register.one(conn, theirs, ident) is None
    found = register.one(conn, mine, ident)
    assert found
    assert register.of_meeting(conn, theirs, meeting) == []
    assert len(register.of_meeting(conn, mine, meeting)) == 1
    assert register.of_same_title(conn, mine, found) == []
    assert [each.committee_id for each in register.of_same_title(conn, None, found)] == ["birk"]
    assert register_days.waiting(conn, frozenset(), DAY) == []


def test_what_waits_comes_by_day_and_a_check_point_that_is_over_does_not(conn: Connection):
    points = (CheckPoint("week 2", DAY - timedelta(days=1)), CheckPoint("week 6", DAY + timedelta(days=40)))
    late = replace(RULES, review_on=DAY - timedelta(days=5), title="En gammel retningslinje")
    lay(conn, replace(WEEKLY, check_points=points), late, RULES)
    waits = register_days.waiting(conn, None, DAY)
    assert [(each.decision.title, str(each.awaited), each.rule) for each in waits] == [
        ("En gammel retningslinje", "review", ""),
        ("Ugeplaner i klart sprog", "check_point", "week 6"),
    ]


def test_what_a_group_owes_an_answer_to_shows_until_it_answers_and_not_of_a_closed_item(conn: Connection):
    meeting = lay(conn, WEEKLY, SECRET)
    matters = conn.execute(select(decision.c.matter).order_by(decision.c.place)).scalars().all()
    owed = [Unanswered(ItemId(matter), "week 2", DAY) for matter in matters]
    unanswered.keep(conn, meeting, owed)
    unanswered.keep(conn, meeting, owed)
    (found,) = unanswered.listed(conn, None)
    assert (found.title, found.rule, found.since, found.decision) == (
        "Ugeplaner i klart sprog",
        "week 2",
        DAY,
        decision_id(meeting, 0),
    )
    assert unanswered.listed(conn, frozenset({CommitteeId("birk")})) == []
    unanswered.keep(conn, meeting, [])
    assert unanswered.listed(conn, None) == []


def test_who_signed_what_last_is_known(conn: Connection):
    committee = lay_committee(conn, a_committee())
    at = datetime(2027, 1, 14, 9, tzinfo=UTC)
    meeting = lay_meeting(conn, signed(over(committee, 1, DAY, [WEEKLY]), at))
    assert register.signed_out(conn, meeting.id) == (1, at)
    assert register.signed_out(conn, MeetingId("none")) is None


# --- Page by page


@pytest.mark.parametrize("sort", Sort)
def test_page_by_page_every_row_comes_once_and_in_order(conn: Connection, sort: Sort):
    for number in range(1, 8):
        # Two meetings on one day: the order must be whole all the same.
        held = DAY + timedelta(days=number // 2)
        lay(conn, *(Case(f"Sag {chr(122 - place)}") for place in range(3)), number=number, held=held)
    whole = register.page(conn, Asked(None, sort=sort), most=100)
    assert (len(whole.rows), whole.more) == (21, False)
    seen, after = [], None
    for _ in range(6):
        page = register.page(conn, Asked(None, sort=sort, after=after), most=4)
        seen += page.rows
        assert page.count == 21
        assert page.more is (len(seen) < 21)
        after = page.rows[-1].key
    assert [row.id for row in seen] == [row.id for row in whole.rows]
    days = [row.held_on for row in seen]
    if sort is Sort.TITLE:
        assert [row.title for row in seen] == sorted(row.title for row in seen)
    else:
        assert days == sorted(days, reverse=sort is Sort.NEWEST)


def test_titles_are_sorted_as_danes_do():
    titles = ["Ål", "Øl", "Æble", "zebra", "abe", "Bil", "Ä", "Ö"]
    assert sorted(titles, key=title_key) == ["abe", "Bil", "zebra", "Æble", "Ä", "Øl", "Ö", "Ål"]


def test_a_key_that_is_none_is_known_for_what_it_is():
    assert register.is_key(Sort.NEWEST, "2027-01-12")
    assert not register.is_key(Sort.NEWEST, "2027-13-12")
    assert register.is_key(Sort.TITLE, "6162")
    assert not register.is_key(Sort.TITLE, "2027-01-12")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(max_size=40))
def test_whatever_is_typed_into_the_search_field_is_no_fault(conn: Connection, typed: str):
    assert register.page(conn, replace(EVERYTHING, words=typed)).count == 0
