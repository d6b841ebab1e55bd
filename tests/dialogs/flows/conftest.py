"""A pilot that is followed, for whoever asks for it."""

from dataclasses import replace

import pytest

from bot.calendar_days import free_days
from tests.dialogs.flows.play import Play
from tests.dialogs.flows.stories import by_title, frame


@pytest.fixture
def play() -> Play:
    """Give a meeting that is over and signed. It chose "Notater", which starts on 4 January 2027."""
    play = frame("minutes out").play()
    play.organisation = replace(play.organisation, free_days=free_days())
    return play


@pytest.fixture
def on(play: Play) -> str:
    return by_title(play)["Notater"]
