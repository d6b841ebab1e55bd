"""Trying Medmakker out on this machine: lay a committee down, show everybody's link, and serve."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from bot.accounts import lay_accounts, read_accounts
from bot.chance import chance
from bot.clock import WallClock
from bot.config import Settings
from bot.content import demo_set_up
from bot.database import prepare_database, write_once
from bot.earlier_pilots import lay_earlier, make_earlier
from bot.organisation import organisation_of
from bot.set_up import SetUpFault, Tokens, addresses, lay_down, make, make_others, read_set_up
from dialogs.content import Language
from storage.engine import Connection

# The demonstration meeting begins this long after it was laid down.
SOON = timedelta(minutes=10)
Found = dict[str, Any]


def lay_down_text(settings: Settings, text: str, accounts: str = "{}", *, begins_soon: bool = False) -> Found:
    """Lay down what a set-up file describes with people's accounts in chats, and give everybody's way in.

    Raises:
        SetUpFault: naming the key that is wrong.
        ContentFault: when the content has faults.
        StoreTaken: when a server runs on the same database.
    """
    organisation, now = organisation_of(settings), WallClock().now()
    found = dict(read_set_up(text))
    if begins_soon:
        found["starts_at"] = (now + SOON).replace(second=0, microsecond=0)
    meeting = make(found, organisation.content, chance)
    others = make_others(found, organisation.content, chance)
    earlier = make_earlier(found, chance)
    known = read_accounts(accounts, meeting.committee.id)

    def write(conn: Connection) -> Tokens:
        lay_accounts(conn, known)
        tokens = lay_down(conn, meeting, now, chance, others)
        lay_earlier(conn, earlier, meeting.committee.language, chance)
        return tokens

    tokens = write_once(settings.database_url, write)
    names = {person.id: person.name for person in meeting.committee.people.values()}
    return {**addresses(tokens, settings.address), "names": names, "committee": meeting.committee.name}


def lay_down_file(settings: Settings, path: Path, accounts: Path | None = None) -> Found:
    """Lay down what a set-up file describes with people's accounts in chats, and give everybody's way in.

    Raises:
        SetUpFault: when it is no text, and naming the key that is wrong.
        ContentFault: when the content has faults.
        StoreTaken: when a server runs on the same database.
    """
    try:
        text = path.read_text(encoding="utf-8")
        known = accounts.read_text(encoding="utf-8") if accounts else "{}"
    except UnicodeDecodeError:
        raise SetUpFault("the set-up file, or that of accounts, is no text: save it as UTF-8") from None
    return lay_down_text(settings, text, known)


def print_links(found: Found) -> None:
    """Print everybody's way in, for people."""
    click.echo(f"{found['committee']}\n")
    for person, name in found["names"].items():
        click.echo(f"  {name:<24} {found['people'][person]}")
    click.echo(f"  {'The room (big screen)':<24} {found['room']}")
    click.echo(f"  {'The organisation':<24} {found['organisation']}\n")


def run_demo(settings: Settings, language: str) -> None:
    """Lay the demonstration committee down, print its links and what to press first, and serve.

    Raises:
        ContentFault: when the content has faults.
        StoreTaken: when a server runs on the same database.
    """
    # Only here: without the server behind it, `tryout` starts in half the time.
    from bot.server import serve_forever

    prepare_database(settings)
    found = lay_down_text(settings, demo_set_up(Language(language)), begins_soon=True)
    print_links(found)
    click.echo("Open the room's screen in one window and the first person's link in another.")
    click.echo('Press "Jeg er her" ("I am here"), then "Begynd mødet" ("Begin the meeting"), and follow "Videre".')
    click.echo("Open more links beside it to be the others. Stop with Ctrl+C; the links stay valid.\n")
    serve_forever(settings)
