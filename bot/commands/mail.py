"""`medmakker mail`."""

import re
import sys

import click

from bot.commands.faults import fail, need_tables, say_faults, usable_settings

# With which a mail server keeps what it hands to a program, and tries again (EX_TEMPFAIL).
_STATUS_LATER = 75
# The rest is the mail server's to know.
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")


@click.group()
def mail() -> None:
    """Who gets e-mail."""


@mail.command("set")
@click.argument("person")
@click.argument("address", default="")
def set_address(person: str, address: str) -> None:
    """Keep a person's address, or with none take it away. PERSON is the id in the committee's file."""
    settings = usable_settings()
    need_tables(settings)
    if address and not _ADDRESS.fullmatch(address):
        fail("that is no address: write it as in eva@kommune.dk")
    from bot.clock import WallClock
    from bot.database import write_once
    from dialogs.model.ids import PersonId
    from storage import addresses

    now = WallClock().now()
    say_faults(
        lambda: write_once(settings.database_url, lambda conn: addresses.keep(conn, PersonId(person), address, now))
    )
    click.echo("Written.")


@mail.command("list")
def list_addresses() -> None:
    """Show who gets mail, and to whom it was refused and why."""
    settings = usable_settings()
    need_tables(settings)
    from storage import addresses
    from storage.engine import look

    for each in say_faults(lambda: look(settings.database_url, addresses.everybody)):
        click.echo(f"{each.person}\t{each.address}\t{each.refused}")


@mail.command("bounced")
def note_bounce() -> None:
    """Read a message that may say a mail did not arrive.

    It comes from standard input, and the server on this machine is told. Anything but a notification of that
    (RFC 3464), about a mail of ours, is let go with exit status 0. Where the server cannot be reached the exit status
    is 75, so that whoever hands messages over comes again.
    """
    settings = usable_settings()
    from bot.bounces import from_input, hand_in, read_bounce

    found = read_bounce(from_input(sys.stdin.buffer))
    if found is None:
        click.echo("Nothing that says a mail of ours did not arrive.")
    elif hand_in(settings.host, settings.port, found):
        click.echo("Handed in.")
    else:
        click.echo("the server cannot take it now: start it, and hand the message over again", err=True)
        sys.exit(_STATUS_LATER)
