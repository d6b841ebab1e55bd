"""Proposals that go to another committee, as people meet it on their screens."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.cards import Form
from dialogs.flows.sending import arrived
from dialogs.forms import TextField
from dialogs.inbound import FormSubmitted
from dialogs.model.ids import ItemId, MeetingId, ProposalId
from dialogs.model.people import Level
from dialogs.model.pilots import PilotState
from tests.dialogs.flows.play import Play, filled_in
from tests.dialogs.flows.play import read as lines
from tests.dialogs.flows.stories import by_title, frame, going_on, said
from tests.dialogs.flows.stories_proposals import NEIGHBOURS
from tests.dialogs.room import SHORT, Room, committee

MAIN, SOUTH = NEIGHBOURS


def read(cards) -> str:
    """Give what cards say, on one line."""
    return " ".join(lines(cards).split())


def handed_in(**more: str) -> tuple[Play, str]:
    play = Play()
    play.meeting = replace(play.meeting, neighbours=NEIGHBOURS)
    play.now -= timedelta(days=40)
    on = play.propose("dorte", said("Breve"), said("Breve prøves af"))
    if more:
        play.press("dorte", "elaborate", on, **more)
    play.press("dorte", "submit_proposal", on)
    return play, on


def test_who_decides_points_to_the_right_committee_for_the_proposer_and_for_the_planners():
    play, _ = handed_in(decided_by="council")
    for who in ("dorte", "anne", "sofie"):
        assert f"Det rette sted er: {MAIN.name}" in read(play.screen(who))
    form = play.control("anne", "send_elsewhere")
    assert isinstance(form, Form)
    assert filled_in(form)["to_committee"] == (MAIN.name,)


def test_where_no_committee_of_that_level_is_known_the_level_is_named():
    play, _ = handed_in(decided_by="area_director")
    assert "Det rette sted er: " in read(play.screen("anne"))
    assert MAIN.name not in read(play.screen("anne"))
    form = play.control("anne", "send_elsewhere")
    assert isinstance(form, Form)
    assert filled_in(form)["to_committee"] == ("",)


@pytest.mark.parametrize("more", [{}, {"decided_by": "own_leader"}])
def test_what_belongs_here_is_not_sent_anywhere(more: dict[str, str]):
    play, _ = handed_in(**more)
    assert "Det rette sted er" not in read(play.screen("anne"))


def test_a_known_committee_is_told_and_an_unknown_one_is_left_to_those_who_sent_it():
    play, on = handed_in()
    sent = play.would("anne", _sending(play, on, SOUTH.name))
    assert [each.to for each in sent.sends] == ["south"]
    assert "fået besked" in sent.answer.text
    unknown = play.would("anne", _sending(play, on, "Et udvalg, der er nedlagt"))
    assert unknown.sends == ()
    assert "giv det selv besked" in unknown.answer.text
    assert unknown.meeting.proposals[ProposalId(on)].to_committee == "Et udvalg, der er nedlagt"


def _sending(play: Play, on: str, to: str):
    seen = str(play.meeting.proposals[ProposalId(on)].version)
    return FormSubmitted("send_elsewhere", on, seen, {"to_committee": (to,), "reason": ("Fordi",)})


def test_a_closed_item_is_sent_nowhere_by_itself():
    play = going_on("sent elsewhere")
    play.meeting = replace(play.meeting, neighbours=NEIGHBOURS)
    closed = by_title(play)["Løn"]
    assert play.would("anne", _sending(play, closed, SOUTH.name)).sends == ()


def test_a_team_is_offered_the_committee_it_belongs_to_and_asked_where_nobody_knows_the_one_it_wrote():
    play = going_on("revealed", "team")
    form = play.control("anne", "word_outcome")
    assert isinstance(form, Form)
    (field,) = [each for each in form.fields if each.name == "to_committee"]
    assert isinstance(field, TextField)
    assert field.value == SOUTH.name
    play = going_on("ended", "team")
    on = by_title(play)["Notater"]
    assert "Intet udvalg har det navn" in read(play.screen("anne"))
    assert not play.offers("eva", "choose_committee")
    assert play.send("anne", play.control("anne", "choose_committee", on), {"to_committee": ("gone",)}).refused == (
        "unknown_choice"
    )
    form = play.control("anne", "choose_committee", on)
    play.press("anne", "choose_committee", on)
    assert play.meeting.items[ItemId(on)].sent_to == "south"
    assert not play.offers("anne", "choose_committee", on)
    assert play.send("anne", form).refused == "out_of_date"


@pytest.mark.parametrize("abandoned", [False, True])
def test_what_a_team_sends_to_med_becomes_a_proposal_there_when_the_meeting_is_over(abandoned: bool):
    play = going_on("revealed", "team")
    on = by_title(play)["Notater"]
    play.press("anne", "word_outcome", on, outcome="sent_to_med")
    sends = []
    happens = play.would

    def would(*args, **kwargs):
        decision = happens(*args, **kwargs)
        sends.extend(decision.sends)
        return decision

    play.would = would  # type: ignore[method-assign]
    if abandoned:
        for who in ("anne", "eva", "finn", "gry", "ida", "jan", "sofie"):
            play.press(who, "leave")
        play.later(241)
        play.rings("abandoned")
    else:
        play.press("anne", "end")
    (sent,) = sends
    assert (sent.to, sent.proposal.title, sent.proposal.proposer) == ("south", said("Notater"), "eva")


def test_without_other_committees_nobody_is_asked():
    play = going_on("ended", "team")
    play.meeting = replace(play.meeting, neighbours=())
    assert not play.offers("anne", "choose_committee")


# --- Where it arrives


def test_planners_are_told_where_it_comes_from_and_of_a_draft_only_its_proposer():
    room = Room()
    room.proposal("notes")
    new = replace(room.meeting.proposals["notes"], came_from="Team Vest", short=SHORT)
    told = arrived(committee(), MeetingId("m2"), new)
    assert {post.to for post in told} == {"anne", "bo", "dorte", "sofie"}
    assert all("Det kommer fra Team Vest" in read((post.card,)) for post in told)
    assert len({post.dedupe_key for post in told}) == 4
    draft = arrived(committee(level=Level.MAIN), MeetingId("m2"), replace(new, state=PilotState.DRAFT))
    assert [post.to for post in draft] == ["lars"]
    assert "Skriv resten" in read((draft[0].card,))


def test_a_proposal_says_which_committee_it_came_from():
    play, on = handed_in()
    came = replace(play.meeting.proposals[ProposalId(on)], came_from=said("Team Vest"))
    play.meeting = replace(play.meeting, proposals={ProposalId(on): came})
    assert f"Kommer fra : {said('Team Vest')}" in read(play.screen("anne"))


def test_the_level_is_no_concern_of_a_team():
    assert "Det rette sted er" not in read(frame("planned", "team").screen("anne"))
