"""Every sentence in every language: complete, plain, short enough, and never in the words of a ballot."""

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_type_hints

import pytest

from dialogs.commands import Topic
from dialogs.content.editing import LAYOUTS, Shape
from dialogs.content.faults import Slip
from dialogs.flaws import Flaw, Values
from dialogs.flows.following import EVALUATED
from dialogs.flows.proposal_table import FIELDS, Choice, Ticks, YesNo
from dialogs.minutes_texts import TextOf
from dialogs.model.agenda import ItemType
from dialogs.model.appointing import check_point
from dialogs.model.concluding import says_approved
from dialogs.model.followed import Advice, Course
from dialogs.model.ids import CommitteeId
from dialogs.model.items import OutcomeKind, ReservationState, Stance
from dialogs.model.meeting import Kind, Stage
from dialogs.model.people import SIDES, Committee, Level, Role, Side
from dialogs.model.pilots import Due, Light, Owner, PilotState
from dialogs.model.refusals import Reason
from dialogs.model.screening import Said, Template
from dialogs.model.seats import NEEDED, seats
from dialogs.model.statement import Compliance
from dialogs.model.summarized import SummaryKind
from dialogs.overview import TASKS
from dialogs.register import Awaited, Followed, Held, Kept, NamedAs, Office, PilotGroup, Quarter, Reviewed, Sort
from dialogs.wording import Wording, wording
from dialogs.wording.letters import clip_words

ROOT = Path(__file__).parents[2]
LANGUAGES = ("da", "en")
BUTTON_CHARS = OPTION_CHARS = 75
HEADING_CHARS = 150
NAMES = (
    ("side", Side), ("kind", Kind), ("kinds", Kind), ("stance", Stance), ("reservation", ReservationState),
    ("outcome", OutcomeKind), ("item_type", ItemType), ("light", Light), ("owner", Owner), ("due", Due),
    ("pilot_state", PilotState), ("side_of", Side), ("role", Role), ("text_of", TextOf),
    ("level", Level), ("topic", Topic),
    ("check_said", Said), ("check_template", Template),
    ("course", Course), ("course_in_short", Course), ("advice", Advice),
    ("office", Office), ("awaited", Awaited), ("followed", Followed), ("reviewed", Reviewed),
    ("group_of_pilots", PilotGroup),
    ("sorted_by", Sort), ("stage_of", Stage),
    ("summary_title", SummaryKind),
    ("held_kind", Held), ("kept_kind", Kept), ("named_as", NamedAs),
)  # fmt: skip
CHOICES = {
    **{name: kind.kind for name, kind in FIELDS.items() if isinstance(kind, Choice | Ticks)},
    "voluntary": YesNo,
}
FORM_FIELDS = list(FIELDS)
MODEL_FIELDS = ("text", "end_on", "management_account", "to_committee", "own_title", "own_title.1", "pairs", "title",
                "person", "member", "name", "side", "substitute", "role", "minutes", "starts_on", "starts_time",
                "committee", "management", "employees", "team", "people", "account", "seat")  # fmt: skip
VALUES = ({}, {"chars": 3104, "limit": 3000}, {"count": 5}, {"least": 0, "most": 3}, {"least": 2, "most": 60},
          {"name": "Ditte"}, {"least": 2, "most": 3, "name": "Ditte"})  # fmt: skip
# What a sentence holds that came from somewhere else: the tests of language must not trip over it.
SAMPLES: dict[object, object] = {
    str: "X1",
    int: 2,
    bool: True,
    date: date(2026, 12, 8),
    datetime: datetime(2026, 12, 8, 9, 45, tzinfo=UTC),
    Sequence[str]: ["X1"],
    Role: Role.CHAIR,
    Quarter: Quarter(2027, 1),
    tuple[str, str]: ("X1", "X1"),
}
WAYS_OUT = {
    "da": "Skriv Vælg Tag Send Ret Prøv Gør Tal Spørg Bed Se Tryk Få Vent Log Byt Giv Find",
    "en": "Write Choose Take Send Change Correct Try Make Shorten Talk Ask See Press Have Wait Sign Swap Give Find",
}
# Words that only the other language has.
FOREIGN = {
    "da": r"the|and|with|you|your|is|are|not|this|that|meeting|of|side's",
    "en": r"og|ikke|er|det|du|I kan|mødet|skal|har|til|kl",
}
ALIKE = {"Information", "HR", "Pause", "Titel", "Title"}


def members(words: object) -> set[str]:
    return {name for name in dir(words) if not name.startswith("_")}


def protocol_members() -> set[str]:
    found = set(get_type_hints(Wording))
    for base in Wording.__mro__:
        found |= {name for name, value in vars(base).items() if inspect.isfunction(value)}
        found |= set(getattr(base, "__annotations__", {}))
    return {name for name in found if not name.startswith("_")}


def enums_said(words: Wording) -> list[str]:
    return [getattr(words, name)(member) for name, kind in NAMES for member in kind]


def refusals_said(words: Wording) -> list[str]:
    about = ("", *MODEL_FIELDS)
    return [words.refusal(reason, values, field) for reason in Reason for values in VALUES for field in about]


def seats_said(words: Wording) -> list[str]:
    kinds = [Committee(CommitteeId("c"), "X1", level, "da", {}) for level in (Level.LOCAL, Level.TEAM)]
    return [words.seat(role, side) for kind in kinds for role, side in seats(kind)]


def flaws_said(words: Wording) -> list[str]:
    names = ("column", "count", "days", "example", "headers", "id", "most", "name", "other", "path", "role", "roles",
             "row", "side", "text", "why")  # fmt: skip
    values: list[Values] = [
        {**dict.fromkeys(names, "X1"), "day": date(2026, 12, 8), "names": ("X1", "X1"), "choices": choices}
        for choices in (("X1",), ("X1", "X1"))
    ]
    return [words.flaw(flaw, each) for flaw in Flaw for each in values]


def content_said(words: Wording) -> list[str]:
    """Give what is said of the files of the content and of what can be changed in them."""
    texts = [words.content_slip(each, 1, 60) for each in Slip] + [words.content_entry("knowledge.toml", "1", "X1")]
    for file, layout in LAYOUTS.items():
        names = [name.replace("[]", "[2]") for name in names_in(layout.shape)]
        helps = (words.content_slot_help(file, name) for name in names)
        texts += [words.content_file(file), *map(words.content_slot, names), *filter(None, helps)]
    # What stands in braces is for programs, alike in every language.
    return [re.sub(r"\{\w+\}", "X1", text) for text in texts]


def names_in(shape: Shape, above: str = "") -> Iterator[str]:
    for name, kind in shape.items():
        if isinstance(kind, Mapping):
            yield from names_in(kind, f"{above}{name}[].")
        else:
            yield f"{above}{name}"


def said(words: Wording) -> list[str]:
    """Give everything that a language says, with sample values."""
    by_hand = {
        "refusal",
        "field",
        "field_help",
        "answer",
        "check_point",
        "draft_wording",
        "listing",
        "seat",
        "successor",
        "task",
    }
    by_hand |= {"evaluated", "learnt", "check_point_question", "flaw", "language_name", "compliance"}
    by_hand |= {"content_file", "content_entry", "content_slot", "content_slot_help", "content_slip"}
    by_hand |= {name for name, _ in NAMES}
    texts = [*enums_said(words), *refusals_said(words)]
    for name in sorted(members(words) - by_hand):
        value = getattr(words, name)
        if callable(value):
            hints = [kind for each, kind in get_type_hints(value).items() if each != "return"]
            texts.append(value(*(SAMPLES[kind] for kind in hints)))
        else:
            texts += [value] if isinstance(value, str) else value
    texts += [words.compliance(each) for each in Compliance]
    texts += content_said(words)
    texts += [words.field(name) for name in FORM_FIELDS] + [words.field_help(name) for name in FORM_FIELDS]
    texts += [words.answer(name, option) for name, kind in CHOICES.items() for option in kind]
    texts += [words.check_point(rule, when) for rule in ("week 2", "+1 months", "+6 months") for when in ("", "X1")]
    texts += [each(name) for name in EVALUATED for each in (words.evaluated, words.learnt)]
    texts += [words.check_point_question(rule) for rule in ("week 2", "week 6", "week 12", "+6 months", "evaluation")]
    texts += [words.reminder("X1", days) for days in (-7, 7)]
    texts += [words.quiz_answer(right, answer, "X1") for right in (True, False) for answer in (True, False)]
    texts += [words.pair_line("X1", False), words.pairs_to_come(1), words.next_card(1), words.positions_missing(0)]
    texts += [words.positions_missing(1), words.listing(["X1", "X1"]), words.your_partner(["X1", "X1"])]
    texts += [words.let_in_now(["X1", "X1"])]
    texts += [words.corrected_by(role, "X1") for role in (Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY)]
    texts += [words.task(action) for action in TASKS] + [words.successor(role) for role in NEEDED]
    texts += seats_said(words) + flaws_said(words) + [words.language_name(each) for each in LANGUAGES]
    texts += [words.with_role("X1", role) for role in (Role.CHAIR, Role.VICE_CHAIR)]
    return [*texts, words.draft_wording("X1", "X1", ["X1"], ["X1"])]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def words(language: str) -> Wording:
    return wording(language)


@pytest.fixture
def da() -> Wording:
    return wording("da")


@pytest.fixture
def en() -> Wording:
    return wording("en")


def test_a_language_there_is_none_of_is_refused():
    with pytest.raises(KeyError):
        wording("sv")


def test_a_language_says_all_that_is_asked_for_and_nothing_else(words: Wording):
    assert members(words) == protocol_members()


def test_no_sentence_is_left_that_no_screen_uses(words: Wording):
    rooms = [path for room in ("dialogs", "bot") for path in (ROOT / room).rglob("*.py") if "wording" not in path.parts]
    used = {name for path in rooms for name in re.findall(r"\bwords\.(\w+)", path.read_text())}
    assert members(words) <= used


def test_no_area_hides_what_another_says(words: Wording):
    hidden = {
        name
        for area in type(words).__mro__
        for name, value in vars(area).items()
        if isinstance(value, str) and not name.startswith("_") and value != getattr(words, name)
    }
    assert hidden == set()


def test_nothing_is_said_by_an_empty_sentence(words: Wording):
    helps = {words.field_help(name) for name in FORM_FIELDS}
    assert all(text.strip() for text in said(words) if text not in helps)


def test_everything_has_a_name_of_its_own(words: Wording):
    for name, kind in NAMES:
        told = [getattr(words, name)(member) for member in kind]
        assert len(set(told)) == len(told), told


def test_every_field_of_a_proposal_has_a_label_and_every_option_too(words: Wording):
    labels = [words.field(name) for name in FORM_FIELDS]
    assert len(set(labels)) == len(FORM_FIELDS)
    for name, kind in CHOICES.items():
        assert len({words.answer(name, option) for option in kind}) == len(kind)


def test_a_field_or_an_option_that_is_none_has_no_label(words: Wording):
    with pytest.raises(KeyError):
        words.field("management_account")
    with pytest.raises(KeyError):
        words.answer("without_ai", "perhaps")
    assert words.field_help("management_account") == ""


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_says_the_rule_and_a_way_out(language: str, reason: Reason):
    openings = WAYS_OUT[language].split()
    for values in VALUES:
        for field in ("", *MODEL_FIELDS, *FORM_FIELDS):
            text = wording(language).refusal(reason, values, field)
            assert text.endswith(".")
            assert not re.search(r"[a-z]_[a-z]|\{|None", text), text
            rule, *ways = re.split(r"(?<=[.:]) (?=[A-ZÆØÅ])", text)
            assert rule
            assert any(way.split()[0].rstrip(",") in openings for way in ways), text


def test_refusals_hold_the_values_they_were_given(da: Wording, en: Wording):
    long = {"chars": 3104, "limit": 3000}
    assert "3.104" in da.refusal(Reason.TOO_LONG, long)
    assert "3.000" in da.refusal(Reason.TOO_LONG, long)
    assert "3,104" in en.refusal(Reason.TOO_LONG, long)
    for words in (da, en):
        assert " 5" in words.refusal(Reason.SIX_CARDS, {"count": 5})
        assert " 0" in words.refusal(Reason.SIX_CARDS, {"count": 0})
        assert "1 " in words.refusal(Reason.OUT_OF_RANGE, {"least": 1, "most": 60}, "minutes")
        assert "60" in words.refusal(Reason.OUT_OF_RANGE, {"least": 1, "most": 60}, "minutes")
        assert "0" not in words.refusal(Reason.OUT_OF_RANGE, {"least": 0, "most": 3})
        assert "Ditte" in words.refusal(Reason.NOT_PRESENT, {"name": "Ditte"}, "pairs")
        assert "Ditte" in words.refusal(Reason.OUT_OF_RANGE, {"least": 2, "most": 3, "name": "Ditte"}, "pairs")


def test_what_is_missing_in_a_proposal_is_named_by_its_label(words: Wording):
    for name in FORM_FIELDS:
        assert words.field(name) in words.refusal(Reason.EMPTY_TEXT, {}, name)


def test_every_field_of_a_proposal_is_helped_with_one_example(words: Wording):
    # Six answers to one question: the example stands at the first.
    without = {name for name in FORM_FIELDS if name.startswith("effect_")} - {"effect_pace"}
    helped = {name: words.field_help(name) for name in FORM_FIELDS if name not in without}
    assert [name for name, text in helped.items() if not text.endswith(".")] == []
    said_so = [name for name, text in helped.items() if re.search(r"(?i)for eksempel|for example", text)]
    assert set(helped) == set(said_so)


def test_refusals_name_buttons_labels_and_outcomes_as_the_screen_does(words: Wording):
    assert words.account_label in words.refusal(Reason.ACCOUNT_REQUIRED, {})
    assert words.i_am_here in words.refusal(Reason.NOT_PRESENT, {})
    assert words.outcome(OutcomeKind.DEFERRED) in words.refusal(Reason.ONE_SIDE_MISSING, {})
    assert words.outcome(OutcomeKind.AGREEMENT_WITH_REMARKS) in words.refusal(Reason.RESERVATIONS_OPEN, {})
    assert words.open_item.lower() in words.refusal(Reason.GROUND_REQUIRED, {})
    assert words.item_type(ItemType.RECOMMENDATION).lower() in words.refusal(Reason.NO_POWER_TO_AGREE, {})


@pytest.mark.parametrize(
    "forbidden",
    [
        r"!",
        r"(?i)(sandt|falsk)\W{0,3}[1-4]\b",
        r"(?i)ledelsessiden\W{0,6}1\b",
        r"(?i)flertal|mindretal|stemte|stemmer for|afstemning|majorit|\bvote|ballot|voting",
        r"(?i)vedtag|adopted",
        r"(?i)A-side|B-side",
        r"(?i)overvåg|registrer|monitor|surveil|paragraf|\bbør\b|\bhereby\b",
        r"(?i)\b(klik|upload|server|database|browser|url|token|input|default|session|fejlkode|error|invalid|ugyldig)",
        r"(?i)\b(?<!MED[- ])status",
        r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]",
        r"  |\.\.|\?\.|: :| ,| \.$",
        r"(?i)teams|slack",
    ],
)
def test_what_may_not_be_said_is_not_said(words: Wording, forbidden: str):
    assert [text for text in said(words) if re.search(forbidden, text)] == []


@pytest.mark.parametrize(("language", "said"), [("da", "Hvem er leder nu?"), ("en", "Who is the leader now?")])
def test_a_team_asks_who_leads_it_now(language: str, said: str):
    assert wording(language, team=True).successor(Role.CHAIR) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_names_its_chair_a_leader_and_others_as_a_committee_does(language: str):
    team, committee = wording(language, team=True), wording(language)
    assert team.seat(Role.CHAIR, Side.MANAGEMENT).startswith("Lead" if language == "en" else "Leder")
    assert team.seat(Role.MEMBER, Side.EMPLOYEES) == committee.seat(Role.MEMBER, Side.EMPLOYEES)


def test_the_minutes_alone_are_approved(words: Wording):
    """What was discussed is never said to be approved (rule 3)."""
    about_minutes = {
        *(words.approve, words.approve_help, words.open_objections, words.approved_already, words.after_approval),
        *(words.approved_at(2), words.approved_now(2), words.last_minutes(2, "X1")),
        words.task("approve_minutes"),
        words.approved_label,
    }
    found = {text for text in said(words) if re.search(r"(?i)godkend|approv", text)}
    assert found == about_minutes


def test_control_is_named_only_to_say_that_there_is_none(da: Wording, en: Wording):
    assert {text for text in said(da) if "kontrol" in text.lower()} == {da.not_for_control}
    assert {text for text in said(en) if "check up" in text or "control" in text.lower()} == {en.not_for_control}


def test_each_language_keeps_to_its_own_words(language: str):
    found = re.compile(rf"\b({FOREIGN[language]})\b")
    assert [text for text in said(wording(language)) if found.search(text)] == []


def test_english_has_no_danish_letters(en: Wording):
    assert [text for text in said(en) if re.search("[æøåÆØÅ]", text)] == []


def test_nothing_was_left_untranslated(da: Wording, en: Wording):
    same = {text for text in said(da) if len(text) > 4 and "X1" not in text} & set(said(en))
    assert same <= ALIKE


def test_only_labels_that_stand_right_before_a_text_end_in_a_blank(words: Wording):
    assert {text for text in said(words) if text != text.strip()} == {
        words.source,
        words.put_together,
        words.put_off(2),
        words.follow_title,
        words.stop_met,
        words.is_like,
        words.tried_in,
    }


def test_what_is_pressed_fits_a_button(words: Wording):
    flows = "".join(path.read_text() for path in (ROOT / "dialogs/flows").glob("*.py"))
    labels = {label for label in re.findall(r"(?:Button|Form)\(\s*(?:view\.)?words\.(\w+),", flows)}
    labels |= {"word_again", "word_outcome", "appoint_again", "appoint"}
    assert len(labels) > 40
    texts = [str(getattr(words, label)) for label in labels]
    texts += [words.next_card(1), words.next_card(9)]
    assert [text for text in texts if len(text) > BUTTON_CHARS or text.endswith(".")] == []


def test_what_is_chosen_fits_an_option(words: Wording):
    texts = [words.answer(name, option) for name, kind in CHOICES.items() for option in kind]
    texts += [words.check_point("week 120", ""), words.in_no_pair, words.chosen_yes, words.chosen_no, words.nobody]
    texts += [*seats_said(words), words.not_in_committee, words.organisation_later]
    assert [text for text in [*texts, *enums_said(words)] if len(text) > OPTION_CHARS] == []


def test_what_is_no_sentence_fits_a_heading(words: Wording):
    labels = [text for text in said(words) if not text.endswith(".") and "\n" not in text]
    assert [text for text in labels if len(text) > HEADING_CHARS] == []


def test_days_are_written_out(da: Wording, en: Wording):
    assert da.date(date(2026, 12, 8)) == "8. december 2026"
    assert en.date(date(2026, 12, 8)) == "8 December 2026"
    for words in (da, en):
        assert len({words.date(date(2027, month, 1)) for month in range(1, 13)}) == 12
    assert (da.date(date(2027, 1, 31)), en.date(date(2027, 5, 1))) == ("31. januar 2027", "1 May 2027")


def test_clock_times_are_written_as_the_language_does(da: Wording, en: Wording):
    at = datetime(2026, 12, 8, 9, 5, tzinfo=UTC)
    assert (da.time(at), en.time(at)) == ("09.05", "09:05")
    assert (da.until("10.45"), en.until("10:45")) == ("til kl. 10.45", "until 10:45")
    assert (da.from_to("10.00", "12.02"), en.from_to("10:00", "12:02")) == ("kl. 10.00–12.02", "10:00–12:02")


def test_a_danish_sentence_with_a_clock_time_says_kl(da: Wording):
    told = [
        da.until("10.45"), da.from_to("10.45", "11.00"), da.meeting_at("8. december 2026", "10.45"),
        da.welcome_before("10.45"), da.welcome_late("Makkerpar", "10.45"), da.running_now("Makkerpar", "10.45"),
        da.phase_begins("Makkerpar", "10.45"), da.five_minutes_left("10.45"), da.time_is_up("10.45"),
        da.new_times("10.45", "12.05"), da.new_times("9.00", "10.45"), da.paused_since("10.45"),
    ]  # fmt: skip
    assert [text for text in told if "kl. 10.45" not in text] == []


@pytest.mark.parametrize(
    ("names", "danish", "english"),
    [
        ((), "", ""),
        (("A",), "A", "A"),
        (("A", "B"), "A og B", "A and B"),
        (["A", "B", "C"], "A, B og C", "A, B and C"),
    ],
)
def test_names_are_listed(da: Wording, en: Wording, names: tuple[str, ...], danish: str, english: str):
    assert (da.listing(names), en.listing(names)) == (danish, english)


@pytest.mark.parametrize(
    ("rule", "danish", "english"),
    [
        ("uge 2", "uge 2 efter start", "week 2 after the start"),
        ("+6 months", "6 måneder efter start", "6 months after the start"),
        ("+1 måned", "1 måned efter start", "1 month after the start"),
    ],
)
def test_a_check_point_is_said_as_the_model_keeps_it(da: Wording, en: Wording, rule: str, danish: str, english: str):
    kept = check_point(rule, None).rule
    assert (da.check_point(kept, ""), en.check_point(kept, "")) == (danish, english)
    assert da.check_point(kept, "18. januar 2027") == f"{danish} (18. januar 2027)"


def test_a_rule_in_other_words_is_shown_as_it_is(words: Wording):
    assert words.check_point("ved jul", "") == "ved jul"


def test_a_quiz_says_right_or_wrong_and_why_and_counts_nothing(words: Wording):
    told = {words.quiz_answer(right, answer, "Because.") for right in (True, False) for answer in (True, False)}
    assert len(told) == 4
    assert all(text.endswith(" Because.") and not re.search(r"\d", text) for text in told)


def test_one_is_not_said_as_several(da: Wording):
    assert da.pairs_to_come(1) == "Ét makkerpar mangler at aflevere."
    assert da.pairs_to_come(2) == "2 makkerpar mangler at aflevere."
    assert [da.positions_missing(count) for count in (0, 1, 2)] == [
        "Alle har svaret.", "Én mangler at svare.", "2 mangler at svare."
    ]  # fmt: skip


def test_a_drafted_wording_says_discussed_and_holds_what_was_typed(words: Wording):
    conditions, kept = ("Først i juni", "Med oplæring"), ("Tempoet stiger",)
    text = words.draft_wording("Kørelister", "Vi prøver\nfire uger.", conditions, kept)
    for typed in ("Kørelister", "Vi prøver\nfire uger.", "– Først i juni\n– Med oplæring", "– Tempoet stiger"):
        assert typed in text
    assert not says_approved(text)
    assert len(text.split("\n\n")) == 3
    assert re.match(r"MED har drøftet|The MED committee has discussed", text)


def test_a_drafted_wording_leaves_out_what_there_is_none_of(words: Wording):
    assert words.draft_wording("Kørelister", "Fire uger.", (), ()).endswith("\nFire uger.")


def test_what_is_kept_is_one_sentence_that_names_the_limits(da: Wording, en: Wording):
    for words, limits in (
        (da, ("makker", "uden navn", "rettes", "slettes", "få", "chat", "sikkerhedskopi")),
        (en, ("partner", "without names", "changed", "deleted", "few", "chat", "backup")),
    ):
        for partners in range(3):
            sentence = words.what_is_kept(partners)
            assert sentence.count(".") == 1
            assert [limit for limit in limits if limit not in sentence] == []


def test_the_sides_go_by_their_names(da: Wording, en: Wording):
    assert [da.side(side) for side in SIDES] == ["ledelsessiden", "medarbejdersiden"]
    assert [en.side(side) for side in SIDES] == ["the management side", "the employee side"]
    assert da.position_of(da.side(Side.MANAGEMENT)) == "Ledelsessidens syn"
    assert da.nothing_missing(da.side(Side.EMPLOYEES)).startswith("Medarbejdersiden")
    assert en.side_asks_break(en.side(Side.EMPLOYEES)).startswith("The employee side")


@pytest.mark.parametrize(
    ("text", "chars", "cut"),
    [
        ("Kan alle bruge det", 18, "Kan alle bruge det"),
        ("Kan alle, som er her", 15, "Kan alle, som…"),
        ("Kan alle, som er her", 12, "Kan alle…"),
        ("Kan alle bruge det", 9, "Kan alle…"),
        ("I databeskyttelsesrådgivningen", 12, "I databesky…"),
    ],
)
def test_a_text_is_cut_at_the_end_of_a_word_where_there_is_one(text: str, chars: int, cut: str):
    assert clip_words(text, chars) == cut
