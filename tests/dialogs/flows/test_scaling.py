"""A pilot that became practice is proposed for more people: by who answers for it, as a new proposal that names it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dialogs.cards import Card
from dialogs.model.followed import Advice, Evaluated, Evaluation
from dialogs.model.ids import CommitteeId, Fresh, ItemId, PersonId, ProposalId
from dialogs.model.items import Item
from dialogs.model.levels import Neighbour
from dialogs.model.people import Level
from dialogs.model.pilots import Decider, PilotState, Proposal, ToolStatus
from dialogs.model.sending import of_proposal
from tests.dialogs.flows.play import Play, read
from tests.dialogs.flows.stories import by_title, frame, going_on, said

TITLE = said("Notater")


@pytest.fixture
def play() -> Play:
    """A pilot that became practice, after its meeting."""
    play = frame("minutes out").play()
    return change(play, by_title(play)["Notater"], state=PilotState.ADOPTED)


@pytest.fixture
def on(play: Play) -> ProposalId:
    return ProposalId(by_title(play)["Notater"])


def change(play: Play, on: str, **what: object) -> Play:
    found = replace(play.meeting.proposals[ProposalId(on)], **what)  # type: ignore[arg-type]
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, found.id: found})
    return play


def grown(play: Play) -> Proposal:
    (found,) = [each for each in play.meeting.proposals.values() if each.grew_from]
    return found


def tries(play: Play, who: str, on: str, seen: str = "") -> str:
    known = play.meeting.proposals.get(ProposalId(on))
    return play.tries(who, "scale_pilot", on, seen or (str(known.version) if known else "")).refused


def test_a_draft_of_the_leader_holds_what_was_written_of_the_pilot_and_asks_anew_who_decides_and_when(
    play: Play, on: ProposalId
):
    pilot = change(play, on, more=replace(play.meeting.proposals[on].more, decided_by=Decider.OWN_LEADER))
    before = pilot.meeting.proposals[on]
    play.press("lars", "scale_pilot", on)
    new = grown(play)
    assert (new.state, new.proposer, new.title) == (PilotState.DRAFT, "lars", f"Udvid: {TITLE}")
    assert (new.short.problem, new.short.trial) == (before.short.problem, before.short.trial)
    assert (new.short.tool_status, new.short.responsible_leader) == (ToolStatus.KNOWN, "lars")
    assert (new.more.decided_by, new.more.start_on, new.more.end_on) == (None, None, None)
    assert new.more.success_signs == before.more.success_signs != ()
    assert (new.light, new.conditions, new.followers, new.discussed_in) == (None, (), (), 0)
    # The pilot itself is what it was.
    assert play.meeting.proposals[on] == before


def test_the_earlier_pilot_is_named_to_the_writer_and_to_those_who_plan(play: Play, on: ProposalId):
    play.press("lars", "scale_pilot", on)
    new = grown(play)
    own = shown(play.screen("lars"), f"own-{new.id}")
    assert f"Bygger på pilotforsøget {TITLE} (Nord): Indført." in own
    assert "Måske hører det til i et andet udvalg" in own
    # It is named once, and not beside that as something it happens to look like.
    assert "Ligner det her" not in own
    play.press("lars", "submit_proposal", new.id)
    play.press("anne", "plan_next", starts_on="2027-05-11", starts_time="10.00")
    play.goes_on_in_the_next_meeting()
    planning = shown(play.screen("anne"), f"incoming-{new.id}")
    assert f"Bygger på pilotforsøget {TITLE} (Nord): Indført." in planning
    assert "Måske hører det til" not in planning
    play.checks("anne", new.id, "green")
    play.press("anne", "shortlist", new.id)
    play.now = play.meeting.starts_at - timedelta(days=5)
    assert f"Bygger på pilotforsøget {TITLE}" in shown(play.screen("finn"), f"item-{new.id}")


def test_it_is_still_named_where_the_proposal_goes_on_to_another_committee(play: Play, on: ProposalId):
    play.press("lars", "scale_pilot", on)
    there = Neighbour(CommitteeId("main"), "HovedMED", Level.MAIN)
    sent = of_proposal(play.meeting, grown(play), there, Fresh("sent"))
    assert sent.proposal.grew_from == grown(play).grew_from


def test_the_formandskab_hears_that_it_is_on_its_way(play: Play, on: ProposalId):
    play.posts.clear()
    play.press("lars", "scale_pilot", on)
    assert sorted(str(post.to) for post in play.posts) == ["anne", "bo", "dorte"]
    assert all("udvide det til flere" in read((post.card,)) for post in play.posts)
    assert play.audit[-1].action == "scale_pilot"


def test_nobody_but_its_leader_may_and_only_what_became_practice(play: Play, on: ProposalId):
    for who in ("anne", "bo", "eva", "sofie"):
        assert not play.offers(who, "scale_pilot")
        assert tries(play, who, on) == "not_allowed"
    assert tries(play, "lars", on, "0") == "out_of_date"
    assert tries(play, "lars", "nothing") == "not_found"
    for state in set(PilotState) - {PilotState.ADOPTED, PilotState.WITHDRAWN}:
        change(play, on, state=state)
        assert tries(play, "lars", on) == "out_of_date"
        assert not play.offers("lars", "scale_pilot")


def test_the_chair_does_it_for_a_leader_who_has_left_and_answers_for_the_proposal(play: Play, on: ProposalId):
    short = replace(play.meeting.proposals[on].short, responsible_leader=PersonId("gone"))
    change(play, on, short=short)
    assert tries(play, "bo", on) == "not_allowed"
    play.press("anne", "scale_pilot", on)
    assert (grown(play).proposer, grown(play).short.responsible_leader) == ("anne", "anne")


def test_a_second_press_makes_no_second_draft_and_one_that_came_to_nothing_is_made_anew(play: Play, on: ProposalId):
    seen = play.control("lars", "scale_pilot", on)
    play.press("lars", "scale_pilot", on)
    assert not play.offers("lars", "scale_pilot")
    assert play.send("lars", seen).refused == "out_of_date"
    first = grown(play)
    play.press("lars", "withdraw_proposal", first.id)
    play.press("lars", "scale_pilot", on)
    assert len([each for each in play.meeting.proposals.values() if each.grew_from]) == 2


def test_an_idea_that_is_taken_up_again_still_says_what_it_grew_from(play: Play, on: ProposalId):
    play.press("lars", "scale_pilot", on)
    first = grown(play)
    change(play, first.id, state=PilotState.NOT_SELECTED)
    play.press("eva", "take_up_idea", first.id)
    assert [each.grew_from for each in play.meeting.proposals.values() if each.proposer == "eva" and each.grew_from]


def test_a_long_title_stays_as_long_as_a_title_may_be(play: Play, on: ProposalId):
    change(play, on, short=replace(play.meeting.proposals[on].short, title="a" * 79 + "b"))
    play.press("lars", "scale_pilot", on)
    assert len(grown(play).title) == 80


@pytest.mark.parametrize(
    ("becomes", "proposer", "told"),
    [(Advice.SCALE, "dorte", ["lars"]), (Advice.SCALE, "lars", ["lars"]), (Advice.ADOPT, "dorte", [])],
)
def test_when_both_sides_agree_to_extend_it_the_leader_is_told_what_to_do(
    becomes: Advice, proposer: str, told: list[str]
):
    play = going_on("laid down")
    on = play.propose(proposer, TITLE, said("To teams"))
    change(play, on, state=PilotState.EVALUATING, discussed_in=0, followers=(PersonId("eva"),))
    known = Evaluated(ItemId("chosen"), 0, TITLE, Evaluation(date(2026, 11, 1), becomes), 1, ProposalId(on))
    look = Item(ItemId("look"), 1, said("Evaluering"), evaluates=known.item)
    play.meeting = replace(play.meeting, items={look.id: look}, evaluated=(known,))
    play.arrive("anne", "bo", "dorte", "lars")
    play.goes_to("pilots")
    text = said("Det virker, og flere skal have det")
    play.press("anne", "word_outcome", "look", text=text, outcome="agreement", item_type="discussion")
    play.press("anne", "confirm_outcome", "look")
    play.press("bo", "confirm_outcome", "look")
    play.goes_to("announcement")
    play.posts.clear()
    play.press("anne", "end")
    heard = [post for post in play.posts if "Du kan lave forslaget ud fra forsøget" in read((post.card,))]
    assert [post.to for post in heard] == told
    # Who had the idea hears it in the committee's own words.
    (to_proposer,) = [read((post.card,)) for post in play.posts if f"settled.{on}" in post.dedupe_key]
    assert text in to_proposer
    assert play.offers("lars", "scale_pilot", on)


def shown(cards: tuple[Card, ...], name: str) -> str:
    return read(tuple(card for card in cards if card.name == name)).replace("\n", "")
