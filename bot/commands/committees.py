"""`medmakker committee`."""

from pathlib import Path

import click

from bot.commands.faults import fail, need_tables, say_faults, usable_settings


@click.group()
def committee() -> None:
    """Committees and their people."""


@committee.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Write without asking, for scripts.")
def import_file(file: Path, *, yes: bool) -> None:
    """Take committees and people from a spreadsheet. It is saved as CSV. Shows what would change, then asks."""
    settings = usable_settings()
    need_tables(settings)
    from bot.committees import importing
    from bot.committees.sheet import FileFault
    from bot.committees.telling import tell

    try:
        reading = importing.read(file)
        changes = say_faults(lambda: importing.preview(settings, reading))
        for line in tell(changes):
            click.echo(line)
        if all(change.is_nothing for change in changes):
            click.echo("All of it is there already.")
            return
        if not (yes or click.confirm("Write this?")):
            click.echo("Nothing was written.")
            return
        say_faults(lambda: importing.write(settings, reading, changes))
    except FileFault as fault:
        fail(f"{file} was not imported:\n{fault}")
    click.echo("Written.")
