// The whole story in a browser: an operator connects Lever, a candidate is invited, takes the interview
// on a phone with a break and a dead spot, and Lever ends up with tags, note and PDF.
import { type Browser, devices, type Page } from "@playwright/test";
import { expect, type Links, test } from "./fulcrum";
import { apply, at, inviteLink, move, opportunityOf } from "./lever";
import { expectAccessible, picture } from "./look";

const CANDIDATE = { name: "Ada Okafor", email: "ada.okafor@example.com" };

const ANSWERS = [
  "I have built ledgers for six years and like systems in which being wrong by a cent matters. Your posting speaks of owning one end to end.",
  "In March our settlement job booked 312 payouts twice after a retry. I noticed it from the reconciliation alert, stopped the scheduler within four minutes and listed every affected account with a query. We reversed all of them the same day. Afterwards I made the booking idempotent by a key, and it has not happened since.",
  "I led the move of our invoices to PostgreSQL partitions. I wrote the design document, agreed it with risk and compliance, migrated in eight steps, and cut the nightly run from 50 to 6 minutes.",
  "First I would ask risk what exactly worries them, and put a number on it. Then I would tell the customer early what is late and why, offer a smaller first release, and write down who decided what.",
];

/** Enough for every question there can be. */
const QUESTIONS_MAX = 20;

/** A fresh phone that has never seen the interview. */
async function phone(browser: Browser): Promise<Page> {
  const { viewport, userAgent, deviceScaleFactor, isMobile, hasTouch } = devices["Pixel 7"];
  const context = await browser.newContext({
    viewport,
    userAgent,
    deviceScaleFactor,
    isMobile,
    hasTouch,
    reducedMotion: "reduce",
  });
  return context.newPage();
}

/** Connects Lever through its consent page; answers the id of the trigger stage. */
async function connect(page: Page, links: Links): Promise<string> {
  await page.goto(links.dashboard);
  await expect(page.getByRole("heading", { name: "Interviews", exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Settings" }).click();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Integrations" }).click();
  await page.getByRole("link", { name: "Lever", exact: true }).click();
  const connectButton = page.getByRole("button", { name: "Connect to Lever" });
  await expect(connectButton).toBeEnabled();
  await expectAccessible(page);
  await connectButton.click();

  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page).toHaveURL(/\/settings\/integrations\/lever\?connected=1/);
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await expect(page.getByText("candidateStageChange").first()).toBeVisible();
  const stage = page.getByLabel("Trigger Stage");
  await expect(stage.locator("option:checked")).toHaveText("On-site Interview");
  await expectAccessible(page);
  await picture(page, "lever-settings");
  return stage.inputValue();
}

/** Answers the question with this number; how, the caller says. */
async function write(page: Page, number: number): Promise<void> {
  await expect(page.getByText(new RegExp(`^Question ${number} of \\d+$`))).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  const answer = ANSWERS[(number - 1) % ANSWERS.length] ?? "";
  await page.getByLabel("Your answer").fill(answer);
}

async function consentAndAnswerTwo(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByText("Alex is an AI.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "What you should know" })).toBeFocused();
  await expectAccessible(page);
  await picture(page, "room-consent");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Agree and start" }).click();

  await write(page, 1);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send answer" }).click();
  await write(page, 2);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(/^Question 3 of \d+$/)).toBeVisible();
}

async function resumeAndFinish(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByText("Welcome back, Ada.").last()).toBeVisible();
  await expect(page.getByText("Alex is an AI.")).toHaveCount(0);
  await write(page, 3);
  await expectAccessible(page);
  await picture(page, "room-question-phone");

  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Send answer" }).click();
  await expect(page.getByRole("alert")).toContainText("offline");
  await expectAccessible(page);
  await page.context().setOffline(false);

  const thanks = page.getByRole("heading", { name: "Thank you, Ada." });
  const fourth = page.getByText(/^Question 4 of \d+$/);
  await expect(fourth).toBeVisible();
  const last = Number(/\d+$/.exec((await fourth.textContent()) ?? "")?.[0]);
  expect(last).toBeLessThanOrEqual(QUESTIONS_MAX);
  for (let number = 4; number <= last; number += 1) {
    await write(page, number);
    await page.getByRole("button", { name: "Send answer" }).click();
  }
  await expect(thanks).toBeVisible();
  await expectAccessible(page);
  await picture(page, "room-thank-you");
}

/** Sees the outcome in the dashboard: state, score, transcript, PDF. */
async function readOutcome(page: Page, dashboard: string): Promise<void> {
  await page.goto(at(dashboard, "/interviews"));
  const row = page.getByRole("row", { name: new RegExp(CANDIDATE.name) });
  await expect(row).toContainText("Written back to Lever");
  await expectAccessible(page);
  await picture(page, "dashboard-interviews");
  await page.getByRole("link", { name: CANDIDATE.name }).click();

  await expect(page.getByText("Scored by rules, without a language model")).toBeVisible();
  await expect(page.getByText("out of 100").first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, "dashboard-scorecard");

  await page.getByRole("tab", { name: "Transcript" }).click();
  await expect(page.getByText("booked 312 payouts twice").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Plan" }).click();
  await expect(page.getByRole("heading", { name: "Questions", exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Timeline" }).click();
  await expect(page.getByText("Written back to Lever").last()).toBeVisible();
  await expectAccessible(page);

  const address = await page.getByRole("link", { name: "Report PDF" }).getAttribute("href");
  const pdf = await page.request.get(at(dashboard, address ?? ""));
  expect(pdf.status()).toBe(200);
  expect((await pdf.body()).subarray(0, 4).toString()).toBe("%PDF");
}

test("from Connect to Lever to tag, note and PDF", async ({ page, browser, request, links }) => {
  const stage = await test.step("an operator connects Lever", () => connect(page, links));

  const opportunity = await test.step("a candidate reaches the trigger stage", async () => {
    const id = await apply(request, links.sandbox, CANDIDATE);
    await move(request, links.sandbox, id, stage);
    return id;
  });

  const link = await test.step("the invite arrives", async () => {
    const found = await inviteLink(request, links.mail, CANDIDATE.email);
    await page.goto(links.mail);
    await expect(page.getByText(CANDIDATE.email).first()).toBeVisible();
    await picture(page, "mail");
    return found;
  });

  await test.step("the candidate consents and answers two questions", async () => {
    const first = await phone(browser);
    await consentAndAnswerTwo(first, link);
    await first.context().close();
  });

  await test.step("another phone resumes at the third and finishes", async () => {
    const second = await phone(browser);
    await resumeAndFinish(second, link);
    await second.context().close();
  });

  await test.step("the operator reads the outcome", () => readOutcome(page, links.dashboard));

  await test.step("Lever has tags, note and PDF", async () => {
    const outcome = await opportunityOf(request, links.sandbox, opportunity);
    expect(outcome.opportunity.tags).toEqual(
      expect.arrayContaining(["Alex - Interview Invited", "Alex - Interview Complete"]),
    );
    expect(outcome.notes).toHaveLength(1);
    const note = outcome.notes[0]?.fields.map(({ value }) => value).join("\n");
    expect(note).toMatch(/\d+ out of 100|\/100/);
    expect(outcome.files.map(({ name }) => name)).toEqual([expect.stringMatching(/\.pdf$/)]);
    await page.goto(at(links.sandbox, `/opportunities/${opportunity}`));
    await expect(page.getByRole("heading", { name: CANDIDATE.name })).toBeVisible();
    await picture(page, "sandbox");
  });
});
