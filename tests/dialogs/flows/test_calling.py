"""What people are told when a meeting is called, moved or cancelled, and what a team and a staff meeting read."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.cards import Form
from dialogs.flows.standing_in import may_renew
from dialogs.inbound import FormSubmitted
from dialogs.model.ids import PersonId
from dialogs.model.people import Role
from dialogs.model.refusals import Reason
from dialogs.outbound import Place
from dialogs.wording import wording
from tests.dialogs.flows.play import Play, controls, filled_in, inlines, labels, read
from tests.dialogs.flows.stories import PEOPLE, by_title, frame, frames, going_on, said, shown

NOT_IN_A_TEAM = re.compile(
    r"formandskab|næstformand|\bformand|\bsider?\b|siden\b|udvalget|vice-chair|\bsides?\b|the committee\b",
    re.IGNORECASE,
)
# What a team may read of a committee: where its proposals go.
OF_MED = re.compile(r"MED-udvalg|MED committee|committee's name|på siden|sidenhen", re.IGNORECASE)


def told(play: Play, before: int) -> dict[str, str]:
    return {str(post.to): read((post.card,)) for post in play.posts[before:]}


def since(play: Play) -> int:
    return len(play.posts)


def test_everybody_is_told_once_that_the_meeting_is_moved_and_what_follows():
    play = going_on("agreed", "called")
    before = since(play)
    play.press("anne", "move_meeting", starts_on="2026-12-08", starts_time="13.00", reason=said("Formanden er syg"))
    posts = [post for post in play.posts[before:] if "flyttet" in read((post.card,))]
    assert sorted(str(post.to) for post in posts) == sorted(
        [Place.ROOM, *(who for who in play.people if who != "anne")]
    )
    text = read((posts[0].card,))
    assert "fra den 1. december 2026 kl. 10.00 til den 8. december 2026 kl. 13.00." in text
    assert said("Formanden er syg") in text
    assert "senest den 24. november 2026. Alle kan læse dem fra den 1. december 2026." in text


def test_who_agreed_on_another_agenda_is_told_and_named():
    play = going_on("agreed", "called")
    assert "Enige i dagsordenen: Anne og Bo." in read(play.screen("eva"))
    before = since(play)
    play.press("anne", "plan", speaker=said("Oplæg"))
    assert set(told(play, before)) == {"bo"}
    assert "Dagsordenen er ændret, siden disse sagde ja: Anne og Bo." in read(play.screen("dorte"))
    play.press("bo", "agree_agenda")
    assert "Enige i dagsordenen: Bo." in read(play.screen("eva"))


def test_it_says_why_a_meeting_was_cancelled_and_offers_nothing_but_the_next():
    play = going_on("cancelled", "called")
    for who in play.people:
        assert said("For få kan komme") in read(play.screen(who))
        assert {control.action for control in controls(play.screen(who))} <= {"plan_next"}
    assert "Mødet den 1. februar 2027 kl. 10.00 er aflyst." in read(play.room())
    for action in ("arrive", "start", "plan", "shortlist", "submit_proposal", "sign_minutes", "name_signer"):
        assert play.tries("bo", action).refused == "meeting_closed"
    assert play.tries("x", "arrive").refused == "not_a_member"


def test_the_formandskab_hears_that_there_is_no_room_for_what_comes_back():
    play = going_on("comes back", "called")
    first, *rest = play.meeting.earlier
    many = tuple(replace(first, id=f"{first.id}{n}", proposal=None, title=f"Punkt {n}") for n in range(6))
    play.meeting = replace(play.meeting, items={}, earlier=(*many, *rest))
    before = since(play)
    play.press("bo", "move_meeting", starts_on="2027-02-02", starts_time="10.00")
    heard = {to for to, text in ((str(p.to), read((p.card,))) for p in play.posts[before:]) if "ikke plads" in text}
    assert heard == {"anne", "bo", "dorte"}


def test_a_day_and_a_time_are_needed_and_lie_ahead():
    play = going_on("ended", "called")
    play.meeting = replace(play.meeting, siblings=())
    form = play.control("anne", "plan_next")
    for fields, field, code in (
        ({"starts_on": ("",)}, "starts_on", "unknown_choice"),
        ({"starts_on": ("2027-02-01",), "starts_time": ("25.00",)}, "starts_time", "unknown_choice"),
        ({"starts_on": ("2020-02-01",)}, "starts_on", "out_of_range"),
    ):
        answer = play.send("anne", form, fields)
        assert (answer.refused, answer.field) == (code, field)
        assert answer.text
    assert "Det tidspunkt er gået" in answer.text


def test_what_comes_late_for_one_meeting_comes_in_time_for_the_next():
    play = Play()
    play.now -= timedelta(days=3)
    on = play.propose("lars", said("Notater"), said("Prøves af"))
    play.press("lars", "submit_proposal", on)
    play.checks("hans", on, "green")
    assert not play.offers("bo", "shortlist", on)
    assert play.tries("bo", "shortlist", on).refused == "deadline_passed"
    play.meeting = replace(play.meeting, starts_at=play.meeting.starts_at + timedelta(days=60))
    play.press("bo", "shortlist", on)


# --- Reading beforehand


def test_a_proposal_is_read_by_few_until_seven_days_before_and_whole_by_all_from_then_on():
    play = going_on("agreed", "called")
    play.now = play.meeting.starts_at - timedelta(days=7, hours=10, minutes=1)
    for who in ("anne", "bo", "sofie", "lars"):
        assert said("Notater prøves af") in read(play.screen(who)), who
    for who in ("eva", "hans", "ole"):
        screen = play.screen(who)
        assert said("Notater prøves af") not in read(screen), who
        assert "kan læse punkterne fra den 24. november 2026" in read(screen)
    play.now += timedelta(minutes=1)
    for who in play.people:
        cards = [card for card in play.screen(who) if card.name.startswith("item-")]
        assert len(cards) == 2
        assert all(card.folded for card in cards)
        assert "Kunne det løses uden AI?" in read(tuple(cards))
        assert "kan læse punkterne" not in read(play.screen(who))


def test_a_proposal_that_nobody_checked_is_read_without_a_light():
    play = going_on("agreed", "called")
    play.meeting = replace(
        play.meeting, proposals={key: replace(each, light=None) for key, each in play.meeting.proposals.items()}
    )
    assert "Tjek før start" not in read(play.screen("anne"))


def test_members_read_a_closed_item_beforehand_and_the_room_does_not():
    play = going_on("late")
    assert said("Løn prøves af") in read(play.screen("eva"))
    assert "Løn" not in read(play.room())


def test_what_comes_back_is_read_with_what_was_said_before_it_is_on_the_table():
    play = going_on("comes back", "called")
    play.now = play.meeting.starts_at - timedelta(days=6)
    assert not play.meeting.items
    text = read(play.screen("eva"))
    assert "Udsat fra møde 1, fordi: " in text
    assert said("Baglandet skal høres") in text


# --- A team and a staff meeting


@pytest.mark.parametrize("language", ["da", "en"])
def test_nobody_in_a_team_reads_of_sides_or_a_formandskab(language: str):
    found = set()
    for each, who, cards in shown("team", language):
        texts = {inline for inline in inlines(cards) if isinstance(inline, str)} | set(labels(cards))
        found |= {(text, who, each.step) for text in texts if NOT_IN_A_TEAM.search(OF_MED.sub("", text))}
    cards = {card.text for card in frames("team", language)[0].view("anne").content.cards}
    assert sorted(each for each in found if each[0] not in cards) == []
    # The same search finds what a committee reads.
    assert any(NOT_IN_A_TEAM.search(label) for label in labels(frame("worded").screen("anne")))


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_teams_own_word_for_what_it_may_not_do(language: str):
    play = frame("worded", "team", language).play()
    for who, action in (("ida", "start"), ("sofie", "say_missing"), ("x", "arrive")):
        text = play.tries(who, action).text
        assert text
        assert not NOT_IN_A_TEAM.search(text)


def test_the_leader_renews_no_link_of_a_colleague_and_a_signer_none_of_the_leader():
    found = frame("one named", "team")
    assert [person.id for person in may_renew(found.view("anne"))] == ["anne"]
    assert "anne" not in [person.id for person in may_renew(found.view("gry"))]
    assert len(may_renew(found.view("sofie"))) == len(PEOPLE["team"])


def test_nobody_names_who_signs_for_somebody_else():
    play = going_on("nobody named", "without vice-chair")
    event = FormSubmitted("name_signer", fields={"signers": ("eva",)})
    assert play.happens("anne", event, whom=PersonId("eva")).refused == "not_allowed"


def test_the_message_says_whom_it_still_waits_for():
    play = going_on("nobody named", "without vice-chair")
    play.goes_to("announcement")
    play.press("anne", "sign_announcement")
    assert "en medarbejder, som I vælger" in read(play.screen("anne"))
    play.press("eva", "name_signer", fields={"signers": ("finn",)})
    assert "Finn" in read(play.screen("anne"))
    assert by_title(play)


@pytest.mark.parametrize(("language", "clock"), [("da", "10.00"), ("en", "10:00")])
def test_the_time_to_move_to_stands_as_the_language_writes_it(language: str, clock: str):
    play = Play(language=language)
    form = play.control("anne", "move_meeting")
    assert isinstance(form, Form)
    assert filled_in(form)["starts_time"] == (clock,)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_team_reads_of_leader_and_colleague_where_a_committee_reads_of_chairs(language: str):
    words = wording(language, team=True)
    said = [words.corrected_by(role, "3. marts") for role in (Role.CHAIR, Role.SECRETARY, Role.SIGNER)]
    said += [words.with_role("Gry", role) for role in (Role.CHAIR, Role.VICE_CHAIR)]
    late = [(Reason.WRONG_PHASE, "minutes"), (Reason.DEADLINE_PASSED, "text")]
    said += [words.refusal(reason, {}, field) for reason, field in late]
    assert len(set(said)) == len(said)
    assert [text for text in said if NOT_IN_A_TEAM.search(text)] == []
