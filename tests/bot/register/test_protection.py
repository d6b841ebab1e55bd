"""The desk for data protection: what is held, another name, erasure that leaves the record, retention, who looked."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.pilots import Condition, Due, Owner
from dialogs.register import Office
from storage import addresses, audit, chats, committees, links, mailbox, outbox, own_content, rosters
from storage.links import Link, LinkKind
from storage.own_content import Version
from storage.retention import AT_ONCE
from storage.tables import message
from tests.bot.register.reading import DAY, HANNE, Reader, another, lay, reading
from tests.fakes.archive import Case, a_committee, lay_committee, lay_meeting, over
from tests.fakes.house import settings_in, wire, with_meeting

KASPER = PersonId("kasper")
OURS = MeetingId("ours-m1")
WEEKLY = Case("Ugeplaner", "MED prøver ugeplaner.", pilot="p1", chosen=True)
PAGES = ("people", "people?q=kasper", "people/kasper", "people/kasper/held.json", "retention", "looks")
PRESSES = ("people/kasper/name", "people/kasper/erase", "retention")


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = wire(tmp_path)
    async with reading(fake) as made:
        await lay(fake, "ours", WEEKLY, hr=HANNE)
        await lay(fake, "theirs", WEEKLY)
        await fake.house.store.write(lambda conn: belongings(conn, made))
        yield made


def belongings(conn, reader: Reader) -> None:
    """Lay down everything that is somebody's alone."""
    now = reader.fake.wall.now()
    chats.keep_account(conn, chats.Account("slack", "U0KASPERS", KASPER))
    addresses.keep(conn, KASPER, "kasper@example.dk", now)
    links.issue(conn, "the-token-of-kasper", Link(LinkKind.PERSON, now, OURS, CommitteeId("ours"), KASPER))
    mailbox.put(conn, KASPER, OURS, "k1", now, {"secret": "til kasper"})
    outbox.owe(conn, [outbox.Owed("k2", OURS, KASPER, {"secret": "til kasper"}, now, "browser")], now)
    own_content.add(conn, Version(1, "da", "quiz.toml", None, now, KASPER, "Kasper Lindegaard", "Fordi"))
    audit.note(conn, [audit.Entry("a1", OURS, now, KASPER, "sign_minutes"), audit.Entry("a2", OURS, now, None, "x")])


async def leaves(reader: Reader, who: PersonId) -> None:
    def write(conn) -> None:
        for each in rosters.around(conn, who):
            gone = replace(each.people[who], left_on=date(2020, 1, 1))
            committees.save_people(conn, each.id, [gone], reader.fake.wall.now(), date(2026, 1, 1))

    await reader.fake.house.store.write(write)


async def everything(reader: Reader) -> str:
    """Give all that the database holds, but the minutes and the people by which their signatures are read."""
    from storage.backup import tables

    kept = []

    def read(conn) -> None:
        for table in tables():
            for row in conn.execute(table.select()).mappings():
                values = {name: value for name, value in row.items() if name != "document"}
                if table.name == "minutes_version":
                    values["body"] = {name: each for name, each in row["body"].items() if name != "document"}
                if table.name == "meeting":
                    values["body"] = {name: each for name, each in row["body"].items() if name != "people"}
                kept.append(f"{table.name}: {values!r}")

    await reader.fake.house.store.read(read)
    return "\n".join(kept)


# --- What is held


async def test_all_that_is_held_about_a_person_is_found_by_name_and_shown_by_kind(reader: Reader):
    await reader.signs_in_as(Office.PROTECTION, "pia", "Pia")
    found = await reader.get("/register/people?q=KASPER")
    (way,) = found.links("Kasper")
    page = await reader.get(way)
    for text in ("Lokal-MED Ours", "Lokal-MED Theirs", "slack", "kasper@example.dk", "sign_minutes", "Ugeplaner",
                 "da/quiz.toml", "ledelsessiden", "Møde nr. 1", "Valgt", "hvem der ledte"):  # fmt: skip
        assert text in page.says, text
    told = json.loads((await reader.get(f"{way}/held.json")).text)
    assert told["person"] == "kasper"
    assert [each["committee"] for each in told["committees"]] == ["Lokal-MED Ours", "Lokal-MED Theirs"]
    assert {"committee": "Lokal-MED Ours", "number": 1, "version": 1} in told["minutes"]
    assert told["pilots"][0]["title"] == "Ugeplaner"
    assert (told["messages"], told["links"]) == ([{"count": 1}], [{"count": 1}])
    assert "til kasper" not in json.dumps(told)


async def test_nobody_is_found_by_nothing_and_nobody_else_by_a_name(reader: Reader):
    await reader.signs_in_as(Office.PROTECTION)
    assert "Kasper" not in (await reader.get("/register/people")).says
    assert "ingen med det navn" in (await reader.get("/register/people?q=<script>")).says
    for path in ("people/nobody", "people/%00", "people/Kasper", "people/nobody/held.json"):
        assert (await reader.get(f"/register/{path}")).status == 404


# --- Another name


async def test_a_name_is_corrected_everywhere_and_the_minutes_stand(reader: Reader):
    await reader.signs_in_as(Office.PROTECTION, "pia")
    page = await reader.get("/register/people/kasper")
    done = await reader.fills(page, "/name", name="Kasper  Lindgaard")
    assert "Navnet er rettet" in done.says
    for each in await reader.fake.house.store.read(rosters.committees):
        assert each.people[KASPER].name == "Kasper Lindgaard"
    assert "Kasper Lindgaard" not in (await reader.get("/register/meetings/ours-m1")).says
    for bad in ("Sanne Bruun", " ", "010190-1234"):
        assert (await reader.fills(done, "/name", name=bad)).status == 422, bad


# --- Erasure


async def test_who_is_still_a_member_is_not_erased(reader: Reader):
    await reader.signs_in_as(Office.PROTECTION)
    page = await reader.get("/register/people/kasper")
    assert "Sæt kryds" in (await reader.fills(page, "/erase")).says
    refused = await reader.fills(page, "/erase", sure="yes")
    assert refused.status == 422
    assert "sidder stadig i Lokal-MED" in refused.says
    assert "kasper" in await everything(reader)


async def test_an_erased_person_is_nowhere_but_in_the_record(reader: Reader):
    await leaves(reader, KASPER)
    await reader.signs_in_as(Office.CONSULTANT, "kasper")
    await reader.get("/register/meetings/ours-m1")
    await reader.signs_in_as(Office.PROTECTION, "pia")
    name = (await reader.fake.house.reception.meeting(OURS)).committee.people[KASPER].name
    before = (await reader.get("/register/meetings/ours-m1/minutes.json")).text
    done = await reader.fills(await reader.get("/register/people/kasper"), "/erase", sure="yes")
    assert "Personen er taget ud" in done.says
    left = await everything(reader)
    for trace in ("kasper", name, "U0KASPERS", "the-token"):
        assert trace not in left, [line for line in left.splitlines() if trace in line][:3]
    # What was signed stands, word by word, and everybody who signed is still read.
    assert (await reader.get("/register/meetings/ours-m1/minutes.json")).text == before
    assert name in before
    assert (await reader.get("/register/people/kasper")).status == 404
    assert "Tidligere medlem" in (await reader.get("/register/people?q=tidligere")).says
    assert await reader.fake.house.store.read(audit.check) == (3, None)
    assert await reader.fake.house.reception.link("the-token-of-kasper") is None


async def test_who_answered_by_an_office_is_taken_out_where_they_were_never_a_member(reader: Reader):
    answered = Condition("C1", Owner.DPO, Due.START, "C1", "Det er i orden", KASPER, DAY, "Kasper Lindegaard")
    other = replace(answered, question="C2", confirmed_by=HANNE, confirmed_as="Hanne Rask")
    people = {key: each for key, each in a_committee().people.items() if key != KASPER}
    where = a_committee("lund", "Lund", people=people)
    pilot = replace(WEEKLY, conditions=(answered, other))

    def write(conn) -> None:
        lay_committee(conn, where)
        lay_meeting(conn, over(where, 1, DAY, [pilot]))

    await reader.fake.house.store.write(write)
    before = await reader.fake.house.reception.meeting(MeetingId("lund-m1"))
    assert before.proposals["p1"].conditions[0] == answered
    await leaves(reader, KASPER)
    await reader.signs_in_as(Office.PROTECTION)
    await reader.fills(await reader.get("/register/people/kasper"), "/erase", sure="yes")
    after = await reader.fake.house.reception.meeting(MeetingId("lund-m1"))
    mine, theirs = after.proposals["p1"].conditions
    assert mine.confirmed_by.startswith("former-")
    assert mine.confirmed_as.startswith("Tidligere medlem")
    assert (mine.answer, theirs) == ("Det er i orden", other)
    assert "Kasper Lindegaard" not in await everything(reader)


async def test_others_are_as_they_were_when_somebody_is_erased(reader: Reader):
    await leaves(reader, KASPER)
    before = await reader.fake.house.store.read(lambda conn: committees.read_committee(conn, CommitteeId("ours")))
    await reader.signs_in_as(Office.PROTECTION)
    await reader.fills(await reader.get("/register/people/kasper"), "/erase", sure="yes")
    after = await reader.fake.house.store.read(lambda conn: committees.read_committee(conn, CommitteeId("ours")))
    others = {key: replace(each, reports_to=None) for key, each in before.people.items() if key != KASPER}
    assert {key: replace(each, reports_to=None) for key, each in after.people.items() if key in others} == others
    assert all(each.reports_to != KASPER for each in after.people.values())
    meeting = await reader.fake.house.reception.meeting(OURS)
    assert KASPER not in meeting.committee.people


async def test_a_meeting_that_was_really_held_forgets_them_too_and_can_still_be_read(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path))
    async with reading(fake) as made:
        await fake.all_arrive()
        await fake.start()
        await fake.advance(2)
        await fake.end()
        before = await fake.state()
        name = before.committee.people[KASPER].name
        await leaves(made, KASPER)
        await made.signs_in_as(Office.PROTECTION)
        told = json.loads((await made.get("/register/people/kasper/held.json")).text)
        assert {"meeting", "stays", "pairs"} <= set(told["meetings"][0]["as"])
        done = await made.fills(await made.get("/register/people/kasper"), "/erase", sure="yes")
        assert "Personen er taget ud" in done.says
        left = await everything(made)
        assert [line for line in left.splitlines() if "kasper" in line or name in line] == []
        after = await fake.state()
        assert len(after.stays) == len(before.stays)
        assert sorted(each.name for each in after.committee.people.values()) == sorted(
            each.name for each in before.committee.people.values()
        )


# --- How long


async def test_what_is_older_than_it_is_kept_is_counted_first_and_then_taken_out_in_pieces(reader: Reader):
    fake = reader.fake
    old = fake.wall.now() - timedelta(days=800)

    def write(conn) -> None:
        rows = [
            {"meeting_id": "m", "recipient": "r", "key_digest": number.to_bytes(4), "at": old, "card": {}}
            for number in range(2 * AT_ONCE + 1)
        ]
        conn.execute(message.insert(), rows)

    await fake.house.store.write(write)
    await reader.signs_in_as(Office.PROTECTION, "pia")
    page = await reader.get("/register/retention")
    assert f"Beskeder til personer 730 {2 * AT_ONCE + 1}" in page.says
    assert f"Slettet: {2 * AT_ONCE + 1}." in (await reader.fills(page, "messages")).says
    # What is younger stays.
    assert await fake.house.store.read(lambda conn: mailbox.listing(conn, KASPER, OURS))
    assert "Beskeder til personer 730 0" in (await reader.get("/register/retention")).says
    assert (await reader.post("/register/retention", data={"kind": "audit"})).status == 404


async def test_each_kind_has_its_own_days(tmp_path: Path):
    fake = wire(tmp_path, settings=settings_in(tmp_path, keep_looks_days=10, keep_links_days=20, keep_sent_days=30))
    async with reading(fake) as made:
        await lay(fake, "ours", WEEKLY)
        await fake.house.store.write(lambda conn: belongings(conn, made))
        await fake.house.store.write(
            lambda conn: links.revoke_person(conn, fake.wall.now(), KASPER, CommitteeId("ours"))
        )
        await made.signs_in_as(Office.PROTECTION)
        await made.get("/register/meetings/ours-m1")
        fake.wall.later(days=25)
        await made.signs_in_as(Office.PROTECTION)
        says = (await made.get("/register/retention")).says
        assert "Hvem der har set på hvad 10 1" in says
        assert "Links, der er lukket 20 1" in says
        assert "Udsendelser, der er slut 30 0" in says


# --- Who looked


async def test_who_opened_or_took_away_what_is_noted_and_what_was_searched_for_is_not(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    for path in ("meetings/ours-m1", "meetings/ours-m1/minutes.docx", "decisions.csv?q=hemmeligt", "decisions",
                 "meetings/theirs-m1", "committees/ours?x=1"):  # fmt: skip
        await reader.get(f"/register/{path}")
    async with another(reader) as desk:
        await desk.signs_in_as(Office.PROTECTION, "pia")
        says = (await desk.get("/register/looks")).says
        for text in ("hanne HR-konsulent /meetings/ours-m1", "/meetings/ours-m1/minutes.docx", "/decisions.csv",
                     "/committees/ours"):  # fmt: skip
            assert text in says, text
        for text in ("hemmeligt", "theirs", "x=1"):
            assert text not in says, text


async def test_many_looks_are_shown_page_by_page(reader: Reader):
    from storage import looks

    def write(conn) -> None:
        for number in range(looks.MOST + 5):
            at = reader.fake.wall.now() + timedelta(seconds=number)
            looks.note(conn, looks.Look(f"{number:03}", at, PersonId("x"), "reader", f"/meetings/m{number}"))

    await reader.fake.house.store.write(write)
    await reader.signs_in_as(Office.PROTECTION)
    first = await reader.get("/register/looks")
    (way,) = first.links("Næste side")
    rest = await reader.get(way)
    assert "/meetings/m104" in first.says
    assert "/meetings/m4 " in rest.says
    assert "/meetings/m5 " not in rest.says
    assert (await reader.get("/register/looks?after=nothing")).status == 200


# --- Others


@pytest.mark.parametrize("office", [each for each in Office if each is not Office.PROTECTION])
async def test_nobody_else_has_this_desk(reader: Reader, office: Office):
    await reader.signs_in_as(office, HANNE)
    before = await everything(reader)
    for path in PAGES:
        assert (await reader.get(f"/register/{path}")).status == 404, path
    for path in PRESSES:
        assert (await reader.post(f"/register/{path}", data={"sure": "yes", "kind": "looks"})).status == 404, path
    assert await everything(reader) == before
    assert not (await reader.get("/register/decisions")).links("Personer")


async def test_another_site_and_nobody_press_nothing(reader: Reader):
    for path in PRESSES:
        assert (await reader.post(f"/register/{path}", data={"sure": "yes"})).path == "/register/sign-in"
    await reader.signs_in_as(Office.PROTECTION)
    for path in PRESSES:
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
            assert (await reader.post(f"/register/{path}", headers, {"sure": "yes"})).status == 403, path
