// Looking at a page: is it accessible, and a picture of it for the documentation.
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const PICTURES = join(import.meta.dirname, "../../docs/screenshots");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Axe finds nothing, and nothing sticks out to the side. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect(found, page.url()).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `pixels that stick out of ${page.url()}`).toBe(0);
}

/** Keeps a picture for the documentation, when asked to by SCREENSHOTS=1. */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  if (process.env.SCREENSHOTS !== "1") return;
  await page.evaluate(() => {
    window.scrollTo(0, 0);
    return document.fonts.ready;
  });
  const path = join(PICTURES, `${name}.png`);
  await page.screenshot({ path, fullPage, scale: "css", animations: "disabled", caret: "hide" });
}
