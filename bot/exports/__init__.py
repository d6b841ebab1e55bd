"""The record as documents: one neutral text, and a module for each kind of file."""
