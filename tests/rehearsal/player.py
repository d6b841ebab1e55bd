"""Plays a script, step by step, and tells where it went otherwise than the script expects."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dialogs.wording import wording
from tests.rehearsal.channel import ORGANISATION, Channel, Reply
from tests.rehearsal.checking import answers_of, next_answer, offered
from tests.rehearsal.controls import Control, Pairs, Wish, fill, find
from tests.rehearsal.hardship import Hardship, Kills, postman_of
from tests.rehearsal.pages import Page
from tests.rehearsal.script import Script, ScriptFault, Step
from tests.rehearsal.server import Server, Ways
from tests.rehearsal.shown import Shown
from tests.rehearsal.things import Things
from tests.rehearsal.verbs import learnt, wishes

# Steps after which every page is compared with what it was before.
COMPARED = frozenset({"redeliver", "kill"})
EXPORTED = ("minutes.json", "minutes-open.json", "announcement.txt")


_HELD = re.compile(r'"held_min": -?\d+,')


class StepFault(Exception):
    """A step did not lead to what the script expects."""


class Player:
    """Plays one script on one server."""

    def __init__(
        self, script: Script, ways: Ways, server: Server, channel: Channel, hardship: Hardship = Hardship.NONE
    ) -> None:
        """Play `script` on `channel`, and let `hardship` befall it."""
        self._kills = Kills(hardship)
        self.script, self.ways, self.server, self.channel = script, ways, server, channel
        self._postman = postman_of(hardship, channel)
        self.shown = Shown(script.starts_at)
        self.faults: list[str] = []
        self._things = Things()
        self._now: datetime | None = None
        # The id of each meeting by its number; the first one is where everybody's link leads.
        self._meetings = {1: ways.meeting}
        self._meeting = 1
        self._pages: dict[str, Page] = {}
        # The screens from before the first of several steps that do the same to the same thing in the same second.
        self._first: dict[tuple[str, str], tuple[dict[str, Page], Page | None]] = {}
        self._warned: dict[tuple[str, str, str, str], tuple[Pairs, Mapping[str, str]]] = {}
        self._posts = 0
        # What somebody has open already, by the number of the step that uses it.
        self._held: dict[int, list[tuple[Wish, Control | None]]] = {}

    async def play(self) -> None:
        """Play every step. What goes wrong is kept in `faults`."""
        before: Step | None = None
        for step in self.script.steps:
            seen = self.shown.seen()
            await self._go_to(step, before)
            if before:
                self._judge(before)
            # Waiting is for what comes with the time, and where screens follow by themselves that is there by now.
            self.shown.begin(step.number, step.at, seen if step.do == "wait_until" else None)
            self.channel.wire.step = step.number
            self._posts = len(self._pages[ORGANISATION].posts)
            try:
                await self._step(step)
            except (StepFault, ScriptFault) as fault:
                self.faults.append(f"{step}: {fault}")
            except KeyError as fault:
                self.faults.append(f"{step}: has no field {fault}")
            before = step
        if before:
            self._judge(before)

    async def export(self, folder: Path) -> None:
        """Write the minutes and the message of the first meeting into a folder, and of each other into one below.

        A meeting that was cancelled has none.
        """
        may_lack = any(step.do == "cancel_meeting" for step in self.script.steps)
        listed = await self.server.command("meeting", "list") if may_lack else ""
        cancelled = {line.split()[0] for line in listed.splitlines() if line.split()[1] == "cancelled"}
        for number, meeting in self._meetings.items():
            if meeting not in cancelled:
                out = folder if number == 1 else folder / f"meeting-{number}"
                await self.server.command("meeting", "export", "--id", meeting, "--out", str(out))

    async def _go_to(self, step: Step, before: Step | None) -> None:
        """Move the clock to a step. Everybody's page is looked at again where anything can hang on it."""
        if self._meeting != step.meeting:
            await self._go_to_meeting(step)
        if self._now == step.at:
            return
        if self._now and step.at < self._now:
            raise ScriptFault(f"{step}: the server is still down")
        moved = await self.channel.control("clock", {"at": step.at.isoformat(), "through": self._now is not None})
        self._now, self.shown.at, self.channel.wire.at, self._first = step.at, step.at, step.at, {}
        settled = await self.channel.control("settle", {})
        watched = before and (before.expect.shown_to or before.expect.not_shown_to)
        compared = step.expect.refused or step.do in COMPARED
        # What waiting brings counts as shown by the step that waits, not by the one before it.
        happened = (settled.get("done") != 0 or moved.get("done") != 0) and step.do != "wait_until"
        if happened or watched or compared or before is None:
            await self._look()

    async def _go_to_meeting(self, step: Step) -> None:
        if step.meeting not in self._meetings:
            raise ScriptFault(f"{step}: nobody has planned that meeting")
        self._meeting, self._first = step.meeting, {}
        self.channel.open_meeting("" if step.meeting == 1 else self._meetings[step.meeting])
        await self._look()

    async def _settle(self) -> None:
        await self.channel.control("settle", {})
        await self._look()

    async def _look(self) -> None:
        self._pages = await self.channel.pages()
        self.shown.look(self._pages, self._meeting)

    async def _step(self, step: Step) -> None:
        match step.do:
            case "wait_until":
                return
            case "redeliver":
                await self._redeliver()
            case "kill":
                await self._kill()
            case "outage":
                await self._outage(step)
            case "import_people":
                await self._import(step.fields["rows"])
            case "ask_in":
                await self._ask_in(step)
            case "go_to":
                if not await self.channel.go_to(step.by, step.fields["committee"], self._pages[step.by]):
                    raise StepFault("there is no way to that committee")
                await self._look()
            case "enter_for":
                inner = dict(step.fields["step"])
                if "as" in step.fields:
                    inner["as"] = step.fields["as"]
                await self._act(step, inner.pop("do"), inner, step.fields["person"])
            case _:
                await self._act(step, step.do, dict(step.fields), "")

    async def _ask_in(self, step: Step) -> None:
        """Choose a name at the door."""
        before = self._pages
        reply = await self.channel.ask_in(step.by, self.script.names[step.fields.get("person", step.by)])
        self.shown.answered(step.by, reply.shown)
        await self._settle()
        self._hold(step, reply, before, offered=True)

    def _judge(self, step: Step) -> None:
        """Hold what became visible from a step until the next against what the script expects."""
        expect = step.expect
        if expect.shown_to and expect.text not in self.shown.new_to(expect.shown_to):
            self.faults.append(f"{step}: {expect.text!r} was not shown to {expect.shown_to}")
        if expect.not_shown_to and expect.text in self.shown.new_to(expect.not_shown_to):
            self.faults.append(f"{step}: {expect.text!r} was shown to {expect.not_shown_to}")
        posted = len(self._pages[ORGANISATION].posts) > self._posts
        if expect.posted_to_organisation is not None and posted is not expect.posted_to_organisation:
            self.faults.append(f"{step}: {'something' if posted else 'nothing'} was posted to the organisation")

    async def _act(self, step: Step, do: str, fields: dict[str, Any], person: str) -> None:
        """Do what a step says, for `person` where somebody enters for them."""
        before = self._pages
        page = await self._screen(step, do, fields, person)
        self._things.learn_missing(control for page in before.values() for control in page.controls)
        self._things.learn_reservations({who: page.controls for who, page in before.items()})
        known = learnt(do, fields, self._things, person or step.by)
        reply, is_offered = None, True
        if do == "screen":
            before, reply, is_offered = await self._check(step, fields, page, person)
        else:
            held = self._held.pop(step.number, None) or await self._open(step, do, fields, person, page)
            for wish, control in held:
                reply, is_offered = await self._do(step, wish, control, person)
        if self._kills.strike(step):
            await self._restart()
        await self._settle()
        if reply is None:
            raise StepFault("there was nothing to do")
        self._hold(step, reply, before, offered=is_offered)
        if reply.refused:
            return
        if do == "next_meeting":
            new = set(self._pages[step.by].meetings) - set(before[step.by].meetings)
            self._meetings[len(self._meetings) + 1] = new.pop()
        if known:
            now = await self._helped_page(step.by, person) if person else self._pages[step.by]
            old = page if person else before[step.by]
            self._things.learn(fields["as"], known, old.controls if old else (), now.controls if now else ())
        elif do == "edit":
            self._things.reworded(fields["on"], fields["text"])

    async def _check(
        self, step: Step, fields: Mapping[str, Any], page: Page | None, person: str
    ) -> tuple[dict[str, Page], Reply | None, bool]:
        """Answer question after question, each on the screen that the answer before it led to.

        Gives the screens from before the last answer, what came back for it, and whether it was offered.
        """
        thing, left = self._things.meant(fields["on"]), answers_of(fields)
        before, reply, is_offered = self._pages, None, True
        while reply is None or not reply.refused:
            found = offered(page, thing)
            found = await self.channel.opened(step.by, found) if found else None
            wish = next_answer(found, thing, left)
            if wish is None:
                break
            if reply and step.expect.refused:
                # What a refusal must leave as it was is what stood there after the answers before it.
                await self._settle()
                before = self._pages
            pressed = find(page.controls, wish) if page and found and found.fields == () else found
            reply, is_offered = await self._do(step, wish, pressed, person)
            page = await (self._helped_page(step.by, person) if person else self.channel.page(step.by))
        return before, reply, is_offered

    def _next_time(self) -> dict[str, str]:
        """Give when the script says that the next meeting is; one more than it has is at the time of the last."""
        number = min(len(self._meetings), len(self.script.meetings) - 1)
        return {"starts_at": self.script.meetings[number].isoformat()}

    async def _screen(self, step: Step, do: str, fields: Mapping[str, Any], person: str) -> Page | None:
        """Give the screen to act on; the one for `person` is None where it is not offered."""
        key = (f"{do} for {person}", str(fields.get("on", "")))
        if key not in self._first:
            self._first[key] = (self._pages, await self._helped_page(step.by, person) if person else None)
        pages, helped = self._first[key]
        return helped if person else pages[step.by]

    async def _open(
        self, step: Step, do: str, fields: Mapping[str, Any], person: str, page: Page | None
    ) -> list[tuple[Wish, Control | None]]:
        """Have before one what a step uses. Who does the same in the same second has it open by then, too."""
        for later in self.script.steps[step.number :]:
            if (later.at, later.do, later.fields.get("on")) != (step.at, step.do, step.fields.get("on")):
                break
            if later.do != "enter_for" and later.number not in self._held:
                self._held[later.number] = await self._found(later.by, do, later.fields, self._pages[later.by])
        return await self._found(step.by, do, fields, page)

    async def _found(
        self, by: str, do: str, fields: Mapping[str, Any], page: Page | None
    ) -> list[tuple[Wish, Control | None]]:
        found: list[tuple[Wish, Control | None]] = []
        if do in {"admit", "turn_away"} and "person" in fields:
            fields = {"name": self.script.names[fields["person"]]}
        if do == "next_meeting":
            fields = {**fields, **self._next_time()}
        for wish in wishes(do, fields, self._things):
            offered = find(page.controls, wish) if page else None
            found.append((wish, await self.channel.opened(by, offered) if offered else None))
        return found

    async def _helped_page(self, by: str, person: str) -> Page | None:
        page = await self.channel.page_for(by, person, self._pages[by])
        if page:
            self.shown.look_at(by, f"{by} for {person}", page)
        return page

    async def _do(self, step: Step, wish: Wish, offered: Control | None, person: str) -> tuple[Reply, bool]:
        """Use the control that was wished for, or send what it would have sent. Says whether it was offered."""
        control = offered or self._nearest(wish)
        sent, unoffered = fill(control, wish)
        is_offered = offered is not None and not unoffered
        if not is_offered and not step.expect.refused:
            raise StepFault(f"{wish.action} is not offered{f' with {unoffered}' if offered else ''}")
        key = (step.by, person, wish.action, control.on)
        warned, confirm = self._warned.pop(key, ([], {}))
        again = confirm if sent == warned else {}
        request = self.channel.request(step.by, person, control, sent, again, offered=offered is not None)
        reply = await self._postman.carry(request)
        if reply.confirm:
            self._warned[key] = (sent, reply.confirm)
        self.shown.answered(step.by, reply.shown)
        return reply, is_offered

    def _nearest(self, wish: Wish) -> Control:
        """Give the control as somebody else has it, without what stands in their fields, or as it would be."""
        everywhere = [control for page in self._pages.values() for control in page.controls]
        same = find(everywhere, wish)
        alike = next((control for control in everywhere if control.action == wish.action), Control(wish.action))
        return replace(same, fields=()) if same else replace(alike, on=wish.on, fields=())

    def _hold(self, step: Step, reply: Reply, before: Mapping[str, Page], *, offered: bool) -> None:
        """Hold an answer against what the script expects.

        Raises:
            StepFault: when it is another, or when a refusal changed anything.
        """
        expected = step.expect.refused
        if reply.refused and not expected:
            raise StepFault(f"was refused: {reply.refused} ({reply.text})")
        if expected and not reply.refused:
            raise StepFault(f"was not refused with {expected}")
        if expected and offered and reply.refused != expected:
            raise StepFault(f"was refused with {reply.refused} and not with {expected}")
        if reply.refused:
            self._unchanged(before, "a refusal")

    def _unchanged(self, before: Mapping[str, Page], what: str) -> None:
        changed = [who for who, page in self._pages.items() if who not in before or self._differ(page, before[who])]
        if changed:
            raise StepFault(f"{what} changed what {', '.join(changed)} can see")

    def _differ(self, page: Page, before: Page) -> bool:
        """Say whether two pages do. A word for one alone is none: where a chat did not take it, it is a message."""
        late = wording(self.script.language).late_answer
        if page.html == before.html or not any(late in each for each in page.messages):
            return page.html != before.html
        one, other = ([each for each in found.messages if late not in each] for found in (page, before))
        return (one, page.pieces, page.posts) != (other, before.pieces, before.posts)

    async def _redeliver(self) -> None:
        """Send the last form again. The answer is the same, and nothing changes."""
        pages, record = self._pages, await self._record()
        first = self._postman.last_reply
        again = await self._postman.again()
        await self._settle()
        if first is None or (again.status, again.body) != (first.status, first.body):
            raise StepFault("the same request was answered otherwise the second time")
        self._unchanged(pages, "the same request again")
        if await self._record() != record:
            raise StepFault("the same request again changed the record")

    async def _kill(self) -> None:
        """Kill the server and start it again. Everybody finds everything as it was."""
        pages = self._pages
        await self._restart()
        await self._settle()
        self._unchanged(pages, "a restart")

    async def _outage(self, step: Step) -> None:
        """Let the server be down from the step on until a time. What was due meanwhile finds that out afterwards."""
        self._now = step.until()
        await self._restart()
        self.shown.at, self.channel.wire.at = self._now, self._now
        await self._settle()

    async def _import(self, rows: Sequence[str]) -> None:
        """Take people in from a file, as HR does while the server is down."""
        await self._restart(lambda: self.server.take_in("\n".join(rows)))
        await self._settle()

    async def _restart(self, meanwhile: Callable[[], Awaitable[None]] | None = None) -> None:
        await self.server.kill()
        if meanwhile:
            await meanwhile()
        await self.server.start()
        await self.channel.reconnect()
        assert self._now is not None
        await self.channel.control("clock", {"at": self._now.isoformat()})

    async def _record(self) -> dict[str, str]:
        with TemporaryDirectory() as folder:
            await self.export(Path(folder))
            return await asyncio.to_thread(_read, Path(folder))


def _read(folder: Path) -> dict[str, str]:
    # While a phase lasts, the command counts how long by the clock on the wall, which the rehearsal does not move.
    found = (path for path in sorted(folder.rglob("*")) if path.name in EXPORTED)
    return {str(path.relative_to(folder)): _HELD.sub("", path.read_text(encoding="utf-8")) for path in found}
