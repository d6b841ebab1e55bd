"""Naming those who sign, and the code by which they do, in English."""


class Signers:
    """What is said about who signs beside the leader, in English."""

    signers_title = "Who signs for the employees?"
    signers_help = (
        "You have no vice-chair. Choose one or more of you who are here. They also confirm for the employee side."
    )
    signers_label = "They sign"
    name_signers = "Save the choice"
    change_signers = "Change the choice"
    signer_missing = "an employee whom you choose"
    you_sign = "You were chosen to sign the message and the minutes for the employees."
    code_title = "Write the code from your mail"
    code_label = "Code"
    code_help = "Six digits. The code lasts 10 minutes and is for this signature only."
    sign_by_code = "Sign"
    code_letter_title = "Your code for signing"
    code_lasts = (
        "The code lasts 10 minutes. Do not give it to others. If you did not ask for it, somebody else may have your "
        "link: tell the secretary of the meeting."
    )
    code_not_sent = "The mail with the code could not be sent. Wait a little and try again."
    too_many_codes = "You have asked for many codes. Wait an hour and try again."

    def signers_named(self, names: str) -> str:
        verb = "sign" if " and " in names else "signs"
        return f"{names} {verb} for the employees."

    def code_was_sent(self, address: str) -> str:
        return f"A link may have been forwarded, so we have sent a code to {address}."

    def code_is(self, code: str) -> str:
        return f"The code is {code}."
