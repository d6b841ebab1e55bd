"""Naming those who sign, in Danish."""


class Signers:
    """What is said about who signs beside the leader, in Danish."""

    signers_title = "Hvem skriver under for medarbejderne?"
    signers_help = (
        "I har ingen næstformand. Vælg en eller flere af jer, der er her. De bekræfter også for medarbejdersiden."
    )
    signers_label = "De skriver under"
    name_signers = "Gem valget"
    change_signers = "Vælg andre"
    signer_missing = "en medarbejder, som I vælger"
    you_sign = "Du er valgt til at skrive under på beskeden og referatet for medarbejderne."

    def signers_named(self, names: str) -> str:
        return f"{names} skriver under for medarbejderne."
