"""What an item of each type looks like on the screen and in the message."""

from dataclasses import replace
from datetime import date

import pytest

from dialogs import announcement
from dialogs.cards import Facts, Said
from dialogs.flows.outcomes import outcome_lines
from dialogs.model.agenda import ItemType
from dialogs.model.followed import Advice
from dialogs.model.items import Guideline, Outcome, OutcomeKind
from dialogs.wording import wording
from tests.dialogs.flows.play import Play, controls, read
from tests.dialogs.flows.stories import by_title, frame, going_on, said

BINDS = "Begge sider skal stå ved retningslinjen og følge den."


def own(play: Play, **fields: str) -> str:
    play.press("anne", "word_own_item", title=said("Nyt"), text=said("Sådan er det"), **fields)
    return by_title(play)["Nyt"]


def message(play: Play) -> str:
    return announcement.draft(play.meeting, wording("da"))


def test_information_is_confirmed_as_told_and_never_as_agreed():
    play = going_on("pilots")
    on = own(play, outcome="agreement", item_type="information")
    labels = [control.label for control in controls(play.screen("bo")) if control.action == "confirm_outcome"]
    assert labels == ["Bekræft orienteringen"]
    for who in ("anne", "bo"):
        play.press(who, "confirm_outcome", on)
    (card,) = (card for card in play.room() if card.name == f"item-{on}")
    assert "Til orientering" in read((card,))
    assert "Enighed" not in read((card,))
    assert f"{said('Nyt')}: Til orientering." in message(play)


def test_nobody_takes_a_stand_on_a_proposal_that_is_only_told():
    play = going_on("pilots")
    on = by_title(play)
    assert "stance." + on["Notater"] in {field.name for field in play.control("eva", "take_positions").fields}
    told = {"outcome": "agreement", "item_type": "information", "text": said("Vi fortæller"), "decider": ""}
    play.press("anne", "word_outcome", on["Notater"], **told)
    assert "stance." + on["Notater"] not in {field.name for field in play.control("eva", "take_positions").fields}


@pytest.mark.parametrize(
    ("item_type", "said_of_it"), [("guideline", "Retningslinje, enighed."), ("recommendation", "Indstilling, enighed.")]
)
def test_the_message_says_what_an_item_is_when_it_is_more_than_a_discussion(item_type: str, said_of_it: str):
    play = going_on("pilots")
    on = own(play, outcome="agreement", item_type=item_type)
    for who in ("anne", "bo"):
        play.press(who, "confirm_outcome", on)
    assert f"{said('Nyt')}: {said_of_it}" in message(play)
    assert (BINDS in message(play)) is (item_type == "guideline")
    assert (BINDS in read(play.screen("eva"))) is (item_type == "guideline")


def test_what_goes_on_says_where():
    play = going_on("pilots")
    on = own(play, outcome="other_level", item_type="recommendation", to_committee=said("HovedMED"))
    for who in ("anne", "bo"):
        play.press(who, "confirm_outcome", on)
    assert f"Punktet går videre til {said('HovedMED')}." in message(play)


def test_the_message_says_which_side_said_what_as_the_minutes_do():
    lines = announcement.draft(frame("message drafted").meeting, wording("da")).splitlines()
    start = lines.index(f"{said('Breve')}: Ikke enighed.")
    assert lines[start + 2 : start + 6] == [
        f"Ledelsessidens syn: {said('Vi vil prøve')}",
        f"Medarbejdersidens syn: {said('Vi vil vente')}",
        f"Sådan går ledelsen videre: {said('Vi går videre')}",
        f"Bemærkning fra medarbejdersiden: {said('Bemærkning om Breve')}",
    ]


def test_a_title_that_asks_has_no_colon_in_the_message():
    meeting = frame("posted", "changing").meeting
    assert f"{said('Hvornår ses vi?')} Enighed." in announcement.draft(meeting, wording("da"))


@pytest.mark.parametrize(
    ("kind", "item_type", "to", "goes"),
    [
        (OutcomeKind.SENT_TO_MED, ItemType.DISCUSSION, "Lokal-MED", True),
        (OutcomeKind.OTHER_LEVEL, ItemType.DISCUSSION, "HovedMED", True),
        (OutcomeKind.AGREEMENT, ItemType.RECOMMENDATION, "HovedMED", True),
        (OutcomeKind.AGREEMENT, ItemType.RECOMMENDATION, "", False),
        (OutcomeKind.AGREEMENT, ItemType.DISCUSSION, "HovedMED", False),
        # The form of a team names the committee beforehand.
        (OutcomeKind.DISCUSSED, ItemType.DISCUSSION, "Lokal-MED", False),
        (OutcomeKind.DISCUSSED, ItemType.RECOMMENDATION, "Lokal-MED", False),
    ],
)
def test_only_what_was_sent_or_recommended_goes_on(kind: OutcomeKind, item_type: ItemType, to: str, goes: bool):
    assert Outcome(1, kind, item_type, "Videre", to_committee=to).goes_on is goes


def test_what_a_team_has_discussed_is_sent_nowhere():
    ended, team = frame("ended", "team"), wording("da", team=True)
    message = announcement.draft(ended.meeting, team)
    assert message.count("Forslaget sendes til") == 1
    assert f"Forslaget sendes til {said('Lokal-MED')}." in message
    assert "Betingelser, hvis det sker:\n– Følg op på arbejdspladsvurderingen" in message
    (minutes,) = (card for card in ended.screen("anne") if card.name == "minutes")
    rows = [row for element in minutes.body if isinstance(element, Facts) for row in element.rows]
    assert [line for label, line in rows if label == "Sendes videre til"] == [(Said(said("Lokal-MED")),)]


@pytest.mark.parametrize(
    ("guideline", "rows"),
    [
        (Guideline(None, None, None), []),
        (Guideline(date(2027, 4, 1), None, None), ["Gælder fra: 1. april 2027"]),
        (Guideline(None, 0, None), ["Varsel: 0 måneder"]),
        (Guideline(None, 1, None), ["Varsel: 1 måned"]),
        (Guideline(None, 3, date(2028, 4, 1)), ["Varsel: 3 måneder", "Gennemgås igen: 1. april 2028"]),
    ],
)
def test_a_guideline_shows_what_was_filled_in(guideline: Guideline, rows: list[str]):
    outcome = Outcome(1, OutcomeKind.AGREEMENT, ItemType.GUIDELINE, "Pauser", guideline=guideline)
    facts, *_ = outcome_lines(frame("pilots").view("eva"), outcome)
    assert isinstance(facts, Facts)
    assert [f"{label}: {line[0]}" for label, line in facts.rows[3:]] == rows
    declined = replace(outcome, kind=OutcomeKind.NO_AGREEMENT)
    assert all(BINDS not in str(element) for element in outcome_lines(frame("pilots").view("eva"), declined))


@pytest.mark.parametrize(("becomes", "shown"), [(None, False), (Advice.ADJUST, True)])
def test_what_a_pilot_becomes_stands_with_the_wording_where_it_was_said(becomes: Advice | None, shown: bool):
    outcome = Outcome(1, OutcomeKind.AGREEMENT, ItemType.DISCUSSION, "Videre", becomes=becomes)
    words = wording("da")
    facts, *_ = outcome_lines(frame("pilots").view("eva"), outcome)
    assert isinstance(facts, Facts)
    assert ((words.becomes_label, (words.advice(Advice.ADJUST),)) in facts.rows) is shown
