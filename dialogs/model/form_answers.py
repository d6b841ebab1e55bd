"""What can be ticked in the longer form of a proposal, beside what is written in own words (domain.md (c1), 11-15)."""

from enum import StrEnum


class Involved(StrEnum):
    """Where a proposal has been talked about with the employees so far."""

    NOT_YET = "not_yet"
    TRIO = "trio"
    STAFF_MEETING = "staff_meeting"
    SAFETY_GROUP = "safety_group"
    MED = "med"


class Effect(StrEnum):
    """What becomes of one side of the working day."""

    BETTER = "better"
    UNCHANGED = "unchanged"
    WORSE = "worse"
    DONT_KNOW = "dont_know"


class Gainer(StrEnum):
    """Who gains most."""

    CITIZENS = "citizens"
    EMPLOYEES = "employees"
    BOTH = "both"
    BUDGET = "budget"
    DONT_KNOW = "dont_know"


class DataKind(StrEnum):
    """What kinds of information a tool is given. `NONE`, nothing about persons, stands alone."""

    NONE = "none"
    CITIZENS = "citizens"
    EMPLOYEES = "employees"
    SENSITIVE = "sensitive"
    CPR = "cpr"
    DONT_KNOW = "dont_know"
