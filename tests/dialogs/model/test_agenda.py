"""Agendas as data."""

import pytest

from dialogs.model.agenda import Phase
from tests.dialogs.room import MED_AI


def test_an_agenda_is_as_long_as_its_items_together():
    assert MED_AI.minutes == 120


def test_phases_follow_each_other():
    assert [MED_AI.after(phase) for phase in Phase] == [*list(Phase)[1:], None]
    assert [MED_AI.before(phase) for phase in Phase] == [None, *list(Phase)[:-1]]


def test_an_item_is_found_by_its_phase():
    assert MED_AI.item(Phase.PILOTS).title == "Pilotforsøg"


def test_a_phase_that_is_not_on_the_agenda_is_not_found():
    from dataclasses import replace

    shorter = replace(MED_AI, items=MED_AI.items[:2])
    with pytest.raises(KeyError, match="pilots"):
        shorter.item(Phase.PILOTS)
