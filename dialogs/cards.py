"""The closed vocabulary of what a screen can show. Small enough for Adaptive Cards and for Block Kit.

Every renderer draws these with `match` and `assert_never`, so that a new element breaks type checking until all
channels draw it. Our own words are `str`. What a person typed is `Said` and can sit only where renderers escape it and
keep its direction to itself.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from dialogs.forms import Field, TextField


@dataclass(frozen=True, slots=True)
class Said:
    """Text that a person typed: never markup, never a mention, never a link."""

    text: str


Inline = str | Said
Line = tuple[Inline, ...]


def line_text(line: Line) -> str:
    """Give a line as text alone, where what a person typed reads like everything else."""
    return "".join(part if isinstance(part, str) else part.text for part in line)


class Tone(StrEnum):
    """What a notice means; the renderer chooses how it looks, and never by colour alone."""

    NEUTRAL = "neutral"
    GOOD = "good"
    WARNING = "warning"
    STOP = "stop"


class Weight(StrEnum):
    """How much a button matters on its screen: at most one main action a card."""

    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a card."""

    text: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, mixed of our words and what people said."""

    text: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short lines."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with values, such as "Til" and "kl. 10.45"."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to notice, with a tone."""

    tone: Tone
    text: Line


@dataclass(frozen=True, slots=True)
class Button:
    """One press. `on` is the id of what it acts on, `seen` the version of that thing on this screen.

    `about` names the thing in words for those who cannot see where the button stands.
    """

    label: str
    action: str
    on: str = ""
    seen: str = ""
    about: Line = ()
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of buttons."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Fields with one button that sends them. `on`, `seen` and `about` are as on a button.

    `folded` says that the form may stay closed behind its label until somebody wants it.
    """

    label: str
    action: str
    fields: tuple[Field, ...]
    on: str = ""
    seen: str = ""
    about: Line = ()
    weight: Weight = Weight.PLAIN
    folded: bool = False

    @property
    def headline(self) -> Line:
        """Give what stands above the fields in a window of their own: what it is about, unless a field holds that."""
        text = line_text(self.about)
        return () if any(isinstance(each, TextField) and text in each.values for each in self.fields) else self.about


Element = Heading | Paragraph | Bullets | Facts | Notice | Buttons | Form


@dataclass(frozen=True, slots=True)
class Card:
    """One screenful with a name that stays the same from version to version, so that it can be updated in place.

    `folded` says that it may stay closed behind its title until somebody wants to read it.
    """

    name: str
    title: Line
    body: tuple[Element, ...] = field(default=())
    folded: bool = False
