"""A committee is set up in the channel where it meets, by forms one after the other; then who comes and goes counts."""

import json
from typing import Any

import pytest

from bot.platforms.slack import setting_up
from bot.platforms.slack.sender import conversation_of
from dialogs.model.ids import PersonId
from dialogs.model.people import Role
from dialogs.outbound import Place
from storage import chats
from storage.committees import read_committee
from tests.bot.slack.conftest import USERS, Office
from tests.fakes.slack.hands import typed
from tests.fakes.slack.server import TEAM, Failure, View
from tests.rehearsal.slack_pages import lines_of

NEW = {"UA": "Anne Holm", "UB": "Bo Lund", "UC": "Carla Moe"}


def channel_of_strangers(office: Office) -> None:
    for user, name in NEW.items():
        office.slack.add_user(user, name)
    office.slack.add_channel("C5", *NEW)


def read(view: View) -> str:
    return "\n".join([view.json["title"]["text"], *lines_of(view.json["blocks"])])


def keys(view: View, block: str) -> dict[str, str]:
    """Give what stands for each name in a list."""
    (element,) = [each["element"] for each in view.json["blocks"] if each.get("block_id") == block]
    return {option["text"]["text"]: option["value"] for option in element["options"]}


def choose(view: View, **fields: list[str]) -> None:
    for block in view.json["blocks"]:
        if block.get("block_id") in fields:
            view.state[block["block_id"]] = typed(block["element"], fields[block["block_id"]])


async def sends(office: Office, view: View) -> dict[str, Any]:
    """Send a form, and let Slack do what the answer says."""
    reply = await office.send(office.hands.submit(view))
    assert reply.status == 200
    answer: dict[str, Any] = json.loads(reply.text) if reply.text else {}
    if answer.get("response_action") == "update":
        office.slack.change_view(view, answer["view"])
        # A new form has new fields.
        view.state.clear()
    return answer


async def begun(office: Office) -> View:
    channel_of_strangers(office)
    await office.send(office.hands.command("UA", "opret", "C5"))
    view = office.slack.open_view("UA")
    assert view
    return view


async def founded(office: Office, channel: str = "C2") -> View:
    view = await begun(office)
    assert view.json["title"]["text"] == "Sæt udvalget op"
    later = {"channel": [conversation_of(TEAM, channel)]} if channel else {}
    choose(view, committee=["Lokal-MED Syd"], level=["local"], **later)
    await sends(office, view)
    people = keys(view, "management")
    choose(view, management=[people["Anne Holm"]], employees=[people["Bo Lund"], people["Carla Moe"]])
    await sends(office, view)
    choose(view, chair=[people["Anne Holm"]], vice_chair=[people["Bo Lund"]])
    await sends(office, view)
    await sends(office, view)
    return view


async def test_a_committee_is_set_up_by_forms_one_after_the_other(office: Office):
    view = await founded(office)
    assert "Lokal-MED Syd" in read(view)
    assert "Anne Holm" in office.read(office.slack.channels["C5"])
    store = office.fake.house.store
    anne = await store.read(lambda conn: chats.who(conn, "slack", f"{TEAM}/UA"))
    room = await store.read(lambda conn: chats.room_of(conn, "slack", conversation_of(TEAM, "C5")))
    assert anne
    assert room
    rooms = await store.read(lambda conn: chats.rooms(conn, room.committee, {"slack"}))
    assert {each.place: each.reference["channel"] for each in rooms} == {Place.ROOM: "C5", Place.ORGANISATION: "C2"}


async def test_the_first_meeting_is_planned_from_the_channel_and_shown_to_everybody(office: Office):
    await founded(office)
    channel = office.slack.channels["C5"]
    await office.send(office.hands.press("UA", channel, *office.button(channel, "Vælg en dato for det første møde")))
    view = office.slack.open_view("UA")
    assert view
    choose(view, starts_on=["2027-03-02"], starts_time=["25.30"])
    assert "errors" in await sends(office, view)
    choose(view, starts_on=["2027-03-02"], starts_time=["9.30"])
    assert "errors" not in await sends(office, view)
    assert "2. marts 2027" in read(view)
    await office.show()
    for user in NEW:
        direct = office.slack.direct(user)
        assert direct
        assert "Lokal-MED Syd" in office.read(direct)


async def opens_in_the_channel(office: Office, user: str, label: str) -> View:
    channel = office.slack.channels["C5"]
    await office.send(office.hands.press(user, channel, *office.button(channel, label)))
    view = office.slack.open_view(user)
    assert view
    return view


async def test_the_organisations_channel_is_chosen_later(office: Office):
    await founded(office, channel="")
    store = office.fake.house.store

    async def chosen() -> list[str]:
        found = await store.read(lambda conn: chats.room_of(conn, "slack", conversation_of(TEAM, "C5")))
        assert found
        rooms = await store.read(lambda conn: chats.rooms(conn, found.committee, {"slack"}))
        return [str(each.reference["channel"]) for each in rooms if each.place is Place.ORGANISATION]

    for user, after in (("UC", []), ("UA", ["C2"])):
        view = await opens_in_the_channel(office, user, "Vælg kanalen til organisationen")
        choose(view, channel=[conversation_of(TEAM, "C2")])
        await sends(office, view)
        assert await chosen() == after, read(view)
    assert "Beskeder" in read(view)


async def test_a_place_on_the_list_is_changed_before_there_is_any_meeting(office: Office):
    await founded(office)
    view = await opens_in_the_channel(office, "UA", "Ret listen")
    choose(view, person=[keys(view, "person")["Carla Moe"]], seat=[keys(view, "seat")["Næstformand"]])
    assert "errors" not in await sends(office, view), read(view)
    store = office.fake.house.store
    room = await store.read(lambda conn: chats.room_of(conn, "slack", conversation_of(TEAM, "C5")))
    assert room
    after = await store.read(lambda conn: read_committee(conn, room.committee))
    assert {each.name for each in after.by_name if Role.VICE_CHAIR in each.roles} == {"Bo Lund", "Carla Moe"}


async def test_what_is_wrong_is_said_at_the_field(office: Office):
    view = await begun(office)
    choose(view, committee=["Lokal-MED Syd"], level=["local"])
    await sends(office, view)
    people = keys(view, "management")
    choose(view, management=[people["Anne Holm"]], employees=[people["Anne Holm"]])
    answer = await sends(office, view)
    assert list(answer["errors"]) == ["employees"]


async def test_where_we_were_not_invited_we_say_so(office: Office):
    channel_of_strangers(office)
    del office.slack.channels["C5"]
    await office.send(office.hands.command("UA", "opret", "C5"))
    view = office.slack.open_view("UA")
    assert view
    assert "Inviter mig i kanalen" in read(view)


async def test_somebody_who_is_not_in_the_channel_sets_nothing_up(office: Office):
    view = await begun(office)
    view.user = "UO"
    choose(view, committee=["Lokal-MED Syd"], level=["local"])
    assert (await sends(office, view))["response_action"] == "clear"


async def restarted(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server forget who was there, as one that was started anew, or another one, does not know it."""
    monkeypatch.setattr(setting_up, "MOST_CONVERSATIONS", 1)
    office.slack.add_user("UE", "Else Elsewhere")
    office.slack.add_channel("C6", "UE")
    await office.send(office.hands.command("UE", "opret", "C6"))
    office.slack.calls.clear()


async def test_after_a_restart_the_forms_go_on(office: Office, monkeypatch: pytest.MonkeyPatch):
    view = await begun(office)
    await restarted(office, monkeypatch)
    choose(view, committee=["Lokal-MED Syd"], level=["local"])
    answer = await sends(office, view)
    assert answer["response_action"] == "update"
    assert office.slack.called("conversations.members")
    assert set(NEW.values()) <= set(keys(view, "management"))


@pytest.mark.parametrize("failure", [Failure(status=429, retry_after="1"), Failure(status=503), Failure(drop=True)])
async def test_while_slack_does_not_tell_who_is_there_the_form_stays_and_can_be_sent_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, failure: Failure
):
    view = await begun(office)
    await restarted(office, monkeypatch)
    choose(view, committee=["Lokal-MED Syd"], level=["local"])
    office.slack.fail("conversations.members", failure)
    answer = await sends(office, view)
    assert answer["errors"] == {"committee": "Jeg er ved at se efter, hvem der er her. Send igen om lidt."}
    office.fake.wall.later(seconds=2)
    assert (await sends(office, view))["response_action"] == "update"


async def test_a_slack_that_takes_its_time_holds_up_no_form_and_is_asked_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    view = await begun(office)
    await restarted(office, monkeypatch)
    choose(view, committee=["Lokal-MED Syd"], level=["local"])
    monkeypatch.setattr(setting_up, "PATIENCE_S", 0)
    assert "committee" in (await sends(office, view))["errors"]
    monkeypatch.setattr(setting_up, "PATIENCE_S", 10)
    assert (await sends(office, view))["response_action"] == "update"
    assert len(office.slack.called("conversations.members")) == 1


async def test_a_form_without_fields_says_it_above(office: Office, monkeypatch: pytest.MonkeyPatch):
    view = await begun(office)
    await restarted(office, monkeypatch)
    view.json = {**view.json, "blocks": [{"type": "divider", "block_id": "b0"}]}
    office.slack.fail("conversations.members", Failure(status=503))
    answer = await sends(office, view)
    assert answer["response_action"] == "update"
    assert "Send igen om lidt" in read(view)


async def test_invited_into_a_channel_we_offer_to_set_a_committee_up_and_only_where_there_is_none(office: Office):
    channel_of_strangers(office)
    for channel in ("C5", "C1"):
        before = len(office.slack.channels[channel].messages)
        told = {"type": "member_joined_channel", "user": "UBOT", "channel": channel}
        await office.send(office.hands.event(told))
        assert len(office.slack.channels[channel].messages) - before == (channel == "C5")
    place = office.slack.channels["C5"]
    ((_, message),) = place.messages.items()
    (button,) = [each for block in message["blocks"] if block["type"] == "actions" for each in block["elements"]]
    await office.send(office.hands.press("UA", place, button))
    view = office.slack.open_view("UA")
    assert view
    assert "submit" in view.json


async def test_a_committee_that_is_there_is_shown_and_not_set_up_again(office: Office):
    await office.send(office.hands.command("UM", "opret", "C1"))
    view = office.slack.open_view("UM")
    assert view
    assert "submit" not in view.json


async def test_who_comes_into_the_channel_is_asked_about_and_the_answer_puts_them_on_the_list(office: Office):
    office.slack.add_user("UN", "Nina Ny")
    office.slack.channels["C1"].members.add("UN")
    await office.send(office.hands.event({"type": "member_joined_channel", "user": "UN", "channel": "C1"}))
    await office.show()
    asked = next(who for who in USERS if "Nina Ny" in office.read(office.direct(who)))
    place = office.direct(asked)
    message = next(each for each in place.messages.values() if "Nina Ny" in "\n".join(lines_of(each["blocks"])))
    (button,) = [each for block in message["blocks"] if block["type"] == "actions" for each in block["elements"]]
    await office.send(office.hands.press(USERS[asked], place, button))
    view = office.slack.open_view(USERS[asked])
    assert view
    (field,) = [block for block in view.json["blocks"] if block["type"] == "input" and "options" in block["element"]][
        :1
    ]
    choose(view, **{field["block_id"]: [field["element"]["options"][0]["value"]]})
    answer = await sends(office, view)
    assert answer.get("response_action") != "errors", answer
    people = (await office.fake.state()).committee.people
    assert "Nina Ny" in {person.name for person in people.values()}
    assert PersonId("ole") in people


async def tells(office: Office, kind: str, user: str = "UO") -> str:
    """Have Slack tell about somebody in the committee's channel, and give what was said to anybody after that."""
    before = len(office.slack.called("chat.postMessage"))
    await office.send(office.hands.event({"type": kind, "user": user, "channel": "C1"}))
    await office.show()
    return json.dumps(office.slack.called("chat.postMessage")[before:], ensure_ascii=False)


async def test_who_left_and_came_back_is_not_asked_about_though_slack_tells_it_the_other_way_round(office: Office):
    assert await tells(office, "member_joined_channel") == "[]"
    assert await tells(office, "member_left_channel") == "[]"
    office.slack.channels["C1"].members.discard("UO")
    assert "ole" in await tells(office, "member_left_channel")


async def test_who_came_and_is_gone_again_is_not_asked_about(office: Office):
    office.slack.add_user("UN", "Nina Ny")
    assert await tells(office, "member_joined_channel", "UN") == "[]"
    office.slack.channels["C1"].members.add("UN")
    assert "Nina Ny" in await tells(office, "member_joined_channel", "UN")


@pytest.mark.parametrize("unclear", ["nothing", "more than a page"])
async def test_where_slack_does_not_say_who_is_there_it_is_asked_about(office: Office, unclear: str):
    if unclear == "nothing":
        office.slack.fail("conversations.members", Failure(status=503))
    else:
        office.slack.pages_end["C1"] = "more"
        office.slack.channels["C1"].members.discard("UO")
    assert "ole" in await tells(office, "member_left_channel")


async def test_an_app_that_comes_is_nobody(office: Office):
    office.slack.channels["C1"].members.add("UNKNOWN")
    before = len(office.slack.called("chat.postMessage"))
    await office.send(office.hands.event({"type": "member_joined_channel", "user": "UNKNOWN", "channel": "C1"}))
    await office.show()
    assert len(office.slack.called("chat.postMessage")) == before
