"""The few words that only Slack needs: around modals, commands and App Home."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlackWords:
    """One language."""

    read: str
    close: str
    cancel: str
    send: str
    one_more: str
    left_out: str
    answer_title: str


_DA = SlackWords(
    read="Læs",
    close="Luk",
    cancel="Fortryd",
    send="Send",
    one_more="Tilføj en mere",
    left_out="Resten kan ikke være her. Den står på din egen side i browseren.",
    answer_title="Medmakker",
)
_EN = SlackWords(
    read="Read",
    close="Close",
    cancel="Cancel",
    send="Send",
    one_more="Add one more",
    left_out="There is no room for the rest here. It is on your own page in the browser.",
    answer_title="Medmakker",
)
_WORDS = {"da": _DA, "en": _EN}


def slack_words(language: str) -> SlackWords:
    """Give the words in a language, "da" or "en"."""
    return _WORDS[language]
