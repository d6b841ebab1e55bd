"""A committee that is set up from a chat: laid down once, and its people reach their first meeting."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.committees.changes import changes
from bot.committees.entries import read_entries
from bot.founding import Founding, Where
from bot.keeping import Keeping, meetings_of
from bot.membership import Membership
from dialogs.cards import Form
from dialogs.flows.roster import Account
from dialogs.forms import ChoiceField
from dialogs.inbound import ButtonPressed, FormSubmitted, Inbound
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.meeting import Stage
from dialogs.model.people import Committee, Level, Person, Role, Side
from dialogs.outbound import Answer, Place
from dialogs.screens import personal
from storage import chats, rosters
from storage.audit import trail
from storage.committees import save_people
from storage.engine import Connection
from tests.databases import Kind
from tests.dialogs.flows.play import controls, filled_in, read
from tests.fakes.house import Fake, wire

PEOPLE = tuple(Account(f"29:{name}", name) for name in ("Anne Holm", "Bo Dam", "Eva Lund", "Sofie Toft"))
ANNE, BO, EVA, SOFIE = (each.id for each in PEOPLE)
WHERE = Where("teams", "19:nord", {"id": "19:nord"}, PEOPLE, {"19:alle": ("Alle", {"id": "19:alle"})})
HEAD = {"committee": "Lokal-MED Nord", "level": "local", "channel": "19:alle"}
FIRST_DATE = {"starts_on": "2027-01-12", "starts_time": "9.30"}
SIDES = {"management": (ANNE,), "employees": (BO, EVA), "none": (SOFIE,)}
ROLES = {"chair": (ANNE,), "vice_chair": (BO,), "secretary": (SOFIE,)}


@dataclass
class Chat:
    """Somebody in a chat who sets committees up."""

    fake: Fake
    changed: list[MeetingId] = field(default_factory=list)
    woken: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        house = self.fake.house
        keeping = Keeping(
            house.store,
            house.releases.now,
            house.clocks,
            self.fake.chance,
            platforms=frozenset({"teams"}),
            on_change=self.changed.append,
            on_owed=lambda: self.woken.append(True),
            forget_links=house.reception.forget_links,
        )
        self.founding, self.membership = Founding(keeping), Membership(keeping)

    async def fills(self, form: Form, where: Where = WHERE, **fields: str | tuple[str, ...]) -> Form | Answer:
        """Send a form with these fields; people are given by account."""
        keys = {each.id: each.key for each in where.people}
        given = {name: (value,) if isinstance(value, str) else value for name, value in fields.items()}
        sent = {
            **filled_in(form),
            **{name: tuple(keys.get(each, each) for each in many) for name, many in given.items()},
        }
        return await self.founding.go_on(where, form.action, form.on, sent, "da")

    async def reaches_the_last(self, where: Where = WHERE, **head: str) -> Form:
        form: Form | Answer = await self.founding.begin(where, "da")
        for fields in ({**HEAD, **head}, SIDES, ROLES):
            assert isinstance(form, Form)
            form = await self.fills(form, where, **fields)
        assert isinstance(form, Form)
        return form

    async def founds(self, where: Where = WHERE, **head: str) -> Answer:
        answer = await self.fills(await self.reaches_the_last(where, **head), where)
        assert isinstance(answer, Answer)
        return answer

    async def committees(self) -> list[Committee]:
        return await self.fake.house.store.read(rosters.committees)

    async def committee(self) -> Committee:
        (found,) = await self.committees()
        return found

    async def person(self, account: str) -> PersonId:
        found = await self.fake.house.store.read(lambda conn: chats.who(conn, "teams", account))
        assert found
        return found

    async def meetings(self) -> list[MeetingId]:
        committee = (await self.committee()).id
        found = await self.fake.house.store.read(lambda conn: meetings_of(conn, committee))
        return [each.id for each in found]


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    fake = wire(tmp_path)
    yield Chat(fake)
    await fake.close()


async def test_the_last_form_lays_down_committee_accounts_rooms_and_first_meeting(chat: Chat):
    answer = await chat.founds(**FIRST_DATE)
    assert (answer.refused, answer.text) == ("", "Udvalget er sat op")
    assert answer.card
    assert "Mødet begynder den 12. januar 2027 kl. 09.30." in read((answer.card,))
    committee = await chat.committee()
    assert (committee.name, committee.level, len(committee.people)) == ("Lokal-MED Nord", Level.LOCAL, 4)
    assert committee.people[await chat.person(ANNE)].roles == {Role.CHAIR}
    rooms = await chat.fake.house.store.read(lambda conn: chats.rooms(conn, committee.id, ["teams"]))
    assert {(room.place, room.conversation) for room in rooms} == {
        (Place.ROOM, "19:nord"),
        (Place.ORGANISATION, "19:alle"),
    }
    (meeting,) = await chat.meetings()
    found = await chat.fake.house.reception.meeting(meeting)
    assert (found.number, found.stage, len(found.plan.cards)) == (1, Stage.PLANNED, 6)
    assert (chat.changed, chat.woken) == ([meeting], [True])


async def test_everybody_is_told_when_the_first_meeting_is(chat: Chat):
    await chat.founds(**FIRST_DATE)
    await chat.fake.relay.drain()
    (meeting,) = await chat.meetings()
    for account in (ANNE, BO, EVA, SOFIE):
        shown = await chat.fake.house.reception.listing(await chat.person(account), meeting)
        assert "Næste møde er den 12. januar 2027 kl. 09.30." in read(tuple(shown))


async def test_the_meeting_can_be_held(chat: Chat):
    await chat.founds(**FIRST_DATE)
    (meeting,) = await chat.meetings()
    for number, account in enumerate((ANNE, BO, EVA)):
        arrive = Inbound(f"k{number}", meeting, await chat.person(account), ButtonPressed("arrive"))
        assert not (await chat.fake.house.turn.take(arrive)).refused
    view = chat.fake.house.reception.view(await chat.fake.house.reception.meeting(meeting), await chat.person(ANNE))
    assert len(view.meeting.here) == 3


async def test_a_refusal_keeps_nothing_and_names_the_field(chat: Chat):
    form = await chat.founding.begin(WHERE, "en")
    assert isinstance(form, Form)
    answer = await chat.fills(form, committee="", level="local")
    assert isinstance(answer, Answer)
    assert (answer.refused, answer.field, answer.text[:6]) == ("empty_text", "committee", "A text")
    warned = await chat.fills(form, committee="Nord 12345678", level="local")
    assert isinstance(warned, Answer)
    assert dict(warned.confirm) == {"contact_ok": "yes"}
    assert isinstance(await chat.fills(form, committee="Nord 12345678", level="local", contact_ok="yes"), Form)
    assert await chat.committees() == []


async def test_the_last_form_sent_again_shows_what_was_laid_down(kind: Kind, chat: Chat):
    last = await chat.reaches_the_last(**FIRST_DATE)
    first, again = await asyncio.gather(chat.fills(last), chat.fills(last))
    assert isinstance(first, Answer)
    assert isinstance(again, Answer)
    assert {first.text, again.text} == {"Udvalget er sat op", "Her er allerede et udvalg. Det står sådan:"}
    assert first.card == again.card
    assert len(await chat.committees()) == len(await chat.meetings()) == 1
    shown = await chat.founding.begin(WHERE, "en")
    assert isinstance(shown, Answer)
    assert shown.card == first.card


async def test_a_name_that_was_taken_meanwhile_is_refused(chat: Chat):
    elsewhere = replace(WHERE, conversation="19:syd")
    last = await chat.reaches_the_last(elsewhere)
    await chat.founds()
    answer = await chat.fills(last, elsewhere)
    assert isinstance(answer, Answer)
    assert (answer.refused, answer.field) == ("name_taken", "committee")


async def test_who_is_in_two_committees_is_one_person_with_one_conversation(chat: Chat):
    await chat.founds()
    anne = await chat.person(ANNE)
    account = chats.Account("teams", ANNE, anne, {"id": "a:anne"})
    await chat.fake.house.store.write(lambda conn: chats.keep_account(conn, account))
    await chat.founds(replace(WHERE, conversation="19:syd"), committee="Syd")
    assert await chat.person(ANNE) == anne
    assert all(anne in committee.people for committee in await chat.committees())
    (kept,) = await chat.fake.house.store.read(lambda conn: chats.accounts(conn, [anne], ["teams"]))
    assert kept.reference == {"id": "a:anne"}


async def test_a_conversation_of_too_many_is_told_the_way_out(chat: Chat):
    many = replace(WHERE, people=tuple(Account(str(number), str(number)) for number in range(101)))
    answer = await chat.founding.begin(many, "da")
    assert isinstance(answer, Answer)
    assert "regneark" in answer.text


async def test_a_file_that_is_taken_in_later_finds_the_same_people(chat: Chat):
    await chat.founds()
    there = await chat.committees()
    sheet = "udvalg;navn;side;roller\nLokal-MED Nord;Eva Lund;medarbejder;medlem, TR\n"
    (change,) = changes(read_entries(sheet.encode()), there, chat.fake.meeting_clock.now().date(), chat.fake.chance)
    assert change.added == []
    assert [after.id for _, after in change.changed] == [await chat.person(EVA)]


# --- The first meeting later


async def test_without_a_date_the_first_meeting_is_planned_by_those_who_lead(kind: Kind, chat: Chat):
    answer = await chat.founds()
    assert answer.card
    form, _ = controls((answer.card,))
    assert (form.action, await chat.meetings(), chat.changed) == ("plan_first", [], [])
    of, fields = CommitteeId(form.on), {name: (value,) for name, value in FIRST_DATE.items()}
    assert (await chat.founding.plan_first(await chat.person(EVA), of, fields)).refused == "not_allowed"
    assert (await chat.founding.plan_first(PersonId("nobody"), of, fields)).refused == "not_a_member"
    wrong = await chat.founding.plan_first(await chat.person(BO), of, {**fields, "starts_on": ("",)})
    assert (wrong.refused, wrong.field) == ("unknown_choice", "starts_on")
    past = await chat.founding.plan_first(await chat.person(BO), of, {**fields, "starts_on": ("2020-01-01",)})
    assert (past.refused, past.field) == ("out_of_range", "starts_on")
    leading = [await chat.person(who) for who in (BO, SOFIE)]
    both = await asyncio.gather(*(chat.founding.plan_first(who, of, fields) for who in leading))
    assert [each.refused for each in both] == ["", ""]
    assert {each.text for each in both} == {"Gemt.", "Der er allerede valgt en dato."}
    assert len(await chat.meetings()) == 1
    assert chat.changed == await chat.meetings()


async def test_a_committee_from_a_file_gets_its_first_meeting_in_the_same_way(chat: Chat):
    sheet = "udvalg;niveau;person-id;navn;side;roller\nTeam Vest;team;kim;Kim;;formand\nTeam Vest;;lis;Lis;;medlem\n"
    today = chat.fake.meeting_clock.now().date()
    (change,) = changes(read_entries(sheet.encode()), [], today, chat.fake.chance)
    wall = chat.fake.wall.now()
    await chat.fake.house.store.write(lambda conn: rosters.save_committee(conn, None, change.after, wall, today))
    fields = {name: (value,) for name, value in FIRST_DATE.items()}
    assert not (await chat.founding.plan_first(PersonId("kim"), change.after.id, fields)).refused
    (meeting,) = await chat.meetings()
    assert (await chat.fake.house.reception.meeting(meeting)).agenda.template == "team-ai"


# --- Those who come and go


@pytest.fixture
async def founded(chat: Chat) -> Chat:
    await chat.founds(**FIRST_DATE)
    chat.changed.clear()
    return chat


IDA = Account("29:Ida", "Ida Dahl")


async def answers(chat: Chat, who: str, action: str, on: str, *there: Account, **fields: str) -> Answer:
    sent = {name: (value,) for name, value in fields.items()}
    of = (await chat.committee()).id
    return await chat.membership.answer("teams", await chat.person(who), of, action, on, sent, (*PEOPLE, *there))


async def posted(chat: Chat, to: str) -> str:
    await chat.fake.relay.drain()
    (meeting,) = await chat.meetings()
    return read(tuple(await chat.fake.house.reception.listing(await chat.person(to), meeting)))


async def test_somebody_new_is_asked_about_and_then_in_the_committee_and_its_meeting(kind: Kind, founded: Chat):
    assert await founded.membership.changed("teams", "19:nord", (IDA,), ()) == ()
    assert "Ida Dahl er kommet til i samtalen." in await posted(founded, SOFIE)
    assert "Ida Dahl" not in await posted(founded, ANNE)
    of, there = (await founded.committee()).id, (*PEOPLE, IDA)
    form = await founded.membership.form("teams", of, "seat_newcomer", IDA.key, there)
    assert form
    assert isinstance(form.fields[0], ChoiceField)
    said = await answers(founded, SOFIE, "seat_newcomer", IDA.key, IDA, seat="member.employees", name="Ida Dahl")
    assert (said.text, founded.changed) == ("Listen er rettet.", await founded.meetings())
    ida = await founded.person(IDA.id)
    assert (await founded.committee()).people[ida].side is Side.EMPLOYEES
    (meeting,) = await founded.meetings()
    assert ida in (await founded.fake.house.reception.meeting(meeting)).committee.people
    assert await founded.membership.form("teams", of, "seat_newcomer", IDA.key, there) is None
    noted = await founded.fake.house.store.read(lambda conn: trail(conn, meeting))
    assert [(each.by, each.action) for each in noted] == [(await founded.person(SOFIE), "seat_newcomer")]
    again = await answers(founded, SOFIE, "seat_newcomer", IDA.key, IDA, seat="hr.none")
    assert again.refused == "out_of_date"


async def test_the_same_news_twice_is_one_question(founded: Chat):
    for _ in range(3):
        await founded.membership.changed("teams", "19:nord", (IDA,), ())
    assert (await posted(founded, SOFIE)).count("Hvilken plads har Ida Dahl") == 1


async def test_somebody_who_is_gone_leaves_only_when_it_is_said(founded: Chat):
    eva = await founded.person(EVA)
    await founded.membership.changed("teams", "19:nord", (), (PEOPLE[2],))
    assert "Eva Lund er ikke i samtalen mere." in await posted(founded, SOFIE)
    assert (await founded.committee()).people[eva].left_on is None
    assert not (await answers(founded, SOFIE, "say_gone", eva, left="no")).refused
    assert (await founded.committee()).people[eva].left_on is None
    assert not (await answers(founded, SOFIE, "say_gone", eva, left="yes")).refused
    assert (await founded.committee()).people[eva].left_on is not None
    refusal = await answers(founded, EVA, "change_seat", "", person=eva, seat="chair.management")
    assert refusal.refused == "not_a_member"


async def test_a_refused_answer_changes_nothing(founded: Chat):
    before = await founded.committee()
    anne = await founded.person(ANNE)
    refusal = await answers(founded, BO, "say_gone", anne, left="yes")
    assert (refusal.refused, refusal.text[:24]) == ("both_sides_required", "Der er ingen fra ledelse")
    assert (await answers(founded, EVA, "say_gone", anne, left="yes")).refused == "not_allowed"
    assert await founded.committee() == before
    assert founded.changed == []


async def test_news_of_another_conversation_is_nobodys(founded: Chat):
    assert await founded.membership.changed("teams", "19:elsewhere", (IDA,), ()) == ()
    assert "Ida" not in await posted(founded, SOFIE)


async def test_before_there_is_a_meeting_the_questions_are_given_back(chat: Chat):
    await chat.founds()
    (post,) = await chat.membership.changed("teams", "19:nord", (IDA,), ())
    assert post.to == await chat.person(SOFIE)


async def test_between_meetings_the_last_one_carries_the_questions(founded: Chat):
    (meeting,) = await founded.meetings()
    cancel = FormSubmitted("cancel_meeting", fields={"reason": ("For få kan komme",)})
    assert not (await founded.fake.house.turn.take(Inbound("c", meeting, await founded.person(ANNE), cancel))).refused
    assert await founded.membership.changed("teams", "19:nord", (IDA,), ()) == ()
    assert "Ida Dahl er kommet til" in await posted(founded, SOFIE)


# --- The language


async def test_those_who_lead_change_the_language_for_all(founded: Chat):
    of = (await founded.committee()).id
    (meeting,) = await founded.meetings()
    assert (await founded.membership.speak(await founded.person(EVA), of, "en")).refused == "not_allowed"
    assert (await founded.membership.speak(await founded.person(ANNE), of, "sv")).refused == "unknown_choice"
    said = await founded.membership.speak(await founded.person(ANNE), of, "en")
    assert said.text == "The language is changed for the whole committee."
    assert founded.changed == [meeting]
    assert (await founded.fake.house.reception.meeting(meeting)).committee.language == "en"


async def test_no_meeting_changes_its_language_while_it_lasts(founded: Chat):
    (meeting,) = await founded.meetings()
    anne, of = await founded.person(ANNE), (await founded.committee()).id
    house = founded.fake.house
    for key, action in (("a", "arrive"), ("s", "start")):
        view = house.reception.view(await house.reception.meeting(meeting), anne)
        button = next(each for each in controls(personal(view)) if each.action == action)
        await house.turn.take(Inbound(key, meeting, anne, ButtonPressed(action, button.on, button.seen)))
    assert (await house.reception.meeting(meeting)).stage is Stage.RUNNING
    said = await founded.membership.speak(anne, of, "en")
    assert said.text == "Mødet er i gang. Skift sproget bagefter."
    assert (await founded.committee()).language == "da"


# --- What was left for later


async def test_the_channel_can_be_chosen_later(chat: Chat):
    answer = await chat.founds(channel="", **FIRST_DATE)
    assert answer.card
    button, _ = controls((answer.card,))
    of, bo = (await chat.committee()).id, await chat.person(BO)
    assert (button.action, button.on) == ("choose_channel", of)
    form = await chat.founding.channel_form(WHERE, of)
    assert [option.id for field in form.fields if isinstance(field, ChoiceField) for option in field.options] == [
        "",
        "19:alle",
    ]
    assert (await chat.founding.choose_channel(await chat.person(EVA), WHERE, of, {})).refused == "not_allowed"
    assert (await chat.founding.choose_channel(bo, WHERE, of, {"channel": ("19:x",)})).refused == "unknown_choice"
    assert (await chat.founding.choose_channel(bo, WHERE, of, {})).text == "Det vælger vi senere"
    said = await chat.founding.choose_channel(bo, WHERE, of, {"channel": ("19:alle",)})
    assert said.text == "Beskeder til organisationen bliver slået op der."
    shown = await chat.founding.begin(WHERE, "da")
    assert isinstance(shown, Answer)
    assert shown.card
    assert [control.action for control in controls((shown.card,))] == ["change_seat"]


async def test_somebody_without_an_account_gets_one_only_in_a_committee_of_their_own(founded: Chat):
    of = await founded.committee()
    guests = [Person(PersonId(name), name.title(), Side.EMPLOYEES, frozenset({Role.MEMBER})) for name in ("per", "tea")]
    other = replace(of, id=CommitteeId("elsewhere"), name="Elsewhere", people={guests[1].id: guests[1]})
    now, today = founded.fake.wall.now(), founded.fake.meeting_clock.now().date()

    def lay(conn: Connection) -> None:
        save_people(conn, of.id, guests, now, today)
        rosters.save_committee(conn, None, other, now, today)

    await founded.fake.house.store.write(lay)
    there = (*PEOPLE, IDA)
    form = await founded.membership.form("teams", of.id, "seat_newcomer", IDA.key, there)
    assert form
    assert isinstance(form.fields[0], ChoiceField)
    assert [each.id for each in form.fields[0].options if each.id.startswith("is.")] == ["is.per"]

    async def says(person: str) -> Answer:
        sent = {"seat": (f"is.{person}",)}
        who = await founded.person(SOFIE)
        return await founded.membership.answer("teams", who, of.id, "seat_newcomer", IDA.key, sent, there)

    for person in ("tea", await founded.person(ANNE)):
        assert (await says(person)).refused == "out_of_date"
    assert not (await says("per")).refused
    assert await founded.person(IDA.id) == "per"
