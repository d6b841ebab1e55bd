"""What the register shows of a meeting's minutes: one entry for each decision, and no word of a closed one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from dialogs.minutes_texts import passages
from dialogs.model import check_points
from dialogs.model.agenda import Phase
from dialogs.model.followed import Following
from dialogs.model.ids import ItemId, ProposalId
from dialogs.model.items import FollowUpGroup, Item
from dialogs.model.pilots import PilotState, Proposal

Document = Mapping[str, Any]
NONE_FOLLOWED: Mapping[ItemId, Following] = {}
NO_PILOTS: Mapping[ProposalId, Proposal] = {}


class Awaited(StrEnum):
    """What a day in a decision is for."""

    REVIEW = "review"
    RESUME = "resume"
    CHECK_POINT = "check_point"
    EVALUATION = "evaluation"


class Office(StrEnum):
    """What somebody is in the register. A consultant sees the committees they serve, all others every committee."""

    READER = "reader"
    CONSULTANT = "consultant"
    PROTECTION = "protection"
    ADMINISTRATOR = "administrator"


class Held(StrEnum):
    """A kind of what is held about a person."""

    COMMITTEES = "committees"
    MEETINGS = "meetings"
    PILOTS = "pilots"
    MINUTES = "minutes"
    ACCOUNTS = "accounts"
    MAIL = "mail"
    LINKS = "links"
    MESSAGES = "messages"
    DELIVERIES = "deliveries"
    CARDS = "cards"
    SESSIONS = "sessions"
    TRAIL = "trail"
    LOOKS = "looks"
    CONTENT = "content"


class NamedAs(StrEnum):
    """Where in a meeting somebody can be named."""

    MEETING = "meeting"
    STAYS = "stays"
    WAITING = "waiting"
    PAIRS = "pairs"
    CONTRIBUTIONS = "contributions"
    MISSING = "missing"
    RESERVATIONS = "reservations"
    ITEMS = "items"
    VERSIONS = "versions"
    FOLLOWED = "followed"


class Kept(StrEnum):
    """A kind of data that is not kept for ever."""

    MESSAGES = "messages"
    SENT = "sent"
    LINKS = "links"
    LOOKS = "looks"


class Sort(StrEnum):
    """In which order decisions stand."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


class Followed(StrEnum):
    """What of the follow-up of pilots somebody wants to see."""

    WAITING = "waiting"
    COMING = "coming"
    ANSWERED = "answered"
    STOPS = "stops"
    EVALUATED = "evaluated"


class Reviewed(StrEnum):
    """Which guidelines somebody wants to see, by when they are to be looked at again."""

    DUE = "due"
    LATER = "later"
    NEVER = "never"


class Quarter(NamedTuple):
    """A quarter of a year, from 1."""

    year: int
    number: int

    @staticmethod
    def of(day: date) -> "Quarter":
        """Give the quarter that a day is in."""
        return Quarter(day.year, (day.month + 2) // 3)

    @property
    def first_day(self) -> date:
        """Give its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    def before(self, count: int) -> "Quarter":
        """Give the quarter that lies so many before this one."""
        whole = 4 * self.year + self.number - 1 - count
        return Quarter(whole // 4, whole % 4 + 1)


class PilotGroup(StrEnum):
    """How far pilots are, in so few words that a chart can be read."""

    AHEAD = "ahead"
    RUNNING = "running"
    ENDED = "ended"
    NOT_CHOSEN = "not_chosen"

    @staticmethod
    def of(state: PilotState) -> "PilotGroup":
        """Give the group of a state that a decision can lead to."""
        return _GROUPS.get(state, PilotGroup.NOT_CHOSEN)


_GROUPS = {
    PilotState.SELECTED: PilotGroup.AHEAD,
    PilotState.DEFERRED: PilotGroup.AHEAD,
    PilotState.RUNNING: PilotGroup.RUNNING,
    PilotState.PAUSED: PilotGroup.RUNNING,
    PilotState.EVALUATING: PilotGroup.RUNNING,
    PilotState.ADOPTED: PilotGroup.ENDED,
    PilotState.ADJUSTED: PilotGroup.ENDED,
    PilotState.STOPPED: PilotGroup.ENDED,
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a decision names, or one of its follow-up.

    Attributes:
        awaited: what the day is for.
        on: the day.
        rule: that of a check-point, such as "week 2".
        asked: from which day its follow-up group is asked and until which, where it has not answered or evaluated.
        answered_on: when the group answered, or evaluated.
        said: what it said: a course, or an advice.
        stops: how many of the stop criteria it said are met, where it is the last answer of the round.
    """

    awaited: Awaited
    on: date
    rule: str = ""
    asked: tuple[date, date | None] | None = None
    answered_on: date | None = None
    said: str = ""
    stops: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of signed minutes. Of a closed one there is only that it was made (rule 11).

    Attributes:
        place: which it is in the minutes, from 0.
        matter: the id of what it is about; a later decision on the same takes its place.
        words: every text that belongs to it, to be searched.
    """

    place: int
    matter: str
    is_open: bool
    title: str = ""
    wording: str = ""
    item_type: str = ""
    outcome: str = ""
    chosen: bool = False
    proposal: ProposalId | None = None
    words: str = ""
    days: tuple[Day, ...] = ()


def decided(
    document: Document,
    items: Sequence[Item],
    followed: Mapping[ItemId, Following] = NONE_FOLLOWED,
    pilots: Mapping[ProposalId, Proposal] = NO_PILOTS,
) -> tuple[Decided, ...]:
    """Give the decisions of a document. `items` are those of its meeting, in the order of the document; `followed` and
    `pilots` are how the pilots among them go.

    What was on the table and came to nothing is none.
    """
    found = [item for item in document["items"] if item["phase"] == Phase.PILOTS]
    entries = [entry for item in found for entry in item["decisions"]]
    words = _words(document)
    return tuple(
        _decided(
            *(place, entry, item, words.get(place, "")),
            followed.get(item.id) or Following(item.id),
            pilots.get(item.proposal) if item.proposal else None,
        )
        for place, (entry, item) in enumerate(zip(entries, items, strict=True))
        if entry["outcome"]
    )


def held_on(document: Document) -> date:
    """Give the local day on which the meeting of a document was held."""
    return date.fromisoformat((document["held"]["start"] or document["planned"]["start"])[:10])


def themes(document: Document) -> tuple[str, ...]:
    """Give the themes under which a committee put what it saw, in its own words and each once."""
    found = [theme["theme"] for item in document["items"] for theme in item.get("themes") or () if theme["theme"]]
    return tuple({theme.casefold(): theme for theme in reversed(found)}.values())[::-1]


def _words(document: Document) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for passage in passages(document):
        match passage.where:
            case (_, _, "decisions", int(place), *_):
                found.setdefault(place, []).append(passage.text)
    return {place: "\n".join(texts) for place, texts in found.items()}


def _decided(place: int, entry: Document, item: Item, words: str, known: Following, found: Proposal | None) -> Decided:
    # A pilot's evaluation is decided on as an item of its own, and is about the pilot, whose id is that of its item.
    pilot = item.proposal or (ProposalId(item.evaluates) if item.evaluates else None)
    matter: ItemId | ProposalId = pilot or item.id
    # An item can be closed after its text was signed.
    if not entry["open"] or item.closed:
        return Decided(place, matter, is_open=False)
    return Decided(
        place=place,
        matter=matter,
        is_open=True,
        title=entry["title"],
        wording=entry["wording"],
        item_type=entry["type"],
        outcome=entry["outcome"],
        chosen=entry["chosen"],
        proposal=pilot,
        words=words,
        days=(*_days(entry), *_followed(item.group, known, found)),
    )


def _days(entry: Document) -> Iterator[Day]:
    review = (entry["guideline"] or {}).get("review_on")
    if review:
        yield Day(Awaited.REVIEW, date.fromisoformat(review))
    if entry["resumes_on"]:
        yield Day(Awaited.RESUME, date.fromisoformat(entry["resumes_on"]))


def _followed(group: FollowUpGroup | None, known: Following, found: Proposal | None) -> Iterator[Day]:
    """Give the check-points as they are now: a group can be appointed, and a start moved, after the minutes."""
    now, points = check_points.in_round(known, found), check_points.points_of(group, found) if group else ()
    due = {point.rule: point.on for point in points}
    for answer in known.answers:
        # Once a pilot went on with changes, what was said before waits for nobody.
        on = (due.get(answer.rule) if answer in now.answers else None) or answer.on
        stops = len(check_points.stops_met(now)) if (answer,) == now.answers[-1:] else 0
        yield Day(Awaited.CHECK_POINT, on, answer.rule, None, answer.on, str(answer.course), stops)
    for point in points:
        if point.on and not now.answered(point.rule):
            asked = check_points.asked_between(now, found, points, point)
            yield Day(Awaited.CHECK_POINT, point.on, point.rule, asked)
    if known.evaluation:
        on, advice = known.evaluation.on, str(known.evaluation.advice)
        yield Day(Awaited.EVALUATION, on, answered_on=on, said=advice)
    if found and (owed := check_points.evaluation_owed(now, found)):
        yield Day(Awaited.EVALUATION, owed, check_points.EVALUATION, (owed, None))
