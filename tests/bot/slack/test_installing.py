"""Installing in several workspaces by way of Slack's page of consent, and being removed again."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.fernet import Fernet

from tests.bot.slack.conftest import Office, opened_office, side

KEY = Fernet.generate_key().decode()
SEVERAL = {
    "slack_bot_token": "",
    "slack_client_id": "11.22",
    "slack_client_secret": "hush",
    "slack_token_keys": KEY,
    "slack_workspaces": "T1, T2",
}
GIVEN = {
    "access_token": "xoxb-given",
    "token_type": "bot",
    "bot_user_id": "UBOT",
    "team": {"id": "T1", "name": "Nord"},
    "enterprise": None,
    "is_enterprise_install": False,
}


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with opened_office(tmp_path, **SEVERAL) as made:
        made.slack.tokens = {"xoxb-given": "T1"}
        yield made


async def consented(office: Office, code: str = "code", **other: str) -> tuple[int, str]:
    """Go to Slack's page of consent and come back with a code; `other` is what is different in the address."""
    async with office.phones.client.get("/slack/install", allow_redirects=False) as away:
        assert away.status == 302
        asked = parse_qs(urlsplit(away.headers["Location"]).query)
        cookie = away.cookies["medmakker_slack_state"].value
    office.phones.client.session.cookie_jar.clear()
    query = {"code": code, "state": asked["state"][0], **other}
    headers = {"Cookie": f"medmakker_slack_state={query.pop('cookie', cookie)}"}
    async with office.phones.client.get("/slack/oauth_redirect", params=query, headers=headers) as back:
        return back.status, await back.text()


async def hello(office: Office) -> str:
    """Use the command as somebody in the workspace, and give what came back."""
    return (await office.send(office.hands.command("UO", "hjælp"))).text


async def test_a_workspace_on_the_list_is_let_in_and_its_people_can_act_at_once(office: Office):
    assert "ikke sat op her" in await hello(office)
    office.slack.codes["code"] = GIVEN
    assert await consented(office) == (200, "Medmakker er sat op. Du kan lukke vinduet.")
    assert "Om Medmakker" in await hello(office)


async def test_a_workspace_that_is_not_on_the_list_is_kept_out(office: Office):
    office.slack.codes["code"] = {**GIVEN, "team": {"id": "T9"}}
    status, text = await consented(office)
    assert (status, "må ikke sættes op" in text) == (403, True)


async def test_an_organisation_is_known_by_its_own_id(office: Office):
    office.slack.codes["code"] = {**GIVEN, "team": None, "enterprise": {"id": "T2"}, "is_enterprise_install": True}
    assert (await consented(office))[0] == 200
    assert await side(office.fake)._tokens.of("T1") is None
    assert await side(office.fake)._tokens.of("T2")


@pytest.mark.parametrize(
    "other",
    [{"state": "x"}, {"state": "a.1.b"}, {"state": "æ.٣.b"}, {"cookie": "other"}, {"cookie": ""}, {"code": ""}],
)
async def test_who_comes_back_with_something_made_up_gets_nothing(office: Office, other: dict[str, str]):
    office.slack.codes["code"] = GIVEN
    assert (await consented(office, **other))[0] == 400
    assert "code" in office.slack.codes


async def test_a_consent_is_good_for_ten_minutes_and_a_code_for_one_use(office: Office):
    office.slack.codes["code"] = GIVEN
    async with office.phones.client.get("/slack/install", allow_redirects=False) as away:
        state = away.cookies["medmakker_slack_state"].value
    office.fake.wall.later(minutes=11)
    headers, query = {"Cookie": f"medmakker_slack_state={state}"}, {"code": "code", "state": state}
    async with office.phones.client.get("/slack/oauth_redirect", params=query, headers=headers) as back:
        assert back.status == 400
    assert (await consented(office))[0] == 200
    assert (await consented(office))[0] == 400


async def test_who_said_no_is_told_how_to_begin_again(office: Office):
    async with office.phones.client.get("/slack/oauth_redirect", params={"error": "access_denied"}) as back:
        assert (back.status, "Begynd forfra" in await back.text()) == (400, True)


@pytest.mark.parametrize("told", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}])
async def test_once_removed_nothing_is_said_and_nothing_is_done_there(office: Office, told: dict[str, object]):
    office.slack.codes["code"] = GIVEN
    await consented(office)
    await office.send(office.hands.event(told))
    assert await side(office.fake)._tokens.of("T1") is None
    assert "ikke sat op her" in await hello(office)


async def test_a_user_s_own_token_that_is_revoked_is_none_of_ours(office: Office):
    office.slack.codes["code"] = GIVEN
    await consented(office)
    await office.send(office.hands.event({"type": "tokens_revoked", "tokens": {"oauth": ["UO"]}}))
    assert await side(office.fake)._tokens.of("T1")
