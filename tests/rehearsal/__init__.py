"""Plays meeting scripts through a channel, as people would, and checks what came of it (README.md in this folder)."""
