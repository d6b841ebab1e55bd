"""The accessibility statement tells what the settings say, and what is missing where they say nothing."""

from datetime import date

import pytest

from dialogs.accessibility import statement_cards
from dialogs.flows.minutes_lines import as_text
from dialogs.model.statement import Compliance, Statement
from dialogs.wording import wording

WHOLE = Statement(
    "Lindely Kommune", "web@lindely.dk", Compliance.FULL, date(2027, 1, 12), "https://was.example/lindely"
)


def told(found: Statement, language: str = "da") -> str:
    cards = statement_cards(found, wording(language))
    return "\n".join(as_text(str(card.title[0]), card.body) for card in cards)


def test_who_answers_for_it_and_where_to_write_stand_in_it():
    text = told(WHOLE)
    for part in ("Lindely Kommune", "Skriv til web@lindely.dk.", "12. januar 2027", "https://was.example/lindely",
                 "Digitaliseringsstyrelsen"):  # fmt: skip
        assert part in text
    assert "ikke udfyldt" not in text


def test_without_settings_it_says_that_nobody_filled_it_in_and_where_to_turn():
    text = told(Statement())
    assert "har ikke udfyldt erklæringen endnu" in text
    assert "mødets sekretær" in text
    assert "Myndighed:" not in text


@pytest.mark.parametrize("how", Compliance)
@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_hard_to_use_is_told_unless_all_is_met(how: Compliance, language: str):
    words = wording(language)
    text = told(Statement(compliance=how), language)
    assert words.compliance(how) in text
    assert (words.statement_limits[0] in text) is (how is not Compliance.FULL)
