"""Beside the minutes: case numbers, an item closed afterwards, and those who are waited for reminded once more."""

from datetime import date

from dialogs.cards import Button, Buttons, Card, Element, Facts, Form, Line, Paragraph, Said
from dialogs.flows import calling
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import tell
from dialogs.flows.options import a_text
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, Option, TextField
from dialogs.model import announcing, archiving, check_points, closing
from dialogs.model.ids import ItemId, PersonId
from dialogs.model.items import Item
from dialogs.model.meeting import Meeting, Stage

MINUTES = "minutes"
CASE_CHARS = 60
GROUND_CHARS = 300


def on_note_case(act: Act) -> Decision:
    """Note a case number."""
    on, number = act.read.raw("item"), act.read.maybe("case_number", max_chars=CASE_CHARS)
    after = archiving.note_case(act.meeting, act.who, on, number, act.seen, act.today)
    return done(after, act.words.case_noted, audit=AuditEntry("note_case", on))


def on_close_item(act: Act) -> Decision:
    """Close an item. What the organisation was told before cannot be taken back."""
    on, ground = ItemId(act.read.raw("item")), act.read.maybe("ground", max_chars=GROUND_CHARS)
    after = archiving.close_item(act.meeting, act.who, on, ground, act.seen, act.today)
    told = act.meeting.announcement
    named = told.posted_at and announcing.names_closed_item(after, told.text)
    text = act.words.item_closed_message_out if named else act.words.item_closed
    return done(after, text, *calling.not_agreed_any_more(act, after), audit=AuditEntry("close_item", on))


def on_remind_again(act: Act) -> Decision:
    """Send once more what those who are waited for were sent before: once a day, whoever asks."""
    waiting = _waiting(act.meeting, act.on, act.today)
    after = archiving.remind(act.meeting, act.who, act.on, waiting, act.today)
    line: Line = (act.words.minutes_wait_for_you,)
    item = act.meeting.items.get(ItemId(act.on))
    since = check_points.asked_since(act.meeting, item, act.today) if item else None
    if item and since:
        line = (Said(item.title), " – ", act.words.waits_for_you(act.words.date(since)))
    posts = (tell(act, person, line, f"again.{act.on}.{act.today}") for person in waiting)
    return done(after, act.words.reminded_again(len(waiting)), *posts, audit=AuditEntry("remind_again", act.on))


def _waiting(meeting: Meeting, on: str, today: date) -> tuple[PersonId, ...]:
    """Give who is waited for: those who have not signed the minutes, or a group that owes an answer."""
    if on == MINUTES:
        over = meeting.stage is Stage.ENDED and not (meeting.newest and meeting.newest.out_at)
        return closing.minutes_wait_for(meeting) if over else ()
    item = meeting.items.get(ItemId(on))
    owes = item is not None and check_points.asked_since(meeting, item, today) is not None
    return item.group.members if item and item.group and owes else ()


def show(view: View) -> tuple[Card, ...]:
    """Show those who see to it what can be done beside the minutes."""
    meeting, words = view.meeting, view.words
    may = archiving.is_clerk(meeting, view.who.id, view.today)
    if not may or meeting.stage not in {Stage.PLANNED, Stage.ENDED}:
        return ()
    body = (*_numbers(view), *_closing(view))
    archive = (Card("archive", (words.archive_title,), body, folded=True),) if body else ()
    return (*_urging(view), *archive)


def _numbers(view: View) -> list[Element]:
    meeting, words = view.meeting, view.words
    if meeting.stage is not Stage.ENDED:
        return []
    known = meeting.case_numbers
    rows: list[tuple[str, Line]] = []
    if archiving.MEETING in known:
        rows.append((words.case_of_meeting, (Said(known[archiving.MEETING]),)))
    rows += [(_title(view, item), (Said(known[item.id]),)) for item in meeting.in_order() if item.id in known]
    options = (Option(archiving.MEETING, words.case_of_meeting), *_options(view, meeting.in_order()))
    which = ChoiceField("item", words.case_which, options, values=(archiving.MEETING,), required=True)
    number = TextField("case_number", words.case_number_label, words.case_number_help, max_chars=CASE_CHARS)
    form = Form(words.note_case, "note_case", (which, number), seen=archiving.cases(meeting), folded=True)
    return [*((Facts(tuple(rows)),) if rows else ()), form]


def _urging(view: View) -> tuple[Card, ...]:
    meeting, words = view.meeting, view.words
    body: list[Element] = []
    if _waiting(meeting, MINUTES, view.today):
        remind = Button(words.remind_to_sign, "remind_again", MINUTES)
        body += [Paragraph((words.signatures_missing,)), Buttons((remind,))]
    for item in meeting.in_order():
        if _waiting(meeting, item.id, view.today):
            about: Line = (Said(_title(view, item)),)
            again = Button(words.remind_group, "remind_again", item.id, about=about)
            body += [Paragraph((*about, " – ", words.group_owes_answer)), Buttons((again,))]
    help_text = Paragraph((words.remind_again_help,))
    return (Card("remind-again", (words.remind_title,), (help_text, *body)),) if body else ()


def _closing(view: View) -> list[Element]:
    meeting, words = view.meeting, view.words
    found = tuple(meeting.items[each] for each in archiving.closable(meeting))
    if not found:
        return []
    which = ChoiceField("item", words.close_which, _options(view, found), required=True)
    why = TextField("ground", words.ground_label, words.close_item_help, required=True, max_chars=GROUND_CHARS)
    seen = str(len(found))
    return [Form(words.close_item, "close_item", (which, why), seen=seen, folded=True)]


def _options(view: View, items: tuple[Item, ...]) -> tuple[Option, ...]:
    return tuple(a_text(item.id, _title(view, item)) for item in items)


def _title(view: View, item: Item) -> str:
    """Give the title of an item to those who may read it."""
    reads = not item.closed or view.who.may_lead or view.who.is_party
    return item.title if reads else f"{view.words.closed_item} {item.place}"
