"""What goes back to Slack with an acknowledgement."""

from dataclasses import dataclass, field

from bot.platforms.slack.texts import Json


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back with the acknowledgement. `refused` is the refusal's code, which nobody but a rehearsal reads."""

    body: Json = field(default_factory=dict)
    refused: str = ""


NOTHING = Reply()
