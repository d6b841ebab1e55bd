"""Which texts of the minutes can be corrected, and what a document is when one of them is another."""

import json
from functools import cache
from importlib.resources import files

import jsonschema
import pytest

from dialogs.minutes_texts import TITLE_CHARS, Passage, TextOf, corrected, passages
from dialogs.model.people import Side
from dialogs.model.texts import MAX_CHARS
from tests.dialogs.flows.play import TYPED
from tests.dialogs.flows.stories import said
from tests.dialogs.test_minutes import last, minutes_of, objects

TAKEN_OUT = {
    *(TextOf.USE, TextOf.QUESTION, TextOf.WORD, TextOf.OPPORTUNITY, TextOf.CONCERN, TextOf.CONDITION),
    *(TextOf.SUGGESTION, TextOf.MISSING),
}
SHORT = {TextOf.CARD_TITLE, TextOf.THEME, TextOf.TITLE}


def whole(story: str = "whole") -> dict:
    return minutes_of(last(story))


@cache
def all_passages(story: str = "whole") -> tuple[Passage, ...]:
    return tuple(passages(whole(story)))


def the(text: str, what: TextOf | None = None, document: dict | None = None) -> Passage:
    """Give the one passage that says this."""
    (found,) = (
        each
        for each in passages(document or whole())
        if each.text == said(text) and (what is None or each.what is what)
    )
    return found


def test_every_kind_of_text_is_met():
    assert {each.what for story in ("whole", "staff meeting") for each in all_passages(story)} == set(TextOf)


@pytest.mark.parametrize("story", ["whole", "crowded", "staff meeting"])
def test_whatever_people_typed_can_be_corrected_and_nothing_else(story: str):
    document = whole(story)
    values = (part for _, found in objects(document) for part in found.values())
    texts = (text for part in values for text in (part if isinstance(part, list) else [part]))
    typed = {text for text in texts if isinstance(text, str) and text.startswith(TYPED)}
    message = document["items"][3]["text"]
    closed = {each["title"] for each in document["items"][2]["decisions"] if not each["open"]}
    objections = {each["text"] for each in document["objections"]}
    can = {each.text for each in all_passages(story)}
    assert typed - can == ({message} & typed) | closed | objections
    # What a follow-up group is for comes prefilled, and what the check before start leaves to be cleared up.
    prefilled = {each.what for each in all_passages(story) if each.text not in typed}
    assert prefilled <= {TextOf.MANDATE, TextOf.PILOT_CONDITION}


def test_each_has_a_name_of_its_own():
    for story in ("whole", "crowded", "staff meeting", "corrected"):
        ids = [each.id for each in all_passages(story)]
        assert len(set(ids)) == len(ids)


def test_names_hold_nothing_that_was_typed():
    assert not any(TYPED in each.id for each in all_passages())


def test_what_people_gathered_can_be_taken_out_and_what_a_side_stands_by_cannot():
    assert {each.what for each in all_passages() if each.may_go} <= TAKEN_OUT
    assert {each.what for each in all_passages() if not each.may_go}.isdisjoint(TAKEN_OUT)


def test_a_title_is_short_and_any_other_text_may_be_long():
    assert {each.what for each in all_passages() if each.max_chars == TITLE_CHARS} == SHORT
    assert {each.max_chars for each in all_passages()} == {80, MAX_CHARS}


def test_a_text_knows_what_it_stands_under_and_whose_it_is():
    title = whole()["items"][1]["title"]
    concern = the("Tempoet stiger")
    assert (concern.what, concern.item, concern.under, concern.side) == (TextOf.CONCERN, title, said("Tempo"), None)
    missing = the("Natholdet")
    assert (missing.what, missing.item, missing.under, missing.side) == (TextOf.MISSING, title, "", Side.EMPLOYEES)
    remark = the("Bemærkning om Kørelister")
    assert (remark.what, remark.under, remark.side) == (TextOf.REMARK, said("Kørelister"), Side.EMPLOYEES)
    assert the("Forbehold mod Notater").side is Side.EMPLOYEES
    assert the("Vi vil prøve").side is Side.MANAGEMENT
    assert the("Notater prøves i ét team").side is None


def test_an_own_card_without_a_source_has_none_to_correct():
    document = json.loads(json.dumps(whole()))
    document["items"][0]["cards"][-1]["source"] = ""
    cards = [each for each in passages(document) if each.what in {TextOf.CARD_TITLE, TextOf.CARD_SOURCE}]
    assert [(each.what, each.text) for each in cards] == [(TextOf.CARD_TITLE, said("Vores kort"))]


def test_closed_decisions_are_known_and_their_titles_stay():
    closed = [each for each in all_passages() if each.closed]
    assert {each.under for each in closed} == {said("Løn")}
    assert TextOf.TITLE not in {each.what for each in closed}
    assert {TextOf.GROUND, TextOf.WORDING, TextOf.TO_COMMITTEE, TextOf.RESERVATION} <= {each.what for each in closed}


def test_a_guideline_is_adopted_and_a_discussion_is_not():
    adopts = {each.under: each.adopts for each in all_passages() if each.what is TextOf.WORDING}
    assert {title for title, found in adopts.items() if found} == {said("Rene linjer")}


# --- Another text in its place


def differing(one: object, other: object, where: str = "") -> list[str]:
    """Give the ways to everything that differs between two documents."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [way for key in one for way in differing(one[key], other[key], f"{where}/{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [way for n in range(len(one)) for way in differing(one[n], other[n], f"{where}/{n}")]
    return [] if one == other else [where]


def test_each_text_is_changed_alone_and_the_document_fits_the_schema():
    schema = json.loads(files("dialogs").joinpath("minutes.schema.json").read_text(encoding="utf-8"))
    check = jsonschema.Draft202012Validator(schema)
    document = whole()
    before = json.dumps(document)
    for each in all_passages():
        # It sorts where the old one stood, so that nothing else moves.
        after = corrected(document, each, f"{each.text} igen")
        assert differing(document, after) == ["/" + "/".join(map(str, each.where))]
        assert list(check.iter_errors(after)) == []
        if each.may_go:
            gone = corrected(document, each, "")
            assert f'"{each.text}"' not in json.dumps(gone["items"][each.where[1]], ensure_ascii=False)
            assert list(check.iter_errors(gone)) == []
    assert json.dumps(document) == before


def test_gathered_texts_stand_sorted_and_each_once_whatever_was_corrected():
    document = json.loads(json.dumps(whole()))
    document["items"][0]["uses"] = [said("b"), said("c"), said("d")]
    assert corrected(document, the("b", document=document), said("z"))["items"][0]["uses"] == [
        said("c"),
        said("d"),
        said("z"),
    ]
    assert corrected(document, the("b", document=document), said("d"))["items"][0]["uses"] == [said("c"), said("d")]
    assert corrected(document, the("c", document=document), "")["items"][0]["uses"] == [said("b"), said("d")]


def themed(*themes: tuple[str | None, list[str]]) -> dict:
    document = json.loads(json.dumps(whole()))
    document["items"][1]["themes"] = [
        {"theme": name, "opportunities": [], "concerns": texts, "conditions": [], "suggestions": []}
        for name, texts in themes
    ]
    return document


def themes_of(document: dict) -> list[tuple[str | None, list[str]]]:
    return [(theme["theme"], theme["concerns"]) for theme in document["items"][1]["themes"]]


def test_a_theme_that_gets_the_name_of_another_becomes_one_with_it():
    document = themed((said("A"), [said("1"), said("3")]), (said("B"), [said("2"), said("3")]), (None, [said("4")]))
    after = corrected(document, the("B", document=document), said("A"))
    assert themes_of(after) == [(said("A"), [said("1"), said("2"), said("3")]), (None, [said("4")])]


def test_themes_stand_by_name_and_those_without_one_last():
    document = themed((said("A"), [said("1")]), (said("B"), [said("2")]), (None, [said("3")]))
    after = corrected(document, the("A", document=document), said("C"))
    assert [name for name, _ in themes_of(after)] == [said("B"), said("C"), None]


def test_a_theme_without_a_text_is_gone():
    document = themed((said("A"), [said("1")]), (None, [said("3")]))
    assert themes_of(corrected(document, the("1", document=document), "")) == [(None, [said("3")])]


def test_the_same_text_under_two_themes_is_two_texts():
    document = themed((said("A"), [said("1")]), (said("B"), [said("1")]))
    one, other = (each for each in passages(document) if each.text == said("1"))
    assert one.id != other.id
    assert themes_of(corrected(document, other, said("2"))) == [(said("A"), [said("1")]), (said("B"), [said("2")])]


def test_a_text_keeps_its_name_when_others_before_it_come_or_go():
    document = whole()
    concern = the("Tempoet stiger")
    document["items"][1]["themes"].insert(
        0,
        {
            "theme": said("A"),
            "concerns": [said("1")],
            **{group: [] for group in ("opportunities", "conditions", "suggestions")},
        },
    )
    assert the("Tempoet stiger", document=document).id == concern.id
    assert the("Tempoet stiger", document=document).where != concern.where
