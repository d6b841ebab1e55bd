"""What comes from Slack: only what it signed, whatever it holds, and each thing once."""

import json
from urllib.parse import urlencode

import pytest

from tests.bot.slack.conftest import SECRET, USERS, Office
from tests.fakes.slack.hands import Hands, Sent

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def payload(**parts: object) -> bytes:
    return urlencode({"payload": json.dumps(parts)}).encode()


MALFORMED = [
    (b"{", JSON),
    (b"[]", JSON),
    (b"null", JSON),
    (b'"text"', JSON),
    (b"[" * 100_000, JSON),
    (b"\xff\xfe", JSON),
    (b"payload=%7B", FORM),
    (b"payload=%5B%5D", FORM),
    (b"payload=null", FORM),
    (b"payload=" + b"%5B" * 50_000, FORM),
    (b"", FORM),
    (b"", JSON),
    (b"\x00", "text/plain"),
    (b"{}", JSON + "; charset=nonsense"),
    (payload(type="block_actions"), FORM),
    (payload(type="block_actions", user={"id": "UM"}, actions=[]), FORM),
    (payload(type="block_actions", user={"id": "UM"}, team={"id": "T1"}, actions=[{"action_id": 7}]), FORM),
    (payload(type="block_actions", user="UM", team="T1", actions=["x"]), FORM),
    (payload(type="view_submission", user={"id": "UM"}, team={"id": "T1"}, view={}), FORM),
    (payload(type="view_submission", user={"id": "UM"}, team={"id": "T1"}, view={"callback_id": "form"}), FORM),
    (payload(type="unheard_of", user={"id": "UM"}, team={"id": "T1"}), FORM),
    (json.dumps({"type": "event_callback", "team_id": "T1"}).encode(), JSON),
    (json.dumps({"type": "event_callback", "team_id": "T1", "event": {"type": 7}}).encode(), JSON),
    (json.dumps({"type": "event_callback", "team_id": "T1", "event": {"type": "message"}}).encode(), JSON),
]


async def test_what_slack_does_not_send_is_answered_in_peace(office: Office):
    for body, kind in MALFORMED:
        assert (await office.phones.post("/slack/events", body, {"Content-Type": kind})).status == 401
        reply = await office.send(office.hands.signed(body, kind))
        assert reply.status in {200, 400, 404}, (body[:80], reply.text)
    assert not office.fake.changed


async def test_a_body_that_is_too_large_is_refused_before_it_is_read(office: Office):
    reply = await office.send(office.hands.signed(b"x" * 1_100_000))
    assert reply.status == 413


async def test_another_ones_signature_changes_nothing(office: Office):
    stranger = Hands(office.slack, SECRET[::-1], office.hands.now)
    place = office.direct("ole")
    sent = stranger.press("UO", place, *office.button(place, "Jeg er her"))
    reply = await office.send(sent)
    assert (reply.status, office.fake.changed) == (401, [])


async def test_an_old_request_changes_nothing(office: Office):
    office.hands.now -= 301
    assert (await office.presses("ole", "Jeg er her")).status == 401
    assert office.fake.changed == []


async def test_the_same_request_again_gets_the_first_answer_and_changes_nothing(office: Office):
    place = office.direct("ole")
    sent = office.hands.press("UO", place, *office.button(place, "Jeg er her"))
    first, second = await office.send(sent), await office.send(sent)
    assert (first.status, first.text) == (second.status, second.text) == (200, "")
    assert len(office.fake.changed) == 1
    assert len(set(office.whispered("ole"))) <= 1


async def test_a_form_sent_again_because_no_answer_came_is_taken_once(office: Office):
    await begin(office)
    view = await office.opens("ole", "Skriv bidraget")
    office.fill(view, text="Vi bruger AI til breve")
    # Another press, so another trigger, but the same view as it stands.
    for _ in range(2):
        assert (await office.send(office.hands.submit(view))).status == 200
    assert len((await office.fake.state()).contributions) == 1


async def test_slack_is_told_its_challenge_when_it_signed(office: Office):
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "gone"}).encode()
    assert (await office.phones.post("/slack/events", body, {"Content-Type": JSON})).status == 401
    reply = await office.send(office.hands.signed(body, JSON))
    assert (reply.status, json.loads(reply.text)) == (200, {"challenge": "abc"})


async def test_an_event_that_means_nothing_to_us_is_acknowledged(office: Office):
    for event in ("team_join", "app_mention", "member_joined_channel", "reaction_added"):
        told = {"type": event, "user": "UM", "channel": "C1", "text": "hej"}
        assert (await office.send(office.hands.event(told))).status == 200


async def test_with_the_database_gone_slack_is_asked_to_send_again(office: Office):
    place = office.direct("ole")
    sent = office.hands.press("UO", place, *office.button(place, "Jeg er her"))
    event = office.hands.event({"type": "app_home_opened", "user": "UM", "tab": "home"})
    await office.fake.house.store.close()
    for each in (sent, event):
        assert (await office.send(each)).status == 503


async def test_who_is_on_no_list_is_told_so_and_can_do_nothing(office: Office):
    place = office.direct("ole")
    office.slack.add_user("U9", "En fremmed")
    place.members.add("U9")
    button = office.button(place, "Jeg er her")
    assert (await office.send(office.hands.press("U9", place, *button))).status == 200
    assert office.fake.changed == []
    assert [body["user"] for _, _, body in office.slack.whispers] == ["U9"]
    assert "Jeg ved ikke, hvem du er" in office.slack.whispers[0][2]["blocks"][0]["elements"][0]["elements"][0]["text"]


async def test_a_value_that_nobody_made_opens_nothing(office: Office):
    for value in ("", "x", "[]", '["arrive","","","no meeting",""]', '["arrive","","",7,""]', "[" * 5000):
        for kind in ("press", "open", "read", "more", "for", "unknown"):
            action = {"action_id": f"{kind}:x:1", "type": "button", "value": value}
            reply = await office.send(office.hands.press("UO", office.direct("ole"), action))
            assert reply.status in {200, 400, 404}, (kind, value)
    assert office.fake.changed == []


async def test_nothing_that_somebody_typed_is_in_the_log(office: Office, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    await begin(office)
    view = await office.opens("ole", "Skriv bidraget")
    await office.submits(view, text="Hemmeligheden om breve")
    await office.submits(view, text="Hemmeligheden " * 400)
    await office.send(office.hands.command("UO", "forslag Hemmeligheden"))
    await office.send(Sent(b'{"Hemmeligheden', office.hands.signed(b'{"Hemmeligheden', JSON).headers))
    assert "Hemmeligheden" not in caplog.text


async def begin(office: Office) -> None:
    """Let everybody in Slack be there, and the meeting begin."""
    await office.fake.all_arrive(*USERS)
    await office.fake.start()
    await office.show()
    office.fake.changed.clear()
