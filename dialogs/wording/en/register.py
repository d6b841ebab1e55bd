"""The register in English."""

from dialogs.model.meeting import Stage
from dialogs.register import Awaited, Office, Sort

_OFFICES = {
    Office.READER: "Reader",
    Office.CONSULTANT: "HR consultant",
    Office.PROTECTION: "Data protection officer",
    Office.ADMINISTRATOR: "Administrator of the register",
}
_AWAITED = {
    Awaited.REVIEW: "The guideline is to be looked at again",
    Awaited.RESUME: "The item is to be taken up again",
    Awaited.CHECK_POINT: "Check-point",
    Awaited.EVALUATION: "Evaluation",
}
_SORTS = {Sort.NEWEST: "Newest first", Sort.OLDEST: "Oldest first", Sort.TITLE: "By title"}
_STAGES = {
    Stage.PLANNED: "Planned",
    Stage.RUNNING: "Under way",
    Stage.ENDED: "Held",
    Stage.CANCELLED: "Cancelled",
}


def _found(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


class Register:
    """What is said in the register."""

    register_title = "The register"
    register_help = "Here stands what the committees have signed, and what waits."
    register_menu = "Pages of the register"
    skip_to_content = "Go to the content"
    all_decisions = "Decisions"
    pilots_title = "Pilots"
    waits_title = "What waits"
    all_meetings = "Meetings"
    committees_title = "Committees"
    sign_in_title = "Sign in to the register"
    sign_in_help = "The register is for HR and others who were given access. Sign in with your work account."
    sign_in_tryout_help = "This is a try-out on your own machine. Open the link that stands in the terminal."
    sign_in = "Sign in"
    sign_out = "Sign out"
    signed_out_title = "You are signed out"
    signed_out_help = "Close the tab if you share the computer with others."
    sign_in_link_used = "The link works once and was used or is too old. Open the new one in the terminal."
    sign_in_refused = "You could not be signed in. Try again, or ask whoever gives access to the register."
    register_not_here = "It is not here"
    register_not_here_help = "The address is wrong, or you have no access to it. Find it in the menu."
    register_bad_address = "That could not be read"
    register_bad_address_help = "Go back and try again."
    register_stranger = "That came from another site"
    register_stranger_help = "Other sites cannot press our buttons. Open the register and try again there."
    register_gone = "The register cannot be read right now"
    register_gone_help = "Wait a moment and load the page again."
    register_fault = "Something went wrong on our side"
    register_fault_help = "Try again. If it happens again, tell those who run Medmakker."
    search_label = "Search the words"
    search_help = "Every word must be there. The beginning of a word will do."
    narrow = "Choose committee, outcome and time"
    committee_label = "Committee"
    level_head = "Level"
    pilot_state_label = "How far the pilot is"
    from_day_label = "From"
    to_day_label = "To"
    sort_label = "Order"
    any_value = "All"
    show_these = "Show"
    clear_filters = "Show everything again"
    next_page = "Next page"
    first_page = "First page"
    nothing_yet = "There is nothing here yet."
    nothing_yet_help = "It comes here when minutes are signed."
    nothing_found = "Nothing fits."
    nothing_found_help = "Try fewer words, or leave out less."
    take_away = "Take the list away"
    take_away_minutes = "Take the minutes away"
    take_away_message = "Take the message away"
    take_away_archive = "Take away for the archive (ZIP)"
    item_label = "Item"
    decided_on_label = "Date of the meeting"
    meeting_label = "Meeting"
    whole_minutes = "Read the whole minutes"
    exact_words = "What the minutes say"
    signatures_register_title = "Signatures"
    approved_label = "Approved at meeting no."
    not_approved_yet = "Not yet"
    course_title = "How it went"
    elsewhere_title = "The same title in other committees"
    corrected_title = "Corrected since"
    handed_in_event = "The proposal was handed in"
    starts_event = "The pilot begins"
    ends_event = "The pilot ends"
    superseded = "There is a newer decision on the same. See how it went."
    undiscussed_title = "Running without a discussion in MED"
    nothing_undiscussed = "All pilots that run have been discussed."
    unsigned_title = "Minutes that lack signatures"
    unsigned_help = "The text can be read here only once the whole formandskab has signed."
    nothing_unsigned = "All minutes are signed."
    days_title = "Days within three months"
    nothing_waits = "No day waits."
    minutes_unsigned = "Not everybody has signed the minutes yet."
    minutes_signed_state = "Signed"
    committee_people_title = "Who is in the committee"
    its_decisions = "Decisions of the committee"
    its_meetings = "Meetings of the committee"

    def asked_on(self, since: str) -> str:
        return f"Asked on {since}"

    def office(self, office: Office) -> str:
        return _OFFICES[office]

    def awaited(self, awaited: Awaited) -> str:
        return _AWAITED[awaited]

    def sorted_by(self, sort: Sort) -> str:
        return _SORTS[sort]

    def stage_of(self, stage: Stage) -> str:
        return _STAGES[stage]

    def signed_in_as(self, name: str, office: str) -> str:
        return f"{name}, {office}"

    def decisions_found(self, count: int) -> str:
        return _found(count, "decision", "decisions")

    def pilots_found(self, count: int) -> str:
        return _found(count, "pilot", "pilots")

    def more_than(self, found: str) -> str:
        return f"More than {found}"

    def meeting_no(self, number: int) -> str:
        return f"Meeting no. {number}"

    def version_no(self, number: int) -> str:
        return f"Version {number} of the minutes"

    def was_due(self, what: str, day: str) -> str:
        return f"{what} ({day})"
