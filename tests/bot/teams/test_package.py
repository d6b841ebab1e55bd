"""The app package names this app and this server, and holds what the Teams admin centre asks for."""

import json
import struct
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import jsonschema
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.platforms.teams.icons import color_icon, outline_icon
from bot.platforms.teams.package import SCHEMA, VERSION, english, manifest, package
from bot.platforms.teams.talk import FORMS
from dialogs.commands import Topic, read
from tests.bot.teams.npm import fetched
from tests.fakes.teams.cloud import APP_ID, SECRET, TENANT

ADDRESS = "https://medmakker.kommune.dk"
SCHEMAS = "@microsoft/app-manifest@1.1.2"
DEPLOY, NOBODY = Path(__file__).parents[3] / "deploy/teams", "00000000-0000-0000-0000-000000000000"
SETTINGS = {
    "MEDMAKKER_TEAMS_APP_ID": APP_ID,
    "MEDMAKKER_TEAMS_TENANTS": TENANT,
    "MEDMAKKER_TEAMS_SECRET": SECRET,
    "MEDMAKKER_BASE_URL": ADDRESS,
}


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Give width, height and the unpacked rows of a picture."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    start = png.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", png[start - 8 : start - 4])
    return width, height, zlib.decompress(png[start : start + length])


def test_the_icons_have_the_sizes_that_teams_asks_for_and_the_outline_is_white_on_nothing():
    width, height, rows = pixels(color_icon(192))
    assert (width, height) == (192, 192)
    assert all(rows[1 + 4 * x + 3] == 255 for x in range(192))
    width, height, rows = pixels(outline_icon(32))
    assert (width, height) == (32, 32)
    found = {rows[y * 129 + 1 + 4 * x : y * 129 + 1 + 4 * x + 4] for y in range(32) for x in range(32)}
    assert {each[:3] for each in found} == {b"\xff\xff\xff"}
    assert {0, 255} <= {each[3] for each in found}


def test_the_texts_are_short_enough_and_every_one_has_its_english():
    found = manifest(APP_ID, ADDRESS, "0.1.0")
    assert len(found["name"]["short"]) <= 30
    assert len(found["name"]["full"]) <= 100
    assert len(found["description"]["short"]) <= 80
    lists = found["bots"][0]["commandLists"]
    for texts in (lists, found["composeExtensions"][0]["commands"]):
        for each in (one for many in texts for one in many.get("commands", [many])):
            assert len(each["title"]) <= 32
            assert len(each.get("description", "")) <= 128
    for number, many in enumerate(lists):
        assert len(many["commands"]) <= 10
        for place, _ in enumerate(many["commands"]):
            assert f"bots[0].commandLists[{number}].commands[{place}].title" in english()


def test_every_command_that_is_offered_is_understood_in_its_language():
    offered = [
        (each["title"], "da")
        for many in manifest(APP_ID, ADDRESS, "0.1.0")["bots"][0]["commandLists"]
        for each in many["commands"]
    ]
    offered += [(text, "en") for place, text in english().items() if place.startswith("bots") and "title" in place]
    for word, language in offered:
        known = read(word, language)
        assert word in FORMS or (known.topic is not None and known.language == language), word
    assert read("opret", "da").topic is Topic.FOUND


@pytest.mark.proof
def test_manifest_and_texts_are_what_the_official_schemas_say(tmp_path: Path):
    schemas = fetched(SCHEMAS, tmp_path) / "build/json-schemas/teams" / f"v{VERSION}"
    made = (("", manifest(APP_ID, ADDRESS, "0.1.0")), ("Localization.", english()))
    for kind, found in made:
        schema = json.loads((schemas / f"MicrosoftTeams.{kind}schema.json").read_text(encoding="utf-8"))
        check = jsonschema.validators.validator_for(schema)(schema)
        assert list(check.iter_errors(found)) == []
        assert list(check.iter_errors({**found, "name": 1})) != []


def test_what_the_package_says_lies_beside_how_to_install_it():
    found = json.loads((DEPLOY / "manifest.json").read_text(encoding="utf-8"))
    assert found == manifest(NOBODY, "https://medmakker.example.dk", found["version"])
    assert json.loads((DEPLOY / "en.json").read_text(encoding="utf-8")) == english()


def test_the_package_holds_four_files_and_is_the_same_every_time():
    made = package(APP_ID, ADDRESS, "0.1.0")
    assert made == package(APP_ID, ADDRESS, "0.1.0")
    with ZipFile(BytesIO(made)) as folder:
        assert folder.namelist() == ["manifest.json", "en.json", "color.png", "outline.png"]
        found = json.loads(folder.read("manifest.json"))
        assert (found["id"], found["bots"][0]["botId"], found["$schema"]) == (APP_ID, APP_ID, SCHEMA)
        assert found["validDomains"] == ["medmakker.kommune.dk"]
        assert found["bots"][0]["scopes"] == ["personal", "team", "groupChat"]


def test_the_command_writes_it(tmp_path: Path):
    out = tmp_path / "app.zip"
    done = CliRunner().invoke(main, ["teams", "package", "--out", str(out)], env=SETTINGS)
    assert done.exit_code == 0, done.output
    assert ZipFile(out).testzip() is None


@pytest.mark.parametrize(
    ("without", "told"), [("MEDMAKKER_BASE_URL", "MEDMAKKER_BASE_URL"), ("MEDMAKKER_TEAMS_APP_ID", "TEAMS_APP_ID")]
)
def test_without_what_it_names_the_command_says_what_is_missing(without: str, told: str, tmp_path: Path):
    env = {**SETTINGS, without: ""}
    if without == "MEDMAKKER_TEAMS_APP_ID":
        env["MEDMAKKER_TEAMS_SECRET"] = ""
    done = CliRunner().invoke(main, ["teams", "package", "--out", str(tmp_path / "app.zip")], env=env)
    assert done.exit_code != 0
    assert told in done.output


def test_settings_that_do_not_go_together_are_all_named_at_once(tmp_path: Path):
    wrong = {
        **SETTINGS,
        "MEDMAKKER_TEAMS_TENANTS": "",
        "MEDMAKKER_TEAMS_MANAGED_IDENTITY": "true",
        "MEDMAKKER_TEAMS_DEVELOPMENT": "true",
        "MEDMAKKER_HOST": "0.0.0.0",
    }
    done = CliRunner().invoke(main, ["teams", "package"], env=wrong)
    assert done.exit_code == 2
    for told in ("MEDMAKKER_TEAMS_TENANTS", "exactly one of", "MEDMAKKER_HOST on this machine"):
        assert told in done.output
    plain = {**SETTINGS, "MEDMAKKER_TEAMS_SERVICE": "http://smba.trafficmanager.net/teams/"}
    done = CliRunner().invoke(main, ["teams", "package"], env=plain)
    assert "MEDMAKKER_TEAMS_SERVICE must begin with https://" in done.output
