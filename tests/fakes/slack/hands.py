"""What Slack sends when somebody does something: the payloads as it builds them, signed.

docs.slack.dev/reference/interaction-payloads, /interactivity/implementing-slash-commands, /apis/events-api
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from tests.fakes.slack.rules import Json
from tests.fakes.slack.server import TEAM, Channel, FakeSlack, View

FORM = "application/x-www-form-urlencoded"
CHOICES = {"static_select", "radio_buttons"}
MANY = {"multi_static_select", "checkboxes"}


@dataclass(frozen=True)
class Sent:
    """A request as Slack sends it."""

    body: bytes
    headers: Mapping[str, str]


class Hands:
    """Everybody's hands in one workspace. `now` gives the time that is signed, in whole seconds."""

    def __init__(self, slack: FakeSlack, secret: str, now: int) -> None:
        """Sign with `secret`."""
        self.slack, self._secret, self.now = slack, secret, now

    def press(self, user: str, where: Channel | View | Json, action: Json, block_id: str = "b0") -> Sent:
        """Press a button, or choose from a list (`action` then holds `selected_option`)."""
        number = self.slack.number()
        done = {**action, "block_id": block_id, "action_ts": f"17000.{number:06}"}
        payload = {
            "type": "block_actions",
            **self._who(user),
            "trigger_id": self.slack.trigger(user),
            "actions": [done],
        }
        return self._interactive({**payload, **self._where(user, where)})

    def submit(self, view: View) -> Sent:
        """Send a form as it stands."""
        payload = {"type": "view_submission", **self._who(view.user), "trigger_id": self.slack.trigger(view.user)}
        return self._interactive({**payload, "view": self.view_json(view), "response_urls": []})

    def command(self, user: str, text: str, channel: str = "C1") -> Sent:
        """Use `/med`."""
        fields = {
            "token": "gone",
            "team_id": TEAM,
            "team_domain": "nord",
            "channel_id": channel,
            "channel_name": "med",
            "user_id": user,
            "user_name": "somebody",
            "command": "/med",
            "text": text,
            "api_app_id": "A1",
            "is_enterprise_install": "false",
            "response_url": "https://hooks.slack.example/commands/1",
            "trigger_id": self.slack.trigger(user),
        }
        return self._signed(urlencode(fields).encode(), FORM)

    def shortcut(self, user: str, callback: str, text: str | None = None) -> Sent:
        """Use a shortcut: with a text the one on a message."""
        payload = {**self._who(user), "callback_id": callback, "trigger_id": self.slack.trigger(user)}
        if text is None:
            return self._interactive({"type": "shortcut", **payload, "action_ts": "17000.1"})
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        message = {"type": "message", "user": "U9", "ts": "17000.2", "text": escaped}
        more = {"message": message, "channel": {"id": "C9", "name": "alle"}, "message_ts": "17000.2"}
        return self._interactive({"type": "message_action", **payload, **more})

    def event(self, told: Json, event_id: str = "") -> Sent:
        """Tell an event."""
        body = {
            "token": "gone",
            "team_id": TEAM,
            "api_app_id": "A1",
            "event": {"event_ts": "17000.3", **told},
            "type": "event_callback",
            "event_id": event_id or f"Ev{self.slack.number()}",
            "event_time": self.now,
            "authorizations": [{"team_id": TEAM, "user_id": "UBOT", "is_bot": True, "is_enterprise_install": False}],
        }
        return self._signed(json.dumps(body).encode(), "application/json")

    def signed(self, body: bytes, kind: str = FORM) -> Sent:
        """Sign any bytes."""
        return self._signed(body, kind)

    def view_json(self, view: View) -> Json:
        """Give a view as it comes back, with what stands in its inputs."""
        values: dict[str, dict[str, Json]] = {}
        for block in view.json["blocks"]:
            if block["type"] == "input":
                element = block["element"]
                state = view.state.get(block["block_id"]) or _initial(element)
                values[block["block_id"]] = {element["action_id"]: {"type": element["type"], **state}}
        return {
            **view.json,
            "id": view.id,
            "team_id": TEAM,
            "hash": view.hash,
            "state": {"values": values},
            "root_view_id": view.below or view.id,
            "previous_view_id": view.below or None,
            "app_installed_team_id": TEAM,
        }

    def _who(self, user: str) -> Json:
        return {
            "user": {"id": user, "username": "somebody", "name": "somebody", "team_id": TEAM},
            "team": {"id": TEAM, "domain": "nord"},
            "api_app_id": "A1",
            "token": "gone",
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _where(self, user: str, where: Channel | View | Json) -> Json:
        if isinstance(where, Channel):
            place = {"id": where.id, "name": "directmessage" if where.user else "med"}
            return {"container": {"type": "message", "channel_id": where.id}, "channel": place}
        if isinstance(where, View):
            return {"container": {"type": "view", "view_id": where.id}, "view": self.view_json(where)}
        home = View("VHOME", user, where, "1.hash")
        return {"container": {"type": "view", "view_id": "VHOME"}, "view": self.view_json(home)}

    def _interactive(self, payload: Json) -> Sent:
        return self._signed(urlencode({"payload": json.dumps(payload)}).encode(), FORM)

    def _signed(self, body: bytes, kind: str) -> Sent:
        stamp = str(self.now)
        signature = hmac.new(self._secret.encode(), f"v0:{stamp}:".encode() + body, sha256).hexdigest()
        return Sent(
            body,
            {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signature}", "Content-Type": kind},
        )


def typed(element: Json, values: list[str]) -> Json:
    """Give the state of an input with what somebody typed or chose."""
    kind = element["type"]
    if kind == "plain_text_input":
        return {"value": values[0] if values and values[0] else None}
    if kind == "datepicker":
        return {"selected_date": values[0] if values and values[0] else None}
    options = [option for option in element["options"] if option["value"] in {value or "-" for value in values}]
    if kind in MANY:
        return {"selected_options": options}
    return {"selected_option": options[0] if options else None}


def _initial(element: Json) -> dict[str, Any]:
    kind = element["type"]
    if kind == "plain_text_input":
        return {"value": element.get("initial_value")}
    if kind == "datepicker":
        return {"selected_date": element.get("initial_date")}
    if kind in MANY:
        return {"selected_options": element.get("initial_options", [])}
    return {"selected_option": element.get("initial_option")}
