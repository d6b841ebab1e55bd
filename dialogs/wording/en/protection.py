"""The desk for data protection, in English."""

from dialogs.register import Held, Kept, NamedAs

_HELD = {
    Held.COMMITTEES: "Committees",
    Held.MEETINGS: "Meetings that name the person",
    Held.PILOTS: "Pilots that name the person",
    Held.MINUTES: "Minutes in which the name stands",
    Held.ACCOUNTS: "Accounts in chats",
    Held.MAIL: "E-mail address",
    Held.LINKS: "Personal links",
    Held.MESSAGES: "Messages to the person",
    Held.DELIVERIES: "Deliveries to the person",
    Held.CARDS: "Cards in the person's chat",
    Held.SESSIONS: "Signed in to the register",
    Held.TRAIL: "What the person did",
    Held.LOOKS: "What the person looked at in the register",
    Held.CONTENT: "Texts for meetings that the person changed",
}
_NAMED = {
    NamedAs.MEETING: "who led, stood in for others and signed",
    NamedAs.STAYS: "who was there",
    NamedAs.WAITING: "who waited at the door",
    NamedAs.PAIRS: "pairs",
    NamedAs.CONTRIBUTIONS: "contributions",
    NamedAs.MISSING: "what was missing",
    NamedAs.RESERVATIONS: "reservations",
    NamedAs.ITEMS: "who decides and follows up",
    NamedAs.VERSIONS: "who corrected and signed the minutes",
    NamedAs.FOLLOWED: "answers of the follow-up group",
}
_KEPT = {
    Kept.MESSAGES: "Messages to people",
    Kept.SENT: "Deliveries that are over",
    Kept.LINKS: "Links that are closed",
    Kept.LOOKS: "Who looked at what",
}


class Protection:
    """What is said at the desk for data protection."""

    people_desk_title = "People"
    people_desk_help = "See what is held about a person, correct the name, or take the person out."
    people_search_label = "Name or person id"
    people_search_help = "Part of the name is enough."
    people_search = "Find"
    nobody_found = "There is nobody of that name."
    held_json = "Take all of it away as JSON"
    held_nothing = "Nothing"
    other_name_title = "Correct the name"
    other_name_save = "Save the name"
    other_name_help = "It counts in all committees from now on. Minutes stand as they were written."
    other_name_saved = "The name is corrected."
    erase_title = "Take the person out"
    erase_help = (
        "Accounts, e-mail address, links, messages to and about the person, and what they did and saw are deleted. "
        "Lists and courses say “Former member” instead. It cannot be undone."
    )
    erase_stays = (
        "The name stands in minutes and at their signatures: they document what was decided, and by whom. Think of "
        "backups too."
    )
    erase_sure = "Yes, take the person out"
    erase_do = "Take the person out"
    erase_not_sure = "Tick that you are sure, and press again."
    erased = "The person is taken out. Only minutes name them."
    former_member = "Former member"
    retention_title = "How long things are kept"
    retention_help = "The number of days is in the settings. Nothing is deleted before somebody presses."
    retention_kind = "Kind"
    retention_days = "Days"
    retention_old = "Older than that now"
    purge = "Delete what is old"
    looks_title = "Who looked at what"
    looks_help = "Which pages were opened or taken away, and by whom. Not what was searched for."
    look_when = "When"
    look_who = "Who"
    look_what = "Page"
    office_label = "Role in the register"
    nobody_looked = "Nobody has looked at anything yet."

    def held_kind(self, kind: Held) -> str:
        return _HELD[kind]

    def named_as(self, place: NamedAs) -> str:
        return _NAMED[place]

    def kept_kind(self, kind: Kept) -> str:
        return _KEPT[kind]

    def name_is_taken_in(self, committee: str) -> str:
        return f"Somebody else has that name in {committee}. Write something that tells them apart."

    def still_member_of(self, committee: str) -> str:
        return f"The person is still in {committee}. First write at the committee when the person leaves."

    def purged(self, count: int) -> str:
        return f"Deleted: {count}."
