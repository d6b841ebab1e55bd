"""Two proposals are alike when tool and core task are, however people wrote them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.flows.elsewhere import alike
from dialogs.model.pilots import ShortForm

NOTES = ShortForm(tool="Tale til tekst i Journalen", core_task="Dokumentation af besøg")
texts = st.text(max_size=30)


@pytest.mark.parametrize(
    ("tool", "core_task", "same"),
    [
        ("tale til TEKST, i journalen.", "dokumentation af besøg", True),
        ("Tekst fra tale (Journalen)", "Besøg og dokumentation", True),
        ("Tale til tekst i Journalen", "Vagtplaner", False),
        ("Chatrobot", "Dokumentation af besøg", False),
        ("", "Dokumentation af besøg", False),
        ("Tale til tekst i Journalen", "", False),
    ],
)
def test_what_is_the_same_work_with_the_same_tool(tool: str, core_task: str, same: bool):
    assert alike(NOTES, replace(NOTES, tool=tool, core_task=core_task)) is same


@given(texts, texts, texts, texts)
def test_it_does_not_matter_who_came_first(one: str, two: str, three: str, four: str):
    first, second = ShortForm(tool=one, core_task=two), ShortForm(tool=three, core_task=four)
    assert alike(first, second) is alike(second, first)
