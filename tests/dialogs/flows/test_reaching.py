"""Those who cannot be reached are named to whoever can do something about it."""

from collections.abc import Iterable

import pytest

from dialogs.flows.reaching import mail_refused, new_link, unmailed, unreached, unreached_place
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting
from dialogs.outbound import Place, Post
from dialogs.wording import wording
from tests.dialogs.flows.play import read, view
from tests.dialogs.room import COMMITTEE, Room
from tests.fits import card_faults, slack_messages, teams_messages

MEETING = Room().meeting


def told(*people: str, of: Meeting = MEETING, language: str = "da") -> tuple[Post, ...]:
    return unreached(of, map(PersonId, people), wording(language))


def recipients(posts: Iterable[Post]) -> list[str]:
    return [str(post.to) for post in posts]


def test_the_secretary_is_told_who_and_what_to_do():
    (post,) = told("eva")
    assert post.to == "sofie"
    lines = read((post.card,)).splitlines()
    assert "Eva kan ikke få beskeder i sin chat." in lines
    assert any(line.startswith("Bed vedkommende") for line in lines)


@pytest.mark.parametrize(
    ("place", "said"), [(Place.ROOM, "udvalgets kanal"), (Place.ORGANISATION, "organisationens kanal")]
)
def test_the_secretary_is_told_which_channel_takes_no_messages_and_what_to_do(place: Place, said: str):
    (post,) = unreached_place(MEETING, place, wording("da"))
    assert post.to == "sofie"
    assert said in read((post.card,))
    assert "arkiveret" in read((post.card,))


def test_without_a_secretary_the_formandskab_is_told():
    of = Room(*(each for each in COMMITTEE if not each.is_secretary)).meeting
    assert recipients(told("eva", of=of)) == ["anne", "bo", "dorte"]


def test_a_secretary_who_cannot_be_reached_is_told_about_to_the_formandskab():
    assert recipients(told("sofie")) == ["anne", "bo", "dorte"]
    assert recipients(told("sofie", "bo")) == ["anne", "dorte", "anne", "dorte"]


def test_each_is_told_about_once_a_meeting_in_whatever_company():
    first = told("eva")[0]
    assert told("finn", "eva", "eva")[0] == first
    assert len({post.dedupe_key for post in told("finn", "eva", "eva")}) == 2
    assert first.dedupe_key == "m1/unreached.eva/sofie"


def test_strangers_are_no_matter_of_the_committee():
    assert told("nobody") == ()


def test_the_secretary_is_told_once_a_meeting_whose_mail_is_refused_and_what_to_do():
    (post,) = mail_refused(MEETING, PersonId("eva"), wording("da"))
    assert (post.to, post.dedupe_key) == ("sofie", "m1/mail-refused.eva/sofie")
    assert "Mails til Eva kommer ikke frem." in read((post.card,))
    assert "rette den" in read((post.card,))
    assert recipients(mail_refused(MEETING, PersonId("sofie"), wording("da"))) == ["anne", "bo", "dorte"]
    assert mail_refused(MEETING, PersonId("nobody"), wording("da")) == ()


def test_whose_mail_is_refused_stands_where_the_secretary_looks_as_long_as_it_is():
    refused = {PersonId("eva"), PersonId("nobody")}
    (card,) = unmailed(view(MEETING, "sofie"), refused)
    assert "Eva" in read((card,))
    assert "rette den" in read((card,))
    for who in ("anne", "eva", "hans", ""):
        assert unmailed(view(MEETING, who), refused) == ()
    assert unmailed(view(MEETING, "sofie"), {PersonId("nobody")}) == ()


@pytest.mark.parametrize("language", ["da", "en"])
def test_it_is_one_small_message_everywhere(language: str):
    (post,), (refused,) = told("eva", language=language), mail_refused(MEETING, PersonId("eva"), wording(language))
    (shown,) = unmailed(view(MEETING, "sofie"), {PersonId("eva")})
    for card in (post.card, refused.card, shown, new_link(view(MEETING, "eva"))):
        assert list(card_faults(card)) == []
        assert len(slack_messages(card)) == len(teams_messages(card)) == 1
