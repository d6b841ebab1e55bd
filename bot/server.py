"""Runs the server in the foreground until it is told to stop."""

import asyncio
import gc
import signal

from aiohttp import web

from bot.bootstrap import application, build
from bot.config import Settings, SettingsFault
from bot.logs import set_up_logs

# How long open pages may finish what they sent when the server stops.
GRACE_S = 5.0
# How much is made before young things are searched for garbage, and how often older ones are. Almost everything here is
# gone without a search; with Python's own figures the searches took an eighth of a turn. Measured by `make bench`.
GARBAGE = (20_000, 50, 100)


def serve_forever(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM.

    Raises:
        ContentFault: when the content has faults.
        StoreTaken: when another process writes the same database.
        SettingsFault: when the port is taken or is not this machine's.
    """
    set_up_logs(settings.log_level)
    asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    house = build(settings)
    # No access log: the address of a page is the key to it.
    runner = web.AppRunner(application(house), access_log=None, shutdown_timeout=GRACE_S)
    await runner.setup()
    site = web.TCPSite(runner, settings.host, settings.port)
    try:
        try:
            await site.start()
        except OSError as fault:
            text = f"MEDMAKKER_PORT: {settings.host}:{settings.port} cannot be used: {fault.strerror}; give another"
            raise SettingsFault(text) from None
        # What lasts as long as the server is never garbage. Measured: looking through it again and again held everybody
        # up for a tenth of a second each time.
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        gc.enable()
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await stop.wait()
    finally:
        await runner.cleanup()
