"""Scripts that nobody wrote: a written one whose steps are left out, swapped, done again, late, or by somebody else."""

import re
from random import Random

STEP = "[[step]]\n"
MOST_CHANGES = 10
# Without these there is no meeting, and what they do hangs on a time of its own.
KEPT = ("start", "kill", "outage", "import_people", "next_meeting", "move_meeting")
_AT, _BY = re.compile(r'^at = ".*"$', re.MULTILINE), re.compile(r'^by = ".*"$', re.MULTILINE)
_DO, _NAME = re.compile(r'^do = "(.*)"$', re.MULTILINE), re.compile(r'^as = ".*"\n', re.MULTILINE)
_MEETING = re.compile(r"^meeting = .*$", re.MULTILINE)
_PERSON = re.compile(r'^\[\[person\]\]\nid = "(.*)"$', re.MULTILINE)


def changed(text: str, seed: int) -> str:
    """Give the text of a script with some of its steps changed by chance: the same for the same seed.

    Times never run backwards, so that it can be played. What it expects need not come.
    """
    chance, (head, *steps) = Random(seed), text.split(STEP)
    people = _PERSON.findall(head)
    for _ in range(chance.randint(MOST_CHANGES // 2, MOST_CHANGES)):
        place = chance.randrange(len(steps))
        further = min(place + chance.randint(1, 6), len(steps) - 1)
        around = steps[place : further + 1]
        # A time of day is one of the meeting that the step belongs to.
        if any(map(_is_kept, around)) or len({str(_MEETING.findall(step)) for step in around}) > 1:
            continue
        match chance.choice(("left out", "swapped", "again", "late", "by another")):
            case "left out":
                del steps[place]
            case "swapped":
                one, other = steps[place], steps[further]
                steps[place], steps[further] = _when(other, one), _when(one, other)
            case "again":
                steps.insert(further + 1, _when(_NAME.sub("", steps[place]), steps[further]))
            case "late":
                late, before = steps[place], steps[further]
                steps.insert(further + 1, _when(late, before))
                del steps[place]
            case _:
                steps[place] = _BY.sub(f'by = "{chance.choice(people)}"', steps[place], count=1)
    return STEP.join((head, *steps))


def _is_kept(step: str) -> bool:
    found = _DO.search(step)
    return found is None or found[1] in KEPT or "[[" in step


def _when(step: str, at_time_of: str) -> str:
    found = _AT.search(at_time_of)
    assert found
    return _AT.sub(found[0], step, count=1)
