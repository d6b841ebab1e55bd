"""Pilots followed: the group is asked, answers, puts off and evaluates; nobody has to remember, and nobody is named."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dialogs.cards import Facts, Weight
from dialogs.flows.alarms import wanted
from dialogs.inbound import FormSubmitted
from dialogs.model.check_points import unanswered
from dialogs.model.followed import Evaluated
from dialogs.model.ids import ItemId, PersonId, ProposalId
from dialogs.model.items import Earlier, Item
from dialogs.model.pilots import PilotState, Proposal
from dialogs.outbound import Place
from dialogs.overview import tasks
from tests.dialogs.flows.play import Play, controls, read
from tests.dialogs.flows.stories import frame, said

GROUP = ["eva", "lars"]
FORMANDSKAB = ["anne", "bo", "dorte"]
EVALUATE = "Evaluer et pilotforsøg"
AT = "T08:00:00+00:00"


def on_day(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}{AT}")


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


def test_once_a_pilot_has_begun_its_check_points_are_counted_from_its_first_day(play: Play, on: str):
    passes(play, "2027-01-21")
    assert play.control("lars", "start_pilot", on).fields[0].value == "2027-01-04"
    answer = play.press("lars", "start_pilot", on, first_day="2027-01-20")
    assert "20. januar 2027" in answer.text
    assert {name: day for name, day in due(play, on).items() if name.startswith("ask")} == {
        "ask week 2": "2027-02-03",
        "ask week 6": "2027-03-03",
        "ask week 8": "2027-03-17",
        "ask evaluation": "2027-04-14",
        "ask week 12": "2027-04-14",
        "ask +6 months": "2027-07-20",
    }
    passes(play, "2027-02-03")
    assert told(play, "Kom I i gang?") == sorted([*GROUP, *GROUP])
    assert play.send("eva", play.control("eva", "check_point", on), {"light": ("green",)}).refused == ""


def test_a_pilot_for_which_no_day_was_planned_begins_today_unless_its_leader_says_otherwise(play: Play, on: str):
    change(play, on, more=replace(pilot(play, on).more, start_on=None))
    undated(play, on)
    assert due(play, on) == {}
    passes(play, "2027-01-21")
    assert play.control("lars", "start_pilot", on).fields[0].value == "2027-01-21"
    play.press("lars", "start_pilot", on, first_day="")
    assert due(play, on)["ask week 2"] == "2027-02-04"


def test_a_pilot_does_not_begin_after_it_is_to_end(play: Play, on: str):
    change(play, on, more=replace(pilot(play, on).more, end_on=date(2027, 2, 1)))
    form = play.control("lars", "start_pilot", on)
    answer = play.send("lars", form, {"first_day": ("2027-02-02",)})
    assert (answer.refused, answer.field) == ("out_of_range", "first_day")
    assert "1. februar" not in answer.text
    assert play.send("lars", form, {"first_day": ("2027-02-01",)}).refused == ""


def undated(play: Play, on: str) -> None:
    """Take the days away that were worked out when the group was appointed."""
    item = play.meeting.items[ItemId(on)]
    without = replace(item.group, check_points=tuple(replace(point, on=None) for point in item.group.check_points))
    play.meeting = replace(play.meeting, items={**play.meeting.items, item.id: replace(item, group=without)})


def test_a_group_that_has_nothing_to_hold_its_pilot_against_is_shown_no_empty_list(play: Play, on: str):
    change(play, on, more=replace(pilot(play, on).more, baseline="", success_signs=()))
    item = play.meeting.items[ItemId(on)]
    item = replace(item, group=replace(item.group, stop_criteria=()))
    play.meeting = replace(play.meeting, items={**play.meeting.items, item.id: item})
    (card,) = (card for card in play.screen("eva") if card.name == f"follow-{on}")
    assert not any(isinstance(element, Facts) for element in card.body)


def test_the_task_of_a_group_is_folded_away_and_what_it_is_asked_is_the_main_thing(play: Play, on: str):
    passes(play, "2027-01-18")
    follow, task = (card for card in play.screen("eva") if card.name in {f"follow-{on}", f"task-{on}"})
    assert "Formål:" in read((task,))
    assert task.folded
    assert "Formål:" not in read((follow,))
    forms = {each.action: each.weight for each in controls((follow,))}
    assert forms["check_point"] is Weight.MAIN
    assert forms["evaluate"] is Weight.PLAIN


def test_what_waits_is_first_with_the_group_and_then_with_the_formandskab(play: Play, on: str):
    passes(play, "2027-01-17")
    assert told(play, "Kom I i gang?") == []
    passes(play, "2027-01-18")
    assert told(play, "Kom I i gang?") == GROUP
    passes(play, "2027-01-25")
    assert told(play, "Det har ventet på jer siden den 18. januar 2027.") == GROUP
    assert told(play, "har ikke svaret") == []
    passes(play, "2027-02-01")
    assert told(play, "blev spurgt den 18. januar 2027 og har ikke svaret") == FORMANDSKAB
    assert "har ikke svaret" in read(play.screen("anne"))
    assert "har ventet på jer" in read(play.screen("eva"))


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


def begin(play: Play, on: str, end_on: date | None = None) -> None:
    """Let the pilot be reported as running, until a day."""
    play.press("lars", "start_pilot", on)
    change(play, on, more=replace(pilot(play, on).more, end_on=end_on))


def pilot(play: Play, on: str) -> Proposal:
    return play.meeting.proposals[ProposalId(on)]


def change(play: Play, on: str, **values: object) -> None:
    changed = replace(pilot(play, on), **values)
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, changed.id: changed})


def test_a_pilot_whose_time_is_up_is_over_by_itself_and_its_group_is_asked_to_evaluate_it(play: Play, on: str):
    begin(play, on, date(2027, 2, 6))
    passes(play, "2027-02-07")
    assert pilot(play, on).state is PilotState.RUNNING
    assert EVALUATE not in waiting(play, "eva")
    # 6 February 2027 is a Saturday.
    passes(play, "2027-02-08")
    assert pilot(play, on).state is PilotState.EVALUATING
    assert told(play, "Forsøget er slut. Evaluer det") == GROUP
    assert told(play, "bliver evalueret") == FORMANDSKAB
    assert {name for name in due(play, on) if "week" in name} == set()
    assert EVALUATE in waiting(play, "eva")
    passes(play, "2027-02-15")
    assert told(play, "Det har ventet på jer siden den 8. februar 2027.") == GROUP
    assert [each.rule for each in unanswered(play.meeting)] == []
    passes(play, "2027-02-22")
    assert told(play, "blev spurgt den 8. februar 2027 og har ikke svaret") == FORMANDSKAB
    assert [(each.rule, str(each.since)) for each in unanswered(play.meeting)] == [("evaluation", "2027-02-08")]
    play.press("eva", "evaluate", on, advice="stop")
    assert unanswered(play.meeting) == ()
    assert EVALUATE not in waiting(play, "eva")


def waiting(play: Play, who: str) -> str:
    view = play.view(who)
    return read((tasks((view,), view.words),))


def test_without_an_end_date_a_pilot_is_over_at_its_last_check_point_in_weeks(play: Play, on: str):
    begin(play, on)
    passes(play, "2027-03-29")
    assert pilot(play, on).state is PilotState.RUNNING
    passes(play, "2027-03-30")
    assert pilot(play, on).state is PilotState.EVALUATING
    assert told(play, "Tiden er gået") == []


def test_whoever_evaluates_a_pilot_early_ends_it(play: Play, on: str):
    begin(play, on)
    play.press("eva", "evaluate", on, advice="stop")
    assert (pilot(play, on).state, pilot(play, on).over_on) == (PilotState.EVALUATING, play.now.date())


def test_ended_by_hand_its_group_is_asked_at_once(play: Play, on: str):
    begin(play, on)
    play.press("eva", "end_pilot", on)
    assert told(play, "Forsøget er slut. Evaluer det") == GROUP
    assert "wait evaluation" in due(play, on)


@pytest.mark.parametrize("state", [PilotState.ADOPTED, PilotState.ADJUSTED])
def test_what_the_committee_has_concluded_on_is_not_evaluated_again(play: Play, on: str, state: PilotState):
    form = play.control("eva", "evaluate", on)
    change(play, on, state=state)
    assert not play.offers("eva", "evaluate", on)
    assert play.send("eva", form, {"advice": ("stop",)}).refused == "out_of_date"
    assert {name.split(" ", 1)[1] for name in due(play, on)} == {"+6 months"}


def test_with_changes_a_pilot_is_followed_anew_until_its_new_end(play: Play, on: str):
    begin(play, on)
    passes(play, "2027-01-18")
    play.press("eva", "check_point", on, light="green", text=said("Godt nok"))
    play.press("eva", "evaluate", on, advice="adjust")
    change(play, on, state=PilotState.ADJUSTED)
    passes(play, "2027-04-12")
    play.press("lars", "start_pilot", on, end_on="2027-06-04")
    assert {name: day for name, day in due(play, on).items() if name.startswith("ask")} == {
        "ask week 2": "2027-04-26",
        "ask week 6": "2027-05-24",
        "ask evaluation": "2027-06-04",
        "ask +6 months": "2027-10-12",
    }
    passes(play, "2027-04-26")
    play.press("lars", "check_point", on, light="yellow")
    assert not any("week 2" in name for name in due(play, on))
    assert said("Godt nok") in read(play.screen("anne"))
    passes(play, "2027-06-04")
    play.press("eva", "evaluate", on, advice="adopt")
    assert [each.round for each in play.meeting.followed[ItemId(on)].answers] == [1, 2]
    assert play.meeting.followed[ItemId(on)].evaluation.round == 2


def test_an_evaluation_can_be_taken_up_until_the_committee_concludes_and_again_in_the_next_round(play: Play, on: str):
    begin(play, on)
    play.press("eva", "evaluate", on, advice="adjust")
    play.press("anne", "plan_next", starts_on="2027-05-11", starts_time="10.00")
    nxt = next_of(play)
    for state, round, offered in (
        (PilotState.EVALUATING, 1, True),
        (PilotState.ADJUSTED, 1, False),
        (PilotState.RUNNING, 2, False),
    ):
        change(nxt, on, state=state, round=round)
        assert nxt.offers("anne", "take_evaluation", on) is offered
    put_off = Earlier(ItemId("look"), 1, "Evaluering", "Baglandet", evaluates=ItemId(on))
    change(nxt, on, state=PilotState.EVALUATING, round=1)
    nxt.meeting = replace(nxt.meeting, earlier=(put_off,))
    assert not nxt.offers("anne", "take_evaluation", on)
    assert Item.resumed(put_off).evaluates == on


def test_a_group_has_before_it_what_to_hold_the_pilot_against(play: Play, on: str):
    change(play, on, more=replace(pilot(play, on).more, baseline=said("Ti notater om dagen")))
    shown = read(play.screen("eva"))
    group = play.meeting.items[ItemId(on)].group
    for text in (group.mandate, said("Ti notater om dagen"), said("Ro"), group.stop_criteria[0].text):
        assert text in shown


def test_who_is_named_to_stop_is_asked_on_the_screen_as_long_as_the_pilot_goes_on(play: Play, on: str):
    begin(play, on)
    passes(play, "2027-01-18")
    play.press("lars", "check_point", on, light="red", fields={"stops": ("1",)})
    assert "Tag stilling nu" in read(play.screen("bo"))
    assert "Tag stilling nu" not in read(play.screen("anne"))
    play.press("bo", "end_pilot", on)
    assert "Tag stilling nu" not in read(play.screen("bo"))


def test_what_the_group_does_not_say_again_asks_nobody_any_more(play: Play, on: str):
    begin(play, on)
    for day, stops, is_asked in (("2027-01-18", "1", True), ("2027-02-15", "", False)):
        passes(play, day)
        play.press("lars", "check_point", on, light="yellow", fields={"stops": (stops,) if stops else ()})
        assert ("Tag stilling nu" in read(play.screen("bo"))) is is_asked


def test_who_leads_a_pilot_that_nobody_reported_as_started_is_reminded_with_the_group(play: Play, on: str):
    passes(play, "2027-01-18")
    assert told(play, "Ingen har meldt, at forsøget er gået i gang") == ["lars"]
    begin(play, on)
    passes(play, "2027-02-15")
    assert len(told(play, "Ingen har meldt")) == 1


def test_the_register_hears_of_a_check_point_that_nobody_answered_until_somebody_does(play: Play, on: str):
    passes(play, "2027-01-31")
    assert unanswered(play.meeting) == ()
    passes(play, "2027-02-01")
    assert [(each.rule, str(each.since)) for each in unanswered(play.meeting)] == [("week 2", "2027-01-18")]
    passes(play, "2027-02-15")
    play.press("eva", "check_point", on, light="green")
    assert unanswered(play.meeting) == ()


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
    change(play, on, more=replace(pilot(play, on).more, start_on=None))
    undated(play, on)
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
        Evaluated(
            item,
            known.number,
            known.items[item].title,
            each.evaluation,
            each.version,
            known.items[item].proposal,
        )
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


def test_who_had_the_idea_hears_of_every_step_of_the_pilot_and_once(play: Play, on: str):
    change(play, on, proposer=PersonId("finn"))
    steps = {
        "start_pilot": ("lars", {}, "i gang"),
        "stop_pilot": ("eva", {"reason": said("Fejl")}, "sat på pause"),
        "resume_pilot": ("eva", {"reason": said("Rettet")}, "i gang"),
        "end_pilot": ("eva", {}, "bliver evalueret"),
    }
    for action, (who, fields, state) in steps.items():
        play.posts.clear()
        play.press(who, action, on, **fields)
        (heard,) = [read((post.card,)) for post in play.posts if post.to == "finn"]
        assert state in heard


@pytest.mark.parametrize("how", ["evaluate", "passes"])
def test_who_had_the_idea_hears_that_its_time_is_up_and_that_it_was_evaluated_early(play: Play, on: str, how: str):
    change(play, on, proposer=PersonId("finn"))
    begin(play, on)
    play.posts.clear()
    if how == "evaluate":
        play.press("eva", "evaluate", on, advice="stop")
    else:
        passes(play, "2027-03-30")
    assert [post.to for post in play.posts if "state." in post.dedupe_key].count("finn") == 1
