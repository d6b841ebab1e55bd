"""A text as one HTML file that stands alone: nothing in it runs, and nothing is fetched."""

from markupsafe import Markup

from bot.exports.paper import Block, Paper, blocks, safe
from bot.patterns import Html

_STYLE = Markup(
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}"
    "dt{font-weight:700}dd{margin:0 0 .5rem}.said{white-space:pre-wrap}"
)
_PAGE = Html(
    '<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>{style}</style>'
    "</head><body><main><h1>{title}</h1>\n{inside}</main></body></html>\n"
)


def as_html(paper: Paper) -> str:
    """Give the text as a page."""
    inside: list[Markup] = []
    group: list[Block] = []
    for block in [*blocks(paper.elements), Block("end", "")]:
        if group and group[0].style != block.style:
            inside.append(_group(group))
            group = []
        group.append(block)
    whole = Markup("").join(inside)
    return _PAGE.format(lang=paper.language, title=safe(paper.title), style=_STYLE, inside=whole)


def _group(group: list[Block]) -> Markup:
    """Give pieces of one kind that stand together."""
    lines = Markup("").join(_piece(block) for block in group)
    frames = {"bullet": Html("<ul>{}</ul>\n"), "fact": Html("<dl>{}</dl>\n")}
    return frames.get(group[0].style, Html("{}")).format(lines)


def _piece(block: Block) -> Markup:
    match block.style:
        case "heading":
            return Html("<h2>{}</h2>\n").format(block.text)
        case "bullet":
            return Html('<li class="said">{}</li>').format(block.text)
        case "fact":
            return Html('<dt>{}</dt><dd class="said">{}</dd>').format(block.label, block.text)
        case _:
            return Html('<p class="said">{}</p>\n').format(block.text)
