"""What the formandskab settles before the meeting."""

from collections.abc import Collection
from dataclasses import replace

from dialogs.model import rights
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting, Plan
from dialogs.model.refusals import Reason, Refusal

CARDS = 6
MOST_OWN_CARDS = 3


def plan(meeting: Meeting, who: PersonId, chosen: Plan, known: Collection[int]) -> Meeting:
    """Settle knowledge cards, own cards and a local speaker. `known` are the numbers of the cards there are.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `wrong_phase`; `six_cards` unless six different cards are chosen;
            `unknown_choice` for a card that is not there; `out_of_range` above three own cards.
    """
    rights.formandskab(meeting, who)
    rights.planned(meeting)
    if len(chosen.cards) != CARDS or len(set(chosen.cards)) != CARDS:
        raise Refusal(Reason.SIX_CARDS, "cards", count=len(set(chosen.cards)))
    if not set(chosen.cards) <= set(known):
        raise Refusal(Reason.UNKNOWN_CHOICE, "cards")
    if len(chosen.own_cards) > MOST_OWN_CARDS:
        raise Refusal(Reason.OUT_OF_RANGE, "own_title", least=0, most=MOST_OWN_CARDS)
    return replace(meeting, plan=chosen)
