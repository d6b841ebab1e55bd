"""Short messages that are kept until they are delivered."""

from dialogs.cards import Card, Line, Paragraph, Said
from dialogs.flows.acting import Act
from dialogs.model.ids import PersonId
from dialogs.model.pilots import Proposal
from dialogs.outbound import Place, Post


def notice(act: Act, to: PersonId | Place, text: str, key: str) -> Post:
    """Owe `to` one sentence of our own. `key` names the reason, so that it is owed once in a meeting."""
    return tell(act, to, (text,), key)


def about_proposal(act: Act, found: Proposal, key: str, why: str = "", more: str = "") -> Post:
    """Tell a proposer how their proposal stands now, why where there is a reason, and a sentence of our own."""
    text = act.words.proposal_now(act.words.pilot_state(found.state))
    return tell(act, found.proposer, (Said(found.title), " – ", text, *_why(act, why), *_more(more)), key)


def about_pilot(act: Act, found: Proposal, to: PersonId, more: str = "") -> Post:
    """Tell somebody how a pilot stands now, why where there is a reason, and a sentence of our own."""
    text = act.words.pilot_now(act.words.pilot_state(found.state))
    line: Line = (Said(found.title), " – ", text, *_why(act, found.because), *_more(more))
    return tell(act, to, line, f"state.{found.id}.{found.version}")


def _why(act: Act, because: str) -> Line:
    return (f" {act.words.proposal_because}: ", Said(because)) if because else ()


def _more(text: str) -> Line:
    return (" ", text) if text else ()


def tell(act: Act, to: PersonId | Place, line: Line, key: str) -> Post:
    """Owe `to` a line in which something stands that a person typed. `key` is as in `notice`."""
    return Post(to, Card("notice", (act.words.notice_title,), (Paragraph(line),)), f"{act.meeting.id}/{key}/{to}")
