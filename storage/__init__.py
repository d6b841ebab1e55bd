"""What is remembered: rows to values and back, in sync functions that take a `Connection`.

Only `engine` knows how these functions are run. Statements that run on every event stand at the top of their module
with `bindparam`: SQLAlchemy then reuses what it compiled, which more than halves the time of a transaction.
"""
