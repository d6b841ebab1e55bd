"""The record of a meeting: every key in its place, every text once, nothing of who wrote what."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from bot.export import export
from dialogs.announcement import draft
from dialogs.content import Language
from dialogs.inbound import FormSubmitted
from dialogs.minutes import record
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting
from dialogs.model.people import Role, Side
from dialogs.model.texts import MAX_CHARS
from dialogs.wording import wording
from tests.dialogs.flows.play import Play
from tests.dialogs.flows.stories import PEOPLE, STORIES, Frame, filled, frame, frames, going_on, said
from tests.dialogs.room import COMMITTEE, someone

pytestmark = pytest.mark.no_cover

HEAD = ("number", "phase", "title", "type", "open", "planned_min", "held_min")
KEYS = {
    "": (
        *("format", "language", "template", "committee", "number", "planned", "held", "present", "absent", "items"),
        *("minutes_signed", "objections", "approved_at_meeting", "version"),
    ),
    "committee": ("name", "level"),
    "planned": ("start", "end"),
    "held": ("start", "end", "finished", "pauses"),
    "pauses": ("from", "to"),
    "present": ("name", "side", "roles", "from", "to", "stands_in_for", "entered_by_secretary"),
    "absent": ("name", "side", "roles"),
    "minutes_signed": ("name", "role", "substitute_for", "at"),
    "signed": ("name", "role", "substitute_for", "at"),
    "objections": ("text", "at"),
    "cards": ("number", "title", "source"),
    "themes": ("theme", "opportunities", "concerns", "conditions", "suggestions"),
    "missing": ("management", "employees"),
    "decisions": (
        *("title", "open", "ground", "type", "outcome", "chosen", "wording", "decider", "remarks", "positions"),
        *("account", "to_committee", "resumes_on", "reservations", "conditions", "follow_up_group", "guideline"),
    ),
    "remarks": ("management", "employees"),
    "positions": ("management", "employees"),
    "reservations": ("side", "text", "state", "change"),
    "change": ("before", "after"),
    "conditions": ("text", "owner", "due"),
    "follow_up_group": ("members", "mandate", "check_points", "stop_criteria"),
    "check_points": ("rule", "on"),
    "stop_criteria": ("text", "who"),
    "guideline": ("valid_from", "notice_months", "review_on"),
}
ITEMS = {
    "knowledge": (*HEAD, "cards", "uses", "questions", "words"),
    "pairs": (*HEAD, "pairs", "themes", "missing"),
    "pilots": (*HEAD, "decisions"),
    "announcement": (*HEAD, "text", "signed", "posted_at"),
}


def minutes_of(found: Frame, *, closed_items: bool = True) -> dict:
    return record(found.meeting, found.organisation, found.now, closed_items=closed_items)


def last(story: str = "whole", language: str = "da") -> Frame:
    return frames(story, language)[-1]


def objects(value: object, name: str = "") -> Iterator[tuple[str, dict]]:
    """Give every object of a record with the name it stands under."""
    if isinstance(value, dict):
        yield name, value
        for key, part in value.items():
            yield from objects(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from objects(part, name)


def decisions(found: Frame, *, closed_items: bool = True) -> dict[str, dict]:
    found_there = minutes_of(found, closed_items=closed_items)["items"][2]["decisions"]
    return {each["title"].removeprefix("§ "): each for each in found_there}


def schema() -> dict:
    return json.loads(files("dialogs").joinpath("minutes.schema.json").read_text(encoding="utf-8"))


# --- The format


@pytest.mark.parametrize("story", STORIES)
def test_all_keys_are_there_in_their_order(story: str):
    met = set()
    for found in (frames(story)[0], last(story)):
        for name, value in objects(minutes_of(found)):
            expected = ITEMS[value["phase"]] if name == "items" else KEYS[name]
            expected += ("together",) if (story, name) == ("team", "missing") else ()
            assert tuple(value) == expected, name
            met.add(name)
    # Nobody is there when a meeting is cancelled or not begun, or when it is about what the last one began.
    assert met >= {"", "held", "items", *(() if story in {"called", "followed", "proposals"} else ("present",))}
    if story == "whole":
        assert met == {*KEYS, "items"}


@pytest.mark.parametrize("closed_items", [True, False])
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("story", STORIES)
def test_every_record_on_the_way_fits_the_schema(story: str, language: str, closed_items: bool):
    check = jsonschema.Draft202012Validator(schema())
    for found in frames(story, language):
        body = json.loads(json.dumps(minutes_of(found, closed_items=closed_items)))
        assert [f"{found.step}: {fault.json_path} {fault.message[:80]}" for fault in check.iter_errors(body)] == []


def test_the_files_are_utf8_with_two_spaces_and_a_line_end(tmp_path: Path):
    found = last()
    export(found.meeting, found.organisation, found.now, tmp_path)
    text = (tmp_path / "minutes.json").read_text(encoding="utf-8")
    assert text.startswith('{\n  "format": "medmakker/minutes/1",\n  "language": "da",\n  "template": "med-ai",\n')
    assert text.endswith('\n  "version": 1\n}\n')
    assert "Kørelister" in text
    assert (tmp_path / "announcement.txt").read_text(encoding="utf-8") == "§ Vi prøver notater af. Resten hører I om."
    assert "Løn" not in (tmp_path / "minutes-open.json").read_text(encoding="utf-8")


def test_a_message_that_was_not_posted_leaves_an_empty_file(tmp_path: Path):
    found = frame("two signed")
    export(found.meeting, found.organisation, found.now, tmp_path)
    assert (tmp_path / "announcement.txt").read_bytes() == b""


@pytest.mark.parametrize("story", STORIES)
def test_no_id_stands_in_a_record(story: str):
    found = last(story)
    text = json.dumps(minutes_of(found))
    meeting = found.meeting
    ids = {*meeting.contributions, *meeting.items, *meeting.proposals, *meeting.reservations, *meeting.pairs}
    assert [each for each in ids if each in text] == []
    assert not re.search(r"[0-9a-f]{24}", text)


@pytest.mark.parametrize("story", STORIES)
def test_no_time_is_finer_than_a_minute(story: str):
    play = last(story).play()
    shifted = replace(play.meeting, started_at=(play.meeting.started_at or play.now) + timedelta(seconds=31))
    text = json.dumps(record(shifted, play.organisation, play.now, closed_items=True))
    assert re.findall(r"T\d\d:\d\d:\d\d", text) == []


def test_times_are_the_organisations_own():
    body = minutes_of(last())
    assert body["planned"] == {"start": "2026-12-01T10:00+01:00", "end": "2026-12-01T12:00+01:00"}
    assert body["held"]["start"] == "2026-12-01T10:00+01:00"
    summer = replace(last().meeting, starts_at=datetime(2026, 7, 1, 8, tzinfo=UTC), versions={})
    assert (
        record(summer, last().organisation, last().now, closed_items=True)["planned"]["start"]
        == "2026-07-01T10:00+02:00"
    )


def test_a_record_in_english_says_so_and_has_english_titles():
    body = minutes_of(last(language="en"))
    assert body["language"] == "en"
    assert body["items"][0]["title"] == "What we all should know about AI"


def test_a_meeting_that_has_not_begun_has_a_record_too():
    body = minutes_of(frame("laid down"))
    assert body["held"] == {"start": None, "end": None, "finished": False, "pauses": []}
    assert body["present"] == []
    assert len(body["absent"]) == len(COMMITTEE)
    assert body["items"][3] | {"title": ""} == {
        **dict(zip(HEAD, (4, "announcement", "", "information", True, 15, 0), strict=True)),
        "text": None,
        "signed": [],
        "posted_at": None,
    }


# --- Who was there


def test_every_stay_is_named_with_its_times():
    stays = [(each["name"], each["from"][-11:-6], each["to"][-11:-6]) for each in minutes_of(last())["present"]]
    gry = [stay for stay in stays if stay[0] == "Gry"]
    assert len(gry) == 2
    assert stays == sorted(stays)
    assert minutes_of(last())["absent"] == []


def test_those_who_never_came_are_absent_by_name():
    names = [each["name"] for each in minutes_of(last("hurried"))["absent"]]
    assert names == ["Bo", "Dorte", "Eva", "Finn", "Gry", "Hans", "Ole"]


def test_who_was_let_in_by_the_secretary_is_marked():
    marked = {each["name"]: each["entered_by_secretary"] for each in minutes_of(last("staff meeting"))["present"]}
    assert marked == {"Anne": False, "Bo": False, "Eva": False, "Finn": False, "Gry": False, "Ida": False, "Jan": True}


def test_roles_stand_in_one_order_whatever_set_they_come_from():
    roles = {each["name"]: each["roles"] for each in minutes_of(last())["present"]}
    assert roles["Lars"] == ["member", "team_leader"]


# --- Time


def test_a_phase_that_was_held_twice_counts_both_times_and_no_break():
    body = minutes_of(last())
    held = {item["phase"]: item["held_min"] for item in body["items"]}
    # 10.00-11.00 with a break of five minutes, and three minutes more after going back.
    assert held["knowledge"] == 55 + 3
    assert held["pairs"] == 12
    assert body["held"]["pauses"] == [{"from": "2026-12-01T10:00+01:00", "to": "2026-12-01T10:05+01:00"}]


def test_a_break_that_lasts_has_no_end():
    assert minutes_of(frame("paused"))["held"]["pauses"] == [{"from": "2026-12-01T10:00+01:00", "to": None}]


def test_a_meeting_that_everybody_left_ended_when_the_last_one_went_and_is_unfinished():
    body = minutes_of(last("hurried"))
    assert body["held"]["finished"] is False
    assert body["held"]["end"] == max(each["to"] for each in body["present"])


# --- What was said


def test_the_cards_that_were_shown_are_named_with_their_source_and_the_own_ones_without_a_number():
    cards = minutes_of(last())["items"][0]["cards"]
    assert [card["number"] for card in cards] == [1, 2, 3, 4, 5, 15, None]
    assert cards[-1] == {"number": None, "title": said("Vores kort"), "source": said("Os selv")}
    play = going_on("arrived")
    play.press("anne", "start")
    play.press("anne", "next_card")
    assert len(minutes_of(replace(last(), meeting=play.meeting))["items"][0]["cards"]) == 1


def test_what_was_handed_in_stands_once_by_theme_and_text_and_what_was_not_is_gone():
    pairs = minutes_of(last())["items"][1]
    assert pairs["pairs"] == 3
    assert [theme["theme"] for theme in pairs["themes"]] == [said("Tempo"), None]
    assert pairs["themes"][0]["concerns"] == [said("Tempoet stiger")]
    text = json.dumps(pairs, ensure_ascii=False)
    assert text.count(said("Tempoet stiger")) == 1
    assert said("Det samme") not in text
    assert said("Mere tid til borgerne") not in text
    assert pairs["missing"] == {"management": [], "employees": [said("Natholdet")]}


def test_uses_questions_and_words_stand_sorted_and_each_once():
    play = going_on("started")
    for who, text in (("eva", "b"), ("finn", "a"), ("lars", "b")):
        play.press(who, "contribute", kind="use", text=text)
        play.press(who, "say_word", word=text)
    first = minutes_of(replace(last(), meeting=play.meeting))["items"][0]
    assert first["uses"] == first["words"] == ["a", "b"]


def test_the_order_in_which_things_were_written_cannot_be_read_from_a_record():
    meeting = last().meeting
    turned = replace(
        meeting,
        contributions=dict(reversed(meeting.contributions.items())),
        reservations=dict(reversed(meeting.reservations.items())),
        missing=dict(reversed(meeting.missing.items())),
        stays=dict(reversed(meeting.stays.items())),
        items=dict(reversed(meeting.items.items())),
    )
    assert minutes_of(replace(last(), meeting=turned)) == minutes_of(last())


def test_a_record_names_nobody_but_in_attendance_deciders_groups_and_signatures():
    body = minutes_of(last())
    for name in ("present", "absent", "minutes_signed"):
        body.pop(name)
    body["items"][3].pop("signed")
    for decision in body["items"][2]["decisions"]:
        decision.pop("decider")
        decision.pop("follow_up_group")
    text = json.dumps(body, ensure_ascii=False)
    assert [person.name for person in COMMITTEE if re.search(rf"\b{person.name}\b", text)] == []


def test_a_record_does_not_depend_on_who_wrote_what():
    meeting = frame("settled").meeting
    swapped = replace(meeting, owners=dict.fromkeys(meeting.owners, PersonId("finn")), positions={})
    assert minutes_of(replace(frame("settled"), meeting=swapped)) == minutes_of(frame("settled"))


# --- Decisions


def test_every_outcome_stands_with_what_belongs_to_it():
    found = decisions(last())
    kinds = {title: each["outcome"] for title, each in found.items()}
    assert kinds == {
        "Notater": "agreement",
        "Kørelister": "agreement_with_remarks",
        "Breve": "no_agreement",
        "Løn": "other_level",
        "Vagter": "deferred",
        "Rene linjer": "agreement",
    }
    assert found["Notater"]["decider"] == "Lars"
    assert found["Kørelister"]["remarks"] == {"management": None, "employees": said("Bemærkning om Kørelister")}
    condition = {"text": "E1: Følg op på arbejdspladsvurderingen", "owner": "safety_rep", "due": "start"}
    assert found["Kørelister"]["conditions"] == [condition]
    assert found["Breve"]["positions"] == {"management": said("Vi vil prøve"), "employees": said("Vi vil vente")}
    assert found["Breve"]["account"] == said("Vi går videre")
    assert found["Løn"]["to_committee"] == said("HovedMED")
    assert found["Vagter"]["resumes_on"] == "2027-02-01"
    assert [found[title]["chosen"] for title in found] == [True, True, False, False, False, False]


def test_a_reservation_stands_with_its_side_and_what_became_of_it():
    found = decisions(last())
    assert found["Notater"]["reservations"] == [
        {
            "side": "employees",
            "text": said("Forbehold mod Notater"),
            "state": "resolved",
            "change": {"before": said("Notater prøves af"), "after": said("Notater prøves i ét team")},
        }
    ]
    assert [held["state"] for held in found["Breve"]["reservations"]] == ["kept"]
    assert found["Vagter"]["reservations"] == []


def test_an_item_of_its_own_can_be_a_guideline():
    own = decisions(last())["Rene linjer"]
    assert own["type"] == "guideline"
    assert own["guideline"] == {"valid_from": "2027-01-01", "notice_months": 3, "review_on": "2028-01-01"}
    assert own["conditions"] == []
    assert own["chosen"] is False


def test_the_follow_up_group_stands_with_dates_counted_from_the_start():
    group = decisions(last())["Notater"]["follow_up_group"]
    assert group["members"] == ["Eva", "Lars"]
    assert group["check_points"][0] == {"rule": "week 2", "on": "2027-01-18"}
    assert {point["rule"] for point in group["check_points"]} == {"week 2", "week 6", "week 8", "week 12", "+6 months"}
    assert group["stop_criteria"] == [
        {"text": said("Fejl i uge 2"), "who": "Bo"},
        {"text": said("Nogen bliver syge"), "who": "Eva"},
    ]
    assert decisions(last())["Breve"]["follow_up_group"] is None


def test_a_wording_that_one_side_did_not_confirm_is_no_outcome():
    for step in ("worded", "declined", "one side confirmed"):
        for each in decisions(frame(step)).values():
            assert (each["outcome"], each["wording"], each["type"], each["decider"]) == (None, None, None, None)
            assert each["chosen"] is False


def test_a_deferral_by_the_side_that_is_there_is_an_outcome():
    (only,) = minutes_of(frame("one side settled", "hurried"))["items"][2]["decisions"]
    assert only["outcome"] == "deferred"
    assert only["remarks"] == {"management": None, "employees": None}


def test_a_closed_item_stands_in_the_full_record_with_its_ground_and_in_the_open_one_nowhere():
    closed = decisions(last())["Løn"]
    assert (closed["open"], closed["ground"]) == (False, said("En sag om løn"))
    opened = minutes_of(last(), closed_items=False)
    assert [each["title"] for each in opened["items"][2]["decisions"] if not each["open"]] == []
    assert "løn" not in json.dumps(opened, ensure_ascii=False).casefold()
    full = minutes_of(last())
    full["items"][2]["decisions"] = [each for each in full["items"][2]["decisions"] if each["open"]]
    assert opened == full


# --- The message and the signatures


def test_the_message_stands_as_posted_with_everybody_who_signed():
    item = minutes_of(last())["items"][3]
    assert item["text"] == said("Vi prøver notater af. Resten hører I om.")
    assert [(each["name"], each["role"]) for each in item["signed"]] == [
        ("Anne", "chair"),
        ("Bo", "vice_chair"),
        ("Dorte", "vice_chair"),
    ]
    assert item["posted_at"] is not None
    assert minutes_of(frame("two signed"))["items"][3]["posted_at"] is None


def test_an_objection_stands_with_its_time_and_without_its_author():
    (objection,) = minutes_of(last())["objections"]
    assert objection["text"] == said("Jeg sagde noget andet")
    assert set(objection) == {"text", "at"}


# --- The draft of the message


@pytest.mark.parametrize("language", Language)
def test_the_draft_tells_what_was_decided_in_the_order_of_the_table(language: str):
    found = frame("message drafted", language=language)
    text = found.meeting.announcement.text
    places = [text.index(said(title)) for title in ("Notater", "Kørelister", "Breve", "Vagter", "Rene linjer")]
    assert places == sorted(places)
    assert said("Bemærkning om Kørelister") in text
    assert said("Vi går videre") in text


def test_a_draft_without_anything_decided_says_so():
    assert wording("da").message_nothing_decided in frame("message", "staff meeting").meeting.announcement.text


def test_a_draft_is_never_longer_than_a_message_may_be_and_keeps_every_title():
    meeting = frame("settled", "crowded").meeting
    text = draft(meeting, wording("da"))
    assert len(text) <= MAX_CHARS
    assert text.endswith(wording("da").message_closes)
    for item in meeting.items.values():
        assert item.title in text


def test_a_draft_with_very_many_items_is_no_longer_either():
    meeting = with_items(frame("settled", "crowded").meeting, 60)
    assert len(draft(meeting, wording("da"))) <= MAX_CHARS


def with_items(meeting: Meeting, count: int) -> Meeting:
    one = next(iter(meeting.items.values()))
    return replace(meeting, items={f"i{n}": replace(one, id=f"i{n}", place=n) for n in range(count)})


def test_the_prefilled_wording_is_never_longer_than_a_wording_may_be():
    play = frame("revealed", "crowded").play()
    form = play.control("p0", "word_outcome")
    assert len(form.fields[0].value) == MAX_CHARS
    assert form.fields[0].value.endswith("…")
    short = Play(*PEOPLE["whole"])
    short.meeting = frame("all revealed").meeting
    assert not short.control("anne", "word_outcome").fields[0].value.endswith("…")


def test_nobody_signs_a_text_that_somebody_changed_meanwhile():
    play = going_on("edited")
    control = play.control("anne", "sign_announcement")
    play.press("sofie", "edit_announcement", text=filled("Ny", 100))
    assert play.send("anne", control).refused == "out_of_date"
    assert play.meeting.announcement.signatures == ()
    assert play.happens("anne", FormSubmitted("sign_announcement")).refused == "out_of_date"


def test_who_is_on_the_list_only_for_a_proposal_is_not_absent():
    guest = someone("gæst", Side.NONE, Role.TEAM_LEADER)
    found = frame("ended")
    people = {**found.meeting.committee.people, guest.id: guest}
    meeting = replace(found.meeting, committee=replace(found.meeting.committee, people=people), versions={})
    absent = record(meeting, found.organisation, found.now, closed_items=True)["absent"]
    assert "Gæst" not in {each["name"] for each in absent}
