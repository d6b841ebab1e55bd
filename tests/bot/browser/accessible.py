"""What axe-core finds on a page, and what WCAG asks besides that it cannot find, at the smallest width there is.

All of it runs through the browser's own tools and not through the page, so the page's policy stays as strict as it is.
"""

from importlib.resources import files

from playwright.async_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# 1280 by 1024 pixels at 400 % are 320 by 256.
ZOOMED = {"width": 320, "height": 256}
# Gives a line for each thing found: the rule, where, and why. A card that was looked at and stands as it did is not
# looked at again; rules about a whole page are tried when the page is looked at for the first time.
_AXE = """async ([tags, isDark]) => {
  const saw = (globalThis.axeSaw ??= { true: null, false: null });
  const fresh = [...document.querySelectorAll("[data-card]")].filter(card => !saw[isDark]?.has(card.dataset.hash));
  if (saw[isDark] && !fresh.length) return [];
  const where = saw[isDark] ? { include: fresh } : document;
  saw[isDark] = new Set([...saw[isDark] ?? [], ...fresh.map(card => card.dataset.hash)]);
  const runOnly = isDark ? ["color-contrast"] : { type: "tag", values: tags };
  const told = await axe.run(where, { runOnly });
  if (!told.passes.length) return ["axe looked at nothing"];
  return told.violations.flatMap(({ id, nodes }) => nodes.map(each =>
    `${isDark ? "dark: " : ""}${id}: ${each.target.join(" ")}: ${each.failureSummary.replace(/\\s+/g, " ")}`));
}"""
# WCAG 1.4.12: with this spacing nothing may be cut off. A sheet made by a script is no inline style to the policy.
_SPACED = """isOn => {
  globalThis.spaced ??= new CSSStyleSheet();
  spaced.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = isOn ? [spaced] : [];
}"""
_CUT_OFF = """() => {
  const isCut = each => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1;
  const hides = each => !["visible", "auto"].includes(getComputedStyle(each).overflowX);
  const all = [...document.querySelectorAll("body *:not(.about, .about *, select, input, textarea)")];
  const found = all.filter(each => hides(each) && each.checkVisibility() && isCut(each)).map(each => each.outerHTML);
  const wide = document.documentElement;
  return wide.scrollWidth > wide.clientWidth ? [...found, "the page is wider than the window"] : found;
}"""
_SMALL = """() => [...document.querySelectorAll("button, summary, select, textarea, input:not([type=hidden])")]
  .map(each => each.matches("label input") ? each.closest("label") : each)
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44)
  .map(each => each.outerHTML)"""
# What can be pressed or filled in, as it is told to those who do not see it: the role and the name.
_CONTROLS = {"button", "DisclosureTriangle", "textbox", "radio", "checkbox", "combobox", "link", "Date"}


async def faults(page: Page) -> list[str]:
    """Give a line for everything that is wrong for somebody; the page is left as narrow as it gets."""
    await page.set_viewport_size(ZOOMED)
    if await page.evaluate("typeof axe") == "undefined":
        await page.evaluate(AXE)
    found = list(await page.evaluate(_AXE, [TAGS, False]))
    await page.emulate_media(color_scheme="dark")
    found += await page.evaluate(_AXE, [TAGS, True])
    await page.emulate_media(color_scheme="light")
    found += [f"lower than 44 pixels: {each}" for each in await page.evaluate(_SMALL)]
    found += [f"cut off: {each}" for each in await page.evaluate(_CUT_OFF)]
    await page.evaluate(_SPACED, True)
    found += [f"cut off with more space: {each}" for each in await page.evaluate(_CUT_OFF)]
    await page.evaluate(_SPACED, False)
    return found


async def controls(page: Page) -> list[tuple[str, str]]:
    """Give role and name of everything that can be pressed or filled in, as the browser tells it to a screen reader."""
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Accessibility.getFullAXTree")
    await session.detach()
    told = [
        (node["role"]["value"], node.get("name", {}).get("value", "")) for node in tree["nodes"] if not node["ignored"]
    ]
    return [(role, name) for role, name in told if role in _CONTROLS]


async def look_for_everybody(stage: str, who: str, page: Page) -> None:
    """Hold that a page is right for everybody; its size and what is in sight are put back afterwards."""
    size = page.viewport_size
    assert size is not None
    if found := await faults(page):
        raise AssertionError("\n".join([f"{stage}, {who}:", *found]))
    await page.set_viewport_size(size)
    await page.evaluate("document.activeElement.scrollIntoView({ block: 'nearest' })")
    said = await controls(page)
    assert all(name for _, name in said), (stage, who, said)
    # Two that are called the same cannot be told apart by somebody who does not see where they stand.
    pressed = [name for role, name in said if role in {"button", "DisclosureTriangle", "link"}]
    assert len(pressed) == len(set(pressed)), (stage, who, pressed)
