"""The code on the room's screen that leads to the door."""

from functools import lru_cache
from io import BytesIO

import segno
from markupsafe import Markup

from bot.patterns import Html
from bot.platforms.browser.plain import PlainWords


@lru_cache(maxsize=64)
def picture_of(address: str) -> bytes:
    """Give an address as a square code (SVG), read even when 15 % of it is hidden, with the margin of the norm (4)."""
    picture = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(picture, kind="svg", xmldecl=False, scale=8, border=4, dark="#000", light="#fff", omitsize=True)
    return picture.getvalue()


def code_html(size: str, picture: str, words: PlainWords) -> Markup:
    """Show the code `small`, `medium` or `large`, as the style sheet lays it out; `picture` is the address it is at."""
    return Html('<figure class="code" data-size="{}"><img src="{}" alt="{}">{}</figure>').format(
        size,
        picture,
        words.code_picture,
        "" if size == "small" else Html("<figcaption>{}</figcaption>").format(words.code_help),
    )
