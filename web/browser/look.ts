// Looking at a page: is it accessible, and a picture of it for the documentation.
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";

const PICTURES = join(import.meta.dirname, "../../docs/screenshots");
const STILL = { scale: "css", animations: "disabled", caret: "hide" } as const;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Pages the width of a small phone, which is also that of a large screen at 400 %; and one read at 200 %. */
const REFLOWS = [
  { width: 320, height: 568, text: "100%" },
  { width: 640, height: 800, text: "200%" },
];

/** Axe finds nothing, and nothing sticks out to the side. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolation(page, new AxeBuilder({ page }).withTags(RULES));
  await expectNothingSticksOut(page);
}

async function expectNoViolation(page: Page, axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
  expect(found, page.url()).toEqual([]);
}

/** The same and more, in light and dark colours, still and on the smallest screens: for what candidates see. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  await expectNoViolation(page, new AxeBuilder({ page }).withTags([...RULES, "best-practice"]));
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoViolation(page, new AxeBuilder({ page }).withRules("color-contrast"));
  await expectNothingMoves(page);
  await page.emulateMedia({ colorScheme: null });
  await expectReflow(page);
}

/** Nothing has to be scrolled sideways on a small phone, nor with letters twice their size. */
export async function expectReflow(page: Page): Promise<void> {
  const viewport = page.viewportSize();
  const resize = (text: string) => {
    document.documentElement.style.fontSize = text;
  };
  for (const { width, height, text } of REFLOWS) {
    await page.setViewportSize({ width, height });
    await page.evaluate(resize, text);
    await expectNothingSticksOut(page);
  }
  await page.evaluate(resize, "");
  if (viewport !== null) await page.setViewportSize(viewport);
}

/** Who asked for reduced motion gets none. */
async function expectNothingMoves(page: Page): Promise<void> {
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element);
        return animationName !== "none" || Number.parseFloat(transitionDuration) > 0;
      })
      .map((element) => element.outerHTML.slice(0, 200)),
  );
  expect(moving, `what would move on ${page.url()} in spite of reduced motion`).toEqual([]);
}

async function expectNothingSticksOut(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const width = page.viewportSize()?.width;
  expect(overflow, `pixels that stick out of ${page.url()} at ${width}`).toBe(0);
}

/** Keeps a picture for the documentation, when asked to by SCREENSHOTS=1. */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  if (process.env.SCREENSHOTS !== "1") return;
  await page.evaluate(() => {
    window.scrollTo(0, 0);
    return document.fonts.ready;
  });
  await page.screenshot({ ...STILL, path: pictureFile(name), fullPage });
}

/** The same of a part of the page. */
export async function pictureOf(part: Locator, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== "1") return;
  const page = part.page();
  const viewport = page.viewportSize();
  // So high that nothing that sticks to its edge lies over the part.
  await page.setViewportSize({ width: viewport?.width ?? 1280, height: 2000 });
  await page.evaluate(() => document.fonts.ready);
  await part.screenshot({ ...STILL, path: pictureFile(name) });
  if (viewport !== null) await page.setViewportSize(viewport);
}

function pictureFile(name: string): string {
  return join(PICTURES, `${name}.png`);
}
