"""Pilots followed: the group is asked, answers, puts off and evaluates; nobody has to remember, and nobody is named."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.calendar_days import free_days
from dialogs.flows.alarms import wanted
from dialogs.inbound import FormSubmitted
from dialogs.model.followed import Evaluated
from dialogs.model.ids import ItemId
from dialogs.model.pilots import PilotState
from dialogs.outbound import Place
from tests.dialogs.flows.play import Play, read
from tests.dialogs.flows.stories import by_title, frame, said

GROUP = ["eva", "lars"]
FORMANDSKAB = ["anne", "bo", "dorte"]
AT = "T08:00:00+00:00"


def on_day(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}{AT}")


@pytest.fixture
def play() -> Play:
    """Give a meeting that is over and signed. It chose "Notater", which starts on 4 January 2027."""
    play = frame("minutes out").play()
    play.organisation = replace(play.organisation, free_days=free_days())
    return play


@pytest.fixture
def on(play: Play) -> str:
    return by_title(play)["Notater"]


def due(play: Play, on: str) -> dict[str, str]:
    """Give what is due about a pilot by what it is, such as "ask week 2", with its local day."""
    found = wanted(play.meeting, play.now, play.organisation)
    return {
        f"{parts[0]} {parts[2]}": at.isoformat()[:10]
        for name, at in sorted(found.items(), key=lambda each: each[1])
        if (parts := name.removeprefix("follow.").split("."))[1:2] == [on]
    }


def passes(play: Play, day: str) -> None:
    """Let time pass up to nine o'clock on a day, and ring everything on the way."""
    until = on_day(day)
    while found := wanted(play.meeting, play.now, play.organisation):
        name = min(found, key=lambda each: (found[each], each))
        if found[name] > until:
            break
        play.now = max(play.now, found[name])
        play.rings(name)
    play.now = max(play.now, until)


def told(play: Play, words: str) -> list[str]:
    return sorted(str(post.to) for post in play.posts if words in read((post.card,)))


def test_a_group_is_asked_at_each_check_point_counted_from_the_planned_start(play: Play, on: str):
    assert {name: day for name, day in due(play, on).items() if name.startswith("ask")} == {
        "ask week 2": "2027-01-18",
        "ask week 6": "2027-02-15",
        "ask week 8": "2027-03-01",
        # 29 March 2027 is Easter Monday.
        "ask week 12": "2027-03-30",
        # 4 July 2027 is a Sunday.
        "ask +6 months": "2027-07-05",
    }


def test_what_waits_is_first_with_the_group_and_then_with_the_formandskab(play: Play, on: str):
    passes(play, "2027-01-17")
    assert told(play, "Kom I i gang?") == []
    passes(play, "2027-01-18")
    assert told(play, "Kom I i gang?") == GROUP
    passes(play, "2027-01-25")
    assert told(play, "Det venter på jer siden den 18. januar 2027.") == GROUP
    assert told(play, "har ikke svaret") == []
    passes(play, "2027-02-01")
    assert told(play, "blev spurgt den 18. januar 2027 og har ikke svaret") == FORMANDSKAB
    assert "har ikke svaret" in read(play.screen("anne"))
    assert "venter på jer" in read(play.screen("eva"))


def test_an_answer_ends_the_asking_and_nobody_s_name_stands_with_it(play: Play, on: str):
    passes(play, "2027-01-18")
    play.press("eva", "check_point", on, light="yellow", text=said("Mere tid"), fields={"signs": ("1",)})
    assert "ask week 6" in due(play, on)
    assert not any("week 2" in name for name in due(play, on))
    for who in (*GROUP, *FORMANDSKAB):
        assert f"Gul: noget skal justeres – {said('Mere tid')}" in read(play.screen(who)).replace("\n", "")
        assert said("Ro") in read(play.screen(who))
    assert said("Mere tid") not in read(play.screen("finn"))
    (kept,) = play.meeting.followed[ItemId(on)].answers
    assert "eva" not in repr(kept)
    assert [entry.named for entry in play.audit if entry.action == "check_point"] == [False]
    passes(play, "2027-02-01")
    assert told(play, "har ikke svaret") == []


def test_only_the_group_answers_and_only_what_is_asked(play: Play, on: str):
    assert not play.offers("eva", "check_point", on)
    assert play.tries("eva", "check_point", on, ".1", {"light": ("green",)}).refused == "out_of_date"
    passes(play, "2027-01-18")
    form = play.control("eva", "check_point", on)
    assert play.send("anne", form, {"light": ("green",)}).refused == "not_allowed"
    assert play.send("eva", form, {"light": ("purple",)}).refused == "unknown_choice"
    assert play.send("eva", form, {"light": ("green",), "signs": ("9",)}).refused == "unknown_choice"
    assert play.send("eva", form, {"light": ("green",), "stops": ("9",)}).refused == "unknown_choice"
    assert play.send("eva", form, {"light": ("green",), "text": ("010190-1234",)}).refused == "contains_cpr"
    assert not play.send("eva", form, {"light": ("green",)}).refused
    assert play.send("lars", form, {"light": ("red",)}).refused == "out_of_date"
    assert play.tries("eva", "check_point", "nothing", "", {"light": ("green",)}).refused == "not_found"


def test_a_stop_criterion_that_is_met_asks_the_one_who_is_named_at_once(play: Play, on: str):
    passes(play, "2027-01-18")
    before = len(play.posts)
    stops = play.meeting.items[ItemId(on)].group.stop_criteria
    assert [stop.who for stop in stops] == ["bo", "eva"]
    play.press("lars", "check_point", on, light="red", fields={"stops": ("2",)})
    asked = {str(post.to): read((post.card,)) for post in play.posts[before:]}
    assert sorted(asked) == ["anne", "bo", "dorte", "eva"]
    assert said("Nogen bliver syge") in asked["eva"]
    assert "Tag stilling nu" in asked["eva"]
    assert "er spurgt" in asked["anne"]
    assert all(post.to is not Place.ORGANISATION for post in play.posts[before:])


def test_who_leads_the_pilot_is_asked_where_nobody_is_named(play: Play, on: str):
    item = play.meeting.items[ItemId(on)]
    stops = tuple(replace(stop, who=None) for stop in item.group.stop_criteria)
    changed = replace(item, group=replace(item.group, stop_criteria=stops))
    play.meeting = replace(play.meeting, items={**play.meeting.items, ItemId(on): changed})
    passes(play, "2027-01-18")
    play.press("eva", "check_point", on, light="red", fields={"stops": ("1",)})
    assert told(play, "Tag stilling nu") == ["lars"]


def test_red_without_a_stop_is_told_to_the_formandskab(play: Play, on: str):
    passes(play, "2027-01-18")
    play.press("eva", "check_point", on, light="red")
    assert told(play, "svarer rødt") == FORMANDSKAB


def test_put_off_the_group_is_asked_again_on_that_day_and_not_before(play: Play, on: str):
    passes(play, "2027-01-18")
    form = play.control("eva", "snooze", on)
    for until in ("2027-01-18", "2027-01-01", "2027-03-20", ""):
        assert play.send("eva", form, {"until": (until,)}).refused == "out_of_range"
    # A Saturday: the group is asked on the Monday.
    play.press("eva", "snooze", on, until="2027-01-30")
    assert due(play, on)["ask week 2"] == "2027-02-01"
    assert not play.offers("eva", "check_point", on)
    assert play.send("lars", form, {"until": ("2027-02-02",)}).refused == "out_of_date"
    passes(play, "2027-01-31")
    assert told(play, "Kom I i gang?") == GROUP
    passes(play, "2027-02-01")
    assert told(play, "Kom I i gang?") == sorted(GROUP * 2)
    assert play.offers("lars", "check_point", on)


def test_the_next_check_point_takes_the_place_of_one_that_nobody_answered(play: Play, on: str):
    passes(play, "2027-02-15")
    before = len(play.posts)
    answer = play.control("eva", "check_point", on)
    assert answer.seen.startswith("week 6.")
    # Down over the last word about week 2: it is dropped with a trace.
    again = frame("minutes out").play()
    again.now = on_day("2027-02-16")
    for name in wanted(again.meeting, again.now, again.organisation):
        again.rings(name)
    dropped = [entry.about for entry in again.audit if entry.action == "drop_check_point"]
    assert set(dropped) == {f"{on}.week 2"}
    assert told(again, "midtvejs") == GROUP
    assert len(play.posts) == before


def test_an_evaluation_is_told_to_the_formandskab_and_ends_the_asking(play: Play, on: str):
    passes(play, "2027-03-30")
    assert told(play, "evaluer forsøget") == GROUP
    assert play.tries("anne", "evaluate", on, "1", {"advice": ("adopt",)}).refused == "not_allowed"
    form = play.control("lars", "evaluate", on)
    assert play.send("lars", form, {"advice": ("",)}).refused == "unknown_choice"
    play.press("lars", "evaluate", on, advice="adjust", citizens=said("Roligere besøg"), dissent=said("En vil stoppe"))
    assert told(play, "anbefaler: Ret til, og prøv lidt længere") == FORMANDSKAB
    assert play.send("eva", form, {"advice": ("stop",)}).refused == "out_of_date"
    assert {name.split(" ", 1)[1] for name in due(play, on)} == {"+6 months"}
    assert said("En vil stoppe") in read(play.screen("anne"))
    play.press("eva", "evaluate", on, advice="stop")
    assert len(told(play, "har evalueret forsøget")) == 2 * len(FORMANDSKAB)


def test_half_a_year_later_somebody_asks_whether_it_is_still_used(play: Play, on: str):
    passes(play, "2027-07-05")
    assert told(play, "Bruger I det stadig") == GROUP


def test_a_pilot_that_is_over_is_asked_about_no_more(play: Play, on: str):
    item = play.meeting.items[ItemId(on)]
    stopped = replace(play.meeting.proposals[item.proposal], state=PilotState.WITHDRAWN)
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, item.proposal: stopped})
    assert due(play, on) == {}
    assert "Opfølgning på" not in read(play.screen("eva"))


def test_a_pilot_without_a_start_date_has_no_check_point_to_ask_at(play: Play, on: str):
    item = play.meeting.items[ItemId(on)]
    undated = replace(item.group, check_points=tuple(replace(point, on=None) for point in item.group.check_points))
    play.meeting = replace(play.meeting, items={**play.meeting.items, item.id: replace(item, group=undated)})
    assert due(play, on) == {}
    assert read(play.screen("eva"))


def test_a_meeting_that_lasts_or_was_cancelled_follows_nothing():
    assert not any(name.startswith("follow.") for name in wanted_at("appointed"))


def wanted_at(step: str) -> list[str]:
    found = frame(step)
    return list(wanted(found.meeting, found.now, found.organisation))


def test_an_evaluation_is_put_on_the_next_meeting_s_table_once(play: Play, on: str):
    play.press("lars", "evaluate", on, advice="adopt", because=said("Det giver ro"))
    play.press("anne", "plan_next", starts_on="2027-05-11", starts_time="10.00")
    assert play.planned
    nxt = next_of(play)
    assert not nxt.offers("eva", "take_evaluation")
    old = nxt.control("bo", "take_evaluation", on)
    assert nxt.send("eva", old).refused == "not_allowed"
    nxt.press("bo", "take_evaluation", on)
    assert nxt.send("anne", old).refused == "out_of_date"
    assert not nxt.offers("anne", "take_evaluation")
    (item,) = [each for each in nxt.meeting.items.values() if each.evaluates]
    assert item.title == f"Evaluering af {said('Notater')}"
    assert said("Det giver ro") in read(nxt.screen("anne"))
    assert nxt.tries("anne", "take_evaluation", "nothing").refused == "not_found"


def next_of(play: Play) -> Play:
    """Give the meeting that was planned, as storage reads it."""
    nxt, known = frame("minutes out").play(), play.meeting
    assert play.planned
    evaluated = tuple(
        Evaluated(item, known.number, known.items[item].title, each.evaluation, each.version)
        for item, each in known.followed.items()
        if each.evaluation
    )
    nxt.meeting = replace(play.planned, evaluated=evaluated, items={})
    return nxt


def test_a_full_table_has_no_room_for_an_evaluation(play: Play, on: str):
    play.press("lars", "evaluate", on, advice="adopt")
    play.press("anne", "plan_next", starts_on="2027-05-11", starts_time="10.00")
    nxt = next_of(play)
    item = play.meeting.items[ItemId(on)]
    full = {ItemId(f"i{n}"): replace(item, id=ItemId(f"i{n}"), place=n) for n in range(5)}
    nxt.meeting = replace(nxt.meeting, items=full)
    assert nxt.send("anne", nxt.control("anne", "take_evaluation", on)).refused == "out_of_range"


def test_an_old_timer_and_a_stranger_s_name_do_nothing(play: Play, on: str):
    play.rings("follow.ask.nothing.week 2.2027-01-18")
    play.rings("follow.")
    assert play.happens("eva", FormSubmitted("snooze", on)).refused == "out_of_date"
    assert play.tries("eva", "snooze", on, ".1", {"until": ("2027-02-01",)}).refused == "out_of_date"


def test_a_pilot_without_signs_asks_for_none_and_an_answer_needs_no_words(play: Play, on: str):
    item = play.meeting.items[ItemId(on)]
    proposal = play.meeting.proposals[item.proposal]
    bare = replace(proposal, more=replace(proposal.more, success_signs=()))
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, item.proposal: bare})
    passes(play, "2027-01-18")
    form = play.control("eva", "check_point", on)
    assert [field.name for field in form.fields] == ["light", "text", "stops"]
    play.press("eva", "check_point", on, light="green")
    assert "Grøn: det går, som vi håbede\n" in read(play.screen("anne"))
