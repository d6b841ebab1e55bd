"""The dossier of a pilot: what was proposed, decided and learnt, as one neutral document and as text.

Like the minutes it is made of what was signed in the open; what somebody wrote stands in it word for word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dialogs.cards import Bullets, Element, Facts, Heading, Line, Said
from dialogs.flows.following import EVALUATED
from dialogs.flows.following_cards import answer_line, evaluation_facts
from dialogs.flows.minutes_lines import decision_lines
from dialogs.flows.proposal_lines import plain, said
from dialogs.flows.proposal_table import FIELDS, LISTS
from dialogs.model.followed import Advice, Answer, Course, Evaluation, Following
from dialogs.model.ids import PersonId
from dialogs.model.people import Person, Role
from dialogs.model.pilots import Due, Owner, PilotState, Proposal
from dialogs.wording import Wording

FORMAT = "medmakker/dossier/1"
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DecidedIn:
    """One decision on the pilot: in which meeting, and the signed minutes with its entry."""

    number: int
    held_on: date
    minutes: Mapping[str, Any]
    entry: Mapping[str, Any]


def dossier(
    committee: str,
    proposal: Proposal,
    people: Mapping[PersonId, Person],
    decisions: Sequence[DecidedIn],
    followed: Sequence[Following],
) -> Document:
    """Give the dossier. `decisions` are open ones, the first one first. Who had the idea is not in it."""
    evaluations = [known.evaluation for known in followed if known.evaluation]
    return {
        "format": FORMAT,
        "committee": committee,
        "title": proposal.title,
        "state": str(proposal.state),
        "proposal": {name: plain(proposal, name, people) for name in FIELDS},
        "conditions": [
            {"text": each.text, "owner": str(each.owner), "due": str(each.due), "answer": each.answer or None}
            for each in proposal.conditions
        ],
        "decisions": [_decision(each) for each in decisions],
        "answers": [_answer(each) for known in followed for each in known.answers],
        "evaluation": _evaluation(evaluations[-1]) if evaluations else None,
    }


def dossier_lines(document: Document, words: Wording) -> tuple[Element, ...]:
    """Show a dossier: the pilot as it is now, the proposal, each decision, and what its group said."""
    state = words.pilot_state(PilotState(document["state"]))
    body: list[Element] = [
        Facts(((words.committee_label, (Said(document["committee"]),)), (words.pilot_state_label, (state,)))),
        Heading((words.proposal_part,)),
        *_proposal(document, words),
    ]
    for each in document["decisions"]:
        body += [Heading((f"{words.meeting_no(each['meeting'])}, {_day(each['held'], words)}",))]
        # After its title: the meeting is the heading here.
        body += list(decision_lines(each["decision"], words))[1:]
        signed = [words.with_role(one["name"], Role(one["role"])) for one in each["signed"]]
        body.append(
            Facts(((words.version_label, (str(each["version"]),)), (words.minutes_signed_by, (words.listing(signed),))))
        )
    if document["answers"]:
        lines = tuple(answer_line(words, _read_answer(each)) for each in document["answers"])
        body += [Heading((words.answers_title,)), Bullets(lines)]
    if document["evaluation"]:
        found = document["evaluation"]
        texts: dict[str, Any] = {name: found[name] or "" for name in EVALUATED}
        told = Evaluation(date.fromisoformat(found["on"]), Advice(found["advice"]), **texts)
        body += [Heading((words.evaluation_title,)), *evaluation_facts(words, told)]
    return tuple(body)


def _proposal(document: Document, words: Wording) -> Iterator[Element]:
    found = document["proposal"]
    rows = [(words.field(name), said(words, name, found[name])) for name in FIELDS if name not in LISTS]
    yield Facts(tuple((label, line) for label, line in rows if line))
    conditions = [
        (
            Said(each["text"]),
            f" ({words.owner(Owner(each['owner']))}, {words.due(Due(each['due']))})",
            *((": ", Said(each["answer"])) if each["answer"] else ()),
        )
        for each in document["conditions"]
    ]
    lists: tuple[tuple[str, list[Line]], ...] = (
        (words.field("success_signs"), [(Said(text),) for text in found["success_signs"]]),
        (words.field("stop_criteria"), [(Said(text),) for text in found["stop_criteria"]]),
        (words.conditions_label, conditions),
    )
    for title, lines in lists:
        if lines:
            yield Heading((title,))
            yield Bullets(tuple(lines))


def _decision(found: DecidedIn) -> Document:
    return {
        "meeting": found.number,
        "held": found.held_on.isoformat(),
        "version": found.minutes["version"],
        "signed": found.minutes["minutes_signed"],
        "approved_at_meeting": found.minutes["approved_at_meeting"],
        "decision": found.entry,
    }


def _answer(found: Answer) -> Document:
    return {
        "check_point": found.rule,
        "on": found.on.isoformat(),
        "course": str(found.course),
        "text": found.text or None,
        "signs": list(found.signs),
        "stops": list(found.stops),
    }


def _read_answer(found: Document) -> Answer:
    return Answer(
        found["check_point"],
        date.fromisoformat(found["on"]),
        Course(found["course"]),
        found["text"] or "",
        tuple(found["signs"]),
        tuple(found["stops"]),
    )


def _evaluation(found: Evaluation) -> Document:
    texts = {name: getattr(found, name) or None for name in EVALUATED}
    return {"on": found.on.isoformat(), "advice": str(found.advice), **texts}


def _day(day: str, words: Wording) -> str:
    return words.date(date.fromisoformat(day))
