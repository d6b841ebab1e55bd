"""What each verb of a script wants done: which action on which thing, with which fields. No channel is known here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.rehearsal.controls import Wish
from tests.rehearsal.script import ScriptFault
from tests.rehearsal.texts import as_shown
from tests.rehearsal.things import Thing, Things

Fields = Mapping[str, Any]
Make = Callable[[Fields, Things], list[Wish]]

KINDS = {"opportunity": "opportunities", "concern": "concerns", "condition": "conditions", "suggestion": "suggestions"}
SHORT = (
    *("title", "problem", "core_task", "trial", "without_ai", "without_ai_note", "tool_status", "tool"),
    *("participants", "voluntary", "ai_does", "people_do", "responsible_leader"),
)
MORE = (
    *("decided_by", "involved", "involvement", "effect_pace", "effect_content", "effect_quality", "effect_judgement"),
    *("effect_relations", "effect_control", "effects", "new_work", "new_work_hours", "gains_to", "gains"),
    *("data_kinds", "data_types", "start_on", "end_on", "baseline", "success_signs", "stop_criteria", "may_stop"),
    *("training", "training_hours", "sceptics", "excluded", "cost"),
)
OUTCOME = (
    *("item_type", "outcome", "text", "decider", "chosen", "management_position", "employee_position"),
    *("management_account", "to_committee", "resumes_on", "valid_from", "notice_months", "review_on", "becomes"),
)
EVALUATION = (
    *("citizens", "staff", "quality", "time", "calm", "unexpected", "left_out", "changed", "because", "dissent"),
)
# The script says the whole outcome. What it does not name is left empty, also where the form suggests something;
# `chosen` alone stays as the form has it.
OUTCOME_EMPTIES = tuple(name for name in OUTCOME if name not in {"item_type", "outcome", "chosen"})


@dataclass(frozen=True, slots=True)
class Verb:
    """How a verb becomes wishes. `takes` are the fields a step may have; `learns` is what `as` gives a name to."""

    make: Make
    takes: tuple[str, ...] = ()
    learns: str = ""


def wishes(do: str, fields: Fields, things: Things) -> list[Wish]:
    """Give what a step wants done, one after the other.

    Raises:
        ScriptFault: for a verb or a field nobody knows.
    """
    verb = VERBS.get(do)
    if verb is None:
        raise ScriptFault(f"nobody here knows the verb {do!r}")
    if unknown := set(fields) - {*verb.takes, "as"}:
        raise ScriptFault(f"{do} has no {', '.join(sorted(unknown))}")
    return verb.make(fields, things)


def learnt(do: str, fields: Fields, things: Things, owner: str) -> Thing | None:
    """Give what the `as` of a step names, before the screen has shown it."""
    if do not in VERBS or "as" not in fields:
        return None
    verb = VERBS[do]
    match verb.learns:
        case "proposal" | "item":
            return Thing(verb.learns, as_shown(fields["title"]))
        case "contribution":
            return Thing(verb.learns, as_shown(fields["text"]))
        case "position":
            return Thing(verb.learns, as_shown(fields.get("text", "")), item=things.meant(fields["on"]).on, owner=owner)
        case "hand_in":
            texts = (as_shown(text) for texts in _handed(fields).values() for text in texts)
            return Thing(verb.learns, "", texts=tuple(texts))
        case _:
            raise ScriptFault(f"{do} gives nothing a name")


def _one(value: Any) -> list[str]:
    match value:
        case bool():
            return ["yes" if value else "no"]
        case list():
            return [str(each) for each in value]
        case _:
            return [str(value)]


def _named(fields: Fields, names: Sequence[str]) -> dict[str, list[str]]:
    return {name: _one(fields[name]) for name in names if name in fields}


def _press(action: str) -> Make:
    return lambda fields, things: [Wish(action)]


def _press_on(action: str) -> Make:
    return lambda fields, things: [_about(action, things.meant(fields["on"]))]


def _send(action: str, *names: str) -> Make:
    return lambda fields, things: [Wish(action, fills=_named({name: fields.get(name, "") for name in names}, names))]


def _send_on(action: str, *names: str) -> Make:
    def make(fields: Fields, things: Things) -> list[Wish]:
        return [_about(action, things.meant(fields["on"]), _named({n: fields.get(n, "") for n in names}, names))]

    return make


def _about(
    action: str, thing: Thing, fills: Mapping[str, Sequence[str]] | None = None, empties: tuple[str, ...] = ()
) -> Wish:
    return Wish(action, thing.on, thing.text, f"item-{thing.item}" if thing.item else "", fills or {}, empties)


def _stops(criteria: Sequence[Any]) -> dict[str, list[str]]:
    fills: dict[str, list[str]] = {}
    for number, stop in enumerate(criteria, 1):
        text, who = (stop, "") if isinstance(stop, str) else (stop["text"], stop.get("who", ""))
        fills[f"stop.{number}"], fills[f"stop_who.{number}"] = [text], [who]
    return fills


def _propose(fields: Fields, things: Things) -> list[Wish]:
    return [Wish("propose", fills=_named(fields, SHORT))]


def _revise(fields: Fields, things: Things) -> list[Wish]:
    return [_about("revise", things.meant(fields["on"]), _named(fields, SHORT))]


def _elaborate(fields: Fields, things: Things) -> list[Wish]:
    fills = _named(fields, [name for name in MORE if name != "stop_criteria"])
    empties: tuple[str, ...] = ()
    if "stop_criteria" in fields:
        fills, empties = fills | _stops(fields["stop_criteria"]), ("stop.", "stop_who.")
    return [_about("elaborate", things.meant(fields["on"]), fills, empties)]


def _answer_flag(fields: Fields, things: Things) -> list[Wish]:
    thing, fills = things.meant(fields["on"]), {"text": [fields["text"]]}
    return [Wish("answer_flag", f"{thing.on}.{fields['question']}", fills=fills)]


def _send_why(action: str, *names: str) -> Make:
    """Send a form about a thing with its reason, which a script calls `text`."""

    def make(fields: Fields, things: Things) -> list[Wish]:
        fills = {**_named(fields, names), **({"reason": [fields["text"]]} if "text" in fields else {})}
        return [_about(action, things.meant(fields["on"]), fills)]

    return make


def _shortlist(fields: Fields, things: Things) -> list[Wish]:
    return [_about("shortlist", things.meant(fields["on"]), _named(fields, ("closed", "ground")))]


def _plan(fields: Fields, things: Things) -> list[Wish]:
    return [Wish("plan", fills=_named(fields, ("cards", "channel_posts", "speaker")))]


def _quiz(fields: Fields, things: Things) -> list[Wish]:
    return [Wish("answer_quiz", f"{fields['question']}.{fields['answer']}")]


def _inventory(fields: Fields, things: Things) -> list[Wish]:
    return [Wish("answer_inventory", fills={f"q.{number}": _one(value) for number, value in fields["answers"].items()})]


def _withdraw(fields: Fields, things: Things) -> list[Wish]:
    thing = things.meant(fields["on"])
    match thing.kind:
        case "hand_in":
            return [Wish("take_back", thing.on)]
        case "position" if not thing.on:
            return [Wish("withdraw_position", thing.item)]
        case "position":
            return [_about("withdraw_reservation", thing)]
        case _:
            return [_about("withdraw", thing)]


def _repair(fields: Fields, things: Things) -> list[Wish]:
    fills: dict[str, list[str]] = {}
    for number, pair in enumerate(fields["pairs"], 1):
        for person in pair:
            fills.setdefault(f"pair.{person}", []).append(str(number))
    return [Wish("repair", fills=fills, empties=("pair.",))]


def _handed(fields: Fields) -> dict[str, list[str]]:
    return {kind: list(fields.get(name, ())) for kind, name in KINDS.items()}


def _hand_in(fields: Fields, things: Things) -> list[Wish]:
    return [Wish("hand_in", fills=_handed(fields))]


def _theme(fields: Fields, things: Things) -> list[Wish]:
    thing, fills = things.meant(fields["on"]), {"theme": [fields["theme"]]}
    if thing.kind == "hand_in":
        return [Wish("theme", text=text, fills=fills) for text in thing.texts]
    return [_about("theme", thing, fills)]


def _merge(fields: Fields, things: Things) -> list[Wish]:
    fills = {"into": [things.meant(fields["into"]).on]} if fields.get("into") else {}
    return [_about("merge", things.meant(fields["on"]), fills)]


def _position(fields: Fields, things: Things) -> list[Wish]:
    on = things.meant(fields["on"]).on
    fills = {f"stance.{on}": [fields["position"]], f"text.{on}": [fields.get("text", "")]}
    return [Wish("take_positions", fills=fills)]


def _reveal(fields: Fields, things: Things) -> list[Wish]:
    return [_about("reveal", things.meant(fields["on"]))] if "on" in fields else [Wish("reveal")]


def _word_outcome(fields: Fields, things: Things) -> list[Wish]:
    fills = _named(fields, OUTCOME)
    if "on" in fields:
        return [_about("word_outcome", things.meant(fields["on"]), fills, OUTCOME_EMPTIES)]
    return [Wish("word_own_item", fills={"title": [fields["title"]], **fills}, empties=OUTCOME_EMPTIES)]


def _check_point(fields: Fields, things: Things) -> list[Wish]:
    return [_about("check_point", things.meant(fields["on"]), _named(fields, ("light", "text", "signs", "stops")))]


def _evaluate(fields: Fields, things: Things) -> list[Wish]:
    return [_about("evaluate", things.meant(fields["on"]), _named(fields, ("advice", *EVALUATION)))]


def _appoint(fields: Fields, things: Things) -> list[Wish]:
    fills = _named(fields, ("members", "mandate", "check_points"))
    empties: tuple[str, ...] = ()
    if "stop_criteria" in fields:
        fills, empties = fills | _stops(fields["stop_criteria"]), ("stop.", "stop_who.")
    wish = _about("appoint", things.meant(fields["on"]), fills, empties)
    return [replace(wish, spill={"check_points": "more_check_points"})]


def _correct_minutes(fields: Fields, things: Things) -> list[Wish]:
    return [Wish("correct_minutes", text=as_shown(fields["what"]), fills=_named(fields, ("text", "why")))]


def _extend(fields: Fields, things: Things) -> list[Wish]:
    return [Wish("extend", fills=_named(fields, ("minutes",)))]


def _sign(action: str) -> Verb:
    return Verb(lambda fields, things: [Wish(action, fields.get("person", ""))], ("person",))


def _on_summary(action: str, *names: str) -> Make:
    """Do something with a summary, where several wait with the one of this title."""
    return lambda fields, things: [Wish(action, text=as_shown(fields.get("title", "")), fills=_named(fields, names))]


def _substitute_for(fields: Fields, things: Things) -> list[Wish]:
    return [Wish("substitute_for", fields.get("substitute", ""), fills={"member": [fields["person"]]})]


def _let_sign(fields: Fields, things: Things) -> list[Wish]:
    return [Wish("let_sign", fields.get("person", ""), fills={"substitute": [fields["substitute"]]})]


def _at_door(action: str) -> Verb:
    return Verb(lambda fields, things: [Wish(action, text=fields.get("name", ""))], ("name",))


def _time(action: str) -> Make:
    """Fill in day and clock time from one local time, as in "2026-12-08T13:00", and the reason where there is one."""

    def make(fields: Fields, things: Things) -> list[Wish]:
        day, _, clock = str(fields["starts_at"]).partition("T")
        reason = {"reason": [fields["text"]]} if "text" in fields else {}
        return [Wish(action, fills={"starts_on": [day], "starts_time": [clock[:5]], **reason})]

    return make


_PRESSES = (
    *("arrive", "leave", "start", "next_card", "advance", "back", "pause", "resume", "take_over", "end", "ask_break"),
    *("preview_announcement", "approve_minutes", "admit_all", "agree_agenda"),
)

VERBS: Mapping[str, Verb] = {
    **{name: Verb(_press(name)) for name in _PRESSES},
    "sign_announcement": _sign("sign_announcement"),
    "sign_minutes": _sign("sign_minutes"),
    "substitute_for": Verb(_substitute_for, ("person", "substitute")),
    "let_sign": Verb(_let_sign, ("person", "substitute")),
    "admit": _at_door("admit"),
    "turn_away": _at_door("turn_away"),
    "add_person": Verb(_send("add_person", "name", "side", "role"), ("name", "side", "role")),
    "propose": Verb(_propose, SHORT, "proposal"),
    "elaborate": Verb(_elaborate, ("on", *MORE)),
    "submit_proposal": Verb(_press_on("submit_proposal"), ("on",)),
    "withdraw_proposal": Verb(_press_on("withdraw_proposal"), ("on",)),
    "answer_flag": Verb(_answer_flag, ("on", "question", "text")),
    "redraft": Verb(_press_on("redraft"), ("on",)),
    "take_up_idea": Verb(_press_on("take_up_idea"), ("on",)),
    "return_proposal": Verb(_send_why("return_proposal"), ("on", "text")),
    "send_elsewhere": Verb(_send_why("send_elsewhere", "to_committee"), ("on", "to_committee", "text")),
    "choose_committee": Verb(_press_on("choose_committee"), ("on",)),
    "name_leader": Verb(_send_on("name_leader", "responsible_leader"), ("on", "responsible_leader")),
    "revise": Verb(_revise, ("on", *SHORT)),
    "name_authors": Verb(_send_on("name_authors", "authors"), ("on", "authors")),
    "comment": Verb(_send_on("comment", "text"), ("on", "text")),
    "scale_pilot": Verb(_press_on("scale_pilot"), ("on",)),
    "take_undiscussed": Verb(_press_on("take_undiscussed"), ("on", "title"), "item"),
    "start_undiscussed": Verb(_send_why("start_undiscussed"), ("on", "text")),
    "start_pilot": Verb(_send_on("start_pilot", "end_on", "first_day"), ("on", "end_on", "first_day")),
    "stop_pilot": Verb(_send_why("stop_pilot"), ("on", "text")),
    "resume_pilot": Verb(_send_why("resume_pilot"), ("on", "text")),
    "end_pilot": Verb(_press_on("end_pilot"), ("on",)),
    "shortlist": Verb(_shortlist, ("on", "closed", "ground")),
    "plan": Verb(_plan, ("cards", "channel_posts", "speaker")),
    "extend": Verb(_extend, ("minutes",)),
    "answer_quiz": Verb(_quiz, ("question", "answer")),
    "inventory": Verb(_inventory, ("answers",)),
    "word": Verb(lambda fields, things: [Wish("say_word", fills={"word": [fields["text"]]})], ("text",)),
    "contribute": Verb(_send("contribute", "text", "kind"), ("kind", "text"), "contribution"),
    "edit": Verb(_send_on("edit", "text"), ("on", "text")),
    "withdraw": Verb(_withdraw, ("on",)),
    "repair": Verb(_repair, ("pairs",)),
    "hand_in": Verb(_hand_in, tuple(KINDS.values()), "hand_in"),
    "theme": Verb(_theme, ("on", "theme")),
    "merge": Verb(_merge, ("on", "into")),
    "anything_missing": Verb(_send("say_missing", "text"), ("text",)),
    "position": Verb(_position, ("on", "position", "text"), "position"),
    "reveal": Verb(_reveal, ("on",)),
    "resolve": Verb(_send_on("resolve", "change"), ("on", "change")),
    "keep_reservation": Verb(_press_on("keep_reservation"), ("on",)),
    "word_outcome": Verb(_word_outcome, ("on", "title", *OUTCOME), "item"),
    "confirm_outcome": Verb(_send_on("confirm_outcome", "text"), ("on", "text")),
    "decline_outcome": Verb(_send_on("decline_outcome", "text"), ("on", "text")),
    "appoint": Verb(_appoint, ("on", "members", "mandate", "check_points", "stop_criteria")),
    "check_point": Verb(_check_point, ("on", "light", "text", "signs", "stops")),
    "snooze": Verb(_send_on("snooze", "until"), ("on", "until")),
    "evaluate": Verb(_evaluate, ("on", "advice", *EVALUATION)),
    "take_evaluation": Verb(_press_on("take_evaluation"), ("on", "title"), "item"),
    "edit_summary": Verb(_on_summary("edit_summary", "text"), ("title", "text")),
    "preview_summary": Verb(_on_summary("preview_summary"), ("title",)),
    "sign_summary": Verb(_on_summary("sign_summary"), ("title",)),
    "choose_reminders": Verb(_send("choose_reminders", "reminders"), ("reminders",)),
    "move_reminder": Verb(_send("move_reminder", "reminder", "days"), ("reminder", "days")),
    "edit_announcement": Verb(_send("edit_announcement", "text"), ("text",)),
    "correct_minutes": Verb(_correct_minutes, ("what", "text", "why")),
    "read_minutes": Verb(lambda fields, things: [Wish("read_minutes", str(fields["version"]))], ("version",)),
    "name_signer": Verb(
        lambda fields, things: [Wish("name_signer", fills={"signers": _one(fields["person"])})], ("person",)
    ),
    "move_meeting": Verb(_time("move_meeting"), ("starts_at", "text")),
    "next_meeting": Verb(_time("plan_next"), ("starts_at",)),
    "cancel_meeting": Verb(
        lambda fields, things: [Wish("cancel_meeting", fills={"reason": [fields["text"]]})], ("text",)
    ),
    "object": Verb(_send("object", "text"), ("text",)),
}
