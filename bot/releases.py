"""What the content is now and what it was: the files, and what was saved in the register laid over them.

Each version that is saved makes the next release of the whole content. A meeting keeps the number of the one it began
with. Servers take a new one when they look (`Replicas`), and at the latest when they read a meeting that began with it.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bot.content import texts
from dialogs.content import Content, ContentFault, Language, parse_content
from dialogs.model.agenda import Agenda
from dialogs.organisation import Organisation
from storage import own_content
from storage.engine import Connection, Store
from storage.meetings import Meetings
from storage.own_content import Version

_log = logging.getLogger(__name__)


class _Parsed(Mapping[int, Mapping[str, Content]]):
    """The content of every release, read when it is asked for. Release 0 is what lies in the folders."""

    def __init__(self, files: Mapping[Language, Mapping[str, str]], first: Mapping[str, Content]) -> None:
        self.files, self._first = files, first
        self.versions: tuple[Version, ...] = ()
        self._known: dict[tuple[Language, tuple[int, ...]], tuple[Content, Mapping[str, Version]]] = {}

    def __getitem__(self, release: int) -> Mapping[str, Content]:
        if not 0 <= release <= self.newest:
            raise KeyError(release)
        return {language.value: self._read(language, release)[0] for language in Language}

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.newest + 1))

    def __len__(self) -> int:
        return self.newest + 1

    @property
    def newest(self) -> int:
        """Give the number of the newest release."""
        return self.versions[-1].number if self.versions else 0

    def own(self, language: Language, release: int) -> dict[str, Version]:
        """Give by file what was saved last up to a release; a file that was given back is not there."""
        kept = {each.file: each for each in self.versions if each.language == language and each.number <= release}
        return {file: each for file, each in kept.items() if each.text is not None}

    def used(self, language: Language, release: int) -> Mapping[str, Version]:
        """Give those of them that the rules of today take."""
        return self._read(language, release)[1]

    def _read(self, language: Language, release: int) -> tuple[Content, Mapping[str, Version]]:
        own = self.own(language, release)
        key = language, tuple(sorted(each.number for each in own.values()))
        if key not in self._known:
            self._known[key] = self._parse(language, own) if own else (self._first[language], {})
        return self._known[key]

    def _parse(self, language: Language, own: Mapping[str, Version]) -> tuple[Content, Mapping[str, Version]]:
        ours = {file: each.text for file, each in own.items() if each.text is not None}
        try:
            return parse_content(language, {**self.files[language], **ours}), own
        except ContentFault as fault:
            # It was right when it was saved, so the rules have changed since. People can meet all the same.
            bad = {each.file for each in fault.faults} & {f"{language}/{file}" for file in own}
            _log.error("saved in the register and no longer right, so left out: %s", ", ".join(sorted(bad or own)))
            rest = {file: each for file, each in own.items() if bad and f"{language}/{file}" not in bad}
            return self._parse(language, rest) if rest else (self._first[language], {})


class Releases:
    """Gives the organisation with its newest content, and the content of every release."""

    def __init__(self, organisation: Organisation, own: Path | None) -> None:
        """Begin with `organisation`, whose content is that of the files, in which the folder `own` lies over ours."""
        self._parsed = _Parsed({language: texts(language, own) for language in Language}, organisation.content)
        self._organisation = replace(organisation, releases=self._parsed)

    def now(self) -> Organisation:
        """Give the organisation as it is now."""
        return self._organisation

    def files(self, language: Language) -> Mapping[str, str]:
        """Give what lies in the folders."""
        return self._parsed.files[language]

    def newest(self, language: Language) -> Mapping[str, str]:
        """Give what holds now: what was saved last, and else what lies in the folders."""
        used = self._parsed.used(language, self._parsed.newest)
        return {**self.files(language), **{file: each.text or "" for file, each in used.items()}}

    def left_out(self) -> tuple[str, ...]:
        """Give what was saved last and is no longer right, as `da/knowledge.toml`."""
        release = self._parsed.newest
        return tuple(
            f"{language}/{file}"
            for language in Language
            for file in self._parsed.own(language, release).keys() - self._parsed.used(language, release).keys()
        )

    def agenda(self, conn: Connection, language: str, template: str, release: int | None) -> Agenda:
        """Give an agenda of a release, or of the newest."""
        if release is not None and release > self._parsed.newest:
            # Another server began this meeting with what we have not seen yet.
            self.take(conn)
        content = self._organisation.content if release is None else self._parsed[release]
        return content[language].agendas[template]

    def take(self, conn: Connection) -> bool:
        """Take what was saved since the last time, and say whether there was anything."""
        new = own_content.since(conn, self._parsed.newest)
        # Two looks at the same time may find the same.
        new = [each for each in new if each.number > self._parsed.newest]
        if new:
            self._parsed.versions = (*self._parsed.versions, *new)
            release = self._parsed.newest
            self._organisation = replace(self._organisation, content=self._parsed[release], release=release)
        return bool(new)

    async def look(self, store: Store, meetings: Meetings) -> None:
        """Take what was saved, and let what is remembered of meetings be read anew where there was anything."""
        if await store.read(self.take):
            meetings.drop()
