"""The command `medmakker`. Faults come out as sentences, with exit status 2 for settings and 1 for the rest."""

import gc
import json
import sys
from pathlib import Path

import click

from bot.commands.backups import backup, restore
from bot.commands.committees import committee
from bot.commands.faults import STATUS_SETTINGS, fail, need_tables, say_faults, usable_settings
from bot.commands.mail import mail
from bot.commands.teams import teams
from bot.commands.trail import audit
from bot.config import FASTEST


@click.group()
@click.version_option(package_name="medmakker")
def main() -> None:
    """Medmakker guides a MED committee through a meeting about AI at work."""


main.add_command(audit)
main.add_command(backup)
main.add_command(restore)
main.add_command(committee)
main.add_command(mail)
main.add_command(teams)


@main.command()
def serve() -> None:
    """Serve the pages until stopped. The database must be migrated."""
    # Nothing that is loaded on the way is garbage. Measured: looking for it takes an eighth of the time to ready.
    gc.disable()
    settings = usable_settings()
    need_tables(settings)
    from bot.server import serve_forever

    say_faults(lambda: serve_forever(settings))


@main.command()
@click.option(
    "--clock-speed",
    default=12.0,
    show_default=True,
    help="How many times faster than the wall the meeting goes.",
)
@click.option("--language", type=click.Choice(["da", "en"]), default="da", show_default=True)
def demo(clock_speed: float, language: str) -> None:
    """Serve a demonstration on this machine and print its links. Refuses a production configuration."""
    if not 0 < clock_speed <= FASTEST:
        raise click.BadParameter(f"give a number above 0 and up to {FASTEST}", param_hint="--clock-speed")
    settings = usable_settings()
    if settings.base_url or not settings.on_loopback:
        click.echo("demo serves on this machine only: unset MEDMAKKER_BASE_URL and MEDMAKKER_HOST", err=True)
        sys.exit(STATUS_SETTINGS)
    from bot.demo import run_demo

    trying = settings.model_copy(update={"tryout": True, "clock_speed": clock_speed})
    say_faults(lambda: run_demo(trying, language))


@main.command()
@click.argument("set_up", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the links as JSON.")
@click.option(
    "--accounts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Who is who in chats, as JSON.",
)
def tryout(set_up: Path, as_json: bool, accounts: Path | None) -> None:
    """Lay down a meeting from a set-up file, to try it out. Prints all links."""
    settings = usable_settings()
    if not settings.tryout:
        click.echo("tryout needs MEDMAKKER_TRYOUT=true: its links may sign", err=True)
        sys.exit(STATUS_SETTINGS)
    need_tables(settings)
    from bot.demo import lay_down_file, print_links

    found = say_faults(lambda: lay_down_file(settings, set_up, accounts))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        print_links(found)


@main.command()
def migrate() -> None:
    """Bring the database to the tables of this version."""
    settings = usable_settings()
    from bot.database import prepare_database

    say_faults(lambda: prepare_database(settings))
    click.echo("The database is at this version.")


@main.group()
def content() -> None:
    """Content files: agendas, knowledge cards, prompts."""


@content.command("check")
def content_check() -> None:
    """Check all content, ours with your own folder laid over it. Exit status 1 when there is a fault."""
    settings = usable_settings()
    from bot.content import check_content

    faults = check_content(settings.content)
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo("The content has no faults.")


@main.group()
def meeting() -> None:
    """Meetings and their records."""


@meeting.command("list")
def meeting_list() -> None:
    """Show id, committee and stage of every meeting."""
    settings = usable_settings()
    from storage.engine import look
    from storage.listing import meetings

    need_tables(settings)
    for meeting_id, name, _, stage in say_faults(lambda: look(settings.database_url, meetings)):
        click.echo(f"{meeting_id}  {stage:9}  {name}")


@meeting.command("export")
@click.option("--id", "meeting_id", required=True, help="The id that `medmakker meeting list` shows.")
@click.option("--out", "folder", type=click.Path(file_okay=False, path_type=Path), required=True)
def meeting_export(meeting_id: str, folder: Path) -> None:
    """Write the minutes as JSON and text, and announcement.txt."""
    settings = usable_settings()
    need_tables(settings)
    from bot.export import NoMinutes, export_meeting

    try:
        say_faults(lambda: export_meeting(settings, meeting_id, folder))
    except NoMinutes:
        fail("the meeting was cancelled, so there are no minutes of it: `medmakker meeting list` shows those held")
    except OSError as fault:
        fail(f"{folder} cannot be written ({fault.strerror}): give another folder with --out")


@main.group()
def register() -> None:
    """What the HR consultants' register shows."""


@register.command("rebuild")
def register_rebuild() -> None:
    """Make what the register shows anew from all signed minutes. On SQLite, stop the server first."""
    settings = usable_settings()
    need_tables(settings)
    from bot.commands.progress import Progress
    from bot.database import write_once
    from storage.decisions import rebuild

    progress = Progress("register")
    meetings = say_faults(lambda: write_once(settings.database_url, lambda conn: rebuild(conn, progress)))
    progress.end()
    click.echo(f"The register shows the minutes of {meetings:,} meetings.")


@main.command()
def doctor() -> None:
    """Look at settings, content, database and keys. Says what to do; exit status 1 when something is wrong."""
    settings = usable_settings()
    from bot.doctor import examine

    found = examine(settings)
    for line in found.lines:
        click.echo(line)
    if not found.healthy:
        sys.exit(1)
