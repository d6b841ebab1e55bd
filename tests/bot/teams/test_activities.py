"""What people do in Teams comes to what it says, once, and nobody learns what is not theirs."""

import json
from pathlib import Path

import pytest

from tests.fakes.teams.house import ROOM, InTeams, in_teams
from tests.fakes.teams.weather import Trouble

PROBLEM = "Vi bruger to timer om dagen på at skrive de samme breve."


@pytest.fixture
async def begun(teams: InTeams) -> InTeams:
    """Give a meeting in its first phase."""
    for who in ("marianne", "kasper", "sanne", "ole"):
        await teams.presses(who, "arrive")
    await teams.presses("marianne", "start")
    return teams


# --- Presses


async def test_a_press_is_taken_and_the_card_changes_in_place(teams: InTeams):
    data = await teams.data("ole", "arrive")
    before = list(teams.cloud.conversations["a:ole"].messages)
    answer = await teams.presses("ole", "arrive")
    assert (answer.body["statusCode"], answer.refused) == (200, "")
    await teams.fake.house.live.settle()
    assert list(teams.cloud.conversations["a:ole"].messages) == before
    assert data not in teams.buttons("a:ole")
    assert (await teams.fake.state()).is_here("ole")


async def test_the_same_press_again_is_answered_the_same_and_changes_nothing(teams: InTeams):
    pressed = {"type": "Action.Execute", "verb": "press", "title": "-", "data": await teams.data("ole", "arrive")}
    value = {"action": pressed, "trigger": "manual"}
    activity = teams.cloud.activity("29:ole", "a:ole", type="invoke", name="adaptiveCard/action", value=value)
    first, state = await teams.post(activity), await teams.fake.state()
    for _ in range(3):
        assert await teams.post(activity) == first
    assert await teams.fake.state() == state


async def test_a_card_that_was_asked_for_is_posted_once_however_often_the_press_arrives(begun: InTeams):
    for _ in range(3):
        await begun.presses("marianne", "advance")
    data = await begun.data("marianne", "preview_announcement")
    pressed = {"type": "Action.Execute", "verb": "press", "title": "-", "data": data}
    value = {"action": pressed, "trigger": "manual"}
    own = begun.cloud.conversations["a:marianne"].messages
    before = len(own)
    activity = begun.cloud.activity("29:marianne", "a:marianne", type="invoke", name="adaptiveCard/action", value=value)
    first = await begun.post(activity)
    assert len(own) == before + 1
    assert await begun.post(activity) == first
    assert len(own) == before + 1
    another = begun.cloud.activity("29:marianne", "a:marianne", type="invoke", name="adaptiveCard/action", value=value)
    await begun.post(another)
    assert len(own) == before + 2


async def test_an_old_button_is_refused_in_words(begun: InTeams):
    data = await begun.data("marianne", "advance")
    await begun.presses("sanne", "advance")
    pressed = {"type": "Action.Execute", "verb": "press", "title": "-", "data": data}
    answer = await begun.invoke("marianne", "adaptiveCard/action", {"action": pressed, "trigger": "manual"})
    assert answer.refused == "out_of_date"
    assert len(str(answer.body["value"]).split()) > 4


async def test_a_client_without_execute_sends_a_message_and_is_answered_in_the_own_conversation(teams: InTeams):
    data = await teams.data("ole", "arrive")
    answer = await teams.says("ole", "", value=data)
    assert answer.status == 200
    assert (await teams.fake.state()).is_here("ole")
    assert (await teams.says("ole", "", value=await teams.data("ole", "leave"))).status == 200


async def test_nobody_presses_with_anothers_account(teams: InTeams):
    pressed = {"type": "Action.Execute", "verb": "press", "title": "-", "data": await teams.data("ole", "arrive")}
    place = await teams.own("stranger")
    answer = await teams.invoke("stranger", "adaptiveCard/action", {"action": pressed}, place=place)
    assert "kender dig ikke" in answer.says
    assert not (await teams.fake.state()).is_here("ole")


async def test_a_button_of_a_meeting_that_is_not_theirs_or_is_none_is_no_fault_of_ours(teams: InTeams):
    await teams.own("ole")
    for carried in ('["arrive","","","nowhere",""]', '["dance","","","nowhere",""]'):
        pressed = {"type": "Action.Execute", "verb": "press", "title": "-", "data": {"mm": carried}}
        whole = {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": pressed}}
        assert (await teams.post(teams.cloud.activity("29:ole", "a:ole", **whole))).status < 500


GARBAGE = (
    *(None, 1, "text", [], {}, {"action": None}, {"action": 1}, {"action": {"type": "Action.Execute"}}),
    *({"action": {"type": "Action.Execute", "data": each}} for each in (1, [], {"mm": 1}, {"mm": "["}, {"mm": "[1]"})),
    {"action": {"type": "Action.Submit", "data": {}}},
    {"data": {"mm": '["window_own","","","",""]'}},
    {"data": {"mm": '["window_helps","","","x","y"]', "c.person": "z"}},
    {"data": {"mm": '["found_sides","{","","",""]', "once": "k"}},
    {"data": {"mm": '["found_roles","[]","","",""]', "once": "k"}},
    {"data": {"mm": '["say_gone","x","","",""]', "once": "k"}},
    {"data": {"mm": '["propose","","","",""]', "once": 1, "more": "x"}},
    {"data": 1},
    {"data": None, "messagePayload": {"body": {"content": 1}}},
    {"data": {}, "messagePayload": {"body": None}},
    {"messagePayload": 1},
)
NAMES = (
    *("adaptiveCard/action", "task/fetch", "task/submit", "composeExtension/fetchTask"),
    *("composeExtension/submitAction", "composeExtension/query", "signin/verifyState", "unknown", ""),
)


async def test_whatever_comes_it_is_never_the_servers_fault(teams: InTeams):
    await teams.own("ole")
    for name in NAMES:
        for value in GARBAGE:
            activity = teams.cloud.activity("29:ole", "a:ole", type="invoke", name=name, value=value)
            status = (await teams.post(activity)).status
            assert status in {200, 400, 404, 501}, (name, value)
    for kind in ("typing", "event", "messageReaction", "messageUpdate", "messageDelete", "endOfConversation", "new"):
        assert (await teams.post(teams.cloud.activity("29:ole", "a:ole", type=kind))).status == 200, kind


async def test_while_the_database_is_away_the_channel_sends_again(teams: InTeams):
    pressed = {"type": "Action.Execute", "verb": "press", "title": "-", "data": await teams.data("ole", "arrive")}
    value = {"action": pressed, "trigger": "manual"}
    activity = teams.cloud.activity("29:ole", "a:ole", type="invoke", name="adaptiveCard/action", value=value)
    await teams.fake.house.store.close()
    assert (await teams.post(activity)).status == 503


# --- Windows


async def test_a_form_opens_in_a_window_and_what_is_sent_is_taken_once(begun: InTeams):
    window = await begun.opens("ole", "contribute")
    assert begun.cloud.faults == []
    sent = await begun.sends("ole", window, **{"kind": "use", "text#0": "Vi bruger AI til breve"})
    assert sent.refused == ""
    again = await begun.sends("ole", window, **{"kind": "use", "text#0": "Vi bruger AI til breve"})
    assert again.body == sent.body
    assert [each.text for each in (await begun.fake.state()).contributions.values()] == ["Vi bruger AI til breve"]


async def test_what_is_refused_comes_back_with_the_reason_at_the_field_and_what_was_typed(begun: InTeams):
    window = await begun.opens("ole", "contribute")
    answer = await begun.sends("ole", window, **{"kind": "use", "text#0": "Borger 010190-1234 ringede"})
    assert answer.refused == "contains_cpr"
    body = answer.card["body"]
    place = next(n for n, each in enumerate(body) if each.get("id") == "fault")
    assert next(each["id"] for each in body[place + 1 :] if "id" in each).startswith("t.text")
    assert "010190" not in answer.says
    assert "ringede" in answer.says
    assert answer.card["actions"][0]["data"]["once"] != window.card["actions"][0]["data"]["once"]


async def test_a_warning_is_confirmed_by_sending_the_same_again(begun: InTeams):
    window = await begun.opens("ole", "contribute")
    warned = await begun.sends("ole", window, **{"kind": "use", "text#0": "Ring på 20 30 40 50"})
    assert warned.refused == "contact_details_warning"
    assert (await begun.sends("ole", warned)).refused == ""
    assert len((await begun.fake.state()).contributions) == 1


async def test_a_form_that_is_gone_keeps_what_was_typed(begun: InTeams):
    window = await begun.opens("ole", "contribute")
    await begun.presses("marianne", "advance")
    await begun.presses("marianne", "advance")
    answer = await begun.sends("ole", window, **{"kind": "use", "text#0": "En lang tanke"})
    assert answer.refused
    assert "En lang tanke" in answer.says
    assert "actions" not in answer.card


async def test_a_text_of_any_length_is_answered_in_words(begun: InTeams):
    window = await begun.opens("ole", "contribute")
    answer = await begun.sends("ole", window, **{"kind": "use", "text#0": "å" * 100_000})
    assert answer.refused == "too_long"
    assert "browser" in answer.says


async def test_a_field_of_several_lines_gets_more_of_them_and_keeps_what_stands_there(begun: InTeams):
    await begun.presses("marianne", "advance")
    window = await begun.opens("ole", "hand_in")
    lines = [each["id"] for each in window.card["body"] if each.get("id", "").startswith("t.opportunity")]
    more = await begun.sends("ole", window, action=1, **{"opportunity#0": "Lettere breve"})
    longer = [each["id"] for each in more.card["body"] if each.get("id", "").startswith("t.opportunity")]
    assert len(longer) > len(lines)
    assert "Lettere breve" in more.says


async def test_the_secretary_writes_for_somebody_without_a_screen(begun: InTeams):
    more = await begun.opens("lars", "window_more")
    people = {each["value"] for each in more.card["body"][-1]["choices"]}
    assert "jytte" in people
    screen = await begun.sends("lars", more, person="jytte")
    pressed = next(each for each in _data(screen.card) if json.loads(each["mm"])[0] == "arrive")
    answer = await begun.invoke("lars", "task/submit", {"data": pressed, "context": {}})
    assert (await begun.fake.state()).is_here("jytte")
    form = next(each for each in _data(answer.card) if json.loads(each["mm"])[0] == "contribute")
    window = await begun.invoke("lars", "task/submit", {"data": form, "context": {}})
    back = await begun.sends("lars", window, **{"kind": "use", "text#0": "Sagt af Jytte"})
    assert "Sagt af Jytte" in back.says


async def test_nobody_else_writes_for_others(begun: InTeams):
    data = {"mm": json.dumps(["window_helps", "", "", begun.fake.id, "jytte"])}
    answer = await begun.invoke("ole", "task/fetch", {"data": data, "context": {}})
    assert "jytte" not in answer.says.casefold()
    more = await begun.opens("ole", "window_more")
    assert "Input.ChoiceSet" not in more.says


def _data(value: object) -> list[dict[str, str]]:
    if isinstance(value, dict):
        own = [value["data"]] if "mm" in value.get("data", {}) else []
        return own + [each for part in value.values() for each in _data(part)]
    return [each for part in value for each in _data(part)] if isinstance(value, list) else []


# --- The room's conversation


async def test_in_the_committees_conversation_each_gets_a_card_of_their_own_and_no_secret_of_others(begun: InTeams):
    await begun.fake.submit("ole", "contribute", kind="use", text="Oles tanke")
    await begun.fake.house.live.settle()
    mine = {"action": {"type": "Action.Execute", "verb": "mine", "title": "-", "data": {"meeting": begun.fake.id}}}
    told = {}
    for who in ("marianne", "ole", "stranger"):
        await begun.own(who)
        told[who] = (await begun.invoke(who, "adaptiveCard/action", mine, place=ROOM)).says
        assert "Oles tanke" not in told[who]
    assert '\\"next_card\\"' in told["marianne"]
    assert '\\"next_card\\"' not in told["ole"]


async def test_from_there_everybody_opens_their_own_screen(begun: InTeams):
    own = next(each for each in begun.buttons(ROOM) if json.loads(each["mm"])[0] == "window_own")
    window = await begun.invoke("ole", "task/fetch", {"data": own, "context": {}}, place=ROOM)
    form = next(each for each in _data(window.card) if json.loads(each["mm"])[0] == "contribute")
    typed = await begun.invoke("ole", "task/submit", {"data": form, "context": {}}, place=ROOM)
    back = await begun.sends("ole", typed, **{"kind": "use", "text#0": "Fra samtalen"})
    assert "Fra samtalen" in back.says


async def test_nothing_is_answered_aloud_where_others_read_along(teams: InTeams):
    before = dict(teams.cloud.conversations[ROOM].messages)
    said = teams.cloud.activity("29:ole", ROOM, type="message", text="<at>Medmakker</at> hjælp")
    assert (await teams.post(said)).status == 200
    assert teams.cloud.conversations[ROOM].messages == before


# --- Talk


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("hjælp", "Du kan skrive"),
        ("Help", "You can write"),
        ("møder", "Dine møder"),
        ("opgaver", "Opgaver"),
        ("beslutninger", "Beslutninger"),
        ("noget helt andet", "Det kender vi ikke"),
    ],
)
async def test_commands_are_answered_in_both_languages(said: str, told: str, teams: InTeams):
    await teams.says("ole", said)
    assert told.casefold() in teams.texts("a:ole").casefold()


async def test_who_is_not_known_is_told_what_to_do(teams: InTeams):
    await teams.says("stranger", "møder")
    assert "kender dig ikke" in teams.texts("a:stranger")


async def test_a_proposal_can_be_written_in_the_chat_itself_and_comes_with_its_text(teams: InTeams):
    await teams.says("ole", f"forslag {PROBLEM}")
    (message,) = teams.cloud.conversations["a:ole"].messages.values()
    card = message["attachments"][0]["content"]
    assert any(each.get("value") == PROBLEM for each in card["body"])
    send = {**card["actions"][0], "data": {**card["actions"][0]["data"], "t.title#0": "Breve"}}
    answer = await teams.invoke("ole", "adaptiveCard/action", {"action": send, "trigger": "manual"})
    assert answer.body["type"].endswith("card.adaptive")


async def test_in_a_client_without_windows_forms_open_in_the_message(begun: InTeams):
    await begun.says("ole", "formularer")
    message = list(begun.cloud.conversations["a:ole"].messages.values())[-1]
    rows = [each for part in message["attachments"][0]["content"]["body"] for each in part["items"]]
    actions = [each for row in rows for each in row.get("actions", ())]
    opens = next(each for each in actions if json.loads(each["data"]["mm"])[0] == "contribute")
    opened = await begun.invoke("ole", "adaptiveCard/action", {"action": opens, "trigger": "manual"})
    typed = {each["id"]: "" for each in opened.card["body"] if "id" in each}
    typed |= {"c.kind": "use", "t.text#0": "Uden vindue"}
    send = {**opened.card["actions"][0]}
    send["data"] = {**send["data"], **typed}
    await begun.invoke("ole", "adaptiveCard/action", {"action": send, "trigger": "manual"})
    assert [each.text for each in (await begun.fake.state()).contributions.values()] == ["Uden vindue"]


async def test_when_the_channel_does_not_take_an_answer_the_turn_stands_all_the_same(teams: InTeams):
    data = await teams.data("ole", "arrive")
    teams.cloud.troubles = [Trouble(403)] * 2
    assert (await teams.says("ole", "", value=data)).status == 200
    assert (await teams.says("ole", "hjælp")).status == 200
    assert (await teams.fake.state()).is_here("ole")


# --- The message extension


async def test_a_message_becomes_the_problem_of_a_proposal(teams: InTeams):
    content = "<div>Vi bruger <b>to timer</b> om dagen<br>på breve &amp; mails</div>"
    value = {"commandId": "propose", "messagePayload": {"id": "1", "body": {"contentType": "html", "content": content}}}
    window = await teams.invoke("ole", "composeExtension/fetchTask", value, place=ROOM)
    texts = [each.get("value", "") for each in window.card["body"]]
    assert "Vi bruger to timer om dagen\npå breve & mails" in texts
    fields = {each["id"]: each.get("value", "") for each in window.card["body"] if "id" in each}
    data = {**window.card["actions"][0]["data"], **fields}
    answer = await teams.invoke("ole", "composeExtension/submitAction", {"commandId": "propose", "data": data})
    assert answer.body["task"]["type"] in {"message", "continue"}


async def test_from_the_compose_box_the_form_is_empty(teams: InTeams):
    window = await teams.invoke("ole", "composeExtension/fetchTask", {"commandId": "propose"}, place=ROOM)
    assert all(not each.get("value") for each in window.card["body"] if each.get("id") == "t.problem#0")


async def test_a_cpr_number_in_the_message_does_not_stand_in_the_form(teams: InTeams):
    payload = {"body": {"contentType": "text", "content": "Sagen om 010190-1234"}}
    value = {"commandId": "propose", "messagePayload": payload}
    window = await teams.invoke("ole", "composeExtension/fetchTask", value, place=ROOM)
    assert "010190" not in window.says
    assert "Sagen om" in window.says


# --- Without an app id


async def test_in_development_no_token_is_asked_for_and_none_is_sent(tmp_path: Path):
    async with in_teams(tmp_path, app_id="", secret="", tenants=()) as teams:
        whole = teams.cloud.activity("29:ole", await teams.own("ole"), type="message", text="hjælp")
        assert (await teams.post(whole, {})).status == 200
        assert (await teams.post({**whole, "serviceUrl": "https://smba.trafficmanager.net.evil/"}, {})).status == 401
