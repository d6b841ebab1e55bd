"""Who sits in a committee, on which side, in which roles."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from dialogs.model.ids import CommitteeId, PersonId


class Side(StrEnum):
    """The two sides of a MED committee, and neither. An ordinary team has no sides: all of it is one."""

    MANAGEMENT = "management"
    EMPLOYEES = "employees"
    NONE = "none"
    TEAM = "team"


SIDES = (Side.MANAGEMENT, Side.EMPLOYEES)


class Role(StrEnum):
    """What a person is in a committee. One person can be several things.

    A signer is named in the meeting, where there is no vice-chair, and is one for that meeting only.
    """

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    OBSERVER = "observer"
    TEAM_LEADER = "team_leader"
    HR = "hr"
    SHOP_STEWARD = "shop_steward"
    SAFETY_REP = "safety_rep"
    SAFETY_LEADER = "safety_leader"
    SIGNER = "signer"


FORMANDSKAB = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.SIGNER})
# Whoever has no other role than these takes no part in a team.
BESIDE = frozenset({Role.SECRETARY, Role.OBSERVER, Role.HR})


class Level(StrEnum):
    """Where in the MED system a committee sits."""

    MAIN = "main"
    AREA = "area"
    LOCAL = "local"
    STAFF_MEETING = "staff_meeting"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Person:
    """A person in one committee. `reports_to` is the own leader, where that leader is in the committee too.

    `left_on` is the first local day on which somebody is no longer a member; `roles_until` holds the last day of roles
    that end before that.
    """

    id: PersonId
    name: str
    side: Side
    roles: frozenset[Role]
    reports_to: PersonId | None = None
    left_on: date | None = None
    roles_until: Mapping[Role, date] = field(default_factory=dict, hash=False)

    def on(self, day: date) -> "Person":
        """Give the person with the roles they have on a local day."""
        ended = {role for role, last in self.roles_until.items() if last < day}
        return replace(self, roles=self.roles - ended) if self.roles & ended else self

    def has_left(self, day: date) -> bool:
        """Say whether this is no longer a member on a local day."""
        return self.left_on is not None and self.left_on <= day

    @property
    def in_formandskab(self) -> bool:
        """Say whether this is the chair or a vice-chair, or was named to sign where there is none."""
        return bool(self.roles & FORMANDSKAB)

    @property
    def is_secretary(self) -> bool:
        """Say whether this person keeps time and minutes."""
        return Role.SECRETARY in self.roles

    @property
    def may_lead(self) -> bool:
        """Say whether this person may move the meeting on: formandskab and secretary."""
        return self.in_formandskab or self.is_secretary

    @property
    def is_party(self) -> bool:
        """Say whether what this person says counts: a side, and not an observer."""
        return self.side is not Side.NONE and Role.OBSERVER not in self.roles


@dataclass(frozen=True, slots=True)
class Committee:
    """A MED committee, a staff meeting with MED status, or an ordinary team.

    `may_agree` says whether it has the power to make a local agreement (MED framework agreement § 6). In a team nobody
    has a side of MED, whatever is given: those who take part are on the side `team`.
    """

    id: CommitteeId
    name: str
    level: Level
    language: str
    people: Mapping[PersonId, Person]
    may_agree: bool = False

    def __post_init__(self) -> None:
        if self.is_team:
            people = {key: replace(person, side=_in_team(person)) for key, person in self.people.items()}
            object.__setattr__(self, "people", people)
        elif any(person.side is Side.TEAM for person in self.people.values()):
            # A team that became a committee: nobody has a side before somebody says which.
            sides = {key: Side.NONE if each.side is Side.TEAM else each.side for key, each in self.people.items()}
            people = {key: replace(person, side=sides[key]) for key, person in self.people.items()}
            object.__setattr__(self, "people", people)

    def on(self, day: date, kept: Collection[PersonId]) -> "Committee":
        """Give the committee with those who are in it on a local day, and with `kept`, whatever became of them."""
        people = {key: each.on(day) for key, each in self.people.items() if key in kept or not each.has_left(day)}
        return replace(self, people=people)

    @property
    def by_name(self) -> tuple[Person, ...]:
        """Give everybody by name."""
        return tuple(sorted(self.people.values(), key=lambda person: (person.name, person.id)))

    @property
    def is_team(self) -> bool:
        """Say whether this is an ordinary team with its leader, without sides and formandskab."""
        return self.level is Level.TEAM

    @property
    def sides(self) -> tuple[Side, ...]:
        """Give the sides whose word counts, management first."""
        return (Side.TEAM,) if self.is_team else SIDES

    @property
    def leaders(self) -> tuple[Person, ...]:
        """Give those who may decide, by name: the management side, or in a team whoever leads it."""
        leading = {Role.CHAIR, Role.TEAM_LEADER}
        found = (p for p in self.people.values() if (p.roles & leading if self.is_team else p.side is Side.MANAGEMENT))
        return tuple(sorted(found, key=lambda person: (person.name, person.id)))

    @property
    def formandskab(self) -> tuple[Person, ...]:
        """Give those who sign: the chair first, then vice-chairs, or who was named in their place, by name."""
        return tuple(
            sorted(
                (person for person in self.people.values() if person.in_formandskab),
                key=lambda person: (Role.CHAIR not in person.roles, person.name, person.id),
            )
        )

    @property
    def names_signers(self) -> bool:
        """Say whether colleagues who sign are named in each meeting: a staff meeting or a team without a vice-chair."""
        return self.level in {Level.STAFF_MEETING, Level.TEAM} and not any(
            Role.VICE_CHAIR in person.roles for person in self.people.values()
        )

    def signed_by(self, signers: Iterable[PersonId]) -> "Committee":
        """Give the committee in which these people, and no others, are named to sign."""
        named = set(signers)
        people = {
            key: replace(person, roles=person.roles - {Role.SIGNER} | ({Role.SIGNER} if key in named else set()))
            for key, person in self.people.items()
        }
        return replace(self, people=people)


def _in_team(person: Person) -> Side:
    return Side.NONE if Role.OBSERVER in person.roles or person.roles <= BESIDE else Side.TEAM
