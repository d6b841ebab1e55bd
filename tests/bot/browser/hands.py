"""Two ways to use a page in a real browser: with the mouse, and with the keyboard alone."""

from typing import Protocol

from playwright.async_api import Locator, Page, expect

MOST_STEPS = 250
# Where the focus is, compared with where it should go: "here", "before", "after" or "lost".
_WHERE = """target => {
  const at = document.activeElement;
  if (!at || at === document.body) return "lost";
  if (at === target) return "here";
  return at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING ? "after" : "before";
}"""


class Hand(Protocol):
    """What somebody does on a page."""

    async def press(self, target: Locator) -> None: ...

    async def type(self, target: Locator, text: str) -> None: ...

    async def pick(self, target: Locator) -> None: ...


class Mouse:
    """Points and clicks."""

    async def press(self, target: Locator) -> None:
        await target.click()

    async def type(self, target: Locator, text: str) -> None:
        await target.click()
        await target.page.keyboard.press("Control+A")
        await target.page.keyboard.insert_text(text)

    async def pick(self, target: Locator) -> None:
        if await target.evaluate("each => each.tagName") == "OPTION":
            await target.locator("..").select_option(value=await target.get_attribute("value"))
        else:
            await target.check()


class Keyboard:
    """Tab, Shift+Tab, arrows, space and Enter. Fails where the focus is lost or a thing cannot be reached."""

    async def press(self, target: Locator) -> None:
        await self._go(target)
        await target.page.keyboard.press("Enter")

    async def type(self, target: Locator, text: str) -> None:
        await self._go(target)
        await target.page.keyboard.press("Control+A")
        await target.page.keyboard.insert_text(text)

    async def pick(self, target: Locator) -> None:
        keys = target.page.keyboard
        match await target.evaluate("each => each.type ?? each.tagName"):
            case "checkbox":
                await self._go(target)
                await keys.press("Space")
            case "radio":
                group = target.locator(f"xpath=ancestor::form//input[@name='{await target.get_attribute('name')}']")
                await self._enter(group)
                for _ in range(await group.count()):
                    if await target.evaluate("each => each.checked"):
                        return
                    await keys.press("Space" if await target.evaluate(_IS_FOCUSED) else "ArrowDown")
                await expect(target).to_be_checked()
            case _:
                await self._go(target.locator(".."))
                for _ in range(await target.locator("../option").count()):
                    if await target.evaluate("each => each.selected"):
                        return
                    await keys.press("ArrowDown")
                assert await target.evaluate("each => each.selected")

    async def _go(self, target: Locator) -> None:
        await expect(target).to_be_visible()
        keys = target.page.keyboard
        for _ in range(MOST_STEPS):
            match await target.evaluate(_WHERE):
                case "here":
                    await expect(target).to_be_in_viewport()
                    seen = await target.evaluate(_HOW_SEEN)
                    # An update may put a new one in its place between two looks; then that one is looked at.
                    if seen != "replaced":
                        assert seen == "seen", f"the focus is {seen} on {target}"
                        return
                case "lost":
                    raise AssertionError(f"the focus is lost before {target}")
                case where:
                    await keys.press("Tab" if where == "after" else "Shift+Tab")
        raise AssertionError(f"{target} cannot be reached by the keyboard")

    async def _enter(self, group: Locator) -> None:
        """Reach a group of radio buttons; which of them takes the focus is the browser's choice."""
        keys = group.page.keyboard
        for _ in range(MOST_STEPS):
            if await group.evaluate_all("all => all.includes(document.activeElement)"):
                return
            where = await group.first.evaluate(_WHERE)
            assert where != "lost", f"the focus is lost before {group}"
            await keys.press("Tab" if where == "after" else "Shift+Tab")
        raise AssertionError(f"{group} cannot be reached by the keyboard")


# Whether what has the focus is marked, and nothing lies over all of it.
_HOW_SEEN = """each => {
  if (!each.isConnected) return "replaced";
  const { left, right, top, bottom } = each.getBoundingClientRect();
  const [low, high] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  const points = [0.02, 0.25, 0.5, 0.75, 0.98].map(part => [(left + right) / 2, low + (high - low) * part]);
  const isOver = points.every(([x, y]) => !(each.closest("label") ?? each).contains(document.elementFromPoint(x, y)));
  const { outlineStyle, outlineWidth } = getComputedStyle(each);
  if (isOver) return `covered by ${document.elementFromPoint(...points[2])?.outerHTML} from ${low} to ${high}`;
  return outlineStyle === "solid" && parseFloat(outlineWidth) >= 2 ? "seen" : "unmarked";
}"""
_IS_FOCUSED = "each => each === document.activeElement"


async def focus_is_kept(page: Page) -> bool:
    """Say whether something on the page has the focus."""
    return bool(await page.evaluate("document.activeElement !== document.body"))
