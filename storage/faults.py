"""What can be wrong with the place where things are kept, in words that say what to do."""

CLOSED = "the database was closed because the program is stopping: call again when it is up"


class StoreGone(Exception):
    """The database cannot be reached, is locked by somebody else, or its disk is full; nothing is known to be kept.

    Whoever called may call again: over HTTP it becomes 503, so that the platform sends again.
    """


class StoreTaken(Exception):
    """Another process already writes this database."""


class StoreUnfit(Exception):
    """The address of the database, or the database behind it, is not one that this program can work with."""
