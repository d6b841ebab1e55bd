"""A house in a Teams of our own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.teams.house import InTeams, in_teams


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[InTeams]:
    async with in_teams(tmp_path) as teams:
        yield teams
