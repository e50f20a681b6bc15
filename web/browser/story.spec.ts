// The whole story in a browser: an operator connects Lever, three candidates are invited, one takes the
// interview on a phone with a break and a dead spot, one asks for a person, and Lever ends up with tags, note
// and PDF. At last Lever is disconnected, and connected again.
import { type Browser, devices, type Page } from "@playwright/test";
import { expect, type Links, test } from "./fulcrum";
import {
  apply,
  at,
  type Candidate,
  inviteLink,
  inviteOnApplication,
  move,
  opportunityOf,
  publish,
} from "./lever";
import { expectAccessible, picture } from "./look";
import { listen } from "./noise";

const PASSWORD = "a fulcrum moves the world";

/** Takes the interview. */
const ADA: Candidate = { name: "Ada Okafor", email: "ada.okafor@example.com" };
/** Would rather talk to a person. */
const BRUNO: Candidate = { name: "Bruno Keller", email: "bruno.keller@example.com" };
/** Applies when the posting has the tag, and has not opened the mail yet. */
const CLARA: Candidate = { name: "Clara Lindholm", email: "clara.lindholm@example.com" };

/** In the order of the questions that the posting leads to. */
const ANSWERS = [
  "I have built ledgers for six years and like systems in which being wrong by a cent matters. Your posting speaks of owning one end to end.",
  "Two years ago I wrote a design document that put our invoices and the payouts into one PostgreSQL schema, because it was less code. I came to regret that choice: when volume tripled, one slow report locked the payouts for 20 minutes. I compared three options with the team, moved the invoices to a database of their own in eight steps, and tested each step on a copy. The nightly run fell from 50 to 6 minutes. Since then I write down in every design document what would make me change my mind.",
  "First I would stop the damage: find out whether money is wrong right now and, if so, pause that job. Then I would report the gap to risk and compliance the same day, in writing, with the accounts it touches, even if that is uncomfortable, because the rules ask for it and they have to judge it. After that I would check by a query how far back it goes, document every step, fix the cause, and add a control so that it is noticed next time.",
  "In March our settlement job booked 312 payouts twice after a retry, and I led the incident review. I asked everyone to tell what they saw without blame, and let the two youngest engineers present the timeline. I gave one of them the fix: I explained idempotency keys, reviewed her design twice and let her decide. We reversed all payouts the same day, and it has not happened since. She now leads reviews herself, and the other one asked for the on-call training.",
  "I would begin by myself: read the code and the last ten incidents, and write down on one page what must never happen, such as a cent lost. I would decide the order, tell my manager what I do first and by when, and ask for help only where I am stuck. In the first two weeks I would set up a nightly reconciliation that compares every booking with the bank, because then I see a mistake within a day. I would take responsibility for what it finds and carry it through to the end.",
  "Last year about 40 of our bookings a month were a cent off, and nobody knew why. I found the cause step by step: first I listed all wrong bookings with a query, then I compared them with the right ones, and saw that all had been converted from another currency. I had two suspicions, tested both on a copy, and ruled one out: rounding happened twice. I fixed it by rounding once, at the end, and added a test with 10,000 amounts. The number fell from 40 to 0, and has stayed there for eleven months.",
  "I would like to know how your team decides what goes into the ledger, and who is on call with me.",
];

/** Enough for every question there can be. */
const QUESTIONS_MAX = 20;

/** A fresh phone that has never seen the interview. */
async function phone(browser: Browser, complaints: string[]): Promise<Page> {
  const { userAgent, deviceScaleFactor, isMobile, hasTouch } = devices["Pixel 7"];
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    userAgent,
    deviceScaleFactor,
    isMobile,
    hasTouch,
    reducedMotion: "reduce",
  });
  listen(context, complaints);
  return context.newPage();
}

/** Comes in by the one-time link and sets a password, so that one can come again. */
async function settle(page: Page, links: Links): Promise<void> {
  await page.goto(links.dashboard);
  await expect(page.getByRole("heading", { name: "Interviews", exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set a password" }).click();
  const dialog = page.getByRole("dialog", { name: "Set your password" });
  await dialog.getByLabel("New password").fill("too short");
  await dialog.getByRole("button", { name: "Save password" }).click();
  await expect(dialog.getByText("At least 12 characters, please.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("New password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Save password" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Set a password" })).toHaveCount(0);
}

/** Signs out, finds the one-time link used up, and signs in by the password. */
async function comeAgain(page: Page, links: Links): Promise<void> {
  await page.goto(at(links.dashboard, "/interviews"));
  const menu = page.getByRole("button", { name: /^Signed in as/ });
  await menu.click();
  const address = await page
    .getByRole("menu")
    .getByText(/^\S+@\S+$/)
    .innerText();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto(links.dashboard);
  await expect(page.getByRole("alert")).toContainText("used already");
  await expectAccessible(page);
  await page.getByLabel("Email").fill(address);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(menu).toBeVisible();
}

/** Connects Lever through its consent page; answers the id of the trigger stage. */
async function connect(page: Page): Promise<string> {
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
  await expect(page.getByText("Application Created").first()).toBeVisible();
  await expect(page.getByText("Candidate Stage Change").first()).toBeVisible();
  const triggers = page.getByRole("region", { name: "Who is invited" });
  await expect(triggers.getByText("On-site Interview")).toBeVisible();
  await expect(page.getByText(/^Last looked/)).toBeVisible();
  await expect(page.getByText("Everything works")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "lever-settings");
  return triggerStage(page);
}

/** Lever's id of the stage that triggers. */
async function triggerStage(page: Page): Promise<string> {
  const id = await page.evaluate(async () => {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ integration { triggerStages { id } } }" }),
    });
    const { data } = await response.json();
    return data.integration.triggerStages[0].id;
  });
  expect(id).toBeTruthy();
  return id;
}

/** Ends the connection, finds that said on every page and to who has not begun, and connects again. */
async function disconnectAndConnectAgain(
  page: Page,
  dashboard: string,
  link: string,
): Promise<void> {
  const lever = at(dashboard, "/settings/integrations/lever");
  const lost = page.getByRole("alert").filter({ hasText: "Lever is disconnected" });
  await page.goto(lever);
  await page.getByRole("button", { name: "Disconnect", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Disconnect Lever" }).click();
  await expect(lost).toContainText("Connect again");
  await expectAccessible(page);
  await page.goto(at(dashboard, "/interviews"));
  await expect(lost).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(CLARA.name) })).toContainText("Paused");
  await expectAccessible(page);
  const room = await page.context().newPage();
  await room.goto(link);
  await expect(room.getByRole("heading", { name: "This interview is paused." })).toBeFocused();
  await expectAccessible(room);

  await lost.getByRole("link").click();
  // Lever asks nothing that was accepted before.
  await page.getByRole("button", { name: "Connect again" }).click();
  await expect(page.getByText("Lever is connected")).toBeVisible();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await expect(lost).toHaveCount(0);
  await room.getByRole("button", { name: "Try again" }).click();
  await expect(room.getByText("Alex is an AI.")).toBeVisible();
  await room.close();
}

/** Answers the question with this number; how, the caller says. */
async function write(page: Page, number: number): Promise<void> {
  await expect(page.getByText(new RegExp(`^Question ${number} of \\d+$`))).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  const answer = ANSWERS[(number - 1) % ANSWERS.length] ?? "";
  await page.getByLabel("Your answer").fill(answer);
}

/** The mail as the candidate sees it. */
async function readInvite(page: Page, mail: string, link: string): Promise<void> {
  await page.goto(mail);
  await page
    .getByRole("row", { name: new RegExp(ADA.email) })
    .getByRole("link")
    .click();
  const body = page.frameLocator("iframe");
  const start = body.getByRole("link", { name: "Start the interview" });
  await expect(start).toHaveAttribute("href", link);
  await picture(page, "mail");
}

async function askForAPerson(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "I would rather talk to a person" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Yes, ask for a person" }).click();
  await expect(page.getByRole("heading", { name: "A person takes over from here." })).toBeVisible();
  await expectAccessible(page);
}

async function consentAndAnswerTwo(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByText("Alex is an AI.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "What you should know" })).toBeFocused();
  await expectAccessible(page);
  await picture(page, "room-consent", true);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Agree and start" }).click();

  await write(page, 1);
  await expectAccessible(page);
  await picture(page, "room-question-phone");
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

/** Sees the outcome in the dashboard: state, score, transcript, plan, timeline, PDF. Answers the PDF. */
async function readOutcome(page: Page, dashboard: string): Promise<Buffer> {
  await page.goto(at(dashboard, "/interviews"));
  const row = ({ name }: Candidate) => page.getByRole("row", { name: new RegExp(name) });
  await expect(row(ADA)).toContainText("Written back to Lever");
  await expect(row(BRUNO)).toContainText("Asked for a person");
  await expect(row(CLARA)).toContainText("Invited");
  await expectAccessible(page);
  await picture(page, "dashboard-interviews");
  await page.getByRole("link", { name: ADA.name }).click();

  await expect(page.getByText("Scored by rules, without a language model")).toBeVisible();
  await expect(page.getByText("out of 100").first()).toBeVisible();
  await expect(page.getByText("Reached the trigger stage")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "dashboard-scorecard");

  await page.getByRole("tab", { name: "Transcript" }).click();
  await expect(page.getByText("booked 312 payouts twice").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Plan" }).click();
  await expect(page.getByRole("heading", { name: "Questions", exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Timeline" }).click();
  await expect(page.getByRole("tabpanel").getByText("Written back to Lever")).toBeVisible();
  await expectAccessible(page);
  return readReport(page);
}

/** The report stands in the page, and is the PDF that "Report PDF" leads to. */
async function readReport(page: Page): Promise<Buffer> {
  const address = await page.getByRole("link", { name: "Report PDF" }).getAttribute("href");
  const framed = page.waitForResponse((response) => response.frame().parentFrame() !== null);
  await page.getByRole("tab", { name: "Report", exact: true }).click();
  await expect(page.getByTitle("Report PDF")).toBeVisible();
  const response = await framed;
  expect(new URL(response.url()).pathname).toBe(address);
  expect(response.headers()["content-type"]).toBe("application/pdf");
  await expectAccessible(page);
  await picture(page, "dashboard-report");

  const pdf = await page.request.get(at(page.url(), address ?? ""));
  expect(pdf.status()).toBe(200);
  const bytes = await pdf.body();
  expect(bytes.subarray(0, 4).toString()).toBe("%PDF");
  return bytes;
}

test("from Connect to Lever to tag, note and PDF", async ({
  page,
  browser,
  request,
  links,
  complaints,
}) => {
  const stage = await test.step("an operator sets a password and connects Lever", async () => {
    await settle(page, links);
    return connect(page);
  });

  const opportunity = await test.step("candidates reach the trigger stage or apply", async () => {
    const posting = await publish(request, links.sandbox);
    const ada = await apply(request, links.sandbox, posting, ADA);
    await move(request, links.sandbox, ada, stage);
    const bruno = await apply(request, links.sandbox, posting, BRUNO);
    await move(request, links.sandbox, bruno, stage);
    // Only who applies after the tag is invited on application.
    await inviteLink(request, links.mail, ADA.email);
    await inviteLink(request, links.mail, BRUNO.email);
    await inviteOnApplication(request, links.sandbox, posting);
    await apply(request, links.sandbox, posting, CLARA);
    return ada;
  });

  const link = await test.step("the invites arrive", async () => {
    await inviteLink(request, links.mail, CLARA.email);
    const found = await inviteLink(request, links.mail, ADA.email);
    await readInvite(page, links.mail, found);
    return found;
  });

  await test.step("one candidate asks for a person", async () => {
    const device = await phone(browser, complaints);
    await askForAPerson(device, await inviteLink(request, links.mail, BRUNO.email));
    await device.context().close();
  });

  await test.step("the candidate consents and answers two questions", async () => {
    const first = await phone(browser, complaints);
    await consentAndAnswerTwo(first, link);
    await first.context().close();
  });

  await test.step("another phone resumes at the third and finishes", async () => {
    const second = await phone(browser, complaints);
    await resumeAndFinish(second, link);
    await second.context().close();
  });

  const report = await test.step("the operator comes again and reads the outcome", async () => {
    await comeAgain(page, links);
    return readOutcome(page, links.dashboard);
  });

  await test.step("Lever has tags, note and PDF", async () => {
    const outcome = await opportunityOf(request, links.sandbox, opportunity);
    expect(outcome.opportunity.tags).toEqual(
      expect.arrayContaining(["Alex - Interview Invited", "Alex - Interview Complete"]),
    );
    expect(outcome.notes).toHaveLength(1);
    const note = outcome.notes[0]?.fields.map(({ value }) => value).join("\n");
    expect(note).toMatch(/\d+ out of 100|\/100/);
    expect(outcome.files.map(({ name }) => name)).toEqual([expect.stringMatching(/\.pdf$/)]);
    const place = `/opportunities/${opportunity}`;
    const file = await request.get(at(links.sandbox, `${place}/files/${outcome.files[0]?.id}`));
    expect(report.equals(await file.body()), "the PDF in Lever is the one here").toBe(true);
    await page.goto(at(links.sandbox, place));
    await expect(page.getByRole("heading", { name: ADA.name })).toBeVisible();
    await picture(page, "sandbox", true);
  });

  await test.step("the operator disconnects Lever and connects again", async () => {
    const waiting = await inviteLink(request, links.mail, CLARA.email);
    await disconnectAndConnectAgain(page, links.dashboard, waiting);
  });
});
