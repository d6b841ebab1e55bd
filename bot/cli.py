"""The command `medmakker`. Faults come out as sentences, with exit status 2 for settings and 1 for the rest."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from bot.config import FASTEST, Settings, SettingsFault, read_settings

T = TypeVar("T")
_STATUS_SETTINGS = 2


@click.group()
@click.version_option(package_name="medmakker")
def main() -> None:
    """Medmakker guides a MED committee through a meeting about AI at work."""


def _settings() -> Settings:
    return _say_faults(read_settings)


def _fail(text: str) -> None:
    click.echo(text, err=True)
    sys.exit(1)


def _need_tables(settings: Settings) -> None:
    from storage import migrate

    if not _say_faults(lambda: migrate.is_current(settings.database_url)):
        _fail("the database is not at this version: run `medmakker migrate` first")


def _say_faults(work: Callable[[], T]) -> T:
    """Run, and let a fault that people can mend come out as a sentence instead of a traceback."""
    from bot.set_up import SetUpFault
    from dialogs.content import ContentFault
    from storage.engine import StoreGone, StoreTaken, StoreUnfit
    from storage.meetings import MeetingUnknown
    from storage.vault import VaultFault

    try:
        return work()
    except SettingsFault as fault:
        click.echo(f"The settings cannot be used:\n{fault}", err=True)
        sys.exit(_STATUS_SETTINGS)
    except (ContentFault, StoreGone, StoreTaken, StoreUnfit, VaultFault, SetUpFault) as fault:
        _fail(str(fault))
    except MeetingUnknown as fault:
        _fail(f"there is no meeting {fault}: `medmakker meeting list` shows which there are")
    raise AssertionError


@main.command()
def serve() -> None:
    """Serve the pages until stopped. The database must be migrated."""
    settings = _settings()
    _need_tables(settings)
    from bot.server import serve_forever

    _say_faults(lambda: serve_forever(settings))


@main.command()
@click.option(
    "--clock-speed",
    default=12.0,
    show_default=True,
    help="How many times faster than the wall the meeting goes.",
)
@click.option("--language", type=click.Choice(["da", "en"]), default="da", show_default=True)
def demo(clock_speed: float, language: str) -> None:
    """Lay down a demonstration committee, print everybody's link, and serve. Refuses a production configuration."""
    if not 0 < clock_speed <= FASTEST:
        raise click.BadParameter(f"give a number above 0 and up to {FASTEST}", param_hint="--clock-speed")
    settings = _settings()
    if settings.base_url or not settings.on_loopback:
        click.echo("demo serves on this machine only: unset MEDMAKKER_BASE_URL and MEDMAKKER_HOST", err=True)
        sys.exit(_STATUS_SETTINGS)
    from bot.demo import run_demo

    trying = settings.model_copy(update={"tryout": True, "clock_speed": clock_speed})
    _say_faults(lambda: run_demo(trying, language))


@main.command()
@click.argument("set_up", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the links as JSON.")
def tryout(set_up: Path, as_json: bool) -> None:
    """Lay a committee, its people and a meeting from a set-up file for a try-out, and print all links."""
    settings = _settings()
    if not settings.tryout:
        click.echo("tryout needs MEDMAKKER_TRYOUT=true: its links may sign", err=True)
        sys.exit(_STATUS_SETTINGS)
    _need_tables(settings)
    from bot.demo import lay_down_file, print_links

    found = _say_faults(lambda: lay_down_file(settings, set_up))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        print_links(found)


@main.command()
def migrate() -> None:
    """Bring the database to the tables of this version."""
    settings = _settings()
    from bot.bootstrap import prepare_database

    _say_faults(lambda: prepare_database(settings))
    click.echo("The database is at this version.")


@main.group()
def content() -> None:
    """Content files: agendas, knowledge cards, prompts."""


@content.command("check")
def content_check() -> None:
    """Check all content, ours with your own folder laid over it. Exit status 1 when there is a fault."""
    settings = _settings()
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
    settings = _settings()
    from storage.engine import look
    from storage.meetings import meetings

    _need_tables(settings)
    for meeting_id, name, _, stage in _say_faults(lambda: look(settings.database_url, meetings)):
        click.echo(f"{meeting_id}  {stage:8}  {name}")


@meeting.command("export")
@click.option("--id", "meeting_id", required=True, help="The id that `medmakker meeting list` shows.")
@click.option("--out", "folder", type=click.Path(file_okay=False, path_type=Path), required=True)
def meeting_export(meeting_id: str, folder: Path) -> None:
    """Write minutes.json, minutes-open.json and announcement.txt of a meeting."""
    settings = _settings()
    _need_tables(settings)
    from bot.export import export_meeting

    try:
        _say_faults(lambda: export_meeting(settings, meeting_id, folder))
    except OSError as fault:
        _fail(f"{folder} cannot be written ({fault.strerror}): give another folder with --out")


@main.command()
def doctor() -> None:
    """Look at settings, content, database and keys, and say what to do. Exit status 1 when something is wrong."""
    settings = _settings()
    from bot.doctor import examine

    found = examine(settings)
    for line in found.lines:
        click.echo(line)
    if not found.healthy:
        sys.exit(1)
