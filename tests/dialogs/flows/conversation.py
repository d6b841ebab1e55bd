"""A conversation in which a committee is set up, form by form, as people fill them in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dialogs.cards import Form
from dialogs.flows import founding
from dialogs.flows.founding import Founded
from dialogs.flows.roster import Account, Conversation
from dialogs.forms import ChoiceField, Option
from dialogs.model.ids import Fresh
from dialogs.wording import wording
from tests.dialogs.flows.play import filled_in

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Copenhagen")
NAMES = ("Anne Holm", "Lars Ø. Krogh", "Bo Dam", "Dorte Friis", "Eva Lund", "Finn Bach", "Sofie Toft", "Hans Vester")
CHANNELS = (Option("C1", "Nyt fra kommunen"), Option("C2", "Alle i Nord"))


def accounts(*names: str) -> tuple[Account, ...]:
    return tuple(Account(f"29:{number}-{name}", name) for number, name in enumerate(names))


class Setting:
    """Fills in the forms in which a committee is set up. Names stand for people in every list."""

    def __init__(self, *people: Account, channels: tuple[Option, ...] = CHANNELS, taken: str = "") -> None:
        self.where = Conversation(people or accounts(*NAMES), channels, frozenset({taken} - {""}))
        self.form: Form = founding.begin(self.where, wording("da"), "da")
        self.forms: list[Form] = [self.form]
        self.found: Founded | None = None

    def sends(self, **fields: str | tuple[str, ...]) -> "Setting":
        """Send the form that is shown, with these fields changed; in a list people are given by name."""
        sent = {**filled_in(self.form), **{name: self._ids(name, value) for name, value in fields.items()}}
        found = self.would(self.form.action, self.form.on, sent)
        if isinstance(found, Form):
            self.form = found
            self.forms.append(found)
        else:
            self.found = found
        return self

    def would(self, action: str, on: str, sent: Mapping[str, tuple[str, ...]]) -> Form | Founded:
        return founding.go_on(self.where, action, on, sent, NOW, ZONE, Fresh("chance"))

    def _ids(self, name: str, value: str | tuple[str, ...]) -> tuple[str, ...]:
        field = next((each for each in self.form.fields if each.name == name), None)
        values = (value,) if isinstance(value, str) else value
        labels = {option.label: option.id for option in field.options} if isinstance(field, ChoiceField) else {}
        return tuple(labels.get(each, each) for each in values)

    def options(self, name: str) -> list[str]:
        field = next(each for each in self.form.fields if each.name == name)
        assert isinstance(field, ChoiceField)
        return [option.label for option in field.options]

    @property
    def asks(self) -> list[str]:
        return [field.name for field in self.form.fields]

    def leaves(self, *names: str) -> "Setting":
        """Let people leave the conversation meanwhile."""
        self.where = replace(self.where, people=tuple(each for each in self.where.people if each.name not in names))
        return self

    # --- A committee as it most often is

    def is_local(self, **more: str) -> "Setting":
        return self.sends(committee="Lokal-MED Nord", level="local", **more)

    def has_sides(self, **more: str | tuple[str, ...]) -> "Setting":
        sides = {
            "management": ("Anne Holm", "Lars Ø. Krogh"),
            "employees": ("Bo Dam", "Dorte Friis", "Eva Lund", "Finn Bach"),
            "none": ("Sofie Toft", "Hans Vester"),
        }
        return self.sends(**{**sides, **more})

    def has_roles(self, **more: str | tuple[str, ...]) -> "Setting":
        roles: dict[str, str | tuple[str, ...]] = {
            "chair": "Anne Holm",
            "vice_chair": "Bo Dam",
            "secretary": "Sofie Toft",
            "hr": "Hans Vester",
        }
        return self.sends(**{**roles, **more})
