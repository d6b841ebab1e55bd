"""The small form to write in, and the words that every form shares."""

from typing import Protocol


class Writing(Protocol):
    """Writing, changing and taking back."""

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

    def what_is_kept(self, partners: int) -> str:
        """Give the one sentence of rule 6 for somebody with so many partners; none before there are pairs."""
        ...
