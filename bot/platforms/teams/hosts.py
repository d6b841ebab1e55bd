"""Where we may send our own token: to the channel, and nowhere else, whatever an activity says."""

from ipaddress import ip_address

from yarl import URL

# learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages (public cloud and GCC).
CHANNEL = frozenset({"smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"})


def is_loopback(url: URL) -> bool:
    """Say whether an address is this machine's."""
    host = url.host or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def may_be_called(address: str, *, development: bool) -> bool:
    """Say whether a service address is the channel's own; on this machine only in development."""
    try:
        url = URL(address)
    except ValueError:
        return False
    if url.user or url.password or url.query_string or url.fragment:
        return False
    if development and is_loopback(url):
        return url.scheme in {"http", "https"}
    return url.scheme == "https" and url.host in CHANNEL and url.port == 443
