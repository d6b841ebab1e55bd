"""The register of what committees decided, as HR consultants read it."""

from typing import Protocol

from dialogs.model.meeting import Stage
from dialogs.register import Awaited, Office, Sort


class Register(Protocol):
    """Everything that is said in the register and not in the minutes."""

    register_title: str
    register_help: str
    register_menu: str
    skip_to_content: str
    all_decisions: str
    pilots_title: str
    waits_title: str
    all_meetings: str
    committees_title: str
    sign_in_title: str
    sign_in_help: str
    sign_in_tryout_help: str
    sign_in: str
    sign_out: str
    signed_out_title: str
    signed_out_help: str
    sign_in_link_used: str
    sign_in_refused: str
    register_not_here: str
    register_not_here_help: str
    register_bad_address: str
    register_bad_address_help: str
    register_stranger: str
    register_stranger_help: str
    register_gone: str
    register_gone_help: str
    register_fault: str
    register_fault_help: str
    search_label: str
    search_help: str
    narrow: str
    committee_label: str
    level_head: str
    pilot_state_label: str
    from_day_label: str
    to_day_label: str
    sort_label: str
    any_value: str
    show_these: str
    clear_filters: str
    next_page: str
    first_page: str
    nothing_yet: str
    nothing_yet_help: str
    nothing_found: str
    nothing_found_help: str
    take_away: str
    take_away_minutes: str
    take_away_message: str
    take_away_archive: str
    item_label: str
    decided_on_label: str
    meeting_label: str
    whole_minutes: str
    exact_words: str
    signatures_register_title: str
    approved_label: str
    not_approved_yet: str
    course_title: str
    elsewhere_title: str
    corrected_title: str
    handed_in_event: str
    starts_event: str
    ends_event: str
    superseded: str
    undiscussed_title: str
    nothing_undiscussed: str
    unsigned_title: str
    unsigned_help: str
    nothing_unsigned: str
    days_title: str
    nothing_waits: str
    minutes_unsigned: str
    minutes_signed_state: str
    committee_people_title: str
    its_decisions: str
    its_meetings: str

    def asked_on(self, since: str) -> str: ...
    def office(self, office: Office) -> str: ...
    def awaited(self, awaited: Awaited) -> str: ...
    def sorted_by(self, sort: Sort) -> str: ...
    def stage_of(self, stage: Stage) -> str: ...
    def signed_in_as(self, name: str, office: str) -> str: ...
    def decisions_found(self, count: int) -> str: ...
    def pilots_found(self, count: int) -> str: ...
    def more_than(self, found: str) -> str:
        """Give that there are more than were counted."""
        ...

    def meeting_no(self, number: int) -> str: ...
    def version_no(self, number: int) -> str: ...
    def was_due(self, what: str, day: str) -> str: ...
