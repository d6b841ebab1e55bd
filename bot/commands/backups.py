"""`medmakker backup` and `medmakker restore`."""

from pathlib import Path

import click

from bot.commands.faults import fail, need_tables, say_faults, usable_settings
from bot.commands.progress import Progress

A_FILE = click.Path(dir_okay=False, path_type=Path)
A_FILE_THAT_IS_THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=A_FILE)
def backup(file: Path) -> None:
    """Write everything but the keys to a new FILE. The server may run meanwhile."""
    settings = usable_settings()
    need_tables(settings)
    from bot.backups import back_up
    from storage.backup import sealed_rows

    progress = Progress("backup")
    made = say_faults(lambda: back_up(settings, file, progress))
    progress.end()
    click.echo(f"{file}: {made.rows:,} rows.")
    if sealed := sealed_rows(made):
        click.echo(
            f"Meetings are under way: {sealed:,} rows are sealed, and the keys are never in a backup. Where "
            f"{settings.keys} is lost, nobody can open them: authors cannot change what they wrote, and positions are "
            "taken again. Do not copy the keys: a key that survives is a meeting not forgotten."
        )


@click.command()
@click.argument("file", type=A_FILE_THAT_IS_THERE)
@click.option("--check", "only_check", is_flag=True, help="Verify the backup and touch nothing.")
def restore(file: Path, *, only_check: bool) -> None:
    """Fill an empty database from a backup FILE. All of it or nothing; stop the server first."""
    from bot import backups

    if only_check:
        progress = Progress("check")
        made = say_faults(lambda: backups.check(file, progress))
        progress.end()
        click.echo(f"{file} is whole: {made.rows:,} rows, made {made.made_at:%Y-%m-%d %H:%M} UTC.")
        return
    settings = usable_settings()
    need_tables(settings)
    progress = Progress("restore")
    try:
        done = say_faults(lambda: backups.restore_from(settings, file, progress))
    except KeyboardInterrupt:
        fail("stopped: nothing was written")
    progress.end()
    click.echo(f"{done.rows:,} rows are back.")
    if done.left_out:
        click.echo(
            f"Left out: {sum(done.left_out.values()):,} sealed rows (meetings: {len(done.left_out)}). Their keys are "
            "gone, so nobody can open them: authors cannot change what they wrote there, and positions are taken again."
        )
    click.echo("Links that were revoked after the backup was made are valid again: renew those you mean to stop.")
