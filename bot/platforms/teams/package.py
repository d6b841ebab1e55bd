"""The app package for Teams: a manifest and two icons in one zip file. Nothing of botbuilder is needed for it."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from yarl import URL

from bot.platforms.teams.icons import COLOR_PIXELS, OUTLINE_PIXELS, color_icon, outline_icon

VERSION = "1.25"
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{VERSION}/MicrosoftTeams.schema.json"
ACCENT = "#1D4E5F"
# The same everywhere, so that a package made again is the same to the byte.
MADE = (2026, 11, 22, 0, 0, 0)

_NAME = ("Medmakker", "Medmakker: MED-udvalgets møde om AI")
_SHORT = "Hjælper MED-udvalget gennem et møde om AI på arbejdet."
_FULL = (
    "Medmakker hjælper et MED-udvalg gennem to timer om AI på arbejdet: hvad er det, hvad betyder det for os, hvilke "
    "pilotforsøg prøver vi, og hvad siger vi til kollegerne. Reglerne er faste. Her er ingen AI, ingen optagelse og "
    "ingen afstemning, og hvem der skrev hvad, bliver glemt, når mødet slutter."
)
_SHORT_EN = "Leads a MED committee through a meeting about AI at work."
_FULL_EN = (
    "Medmakker leads a Danish MED committee through two hours about AI at work: what is it, what does it mean for us, "
    "which pilots do we try, and what do we tell our colleagues. It follows fixed rules. There is no AI in it, it "
    "records nothing, it counts no votes, and it forgets who wrote what when the meeting closes."
)
# What can be written, with what it gives, in Danish and English.
_COMMANDS = (
    ("overblik", "Det, der venter på dig, og dine møder", "overview", "What waits for you, and your meetings"),
    ("møder", "Dine møder", "meetings", "Your meetings"),
    ("opgaver", "Det, der venter på dig", "tasks", "What waits for you"),
    ("forslag", "Foreslå et pilotforsøg", "proposal", "Propose a pilot"),
    ("beslutninger", "Hvad udvalget er kommet frem til", "decisions", "What the committee came to"),
    ("formularer", "Skriv her, hvis der ikke åbner et vindue", "forms", "Write here if no window opens"),
    ("hjælp", "Hvad du kan skrive", "help", "What you can write"),
)
_IN_ROOM = (
    ("opret", "Opret udvalget, hvor det mødes", "setup", "Set the committee up where it meets"),
    ("hjælp", "Hvad du kan skrive", "help", "What you can write"),
)
_PROPOSE = ("Foreslå et pilotforsøg", "Propose a pilot")


def manifest(app_id: str, address: str, version: str) -> dict[str, Any]:
    """Give the manifest in Danish; English lies in a file of its own.

    Args:
        app_id: the Application (client) ID of the registration.
        address: where people reach the server, beginning with https://.
        version: of the product, in three numbers.
    """
    texts = {"short": _NAME[0], "full": _NAME[1]}
    return {
        "$schema": SCHEMA,
        "manifestVersion": VERSION,
        "version": version,
        "id": app_id,
        "developer": {
            "name": "Medmakker",
            "websiteUrl": address,
            "privacyUrl": f"{address}/",
            "termsOfUseUrl": f"{address}/",
        },
        "localizationInfo": {
            "defaultLanguageTag": "da",
            "additionalLanguages": [{"languageTag": "en", "file": "en.json"}],
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "name": texts,
        "description": {"short": _SHORT, "full": _FULL},
        "accentColor": ACCENT,
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal", "team", "groupChat"],
                "isNotificationOnly": False,
                "supportsFiles": False,
                "supportsCalling": False,
                "supportsVideo": False,
                "commandLists": [
                    {"scopes": ["personal"], "commands": _commands(_COMMANDS, 0)},
                    {"scopes": ["team", "groupChat"], "commands": _commands(_IN_ROOM, 0)},
                ],
            }
        ],
        "composeExtensions": [
            {
                "botId": app_id,
                "commands": [
                    {
                        "id": "propose",
                        "type": "action",
                        "title": _PROPOSE[0],
                        "context": ["message", "compose", "commandBox"],
                        "fetchTask": True,
                    }
                ],
            }
        ],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [URL(address).host or ""],
    }


def english() -> dict[str, str]:
    """Give what the manifest says in English, by the places in it."""
    found = {
        "name.short": _NAME[0],
        "name.full": "Medmakker: a MED meeting about AI",
        "description.short": _SHORT_EN,
        "description.full": _FULL_EN,
        "composeExtensions[0].commands[0].title": _PROPOSE[1],
    }
    for number, many in enumerate((_COMMANDS, _IN_ROOM)):
        for place, (_, _, title, description) in enumerate(many):
            base = f"bots[0].commandLists[{number}].commands[{place}]"
            found |= {f"{base}.title": title, f"{base}.description": description}
    schema = SCHEMA.replace("MicrosoftTeams.schema.json", "MicrosoftTeams.Localization.schema.json")
    return {"$schema": schema, **found}


def package(app_id: str, address: str, version: str) -> bytes:
    """Give the zip file that an administrator of Teams uploads; the arguments are those of `manifest`."""
    made = BytesIO()
    files = {
        "manifest.json": _text(manifest(app_id, address, version)),
        "en.json": _text(english()),
        "color.png": color_icon(COLOR_PIXELS),
        "outline.png": outline_icon(OUTLINE_PIXELS),
    }
    with ZipFile(made, "w") as folder:
        for name, content in files.items():
            folder.writestr(ZipInfo(name, MADE), content, compress_type=ZIP_DEFLATED)
    return made.getvalue()


def _commands(many: tuple[tuple[str, str, str, str], ...], language: int) -> list[dict[str, str]]:
    return [{"title": each[language * 2], "description": each[language * 2 + 1]} for each in many]


def _text(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()
