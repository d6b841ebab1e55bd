"""Makes content out of the texts of its files, or tells everything that is wrong with them."""

import re
from collections.abc import Mapping, Sequence

from dialogs.content.agendas import read_agendas
from dialogs.content.faults import ContentFault, Fault, Slip
from dialogs.content.inventory import read_inventory
from dialogs.content.laws import must_be_dated
from dialogs.content.numbers import check_numbers, in_order
from dialogs.content.plan import read_plan
from dialogs.content.screening import read_screening
from dialogs.content.tables import Table, open_table
from dialogs.content.values import Content, KnowledgeCard, Language, PairPrompt, QuizQuestion
from dialogs.model.texts import MAX_CHARS

FILES = (
    *("agendas.toml", "knowledge.toml", "quiz.toml", "prompts.toml", "inventory.toml", "meeting.toml"),
    *("screening.toml", "plan.toml"),
)

_CARD_WORDS_MAX = 60
_CARDS, _QUESTIONS, _PROMPTS = 15, 3, 17
_CHECK_POINT = re.compile(r"week [1-9]\d?|\+[1-9]\d? months?")


def parse_content(language: Language, files: Mapping[str, str]) -> Content:
    """Make the content of a language.

    Args:
        language: whose content it is.
        files: text by file name: exactly those of `FILES`.

    Raises:
        ContentFault: with everything that is wrong, in all files.
    """
    faults: list[Fault] = []
    roots = _open(language, files, faults)
    knowledge, meeting = roots["knowledge.toml"], roots["meeting.toml"]
    cards = _cards(knowledge)
    # While the cards themselves are wrong, nobody can say which of them an agenda may name.
    sound = all(fault.file != knowledge.file for fault in faults)
    card_numbers = frozenset(card.number for card in cards) if sound else frozenset()
    content = Content(
        language=language,
        agendas=read_agendas(roots["agendas.toml"], card_numbers),
        cards=cards,
        quiz=_quiz(roots["quiz.toml"]),
        prompts=_prompts(roots["prompts.toml"]),
        inventory=read_inventory(roots["inventory.toml"]),
        ground_rules=meeting.texts("ground_rules"),
        first_contact=meeting.texts("first_contact"),
        mandate=_mandate(meeting),
        check_points=_check_points(meeting),
        team_ground_rules=meeting.texts("team_ground_rules"),
        team_first_contact=meeting.texts("team_first_contact"),
        screening=read_screening(roots["screening.toml"]),
        reminders=read_plan(roots["plan.toml"]),
    )
    meeting.finish()
    # A file that could not be opened was told of once. Whatever else its emptiness brings up would be noise.
    unread = {root.file for root in roots.values() if not root.values}
    told = tuple(fault for fault in faults if fault.file not in unread or not fault.key)
    if told:
        raise ContentFault(told)
    return content


def _open(language: Language, files: Mapping[str, str], faults: list[Fault]) -> dict[str, Table]:
    roots: dict[str, Table] = {}
    for name in FILES:
        file = f"{language}/{name}"
        root = None
        if name not in files:
            faults.append(Fault(file, "", "is missing", "Put the file there, or take your own folder away to use ours"))
        else:
            root = open_table(file, files[name], faults)
            if root is not None and not root.values:
                faults.append(Fault(file, "", "is empty", "Start from our file of the same name"))
        roots[name] = root or Table(file, "", {}, faults)
    for name in sorted(set(files) - set(FILES)):
        remedy = f"The files are: {', '.join(FILES)}"
        faults.append(Fault(f"{language}/{name}", "", "is not a content file", remedy))
    return roots


def _cards(root: Table) -> tuple[KnowledgeCard, ...]:
    tables = root.tables("card")
    cards = [_card(table) for table in tables]
    check_numbers(root, "card", tables, cards, least=_CARDS)
    root.finish()
    return in_order(cards)


def _card(table: Table) -> KnowledgeCard:
    card = KnowledgeCard(
        number=table.whole("number"),
        title=table.text("title"),
        text=table.text("text"),
        source=table.text("source"),
        as_of=table.day("as_of"),
    )
    words = len(card.text.split())
    if words > _CARD_WORDS_MAX:
        remedy = f"Write at most {_CARD_WORDS_MAX}, so that it can be read aloud"
        table.fault("text", f"has {words} words", remedy, Slip.WORDS, most=_CARD_WORDS_MAX)
    must_be_dated(table, "card", f"{card.title}\n{card.text}\n{card.source}")
    table.finish()
    return card


def _quiz(root: Table) -> tuple[QuizQuestion, ...]:
    tables = root.tables("question")
    questions = []
    for table in tables:
        number, statement = table.whole("number"), table.text("statement")
        questions.append(QuizQuestion(number, statement, table.yes_or_no("answer"), table.text("why")))
        table.finish()
    check_numbers(root, "question", tables, questions, least=_QUESTIONS)
    root.finish()
    return in_order(questions)


def _prompts(root: Table) -> tuple[PairPrompt, ...]:
    tables = root.tables("prompt")
    prompts = []
    for table in tables:
        number, heading = table.whole("number"), table.text("heading")
        prompts.append(PairPrompt(number, heading, table.text("text"), table.text("source")))
        table.finish()
    check_numbers(root, "prompt", tables, prompts, least=_PROMPTS)
    root.finish()
    return in_order(prompts)


def _mandate(meeting: Table) -> str:
    mandate = meeting.lines("mandate")
    if len(mandate) > MAX_CHARS:
        meeting.fault("mandate", f"has {len(mandate)} characters", f"Write at most {MAX_CHARS}, as a form field holds")
    return mandate


def _check_points(meeting: Table) -> tuple[str, ...]:
    rules: Sequence[str] = meeting.texts("check_points")
    for place, rule in enumerate(rules, 1):
        if rule and not _CHECK_POINT.fullmatch(rule):
            remedy = 'Write "week 2" or "+6 months", in English in every language'
            meeting.fault(f"check_points[{place}]", "is not a rule that can be counted", remedy, Slip.RULE)
        if rule in rules[: place - 1]:
            meeting.fault(
                f"check_points[{place}]", "stands there a second time", "Take one of the two away", Slip.TWICE
            )
    return tuple(rules)
