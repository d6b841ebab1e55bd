"""Committees and their people from a file, as a spreadsheet saves it."""
