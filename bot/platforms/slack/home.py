"""App Home: a person's meetings, and for those who keep the minutes the people to write for."""

from bot.chats import Pressed
from bot.platforms.slack.acts import FOR
from bot.platforms.slack.limits import LIMITS
from bot.platforms.slack.sender import head_blocks
from bot.platforms.slack.texts import Json, parts, plain, rich
from bot.platforms.slack.words import slack_words
from dialogs.cards import Said
from dialogs.flows.standing_in import can_be_entered
from dialogs.flows.view import View
from dialogs.screens import head


def home_view(views: list[View]) -> Json:
    """Give the home of somebody who takes part in these meetings, the next one first."""
    words = slack_words(views[0].meeting.committee.language if views else "da")
    blocks: list[Json] = [{"type": "header", "text": plain(words.my_meetings, LIMITS["header_chars"])}]
    if not views:
        blocks += rich(parts("rich_text_section", (words.no_meetings,)))
    for view in views:
        blocks += _meeting(view)
    return {"type": "home", "blocks": blocks[: LIMITS["view_blocks"]]}


def _meeting(view: View) -> list[Json]:
    meeting, words = view.meeting, slack_words(view.meeting.committee.language)
    day, clock = view.when(meeting.starts_at)
    when = rich(parts("rich_text_section", (Said(meeting.committee.name), f": {day}, {view.words.at_clock(clock)}")))
    blocks = [{"type": "divider"}, *head_blocks(head(view)), *when]
    # At most a hundred can be chosen from in Slack, and no committee has so many.
    others = can_be_entered(view)[: LIMITS["select_options"]]
    if others:
        options = [
            {
                "text": plain(person.name, LIMITS["option_chars"]),
                "value": Pressed(FOR, "", "", meeting.id, person.id).text(),
            }
            for person in others
        ]
        choice = {
            "type": "static_select",
            "action_id": f"{FOR}:{meeting.id}",
            "placeholder": plain(words.enter_for, 150),
            "options": options,
        }
        blocks += rich(parts("rich_text_section", (words.enter_for_help,)))
        blocks.append({"type": "actions", "elements": [choice]})
    return blocks
