"""The data protection officer at the register: open flags that are theirs, in committees that they are not in."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from dialogs.model.meeting import Stage
from dialogs.model.pilots import Condition, Due, Owner, PilotState
from dialogs.register import Office
from storage import meeting_tables, tables
from storage.audit import trail
from storage.codec import encode
from tests.bot.register.reading import HANNE, Reader, lay, reading
from tests.fakes.archive import Case
from tests.fakes.house import wire

MINE = Condition("C1: Afklar grundlaget", Owner.DPO, Due.TEST, "C1")
DUTY = Condition("C2: Lav en konsekvensanalyse", Owner.DPO, Due.START, "C2")
THEIRS = Condition("E3: Drøft stillinger", Owner.HR, Due.START, "E3")
NOTES = Case("Notater", pilot="p1", state=PilotState.SCREENED, conditions=(MINE, THEIRS))
WEEKLY = Case("Ugeplaner", pilot="p2", state=PilotState.RUNNING, conditions=(DUTY,))
HIDDEN = Case("Kameraer", pilot="p3", closed=True, conditions=(MINE,))
FLAGS = "/register/committees/ours/flags"


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = wire(tmp_path)
    async with reading(fake) as made:
        await lay(fake, "ours", NOTES, WEEKLY, HIDDEN, hr=HANNE)
        await lay(fake, "others", replace(NOTES, conditions=(THEIRS,)))
        await made.signs_in_as(Office.PROTECTION, "dorte", "Dorte Dahl")
        yield made


async def put(reader: Reader, pilot: str, state: PilotState) -> None:
    meeting = await reader.fake.house.reception.meeting("ours-m1")  # type: ignore[arg-type]
    found = replace(meeting.proposals[pilot], state=state)  # type: ignore[index]
    table = meeting_tables.proposal
    this = update(table).where(table.c.committee_id == "ours", table.c.id == pilot)
    row = {"state": str(found.state), "body": encode(found)}
    await reader.fake.house.store.write(lambda conn: conn.execute(this.values(row)))
    reader.fake.house.meetings.drop()


async def conditions(reader: Reader, pilot: str) -> tuple[Condition, ...]:
    meeting = await reader.fake.house.reception.meeting("ours-m1")  # type: ignore[arg-type]
    return meeting.proposals[pilot].conditions  # type: ignore[index]


async def test_what_waits_for_the_officer_is_found_answered_and_gone(reader: Reader):
    waiting = await reader.get("/register/waiting")
    assert "Lokal-MED Ours · Notater: C1: Afklar grundlaget" in waiting.says
    assert "Ugeplaner: C2" in waiting.says
    assert "Drøft stillinger" not in waiting.says
    page = await reader.get(waiting.links("Lokal-MED Ours")[0])
    assert "Et skriveprogram" in page.says
    done = await reader.fills(page, "p1.C1", text="Grundlaget er i orden")
    assert (done.status, "Gemt. Betingelsen er afklaret." in done.says) == (200, True)
    mine, theirs = await conditions(reader, "p1")
    assert (mine.answer, mine.confirmed_by, mine.confirmed_as) == ("Grundlaget er i orden", "dorte", "Dorte Dahl")
    assert theirs == THEIRS
    assert "C1" not in (await reader.get("/register/waiting")).says
    last = await reader.fills(done, "p2.C2", text="Den er lavet")
    assert "Her er ikke noget at gøre lige nu" in last.says
    assert "Der venter ingen afklaringer på dig" in (await reader.get("/register/waiting")).says


async def test_it_goes_into_the_trail_and_to_those_who_wait_for_it(reader: Reader):
    await reader.fills(await reader.get(FLAGS), "p1.C1", text="Grundlaget er i orden")
    store, outbox = reader.fake.house.store, tables.outbox
    found = await store.read(lambda conn: trail(conn, "ours-m1"))  # type: ignore[arg-type]
    assert [(entry.action, entry.by) for entry in found] == [("answer_flag", "dorte")]
    meeting = await reader.fake.house.reception.meeting("ours-m1")  # type: ignore[arg-type]
    owed = await store.read(lambda conn: set(conn.execute(select(outbox.c.recipient)).scalars()))
    assert owed == {"kasper", *(each.id for each in meeting.committee.formandskab)}


async def test_an_answer_that_is_refused_keeps_what_was_typed_and_one_sent_twice_is_taken_once(reader: Reader):
    page = await reader.get(FLAGS)
    refused = await reader.fills(page, "p1.C1", text="010190-1234")
    assert (refused.status, (await conditions(reader, "p1"))[0]) == (422, MINE)
    first = await reader.fills(page, "p1.C1", text="Det er i orden")
    again = await reader.fills(page, "p1.C1", text="Det er i orden")
    assert (first.status, again.status) == (200, 200)
    # What stands there by now is changed by the committee alone.
    other = await reader.fills(page, "p1.C1", text="Noget andet")
    assert (other.status, (await conditions(reader, "p1"))[0].answer) == (422, "Det er i orden")


async def test_whose_name_the_sign_in_does_not_say_answers_by_the_name_of_the_office(reader: Reader):
    await reader.signs_in_as(Office.PROTECTION, "", "")
    await reader.fills(await reader.get(FLAGS), "p1.C1", text="Det er i orden")
    mine, _ = await conditions(reader, "p1")
    assert (mine.confirmed_by, mine.confirmed_as) == ("register:protection", "Databeskyttelsesrådgiveren")


async def test_nothing_of_a_closed_item_is_seen_or_answered(reader: Reader):
    assert "ameraer" not in (await reader.get("/register/waiting")).text
    assert "ameraer" not in (await reader.get(FLAGS)).text
    sent = {"action": "answer_flag", "on": "p3.C1", "seen": "1", "key": "k", "text": "Ja"}
    assert (await reader.post(FLAGS, data=sent)).status == 404
    assert await conditions(reader, "p3") == (MINE,)


async def test_flags_of_other_owners_and_of_what_is_over_are_not_answered(reader: Reader):
    await put(reader, "p2", PilotState.STOPPED)
    assert "C2" not in (await reader.get(FLAGS)).says
    sent = {"action": "answer_flag", "seen": "1", "text": "Ja"}
    for on, status in (("p1.E3", 422), ("p1.", 422), ("p2.C2", 404), ("p9.C1", 404), ("", 404)):
        assert (await reader.post(FLAGS, data={**sent, "on": on, "key": f"k{on}"})).status == status, on
    assert await conditions(reader, "p1") == (MINE, THEIRS)


async def test_nothing_else_is_done_from_there(reader: Reader):
    for action in ("note_case", "close_item", "sign_minutes", "answer_check", "", "__class__"):
        sent = {"action": action, "on": "p1.C1", "seen": "1", "key": "k", "text": "Ja"}
        assert (await reader.post(FLAGS, data=sent)).status == 404, action
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        assert (await reader.post(FLAGS, headers, {"action": "answer_flag", "on": "p1.C1", "key": "k"})).status == 403


@pytest.mark.parametrize("where", ["others", "nowhere", "%00", "ours%2F..", "ø"])
async def test_where_nothing_is_theirs_there_is_no_page(reader: Reader, where: str):
    assert (await reader.get(f"/register/committees/{where}/flags")).status == 404
    sent = {"action": "answer_flag", "on": "p1.C1", "key": "k"}
    assert (await reader.post(f"/register/committees/{where}/flags", data=sent)).status == 404


@pytest.mark.parametrize("office", [Office.READER, Office.CONSULTANT, Office.ADMINISTRATOR])
async def test_no_other_office_answers_for_the_officer(reader: Reader, office: Office):
    await reader.signs_in_as(office, HANNE)
    assert (await reader.get(FLAGS)).status == 404
    assert (await reader.post(FLAGS, data={"action": "answer_flag", "on": "p1.C1", "key": "k"})).status == 404
    assert "venter på dig" not in (await reader.get("/register/waiting")).says


async def test_a_cancelled_meeting_is_not_where_it_is_answered(reader: Reader):
    await lay(reader.fake, "ours", number=2, days=30)
    table = meeting_tables.meeting
    cancelled = update(table).where(table.c.id == "ours-m2").values(stage=str(Stage.CANCELLED))
    await reader.fake.house.store.write(lambda conn: conn.execute(cancelled))
    assert (await reader.fills(await reader.get(FLAGS), "p1.C1", text="Ja")).status == 200
    only = update(table).where(table.c.committee_id == "ours").values(stage=str(Stage.CANCELLED))
    await reader.fake.house.store.write(lambda conn: conn.execute(only))
    assert (await reader.get(FLAGS)).status == 404


async def test_what_is_typed_there_is_text_wherever_it_is_read(reader: Reader):
    nasty = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    await reader.fills(await reader.get(FLAGS), "p2.C2", text=nasty)
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    page = await reader.get("/register/meetings/ours-m1/work")
    for piece in ("<script", "<img", "onerror=alert(1)>"):
        assert piece not in page.text
