"""What looks at the pages notices what is wrong on one."""

import pytest

from tests.bot.browser.accessible import controls, faults
from tests.bot.browser.chromium import chromium_open

pytestmark = pytest.mark.no_cover

PAGE = """<!doctype html><html lang="da"><head><title>Side</title><meta name="viewport" content="width=device-width">
<style>@media (prefers-color-scheme: dark) { p { color: #777; background: #666 } }</style></head><body><main>
<h1>Side</h1><p>Tekst</p>%s</main></body></html>"""
SIZE = "min-height: 44px; min-width: 44px"
WRONG = {
    "button-name": f"<button style='{SIZE}'></button>",
    "label": f"<input type='text' style='{SIZE}'>",
    "image-alt": "<img src='data:,'>",
    "target-size": "<a href='/a' style='font-size: 9px'>a</a><br><a href='/b' style='font-size: 9px'>b</a>",
    "lower than 44 pixels": "<button style='height: 30px'>Gem</button>",
    "cut off: <div": "<div style='overflow: hidden; width: 20px; white-space: nowrap'>Gem det her</div>",
    "cut off: the page is wider": "<div style='width: 900px'>Gem</div>",
    "cut off with more space: <div": "<div style='overflow: clip; width: 130px; height: 1.3em'>Gem det I skrev</div>",
    "dark: color-contrast": "<p>x</p>",
}


async def test_each_thing_that_is_wrong_is_noticed(chromium: str):
    async with chromium_open(chromium) as browser:
        for name, wrong in WRONG.items():
            page = await browser.new_page()
            await page.set_content(PAGE % wrong)
            assert [line for line in await faults(page) if name in line], name
            await page.close()


async def test_controls_are_told_by_role_and_name(chromium: str):
    async with chromium_open(chromium) as browser:
        page = await browser.new_page()
        await page.set_content(
            "<button>Gem<span>: Hej</span></button><details><summary>Ret</summary>x</details><button></button>"
        )
        assert sorted(await controls(page)) == [("DisclosureTriangle", "Ret"), ("button", ""), ("button", "Gem: Hej")]
