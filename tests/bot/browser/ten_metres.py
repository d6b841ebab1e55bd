"""Whether the room's screen is read from ten metres: how large its letters are, and whether all of them are shown."""

from playwright.async_api import Page

# A capital is 0.7 of its font (0.70 in Segoe UI, 0.71 in Roboto), and a screen of 65 inches is 809 mm high. 1/300 of
# the way is 33 mm. On a screen that is narrower than 16:9 the width counts instead.
LETTERS = """() => {
  const least = 10000 / 300 / 809 / 0.7 * Math.min(innerHeight, innerWidth * 9 / 16);
  const texts = document.querySelectorAll("#head h1, .until, main :is(h2, h3, p, li, dt, dd)");
  return [...texts].filter(each => parseFloat(getComputedStyle(each).fontSize) < least).map(each => each.outerHTML);
}"""
# The lines of text that are not wholly in sight now, or lie under the way in, each with its place among all.
HIDDEN = """() => {
  const all = document.createNodeIterator(document.body, NodeFilter.SHOW_TEXT), hidden = [];
  const codes = [...document.querySelectorAll(".code")].map(each => each.getBoundingClientRect());
  let place = 0;
  for (let next; (next = all.nextNode()); ) {
    place += 1;
    if (!next.data.trim() || next.parentElement.closest(".about, noscript, .code")) continue;
    const range = document.createRange();
    range.selectNodeContents(next);
    const isFree = (line) => !codes.some(code => line.left < code.right && line.right > code.left
      && line.top < code.bottom && line.bottom > code.top);
    const isIn = ({ left, right, top, bottom }) =>
      left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
    [...range.getClientRects()].forEach((rect, line) => {
      if (!isIn(rect) || !isFree(rect)) hidden.push(`${place}.${line}: ${next.data}`);
    });
  }
  return hidden;
}"""

# The headings of which a line, or the first line below them, stands on another page.
ALONE = """() => {
  const main = document.querySelector("main"), left = main.getBoundingClientRect().left - main.scrollLeft;
  const pagesOf = (each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    return [...range.getClientRects()].map(line => Math.floor((line.left - left + 1) / main.clientWidth));
  };
  const isAlone = (each) => new Set([...pagesOf(each), pagesOf(each.nextElementSibling)[0]]).size > 1;
  return [...main.querySelectorAll(":is(h2, h3):not(:last-child)")].filter(isAlone).map(each => each.textContent);
}"""


async def read_all(page: Page) -> list[str]:
    """Give the lines of text that are in sight on no page, turning through all of them."""
    told = page.locator("#pages")
    hidden = list(await page.evaluate(HIDDEN))
    pages = int((await told.inner_text()).split()[3].rstrip(".")) if await told.count() else 0
    # One press more than there are pages: the first may only hold the page that is shown.
    for _ in range(pages and pages + 1):
        await page.keyboard.press(" ")
        now = await page.evaluate(HIDDEN)
        hidden = [line for line in hidden if line in now]
    return hidden
