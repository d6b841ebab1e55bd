"""Slack: a committee's channel, everybody's direct messages, modals, commands and App Home."""
