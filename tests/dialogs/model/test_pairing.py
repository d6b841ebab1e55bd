"""Who talks with whom: nobody is alone or forgotten, no leader sits with an own report if it can be helped."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from dialogs.model import attending, pairing, steering
from dialogs.model.agenda import Phase
from dialogs.model.ids import Fresh, PersonId
from dialogs.model.meeting import Kind
from dialogs.model.pairing import FREE, best, cost, own_report, taking_part
from dialogs.model.people import SIDES, Level, Role, Side
from tests.dialogs.room import COMMITTEE, Room, refused, someone

NOBODY_MET = frozenset()


@st.composite
def peoples(draw, least=2, most=25):
    """Give people by id, on random sides and with random reporting lines to leaders."""
    names = [f"p{number}" for number in range(draw(st.integers(least, most)))]
    leaders = names[: draw(st.integers(0, len(names)))]
    people = {}
    for name in names:
        above = draw(st.sampled_from([None, *leaders[:3]]))
        side = Side.MANAGEMENT if name in leaders else Side.EMPLOYEES
        people[name] = someone(name, side, reports_to=None if above == name else above)
    return people


@st.composite
def mets(draw, people):
    return frozenset(draw(st.lists(st.sampled_from([frozenset(two) for two in combinations(people, 2)]), max_size=4)))


def groupings(names):
    """Give every way to put people into pairs and trios."""
    if not names:
        yield []
        return
    first, rest = names[0], names[1:]
    for size in (1, 2):
        for partners in combinations(rest, size):
            left = [name for name in rest if name not in partners]
            for others in groupings(left):
                yield [(first, *partners), *others]


def trios(groups):
    return sum(len(group) == 3 for group in groups)


# --- Finding the best grouping


@given(peoples(most=13), st.text(max_size=4))
@example({f"p{n}": someone(f"p{n}", Side.EMPLOYEES) for n in range(25)}, "x")
@settings(max_examples=15, deadline=None)
def test_everybody_is_in_exactly_one_pair_or_trio(people, seed):
    groups = best(people, NOBODY_MET, seed)
    assert sorted(person for group in groups for person in group) == sorted(people)
    assert {len(group) for group in groups} <= {2, 3}
    assert trios(groups) in ({1} if len(people) % 2 else {0, 2})
    assert best(people, NOBODY_MET, seed) == groups, "the same seed decides alike"


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_other_grouping_is_better(data):
    people = data.draw(peoples(most=7))
    met = data.draw(mets(people))
    groups = best(people, met, "seed")
    found = cost(groups, people, met)
    every = list(groupings(list(people)))
    assert found[:2] == min(cost(each, people, met)[:2] for each in every), "an own report, and it could be helped"
    assert found == min(cost(each, people, met) for each in every if trios(each) == trios(groups))


def test_eight_people_of_whom_four_lead_the_others_find_the_only_way():
    people = {name: someone(name, Side.MANAGEMENT) for name in "abcd"}
    people |= {name.upper(): someone(name.upper(), Side.EMPLOYEES, reports_to=name) for name in "abcd"}
    groups = best(people, NOBODY_MET, "x")
    assert cost(groups, people, NOBODY_MET) == FREE
    assert best(people, frozenset(frozenset(group) for group in groups), "x") != groups


def test_a_leader_to_whom_all_report_sits_in_a_trio_and_never_alone_with_one():
    for count in (5, 6, 7, 8):
        people = {"a": someone("a", Side.MANAGEMENT), "b": someone("b", Side.MANAGEMENT, reports_to="a")}
        people |= {f"e{n}": someone(f"e{n}", Side.EMPLOYEES, reports_to="a") for n in range(count - 2)}
        groups = best(people, NOBODY_MET, "x")
        assert cost(groups, people, NOBODY_MET)[:2] == (0, 1)
        assert trios(groups) == (1 if count % 2 else 2)


def test_four_people_sit_in_pairs_whatever_it_costs():
    people = {"a": someone("a", Side.MANAGEMENT)}
    people |= {name: someone(name, Side.EMPLOYEES, reports_to="a") for name in "xyz"}
    assert [len(group) for group in best(people, NOBODY_MET, "x")] == [2, 2]


def test_another_seed_gives_other_pairs():
    people = {f"p{n}": someone(f"p{n}", Side.EMPLOYEES if n % 2 else Side.MANAGEMENT) for n in range(10)}
    assert len({frozenset(map(frozenset, best(people, NOBODY_MET, str(seed)))) for seed in range(8)}) > 4


def test_partners_of_last_time_are_parted_when_the_sides_can_be_mixed_otherwise():
    people = {name: someone(name, Side.MANAGEMENT) for name in "ab"} | {
        name: someone(name, Side.EMPLOYEES) for name in "xy"
    }
    met = frozenset({frozenset("ax"), frozenset("by")})
    assert {frozenset(group) for group in best(people, met, "s")} == {frozenset("ay"), frozenset("bx")}
    everybody = frozenset(frozenset((one, other)) for one in "ab" for other in "xy")
    assert cost(best(people, everybody, "s"), people, everybody) == (0, 0, 0, 2), "mixed sides come first"


@given(st.integers(2, 13), st.integers(0, 13))
@example(25, 7)
@example(24, 12)
@settings(max_examples=15, deadline=None)
def test_as_many_groups_as_can_be_are_across_the_sides(count, leaders):
    leaders = min(leaders, count)
    people = {f"p{n}": someone(f"p{n}", Side.MANAGEMENT if n < leaders else Side.EMPLOYEES) for n in range(count)}
    groups = best(people, NOBODY_MET, "x")
    mixed = sum(len({people[name].side for name in group}) == 2 for group in groups)
    assert mixed == min(leaders, count - leaders, len(groups))


def test_what_a_grouping_costs():
    people = {
        "a": someone("a", Side.MANAGEMENT),
        "b": someone("b", Side.MANAGEMENT, reports_to="a"),
        "x": someone("x", Side.EMPLOYEES, reports_to="a"),
        "y": someone("y", Side.EMPLOYEES),
    }
    met = frozenset({frozenset("ax"), frozenset("xy")})
    assert cost([("a", "y")], people, met) == FREE == (0, 0, 0, 0)
    assert cost([("a", "x")], people, met) == (1, 0, 0, 1)
    assert cost([("a", "b")], people, met) == (1, 0, 1, 0)
    assert cost([("y", "x")], people, met) == (0, 0, 1, 1)
    assert cost([("y", "x", "a")], people, met) == (0, 1, 0, 2)
    assert cost([("a", "x"), ("b", "y")], people, met) == (1, 0, 0, 1)
    assert own_report(people["a"], people["x"])
    assert own_report(people["x"], people["a"])
    assert not own_report(people["b"], people["x"])


def test_one_person_sits_alone_and_nobody_sits_nowhere():
    assert best({}, NOBODY_MET, "x") == ()
    assert best({"a": someone("a", Side.EMPLOYEES)}, NOBODY_MET, "x") == (("a",),)


# --- Who takes part


def everybody(*people, level=Level.LOCAL):
    room = Room(*people, level=level)
    room.arrive(*room.meeting.committee.people)
    return room


def names(room):
    return {person.id for person in taking_part(room.meeting)}


def test_observers_and_those_without_a_side_sit_in_no_pair():
    assert names(everybody()) == {"anne", "lars", "bo", "dorte", "eva", "finn", "gry"}


def test_in_a_staff_meeting_no_leader_sits_in_a_pair():
    assert names(everybody(level=Level.STAFF_MEETING)) == {"bo", "dorte", "eva", "finn", "gry"}


def test_in_a_team_only_its_own_leader_sits_in_no_pair_and_sides_do_not_matter():
    assert names(everybody(level=Level.TEAM)) == {"lars", "bo", "dorte", "eva", "finn", "gry"}


REPORTING = [someone(name, Side.EMPLOYEES, reports_to="anne") for name in ("bo", "eva", "finn")]
ANNE = someone("anne", Side.MANAGEMENT, Role.CHAIR)


def test_a_lone_leader_to_whom_everybody_reports_goes_between_the_pairs():
    assert names(everybody(ANNE, *REPORTING)) == {"bo", "eva", "finn"}


def test_a_leader_is_not_lone_beside_another_or_somebody_from_elsewhere():
    lars = someone("lars", Side.MANAGEMENT)
    assert names(everybody(ANNE, lars, *REPORTING)) == {"anne", "lars", "bo", "eva", "finn"}
    gry = someone("gry", Side.EMPLOYEES)
    assert names(everybody(ANNE, gry, *REPORTING)) == {"anne", "gry", "bo", "eva", "finn"}


def test_a_leader_talks_with_the_only_one_there_is():
    assert names(everybody(ANNE, REPORTING[0])) == {"anne", "bo"}
    assert names(everybody(ANNE, *REPORTING[:2])) == {"bo", "eva"}


# --- People come and go


def assert_seated(meeting):
    part, groups = taking_part(meeting), [pair.members for pair in meeting.pairs.values()]
    seated = [person for group in groups for person in group]
    assert len(seated) == len(set(seated)), "somebody sits twice"
    assert {person.id for person in part} <= set(seated), "somebody sits nowhere"
    assert all(meeting.is_here(person) for person in seated), "somebody who left still sits"
    assert all(len(group) <= 3 for group in groups)
    assert all(len(group) > 1 for group in groups) or len(part) <= 1 or len(seated) == 1, "somebody sits alone"


CROWD = (
    someone("anne", Side.MANAGEMENT, Role.CHAIR),
    someone("lars", Side.MANAGEMENT, reports_to="anne"),
    someone("bo", Side.EMPLOYEES, Role.VICE_CHAIR, reports_to="anne"),
    *(someone(name, Side.EMPLOYEES, reports_to="anne") for name in ("dorte", "eva", "finn")),
    someone("gry", Side.EMPLOYEES, reports_to="lars"),
    someone("sofie", Side.NONE, Role.SECRETARY),
)
COMINGS = st.lists(st.sampled_from([person.id for person in CROWD[:-1]]), max_size=24)


@given(COMINGS, st.sampled_from([Level.LOCAL, Level.STAFF_MEETING]), st.sampled_from([(), ("anne", "bo"), ("bo",)]))
@example(["bo", "eva"], Level.LOCAL, ())
@example(["bo", "anne", "eva", "lars"], Level.LOCAL, ())
@example(["anne", "bo", "eva", "eva", "anne", "bo"], Level.LOCAL, ("anne", "bo"))
@settings(max_examples=120, deadline=None)
def test_however_people_come_and_go_everybody_sits_somewhere(comings, level, at_first):
    room = Room(*CROWD, level=level)
    room.arrive("sofie", *at_first)
    room.start("sofie")
    room.advance("sofie")
    for who in comings:
        if room.meeting.is_here(PersonId(who)):
            room.leave(who)
        else:
            room.arrive(who)
        assert_seated(room.meeting)


@given(COMINGS, COMINGS)
@settings(max_examples=60, deadline=None)
def test_who_came_and_went_between_two_rounds_is_seated_when_the_round_begins_again(before, between):
    room = Room(*CROWD)
    room.arrive("sofie", *dict.fromkeys(before))
    room.start("sofie")
    room.advance("sofie")
    room.advance("sofie")
    for who in between:
        if room.meeting.is_here(PersonId(who)):
            room.leave(who)
        else:
            room.arrive(who)
    room.back("sofie")
    assert_seated(room.meeting)


def test_when_all_are_new_in_the_second_round_they_are_paired_as_in_the_first():
    room = Room.in_phase(Phase.PILOTS)
    room.leave("bo", "dorte", "eva", "finn", "gry", "lars", "anne")
    room.back("sofie")
    assert room.meeting.pairs == {}
    room.advance("sofie")
    room.arrive("anne", "lars", "bo", "dorte")
    room.back("sofie")
    groups = {frozenset(pair.members) for pair in room.meeting.pairs.values()}
    assert groups == {frozenset({"anne", "dorte"}), frozenset({"lars", "bo"})}


def test_a_latecomer_joins_a_pair_before_a_trio_is_broken_up():
    room = Room(*CROWD)
    room.arrive("sofie", "anne", "lars", "bo", "eva", "finn")
    room.start("sofie")
    room.advance("sofie")
    trio = next(pair for pair in room.meeting.pairs.values() if len(pair.members) == 3)
    room.arrive("gry")
    assert room.meeting.pairs[trio.id] == trio
    assert len(room.pair_of("gry")) == 3


def test_a_latecomer_to_a_lone_trio_takes_one_along_so_that_two_pairs_talk():
    room = Room(*CROWD)
    room.arrive("sofie", "bo", "eva", "gry")
    room.start("sofie")
    room.advance("sofie")
    (trio,) = room.meeting.pairs
    room.arrive("anne")
    assert room.pair_of("anne") == {"anne", "gry"}, "the only one who is not an own report"
    assert room.pair_of("bo") == {"bo", "eva"}
    assert trio in room.meeting.pairs
    assert len(room.meeting.pairs) == 2


def test_a_latecomer_is_not_put_with_an_own_leader_where_there_is_another_pair():
    room = Room(*COMMITTEE)
    room.arrive("sofie", "anne", "lars", "bo", "finn")
    room.start("sofie")
    room.advance("sofie")
    room.arrive("eva")
    assert "lars" not in room.pair_of("eva")


def test_a_latecomer_avoids_the_partner_of_last_time():
    from dataclasses import replace

    room = Room(*COMMITTEE)
    room.arrive("sofie", "anne", "bo", "lars", "finn")
    room.start("sofie")
    room.advance("sofie")
    met = frozenset({frozenset({"gry", person}) for person in room.pair_of("bo")})
    room.meeting = replace(room.meeting, paired_before=met)
    room.arrive("gry")
    assert "bo" not in room.pair_of("gry")


def two_pairs() -> Room:
    """Give a pair discussion of anne with bo and lars with finn."""
    room = Room()
    room.arrive("sofie", "anne", "bo", "lars", "finn")
    room.start("sofie")
    room.advance("sofie")
    room.repair("sofie", "anne bo", "lars finn")
    return room


def test_the_one_left_joins_another_pair_and_takes_along_what_the_pair_had():
    room = two_pairs()
    concern = room.contribute("anne", Kind.CONCERN, "Tempoet stiger")
    room.leave("anne")
    assert room.pair_of("bo") == {"bo", "lars", "finn"}
    room.edit("bo", concern, "Tempoet stiger meget")
    room.edit("lars", concern, "Tempoet stiger for meget")
    room.hand_in("finn", concern=["Tempoet stiger for meget"])
    assert room.handed_in() == {"Tempoet stiger for meget": concern}


def test_who_leaves_a_trio_leaves_the_texts_behind():
    room = two_pairs()
    room.arrive("eva")
    trio = room.pair_of("eva") - {"eva"}
    concern = room.contribute("eva", Kind.CONCERN, "Tempoet")
    room.leave("eva")
    assert all(room.pair_of(person) == trio for person in trio)
    for person in trio:
        room.edit(person, concern, f"Tempoet siger {person}")


def test_a_use_or_a_question_stays_with_its_author_who_leaves():
    room = Room()
    room.arrive("sofie", "anne", "bo", "lars", "finn")
    room.start("sofie")
    use = room.contribute("anne", Kind.USE, "Journalnotater")
    room.advance("sofie")
    partner = next(iter(room.pair_of("anne") - {"anne"}))
    room.leave("anne")
    room.back("sofie")
    with refused("not_yours"):
        room.edit(partner, use, "Min nu")
    room.arrive("anne")
    room.edit("anne", use, "Notater i journalen")


def test_the_last_pair_of_all_may_be_one_person_who_keeps_what_the_pair_had():
    room = Room()
    room.arrive("sofie", "anne", "bo")
    room.start("sofie")
    room.advance("sofie")
    concern = room.contribute("anne", Kind.CONCERN, "Tempoet")
    room.leave("anne")
    assert room.pair_of("bo") == {"bo"}
    room.edit("bo", concern, "Tempoet stiger")
    room.arrive("lars")
    assert room.pair_of("lars") == {"bo", "lars"}
    room.leave("bo", "lars")
    assert room.meeting.pairs == {}


def test_who_sits_nowhere_parts_from_nobody():
    room = two_pairs()
    assert pairing.part(room.meeting, "sofie") == room.meeting
    assert pairing.join(room.meeting, "sofie") == room.meeting
    assert pairing.join(room.meeting, "anne") == room.meeting


# --- By hand


def test_pairs_are_seated_as_somebody_leading_wants_them():
    room = two_pairs()
    room.repair("bo", "anne finn", "lars bo")
    assert room.pair_of("finn") == {"anne", "finn"}
    room.repair("anne", "lars finn", "anne bo")
    assert room.pair_of("finn") == {"lars", "finn"}


@pytest.mark.parametrize(
    ("groups", "code"),
    [
        (["anne bo", "bo lars finn"], "twice_in_pairs"),
        (["anne anne", "lars finn bo"], "twice_in_pairs"),
        (["anne stranger", "lars finn bo"], "unknown_choice"),
        (["anne eva", "lars finn bo"], "not_present"),
        (["anne sofie", "lars finn bo"], "not_a_party"),
        (["anne", "lars finn bo"], "out_of_range"),
        (["anne lars finn bo"], "out_of_range"),
        (["anne bo", "lars"], "out_of_range"),
        (["anne bo finn"], "out_of_range"),
        ([], "out_of_range"),
        (["anne bo", "lars finn", ""], "out_of_range"),
    ],
)
def test_pairs_by_hand_hold_everybody_once_and_nobody_else(groups, code):
    room = two_pairs()
    before = room.meeting
    with refused(code, "pairs"):
        room.repair("sofie", *groups)
    assert room.meeting == before


def test_who_is_not_there_or_left_out_is_named_so_that_it_can_be_mended():
    room = two_pairs()
    with refused("not_present") as caught:
        room.repair("sofie", "anne eva", "lars bo finn")
    assert caught.value.values == {"name": "Eva"}
    with refused("out_of_range") as caught:
        room.repair("sofie", "anne bo")
    assert caught.value.values == {"least": 2, "most": 3, "name": "Finn"}
    with refused("out_of_range") as caught:
        room.repair("sofie", "anne bo", "lars")
    assert caught.value.values == {"least": 2, "most": 3}


def test_nobody_is_put_alone_with_an_own_leader_by_hand_where_it_can_be_helped():
    room = Room()
    room.arrive("sofie", "anne", "bo", "lars", "eva")
    room.start("sofie")
    room.advance("sofie")
    with refused("own_direct_report", "pairs"):
        room.repair("sofie", "lars eva", "anne bo")
    with refused("own_direct_report", "pairs"):
        room.repair("sofie", "anne lars", "bo eva")
    room.repair("sofie", "lars bo", "anne eva")


def test_a_trio_with_an_own_leader_by_hand_is_refused_where_it_can_be_helped():
    room = Room()
    room.arrive("sofie", "anne", "bo", "lars", "eva", "finn")
    room.start("sofie")
    room.advance("sofie")
    with refused("own_direct_report", "pairs"):
        room.repair("sofie", "lars eva bo", "anne finn")
    room.repair("sofie", "lars bo finn", "anne eva")


def test_where_nothing_else_is_possible_a_trio_with_the_leader_may_be_made_by_hand():
    people = (ANNE, someone("lars", Side.MANAGEMENT, reports_to="anne"), *REPORTING)
    room = everybody(*people, level=Level.LOCAL)
    room.start()
    room.advance()
    room.repair("anne", "anne bo eva", "lars finn")
    with refused("own_direct_report"):
        room.repair("anne", "anne bo", "lars eva finn")


def test_partners_of_last_time_may_be_seated_together_by_hand():
    from dataclasses import replace

    room = two_pairs()
    room.meeting = replace(room.meeting, paired_before=frozenset({frozenset({"anne", "bo"})}))
    room.repair("sofie", "anne bo", "lars finn")
    assert room.pair_of("anne") == {"anne", "bo"}


def test_pairs_by_hand_need_not_hold_the_leader_to_whom_all_report():
    room = everybody(ANNE, *REPORTING, someone("gry", Side.EMPLOYEES, reports_to="anne"))
    room.start()
    room.advance()
    room.repair("anne", "bo eva", "finn gry")
    assert room.pair_of("anne") == set()


def test_a_pair_that_stays_together_has_still_handed_in():
    room = two_pairs()
    room.hand_in("anne", concern=["Tempoet"])
    room.repair("sofie", "bo anne", "finn lars")
    with refused("out_of_date"):
        room.hand_in("bo", concern=["Andet"])
    room.take_back("bo")
    assert room.handed_in() == {}


def test_what_was_handed_in_can_be_taken_back_from_the_pair_one_was_moved_to():
    room = two_pairs()
    room.hand_in("anne", concern=["Tempoet"])
    room.repair("sofie", "anne finn", "lars bo")
    with refused("out_of_date"):
        room.take_back("bo")
    room.take_back("finn")
    assert room.handed_in() == {}
    room.hand_in("finn", concern=["Tempoet"])


def test_the_next_meeting_of_the_same_people_makes_other_pairs():
    room = Room.in_phase(Phase.PAIRS)
    made = [pairing.make(replace(room.meeting, number=number), Fresh("a")).pairs.values() for number in range(1, 9)]
    assert len({frozenset(frozenset(pair.members) for pair in pairs) for pairs in made}) > 1


@given(st.lists(st.sampled_from(["anne", "lars", "bo", "dorte", "eva", "finn", "gry"]), max_size=10))
@settings(max_examples=40, deadline=None)
def test_whatever_chance_gives_the_same_people_talk_together_through_all_coming_and_going(moves):
    found = []
    for chance in ("a", "b"):
        room = Room.in_phase(Phase.KNOWLEDGE)
        room.meeting = steering.advance(room.meeting, "anne", room.now, Fresh(chance), steering.stamp(room.meeting))
        together = []
        for who in moves:
            (room.leave if room.meeting.is_here(who) else room.arrive)(who)
            # As it comes back from the database: by ids that chance made.
            room.meeting = replace(room.meeting, pairs=dict(sorted(room.meeting.pairs.items())))
            together.append({frozenset(pair.members) for pair in room.meeting.pairs.values()})
        room.meeting = steering.advance(room.meeting, "sofie", room.now, Fresh(chance), steering.stamp(room.meeting))
        room.meeting = steering.back(room.meeting, "sofie", room.now, Fresh(chance), steering.stamp(room.meeting))
        together.append({frozenset(pair.members) for pair in room.meeting.pairs.values()})
        found.append(together)
    assert found[0] == found[1]


def test_somebody_whose_id_chance_made_changes_nothing_in_who_talks_with_whom():
    def together(made: str) -> frozenset[frozenset[str]]:
        people = {each.id: each for each in (someone(f"p{n}", Side.EMPLOYEES) for n in range(6))}
        people[made] = replace(someone("ny", Side.EMPLOYEES), id=PersonId(made))
        groups = best(people, NOBODY_MET, "seed")
        return frozenset(frozenset(people[person].name for person in group) for group in groups)

    assert len({together(made) for made in ("aaa", "p3x", "zzz", "0")}) == 1


@given(peoples(least=9, most=9))
@settings(max_examples=5, deadline=None)
def test_shuffling_loses_nobody(people):
    assume(len(people) == 9)
    assert sorted(pairing.shuffled(people, "a")) == sorted(people)
    assert (
        pairing.shuffled(people, "a") == pairing.shuffled(reversed(list(people)), "a") != pairing.shuffled(people, "b")
    )


def test_somebody_arriving_in_another_phase_is_not_seated():
    room = Room.in_phase(Phase.PILOTS)
    room.leave("gry")
    pairs = room.meeting.pairs
    assert attending.arrive(room.meeting, "gry", room.now).pairs == pairs


@given(st.integers(2, 8), st.lists(st.text(max_size=4), min_size=3, max_size=5))
@settings(max_examples=40, deadline=None)
def test_however_many_meetings_there_are_nobody_meets_the_same_partner_twice_in_a_row(half, seeds):
    leaders = [someone(f"l{number}", Side.MANAGEMENT) for number in range(half)]
    people = {each.id: each for each in (*leaders, *(someone(f"e{n}", Side.EMPLOYEES) for n in range(half)))}
    met: frozenset[frozenset[str]] = frozenset()
    for seed in seeds:
        now = frozenset(map(frozenset, pairing.best(people, met, seed)))
        assert not now & met
        assert {len({people[who].side for who in pair}) for pair in now} == {2}
        met = now


@given(st.integers(6, 15), st.text(max_size=4), st.data())
@settings(max_examples=40, deadline=None)
def test_a_third_of_the_room_may_be_late_and_nobody_sits_alone_or_nowhere(count, seed, data):
    sides = data.draw(st.lists(st.sampled_from(SIDES), min_size=count, max_size=count))
    people = [someone(f"p{n}", side, reports_to=f"p{n // 3}" if n else None) for n, side in enumerate(sides)]
    room = Room(*people, someone("sofie", Side.NONE, Role.SECRETARY))
    late = count // 3
    room.arrive("sofie", *(each.id for each in people[late:]))
    room.start("sofie")
    room.advance("sofie")
    for each in people[:late]:
        room.arrive(each.id)
        seated = [who for pair in room.meeting.pairs.values() for who in pair.members]
        assert sorted(seated) == sorted(person.id for person in pairing.taking_part(room.meeting))
        assert all(2 <= len(pair.members) <= 3 for pair in room.meeting.pairs.values())
