"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from typing import NoReturn

import pytest
from hypothesis import settings

from tests import databases, once, postgres

LEFT_OUT = "Left out: "
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
HOW_TO_GET_CHROMIUM = "there is no Chromium. On Debian: apt-get install chromium fonts-liberation"

# What takes longest, each in one piece.
LONGEST = ("test_types_hold", "test_a_meeting_is_taken_through_by_keyboard_alone")

# A slow machine is no fault of what is tested.
settings.register_profile("patient", parent=settings(), deadline=None)
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that at the end no worker waits for another."""
    items.sort(key=lambda item: (not item.name.startswith(LONGEST), item.get_closest_marker("no_cover") is None))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Keep what tests share apart by whether coverage counts them."""
    once.begin(item.get_closest_marker("no_cover") is None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of a Chromium to drive. Without one the test is left out, except in CI, where it fails."""
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    return leave_out(HOW_TO_GET_CHROMIUM)


def leave_out(how_to_get: str) -> NoReturn:
    """Leave a test out, except in CI, where it fails."""
    if os.environ.get("CI") == "true":  # noqa: TID251 - the tests' own switch, no setting of the product
        pytest.fail(how_to_get)
    pytest.skip(LEFT_OUT + how_to_get)


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """Give a running PostgreSQL server. Without one the test is left out, except in CI, where it fails."""
    programs = postgres.binaries()
    if programs is None:
        leave_out(postgres.HOW_TO_GET)
    with postgres.running(programs) as made:
        yield made


@pytest.fixture(params=databases.EITHER)
def kind(request: pytest.FixtureRequest) -> Iterator[databases.Kind]:
    """Have the test run on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield databases.Files()
        return
    with databases.on_server(request.getfixturevalue("server")) as made:
        yield made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was left out, test by test, and how to get it."""
    left_out: dict[str, list[str]] = {}
    for report in terminalreporter.getreports("skipped"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        _, found, what = reason.partition(LEFT_OUT)
        if found:
            left_out.setdefault(what, []).append(report.nodeid)
    for what, tests in left_out.items():
        terminalreporter.section("LEFT OUT, NOT TESTED", sep="!", yellow=True, bold=True)
        terminalreporter.line(f"{len(tests)} tests were left out: {what}", yellow=True)
        for test in tests:
            terminalreporter.line(f"  {test}")
