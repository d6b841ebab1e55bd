"""The round-up: the committee's own themes, texts put together, and each side asked whether something is missing."""

from dataclasses import replace

from dialogs.model import rights
from dialogs.model.agenda import Phase
from dialogs.model.ids import ContributionId, Fresh, PersonId
from dialogs.model.meeting import Contribution, Meeting, Missing
from dialogs.model.refusals import Reason, Refusal


def handed_in(meeting: Meeting) -> tuple[Contribution, ...]:
    """Give what the pairs handed in and nobody put together with another text, by text."""
    return tuple(
        sorted(
            (item for item in meeting.contributions.values() if item.handed_in and item.merged_into is None),
            key=lambda item: (item.kind, item.text, item.id),
        )
    )


def theme(meeting: Meeting, who: PersonId, on: ContributionId, name: str) -> Meeting:
    """Put a handed-in text under one of the committee's own themes; no name takes it out again.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `not_present`, `wrong_phase`, `not_found`.
    """
    return _put(meeting, replace(_handed_in(meeting, who, on), theme=name))


def merge(meeting: Meeting, who: PersonId, on: ContributionId, into: ContributionId | None) -> Meeting:
    """Let one text stand for another that says the same; `into` None takes them apart again.

    Raises:
        Refusal: as `theme`; `unknown_choice` for a text merged with itself or with one that has been merged away.
    """
    item = _handed_in(meeting, who, on)
    if into is not None:
        target = meeting.contributions.get(into)
        if target is None or not target.handed_in or target.merged_into is not None or into == on:
            raise Refusal(Reason.UNKNOWN_CHOICE, "into")
        # What was put together with this text follows it, so that nothing points at a text that is not shown.
        for follower in [other for other in meeting.contributions.values() if other.merged_into == on]:
            meeting = _put(meeting, replace(follower, merged_into=into))
    return _put(meeting, replace(item, merged_into=into))


def say_missing(meeting: Meeting, who: PersonId, text: str, fresh: Fresh) -> Meeting:
    """Keep what a side says is missing; an empty text means that nothing is.

    Raises:
        Refusal: `not_a_party`, `meeting_closed`, `not_present`, `wrong_phase`.
    """
    side = rights.party(meeting, who).side
    rights.in_room(meeting, who, Phase.PAIRS)
    new = Missing(ContributionId(fresh.id()), side, text)
    # A text answers the question for its side, so a plain "no" from before has nothing more to say.
    kept = {key: item for key, item in meeting.missing.items() if item.side is not side or item.text}
    if not text and any(item.side is side for item in kept.values()):
        return meeting
    return replace(meeting, missing={**kept, new.id: new})


def _handed_in(meeting: Meeting, who: PersonId, on: ContributionId) -> Contribution:
    rights.lead(meeting, who)
    rights.in_room(meeting, who, Phase.PAIRS)
    item = meeting.contributions.get(on)
    if item is None or not item.handed_in:
        raise Refusal(Reason.NOT_FOUND)
    return item


def _put(meeting: Meeting, item: Contribution) -> Meeting:
    return replace(meeting, contributions={**meeting.contributions, item.id: item})
