"""`medmakker teams`."""

from importlib.metadata import version
from pathlib import Path

import click

from bot.commands.faults import fail, usable_settings


@click.group()
def teams() -> None:
    """Microsoft Teams."""


@teams.command("package")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("medmakker.zip"), show_default=True
)
def make_package(out: Path) -> None:
    """Write the app package that an administrator of Teams uploads: manifest and icons in one file."""
    settings = usable_settings()
    if not settings.teams_app_id:
        fail("the package names the app: set MEDMAKKER_TEAMS_APP_ID and what belongs to it first")
    if not settings.base_url.startswith("https://"):
        fail("the package names the server: set MEDMAKKER_BASE_URL to where it is reached, beginning with https://")
    from bot.platforms.teams.package import package

    try:
        out.write_bytes(package(settings.teams_app_id, settings.base_url, version("medmakker")))
    except OSError as fault:
        fail(f"{out} cannot be written ({fault.strerror}): give another file with --out")
    click.echo(f"{out} is written. Upload it in the Teams admin centre under Manage apps.")
