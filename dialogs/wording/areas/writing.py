"""The small form to write in, and the words that every form shares."""

from typing import Protocol


class Writing(Protocol):
    """Writing, changing and taking back. `what_is_kept` is the one sentence of rule 6 at the input."""

    save: str
    save_contribution: str
    saved: str
    edit: str
    withdraw: str
    withdrawn: str
    text_label: str
    kind_label: str
    reason_label: str
    write_title: str
    roles_not_names: str
    what_is_kept: str
