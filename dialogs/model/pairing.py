"""Who talks with whom (product.md, "Pairs").

Hard: everybody who takes part is in exactly one pair or trio. Then, as far as numbers allow and in this order: a leader
is not with an own direct report, the sides are mixed, nobody meets the same partner as last time.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import combinations, count, product

from dialogs.model import rights
from dialogs.model.agenda import Phase
from dialogs.model.ids import Fresh, PairId, PersonId
from dialogs.model.meeting import HANDED_IN_KINDS, Meeting, Pair
from dialogs.model.people import Level, Person, Role, Side
from dialogs.model.refusals import Reason, Refusal

Group = tuple[PersonId, ...]
People = dict[PersonId, Person]
Met = frozenset[frozenset[PersonId]]
# Groups of two with an own report, groups of three with one, groups of one side only, partners who met last time.
Cost = tuple[int, int, int, int]

FREE: Cost = (0, 0, 0, 0)
# How many shuffled starts are improved before the best one found is taken.
STARTS = 40


def taking_part(meeting: Meeting) -> tuple[Person, ...]:
    """Give those in the room who sit in pairs: parties, less the leader who goes between them.

    In a staff meeting that is every leader, in a team its own; elsewhere a lone leader to whom everybody else reports.
    """
    parties = tuple(person for person in meeting.here if person.is_party)
    if meeting.committee.is_team:
        return tuple(person for person in parties if Role.CHAIR not in person.roles)
    leaders = tuple(person for person in parties if person.side is Side.MANAGEMENT)
    rest = tuple(person for person in parties if person.side is not Side.MANAGEMENT)
    if meeting.committee.level is Level.STAFF_MEETING:
        return rest
    if len(leaders) == 1 and len(rest) > 1 and all(person.reports_to == leaders[0].id for person in rest):
        return rest
    return parties


def own_report(one: Person, other: Person) -> bool:
    """Say whether one of two people is the other's own leader."""
    return one.reports_to == other.id or other.reports_to == one.id


def make(meeting: Meeting, fresh: Fresh) -> Meeting:
    """Put everybody who takes part into pairs, with one trio when the number is odd.

    The only one there sits alone until somebody comes.
    """
    people = {person.id: person for person in taking_part(meeting)}
    # What is known beforehand decides and not chance, so that the same meeting comes to the same record everywhere.
    return _seat(meeting, best(people, meeting.paired_before, f"{meeting.committee.name}/{meeting.number}"), fresh)


def best(people: People, met: Met, seed: str) -> tuple[Group, ...]:
    """Find the grouping that costs least. `seed` decides between equals, so that the same meeting is decided alike
    again.

    Two trios instead of three pairs are tried where a leader would else sit alone with an own report.
    """
    if not people:
        return ()
    # By their names: the id of somebody who was added at the door is made by chance.
    named = sorted(people.values(), key=lambda person: (person.name, person.id))
    ids = {f"{place} {person.name}": person.id for place, person in enumerate(named)}
    starts = [[ids[name] for name in shuffled(ids, f"{seed}/{number}")] for number in range(STARTS)]
    found = _cheapest((_deal(ids, len(ids) % 2) for ids in starts), people, met)
    if cost(found, people, met)[0] and len(people) >= 6 and not len(people) % 2:
        found = min(
            found,
            _cheapest((_deal(ids, 2) for ids in starts), people, met),
            key=lambda groups: cost(groups, people, met),
        )
    return tuple(found)


def shuffled(names: Iterable[str], seed: str) -> list[str]:
    """Give names in an order that only `seed` decides."""
    return sorted(names, key=lambda name: blake2b(f"{seed}/{name}".encode(), digest_size=8).digest())


def by_hand(meeting: Meeting, who: PersonId, groups: Sequence[Sequence[PersonId]], fresh: Fresh) -> Meeting:
    """Seat the pairs as somebody leading wants them.

    Raises:
        Refusal: `not_allowed`, `not_present`, `wrong_phase`; `twice_in_pairs`; `unknown_choice` for somebody who is not
            in the committee; `not_a_party`; `out_of_range` for a pair of one or more than three, or when somebody is
            left out; `own_direct_report` where another pairing exists.
    """
    rights.lead(meeting, who)
    rights.in_room(meeting, who, Phase.PAIRS)
    named = [person for group in groups for person in group]
    if len(set(named)) < len(named):
        raise Refusal(Reason.TWICE_IN_PAIRS, "pairs")
    for person in named:
        if person not in meeting.committee.people:
            raise Refusal(Reason.UNKNOWN_CHOICE, "pairs")
        if not meeting.is_here(person):
            raise Refusal(Reason.NOT_PRESENT, "pairs", name=meeting.committee.people[person].name)
        if not meeting.committee.people[person].is_party:
            raise Refusal(Reason.NOT_A_PARTY, "pairs")
    if any(not 2 <= len(group) <= 3 for group in groups):
        raise Refusal(Reason.OUT_OF_RANGE, "pairs", least=2, most=3)
    people = {person: meeting.committee.people[person] for person in named}
    must = {person.id: person for person in taking_part(meeting)}
    possible = cost(best(must, frozenset(), "by hand"), must, frozenset())
    if cost([tuple(group) for group in groups], people, frozenset())[:2] > possible[:2]:
        raise Refusal(Reason.OWN_DIRECT_REPORT, "pairs")
    if left_out := set(must) - set(named):
        name = min(must[person].name for person in left_out)
        raise Refusal(Reason.OUT_OF_RANGE, "pairs", least=2, most=3, name=name)
    return _seat(meeting, tuple(tuple(group) for group in groups), fresh)


def join(meeting: Meeting, who: PersonId) -> Meeting:
    """Let a latecomer, or somebody left alone, in where they fit best: with a pair, or with one out of a trio."""
    people = {person.id: person for person in taking_part(meeting)}
    if who not in people or meeting.pair_of(who):
        return meeting
    if not meeting.pairs:
        # The first of all sits alone until the next one comes.
        first = Pair(PairId(Fresh(f"{meeting.id}/{who}").id()), (who,))
        return replace(meeting, pairs={first.id: first})
    ways = [way for pair in meeting.pairs.values() for way in _ways_in(pair, who, meeting.pairs)]

    def fit(way: tuple[Pair, ...]) -> tuple[Cost, list[list[str]]]:
        groups = [tuple(person for person in pair.members if person in people) for pair in way]
        return (cost(groups, people, meeting.paired_before), [_names(meeting, pair) for pair in way])

    # A trio is broken up only where there is no pair to join: those who talk are disturbed as little as can be.
    whole = [way for way in ways if len(way) == 1]
    seated = min(whole or ways, key=fit)
    return replace(meeting, pairs={**meeting.pairs, **{pair.id: pair for pair in seated}})


def part(meeting: Meeting, who: PersonId) -> Meeting:
    """Take somebody out of their pair. What they wrote there belongs to the pair and stays with a partner."""
    pair = meeting.pair_of(who)
    if pair is None:
        return meeting
    rest = tuple(person for person in pair.members if person != who)
    others = {key: value for key, value in meeting.pairs.items() if key != pair.id}
    if not rest:
        return replace(meeting, pairs=others)
    ours = {key for key, contribution in meeting.contributions.items() if contribution.kind in HANDED_IN_KINDS}
    owners = {key: rest[0] if owner == who and key in ours else owner for key, owner in meeting.owners.items()}
    after = replace(meeting, owners=owners, pairs={**others, pair.id: replace(pair, members=rest)})
    if len(rest) > 1 or not others:
        return after
    # What the pair handed in stays handed in; the one left brings the rest along.
    return join(replace(after, pairs=others), rest[0])


def refresh(meeting: Meeting, fresh: Fresh) -> Meeting:
    """Seat everybody when the pair phase begins, or begins again: gone people leave their pairs, new ones join."""
    if not meeting.pairs:
        return make(meeting, fresh)
    for pair in sorted(meeting.pairs.values(), key=lambda pair: _names(meeting, pair)):
        for person in pair.members:
            if not meeting.is_here(person):
                meeting = part(meeting, person)
    return settle(meeting) if meeting.pairs else make(meeting, fresh)


def settle(meeting: Meeting) -> Meeting:
    """Let everybody in who takes part and sits nowhere; who comes or goes may change whether a leader takes part."""
    for someone in taking_part(meeting):
        meeting = join(meeting, someone.id)
    return meeting


def cost(groups: Iterable[Group], people: People, met: Met) -> Cost:
    """Say what a grouping costs; less is better, and the first number that differs decides."""
    costs = [_cost(group, people, met) for group in groups]
    return (sum(c[0] for c in costs), sum(c[1] for c in costs), sum(c[2] for c in costs), sum(c[3] for c in costs))


def _cost(group: Group, people: People, met: Met) -> Cost:
    twos = [(people[a], people[b]) for a, b in combinations(group, 2)]
    own = any(own_report(a, b) for a, b in twos)
    sides = {people[person].side for person in group}
    one_sided = len(sides) == 1 and Side.TEAM not in sides
    again = sum(frozenset((a.id, b.id)) in met for a, b in twos)
    return (int(own and len(group) == 2), int(own and len(group) > 2), int(one_sided), again)


def _names(meeting: Meeting, pair: Pair) -> list[str]:
    return sorted(meeting.committee.people[person].name for person in pair.members)


def _ways_in(pair: Pair, who: PersonId, taken: Collection[PairId]) -> Iterator[tuple[Pair, ...]]:
    if len(pair.members) < 3:
        yield (replace(pair, members=(*pair.members, who)),)
        return
    # The new pair's id follows from the old one's, which chance made, so that no new chance is needed here.
    ids = (PairId(Fresh(pair.id).id(number)) for number in count())
    new = next(each for each in ids if each not in taken)
    for member in pair.members:
        rest = tuple(person for person in pair.members if person != member)
        yield (replace(pair, members=rest), Pair(new, (member, who)))


def _seat(meeting: Meeting, groups: Iterable[Group], fresh: Fresh) -> Meeting:
    # A pair that stays together stays the pair it was, with what it has handed in.
    known = {frozenset(pair.members): pair for pair in meeting.pairs.values()}
    pairs = [
        known.get(frozenset(group)) or Pair(PairId(fresh.id(number)), group) for number, group in enumerate(groups)
    ]
    return replace(meeting, pairs={pair.id: pair for pair in pairs})


def _deal(ids: list[PersonId], trios: int) -> list[Group]:
    cut = 3 * trios
    threes = [tuple(ids[place : place + 3]) for place in range(0, cut, 3)]
    return threes + [tuple(ids[place : place + 2]) for place in range(cut, len(ids), 2)]


def _cheapest(deals: Iterable[list[Group]], people: People, met: Met) -> list[Group]:
    found: list[Group] = []
    for deal in deals:
        groups = _improve(deal, people, met)
        if not found or cost(groups, people, met) < cost(found, people, met):
            found = groups
        if cost(found, people, met) == FREE:
            break
    return found


def _improve(groups: list[Group], people: People, met: Met) -> list[Group]:
    while True:
        swap = next(_swaps(groups, people, met), None)
        if swap is None:
            return groups
        one, other, left, right = swap
        groups[one], groups[other] = left, right


def _swaps(groups: list[Group], people: People, met: Met) -> Iterator[tuple[int, int, Group, Group]]:
    for one, other in combinations(range(len(groups)), 2):
        now = cost((groups[one], groups[other]), people, met)
        for a, b in product(groups[one], groups[other]):
            left = tuple(b if person == a else person for person in groups[one])
            right = tuple(a if person == b else person for person in groups[other])
            if cost((left, right), people, met) < now:
                yield (one, other, left, right)
