"""Faults of commands come out as sentences, with exit status 2 for settings and 1 for the rest."""

import sys
from collections.abc import Callable
from typing import NoReturn, TypeVar

import click

from bot.config import Settings, SettingsFault, read_settings

T = TypeVar("T")
STATUS_SETTINGS = 2


def usable_settings() -> Settings:
    """Read the settings, or say all their faults and end."""
    return say_faults(read_settings)


def fail(text: str) -> NoReturn:
    """Say what is wrong and end."""
    click.echo(text, err=True)
    sys.exit(1)


def need_tables(settings: Settings) -> None:
    """End when the database is not at this version."""
    from storage import migrate

    if not say_faults(lambda: migrate.is_current(settings.database_url)):
        fail("the database is not at this version: run `medmakker migrate` first")


def say_faults(work: Callable[[], T]) -> T:
    """Run, and let a fault that people can mend come out as a sentence instead of a traceback."""
    from bot.set_up import SetUpFault
    from dialogs.content import ContentFault
    from storage.archive import BackupFault
    from storage.engine import StoreGone, StoreTaken, StoreUnfit
    from storage.meetings import MeetingUnknown
    from storage.vault import VaultFault

    try:
        return work()
    except SettingsFault as fault:
        click.echo(f"The settings cannot be used:\n{fault}", err=True)
        sys.exit(STATUS_SETTINGS)
    except (BackupFault, ContentFault, StoreGone, StoreTaken, StoreUnfit, VaultFault, SetUpFault) as fault:
        fail(str(fault))
    except MeetingUnknown as fault:
        fail(f"there is no meeting {fault}: `medmakker meeting list` shows which there are")
