"""The plan that the formandskab makes beforehand."""

from typing import Protocol


class Planning(Protocol):
    """What is said about the plan."""

    plan_title: str
    plan_saved: str
    change_plan: str
    starts_label: str
    starts_on_label: str
    starts_time_label: str
    starts_time_help: str
    cards_label: str
    own_card_label: str
    pick_six: str
    pick_six_help: str
    speaker_help: str
    channel_posts: str

    def own_title_label(self, number: int) -> str: ...
    def own_text_label(self, number: int) -> str: ...
    def own_source_label(self, number: int) -> str: ...
