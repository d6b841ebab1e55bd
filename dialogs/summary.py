"""The drafts of summaries, from what is signed and may be told. People edit them and sign them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dialogs.model.followed import Evaluation
from dialogs.model.pilots import UNDER_WAY, PilotState
from dialogs.model.summarized import Reported, Summary, SummaryKind
from dialogs.model.texts import MAX_CHARS
from dialogs.wording import Wording
from dialogs.wording.letters import asked_or_told, clip

LEARNT = ("because", "unexpected", "changed")
EVALUATED = ("citizens", "staff", "quality", "time", "calm", "unexpected", "left_out", "changed", "because", "dissent")
_BETWEEN = "\n\n"


def of_evaluation(title: str, result: str, wording: str, found: Evaluation, words: Wording) -> str:
    """Draft what is told of a pilot that was evaluated: what it came to, and what the group saw."""
    told = [f"{words.learnt(name)}: {text}" for name in EVALUATED if (text := getattr(found, name))]
    return _fitted((words.summary_of_evaluation(title), f"{result}.\n{wording}"), told)


def of_time(summary: Summary, committee: str, pilots: Sequence[Reported], words: Wording) -> str:
    """Draft what is told of a month or a half-year; nothing where there is nothing to tell."""
    assert summary.since is not None and summary.until is not None  # noqa: S101, PT018
    whole = summary.kind is SummaryKind.HALF_YEAR
    since, until = summary.since, summary.until
    parts = (
        (words.summary_progress, [_line(each, words, whole=whole) for each in pilots if each.state in UNDER_WAY]),
        (words.summary_chosen, [_line(each, words, whole=whole) for each in pilots if _is_new(each, since, until)]),
        (
            words.summary_learnt,
            [_concluded(each, words, whole=whole) for each in pilots if _came(each, since, until, stopped=False)],
        ),
        (
            words.summary_stopped,
            [_concluded(each, words, whole=whole) for each in pilots if _came(each, since, until, stopped=True)],
        ),
        (words.summary_waiting, list(_waiting(pilots, words, whole=whole))),
    )
    told = [line for title, lines in parts if lines for line in (f"{title}\n{lines[0]}", *lines[1:])]
    last = until - timedelta(days=1)
    title = words.summary_of_time(committee, words.date(since), words.date(last))
    return _fitted((title,), told) if told else ""


def _fitted(opens: Sequence[str], told: Sequence[str]) -> str:
    """Join the parts; where the whole would be longer than a text may be, each is cut to its share."""
    whole = _BETWEEN.join((*opens, *told))
    if len(whole) <= MAX_CHARS or not told:
        return clip(whole, MAX_CHARS)
    share = (MAX_CHARS - len(_BETWEEN.join(opens))) // len(told) - len(_BETWEEN)
    # With very many there is no room for a word about each.
    return clip(_BETWEEN.join((*opens, *(clip(each, max(share, 1)) for each in told))), MAX_CHARS)


def _is_new(each: Reported, since: date, until: date) -> bool:
    return each.state is PilotState.SELECTED and since <= each.chosen_on < until


def _came(each: Reported, since: date, until: date, *, stopped: bool) -> bool:
    inside = each.concluded_on is not None and since <= each.concluded_on < until
    return inside and (each.state is PilotState.STOPPED) is stopped


def _named(each: Reported, *, whole: bool) -> str:
    return f"{each.title} ({each.committee})" if whole else each.title


def _line(each: Reported, words: Wording, *, whole: bool) -> str:
    # What runs stands under a heading that says so.
    state = "" if each.state is PilotState.RUNNING else f"{words.pilot_state(each.state)}."
    answer = (f"{words.course(each.answer.course)}.", each.answer.text) if each.answer else ()
    return _listed(each, " ".join(filter(None, (state, *answer))), whole=whole)


def _concluded(each: Reported, words: Wording, *, whole: bool) -> str:
    texts = [getattr(each.evaluation, name) for name in LEARNT] if each.evaluation else []
    # And so does what was stopped.
    state = "" if each.state is PilotState.STOPPED else f"{words.pilot_state(each.state)}."
    return "\n".join(filter(None, (_listed(each, state, whole=whole), each.because, *texts)))


def _listed(each: Reported, said: str, *, whole: bool) -> str:
    name = _named(each, whole=whole)
    return f"– {asked_or_told(name)} {said}" if said else f"– {name}"


def _waiting(pilots: Sequence[Reported], words: Wording, *, whole: bool) -> Iterator[str]:
    for each in pilots:
        if each.unanswered_since:
            yield f"– {_named(each, whole=whole)}: {words.asked_on(words.date(each.unanswered_since))}."
        elif each.state is PilotState.SELECTED:
            yield f"– {_named(each, whole=whole)}: {words.summary_not_started}"
