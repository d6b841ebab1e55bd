"""Whom no message reaches, in English."""


class Reaching:
    """What is said to those who keep the list, in English."""

    unreached_title = "Cannot be reached"
    ask_to_write_to_us = "Ask them to find Medmakker in their chat and write “help”. Then messages get through."
    enter_for_them = "At the meeting you can write for them, or their pair can share one screen."
    come_in_with_the_code = "The code on the screen in the room works too, without any chat."
    room_unreached = "The meeting cannot be shown in the committee's channel. The screen in the room shows the same."
    organisation_unreached = "A message could not get to the organisation's channel. It is on the organisation's page."
    late_answer_title = "An answer for you"
    late_answer = "It did not get through at once:"
    look_at_the_channel = "See whether the channel is archived, and whether Medmakker is still in it."
    mend_the_address = (
        "Ask whether the address is right, and ask whoever runs Medmakker to correct it. "
        "The messages are on the person's own page."
    )
    unmailed_title = "Mail does not arrive"
    open_by_mail = "Open your page"
    new_link_title = "Your new link"

    def unreached(self, name: str) -> str:
        return f"{name} cannot get messages in their chat."

    def mail_refused(self, name: str) -> str:
        return f"Mail to {name} does not arrive."

    def link_lasts(self, day: str) -> str:
        return (
            f"The link is for you only and works until {day}. Do not forward this mail. "
            "If you do not want mail from Medmakker, tell the secretary of the meeting."
        )

    def new_link(self, committee: str) -> str:
        return f"Here is the new link you asked for. It is for the meetings of {committee}."
