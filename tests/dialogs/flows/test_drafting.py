"""Writing a proposal: one question at a time, together with others, and after the deadline with what stood before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.cards import Button, Card, Element, Form, Heading, Weight
from dialogs.flows.proposal_form import elaboration_fields, short_fields
from dialogs.model import drafting, sending
from dialogs.model.ids import ItemId, ProposalId
from dialogs.model.pilots import Elaboration, PilotState, Proposal, ShortForm
from tests.dialogs.flows.play import Play, controls, view
from tests.dialogs.flows.play import read as lines
from tests.dialogs.flows.stories import said
from tests.fits import form_faults

FIELDS = sending.ASKED[1:]
ANSWERS = {"without_ai": "partly", "tool_status": "known", "voluntary": "no", "responsible_leader": "lars"}
CPR = "010190-1234"
SIDES = ("pace", "content", "quality", "judgement", "relations", "control")


def read(cards) -> str:
    return " ".join(lines(cards).split())


def playing(days: int = 40) -> Play:
    play = Play()
    play.now -= timedelta(days=days)
    return play


def begun() -> tuple[Play, ProposalId]:
    play = playing()
    play.press("dorte", "begin_proposal", title=said("Breve"))
    (on,) = play.meeting.proposals
    return play, on


def asked(play: Play, who: str = "dorte") -> str:
    """Give the field that is asked for, or nothing."""
    found = [each for each in controls(play.screen(who)) if each.action == "answer_field"]
    return found[0].on.split(".")[1] if found else ""


def answers(play: Play, on: str, name: str) -> str:
    """Answer the question that is asked, and give what was said to that."""
    answer = ANSWERS.get(name, said(name))
    control = play.control("dorte", "answer_field")
    if isinstance(control, Button):
        return play.press("dorte", "answer_field", f"{on}.{name}.{answer}").text
    return play.press("dorte", "answer_field", **{name: answer}).text


def handed_in(state: str = "shortlisted") -> tuple[Play, ProposalId]:
    play = playing()
    on = ProposalId(play.propose("dorte", said("Breve"), said("Breve prøves af")))
    play.press("dorte", "submit_proposal", on)
    if state != "submitted":
        play.checks("sofie", on)
    if state == "shortlisted":
        play.press("anne", "shortlist", on)
    return play, on


def of(play: Play, on: str) -> Proposal:
    return play.meeting.proposals[ProposalId(on)]


# --- One question at a time


def test_a_title_is_enough_to_begin_and_every_answer_is_kept_as_it_comes():
    play, on = begun()
    for number, name in enumerate(FIELDS, 2):
        assert asked(play) == name
        assert f"Spørgsmål {number} af 12" in read(play.screen("dorte"))
        last = answers(play, on, name)
        assert getattr(of(play, on).short, name) not in ("", None)
        # What is kept is there whoever looks next, on whatever telephone.
        assert of(play, on).version == number
    assert asked(play) == ""
    assert "Send forslaget" in last
    play.press("dorte", "submit_proposal", on)
    assert of(play, on).state is PilotState.SUBMITTED


def test_a_tool_that_nobody_knows_yet_is_not_asked_for():
    play, on = begun()
    while asked(play) != "tool_status":
        answers(play, on, asked(play))
    play.press("dorte", "answer_field", f"{on}.tool_status.unknown")
    assert asked(play) == "participants"


def test_what_is_missing_or_must_not_be_there_is_refused_and_what_was_answered_stays():
    play, on = begun()
    before = of(play, on)
    question = play.control("dorte", "answer_field")
    assert isinstance(question, Form)
    for text, code in (("", "empty_text"), (f"Spørg {CPR}", "contains_cpr"), ("x" * 3001, "too_long")):
        answer = play.send("dorte", question, {"problem": (text,)})
        assert (answer.refused, answer.field) == (code, "problem")
    assert play.send("dorte", question, {"problem": ("a@b.dk",)}).refused == "contact_details_warning"
    assert play.send("eva", question, {"problem": ("Mit",)}).refused == "not_yours"
    assert of(play, on) == before
    assert not play.send("dorte", question, {"problem": ("Et",)}).refused
    assert play.send("dorte", question, {"problem": ("To",)}).refused == "out_of_date"


@pytest.mark.parametrize("name", ["", "light", "state", "__class__", "success_signs", "§"])
def test_a_field_that_the_form_does_not_have_is_not_found(name: str):
    play, on = begun()
    assert play.tries("dorte", "answer_field", f"{on}.{name}", "1", {name: ("x",)}).refused == "not_found"
    assert play.tries("dorte", "answer_field", "nothing.problem", "1", {"problem": ("x",)}).refused == "not_found"


@pytest.mark.parametrize("pressed", ["without_ai.maybe", "voluntary.10", "responsible_leader.nobody"])
def test_an_answer_that_the_question_does_not_have_is_refused(pressed: str):
    play, on = begun()
    assert play.tries("dorte", "answer_field", f"{on}.{pressed}", "1").refused == "unknown_choice"


def test_whether_it_could_be_solved_without_ai_can_be_answered_with_a_note():
    play, on = begun()
    while asked(play) != "without_ai":
        answers(play, on, asked(play))
    form = play.control("dorte", "answer_field", of=Form)
    assert isinstance(form, Form)
    assert list(form_faults(form)) == []
    alone = {"without_ai_note": (said("En skabelon"),)}
    answer = play.send("dorte", form, alone)
    assert (answer.refused, answer.field) == ("empty_text", "without_ai")
    assert not play.send("dorte", form, {**alone, "without_ai": ("partly",)}).refused
    short = of(play, on).short
    assert (short.without_ai, short.without_ai_note) == ("partly", said("En skabelon"))
    # The next answer leaves the note alone, though its own form has none.
    answers(play, on, asked(play))
    assert of(play, on).short.without_ai_note == said("En skabelon")


def test_a_note_cannot_be_slipped_in_with_another_question():
    play, on = begun()
    play.press("dorte", "answer_field", problem=said("Et"), without_ai_note=said("To"))
    assert (of(play, on).short.problem, of(play, on).short.without_ai_note) == (said("Et"), "")


def test_without_its_note_the_short_form_is_whole():
    play, on = begun()
    while asked(play):
        answers(play, on, asked(play))
    assert of(play, on).short.without_ai_note == ""
    assert play.offers("dorte", "submit_proposal")


# --- Together with others


def test_co_authors_change_it_and_are_named_and_hand_nothing_in():
    play = playing()
    on = play.propose("dorte", said("Breve"), said("Breve prøves af"))
    assert not play.offers("eva", "revise")
    play.press("dorte", "name_authors", on, fields={"authors": ("eva", "finn")})
    told = {post.to: read((post.card,)) for post in play.posts}
    assert set(told) == {"eva", "finn"}
    assert "kan rette i det" in told["eva"]
    play.press("eva", "revise", on, problem=said("Evas ord"))
    play.press("finn", "elaborate", on, gains=said("Finns ord"))
    assert (of(play, on).short.problem, of(play, on).more.gains) == (said("Evas ord"), said("Finns ord"))
    for action in ("submit_proposal", "withdraw_proposal", "name_authors"):
        assert not play.offers("eva", action)
        assert play.tries("eva", action, on, "4").refused == "not_yours"
    play.press("dorte", "submit_proposal", on)
    play.checks("sofie", on)
    play.press("anne", "shortlist", on)
    play.now = play.meeting.starts_at - timedelta(days=2)
    for who in ("eva", "anne", "gry", "dorte"):
        assert "Skrevet af : Dorte, Eva og Finn" in read(play.screen(who))
    play.press("dorte", "name_authors", on, fields={"authors": ("eva",)})
    assert not play.offers("finn", "revise")


def test_who_cannot_write_is_not_named():
    play = playing()
    on = play.propose("dorte", said("Breve"), said("Breve prøves af"))
    form = play.control("dorte", "name_authors", on)
    for who in ("dorte", "ole", "nobody"):
        answer = play.send("dorte", form, {"authors": (who,)})
        assert (answer.refused, answer.field) == ("unknown_choice", "authors")
    assert play.send("dorte", form, {"authors": ("eva", "eva")}).refused == ""
    assert play.send("dorte", form, {"authors": ("finn",)}).refused == "out_of_date"
    assert of(play, on).authors == ("eva",)


def test_ten_write_together_and_not_eleven():
    play = Play(*(replace(each, id=f"{each.id}{n}") for n in range(2) for each in play_people()))
    people = tuple(each for each in play.people if each not in {"dorte0", "ole0", "ole1"})
    play.press("dorte0", "begin_proposal", title="Breve")
    form = play.control("dorte0", "name_authors")
    assert play.send("dorte0", form, {"authors": people[:11]}).refused == "out_of_range"
    assert not play.send("dorte0", form, {"authors": people[:10]}).refused


def play_people():
    from tests.dialogs.room import COMMITTEE

    return tuple(replace(each, reports_to=None) for each in COMMITTEE)


# --- After the deadline


@pytest.mark.parametrize("state", ["submitted", "screened", "shortlisted"])
def test_before_the_deadline_a_change_leaves_no_trace_and_after_it_the_planners_see_what_stood_there(state: str):
    play, on = handed_in(state)
    play.press("dorte", "revise", on, problem=said("Før fristen"))
    assert of(play, on).editions == ()
    play.now = play.meeting.starts_at - timedelta(days=8)
    play.posts.clear()
    play.press("dorte", "revise", on, problem=said("Efter fristen"))
    (edition,) = of(play, on).editions
    assert (edition.at, edition.by, edition.short.problem) == (play.now, "dorte", said("Før fristen"))
    assert {post.to for post in play.posts} >= {"anne", "bo", "sofie"}
    play.press("dorte", "elaborate", on, start_on="2027-03-01", fields={"success_signs": (said("Ro"), said("Tid"))})
    assert len(of(play, on).editions) == 2
    for who in ("anne", "sofie", "dorte"):
        shown = read(play.screen(who))
        assert "Forslaget er ændret efter fristen" in shown
        assert said("Før fristen") in shown
        assert "Begynder den : Der stod ikke noget." in shown
    assert "ændret efter fristen" not in read(play.screen("gry"))


def test_saving_without_changing_anything_is_no_version():
    play, on = handed_in()
    play.now = play.meeting.starts_at - timedelta(days=8)
    play.press("dorte", "revise", on)
    play.press("dorte", "elaborate", on)
    assert of(play, on).editions == ()


def test_what_came_late_is_for_the_next_meeting_and_changes_without_versions():
    play = playing(5)
    on = play.propose("dorte", said("Breve"), said("Breve prøves af"))
    play.press("dorte", "submit_proposal", on)
    play.press("dorte", "revise", on, problem=said("Nyt"))
    assert of(play, on).late
    assert of(play, on).editions == ()


def test_what_was_handed_in_stays_whole():
    play, on = handed_in()
    answer = play.send("dorte", play.control("dorte", "revise", on), {"trial": ("",)})
    assert (answer.refused, answer.field) == ("empty_text", "trial")


def test_a_new_title_is_the_items_title_and_agreements_on_the_agenda_are_void():
    play, on = handed_in()
    play.press("anne", "agree_agenda")
    play.posts.clear()
    play.press("dorte", "revise", on, title=said("Kortere breve"))
    assert play.meeting.items[ItemId(on)].title == said("Kortere breve")
    assert "anne" in {post.to for post in play.posts}


def test_once_its_meeting_has_begun_nobody_changes_it_any_more():
    play, on = handed_in()
    form = play.control("dorte", "revise", on)
    elsewhere = replace(play.meeting, items={})
    assert not drafting.is_writable(elsewhere, of(play, on))
    here, play.meeting = play.meeting, elsewhere
    assert play.send("dorte", form).refused == "out_of_date"
    play.meeting = here
    play.now = play.meeting.starts_at
    play.arrive("anne", "bo", "dorte")
    play.press("anne", "start")
    assert not play.offers("dorte", "revise")
    assert play.send("dorte", form).refused == "wrong_phase"


def test_what_was_handed_in_stands_in_the_order_in_which_it_came_and_else_by_title():
    """Never by ids, which chance made: the same on every channel, and twice the same."""
    play = Play()
    play.now -= timedelta(days=40)
    on = {
        title: play.propose("lars", title, said("To teams")) for title in ("Vagter", "breve", "Notater", "Chat", "api")
    }
    for title in ("Vagter", "Notater", "breve"):
        play.press("lars", "submit_proposal", on[title])
    play.later(1)
    play.press("lars", "submit_proposal", on["Chat"])
    for who, kind, drafts in (("lars", "own", ["api"]), ("anne", "incoming", [])):
        names = [card.name for card in play.screen(who) if card.name.startswith(f"{kind}-")]
        order = ["breve", "Notater", "Vagter", "Chat", *drafts]
        assert names == [f"{kind}-{on[title]}" for title in order]


@pytest.mark.parametrize(("language", "word"), [("da", "or eksempel"), ("en", "or example")])
def test_every_field_of_both_forms_has_an_example(language: str, word: str):
    looks = view(Play(language=language).meeting, "lars")
    fields = [*short_fields(looks, ShortForm()), *elaboration_fields(looks, Elaboration())]
    # Five places for stop criteria with who says stop, and six sides of the working day: one example is enough.
    lacking = {field.name for field in fields if word not in field.help}
    stops = {*(f"stop.{n}" for n in range(2, 6)), *(f"stop_who.{n}" for n in range(1, 6))}
    assert lacking == stops | {f"effect_{side}" for side in SIDES[1:]}


def test_who_handed_in_what_the_meeting_did_not_have_on_its_table_is_answered_too():
    play = playing()
    on = {
        title: play.propose("dorte", title, said("To teams")) for title in ("Notater", "Uset", "Rød", "Kladde", "Med")
    }
    for title in ("Notater", "Uset", "Rød", "Med"):
        play.press("dorte", "submit_proposal", on[title])
    play.checks("anne", on["Notater"])
    play.checks("anne", on["Rød"], "red")
    play.checks("anne", on["Med"])
    play.press("anne", "shortlist", on["Med"])
    play.now = play.meeting.starts_at - timedelta(days=3)
    late = play.propose("dorte", "Sent", said("To teams"))
    play.press("dorte", "submit_proposal", late)
    play.now = play.meeting.starts_at
    play.arrive("anne", "bo")
    play.goes_to("announcement")
    play.posts.clear()
    play.press("anne", "end")
    told = {
        post.dedupe_key.split("/")[1]: post.to for post in play.posts if "Det venter til det næste" in read([post.card])
    }
    assert told == {f"waits.{on['Notater']}": "dorte", f"waits.{on['Uset']}": "dorte"}


# --- What stands on one's own card


def own(play: Play, on: str) -> Card:
    return next(card for card in play.screen("dorte") if card.name == f"own-{on}")


def test_what_came_back_goes_to_no_meeting_before_it_is_sent_again():
    play, on = begun()
    while asked(play):
        answers(play, on, asked(play))
    play.now = play.meeting.starts_at - timedelta(days=1)
    play.press("dorte", "submit_proposal", on)
    assert "kommer med til næste møde" in read((own(play, on),))
    play.press("anne", "return_proposal", on, reason=said("Skriv, hvem der er med"))
    assert "næste møde" not in read((own(play, on),))
    first = controls((own(play, on),))[0]
    assert (first.action, first.weight) == ("redraft", Weight.MAIN)
    play.press("dorte", "redraft", on)
    assert "næste møde" not in read((own(play, on),))


def test_the_answers_to_a_question_do_not_stand_among_the_tools_of_the_draft():
    play, on = begun()
    for name in FIELDS[:3]:
        answers(play, on, name)
    body = own(play, on).body
    question = max(number for number, each in enumerate(body) if "answer_field" in acts(each))
    tools = min(number for number, each in enumerate(body) if "revise" in acts(each))
    assert question < tools
    assert [type(each) for each in body[question + 1 : tools]] == [Heading]


def acts(element: Element) -> set[str]:
    return {control.action for control in controls((Card("one", (), (element,)),))}


def test_what_was_changed_within_a_minute_is_read_as_one_change():
    play, on = handed_in("submitted")
    play.now = play.meeting.starts_at - timedelta(days=1)
    play.press("dorte", "revise", on, trial=said("Et"))
    play.press("dorte", "revise", on, trial=said("To"), problem=said("Andet"))
    play.later(2)
    play.press("dorte", "revise", on, trial=said("Tre"))
    shown = read(tuple(card for card in play.screen("anne") if card.name == f"incoming-{on}"))
    assert shown.count("stod der:") == 2
    assert said("Et") not in shown
    assert said("To") in shown


def test_what_was_changed_and_changed_back_within_a_minute_says_nothing_of_what_stood():
    play, on = handed_in("submitted")
    play.now = play.meeting.starts_at - timedelta(days=1)
    play.press("dorte", "revise", on, trial=said("Et"))
    play.press("dorte", "revise", on, trial=said("Breve prøves af"))
    assert len(of(play, on).editions) == 2
    shown = read(tuple(card for card in play.screen("anne") if card.name == f"incoming-{on}"))
    assert "ændret efter fristen" in shown
    assert "stod der" not in shown
