"""Why something was refused, in English."""

from collections.abc import Mapping

from dialogs.model.people import Side
from dialogs.model.refusals import Reason
from dialogs.wording.en.proposals import FIELDS

_SENTENCES = {
    Reason.ACCOUNT_REQUIRED: (
        "Without agreement, management must say how it goes on. Write it under “How management goes on”."
    ),
    Reason.BOTH_POSITIONS_REQUIRED: "Without agreement, both sides' views must be there. Write what is missing.",
    Reason.BOTH_SIDES_REQUIRED: "The follow-up group needs at least one from each side. Choose one more.",
    Reason.CHAIR_REQUIRED: "There must be one chair. Choose somebody from management.",
    Reason.COMMITTEE_REQUIRED: "It does not say which committee the item should go to. Write the committee's name.",
    Reason.CONTACT_DETAILS_WARNING: (
        "That looks like an e-mail address or a phone number. Take it out, or send again if it should be there."
    ),
    Reason.CONTAINS_CPR: "There is a CPR number in the text, so it was not saved. Take the number out and send again.",
    Reason.DEADLINE_PASSED: "The proposal came after the deadline for this meeting. Take it to the next one.",
    Reason.DECIDER_REQUIRED: "It does not say who decides. Choose a leader.",
    Reason.DISCUSSED_IS_NOT_APPROVED: (
        "The text sounds as if the committee had said yes to the matter. "
        "Write that the committee has discussed it, and what you agree on."
    ),
    Reason.EMPTY_TEXT: "A text is missing. Write it and try again.",
    Reason.FLAGS_OPEN: "Something must be cleared up before the pilot starts. Write the answers at the conditions.",
    Reason.GROUND_REQUIRED: "A closed item needs a reason. Write it, or choose open item.",
    Reason.MEETING_CLOSED: (
        "The meeting is over, so that cannot be changed. Talk to the chair or a vice-chair if something is wrong."
    ),
    Reason.NAMES_CLOSED_ITEM: "The text names a closed item. Take the title of the item out and save again.",
    Reason.NAME_TAKEN: "That name is there already. Write something that tells the two apart.",
    Reason.NO_EARLIER_PHASE: "This is the first part of the meeting. Give more time if you need it.",
    Reason.NO_POWER_TO_AGREE: (
        "Your committee cannot make local agreements. Choose another type of item, for example recommendation."
    ),
    Reason.NOT_A_MEMBER: "You are not in this committee. Ask the secretary if that is wrong.",
    Reason.NOT_A_PARTY: "Only members of the two sides can do that. Ask one of them to do it, or say it aloud.",
    Reason.NOT_ALLOWED: "That is not part of your role. Ask the chair or a vice-chair to do it.",
    Reason.NOT_FOUND: "That is no longer here. See what is there now and try again.",
    Reason.NOT_PRESENT: "You are not marked as being here. Press “I am here” and try again.",
    Reason.NOT_SELECTED: "The pilot has not been chosen yet. Have the wording confirmed before you appoint the group.",
    Reason.NOT_YOURS: "That is not yours, so you cannot change it. Write your own instead.",
    Reason.ONE_SIDE_MISSING: "Both sides must be here. Wait for the other side, or choose “Deferred”.",
    Reason.OUT_OF_DATE: (
        "Somebody else was first, or it has changed since you saw it. "
        "See what is there now, and try again if it still needs doing."
    ),
    Reason.OUT_OF_RANGE: "That number does not fit here. Correct it and try again.",
    Reason.OWN_DIRECT_REPORT: (
        "A leader is in a pair with somebody who reports to them, and that can be avoided. Swap and save again."
    ),
    Reason.REASON_REQUIRED: "A reason is missing. Write briefly why and try again.",
    Reason.RED_FLAG: "The check is red, so the proposal cannot come up at the meeting. Change it and check it again.",
    Reason.REMINDED_TODAY: "They were already reminded today. Wait until tomorrow.",
    Reason.RESERVATIONS_OPEN: "A reservation still stands. Change the text, or choose “Agreement with remarks”.",
    Reason.ROLE_REQUIRED: "Somebody on neither side has no role. Choose secretary, observer or HR.",
    Reason.SIGN_IN_REQUIRED: (
        "A link is not enough for signing. Sign in your chat with Medmakker, "
        "or ask whoever runs Medmakker to note your mail address. Then you can get a code."
    ),
    Reason.SIX_CARDS: "There must be six knowledge cards. Choose six and save again.",
    Reason.TOO_LONG: "The text is too long. Make it shorter and send again.",
    Reason.TWICE_IN_PAIRS: "The same person is in two pairs. Choose one pair for each person.",
    Reason.TWO_PLACES: "The same person is in two places that do not go together. Choose one of them.",
    Reason.UNKNOWN_CHOICE: "A choice is missing, or the answer does not fit the field. Correct it and try again.",
    Reason.VICE_CHAIR_REQUIRED: "A vice-chair is missing. Choose at least one from the employees.",
    Reason.WITHDRAWN: "The proposal has been taken back. Choose another one, or ask the proposer.",
    Reason.WRONG_CODE: (
        "The code does not match, or it is too old. Try again, or close this and sign again to get a new one."
    ),
    Reason.WRONG_PHASE: (
        "That belongs to another part of the meeting, or the answers must be shown first. Wait until you get there."
    ),
}
# Where the field says that it is about something else than usual.
_ABOUT = {
    (Reason.OUT_OF_RANGE, "first_day"): (
        "The pilot cannot begin after the day on which it is to end. Choose an earlier day and try again."
    ),
    (Reason.NOT_A_PARTY, "pairs"): "Secretary and observers are not in pairs. Take them out and save again.",
    (Reason.OUT_OF_RANGE, "pairs"): "A pair is two or three people. Swap and save again.",
    (Reason.DEADLINE_PASSED, "text"): (
        "The time for objections has passed. Talk to the chair or a vice-chair. They can still correct the minutes."
    ),
    (Reason.WRONG_PHASE, "minutes"): (
        "The minutes are not that far yet. Wait until the meeting is over and chair and vice-chairs have signed."
    ),
    (
        Reason.OUT_OF_RANGE,
        "person",
    ): "Too many are waiting at the door already. Wait a little, or say so in the room.",
    (Reason.OUT_OF_DATE, "person"): "That person is in the room now. Choose somebody else, or wait a little.",
    (Reason.OUT_OF_DATE, "member"): "That person is in the room now. Choose somebody else, or wait a little.",
    (Reason.OUT_OF_DATE, "name"): "That name is on the list already. Write something that tells the two apart.",
    (Reason.UNKNOWN_CHOICE, "name"): "A name is made of letters. Write it without numbers and signs.",
    (Reason.UNKNOWN_CHOICE, "responsible_leader"): (
        "The responsible leader is no longer here. Choose somebody else and try again."
    ),
    (Reason.OUT_OF_DATE, "responsible_leader"): "The pilot has a responsible leader. Talk to them if that must change.",
    (Reason.UNKNOWN_CHOICE, "data_kinds"): (
        "“No information about people” does not go together with the others. Choose one or the other."
    ),
    **{
        (
            Reason.OUT_OF_RANGE,
            name,
        ): "Hours are a number from 0 to 168 with at most two decimals. Write it as 2.5, for example."
        for name in ("new_work_hours", "training_hours")
    },
    (Reason.UNKNOWN_CHOICE, "side"): "Only an observer can be without a side. Choose a side.",
    (Reason.NAME_TAKEN, "committee"): (
        "There is a committee with that name already. Write something that tells the two apart."
    ),
    (Reason.BOTH_SIDES_REQUIRED, Side.MANAGEMENT): "Nobody is there from management. Choose at least one.",
    (Reason.BOTH_SIDES_REQUIRED, Side.EMPLOYEES): "Nobody is there from the employees. Choose at least one.",
    (Reason.BOTH_SIDES_REQUIRED, Side.TEAM): "There must be a leader and at least one colleague. Choose one more.",
    (Reason.NOT_FOUND, "account"): "That person is not in the conversation any more. See who is there now.",
    (Reason.OUT_OF_RANGE, "people"): (
        "There are more than 100 in the conversation. Ask your IT people to take the committee in from a spreadsheet."
    ),
    (Reason.UNKNOWN_CHOICE, "starts_time"): "That is no time of day. Write it as in 10:00.",
}
# Where it is known who it is about.
_NAMED = {
    Reason.NAME_TAKEN: "Two are called {name}. Write something at one of the names that tells them apart.",
    Reason.NOT_PRESENT: "{name} is not here. Choose somebody else, or wait a little.",
    Reason.OUT_OF_RANGE: "{name} is not in a pair yet. Find a place and save again.",
    Reason.ROLE_REQUIRED: "{name} is on neither side and has no role. Choose secretary, observer or HR.",
    Reason.TWO_PLACES: "{name} is in two places that do not go together. Choose one of them.",
}


class Refusals:
    """The sentence of every refusal in English."""

    def refusal(self, reason: Reason, values: Mapping[str, str | int], field: str = "") -> str:
        name, count, least, most = (values.get(key) for key in ("name", "count", "least", "most"))
        match reason:
            case Reason.TOO_LONG if "chars" in values:
                chars, limit = _number(values["chars"]), _number(values["limit"])
                return f"The text has {chars} characters, and there is room for {limit}. Shorten it and send again."
            case Reason.SIX_CARDS if count is not None:
                return f"There must be six knowledge cards, and you have chosen {count}. Choose six and save again."
            case _ if name and reason in _NAMED:
                return _NAMED[reason].format(name=name)
            case Reason.OUT_OF_RANGE if field == "end_on":
                return "The pilot must end after it begins, on a day still to come. Correct the date and save again."
            case Reason.OUT_OF_RANGE if field == "start_on":
                return "That day has passed. Choose a later one and save again."
            case Reason.OUT_OF_RANGE if field == "starts_on":
                return "That time has passed. Choose a later one, and save again."
            case Reason.EMPTY_TEXT if field in FIELDS:
                return f"An answer is missing at “{FIELDS[field]}”. Write it and try again."
            case _ if (reason, field) in _ABOUT:
                return _ABOUT[reason, field]
            case Reason.OUT_OF_RANGE if most is not None:
                rule = f"It must be from {least} to {most}" if least else f"There is room for at most {most}"
                return f"{rule}. Correct it and try again."
            case _:
                return _SENTENCES[reason]


def _number(value: str | int) -> str:
    return f"{value:,}" if isinstance(value, int) else value
