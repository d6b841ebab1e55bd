"""Short messages that are kept until they are delivered."""

from dialogs.cards import Card, Paragraph
from dialogs.flows.acting import Act
from dialogs.model.ids import PersonId
from dialogs.outbound import Place, Post


def notice(act: Act, to: PersonId | Place, text: str, key: str) -> Post:
    """Owe `to` one sentence of our own. `key` names the reason, so that it is owed once in a meeting."""
    return Post(to, Card("notice", (act.words.notice_title,), (Paragraph((text,)),)), f"{act.meeting.id}/{key}/{to}")
