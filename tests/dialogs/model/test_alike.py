"""Which earlier pilots a proposal is like, by the words people wrote."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.model import alike
from dialogs.model.alike import EarlierPilot
from dialogs.model.ids import ProposalId

NOTES = EarlierPilot(
    ProposalId("notes"),
    "Oplæsning af notater",
    "Tale til tekst",
    "Dokumentation i hjemmeplejen",
    "Lokal-MED Syd",
    "stopped",
    date(2026, 3, 1),
)


def found(title: str, tool: str, task: str, *known: EarlierPilot) -> list[str]:
    return [each.id for each in alike.closest(title, tool, task, known or (NOTES,))]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Breve til borgerne", "Borgernes brev", True),
        ("breve", "BREVE!", True),
        ("Tale til tekst", "tekst, tale", True),
        ("Ruter med faste adresser", "Kørelister", False),
        ("Det værktøj, vi har", "Det værktøj, vi har", False),
        ("", "", False),
        ("", "Breve", False),
        ("AI", "AI", False),
        ("GPS", "gps i bilerne", True),
        ("Vagtplan 2026", "Møder 2026", True),
        ("Ugeplan for dagvagter og nattevagter", "Ugeplan", True),
    ],
)
def test_two_texts_are_the_same_where_half_the_words_of_the_shorter_are_in_the_other(one, other, same):
    assert alike.same(one, other) is same
    assert alike.same(other, one) is same


@pytest.mark.parametrize(
    ("title", "tool", "task", "is_like"),
    [
        ("Noget helt andet", "Tale til tekst", "Dokumentation", True),
        ("Oplæsning af notat", "Et andet program", "Dokumentationen", True),
        ("Oplæsning", "Tekst og tale", "Madlavning", True),
        ("Noget helt andet", "Tale til tekst", "Madlavning", False),
        ("Oplæsning af notater", "Kamera", "Madlavning", False),
        ("Noget helt andet", "Kamera", "Dokumentation", False),
        ("", "", "", False),
    ],
)
def test_alike_is_what_is_the_same_in_two_of_title_tool_and_task(title, tool, task, is_like):
    assert found(title, tool, task) == (["notes"] if is_like else [])


def test_what_is_most_alike_comes_first_then_what_is_newest_and_three_are_enough():
    close = replace(NOTES, id="close")
    old = replace(NOTES, id="old", title="Andet", decided_on=None)
    new = replace(NOTES, id="new", title="Andet", decided_on=date(2026, 5, 1))
    more = replace(NOTES, id="more", title="Andet", decided_on=date(2026, 4, 1))
    assert found(NOTES.title, NOTES.tool, NOTES.core_task, old, more, new, close) == ["close", "new", "more"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_has_no_order_and_takes_any_text(one: str, other: str):
    assert alike.same(one, other) is alike.same(other, one)
    assert alike.same(one, one) is bool(alike.words(one))
