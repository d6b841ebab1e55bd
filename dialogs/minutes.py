"""The record of a meeting as one neutral document (meeting-script.md, "The record").

Keys stand in the order of the format. Nothing in it was made by chance, and no time is finer than a minute. While the
meeting lasts it is made from the meeting. When the meeting closes it is kept as it is then (`kept`); what lives on,
such as signatures and objections, is laid over it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from dialogs.minutes_items import decision, side_of
from dialogs.model import minuting
from dialogs.model.agenda import AgendaItem, Phase
from dialogs.model.meeting import Contribution, Kind, Meeting, Stage
from dialogs.model.people import SIDES, Person, Role, Side
from dialogs.model.signed import MinutesVersion, Signature
from dialogs.organisation import Organisation

FORMAT = "medmakker/minutes/1"
Record = dict[str, Any]
_GROUPS = {
    "opportunities": Kind.OPPORTUNITY,
    "concerns": Kind.CONCERN,
    "conditions": Kind.CONDITION,
    "suggestions": Kind.SUGGESTION,
}


def record(
    meeting: Meeting, organisation: Organisation, now: datetime, *, closed_items: bool, number: int | None = None
) -> Record:
    """Give the minutes in their newest version, or the version `number`.

    Without `closed_items` they are the open ones, which do not hold what was closed (rule 11).
    """

    def at(moment: datetime | None) -> str | None:
        return moment.astimezone(organisation.zone).isoformat(timespec="minutes") if moment else None

    version = meeting.versions.get(number or meeting.minutes.version)
    document = json.loads(version.document) if version else _made(meeting, organisation, now, at)
    whole = _laid_over(meeting, document, version, at)
    return whole if closed_items else _without_closed(whole)


def kept(meeting: Meeting, organisation: Organisation, now: datetime) -> Meeting:
    """Give a meeting that is over with its record kept as the first version of the minutes; any other as it is."""
    if meeting.stage is not Stage.ENDED or meeting.versions:
        return meeting
    whole = record(meeting, organisation, now, closed_items=True)
    return minuting.freeze(meeting, json.dumps(whole, ensure_ascii=False), now)


def _made(meeting: Meeting, organisation: Organisation, now: datetime, at: "At") -> Record:
    planned_end = meeting.starts_at + timedelta(minutes=meeting.agenda.minutes)
    return {
        "format": FORMAT,
        "language": meeting.committee.language,
        "template": meeting.agenda.template,
        "committee": {"name": meeting.committee.name, "level": str(meeting.committee.level)},
        "number": meeting.number,
        "planned": {"start": at(meeting.starts_at), "end": at(planned_end)},
        "held": {
            "start": at(meeting.started_at),
            "end": at(meeting.ended_at),
            "finished": meeting.finished,
            "pauses": [{"from": at(pause.from_at), "to": at(pause.to_at)} for pause in meeting.timeline.pauses],
        },
        "present": _present(meeting, at),
        "absent": _absent(meeting),
        "items": [
            _item(meeting, organisation, number, item, now) for number, item in enumerate(meeting.agenda.items, 1)
        ],
        "minutes_signed": [],
        "objections": [],
        "approved_at_meeting": None,
        "version": 1,
    }


def _laid_over(meeting: Meeting, document: Record, version: MinutesVersion | None, at: "At") -> Record:
    """Lay what lives on after the meeting over a document: the message, signatures, objections and approval."""
    number = version.number if version else meeting.minutes.version
    signed = version.signatures if version and version.number != meeting.minutes.version else meeting.minutes.signatures
    message = {
        "text": meeting.announcement.text or None,
        "signed": _signatures(meeting, meeting.announcement.signatures, at),
        "posted_at": at(meeting.announcement.posted_at),
    }
    return document | {
        "items": [
            _closed_since(meeting, item) | (message if item["phase"] == Phase.ANNOUNCEMENT else {})
            for item in document["items"]
        ],
        "minutes_signed": _signatures(meeting, signed, at),
        # An objection stands with the version it was made to, and a correction does not make it go away.
        "objections": [
            {"text": item.text, "at": at(item.at)} for item in meeting.minutes.objections if item.version <= number
        ],
        "approved_at_meeting": version.approval.at_meeting if version and version.approval else None,
        "version": number,
    }


def _closed_since(meeting: Meeting, item: Record) -> Record:
    """Mark what was closed after the text was signed: that changes who may read it, and no word of it."""
    if item["phase"] != Phase.PILOTS or not any(each.closed for each in meeting.items.values()):
        return item
    found = zip(item["decisions"], meeting.in_order(), strict=True)
    now = [entry | {"open": False, "ground": each.ground} if each.closed else entry for entry, each in found]
    return item | {"decisions": now}


def _without_closed(document: Record) -> Record:
    items = [
        item | {"decisions": [each for each in item["decisions"] if each["open"]]} if "decisions" in item else item
        for item in document["items"]
    ]
    return document | {"items": items}


At = Callable[[datetime | None], str | None]


def roles(person: Person) -> list[str]:
    """Give a person's roles in the order in which the minutes name them."""
    return [str(role) for role in Role if role in person.roles and role is not Role.SIGNER]


def _present(meeting: Meeting, at: At) -> list[Record]:
    stays = sorted(
        meeting.stays.values(), key=lambda stay: (meeting.committee.people[stay.person].name, stay.person, stay.number)
    )
    people = meeting.committee.people
    return [
        {
            "name": people[stay.person].name,
            "side": side_of(people[stay.person].side),
            "roles": roles(people[stay.person]),
            "from": at(stay.from_at),
            "to": at(stay.to_at),
            "stands_in_for": people[stay.stands_in_for].name if stay.stands_in_for else None,
            "entered_by_secretary": stay.entered_by_secretary,
        }
        for stay in stays
    ]


def _absent(meeting: Meeting) -> list[Record]:
    came = {stay.person for stay in meeting.stays.values()}
    away = sorted(
        (each for each in meeting.committee.people.values() if each.id not in came and not _only_proposes(each)),
        key=lambda person: (person.name, person.id),
    )
    return [{"name": person.name, "side": side_of(person.side), "roles": roles(person)} for person in away]


def _only_proposes(person: Person) -> bool:
    """Say whether somebody is no member, and on the list for a proposal of theirs."""
    return person.side is Side.NONE and person.roles == {Role.TEAM_LEADER}


def _signatures(meeting: Meeting, signatures: Iterable[Signature], at: At) -> list[Record]:
    return [_signature(meeting, signature, at) for signature in signatures]


def _signature(meeting: Meeting, signature: Signature, at: At) -> Record:
    people = meeting.committee.people
    role = Role.CHAIR if Role.CHAIR in people[signature.whose].roles else Role.VICE_CHAIR
    absent = people[signature.substitute_for].name if signature.substitute_for else None
    name = people[signature.person].name
    return {"name": name, "role": str(role), "substitute_for": absent, "at": at(signature.at)}


def _item(meeting: Meeting, organisation: Organisation, number: int, item: AgendaItem, now: datetime) -> Record:
    head: Record = {
        "number": number,
        "phase": str(item.phase),
        "title": item.title,
        "type": str(item.item_type) if item.item_type else None,
        "open": True,
        "planned_min": item.minutes,
        "held_min": _held(meeting, item.phase, now),
    }
    if item.phase is Phase.KNOWLEDGE:
        return {**head, **_knowledge(meeting, organisation)}
    if item.phase is Phase.PAIRS:
        return {**head, **_pairs(meeting)}
    if item.phase is Phase.PILOTS:
        return {**head, "decisions": [decision(meeting, each) for each in meeting.in_order()]}
    return head


def _held(meeting: Meeting, phase: Phase, now: datetime) -> int:
    # An export can be asked for by another clock than the meeting's; nothing is held for less than no time.
    return max(0, round(meeting.timeline.held(phase, meeting.ended_at or now) / timedelta(minutes=1)))


def _knowledge(meeting: Meeting, organisation: Organisation) -> Record:
    content = organisation.content_for(meeting)
    shown: list[Record] = [
        {"number": card.number, "title": card.title, "source": card.source}
        for card in (content.card(number) for number in meeting.plan.cards)
    ]
    shown += [{"number": None, "title": card.title, "source": card.source} for card in meeting.plan.own_cards]
    return {
        "cards": shown[: meeting.card],
        "uses": _texts(meeting, Kind.USE),
        "questions": _texts(meeting, Kind.QUESTION),
        "words": _texts(meeting, Kind.WORD),
    }


def _texts(meeting: Meeting, kind: Kind) -> list[str]:
    return sorted({item.text for item in meeting.contributions.values() if item.kind is kind})


def _pairs(meeting: Meeting) -> Record:
    handed_in = [item for item in meeting.contributions.values() if item.handed_in and item.merged_into is None]
    themes = sorted({item.theme for item in handed_in}, key=lambda theme: (not theme, theme))
    return {
        "pairs": len(meeting.pairs),
        "themes": [_theme(theme, [item for item in handed_in if item.theme == theme]) for theme in themes],
        "missing": {str(side): _missing(meeting, side) for side in SIDES}
        # A team is asked together.
        | ({"together": _missing(meeting, Side.TEAM)} if meeting.committee.is_team else {}),
    }


def _missing(meeting: Meeting, side: Side) -> list[str]:
    return sorted({item.text for item in meeting.missing.values() if item.side is side and item.text})


def _theme(theme: str, found: list[Contribution]) -> Record:
    groups: Mapping[str, list[str]] = {
        name: sorted({item.text for item in found if item.kind is kind}) for name, kind in _GROUPS.items()
    }
    return {"theme": theme or None, **groups}
