"""A text as Markdown. What people wrote is text in it, whatever it looks like."""

import re

from bot.exports.paper import Paper, blocks, safe

# CommonMark takes any of these as itself after a backslash.
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


def as_markdown(paper: Paper) -> str:
    """Give the text as CommonMark."""
    lines = [f"# {_one_line(paper.title)}", ""]
    for block in blocks(paper.elements):
        match block.style:
            case "heading":
                lines += [f"## {_one_line(block.text)}", ""]
            case "bullet":
                lines += [f"- {_text(block.text, '  ')}", ""]
            case "fact":
                lines += [f"**{_one_line(block.label)}** {_text(block.text)}", ""]
            case _:
                lines += [_text(block.text), ""]
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return _escaped(" ".join(safe(text).split()))


def _text(text: str, indent: str = "") -> str:
    """Give a text of several lines as one paragraph; blanks at the beginning of a line would make it code."""
    lines = [_escaped(line.strip()) for line in text.split("\n")]
    return f"\\\n{indent}".join(line or "&nbsp;" for line in lines)


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)
