"""What is ticked in the longer form of a proposal, and its hours: taken, refused, and shown wherever it is read."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from dialogs.cards import Element, Facts, Form
from dialogs.dossier import dossier, dossier_lines
from dialogs.flows.editions import earlier
from dialogs.flows.proposal_table import FIELDS, LISTS, MORE, SHORT
from dialogs.forms import TextField
from dialogs.model.form_answers import DataKind, Effect
from dialogs.model.ids import ProposalId
from dialogs.model.pilots import Elaboration, Proposal, ShortForm
from dialogs.wording import wording
from tests.dialogs.flows.play import Play, filled_in, plausible
from tests.dialogs.flows.stories import said
from tests.fits import form_faults

TICKED = {
    "involved": ("staff_meeting",),
    "effect_pace": ("worse",),
    "effect_quality": ("better",),
    "effect_control": ("dont_know",),
    "new_work_hours": ("2,5",),
    "gains_to": ("both",),
    "data_kinds": ("cpr", "citizens"),
    "training_hours": ("3",),
}
# The rows of a card in which they stand, in Danish and in English.
ROWS = {
    "da": (
        ("Hvor er forslaget drøftet med medarbejderne?", "På et personalemøde"),
        ("Tempoet bliver", "Dårligere"),
        ("Kvaliteten bliver", "Bedre"),
        ("Indflydelsen på eget arbejde bliver", "Ved ikke"),
        ("Hvor mange timer om ugen tager de nye opgaver?", "2,5"),
        ("Hvem får mest gavn af det?", "Borgere og medarbejdere lige meget"),
        ("Hvilke slags oplysninger skal bruges?", "Om borgere / CPR-numre"),
        ("Hvor mange timers oplæring er der til hver?", "3"),
    ),
    "en": (
        ("Where has the proposal been discussed with the employees?", "At a staff meeting"),
        ("The pace will be", "Worse"),
        ("The quality will be", "Better"),
        ("The influence on one's own work will be", "Don't know"),
        ("How many hours a week do the new tasks take?", "2.5"),
        ("Who benefits most?", "Citizens and employees alike"),
        ("Which kinds of information are needed?", "About citizens / CPR numbers"),
        ("How many hours of training are there for each?", "3"),
    ),
}


def drafted(language: str = "da") -> tuple[Play, ProposalId]:
    play = Play(language=language)
    play.now -= timedelta(days=40)
    return play, ProposalId(play.propose("dorte", said("Breve"), said("Breve prøves af")))


def on_the_table(language: str = "da") -> tuple[Play, ProposalId]:
    """A proposal with everything ticked, which everybody can read before the meeting."""
    play, on = drafted(language)
    play.press("dorte", "elaborate", on, fields=TICKED)
    play.press("dorte", "submit_proposal", on)
    play.checks("sofie", on)
    play.press("anne", "shortlist", on)
    play.now = play.meeting.starts_at - timedelta(days=2)
    return play, on


def of(play: Play, on: str) -> Proposal:
    return play.meeting.proposals[ProposalId(on)]


def rows(play: Play, who: str, on: str) -> list[tuple[str, str]]:
    (card,) = (each for each in play.screen(who) if each.name == f"item-{on}")
    return told(card.body)


def told(elements: Iterable[Element]) -> list[tuple[str, str]]:
    facts = (each for each in elements if isinstance(each, Facts))
    return [(label, "".join(map(str, line))) for each in facts for label, line in each.rows]


def test_the_table_has_every_field_in_the_order_of_the_form():
    assert list(SHORT) == [each.name for each in fields(ShortForm)]
    assert list(MORE) == [each.name for each in fields(Elaboration)]


def test_what_is_ticked_is_kept_in_the_order_of_the_form():
    play, on = drafted()
    play.press("dorte", "elaborate", on, fields=TICKED)
    more = of(play, on).more
    assert more.data_kinds == (DataKind.CITIZENS, DataKind.CPR)
    assert (more.effect_pace, more.effect_content, more.effect_control) == (Effect.WORSE, None, Effect.DONT_KNOW)
    assert (more.new_work_hours, more.training_hours) == ("2.5", "3")


@pytest.mark.parametrize("action", ["revise", "elaborate"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_form_that_is_sent_as_it_stands_changes_nothing(action: str, language: str):
    play, on = drafted(language)
    for each in ("revise", "elaborate"):
        form = play.control("dorte", each, on)
        assert isinstance(form, Form)
        play.press("dorte", each, on, fields=plausible(form, play.meeting))
    before = of(play, on)
    assert all(getattr(before.short if name in SHORT else before.more, name) not in ("", None, ()) for name in FIELDS)
    play.press("dorte", action, on)
    assert (of(play, on).short, of(play, on).more) == (before.short, before.more)


def test_all_of_it_may_be_left_out():
    play, on = drafted()
    play.press("dorte", "elaborate", on)
    assert of(play, on).more == Elaboration()
    play.press("dorte", "submit_proposal", on)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2", "2"), ("2,5", "2.5"), (" 2.50 ", "2.5"), ("0", "0"), ("0,25", "0.25"), ("007", "7"), ("168,0", "168")],
)
def test_hours_are_taken_with_comma_or_point(typed: str, kept: str):
    play, on = drafted()
    play.press("dorte", "elaborate", on, new_work_hours=typed, training_hours=typed)
    assert (of(play, on).more.new_work_hours, of(play, on).more.training_hours) == (kept, kept)


@pytest.mark.parametrize(
    "typed",
    ["168,01", "169", "1000", "-1", "to", "2 timer", "2,5,1", "2,123", ",5", "1e2", "nan", "२", "½", "2\n3"],
)
@pytest.mark.parametrize("name", ["new_work_hours", "training_hours"])
def test_what_is_no_number_of_hours_in_a_week_is_refused_with_how_to_write_it(name: str, typed: str):
    play, on = drafted()
    before = play.meeting
    answer = play.tries("dorte", "elaborate", on, "1", {name: (typed,)})
    assert (answer.refused, answer.field) == ("out_of_range", name)
    assert "fra 0 til 168" in answer.text
    assert "2,5" in answer.text
    assert play.meeting is before


@pytest.mark.parametrize("others", [("cpr",), ("dont_know",), ("citizens", "employees", "sensitive", "cpr")])
def test_nothing_about_people_is_not_ticked_with_something_about_them(others: tuple[str, ...]):
    play, on = drafted()
    answer = play.tries("dorte", "elaborate", on, "1", {"data_kinds": ("none", *others)})
    assert (answer.refused, answer.field) == ("unknown_choice", "data_kinds")
    assert "Vælg det ene eller det andet" in answer.text
    play.press("dorte", "elaborate", on, fields={"data_kinds": others})
    play.press("dorte", "elaborate", on, fields={"data_kinds": ("none",)})
    assert of(play, on).more.data_kinds == (DataKind.NONE,)
    # What was ticked can be taken back.
    play.press("dorte", "elaborate", on, fields={"data_kinds": ()})
    assert of(play, on).more.data_kinds == ()


@pytest.mark.parametrize("name", [name for name in TICKED if not name.endswith("_hours")])
def test_an_answer_that_the_form_does_not_have_is_refused(name: str):
    play, on = drafted()
    answer = play.tries("dorte", "elaborate", on, "1", {name: ("perhaps",)})
    assert (answer.refused, answer.field) == ("unknown_choice", name)


@pytest.mark.parametrize("language", ["da", "en"])
def test_everybody_reads_it_before_the_meeting_in_the_order_of_the_form(language: str):
    play, on = on_the_table(language)
    for who in ("anne", "gry", "sofie"):
        found = [row for row in rows(play, who, on) if row in ROWS[language]]
        assert found == list(ROWS[language])


@pytest.mark.parametrize(
    ("language", "changes"),
    [
        ("da", "Tempoet bliver dårligere / Kvaliteten bliver bedre"),
        ("en", "The pace will be worse / The quality will be better"),
    ],
)
def test_in_the_meeting_everybody_sees_what_becomes_better_and_worse(language: str, changes: str):
    play, on = on_the_table(language)
    play.now = play.meeting.starts_at
    play.arrive("anne", "bo", "gry")
    play.goes_to("pilots")
    label = play.view("gry").words.field("effects")
    for who in ("anne", "bo", "gry"):
        assert (label, changes) in told(element for card in play.screen(who) for element in card.body)
    # What stays as it is, and what nobody knows, needs no discussion.
    unmoved = replace(of(play, on).more, effect_pace=Effect.UNCHANGED, effect_quality=None)
    play.meeting = replace(play.meeting, proposals={on: replace(of(play, on), more=unmoved)})
    assert label not in dict(told(element for card in play.screen("gry") for element in card.body))


def test_nothing_is_shown_of_what_nobody_answered():
    play, on = on_the_table()
    labels = {label for label, _ in rows(play, "gry", on)}
    assert play.view("gry").words.field("effect_content") not in labels


def test_what_was_ticked_before_a_late_change_is_kept_and_shown():
    play, on = on_the_table()
    play.press("dorte", "elaborate", on, fields={"effect_pace": ("better",), "data_kinds": ()}, training_hours="")
    (edition,) = of(play, on).editions
    assert edition.more.data_kinds == (DataKind.CITIZENS, DataKind.CPR)
    (changed,) = (each for each in earlier(play.view("anne"), of(play, on)) if isinstance(each, Facts))
    assert set(told((changed,))) == {ROWS["da"][1], ROWS["da"][6], ROWS["da"][7]}


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_dossier_tells_it(language: str):
    play, on = on_the_table(language)
    document = dossier("MED", of(play, on), play.meeting.committee.people, [], [])
    assert document["proposal"]["data_kinds"] == ["citizens", "cpr"]
    assert document["proposal"]["new_work_hours"] == "2.5"
    assert document["proposal"]["effect_content"] is None
    found = told(dossier_lines(document, wording(language)))
    assert [row for row in found if row in ROWS[language]] == list(ROWS[language])


def test_the_longest_forms_fit_a_window_of_every_platform():
    play, on = drafted()
    full = {name: ("å" * 200,) for name in (*SHORT, *MORE) if name not in LISTS}
    for action in ("revise", "elaborate"):
        form = play.control("dorte", action, on)
        assert isinstance(form, Form)
        sent = {**filled_in(form), **full}
        typed = tuple(
            replace(each, values=sent[each.name]) if isinstance(each, TextField) else each for each in form.fields
        )
        assert list(form_faults(form)) == []
        assert list(form_faults(replace(form, fields=typed))) == []
