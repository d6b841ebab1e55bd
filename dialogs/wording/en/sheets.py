"""A file of committees and what can be wrong in it, in English."""

from dialogs.flaws import Flaw, Values

_AS_CSV = 'in the spreadsheet choose "Save as" and "CSV UTF-8"'
_SENTENCES = {
    Flaw.APART: "nobody is {role} and {other} at once: delete one of the two roles",
    Flaw.CELLS: "the cells cannot be told apart ({why}): look for a quote that is opened and never closed",
    Flaw.CHANGED: "somebody changed the committees meanwhile, so nothing was written: look again",
    Flaw.CPR: "a CPR number stands under {column}: remove it, Medmakker keeps none",
    Flaw.ELSEWHERE: (
        "{name} is in another committee too: if it is one person, write the {column} '{id}' in both rows, and if not, "
        "another"
    ),
    Flaw.EMPTY: "{column} is empty: write it, or delete the row",
    Flaw.EMPTY_LEVEL: "{column} is empty: {instead}",
    Flaw.EMPTY_SIDE: "{column} is empty: write {either}",
    Flaw.ENDS: "{column} has {days} dates for {roles} roles: write one, or one for each",
    Flaw.ENDS_AFTER: "the role {role} ends on {day}, after the person has left: write an earlier day",
    Flaw.ID_ELSEWHERE: "the {column} '{id}' is {other} in another committee: write another",
    Flaw.ID_TAKEN: "the {column} '{id}' made from {name} is that of {other}: write another",
    Flaw.LARGE: "the file is too large: split it by committee",
    Flaw.LONG: "{column} is longer than {most} characters: shorten it",
    Flaw.MAIL: "an e-mail address stands under {column}: remove it, Medmakker keeps none here",
    Flaw.MAIL_COLUMN: "e-mail addresses are not kept: delete the column",
    Flaw.MANY_CHAIRS: "{name} has {count} people as {role} ({names}): leave one",
    Flaw.MISSING_COLUMN: "there is no column {column}: add it",
    Flaw.MORE_CELLS: "there are more cells than headers: put quotes around a cell that holds the separator",
    Flaw.NAME_TAKEN: "somebody else in the committee has the name {name}: add what tells them apart to the name",
    Flaw.NEW_AND_GONE: "{name} is new, and would be gone by {day}: delete the row",
    Flaw.NEW_ROLE_OVER: "{name} is new, and {role} only until {day}: delete the role",
    Flaw.NOBODY: "the file has headers and no people: write a row for each person",
    Flaw.NO_DATE: "{column} {text} is no date: write it as 31-01-2027 or 2027-01-31",
    Flaw.NO_HEADERS: "the first row is empty: write the headers {headers} there",
    Flaw.NO_ID: "no {column} can be made from {name}: write one",
    Flaw.NO_ROLES: "{column} is empty: write at least one, such as '{example}'",
    Flaw.NO_TEXT: f"the file is no text: {_AS_CSV}",
    Flaw.NOT_THE_SAME: "{column} is not the same as in row {row}: one committee has one",
    Flaw.OLD_WORKBOOK: f"this is a workbook of an older kind: {_AS_CSV}",
    Flaw.OTHER_SIDE: "a {role} is of the side {side}: change the side or the role",
    Flaw.OWN_BOSS: "{name} ends up as their own leader: look at the column {column}",
    Flaw.ROLE_MISSING: "{name} has no {role}: give somebody this role",
    Flaw.SAME_NAME: "{count} committees have the name {name}: nobody can say which is meant",
    Flaw.SAME_PERSON: "{name} is the same person as in row {row}: write one row, with all roles",
    Flaw.SUBSTITUTE_SIDE: "a {role} needs the side of those they stand in for: write {either}",
    Flaw.TWO_COLUMNS: "two columns are {column}: delete one",
    Flaw.UNKNOWN_BOSS: (
        "{column} {text} is not known: write a name or id from the same committee, or leave it empty when the leader "
        "is not in it"
    ),
    Flaw.UNKNOWN_HEADER: "the header {text} is not known: {instead}, or delete it",
    Flaw.UNKNOWN_WORD: "{column} {text} is not known: {instead}",
    Flaw.UNREADABLE: "{path} cannot be read ({why}): give another file",
    Flaw.USELESS_ID: "{column} {text} cannot be used: write small letters a-z, digits, - and _, or leave it empty",
    Flaw.WORKBOOK: f"the workbook cannot be read: {_AS_CSV}",
}


def _instead(choices: tuple[str, ...]) -> str:
    return f"write '{choices[0]}'" if len(choices) == 1 else f"write one of: {', '.join(choices)}"


class Sheets:
    """What is said of a file of committees."""

    def flaw(self, flaw: Flaw, values: Values) -> str:
        choices, names = (tuple(values.get(key, ())) for key in ("choices", "names"))  # type: ignore[arg-type]
        told = {"instead": _instead(choices), "either": " or ".join(choices), "names": " and ".join(names)}
        return _SENTENCES[flaw].format_map({**values, **told})

    def in_row(self, row: int, text: str) -> str:
        return f"row {row}: {text}"
