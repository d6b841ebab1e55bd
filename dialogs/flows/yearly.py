"""Once a year: what a formandskab looks at where AI is in use. It is counted as summaries are, not from a meeting.

Nothing of it is law in our own words: which rules come, from when and by which source, stands in the content.
"""

import re
from collections.abc import Iterator

from dialogs.cards import Bullets, Card, Element, Heading, Line, Paragraph
from dialogs.flows.acting import Act, AuditEntry, Decision
from dialogs.model import summarizing
from dialogs.model.screening import Duty
from dialogs.model.summarized import Summary, SummaryKind
from dialogs.outbound import Post

_ARTICLE = re.compile(r"(.+?)\s((?:art\.|§).*)", re.IGNORECASE)


def tell_formandskab(act: Act, found: Summary) -> Decision:
    """Tell who leads the committee now; where there is nothing to look at, note that and leave them alone."""
    after = summarizing.add(act.meeting, [(found, "")])
    if not summarizing.follows(act.meeting):
        return Decision(after, audit=(AuditEntry("drop_summary", found.id),))
    card = Card("reminder", (act.words.summary_title(SummaryKind.YEAR),), tuple(_body(act, found)))
    leading = act.meeting.present(act.today).formandskab
    posts = tuple(Post(each.id, card, f"{act.meeting.id}/summary.{found.id}/{each.id}") for each in leading)
    return Decision(after, posts=posts, audit=(AuditEntry("remind", found.id),))


def _body(act: Act, found: Summary) -> Iterator[Element]:
    words = act.words
    yield Bullets(((words.year_plan,), (words.year_training,)))
    rules = tuple(_rules(act, found))
    yield Heading((words.year_rules,))
    sources = dict.fromkeys((_place(each)[0], each.as_of) for each in rules)
    lines = tuple(_rule(act, each, whole=len(sources) > 1) for each in rules)
    yield Bullets(lines) if lines else Paragraph((words.year_no_rules,))
    yield from (Paragraph((words.year_source(law, words.date(day)),)) for law, day in sources)
    yield Paragraph((words.why_year(act.meeting.committee.name),))


def _rules(act: Act, found: Summary) -> Iterator[Duty]:
    """Give the rules whose first day lies in the year that is over or in the one that comes."""
    assert found.since is not None  # noqa: S101
    until = summarizing.later(found.since, 2 * summarizing.MONTHS[found.kind])
    for duty in act.content.screening.duties:
        if found.since <= duty.active_from < until:
            yield duty


def _rule(act: Act, duty: Duty, *, whole: bool) -> Line:
    """Say a rule with its place in the one law below, or with the `whole` source where there are several."""
    place = duty.basis if whole else _place(duty)[1]
    day = act.words.date(duty.active_from)
    return (f"{act.words.year_from_day(day)}: {duty.text}{f' ({place})' if place else ''}.",)


def _place(duty: Duty) -> tuple[str, str]:
    """Give the law a duty stands in, and where in it: the law is named once for all that stands there."""
    found = _ARTICLE.fullmatch(duty.basis)
    return (found[1], found[2]) if found else (duty.basis, "")
