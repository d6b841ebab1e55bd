"""A committee is set up in the conversation where it meets, and who comes and goes there is asked about."""

import json

import pytest

from bot.platforms.teams.parse import PLATFORM
from dialogs.outbound import Place
from tests.fakes.teams.cloud import TENANT
from tests.fakes.teams.house import ROOM, Answered, InTeams
from tests.fakes.teams.rules import Json
from tests.fakes.teams.weather import LATER, Trouble

NEW = "19:new@thread.v2"
PEOPLE = {"gitte": "Gitte Berg", "hans": "Hans Dahl", "iben": "Iben Eg", "jens": "Jens Falk"}


async def invited(teams: InTeams) -> dict[str, str]:
    """Take the bot into a new conversation, and give what the button of its invitation carries."""
    members = [{"id": f"29:{key}", "name": name} for key, name in PEOPLE.items()]
    teams.cloud.add(NEW, "groupChat", [*members, {"id": "28:bot", "name": "Medmakker"}])
    installed = teams.cloud.activity("29:gitte", NEW, type="installationUpdate", action="add")
    assert (await teams.post(installed)).status == 200
    (button,) = teams.buttons(NEW)
    return button


def keys(window, starts: str) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """Give for each name the value that stands for it in a list of people."""
    return {
        choice["title"]: choice["value"]
        for each in window.card["body"]
        if each.get("id", "").startswith(starts)
        for choice in each.get("choices", ())
    }


async def test_a_committee_is_set_up_by_those_who_are_there(teams: InTeams):
    button = await invited(teams)
    first = await teams.invoke("gitte", "task/fetch", {"data": button, "context": {}}, place=NEW)
    fields = {each["id"].partition(".")[2] for each in first.card["body"] if "id" in each}
    assert {"committee#0", "level", "language"} <= fields
    refused = await sends(teams, first, **{"committee#0": "", "level": "local", "language": "da"})
    assert refused.refused == "empty_text"
    sides = await sends(teams, refused, **{"committee#0": "Lokal-MED Syd", "level": "local", "language": "da"})
    everybody = keys(sides, "m.management")
    assert sorted(everybody) == sorted(PEOPLE.values())
    both = {"management": everybody["Gitte Berg"], "employees": ""}
    wrong = await sends(teams, sides, **both)
    assert wrong.refused == "both_sides_required"
    assert everybody["Gitte Berg"] in wrong.says
    chosen = ",".join(everybody[name] for name in ("Hans Dahl", "Iben Eg"))
    roles = await sends(teams, wrong, management=everybody["Gitte Berg"], employees=chosen)
    named = {each["id"]: each for each in roles.card["body"] if "id" in each}
    assert any("chair" in ident for ident in named)
    chair = next(ident for ident in named if ident.endswith(".chair"))
    vice = next(ident for ident in named if "vice" in ident)
    more = await sends(teams, roles, **{chair[2:]: everybody["Gitte Berg"], vice[2:]: everybody["Hans Dahl"]})
    assert more.refused == ""
    # Every step is called by what is being done, also when it came back.
    windows = (first, refused, sides, wrong, roles, more)
    assert {window.body["task"]["value"]["title"] for window in windows} == {"Sæt udvalget op"}
    done = await sends(teams, more)
    assert done.refused == ""
    assert "Lokal-MED Syd" in teams.texts(NEW)
    chats = teams.fake.house.store
    committee = await chats.read(lambda conn: _room(conn))
    assert committee is not None


async def test_in_a_team_its_own_channels_are_offered_for_messages_to_the_organisation(teams: InTeams):
    team, channel = "19:whole-team@thread.tacv2", "19:med@thread.tacv2"
    teams.cloud.teams[team] = [{"id": team}, {"id": channel, "name": "MED"}, {"id": "19:news", "name": "Nyt til alle"}]
    teams.cloud.add("19:news", "channel")
    members = [{"id": f"29:{key}", "name": name} for key, name in PEOPLE.items()]
    teams.cloud.add(channel, "channel", members)
    in_team = {"channelData": {"tenant": {"id": TENANT}, "team": {"id": team, "name": "Hele holdet"}}}
    installed = teams.cloud.activity("29:gitte", channel, type="installationUpdate", action="add", **in_team)
    assert (await teams.post(installed)).status == 200
    (button,) = teams.buttons(channel)

    async def sends(window: Answered, **fields: str) -> Answered:
        inputs = [each for each in window.card["body"] if each["type"].startswith("Input.")]
        data = window.card["actions"][0]["data"] | {each["id"]: each.get("value", "") for each in inputs} | fields
        sent = {"data": data, "context": {}}
        return await teams.invoke("gitte", "task/submit", sent, place=channel, **in_team)

    first = await teams.invoke("gitte", "task/fetch", {"data": button, "context": {}}, place=channel, **in_team)
    (choice,) = (each for each in first.card["body"] if each.get("id") == "c.channel")
    named = {each["title"]: each["value"] for each in choice["choices"]}
    assert named["Nyt til alle"] == "19:news"
    assert len(named) == 4
    sides = await sends(first, **{"t.committee#0": "Lokal-MED Syd", "c.level": "local", "c.channel": "19:news"})
    key = keys(sides, "m.management")
    roles = await sends(sides, **{"m.management": key["Gitte Berg"], "m.employees": key["Hans Dahl"]})
    more = await sends(roles, **{"c.chair": key["Gitte Berg"], "m.vice_chair": key["Hans Dahl"]})
    assert (await sends(more)).refused == ""
    query = "SELECT kind FROM room WHERE conversation = '19:news'"
    found = await teams.fake.house.store.read(lambda conn: conn.exec_driver_sql(query).scalar_one())
    assert found == Place.ORGANISATION


async def has_team(teams: InTeams, team: str, *members: str, action: str = "add") -> None:
    """Have a team take the bot in, or out."""
    teams.cloud.teams[team] = [{"id": team}, {"id": f"{team}-news", "name": "Nyt til alle"}]
    teams.cloud.add(team, "channel", [{"id": f"29:{who}", "name": who} for who in members])
    teams.cloud.add(f"{team}-news", "channel")
    in_team = {"channelData": {"tenant": {"id": TENANT}, "team": {"id": team}}}
    installed = teams.cloud.activity("29:gitte", team, type="installationUpdate", action=action, **in_team)
    assert (await teams.post(installed)).status == 200


async def channels_offered(teams: InTeams, who: str, button: Json) -> dict[str, str]:
    first = await teams.invoke(who, "task/fetch", {"data": button, "context": {}}, place=NEW)
    choices = [each for each in first.card["body"] if each.get("id") == "c.channel"]
    return {each["title"]: each["value"] for field in choices for each in field["choices"]}


async def test_in_a_group_chat_channels_of_the_teams_one_is_in_are_offered(teams: InTeams):
    await has_team(teams, "19:north", "gitte", "hans")
    await has_team(teams, "19:south", "hans")
    button = await invited(teams)
    found = await channels_offered(teams, "gitte", button)
    assert found == {
        "Det vælger vi senere": "-",
        "Holdet north: Generelt": "19:north",
        "Holdet north: Nyt til alle": "19:north-news",
    }
    assert len(await channels_offered(teams, "hans", button)) == 5
    assert await channels_offered(teams, "iben", button) == {}


async def test_a_team_that_took_the_bot_out_is_offered_no_more(teams: InTeams):
    await has_team(teams, "19:north", "gitte")
    await has_team(teams, "19:north", action="remove")
    assert await channels_offered(teams, "gitte", await invited(teams)) == {}


async def test_a_team_that_refuses_us_or_is_of_another_tenant_is_left_out(teams: InTeams):
    await has_team(teams, "19:north", "gitte")
    await has_team(teams, "19:south", "gitte")
    await teams.fake.house.store.write(
        lambda conn: conn.exec_driver_sql(
            "UPDATE installation SET workspace = 'other/19:south' WHERE workspace LIKE '%south'"
        )
    )
    teams.cloud.conversations["19:north"].is_gone = True
    assert await channels_offered(teams, "gitte", await invited(teams)) == {}


async def test_who_is_in_no_team_of_that_channel_cannot_choose_it_by_its_id(teams: InTeams):
    await has_team(teams, "19:north", "gitte")
    await has_team(teams, "19:south", "hans")
    button = await invited(teams)
    first = await teams.invoke("gitte", "task/fetch", {"data": button, "context": {}}, place=NEW)
    named = {"committee#0": "Lokal-MED Syd", "level": "local"}
    assert (await sends(teams, first, **named, channel="19:south-news")).refused == "unknown_choice"
    assert (await sends(teams, first, **named, channel="19:north-news")).refused == ""


async def set_up(teams: InTeams) -> None:
    """Set a committee up in the new conversation, without a channel of the organisation."""
    button = await invited(teams)
    first = await teams.invoke("gitte", "task/fetch", {"data": button, "context": {}}, place=NEW)
    sides = await sends(teams, first, **{"committee#0": "Lokal-MED Syd", "level": "local"})
    key = keys(sides, "m.management")
    roles = await sends(teams, sides, management=key["Gitte Berg"], employees=key["Hans Dahl"])
    more = await sends(teams, roles, chair=key["Gitte Berg"], vice_chair=key["Hans Dahl"])
    assert (await sends(teams, more)).refused == ""


def to_choose(teams: InTeams) -> Json:
    return next(each for each in teams.buttons(NEW) if json.loads(each["mm"])[0] == "choose_channel")


async def test_a_channel_is_chosen_later_once_there_is_one(teams: InTeams):
    await set_up(teams)
    told = await teams.invoke("gitte", "task/fetch", {"data": to_choose(teams), "context": {}}, place=NEW)
    assert "Sæt Medmakker ind i det team" in told.says
    await has_team(teams, "19:north", "gitte", "hans")
    window = await teams.invoke("gitte", "task/fetch", {"data": to_choose(teams), "context": {}}, place=NEW)
    assert "Beskeder til organisationen" in (await sends(teams, window, channel="19:north-news")).says
    query = "SELECT kind FROM room WHERE conversation = '19:north-news'"
    found = await teams.fake.house.store.read(lambda conn: conn.exec_driver_sql(query).scalar_one())
    assert found == Place.ORGANISATION


async def test_a_channel_is_chosen_only_by_those_who_keep_the_list_and_only_where_the_committee_meets(teams: InTeams):
    await set_up(teams)
    await has_team(teams, "19:north", "gitte", "hans", "ole")
    window = await teams.invoke("gitte", "task/fetch", {"data": to_choose(teams), "context": {}}, place=NEW)
    data = {**window.card["actions"][0]["data"], "c.channel": "19:north-news"}
    elsewhere = await teams.invoke("gitte", "task/submit", {"data": data, "context": {}}, place=ROOM)
    assert "Beskeder til organisationen" not in elsewhere.says
    teams.cloud.conversations[NEW].members.append({"id": "29:ole", "name": "Ole"})
    by_ole = await teams.invoke("ole", "task/submit", {"data": data, "context": {}}, place=NEW)
    assert by_ole.refused == "not_a_member"


async def test_a_team_that_had_us_before_is_known_once_somebody_writes_there(teams: InTeams):
    await has_team(teams, "19:north", "gitte")
    await teams.fake.house.store.write(lambda conn: conn.exec_driver_sql("DELETE FROM installation"))
    button = await invited(teams)
    assert await channels_offered(teams, "gitte", button) == {}
    in_team = {"channelData": {"tenant": {"id": TENANT}, "team": {"id": "19:north"}}}
    await teams.post(teams.cloud.activity("29:gitte", "19:north", type="message", text="hej", **in_team))
    assert len(await channels_offered(teams, "gitte", button)) == 3


async def test_where_a_client_has_no_windows_a_committee_is_set_up_inside_the_message(teams: InTeams):
    await invited(teams)
    asked = teams.cloud.activity("29:gitte", NEW, type="message", text="<at>Medmakker</at> formularer")
    asked["entities"] = [{"type": "mention", "text": "<at>Medmakker</at>", "mentioned": asked["recipient"]}]
    assert (await teams.post(asked)).status == 200
    (button,) = opens_no_window(teams)

    async def sends(shown: Answered, verb: str = "send", **fields: str) -> Answered:
        inputs = [each for each in shown.card["body"] if each["type"].startswith("Input.")]
        values = {each["id"]: each.get("value", "") for each in inputs} | fields
        action = {**shown.card["actions"][0], "type": "Action.Execute"}
        sent = {**action, "verb": verb, "data": {**action["data"], **values}}
        return await teams.invoke("gitte", "adaptiveCard/action", {"action": sent, "trigger": "manual"}, place=NEW)

    opened = {"type": "Action.Execute", "title": "-", "verb": "form", "data": button}
    first = await teams.invoke("gitte", "adaptiveCard/action", {"action": opened, "trigger": "manual"}, place=NEW)
    refused = await sends(first, **{"c.level": "local"})
    assert refused.refused == "empty_text"
    sides = await sends(refused, **{"t.committee#0": "Lokal-MED Syd", "c.level": "local"})
    key = keys(sides, "m.management")
    roles = await sends(sides, **{"m.management": key["Gitte Berg"], "m.employees": key["Hans Dahl"]})
    more = await sends(roles, **{"c.chair": key["Gitte Berg"], "m.vice_chair": key["Hans Dahl"]})
    await sends(more)
    assert "Lokal-MED Syd" in teams.texts(NEW)
    # What comes next opens no window either; the invitation's own button still does.
    assert {"plan_first", "found"} < {json.loads(each["mm"])[0] for each in opens_no_window(teams)}
    assert sum("msteams" in each for each in teams.buttons(NEW)) == 1


def opens_no_window(teams: InTeams) -> list[Json]:
    """Give what they carry, what is beside each for a client without Action.Execute being the same."""
    found = [each for each in teams.buttons(NEW) if "msteams" not in each]
    return list({each["mm"]: each for each in found}.values())


def _room(conn):  # type: ignore[no-untyped-def]
    from storage import chats

    return chats.room_of(conn, PLATFORM, NEW)


async def sends(teams: InTeams, window, **fields: str):  # type: ignore[no-untyped-def]
    inputs = [each for each in window.card["body"] if each["type"].startswith("Input.")]
    values = {each["id"]: each.get("value", "") for each in inputs}
    typed = {ident: fields[ident.partition(".")[2]] for ident in values if ident.partition(".")[2] in fields}
    assert len(typed) == len(fields), sorted(values)
    data = {**window.card["actions"][0]["data"], **values, **typed}
    return await teams.invoke("gitte", "task/submit", {"data": data, "context": {}}, place=NEW)


async def test_where_a_committee_meets_already_nobody_is_invited(teams: InTeams):
    before = dict(teams.cloud.conversations[ROOM].messages)
    installed = teams.cloud.activity("29:ole", ROOM, type="installationUpdate", action="add")
    assert (await teams.post(installed)).status == 200
    assert teams.cloud.conversations[ROOM].messages == before


async def test_while_the_roster_cannot_be_read_the_window_says_to_wait(teams: InTeams):
    button = await invited(teams)
    teams.cloud.troubles = [Trouble(403)]
    answer = await teams.invoke("gitte", "task/fetch", {"data": button, "context": {}}, place=NEW)
    assert answer.body["task"]["type"] == "message"


async def test_who_joins_the_conversation_is_asked_about_and_seated_by_the_answer(teams: InTeams):
    teams.cloud.conversations[ROOM].members.append({"id": "29:new", "name": "Nanna Ny"})
    joined = teams.cloud.activity(
        "29:ole", ROOM, type="conversationUpdate", membersAdded=[{"id": "29:new"}, {"id": "28:bot"}]
    )
    assert (await teams.post(joined)).status == 200
    await teams.fake.house.ticker.settle()
    assert "Nanna Ny" in teams.texts("a:lars")
    question = next(each for each in teams.buttons("a:lars") if json.loads(each["mm"])[0] == "seat_newcomer")
    window = await teams.invoke("lars", "task/fetch", {"data": question, "context": {}})
    seat = next(each for each in window.card["body"] if each["type"] == "Input.ChoiceSet")
    choice = next(each["value"] for each in seat["choices"] if "employees" in each["value"])
    answer = await teams.sends("lars", window, **{seat["id"][2:]: choice})
    assert answer.refused == ""
    assert "Nanna Ny" in {person.name for person in (await teams.fake.state()).committee.people.values()}


async def tells(teams: InTeams, what: str, *accounts: str) -> None:
    """Have Teams tell who came into the room, or left it."""
    told = teams.cloud.activity(
        "29:ole", ROOM, type="conversationUpdate", **{what: [{"id": each} for each in accounts]}
    )
    assert (await teams.post(told)).status == 200
    await teams.fake.house.ticker.settle()


def asked(teams: InTeams, action: str) -> list[str]:
    """Give whom the secretary is asked about."""
    carried = [json.loads(each["mm"]) for each in teams.buttons("a:lars")]
    return [on for what, on, *_ in carried if what == action]


def leaves(teams: InTeams, account: str) -> None:
    here = teams.cloud.conversations[ROOM]
    here.members = [each for each in here.members if each["id"] != account]


async def test_who_leaves_is_asked_about_and_stays_on_the_list_until_somebody_says_so(teams: InTeams):
    leaves(teams, "29:ole")
    await tells(teams, "membersRemoved", "29:ole")
    assert "ole" in asked(teams, "say_gone")
    assert "ole" in (await teams.fake.state()).committee.people


async def test_nobody_is_asked_about_who_left_and_is_back_before_it_is_told(teams: InTeams):
    await tells(teams, "membersAdded", "29:ole")
    await tells(teams, "membersRemoved", "29:ole")
    await tells(teams, "membersRemoved", "29:ole")
    assert asked(teams, "say_gone") == []


async def test_nobody_is_asked_about_who_came_and_is_gone_again(teams: InTeams):
    await tells(teams, "membersRemoved", "29:new")
    await tells(teams, "membersAdded", "29:new")
    assert asked(teams, "seat_newcomer") == []


async def test_of_several_who_are_told_to_have_left_only_those_are_asked_about_who_are_not_there(teams: InTeams):
    leaves(teams, "29:ole")
    await tells(teams, "membersRemoved", "29:ole", "29:eva")
    assert set(asked(teams, "say_gone")) == {"ole"}


@pytest.mark.parametrize("trouble", [Trouble(403), Trouble(404, code="ConversationNotFound"), LATER])
async def test_where_teams_does_not_say_who_is_there_what_it_told_is_asked_about(teams: InTeams, trouble: Trouble):
    teams.cloud.troubles = [trouble]
    await tells(teams, "membersRemoved", "29:ole")
    assert "ole" in asked(teams, "say_gone")


async def test_where_no_committee_meets_nobody_is_looked_for(teams: InTeams):
    await invited(teams)
    before = len(teams.cloud.calls)
    joined = teams.cloud.activity("29:gitte", NEW, type="conversationUpdate", membersAdded=[{"id": "29:hans"}])
    assert (await teams.post(joined)).status == 200
    assert len(teams.cloud.calls) == before


async def test_who_comes_into_their_own_conversation_is_greeted_and_remembered(teams: InTeams):
    place = await teams.own("ole")
    installed = teams.cloud.activity("29:ole", place, type="installationUpdate", action="add")
    assert (await teams.post(installed)).status == 200
    assert "ingen AI" in teams.texts(place)
