"""What each side says about an item before the meeting, on the page that everybody reads."""

from dialogs.cards import Element, Facts, Form, Heading, Line, Said
from dialogs.flows.acting import Act, Decision, done
from dialogs.flows.view import View
from dialogs.forms import TextField, one
from dialogs.model import commenting
from dialogs.model.ids import ItemId
from dialogs.model.items import Comment, Item

COMMENT_CHARS = 600


def on_comment(act: Act) -> Decision:
    """Keep what a side says. Nothing notes who wrote it."""
    text = act.read.maybe("text", max_chars=COMMENT_CHARS)
    zone = act.organisation.zone
    after = commenting.comment(act.meeting, act.who, ItemId(act.on), text, act.seen, act.now, zone)
    return done(after, act.words.comment_kept)


def comments(view: View, item: Item) -> tuple[Element, ...]:
    """Show what the sides say about an item."""
    words = view.words
    rows: tuple[tuple[str, Line], ...] = tuple(
        (words.comment_of(words.side(side)), (Said(item.comments[side].text),))
        for side in view.meeting.committee.sides
        if side in item.comments and item.comments[side].text
    )
    return (Heading((words.comments_title,)), Facts(rows)) if rows else ()


def writing(view: View, item: Item) -> tuple[Element, ...]:
    """Let a side write what it says about an item."""
    words = view.words
    if not commenting.may_comment(view.meeting, view.who, view.now, view.organisation.zone):
        return ()
    if item.id not in view.meeting.items:
        # It comes back from an earlier meeting, and is on this table when the meeting begins.
        return ()
    mine = item.comments.get(view.who.side, Comment(""))
    label = words.comment_of(words.side(view.who.side))
    field = TextField("text", label, words.comment_help, one(mine.text), long=True, max_chars=COMMENT_CHARS)
    about = (Said(item.title),)
    return (Form(words.comment_for, "comment", (field,), item.id, str(mine.number), about, folded=True),)
