"""Lays down who is who on chat platforms, and where a committee meets there, for try-outs (JSON).

{"teams": {"people": {"anne": {"account": "29:anne", "reference": null}},
"meeting": {"conversation": "19:nord", "reference": {...}},
"organisation": {"conversation": "19:alle", "reference": {...}}}}
"""

import json
from typing import Any

from bot.set_up import SetUpFault
from dialogs.model.ids import CommitteeId, PersonId
from dialogs.outbound import Place
from storage.chats import Account, Room, keep_account, keep_room
from storage.engine import Connection

Accounts = tuple[list[Account], list[Room]]
PLACES = {"meeting": Place.ROOM, "organisation": Place.ORGANISATION}


def read_accounts(text: str, committee: CommitteeId) -> Accounts:
    """Read a file of accounts.

    Raises:
        SetUpFault: when it has another form.
    """
    try:
        found: dict[str, Any] = json.loads(text)
        people = [
            Account(platform, each["account"], PersonId(person), each.get("reference"))
            for platform, rest in found.items()
            for person, each in rest.get("people", {}).items()
        ]
        rooms = [
            Room(committee, place, platform, rest[name]["conversation"], rest[name]["reference"])
            for platform, rest in found.items()
            for name, place in PLACES.items()
            if name in rest
        ]
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise SetUpFault(f"the file of accounts cannot be used: {type(fault).__name__} {fault}") from fault
    return people, rooms


def lay_accounts(conn: Connection, accounts: Accounts) -> None:
    """Write accounts and rooms."""
    people, rooms = accounts
    for person in people:
        keep_account(conn, person)
    for room in rooms:
        keep_room(conn, room)
