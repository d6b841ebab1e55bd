"""Options in a list: short enough for every channel."""

from dialogs.forms import Option
from dialogs.model.people import Person
from dialogs.wording.letters import clip_words

# An option is short on every channel (75 characters in Block Kit).
OPTION_CHARS = 70
# A list holds no more anywhere (100 in Block Kit).
MOST_OPTIONS = 100


def a_text(key: str, text: str) -> Option:
    """Give a text as an option: on one line, with a mark where something is left out."""
    return Option(key, clip_words(" ".join(text.split()), OPTION_CHARS))


def somebody(person: Person) -> Option:
    """Give a person as an option."""
    return a_text(person.id, person.name)
