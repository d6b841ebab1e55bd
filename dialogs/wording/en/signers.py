"""Naming those who sign, in English."""


class Signers:
    """What is said about who signs beside the leader, in English."""

    signers_title = "Who signs for the employees?"
    signers_help = (
        "You have no vice-chair. Choose one or more of you who are here. They also confirm for the employee side."
    )
    signers_label = "They sign"
    name_signers = "Save the choice"
    change_signers = "Choose others"
    signer_missing = "an employee whom you choose"
    you_sign = "You were chosen to sign the message and the minutes for the employees."

    def signers_named(self, names: str) -> str:
        verb = "sign" if " and " in names else "signs"
        return f"{names} {verb} for the employees."
