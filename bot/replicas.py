"""What other programs on the same database did meanwhile. It is found by looking: that needs nothing but the database.

Pages here follow along, a link revoked there opens nothing here, and what a meeting that closed there left in our
memory is forgotten: at most a tick later.
"""

from bot.ports import Watchers
from bot.reception import Reception
from bot.releases import Releases
from dialogs.model.ids import MeetingId
from storage.engine import Store
from storage.marks import Mark, marks
from storage.meetings import Meetings
from storage.vault import Vault


class Replicas:
    """Compares how meetings stand with how they stood at the last look."""

    def __init__(
        self,
        store: Store,
        meetings: Meetings,
        vault: Vault,
        reception: Reception,
        watchers: Watchers,
        releases: Releases,
    ) -> None:
        """Look into `store` for the others."""
        self._store, self._meetings, self._vault = store, meetings, vault
        self._reception, self._watchers, self._releases = reception, watchers, releases
        self._seen: dict[MeetingId, Mark] = {}

    async def look(self) -> int:
        """Tell and forget what there is to; gives how many meetings changed since the last look."""
        self._reception.forget_links()
        await self._releases.look(self._store, self._meetings)
        held = self._vault.held()
        ids = held | self._watchers.watched()
        found = await self._store.read(lambda conn: marks(conn, ids)) if ids else {}
        changed = [meeting for meeting, mark in found.items() if self._seen.get(meeting) != mark]
        # One seen for the first time counts as changed: it may have, since its page was drawn.
        self._seen = found
        for meeting in changed:
            if found[meeting].stage.is_over and meeting in held:
                self._meetings.forget(meeting)
                self._vault.destroy(meeting)
            self._watchers.changed(meeting)
        return len(changed)
