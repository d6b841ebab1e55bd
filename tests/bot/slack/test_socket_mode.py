"""A server that cannot be reached from outside hears Slack by a socket that it opens itself."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.bot.slack.conftest import Office, opened_office
from tests.fakes.slack.hands import Sent

SOON_S = 5


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with opened_office(tmp_path, slack_signing_secret="", slack_app_token="xapp-1") as made:
        await asyncio.wait_for(made.slack.connected.wait(), SOON_S)
        yield made


def inside(sent: Sent) -> dict[str, Any]:
    """Give what Slack puts into an envelope."""
    found: dict[str, Any] = json.loads(parse_qs(sent.body.decode())["payload"][0])
    return found


async def acknowledged(office: Office, envelope: str) -> dict[str, Any] | None:
    while envelope not in office.slack.acknowledged:
        office.slack.heard.clear()
        await asyncio.wait_for(office.slack.heard.wait(), SOON_S)
    await office.answered()
    return office.slack.acknowledged[envelope]


def press_of(office: Office, who: str, user: str) -> dict[str, Any]:
    place = office.direct(who)
    return inside(office.hands.press(user, place, *office.button(place, "Jeg er her")))


async def test_what_comes_by_the_socket_is_done_and_acknowledged(office: Office):
    envelope = await office.slack.deliver("interactive", press_of(office, "ole", "UO"))
    assert not await acknowledged(office, envelope)
    assert (await office.fake.state()).is_here("ole")  # type: ignore[arg-type]


async def test_the_answer_to_a_form_goes_back_with_the_acknowledgement(office: Office):
    await office.fake.all_arrive("marianne", "ole", "sanne")
    await office.fake.start()
    await office.show()
    place = office.direct("ole")
    press = inside(office.hands.press("UO", place, *office.button(place, "Skriv bidraget")))
    await acknowledged(office, await office.slack.deliver("interactive", press))
    view = office.slack.open_view("UO")
    assert view
    office.fill(view, text="Min kollega 010190-1234 mener")
    answer = await acknowledged(office, await office.slack.deliver("interactive", inside(office.hands.submit(view))))
    assert answer
    assert answer["response_action"] == "errors"


async def test_the_same_envelope_again_changes_nothing(office: Office):
    payload = press_of(office, "ole", "UO")
    for _ in range(2):
        await acknowledged(office, await office.slack.deliver("interactive", payload))
    assert len(office.fake.changed) == 1


async def test_what_could_not_be_kept_is_not_acknowledged_so_that_it_comes_again(office: Office):
    payload = press_of(office, "ole", "UO")
    await office.fake.house.store.close()
    lost = await office.slack.deliver("interactive", payload)
    hello = {"command": "/med", "team_id": "T9", "user_id": "U", "text": "", "channel_id": "C1", "trigger_id": "1"}
    after = await office.slack.deliver("slash_commands", hello)
    await acknowledged(office, after)
    assert lost not in office.slack.acknowledged


async def test_nothing_listens_for_slack_from_outside(office: Office):
    assert (await office.phones.post("/slack/events", b"{}", {})).status == 404
