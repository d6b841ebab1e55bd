"""App Home: what waits for somebody, their meetings, proposals and decisions, and the people they may write for."""

from collections.abc import Iterable

from bot.chats import Pressed
from bot.platforms.slack.acts import FOR
from bot.platforms.slack.cards import card_blocks, messages, title_blocks
from bot.platforms.slack.limits import LIMITS
from bot.platforms.slack.texts import Json, parts, plain, rich
from bot.platforms.slack.words import SlackWords, slack_words
from dialogs.cards import Card, Said
from dialogs.content import Language
from dialogs.flows.standing_in import can_be_entered
from dialogs.flows.view import View
from dialogs.model.ids import CommitteeId, MeetingId
from dialogs.overview import OPEN_MEETING, overview
from dialogs.wording import wording


def home_view(views: list[View]) -> Json:
    """Give the home of somebody who takes part in these meetings: what waits for them, and all the rest."""
    if not views:
        return {"type": "home", "blocks": [block for language in Language for block in _of_a_stranger(language)]}
    language = views[0].meeting.committee.language
    words = slack_words(language)
    blocks = title_blocks((words.my_meetings,))
    blocks += overview_blocks(overview(views, wording(language)), views, words)
    for view in views:
        blocks += _others(view)
    return {"type": "home", "blocks": blocks[: LIMITS["view_blocks"]]}


def _of_a_stranger(language: str) -> list[Json]:
    """Say what to do in one language: which one somebody reads, Slack does not tell."""
    words = slack_words(language)
    set_up = rich(parts("rich_text_section", (words.set_up,)))
    return [*overview_blocks(overview([], wording(language)), [], words), *set_up]


def overview_blocks(cards: Iterable[Card], views: list[View], words: SlackWords) -> list[Json]:
    """Give cards about several meetings as blocks: their buttons lead to the meeting or committee they are about."""
    of_committee = {view.meeting.committee.id: view.meeting.id for view in reversed(views)}

    def carry(action: str, on: str, seen: str) -> str:
        meeting = MeetingId(on) if action == OPEN_MEETING else of_committee.get(CommitteeId(on), MeetingId(""))
        return Pressed(action, on, seen, meeting).text()

    drawn = [card_blocks(card, carry, words) for card in cards]
    return [block for message in messages("", [], drawn) for block in message["blocks"]]


def _others(view: View) -> list[Json]:
    """Offer those without a screen to the one who writes for them."""
    meeting, words = view.meeting, slack_words(view.meeting.committee.language)
    # At most a hundred can be chosen from in Slack, and no committee has so many.
    people = can_be_entered(view)[: LIMITS["select_options"]]
    if not people or meeting.stage.is_over:
        return []
    options = [
        {"text": plain(each.name, LIMITS["option_chars"]), "value": Pressed(FOR, "", "", meeting.id, each.id).text()}
        for each in people
    ]
    choice = {
        "type": "static_select",
        "action_id": f"{FOR}:{meeting.id}",
        "placeholder": plain(words.enter_for, LIMITS["header_chars"]),
        "options": options,
    }
    help_line = rich(parts("rich_text_section", (Said(meeting.committee.name), ": ", words.enter_for_help)))
    return [{"type": "divider"}, *help_line, {"type": "actions", "elements": [choice]}]
