"""The few words that only Slack needs: around modals, commands and App Home."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlackWords:
    """One language."""

    read: str
    unfold: str
    save: str
    write: str
    choose: str
    close: str
    cancel: str
    send: str
    one_more: str
    left_out: str
    too_long: str
    answer_title: str
    wait: str
    invite_me: str
    ask_again: str
    not_known: str
    not_there: str
    press_again: str
    help: str
    not_installed: str
    hello: str
    my_meetings: str
    enter_for: str
    enter_for_help: str
    set_up: str
    installed: str
    not_allowed: str
    not_finished: str


_DA = SlackWords(
    read="Læs",
    unfold="Åbn",
    save="Gem",
    write="Skriv",
    choose="Vælg",
    close="Luk",
    cancel="Fortryd",
    send="Send",
    one_more="Tilføj en mere",
    left_out="Resten kan ikke være her. Den står på din egen side i browseren.",
    too_long="Her står mere, end der kan være i et vindue i Slack. Ret det på din egen side i browseren.",
    answer_title="Medmakker",
    wait="Et øjeblik. Jeg ser efter, hvem der er her.",
    invite_me="Jeg kan ikke se, hvem der er her. Inviter mig i kanalen, og prøv igen.",
    ask_again="Jeg er ved at se efter, hvem der er her. Send igen om lidt.",
    not_known="Jeg ved ikke, hvem du er i udvalget. Bed sekretæren om at skrive dig på.",
    not_there="Det står ikke længere på din skærm. Se den nyeste besked fra mig.",
    press_again="Slack kunne ikke vise det lige nu. Tryk igen om lidt.",
    help="Skriv /med forslag og din idé for at begynde på et forslag. Dine møder står under Hjem, når du åbner mig.",
    not_installed="Medmakker er ikke sat op her. Sig det til dem, der står for jeres Slack.",
    hello="Dine møder står her hos mig. Skriv /med forslag, når du vil foreslå noget.",
    my_meetings="Mine møder",
    enter_for="Skriv for en anden",
    enter_for_help="Vælg en, der er i rummet uden en skærm.",
    set_up="I Slack skriver du /med opret i udvalgets kanal.",
    installed="Medmakker er sat op. Du kan lukke vinduet.",
    not_allowed="Medmakker må ikke sættes op i det Slack. Sig det til dem, der driver Medmakker.",
    not_finished="Opsætningen blev ikke gjort færdig. Begynd forfra fra linket.",
)
_EN = SlackWords(
    read="Read",
    unfold="Open",
    save="Save",
    write="Write",
    choose="Choose",
    close="Close",
    cancel="Cancel",
    send="Send",
    one_more="Add one more",
    left_out="There is no room for the rest here. It is on your own page in the browser.",
    too_long="There is more here than a window in Slack can hold. Change it on your own page in the browser.",
    answer_title="Medmakker",
    wait="One moment. I am looking who is here.",
    invite_me="I cannot see who is here. Invite me into the channel and try again.",
    ask_again="I am looking who is here. Send it again in a moment.",
    not_known="I do not know who you are in the committee. Ask the secretary to put you on the list.",
    not_there="It is not on your screen any more. See my newest message.",
    press_again="Slack could not show it just now. Press again in a moment.",
    help="Write /med proposal and your idea to begin a proposal. Your meetings are under Home when you open me.",
    not_installed="Medmakker is not set up here. Tell those who look after your Slack.",
    hello="Your meetings are here with me. Write /med proposal when you want to propose something.",
    my_meetings="My meetings",
    enter_for="Write for somebody else",
    enter_for_help="Choose somebody who is in the room without a screen.",
    set_up="In Slack you write /med setup in the committee's channel.",
    installed="Medmakker is set up. You can close this window.",
    not_allowed="Medmakker may not be set up in that Slack. Tell those who run Medmakker.",
    not_finished="The set-up was not finished. Begin again from the link.",
)
_WORDS = {"da": _DA, "en": _EN}


def slack_words(language: str) -> SlackWords:
    """Give the words in a language, "da" or "en"."""
    return _WORDS[language]
