"""Two languages say the same: same numbers, minutes, answers and ids, whatever the words."""

from collections.abc import Mapping

from dialogs.content.plan import places
from dialogs.content.values import Content

_Shape = Mapping[str, object]


def compare(first: Content, second: Content) -> tuple[str, ...]:
    """List what differs between two languages beside the words, one line for each difference; empty when they match."""
    ours, theirs = _shape(first), _shape(second)
    places = [*ours, *(place for place in theirs if place not in ours)]
    return tuple(
        f"{place}: {first.language} has {_say(ours, place)}, {second.language} has {_say(theirs, place)}"
        for place in places
        if ours.get(place) != theirs.get(place)
    )


def _say(shape: _Shape, place: str) -> str:
    return str(shape[place]) if place in shape else "nothing"


def _shape(content: Content) -> _Shape:
    shape: dict[str, object] = {}
    for template, agenda in content.agendas.items():
        shape[f"agenda {template}, cards"] = agenda.cards
        for item in agenda.items:
            place = f"agenda {template}, {item.phase}"
            shape[f"{place}, type"] = str(item.item_type)
            shape[f"{place}, minutes"] = item.minutes
            shape[f"{place}, minutes of the steps"] = tuple(step.minutes for step in item.steps)
    for card in content.cards:
        shape[f"card {card.number}, as_of"] = str(card.as_of)
    for question in content.quiz:
        shape[f"quiz question {question.number}, answer"] = question.answer
    headings = list(dict.fromkeys(prompt.heading for prompt in content.prompts))
    for prompt in content.prompts:
        shape[f"prompt {prompt.number}, place of its heading"] = headings.index(prompt.heading) + 1
    for asked in content.inventory:
        shape[f"inventory question {asked.number}, kind"] = str(asked.kind)
        shape[f"inventory question {asked.number}, options"] = tuple(option.id for option in asked.options)
    shape["ground rules"] = len(content.ground_rules)
    shape["first contact"] = len(content.first_contact)
    shape["ground rules of a team"] = len(content.team_ground_rules)
    shape["first contact of a team"] = len(content.team_first_contact)
    shape["check-points"] = content.check_points
    for reminder in content.reminders:
        rule = (reminder.days, str(reminder.to), str(reminder.until), places(reminder.text))
        shape[f"reminder {reminder.id}"] = rule
    return shape
