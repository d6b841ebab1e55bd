"""HTML with gaps. What goes into a gap is escaped, unless it is HTML already.

`Markup.format` does the same and is nearly ten times as slow, and drawing is where a page's time goes.
"""

from collections.abc import Iterable
from functools import lru_cache
from string import Formatter

from markupsafe import Markup, escape


class Html:
    """A piece of HTML with gaps written `{}` or `{name}`."""

    __slots__ = ("_pieces",)

    def __init__(self, text: str) -> None:
        """Read the gaps. The text is ours; what people typed only ever comes into a gap."""
        self._pieces = _pieces(text)

    def format(self, *values: object, **named: object) -> Markup:
        """Fill the gaps, those without a name in order."""
        rest = iter(values)
        filled: list[str] = []
        for literal, name in self._pieces:
            filled.append(literal)
            if name is not None:
                value = named[name] if name else next(rest)
                # `escape` would give HTML back as it is, after three calls.
                filled.append(value if type(value) is Markup else escape(value))
        # Every value went through `escape` or is HTML, and every literal is ours.
        return Markup("".join(filled))  # noqa: S704


def together(parts: Iterable[Markup]) -> Markup:
    """Give pieces of HTML side by side. `Markup.join` does the same and looks at each of them anew."""
    return Markup("".join(parts))  # noqa: S704 - only HTML comes in, which the type checker holds


@lru_cache
def _pieces(text: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(text))
