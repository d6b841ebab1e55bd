"""Where the app is installed on chat platforms, for those platforms to ask: they never touch the store themselves."""

from datetime import datetime

from storage import installations
from storage.engine import Store
from storage.installations import Installed

__all__ = ["Installations", "Installed"]


class Installations:
    """The installations of one platform."""

    def __init__(self, store: Store, platform: str) -> None:
        """Keep the installations of `platform` in `store`."""
        self._store, self._platform = store, platform

    async def find(self, workspace: str) -> Installed | None:
        """Give an installation, or None where the app is not installed."""
        return await self._store.read(lambda conn: installations.find(conn, self._platform, workspace))

    async def keep(self, workspace: str, installed: Installed) -> None:
        """Keep an installation in the place of the one before."""
        await self._store.write(lambda conn: installations.keep(conn, self._platform, workspace, installed))

    async def claim_refresh(self, workspace: str, now: datetime, until: datetime) -> bool:
        """Take the one right to refresh a token until then; False while somebody else has it."""
        return await self._store.write(
            lambda conn: installations.claim_refresh(conn, self._platform, workspace, now, until)
        )

    async def remove(self, workspace: str) -> None:
        """Forget an installation."""
        await self._store.write(lambda conn: installations.remove(conn, self._platform, workspace))
