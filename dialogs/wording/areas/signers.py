"""Naming those who sign, where there is no vice-chair."""

from typing import Protocol


class Signers(Protocol):
    """What is said about who signs beside the leader. `signer_missing` stands in a list of names."""

    signers_title: str
    signers_help: str
    signers_label: str
    name_signers: str
    change_signers: str
    signer_missing: str
    you_sign: str
    code_title: str
    code_label: str
    code_help: str
    sign_by_code: str
    code_letter_title: str
    code_lasts: str
    code_not_sent: str
    too_many_codes: str

    def signers_named(self, names: str) -> str: ...

    def code_was_sent(self, address: str) -> str: ...

    def code_is(self, code: str) -> str: ...
