"""Lays down pilots that there were before, from a set-up file, so that new proposals find the ones they are like."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from bot.set_up import SetUpFault, Table
from dialogs.model.ids import CommitteeId, MeetingId, PersonId, ProposalId
from dialogs.model.people import Committee, Level
from dialogs.model.pilots import PilotState, Proposal, ShortForm
from storage import pilot_words
from storage.committees import add_committee
from storage.engine import Connection
from storage.neighbours import take_in
from storage.rosters import committees


def make_earlier(found: Table, chance: Callable[[], str]) -> list[tuple[str, Proposal, date]]:
    """Make the pilots that were there before (`[[earlier_pilot]]`): whose each was, itself, and when it was chosen.

    Raises:
        SetUpFault: naming the key that is wrong.
    """
    try:
        return [
            (
                row["committee"],
                Proposal(
                    ProposalId(chance()),
                    CommitteeId(""),
                    PersonId(""),
                    PilotState(row["state"]),
                    ShortForm(title=row["title"], tool=row["tool"], core_task=row["core_task"]),
                    because=row.get("because", ""),
                ),
                date.fromisoformat(str(row["decided_on"])),
            )
            for row in found.get("earlier_pilot", ())
        ]
    except (KeyError, ValueError, TypeError) as fault:
        raise SetUpFault(f"earlier_pilot: {type(fault).__name__} {fault}") from fault


def lay_earlier(
    conn: Connection, pilots: Iterable[tuple[str, Proposal, date]], language: str, chance: Callable[[], str]
) -> None:
    """Write earlier pilots. A committee that is not there is made, with nobody in it."""
    known = {each.name: each.id for each in committees(conn)}
    for name, pilot, day in pilots:
        if name not in known:
            known[name] = CommitteeId(chance())
            add_committee(conn, Committee(known[name], name, Level.LOCAL, language, {}))
        mine = replace(pilot, committee=known[name])
        take_in(conn, mine, ())
        pilot_words.keep_one(conn, mine, MeetingId(""), day)
