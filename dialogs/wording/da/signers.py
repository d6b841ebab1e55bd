"""Naming those who sign, and the code by which they do, in Danish."""


class Signers:
    """What is said about who signs beside the leader, in Danish."""

    signers_title = "Hvem skriver under for medarbejderne?"
    signers_help = (
        "I har ingen næstformand. Vælg en eller flere af jer, der er her. De bekræfter også for medarbejdersiden."
    )
    signers_label = "De skriver under"
    name_signers = "Gem valget"
    change_signers = "Ret valget"
    signer_missing = "en medarbejder, som I vælger"
    you_sign = "Du er valgt til at skrive under på beskeden og referatet for medarbejderne."
    code_title = "Skriv koden fra din mail"
    code_label = "Kode"
    code_help = "Seks cifre. Koden gælder i 10 minutter og kun til denne underskrift."
    sign_by_code = "Skriv under"
    code_letter_title = "Din kode til underskrift"
    code_lasts = (
        "Koden gælder i 10 minutter. Giv den ikke til andre. Har du ikke bedt om den, har en anden måske dit link: "
        "sig det til mødets sekretær."
    )
    code_not_sent = "Mailen med koden kunne ikke sendes. Vent lidt, og prøv igen."
    too_many_codes = "Du har bedt om mange koder. Vent en time, og prøv igen."

    def signers_named(self, names: str) -> str:
        return f"{names} skriver under for medarbejderne."

    def code_was_sent(self, address: str) -> str:
        return f"Et link kan være sendt videre, så vi har sendt en kode til {address}."

    def code_is(self, code: str) -> str:
        return f"Koden er {code}."
