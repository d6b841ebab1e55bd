"""What people ask for in words, in either language and however it is spelled."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dialogs.content.values import Language
from dialogs.model.texts import normalise


class Topic(StrEnum):
    """What can be asked for."""

    OVERVIEW = "overview"
    MEETINGS = "meetings"
    TASKS = "tasks"
    PROPOSAL = "proposal"
    DECISIONS = "decisions"
    LANGUAGE = "language"
    FOUND = "found"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody asks for.

    Attributes:
        topic: what it is, or None when nobody knows the word.
        language: the one that the word belongs to, so that the answer is in it.
        rest: what stands after the word, such as the text of a proposal. For a language it is its code, or nothing.
    """

    topic: Topic | None
    language: str
    rest: str = ""


_DANISH = {
    Topic.OVERVIEW: "overblik oversigt hjem start",
    Topic.MEETINGS: "møder møde",
    Topic.TASKS: "opgaver opgave venter",
    Topic.PROPOSAL: "forslag foreslå idé pilotforsøg",
    Topic.DECISIONS: "beslutninger beslutning",
    Topic.LANGUAGE: "sprog",
    Topic.FOUND: "opret opsætning",
    Topic.HELP: "hjælp hej ?",
}
_ENGLISH = {
    Topic.OVERVIEW: "overview home start",
    Topic.MEETINGS: "meetings meeting",
    Topic.TASKS: "tasks task",
    Topic.PROPOSAL: "proposal proposals propose idea pilot",
    Topic.DECISIONS: "decisions decision",
    Topic.LANGUAGE: "language",
    Topic.FOUND: "setup found",
    Topic.HELP: "help hello hi ?",
}
_NAMES = {
    Language.DA: "dansk danish da",
    Language.EN: "engelsk english en",
}


def _folded(word: str) -> str:
    """Give what two spellings of one word have in common."""
    letters = word.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa").replace("é", "e")
    return letters.strip("/.,:;!\"'»«")


def _known(words: Mapping[Topic, str]) -> Mapping[str, Topic]:
    return {_folded(word): topic for topic, many in words.items() for word in many.split()}


_BY_LANGUAGE: Mapping[str, Mapping[str, Topic]] = {Language.DA: _known(_DANISH), Language.EN: _known(_ENGLISH)}
_LANGUAGES = {_folded(name): language for language, names in _NAMES.items() for name in names.split()}


def read(text: str, language: str) -> Command:
    """Read what somebody wrote. Nothing at all asks for the overview.

    Args:
        text: what was written after the command, or in the personal chat.
        language: whose words are tried first, and the answer's where the word tells nothing.
    """
    # A line end parts the word from what follows just as well.
    first, rest = (*normalise(text).split(maxsplit=1), "", "")[:2]
    word = _folded(first)
    if not word:
        return Command(Topic.HELP if first else Topic.OVERVIEW, language)
    for tried in sorted(_BY_LANGUAGE, key=lambda each: each != language):
        topic = _BY_LANGUAGE[tried].get(word)
        if topic is Topic.LANGUAGE:
            return Command(topic, tried, _LANGUAGES.get(_folded(rest), ""))
        if topic:
            return Command(topic, tried, rest.strip())
    return Command(None, language)
