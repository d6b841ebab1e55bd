"""Whom no message reaches, in English."""


class Reaching:
    """What is said to those who keep the list, in English."""

    unreached_title = "Cannot be reached"
    ask_to_write_to_us = "Ask them to find Medmakker in their chat and write “help”. Then messages get through."
    enter_for_them = "At the meeting you can write for them, or their pair can share one screen."
    come_in_with_the_code = "The code on the screen in the room works too, without any chat."

    def unreached(self, name: str) -> str:
        return f"{name} cannot get messages in their chat."
