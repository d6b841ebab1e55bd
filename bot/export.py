"""The record of a meeting as files."""

import json
from datetime import datetime
from pathlib import Path

from bot.clock import WallClock
from bot.config import Settings
from bot.organisation import organisation_of
from bot.releases import Releases
from dialogs.flows.minutes_lines import as_text, minutes_lines
from dialogs.minutes import record
from dialogs.model.ids import MeetingId
from dialogs.model.meeting import Meeting, Stage
from dialogs.organisation import Organisation
from dialogs.wording import wording
from storage.engine import Connection, look
from storage.meetings import Meetings
from storage.vault import Vault


class NoMinutes(Exception):
    """The meeting was cancelled, so there are no minutes of it."""


def export(meeting: Meeting, organisation: Organisation, now: datetime, folder: Path) -> None:
    """Write the minutes as JSON and as plain text, both also without closed items (`-open`), and `announcement.txt`,
    empty if nothing was posted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    words = wording(meeting.committee.language)
    for name, closed_items in (("minutes", True), ("minutes-open", False)):
        body = record(meeting, organisation, now, closed_items=closed_items)
        title = words.minutes_of(body["committee"]["name"], body["number"])
        for kind, text in (
            ("json", json.dumps(body, ensure_ascii=False, indent=2) + "\n"),
            ("txt", as_text(title, minutes_lines(body, words))),
        ):
            folder.joinpath(f"{name}.{kind}").write_text(text, encoding="utf-8", newline="\n")
    posted = meeting.announcement.text if meeting.announcement.posted_at else ""
    folder.joinpath("announcement.txt").write_text(posted, encoding="utf-8", newline="\n")


def export_meeting(settings: Settings, meeting_id: str, folder: Path) -> None:
    """Write the record of a meeting, also while the server runs.

    Raises:
        NoMinutes: when it was cancelled.
        MeetingUnknown: when there is none with this id.
        ContentFault: when the content has faults.
        StoreGone: when the database cannot be read.
    """
    releases = Releases(organisation_of(settings), settings.content)
    meetings = Meetings(Vault(settings.keys), releases.agenda, releases.now().zone)

    def find(conn: Connection) -> Meeting:
        releases.take(conn)
        return meetings.look(conn, MeetingId(meeting_id))

    meeting = look(settings.database_url, find)
    if meeting.stage is Stage.CANCELLED:
        raise NoMinutes
    export(meeting, releases.now(), WallClock().now(), folder)
