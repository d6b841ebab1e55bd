"""What people do in Slack: press, open, write, send; the answers that only they see; commands, shortcuts and home."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.platforms.slack.home import home_view
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Stage
from dialogs.model.sharing import theirs
from tests.bot.slack.conftest import Office
from tests.bot.slack.test_way_in import begin
from tests.dialogs.flows.stories import frame
from tests.fakes.slack.rules import message_faults
from tests.fakes.slack.server import Failure, View
from tests.rehearsal.slack_pages import lines_of


def read(view: View) -> str:
    return "\n".join([view.json["title"]["text"], *lines_of(view.json["blocks"])])


def said(answer: dict[str, Any]) -> str:
    return "\n".join(lines_of(answer["blocks"]))


def selects(view: dict[str, Any]) -> list[dict[str, Any]]:
    elements = [each for block in view["blocks"] if block["type"] == "actions" for each in block["elements"]]
    return [each for each in elements if each["type"] == "static_select"]


async def test_the_screen_changes_in_place_and_nothing_is_posted_anew(office: Office):
    before = set(office.direct("ole").messages)
    await office.presses("ole", "Jeg er her")
    await office.show()
    assert before <= set(office.direct("ole").messages)
    assert "Til stede: Ole" in office.read(office.direct("sanne"))


async def test_the_committees_channel_shows_the_room_and_nothing_to_press(office: Office):
    await begin(office)
    channel = office.slack.channels["C1"]
    assert "Fælles viden" in office.read(channel)
    assert not any(block["type"] == "actions" for each in channel.messages.values() for block in each["blocks"])


async def test_a_form_opens_as_a_modal_and_what_is_sent_is_kept(office: Office):
    await begin(office)
    view = await office.opens("ole", "Skriv bidraget")
    reply = await office.submits(view, text="Vi bruger AI til breve", kind="use")
    assert (reply.status, reply.text) == (200, "")
    (kept,) = (await office.fake.state()).contributions.values()
    assert kept.text == "Vi bruger AI til breve"
    assert office.whispered("ole")[-1:] == ["Gemt."]


async def test_what_is_wrong_in_a_field_is_said_at_the_field(office: Office):
    await begin(office)
    view = await office.opens("ole", "Skriv bidraget")
    reply = await office.submits(view, text="Min kollega 010190-1234 mener")
    answer = json.loads(reply.text)
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == ["text"]
    assert reply.headers["X-Medmakker-Refused"] == "contains_cpr"
    assert not (await office.fake.state()).contributions


async def test_a_warning_gives_the_form_back_as_it_was_and_the_same_sent_again_is_taken(office: Office):
    await begin(office)
    view = await office.opens("ole", "Skriv bidraget")
    office.fill(view, text="Ring på 20 30 40 50")
    answer = json.loads((await office.submits(view)).text)
    assert answer["response_action"] == "update"
    office.slack.change_view(view, answer["view"])
    assert "send igen, hvis det skal stå der" in read(view)
    assert "Ring på 20 30 40 50" in read(view)
    assert (await office.submits(view)).text == ""
    assert len((await office.fake.state()).contributions) == 1


async def test_after_a_warning_another_text_is_warned_about_anew(office: Office):
    await begin(office)
    view = await office.opens("ole", "Skriv bidraget")
    answer = json.loads((await office.submits(view, text="Ring på 20 30 40 50")).text)
    office.slack.change_view(view, answer["view"])
    again = await office.submits(view, text="Ring på 20 30 40 51")
    assert again.headers["X-Medmakker-Refused"] == "contact_details_warning"
    assert not (await office.fake.state()).contributions


async def test_what_comes_too_late_is_said_above_the_form_and_what_was_typed_stays(office: Office):
    await begin(office)
    view = await office.opens("ole", "Skriv bidraget")
    await office.fake.advance(3)
    answer = json.loads((await office.submits(view, text="Det nåede jeg ikke")).text)
    assert answer["response_action"] == "update"
    assert not (await office.fake.state()).contributions


async def test_a_button_of_an_old_message_is_refused_in_words(office: Office):
    await begin(office)
    place = office.direct("marianne")
    old = office.hands.press("UM", place, *office.button(place, "Videre til næste del"))
    older = office.hands.press("UM", place, *office.button(place, "Videre til næste del"))
    await office.send(old)
    reply = await office.send(older)
    assert reply.headers["X-Medmakker-Refused"] == "out_of_date"
    assert office.whispered("marianne")


async def test_a_form_that_is_gone_is_said_to_be_gone(office: Office):
    await begin(office)
    place = office.direct("ole")
    late = office.hands.press("UO", place, *office.button(place, "Skriv bidraget"))
    await office.fake.advance(3)
    await office.send(late)
    assert office.slack.open_view("UO") is None
    assert "Det står ikke længere på din skærm" in office.whispered("ole")[-1]


async def test_a_view_that_opens_too_late_does_no_harm(office: Office):
    await begin(office)
    place = office.direct("ole")
    sent = office.hands.press("UO", place, *office.button(place, "Skriv bidraget"))
    office.time.at += 3.5
    assert (await office.send(sent)).status == 200
    assert office.slack.open_view("UO") is None
    assert await office.opens("ole", "Skriv bidraget")


async def test_slack_in_trouble_costs_nobody_what_they_did(office: Office):
    await begin(office)
    view = await office.opens("ole", "Skriv bidraget")
    office.slack.fail("chat.postEphemeral", Failure(status=429, retry_after="9"))
    assert (await office.submits(view, text="Vi bruger AI til breve")).status == 200
    assert len((await office.fake.state()).contributions) == 1


async def test_more_texts_than_there_are_inputs_are_asked_for_with_a_button(office: Office):
    await begin(office)
    await office.fake.advance()
    await office.show()
    view = await office.opens("ole", "Aflever for parret")
    office.fill(view, **{"opportunity#0": "Lettere breve", "concern#0": "Tempoet"})
    before = read(view).count("Muligheder")
    await office.presses("ole", "Tilføj en mere", view)
    assert read(view).count("Muligheder") == before + 1
    assert "Lettere breve" in read(view)
    assert (await office.submits(view, **{"opportunity#2": "Mere tid"})).text == ""
    kept = [each.text for each in (await office.fake.state()).contributions.values()]
    assert sorted(kept) == ["Lettere breve", "Mere tid", "Tempoet"]


async def test_a_folded_card_opens_to_be_read(office: Office):
    view = await office.opens("ole", "Læs")
    assert view.json["callback_id"] == "look"
    assert len(read(view)) > 300
    assert "submit" not in view.json


async def test_a_part_of_the_minutes_opens_with_its_texts_and_shows_each_correction(office: Office):
    await begin(office)
    for text in ("Breve", "Noter"):
        await office.fake.submit("ole", "contribute", kind="use", text=text)
    await office.fake.end()
    await office.show()
    assert "Noter" not in office.read(office.direct("marianne")).split("Ret referatet")[1]
    part = await office.opens("marianne", "Åbn")
    assert "Det bruger vi AI til: Breve" in read(part)
    form = await office.opens("marianne", "Ret teksten", part)
    assert form.below == part.id
    assert (await office.submits(form, text="Kun breve", why="Ét ord manglede")).text == ""
    office.slack.close_view(form)
    await office.answered()
    assert "Det bruger vi AI til: Kun breve" in read(part)
    assert "Det bruger vi AI til: Noter" in read(part)
    assert office.whispered("marianne")[-1:] == ["Rettet. Den gamle udgave er gemt."]


async def test_a_part_of_the_minutes_still_leads_back_to_itself_after_a_warning(office: Office):
    await begin(office)
    for text in ("Breve", "Noter"):
        await office.fake.submit("ole", "contribute", kind="use", text=text)
    await office.fake.end()
    await office.show()
    part = await office.opens("marianne", "Åbn")
    form = await office.opens("marianne", "Ret teksten", part)
    answer = json.loads((await office.submits(form, text="Ring på 20 30 40 50", why="Rettet")).text)
    office.slack.change_view(form, answer["view"])
    assert (await office.submits(form)).text == ""
    office.slack.close_view(form)
    await office.answered()
    assert "Det bruger vi AI til: Ring på 20 30 40 50" in read(part)
    assert "Jeg er her" not in read(part)


async def test_home_begins_with_what_it_is(office: Office):
    await office.send(office.hands.event({"type": "app_home_opened", "user": "UO", "tab": "home"}))
    first = office.slack.homes["UO"]["blocks"][0]
    assert first["text"]["text"] == "Mine møder"


async def test_the_one_who_keeps_the_minutes_writes_for_somebody_without_a_screen(office: Office):
    await begin(office)
    await office.send(office.hands.event({"type": "app_home_opened", "user": "UL", "tab": "home"}))
    home = office.slack.homes["UL"]
    (select,) = selects(home)
    chosen = next(option for option in select["options"] if option["text"]["text"].startswith("Ole"))
    acted = {"action_id": select["action_id"], "type": "static_select", "selected_option": chosen}
    await office.send(office.hands.press("UL", home, acted))
    screen = office.slack.open_view("UL")
    assert screen
    assert screen.json["title"]["text"].startswith("Ole")
    form = await office.opens("lars", "Skriv bidraget", screen)
    assert form.below == screen.id
    assert (await office.submits(form, text="Sagt højt af Ole")).text == ""
    office.slack.close_view(form)
    await office.answered()
    assert "Sagt højt af Ole" in read(screen)
    assert "Sagt højt af Ole" not in office.read(office.direct("lars"))
    assert [each.text for each in theirs(await office.fake.state(), PersonId("ole"))] == ["Sagt højt af Ole"]


async def test_who_may_not_write_for_others_gets_no_such_choice_and_cannot_make_one_up(office: Office):
    await begin(office)
    await office.send(office.hands.event({"type": "app_home_opened", "user": "UO", "tab": "home"}))
    assert selects(office.slack.homes["UO"]) == []
    value = json.dumps(["for", "", "", office.fake.id, "sanne"])
    acted = {"action_id": "for:x", "type": "static_select", "selected_option": {"value": value}}
    await office.send(office.hands.press("UO", office.direct("ole"), acted))
    assert office.slack.open_view("UO") is None


async def test_home_of_a_stranger_says_what_to_do(office: Office):
    office.slack.add_user("U9", "En fremmed")
    await office.send(office.hands.event({"type": "app_home_opened", "user": "U9", "tab": "home"}))
    told = "\n".join(lines_of(office.slack.homes["U9"]["blocks"]))
    # Slack does not tell which language somebody reads.
    assert "Du har ingen møder endnu." in told
    assert "/med opret" in told
    assert "You have no meetings yet." in told
    assert "/med setup" in told


async def test_the_command_tells_how_to_use_it_in_both_languages(office: Office):
    danish = json.loads((await office.send(office.hands.command("UO", "hjælp"))).text)
    english = json.loads((await office.send(office.hands.command("UO", "help"))).text)
    assert danish["response_type"] == english["response_type"] == "ephemeral"
    assert list(message_faults({"text": danish["text"], "blocks": danish["blocks"]})) == []
    assert "Om Medmakker" in said(danish)
    assert "About Medmakker" in said(english)


async def test_the_command_alone_gives_the_overview_and_leads_to_the_meeting(office: Office):
    answer = json.loads((await office.send(office.hands.command("UO", ""))).text)
    assert list(message_faults({"text": answer["text"], "blocks": answer["blocks"]})) == []
    assert "Dine opgaver" in said(answer)
    (button,) = [each for block in answer["blocks"] if block["type"] == "actions" for each in block["elements"]][:1]
    await office.send(office.hands.press("UO", office.slack.channels["C1"], button))
    view = office.slack.open_view("UO")
    assert view
    assert "Kom med" in read(view)
    await office.presses("ole", "Jeg er her", view)
    assert "Jeg er her" not in read(view)
    assert (await office.fake.state()).is_here(PersonId("ole"))


async def test_the_command_begins_a_proposal_with_what_was_typed_after_it(office: Office):
    for command in ("forslag Oversæt <breve> & *mails*", "proposal Oversæt <breve> & *mails*"):
        assert (await office.send(office.hands.command("UO", command))).text == ""
        view = office.slack.open_view("UO")
        assert view
        assert "Oversæt <breve> & *mails*" in read(view)
        office.slack.close_view(view)


async def test_a_stranger_who_commands_is_told_what_to_do(office: Office):
    office.slack.add_user("U9", "En fremmed")
    answer = json.loads((await office.send(office.hands.command("U9", "forslag Breve"))).text)
    assert "møde" in said(answer)


async def test_a_message_becomes_a_proposal_with_its_text_as_people_read_it(office: Office):
    text = "Kan <@U1|Bo> & <!channel> bruge <https://ai.example|det her> til <b>breve</b> i <#C9|alle>?"
    raw = office.hands.shortcut("UO", "propose_message", "x")
    assert raw
    await office.send(office.hands.shortcut("UO", "propose_message", text))
    view = office.slack.open_view("UO")
    assert view
    # What somebody typed was encoded by Slack; only what Slack itself put there would be resolved.
    assert text in read(view)


async def test_the_global_shortcut_opens_an_empty_proposal(office: Office):
    await office.send(office.hands.shortcut("UO", "propose"))
    view = office.slack.open_view("UO")
    assert view
    assert view.json["submit"]


async def test_a_word_to_us_is_answered_with_where_things_are(office: Office):
    told = {"type": "message", "channel_type": "im", "user": "UO", "channel": "DUO", "text": "hej"}
    await office.send(office.hands.event(told))
    assert "/med forslag" in office.whispered("ole")[-1]
    before = len(office.slack.whispers)
    await office.send(office.hands.event({**told, "bot_id": "B9"}))
    await office.send(office.hands.event({**told, "subtype": "message_changed"}))
    assert len(office.slack.whispers) == before


@pytest.mark.parametrize(("stage", "offered"), [(Stage.RUNNING, 1), (Stage.ENDED, 0), (Stage.CANCELLED, 0)])
def test_nobody_is_in_the_room_of_a_meeting_that_is_over(stage: Stage, offered: int):
    view = frame("started").view("sofie")
    assert len(selects(home_view([replace(view, meeting=replace(view.meeting, stage=stage))]))) == offered
