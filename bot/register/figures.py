"""The register in figures: charts for those who would rather look, and beside each the table it was drawn from."""

from collections.abc import Callable, Sequence

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.register.access import visitor
from bot.register.asking import STATES, text_of
from bot.register.charts import chart
from bot.register.desk import HOME, Desk
from bot.register.frame import page
from bot.register.lists import committee_field, few_fields
from dialogs.model.followed import Course
from dialogs.register import PilotGroup, Quarter
from dialogs.wording import Wording
from storage import register_figures, register_meetings
from storage.engine import Connection
from storage.register_figures import UNANSWERED, Figures
from storage.register_meetings import Group

# Two years.
QUARTERS = 8
MOST_THEMES = 10
Rows = Sequence[tuple[str, Sequence[int | None]]]
_SECTION = Html("<section><h2>{}</h2><p>{}</p>{}{}</section>")
_WIDE = Html('<div class="wide" tabindex="0" role="region" aria-label="{}">{}</div>')
_TABLE = Html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>")


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the route of the page."""
    app.router.add_get("/figures", FiguresPage(desk).show)


class FiguresPage:
    """The route of the page."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def show(self, request: web.Request) -> web.Response:
        """Show the last two years in figures."""
        who, today = await visitor(self._desk, request), self._desk.today()
        committee = text_of(request.query.get("committee", ""))
        quarters = [Quarter.of(today).before(back) for back in reversed(range(QUARTERS))]

        def find(conn: Connection) -> tuple[Figures, list[Group]]:
            counted = register_figures.figures(conn, who.scope, committee, quarters[0].first_day, today)
            return counted, register_meetings.groups(conn, who.scope)

        found, groups = await self._desk.store.read(find)
        words = who.words
        inside = [
            few_fields(f"{HOME}/figures", [committee_field(groups, committee, words)], words),
            Html("<p>{}</p>").format(words.figures_help),
            *(part(found, quarters, words) for part in _PARTS),
        ]
        return page(who, who.language, words.figures_title, Markup("").join(inside), here="figures")


def _pilots(found: Figures, quarters: Sequence[Quarter], words: Wording) -> Markup:
    rows = [
        (words.group_of_pilots(group), [found.pilots.get((quarter, group), 0) for quarter in quarters])
        for group in PilotGroup
    ]
    by_state = [(words.pilot_state(state), [found.states.get(state, 0)]) for state in STATES]
    told = _section("pilots", words.pilots_by_quarter, words.pilots_by_quarter_help, rows, quarters, words)
    table = _table(words.pilots_by_state, words.pilot_state_label, [words.count_label], by_state)
    return told + Html("<section><h2>{}</h2>{}</section>").format(words.pilots_by_state, table)


def _ideas(found: Figures, quarters: Sequence[Quarter], words: Wording) -> Markup:
    rows = [(words.median_days, [found.median_days(quarter) for quarter in quarters])]
    return _section("ideas", words.idea_to_decision, words.idea_to_decision_help, rows, quarters, words)


def _check_points(found: Figures, quarters: Sequence[Quarter], words: Wording) -> Markup:
    names = {str(course): words.course_in_short(course) for course in Course} | {UNANSWERED: words.not_answered}
    rows = [
        (name, [found.check_points.get((quarter, course), 0) for quarter in quarters]) for course, name in names.items()
    ]
    return _section("check-points", words.check_points_figure, words.check_points_figure_help, rows, quarters, words)


def _themes(found: Figures, quarters: Sequence[Quarter], words: Wording) -> Markup:
    """Show the themes that most meetings had. They are the committees' own words, so capitals tell nothing apart."""
    names: dict[str, str] = {}
    counts: dict[tuple[str, Quarter], int] = {}
    for (quarter, theme), count in found.themes.items():
        names.setdefault(theme.casefold(), theme)
        key = (theme.casefold(), quarter)
        counts[key] = counts.get(key, 0) + count
    in_all = {key: sum(counts.get((key, quarter), 0) for quarter in quarters) for key in names}
    most = sorted(names, key=lambda key: (-in_all[key], key))[:MOST_THEMES]
    rows = [(names[key], [counts.get((key, quarter), 0) for quarter in quarters]) for key in most]
    return _section("themes", words.themes_figure, words.themes_figure_help, rows, quarters, words)


_PARTS: Sequence[Callable[[Figures, Sequence[Quarter], Wording], Markup]] = (_pilots, _ideas, _check_points, _themes)


def _section(name: str, title: str, says: str, rows: Rows, quarters: Sequence[Quarter], words: Wording) -> Markup:
    """Give a chart with its table; where there is nothing to be counted, that alone."""
    if not any(value for _, values in rows for value in values):
        return _SECTION.format(title, says, Html("<p>{}</p>").format(words.nothing_counted), "")
    labels = [words.quarter(each) for each in quarters]
    drawn = _WIDE.format(title, chart(title, f"{says} {words.same_in_table}", name, labels, dict(rows)))
    # Quarters stand in the rows: a narrow screen has no room for eight columns.
    columns = [label for label, _ in rows]
    lines = [(label, [values[place] for _, values in rows]) for place, label in enumerate(labels)]
    return _SECTION.format(title, says, drawn, _table(words.table_of(title), words.quarter_label, columns, lines))


def _table(label: str, first: str, columns: Sequence[str], rows: Rows) -> Markup:
    head = Html('<th scope="col" class="figure">{}</th>')
    heads = Html('<th scope="col">{}</th>{}').format(first, Markup("").join(head.format(each) for each in columns))
    cell, line = Html('<td class="figure">{}</td>'), Html('<tr><th scope="row">{}</th>{}</tr>')
    told = [
        line.format(name, Markup("").join(cell.format("–" if value is None else value) for value in values))
        for name, values in rows
    ]
    return _WIDE.format(label, _TABLE.format(heads, Markup("").join(told)))
