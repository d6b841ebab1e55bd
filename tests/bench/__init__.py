"""How long a durable turn takes, beside a bare form echo and a bare commit in the same run."""
