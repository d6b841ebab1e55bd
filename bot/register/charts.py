"""Charts as SVG within the page. Only pygal knows how one is drawn; colours and letters are those of our stylesheet."""

import sys
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup

Series = Mapping[str, Sequence[int | None]]
Drawn = tuple[tuple[str, tuple[int | None, ...]], ...]
WIDTH, HEIGHT = 720, 320
# Of what pygal draws: what carries scripts and colours, or repeats the values for a script.
_NOT_OURS = frozenset({"defs", "desc", "title"})
_FOR_SCRIPTS = frozenset({"tooltip-overlay", "background", "titles"})


def chart(
    title: str, says: str, name: str, labels: Sequence[str], series: Mapping[str, Sequence[int | None]]
) -> Markup:
    """Give bars: one for each label, in which those of each series stand on one another.

    Args:
        title: What it shows, for those who cannot see it too.
        says: What to know of it beside that, in a sentence.
        name: What its parts are called within the page; no other chart has it.
        labels: The names of the bars.
        series: The values by the name of each series; None leaves a gap.
    """
    return _drawn(title, says, name, tuple(labels), tuple((label, tuple(values)) for label, values in series.items()))


# The same figures are looked at again and again; drawing them takes most of a page's time.
@lru_cache(maxsize=200)
def _drawn(title: str, says: str, name: str, labels: tuple[str, ...], series: Drawn) -> Markup:
    Config, StackedBar, Style, etree = _library()
    # The room that letters take; our stylesheet says the same.
    letters = Style(label_font_size=13, major_label_font_size=13, legend_font_size=14, value_font_size=13)
    config = Config(
        width=WIDTH, height=HEIGHT, margin=8, spacing=8, show_legend=len(series) > 1, legend_at_bottom=True,
        legend_at_bottom_columns=2, legend_box_size=14, print_values=True, print_zeroes=False, js=[], css=[],
        x_label_rotation=35 if len(labels) > 4 else 0, formatter=_figure, no_prefix=True, show_minor_y_labels=False,
        style=letters,
    )  # fmt: skip
    drawn = StackedBar(config)
    drawn.x_labels = labels
    for label, values in series:
        drawn.add(label, values)
    root = drawn.render_tree()
    _clean(root)
    for attribute in ("id", "class", "xmlns:xlink"):
        root.attrib.pop(attribute, None)
    ids = {"title": f"{name}-title", "desc": f"{name}-desc"}
    root.attrib.update({"class": "chart", "role": "img", "aria-labelledby": " ".join(ids.values())})
    for place, (tag, text) in enumerate((("title", title), ("desc", says))):
        about = etree.Element(tag, {"id": ids[tag]})
        about.text = text
        root.insert(place, about)
    # Text was escaped when it was written, by the library that made the tree.
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704


@cache
def _library() -> tuple[Any, Any, Any, Any]:
    """Load what draws; it brings libraries of its own, so that is done when a chart is asked for."""
    from pygal import Config, StackedBar
    from pygal.etree import etree
    from pygal.style import Style

    # For maps, which we have none of, it puts itself among those who look for modules, in a way that Python gave up.
    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]
    return Config, StackedBar, Style, etree


def _figure(value: float | None) -> str:
    return f"{value:g}" if value is not None else ""


def _clean(element: Any) -> None:
    for each in list(element):
        classes = frozenset(each.get("class", "").split()) if isinstance(each.tag, str) else frozenset()
        if not isinstance(each.tag, str) or each.tag in _NOT_OURS or classes & _FOR_SCRIPTS:
            element.remove(each)
            continue
        each.attrib.pop("style", None)
        _clean(each)
