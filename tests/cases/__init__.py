"""Worked cases as files: what the check before start comes to, and when reminders are due."""
