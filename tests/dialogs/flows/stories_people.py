"""A meeting to which people come by the door, late and in each other's place, and are signed for afterwards."""

from collections.abc import Iterator

from dialogs.inbound import AskedIn
from dialogs.model.ids import PersonId, Ticket
from dialogs.model.people import Person, Role, Side
from tests.dialogs.flows.play import TYPED, Play
from tests.dialogs.room import COMMITTEE, someone

SUBSTITUTES = (
    someone("stine", Side.EMPLOYEES, Role.SUBSTITUTE),
    someone("tom", Side.MANAGEMENT, Role.SUBSTITUTE),
    someone("ulla", Side.EMPLOYEES, Role.SUBSTITUTE),
)
PEOPLE: tuple[Person, ...] = (*COMMITTEE, *SUBSTITUTES)


def ticket(name: str) -> Ticket:
    """Give what stands for what a browser holds."""
    return Ticket(name.encode().hex().ljust(40, "0"))


def asks(play: Play, who: str, browser: str = "") -> str:
    """Let a browser ask to come in as somebody. Gives why it may not, or nothing."""
    play.later(1)
    return play.happens(None, AskedIn(PersonId(who), ticket(browser or who))).refused


def changing(play: Play) -> Iterator[str]:
    """Almost nobody comes when and as they should."""
    play.press("sofie", "substitute_for", "stine", member="bo")
    yield "named beforehand"
    asks(play, "sofie")
    play.press("anne", "admit")
    yield "the secretary let in"
    for who in ("stine", "tom", "eva"):
        asks(play, who)
    asks(play, "eva", "another")
    yield "four at the door"
    play.press("sofie", "admit_all")
    yield "two let in"
    play.press("sofie", "turn_away", ticket("another"))
    yield "one turned away"
    play.press("sofie", "admit")
    for who in ("lars", "finn"):
        asks(play, who)
    play.press("sofie", "turn_away", "")
    play.press("sofie", "add_person", name="Ny Åse O'Hara-Bæk", side="employees", role="member")
    yield "somebody new"
    play.arrive("lars", "finn", "ulla")
    play.press("sofie", "start")
    yield "begun without chair and vice-chair"
    play.press("tom", "substitute_for", member="anne")
    yield "tom is there for the chair"
    play.goes_to("pairs", by="tom")
    yield "pairs"
    play.press("stine", "take_over")
    play.arrive("anne")
    yield "the chair came"
    play.goes_to("pilots", by="sofie")
    own = {"title": f"{TYPED} Hvornår ses vi?", "text": f"{TYPED} Vi ses igen i marts", "outcome": "agreement"}
    play.press("stine", "word_own_item", **own)
    play.press("anne", "confirm_outcome")
    play.press("stine", "leave")
    yield "a side without its formandskab"
    play.press("ulla", "confirm_outcome")
    yield "a substitute answered"
    play.arrive("stine")
    play.goes_to("announcement", by="sofie")
    play.press("stine", "sign_announcement")
    play.press("anne", "leave")
    yield "signed for another"
    play.press("sofie", "end")
    yield "ended"
    play.press("anne", "let_sign", "", substitute="lars")
    play.press("hans", "let_sign", "dorte", substitute="bo")
    yield "away"
    for who in ("lars", "bo"):
        play.press(who, "sign_announcement")
    yield "posted"
    for who in ("stine", "lars", "bo"):
        play.press(who, "sign_minutes")
    yield "all signed"
