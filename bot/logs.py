"""Logs: one line each, keys and codes. Nothing that a person typed and no address that opens somebody's page."""

import logging
import re
import sys
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
# What a link holds after /p/ and the like, and what a sign-in service sends somebody back with.
_SECRET = re.compile(r"(/(?:p|room|organisation|join|calendar|register/open)/|[?&](?:code|state)=)[^\s/?&\"']+")


class Discreet(logging.Filter):
    """Covers links in whatever somebody logs."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Cover, and let the line through."""
        text = record.getMessage()
        covered = _SECRET.sub(r"\1…", text)
        if covered != text:
            record.msg, record.args = covered, ()
        return True


class Wordless(logging.Formatter):
    """Writes of a fault where it happened and of which kind it was; its words may be something that a person typed."""

    def formatException(self, ei: ExcInfo) -> str:
        """Give the places, the innermost last, and the kind."""
        kind, _, trace = ei
        return "".join([*traceback.format_tb(trace), kind.__name__ if kind else "no fault"])


def set_up_logs(level: str) -> None:
    """Log to standard error from `level` on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Discreet())
    handler.setFormatter(Wordless("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # The scheduler says every second that it did its work.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
