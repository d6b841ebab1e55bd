"""What a meeting is filled with: agendas, cards, prompts and texts, as files that an HR consultant can change.

One folder for each language. Whoever reads the folder hands the texts of `FILES` to `parse_content`. A municipality's
own folder may lie over ours: a file of the same name replaces ours entirely. `demo.toml` is a committee to try things
with and no part of the content.
"""

from dialogs.content.comparing import compare
from dialogs.content.faults import ContentFault, Fault
from dialogs.content.parsing import FILES, parse_content
from dialogs.content.values import (
    AnswerKind,
    Content,
    InventoryQuestion,
    KnowledgeCard,
    Language,
    PairPrompt,
    QuizQuestion,
)

__all__ = [
    "FILES",
    "AnswerKind",
    "Content",
    "ContentFault",
    "Fault",
    "InventoryQuestion",
    "KnowledgeCard",
    "Language",
    "PairPrompt",
    "QuizQuestion",
    "compare",
    "parse_content",
]
