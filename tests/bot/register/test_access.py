"""Who gets in and sees what: every way around is tried."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.bootstrap import desk_of
from dialogs.model.ids import PersonId
from dialogs.model.people import Person, Role, Side
from dialogs.register import Office
from storage import own_content, sessions
from storage.decisions import decision_id
from storage.own_content import Version
from tests.bot.register.reading import HANNE, OURS, Reader, Reply, lay, reading
from tests.fakes.archive import Case, a_committee, lay_committee
from tests.fakes.house import settings_in, wire

NASTY = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\u202e{{7*7}}'
WEEKLY = Case("Ugeplaner", "MED prøver ugeplaner.", pilot="p1", chosen=True)
PAGES = (
    "decisions",
    "pilots",
    "follow-up",
    "guidelines",
    "figures",
    "waiting",
    "meetings",
    "committees",
    "meetings/ours-m1",
    "committees/ours",
)
THEIRS = ("meetings/theirs-m1", "committees/theirs", f"decisions/{decision_id('theirs-m1', 0)}")  # type: ignore[arg-type]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = wire(tmp_path)
    async with reading(fake) as made:
        await lay(fake, "ours", WEEKLY, hr=HANNE)
        await lay(fake, "theirs", replace(WEEKLY, title="Kameraer", wording="Vi prøver kameraer"), hr="helle")
        yield made


def is_asked_to_sign_in(reply: Reply) -> bool:
    return reply.path == "/register/sign-in" and reply.status == 200 and "Ugeplaner" not in reply.text


# --- Getting in


async def test_nobody_sees_a_page_without_signing_in(reader: Reader):
    for path in ("", "/", *(f"/{page}" for page in (*PAGES, *THEIRS))):
        assert is_asked_to_sign_in(await reader.get(f"/register{path}")), path


async def test_the_link_from_the_terminal_lets_in_once(reader: Reader):
    link = reader.link
    # Whatever only looks at it does not use it up.
    assert "Log ind" in (await reader.get(link)).says
    page = await reader.post(link)
    assert (page.path, page.status) == ("/register/decisions", 200)
    assert "Administrator for registeret" in page.says
    assert reader.link != link
    for again in (await reader.get(link), await reader.post(link)):
        assert again.status == 404
        assert "virker én gang" in again.says


async def test_a_link_that_was_guessed_opens_nothing(reader: Reader):
    for guess in ("x", "%00", quote("æ"), reader.link.rpartition("/")[2][:-1], "%ff"):
        assert (await reader.post(f"/register/open/{guess}")).status == 404
    assert is_asked_to_sign_in(await reader.get("/register/decisions"))


async def test_outside_a_try_out_there_is_no_such_link(tmp_path: Path):
    fake = wire(tmp_path, settings=settings_in(tmp_path, tryout=False, rehearsal=False))
    async with reading(fake) as made:
        assert made.told == []
        assert (await made.post("/register/open/")).status == 404
        assert (await made.post("/register/open/abc")).status == 404
        assert "arbejdskonto" in (await made.get("/register/sign-in")).says


async def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(reader: Reader):
    async with reader.client.post(reader.link, headers=OURS, allow_redirects=False) as got:
        (cookie,) = got.headers.getall("Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/register" in cookie
    assert "Max-Age=28800" in cookie


async def test_behind_https_the_cookie_is_bound_to_the_host(tmp_path: Path):
    from bot.register.access import cookie_name

    fake = wire(tmp_path, settings=settings_in(tmp_path, base_url="https://med.example.dk"))
    assert cookie_name(desk_of(fake.house, print)) == "__Host-medmakker-register"
    async with reading(fake) as made:
        async with made.client.post(made.link, headers=OURS, allow_redirects=False) as got:
            (cookie,) = got.headers.getall("Set-Cookie")
        assert cookie.startswith("__Host-medmakker-register=")
        assert "Secure" in cookie
        assert "Path=/;" in f"{cookie};"


async def test_only_a_digest_of_the_session_is_kept(reader: Reader, tmp_path: Path):
    await reader.signs_in()
    (cookie,) = [each for each in reader.client.session.cookie_jar if each.key == "medmakker-register"]
    raw = b"".join(file.read_bytes() for file in tmp_path.glob("medmakker.db*"))  # noqa: ASYNC240
    assert cookie.value.encode() not in raw


# --- Staying in


@pytest.mark.parametrize(("idle_min", "times"), [(61, 1), (55, 9)])
async def test_a_session_ends_when_nothing_was_done_and_after_eight_hours(reader: Reader, idle_min: int, times: int):
    await reader.signs_in_as(Office.READER)
    for _ in range(times - 1):
        reader.fake.wall.later(minutes=idle_min)
        assert (await reader.get("/register/decisions")).path == "/register/decisions"
    reader.fake.wall.later(minutes=idle_min)
    assert is_asked_to_sign_in(await reader.get("/register/decisions"))


async def test_who_signs_out_is_out_also_with_the_old_cookie(reader: Reader):
    await reader.signs_in()
    (cookie,) = [each for each in reader.client.session.cookie_jar if each.key == "medmakker-register"]
    assert "Du er logget ud" in (await reader.post("/register/sign-out")).says
    for headers in ({}, {"Cookie": f"medmakker-register={cookie.value}"}):
        assert is_asked_to_sign_in(await reader.get("/register/decisions", headers))


async def test_a_forged_cookie_is_nobody(reader: Reader):
    await reader.signs_in()
    reader.client.session.cookie_jar.clear()
    for forged in ["", "x", "a" * 5000, "../../etc/passwd", "%00", "' OR 1=1 --", "æøå", "a" * 32]:
        cookie = {"Cookie": f"medmakker-register={forged}"}
        assert is_asked_to_sign_in(await reader.get("/register/decisions", cookie)), forged
        assert (await reader.post("/register/sign-out", {**OURS, **cookie})).status == 200


async def test_sessions_that_are_over_go_when_somebody_signs_in(reader: Reader):
    await reader.signs_in_as(Office.READER)
    reader.fake.wall.later(hours=9)
    await reader.signs_in()
    left = await reader.fake.house.store.read(
        lambda conn: conn.exec_driver_sql("SELECT count(*) FROM register_session").scalar_one()
    )
    assert left == 1


# --- Another's


async def test_a_consultant_sees_the_committees_they_serve_and_no_other(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    for path in PAGES:
        page = await reader.get(f"/register/{path}")
        assert page.status == 200
        for word in ("Kamera", "kamera", "Theirs", "theirs"):
            assert word not in page.text, (path, word)
    for path in THEIRS:
        assert (await reader.get(f"/register/{path}")).status == 404, path
    for query in ("committee=theirs", "q=kameraer", "committee=theirs&q=kameraer"):
        for there in ("decisions", "pilots", "meetings"):
            assert "ameraer</bdi>" not in (await reader.get(f"/register/{there}?{query}")).text


async def test_a_consultant_who_serves_a_committee_no_longer_sees_it_no_longer(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    assert "1 beslutning " in (await reader.get("/register/decisions")).says

    def leave(conn: object) -> None:
        conn.exec_driver_sql("UPDATE person SET left_on = '2026-12-01' WHERE id = 'hanne'")  # type: ignore[attr-defined]

    await reader.fake.house.store.write(leave)
    assert "Her er ikke noget endnu" in (await reader.get("/register/decisions")).says
    assert (await reader.get("/register/meetings/ours-m1")).status == 404


async def test_a_consultant_without_a_person_sees_nothing(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT)
    assert "Her er ikke noget endnu" in (await reader.get("/register/decisions")).says


@pytest.mark.parametrize("office", [Office.READER, Office.PROTECTION, Office.ADMINISTRATOR])
async def test_all_others_see_every_committee(reader: Reader, office: Office):
    await reader.signs_in_as(office)
    assert "2 beslutninger" in (await reader.get("/register/decisions")).says
    for path in THEIRS:
        assert (await reader.get(f"/register/{path}")).status == 200


async def test_the_role_of_a_consultant_that_ended_counts_no_more(reader: Reader):
    def ended(conn: object) -> None:
        conn.exec_driver_sql("""UPDATE person SET roles_until = '{"hr":"2026-12-08"}' WHERE id = 'hanne'""")  # type: ignore[attr-defined]

    store, today = reader.fake.house.store, reader.fake.meeting_clock.now().date()
    assert await store.read(lambda conn: sessions.serves(conn, PersonId("hanne"), today)) == {"ours"}
    await store.write(ended)
    assert await store.read(lambda conn: sessions.serves(conn, PersonId("hanne"), today)) == set()


# --- From elsewhere


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
async def test_another_site_cannot_press_our_buttons(reader: Reader, headers: dict[str, str]):
    assert (await reader.post(reader.link, headers)).status == 403
    await reader.signs_in()
    assert (await reader.post("/register/sign-out", headers)).status == 403
    assert (await reader.get("/register/decisions")).path == "/register/decisions"


async def test_an_older_browser_may_press_from_our_own_page(reader: Reader):
    origin = str(reader.client.make_url("/")).rstrip("/")
    assert (await reader.post(reader.link, {"Origin": origin})).status == 200


async def test_every_answer_keeps_scripts_and_frames_out(reader: Reader):
    await reader.signs_in()
    wanted = {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
    for path in (
        *PAGES,
        "nowhere",
        "sign-in",
        "static/register.css",
        "static/nowhere.css",
        "meetings/none",
    ):
        page = await reader.get(f"/register/{path}")
        assert {name: page.headers.get(name) for name in wanted} == wanted, path
        assert page.headers["Cache-Control"] == ("no-cache" if "static/" in path else "no-store")
        assert "<script" not in page.text


# --- What people typed


async def test_what_people_typed_is_text_on_every_page(reader: Reader):
    fields = {name: NASTY for name in ("title", "wording", "remark", "tool")}
    await lay(reader.fake, "nasty", Case(pilot="p7", chosen=True, **fields))
    await lay(reader.fake, "nasty2", Case(pilot="p8", chosen=True, **fields))
    people = {PersonId("nasty"): Person(PersonId("nasty"), NASTY, Side.MANAGEMENT, frozenset({Role.CHAIR}))}
    named = a_committee("nasty3", NASTY, people=people)
    await reader.fake.house.store.write(lambda conn: lay_committee(conn, named))
    saved = Version(1, "da", "quiz.toml", None, reader.fake.wall.now(), PersonId("x"), NASTY, NASTY)
    await reader.fake.house.store.write(lambda conn: own_content.add(conn, saved))
    await reader.signs_in_as(Office.ADMINISTRATOR, name=NASTY)
    ident = decision_id("nasty-m1", 0)  # type: ignore[arg-type]
    paths = (
        *PAGES,
        f"decisions/{ident}",
        "meetings/nasty-m1",
        "committees/nasty",
        "committees/nasty3",
        "committees/nasty3/people/nasty",
        "content",
        "content/da/quiz",
        "decisions?q=script+alert",
        "pilots?q=img",
    )
    for path in (*paths, f"decisions?{urlencode({'q': NASTY, 'committee': NASTY})}"):
        page = await reader.get(f"/register/{path}")
        assert page.status == 200, path
        for piece in ("<script", "<img", "onerror=alert(1)>"):
            assert piece not in page.text, (path, piece)


# --- Addresses


NOWHERE = [
    "decisions/0", "decisions/9223372036854775807", "decisions/9999999999999999999", "decisions/-1", "decisions/x",
    "decisions/%00", "meetings/%00", "meetings/..%2f..%2fetc", "meetings/%F0%9F%A6%BA", "meetings/%ff",
    "committees/%00", "committees/%0a", "static/%2e%2e/%2e%2e/pyproject.toml",
    "static/", "static", "decisions/1/2", "open", "open/",
]  # fmt: skip


async def test_an_address_that_leads_nowhere_says_so(reader: Reader):
    await reader.signs_in()
    for path in NOWHERE:
        page = await reader.get(f"/register/{path}")
        assert page.status in {403, 404}, path
        assert "medmakker" in page.text.lower()


PARAMETERS = ("q", "committee", "level", "type", "outcome", "state", "since", "until", "sort", "after", "show", "saved",
              "code", "iss")  # fmt: skip
LISTED = ("decisions", "pilots", "follow-up", "guidelines", "figures", "waiting", "meetings", "committees", "people",
          "looks", "people/kasper")  # fmt: skip
OTHERS = ("decisions.csv", "pilots.csv", "sign-in/done", "sign-in", "content")
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "agreement", "title", "oldest", "2027-01-12.5", "6162.7", "guideline", "selected", "local", "9999-12-31",
            "0001-01-01", "2027-01-12.9223372036854775808", "2027-01-12T09:00:00Z.x", "9999-12-31T23:59:59Z.x", "draft",
            "0000-00-00T00:00:00Z.x", "2027-01-12.٣", "ff.1", "\x00", "ours", "2027-01-12.",
            "2027-01-12.5.0", "2027-01-12.9223372036854775808.1", "0000-01-12.5.0", "answered", "evaluated",
        ]
    ),
)  # fmt: skip


@pytest.mark.usefixtures("kind")
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    path=st.sampled_from(LISTED + OTHERS),
    query=st.dictionaries(st.sampled_from(PARAMETERS), VALUES, max_size=5),
)
async def test_whatever_stands_in_an_address_is_no_fault_of_ours(reader: Reader, path: str, query: dict[str, str]):
    if not list(reader.client.session.cookie_jar):
        await reader.signs_in_as(Office.PROTECTION)
    text = urlencode(query, errors="surrogatepass")
    page = await reader.get(f"/register/{path}?{text}")
    assert page.status == 200 or (path in OTHERS and page.status < 500), (page.status, query)


def test_every_parameter_that_a_page_reads_is_tried():
    pages = Path(str(files("bot.register"))).glob("*.py")
    read = {name for page in pages for name in re.findall(r'query(?:\.get\(|\[)"(\w+)"', page.read_text())}
    assert read <= set(PARAMETERS)


async def test_a_database_that_is_gone_is_said(reader: Reader):
    await reader.signs_in_as(Office.READER)
    await reader.fake.house.store.close()
    page = await reader.get("/register/decisions")
    assert page.status == 503
    assert "Registeret kan ikke læses lige nu" in page.says


async def test_time_does_not_stand_still_for_the_cookie_of_somebody_who_reads(reader: Reader):
    await reader.signs_in_as(Office.READER)
    reader.fake.wall.later(minutes=6)
    await reader.get("/register/decisions")
    seen = await reader.fake.house.store.read(
        lambda conn: conn.exec_driver_sql("SELECT seen_at FROM register_session").scalar_one()
    )
    assert str(reader.fake.wall.now().minute) in str(seen)
    assert timedelta(minutes=5) == sessions.NOTED_EVERY
