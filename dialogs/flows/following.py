"""Pilots followed: the group is asked and answers, puts off, evaluates; the formandskab hears what waits."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from dialogs.cards import Card, Line, Paragraph, Said
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import about_pilot, tell
from dialogs.model import alarms, appointing, check_points, following
from dialogs.model.check_points import Urge
from dialogs.model.due_times import Standing, standing
from dialogs.model.followed import Advice, Answer, Course, Evaluation
from dialogs.model.ids import ItemId, PersonId
from dialogs.model.items import Item
from dialogs.model.meeting import Meeting
from dialogs.model.pilots import PilotState
from dialogs.organisation import Organisation
from dialogs.outbound import Post

EVALUATED = ("citizens", "staff", "quality", "time", "calm", "unexpected", "left_out", "changed", "because", "dissent")

# Ten of them fill a form of their own on every channel.
LINE_CHARS = 600


def wanted(meeting: Meeting, now: datetime, organisation: Organisation) -> Mapping[str, datetime]:
    """Give by name of its timer when something is told about a check-point."""
    return check_points.wanted(meeting, organisation.work, now)


def is_one(name: str) -> bool:
    """Say whether a timer is a check-point's."""
    return name.startswith(check_points.PREFIX)


def on_due(act: Act, name: str) -> Decision:
    """Ask the group, ask it again, or tell the formandskab; or drop what means nothing any more, with a trace.

    A pilot whose time is up is over then, and waits for its evaluation.
    """
    work = act.organisation.work
    found = next(each for each in check_points.due(act.meeting, work) if each.name == name)
    after, about = alarms.ring(act.meeting, name), f"{found.item.id}.{found.point.rule}"
    if standing(found.at, found.until, act.now, work) is Standing.STALE:
        return Decision(after, audit=(AuditEntry("drop_check_point", about),))
    posts = [Post(person, _asking(act, found), f"{act.meeting.id}/{name}/{person}") for person in _asked(act, found)]
    posts += _incomplete(act, found)
    if found.point.rule == check_points.EVALUATION and found.urge is Urge.ASK:
        after = following.end(after, found.item, act.today)
        posts += _over(act, after, found.item)
    elif found.urge is Urge.ASK:
        posts += _not_started(act, found)
    return Decision(after, posts=tuple(posts), audit=(AuditEntry(f"{found.urge}_check_point", about),))


def _asked(act: Act, found: check_points.Due) -> tuple[PersonId, ...]:
    """Give who is told: of the group who is still in the committee, or the formandskab as it is now."""
    if found.urge is Urge.TELL:
        return _formandskab(act)
    assert found.item.group is not None  # noqa: S101
    there = act.meeting.present(act.today).people
    return tuple(person for person in found.item.group.members if person in there)


def _formandskab(act: Act) -> tuple[PersonId, ...]:
    return tuple(person.id for person in act.meeting.present(act.today).formandskab)


def _incomplete(act: Act, due: check_points.Due) -> Iterator[Post]:
    """Tell the formandskab when nobody of a side is left in a group that is asked."""
    if due.urge is Urge.ASK and appointing.lacks_side(act.meeting, due.item.id, act.today):
        line: Line = (Said(due.item.title), " – ", act.words.group_is_incomplete)
        key = f"incomplete.{due.item.id}.{due.point.rule}"
        yield from (tell(act, person, line, key) for person in _formandskab(act))


def _over(act: Act, after: Meeting, item: Item) -> Iterator[Post]:
    """Tell those who lead the committee and the pilot, and who had the idea, that it is over."""
    found = check_points.pilot(after, item)
    assert found is not None  # noqa: S101
    asked = set(item.group.members) if item.group else set()
    people = {*_formandskab(act), found.short.responsible_leader, found.proposer}
    yield from (about_pilot(act, found, person) for person in sorted(filter(None, people - asked)))


def _not_started(act: Act, due: check_points.Due) -> Iterator[Post]:
    """Remind who leads a pilot that nobody has said that it began."""
    found = check_points.pilot(act.meeting, due.item)
    if found and found.state is PilotState.SELECTED and found.short.responsible_leader:
        line: Line = (Said(due.item.title), " – ", act.words.pilot_not_started)
        yield tell(act, found.short.responsible_leader, line, f"not-started.{found.id}.{due.point.rule}")


def _asking(act: Act, found: check_points.Due) -> Card:
    words, rule = act.words, found.point.rule
    since = words.date(found.from_on)
    text: Line = {
        Urge.ASK: (words.check_point_question(rule),),
        Urge.WAIT: (words.waits_for_you(since), " ", words.check_point_question(rule)),
        Urge.TELL: (words.group_has_not_answered(since),),
    }[found.urge]
    why = words.why_told if found.urge is Urge.TELL else words.why_asked
    return Card("check-point", (words.follow_title, Said(found.item.title)), (Paragraph(text), Paragraph((why,))))


def on_check_point(act: Act) -> Decision:
    """Keep the group's answer. Where a stop criterion is met, the one who is named for it is asked at once."""
    found = _item(act)
    signs = _chosen(act, "signs", following.signs(act.meeting, found))
    stops = _chosen(act, "stops", tuple(stop.text for stop in found.group.stop_criteria) if found.group else ())
    point = check_points.asked(act.meeting, found, act.today)
    given = Answer(
        point.rule if point else "",
        act.today,
        act.read.choice("light", Course),
        act.read.maybe("text", max_chars=LINE_CHARS),
        signs,
        stops,
    )
    after = following.answer(act.meeting, act.who, found.id, given, act.seen)
    version = check_points.state(after, found.id).version
    posts = (*_stops(act, found, given, version), *_worried(act, found, given, version))
    return done(after, act.words.check_point_kept, *posts, audit=AuditEntry("check_point", act.on, named=False))


def _stops(act: Act, item: Item, given: Answer, version: int) -> tuple[Post, ...]:
    """Ask those who are named for the criteria that are met, and the formandskab beside them."""
    if not given.stops or item.group is None:
        return ()
    meeting, words = act.meeting, act.words
    leading = _formandskab(act)
    proposal = check_points.pilot(meeting, item)
    leader = proposal.short.responsible_leader if proposal else None
    posts = []
    for number, stop in enumerate(item.group.stop_criteria):
        if stop.text not in given.stops:
            continue
        named = stop.who or leader
        for person in dict.fromkeys(((named,) if named else ()) + leading):
            ask = words.stop_is_met_you if person == named else words.stop_is_met
            line: Line = (Said(item.title), " – ", ask, " ", words.stop_met, Said(stop.text))
            posts.append(tell(act, person, line, f"stop.{item.id}.{version}.{number}"))
    return tuple(posts)


def _worried(act: Act, item: Item, given: Answer, version: int) -> tuple[Post, ...]:
    if given.course is not Course.RED or given.stops:
        return ()
    line: Line = (Said(item.title), " – ", act.words.course_red_told)
    key = f"red.{item.id}.{version}"
    return tuple(tell(act, person, line, key) for person in _formandskab(act))


def on_snooze(act: Act) -> Decision:
    """Put a check-point off."""
    found, until = _item(act), act.read.day("until")
    after = following.snooze(act.meeting, act.who, found.id, until, act.today, act.seen)
    assert until is not None  # noqa: S101
    return done(after, act.words.snoozed(act.words.date(until)), audit=AuditEntry("snooze", act.on, named=False))


def on_evaluate(act: Act) -> Decision:
    """Keep the group's evaluation, and propose it to the formandskab for the next meeting."""
    texts: dict[str, Any] = {name: act.read.maybe(name, max_chars=LINE_CHARS) for name in EVALUATED}
    given = Evaluation(act.today, act.read.choice("advice", Advice), **texts)
    after = following.evaluate(act.meeting, act.who, ItemId(act.on), given, act.seen)
    item, words = after.items[ItemId(act.on)], act.words
    line: Line = (Said(item.title), " – ", words.evaluation_came(words.advice(given.advice)))
    key = f"evaluation.{item.id}.{check_points.state(after, item.id).version}"
    posts = (tell(act, person, line, key) for person in _formandskab(act))
    ended = _ended_early(act, after, item)
    return done(after, words.evaluation_kept, *posts, *ended, audit=AuditEntry("evaluate", act.on, named=False))


def _ended_early(act: Act, after: Meeting, item: Item) -> Iterator[Post]:
    """Tell who had the idea that a pilot is over, where evaluating it ended it."""
    before, found = check_points.pilot(act.meeting, item), check_points.pilot(after, item)
    if before and found and before.state is not found.state and found.proposer != act.by:
        yield about_pilot(act, found, found.proposer)


def on_take_evaluation(act: Act) -> Decision:
    """Put the evaluation of a pilot on the table of this meeting."""
    known = {each.item: each.title for each in act.meeting.evaluated}
    title = act.words.evaluation_of(known.get(ItemId(act.on), ""))
    after = following.take_up(act.meeting, act.who, ItemId(act.on), title, act.seen, act.fresh)
    return done(after, act.words.evaluation_taken, audit=AuditEntry("take_evaluation", act.on))


def _item(act: Act) -> Item:
    """Give the item; one that is not there has no group, and the rules refuse it."""
    return act.meeting.items.get(ItemId(act.on)) or Item(ItemId(act.on), 0, "")


def _chosen(act: Act, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Give the texts that were ticked by their number; what is none of them comes back as it is, to be refused."""
    texts = {str(number): text for number, text in enumerate(known, 1)}
    return tuple(texts.get(each, each) for each in act.read.several(name))
