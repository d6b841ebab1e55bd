import re
import tomllib
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.content import FILES, AnswerKind, ContentFault, Fault, Language, compare, parse_content
from dialogs.model.agenda import ItemType, Phase
from dialogs.model.people import Level, Role, Side
from dialogs.model.texts import contains_cpr

FOLDER = Path(__file__).parents[2] / "dialogs" / "content"


def read_texts(language):
    return {name: (FOLDER / language / name).read_text(encoding="utf-8") for name in FILES}


TEXTS = {language: read_texts(language) for language in Language}
SHIPPED = {language: parse_content(language, TEXTS[language]) for language in Language}
DEMO = {lang: tomllib.loads((FOLDER / lang / "demo.toml").read_text(encoding="utf-8")) for lang in Language}

both_languages = pytest.mark.parametrize("language", Language)


def faults_of(files, language=Language.DA):
    with pytest.raises(ContentFault) as caught:
        parse_content(language, files)
    return caught.value.faults


def faults_with(file, text):
    return faults_of({**TEXTS[Language.DA], file: text})


def faults_after(file, old, new, count=1):
    text = TEXTS[Language.DA][file]
    assert old in text
    return faults_with(file, text.replace(old, new, count))


def only(faults):
    (fault,) = faults
    return fault


def card_toml(number, **changed):
    values = {"title": '"Kort"', "text": '"Et kort."', "source": '"En kilde (2025)"', **changed}
    lines = "\n".join(f"{key} = {value}" for key, value in values.items() if value is not None)
    return f"[[card]]\nnumber = {number}\n{lines}\n"


def fifteen_cards(fifteenth):
    return "".join(card_toml(number) for number in range(1, 15)) + fifteenth


# --- What we ship


@both_languages
def test_the_shipped_content_is_whole(language):
    content = SHIPPED[language]
    assert content.language is language
    assert [card.number for card in content.cards] == list(range(1, 16))
    assert [question.number for question in content.quiz] == [1, 2, 3]
    assert [prompt.number for prompt in content.prompts] == list(range(1, 18))
    assert [question.number for question in content.inventory] == list(range(1, 14))
    assert content.check_points == ("week 2", "week 6", "week 12", "+6 months")


def test_danish_and_english_differ_in_words_only():
    assert compare(SHIPPED[Language.DA], SHIPPED[Language.EN]) == ()


@both_languages
def test_the_meeting_takes_two_hours_in_four_phases(language):
    agenda = SHIPPED[language].agendas["med-ai"]
    assert agenda.minutes == 120
    assert [(item.phase, item.minutes, item.item_type) for item in agenda.items] == [
        (Phase.KNOWLEDGE, 45, ItemType.DISCUSSION),
        (Phase.PAIRS, 45, ItemType.DISCUSSION),
        (Phase.PILOTS, 15, None),
        (Phase.ANNOUNCEMENT, 15, ItemType.INFORMATION),
    ]
    assert [step.minutes for step in agenda.item(Phase.KNOWLEDGE).steps] == [5, 13, 12, 13, 2]
    assert [step.minutes for step in agenda.item(Phase.PAIRS).steps] == [5, 12, 12, 16]


@both_languages
def test_a_card_can_be_read_aloud_and_names_its_source(language):
    for card in SHIPPED[language].cards:
        assert len(card.text.split()) <= 60
        assert card.source
        assert "\n" not in card.text


@both_languages
def test_figures_and_rules_tell_when_they_were_checked(language):
    assert all(SHIPPED[language].card(number).as_of == date(2026, 11, 21) for number in (4, 5, 13, 14))


def test_a_card_is_found_by_its_number():
    assert SHIPPED[Language.DA].card(7).title == "To grøfter"
    with pytest.raises(KeyError):
        SHIPPED[Language.DA].card(16)


@both_languages
def test_the_quiz_has_the_answers_of_the_agreements(language):
    assert [question.answer for question in SHIPPED[language].quiz] == [False, False, True]


@both_languages
def test_the_texts_keep_to_the_words_of_the_house(language):
    demo = (FOLDER / language / "demo.toml").read_text(encoding="utf-8")
    everything = "\n".join([*TEXTS[language].values(), demo])
    # No exclamation marks, nothing that claims to be lawful, no side by letter, no approval, no majority.
    forbidden = r"!|\b(?:u?lovligt?|lawful|legal)\b|[AB]-siden|side [AB]\b|godkend|approv|flertal|majorit"
    assert re.findall(forbidden, everything, re.IGNORECASE) == []
    assert not contains_cpr(everything)


def test_people_are_told_that_answers_are_not_used_for_control():
    assert "Svarene bruges ikke til kontrol." in SHIPPED[Language.DA].first_contact


@both_languages
def test_the_mandate_is_a_text_of_several_lines(language):
    assert SHIPPED[language].mandate.count("\n") == 6


@both_languages
def test_ideas_are_asked_for_last(language):
    last = SHIPPED[language].inventory[-1]
    assert [option.id for option in last.options] == ["yes", "perhaps", "no"]
    assert all(bool(asked.options) != (asked.kind is AnswerKind.TEXT) for asked in SHIPPED[language].inventory)


# --- Files


def test_a_syntax_error_tells_file_and_line():
    text = TEXTS[Language.DA]["quiz.toml"]
    line = text.split("\n").index("answer = false") + 1
    fault = only(faults_after("quiz.toml", "answer = false", "answer = = false"))
    assert (fault.file, fault.line, fault.key) == ("da/quiz.toml", line, "")
    assert str(fault).startswith(f"da/quiz.toml, line {line}: cannot be read (Invalid value). Look for")


def test_a_file_that_breaks_off_is_wrong_in_its_last_line():
    assert only(faults_with("quiz.toml", 'a = 1\n\nb = "')).line == 3
    assert only(faults_with("quiz.toml", "a =")).line == 1


def test_a_number_that_python_refuses_is_a_fault_without_a_line():
    fault = only(faults_with("quiz.toml", "a = " + "1" * 5000))
    assert (fault.file, fault.line) == ("da/quiz.toml", None)


def test_brackets_without_end_are_a_fault():
    assert only(faults_with("quiz.toml", "a = " + "[" * 100_000)).file == "da/quiz.toml"


def test_a_missing_file_is_one_fault_and_the_others_are_still_checked():
    files = {name: text for name, text in TEXTS[Language.DA].items() if name != "knowledge.toml"}
    files["quiz.toml"] = files["quiz.toml"].replace("answer = true", 'answer = "sandt"')
    assert [(fault.file, fault.key) for fault in faults_of(files)] == [
        ("da/knowledge.toml", ""),
        ("da/quiz.toml", "question[3].answer"),
    ]


@pytest.mark.parametrize("text", ["", "\n", "# Kun en bemærkning\n", "\ufeff"])
def test_an_empty_file_is_one_fault(text):
    assert only(faults_with("meeting.toml", text)).problem == "is empty"


def test_a_file_nobody_reads_is_a_fault():
    fault = only(faults_of({**TEXTS[Language.DA], "Knowledge.toml": ""}))
    assert fault.file == "da/Knowledge.toml"
    assert "knowledge.toml" in fault.remedy


def test_the_fault_names_the_language():
    files = {**TEXTS[Language.EN], "quiz.toml": "?"}
    assert only(faults_of(files, Language.EN)).file == "en/quiz.toml"


def test_everything_wrong_is_told_at_once():
    files = {
        **TEXTS[Language.DA],
        "quiz.toml": "?",
        "prompts.toml": TEXTS[Language.DA]["prompts.toml"].replace('heading = "Borgeren"', 'heading = ""'),
        "meeting.toml": TEXTS[Language.DA]["meeting.toml"].replace('"+6 months"', '"i maj"'),
    }
    faults = faults_of(files)
    assert {(fault.file, fault.key) for fault in faults} == {
        ("da/quiz.toml", ""),
        ("da/prompts.toml", "prompt[10].heading"),
        ("da/prompts.toml", "prompt[11].heading"),
        ("da/meeting.toml", "check_points[4]"),
    }
    assert str(ContentFault(faults)) == "\n".join(str(fault) for fault in faults)


def test_every_fault_says_what_to_write_instead():
    assert str(Fault("da/x.toml", "card[1].text", "is empty", "Write a text")) == (
        "da/x.toml, card[1].text: is empty. Write a text."
    )


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_files_saved_by_a_windows_editor_give_the_same_content(end, mark):
    files = {name: mark + text.replace("\n", end) for name, text in TEXTS[Language.DA].items()}
    assert parse_content(Language.DA, files) == SHIPPED[Language.DA]


def test_letters_typed_on_a_mac_are_the_same_letters():
    files = {**TEXTS[Language.DA]}
    files["knowledge.toml"] = files["knowledge.toml"].replace("på", "pa\u030a")
    assert parse_content(Language.DA, files) == SHIPPED[Language.DA]


# --- Keys and values


@pytest.mark.parametrize("file", FILES)
def test_a_key_that_nothing_reads_is_a_fault(file):
    assert only(faults_with(file, f"colour = 1\n{TEXTS[Language.DA][file]}")).key == "colour"


@pytest.mark.parametrize(
    ("file", "before", "key"),
    [
        ("agendas.toml", 'template = "med-ai"', "agenda[1].colour"),
        ("agendas.toml", 'phase = "pairs"', "agenda[1].item[2].colour"),
        ("knowledge.toml", "number = 2\n", "card[2].colour"),
        ("quiz.toml", "number = 3\n", "question[3].colour"),
        ("prompts.toml", "number = 17\n", "prompt[17].colour"),
        ("inventory.toml", "number = 9\n", "question[9].colour"),
    ],
)
def test_an_unknown_key_is_found_at_any_depth(file, before, key):
    fault = only(faults_after(file, before, f"colour = 1\n{before}"))
    assert (fault.file, fault.key) == (f"da/{file}", key)


def test_an_unknown_key_in_a_step_or_an_option_is_found():
    step = faults_after("agendas.toml", '{ title = "Forslagene', '{ a = 1, title = "Forslagene')
    assert only(step).key == "agenda[1].item[3].steps[1].a"
    option = faults_after("inventory.toml", '{ id = "half"', '{ a = 1, id = "half"')
    assert only(option).key == "question[4].options[3].a"
    assert "Write one of: id, label" in only(option).remedy


@pytest.mark.parametrize("empty", ['""', '" \\t\\n "', '"\u200b"', '"\\u0000"', '"\u00a0\u2060"'])
def test_a_text_that_cannot_be_seen_is_empty(empty):
    fault = only(faults_with("knowledge.toml", fifteen_cards(card_toml(15, title=empty))))
    assert (fault.key, fault.problem) == ("card[15].title", "is empty")


@pytest.mark.parametrize("key", ["title", "text", "source"])
def test_no_text_of_a_card_can_be_left_out(key):
    fault = only(faults_with("knowledge.toml", fifteen_cards(card_toml(15, **{key: None}))))
    assert (fault.key, fault.problem) == (f"card[15].{key}", "is missing")


@pytest.mark.parametrize(
    ("file", "line", "key"),
    [
        ("agendas.toml", "minutes = 45\n", "agenda[1].item[1].minutes"),
        ("agendas.toml", 'phase = "pilots"\n', "agenda[1].item[3].phase"),
        ("agendas.toml", "cards = [1, 3, 7, 9, 14, 15]\n", "agenda[1].cards"),
        ("prompts.toml", "number = 4\n", "prompt[4].number"),
        ("quiz.toml", "answer = true\n", "question[3].answer"),
        ("inventory.toml", 'kind = "text"\n', "question[8].kind"),
        ("meeting.toml", 'check_points = ["week 2", "week 6", "week 12", "+6 months"]\n', "check_points"),
    ],
)
def test_what_is_left_out_is_one_fault(file, line, key):
    fault = only(faults_after(file, line, ""))
    assert (fault.file, fault.key, fault.problem) == (f"da/{file}", key, "is missing")


@pytest.mark.parametrize("wrong", ["1", "true", "[]", '["a"]', "2026-11-21"])
def test_a_text_without_quotes_is_a_fault(wrong):
    fault = only(faults_with("knowledge.toml", fifteen_cards(card_toml(15, source=wrong))))
    assert (fault.key, fault.problem) == ("card[15].source", "is not a text")


@pytest.mark.parametrize("wrong", ["0", "1", '"sandt"', "[]"])
def test_an_answer_is_true_or_false(wrong):
    assert only(faults_after("quiz.toml", "answer = true", f"answer = {wrong}")).key == "question[3].answer"


@pytest.mark.parametrize("wrong", ['"2026-11-21"', "2026-11-21T10:00:00", "2026-11-21T10:00:00Z", "10:00:00", "2026"])
def test_a_day_is_a_date_without_quotes_and_time(wrong):
    fault = only(faults_with("knowledge.toml", fifteen_cards(card_toml(15, as_of=wrong))))
    assert (fault.key, fault.problem) == ("card[15].as_of", "is not a date")


@pytest.mark.parametrize("wrong", ['["ting"]', "[1]", "[[]]"])
def test_cards_are_tables(wrong):
    assert only(faults_with("knowledge.toml", f"card = {wrong}")).key == "card[1]"


@pytest.mark.parametrize("text", ["[card]\nnumber = 1", "card = []", 'card = "kort"', "card = 1"])
def test_one_bracket_instead_of_two_is_explained(text):
    fault = only(faults_with("knowledge.toml", text))
    assert fault.key == "card"
    assert "[[card]]" in fault.remedy


# --- Numbers


@pytest.mark.parametrize("wrong", ["0", "-1", "1000", "1.0", "true", '"2"', "1e2", "inf", "99999999999999999999"])
def test_a_number_is_a_whole_number_in_reach(wrong):
    fault = only(faults_after("prompts.toml", "number = 2\n", f"number = {wrong}\n"))
    assert (fault.file, fault.key) == ("da/prompts.toml", "prompt[2].number")


@pytest.mark.parametrize(
    ("file", "key"),
    [("knowledge.toml", "card"), ("quiz.toml", "question"), ("prompts.toml", "prompt"), ("inventory.toml", "question")],
)
def test_a_number_that_stands_twice_is_told_and_so_is_the_one_that_lacks(file, key):
    twice, lacking = faults_after(file, "number = 3\n", "number = 2\n")
    assert (twice.key, twice.problem) == (f"{key}[3].number", "is 2 a second time")
    assert (lacking.key, lacking.problem) == (key, "lacks number 3")


def test_a_gap_is_a_fault():
    faults = faults_after("prompts.toml", "number = 17", "number = 19")
    assert only(faults).problem == "lacks number 17, 18"


def test_the_last_card_cannot_be_taken_away():
    fault = only(faults_with("knowledge.toml", fifteen_cards("")))
    assert fault.problem == "lacks number 15"
    assert "Keep 1 to 15" in fault.remedy


def test_a_municipality_can_add_cards_of_its_own_in_any_order():
    files = {**TEXTS[Language.DA]}
    files["knowledge.toml"] = card_toml(16) + files["knowledge.toml"]
    content = parse_content(Language.DA, files)
    assert [card.number for card in content.cards] == list(range(1, 17))
    assert content.card(16).title == "Kort"


# --- Cards


@pytest.mark.parametrize("gap", [" ", "\\n", "   "])
def test_sixty_words_fit_on_a_card_and_sixty_one_do_not(gap):
    sixty, more = (gap.join(["ord"] * words) for words in (60, 61))
    fits = {**TEXTS[Language.DA], "knowledge.toml": fifteen_cards(card_toml(15, text=f'"{sixty}"'))}
    assert parse_content(Language.DA, fits).card(15).text == " ".join(["ord"] * 60)
    fault = only(faults_with("knowledge.toml", fifteen_cards(card_toml(15, text=f'"{more}"'))))
    assert (fault.key, fault.problem) == ("card[15].text", "has 61 words")


@pytest.mark.parametrize(
    ("key", "cites"),
    [
        ("source", "MED-rammeaftalen §§ 7-8"),
        ("source", "AI-forordningen art. 5"),
        ("source", "AI-FORORDNINGEN"),
        ("source", "The EU AI Act"),
        ("source", "Article 50 of the Act"),
        ("source", "Regulation (EU) 2026/1744"),
        ("source", "Databeskyttelsesloven"),
        ("source", "Bekendtgørelse 1838"),
        ("source", "The MED framework agreement"),
        ("text", "Det står i arbejdsmiljøloven."),
        ("title", "Artikel 26"),
    ],
)
def test_a_card_that_cites_law_says_when_it_was_checked(key, cites):
    fault = only(faults_with("knowledge.toml", fifteen_cards(card_toml(15, **{key: f'"{cites}"'}))))
    assert fault.key == "card[15].as_of"
    checked = fifteen_cards(card_toml(15, **{key: f'"{cites}"', "as_of": "2026-11-21"}))
    assert parse_content(Language.DA, {**TEXTS[Language.DA], "knowledge.toml": checked}).card(15).as_of


@pytest.mark.parametrize("innocent", ["People who act on it", "En klog artikel (2025)", "Om at love noget", "Party 5"])
def test_other_cards_may_leave_the_day_out(innocent):
    cards = fifteen_cards(card_toml(15, source=f'"{innocent}"'))
    assert parse_content(Language.DA, {**TEXTS[Language.DA], "knowledge.toml": cards}).card(15).as_of is None


# --- Agendas


def test_steps_add_up_to_the_minutes_of_their_item():
    fault = only(faults_after("agendas.toml", 'runde", minutes = 12', 'runde", minutes = 13'))
    assert (fault.key, fault.problem) == ("agenda[1].item[2].minutes", "is 45, but the steps add up to 46")


@pytest.mark.parametrize("wrong", ["0", "-5", "481", "4.5", '"5"', "true"])
def test_minutes_are_positive_and_no_longer_than_a_day(wrong):
    step = faults_after("agendas.toml", 'spilleregler", minutes = 5', f'spilleregler", minutes = {wrong}')
    assert only(step).key == "agenda[1].item[1].steps[1].minutes"
    item = faults_after("agendas.toml", "minutes = 45\n", f"minutes = {wrong}\n")
    assert only(item).key == "agenda[1].item[1].minutes"


@pytest.mark.parametrize(
    "cards", ["[1, 2, 3, 4, 5]", "[1, 2, 3, 4, 5, 6, 7]", "[1, 2, 3, 4, 5, 5]", '[1, 2, 3, 4, 5, "6"]', "[]", "6"]
)
def test_six_different_cards_are_shown_when_nobody_chose(cards):
    faults = faults_after("agendas.toml", "cards = [1, 3, 7, 9, 14, 15]", f"cards = {cards}")
    assert {(fault.file, fault.key) for fault in faults} == {("da/agendas.toml", "agenda[1].cards")}


def test_the_cards_shown_when_nobody_chose_exist():
    fault = only(faults_after("agendas.toml", "[1, 3, 7, 9, 14, 15]", "[1, 3, 7, 9, 14, 16]"))
    assert (fault.key, fault.problem) == ("agenda[1].cards", "names cards that do not exist: 16")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('phase = "pairs"', 'phase = "knowledge"'),
        ('phase = "pairs"', 'phase = "pilots"'),
        ('phase = "announcement"\ntitle', 'phase = "knowledge"\ntitle'),
    ],
)
def test_an_agenda_has_the_four_phases_in_their_order(old, new):
    assert only(faults_after("agendas.toml", old, new)).key == "agenda[1].item"


def test_an_agenda_without_its_last_phase_is_a_fault():
    text = TEXTS[Language.DA]["agendas.toml"]
    cut = text[: text.rindex("[[agenda.item]]")]
    assert only(faults_with("agendas.toml", cut)).key == "agenda[2].item"


@pytest.mark.parametrize("wrong", ['"frokost"', "1", '""', "[]"])
def test_phases_and_types_are_known_words(wrong):
    phase = only(faults_after("agendas.toml", 'phase = "pairs"', f"phase = {wrong}"))
    assert phase.key == "agenda[1].item[2].phase"
    assert "knowledge, pairs, pilots, announcement" in phase.remedy
    item_type = only(faults_after("agendas.toml", 'type = "information"', f"type = {wrong}"))
    assert item_type.key == "agenda[1].item[4].type"


def test_the_template_of_the_meeting_cannot_be_taken_away():
    fault = only(faults_after("agendas.toml", 'template = "med-ai"', 'template = "frokost"'))
    assert (fault.key, fault.problem) == ("agenda", "lacks the template med-ai")


def test_two_agendas_cannot_have_the_same_name():
    text = TEXTS[Language.DA]["agendas.toml"]
    assert only(faults_with("agendas.toml", text + text[text.rindex("[[agenda]]") :])).key == "agenda[3].template"
    other = {**TEXTS[Language.DA], "agendas.toml": text + text.replace('-ai"', '-kort"')}
    assert set(parse_content(Language.DA, other).agendas) == {"med-ai", "team-ai", "med-kort", "team-kort"}


def test_agendas_cannot_be_changed_by_whoever_reads_them():
    with pytest.raises(TypeError):
        SHIPPED[Language.DA].agendas["med-ai"] = None


# --- Inventory


def test_an_option_id_stands_once_in_its_question():
    fault = only(faults_after("inventory.toml", 'id = "half"', 'id = "few"'))
    assert (fault.key, fault.problem) == ("question[4].options[3].id", "is few a second time")


@pytest.mark.parametrize("wrong", ["Half", "hal f", "halvé", "2", "-", "half\\n2"])
def test_an_option_id_is_a_plain_word(wrong):
    assert only(faults_after("inventory.toml", 'id = "half"', f'id = "{wrong}"')).key == "question[4].options[3].id"


def test_a_choice_has_at_least_two_options():
    text = TEXTS[Language.DA]["inventory.toml"]
    one = re.sub(r"(number = 13\n(?:.*\n){2}options = \[\n.*\n)(?:.*\n){2}", r"\1", text)
    fault = only(faults_with("inventory.toml", one))
    assert (fault.key, fault.problem) == ("question[13].options", "has only one option")


def test_a_choice_without_options_is_a_fault():
    assert only(faults_after("inventory.toml", 'kind = "text"', 'kind = "many"')).key == "question[8].options"


def test_a_text_with_options_is_a_fault():
    fault = only(faults_after("inventory.toml", 'kind = "many"', 'kind = "text"'))
    assert (fault.key, fault.problem) == ("question[1].options", "are given, although the answer is a text")


def test_an_unknown_kind_is_the_only_fault_of_its_question():
    assert only(faults_after("inventory.toml", 'kind = "many"', 'kind = "flere"')).key == "question[1].kind"


# --- Texts of the meeting


@pytest.mark.parametrize("key", ["ground_rules", "first_contact", "check_points"])
@pytest.mark.parametrize(("wrong", "place"), [("[]", ""), ('"en"', ""), ('["week 2", ""]', "[2]"), ("[1]", "[1]")])
def test_lists_hold_texts(key, wrong, place):
    text = re.sub(rf"(?s)^{key} = \[.*?\]$", f"{key} = {wrong}", TEXTS[Language.DA]["meeting.toml"], flags=re.MULTILINE)
    assert only(faults_with("meeting.toml", text)).key == f"{key}{place}"


@pytest.mark.parametrize(
    "wrong", ["uge 2", "week 0", "week", "week 2 or 3", "week 100", "+0 months", "6 months", "+6", "WEEK 2", "week ٢"]
)
def test_a_check_point_can_be_counted(wrong):
    assert only(faults_after("meeting.toml", '"week 6"', f'"{wrong}"')).key == "check_points[2]"


def test_blanks_around_a_check_point_do_no_harm():
    text = TEXTS[Language.DA]["meeting.toml"].replace('"week 6"', '" week  6\\n"').replace("+6 months", "+1 month")
    content = parse_content(Language.DA, {**TEXTS[Language.DA], "meeting.toml": text})
    assert content.check_points == ("week 2", "week 6", "week 12", "+1 month")


def test_a_check_point_stands_once():
    assert only(faults_after("meeting.toml", '"week 12"', '"week 2"')).key == "check_points[3]"


def test_the_mandate_fits_into_the_field_it_prefills():
    long = "x" * 3000
    fits = re.sub(r'(?s)mandate = """.*?"""', f'mandate = "{long}"', TEXTS[Language.DA]["meeting.toml"])
    assert parse_content(Language.DA, {**TEXTS[Language.DA], "meeting.toml": fits}).mandate == long
    fault = only(faults_with("meeting.toml", fits.replace("xx", "xxx", 1)))
    assert (fault.key, fault.problem) == ("mandate", "has 3001 characters")


# --- Two languages


def test_every_difference_between_languages_is_listed():
    da, en = SHIPPED[Language.DA], SHIPPED[Language.EN]
    agenda = en.agendas["med-ai"]
    other = replace(
        en,
        agendas={**en.agendas, "kort": agenda, "med-ai": replace(agenda, cards=(1, 2, 3, 4, 5, 6))},
        cards=(replace(en.cards[0], as_of=date(2026, 1, 1)), *en.cards[1:-1]),
        quiz=(replace(en.quiz[0], answer=True), *en.quiz[1:]),
        prompts=(*en.prompts[:-1], replace(en.prompts[-1], heading="Another")),
        inventory=(replace(en.inventory[0], options=en.inventory[0].options[1:]), *en.inventory[1:]),
        ground_rules=en.ground_rules[1:],
        first_contact=(*en.first_contact, "One more"),
        check_points=("week 2",),
        team_ground_rules=en.team_ground_rules[1:],
        team_first_contact=(),
    )
    differences = compare(da, other)
    for place in (
        "agenda med-ai, cards: da has (1, 3, 7, 9, 14, 15), en has (1, 2, 3, 4, 5, 6)",
        "agenda kort, pairs, minutes: da has nothing, en has 45",
        "card 1, as_of: da has None, en has 2026-01-01",
        "card 15, as_of: da has 2026-11-21, en has nothing",
        "quiz question 1, answer: da has False, en has True",
        "prompt 17, place of its heading: da has 5, en has 6",
        "ground rules: da has 7, en has 6",
        "ground rules of a team: da has 7, en has 6",
        "first contact of a team: da has 8, en has 0",
        "check-points: da has ('week 2', 'week 6', 'week 12', '+6 months'), en has ('week 2',)",
    ):
        assert place in differences
    assert any(line.startswith("inventory question 1, options: ") for line in differences)
    assert any(line.startswith("first contact: ") for line in differences)


def test_other_minutes_and_types_are_differences():
    da = SHIPPED[Language.DA]
    files = {**TEXTS[Language.EN]}
    med, team = files["agendas.toml"].split("# An ordinary team")
    files["agendas.toml"] = (
        med.replace('type = "information"', 'type = "discussion"')
        .replace('ground rules", minutes = 5', 'ground rules", minutes = 4')
        .replace('is AI?", minutes = 13', 'is AI?", minutes = 14')
        + f"# An ordinary team{team}"
    )
    assert compare(da, parse_content(Language.EN, files)) == (
        "agenda med-ai, knowledge, minutes of the steps: da has (5, 13, 12, 13, 2), en has (4, 14, 12, 13, 2)",
        "agenda med-ai, announcement, type: da has information, en has discussion",
    )


# --- The committee to try things with


@both_languages
def test_the_demonstration_committee_can_hold_a_meeting(language):
    demo = DEMO[language]
    people = {person["id"]: person for person in demo["person"]}
    roles = [Role(role) for person in people.values() for role in person["roles"]]
    assert demo["language"] == language
    assert Level(demo["committee"]["level"]) is Level.LOCAL
    assert len(people) == len(demo["person"]) == 8
    assert {Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY, Role.OBSERVER, Role.TEAM_LEADER} <= set(roles)
    assert {Side(person["side"]) for person in people.values()} == set(Side) - {Side.TEAM}
    assert all(person.get("reports_to", "marianne") in people for person in people.values())


@both_languages
def test_the_demonstration_proposals_are_ready_for_the_meeting(language):
    people = {person["id"] for person in DEMO[language]["person"]}
    proposals = DEMO[language]["proposal"]
    assert [proposal["light"] for proposal in proposals] == ["green", "yellow", "yellow"]
    for proposal in proposals:
        assert {proposal["by"], proposal["responsible_leader"]} <= people
        assert len(proposal["title"]) <= 80
        assert bool(proposal["conditions"]) == (proposal["light"] == "yellow")
        assert all({"text", "owner", "due"} == set(condition) for condition in proposal["conditions"])
        assert date.fromisoformat(proposal["start_on"]) < date.fromisoformat(proposal["end_on"])
        assert proposal["success_signs"]
        assert proposal["stop_criteria"]
        assert proposal["without_ai"] in {"yes", "partly", "no", "dont_know"}
        assert proposal["tool_status"] in {"known", "coming", "unknown"}


def test_the_demonstration_is_the_same_in_both_languages():
    def shape(demo):
        kept = ("as", "by", "start_on", "end_on", "light", "without_ai", "tool_status", "responsible_leader")
        proposals = [
            {
                "keys": set(proposal),
                "kept": {key: proposal[key] for key in kept},
                "signs": (len(proposal["success_signs"]), len(proposal["stop_criteria"])),
                "conditions": [(condition["owner"], condition["due"]) for condition in proposal["conditions"]],
            }
            for proposal in demo["proposal"]
        ]
        return demo["person"], demo["committee"]["level"], demo["starts_at"], demo["template"], proposals

    assert shape(DEMO[Language.DA]) == shape(DEMO[Language.EN])


# --- Whatever comes in


def faults_if_any(files, language):
    try:
        parse_content(language, files)
    except ContentFault as fault:
        return fault.faults
    return ()


PIECES = st.sampled_from(
    [
        *("[", "]", "[[", "]]", "{", "}", "=", ",", ".", "\n", '"', "'", '"""', "#", "\\u0000", "\ufeff", "\x00", " "),
        *("card", "agenda", "question", "prompt", "item", "steps", "options", "number", "minutes", "kind", "phase"),
        *("cards", "check_points", "mandate", "as_of", "answer", "text", "title", "id", "label", "ground_rules"),
        *("duty", "rule", "when", "asked_if", "light_trial", "skipped", "light", "owner", "due", "active_from"),
        *("1", "-1", "0", "true", "nan", "inf", "1e400", "0x1F", "2026-11-21", "2026-02-30", "23:59:60", '"week 2"'),
        *('"one"', '"pairs"', '"\\uD800"', "1979-05-27T07:32:00+99:99"),
    ]
)
TOML_LIKE = st.lists(PIECES, max_size=30).map("".join)


@given(text=st.one_of(st.text(), TOML_LIKE), file=st.sampled_from(FILES), language=st.sampled_from(Language))
def test_no_text_makes_the_parser_fail_otherwise(text, file, language):
    faults = faults_if_any({**TEXTS[language], file: text}, language)
    assert all(fault.problem and fault.remedy for fault in faults)


VALUES = st.recursive(
    st.sampled_from(["1", "0", "45", "true", '""', '"a"', '"one"', '"pairs"', "2026-11-21", "1.5", "10:00:00"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]"),
        st.dictionaries(st.sampled_from(["id", "label", "title", "minutes", "number"]), inner, max_size=3).map(
            lambda parts: "{" + ", ".join(f"{key} = {value}" for key, value in parts.items()) + "}"
        ),
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(data=st.data(), file=st.sampled_from(FILES))
def test_no_value_anywhere_makes_the_parser_fail_otherwise(data, file):
    text = TEXTS[Language.DA][file]
    places = [found.span(1) for found in re.finditer(r"(?m)^\w+ = (?!\"\"\"|\[$)(.+)$", text)]
    start, end = data.draw(st.sampled_from(places))
    changed = text[:start] + data.draw(VALUES) + text[end:]
    faults = faults_if_any({**TEXTS[Language.DA], file: changed}, Language.DA)
    assert {fault.file for fault in faults} <= {f"da/{file}"}


def test_two_readings_of_the_same_files_are_equal():
    again = parse_content(Language.DA, TEXTS[Language.DA])
    assert all(getattr(again, each.name) == getattr(SHIPPED[Language.DA], each.name) for each in fields(again))


# --- The plan around a meeting


def plan_toml(**changed):
    values = {
        "id": '"agenda"',
        "days": "-7",
        "to": '"everybody"',
        "until": '"meeting"',
        "title": '"T"',
        "text": '"Hej"',
    }
    return "[[reminder]]\n" + "\n".join(f"{key} = {value}" for key, value in {**values, **changed}.items() if value)


@both_languages
def test_the_plan_around_a_meeting_is_the_one_of_the_domain(language):
    found = [(each.id, each.days) for each in SHIPPED[language].reminders]
    assert found == [
        ("call_for_proposals", -28),
        ("proposal_deadline", -14),
        ("check_before_start", -10),
        ("agenda", -7),
        ("pre_meeting_employee_side", -3),
        ("draft_minutes", 2),
        ("unsigned_minutes", 7),
        ("minutes_to_members", 14),
    ]


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"days": "400"}, "reminder[1].days"),
        ({"days": '"-7"'}, "reminder[1].days"),
        ({"days": None}, "reminder[1].days"),
        ({"to": '"bosses"'}, "reminder[1].to"),
        ({"until": '"soon"'}, "reminder[1].until"),
        ({"id": '"Dagsorden 1"'}, "reminder[1].id"),
        ({"text": '"Hej {moon}"'}, "reminder[1].text"),
        ({"text": '"Hej {"'}, "reminder[1].text"),
        ({"text": '"Hej {}"'}, "reminder[1].text"),
    ],
)
def test_a_reminder_that_cannot_be_sent_is_told(changed, key):
    assert only(faults_with("plan.toml", plan_toml(**changed))).key == key


def test_a_reminder_of_the_same_id_is_told():
    assert only(faults_with("plan.toml", f"{plan_toml()}\n{plan_toml()}")).key == "reminder[2].id"


def test_what_languages_say_about_a_reminder_must_agree():
    english = parse_content(Language.EN, {**TEXTS[Language.EN], "plan.toml": plan_toml(text='"On {meeting}"')})
    danish = parse_content(Language.DA, {**TEXTS[Language.DA], "plan.toml": plan_toml()})
    (line,) = compare(danish, english)
    assert line.startswith("reminder agenda: ")
