"""Come and go: arriving, leaving, and who is told."""

from dialogs.cards import Button, Buttons, Card, Facts, Paragraph, Weight
from dialogs.flows.acting import Act, Decision, done
from dialogs.flows.notices import notice
from dialogs.flows.view import View
from dialogs.model import attending, rights
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting
from dialogs.outbound import Post


def on_arrive(act: Act) -> Decision:
    """Let somebody in and tell those who lead; the one who arrives hears where the meeting is."""
    entered = act.by != act.who
    after = attending.arrive(act.meeting, act.who, act.now, entered_by_secretary=entered)
    name = after.committee.people[act.who].name
    words = act.words
    if entered:
        text = words.is_here(name)
    elif after.timeline.current is None:
        text = words.welcome_before(act.clock(after.starts_at))
    else:
        run = after.timeline.current
        title = after.agenda.item(run.phase).title
        text = words.welcome_late(title, act.clock(after.timeline.until(run, act.now)))
    return done(after, text, *told_of(act, after, act.who))


def on_leave(act: Act) -> Decision:
    """Let somebody go and tell those who lead, and the partner who stays behind."""
    pair = act.meeting.pair_of(act.who)
    after = attending.leave(act.meeting, act.who, act.now)
    name = after.committee.people[act.who].name
    text = act.words.has_left(name)
    posts = list(_told(act, after, act.who, text, "left"))
    told = {post.to for post in posts}
    for partner in pair.members if pair else ():
        if partner != act.who and partner not in told:
            posts.append(notice(act, partner, text, f"left.{act.who}.{_stays(after, act.who)}"))
    return done(after, act.words.goodbye, *posts)


def told_of(act: Act, after: Meeting, who: PersonId) -> tuple[Post, ...]:
    """Tell those who lead that somebody has come."""
    return _told(act, after, who, act.words.is_here(after.committee.people[who].name), "arrived")


def _told(act: Act, after: Meeting, who: PersonId, text: str, what: str) -> tuple[Post, ...]:
    people = (rights.in_force(after, person) for person in after.committee.people.values())
    leading = (person for person in people if person.may_lead and person.id != act.by)
    key = f"{what}.{who}.{_stays(after, who)}"
    return tuple(notice(act, person.id, text, key) for person in leading if person.id != who)


def _stays(meeting: Meeting, who: str) -> int:
    return sum(stay.person == who for stay in meeting.stays.values())


def door(view: View) -> tuple[Card, ...]:
    """Show the way in to somebody who is not in the room."""
    meeting, words = view.meeting, view.words
    if meeting.stage.is_over or meeting.is_here(view.who.id):
        return ()
    weight = Weight.MAIN if is_day(view) else Weight.PLAIN
    here = Buttons((Button(words.i_am_here, "arrive", weight=weight),))
    run = meeting.timeline.current
    if run is None:
        at = words.meeting_at(view.day(meeting.starts_at), view.clock(meeting.starts_at))
        return (Card("door", (words.door_title,), (here, Paragraph((at,)))),)
    now = words.running_now(meeting.agenda.item(run.phase).title, view.clock(meeting.timeline.until(run, view.now)))
    return (Card("door", (words.door_title,), (here, Paragraph((now,)))),)


def is_day(view: View) -> bool:
    """Say whether the day of the meeting has come, so that coming in is the first thing on the screen."""
    meeting = view.meeting
    begun = meeting.phase is not None or view.now > meeting.starts_at
    return begun or view.day(view.now) == view.day(meeting.starts_at)


def people(view: View) -> tuple[Card, ...]:
    """Show those who lead who is there and who is not; show everybody the way out."""
    meeting, words = view.meeting, view.words
    if meeting.stage.is_over:
        return ()
    body: list[Facts | Buttons] = []
    if view.who.may_lead:
        absent = sorted(person.name for person in meeting.committee.people.values() if not meeting.is_here(person.id))
        present = [person.name for person in meeting.here]
        body.append(
            Facts(
                (
                    (words.present, (", ".join(present) or words.nobody,)),
                    (words.absent, (", ".join(absent) or words.nobody,)),
                )
            )
        )
    if meeting.is_here(view.who.id):
        body.append(Buttons((Button(words.i_leave, "leave", weight=Weight.QUIET),)))
    return (Card("people", (words.people_title,), tuple(body)),) if body else ()
