"""The words around the cards of a page, in every language."""

from bot.platforms.browser.pages import Chrome

_DA = Chrome(
    lang="da",
    product="Medmakker",
    skip="Gå til indholdet",
    reload="Hent siden igen",
    close="Luk",
    fault_title="Ret dette, og send igen",
    kept="Det her kan ikke sendes længere. Teksten står her, så du kan kopiere den.",
    changed="En anden har ændret teksten imens. Nu står der:",
    add_line="Tilføj en linje",
    sending="Sender …",
    waiting="Det er ikke sendt endnu. Det bliver sendt, når der er forbindelse igen.",
    not_sent="Det blev ikke sendt. Vent lidt, og prøv igen.",
    connection_lost="Der er ingen forbindelse lige nu. Det, du skriver, bliver stående.",
    connection_back="Forbindelsen er tilbage.",
    turning="Side {page} af {pages} skifter selv. Tryk på en tast for at blive her.",
    held="Side {page} af {pages}. Tryk på en tast for at gå videre.",
    statement="Tilgængelighed",
)
_EN = Chrome(
    lang="en",
    product="Medmakker",
    skip="Go to the content",
    reload="Reload the page",
    close="Close",
    fault_title="Correct this and send again",
    kept="This can no longer be sent. The text stays here, so that you can copy it.",
    changed="Somebody else has changed the text in the meantime. It now says:",
    add_line="Add a line",
    sending="Sending …",
    waiting="It has not been sent yet. It will be sent when the connection is back.",
    not_sent="It was not sent. Wait a little and try again.",
    connection_lost="There is no connection right now. What you write stays here.",
    connection_back="The connection is back.",
    turning="Page {page} of {pages} turns by itself. Press a key to stay here.",
    held="Page {page} of {pages}. Press a key to go on.",
    statement="Accessibility",
)
_CHROMES = {"da": _DA, "en": _EN}


def chrome(language: str) -> Chrome:
    """Give the words in a language, such as "da".

    Raises:
        KeyError: for a language there is none of.
    """
    return _CHROMES[language]
