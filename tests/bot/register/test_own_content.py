"""The municipality's own content in the register: changed with a preview, kept in versions, taken by meetings."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dialogs.model.ids import MeetingId, PersonId
from dialogs.register import Office
from storage import audit, own_content
from storage.own_content import Version
from tests.bot.register.reading import HANNE, Reader, Reply, another, reading
from tests.fakes.house import Fake, wire, with_meeting

CARDS = "/register/content/da/knowledge"


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = await with_meeting(wire(tmp_path))
    async with reading(fake) as made:
        yield await made.signs_in_as(Office.CONSULTANT, HANNE)


async def changes(reader: Reader, way: str = f"{CARDS}/1", **fields: str) -> Reply:
    return await reader.fills(await reader.get(way), **{"because": "Vi siger det selv", "do": "save", **fields})


async def versions(reader: Reader) -> list[Version]:
    return await reader.fake.house.store.read(lambda conn: own_content.since(conn, 0))


async def on_screen(fake: Fake, who: str = "bo") -> str:
    view = await fake.view(who)
    return " ".join(card.title for card in view.content.cards)


async def test_all_files_are_listed_in_both_languages(reader: Reader):
    (way,) = (await reader.get("/register/committees")).links("Tekster til møderne")
    page = await reader.get(way)
    for text in ("Tekster på dansk", "Tekster på engelsk", "Videnskort", "Tjek før start", "Påmindelser"):
        assert text in page.says
    assert len(page.links("Videnskort")) == 2


async def test_a_card_is_seen_before_it_is_saved(reader: Reader):
    shown = await changes(reader, do="preview", title="Hvad er AI hos os?", because="")
    assert shown.status == 200
    assert "Sådan bliver det. Det er ikke gemt endnu. Hvad er AI hos os? AI er programmer" in shown.says
    assert await versions(reader) == []
    saved = await reader.fills(shown, do="save", because="Vores egne ord")
    assert "Udgaven er gemt" in saved.says
    assert "Vores egne ord" in saved.says
    (kept,) = await versions(reader)
    assert (kept.by, kept.by_name, kept.why) == (HANNE, "Hanne Rask", "Vores egne ord")


async def test_ours_and_theirs_stand_side_by_side_once_they_differ(reader: Reader):
    assert "Den oprindelige tekst" not in (await reader.get(f"{CARDS}/1")).says
    listed = await changes(reader, title="Vores AI")
    assert "Kort 1: Vores AI jeres egen" in listed.says
    page = await reader.get(f"{CARDS}/1")
    assert "Den oprindelige tekst Titel Hvad er AI?" in page.says
    assert "1 er jeres egne. Gemt af Hanne Rask" in (await reader.get("/register/content")).says


async def test_what_is_wrong_is_told_at_its_field_and_kept_as_typed(reader: Reader):
    page = await changes(reader, f"{CARDS}/14", text="ord " * 61, as_of="", because="")
    assert page.status == 422
    assert "Det kan ikke gemmes endnu." in page.says
    assert "Skriv højst 60 ord" in page.says
    assert "Hvorfor retter du?: Der mangler en tekst" in page.says
    assert page.links("Tekst")[-1] == "#slot-2"
    assert "ord ord ord" in page.text
    assert await versions(reader) == []


async def test_a_number_of_somebody_is_refused_and_covered(reader: Reader):
    page = await changes(reader, text="Ring om 010203-1234", because="Fordi 010203-1234")
    assert page.status == 422
    assert "010203-1234" not in page.text
    assert "••••••-••••" in page.text


async def test_contact_details_may_stand_when_they_are_sent_again(reader: Reader):
    warned = await changes(reader, source="Ring til 12 34 56 78")
    assert warned.status == 422
    assert "Det ligner en mailadresse eller et telefonnummer" in warned.says
    again = await reader.fills(warned, do="save")
    assert again.status == 200


async def test_nothing_changed_is_not_saved(reader: Reader):
    assert "intet er gemt" in (await changes(reader)).says
    assert await versions(reader) == []


async def test_what_somebody_else_saved_meanwhile_is_not_written_over(reader: Reader):
    mine = await reader.get(f"{CARDS}/1")
    async with another(reader) as other:
        await other.signs_in_as(Office.ADMINISTRATOR, "adam", "Adam")
        assert (await changes(other, title="Adams")).status == 200
        late = await reader.fills(mine, do="save", because="Min", title="Mit")
        assert late.status == 422
        assert "En anden har gemt en nyere udgave imens" in late.says
        assert 'value="Mit"' in late.text
        assert [each.by for each in await versions(reader)] == ["adam"]


async def test_versions_say_who_when_why_and_what(reader: Reader):
    await changes(reader, title="Den første")
    page = await changes(reader, title="Den anden", because="Klarere")
    said = page.says
    assert said.index("Udgave 2 (gælder nu)") < said.index("Udgave 1 ")
    assert "Klarere Det blev rettet Kort 1: Den anden: Titel Før Den første Efter Den anden" in said, said
    assert "Før Hvad er AI? Efter Den første" in said
    assert said.count("Gem") >= 2


async def test_one_goes_back_to_a_version_and_to_the_text_from_the_start(reader: Reader):
    await changes(reader, title="Den første")
    page = await changes(reader, title="Den anden")
    back = await reader.fills(page, 'name="number" value="1"')
    assert "Det er gået tilbage" in back.says
    assert "Tilbage til udgave 1." in back.says
    assert "Den første" in await on_screen(reader.fake)
    start = await reader.fills(back, 'name="number" value="0"')
    assert "Tilbage til den oprindelige tekst" in start.says
    assert "Hvad er AI?" in await on_screen(reader.fake)
    assert [each.text is None for each in await versions(reader)] == [False, False, False, True]
    assert (await reader.post(CARDS, data={"number": "99", "seen": "4"})).status == 404


async def test_going_back_is_refused_where_somebody_was_faster(reader: Reader):
    page = await changes(reader, title="Den første")
    await changes(reader, title="Den anden")
    assert (await reader.fills(page, 'name="number" value="0"')).status == 422


async def test_a_meeting_to_come_has_the_new_text_and_one_that_began_keeps_the_old(reader: Reader):
    fake = reader.fake
    await changes(reader, title="Før mødet")
    assert "Før mødet" in await on_screen(fake)
    await fake.all_arrive()
    await fake.start()
    await changes(reader, title="Efter mødets start")
    await changes(reader, "/register/content/da/agendas/med-ai", **{"item[1].title": "Et andet punkt"})
    assert "Før mødet" in await on_screen(fake)
    assert (await fake.state()).agenda.items[0].title == "Fælles viden om AI"
    # Somebody else's memory finds the same.
    fake.house.meetings.drop()
    assert (await fake.state()).release == 1
    assert "Før mødet" in await on_screen(fake)
    assert (await fake.state()).agenda.items[0].title == "Fælles viden om AI"


async def test_an_agenda_is_changed_before_the_meeting_begins(reader: Reader):
    await changes(reader, "/register/content/da/agendas/med-ai", **{"item[1].title": "Et andet punkt"})
    assert (await reader.fake.state()).agenda.items[0].title == "Et andet punkt"


async def test_a_card_that_a_meeting_has_chosen_cannot_be_taken_away(reader: Reader):
    fake = reader.fake
    page = await changes(reader, f"{CARDS}/new", title="Hos os", text="Vi har prøvet det.", source="Biblioteket")
    assert "Kort 16: Hos os" in page.says
    planned = await fake.submit("marianne", "plan", cards=["1", "2", "3", "4", "5", "16"])
    assert not planned.refused, planned
    refused = await reader.fills(page, 'name="number" value="0"')
    assert refused.status == 422
    assert "har valgt kort 16" in refused.says


async def test_reminders_fall_when_the_new_plan_says(reader: Reader):
    fake = reader.fake
    await fake.house.ticker.arrange()

    async def due() -> object:
        return next(each.due_at for each in await fake.timers() if each.name == "remind.agenda")

    before = await due()
    await changes(reader, "/register/content/da/plan/agenda", days="-14")
    assert await due() != before


async def test_the_trail_says_who_changed_what_and_no_word_of_it(reader: Reader):
    await changes(reader, title="Hemmeligt ord")
    found = await reader.fake.house.store.read(lambda conn: audit.trail(conn, MeetingId("")))
    (entry,) = [each for each in found if each.action == "save_content"]
    assert (entry.by, entry.about) == (HANNE, "da/knowledge.toml")
    assert re.fullmatch("[0-9a-f]{40}", entry.digest)
    assert "Hemmeligt" not in repr(found)
    assert (await reader.fake.house.store.read(audit.check))[1] is None


async def test_nothing_in_a_text_can_run(reader: Reader):
    page = await changes(reader, title="<script>alert(1)</script>", because="<img src=x>")
    assert page.status == 200
    for each in (page, await reader.get(f"{CARDS}/1")):
        assert "<script" not in each.text
        assert "<img" not in each.text


@pytest.mark.parametrize(
    "path",
    ["da/nothing", "sv/knowledge", "da/knowledge/99", "da/agendas/new", "da/demo", "da/..%2Fknowledge", "da/x/y"],
)
async def test_what_is_not_there_is_not_found(reader: Reader, path: str):
    assert (await reader.get(f"/register/content/{path}")).status == 404
    assert (await reader.post(f"/register/content/{path}")).status == 404


async def test_a_text_that_rules_refuse_today_is_left_out_and_everything_runs(reader: Reader):
    fake = reader.fake
    await changes(reader, "/register/content/da/quiz/1", statement="AI er et menneske.")
    bad = Version(2, "da", "knowledge.toml", "card = []", fake.wall.now(), PersonId("hanne"), "Hanne", "Fordi")
    await fake.house.store.write(lambda conn: own_content.add(conn, bad))
    await fake.house.releases.look(fake.house.store, fake.house.meetings)
    content = (await fake.view("bo")).content
    assert content.cards[0].title == "Hvad er AI?"
    assert content.quiz[0].statement == "AI er et menneske."
    page = await reader.get(CARDS)
    assert "så den bliver ikke brugt" in page.says
    mended = await changes(reader, title="Vores AI")
    assert "så den bliver ikke brugt" not in mended.says
    assert "Vores AI" in await on_screen(fake)


async def test_another_server_takes_a_version_when_it_looks_or_meets_it(reader: Reader):
    fake, other = reader.fake, None
    await changes(reader, title="Her fra")
    await fake.all_arrive()
    await fake.start()
    other = wire(fake.folder.parent / "other", tokens=fake.tokens)
    try:
        known = other.house.releases
        taken = await fake.house.store.read(
            lambda conn: known.agenda(conn, "da", "med-ai", (1)).title  # type: ignore[no-any-return]
        )
        assert taken == "AI på vores arbejdsplads"
        assert known.now().content["da"].cards[0].title == "Her fra"
        assert await fake.house.store.read(known.take) is False
    finally:
        await other.close()
