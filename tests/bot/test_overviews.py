"""A person's overview in a chat, over all their committees."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.bootstrap import keeping_of
from bot.chats import Chats
from bot.overviews import Overviews
from bot.set_up import make, read_set_up
from dialogs.cards import Card
from dialogs.commands import Topic
from dialogs.flows.from_message import Prefilled
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from storage.committees import add_committee
from storage.engine import Connection
from storage.meetings import add_meeting
from tests.dialogs.flows.play import read
from tests.fakes.house import Chance, Fake, demonstration, wire, with_meeting

OLE = PersonId("ole")


@pytest.fixture
async def fake(tmp_path: Path) -> AsyncIterator[Fake]:
    fake = await with_meeting(wire(tmp_path))
    yield fake
    await fake.close()


@pytest.fixture
def overviews(fake: Fake) -> Overviews:
    house = fake.house
    return Overviews(Chats(house.turn, house.reception, house.store, keeping_of(house)))


async def elsewhere(fake: Fake, count: int) -> None:
    """Lay down committees with the same people and a meeting each."""
    made = make(read_set_up(demonstration()), fake.house.organisation.content, Chance("elsewhere"))

    def lay(conn: Connection) -> None:
        for number in range(count):
            committee = replace(made.committee, id=CommitteeId(f"c{number}"), name=f"Udvalg {number}")
            add_committee(conn, committee)
            meeting = replace(made, id=MeetingId(f"m{number}"), committee=committee, proposals={}, items={})
            add_meeting(conn, meeting)

    await fake.house.store.write(lay)


async def test_it_shows_the_meetings_of_all_ones_committees(fake: Fake, overviews: Overviews):
    await elsewhere(fake, 1)
    shown = read(await overviews.show(OLE, "da"))
    assert (await fake.state()).committee.name in shown
    assert "Udvalg 0" in shown
    assert await overviews.views(PersonId("nobody")) == []
    assert "You have no meetings yet." in read(await overviews.show(PersonId("nobody"), "en"))


async def test_very_many_meetings_are_not_all_looked_at(fake: Fake, overviews: Overviews):
    await elsewhere(fake, 25)
    assert len(await overviews.views(OLE)) == 20


async def test_what_is_asked_in_words_is_answered_in_the_language_of_the_word(overviews: Overviews):
    command, cards = await overviews.answer(OLE, "meetings", "da")
    assert (command.topic, [card.name for card in cards]) == (Topic.MEETINGS, ["meetings"])
    assert "Your meetings" in read(cards)
    command, cards = await overviews.answer(OLE, "sludder", "da")
    assert command.topic is None
    assert "Det kender vi ikke." in read(cards)


async def test_a_message_becomes_a_proposal_or_a_word_why_not(fake: Fake, overviews: Overviews):
    found = await overviews.propose(OLE, "Notater tager tid", "da")
    assert isinstance(found, Prefilled)
    assert found.meeting == fake.id
    nothing = await overviews.propose(PersonId("nobody"), "Notater tager tid", "en")
    assert isinstance(nothing, Card)
    assert "no meeting ahead" in read((nothing,))
