"""The municipality's own content: seen, changed with a preview, kept in versions, and gone back to."""

from dataclasses import replace

from aiohttp import web

from bot.register.access import Fields, only, press, visitor
from bot.register.clerks import OFFICES
from bot.register.desk import Desk, Visitor
from bot.register.own_content_entry import Again, entry_page
from bot.register.own_content_pages import Place, file_page, list_page
from bot.register.trail import entry
from bot.ticker import FOLLOWED_FOR
from dialogs.content import FILES, ContentFault, Language, parse_content
from dialogs.content.editing import NEW, Entry, changes, entries, find
from dialogs.content.faults import Fault, Slip
from dialogs.flows.own_content import attempt, shown
from dialogs.flows.reading import CONTACT_OK, Reader
from dialogs.model.refusals import Reason, Refusal
from dialogs.wording import wording
from storage import audit, own_content
from storage.columns import digest
from storage.engine import Connection
from storage.listing import to_follow
from storage.own_content import Version

PATH = "/content"
WHY_CHARS = 300


class _Refused(Exception):
    """It cannot be saved; the text says why."""


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of the content."""
    ours = OwnContent(desk)
    app.router.add_get(PATH, ours.list)
    app.router.add_get(f"{PATH}/{{language}}/{{file}}", ours.file)
    app.router.add_post(f"{PATH}/{{language}}/{{file}}", ours.back)
    app.router.add_get(f"{PATH}/{{language}}/{{file}}/{{entry}}", ours.entry)
    app.router.add_post(f"{PATH}/{{language}}/{{file}}/{{entry}}", ours.save)


class OwnContent:
    """The routes of the content."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def list(self, request: web.Request) -> web.Response:
        """Show which files there are, and in which of them something is the municipality's own."""
        who = await visitor(self._desk, request)
        only(who, *OFFICES)
        await self._look()
        versions = await self._desk.store.read(lambda conn: own_content.since(conn, 0))
        return list_page(self._desk, who, versions)

    async def file(self, request: web.Request) -> web.Response:
        """Show the entries of a file and its versions."""
        who, place = await self._asked(request)
        return file_page(self._desk, who, place)

    async def entry(self, request: web.Request) -> web.Response:
        """Show one entry: how it looks now, what stood there before anybody changed it, and the form."""
        who, place = await self._asked(request)
        return self._entry_page(who, place, _entry(place, request))

    async def save(self, request: web.Request) -> web.Response:
        """Show how an entry would look, or save it as a new version."""
        who, sent = await press(self._desk, request, *OFFICES)
        place = await self._place(request)
        found, read = _entry(place, request), Reader(sent)
        tried = attempt(place.language, place.files, place.file, found, read)
        faults: dict[str, Refusal | Fault] = dict(tried.faults)
        saving, why = read.raw("do") == "save", ""
        if saving:
            try:
                why = read.text("because", max_chars=WHY_CHARS)
            except Refusal as refusal:
                faults["because"] = refusal
        if faults or tried.content is None:
            asks = any(
                isinstance(each, Refusal) and each.reason is Reason.CONTACT_DETAILS_WARNING for each in faults.values()
            )
            confirm = {CONTACT_OK: "yes"} if asks or read.has(CONTACT_OK) else {}
            return self._entry_page(who, place, found, Again(sent, faults, confirm), status=422)
        if not saving:
            preview = shown(tried.content, place.file, found.id, wording(place.language), self._desk.today())
            again = Again(sent, {}, {CONTACT_OK: "yes"} if read.has(CONTACT_OK) else {}, preview)
            return self._entry_page(who, place, found, again)
        if not changes(place.file, place.text, tried.text):
            return file_page(self._desk, who, place, who.words.content_nothing)
        return await self._saved(who, place, sent, tried.text, why, found)

    async def back(self, request: web.Request) -> web.Response:
        """Save an earlier version once more, or the text from before anybody changed it."""
        who, sent = await press(self._desk, request, *OFFICES)
        place, words = await self._place(request), who.words
        number = sent.get("number", ("",))[0]
        known = {str(each.number): (place_in, each.text) for place_in, each in enumerate(place.versions, 1)}
        if number != "0" and number not in known:
            raise web.HTTPNotFound
        which, kept = known.get(number, (0, None))
        text = kept or place.original
        try:
            parse_content(place.language, {**place.files, place.file: text})
        except ContentFault:
            return file_page(self._desk, who, place, words.content_slip(Slip.OTHER, 0, 0), status=422)
        why = words.content_went_back(which) if kept else words.content_gone_back
        return await self._saved(who, place, sent, text, why, None)

    async def _saved(
        self, who: Visitor, place: Place, sent: Fields, text: str, why: str, found: Entry | None
    ) -> web.Response:
        desk, words = self._desk, who.words
        now, fresh = desk.reception.now(), desk.keeping.fresh()
        kept = text if changes(place.file, place.original, text) else None
        cards = {int(each.id) for each in entries(place.file, text)} if place.file == "knowledge.toml" else None
        about = f"{place.language}/{place.file}"

        def write(conn: Connection) -> None:
            # Who holds the end of the trail is alone with what follows.
            trace = replace(entry(who, "save_content", about, now, fresh), digest=digest(kept or "").hex())
            audit.note(conn, [trace])
            newest = [each for each in own_content.since(conn, 0) if (each.language, each.file) == place.key]
            if str(newest[-1].number if newest else 0) != sent.get("seen", ("",))[0]:
                raise _Refused(words.content_moved_on)
            lost = sorted(own_content.chosen_cards(conn, place.language) - cards) if cards else []
            if lost:
                raise _Refused(words.content_cards_chosen(", ".join(map(str, lost))))
            number, called = own_content.newest(conn) + 1, who.session.name
            own_content.add(
                conn, Version(number, place.language, place.file, kept, desk.wall.now(), who.signs_as, called, why)
            )

        try:
            await desk.store.write(write)
        except _Refused as refused:
            if found is None:
                return file_page(desk, who, place, str(refused), status=422)
            return self._entry_page(who, place, found, Again(sent, {}, {}, said=str(refused)), status=422)
        await self._look()
        if place.file == "plan.toml":
            await self._arrange()
        told = words.content_saved if found else words.content_back_done
        return file_page(desk, who, await self._place_of(place.language, place.file), told)

    async def _arrange(self) -> None:
        """Let reminders fall when the new plan says, as a start of the server does."""
        since = self._desk.reception.now() - FOLLOWED_FOR
        for meeting in await self._desk.store.read(lambda conn: to_follow(conn, since)):
            await self._desk.turn.arrange(meeting)

    async def _asked(self, request: web.Request) -> tuple[Visitor, Place]:
        who = await visitor(self._desk, request)
        only(who, *OFFICES)
        return who, await self._place(request)

    async def _place(self, request: web.Request) -> Place:
        language, file = request.match_info["language"], f"{request.match_info['file']}.toml"
        if language not in set(Language) or file not in FILES:
            raise web.HTTPNotFound
        await self._look()
        return await self._place_of(Language(language), file)

    async def _place_of(self, language: Language, file: str) -> Place:
        releases = self._desk.releases
        versions = await self._desk.store.read(lambda conn: own_content.since(conn, 0))
        ours = tuple(each for each in versions if (each.language, each.file) == (language, file))
        return Place(language, file, releases.newest(language), releases.files(language)[file], ours)

    async def _look(self) -> None:
        await self._desk.releases.look(self._desk.store, self._desk.meetings)

    def _entry_page(
        self, who: Visitor, place: Place, found: Entry, again: Again | None = None, *, status: int = 200
    ) -> web.Response:
        content = self._desk.organisation.content[place.language]
        now = (
            shown(content, place.file, found.id, wording(place.language), self._desk.today()) if found.id != NEW else ()
        )
        return entry_page(who, place, found, now, again or Again(), status=status)


def _entry(place: Place, request: web.Request) -> Entry:
    found = find(place.file, place.text, request.match_info["entry"])
    if found is None:
        raise web.HTTPNotFound
    return found
