"""A day at the register: what is signed can be found, read and followed, and nothing else."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from dialogs.model.agenda import ItemType
from dialogs.model.check_points import Unanswered
from dialogs.model.followed import Advice, Answer, Course, Evaluation
from dialogs.model.ids import MeetingId, PersonId, ProposalId
from dialogs.model.items import CheckPoint, OutcomeKind
from dialogs.model.pilots import PilotState, Proposal, ShortForm
from dialogs.register import Office
from storage import unanswered
from storage.decisions import decision_id
from storage.neighbours import take_in
from storage.register_tables import decision
from tests.bot.register.reading import DAY, Reader, lay, reading
from tests.fakes.archive import Case, a_committee, corrected, lay_committee, lay_meeting, lay_versions, over, signed
from tests.fakes.house import wire

WEEKLY = Case(
    "Ugeplaner i klart sprog", "MED er enige om at prøve ugeplaner på 5. årgang.", pilot="p1", chosen=True,
    remark="Der skal være tid til at læse efter", check_points=(CheckPoint("week 6", date(2027, 2, 23)),),
)  # fmt: skip
RULES = Case("Sådan skriver vi med AI", "Den, der sender en tekst ud, har læst den.", type=ItemType.GUIDELINE,
             review_on=date(2027, 3, 1))  # fmt: skip
SECRET = Case("Lydmåling i 7. b", "Ikke hos os", closed=True)


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = wire(tmp_path)
    fake.meeting_clock.at += timedelta(days=40)
    async with reading(fake) as made:
        await lay(fake, "aaskolen", WEEKLY, SECRET, RULES)
        await lay(fake, "birk", replace(WEEKLY, wording="Vi prøver det på biblioteket."), days=14)
        yield await made.signs_in_as(Office.READER)


@pytest.mark.usefixtures("kind")
async def test_decisions_are_listed_newest_first_and_a_closed_one_only_says_that_it_is(reader: Reader):
    page = await reader.get("/register/decisions")
    assert page.status == 200
    assert "4 beslutninger" in page.says
    assert page.says.index("biblioteket") < page.says.index("5. årgang")
    assert "Lukket punkt" in page.says
    assert "Lydmåling" not in page.text


@pytest.mark.parametrize("where", ["decisions", "pilots"])
async def test_before_anything_is_signed_the_lists_say_when_something_comes(tmp_path: Path, where: str):
    async with reading(wire(tmp_path)) as made:
        new = await made.signs_in_as(Office.READER)
        assert "når et referat er underskrevet" in (await new.get(f"/register/{where}")).says
        searched = (await new.get(f"/register/{where}?q=breve")).says
        assert "Prøv med færre ord" in searched
        assert "når et referat er underskrevet" not in searched


async def test_a_search_marks_what_it_found_and_the_address_holds_it(reader: Reader):
    page = await reader.get("/register/decisions?q=ugeplanerne+årgang&committee=aaskolen")
    assert "1 beslutning " in page.says
    assert "<mark>årgang</mark>" in page.text
    assert 'value="ugeplanerne årgang"' in page.text
    nothing = await reader.get("/register/decisions?q=vaskemaskine")
    assert "Der er ikke noget, der passer." in nothing.says


async def test_one_decision_shows_exact_words_signatures_and_the_way_to_the_same_elsewhere(reader: Reader):
    listed = await reader.get("/register/decisions?q=årgang")
    page = await reader.get(listed.links("Ugeplaner")[0])
    for text in ("MED er enige om at prøve ugeplaner på 5. årgang.", "Enighed", "Der skal være tid til at læse efter",
                 "Marianne Toft", "14. januar 2027", "Sanne Bruun", "Møde nr. 1", "Ikke endnu"):  # fmt: skip
        assert text in page.says, text
    assert "Lokal-MED Birk" in page.says
    (elsewhere,) = page.links("Ugeplaner")
    assert "biblioteket" in (await reader.get(elsewhere)).says


async def test_how_it_went_stands_from_the_proposal_to_the_end(reader: Reader):
    page = await reader.get("/register/pilots")
    assert "2 pilotforsøg" in page.says
    course = (await reader.get(page.links("Ugeplaner")[1])).says.partition("Forløbet")[2]
    events = ("1. november 2026 Forslaget blev sendt ind", "12. januar 2027 Møde nr. 1: Enighed",
              "1. februar 2027 Forsøget begynder", "1. maj 2027 Forsøget slutter")  # fmt: skip
    assert [course.index(event) for event in events] == sorted(course.index(event) for event in events)


async def test_what_was_put_off_and_taken_up_again_leads_from_one_to_the_other(reader: Reader):
    put_off = Case("Vagtplan", kind=OutcomeKind.DEFERRED, matter="rota", resumes_on=date(2027, 2, 1))
    first = await lay(reader.fake, "lund", put_off)
    await lay(reader.fake, "lund", Case("Vagtplan", "Vi prøver", matter="rota"), number=2, days=28)
    page = await reader.get(f"/register/decisions/{decision_id(first, 0)}")
    assert "Der er en nyere beslutning om det samme." in page.says
    assert "Vi prøver" in (await reader.get(page.links("Møde nr. 2")[0])).says


async def test_the_minutes_are_those_that_were_signed_without_what_is_closed(reader: Reader):
    page = await reader.get("/register/meetings/aaskolen-m1")
    assert "Sådan skriver vi med AI" in page.says
    assert "Lukket punkt" in page.says
    for word in ("Lydmåling", "Ikke hos os", "Personalesag"):
        assert word not in page.text


async def test_a_correction_shows_when_it_is_signed_with_what_stood_there_before(reader: Reader):
    fake = reader.fake
    before = signed(over(a_committee("lund", "Lund"), 1, DAY, [WEEKLY, SECRET]))
    unsigned = corrected(corrected(before, "5. årgang", "6. klasse"), "Ikke hos os", "Aldrig hos os")
    await fake.house.store.write(lambda conn: lay_committee(conn, before.committee))
    await fake.house.store.write(lambda conn: lay_meeting(conn, unsigned))
    paths = (f"/register/decisions/{decision_id(before.id, 0)}", f"/register/meetings/{before.id}")
    for path in paths:
        page = await reader.get(path)
        assert "5. årgang" in page.says
        assert "6. klasse" not in page.says
    after = signed(unsigned)
    await fake.house.store.write(lambda conn: conn.exec_driver_sql("UPDATE meeting SET version = version + 1"))
    await fake.house.store.write(lambda conn: lay_versions(conn, after))
    for path in paths:
        page = await reader.get(path)
        told = page.says.partition("Rettet siden")
        assert "6. klasse" in told[0]
        assert "5. årgang" in told[2]
        assert "Udgave 3 af referatet" in told[2]
        assert "hos os" not in page.says


async def test_unsigned_minutes_wait_and_cannot_be_read(reader: Reader):
    meeting = over(a_committee("lund", "Lokal-MED Lund"), 1, DAY, [WEEKLY])
    await reader.fake.house.store.write(lambda conn: lay_committee(conn, meeting.committee))
    await reader.fake.house.store.write(lambda conn: lay_meeting(conn, meeting))
    page = await reader.get("/register/waiting")
    assert "Lokal-MED Lund, Møde nr. 1" in page.says
    minutes = await reader.get(page.links("Lund")[0])
    assert "ikke underskrevet af alle endnu" in minutes.says
    assert "Ugeplaner" not in minutes.says


async def test_days_that_decisions_name_wait(reader: Reader):
    says = (await reader.get("/register/waiting")).says
    assert "1. marts 2027 Retningslinjen skal ses efter: Sådan skriver vi med AI · Lokal-MED Aaskolen" in says
    assert "23. februar 2027 Tjekpunkt (uge 6 efter start): Ugeplaner i klart sprog" in says
    assert "Alle referater er underskrevet." in says


async def test_follow_up_is_listed_and_what_nobody_saw_to_waits(reader: Reader):
    fake, group = reader.fake, CheckPoint("week 2", date(2027, 1, 20))
    answer = Answer("week 2", date(2027, 1, 21), Course.YELLOW, "Teksterne er for lange", stops=("Fejl i breve",))
    found = Evaluation(date(2027, 1, 22), Advice.ADJUST, staff="Mere ro om mandagen")
    running = replace(WEEKLY, check_points=(group,), state=PilotState.RUNNING)
    await lay(fake, "lund", replace(running, answers=(answer,), evaluation=found))
    fake.meeting_clock.at += timedelta(days=36)
    page = await reader.get("/register/follow-up")
    assert "Følgegruppen er spurgt den 23. februar 2027 og har ikke svaret endnu" in page.says
    said = (await reader.get("/register/follow-up?show=answered")).says
    assert "Lokal-MED Lund · uge 2 efter start · 21. januar 2027 Gul: noget skal justeres." in said
    assert "Et stopkriterium er opfyldt" in said
    assert "Der er ingen opfølgning" in (await reader.get("/register/follow-up?show=answered&committee=birk")).says
    waits = (await reader.get("/register/waiting")).says
    assert "Følgegruppen har evalueret. Intet møde har behandlet det endnu." in waits
    assert "Noget, man ville stoppe for, er sket." in waits
    assert "Hverken den eller formandskabet" not in waits
    course = (await reader.get(page.links("Ugeplaner")[0])).says.partition("Forløbet")[2]
    assert "uge 6 efter start: Følgegruppen er spurgt den 23. februar 2027" in course
    one = (await reader.get((await reader.get("/register/follow-up?show=evaluated")).links("Ugeplaner")[0])).says
    for text in ("21. januar 2027): Gul: noget skal justeres – Teksterne er for lange", "Fejl i breve",
                 "22. januar 2027 Følgegruppen har evalueret og anbefaler: Ret", "Mere ro om mandagen"):  # fmt: skip
        assert text in one, text


async def test_what_nobody_answered_about_a_pilot_waits_with_the_way_to_its_decision(reader: Reader):
    assert "Ingen opfølgning har ventet for længe." in (await reader.get("/register/waiting")).says
    meeting, asked_on = MeetingId("aaskolen-m1"), date(2027, 2, 23)

    def owe(conn: Connection) -> None:
        matter = conn.execute(select(decision.c.matter).where(decision.c.id == decision_id(meeting, 0))).scalar_one()
        unanswered.keep(conn, meeting, [Unanswered(matter, "week 6", asked_on)])

    await reader.fake.house.store.write(owe)
    page = await reader.get("/register/waiting")
    waits = "Følgegruppen blev spurgt den 23. februar 2027. Hverken den eller formandskabet har svaret."
    assert f"Ugeplaner i klart sprog · Lokal-MED Aaskolen: {waits}" in page.says
    assert "5. årgang" in (await reader.get(page.links("Ugeplaner")[0])).says


async def test_committees_show_who_is_in_them_and_what_they_did(reader: Reader):
    page = await reader.get((await reader.get("/register/committees")).links("Birk")[0])
    assert "Sanne Bruun: Næstformand, Tillidsrepræsentant, medarbejdersiden" in page.says
    assert "26. januar 2027" in page.says
    assert "1 beslutning " in (await reader.get(page.links("Udvalgets beslutninger")[0])).says


@pytest.mark.usefixtures("kind")
async def test_meetings_come_page_by_page(reader: Reader):
    committee = a_committee("lund", "Lund")
    await reader.fake.house.store.write(lambda conn: lay_committee(conn, committee))
    for number in range(1, 53):
        meeting = over(committee, number, DAY + timedelta(days=30 + number // 2), [])
        await reader.fake.house.store.write(lambda conn, each=meeting: lay_meeting(conn, each))
    for path, total in (("/register/meetings", 54), ("/register/meetings?committee=lund", 52)):
        first = await reader.get(path)
        second = await reader.get(first.links("Næste side")[0])
        links = [way for page in (first, second) for way in page.links(" 2027")]
        assert (len(set(links)), len(links)) == (total, total)


async def test_decisions_come_page_by_page_and_keep_what_was_asked_for(reader: Reader):
    cases = [Case(f"Sag {number:02}", "Vi har drøftet det grundigt") for number in range(60)]
    await lay(reader.fake, "lund", *cases, Case("Noget andet", "Kort"))
    first = await reader.get("/register/decisions?q=grundigt&sort=title")
    assert "60 beslutninger" in first.says
    second = await reader.get(first.links("Næste side")[0])
    assert "Sag 59" in second.says
    assert "Sag 49" not in second.says
    assert "Næste side" not in second.says
    assert "Sag 00" in (await reader.get(second.links("Første side")[0])).says


async def test_an_english_reader_has_an_english_frame_around_the_danish_record(reader: Reader):
    page = await reader.get("/register/decisions", {"Accept-Language": "en-GB,en;q=0.9"})
    assert '<html lang="en">' in page.text
    assert "4 decisions" in page.says
    assert '<bdi class="said" lang="da">Ugeplaner i klart sprog</bdi>' in page.text
    for path in (
        "follow-up",
        "guidelines",
        "figures",
        "waiting",
        "meetings",
        "committees",
        "pilots",
        "meetings/birk-m1",
    ):
        shown = await reader.get(f"/register/{path}", {"Accept-Language": "en"})
        assert shown.status == 200
        assert 'lang="en"' in shown.text


async def test_the_menu_says_where_one_is_and_who_one_is(reader: Reader):
    page = await reader.get("/register/pilots")
    assert '<a href="/register/pilots" aria-current="page">Pilotforsøg</a>' in page.text
    assert "Hanne Rask, Læser" in page.says


async def test_the_foot_of_every_page_leads_to_the_accessibility_statement(reader: Reader):
    for path in ("/register/decisions", "/register/sign-in", "/register/nowhere", "/", "/p/nobody"):
        page = await reader.get(path)
        assert page.links("Tilgængelighed") == ["/accessibility"], path
    statement = await reader.get("/accessibility")
    assert "Tilgængelighedserklæring" in statement.says
    assert "delvist" in statement.says
    assert "Accessibility statement" in (await reader.get("/accessibility", {"Accept-Language": "en"})).says


async def test_a_pilot_that_runs_undiscussed_stands_there_with_its_reason(reader: Reader):
    assert "Alle forsøg, der er i gang, er drøftet." in (await reader.get("/register/waiting")).says
    committee = a_committee("lund", "Lokal-MED Lund")
    early = Proposal(
        ProposalId("e"), committee.id, PersonId("lars"), PilotState.RUNNING, ShortForm(title="Ruter <b>"),
        undiscussed_because="Systemet lukker",
    )  # fmt: skip
    await reader.fake.house.store.write(lambda conn: lay_committee(conn, committee))
    late = replace(early, id=ProposalId("l"), short=ShortForm(title="Drøftet siden"), discussed_in=1)
    for each in (early, late):
        await reader.fake.house.store.write(partial(take_in, found=each, people=()))
    says = (await reader.get("/register/waiting")).says
    assert "Drøftet siden" not in says
    assert "Ruter <b> · Lokal-MED Lund Systemet lukker" in says
    only = await reader.signs_in_as(Office.CONSULTANT, "hanne")
    assert "Systemet lukker" not in (await only.get("/register/waiting")).says
