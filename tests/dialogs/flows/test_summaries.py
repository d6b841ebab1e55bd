"""Summaries between meetings: drafted when they are due, signed by both sides over the exact text, posted once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain

import pytest

from dialogs.flows.alarms import wanted
from dialogs.inbound import TimerRang
from dialogs.model.agenda import ItemType
from dialogs.model.followed import Advice, Answer, Course, Evaluated, Evaluation
from dialogs.model.ids import ItemId, MeetingId, PersonId, ProposalId
from dialogs.model.items import Confirmation, Item, Outcome, OutcomeKind
from dialogs.model.meeting import Sibling, Stage
from dialogs.model.people import Level, Side
from dialogs.model.pilots import PilotState
from dialogs.model.signed import Announcement
from dialogs.model.summarized import Reported, Summary, SummaryKind
from dialogs.model.summarizing import handed_on
from dialogs.outbound import Place
from dialogs.overview import tasks, to_sign
from dialogs.summary import of_evaluation, of_time
from dialogs.wording import wording
from tests.dialogs.flows.play import Play, read
from tests.dialogs.flows.stories import frame

FORMANDSKAB = ["anne", "bo", "dorte"]
JANUARY = "summary.month.2027-01-01"
MONTH = "month.2027-01-01"
RUNS = Reported("Nord", "Notater", PilotState.RUNNING, date(2026, 12, 1))
WORDS = wording("da")


@pytest.fixture
def play() -> Play:
    """Give a meeting of December 2026 that is over and signed, at the start of January."""
    play = frame("minutes out").play()
    play.now = datetime(2027, 1, 4, 8, tzinfo=UTC)
    return play


def comes(play: Play, *pilots: Reported, name: str = JANUARY) -> None:
    play.happens(None, TimerRang(name, pilots))


def due(play: Play) -> dict[str, str]:
    found = wanted(play.meeting, play.now, play.organisation)
    return {
        name: at.isoformat()[:10] for name, at in found.items() if name.startswith("summary.") and ".year." not in name
    }


def posted(play: Play) -> list[str]:
    return [read((post.card,)) for post in play.posts if post.to is Place.ORGANISATION and post.card.name == "summary"]


def test_a_month_is_summed_up_on_the_first_working_day_after_it(play: Play):
    # 1 January 2027 is a Friday and free.
    play.organisation = replace(play.organisation, free_days=frozenset({date(2027, 1, 1)}))
    assert due(play) == {JANUARY: "2027-01-04"}
    before = len(play.posts)
    comes(play, RUNS)
    assert [str(post.to) for post in play.posts[before:]] == FORMANDSKAB
    assert "fordi du er i formandskabet. I kan slå den fra" in read((play.posts[-1].card,))
    assert due(play) == {"summary.month.2027-02-01": "2027-02-01"}


def test_nothing_goes_out_before_all_have_signed_that_very_text_and_then_it_does_once(play: Play):
    comes(play, RUNS)
    assert "Notater" in read(play.screen("sofie"))
    assert not play.offers("sofie", "sign_summary")
    assert "Månedens overblik" not in read(play.screen("eva"))
    play.press("anne", "sign_summary")
    old = play.control("bo", "sign_summary")
    play.press("bo", "edit_summary", text="Notater går godt")
    assert play.send("bo", old).refused == "out_of_date"
    for who in FORMANDSKAB:
        assert posted(play) == []
        play.press(who, "sign_summary")
    (text,) = posted(play)
    assert "Notater går godt" in text
    assert not any(play.offers(who, "sign_summary") for who in FORMANDSKAB)
    assert play.tries("anne", "sign_summary", MONTH, "2").refused == "out_of_date"
    assert play.tries("anne", "edit_summary", MONTH, "2", {"text": ("Andet",)}).refused == "out_of_date"


def test_the_preview_is_what_goes_out(play: Play):
    comes(play, RUNS)
    answer = play.press("anne", "preview_summary")
    for who in FORMANDSKAB:
        play.press(who, "sign_summary")
    (text,) = posted(play)
    assert answer.card
    assert text.partition("\n")[2] in read((answer.card,))


@pytest.mark.parametrize("action", ["sign_summary", "edit_summary", "preview_summary"])
def test_only_those_who_may_touch_a_summary_and_only_one_that_is_there(play: Play, action: str):
    fields = {"text": ("Nyt",)}
    comes(play)
    # There was nothing to tell: only a mark stands there.
    assert play.tries("anne", action, MONTH, "0", fields).refused == "not_found"
    assert play.tries("anne", action, "nothing", "1", fields).refused == "not_found"
    assert play.tries("eva", action, MONTH, "1", fields).refused == "not_allowed"


def test_nobody_signs_from_a_link_that_can_be_passed_on(play: Play):
    comes(play, RUNS)
    control = play.control("anne", "sign_summary")
    play.organisation = replace(play.organisation, links_may_sign=False)
    assert play.send("anne", control).refused == "sign_in_required"


def test_a_text_that_is_empty_or_names_a_closed_item_is_refused(play: Play):
    comes(play, RUNS)
    form = play.control("anne", "edit_summary")
    item = next(iter(play.meeting.items.values()))
    play.meeting = replace(play.meeting, items={**play.meeting.items, item.id: replace(item, closed=True)})
    assert play.send("anne", form, {"text": ("",)}).refused == "empty_text"
    assert play.send("anne", form, {"text": (f"Om {item.title}",)}).refused == "names_closed_item"


def test_a_recorded_substitute_signs_a_summary_for_who_is_away(play: Play):
    comes(play, RUNS)
    play.press("bo", "let_sign", substitute="eva")
    play.press("anne", "sign_summary")
    play.press("dorte", "sign_summary")
    play.press("eva", "sign_summary", f"{MONTH}/bo")
    assert len(posted(play)) == 1
    assert "bo" in play.meeting.named


def test_where_nothing_happened_nobody_is_told(play: Play):
    before = len(play.posts)
    comes(play)
    assert len(play.posts) == before
    assert not play.offers("anne", "sign_summary")
    assert set(due(play)) == {"summary.month.2027-02-01"}


def test_what_was_missed_until_the_next_one_is_dropped_with_a_trace(play: Play):
    play.now = datetime(2027, 2, 1, 9, tzinfo=UTC)
    comes(play, RUNS)
    assert not play.offers("anne", "sign_summary")
    assert [entry.about for entry in play.audit if entry.action == "drop_summary"] == [MONTH]
    assert set(due(play)) == {"summary.month.2027-02-01"}


def test_a_committee_can_do_without(play: Play):
    play.press("anne", "choose_reminders", fields={"reminders": ("agenda",)})
    assert due(play) == {}
    comes(play, RUNS)
    assert not play.offers("anne", "sign_summary")


def test_a_half_year_is_reported_by_the_main_committee_alone(play: Play):
    assert "half_year" not in str(due(play))
    play.meeting = replace(play.meeting, committee=replace(play.meeting.committee, level=Level.MAIN))
    assert due(play)["summary.half_year.2027-01-01"] == "2027-01-01"
    comes(play, replace(RUNS, committee="Lokal-MED Birk"), name="summary.half_year.2027-01-01")
    text = play.meeting.summaries["half_year.2027-01-01"].text.text
    assert "1. juli 2026 til 31. december 2026" in text
    assert "Notater (Lokal-MED Birk): Er i gang" in text or "Notater (Lokal-MED Birk)" in text
    assert due(play)["summary.half_year.2027-07-01"] == "2027-07-01"


def test_summaries_stand_with_the_next_meeting_or_else_with_the_last(play: Play):
    meeting = play.meeting
    over = Sibling(MeetingId("m0"), 0, meeting.starts_at.replace(month=10), Stage.ENDED)
    coming = Sibling(MeetingId("m2"), 2, meeting.starts_at.replace(year=2027), Stage.PLANNED)
    cancelled = replace(coming, number=3, id=MeetingId("m3"), stage=Stage.CANCELLED)
    for siblings, carried in (((over, cancelled), True), ((over, coming), False)):
        play.meeting = replace(meeting, siblings=siblings)
        assert bool(due(play)) is carried
    before = replace(meeting, stage=Stage.RUNNING, siblings=(over, coming))
    assert handed_on(before, replace(before, stage=Stage.ENDED)) == ("m2",)
    assert handed_on(before, before) == ()
    play.meeting = replace(meeting, siblings=(replace(over, stage=Stage.PLANNED),), stage=Stage.CANCELLED)
    assert due(play) == {}


def test_what_another_meeting_summed_up_is_not_summed_up_again(play: Play):
    play.meeting = replace(play.meeting, summarized=frozenset({"month.2027-03-01", "evaluation.x"}))
    assert set(due(play)) == {"summary.month.2027-04-01"}


@pytest.mark.parametrize("kind", list(SummaryKind))
def test_what_stands_with_a_meeting_that_is_cancelled_is_still_edited_and_signed_and_goes_out_once(kind: SummaryKind):
    play = frame("laid down").play()
    waits = Summary(f"{kind}.x", kind, date(2026, 11, 1), date(2026, 12, 1), "Notater", Announcement("Det går godt", 1))
    play.meeting = replace(play.meeting, summaries={waits.id: waits})
    play.press("anne", "cancel_meeting", reason="For få kan komme")
    assert "sign_summary" in asked(play, "anne")
    play.press("anne", "edit_summary", text="Det går bedre")
    answer = play.press("bo", "preview_summary")
    assert answer.card
    assert "Det går bedre" in read((answer.card,))
    play.press("bo", "let_sign", substitute="eva")
    play.press("anne", "sign_summary")
    play.press("eva", "sign_summary", f"{waits.id}/bo")
    assert posted(play) == []
    play.press("dorte", "sign_summary")
    assert len(posted(play)) == 1
    assert "Det går bedre" in posted(play)[0]
    assert asked(play, "anne") == set()
    assert not play.offers("bo", "let_sign")
    # Nothing else of that meeting is to be done.
    for action in ("plan", "move_meeting", "sign_minutes", "let_sign"):
        assert play.tries("bo", action).refused


def asked(play: Play, who: str) -> set[str]:
    """Give what somebody's overview leads to in the meeting."""
    found = chain(to_sign([play.view(who)], WORDS), (tasks([play.view(who)], WORDS),))
    return {"sign_summary"} if WORDS.task("sign_summary") in read(tuple(found)) else set()


def test_a_committee_that_never_met_sums_nothing_up():
    play = frame("laid down").play()
    assert due(play) == {}


# --- What stands in them

DECEMBER = Summary(MONTH, SummaryKind.MONTH, date(2026, 12, 1), date(2027, 1, 1))
SEEN = Evaluation(
    date(2026, 12, 3), Advice.STOP, unexpected="Tempoet steg", because="Fejl i noterne", dissent="En vil vente"
)


def test_a_month_tells_what_goes_on_what_was_learnt_what_stopped_and_why_and_what_waits():
    answer = Answer("week 2", date(2026, 12, 14), Course.YELLOW, "Vi mangler tid")
    text = of_time(
        DECEMBER,
        "Nord",
        (
            replace(RUNS, answer=answer, unanswered_since=date(2026, 12, 20)),
            Reported(
                "Nord", "Breve", PilotState.STOPPED, date(2026, 8, 1), date(2026, 12, 8), "Vi stopper.", evaluation=SEEN
            ),
            Reported("Nord", "Rute", PilotState.ADOPTED, date(2026, 8, 1), date(2026, 12, 8), "Vi bliver ved."),
            Reported("Nord", "Gammelt", PilotState.STOPPED, date(2026, 2, 1), date(2026, 11, 30), "For længe siden."),
            Reported("Nord", "Vagter", PilotState.SELECTED, date(2026, 12, 8)),
        ),
        WORDS,
    )
    going, rest = text.split("Nyt\n")
    new, rest = rest.split("Det har vi lært\n")
    learnt, rest = rest.split("Stoppet, og hvorfor\n")
    stopped, waits = rest.split("Det venter\n")
    assert "1. december 2026 til 31. december 2026" in going
    assert "Notater" in going
    assert "Vi mangler tid" in going
    assert "Vagter" in new
    assert "Vi bliver ved." in learnt
    for said_so in ("Vi stopper.", "Tempoet steg", "Fejl i noterne"):
        assert said_so in stopped
    assert "Spurgt den 20. december 2026" in waits
    assert "Vagter: ikke gået i gang endnu" in waits
    assert "For længe siden" not in text


def test_nothing_to_tell_is_no_text():
    assert of_time(DECEMBER, "Nord", (), WORDS) == ""


@pytest.mark.parametrize("many", [1, 40, 2000])
def test_however_much_there_is_a_draft_is_no_longer_than_a_text_may_be(many: int):
    pilots = [replace(RUNS, title=f"Forsøg {n} " + "x" * 200) for n in range(many)]
    text = of_time(DECEMBER, "Nord", pilots, WORDS)
    assert text.startswith("Pilotforsøg med AI")
    assert len(text) <= 3000
    full = replace(SEEN, citizens="y" * 3000)
    assert len(of_evaluation("Notater", "Stoppet", "z" * 3000, full, WORDS)) <= 3000


def concluding(play: Play, *, closed: bool = False, kind: OutcomeKind = OutcomeKind.AGREEMENT) -> None:
    """Bring the meeting to its last phase, having concluded on the evaluation of a pilot."""
    on, proposal = ItemId("look"), next(iter(play.meeting.proposals.values()))
    pilot = replace(proposal, state=PilotState.EVALUATING, conditions=())
    yes = {side: Confirmation(PersonId("anne")) for side in (Side.MANAGEMENT, Side.EMPLOYEES)}
    outcome = Outcome(1, kind, ItemType.DISCUSSION, "Vi stopper nu.", confirmed=yes, asked=tuple(yes))
    item = Item(on, 9, "Evaluering af Notater", closed=closed, outcome=outcome, evaluates=ItemId("chosen"))
    found = Evaluated(ItemId("chosen"), 1, "Notater", SEEN, 1, ProposalId(pilot.id))
    play.meeting = replace(
        play.meeting,
        items={**play.meeting.items, on: item},
        proposals={**play.meeting.proposals, pilot.id: pilot},
        evaluated=(found,),
    )


@pytest.fixture
def lasting() -> Play:
    return frame("two signed").play()


def test_what_an_evaluation_came_to_is_drafted_when_the_meeting_ends(lasting: Play):
    concluding(lasting)
    lasting.press("anne", "end")
    (found,) = lasting.meeting.summaries.values()
    for text in ("Sådan gik det med Notater", "Vi stopper nu.", "Tempoet steg", "En vil vente", "Stoppet"):
        assert text in found.text.text
    assert found.text == Announcement(found.text.text, 1)
    told = [str(post.to) for post in lasting.posts if "tog stilling til en evaluering" in read((post.card,))]
    assert told == FORMANDSKAB


@pytest.mark.parametrize(
    ("closed", "kind"),
    [(True, OutcomeKind.AGREEMENT), (False, OutcomeKind.NO_AGREEMENT)],
    ids=["closed", "no agreement"],
)
def test_of_a_closed_item_and_of_what_was_not_concluded_nothing_is_drafted(
    lasting: Play, closed: bool, kind: OutcomeKind
):
    concluding(lasting, closed=closed, kind=kind)
    lasting.press("anne", "end")
    assert lasting.meeting.summaries == {}
