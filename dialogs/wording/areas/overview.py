"""A person's overview of their meetings, and what can be asked for in words."""

from typing import Protocol

from dialogs.commands import Topic


class Overview(Protocol):
    """What is said in the overview. `day` and `at` are a date and a clock time as people read them."""

    to_sign_title: str
    tasks_title: str
    nothing_to_do: str
    meetings_title: str
    no_meetings: str
    join: str
    open_meeting: str
    lasts_now: str
    my_proposals_title: str
    no_own_proposals: str
    decisions_title: str
    no_decisions: str
    list_title: str
    more_left_out: str

    you_can_write: str
    not_understood: str
    language_later: str
    language_set: str

    propose_in: str
    cpr_covered: str
    text_cut: str
    no_meeting_to_propose_to: str

    def task(self, action: str) -> str:
        """Give what waits for somebody, by the action that settles it.

        Raises:
            KeyError: for an action that is no task.
        """
        ...

    def topic(self, topic: Topic) -> str:
        """Give what to write for something, and what comes of it."""
        ...
