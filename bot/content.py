"""Reads content files: ours, and a municipality's own folder laid over them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from dialogs.content import FILES, Content, ContentFault, Fault, Language, compare, parse_content


def texts(language: Language, own: Path | None) -> Mapping[str, str]:
    """Give the content files of a language by name. A file in `own/<language>` takes the place of ours.

    Raises:
        ContentFault: when a file is no text.
    """
    ours = files("dialogs.content").joinpath(language)
    found = {name: ours.joinpath(name).read_text(encoding="utf-8") for name in FILES}
    folder = own / language if own else None
    if folder and folder.is_dir():
        found |= {path.name: _own(path) for path in sorted(folder.glob("*.toml"))}
    return found


def _own(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ContentFault((Fault(str(path), "", "This is no text", "Save it as UTF-8"),)) from None


def read_content(own: Path | None = None) -> dict[str, Content]:
    """Give the content by language.

    Raises:
        ContentFault: naming every file and key that is wrong.
    """
    if own is None:
        return {language.value: _ours(language) for language in Language}
    return {language.value: parse_content(language, texts(language, own)) for language in Language}


@cache
def _ours(language: Language) -> Content:
    """Give our own content, which nobody changes while the program runs."""
    return parse_content(language, texts(language, None))


def check_content(own: Path | None = None) -> tuple[str, ...]:
    """Give a line for every fault there is in the content, and for every difference between the languages."""
    faults: list[str] = []
    found: dict[Language, Content] = {}
    for language in Language:
        try:
            found[language] = parse_content(language, texts(language, own))
        except ContentFault as fault:
            faults += [str(each) for each in fault.faults]
    if len(found) == len(Language):
        faults += compare(found[Language.DA], found[Language.EN])
    return tuple(faults)


def demo_set_up(language: Language) -> str:
    """Give the demonstration committee as the text of a set-up file."""
    return files("dialogs.content").joinpath(language, "demo.toml").read_text(encoding="utf-8")
