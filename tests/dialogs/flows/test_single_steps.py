"""Single steps in a meeting that a whole one does not come by, and rules that hold for one step."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dialogs.cards import Bullets, Button, Buttons, Card, Form, Heading, Weight
from dialogs.flows.steering import steps
from dialogs.model.ids import ItemId, ProposalId
from dialogs.model.items import Item
from dialogs.model.people import Role, Side
from dialogs.model.pilots import PilotState
from tests.dialogs.flows.play import Play, controls, read
from tests.dialogs.flows.stories import by_title, frame, going_on, said
from tests.dialogs.room import ZONE, someone


def test_the_rooms_screen_says_once_that_the_time_runs_out_and_then_that_it_has():
    assert "Fem minutter tilbage" not in read(frame("bo leads").screen(""))
    assert "Fem minutter tilbage" in read(frame("five minutes left").screen(""))
    assert "Tiden til denne del gik" in read(frame("time is up").screen(""))
    assert "Fem minutter tilbage" not in read(frame("time is up").screen(""))


def test_a_meeting_that_has_not_begun_has_no_steps_to_show():
    assert steps(frame("laid down").view("anne")) == ()


def test_the_course_of_a_meeting_that_nobody_is_shown_as_leading_can_be_taken_over():
    play = going_on("started")
    play.meeting = replace(play.meeting, led_by=None)
    assert "Leder mødet" not in read(play.screen("anne"))
    play.press("anne", "take_over")
    assert "Leder mødet" in read(play.screen("anne"))


def test_who_leads_reads_which_part_comes_next_until_the_last():
    told = [read(frame(step).screen("anne")) for step in ("started", "message drafted")]
    assert ["Næste del" in each for each in told] == [True, False]
    assert "Muligheder og udfordringer hos os" in told[0]


def test_the_times_within_a_part_stand_under_a_word_that_says_what_they_are():
    lead = next(card for card in going_on("pairs").screen("anne") if card.name == "lead")
    heading, times = lead.body[-2:]
    assert heading == Heading(("Denne del",))
    assert isinstance(times, Bullets)
    assert times.items


def test_a_part_that_is_planned_as_a_whole_has_no_times_and_no_word_above_them():
    play = going_on("started")
    items = tuple(replace(item, steps=()) for item in play.meeting.agenda.items)
    play.meeting = replace(play.meeting, agenda=replace(play.meeting.agenda, items=items))
    assert steps(play.view("anne")) == ()
    assert "Denne del" not in read(tuple(card for card in play.screen("anne") if card.name == "lead"))


def test_ending_before_the_last_part_asks_first_and_ending_after_it_does_not():
    early = going_on("started").control("anne", "end")
    assert isinstance(early, Form)
    assert early.about == ("Mødet slutter for alle, også de dele, I mangler. Det kan ikke fortrydes.",)
    assert isinstance(going_on("message drafted").control("anne", "end"), Button)


def test_in_a_break_of_the_first_part_who_leads_still_can_give_more_time_and_end():
    play = going_on("started")
    play.press("anne", "pause")
    also = next(card for card in play.screen("anne") if card.name == "also")
    assert [control.action for control in controls((also,))] == ["extend", "end"]
    assert all(each.buttons for each in also.body if isinstance(each, Buttons))


@pytest.mark.parametrize("minutes", ["", "0", "61", "-5", "fem", "5.5", "1234567"])
def test_more_time_is_a_number_from_one_to_sixty(minutes: str):
    play = going_on("started")
    answer = play.send("anne", play.control("anne", "extend"), {"minutes": (minutes,)})
    assert (answer.refused, answer.field) == ("out_of_range", "minutes")


def test_more_time_says_the_new_times():
    assert going_on("started").press("anne", "extend", minutes="15").text == (
        "Denne del går nu til kl. 11.00. Mødet slutter cirka kl. 12.15."
    )


def test_what_is_gathered_shows_nothing_where_nobody_answered():
    play = Play()
    play.arrive("anne")
    play.press("anne", "start")
    for _ in range(6):
        play.press("anne", "next_card")
    assert "Hvad mangler på listen?" in read(play.room())


# --- Pairs


def test_who_has_nobody_to_talk_with_is_not_told_of_a_phone_for_the_pair():
    alone = read(frame("nobody to talk with", "hurried").screen("anne"))
    together = read(frame("pairs").screen("anne"))
    assert ("Én telefon" in alone, "Én telefon" in together) == (False, True)


def test_a_seat_in_no_pair_and_other_fields_do_no_harm():
    play = going_on("pairs")
    form = play.control("anne", "repair")
    answer = play.send("anne", form, {"contact_ok": ("yes",), "pair.eva": ("",)})
    assert (answer.refused, answer.field) == ("out_of_range", "pairs")


@pytest.mark.parametrize("number", ["to", "-1", "²", "9999"])
def test_a_pair_that_is_no_number_is_refused_at_its_field(number: str):
    play = going_on("pairs")
    before = play.meeting.pairs
    answer = play.send("anne", play.control("anne", "repair"), {"pair.bo": (number,)})
    assert (answer.refused, answer.field) == ("unknown_choice", "pair.bo")
    assert play.meeting.pairs == before


def test_a_leader_alone_in_the_room_is_not_asked_to_change_pairs():
    assert not going_on("alone", "hurried").offers("sofie", "repair")
    assert going_on("pairs").offers("sofie", "repair")


def test_a_text_that_is_the_only_one_has_nothing_to_be_put_together_with():
    play = going_on("seated")
    nothing = dict.fromkeys(("opportunity", "condition", "suggestion"), ())
    play.press("dorte", "hand_in", fields={**nothing, "concern": (said("Kun den"),)})
    assert play.offers("anne", "theme")
    assert not play.offers("anne", "merge")


def test_one_who_leads_takes_two_texts_apart_again():
    play = going_on("rounded up")
    (merged,) = [item.id for item in play.meeting.contributions.values() if item.merged_into]
    play.press("anne", "merge", merged)
    assert said("Det samme") in read(play.room())


def test_a_second_hand_in_from_an_old_screen_is_out_of_date():
    play = going_on("seated")
    form = play.control("dorte", "hand_in")
    assert isinstance(form, Form)
    first = play.send("dorte", form, {"concern": (said("Et"),)})
    assert not first.refused
    assert play.send("eva", form, {"concern": (said("To"),)}).refused == "out_of_date"


# --- Positions


def test_to_save_positions_again_without_a_change_changes_nothing():
    play = going_on("positions given")
    before = play.meeting
    play.press("eva", "take_positions")
    assert play.meeting == before


def test_a_position_that_was_not_given_is_asked_for():
    play = going_on("pilots")
    assert play.send("eva", play.control("eva", "take_positions")).refused == "unknown_choice"


def test_a_reservation_without_a_reason_is_refused_at_its_own_field():
    play = going_on("pilots")
    on = by_title(play)["Breve"]
    answer = play.send("eva", play.control("eva", "take_positions"), {f"stance.{on}": ("reservation",)})
    assert (answer.refused, answer.field) == ("reason_required", f"text.{on}")


def test_positions_on_one_screen_are_kept_all_or_none():
    play = going_on("pilots")
    on = by_title(play)
    fields = {f"stance.{on['Notater']}": ("supports",), f"stance.{on['Breve']}": ("reservation",)}
    assert play.send("eva", play.control("eva", "take_positions"), fields).refused == "reason_required"
    assert play.meeting.positions == {}


def test_a_hidden_position_can_be_taken_back():
    play = going_on("positions given")
    on = by_title(play)["Breve"]
    play.press("eva", "withdraw_position", on)
    assert (on, "eva") not in play.meeting.positions
    assert not play.offers("eva", "withdraw_position", on)


def test_positions_left_to_reveal_stand_with_how_many_are_missing():
    play = going_on("positions given")
    *all_but_one, last = by_title(play).values()
    for on in all_but_one:
        play.press("anne", "reveal", on)
    assert play.offers("anne", "reveal", last)
    assert not play.offers("anne", "reveal", "")
    assert "Alle har svaret." in read(play.screen("anne"))


def test_its_author_can_say_that_a_reservation_still_stands_although_the_text_was_changed():
    play = going_on("resolved")
    (held,) = [found.id for found in play.meeting.reservations.values() if found.change]
    assert not play.offers("anne", "keep_reservation", held)
    play.press("eva", "keep_reservation", held)
    on = by_title(play)["Notater"]
    form = play.control("anne", "word_outcome", on)
    answer = play.send("anne", form, {"outcome": ("agreement",), "decider": ("lars",), "text": (said("Drøftet"),)})
    assert answer.refused == "reservations_open"


def test_a_reservation_that_was_taken_back_is_gone_from_every_screen():
    play = going_on("all revealed")
    held = next(found.id for found in play.meeting.reservations.values() if "Breve" in found.text)
    assert not play.offers("finn", "withdraw_reservation", held)
    play.press("eva", "withdraw_reservation", held)
    for who in ("", *play.people):
        assert said("Forbehold mod Breve") not in read(play.room() if not who else play.screen(who))


def test_a_proposal_without_a_light_or_an_item_without_a_wording_can_be_shown():
    play = going_on("pilots")
    play.meeting = replace(
        play.meeting,
        proposals={key: replace(found, light=None, conditions=()) for key, found in play.meeting.proposals.items()},
        items={**play.meeting.items, ItemId("own"): Item(ItemId("own"), 9, said("Eget punkt"))},
    )
    for who in ("", *play.people):
        seen = read(play.room() if not who else play.screen(who))
        assert "Tjek før start" not in seen


# --- Outcomes and follow-up


def test_a_follow_up_group_without_check_points_and_stop_criteria_shows_without_them():
    play = going_on("settled")
    on = by_title(play)["Kørelister"]
    nothing = {f"stop.{number}": ("",) for number in range(1, 7)}
    play.press("anne", "appoint", on, fields={"members": ("lars", "eva"), "check_points": (), **nothing})
    group = play.meeting.items[ItemId(on)].group
    assert (group.check_points, group.stop_criteria) == ((), ())
    assert "Følgegruppe" in read(play.screen("gry"))


def test_a_group_from_one_side_only_is_refused():
    play = going_on("settled")
    form = play.control("anne", "appoint")
    answer = play.send("anne", form, {"members": ("eva", "finn")})
    assert (answer.refused, answer.field) == ("both_sides_required", "members")


def test_a_new_wording_asks_both_sides_again():
    play = going_on("one side confirmed")
    on = by_title(play)["Notater"]
    play.press("bo", "word_outcome", on, text=said("Helt anderledes"))
    assert play.meeting.items[ItemId(on)].outcome.confirmed == {}
    assert play.offers("anne", "confirm_outcome", on)
    assert play.offers("dorte", "confirm_outcome", on)


def test_nothing_is_settled_before_both_sides_have_confirmed_the_same_wording():
    play = going_on("worded")
    on = by_title(play)["Notater"]
    old = play.control("bo", "confirm_outcome", on)
    play.press("anne", "confirm_outcome", on)
    play.press("anne", "word_outcome", on, text=said("En anden ordlyd"))
    assert play.send("bo", old).refused == "out_of_date"
    assert not play.meeting.items[ItemId(on)].outcome.settled


@pytest.mark.parametrize(
    ("outcome", "field", "code"),
    [
        ({"outcome": "no_agreement", "decider": "anne"}, "management_account", "account_required"),
        ({"outcome": "other_level"}, "to_committee", "committee_required"),
        ({"outcome": "agreement_with_remarks", "decider": ""}, "decider", "decider_required"),
        ({"outcome": "deferred", "item_type": "local_agreement"}, "item_type", "no_power_to_agree"),
        ({"outcome": "deferred", "text": "MED godkendte forsøget"}, "text", "discussed_is_not_approved"),
        ({"outcome": ""}, "outcome", "unknown_choice"),
        ({"outcome": "deferred", "resumes_on": "3027-01-01"}, "resumes_on", "unknown_choice"),
        ({"outcome": "deferred", "item_type": "guideline", "notice_months": "1x"}, "notice_months", "out_of_range"),
    ],
)
def test_what_an_outcome_must_have_is_asked_for_at_its_field(outcome: dict[str, str], field: str, code: str):
    play = going_on("all revealed")
    form = play.control("anne", "word_outcome", by_title(play)["Breve"])
    answer = play.send("anne", form, {name: (value,) for name, value in {"text": said("Drøftet"), **outcome}.items()})
    assert (answer.refused, answer.field) == (code, field)


def test_the_wording_is_prefilled_with_trial_conditions_and_reservations_that_stand():
    play = going_on("kept")
    text = play.control("anne", "word_outcome", by_title(play)["Kørelister"]).fields[0].value
    for part in (
        said("Kørelister prøves af"),
        "– Følg op på arbejdspladsvurderingen",
        said("Forbehold mod Kørelister"),
    ):
        assert part in text
    met = play.control("anne", "word_outcome", by_title(play)["Notater"]).fields[0].value
    assert said("Forbehold mod Notater") not in met


def test_an_item_without_an_outcome_says_so_in_the_minutes():
    play = going_on("all revealed")
    play.press("anne", "end")
    assert "Punktet blev ikke afsluttet." in read(play.screen("anne"))


# --- Before the meeting


def test_what_was_deferred_by_an_earlier_meeting_can_be_put_on_the_table_and_is_not_checked_again():
    play = Play()
    on = play.propose("lars", said("Notater"), said("Prøves"))
    play.now -= timedelta(days=30)
    play.press("lars", "submit_proposal", on)
    play.checks("hans", on, "green")
    found = replace(play.meeting.proposals[ProposalId(on)], state=PilotState.DEFERRED)
    play.meeting = replace(play.meeting, proposals={found.id: found})
    assert not play.offers("hans", "answer_check")
    play.press("anne", "shortlist", on)
    assert len(play.meeting.items) == 1


def test_a_sixth_proposal_finds_no_room_and_a_closed_one_needs_a_ground():
    play = Play()
    play.now -= timedelta(days=30)
    for number in range(6):
        on = play.propose("lars", said(f"F{number}"), said("Prøves"))
        play.press("lars", "submit_proposal", on)
        play.checks("hans", on, "green")
        form = play.control("bo", "shortlist", on)
        assert play.send("bo", form, {"closed": ("yes",)}).refused == ("ground_required" if number < 6 else "")
        assert play.send("bo", form).refused == ("" if number < 5 else "out_of_range")


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"cards": ("1", "2")}, "cards", "six_cards"),
        ({"cards": ("1", "2", "3", "4", "5", "99")}, "cards", "unknown_choice"),
        ({"cards": ("1", "2", "3", "4", "5", "x")}, "cards", "unknown_choice"),
        ({"own_text.1": ("Uden overskrift",)}, "own_title.1", "empty_text"),
    ],
)
def test_a_plan_that_does_not_hold_is_refused_at_its_field(fields: dict[str, tuple[str, ...]], field: str, code: str):
    play = Play()
    answer = play.send("anne", play.control("anne", "plan"), fields)
    assert (answer.refused, answer.field) == (code, field)


# --- After the meeting


def test_objections_are_taken_to_the_end_of_the_fourteenth_day_and_offered_no_longer():
    play = going_on("minutes out")
    form = play.control("eva", "object")
    assert "Du kan gøre indsigelse til og med den 15. december 2026." in read(play.screen("eva"))
    play.now = datetime(2026, 12, 15, 23, 59, tzinfo=ZONE)
    assert play.offers("eva", "object")
    play.later(1)
    assert not play.offers("eva", "object")
    assert play.send("eva", form, {"text": (said("For sent"),)}).refused == "deadline_passed"


def test_minutes_that_nobody_is_there_to_sign_can_be_read():
    people = (someone("sofie", Side.NONE, Role.SECRETARY), someone("eva", Side.EMPLOYEES))
    play = Play(*people)
    play.arrive("sofie", "eva")
    play.press("sofie", "start")
    play.press("sofie", "end")
    assert "Til stede" in read(play.screen("eva"))
    assert not play.offers("eva", "object")


def test_the_secretary_does_not_object():
    play = going_on("minutes out")
    assert not play.offers("sofie", "object")
    assert play.tries("sofie", "object", fields={"text": ("Jeg",)}).refused == "not_a_party"


def test_a_message_that_names_a_closed_item_is_not_saved():
    play = going_on("message drafted")
    answer = play.send("anne", play.control("anne", "edit_announcement"), {"text": (f"Vi talte om {said('LØN')}",)})
    assert (answer.refused, answer.field) == ("names_closed_item", "text")


def test_the_preview_is_exactly_what_is_posted():
    play = going_on("two signed")
    preview = play.press("sofie", "preview_announcement").card
    play.press("dorte", "sign_announcement")
    assert read((preview,)).endswith(read((play.posts[-1].card,)).partition("\n")[2])


def test_the_chosen_answer_to_a_statement_says_why_and_is_kept_nowhere():
    play = going_on("started")
    before = play.meeting
    answer = play.press("eva", "answer_quiz", "1.false")
    assert "Udsagnet er" in answer.text
    assert play.meeting is before
    assert play.tries("eva", "answer_quiz", "1.maybe").refused == "unknown_choice"
    assert play.tries("eva", "answer_quiz", "9.true").refused == "unknown_choice"
    assert play.tries("ole", "answer_quiz", "1.true").refused == "not_a_party"


# --- What a card says of itself


def one(play: Play, who: str, name: str) -> tuple[Card, ...]:
    return tuple(card for card in play.screen(who) if card.name == name)


def test_who_has_answered_everything_can_change_it_and_is_not_asked_to():
    play = going_on("pilots")
    asked = play.control("eva", "take_positions")
    assert (asked.label, asked.weight) == ("Gem mit svar", Weight.MAIN)
    first, *rest = asked.fields[::2]
    play.press("eva", "take_positions", fields={first.name: ("supports",)})
    assert play.control("eva", "take_positions").weight is Weight.MAIN
    play.press("eva", "take_positions", fields={field.name: ("supports",) for field in rest})
    said_all = play.control("eva", "take_positions")
    assert (said_all.label, said_all.weight) == ("Ret mit svar", Weight.PLAIN)


def test_to_show_the_answers_is_the_thing_to_do_only_when_all_have_answered():
    assert going_on("pilots").control("anne", "reveal", "").weight is Weight.PLAIN
    assert going_on("positions given").control("anne", "reveal", "").weight is Weight.MAIN


def test_who_has_nobody_to_talk_with_is_told_what_to_do_alone_and_sees_no_list_of_one():
    alone = frame("nobody to talk with", "hurried")
    shown = read(alone.screen("anne"))
    assert "Vælg tre at tænke over" in shown
    assert "Tænk over tre af dem selv" in shown
    assert "Du er ikke i et makkerpar" not in shown
    assert "pairs" not in {card.name for card in alone.screen("anne")}


def test_the_numbers_that_pairs_have_in_the_form_say_who_they_are():
    play = going_on("seated")
    seats = play.control("anne", "repair").fields
    for seat in seats:
        label = next(option.label for option in seat.options if option.id == seat.values[0])
        assert seat.label in label.partition(": ")[2].replace(" og ", ", ").split(", ")


def test_an_item_that_is_about_no_pilot_does_not_ask_whether_one_is_chosen():
    play = going_on("an item of its own")
    own = next(item.id for item in play.meeting.in_order() if not item.proposal)
    forms = (play.control("anne", "word_own_item"), play.control("anne", "word_outcome", own))
    assert all("chosen" not in [field.name for field in form.fields] for form in forms)
    about_one = play.control("anne", "word_outcome", by_title(play)["Kørelister"])
    assert "chosen" in [field.name for field in about_one.fields]
    helps = {field.name: field.help for field in about_one.fields}
    assert helps["resumes_on"] == "Kun når udfaldet er »Udsat«."
    assert helps["to_committee"] == "Kun når udfaldet er »Til rette niveau«."


def test_of_what_was_handed_in_each_kind_has_its_heading_once():
    (card,) = one(going_on("all handed in"), "anne", "round-up")
    headings = [element.text for element in card.body if isinstance(element, Heading)]
    assert len(headings) > 1
    assert len(set(headings)) == len(headings)


def test_without_proposals_the_room_reads_what_to_do_next():
    assert "I kan tilføje et punkt eller gå videre" in read(frame("nothing on the table", "hurried").screen(""))
