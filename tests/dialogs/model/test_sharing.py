"""What people write in the first two phases, and what a pair hands in."""

import pytest

from dialogs.model import rounding_up, sharing
from dialogs.model.agenda import Phase
from dialogs.model.meeting import Contribution, Kind
from dialogs.model.people import Level
from tests.dialogs.room import PARTIES, Room, refused


def knowledge() -> Room:
    return Room.in_phase(Phase.KNOWLEDGE)


def pairs() -> Room:
    """Give a pair discussion of anne with bo, lars with finn, and dorte, eva and gry."""
    room = Room.in_phase(Phase.PAIRS)
    room.repair("sofie", "anne bo", "lars finn", "dorte eva gry")
    return room


# --- Contributions


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.WORD])
def test_the_first_phase_takes_every_kind(kind):
    room = knowledge()
    on = room.contribute("eva", kind, "Noget")
    assert room.meeting.contributions == {on: Contribution(on, kind, "Noget", Phase.KNOWLEDGE)}
    assert room.meeting.owners == {on: "eva"}


def test_a_word_is_said_another_way():
    with refused("unknown_choice", "kind"):
        knowledge().contribute("eva", Kind.WORD, "Nysgerrig")
    with refused("unknown_choice", "kind"):
        pairs().contribute("eva", Kind.WORD, "Nysgerrig")


def test_the_pair_phase_takes_what_a_pair_can_hand_in():
    room = pairs()
    for kind in (Kind.USE, Kind.QUESTION):
        with refused("unknown_choice", "kind"):
            room.contribute("eva", kind, "Noget")
    on = room.contribute("eva", Kind.CONDITION, "Oplæring")
    assert room.meeting.contributions[on].phase is Phase.PAIRS


def test_somebody_has_one_word_and_can_change_it():
    room = knowledge()
    room.say_word("eva", "Spændt")
    room.say_word("bo", "Rolig")
    room.say_word("eva", "Tryg")
    words = [(item.kind, item.text, item.phase) for item in room.meeting.contributions.values()]
    assert words == [(Kind.WORD, "Tryg", Phase.KNOWLEDGE), (Kind.WORD, "Rolig", Phase.KNOWLEDGE)]
    room.contribute("eva", Kind.USE, "Notater")
    room.say_word("eva", "Klar")
    assert len(room.meeting.contributions) == 3


def test_an_author_changes_and_withdraws_a_text_and_nothing_else():
    room = knowledge()
    one, other = room.contribute("eva", Kind.USE, "a"), room.contribute("eva", Kind.CONCERN, "b")
    room.edit("eva", one, "c")
    assert room.meeting.contributions[one].text == "c"
    room.withdraw("eva", one)
    assert set(room.meeting.contributions) == set(room.meeting.owners) == {other}
    with refused("not_found"):
        room.edit("eva", one, "d")
    with refused("not_found"):
        room.withdraw("eva", one)


@pytest.mark.parametrize("who", ["anne", "bo", "gry"])
def test_nobody_changes_anothers_text_not_even_the_chair(who):
    room = knowledge()
    on = room.contribute("eva", Kind.CONCERN, "a")
    with refused("not_yours"):
        room.edit(who, on, "b")
    with refused("not_yours"):
        room.withdraw(who, on)


def test_what_one_of_a_pair_writes_belongs_to_the_pair_and_to_no_other():
    room = pairs()
    on = room.contribute("dorte", Kind.CONCERN, "Tempoet")
    for who in ("eva", "gry", "dorte"):
        assert [item.id for item in sharing.theirs(room.meeting, who)] == [on]
    for who in ("anne", "finn", "sofie"):
        assert sharing.theirs(room.meeting, who) == ()
    room.edit("gry", on, "Tempoet stiger")
    room.withdraw("eva", on)
    assert room.meeting.contributions == {}


def test_a_text_of_the_first_phase_is_carried_to_the_authors_pair():
    room = knowledge()
    use = room.contribute("anne", Kind.USE, "Notater")
    question = room.contribute("anne", Kind.QUESTION, "Hvem retter?")
    concern = room.contribute("anne", Kind.CONCERN, "Tempoet")
    room.say_word("anne", "Rolig")
    room.advance()
    room.repair("sofie", "anne bo", "lars finn", "dorte eva gry")
    assert [item.id for item in sharing.theirs(room.meeting, "bo")] == [concern]
    assert {item.id for item in sharing.theirs(room.meeting, "anne")} >= {use, question, concern}
    room.edit("bo", concern, "Tempoet stiger")
    for on in (use, question):
        with refused("not_yours"):
            room.edit("bo", on, "Min")
        with refused("wrong_phase"):
            room.edit("anne", on, "For sent")
        with refused("wrong_phase"):
            room.withdraw("anne", on)


def test_going_back_opens_the_texts_of_the_first_phase_again():
    room = knowledge()
    use = room.contribute("anne", Kind.USE, "Notater")
    room.advance()
    room.back()
    room.edit("anne", use, "Notater i journalen")


def test_own_texts_are_shown_by_text_and_not_by_time():
    room = pairs()
    for text in ("c", "a", "b"):
        room.contribute("eva", Kind.CONCERN, text)
    room.contribute("gry", Kind.OPPORTUNITY, "z")
    room.contribute("gry", Kind.CONCERN, "aa")
    assert [item.text for item in sharing.theirs(room.meeting, "eva")] == ["a", "aa", "b", "c", "z"]


# --- Handing in


def test_one_hands_in_for_the_pair_and_the_partner_sees_it():
    room = pairs()
    room.hand_in(
        "anne", opportunity=["Ro"], concern=["Tempoet", "Ansvaret\nog skylden"], condition=[], suggestion=["Prøv"]
    )
    assert set(room.handed_in()) == {"Ro", "Tempoet", "Ansvaret\nog skylden", "Prøv"}
    assert {item.text: item.kind for item in rounding_up.handed_in(room.meeting)}["Prøv"] is Kind.SUGGESTION
    assert {item.phase for item in rounding_up.handed_in(room.meeting)} == {Phase.PAIRS}
    assert {item.text for item in sharing.theirs(room.meeting, "bo")} == set(room.handed_in())


def test_a_pair_hands_in_once():
    room = pairs()
    room.hand_in("anne", concern=["a"])
    for who in ("anne", "bo"):
        with refused("out_of_date"):
            room.hand_in(who, concern=["b"])
        with refused("out_of_date"):
            room.contribute(who, Kind.CONCERN, "b")
    room.hand_in("lars", concern=["b"])
    room.contribute("eva", Kind.CONCERN, "c")
    assert [pair.handed_in for pair in room.meeting.pairs.values()] == [True, True, False]


def test_what_is_handed_in_is_changed_by_taking_it_back():
    room = pairs()
    room.hand_in("anne", concern=["a"])
    (on,) = room.handed_in().values()
    for who in ("anne", "bo"):
        with refused("out_of_date"):
            room.edit(who, on, "b")
        with refused("out_of_date"):
            room.withdraw(who, on)
    room.take_back("bo")
    assert room.handed_in() == {}
    assert {pair.handed_in for pair in room.meeting.pairs.values()} == {False}
    room.edit("bo", on, "b")
    room.hand_in("bo", concern=["b"])
    assert room.handed_in() == {"b": on}


def test_what_is_not_handed_in_is_not_taken_back():
    room = pairs()
    room.contribute("anne", Kind.CONCERN, "a")
    room.hand_in("lars", concern=["b"])
    with refused("out_of_date"):
        room.take_back("anne")
    assert set(room.handed_in()) == {"b"}


def test_after_going_back_to_the_first_phase_a_pairs_texts_are_still_handed_in():
    room = pairs()
    room.hand_in("anne", concern=["a"])
    (on,) = room.handed_in().values()
    room.back()
    with refused("out_of_date"):
        room.edit("anne", on, "b")
    room.contribute("anne", Kind.CONCERN, "Ny")


def test_an_equal_text_is_the_same_contribution_and_not_another():
    room = pairs()
    mine = room.contribute("anne", Kind.CONCERN, "Tempoet")
    left = room.contribute("bo", Kind.CONCERN, "Ikke med")
    room.hand_in("bo", opportunity=["Tempoet", "Ro"])
    assert room.handed_in()["Tempoet"] == mine
    found = room.meeting.contributions
    assert len(found) == 3
    assert (found[mine].kind, found[mine].handed_in) == (Kind.OPPORTUNITY, True)
    assert not found[left].handed_in
    assert room.meeting.owners[mine] == "anne", "handing in makes nobody the author"
    new = room.handed_in()["Ro"]
    assert room.meeting.owners[new] == "bo"


def test_an_equal_text_of_another_pair_or_of_another_sort_is_another_contribution():
    room = knowledge()
    use = room.contribute("anne", Kind.USE, "Notater")
    room.advance()
    room.repair("sofie", "anne bo", "lars finn", "dorte eva gry")
    theirs = room.contribute("lars", Kind.CONCERN, "Notater")
    room.hand_in("anne", concern=["Notater"])
    assert room.handed_in()["Notater"] not in {use, theirs}
    assert room.meeting.contributions[use].kind is Kind.USE


def test_each_text_is_handed_in_once():
    room = pairs()
    room.hand_in("anne", concern=["Tempoet", "Tempoet"], condition=["Tempoet"])
    assert len(room.meeting.contributions) == 1


def test_new_texts_of_one_hand_in_have_different_ids():
    room = pairs()
    room.hand_in("anne", concern=["a", "b", "c"])
    assert len(set(room.handed_in().values())) == 3


def test_nothing_is_not_handed_in():
    room = pairs()
    for texts in ({}, {"concern": [], "opportunity": []}):
        with refused("empty_text", "opportunities"):
            room.hand_in("anne", **texts)


def test_a_pair_hands_in_at_most_sixty_texts():
    room = pairs()
    texts = [str(number) for number in range(61)]
    with refused("out_of_range", "opportunities") as caught:
        room.hand_in("anne", concern=texts)
    assert caught.value.values == {"least": 1, "most": 60}
    room.hand_in("anne", concern=texts[:60])
    assert len(room.handed_in()) == 60


def test_who_sits_in_no_pair_hands_nothing_in_for_anybody():
    room = Room(*Room().meeting.committee.people.values(), level=Level.STAFF_MEETING)
    room.arrive(*PARTIES)
    room.start()
    room.advance()
    with refused("not_found"):
        room.hand_in("anne", concern=["a"])
    with refused("not_found"):
        room.take_back("anne")
    room.contribute("anne", Kind.CONCERN, "Lederens egen")


def test_taking_back_loosens_themes_and_what_was_put_together():
    room = pairs()
    room.hand_in("anne", concern=["a", "b"])
    room.hand_in("lars", concern=["c", "d"])
    on = room.handed_in()
    room.theme("anne", on["a"], "Tid")
    room.theme("anne", on["c"], "Tid")
    room.merge("anne", on["b"], on["a"])
    room.merge("anne", on["c"], on["a"])
    room.merge("anne", on["a"], on["d"])
    room.merge("anne", on["d"], None)
    assert set(room.handed_in()) == {"d"}
    room.take_back("bo")
    found = room.meeting.contributions
    assert set(room.handed_in()) == {"d"}
    assert (found[on["a"]].theme, found[on["a"]].merged_into, found[on["a"]].handed_in) == ("", None, False)
    assert (found[on["b"]].theme, found[on["b"]].merged_into) == ("", None)
    assert found[on["c"]].merged_into == on["d"]
    room.take_back("finn")
    room.hand_in("anne", concern=["a"])
    assert set(room.handed_in()) == {"a"}


def test_a_text_that_stood_for_anothers_gives_it_free_when_it_is_taken_back():
    room = pairs()
    room.hand_in("anne", concern=["a"])
    room.hand_in("lars", concern=["c"])
    on = room.handed_in()
    room.theme("anne", on["c"], "Tid")
    room.merge("anne", on["c"], on["a"])
    room.take_back("anne")
    assert room.handed_in() == {"c": on["c"]}
    assert room.meeting.contributions[on["c"]].theme == "Tid"


# --- The inventory


def test_the_inventory_is_answered_before_the_meeting_and_in_its_first_phase():
    room = Room()
    room.answer_inventory("eva", {1: ("Notater",)})
    assert sharing.inventory_of(room.meeting, "eva").answers == {1: ("Notater",)}
    assert sharing.inventory_of(room.meeting, "bo") is None
    room.answer_inventory("bo", {1: ("Vagtplan",)})
    room.answer_inventory("eva", {1: ("Notater", "Breve"), 2: ("Ja",)})
    assert sharing.inventory_of(room.meeting, "eva").answers == {1: ("Notater", "Breve"), 2: ("Ja",)}
    assert len(room.meeting.inventory) == 2
    room.arrive("anne", "eva")
    room.start()
    room.answer_inventory("hans", {1: ("Hos HR",)})
    room.advance()
    with refused("wrong_phase"):
        room.answer_inventory("eva", {1: ("For sent",)})
    room.end()
    with refused("meeting_closed"):
        room.answer_inventory("eva", {1: ("For sent",)})


@pytest.mark.parametrize("answers", [{}, {1: ()}, {1: (), 2: ()}])
def test_no_answer_is_no_inventory(answers):
    with refused("empty_text"):
        Room().answer_inventory("eva", answers)


def test_an_observer_answers_no_inventory():
    with refused("not_a_party"):
        Room().answer_inventory("ole", {1: ("Notater",)})


def test_answers_handed_over_can_not_be_changed_from_outside():
    answers = {1: ("Notater",)}
    room = Room()
    room.answer_inventory("eva", answers)
    answers[2] = ("Breve",)
    assert sharing.inventory_of(room.meeting, "eva").answers == {1: ("Notater",)}
