"""Two languages say the same: same numbers, minutes, answers and ids, whatever the words."""

from collections.abc import Mapping

from dialogs.content.plan import places
from dialogs.content.values import Content
from dialogs.model.screening import Rules, When

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
    shape |= _screening(content.screening)
    for reminder in content.reminders:
        rule = (reminder.days, str(reminder.to), str(reminder.until), places(reminder.text))
        shape[f"reminder {reminder.id}"] = rule
    return shape


def _screening(rules: Rules) -> _Shape:
    shape: dict[str, object] = {"check, questions": tuple(question.id for question in rules.questions)}
    for question in rules.questions:
        shape[f"check {question.id}, kind"] = question.kind
        shape[f"check {question.id}, asked_if"] = _when(question.asked_if)
        shape[f"check {question.id}, rules"] = tuple(
            (*map(str, (rule.light, rule.owner, rule.due, rule.as_of)), _when(rule.when)) for rule in question.rules
        )
    for name in ("light_trial", "high_risk", "escalate", "plan"):
        shape[f"check, {name}"] = _when(getattr(rules, name))
    shape["check, skipped"] = tuple(sorted(rules.skipped))
    shape["check, duties"] = tuple(
        tuple(map(str, (duty.id, duty.owner, duty.due, duty.active_from, duty.as_of))) for duty in rules.duties
    )
    return shape


def _when(when: When) -> str:
    return "; ".join(" and ".join(f"{name} {'/'.join(sorted(each[name]))}" for name in each) for each in when)
