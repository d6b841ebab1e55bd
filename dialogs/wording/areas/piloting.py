"""A proposal given back or sent on, and a chosen pilot from its start to its evaluation."""

from typing import Protocol


class Piloting(Protocol):
    """What is said around the table, and while a pilot lasts."""

    idea_bank: str
    idea_bank_help: str
    take_up_idea: str
    idea_taken_up: str
    redraft: str
    redrafted: str
    give_back: str
    given_back: str
    give_back_reason: str
    send_elsewhere: str
    sent_elsewhere: str
    elsewhere_reason: str
    withdrawn_by_proposer: str
    proposal_because: str
    pilot_title: str
    pilot_leader: str
    pilot_group: str
    pilot_waits_for_group: str
    pilot_waits_for_leader: str
    pilot_may_start: str
    start_pilot: str
    first_day: str
    first_day_help: str
    stop_pilot: str
    pilot_stopped: str
    stop_reason: str
    resume_pilot: str
    pilot_goes_on: str
    resume_reason: str
    end_pilot: str
    pilot_ended: str
    new_end_date: str
    leader_is_gone: str
    name_leader: str
    leader_named: str
    you_answer_for: str
    start_undiscussed: str
    undiscussed_reason: str
    undiscussed_help: str
    started_undiscussed: str
    undiscussed_mark: str
    take_undiscussed: str
    undiscussed_taken: str
    pilot_goes_on_as_it_is: str
    sent_to_committee: str
    sent_elsewhere_unknown: str
    finish_what_was_sent: str
    came_from_committee: str
    came_from_label: str
    send_there: str
    committee_not_known: str
    belongs_elsewhere: str
    scale_pilot: str
    scale_help: str
    scale_begun: str
    scale_is_proposed: str
    scale_agreed: str
    scale_note: str
    grew_from: str

    def still_to_clear(self, count: int) -> str:
        """Say how many conditions must be cleared up before the start."""
        ...

    def pilot_started(self, first_day: str) -> str:
        """Say that a pilot runs, and from which day its weeks are counted."""

    def pilot_now(self, state: str) -> str: ...

    def scaled_title(self, title: str) -> str:
        """Give the title of a proposal to extend a pilot to more people."""
        ...

    def discussion_of(self, title: str) -> str:
        """Give the title of an item about a pilot that started before MED had discussed it."""
        ...
