"""What people write in the first two phases, who may change it, and what a pair hands in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.model import rights
from dialogs.model.agenda import Phase
from dialogs.model.ids import ContributionId, Fresh, PersonId
from dialogs.model.meeting import HANDED_IN_KINDS, Contribution, InventoryAnswer, Kind, Meeting, Pair
from dialogs.model.people import Role
from dialogs.model.refusals import Reason, Refusal

MOST_HANDED_IN = 60


def contribute(meeting: Meeting, who: PersonId, kind: Kind, text: str, fresh: Fresh) -> Meeting:
    """Keep a text. The first phase takes every kind; the pair phase takes what a pair can hand in.

    Raises:
        Refusal: `not_a_party`, `meeting_closed`, `not_present`, `wrong_phase`, `unknown_choice`; `out_of_date` when the
            pair has handed in, which is taken back first.
    """
    rights.party(meeting, who)
    rights.in_room(meeting, who, Phase.KNOWLEDGE, Phase.PAIRS)
    assert meeting.phase is not None  # noqa: S101
    if kind is Kind.WORD or (meeting.phase is Phase.PAIRS and kind not in HANDED_IN_KINDS):
        raise Refusal(Reason.UNKNOWN_CHOICE, "kind")
    _still_open(meeting, who)
    new = Contribution(ContributionId(fresh.id()), kind, text, meeting.phase)
    return _keep(meeting, new, who)


def say_word(meeting: Meeting, who: PersonId, text: str, fresh: Fresh) -> Meeting:
    """Keep the one word of one person; a second one takes the place of the first.

    Raises:
        Refusal: `not_a_party`, `meeting_closed`, `not_present`, `wrong_phase`.
    """
    rights.party(meeting, who)
    rights.in_room(meeting, who, Phase.KNOWLEDGE)
    before = next((item for item in theirs(meeting, who) if item.kind is Kind.WORD), None)
    if before:
        return _put(meeting, replace(before, text=text))
    return _keep(meeting, Contribution(ContributionId(fresh.id()), Kind.WORD, text, Phase.KNOWLEDGE), who)


def theirs(meeting: Meeting, who: PersonId) -> tuple[Contribution, ...]:
    """Give what somebody may change: their own, and in a pair what the partners wrote for the pair. By text, not by
    time.
    """
    pair = meeting.pair_of(who)
    partners = set(pair.members) if pair else set()
    return tuple(
        sorted(
            (
                item
                for item in meeting.contributions.values()
                if meeting.owners.get(item.id) == who
                or (item.kind in HANDED_IN_KINDS and meeting.owners.get(item.id) in partners)
            ),
            key=lambda item: (item.kind, item.text, item.id),
        )
    )


def edit(meeting: Meeting, who: PersonId, on: ContributionId, text: str) -> Meeting:
    """Change a text of one's own or of one's pair while its phase lasts.

    Raises:
        Refusal: `not_a_party`, `meeting_closed`, `not_present`, `wrong_phase`, `not_found`, `not_yours`, `out_of_date`.
    """
    return _put(meeting, replace(_mine(meeting, who, on), text=text))


def withdraw(meeting: Meeting, who: PersonId, on: ContributionId) -> Meeting:
    """Take a text back; no trace of it stays.

    Raises:
        Refusal: as `edit`.
    """
    gone = _mine(meeting, who, on)
    return replace(
        meeting,
        contributions={key: value for key, value in meeting.contributions.items() if key != gone.id},
        owners={key: value for key, value in meeting.owners.items() if key != gone.id},
    )


def hand_in(meeting: Meeting, who: PersonId, texts: Mapping[Kind, Sequence[str]], fresh: Fresh) -> Meeting:
    """Hand in what a pair agrees on. A text equal to one of the pair's contributions is that contribution.

    Raises:
        Refusal: `not_a_party`, `meeting_closed`, `not_present`, `wrong_phase`; `not_found` without a pair;
            `out_of_date` when the pair has handed in; `empty_text` when there is nothing; `out_of_range` above 60
            texts.
    """
    rights.party(meeting, who)
    rights.in_room(meeting, who, Phase.PAIRS)
    pair = _pair(meeting, who)
    if pair.handed_in:
        raise Refusal(Reason.OUT_OF_DATE)
    wanted = {text: kind for kind, group in texts.items() for text in group}
    if not wanted:
        raise Refusal(Reason.EMPTY_TEXT, "opportunities")
    if len(wanted) > MOST_HANDED_IN:
        raise Refusal(Reason.OUT_OF_RANGE, "opportunities", least=1, most=MOST_HANDED_IN)
    ours = {item.text: item for item in theirs(meeting, who) if item.kind in HANDED_IN_KINDS and not item.handed_in}
    for number, (text, kind) in enumerate(wanted.items()):
        item = ours.get(text) or Contribution(ContributionId(fresh.id(number)), kind, text, Phase.PAIRS)
        owner = meeting.owners.get(item.id, who)
        meeting = _keep(meeting, replace(item, kind=kind, handed_in=True), owner)
    return replace(meeting, pairs={**meeting.pairs, pair.id: replace(pair, handed_in=True)})


def take_back(meeting: Meeting, who: PersonId) -> Meeting:
    """Take back what the pair handed in. The texts stay with the pair, themes and merging are gone.

    Raises:
        Refusal: `not_a_party`, `meeting_closed`, `not_present`, `wrong_phase`; `not_found` without a pair;
            `out_of_date` when nothing is handed in.
    """
    rights.party(meeting, who)
    rights.in_room(meeting, who, Phase.PAIRS)
    pair = _pair(meeting, who)
    # Somebody moved from another pair brings along what that pair handed in.
    back = {
        item.id: replace(item, handed_in=False, theme="", merged_into=None)
        for item in theirs(meeting, who)
        if item.handed_in
    }
    if not (pair.handed_in or back):
        raise Refusal(Reason.OUT_OF_DATE)
    loose = {
        key: replace(item, merged_into=None) if item.merged_into in back else item
        for key, item in meeting.contributions.items()
    }
    return replace(
        meeting,
        contributions={**loose, **back},
        pairs={**meeting.pairs, pair.id: replace(pair, handed_in=False)},
    )


def answer_inventory(meeting: Meeting, who: PersonId, answers: Mapping[int, tuple[str, ...]], fresh: Fresh) -> Meeting:
    """Keep somebody's answers about AI in use; answering again changes them. Open until the first phase is over.

    Raises:
        Refusal: `not_a_member`, `not_a_party` for an observer, `meeting_closed`, `wrong_phase`, `empty_text`.
    """
    if Role.OBSERVER in rights.person(meeting, who).roles:
        raise Refusal(Reason.NOT_A_PARTY)
    rights.not_over(meeting)
    if meeting.phase not in {None, Phase.KNOWLEDGE}:
        raise Refusal(Reason.WRONG_PHASE)
    if not any(answers.values()):
        raise Refusal(Reason.EMPTY_TEXT)
    before = inventory_of(meeting, who)
    new = InventoryAnswer(before.id if before else ContributionId(fresh.id()), dict(answers))
    return replace(
        meeting,
        inventory={**meeting.inventory, new.id: new},
        owners={**meeting.owners, new.id: who},
    )


def inventory_of(meeting: Meeting, who: PersonId) -> InventoryAnswer | None:
    """Give somebody's own answers, or None."""
    return next((item for item in meeting.inventory.values() if meeting.owners.get(item.id) == who), None)


def _pair(meeting: Meeting, who: PersonId) -> Pair:
    pair = meeting.pair_of(who)
    if pair is None:
        raise Refusal(Reason.NOT_FOUND)
    return pair


def _still_open(meeting: Meeting, who: PersonId) -> None:
    pair = meeting.pair_of(who)
    if meeting.phase is Phase.PAIRS and pair and pair.handed_in:
        raise Refusal(Reason.OUT_OF_DATE)


def _mine(meeting: Meeting, who: PersonId, on: ContributionId) -> Contribution:
    rights.party(meeting, who)
    rights.in_room(meeting, who, Phase.KNOWLEDGE, Phase.PAIRS)
    item = meeting.contributions.get(on)
    if item is None:
        raise Refusal(Reason.NOT_FOUND)
    if item not in theirs(meeting, who):
        raise Refusal(Reason.NOT_YOURS)
    if meeting.phase is Phase.PAIRS and item.kind not in HANDED_IN_KINDS:
        raise Refusal(Reason.WRONG_PHASE)
    if item.handed_in:
        raise Refusal(Reason.OUT_OF_DATE)
    return item


def _put(meeting: Meeting, item: Contribution) -> Meeting:
    return replace(meeting, contributions={**meeting.contributions, item.id: item})


def _keep(meeting: Meeting, item: Contribution, who: PersonId) -> Meeting:
    # One replacement, not two: a meeting has thirty fields, and this is what people do most.
    contributions = {**meeting.contributions, item.id: item}
    return replace(meeting, contributions=contributions, owners={**meeting.owners, item.id: who})
