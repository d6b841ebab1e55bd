"""`medmakker audit`."""

import click

from bot.commands.faults import fail, need_tables, say_faults, usable_settings


@click.group()
def audit() -> None:
    """The trail of what was decided and done, and by whom."""


@audit.command("check")
def check() -> None:
    """Verify that nothing in the trail was changed, taken out, swapped or slipped in. The server may run meanwhile."""
    settings = usable_settings()
    need_tables(settings)
    from storage import audit as trail
    from storage.engine import look

    holds, broken = say_faults(lambda: look(settings.database_url, trail.check))
    if broken is None:
        click.echo(f"The trail holds: {holds:,} entries.")
        return
    what = f"entry {broken.number} (id {broken.id}) is not what was written" if broken.id else (
        f"entry {broken.number} is missing"
    )  # fmt: skip
    fail(f"the trail is broken: {what}. The {holds:,} entries before it hold. Compare with a backup")
