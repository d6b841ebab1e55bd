"""Who answers for something in all committees without being in one: their right is an office of the organisation."""

from dataclasses import dataclass

from dialogs.model.ids import PersonId
from dialogs.model.pilots import Owner


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody with such an office: who they are, what they own, and the name that their answers are marked with."""

    id: PersonId
    owner: Owner
    name: str
