"""Files of cases, played against the rules."""
