"""The words of pages that belong to no meeting, and the few around a person's page that no other channel has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.platforms.browser.chrome import chrome
from bot.platforms.browser.pages import plain_page


@dataclass(frozen=True, slots=True)
class PlainWords:
    """One language. `pages` holds title and text by name."""

    messages: str
    older_messages: str
    no_messages: str
    others: str
    writing_for: str
    own_page: str
    new_links: str
    new_links_help: str
    new_link_for: str
    new_link_is: str
    mail_new_link: str
    my_meetings: str
    calendar: str
    calendar_help: str
    code_help: str
    code_picture: str
    join_title: str
    join_help: str
    join_name: str
    join_button: str
    join_nobody: str
    waiting_title: str
    waiting_as: str
    waiting_help: str
    not_in_title: str
    not_in: str
    ask_again: str
    over: str
    pages: Mapping[str, tuple[str, str]]


_DA = PlainWords(
    messages="Beskeder",
    older_messages="Ældre beskeder",
    no_messages="Der er ingen beskeder endnu.",
    others="Skriv for en, der ikke har en skærm",
    writing_for="Du skriver for",
    own_page="Tilbage til din egen side",
    new_links="Nye personlige links",
    new_links_help="Er et link sendt til en forkert, eller er en telefon væk, så lav et nyt link. "
    "Det gamle lukker med det samme.",
    new_link_for="Luk linket og lav et nyt",
    new_link_is="Det nye link vises kun her. Send det til personen selv.",
    mail_new_link="Send mig et nyt link",
    my_meetings="Mine møder",
    calendar="Få møderne i din kalender",
    calendar_help="Kopiér adressen, og føj den til din kalender som en kalender fra internettet. "
    "Den viser kun dine møder, formøder og opfølgninger. Giv den ikke til andre.",
    code_help="Ingen link? Scan koden med telefonen, og vælg dit navn.",
    code_picture="Kode, som en telefon kan scanne for at komme ind til mødet",
    join_title="Kom ind til mødet",
    join_help="Sekretæren lukker dig ind. Den her telefon får så din egen side.",
    join_name="Vælg dit navn",
    join_button="Bed om at komme ind",
    join_nobody="Alle på listen er i rummet. Mangler dit navn, så sig det til sekretæren.",
    waiting_title="Du venter ved døren",
    waiting_as="Dit navn",
    waiting_help="Sekretæren kan se, at du venter. Siden skifter af sig selv, når du er lukket ind.",
    not_in_title="Du er ikke lukket ind",
    not_in="Der er ikke lukket op for dette navn på den her telefon. Sig til i rummet, eller prøv igen.",
    ask_again="Vælg navn igen",
    over="Mødet er slut, så ingen kan komme ind mere. Åbn dit eget link, hvis du vil se, hvad I nåede frem til.",
    pages={
        "front": (
            "Medmakker",
            "Her holder MED-udvalg møde om AI på arbejdspladsen. Åbn det personlige link, du har fået. "
            "Har du ikke fået et, så spørg mødets sekretær.",
        ),
        "unknown_link": (
            "Linket virker ikke",
            "Det er skrevet forkert eller lukket. Åbn linket igen, præcis som du fik det, "
            "eller bed mødets sekretær om et nyt.",
        ),
        "expired_link": (
            "Linket er udløbet",
            "Links i mails gælder i 14 dage. Åbn en nyere mail eller dit personlige link, "
            "eller få et nyt link sendt til den adresse, mailen kom til.",
        ),
        "new_link_sent": (
            "Et nyt link er på vej",
            "Det kommer med mail til den adresse, vi har. Der kommer højst ét om dagen. "
            "Kommer der intet, så bed mødets sekretær om et link.",
        ),
        "stranger": (
            "Det kom fra en anden side",
            "Af hensyn til sikkerheden kan andre sider ikke trykke på vores knapper. "
            "Åbn dit personlige link, og prøv igen der.",
        ),
        "too_large": ("Det fylder for meget", "Gå tilbage, gør teksten kortere, og send den igen."),
        "bad_request": ("Det kunne ikke læses", "Gå tilbage, genindlæs siden, og prøv igen."),
        "database_gone": (
            "Vi kan ikke gemme lige nu",
            "Det, du sendte, er ikke gemt. Gå tilbage, vent et øjeblik, og send det igen.",
        ),
        "fault": (
            "Noget gik galt hos os",
            "Gå tilbage, og prøv igen. Sker det igen, så sig det til mødets sekretær.",
        ),
    },
)
_EN = PlainWords(
    messages="Messages",
    older_messages="Older messages",
    no_messages="There are no messages yet.",
    others="Write for somebody who has no screen",
    writing_for="You are writing for",
    own_page="Back to your own page",
    new_links="New personal links",
    new_links_help="If a link went to the wrong person, or a phone is lost, make a new link. "
    "The old one closes at once.",
    new_link_for="Close the link and make a new one",
    new_link_is="The new link is shown only here. Send it to the person directly.",
    mail_new_link="Send me a new link",
    my_meetings="My meetings",
    calendar="Get the meetings in your calendar",
    calendar_help="Copy the address, and add it to your calendar as a calendar from the internet. "
    "It shows your meetings, pre-meetings and follow-ups only. Do not give it to others.",
    code_help="No link? Scan the code with your phone and choose your name.",
    code_picture="Code that a phone can scan to come into the meeting",
    join_title="Come into the meeting",
    join_help="The secretary lets you in. This phone then gets your own page.",
    join_name="Choose your name",
    join_button="Ask to come in",
    join_nobody="Everybody on the list is in the room. If your name is missing, tell the secretary.",
    waiting_title="You are waiting at the door",
    waiting_as="Your name",
    waiting_help="The secretary can see that you are waiting. This page changes by itself when you are let in.",
    not_in_title="You have not been let in",
    not_in="The door was not opened for this name on this phone. Say so in the room, or try again.",
    ask_again="Choose a name again",
    over="The meeting is over, so nobody can come in any more. Open your own link to see what you came to.",
    pages={
        "front": (
            "Medmakker",
            "Here MED committees meet about AI at their workplace. Open the personal link you were given. "
            "If you have none, ask the secretary of the meeting.",
        ),
        "unknown_link": (
            "This link does not work",
            "It is misspelt or closed. Open it again exactly as you got it, "
            "or ask the secretary of the meeting for a new one.",
        ),
        "expired_link": (
            "This link has expired",
            "Links in mails last for 14 days. Open a newer mail or your personal link, "
            "or have a new link sent to the address the mail came to.",
        ),
        "new_link_sent": (
            "A new link is on its way",
            "It comes by mail to the address we have. At most one is sent a day. "
            "If nothing comes, ask the secretary of the meeting for a link.",
        ),
        "stranger": (
            "That came from another site",
            "For safety, other sites cannot press our buttons. Open your personal link and try again there.",
        ),
        "too_large": ("That is too much", "Go back, make the text shorter and send it again."),
        "bad_request": ("That could not be read", "Go back, reload the page and try again."),
        "database_gone": (
            "We cannot save right now",
            "What you sent was not saved. Go back, wait a moment and send it again.",
        ),
        "fault": (
            "Something went wrong on our side",
            "Go back and try again. If it happens again, tell the secretary.",
        ),
    },
)
_WORDS = {"da": _DA, "en": _EN}


def plain_words(language: str) -> PlainWords:
    """Give the words in a language, "da" or "en"."""
    return _WORDS[language]


def language_of(request: web.Request, otherwise: str) -> str:
    """Give the first of our languages that the browser asks for, in the order it names them, or else `otherwise`."""
    asked = (tag.strip().lower() for tag in re.split("[,;]", request.headers.get("Accept-Language", "")))
    return next((found for tag in asked if (found := tag.partition("-")[0]) in _WORDS), otherwise)


def plain_response(language: str, name: str, status: int) -> web.Response:
    """Give one of the pages that belong to no meeting."""
    title, text = plain_words(language).pages[name]
    return web.Response(text=plain_page(chrome(language), title, text), status=status, content_type="text/html")
