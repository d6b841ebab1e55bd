"""What befalls proposals before a meeting, beside the usual way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from dialogs.model.ids import PersonId
from tests.dialogs.flows.play import TYPED, Play


def said(text: str) -> str:
    """Give a text that somebody types."""
    return f"{TYPED} {text}"


def without(play: Play, who: str) -> None:
    """Let somebody be in the committee no more."""
    committee = play.meeting.committee
    people = {key: each for key, each in committee.people.items() if key != PersonId(who)}
    play.meeting = replace(play.meeting, committee=replace(committee, people=people))


def proposals(play: Play) -> Iterator[str]:
    """The responsible leader leaves."""
    play.now -= timedelta(days=40)
    on = play.propose("dorte", said("Breve"), said("Breve prøves af"))
    play.press("dorte", "submit_proposal", on)
    left = replace(play.meeting.proposals[on], short=replace(play.meeting.proposals[on].short, responsible_leader="x"))
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, on: left})
    yield "leader gone"
