"""`python -m tests.rehearsal SCRIPT --channel browser --out DIR` and `python -m tests.rehearsal check SCRIPT DIR`."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from tests.rehearsal.channel import WireFault
from tests.rehearsal.hardship import Hardship
from tests.rehearsal.mixed import seated
from tests.rehearsal.musts import broken
from tests.rehearsal.player import EXPORTED, Player
from tests.rehearsal.script import Script, ScriptFault, read_script
from tests.rehearsal.server import ROOT, Server, ServerFault
from tests.rehearsal.slack import slack_around
from tests.rehearsal.slack_trouble import slack_in_trouble_around
from tests.rehearsal.surroundings import Surroundings, nothing_around
from tests.rehearsal.teams import teams_around
from tests.rehearsal.teams_trouble import teams_in_trouble_around

WRITTEN = ("posts.jsonl", "wire.jsonl")
Around = Callable[[Script, Path], AbstractAsyncContextManager[Surroundings]]
CHANNELS: Mapping[str, Around] = {
    "browser": nothing_around,
    "teams": teams_around,
    "teams-in-trouble": teams_in_trouble_around,
    "slack": slack_around,
    "slack-in-trouble": slack_in_trouble_around,
    "mixed": partial(seated, ("teams", "slack")),
    "half-teams": partial(seated, ("teams",)),
}
SCHEMA = ROOT / "dialogs/minutes.schema.json"


def main(words: Sequence[str]) -> int:
    """Play or check, write every fault on a line of its own, and give 0 when there is none."""
    try:
        faults = _check(words[1:]) if words[:1] == ["check"] else _play(words)
    except (ScriptFault, ServerFault, WireFault) as failure:
        faults = [str(failure)]
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    return int(bool(faults))


def _check(words: Sequence[str]) -> list[str]:
    parser = argparse.ArgumentParser(prog="python -m tests.rehearsal check")
    parser.add_argument("script", type=Path)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args(words)
    return broken(read_script(asked.script), asked.folder)


def _play(words: Sequence[str]) -> list[str]:
    parser = argparse.ArgumentParser(prog="python -m tests.rehearsal")
    parser.add_argument("script", type=Path)
    parser.add_argument("--channel", choices=list(CHANNELS), required=True)
    parser.add_argument("--database", default="", metavar="URL")
    parser.add_argument("--hardship", type=Hardship, choices=list(Hardship), default=Hardship.NONE)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    asked = parser.parse_args(words)
    asked.out.mkdir(parents=True, exist_ok=True)
    for path in asked.out.rglob("*"):
        if path.name in {*EXPORTED, *WRITTEN}:
            path.unlink()
    with TemporaryDirectory() as folder:
        script, around = read_script(asked.script), CHANNELS[asked.channel]
        return asyncio.run(rehearse(script, Path(folder), asked.out, asked.database, asked.hardship, around))


async def rehearse(
    script: Script,
    work: Path,
    out: Path,
    database_url: str = "",
    hardship: Hardship = Hardship.NONE,
    around: Around = nothing_around,
) -> list[str]:
    """Play a script on a server of its own and write what came of it into `out`. Gives every fault."""
    async with around(script, work) as surroundings:
        surroundings.befall(hardship)
        return await _rehearse(script, work, out, database_url, hardship, surroundings)


async def _rehearse(
    script: Script, work: Path, out: Path, database_url: str, hardship: Hardship, surroundings: Surroundings
) -> list[str]:
    server = Server(work, database_url, surroundings.settings)
    ways = await server.lay_out(script.path, surroundings.accounts)
    await server.start()
    faults: list[str] = []
    try:
        async with surroundings.channel(ways, server) as channel:
            player = Player(script, ways, server, channel, hardship)
            faults = player.faults
            try:
                await player.play()
                await player.export(out)
            finally:
                _write(out, player)
                await server.stop()
    except (WireFault, ServerFault, aiohttp.ClientError, TimeoutError) as fault:
        return [*faults, f"{type(fault).__name__}: {fault}\n{server.told()}"]
    return [*faults, *_schema_faults(out), *_complaints(server)]


def _write(out: Path, player: Player) -> None:
    (out / "posts.jsonl").write_text(player.shown.written(), encoding="utf-8")
    (out / "wire.jsonl").write_text(player.channel.wire.written(), encoding="utf-8")


def _schema_faults(out: Path) -> list[str]:
    """Hold all records against the schema of the record."""
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    faults = []
    for path in sorted(out.rglob("minutes*.json")):
        fault = best_match(validator.iter_errors(json.loads(path.read_text(encoding="utf-8"))))
        if fault:
            faults.append(f"{path.relative_to(out)} {fault.json_path}: {fault.message}")
    return faults


def _complaints(server: Server) -> list[str]:
    """Give what the server wrote when something went wrong inside."""
    return [f"the server wrote: {server.told()}"] if server.complained else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
