"""Work on meetings from the register: the meeting's own acts by its own rules, for those who are somebody there."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from dialogs.model.ids import PersonId
from dialogs.model.people import Person, Role, Side
from dialogs.model.pilots import Condition, Due, Owner, PilotState
from dialogs.register import Office
from storage import meeting_tables, rosters
from storage.audit import trail
from storage.codec import encode
from storage.decisions import decision_id
from tests.bot.register.reading import DAY, HANNE, Reader, lay, reading
from tests.fakes.archive import Case, a_committee, lay_committee, lay_meeting, over, with_hr
from tests.fakes.house import wire

WEEKLY = Case("Ugeplaner", "MED prøver ugeplaner.", pilot="p1", chosen=True)
SECRET = Case("Kameraer", "Vi prøver kameraer.", pilot="p2", state=PilotState.SCREENED)
WORK = "/register/meetings/ours-m1/work"


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = wire(tmp_path)
    async with reading(fake) as made:
        await lay(fake, "ours", WEEKLY, SECRET, hr=HANNE)
        await lay(fake, "theirs", WEEKLY, hr="helle")
        yield made


async def actions(reader: Reader, meeting: str = "ours-m1") -> list[tuple[str, str | None]]:
    found = await reader.fake.house.store.read(lambda conn: trail(conn, meeting))  # type: ignore[arg-type]
    return [(entry.action, entry.by) for entry in found]


async def change(reader: Reader, pilot: str, **values: object) -> None:
    """Change a proposal behind everybody's back."""
    meeting = await reader.fake.house.reception.meeting("ours-m1")  # type: ignore[arg-type]
    found = replace(meeting.proposals[pilot], **values)  # type: ignore[index, arg-type]
    table = meeting_tables.proposal

    def write(conn) -> None:
        row = {"state": str(found.state), "body": encode(found)}
        conn.execute(table.update().where(table.c.committee_id == "ours", table.c.id == pilot).values(row))

    await reader.fake.house.store.write(write)
    reader.fake.house.meetings.drop()


async def test_a_consultant_notes_a_case_number_and_everybody_reads_it(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    (way,) = (await reader.get("/register/meetings/ours-m1")).links("Opgaver ved mødet")
    done = await reader.fills(await reader.get(way), "note_case", case_number="27/1234")
    assert "Sagsnummeret er gemt" in done.says
    assert "Sagsnummer: 27/1234" in (await reader.get("/register/meetings/ours-m1")).says
    meeting = await reader.fake.house.reception.meeting("ours-m1")  # type: ignore[arg-type]
    await reader.fills(await reader.get(way), "note_case", item=meeting.in_order()[0].id, case_number="27/9")
    first = f"/register/decisions/{decision_id('ours-m1', 0)}"  # type: ignore[arg-type]
    assert "Sagsnummer: 27/9" in (await reader.get(first)).says
    assert ("note_case", HANNE) in await actions(reader)


async def test_the_case_number_goes_with_the_files(reader: Reader):
    import json
    from io import BytesIO

    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    await reader.fills(await reader.get(WORK), "note_case", case_number="27/1234")
    body = (await reader.get("/register/meetings/ours-m1/archive.zip")).body
    manifest = json.loads(ZipFile(BytesIO(body)).read("manifest.json"))
    assert manifest["case_number"] == "27/1234"


async def test_a_refusal_keeps_what_was_typed_and_a_warning_can_be_confirmed(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    warned = await reader.fills(await reader.get(WORK), "note_case", case_number="sag 12345678")
    assert warned.status == 422
    assert 'value="sag 12345678"' in warned.text
    assert (await reader.fills(warned, "note_case")).status == 200
    refused = await reader.fills(await reader.get(WORK), "note_case", case_number="010190-1234")
    assert refused.status == 422
    assert "Sagsnummer: sag 12345678" in (await reader.get("/register/meetings/ours-m1")).says


async def test_an_item_closed_here_is_gone_from_the_register_at_once(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    meeting = await reader.fake.house.reception.meeting("ours-m1")  # type: ignore[arg-type]
    item = next(each for each in meeting.in_order() if each.title == "Kameraer")
    page = await reader.get(WORK)
    assert (await reader.fills(page, "close_item", item=item.id, ground=" ")).status == 422
    assert "Punktet er lukket" in (await reader.fills(page, "close_item", item=item.id, ground="Personalesag")).says
    listed = await reader.get("/register/decisions?committee=ours")
    assert "Kameraer" not in listed.text
    assert "Lukket punkt" in listed.says
    assert (await reader.get(f"/register/decisions/{decision_id('ours-m1', item.place - 1)}")).status == 404  # type: ignore[arg-type]
    minutes = await reader.get("/register/meetings/ours-m1")
    assert "kameraer" not in minutes.text
    assert "MED prøver ugeplaner" in minutes.says
    assert "ikke noget, der passer" in (await reader.get("/register/decisions?q=kameraer&committee=ours")).says


async def test_an_open_flag_is_answered_by_who_may(reader: Reader):
    await change(reader, "p2", conditions=(Condition("E3: Drøft stillinger", Owner.HR, Due.START, "E3"),))
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    page = await reader.get(WORK)
    assert "E3: Drøft stillinger" in page.says
    done = await reader.fills(page, "answer_flag", text="Drøftet i TRIO")
    assert done.status == 200, done.says
    assert "E3: Drøft stillinger" not in done.says
    meeting = await reader.fake.house.reception.meeting("ours-m1")  # type: ignore[arg-type]
    (flag,) = meeting.proposals["p2"].conditions  # type: ignore[index]
    assert (flag.answer, flag.confirmed_by) == ("Drøftet i TRIO", HANNE)
    assert ("answer_flag", HANNE) in await actions(reader)


async def test_what_is_typed_at_work_is_text_wherever_it_is_read(reader: Reader):
    nasty = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    await change(reader, "p2", conditions=(Condition("E3: Drøft stillinger", Owner.HR, Due.START, "E3"),))
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    meeting = await reader.fake.house.reception.meeting("ours-m1")  # type: ignore[arg-type]
    first, second = meeting.in_order()[:2]
    await reader.fills(await reader.get(WORK), "note_case", case_number=nasty)
    await reader.fills(await reader.get(WORK), "note_case", item=first.id, case_number=nasty)
    await reader.fills(await reader.get(WORK), "answer_flag", text=nasty)
    await reader.fills(await reader.get(WORK), "close_item", item=second.id, ground=nasty)
    ident = decision_id("ours-m1", 0)  # type: ignore[arg-type]
    read = [await reader.get(path) for path in (WORK, "/register/meetings/ours-m1", f"/register/decisions/{ident}")]
    # It was taken, so it can be read.
    assert all("&lt;script&gt;" in page.text for page in read[1:])
    for page in read:
        for piece in ("<script", "<img", "onerror=alert(1)>"):
            assert piece not in page.text, piece


async def test_what_belongs_elsewhere_is_sent_there(reader: Reader):
    await change(reader, "p2", state=PilotState.SUBMITTED)
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    page = await reader.get(WORK)
    assert (await reader.fills(page, "send_elsewhere", to_committee=" ")).status == 422
    assert (await reader.fills(page, "send_elsewhere", to_committee="HovedMED")).status == 200
    sent = (await reader.fake.house.reception.meeting("ours-m1")).proposals["p2"]  # type: ignore[arg-type, index]
    assert (sent.state, sent.to_committee) == (PilotState.OTHER_LEVEL, "HovedMED")
    assert ("other_level", HANNE) in await actions(reader)


async def test_those_who_have_not_signed_are_reminded_once(reader: Reader):
    unsigned = over(with_hr(a_committee("lund", "Lund"), HANNE), 1, DAY, [WEEKLY])

    def write(conn) -> None:
        lay_committee(conn, unsigned.committee)
        lay_meeting(conn, unsigned)

    await reader.fake.house.store.write(write)
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    page = await reader.get(f"/register/meetings/{unsigned.id}/work")
    assert "Mindet er sendt til" in (await reader.fills(page, "remind_again")).says
    # The same page sent again is the same press, and a new page is refused until tomorrow.
    assert "Mindet er sendt til" in (await reader.fills(page, "remind_again")).says
    again = await reader.fills(await reader.get(f"/register/meetings/{unsigned.id}/work"), "remind_again")
    assert "allerede mindet om det i dag" in again.says
    assert [action for action, _ in await actions(reader, unsigned.id)].count("remind_again") == 1


async def test_who_became_hr_after_the_meeting_has_its_work_too(reader: Reader):
    def write(conn) -> None:
        (ours,) = [each for each in rosters.committees(conn) if each.id == "ours"]
        new = Person(PersonId("nina"), "Nina Holt", Side.NONE, frozenset({Role.HR}))
        after = replace(ours, people={**ours.people, new.id: new})
        rosters.save_committee(conn, ours, after, reader.fake.wall.now(), DAY)

    await reader.fake.house.store.write(write)
    await reader.signs_in_as(Office.CONSULTANT, "nina", "Nina Holt")
    assert "gemt" in (await reader.fills(await reader.get(WORK), "note_case", case_number="27/1")).says
    assert ("note_case", "nina") in await actions(reader)


async def test_nothing_else_of_a_meeting_is_done_from_here(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    for action in ("sign_minutes", "start", "correct_minutes", "appoint", "", "__class__"):
        assert (await reader.post(WORK, data={"action": action, "key": "k", "seen": "1"})).status == 404, action
    for key in ("", "k" * 101):
        assert (await reader.post(WORK, data={"action": "note_case", "key": key})).status == 404
    assert (await reader.post(WORK, data={"action": "note_case", "key": "k", "on": "\x00", "seen": "²"})).status == 422


@pytest.mark.parametrize(
    ("office", "person"),
    [
        (Office.READER, HANNE), (Office.PROTECTION, HANNE), (Office.ADMINISTRATOR, ""), (Office.ADMINISTRATOR, "adam"),
        (Office.CONSULTANT, "helle"), (Office.CONSULTANT, ""),
    ],
)  # fmt: skip
async def test_who_is_nobody_there_finds_nothing(reader: Reader, office: Office, person: str):
    await reader.signs_in_as(office, person)
    assert (await reader.get(WORK)).status == 404
    assert (await reader.post(WORK, data={"action": "note_case", "key": "k", "item": "meeting"})).status == 404
    assert not (await reader.get("/register/meetings/ours-m1")).links("Opgaver ved")
    assert await actions(reader) == []


async def test_another_site_presses_nothing(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        assert (await reader.post(WORK, headers, {"action": "note_case", "key": "k"})).status == 403
