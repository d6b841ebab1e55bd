"""The way into the register in a try-out: a link that is shown in the terminal and works once."""

import hmac
from collections.abc import Callable


class OneTimeLink:
    """Holds the link that is valid now. Once it is used, another one is told."""

    def __init__(self, address: str, chance: Callable[[], str], tell: Callable[[str], None]) -> None:
        """Make links below `address`, and tell each one to `tell`, which shows it to whoever started the server."""
        self._address, self._chance, self._tell = address, chance, tell
        self._token = ""

    def renew(self) -> None:
        """Make and tell a link; the one before is no longer valid."""
        self._token = self._chance()
        self._tell(f"The register: {self._address}/open/{self._token} (works once)")

    def is_valid(self, token: str) -> bool:
        """Say whether a link would be taken."""
        return bool(self._token) and hmac.compare_digest(self._token.encode(), token.encode("utf-8", "replace"))

    def use(self, token: str) -> bool:
        """Take a link, if it is the valid one, and make another."""
        if not self.is_valid(token):
            return False
        self.renew()
        return True
