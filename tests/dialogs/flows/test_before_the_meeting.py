"""On the page that everybody reads before the meeting: what each side says, and when the proposer tells about it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.model.ids import ItemId, ProposalId
from dialogs.model.items import Earlier
from dialogs.model.people import Level, Side
from dialogs.model.pilots import Condition, Due, Owner, PilotState
from tests.dialogs.flows.play import Play
from tests.dialogs.flows.play import read as lines
from tests.dialogs.flows.stories import by_title, going_on, said
from tests.dialogs.room import COMMITTEE


def read(cards) -> str:
    return " ".join(lines(cards).split())


def on_the_table(days: int = 2, **settings: object) -> tuple[Play, str]:
    """Give a meeting with one proposal on its table, so many days before it begins."""
    play = Play(*COMMITTEE, **settings)  # type: ignore[arg-type]
    play.now -= timedelta(days=40)
    on = play.propose("dorte", said("Breve"), said("Breve prøves af"))
    play.press("dorte", "submit_proposal", on)
    play.checks("anne", on)
    play.press("anne", "shortlist", on)
    play.now = play.meeting.starts_at - timedelta(days=days)
    return play, on


def side(play: Play, on: str, which: Side) -> str:
    return play.meeting.items[ItemId(on)].comments[which].text


# --- Comments


def test_each_side_says_one_thing_that_all_can_read_and_nobody_is_named():
    play, on = on_the_table()
    play.press("eva", "comment", on, text=said("Vi vil have tid"))
    play.press("anne", "comment", on, text=said("Vi vil begynde småt"))
    for who in ("anne", "eva", "sofie", "ole", "gry", "hans"):
        shown = read(play.screen(who))
        assert "Kommentar fra medarbejdersiden : § Vi vil have tid" in shown
        assert "Kommentar fra ledelsessiden : § Vi vil begynde småt" in shown
    assert "eva" not in {entry.about for entry in play.audit}
    assert not any(entry.action == "comment" for entry in play.audit)


def test_a_colleague_changes_it_from_the_screen_that_shows_it_and_nothing_takes_it_back():
    play, on = on_the_table()
    play.press("eva", "comment", on, text=said("Første"))
    old = play.control("finn", "comment", on)
    play.press("bo", "comment", on, text=said("Anden"))
    assert play.send("finn", old, {"text": ("Tredje",)}).refused == "out_of_date"
    assert side(play, on, Side.EMPLOYEES) == said("Anden")
    play.press("finn", "comment", on, text="")
    assert "Kommentar fra medarbejdersiden" not in read(play.screen("hans"))


@pytest.mark.parametrize(("who", "code"), [("sofie", "not_a_party"), ("hans", "not_a_party"), ("ole", "not_a_party")])
def test_who_is_of_no_side_says_nothing_for_one(who: str, code: str):
    play, on = on_the_table()
    assert not play.offers(who, "comment")
    assert play.tries(who, "comment", on, "0", {"text": ("Nej",)}).refused == code


def test_it_begins_when_everybody_can_read_and_ends_when_the_meeting_begins():
    play, on = on_the_table(days=9)
    assert not play.offers("anne", "comment")
    assert play.tries("anne", "comment", on, "0", {"text": ("Nej",)}).refused == "wrong_phase"
    play.now = play.meeting.starts_at - timedelta(days=7)
    play.press("anne", "comment", on, text=said("Nu"))
    play.now = play.meeting.starts_at
    play.arrive("anne", "bo")
    play.press("anne", "start")
    assert play.tries("anne", "comment", on, "1", {"text": ("Nej",)}).refused == "wrong_phase"
    play.goes_to("pilots")
    assert said("Nu") in read(play.screen("bo"))
    play.press("anne", "end")
    assert play.meeting.items[ItemId(on)].comments == {}


def test_what_comes_back_from_an_earlier_meeting_is_commented_on_once_it_is_on_this_table():
    play, on = on_the_table()
    assert play.tries("anne", "comment", "none", "0", {"text": ("Nej",)}).refused == "not_found"
    item = play.meeting.items[ItemId(on)]
    earlier = replace(item, outcome=None)
    put_off = replace(play.meeting, items={}, earlier=(_earlier(earlier),))
    proposals = {ProposalId(on): replace(play.meeting.proposals[ProposalId(on)], state=PilotState.DEFERRED)}
    play.meeting = replace(put_off, proposals=proposals)
    assert said("Breve") in read(play.screen("anne"))
    assert not play.offers("anne", "comment")


def _earlier(item):
    return Earlier(item.id, 1, item.title, "Vi venter", None, item.proposal)


def test_a_team_says_it_together():
    play, on = on_the_table(level=Level.TEAM)
    play.press("eva", "comment", on, text=said("Vi er klar"))
    assert "Det siger teamet inden mødet" in read(play.screen("finn"))
    assert side(play, on, Side.TEAM) == said("Vi er klar")


# --- The proposer


def test_the_proposer_is_invited_for_two_minutes_and_hears_when_it_is_now():
    play, _ = on_the_table()
    invited = [read((post.card,)) for post in play.posts if post.to == "dorte"]
    assert any("i to minutter. Det er den 1. december 2026 cirka kl. 11.30." in text for text in invited)
    assert "i to minutter" in read(play.screen("dorte"))
    assert "i to minutter" not in read(play.screen("eva"))
    play.now = play.meeting.starts_at
    play.arrive("anne", "bo", "eva")
    play.posts.clear()
    play.goes_to("pairs")
    assert not any("i to minutter" in read((post.card,)) for post in play.posts)
    play.goes_to("pilots")
    assert {post.to for post in play.posts if "Nu begynder punktet" in read((post.card,))} == {"dorte"}


def test_who_is_in_the_room_is_not_called_and_co_authors_are():
    play, on = on_the_table()
    found = replace(play.meeting.proposals[ProposalId(on)], authors=("gry",))
    play.meeting = replace(play.meeting, proposals={ProposalId(on): found})
    play.now = play.meeting.starts_at
    play.arrive("anne", "bo", "dorte")
    play.goes_to("pilots")
    assert {post.to for post in play.posts if "Nu begynder punktet" in read((post.card,))} == {"gry"}


# --- Conditions


def test_conditions_stand_with_the_outcome_that_chose_it_and_with_no_other():
    play = going_on("ended")
    on = by_title(play)["Notater"]
    condition = Condition(said("Afklar grundlaget"), Owner.DPO, Due.TEST)
    found = replace(play.meeting.proposals[ProposalId(on)], conditions=(condition,))
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, found.id: found}, versions={})
    shown = read(play.screen("gry"))
    assert said("Afklar grundlaget") in shown
    item = play.meeting.items[ItemId(on)]
    unchosen = replace(item, outcome=replace(item.outcome, chosen=False))
    play.meeting = replace(play.meeting, items={**play.meeting.items, item.id: unchosen})
    assert said("Afklar grundlaget") not in read(play.screen("gry"))


# --- A table that is still empty


def test_who_may_begin_is_told_while_there_is_time_that_what_is_checked_is_not_on_the_table():
    empty = "Der er ingen forslag på mødet endnu"
    play = Play(*COMMITTEE)
    play.now -= timedelta(days=40)
    for who in ("anne", "bo", "eva"):
        play.press(who, "arrive")
    assert empty not in read(play.screen("anne"))
    on = play.propose("dorte", said("Breve"), said("Breve prøves af"))
    play.press("dorte", "submit_proposal", on)
    assert empty not in read(play.screen("anne"))
    play.checks("anne", on)
    assert empty in read(play.screen("anne"))
    assert empty in read(play.screen("bo"))
    assert empty not in read(play.screen("eva"))
    play.press("anne", "shortlist", on)
    assert empty not in read(play.screen("anne"))


def test_of_what_cannot_be_put_on_the_table_nobody_is_told_that_it_is_missing():
    play = Play(*COMMITTEE)
    play.now -= timedelta(days=40)
    play.press("anne", "arrive")
    on = play.propose("dorte", said("Breve"), said("Breve prøves af"))
    play.press("dorte", "submit_proposal", on)
    play.checks("anne", on, light="red")
    assert play.meeting.proposals[ProposalId(on)].state is PilotState.SCREENED
    assert "ingen forslag på mødet endnu" not in read(play.screen("anne"))
