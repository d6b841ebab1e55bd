"""The one door for events: who gets in, for whom, and what is refused without a trace."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.flows.acting import AuditEntry
from dialogs.forms import ChoiceField, TextField
from dialogs.inbound import ButtonPressed, FormSubmitted, Inbound, Proof, TimerRang
from dialogs.model.agenda import Phase
from dialogs.model.ids import Fresh, PersonId
from dialogs.model.meeting import Plan
from dialogs.outbound import Place, Post
from dialogs.routing import HANDLERS, NEVER_FOR_OTHERS, decide
from tests.dialogs.flows.play import TYPED, Play, controls, fields_of, organisation, plausible, read
from tests.dialogs.flows.stories import PEOPLE, frame, frames, going_on, said, whole
from tests.dialogs.room import COMMITTEE

pytestmark = pytest.mark.no_cover

JUNK = ("²", "١٢", "9" * 5000, "--x", "\x00", "2026-02-30", "24:61", "true", "' or 1=1", "\ud800", "../..", "NaN")


def telling(posts: tuple[Post, ...]) -> dict[str, str]:
    return {str(post.to): read((post.card,)) for post in posts}


# --- Nothing comes of what is not right


@pytest.mark.parametrize("action", ["", "fly", "__class__", "on_start"])
def test_an_unknown_action_is_not_found(action: str):
    assert Play().tries("anne", action).refused == "not_found"


@pytest.mark.parametrize("action", HANDLERS)
def test_a_stranger_is_refused_everything(action: str):
    for found in (frame("laid down"), frame("all revealed"), frame("ended")):
        play = found.play()
        assert play.tries("nobody", action).refused == "not_a_member"
        assert play.happens(None, FormSubmitted(action)).refused == "not_a_member"
        assert play.meeting is found.meeting


@pytest.mark.parametrize("action", HANDLERS)
def test_a_control_for_something_that_is_not_there_changes_nothing(action: str):
    # These act on the meeting, or on the side or the pair of the one who presses.
    without = {"arrive", "leave", "pause", "resume", "take_over", "ask_break", "reveal", "preview_announcement"}
    without |= {"say_missing", "take_back"}
    for found in frames("whole")[::4]:
        play = found.play()
        for who in ("anne", "eva", "sofie", "ole", "hans"):
            decision = play.would(who, FormSubmitted(action, "nothing", "never"))
            assert decision.answer.refused or action in without, (found.step, who)
            if decision.answer.refused:
                assert decision.meeting is found.meeting
                assert decision.posts == decision.audit == ()
                assert decision.answer.text


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_no_field_can_be_filled_so_that_the_door_falls_in(junk: str):
    for found in frames("whole")[::3]:
        play = found.play()
        for who in ("anne", "bo", "eva", "sofie", "hans"):
            for form, field in fields_of(found.screen(who)):
                fields = {**plausible(form, play.meeting), field.name: (junk, junk)}
                decision = play.would(who, FormSubmitted(form.action, form.on, form.seen, fields))
                if not isinstance(field, TextField):
                    kept = not decision.answer.refused and junk in repr(decision.meeting)
                    assert not kept, (found.step, form.action, field.name)


def test_a_form_without_any_field_is_refused_or_means_nothing():
    harmless = {
        "answer_quiz",
        "shortlist",
        "say_missing",
        "confirm_outcome",
        "merge",
        "theme",
        "elaborate",
        "edit_announcement",
    }
    harmless |= {"choose_reminders", "comment", "name_authors"}
    for found in frames("whole")[::3]:
        play = found.play()
        for who in ("anne", "bo", "eva", "sofie", "hans"):
            for form in {form.action: form for form, _ in fields_of(found.screen(who))}.values():
                refused = play.would(who, FormSubmitted(form.action, form.on, form.seen)).answer.refused
                assert refused or form.action in harmless, (found.step, form.action)


@pytest.mark.parametrize(
    ("step", "who", "action"),
    [
        ("arrived", "anne", "start"),
        ("started", "anne", "next_card"),
        ("started", "anne", "advance"),
        ("pairs", "anne", "back"),
        ("pairs", "anne", "extend"),
        ("message drafted", "anne", "end"),
        ("draft Notater", "lars", "revise"),
        ("submitted Notater", "lars", "elaborate"),
        ("submitted Notater", "sofie", "answer_check"),
        ("all revealed", "anne", "word_outcome"),
        ("worded", "anne", "confirm_outcome"),
        ("worded", "bo", "decline_outcome"),
        ("message drafted", "sofie", "edit_announcement"),
        ("message drafted", "bo", "sign_announcement"),
        ("ended", "bo", "sign_minutes"),
    ],
)
def test_an_old_screen_is_out_of_date(step: str, who: str, action: str):
    play = going_on(step)
    control = play.control(who, action)
    assert control.seen
    for seen in ("", "99", "knowledge.99"):
        fields = plausible(control, play.meeting) if hasattr(control, "fields") else {}
        assert play.tries(who, action, control.on, seen, fields).refused == "out_of_date"


def test_the_second_of_two_who_press_at_once_is_out_of_date():
    play = going_on("started")
    for first, second in (("anne", "bo"), ("bo", "anne")):
        control = play.control(second, "next_card")
        play.press(first, "next_card")
        assert play.send(second, control).refused == "out_of_date"


def test_a_refusal_names_the_field_it_is_about_and_what_is_missing_there():
    play = Play()
    play.press("lars", "propose", title=said("Notater"))
    (on,) = play.meeting.proposals
    answer = play.tries("lars", "submit_proposal", on)
    assert (answer.refused, answer.field) == ("empty_text", "problem")
    assert "Hvilket problem" in answer.text


# --- Entering for somebody


def contribution(text: str = "Mere tid") -> FormSubmitted:
    return FormSubmitted("contribute", fields={"kind": ("concern",), "text": (text,)})


def test_the_secretary_lets_somebody_in_who_has_no_device_and_it_is_marked():
    play = going_on("started")
    answer = play.happens("sofie", ButtonPressed("arrive"), whom="gry")
    assert answer.text == "Gry er kommet."
    assert play.meeting.stays[PersonId("gry"), 1].entered_by_secretary
    assert not play.meeting.stays[PersonId("eva"), 1].entered_by_secretary


def test_what_the_secretary_enters_is_the_other_persons():
    play = going_on("started")
    play.happens("sofie", contribution("Talt ind"), whom="eva")
    assert "Talt ind" in read(play.screen("eva"))
    assert "Talt ind" not in read(play.screen("sofie"))
    assert play.happens("sofie", contribution()).refused == "not_a_party"


@pytest.mark.parametrize("who", ["anne", "bo", "eva", "ole", "hans"])
def test_nobody_else_enters_for_others_while_there_is_a_secretary(who: str):
    play = going_on("started")
    assert play.happens(who, contribution(), whom="finn").refused == "not_allowed"
    assert play.meeting is frame("started").meeting


def test_without_a_secretary_the_formandskab_enters_and_no_member_does():
    play = going_on("started")
    play.press("sofie", "leave")
    assert play.happens("bo", contribution(), whom="finn").refused == ""
    assert play.happens("eva", contribution(), whom="finn").refused == "not_allowed"


def test_to_enter_for_oneself_is_to_act():
    assert going_on("started").happens("eva", contribution(), whom="eva").refused == ""


def test_nobody_enters_for_a_stranger():
    assert going_on("started").happens("sofie", contribution(), whom="nobody").refused == "not_a_member"


@pytest.mark.parametrize("step", ["worded", "message drafted", "ended"])
@pytest.mark.parametrize("action", sorted(NEVER_FOR_OTHERS))
def test_nobody_confirms_or_signs_for_somebody_else(action: str, step: str):
    play = going_on(step)
    for whom in ("anne", "bo", "dorte"):
        for control in controls(play.screen(whom)):
            if control.action == action:
                assert play.send("sofie", control, whom=whom).refused == "not_allowed"
    assert play.happens("sofie", FormSubmitted(action), whom="anne").refused == "not_allowed"
    assert play.meeting is frame(step).meeting


def test_signing_is_among_what_is_never_done_for_others():
    assert {action for action in HANDLERS if "sign" in action} <= NEVER_FOR_OTHERS


# --- Signing from a link


@pytest.mark.parametrize(("step", "action"), [("message drafted", "sign_announcement"), ("ended", "sign_minutes")])
def test_a_link_alone_signs_only_where_the_organisation_says_so(step: str, action: str):
    play = going_on(step)
    play.organisation = organisation(links_may_sign=False)
    answer = play.send("bo", play.control("bo", action))
    assert answer.refused == "sign_in_required"
    assert play.meeting is frame(step).meeting
    assert play.posts == []


@pytest.mark.parametrize(("proof", "refused"), [(Proof.PERSON, ""), (Proof.WRONG_CODE, "wrong_code")])
@pytest.mark.parametrize("may_links", [True, False])
def test_whoever_has_proven_themselves_signs_and_a_wrong_code_signs_nowhere(
    proof: Proof, refused: str, may_links: bool
):
    play = going_on("ended")
    settings = organisation(links_may_sign=may_links)
    sign = play.control("bo", "sign_minutes")
    what = ButtonPressed(sign.action, sign.on, sign.seen)
    event = Inbound("k", play.meeting.id, PersonId("bo"), what, proof=proof)
    decision = decide(play.meeting, event, play.now, Fresh("event"), settings)
    assert decision.answer.refused == refused
    assert (decision.meeting is play.meeting) is bool(refused)


# --- Who is told what


def test_every_message_of_a_meeting_is_owed_once():
    for story in ("whole", "hurried", "staff meeting", "crowded"):
        keys = Counter(post.dedupe_key for post in frames(story)[-1].posts)
        assert {key for key, times in keys.items() if times > 1} == set()


def test_nothing_but_the_signed_message_goes_to_the_organisation():
    posts = [post for post in frames("whole")[-1].posts if post.to is Place.ORGANISATION]
    (post,) = posts
    assert "Vi prøver notater af" in read((post.card,))
    before = [post for post in frame("ended").posts if post.to is Place.ORGANISATION]
    assert before == []


def test_those_who_lead_are_told_who_comes_and_goes_and_the_partner_who_goes():
    play = going_on("all handed in")
    partners = play.pair_with("finn") - {"finn"}
    play.posts.clear()
    play.press("finn", "leave")
    assert set(telling(tuple(play.posts))) == {"anne", "bo", "dorte", "sofie", *partners}
    play.posts.clear()
    play.press("bo", "leave")
    assert "bo" not in telling(tuple(play.posts))


def test_who_comes_twice_is_told_of_twice():
    play = going_on("started")
    play.posts.clear()
    for action in ("leave", "arrive", "leave", "arrive"):
        play.press("eva", action)
    assert len({post.dedupe_key for post in play.posts}) == len(play.posts) == 4 * 4


def test_only_those_who_lead_hear_that_a_side_asks_for_a_break_and_not_who_asked():
    play = going_on("started")
    play.posts.clear()
    play.press("eva", "ask_break")
    play.press("eva", "ask_break")
    assert set(telling(tuple(play.posts))) == {"anne", "bo", "dorte", "sofie"}
    assert len({post.dedupe_key for post in play.posts}) == 8
    assert not any("Eva" in text for text in telling(tuple(play.posts)).values())


def test_the_room_hears_of_a_new_phase_only_where_the_plan_says_so():
    for posts in (True, False):
        play = Play()
        play.meeting = replace(play.meeting, plan=Plan(play.meeting.plan.cards, channel_posts=posts))
        play.arrive("anne")
        play.press("anne", "start")
        assert ("room" in telling(tuple(play.posts))) is posts


def test_a_proposer_hears_what_became_of_the_proposal_and_not_of_what_they_did_themselves():
    play = Play()
    on = play.propose("lars", said("Notater"), said("Prøves"))
    play.now -= timedelta(days=30)
    play.press("lars", "submit_proposal", on)
    assert set(telling(tuple(play.posts))) == {"anne", "bo", "dorte", "sofie"}
    play.posts.clear()
    play.checks("lars", on, "green")
    assert play.posts == []
    play.press("anne", "shortlist", on)
    told = telling(tuple(play.posts))["lars"]
    assert "kommer på mødet" in told
    assert "i to minutter" in told


def test_the_end_tells_proposers_what_became_of_their_proposals_and_those_who_lead_of_the_minutes():
    posts = frame("ended").posts
    settled = [read((post.card,)) for post in posts if "/settled." in post.dedupe_key]
    assert len(settled) == 4
    groups = {str(post.to) for post in posts if "/group." in post.dedupe_key}
    assert groups == {"anne", "bo", "dorte", "lars"}, "one was agreed on and waits for its follow-up group"
    assert any("ikke valgt" in text for text in settled)
    assert any("valgt som pilotforsøg" in text for text in settled)
    waiting = {str(post.to): read((post.card,)) for post in posts if "/minutes/" in post.dedupe_key}
    assert set(waiting) == {"anne", "bo", "dorte", "sofie"}
    assert {who for who, text in waiting.items() if "skriv under" in text} == {"anne", "bo", "dorte"}
    assert all("ret det, hvis noget er forkert" in text for text in waiting.values())


def test_everybody_hears_that_the_minutes_are_out():
    posts = [post for post in frame("minutes out").posts if "/minutes-out." in post.dedupe_key]
    assert {post.to for post in posts} == {person.id for person in COMMITTEE}


# --- Due times


def test_a_timer_that_is_not_due_or_not_wanted_changes_nothing():
    play = going_on("started")
    for name in ("soon.1", "over.1", "abandoned", "soon.9", ""):
        decision = play.would(None, TimerRang(name))
        assert decision.meeting is play.meeting
        assert decision.posts == ()


def test_a_timer_rings_once():
    play = going_on("started")
    play.later(41)
    play.posts.clear()
    play.rings("soon.1")
    assert set(telling(tuple(play.posts))) == {"room", "anne", "bo", "dorte", "sofie"}
    assert "Fem minutter tilbage" in telling(tuple(play.posts))["room"]
    play.rings("soon.1")
    assert len(play.posts) == 5


def test_the_end_of_a_timebox_cuts_nothing_off():
    play = going_on("started")
    play.later(50)
    play.rings("over.1")
    assert play.meeting.phase is Phase.KNOWLEDGE
    assert play.offers("eva", "contribute")


def test_an_abandoned_meeting_is_closed_as_unfinished_and_noted():
    play = going_on("empty", "hurried")
    play.later(239)
    play.rings("abandoned")
    assert play.meeting.ended_at is None
    play.later(2)
    play.rings("abandoned")
    assert play.meeting.ended_at == frame("empty", "hurried").now
    assert play.audit == [AuditEntry("abandon")]


# --- What the audit notes


def test_the_audit_of_a_whole_meeting_holds_no_text_and_no_position():
    play = Play(*PEOPLE["whole"])
    for _ in whole(play):
        pass
    noted = {entry.action for entry in play.audit}
    never = {"take_positions", "contribute", "hand_in", "say_word", "answer_inventory", "keep_reservation"}
    assert {"plan", "submit_proposal", "shortlist", "reveal", "resolve", "word_outcome", "confirm_outcome"} <= noted
    assert {"appoint", "edit_announcement", "sign_announcement", "sign_minutes", "object", "end"} <= noted
    assert noted.isdisjoint(never)
    assert not any(TYPED in entry.about or "reservation" in entry.about for entry in play.audit)


def test_a_choice_that_is_not_among_the_options_is_refused():
    yes_or_else_no = {"closed", "chosen", "channel_posts"}
    for found in frames("whole")[::5]:
        play = found.play()
        for who in ("anne", "eva", "hans", "lars"):
            for form, field in fields_of(play.screen(who)):
                if isinstance(field, ChoiceField) and field.options and field.name not in yes_or_else_no:
                    fields = {**plausible(form, play.meeting), field.name: ("none of these",)}
                    refused = play.would(who, FormSubmitted(form.action, form.on, form.seen, fields)).answer.refused
                    assert refused, (found.step, form.action, field.name)


def test_the_trail_tells_what_became_of_each_proposal_in_order_and_each_step_once():
    play = Play()
    for _ in whole(play):
        pass
    stories = {
        found.title: actions
        for key, found in play.meeting.proposals.items()
        if (actions := [entry.action for entry in play.audit if entry.about == key])
    }
    chosen = stories[said("Notater")]
    assert [action for action in chosen if action not in {"reveal", "resolve"}] == [
        *("submit_proposal", "check", "shortlist", "word_outcome", "confirm_outcome", "confirm_outcome", "appoint"),
        *("selected", "running", "paused", "running", "evaluating"),
    ]
    ends = {title: actions[-1] for title, actions in stories.items()}
    assert (ends[said("Breve")], ends[said("Vagter")]) == ("not_selected", "deferred")
    assert ends[said("Fortrudt")] == "withdraw_proposal"
