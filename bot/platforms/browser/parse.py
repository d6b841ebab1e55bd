"""What a browser sent, as something that happened. The link was looked up before anything here is read."""

import secrets
from dataclasses import dataclass, field
from hashlib import blake2b

from aiohttp import web
from yarl import query_to_pairs

from bot.platforms.browser.forms import HIDDEN
from dialogs.flows.signatures import BY_CODE, CODE
from dialogs.inbound import ButtonPressed, FormSubmitted, Inbound
from dialogs.model.ids import MeetingId, PersonId

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 2_000
KEY_CHARS = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came: the four hidden fields, and every value of all others."""

    action: str
    on: str
    seen: str
    key: str
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)


def refuse_strangers(request: web.Request) -> None:
    """Hold that the request comes from our own page: another site must not press our buttons.

    Raises:
        HTTPForbidden: when the browser says that it comes from elsewhere.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in {"same-origin", "none"}:
            raise web.HTTPForbidden
        return
    origin = request.headers.get("Origin")
    if origin is not None and origin.partition("://")[2] != request.host:
        raise web.HTTPForbidden


async def read_form(request: web.Request) -> Sent:
    """Read a form.

    Raises:
        HTTPUnsupportedMediaType: for anything but an ordinary form.
        HTTPBadRequest: for a body that is none, or has more than 2,000 fields.
        HTTPRequestEntityTooLarge: for a body above the server's limit.
    """
    if request.content_type != FORM:
        raise web.HTTPUnsupportedMediaType
    body = await request.read()
    try:
        pairs = query_to_pairs(body.decode("ascii"), max_fields=MOST_FIELDS)
    except ValueError:
        raise web.HTTPBadRequest from None
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    action, on, seen, key = (values.get(name, [""])[0] for name in HIDDEN)
    fields = {name: tuple(found) for name, found in values.items() if name not in HIDDEN}
    return Sent(action, on, seen, key, fields)


def inbound(sent: Sent, meeting: MeetingId, by: PersonId, whom: PersonId | None) -> Inbound:
    """Give what happened. A form without a key of its own is not known again when it is repeated.

    The same key with other content is another event: somebody without a script who goes back, changes the text and
    sends again sends the key that stands in the page.
    """
    key = sent.key if 0 < len(sent.key) <= KEY_CHARS else secrets.token_urlsafe(12)
    content = repr((sent.action, sent.on, sent.seen, sent.fields))
    key = f"{key}/{blake2b(content.encode(), digest_size=12).hexdigest()}"
    if sent.action.startswith(BY_CODE):
        what: ButtonPressed | FormSubmitted = ButtonPressed(sent.action.removeprefix(BY_CODE), sent.on, sent.seen)
        code = next(iter(sent.fields.get(CODE, ())), "")
        return Inbound(f"browser/{meeting}/{by}/{whom or by}/{key}", meeting, by, what, whom, code=code)
    what = (
        FormSubmitted(sent.action, sent.on, sent.seen, sent.fields)
        if sent.fields
        else ButtonPressed(sent.action, sent.on, sent.seen)
    )
    return Inbound(f"browser/{meeting}/{by}/{whom or by}/{key}", meeting, by, what, whom)
