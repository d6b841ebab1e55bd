"""A mail server on loopback, for whoever asks for one."""

from collections.abc import Iterator

import pytest

from tests.fakes.post_office import OnLoopback, PostOffice, listening_for


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def listening(office: PostOffice) -> Iterator[OnLoopback]:
    with listening_for(office) as controller:
        yield controller
