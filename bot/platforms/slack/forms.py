"""Forms as modals: a view with one input for each field, and what stands in them when they are sent.

A field is found by the id of its block: the name of the field, for a field with several texts the name, `#` and a
number.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, assert_never

from bot.platforms.slack.limits import LIMITS
from bot.platforms.slack.texts import Json, parts, plain, rich, short_digest
from bot.platforms.slack.words import SlackWords
from dialogs.cards import Card, Form, line_text
from dialogs.forms import ChoiceField, DateField, Field, Option, TextField

# An option that stands for nothing needs a value too.
NOTHING = "-"
# The one thing in the block of a field.
VALUE = "value"
FORM, LOOK = "form", "look"
"""What a view is, as its `callback_id`: a form to send, or something to look at."""
MORE = "more"
# So many empty inputs a field with several texts has at first, beyond what stands in it.
SPARE = 2


Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Carried:
    """What a form carries unseen: the press that opened it, and its hidden fields.

    The hidden fields mean "yes, I mean it" of what stood in the form then, and of nothing else: `of` is its digest.
    `card` is the folded card that is open below the form, or nothing.
    """

    pressed: str
    confirm: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    card: str = ""

    def text(self) -> str:
        """Give it as text."""
        parts = [self.pressed, dict(self.confirm), self.of, self.card]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))

    def hidden(self, fields: Fields) -> dict[str, tuple[str, ...]]:
        """Give the hidden fields that go along with what stands in the form."""
        return {name: (value,) for name, value in self.confirm.items()} if digest_of(fields) == self.of else {}

    @staticmethod
    def read(text: str) -> "Carried":
        """Read what `text` gave.

        Raises:
            ValueError: for anything else.
        """
        found = json.loads(text)
        match found:
            case [str(pressed), dict(confirm), str(of), str(card)]:
                return Carried(pressed, {str(name): str(value) for name, value in confirm.items()}, of, card)
            case _:
                raise ValueError("this is no form of ours")


def form_view(
    form: Form,
    carried: Carried,
    words: SlackWords,
    typed: Mapping[str, tuple[str, ...]] | None = None,
    fault: str = "",
    longer: str = "",
    title: str = "",
) -> Json:
    """Give a form as a modal, or where it has more fields than one can hold a word that says so: a field that is not
    there would come back as one that was emptied.

    Args:
        form: the form.
        carried: what comes back when it is sent.
        words: the words of this platform.
        typed: what stood in its fields when it came back; without it, what the form suggests.
        fault: what was wrong, where that is about no single field.
        longer: the field that one more text is wanted in.
        title: what the modal is called; without it, what the button says that opens it.
    """
    blocks = rich(parts("rich_text_quote", (fault,), bold=True)) if fault else []
    title = title or opening(form, words)
    if len(title) > LIMITS["title_chars"]:
        blocks += [{"type": "header", "text": plain(title, LIMITS["header_chars"])}]
    blocks += rich(parts("rich_text_section", form.headline))
    for each in form.fields:
        given = None if typed is None else typed.get(each.name, ())
        blocks += _inputs(each, words, (*given, "") if given is not None and each.name == longer else given)
    if len(blocks) > LIMITS["view_blocks"]:
        if longer:
            return form_view(form, carried, words, typed, fault, title=title)
        return look_view(title, rich(parts("rich_text_section", (words.too_long,))), words)
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": _title(title, words),
        "submit": _short(form.label) if len(form.label) <= LIMITS["title_chars"] else plain(words.send, 24),
        "close": plain(words.cancel, LIMITS["title_chars"]),
        "private_metadata": carried.text(),
        "blocks": blocks,
    }


def look_view(title: str, blocks: list[Json], words: SlackWords, carried: str = "") -> Json:
    """Give a modal to look at. What does not fit is left out, with a word that says so."""
    if len(title) > LIMITS["title_chars"]:
        blocks = [*rich(parts("rich_text_section", (title,), bold=True)), *blocks]
    most = LIMITS["view_blocks"]
    while len(blocks) > most or len(json.dumps(blocks, ensure_ascii=False).encode()) > LIMITS["view_bytes"] - 4_096:
        most = min(len(blocks), most) - 1
        blocks = [*blocks[: most - 1], *rich(parts("rich_text_section", (words.left_out,)))]
    return {
        "type": "modal",
        "callback_id": LOOK,
        "title": _title(title, words),
        "close": plain(words.close, LIMITS["title_chars"]),
        "private_metadata": carried,
        "blocks": blocks or rich(parts("rich_text_section", (title,))),
    }


def opening(form: Form, words: SlackWords) -> str:
    """Give what the button says that opens a form, and the form's title: it saves nothing yet."""
    if not form.label.startswith(words.save):
        return form.label
    writes = any(isinstance(each, TextField) for each in form.fields)
    return form.label.replace(words.save, words.write, 1) if writes else words.choose


def title_of(card: Card) -> str:
    """Give the title of a card as the title of a modal, for which most are too long."""
    return line_text(card.title)


def block_of(form: Form, name: str) -> str:
    """Give the id of the block that a fault in a field belongs to, or nothing where the form has no such field."""
    for each in form.fields:
        if each.name == name:
            return f"{name}#0" if isinstance(each, TextField) and each.many else name
    return ""


def read_values(view: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Read the fields of a view that was sent: every value of each, in the order in which the view shows them.

    Raises:
        KeyError: when it is not what Slack sends.
        ValueError: when one of its fields is none of ours.
    """
    found: dict[str, tuple[str, ...]] = {}
    values = view["state"]["values"]
    for block in view["blocks"]:
        element = values.get(block["block_id"], {}).get(VALUE)
        if element is not None:
            name = field_of(block["block_id"])
            found[name] = (*found.get(name, ()), *_given(element))
    return found


def digest_of(fields: Fields) -> str:
    """Give what stands for everything that stood in a form."""
    return short_digest(json.dumps({name: list(values) for name, values in fields.items()}, sort_keys=True))


def field_of(block_id: str) -> str:
    """Give the name of the field that a block belongs to."""
    name, _, number = block_id.rpartition("#")
    return name if number.isdigit() else block_id


def _given(element: Mapping[str, Any]) -> Iterator[str]:
    match element:
        case {"type": "plain_text_input"}:
            yield element.get("value") or ""
        case {"type": "datepicker"}:
            yield element.get("selected_date") or ""
        case {"type": "static_select" | "radio_buttons"}:
            if chosen := element.get("selected_option"):
                yield _meant(chosen)
        case {"type": "multi_static_select" | "checkboxes"}:
            yield from map(_meant, element.get("selected_options") or ())
        case _:
            raise ValueError("this is no field of ours")


def _meant(option: Mapping[str, Any]) -> str:
    value = str(option["value"])
    return "" if value == NOTHING else value


def _title(title: str, words: SlackWords) -> Json:
    # One that is too long stands whole inside, and is not begun above.
    return _short(title if len(title) <= LIMITS["title_chars"] else words.answer_title)


def _short(label: str) -> Json:
    return plain(label, LIMITS["title_chars"])


def _inputs(each: Field, words: SlackWords, typed: tuple[str, ...] | None) -> list[Json]:
    match each:
        case TextField():
            if not each.many:
                values = each.values if typed is None else typed
                return [_input(each, each.name, _text_input(each, "".join(values[:1])))]
            rows = (*each.values, *[""] * SPARE) if typed is None else typed
            # What helps is said once.
            lines = [
                _input(
                    replace(each, label=f"{each.label} ({n + 1})", help="" if n else each.help),
                    f"{each.name}#{n}",
                    _text_input(each, value),
                )
                for n, value in enumerate(rows)
            ]
            button: Json = {"type": "button", "action_id": f"{MORE}:{each.name}", "value": each.name}
            button["text"] = plain(words.one_more, LIMITS["button_chars"])
            return [*lines, {"type": "actions", "elements": [button]}]
        case ChoiceField():
            return [_input(each, each.name, _choice(each, each.values if typed is None else typed))]
        case DateField():
            value = each.value if typed is None else "".join(typed[:1])
            return [_input(each, each.name, {"type": "datepicker", **({"initial_date": value} if value else {})})]
        case _:
            assert_never(each)


def _input(each: Field, block_id: str, element: Json) -> Json:
    hint = {"hint": plain(each.help, LIMITS["label_chars"])} if each.help else {}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(each.label, LIMITS["label_chars"]),
        "element": {**element, "action_id": VALUE},
        "optional": not each.required,
        **hint,
    }


def _text_input(each: TextField, value: str) -> Json:
    # Without a most of our own: the server says what is too long, and why.
    initial = {"initial_value": value[: LIMITS["input_chars"]]} if value else {}
    return {"type": "plain_text_input", "multiline": each.long, **initial}


def _choice(each: ChoiceField, values: tuple[str, ...]) -> Json:
    options = [_option(option) for option in each.options]
    chosen = [option for option in options if option["value"] in {value or NOTHING for value in values}]
    few = len(options) <= LIMITS["radio_options"]
    if each.many:
        initial: Json = {"initial_options": chosen} if chosen else {}
        return {"type": "checkboxes" if few else "multi_static_select", "options": options, **initial}
    initial = {"initial_option": chosen[0]} if chosen else {}
    return {"type": "radio_buttons" if few and not each.closed else "static_select", "options": options, **initial}


def _option(option: Option) -> Json:
    return {"text": plain(option.label, LIMITS["option_chars"]), "value": option.id or NOTHING}
