"""What people ask for in words."""

import pytest

from dialogs.commands import Command, Topic, read
from dialogs.wording import wording


@pytest.mark.parametrize(
    ("text", "topic", "language"),
    [
        ("hjælp", Topic.HELP, "da"),
        ("help", Topic.HELP, "en"),
        ("?", Topic.HELP, "da"),
        ("møder", Topic.MEETINGS, "da"),
        ("Moeder", Topic.MEETINGS, "da"),
        ("MØDER!", Topic.MEETINGS, "da"),
        ("meetings", Topic.MEETINGS, "en"),
        ("opgaver", Topic.TASKS, "da"),
        ("tasks", Topic.TASKS, "en"),
        ("forslag", Topic.PROPOSAL, "da"),
        ("proposal", Topic.PROPOSAL, "en"),
        ("beslutninger", Topic.DECISIONS, "da"),
        ("decisions.", Topic.DECISIONS, "en"),
        ("/sprog", Topic.LANGUAGE, "da"),
        ("language", Topic.LANGUAGE, "en"),
        ("opret", Topic.FOUND, "da"),
        ("setup", Topic.FOUND, "en"),
        ("overblik", Topic.OVERVIEW, "da"),
        ("overview", Topic.OVERVIEW, "en"),
    ],
)
def test_a_word_in_either_language_is_understood(text: str, topic: Topic, language: str):
    assert read(text, "da") == Command(topic, language)
    assert read(f"  {text} ", "en").topic is topic


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_at_all_asks_for_the_overview(text: str):
    assert read(text, "en") == Command(Topic.OVERVIEW, "en")


def test_a_word_that_both_languages_have_is_read_in_ones_own():
    assert read("start", "da").language == "da"
    assert read("start", "en").language == "en"


def test_what_follows_a_word_is_kept_as_it_was_typed():
    assert read("forslag Skriv  Notater", "da").rest == "Skriv  Notater"
    assert read("proposal\nTwo lines\nof it", "da") == Command(Topic.PROPOSAL, "en", "Two lines\nof it")


@pytest.mark.parametrize(
    ("text", "code"),
    [("sprog engelsk", "en"), ("sprog English", "en"), ("language dansk.", "da"), ("sprog svensk", ""), ("sprog", "")],
)
def test_a_language_is_known_by_either_name(text: str, code: str):
    found = read(text, "da")
    assert (found.topic, found.rest) == (Topic.LANGUAGE, code)


@pytest.mark.parametrize("text", ["bananer", "hjælpe mig", "mødermøder", "<script>", "💥", "x" * 5000, "\x00\x00a"])
def test_a_word_nobody_knows_is_none_and_never_a_fault(text: str):
    assert read(text, "da") == Command(None, "da")


@pytest.mark.parametrize("text", ["...", "!", "»«", "/"])
def test_signs_alone_ask_for_help(text: str):
    assert read(text, "da") == Command(Topic.HELP, "da")


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_can_be_said_is_understood_as_it_is_written(language: str):
    words = wording(language)
    for topic in Topic:
        assert read(words.topic(topic).split(" – ")[0], language) == Command(topic, language)
