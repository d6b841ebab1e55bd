"""Whatever somebody sends, they get a sentence with a way out, nothing is lost, and it is never the server's fault."""

import asyncio
import gzip
import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.logs import Discreet
from bot.platforms.browser.app import HEADERS
from dialogs.cards import Form
from dialogs.forms import Field
from dialogs.model.ids import PersonId
from dialogs.routing import HANDLERS
from dialogs.screens import personal
from storage.links import Link, LinkKind, issue
from tests.fakes.house import EVERYBODY, Fake, wire, with_meeting
from tests.fakes.http import FORM, Phones, Reply, serving

pytestmark = pytest.mark.no_cover

CPR = "010190-1234"
SOMEWHERE = "/p/0123456789abcdef0123456789abcdef"


@pytest.fixture
async def fake(tmp_path: Path) -> Fake:
    return await with_meeting(wire(tmp_path))


@pytest.fixture
async def phones(fake: Fake) -> AsyncIterator[Phones]:
    async with serving(fake) as phones:
        yield phones


@pytest.fixture
async def inside(phones: Phones) -> Phones:
    """Give a meeting in its first phase in which everybody is."""
    for who in EVERYBODY:
        await phones.does(who, "arrive")
    await phones.moves_on("start")
    return phones


def has_a_way_out(reply: Reply, *statuses: int) -> None:
    """Hold that an answer is no fault of ours and says something that people can read."""
    assert reply.status in (statuses or range(200, 500)), (reply.status, reply.text[:300])
    said = reply.json["text"] if reply.headers["Content-Type"].startswith("application/json") else reply.says
    assert len(said.split()) >= (1 if reply.status == 200 else 4), said
    assert "Traceback" not in reply.text
    for name, value in HEADERS.items():
        assert reply.headers.get(name) == value, name
    assert "Set-Cookie" not in reply.headers


async def texts(phones: Phones) -> list[str]:
    return sorted(item.text for item in (await phones.fake.state()).contributions.values())


async def says(phones: Phones, text: str, *, script: bool = True, key: str | None = None) -> Reply:
    return await phones.send("ole", "contribute", fields={"kind": "use", "text": text}, script=script, key=key)


# --- Links


async def test_unknown_links_say_what_to_do(phones: Phones):
    ends = ("", "/act", "/events", "/for/ole", "/for/ole/act", "/for/ole/events")
    for end in ends:
        path = SOMEWHERE + end
        reply = await (phones.post(path, "action=arrive") if end.endswith("act") else phones.get(path))
        has_a_way_out(reply, 404) if not end.endswith("events") else None
        if not end.endswith("events"):
            assert "Linket virker ikke" in reply.says


async def test_a_link_opens_only_what_it_is_for(phones: Phones):
    token = {who: phones.path(who).rpartition("/")[2] for who in ("ole", "room", "organisation")}
    for kind, whose in (
        ("p", "room"),
        ("p", "organisation"),
        ("room", "ole"),
        ("organisation", "ole"),
        ("room", "organisation"),
    ):
        has_a_way_out(await phones.get(f"/{kind}/{token[whose]}"), 404)
    reply = await phones.post(f"/p/{token['room']}/act", "action=arrive")
    has_a_way_out(reply, 404)
    assert (await phones.fake.state()).stays == {}


async def test_a_revoked_link_ends_the_page_and_its_stream_and_a_new_one_works(phones: Phones):
    old = phones.path("ole")
    async with phones.client.get(f"{old}/events") as stream:
        assert b"event: screen" in await stream.content.readline()
        new = await phones.fake.house.reception.renew(await phones.fake.state(), PersonId("ole"))
        phones.fake.house.watching.changed(phones.fake.id)
        rest = await asyncio.wait_for(stream.content.read(), 10)
        assert b"event: gone" in rest
    has_a_way_out(await phones.get(old), 404)
    has_a_way_out(await phones.post(f"{old}/act", "action=arrive"), 404)
    has_a_way_out(await phones.get(f"/p/{new}"), 200)
    has_a_way_out(await phones.page("kasper"), 200)


async def test_a_stream_of_a_dead_link_says_gone(phones: Phones):
    for path in (SOMEWHERE, "/room/nobody", "/organisation/nobody"):
        async with phones.client.get(f"{path}/events") as stream:
            assert b"gone" in await asyncio.wait_for(stream.content.read(), 10)
            assert stream.headers["Cache-Control"] == "no-store"


async def test_every_open_page_follows_the_meeting(inside: Phones):
    for who, shown in (("ole", "Fælles viden"), ("room", "Fælles viden"), ("organisation", "")):
        async with inside.client.get(f"{inside.path(who)}/events") as stream:
            assert stream.content_type == "text/event-stream"
            await stream.content.readline()
            assert shown in (await stream.content.readline()).decode()
        assert (await inside.page(who)).status == 200


async def test_a_link_to_a_meeting_that_is_gone_or_a_person_who_left_the_committee_is_unknown(phones: Phones):
    fake, now = phones.fake, phones.fake.wall.now()
    await fake.house.store.write(
        lambda conn: issue(conn, "t1", Link(LinkKind.PERSON, now, "m9", None, PersonId("ole")))
    )  # type: ignore[arg-type]
    await fake.house.store.write(
        lambda conn: issue(conn, "t2", Link(LinkKind.PERSON, now, fake.id, None, PersonId("xx")))
    )
    await fake.house.store.write(lambda conn: issue(conn, "t3", Link(LinkKind.ROOM, now, None)))
    for path in ("/p/t1", "/p/t2", "/room/t3"):
        has_a_way_out(await phones.get(path), 404)
    for path in ("/p/t1/act", "/p/t2/act"):
        has_a_way_out(await phones.post(path, "action=arrive&key=1"), 403, 404)


async def test_nobody_writes_for_others_but_the_one_who_keeps_the_minutes(inside: Phones):
    body = "action=contribute&key=1&kind=use&text=For+en+anden"
    for who in ("ole", "marianne", "kasper"):
        reply = await inside.post(f"{inside.path(who)}/for/jytte/act", body, {"Accept": "application/json"})
        has_a_way_out(reply, 403, 404)
        has_a_way_out(await inside.get(f"{inside.path(who)}/for/jytte"), 403, 404)
    assert await texts(inside) == []
    has_a_way_out(await inside.post(f"{inside.path('lars')}/for/jytte/act", body), 200)
    has_a_way_out(await inside.post(f"{inside.path('lars')}/for/nobody/act", body.replace("=1", "=2")), 403, 404)
    assert await texts(inside) == ["For en anden"]


ADDRESSES = (
    "/",
    "/nothing",
    "/p",
    "/p/",
    "/static/",
    "/static/nothing.js",
    "/static/medmakker.css",
    "/static/../app.py",
)
METHODS = ("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE")


@pytest.mark.parametrize("method", METHODS)
async def test_every_address_answers_politely(phones: Phones, method: str):
    for path in (*ADDRESSES, "/healthz", "/p/%00", "/p/%ff", "/%2e%2e/", "/static/%2e%2e/app.py"):
        async with phones.client.request(method, path) as got:
            assert got.status < 500
            for name, value in HEADERS.items():
                assert got.headers.get(name) == value, name
            assert "Set-Cookie" not in got.headers


async def test_a_get_on_act_is_told(phones: Phones):
    has_a_way_out(await phones.get(f"{phones.path('ole')}/act"), 405)


# --- Other sites


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "rubbish"},
        {"Sec-Fetch-Site": ""},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
)
async def test_other_sites_cannot_press_our_buttons(phones: Phones, headers: dict[str, str]):
    path = f"{phones.path('ole')}/act"
    async with phones.client.post(path, data=b"action=arrive&key=1", headers={"Content-Type": FORM, **headers}) as got:
        reply = Reply(got.status, await got.text(), got.headers)
    has_a_way_out(reply, 403)
    assert "anden side" in reply.says
    assert (await phones.fake.state()).stays == {}


@pytest.mark.parametrize("site", ["same-origin", "none"])
async def test_our_own_page_can(phones: Phones, site: str):
    reply = await phones.post(f"{phones.path('ole')}/act", "action=arrive&key=1", {"Sec-Fetch-Site": site})
    has_a_way_out(reply, 200)


async def test_a_browser_without_fetch_headers_says_where_it_comes_from(phones: Phones):
    path, address = f"{phones.path('ole')}/act", phones.client.make_url("/")
    headers = {"Content-Type": FORM, "Origin": f"http://{address.host}:{address.port}"}
    async with phones.client.post(path, data=b"action=arrive&key=1", headers=headers) as got:
        assert got.status == 200


# --- Buttons that are over


async def test_a_button_of_an_older_version_is_refused_in_words(inside: Phones):
    seen = await inside.fake.stamp()
    await inside.does("marianne", "advance", seen=seen)
    for script in (True, False):
        reply = await inside.send("sanne", "advance", seen=seen, script=script)
        has_a_way_out(reply, 409)
    assert (await inside.fake.state()).phase == "pairs"


async def test_what_was_typed_for_a_phase_that_is_over_is_shown_again(inside: Phones):
    await inside.moves_on()
    reply = await inside.send("ole", "say_word", fields={"word": "Nysgerrig på det"}, script=False)
    has_a_way_out(reply, 409)
    assert "Nysgerrig på det" in reply.text


async def test_after_the_end_every_button_says_that_it_is_over(inside: Phones):
    await inside.moves_on("end")
    for action in ("arrive", "leave", "advance", "end", "contribute", "hand_in", "take_positions", "pause"):
        reply = await inside.send("marianne", action, seen="x", fields={"text": "x y", "kind": "use"})
        has_a_way_out(reply, 403, 404, 409, 422)


RUBBISH_IDS = (("", ""), ("x", "y"), ("\ufffd\x00'\"; DROP TABLE meeting", "9" * 5000), ("1.true", "1"))


@pytest.mark.parametrize("script", [True, False])
async def test_any_action_with_nothing_or_rubbish_gets_a_sentence(inside: Phones, script: bool):
    await inside.moves_on()
    for action in (*HANDLERS, "", "unknown", "x" * 10_000, "\x00", "__init__"):
        for on, seen in RUBBISH_IDS:
            has_a_way_out(await inside.send("marianne", action, on, seen, script=script))
            has_a_way_out(await inside.send("marianne", action, on, seen, {"text": "", "pair.": "1"}, script=script))


# --- Rubbish in fields


RUBBISH_NUMBERS = ["9999999", "١٢", "²", "-1", "0", "1e3", "5.5", "٣", "9" * 5000, "0x10", "", " ", "NaN", "½", "1_0"]


async def test_rubbish_where_a_number_belongs(inside: Phones):
    seen, before = await inside.fake.stamp(), await inside.fake.state()
    for number in RUBBISH_NUMBERS:
        has_a_way_out(await inside.send("marianne", "extend", seen=seen, fields={"minutes": number}), 422)
    assert await inside.fake.state() == before


@pytest.mark.parametrize("name", ["pair.ole", "pair.", "pair.nobody", "pair.ole.kasper", "pair.\u202e"])
async def test_rubbish_where_a_pair_belongs(inside: Phones, name: str):
    await inside.moves_on()
    before = await inside.fake.state()
    for number in RUBBISH_NUMBERS:
        has_a_way_out(await inside.send("marianne", "repair", fields={name: number}), 403, 404, 409, 422)
    assert await inside.fake.state() == before


async def test_rubbish_where_a_card_belongs(phones: Phones):
    before = await phones.fake.state()
    for number in RUBBISH_NUMBERS:
        fields = {"cards": [number, "1", "2", "3", "4", "5"]}
        has_a_way_out(await phones.send("marianne", "plan", fields=fields), 422)
    assert await phones.fake.state() == before


DATES = [
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "2027-02-29",
    "1999-12-31",
    "2100-01-01",
    "i morgen",
    "٢٠٢٧-٠١-٠١",
    "2027-01-01T00:00",
    "9" * 5000,
]


CLOCKS = ["24.00", "-1.00", "10", "kl. ti", "99:99", "9" * 5000, "\x00", "٠٩.٠٠:٠٠"]


async def test_days_and_times_that_are_none_or_out_of_range(phones: Phones):
    before = await phones.fake.state()
    wrong = [(day, "10.00") for day in DATES] + [("2027-01-04", clock) for clock in CLOCKS]
    for day, clock in wrong:
        fields = {"starts_on": day, "starts_time": clock}
        reply = await phones.send("marianne", "move_meeting", seen=before.starts_at.isoformat(), fields=fields)
        has_a_way_out(reply, 422)
    assert await phones.fake.state() == before


# --- Texts


@pytest.mark.parametrize("script", [True, False])
async def test_a_million_characters_are_refused_in_words_and_kept_on_the_page(inside: Phones, script: bool):
    reply = await says(inside, "æ" * 1_000_000, script=script)
    has_a_way_out(reply, 422)
    assert "3.000" in reply.text or "3000" in reply.text
    if not script:
        assert "æ" * 1000 in reply.text
    assert await texts(inside) == []


async def test_more_than_the_server_takes_is_told(inside: Phones):
    has_a_way_out(await says(inside, "æ" * 3_000_000), 413)


async def test_three_thousand_characters_are_taken_and_one_more_is_not(inside: Phones):
    has_a_way_out(await says(inside, "😀" * 3000), 200)
    has_a_way_out(await says(inside, "😀" * 3001), 422)
    assert await texts(inside) == ["😀" * 3000]


async def test_control_characters_go_and_marks_and_markup_stay(inside: Phones):
    has_a_way_out(await says(inside, "\x00Bre\x1bve\x7f\r\nto\tled\x9b"), 200)
    has_a_way_out(await says(inside, "\u202eomvendt\u2066"), 200)
    has_a_way_out(await says(inside, '<script>alert("1")</script><b>fed</b> &amp; *x* @alle'), 200)
    assert await texts(inside) == [
        '<script>alert("1")</script><b>fed</b> &amp; *x* @alle',
        "Breve\nto led",
        "\u202eomvendt\u2066",
    ]
    page = (await inside.page("ole")).text
    assert "<script>alert" not in page
    assert "<b>fed" not in page
    assert "&lt;b&gt;fed" in page


@pytest.mark.parametrize("raw", ["%ED%A0%80", "%ED%BF%BF", "%FF%FE", "%C3", "%00", "%F4%90%80%80", "%zz", "%"])
async def test_bytes_that_are_no_text_never_fell_the_server(inside: Phones, raw: str):
    path = f"{inside.path('ole')}/act"
    for name in ("text", "on", "seen", "key", "action", raw):
        fields = {
            "action": "contribute",
            "key": f"k{name}",
            "kind": "use",
            "text": "a b",
            "on": "",
            "seen": "",
            name: raw,
        }
        body = "&".join(f"{key}={value}" for key, value in fields.items())
        for accept in ("application/json", "text/html"):
            has_a_way_out(await inside.post(path, body, {"Accept": accept}))
    has_a_way_out(await inside.page("ole"), 200)
    has_a_way_out(await inside.page("room"), 200)


async def test_a_body_that_is_no_form_is_told(phones: Phones):
    for body in (b"\xff\xfe", b"\xc3\xa6=1", b"", b"&&&===", b"=", b"a" * 100_000, b"\x00"):
        has_a_way_out(await phones.post(f"{phones.path('ole')}/act", body))


@pytest.mark.parametrize("script", [True, False])
async def test_an_empty_text_is_refused(inside: Phones, script: bool):
    for text in ("", " ", "\u200b\u2060", "\u3164", "\n\n", "\x00"):
        has_a_way_out(await says(inside, text, script=script), 422)
    assert await texts(inside) == []


async def test_five_thousand_fields_are_told(inside: Phones):
    body = "action=contribute&kind=use&text=Breve&" + "&".join(f"f{number}=x" for number in range(5000))
    has_a_way_out(await inside.post(f"{inside.path('ole')}/act", body), 400)
    many = "action=contribute&kind=use&" + "&".join(f"text=Breve{number}" for number in range(1900))
    has_a_way_out(await inside.post(f"{inside.path('ole')}/act", many), 200)
    assert await texts(inside) == ["Breve0"]


async def test_of_hidden_fields_that_come_twice_the_first_counts(inside: Phones):
    body = "action=contribute&action=end&on=&on=x&seen=&seen=y&key=a&key=b&kind=use&text=Breve"
    has_a_way_out(await inside.post(f"{inside.path('marianne')}/act", body), 200)
    assert await texts(inside) == ["Breve"]


@pytest.mark.parametrize(
    "kind",
    ["application/json", "multipart/form-data; boundary=x", "text/plain", "", "rubbish", FORM + "; charset=klingon"],
)
async def test_only_ordinary_forms_are_read(inside: Phones, kind: str):
    body = b"action=contribute&kind=use&text=Breve&key=1"
    reply = await inside.post(f"{inside.path('ole')}/act", body, content_type=kind)
    has_a_way_out(reply, *([200] if kind.startswith(FORM) else [415, 400]))


async def test_a_packed_body_that_unpacks_to_too_much_is_told(phones: Phones):
    bomb = gzip.compress(b"text=" + b"a" * 50_000_000)
    reply = await phones.post(f"{phones.path('ole')}/act", bomb, {"Content-Encoding": "gzip"})
    assert reply.status in {400, 413}


# --- CPR numbers and contact details


CPRS = ["010190-1234", "0101901234", "010190 1234", "٠١٠١٩٠-١٢٣٤", "01\u200b0190-1234"]


@pytest.mark.parametrize("number", CPRS)
async def test_a_cpr_number_is_refused_covered_and_kept_nowhere(inside: Phones, number: str):
    reply = await says(inside, f"Borgeren {number} ringede <tit>", script=False)
    has_a_way_out(reply, 422)
    assert "Borgeren ••••••-•••• ringede &lt;tit&gt;" in reply.text
    assert number not in reply.text
    assert number not in (await says(inside, f"Borgeren {number}")).text
    assert await texts(inside) == []
    nowhere_in_files(inside.fake, number)


def nowhere_in_files(fake: Fake, text: str) -> None:
    for path in fake.folder.rglob("*"):
        if path.is_file():
            assert text.encode() not in path.read_bytes(), path


async def forms_on_screens(fake: Fake) -> list[tuple[str, Form]]:
    found = []
    for who in ("marianne", "sanne", "ole", "lars"):
        for card in personal(await fake.view(who)):
            found += [(who, element) for element in card.body if isinstance(element, Form)]
    return found


def usual_values(field: Field) -> list[str]:
    return list(getattr(field, "values", ())) or [getattr(field, "value", "")]


async def test_no_field_of_any_form_keeps_a_cpr_number(phones: Phones):
    """Every form that is on anybody's screen, phase by phase, with the number in one field after the other."""
    tried: set[tuple[str, str]] = set()
    for step in ("arrive", "start", "advance", "advance", "advance", "end"):
        if step == "arrive":
            for who in EVERYBODY:
                await phones.does(who, "arrive")
            await phones.does("ole", "propose", fields={"title": "Breve"})
        else:
            await phones.moves_on(step)
        if step == "advance" and (await phones.fake.state()).phase == "pairs":
            await phones.does("ole", "hand_in", fields={"concern": "Tempoet", "opportunity": "Ro"})
        if (await phones.fake.state()).phase == "pilots":
            item = (await phones.fake.state()).in_order()[0]
            fields = {f"stance.{item.id}": "reservation", f"text.{item.id}": "Kun dagvagten"}
            await phones.does("ole", "take_positions", fields=fields)
            await phones.does("marianne", "reveal")
        for who, form in await forms_on_screens(phones.fake):
            usual = {each.name: usual_values(each) for each in form.fields}
            for field in form.fields:
                if (form.action, field.name.rstrip("0123456789")) in tried:
                    continue
                tried.add((form.action, field.name.rstrip("0123456789")))
                fields = {**usual, field.name: f"Om {CPR} her"}
                reply = await phones.send(who, form.action, form.on, form.seen, fields, script=False)
                has_a_way_out(reply)
                assert CPR not in reply.text, (form.action, field.name)
                nowhere_in_files(phones.fake, CPR)
    assert len(tried) > 60


async def test_contact_details_are_taken_after_a_warning(inside: Phones):
    first = await says(inside, "Skriv til ole@example.dk", script=False)
    has_a_way_out(first, 422)
    assert 'name="contact_ok"' in first.text
    assert "ole@example.dk" in first.text
    fields = {"kind": "use", "text": "Skriv til ole@example.dk", "contact_ok": "yes"}
    has_a_way_out(await inside.send("ole", "contribute", fields=fields), 200)
    assert await texts(inside) == ["Skriv til ole@example.dk"]


# --- The same request twice, and nothing that was acknowledged is lost


async def test_the_same_request_twice_is_answered_alike_and_has_one_effect(inside: Phones):
    first, second = await asyncio.gather(says(inside, "Breve", key="k"), says(inside, "Breve", key="k"))
    assert (first.status, first.text) == (second.status, second.text)
    assert first.status == 200
    assert await texts(inside) == ["Breve"]


async def test_two_texts_under_one_key_are_both_kept(inside: Phones):
    """Without a script the key stands in the page: going back, writing something else and sending is no repetition."""
    assert (await says(inside, "Det første", script=False, key="k")).status == 200
    assert (await says(inside, "Det andet", script=False, key="k")).status == 200
    assert await texts(inside) == ["Det andet", "Det første"]


async def test_one_persons_key_is_not_anothers(inside: Phones):
    await says(inside, "Breve", key="k")
    await inside.does("jytte", "contribute", fields={"kind": "use", "text": "Breve"}, key="k")
    assert await texts(inside) == ["Breve", "Breve"]


@pytest.mark.parametrize("key", ["", "k" * 201])
async def test_a_form_without_a_usable_key_is_taken_each_time(inside: Phones, key: str):
    for _ in range(2):
        assert (await says(inside, "Breve", key=key)).status == 200
    assert await texts(inside) == ["Breve", "Breve"]


async def test_a_database_that_is_gone_is_answered_503_and_taken_later(inside: Phones, fake: Fake):
    await inside.fake.house.store.close()
    for reply in (await says(inside, "Breve"), await inside.page("ole"), await inside.get("/healthz")):
        has_a_way_out(reply, 503)
        assert "ikke gemme" in reply.says


async def test_a_stream_whose_database_goes_away_ends_without_a_broken_answer(inside: Phones):
    async with inside.client.get(f"{inside.path('ole')}/events") as stream:
        await stream.content.readline()
        await inside.fake.house.store.close()
        inside.fake.house.watching.changed(inside.fake.id)
        rest = await asyncio.wait_for(stream.content.read(), 10)
        assert b"HTTP/1.1" not in rest


# --- Logs


class Kept(logging.Handler):
    """Keeps every line as our own handler would write it, faults with their traces."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.addFilter(Discreet())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


async def test_nothing_typed_and_no_link_is_logged_during_a_whole_meeting(phones: Phones):
    handler, root = Kept(), logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        for who in EVERYBODY:
            await phones.does(who, "arrive")
        await phones.moves_on("start")
        await says(phones, "Hemmeligheden")
        await says(phones, "Hemmeligheden" * 400)
        await says(phones, f"Hemmeligheden {CPR}")
        await phones.get(f"/p/{'f' * 32}")
        await phones.client.get(phones.path("ole"), headers={"Cookie": "x" * 9000})
        for _ in range(3):
            await phones.moves_on()
        await phones.page("room")
        await phones.moves_on("end")
        await phones.fake.house.store.close()
        await says(phones, "Hemmeligheden igen")
        await phones.page("ole")
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    said = "\n".join(handler.lines)
    assert "database gone" in said
    assert "Hemmeligheden" not in said
    assert CPR not in said
    assert not re.search(r"\b[0-9a-f]{32}\b", said)
