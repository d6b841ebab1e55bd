"""The file of the check before start: every fault is told with its key and what to write instead."""

from pathlib import Path

import pytest

from dialogs.content import FILES, ContentFault, Language, parse_content

FOLDER = Path(__file__).parents[2] / "dialogs" / "content" / "da"
TEXTS = {name: (FOLDER / name).read_text(encoding="utf-8") for name in FILES}
TEXT = TEXTS["screening.toml"]


def faults_after(old: str, new: str) -> list[str]:
    assert old in TEXT
    with pytest.raises(ContentFault) as caught:
        parse_content(Language.DA, {**TEXTS, "screening.toml": TEXT.replace(old, new, 1)})
    return [f"{fault.key}: {fault.problem}" for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "A1a"', 'id = "A1"', "question[2].id: is A1 a second time"),
        ('id = "A2"', 'id = "a-2"', "question[3].id: is no id of a question"),
        ('recalls = "data_kinds"', 'recalls = "light"', "question[5].recalls: is no field of a proposal"),
        ('kind = "yes_no"', 'kind = "maybe"', "question[1].kind: is not one of the known words"),
        ('light = "red"', 'light = "green"', "question[1].rule[1].light: is green, which needs no rule"),
        (
            'light = "red"',
            'light = "red"\ndue = "start"',
            "question[1].rule[1].due: is given, although what is red must not start",
        ),
        ('due = "start"', "", "question[1].rule[2].due: is missing"),
        ('A1a = ["no"] }', 'A1x = ["no"] }', "question[1].rule[1].when[1].A1x: is no question"),
        (
            'A1a = ["no"] }',
            'A1a = ["transition"] }',
            "question[1].rule[1].when[1].A1a: names an answer that this question does not have",
        ),
        (
            'asked_if = [{ C1 = ["yes", "dont_know"] }]',
            'asked_if = [{ C2 = ["yes"] }]',
            "question[6].asked_if[1].C2: is not always asked itself",
        ),
        (
            "as_of = 2026-11-21",
            "",
            "question[1].rule[1].as_of: is missing, although the rule cites law or an agreement",
        ),
        ('skipped = ["E2"', 'skipped = ["Q7"', "skipped: names questions that do not exist: Q7"),
        ("active_from = 2027-12-02", "", "duty[1].active_from: is missing"),
        ("active_from = 2027-12-02", 'active_from = "snart"', "duty[1].active_from: is not a date"),
        ("[[duty]]", "maybe = 1\n[[duty]]", "question[33].maybe: is not a key that is known here"),
    ],
)
def test_a_fault_is_told_where_it_is(old: str, new: str, told: str):
    assert told in faults_after(old, new)


def test_the_two_languages_are_held_against_each_other():
    from bot.content import check_content, read_content
    from dialogs.content import compare

    assert check_content() == ()
    ours = read_content()
    other = parse_content(
        Language.EN,
        {
            name: (FOLDER.parent / "en" / name)
            .read_text(encoding="utf-8")
            .replace('C2 = ["yes", "dont_know"]', 'C2 = ["yes"]')
            for name in FILES
        },
    )
    (told,) = compare(ours["da"], other)
    assert told.startswith("check C2, rules: da has ")
