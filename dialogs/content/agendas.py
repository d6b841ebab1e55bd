"""Reads `agendas.toml`: the templates, what a meeting goes through and for how long."""

from collections.abc import Mapping
from types import MappingProxyType

from dialogs.content.faults import Slip
from dialogs.content.tables import Table
from dialogs.model.agenda import Agenda, AgendaItem, AgendaStep, ItemType, Phase

DEFAULT_TEMPLATE = "med-ai"
CARDS_IN_A_MEETING = 6
# A working day. More than that is a slip of the hand.
_MINUTES_MAX = 480


def read_agendas(root: Table, card_numbers: frozenset[int]) -> Mapping[str, Agenda]:
    """Read all agendas by template.

    Args:
        root: the file.
        card_numbers: the knowledge cards there are; empty where they could not be read, and then not checked.
    """
    agendas: dict[str, Agenda] = {}
    tables = root.tables("agenda")
    for table in tables:
        agenda = _agenda(table, card_numbers)
        if agenda.template in agendas:
            table.fault("template", f"is {agenda.template} a second time", "Give each agenda a name of its own")
        agendas[agenda.template] = agenda
    if tables and DEFAULT_TEMPLATE not in agendas:
        remedy = f'Write an agenda with template = "{DEFAULT_TEMPLATE}"'
        root.fault("agenda", f"lacks the template {DEFAULT_TEMPLATE}", remedy)
    root.finish()
    return MappingProxyType(agendas)


def _agenda(table: Table, card_numbers: frozenset[int]) -> Agenda:
    agenda = Agenda(
        template=table.text("template"),
        title=table.text("title"),
        items=_items(table),
        cards=_default_cards(table, card_numbers),
    )
    table.finish()
    return agenda


def _default_cards(table: Table, card_numbers: frozenset[int]) -> tuple[int, ...]:
    cards = table.wholes("cards")
    if cards and (len(cards) != CARDS_IN_A_MEETING or len(set(cards)) != len(cards)):
        remedy = "Write six different numbers of cards in knowledge.toml"
        table.fault("cards", "are not six different cards", remedy, Slip.CARDS)
    unknown = sorted(set(cards) - card_numbers) if card_numbers else []
    if unknown:
        listed = ", ".join(map(str, unknown))
        table.fault(
            "cards", f"names cards that do not exist: {listed}", "Write numbers of cards in knowledge.toml", Slip.CARDS
        )
    return cards


def _items(agenda: Table) -> tuple[AgendaItem, ...]:
    tables = agenda.tables("item")
    items = tuple(item for item in map(_item, tables) if item)
    # Where an item has no readable phase, that is the fault to mend first.
    if len(items) == len(tables) > 0 and [item.phase for item in items] != list(Phase):
        remedy = f"Write one [[agenda.item]] for each, in this order: {', '.join(Phase)}"
        agenda.fault("item", "does not have each phase once, in their order", remedy)
    return items


def _item(table: Table) -> AgendaItem | None:
    phase = table.choice("phase", Phase)
    title = table.text("title")
    item_type = table.choice("type", ItemType, optional=True)
    minutes = table.whole("minutes", _MINUTES_MAX)
    steps = tuple(_step(step) for step in table.tables("steps"))
    planned = sum(step.minutes for step in steps)
    if minutes and steps and all(step.minutes for step in steps) and planned != minutes:
        remedy = f"Let the steps add up to {minutes}, or write minutes = {planned}"
        table.fault("minutes", f"is {minutes}, but the steps add up to {planned}", remedy)
    table.finish()
    return AgendaItem(phase, title, item_type, minutes, steps) if phase else None


def _step(table: Table) -> AgendaStep:
    step = AgendaStep(title=table.text("title"), minutes=table.whole("minutes", _MINUTES_MAX))
    table.finish()
    return step
