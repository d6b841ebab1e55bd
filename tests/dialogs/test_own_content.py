"""The municipality's own content: what can be changed in words, what is refused, and how it looks to people."""

import tomllib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import texts
from dialogs.cards import Bullets, Element, Facts, Heading, Paragraph
from dialogs.content import FILES, Content, Fault, Language, parse_content
from dialogs.content.editing import LAYOUTS, NEW, changes, entries, find, put, written
from dialogs.content.faults import Slip
from dialogs.flows.own_content import Attempt, attempt, shown
from dialogs.flows.reading import CONTACT_OK, Reader
from dialogs.model.refusals import Reason, Refusal
from dialogs.wording import wording

DA, WORDS, DAY = Language.DA, wording("da"), date(2027, 3, 1)
OURS = dict(texts(DA, None))


def typed(file: str, ident: str, **values: str | tuple[str, ...]) -> Reader:
    """Give a form of an entry as it stands, but for these fields; `__` stands for a dot and `_1_` for `[1]`."""
    entry = find(file, OURS[file], ident)
    assert entry
    fields = {each.name: each.values if each.kind == "cards" else ("\n".join(each.values),) for each in entry.slots}
    fields |= {name: (value,) if isinstance(value, str) else value for name, value in values.items()}
    return Reader(fields)


def tried(file: str, ident: str, **values: str | tuple[str, ...]) -> Attempt:
    entry = find(file, OURS[file], ident)
    assert entry
    return attempt(DA, OURS, file, entry, typed(file, ident, **values))


def content_of(made: Attempt) -> Content:
    assert made.content, made.faults
    return made.content


def said(elements: tuple[Element, ...]) -> str:
    """Give the words of elements."""
    lines = []
    for each in elements:
        match each:
            case Heading(text) | Paragraph(text):
                lines.append("".join(map(str, text)))
            case Bullets(items):
                lines += ["".join(map(str, item)) for item in items]
            case Facts(rows):
                lines += [f"{label} {''.join(map(str, line))}" for label, line in rows]
    return "\n".join(lines)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_written_anew_means_the_same(language: Language, file: str):
    files = texts(language, None)
    anew = written(tomllib.loads(files[file]))
    assert parse_content(language, {**files, file: anew}) == parse_content(language, files)
    assert changes(file, files[file], anew) == ()


@pytest.mark.parametrize("file", FILES)
def test_every_entry_can_be_sent_as_it_stands_and_nothing_changes(file: str):
    for entry in entries(file, OURS[file])[::8]:
        made = attempt(DA, OURS, file, entry, typed(file, entry.id))
        assert content_of(made) == parse_content(DA, OURS), entry.id
        assert changes(file, OURS[file], made.text) == ()
        assert said(shown(content_of(made), file, entry.id, WORDS, DAY)), entry.id


@settings(max_examples=20)
@given(st.text(max_size=60))
def test_whatever_is_typed_is_refused_or_stands_there_afterwards(text: str):
    made = tried("knowledge.toml", "2", title=text)
    if made.faults:
        # What sounds like law needs a day.
        assert set(made.faults) <= {"title", "as_of"}
    else:
        (change,) = changes("knowledge.toml", OURS["knowledge.toml"], made.text) or [None]
        assert change is None or (change.slot, change.after) == ("title", (content_of(made).card(2).title,))


def test_the_text_of_a_card_is_changed_and_nothing_else():
    made = tried("knowledge.toml", "7", text="Kort og\nklart.", source="Os selv")
    assert content_of(made).card(7).text == "Kort og klart."
    found = changes("knowledge.toml", OURS["knowledge.toml"], made.text)
    assert [(each.entry.id, each.slot, each.after) for each in found] == [
        ("7", "text", ("Kort og klart.",)),
        ("7", "source", ("Os selv",)),
    ]
    assert found[0].before[0].startswith("Man kan stole så meget")


def test_a_card_looks_as_it_does_in_the_meeting():
    look = shown(parse_content(DA, OURS), "knowledge.toml", "11", WORDS, DAY)
    assert look[0] == Heading(("Følg med undervejs",))
    assert look[-1] == Paragraph(("Kilde: ", "Kommuner i digital forandring (VIVE, 2025)"))


def test_a_new_card_gets_the_next_number_and_a_new_prompt_stands_last():
    card = tried("knowledge.toml", NEW, title="Hos os", text="Vi har prøvet det.", source="Biblioteket")
    assert content_of(card).card(16).title == "Hos os"
    assert "Hos os" in said(shown(content_of(card), "knowledge.toml", NEW, WORDS, DAY))
    (first, *_) = changes("knowledge.toml", OURS["knowledge.toml"], card.text)
    assert (first.entry.id, first.before) == ("16", ())
    (gone, *_) = changes("knowledge.toml", card.text, OURS["knowledge.toml"])
    assert (gone.entry.id, gone.after) == ("16", ())
    prompt = tried("prompts.toml", NEW, heading="Opgaven", text="Hvad så?", source="Os")
    assert "Hvad så?" in said(shown(content_of(prompt), "prompts.toml", NEW, WORDS, DAY))


def test_there_is_no_new_agenda_and_no_entry_that_nobody_knows():
    assert find("agendas.toml", OURS["agendas.toml"], NEW) is None
    assert find("knowledge.toml", OURS["knowledge.toml"], "99") is None


def test_a_day_can_be_taken_away_where_no_law_is_cited():
    assert content_of(tried("knowledge.toml", "5", as_of="")).card(5).as_of is None
    assert content_of(tried("screening.toml", "A1", help="")).screening.question("A1").help == ""


def test_the_minutes_of_an_item_are_those_of_its_steps():
    made = content_of(tried("agendas.toml", "med-ai", **{"item[1].steps[2].minutes": "20"}))
    assert made.agendas["med-ai"].items[0].minutes == 52
    assert "Hvad er AI? (20 min.)" in said(shown(made, "agendas.toml", "med-ai", WORDS, DAY))


def test_an_answer_a_list_and_the_days_of_a_reminder_are_changed():
    assert content_of(tried("quiz.toml", "1", answer="yes")).quiz[0].answer is True
    assert content_of(tried("meeting.toml", "ground_rules", ground_rules="En.\n\n To. ")).ground_rules == ("En.", "To.")
    made = content_of(tried("plan.toml", "agenda", days="-10"))
    assert {each.id: each.days for each in made.reminders}["agenda"] == -10
    assert "1. marts 2027" in said(shown(made, "plan.toml", "agenda", WORDS, DAY))
    cards = content_of(tried("agendas.toml", "med-ai", cards=("1", "2", "3", "4", "5", "6")))
    assert cards.agendas["med-ai"].cards == (1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("file", "ident", "name", "value", "reason"),
    [
        ("knowledge.toml", "1", "text", "  ", Reason.EMPTY_TEXT),
        ("knowledge.toml", "1", "source", "", Reason.EMPTY_TEXT),
        ("knowledge.toml", "1", "title", "x" * 76, Reason.TOO_LONG),
        ("knowledge.toml", "1", "text", "Ring om 010203-1234 i dag", Reason.CONTAINS_CPR),
        ("knowledge.toml", "1", "as_of", "i går", Reason.UNKNOWN_CHOICE),
        ("meeting.toml", "ground_rules", "ground_rules", "Fint.\n0102031234", Reason.CONTAINS_CPR),
        ("meeting.toml", "mandate", "mandate", "x" * 3001, Reason.TOO_LONG),
        ("quiz.toml", "1", "answer", "perhaps", Reason.UNKNOWN_CHOICE),
        ("plan.toml", "agenda", "days", "ti", Reason.OUT_OF_RANGE),
        ("agendas.toml", "med-ai", "cards", "¹", Reason.UNKNOWN_CHOICE),
    ],
)
def test_what_may_not_be_typed_is_refused_at_its_field(file: str, ident: str, name: str, value: str, reason: Reason):
    fault = tried(file, ident, **{name: value}).faults[name]
    assert isinstance(fault, Refusal)
    assert fault.reason is reason


@pytest.mark.parametrize(
    ("file", "ident", "name", "value", "slip"),
    [
        ("knowledge.toml", "1", "text", "ord " * 61, Slip.WORDS),
        ("knowledge.toml", "14", "as_of", "", Slip.UNDATED),
        ("agendas.toml", "med-ai", "cards", ("1", "2"), Slip.CARDS),
        ("agendas.toml", "med-ai", "cards", ("1", "2", "3", "4", "5", "99"), Slip.CARDS),
        ("agendas.toml", "med-ai", "item[1].steps[2].minutes", "0", Slip.RANGE),
        ("plan.toml", "agenda", "days", "400", Slip.RANGE),
        ("plan.toml", "agenda", "text", "Kom {whoever}", Slip.PLACES),
        ("meeting.toml", "check_points", "check_points", "week 2\nuge 3", Slip.RULE),
        ("meeting.toml", "check_points", "check_points", "week 2\nweek 2", Slip.TWICE),
        ("screening.toml", "A1", "rule[1].as_of", "", Slip.UNDATED),
    ],
)  # fmt: skip
def test_what_the_rules_refuse_is_told_at_its_field(file: str, ident: str, name: str, value: object, slip: Slip):
    fault = tried(file, ident, **{name: value}).faults[name]  # type: ignore[arg-type]
    assert isinstance(fault, Fault)
    assert fault.slip is slip
    assert WORDS.content_slip(fault.slip, fault.least, fault.most).endswith(".")


def test_what_fits_no_field_is_told_all_the_same():
    made = tried("agendas.toml", "med-ai", **{"item[1].steps[2].minutes": "480"})
    assert isinstance(made.faults[""], Fault)


def test_contact_details_are_warned_about_once():
    warned = tried("knowledge.toml", "1", source="Ring til 12 34 56 78").faults["source"]
    assert isinstance(warned, Refusal)
    assert warned.reason is Reason.CONTACT_DETAILS_WARNING
    again = tried("knowledge.toml", "1", source="Ring til 12 34 56 78", **{CONTACT_OK: "yes"})
    assert content_of(again).card(1).source == "Ring til 12 34 56 78"


def test_what_another_file_needs_cannot_be_broken():
    made = tried("knowledge.toml", NEW, title="A", text="B", source="C")
    files = {**OURS, "knowledge.toml": made.text}
    entry = find("agendas.toml", OURS["agendas.toml"], "med-ai")
    assert entry
    agenda = attempt(DA, files, "agendas.toml", entry, typed("agendas.toml", "med-ai", cards=(*"12345", "16")))
    assert content_of(agenda).agendas["med-ai"].cards[-1] == 16
    # With that agenda the card cannot go again.
    first = find("knowledge.toml", OURS["knowledge.toml"], "1")
    assert first
    broken = attempt(DA, {**OURS, "agendas.toml": agenda.text}, "knowledge.toml", first, typed("knowledge.toml", "1"))
    assert set(broken.faults) == {""}


def test_every_place_and_every_entry_has_words_in_both_languages():
    for language in Language:
        words, files = wording(language), texts(language, None)
        for file in LAYOUTS:
            assert words.content_file(file)
            for entry in entries(file, files[file]):
                assert words.content_entry(file, entry.id, entry.title)
                for slot in entry.slots:
                    assert words.content_slot(slot.name)
                    assert "{}" not in words.content_slot_help(file, slot.name)
        assert words.content_entry("knowledge.toml", NEW, "") == words.content_new_entry
        assert all(words.content_slip(slip, 1, 60) for slip in Slip)


def test_keys_and_values_of_every_kind_are_written_so_that_they_are_read_again():
    tree = {"a b": 'x"\x7f\\', "plain": [1, True, date(2027, 1, 2)], "deep": [{"æ": {"y": ["z"]}}]}
    assert tomllib.loads(written(tree)) == tree


def test_a_file_that_lacks_a_list_in_one_entry_keeps_lacking_it():
    text, key = put("screening.toml", OURS["screening.toml"], "A1a", {"text": "Kun det?"})
    assert "rule" not in tomllib.loads(text)["question"][int(key[9:-1]) - 1]
