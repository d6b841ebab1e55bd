"""What every language must have: one protocol for each area, alike in module and name in every language."""
