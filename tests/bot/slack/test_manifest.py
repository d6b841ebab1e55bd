"""The app as Slack is told to make it: valid, and with the scope of every event and method that we use."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from bot.platforms.slack import visits
from bot.platforms.slack.app import PATH
from bot.platforms.slack.oauth import BACK, SCOPES
from tests.conftest import LEFT_OUT
from tests.fakes.slack import server

ROOT = Path(__file__).parents[3]
SCHEMA = ROOT.parent / "shared/schemas/slack-manifest-2.0.0.schema.json"
MANIFEST = YAML(typ="safe").load((ROOT / "deploy/slack/manifest.yaml").read_text(encoding="utf-8"))
# docs.slack.dev/reference/events and /reference/methods, "Required scopes".
OF_EVENTS = {
    "app_home_opened": set(),
    "app_uninstalled": set(),
    "tokens_revoked": set(),
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "message.im": {"im:history"},
}
OF_METHODS = {
    "chat.delete": {"chat:write"},
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    # A post of which nobody knows whether it arrived is looked for where it was going.
    "conversations.history": {"channels:history", "groups:history", "im:history"},
    "conversations.members": {"channels:read", "groups:read"},
    "conversations.open": {"im:write"},
    "oauth.v2.access": set(),
    "auth.test": set(),
    "users.conversations": {"channels:read", "groups:read"},
    "users.info": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}
SCOPES_ASKED = set(MANIFEST["oauth_config"]["scopes"]["bot"])


def methods_called() -> set[str]:
    """Give every method that stands in our code."""
    source = "".join(path.read_text() for path in (ROOT / "bot/platforms/slack").glob("*.py"))
    return set(re.findall(r'"((?:auth|chat|conversations|oauth|users|views)(?:\.[a-z0-9A-Z]+)+)"', source))


def test_the_manifest_is_valid():
    if not SCHEMA.exists():
        pytest.skip(f"{LEFT_OUT}there is no {SCHEMA.name} beside the checkout, in ../shared/schemas")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert [fault.message for fault in jsonschema.Draft7Validator(schema).iter_errors(MANIFEST)] == []


def test_every_event_and_every_method_has_its_scope_and_no_scope_is_asked_for_nothing():
    events = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
    assert events <= OF_EVENTS.keys()
    assert methods_called() <= OF_METHODS.keys()
    needed = {scope for event in events for scope in OF_EVENTS[event]}
    needed |= {scope for method in methods_called() for scope in OF_METHODS[method]}
    assert needed | {"commands"} == SCOPES_ASKED


def test_installing_asks_for_the_same_scopes():
    assert set(SCOPES) == SCOPES_ASKED


def test_the_slack_of_our_tests_grants_no_more():
    assert server.GRANTED == SCOPES_ASKED
    assert methods_called() <= server.SCOPES.keys()


def test_slack_is_told_where_we_listen():
    settings = MANIFEST["settings"]
    (command,) = MANIFEST["features"]["slash_commands"]
    found = {settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"], command["url"]}
    assert found == {f"https://medmakker.example.dk{PATH}"}
    assert MANIFEST["oauth_config"]["redirect_urls"] == [f"https://medmakker.example.dk{BACK}"]


def test_every_shortcut_leads_somewhere():
    callbacks = {each["callback_id"] for each in MANIFEST["features"]["shortcuts"]}
    assert callbacks == {visits.PROPOSE, visits.PROPOSE_MESSAGE}


def test_text_after_the_command_comes_as_it_was_typed():
    (command,) = MANIFEST["features"]["slash_commands"]
    assert command["should_escape"] is False
