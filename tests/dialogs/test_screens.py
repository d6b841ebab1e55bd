"""What every person sees at every step of a meeting: nothing dead, nothing twice, nothing that is not for them."""

import json
import re
from collections import Counter
from dataclasses import replace

import pytest

from dialogs.cards import Button, Card, Form, Said, Weight
from dialogs.content import Language
from dialogs.flows.standing_in import can_be_entered
from dialogs.forms import ChoiceField
from dialogs.inbound import ButtonPressed, FormSubmitted
from dialogs.minutes import kept, record
from dialogs.model.agenda import Phase
from dialogs.model.items import Stance
from dialogs.model.meeting import Kind, Meeting, Stage
from dialogs.outbound import Place
from dialogs.screens import head
from tests.dialogs.flows.play import (
    TYPED,
    Play,
    content,
    controls,
    fields_of,
    inlines,
    labels,
    organisation,
    plausible,
    read,
)
from tests.dialogs.flows.stories import PEOPLE, STORIES, Frame, frame, frames, going_on, said, shown
from tests.dialogs.room import STARTS_AT

# A form tells so by itself: what is missing is not a matter of who somebody is, where the meeting is, or who was first.
SAYS_WHAT_IS_MISSING = {"one_side_missing", "reservations_open"}
TOLD = tuple(STORIES)
SMALL = tuple(name for name in TOLD if name != "crowded")


def everybody(story: str) -> tuple[str, ...]:
    return tuple(person.id for person in PEOPLE[story])


def screens(found: Frame, who: str) -> tuple[Card, ...]:
    return found.screen(who)


def altered(found: Frame, meeting: Meeting) -> Frame:
    return replace(found, meeting=meeting)


# --- Every screen holds together


@pytest.mark.no_cover
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("story", TOLD)
def test_every_card_of_a_screen_has_a_name_of_its_own(story: str, language: str):
    for found in frames(story, language):
        for who in ("", *everybody(story)):
            names = Counter(card.name for card in screens(found, who))
            assert max(names.values()) == 1, (found.step, who, names)


@pytest.mark.no_cover
@pytest.mark.parametrize("story", TOLD)
def test_every_control_stands_once_on_a_screen(story: str):
    for found in frames(story):
        for who in everybody(story):
            twice = Counter((control.action, control.on) for control in controls(screens(found, who)))
            assert {key for key, times in twice.items() if times > 1} == set(), (found.step, who)


@pytest.mark.no_cover
@pytest.mark.parametrize("story", TOLD)
def test_a_card_has_at_most_one_main_action(story: str):
    for found in frames(story):
        for who in everybody(story):
            for card in screens(found, who):
                main = [control.action for control in controls((card,)) if control.weight is Weight.MAIN]
                assert len(main) <= 1, (found.step, who, main)


@pytest.mark.no_cover
@pytest.mark.parametrize("story", TOLD)
def test_what_a_choice_holds_is_among_its_options(story: str):
    for found in frames(story):
        for who in everybody(story):
            for form, field in fields_of(screens(found, who)):
                if isinstance(field, ChoiceField):
                    options = [option.id for option in field.options]
                    assert set(field.values) <= set(options), (found.step, who, form.action, field.name)
                    assert len(set(options)) == len(options)


@pytest.mark.no_cover
@pytest.mark.parametrize("story", TOLD)
def test_a_field_never_holds_more_than_it_takes(story: str):
    for found in frames(story):
        for who in everybody(story):
            for form, field in fields_of(screens(found, who)):
                longest = max((len(value) for value in getattr(field, "values", ())), default=0)
                assert longest <= getattr(field, "max_chars", 3000), (found.step, who, form.action, field.name)


@pytest.mark.no_cover
@pytest.mark.parametrize("story", SMALL)
def test_no_control_is_dead(story: str):
    dead = Counter[tuple[str, ...]]()
    for found in frames(story):
        play = found.play()
        for who in everybody(story):
            for control in controls(found.screen(who)):
                refused = pressed(play, who, control)
                if refused and refused not in SAYS_WHAT_IS_MISSING:
                    dead[found.step, who, control.action, refused] += 1
    assert not dead, "\n".join(map(str, dead))


def pressed(play: Play, who: str, control: Button | Form) -> str:
    """Give why a control would be refused, or nothing. The meeting stays as it is."""
    if isinstance(control, Form):
        what = FormSubmitted(control.action, control.on, control.seen, plausible(control, play.meeting))
    else:
        what = ButtonPressed(control.action, control.on, control.seen)
    return play.would(who, what).answer.refused


@pytest.mark.parametrize("story", TOLD)
def test_the_room_has_nothing_to_press(story: str):
    for found in frames(story):
        assert controls(screens(found, "")) == ()


@pytest.mark.no_cover
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("story", TOLD)
def test_the_head_of_every_screen_says_committee_and_phase(story: str, language: str):
    for found in frames(story, language):
        for who in ("", *everybody(story)):
            top = head(found.view(who))
            assert top.committee == found.meeting.committee.name
            assert top.title == f"{top.phase} – {top.committee}"


def test_a_head_without_a_phase_is_titled_by_its_committee():
    assert replace(head(frame("laid down").view("")), phase="").title == "Nord"


# --- What a person typed


@pytest.mark.no_cover
@pytest.mark.parametrize("story", SMALL)
def test_what_a_person_typed_never_stands_among_our_own_words(story: str):
    """Labels of fields and of options may hold a title or a text: renderers never read markup there.

    Those are: the title of a proposal as the label of its position, a handed-in text as an option to merge with, and
    signs and stop criteria as options at a check-point; the names of other committees; and the titles of items as
    options beside the minutes.
    """
    for found, who, cards in shown(story):
        loose = {inline for inline in inlines(cards) if isinstance(inline, str) and TYPED in inline}
        assert loose == set(), (found.step, who)
        holders = {
            (form.action, field.name.partition(".")[0])
            for form, field in fields_of(cards)
            if TYPED in field.label or any(TYPED in option.label for option in getattr(field, "options", ()))
        }
        known = {("take_positions", "stance"), ("merge", "into"), ("check_point", "signs"), ("check_point", "stops")}
        known.add(("choose_committee", "to_committee"))
        known |= {("note_case", "item"), ("close_item", "item")}
        assert holders <= known, (found.step, who)
        assert not any(TYPED in control.label for control in controls(cards))


@pytest.mark.no_cover
@pytest.mark.parametrize("story", SMALL)
def test_what_a_person_typed_never_stands_among_our_own_words_in_a_message(story: str):
    for post in frames(story)[-1].posts:
        loose = [inline for inline in inlines((post.card,)) if isinstance(inline, str) and TYPED in inline]
        assert loose == []
        assert controls((post.card,)) == ()
        assert TYPED not in post.dedupe_key


# --- Nothing leaks: what may not be seen can be changed without anybody seeing it


def test_a_hidden_position_changes_nothing_on_any_other_screen():
    looked_at = 0
    for found in frames("whole"):
        meeting = found.meeting
        hidden = [key for key in meeting.positions if not meeting.items[key[0]].opened_at]
        for key in hidden:
            other = replace(meeting.positions[key], stance=Stance.RESERVATION, text=said("Noget helt andet"))
            changed = altered(found, replace(meeting, positions={**meeting.positions, key: other}))
            for who in ("", *everybody("whole")):
                if who != key[1]:
                    assert screens(changed, who) == screens(found, who), (found.step, who)
            looked_at += 1
    assert looked_at > 30


def test_whether_somebody_supports_or_can_live_with_it_is_never_shown_after_the_reveal():
    for found in frames("whole"):
        meeting = found.meeting
        positions = {
            key: replace(held, stance=Stance.CAN_LIVE_WITH) if held.stance is Stance.SUPPORTS else held
            for key, held in meeting.positions.items()
            if meeting.items[key[0]].opened_at
        }
        changed = altered(found, replace(meeting, positions={**meeting.positions, **positions}))
        for who in ("", *everybody("whole")):
            assert screens(changed, who) == screens(found, who), (found.step, who)
        assert minutes_of(changed) == minutes_of(found)


def test_what_a_pair_wrote_and_did_not_hand_in_is_on_no_other_screen():
    looked_at = 0
    for found in frames("whole"):
        meeting = found.meeting
        if meeting.stage is not Stage.RUNNING:
            continue
        for key, text in meeting.contributions.items():
            past = meeting.phase is not Phase.KNOWLEDGE and text.kind in {Kind.USE, Kind.QUESTION, Kind.WORD}
            if text.handed_in or past:
                continue
            owner = meeting.owners[key]
            pair = meeting.pair_of(owner)
            mine = {owner, *(pair.members if pair and text.kind not in {Kind.USE, Kind.QUESTION, Kind.WORD} else ())}
            other = replace(text, text=said("Aaa"))
            changed = altered(found, replace(meeting, contributions={**meeting.contributions, key: other}))
            for who in ("", *everybody("whole")):
                if who not in mine:
                    assert screens(changed, who) == screens(found, who), (found.step, who, text)
            looked_at += 1
    assert looked_at > 10


def test_answers_about_ai_in_use_are_on_no_other_persons_screen():
    for found in frames("whole"):
        meeting = found.meeting
        for key in meeting.inventory:
            empty = {number: answer for number, answer in meeting.inventory.items() if number != key}
            changed = altered(found, replace(meeting, inventory=empty))
            for who in everybody("whole"):
                if who != meeting.owners[key]:
                    assert screens(changed, who) == screens(found, who), (found.step, who)


def test_nothing_of_a_closed_item_is_on_the_rooms_screen_or_in_the_open_minutes():
    looked_at = 0
    for found in frames("whole"):
        changed = altered(found, with_other_closed_items(found.meeting))
        if changed.meeting == found.meeting:
            continue
        looked_at += 1
        assert screens(changed, "") == screens(found, ""), found.step
        assert head(changed.view("")) == head(found.view(""))
        # A follow-up group that was appointed afterwards stands in no version that was signed, so both are made again.
        same = altered(found, written_anew(found.meeting))
        assert minutes_of(changed, closed_items=False) == minutes_of(same, closed_items=False)
        assert minutes_of(changed) != minutes_of(found)
    assert looked_at > 20


def with_other_closed_items(meeting: Meeting) -> Meeting:
    """Give a meeting whose closed items have other titles, texts, reservations and outcomes."""
    for key, item in meeting.items.items():
        if not item.closed:
            continue
        outcome = item.outcome and replace(item.outcome, text=said("Skjult"), to_committee=said("Et andet udvalg"))
        other = replace(item, title=said("Hemmeligt"), ground=said("En anden"), outcome=outcome)
        proposal = meeting.proposals[item.proposal]
        short = replace(proposal.short, title=said("Hemmeligt"), trial=said("Hemmeligt forsøg"))
        meeting = replace(
            meeting,
            items={**meeting.items, key: other},
            proposals={**meeting.proposals, proposal.id: replace(proposal, short=short)},
            reservations={
                number: replace(held, text=said("Hemmelig grund")) if held.item == key else held
                for number, held in meeting.reservations.items()
            },
        )
    return written_anew(meeting)


def written_anew(meeting: Meeting) -> Meeting:
    """Give a meeting whose minutes are made again from how it stands now."""
    made = kept(replace(meeting, versions={}), organisation(), STARTS_AT).versions
    versions = {number: replace(found, document=made[1].document) for number, found in meeting.versions.items()}
    return replace(meeting, versions=versions)


def test_no_message_to_the_room_or_the_organisation_names_a_closed_item():
    found = frames("whole")[-1]
    public = [post for post in found.posts if isinstance(post.to, Place)]
    assert {post.to for post in public} == set(Place)
    assert not any("Løn" in read((post.card,)) or "løn" in read((post.card,)) for post in public)
    for step in frames("whole"):
        assert "løn" not in step.meeting.announcement.text.casefold()


def test_a_closed_item_shows_in_the_room_as_closed():
    seen = read(screens(frame("pilots"), ""))
    assert "Lukket punkt" in seen
    assert "Løn" not in seen


def test_the_person_who_left_sees_only_the_way_in_and_what_is_for_all():
    play = going_on("positions given")
    play.press("eva", "leave")
    shown = play.screen("eva")
    assert {control.action for control in controls(shown)} == {"arrive"}
    assert "Forbehold mod" not in read(shown)


# --- What is never said


NEVER = re.compile(
    r"flertal|\bstemt|\bstemme[rt]?\b|afstemning|vinder|majority|\bvote[ds]?\b|voting|winner|score|ranking",
    re.IGNORECASE,
)


def teaches(language: str) -> set[str]:
    """Give what is said about voting so that people learn that there is none: ground rules, quiz and cards."""
    known = content()[Language(language)]
    return {
        *known.ground_rules,
        *known.team_ground_rules,
        *(item.statement for item in known.quiz),
        *(card.text for card in known.cards),
    }


@pytest.mark.no_cover
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("story", SMALL)
def test_nobody_ever_reads_of_votes_and_majorities(story: str, language: str):
    texts = set()
    for found, _, cards in shown(story, language):
        texts |= {inline for inline in inlines(cards) if isinstance(inline, str)} | set(labels(cards))
        texts.add(json.dumps(minutes_of(found)))
    assert [text for text in texts - teaches(language) if NEVER.search(text)] == []


SUPPORTS = "støtter|kan leve med|supports?|can live with"
COUNTED = re.compile(rf"\d (?:{SUPPORTS})\b|(?:{SUPPORTS}): ?\d", re.IGNORECASE)


@pytest.mark.parametrize("language", Language)
def test_no_number_of_supporters_stands_on_a_screen_after_the_reveal(language: str):
    found = frame("all revealed", language=language)
    for who in ("", *everybody("whole")):
        ours = " ".join(inline for inline in inlines(screens(found, who)) if isinstance(inline, str))
        assert not COUNTED.search(ours), who


def minutes_of(found: Frame, *, closed_items: bool = True) -> dict[str, object]:
    return record(found.meeting, found.organisation, found.now, closed_items=closed_items)


# --- Single screens


def test_somebody_who_leads_sees_the_course_of_the_meeting_first_and_others_of_the_formandskab_last():
    found = frame("pairs")
    names = {who: [card.name for card in screens(found, who)] for who in ("bo", "anne")}
    assert names["bo"][0] == "lead"
    assert names["anne"].index("lead") > names["anne"].index("partner")


def test_an_observer_sees_and_says_nothing_that_counts():
    allowed = {"arrive", "leave"}
    for found in frames("whole"):
        assert {control.action for control in controls(screens(found, "ole"))} <= allowed, found.step


def test_the_secretary_has_no_part_in_positions_pairs_and_signatures():
    parts = {"take_positions", "hand_in", "contribute", "say_word"}
    parts |= {"confirm_outcome", "sign_announcement", "sign_minutes", "object"}
    for found in frames("whole"):
        assert parts.isdisjoint(control.action for control in controls(screens(found, "sofie"))), found.step


def test_a_leader_in_a_staff_meeting_is_in_no_pair_and_is_told_so():
    cards = screens(frame("pairs", "staff meeting"), "anne")
    assert "Du er ikke i et makkerpar" in read(cards)
    assert not any(control.action in {"hand_in", "contribute"} for control in controls(cards))


def test_a_pair_with_an_own_leader_is_told_that_it_could_not_be_helped():
    play = Play(*(person for person in PEOPLE["whole"] if person.id in {"anne", "lars"}))
    play.arrive("anne", "lars")
    play.goes_to("pairs")
    assert "kunne ikke undgås" in read(play.screen("lars"))


def test_every_pair_gets_six_prompts_which_stay_the_same():
    found = frame("seated")
    first = [card for card in screens(found, "eva") if card.name == "partner"]
    assert first == [card for card in screens(frame("one handed in"), "eva") if card.name == "partner"]
    (card,) = first
    assert len(card.body[-1].items) == 6


@pytest.mark.parametrize(("who", "whom"), [("sofie", 9), ("anne", 0), ("eva", 0), ("ole", 0)])
def test_the_secretary_can_enter_for_everybody_else_while_there_is_one(who: str, whom: int):
    assert len(can_be_entered(frame("started").view(who))) == whom


def test_without_a_secretary_the_formandskab_can_enter_for_others():
    play = going_on("started")
    play.press("sofie", "leave")
    assert len(can_be_entered(play.view("anne"))) == 9
    assert can_be_entered(play.view("eva")) == ()


def test_what_is_gathered_about_ai_in_use_is_counted_only_from_five_answers_on():
    play = Play()
    play.arrive("anne")
    for number, who in enumerate(("lars", "bo", "eva", "finn", "gry")):
        play.press(who, "answer_inventory", fields={"q.1": ("writing",)})
        after = going_to_the_last_card(play)
        shown = read(after.room())
        label = "Hjælp til at skrive, for eksempel Copilot"
        assert label in shown
        assert (f"{label}: 5" in shown) is (number == 4)
        assert not re.search(rf"{label}: [1-4]", shown)


def going_to_the_last_card(play: Play) -> Play:
    after = Play()
    after.meeting, after.organisation = play.meeting, play.organisation
    after.press("anne", "start")
    for _ in range(6):
        after.press("anne", "next_card")
    return after


def test_the_rooms_screen_before_the_last_card_holds_one_card_only():
    play = going_on("started")
    assert "Spilleregler" in read(play.room())
    play.press("anne", "next_card")
    assert [card.name for card in play.room()] == ["now"]


def test_the_rooms_screen_names_the_break():
    assert "Pause siden kl. 10.00." in read(screens(frame("paused"), ""))


def test_the_rooms_screen_says_how_many_pairs_are_missing():
    assert "mangler at aflevere" in read(screens(frame("one handed in"), ""))
    assert "mangler at aflevere" not in read(screens(frame("all handed in"), ""))


def test_texts_without_a_theme_stand_last():
    seen = read(screens(frame("rounded up"), ""))
    assert seen.index("Tempo") < seen.index("Uden tema")


def test_the_rooms_screen_without_proposals_says_so():
    assert "Der er ingen forslag på mødet" in read(screens(frame("nothing on the table", "hurried"), ""))


def test_minutes_are_for_those_who_lead_until_all_have_signed():
    ended = frame("ended")
    assert "er ikke sendt ud endnu" in read(screens(ended, "eva"))
    assert said("Tempoet stiger") in read(screens(ended, "sofie"))
    assert said("Tempoet stiger") not in read(screens(ended, "eva"))
    assert said("Tempoet stiger") in read(screens(frame("minutes out"), "eva"))


def test_a_meeting_that_everybody_left_says_so_in_its_minutes():
    assert "Mødet blev ikke gjort færdigt." in read(screens(frame("abandoned", "hurried"), "anne"))


def test_the_view_of_a_person_who_is_not_in_the_room_offers_the_way_in():
    for found in frames("whole"):
        meeting = found.meeting
        for who in everybody("whole"):
            offered = any(control.action == "arrive" for control in controls(screens(found, who)))
            assert offered is (not meeting.is_here(who) and meeting.stage is not Stage.ENDED), (found.step, who)


def test_a_reservation_shows_name_and_reason_in_the_room_and_only_the_side_afterwards():
    during, after = frame("all revealed"), frame("minutes out")
    assert ("Eva: ", Said(said("Forbehold mod Notater"))) in lines_of(screens(during, ""))
    assert "Eva: " not in json.dumps(minutes_of(after), ensure_ascii=False)
    play = after.play()
    play.meeting = replace(play.meeting, stage=Stage.RUNNING)
    sides = [line[0] for card in play.screen("finn") for line in lines_of((card,)) if line]
    assert "Eva: " not in sides


def lines_of(cards: tuple[Card, ...]) -> list[tuple[object, ...]]:
    return [element.text for card in cards for element in card.body if hasattr(element, "text")]


def test_everybody_can_read_before_the_meeting_what_will_be_on_the_table():
    found = frame("late and checked")
    for who in everybody("whole"):
        assert said("Notater prøves af") in read(screens(found, who))


def test_an_item_that_was_deferred_before_the_reveal_asks_for_no_more_positions():
    play = going_on("positions given")
    item = next(item.id for item in play.meeting.in_order() if item.title == said("Vagter"))
    play.press("anne", "word_outcome", item, outcome="deferred", text=said("Udsat"))
    play.press("anne", "confirm_outcome", item)
    play.press("bo", "confirm_outcome", item)
    names = [field.name for _, field in fields_of((*play.screen("eva"), *play.screen("sofie")))]
    assert f"stance.{item}" not in names
    assert not play.offers("sofie", "reveal", item)
