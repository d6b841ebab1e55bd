"""The message to the organisation: nothing goes out before that exact text is signed (rule 4)."""

import pytest

from dialogs.model import announcing
from dialogs.model.agenda import ItemType, Phase
from dialogs.model.items import OutcomeKind
from dialogs.model.pilots import PilotState
from dialogs.model.signed import Announcement, Signature
from tests.dialogs.room import Room, refused, worded

TEXT = "Vi har drøftet to forsøg."


def drafted(text: str = TEXT) -> Room:
    room = Room.in_phase(Phase.ANNOUNCEMENT)
    room.draft(text)
    return room


def signed_by(room: Room) -> list[str]:
    return [signature.person for signature in room.meeting.announcement.signatures]


def test_the_last_signature_posts_and_no_earlier_one():
    room = drafted()
    assert announcing.waiting_for(room.meeting) == ("anne", "bo", "dorte")
    for who in ("bo", "anne"):
        room.later(1).sign_message(who)
        assert room.meeting.announcement.posted_at is None
    assert announcing.waiting_for(room.meeting) == ("dorte",)
    first = room.meeting.announcement.signatures[0]
    assert room.meeting.announcement.signatures[1] == Signature("anne", room.now)
    room.later(1).sign_message("dorte")
    assert room.meeting.announcement.posted_at == room.now
    assert signed_by(room) == ["bo", "anne", "dorte"]
    assert room.meeting.announcement.signatures[0] == first == Signature("bo", first.at) != Signature("bo", room.now)
    assert room.meeting.announcement.text == TEXT


def test_nobody_signs_twice_and_so_for_somebody_else():
    room = drafted()
    room.sign_message("bo")
    with refused("out_of_date"):
        room.sign_message("bo")
    assert signed_by(room) == ["bo"]


@pytest.mark.parametrize("who", ["sofie", "lars", "eva", "hans", "ole"])
def test_nobody_else_signs(who):
    with refused("not_allowed"):
        drafted().sign_message(who)


def test_an_edit_voids_the_signatures_and_needs_all_of_them_again():
    room = drafted()
    room.sign_message("bo")
    room.sign_message("anne")
    room.edit_message("sofie", "Vi har drøftet to forsøg i dag.")
    assert room.meeting.announcement == Announcement("Vi har drøftet to forsøg i dag.", 2, edited=True)
    room.sign_message("dorte")
    assert room.meeting.announcement.posted_at is None
    room.sign_message("anne")
    room.sign_message("bo")
    assert room.meeting.announcement.posted_at == room.now


def test_even_an_edit_to_the_same_text_voids_the_signatures():
    room = drafted()
    room.sign_message("bo")
    room.edit_message("anne", TEXT)
    assert signed_by(room) == []


def test_an_old_screen_signs_nothing():
    room = drafted()
    room.edit_message("anne", "En ny tekst")
    with refused("out_of_date"):
        room.sign_message("bo", seen="1")
    with refused("out_of_date"):
        room.sign_message("bo", seen="")
    with refused("out_of_date"):
        room.edit_message("bo", "Min tekst", seen="1")


def test_a_new_draft_is_another_text_than_the_one_on_an_old_screen():
    room = drafted("Vi prøver begge forsøg.")
    room.draft("Vi prøver det ene forsøg.")
    with refused("out_of_date"):
        room.sign_message("bo", seen="1")
    room.sign_message("bo")
    room.draft("Vi prøver ingen forsøg.")
    assert signed_by(room) == [], "a signature is for one text"
    assert announcing.waiting_for(room.meeting) == ("anne", "bo", "dorte")


def test_the_same_draft_again_leaves_the_signatures_alone():
    room = drafted()
    room.sign_message("bo")
    room.draft(TEXT)
    assert signed_by(room) == ["bo"]


def test_a_draft_never_takes_the_place_of_what_people_wrote():
    room = drafted()
    room.edit_message("anne", "Vores egen tekst")
    room.sign_message("anne")
    before = room.meeting
    room.draft("Et nyt udkast")
    assert room.meeting == before


def test_what_is_posted_is_neither_drafted_edited_nor_signed_again():
    room = drafted()
    for who in ("anne", "bo", "dorte"):
        room.sign_message(who)
    before = room.meeting
    room.draft("Et nyt udkast")
    with refused("out_of_date"):
        room.edit_message("anne", "For sent")
    with refused("out_of_date"):
        room.sign_message("anne")
    room.end()
    with refused("out_of_date"):
        room.edit_message("anne", "For sent")
    assert room.meeting.announcement == before.announcement


def test_an_empty_message_is_neither_written_nor_signed():
    room = Room.in_phase(Phase.ANNOUNCEMENT)
    with refused("empty_text"):
        room.sign_message("anne")
    room.draft(TEXT)
    with refused("empty_text", "text"):
        room.edit_message("anne", "")


def test_before_its_phase_the_message_is_not_signed():
    for phase in (Phase.KNOWLEDGE, Phase.PAIRS, Phase.PILOTS):
        room = Room.in_phase(phase)
        room.draft(TEXT)
        with refused("wrong_phase"):
            room.sign_message("anne")
        with refused("wrong_phase"):
            room.edit_message("anne", "Ny")
        with refused("wrong_phase"):
            announcing.may_preview(room.meeting, "anne")
    announcing.may_preview(drafted().meeting, "sofie")


def test_signing_and_editing_stay_open_after_the_meeting_also_for_who_went_early():
    room = drafted()
    room.sign_message("bo")
    room.leave("dorte")
    with refused("not_present"):
        room.edit_message("dorte", "Ny")
    room.sign_message("dorte")
    room.end()
    announcing.may_preview(room.meeting, "dorte")
    room.edit_message("dorte", "Ny tekst")
    for who in ("anne", "bo", "dorte"):
        room.sign_message(who)
    assert room.meeting.announcement.posted_at


# --- Closed items (rule 11)


@pytest.mark.parametrize(
    "text",
    [
        "Vi drøftede Talegenkendelse i plejen.",
        "talegenkendelse I PLEJEN",
        "Om talegenkendelse\ni plejen",
        "Talegenkendelse  i\u00a0plejen",
    ],
)
def test_the_message_never_names_a_closed_item(text):
    room = Room()
    room.proposal("secret", closed=True, title="Talegenkendelse i plejen")
    room.proposal("open", title="Vagtplan")
    room.arrive(*room.meeting.committee.people)
    room.start()
    for _ in range(3):
        room.advance()
    room.draft("Lukket punkt. Vagtplan.")
    with refused("names_closed_item", "text"):
        room.edit_message("anne", text)
    room.edit_message("anne", "Lukket punkt. Vagtplan er drøftet.")
    room.sign_message("anne")
    room.draft(text)
    assert room.meeting.announcement.text == "Lukket punkt. Vagtplan er drøftet."


def test_a_draft_that_names_a_closed_item_is_not_signed():
    room = Room()
    room.proposal("secret", PilotState.SHORTLISTED, closed=True, title="Talegenkendelse")
    room.arrive("anne", "bo", "dorte")
    room.start()
    for _ in range(3):
        room.advance()
    room.draft("Vi drøftede talegenkendelse.")
    with refused("names_closed_item", "text"):
        room.sign_message("anne")


def test_the_message_does_not_say_that_med_approved():
    room = drafted("MED har godkendt forsøget.")
    with refused("discussed_is_not_approved", "text"):
        room.sign_message("anne")
    with refused("discussed_is_not_approved", "text"):
        room.edit_message("anne", "Udvalget har godkendt det.")


def test_the_message_may_say_adopted_about_an_agreed_guideline_and_about_nothing_else():
    room = Room.in_phase(Phase.PILOTS)
    on = room.open_item("anne", "Retningslinje om AI")
    room.word("anne", on, worded(OutcomeKind.AGREEMENT, item_type=ItemType.GUIDELINE))
    room.advance()
    room.draft(TEXT)
    with refused("discussed_is_not_approved", "text"):
        room.edit_message("anne", "MED har vedtaget en retningslinje om AI.")
    room.back()
    room.confirm("anne", on)
    room.confirm("bo", on)
    room.advance()
    room.edit_message("anne", "MED har vedtaget en retningslinje om AI.")
    assert room.meeting.announcement.text == "MED har vedtaget en retningslinje om AI."
