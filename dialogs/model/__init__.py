"""The rules of a meeting, as frozen values and functions that give new ones."""
