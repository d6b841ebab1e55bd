"""The minutes on the screen: who reads which version, who is told what, and what a correction may not do."""

import json
from dataclasses import replace

import pytest

from dialogs.cards import Bullets, Button, Buttons, Card, Facts, Form, Heading, Paragraph, Said, Tone
from dialogs.cards import Notice as Mark
from dialogs.flows.minutes_corrections import PART_TEXTS
from dialogs.flows.minutes_lines import as_text, minutes_lines
from dialogs.minutes import record
from dialogs.minutes_texts import passages
from dialogs.model.agenda import Phase
from dialogs.model.ids import MeetingId
from dialogs.model.meeting import Sibling, Stage
from dialogs.wording import wording
from tests.dialogs.flows.play import Play, controls, lines, organisation, read, text_of
from tests.dialogs.flows.stories import Frame, frame, going_on, said, whole
from tests.dialogs.room import COMMITTEE, STARTS_AT

CORRECTED = "corrected"


def seen(step: str, who: str, card: str = "minutes") -> str:
    """Give what stands on one card of somebody's screen after a step of the corrected minutes."""
    return on(frame(step, CORRECTED), who, card)


def on(found: Frame | Play, who: str, card: str) -> str:
    return lines_of(*(each for each in found.screen(who) if each.name == card))


def lines_of(*cards: Card) -> str:
    """Give what is read on cards line by line, a label and its value as one line."""
    found = (line for card in cards for element in card.body for line in lines(element))
    return "\n".join("".join(map(text_of, line)) for line in found)


def new_posts(step: str, before: str) -> dict[str, str]:
    """Give who was told what between two steps."""
    posts = frame(step, CORRECTED).posts[len(frame(before, CORRECTED).posts) :]
    return {str(post.to): read((post.card,)) for post in posts}


def form_of(play: Play, text: str) -> Form:
    """Give the form that corrects this text."""
    found = [each for each in controls(play.screen("anne")) if each.action == "correct_minutes"]
    return next(each for each in found if isinstance(each, Form) and each.fields[0].value == text)


# --- Who reads what


def test_a_draft_is_read_by_those_who_lead_and_by_nobody_else():
    for who in ("anne", "bo", "dorte", "sofie"):
        assert said("Brevve") in seen("ended", who)
    for who in ("eva", "finn", "lars", "ole", "hans"):
        assert "Referatet er ikke sendt ud endnu." in seen("ended", who)
        assert said("Brevve") not in seen("ended", who)


def test_while_a_correction_waits_members_read_what_was_sent_out_and_are_told_so():
    objection = said("Referater sagde jeg ikke")
    assert said("Referater") not in seen("corrected when out", "anne").replace(objection, "")
    assert said("Referater") in seen("corrected when out", "eva")
    assert "Referatet bliver rettet." in seen("corrected when out", "eva")
    assert "Referatet bliver rettet." not in seen("corrected when out", "anne")
    assert said("Referater") not in seen("out again", "eva").replace(objection, "")
    assert "Referatet bliver rettet." not in seen("out again", "eva")


def test_who_waits_for_whom_is_said_to_those_who_lead_until_it_is_out():
    assert "Venter på Anne, Bo og Dorte." in seen("corrected unsigned", "sofie")
    assert "Venter på" not in seen("out", "sofie")
    assert "Venter på Anne, Bo og Dorte." in seen("corrected when two had signed", "sofie")


@pytest.mark.parametrize(
    ("step", "story", "signed"),
    [
        ("posted", "changing", "Stine (for Bo), Lars (for Anne) og Bo (for Dorte)"),
        ("ended", "without vice-chair", "Finn (for medarbejderne) og Anne (formand)"),
        ("ended", "team", "Anne (leder) og Gry (kollega)"),
        ("objected", "whole", "Anne (formand), Bo (næstformand) og Dorte (næstformand)"),
    ],
)
def test_the_minutes_say_for_whom_or_as_what_somebody_signed(step: str, story: str, signed: str):
    assert f"Har skrevet under: {signed}" in on(frame(step, story), "anne", "minutes")


def test_a_reservation_that_no_side_has_to_its_name_stands_once_in_an_item():
    item = on(frame("ended", "team"), "anne", "minutes").partition("Besked til organisationen")[0]
    assert item.count(said("Ikke om natten")) == 1


def test_a_reservation_that_the_wording_does_not_hold_stands_below_it():
    play = frame("ended", "team").play()
    document = record(play.meeting, organisation(), play.now, closed_items=True)
    text = json.dumps(document, ensure_ascii=False, default=str).replace(f"– {said('Ikke om natten')}", "– intet")
    shown = as_text("", minutes_lines(json.loads(text), wording("da")))
    assert f"Forbehold: {said('Ikke om natten')}" in shown


def test_the_minutes_say_version_signatures_and_approval():
    assert "Ingen har skrevet under endnu." in seen("ended", "anne")
    text = seen("approved", "eva")
    assert "Udgave: 4" in text
    assert "Underskrevet af: Anne (formand), Bo (næstformand) og Dorte (næstformand)" in text
    assert "Godkendt på møde 2." in text
    assert "Godkendt" not in seen("out again", "eva")


def test_a_correction_after_approval_is_marked_as_one():
    assert "Rettet efter godkendelse." in seen("corrected when approved", "anne")
    assert "Rettet efter godkendelse." not in seen("approved", "anne")
    assert "Rettet efter godkendelse." not in seen("corrected when approved", "eva")
    assert "Godkendt på møde 2." in seen("corrected when approved", "eva")
    assert "Godkendt" not in seen("corrected when approved", "anne")
    assert "Rettet efter godkendelse." in seen("corrected when approved", "anne", "minutes-versions")


def test_only_the_sides_and_those_who_lead_read_closed_items_in_the_minutes():
    found = frame("minutes out")
    for who in ("anne", "sofie", "eva", "lars"):
        assert said("Løn") in on(found, who, "minutes")
        assert f"{said('Løn')} – Lukket punkt" in on(found, who, "minutes")
    for who in ("ole", "hans"):
        assert said("Notater") in on(found, who, "minutes")
        assert "øn" not in on(found, who, "minutes")


def test_what_was_decided_and_posted_stands_once_when_the_minutes_can_be_read():
    names = {who: [card.name for card in frame("minutes out").screen(who)] for who in ("anne", "eva")}
    for found in names.values():
        assert "announcement" not in found
        assert not any(name.startswith("item-") for name in found)
    before = [card.name for card in frame("posted").screen("eva")]
    assert "announcement" in before
    assert any(name.startswith("item-") for name in before)
    assert "announcement" in [card.name for card in frame("ended").screen("anne")]


# --- Correcting


def test_a_correction_that_voids_signatures_is_told_to_those_who_lead_but_the_one_who_made_it():
    told = new_posts("corrected when two had signed", "corrected unsigned")
    assert set(told) == {"anne", "bo", "sofie"}
    assert all("Læs udgave 3, og skriv under igen." in text for text in told.values())


def test_a_correction_that_voids_nothing_is_told_to_nobody():
    assert new_posts("corrected unsigned", "ended") == {}


def test_the_one_who_corrects_hears_whether_signatures_are_void():
    play = going_on("corrected unsigned", CORRECTED)
    first = play.corrects("anne", said("Breve"), said("Nye breve"))
    assert first.text == "Rettet. Den gamle udgave er gemt."
    play.press("bo", "sign_minutes")
    second = play.corrects("anne", said("Nye breve"), said("Breve"))
    assert second.text == "Rettet. Teksten er ny, så alle skal skrive under igen."


def test_the_same_text_is_no_correction():
    play = going_on("out", CORRECTED)
    before = play.meeting
    answer = play.corrects("anne", said("Breve"), said("Breve"))
    assert "Der er ikke rettet noget" in answer.text
    assert play.meeting is before
    assert play.audit == []


def test_a_correction_without_a_reason_is_refused_also_when_nothing_is_corrected():
    play = going_on("out", CORRECTED)
    for text in (said("Breve"), said("Andre breve")):
        answer = play.send("anne", form_of(play, said("Breve")), {"text": (text,), "why": (" ",)})
        assert (answer.refused, answer.field) == ("reason_required", "why")


def test_the_second_of_two_who_correct_at_once_is_refused_and_can_send_it_again():
    play = going_on("out", CORRECTED)
    form = form_of(play, said("Breve"))
    play.corrects("bo", said("Referater"), said("Et referat"))
    sent = {"text": (said("Andre breve"),), "why": ("Slåfejl",)}
    assert play.send("anne", form, sent).refused == "out_of_date"
    newest = form_of(play, said("Breve"))
    assert newest.on == form.on
    assert play.send("anne", newest, sent).refused == ""


def test_a_text_that_is_not_there_any_more_is_not_corrected():
    play = going_on("out", CORRECTED)
    form = form_of(play, said("Breve"))
    play.corrects("bo", said("Breve"), "")
    newest = replace(form, seen=str(play.meeting.minutes.version))
    assert play.send("anne", newest, {"text": ("Andre",), "why": ("Slåfejl",)}).refused == "not_found"


def test_a_wording_is_worded_otherwise_and_never_taken_out():
    play = going_on("out", CORRECTED)
    wording_now = said("Drøftet. Vi ser på det igen til april")
    form = form_of(play, wording_now)
    answer = play.send("anne", form, {"text": (" ",), "why": ("Væk",)})
    assert (answer.refused, answer.field) == ("empty_text", "text")
    answer = play.send("anne", form, {"text": ("MED har godkendt forsøget",), "why": ("Kortere",)})
    assert (answer.refused, answer.field) == ("discussed_is_not_approved", "text")


def test_what_is_adopted_may_be_said_to_be_and_so_may_a_remark():
    play = going_on("minutes out")
    assert play.corrects("anne", said("Vi skriver det til hinanden"), said("Godkendt af begge sider")).refused == ""
    assert play.corrects("anne", said("Bemærkning om Kørelister"), said("MED har godkendt den")).refused == ""


def test_a_closed_items_title_stands_in_no_open_text_and_may_stand_in_its_own():
    play = going_on("minutes out")
    answer = play.send("anne", form_of(play, said("Breve til borgere")), {"text": (said("LØN"),), "why": ("Mere",)})
    assert (answer.refused, answer.field) == ("names_closed_item", "text")
    assert play.corrects("anne", said("Drøftet om Løn"), said("Drøftet om Løn igen")).refused == ""


def test_who_may_not_correct_is_offered_nothing_and_refused():
    play = going_on("out", CORRECTED)
    form = form_of(play, said("Breve"))
    for who in ("eva", "lars", "ole", "hans"):
        assert not play.offers(who, "correct_minutes")
        assert play.send(who, form, {"text": ("Andre",), "why": ("Slåfejl",)}).refused == "not_allowed"


def test_the_message_is_not_corrected_in_the_minutes():
    play = going_on("minutes out")
    texts = {form.fields[0].value for form in controls(play.screen("anne")) if form.action == "correct_minutes"}
    assert said("Vi prøver notater af. Resten hører I om.") not in texts
    assert said("Notater prøves i ét team") in texts


def test_texts_to_correct_are_folded_away_by_heading():
    parts = parts_of(going_on("minutes out").screen("anne"))
    titles = [part.title for part in parts]
    assert len(set(titles)) == len(titles)
    assert ("Ret: ", Said(said("Tempo"))) in titles
    assert all(part.folded and controls((part,)) for part in parts)


def test_a_heading_with_many_texts_goes_on_in_another_part_and_leaves_none_out():
    play = going_on("minutes out")
    whole = json.loads(play.meeting.newest.document)
    knowledge = next(item for item in whole["items"] if item["phase"] == Phase.KNOWLEDGE)
    knowledge["questions"] = [f"Spørgsmål {number:02}" for number in range(PART_TEXTS * 2)]
    newest = replace(play.meeting.newest, document=json.dumps(whole))
    play.meeting = replace(play.meeting, versions={**play.meeting.versions, newest.number: newest})
    parts = parts_of(play.screen("anne"))
    texts = [form.fields[0].value for form in controls(parts)]
    assert [each for each in texts if each in knowledge["questions"]] == knowledge["questions"]
    assert len(texts) == len(list(passages(whole)))
    assert max(len(controls((part,))) for part in parts) == PART_TEXTS
    assert len({part.name for part in parts}) == len(parts)


def parts_of(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    return tuple(card for card in cards if card.name.startswith("correct-minutes-"))


def test_approved_minutes_say_before_they_are_corrected_that_it_will_show():
    assert "Referatet er godkendt." in seen("approved", "sofie", "correct-minutes")
    assert "Referatet er godkendt." not in seen("out again", "sofie", "correct-minutes")


# --- Versions


def test_versions_say_who_corrected_what_when_and_why():
    text = seen("corrected when approved", "anne", "minutes-versions")
    assert "Rettet af sekretæren den 1. december 2026." in text
    assert "Rettet af en næstformand den 1. december 2026." in text
    assert "Rettet af formanden den 2. december 2026." in text
    assert "Rettet: Det bruger vi AI til" in text
    assert f"Før: {said('Brevve')}" in text
    assert f"Nu: {said('Breve')}" in text
    assert f"Begrundelse: {said('Slået forkert')}" in text
    assert "Nu: Taget ud" in text
    assert "Rettet: Bemærkning (medarbejdersiden)" in text
    assert "Sendt ud den 1. december 2026." in text
    assert text.index("Udgave 5") < text.index("Udgave 1")


def test_members_see_the_versions_that_were_sent_out_and_no_others():
    assert seen("out", "eva", "minutes-versions") == ""
    text = seen("out again", "eva", "minutes-versions")
    assert "Udgave 3" in text
    assert "Udgave 4" in text
    assert "Udgave 1\n" not in text
    assert "Udgave 2" not in text
    assert "Udgave 5" not in seen("corrected when approved", "eva", "minutes-versions")


def test_without_a_correction_there_is_one_version_and_no_list():
    assert seen("ended", "anne", "minutes-versions") == ""


def test_who_does_not_read_closed_items_does_not_read_how_they_were_corrected():
    play = going_on("minutes out")
    play.corrects("anne", said("Drøftet om Løn"), said("Mere om løn"))
    for who in ("anne", "bo", "dorte"):
        play.press(who, "sign_minutes")
    assert said("Drøftet om Løn") in on(play, "eva", "minutes-versions")
    assert on(play, "ole", "minutes-versions") == ""
    assert "øn" not in read((play.tries("ole", "read_minutes", "1").card,))


def test_an_old_version_is_read_as_it_was():
    play = going_on("corrected when approved", CORRECTED)
    card = play.press("sofie", "read_minutes", "1").card
    assert said("Brevve") in lines_of(card)
    assert "Udgave: 1" in lines_of(card)
    assert not any(isinstance(element, Buttons | Form) for element in card.body)
    card = play.press("eva", "read_minutes", "3").card
    text = lines_of(card)
    assert said("Referater") in text
    assert "Udgave: 3" in text
    assert "Underskrevet af: Anne (formand), Bo (næstformand) og Dorte (næstformand)" in text
    assert said("Referater sagde jeg ikke") in text
    assert said("Jeg var der") not in text


@pytest.mark.parametrize("number", ["1", "2", "5", "9", "x", ""])
def test_a_version_that_is_not_for_somebody_is_not_found(number: str):
    play = going_on("corrected when approved", CORRECTED)
    assert play.tries("eva", "read_minutes", number).refused == "not_found"


def test_before_the_end_there_is_no_version_to_read():
    play = going_on("message drafted")
    assert play.tries("anne", "read_minutes", "1").refused == "not_found"


# --- Out to the members


def test_everybody_is_told_once_that_the_minutes_are_out_and_until_when_to_object():
    told = new_posts("out", "corrected when two had signed")
    assert set(told) == {person.id for person in COMMITTEE}
    for text in told.values():
        assert "Medlemmerne kan gøre indsigelse til og med den 15. december 2026." in text
        assert "igen" not in text
    again = new_posts("out again", "corrected when out")
    assert set(again) >= {person.id for person in COMMITTEE}
    assert all("sendt ud igen" in text for text in again.values())
    assert "16. december 2026" in again["eva"]


def test_an_objection_is_told_to_formandskab_and_secretary_without_saying_whose_it_is():
    told = new_posts("objected", "out")
    assert set(told) == {"anne", "bo", "dorte", "sofie"}
    assert not any("Eva" in text for text in told.values())
    play = going_on("out", CORRECTED)
    play.press("bo", "object", text=said("Nej"))
    play.press("bo", "object", text=said("Heller ikke det"))
    assert [str(post.to) for post in play.posts] == ["anne", "bo", "dorte", "sofie"] * 2
    assert len({post.dedupe_key for post in play.posts}) == 8


# --- Approval


def test_approval_is_offered_to_the_formandskab_once_the_newest_version_is_out():
    offered = {
        step: {
            who
            for who in ("anne", "bo", "sofie", "eva")
            if frame(step, CORRECTED).play().offers(who, "approve_minutes")
        }
        for step in ("ended", "out", "corrected when out", "out again", "approved", "corrected when approved")
    }
    assert offered == {
        **{step: set() for step in ("ended", "corrected when out", "approved", "corrected when approved")},
        **{step: {"anne", "bo"} for step in ("out", "out again")},
    }


def test_objections_that_no_correction_followed_are_shown_where_the_minutes_are_approved():
    assert said("Referater sagde jeg ikke") in seen("objected", "anne", "approve-minutes")
    text = seen("objected again", "anne", "approve-minutes")
    assert said("Jeg var der") in text
    assert said("Referater sagde jeg ikke") not in text
    assert "indsigelser" not in seen("out again", "anne", "approve-minutes")


def test_the_approval_says_at_which_meeting_and_stands_in_the_audit():
    play = going_on("out again", CORRECTED)
    assert play.press("anne", "approve_minutes").text == "Noteret. Referatet er godkendt på møde 2."
    assert [(entry.action, entry.about) for entry in play.audit] == [("approve_minutes", "4")]
    play = going_on("out again", CORRECTED)
    later = Sibling(MeetingId("later"), 7, play.now, Stage.PLANNED)
    play.meeting = replace(play.meeting, siblings=(later,))
    assert "møde 7" in play.press("anne", "approve_minutes").text


def test_a_link_alone_approves_only_where_the_organisation_says_so():
    play = going_on("out", CORRECTED)
    play.organisation = organisation(links_may_sign=False)
    assert play.send("bo", play.control("bo", "approve_minutes")).refused == "sign_in_required"


@pytest.mark.parametrize("who", ["sofie", "eva", "ole", "hans"])
def test_nobody_else_approves(who: str):
    play = going_on("out", CORRECTED)
    button = play.control("anne", "approve_minutes")
    assert play.send(who, button).refused == "not_allowed"


def test_the_secretary_approves_for_nobody():
    play = going_on("out", CORRECTED)
    button = play.control("anne", "approve_minutes")
    assert play.send("sofie", button, whom="anne").refused == "not_allowed"


# --- Meetings that an earlier release closed


def test_a_meeting_that_was_closed_before_versions_were_kept_is_signed_and_corrected_all_the_same():
    play = going_on("ended", CORRECTED)
    play.meeting = replace(play.meeting, versions={})
    assert said("Brevve") in on(play, "anne", "minutes")
    assert not play.offers("anne", "correct_minutes")
    play.press("anne", "sign_minutes")
    assert said("Brevve") in play.meeting.versions[1].document
    play.corrects("bo", said("Brevve"), said("Breve"))
    assert said("Breve") in on(play, "anne", "minutes")


def test_what_changes_later_leaves_the_minutes_as_they_were():
    play = going_on("approved", CORRECTED)
    before = on(play, "eva", "minutes")
    people = {key: replace(person, name=f"{person.name} Ny") for key, person in play.meeting.committee.people.items()}
    committee = replace(play.meeting.committee, name="Syd", people=people)
    play.meeting = replace(play.meeting, committee=committee, items={}, contributions={}, proposals={}, stays={})
    after = on(play, "eva", "minutes")
    # Who signed is looked up; all that they signed is not.
    assert after.replace(" Ny (", " (") == before


# --- As text


def test_the_next_meeting_begins_with_the_minutes_of_the_last_one_that_was_held():
    before = frame("started").play()
    others = (
        Sibling(MeetingId("m0"), 0, STARTS_AT, Stage.ENDED),
        Sibling(MeetingId("mx"), 0, STARTS_AT, Stage.CANCELLED),
    )
    play = frame("started").play()
    play.meeting = replace(play.meeting, siblings=others)
    assert "møde 0" in on(play, "anne", "last-minutes")
    assert on(play, "lars", "last-minutes") == on(before, "anne", "last-minutes") == ""


def test_every_element_has_its_own_form_in_text():
    form = Form("Send", "send", ())
    elements = (
        Heading(("Tid og ", Said("sted"))),
        Paragraph((Said("<b>Fed</b> "), "tekst")),
        Mark(Tone.GOOD, ("Bemærk",)),
        Bullets((("en",), (Said("to"),))),
        Facts((("Hvor?", ("Her",)), ("Hvornår", ("Nu",)))),
        Buttons((Button("Tryk", "press"),)),
        form,
    )
    assert as_text("Titel", elements) == (
        "Titel\n\nTID OG STED\n\n<b>Fed</b> tekst\n\nBemærk\n\n– en\n– to\n\nHvor? Her\nHvornår: Nu\n"
    )


def text(story: str, language: str = "da") -> str:
    play = Play(*COMMITTEE, language=language)
    for _ in whole(play) if story == "whole" else ():
        pass
    body = record(play.meeting, play.organisation, play.now, closed_items=False)
    words = wording(language)
    return as_text(words.minutes_of("Nord", 1), minutes_lines(body, words))


def test_the_minutes_as_text_hold_what_the_screen_shows_and_nothing_to_press():
    plain = text("whole")
    assert plain.startswith("Referat af møde 1 i Nord\n\nMødet blev holdt: 1. december 2026, kl. 10.00–")
    assert f"\n\n{said('Notater').upper()}\n\nUdfald: Enighed\n" in plain
    assert "\n– § Breve til borgere\n" in plain
    assert "Besked" not in plain.splitlines()
    assert plain.endswith(f"– 1. december 2026: {said('Jeg sagde noget andet')}\n")
    assert "\n\n\n" not in plain
    assert said("Løn").upper() not in plain
    assert "Minutes of meeting 1 of Nord" in text("whole", "en")
