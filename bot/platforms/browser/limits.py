"""What a browser can take, as a table of figures with their sources. Other platforms have a table of the same shape."""

from collections.abc import Mapping
from types import MappingProxyType

LIMITS: Mapping[str, int] = MappingProxyType(
    {
        # A text as it is kept. A field never has `maxlength`: browsers cut pasted text without a word.
        # The server says what is too long and keeps it.
        "text_chars": 3_000,
        # Up to so many options are all in sight as radio buttons; more become a list to open. Our own choice:
        # seven rows of 44 pixels are half of a phone's screen of 640.
        "radio_options": 7,
        # A million characters in one field must be answered in words. Percent-encoding writes a character beyond the
        # basic plane as twelve bytes (URL Standard, "application/x-www-form-urlencoded serializing").
        "form_bytes": 16_000_000,
        # Over HTTP/1.1 a browser opens six connections to one address for all its tabs together, and an event stream
        # holds one of them (MDN, "EventSource"). Therefore a tab that nobody looks at gives its stream back.
        "streams_per_browser": 6,
        # What a tab remembers over a reload (MDN, "Storage quotas and eviction criteria": 5 MiB of session storage).
        "kept_bytes": 5 * 1024 * 1024,
    }
)
