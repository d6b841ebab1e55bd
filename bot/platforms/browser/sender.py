"""Delivers posts to pages: they are laid on a shelf, from which each page takes its own."""

from bot.ports import Delivery, GiveUp, RetryLater, Shelf, Watchers


class BrowserSender:
    """Laying the same message down twice changes nothing, so a repeat never hurts here."""

    def __init__(self, shelf: Shelf, watchers: Watchers) -> None:
        """Deliver to `shelf` and tell `watchers`."""
        self._shelf, self._watchers = shelf, watchers

    async def send(self, delivery: Delivery) -> RetryLater | GiveUp | None:
        """Deliver."""
        await self._shelf.put(delivery)
        self._watchers.changed(delivery.meeting)
        return None
