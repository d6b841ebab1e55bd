"""What befalls proposals before a meeting, beside the usual way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from dialogs.cards import Form
from dialogs.model.alike import EarlierPilot
from dialogs.model.ids import CommitteeId, PersonId, ProposalId
from dialogs.model.levels import Neighbour
from dialogs.model.people import Level
from tests.dialogs.flows.play import TYPED, Play, controls


def said(text: str) -> str:
    """Give a text that somebody types."""
    return f"{TYPED} {text}"


NEIGHBOURS = (
    Neighbour(CommitteeId("main"), said("HovedMED"), Level.MAIN, near=True),
    Neighbour(CommitteeId("south"), said("Lokal-MED Syd"), Level.LOCAL),
)


def without(play: Play, who: str) -> None:
    """Let somebody be in the committee no more."""
    committee = play.meeting.committee
    people = {key: each for key, each in committee.people.items() if key != PersonId(who)}
    play.meeting = replace(play.meeting, committee=replace(committee, people=people))


def proposals(play: Play) -> Iterator[str]:
    """The responsible leader leaves; what belongs at another level says so."""
    play.meeting = replace(play.meeting, neighbours=NEIGHBOURS)
    play.now -= timedelta(days=40)
    on = play.propose("dorte", said("Breve"), said("Breve prøves af"))
    play.press("dorte", "submit_proposal", on)
    left = replace(play.meeting.proposals[on], short=replace(play.meeting.proposals[on].short, responsible_leader="x"))
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, on: left})
    yield "leader gone"
    play.press("dorte", "elaborate", on, decided_by="council")
    like = EarlierPilot(ProposalId("e"), said("Brev"), "x", "y", said("Syd"), "stopped", date(2026, 3, 1), said("Fejl"))
    play.meeting = replace(
        play.meeting,
        proposals={**play.meeting.proposals, on: replace(play.meeting.proposals[ProposalId(on)], similar=(like, like))},
    )
    yield "belongs elsewhere"
    own = play.propose("dorte", said("Ruter"), said("Ruter prøves af"))
    play.press("dorte", "submit_proposal", own)
    play.checks("sofie", own)
    yield "could start"
    play.press("lars", "start_undiscussed", own, reason=said("Systemet lukker på fredag"))
    yield "runs undiscussed"
    play.press("anne", "take_undiscussed", own)
    yield "to be discussed late"
    play.press("eva", "begin_proposal", title=said("Møder"))
    yield "begun"
    mine = next(key for key, each in play.meeting.proposals.items() if each.proposer == "eva")
    answers = (
        "problem",
        "core_task",
        "trial",
        "no",
        "coming",
        "tool",
        "participants",
        "no",
        "ai_does",
        "people_do",
        "lars",
    )
    for number, answer in enumerate(answers):
        question = next(each for each in controls(play.screen("eva")) if each.action == "answer_field")
        pressed = f"{question.on.rpartition('.')[0]}.{answer}" if not isinstance(question, Form) else question.on
        fields = {} if answer in {"no", "coming"} else {answer: said(answer)}
        play.press("eva", "answer_field", pressed, **(fields if answer != "lars" else {"responsible_leader": "lars"}))
        if number in {2, 3}:
            yield f"answered {answer}"
    play.press("eva", "name_authors", mine, fields={"authors": ("finn", "gry")})
    play.press("eva", "submit_proposal", mine)
    play.checks("sofie", mine)
    play.press("anne", "shortlist", mine)
    play.now = play.meeting.starts_at - timedelta(days=8)
    play.press("finn", "revise", mine, title=said("Kortere møder"), problem=said("For mange møder"))
    play.press("gry", "elaborate", mine, fields={"success_signs": (said("Ro"), said("Tid"))})
    yield "changed late"
    play.now += timedelta(days=2)
    play.press("finn", "comment", mine, text=said("Vi vil have tid"))
    yield "commented"
