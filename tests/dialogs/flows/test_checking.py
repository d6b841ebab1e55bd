"""The check before start on the screen: what is asked, what it says it came to, and who hears of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dialogs.cards import Form
from dialogs.inbound import ButtonPressed, FormSubmitted
from dialogs.model.followed import Advice, Evaluated, Evaluation
from dialogs.model.pilots import Condition, Due, Owner, PilotState
from tests.dialogs.flows.play import ZONE, Play, read
from tests.dialogs.flows.stories import by_title, going_on, said

HIGH_RISK = {"B1": "yes", "B5": "yes"}


def handed_in(language: str = "da") -> tuple[Play, str]:
    play = Play(language=language)
    play.now -= timedelta(days=30)
    on = play.propose("lars", said("Notater"), said("Prøves"))
    play.press("lars", "submit_proposal", on)
    play.posts.clear()
    return play, on


def card(play: Play, who: str, name: str) -> str:
    return read(tuple(each for each in play.screen(who) if each.name == name))


def check_version(play: Play, on: str) -> str:
    return str(play.meeting.proposals[on].check.version)


def test_dont_know_can_be_pressed_at_every_question_that_is_not_a_text():
    play, on = handed_in()
    asked = 0
    while found := play._asked("hans", on):
        if not isinstance(found[0], Form):
            asked += 1
            assert [each.on.rpartition(".")[2] for each in found][-1] == "dont_know"
        play.send("hans", found[-1], {"answer": ("",)} if isinstance(found[0], Form) else None)
    assert asked > 25
    assert "Gul: kan drøftes" in card(play, "hans", f"check-{on}")


def test_a_text_comes_from_its_field_alone_and_never_around_what_looks_at_texts():
    play, on = handed_in()
    play.checks("hans", on, until="F1")
    sneaked = f"{on}.F1.010190-1234"
    for event in (
        ButtonPressed("answer_check", sneaked, check_version(play, on)),
        FormSubmitted("answer_check", sneaked, check_version(play, on), {"answer": ("Ring til 010190-1234",)}),
    ):
        play.happens("hans", event)
        assert "010190" not in str(play.meeting.proposals[on].check.answers)


@pytest.mark.parametrize("on", ["", "x", "x.A1.no", "{on}", "{on}.", "{on}.Q9.no", "{on}.A1", "{on}.A1.yes.no", "..."])
def test_what_names_no_question_that_is_asked_is_refused(on: str):
    play, real = handed_in()
    before = play.meeting
    answer = play.tries("hans", "answer_check", on.format(on=real), check_version(play, real))
    assert answer.refused in ({""} if on.endswith("yes.no") else {"not_found", "out_of_date", "unknown_choice"})
    assert (play.meeting is before) is bool(answer.refused)


def test_the_proposer_hears_what_the_check_came_to_and_again_only_when_it_comes_to_something_else():
    play, on = handed_in()
    play.checks("hans", on)
    assert [post.to for post in play.posts] == ["lars"]
    play.press("hans", "ask_again", on, question="G1")
    play.checks("hans", on)
    assert len(play.posts) == 1
    play.press("hans", "ask_again", on, question="E1")
    play.checks("hans", on, "yellow")
    assert [post.to for post in play.posts] == ["lars", "lars"]
    # What it came to stands in the answer itself.
    green, yellow = (read((post.card,)) for post in play.posts)
    assert "Grøn: kan drøftes" in green
    assert "Gul: kan drøftes, men noget skal afklares først" in yellow


def test_a_question_that_is_asked_again_says_so_and_is_not_offered_once_more():
    play, on = handed_in()
    play.checks("hans", on)
    play.press("hans", "ask_again", on, question="C1")
    assert "Her er spørgsmålet igen" in card(play, "hans", f"check-{on}")
    assert "A1" not in " ".join(option.label for option in play.control("hans", "ask_again", on).fields[0].options)
    assert "C1" not in [option.id for option in play.control("hans", "ask_again", on).fields[0].options]


@pytest.mark.parametrize("question", ["C1", "C2"])
def test_a_question_about_information_is_put_with_what_the_proposal_says_of_it(question: str):
    play, on = handed_in()
    play.checks("hans", on, until=question, C1="yes")
    assert "I forslaget står" not in card(play, "hans", f"check-{on}")
    play.press("lars", "elaborate", on, fields={"data_kinds": ("sensitive", "cpr")})
    shown = " ".join(card(play, "hans", f"check-{on}").split())
    assert "I forslaget står: Følsomme, for eksempel om helbred / CPR-numre" in shown
    # It answers nothing by itself, and other questions are put without it.
    assert question not in play.meeting.proposals[on].check.answers
    play.press("hans", "answer_check", f"{on}.{question}.no")
    if question == "C1":
        assert "I forslaget står" not in card(play, "hans", f"check-{on}")


def test_the_first_question_alone_says_what_the_check_is_for_and_offers_nothing_to_change():
    play, on = handed_in()
    assert "Svarene bliver gemt undervejs" in card(play, "hans", f"check-{on}")
    assert not play.offers("hans", "ask_again", on)


@pytest.mark.parametrize(
    ("on_day", "told"),
    [((2027, 12, 1), "Fra 2. december 2027 kommer dette"), ((2027, 12, 2), "grundlæggende rettigheder")],
)
def test_what_high_risk_brings_is_announced_until_its_day_and_then_holds(on_day, told: str):
    play, on = handed_in()
    play.checks("hans", on, **HIGH_RISK)
    play.now = datetime(*on_day, 9, tzinfo=ZONE)
    shown = card(play, "hans", f"check-{on}")
    assert told in shown
    assert ("Fra 2. december 2027" in shown) is (on_day[2] == 1)
    assert "Det bliver behandlet som højrisiko" in shown


def test_to_hr_alone_it_is_marked_when_the_texts_were_not_looked_at_for_half_a_year():
    play, on = handed_in()
    play.checks("hans", on, J1="yes")
    for day, marked in ((datetime(2027, 5, 21, 9, tzinfo=ZONE), False), (datetime(2027, 5, 22, 9, tzinfo=ZONE), True)):
        play.now = day
        assert ("Til HR: Nogle af teksterne" in card(play, "hans", f"check-{on}")) is marked
        assert "Til HR" not in card(play, "anne", f"check-{on}")
    assert "direktionen eller politikerne" in card(play, "anne", f"check-{on}")


def test_the_answer_to_a_flag_stands_with_its_owner_and_who_wrote_it_also_when_they_have_left():
    play, on = handed_in()
    play.checks("hans", on, "yellow")
    play.press("sofie", "answer_flag", f"{on}.E1", text=said("Gennemgået"))
    shown = card(play, "lars", f"check-{on}")
    assert "§ Gennemgået" in shown
    assert "Arbejdsmiljørepræsentanten, skrevet ind af Sofie" in shown
    people = {key: each for key, each in play.meeting.committee.people.items() if key != "sofie"}
    play.meeting = replace(play.meeting, committee=replace(play.meeting.committee, people=people))
    assert "skrevet ind af Ingen" in card(play, "lars", f"check-{on}")


@pytest.mark.parametrize("language", ["da", "en"])
def test_who_waits_for_a_flag_hears_that_a_member_answered_it_and_not_that_the_words_were_changed(language: str):
    play, on = handed_in(language)
    play.checks("hans", on, "yellow")
    play.posts.clear()
    play.press("sofie", "answer_flag", f"{on}.E1", text=said("Gennemgået"))
    # The formandskab, who had the idea, and who is responsible.
    assert sorted(str(post.to) for post in play.posts) == ["anne", "bo", "dorte", "lars"]
    told = read(tuple(post.card for post in play.posts))
    assert {"da": "Sofie har svaret på »", "en": "Sofie has answered “"}[language] in told
    assert play.meeting.proposals[on].conditions[0].matter in told
    assert "E1" not in told
    assert "Gennemgået" not in told
    play.press("lars", "answer_flag", f"{on}.E1", text=said("Gennemgået igen"))
    assert len(play.posts) == 4


def test_who_answers_a_flag_is_not_told_so():
    play, on = handed_in()
    play.checks("hans", on, "yellow")
    play.posts.clear()
    play.press("anne", "answer_flag", f"{on}.E1", text=said("Gennemgået"))
    assert sorted(str(post.to) for post in play.posts) == ["bo", "dorte", "lars"]


def test_a_condition_from_no_question_is_shown_and_has_nothing_to_press():
    play, on = handed_in()
    condition = Condition(said("Aftal tempo"), Owner.HR, Due.START)
    found = replace(play.meeting.proposals[on], state=PilotState.SELECTED, conditions=(condition,))
    play.meeting = replace(play.meeting, proposals={on: found})
    assert "§ Aftal tempo" in card(play, "anne", f"pilot-{on}")
    assert not play.offers("anne", "answer_flag")


# --- Pilots and ideas


def test_a_pilot_is_shown_to_those_who_have_to_do_with_it_and_says_what_it_waits_for():
    play, on = handed_in()
    play.checks("hans", on, "yellow")
    found = replace(play.meeting.proposals[on], state=PilotState.SELECTED, followers=("eva",))
    play.meeting = replace(play.meeting, proposals={on: found})
    for who, shown in {"anne": True, "hans": True, "lars": True, "eva": True, "finn": False, "ole": False}.items():
        assert bool(card(play, who, f"pilot-{on}")) is shown, who
    assert "Én ting skal afklares" in card(play, "lars", f"pilot-{on}")
    assert not play.offers("lars", "start_pilot")
    play.press("lars", "answer_flag", f"{on}.E1", text=said("Gennemgået"))
    assert "Den ansvarlige leder melder" in card(play, "eva", f"pilot-{on}")
    play.posts.clear()
    play.press("lars", "start_pilot", on)
    assert [post.to for post in play.posts] == ["eva"]


def test_a_pilot_that_goes_on_with_changes_asks_for_its_new_end_date_and_one_that_is_over_for_nothing():
    play, on = handed_in()
    found = replace(
        play.meeting.proposals[on],
        state=PilotState.ADJUSTED,
        short=replace(play.meeting.proposals[on].short, responsible_leader="lars"),
    )
    play.meeting = replace(play.meeting, proposals={on: found})
    (field,) = play.control("lars", "start_pilot", on).fields
    assert field.name == "end_on"
    over = replace(found, state=PilotState.STOPPED, short=replace(found.short, responsible_leader=None))
    play.meeting = replace(play.meeting, proposals={on: over})
    assert "Stoppet" in card(play, "anne", f"pilot-{on}")
    assert not play.offers("lars", "start_pilot")


def test_everybody_concerned_hears_what_became_of_a_pilot_after_its_evaluation():
    play = going_on("an item of its own")
    own, notes = by_title(play)["Rene linjer"], by_title(play)["Notater"]
    old = replace(play.meeting.proposals[notes], id="old", state=PilotState.RUNNING, followers=("eva",))
    evaluated = Evaluated("chosen", 1, "x", Evaluation(date(2026, 11, 1), Advice.STOP), 1, "old")
    play.meeting = replace(
        play.meeting,
        proposals={**play.meeting.proposals, "old": old},
        items={**play.meeting.items, own: replace(play.meeting.items[own], evaluates="chosen")},
        evaluated=(evaluated,),
    )
    play.goes_to("announcement")
    play.posts.clear()
    play.press("anne", "end")
    told = {str(post.to) for post in play.posts if "Nyt om pilotforsøget: stoppet" in read((post.card,))}
    assert told == {"anne", "bo", "dorte", "eva"}
    assert any(post.to == "lars" and "stoppet" in read((post.card,)) for post in play.posts)


def test_the_responsible_leader_hears_of_a_pilot_that_somebody_else_proposed():
    play = going_on("too late to object")
    on = by_title(play)["Kørelister"]
    found = replace(play.meeting.proposals[on], proposer="finn")
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, on: found})
    play.posts.clear()
    play.press("bo", "appoint", on, fields={"members": ("lars", "eva")})
    told = {str(post.to): read((post.card,)) for post in play.posts}
    assert set(told) == {"finn", "lars"}
    assert "Nyt om dit forslag: valgt som pilotforsøg" in told["finn"]
    assert "Nyt om pilotforsøget: valgt som pilotforsøg" in told["lars"]


def test_an_idea_that_was_not_reached_says_so_and_observers_take_up_nothing():
    play, on = handed_in()
    found = replace(play.meeting.proposals[on], state=PilotState.NOT_SELECTED)
    play.meeting = replace(play.meeting, proposals={on: found})
    assert play.view("eva").words.no_outcome in card(play, "eva", "ideas")
    assert card(play, "ole", "ideas") == ""
    play.press("eva", "take_up_idea", on)
    assert len(play.meeting.proposals) == 2


def test_a_proposal_that_comes_back_says_why():
    play, on = handed_in()
    play.press("anne", "return_proposal", on, reason=said("Skriv, hvem der er med"))
    assert "§ Skriv, hvem der er med" in card(play, "lars", f"own-{on}")
    assert "Skriv, hvem der er med" in read((play.posts[-1].card,))
    play.press("lars", "redraft", on)
    assert "Skriv, hvem der er med" not in card(play, "lars", f"own-{on}")


def test_what_is_taken_back_is_told_to_those_who_had_it():
    play, on = handed_in()
    play.press("lars", "withdraw_proposal", on)
    assert {post.to for post in play.posts} == {"anne", "bo", "dorte"}


def test_where_all_is_cleared_up_nothing_asks_for_more_and_the_record_stays_yellow():
    play, on = handed_in()
    play.checks("hans", on, "yellow")
    for name in (f"check-{on}", f"incoming-{on}"):
        assert "Gul: kan drøftes, men noget skal afklares først" in card(play, "anne", name)
    assert play.control("anne", "answer_flag").label == "Skriv afklaringen"
    play.press("anne", "answer_flag", f"{on}.E1", text=said("Gennemgået"))
    for name in (f"check-{on}", f"incoming-{on}"):
        assert "Gul: alt er afklaret" in card(play, "anne", name)
        assert "noget skal afklares" not in card(play, "anne", name)
    assert play.control("anne", "answer_flag").label == "Ret afklaringen"
    assert play.meeting.proposals[on].light == "yellow"


def test_of_a_red_check_the_formandskab_alone_is_told_to_send_it_back():
    play, on = handed_in()
    play.checks("hans", on, "red")
    for who in ("anne", "hans", "lars"):
        assert "kan ikke komme på mødet, som det er nu" in card(play, who, f"incoming-{on}")
        told = "Send det tilbage" in card(play, who, f"incoming-{on}")
        assert told is play.offers(who, "return_proposal", on) is (who == "anne")
