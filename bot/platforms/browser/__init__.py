"""The browser: a page for each person, the room's screen, and the organisation's channel as a page."""
