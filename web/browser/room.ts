// The candidate's pages in a browser: every state that a person can reach, and the few that only time brings.
import { readFile } from "node:fs/promises";
import { type APIRequestContext, type Browser, devices, expect, type Page } from "@playwright/test";
import type { Links } from "./fulcrum";
import { type Candidate, confirmedTime } from "./lever";
import { expectAccessibleEverywhere, expectReflow, picture } from "./look";
import { listen } from "./noise";

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
export async function phone(
  browser: Browser,
  complaints: string[],
  locale = "en-GB",
): Promise<Page> {
  const { userAgent, deviceScaleFactor, isMobile, hasTouch } = devices["Pixel 7"];
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale,
    userAgent,
    deviceScaleFactor,
    isMobile,
    hasTouch,
    reducedMotion: "reduce",
  });
  listen(context, complaints);
  return context.newPage();
}

/** Writes the answer to the question with this number; how to send it, the caller says. */
async function write(page: Page, number: number): Promise<void> {
  await expect(page.getByText(new RegExp(`^Question ${number} of \\d+$`))).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.getByLabel("Your answer").fill(answerTo(number));
}

function answerTo(number: number): string {
  return ANSWERS[(number - 1) % ANSWERS.length] ?? "";
}

export async function askForAPerson(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "I would rather talk to a person" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Yes, ask for a person" }).click();
  await expect(page.getByRole("heading", { name: "A person takes over from here." })).toBeVisible();
  await expectAccessibleEverywhere(page);
}

/** Asks what the posting says, which it then answers, and what only a person can answer: `wish`. */
export async function askTheCompany(page: Page, link: string, wish: string): Promise<void> {
  await page.goto(link);
  const ask = page.getByRole("button", { name: /^Ask .+ something$/ });
  const dialog = page.getByRole("dialog");
  await ask.click();
  await expect(dialog.getByLabel("Your question")).toBeFocused();
  await expectAccessibleEverywhere(page);
  await dialog.getByLabel("Your question").fill("Where is the office?");
  await dialog.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(dialog.getByText("The posting says:")).toBeVisible();
  await expect(dialog.getByRole("blockquote").first()).toContainText("Location: Berlin");
  await expectAccessibleEverywhere(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(ask).toBeFocused();

  await ask.click();
  await dialog.getByLabel("Your question").fill(wish);
  await dialog.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(dialog.getByText(/A person answers it by mail/)).toBeVisible();
  await expectAccessibleEverywhere(page);
  await dialog.getByRole("button", { name: "Close" }).click();

  await page.getByRole("button", { name: "I need this another way" }).click();
  await expect(dialog.getByLabel("What you need")).toBeFocused();
  await expectAccessibleEverywhere(page);
  await dialog.getByRole("button", { name: "Go back" }).click();

  await page.getByRole("link", { name: "Your data" }).click();
  await expect(page.getByText("The posting was quoted in answer.")).toBeVisible();
  await expect(page.getByText("A person is to answer.")).toBeVisible();
  await page.getByRole("button", { name: "Ask for deletion" }).click();
  await expectAccessibleEverywhere(page);
}

/** "2026-07-03": so many days from now. */
function isoDay(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Chooses a time fourteen hours ahead of UTC, is refused one that has passed, and gives the time back. */
export async function chooseATime(
  page: Page,
  link: string,
  { request, links, candidate }: { request: APIRequestContext; links: Links; candidate: Candidate },
): Promise<void> {
  await page.goto(link);
  await expect(page.getByText("Alex is an AI.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Choose a time for later" }).click();
  const form = page.getByRole("heading", { name: "When would you like to take it?" });
  await expect(form).toBeFocused();
  await expect(page.getByText("Central European Standard Time (UTC+1)")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByLabel("Time zone").selectOption({ label: "Kiritimati" });
  // Far enough ahead to be so in every zone, at whatever hour the test runs.
  await page.getByLabel("Day").fill(isoDay(3));
  await page.getByLabel("Time", { exact: true }).fill("09:30");
  await expect(page.getByText("Line Islands Time (UTC+14)")).toBeVisible();
  await picture(page, "room-schedule", true);
  await page.getByRole("button", { name: "Keep this time" }).click();
  await expect(page.getByText(/^Your time: .*9:30/)).toBeVisible();
  await expect(page.getByText("Line Islands Time (UTC+14)")).toBeVisible();
  await expectAccessibleEverywhere(page);
  expect(await confirmedTime(request, links.mail, candidate.email)).toMatch(
    /09:30 \(Pacific\/Kiritimati, UTC\+14\)$/,
  );

  await page.getByRole("button", { name: "Change the time" }).click();
  const day = page.getByLabel("Day");
  await day.fill((await day.getAttribute("min")) ?? "");
  await page.getByLabel("Time", { exact: true }).fill("00:00");
  await page.getByRole("button", { name: "Keep this time" }).click();
  await expect(page.getByRole("alert")).toContainText("passed already");
  await expect(day).toBeFocused();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Give the time back" }).click();
  await expect(page.getByRole("button", { name: "Choose a time for later" })).toBeVisible();
}

/** Goes as far as the first question in Spanish, looks at it in German, and asks for a person in Spanish. */
export async function readInSpanish(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole("heading", { name: /^Hola, Delia\./ })).toBeFocused();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page.getByText("Las preguntas están redactadas en este idioma")).toHaveCount(0);
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Elegir una hora para más tarde" }).click();
  await expect(page.getByText("hora estándar de Europa central (UTC+1)")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await expectRightToLeft(page);
  await page.getByRole("button", { name: "Volver" }).click();
  await page.getByRole("button", { name: "Empezar ahora" }).click();
  await expect(page.getByRole("heading", { name: "Lo que debe saber" })).toBeFocused();
  await expect(page.getByText("Alex es un programa informático, no una persona.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Aceptar y empezar" }).click();
  await expect(page.getByText("Esta no cuenta.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Omitir la práctica" }).click();
  await expect(page.getByText(/^Pregunta 1 de \d+$/)).toBeVisible();
  await expect(page.locator("h1 [lang=es]")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await expectRightToLeft(page);

  const german = page.getByRole("button", { name: "Deutsch" });
  await german.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Frage 1 von \d+$/)).toBeVisible();
  await expect(page.locator("h1 [lang=de]")).toBeVisible();
  await expect(german).toBeFocused();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Español" }).click();
  await page.getByRole("link", { name: "Sus datos" }).click();
  await expect(page.getByText("Europe/Berlin")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Volver a la entrevista" }).click();
  await page.getByRole("button", { name: "Prefiero hablar con una persona" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Sí, pedir una persona" }).click();
  await expect(
    page.getByRole("heading", { name: "A partir de aquí continúa una persona." }),
  ).toBeVisible();
  await expectAccessibleEverywhere(page);
}

/** As a language that is written from right to left would have it: nothing sticks out there, either. */
async function expectRightToLeft(page: Page): Promise<void> {
  const turn = (dir: string) => {
    document.documentElement.dir = dir;
  };
  await page.evaluate(turn, "rtl");
  await expectReflow(page);
  await page.evaluate(turn, "ltr");
}

/** Agrees, practises, answers one question, and is killed in a dead spot while sending the second. */
export async function consentAndAnswerTwo(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Start now" }).click();
  await expect(page.getByRole("heading", { name: "What you should know" })).toBeFocused();
  await expectAccessibleEverywhere(page);
  await picture(page, "room-consent", true);
  await page.getByRole("button", { name: "Agree and start" }).click();
  await expect(page.getByRole("alert")).toContainText("tick the box");
  await expectAccessibleEverywhere(page);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Agree and start" }).click();

  await expect(page.getByText("This one does not count.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await picture(page, "room-practice", true);
  await page
    .getByLabel("Your practice answer")
    .fill("My bicycle: it is simple, and I can mend it.");
  await page.getByRole("button", { name: "Send practice answer" }).click();
  await expect(page.getByRole("heading", { name: "That is all there is to it." })).toBeFocused();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Go to question 1" }).click();

  await write(page, 1);
  await expectAccessibleEverywhere(page);
  await picture(page, "room-question-phone");
  await expectTabOrder(page);
  await page.getByRole("button", { name: "Send answer" }).click();

  await write(page, 2);
  const context = page.context();
  await context.setOffline(true);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("alert")).toContainText("Not sent yet: you seem to be offline.");
  await expectAccessibleEverywhere(page);
  await picture(page, "room-offline", true);
  await page.close();
  await context.setOffline(false);
  const reopened = await context.newPage();
  await reopened.goto(link);
  // By itself.
  await expect(reopened.getByText(/^Question 3 of \d+$/)).toBeVisible();
}

/** From the question on, by the keyboard alone: the way to answer, the field, the button, then the ways out. */
async function expectTabOrder(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).focus();
  for (const next of [
    page.getByRole("radio", { name: "Write" }),
    page.getByLabel("Your answer"),
    page.getByRole("button", { name: "Send answer" }),
    page.getByRole("button", { name: "I would rather talk to a person" }),
    page.getByRole("button", { name: /^Ask .+ something$/ }),
    page.getByRole("button", { name: "I need this another way" }),
    page.getByRole("link", { name: "Your data" }),
  ]) {
    await page.keyboard.press("Tab");
    await expect(next).toBeFocused();
  }
}

export async function resumeAndFinish(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByText("Welcome back, Ada.").last()).toBeVisible();
  await expect(page.getByText("Alex is an AI.")).toHaveCount(0);
  await write(page, 3);
  await expectAccessibleEverywhere(page);

  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Send answer" }).click();
  await expect(page.getByRole("alert")).toContainText("offline");
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
  await expectAccessibleEverywhere(page);
  await picture(page, "room-thank-you");
  await readOwnData(page, last);
}

/** Agrees, leaves the practice out, and answers every question. */
export async function takeTheInterview(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Start now" }).click();
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Agree and start" }).click();
  await page.getByRole("button", { name: "Skip practice" }).click();
  const first = page.getByText(/^Question 1 of \d+$/);
  await expect(first).toBeVisible();
  const last = Number(/\d+$/.exec((await first.textContent()) ?? "")?.[0]);
  for (let number = 1; number <= last; number += 1) {
    await write(page, number);
    await page.getByRole("button", { name: "Send answer" }).click();
  }
  await expect(page.getByRole("heading", { name: /^Thank you/ })).toBeVisible();
}

/** Every answer is there once, word for word, on the page and in what can be taken along. */
async function readOwnData(page: Page, answers: number): Promise<void> {
  await page.getByRole("link", { name: "Your data" }).click();
  await expect(page.getByRole("heading", { name: /keeps of you here$/ })).toBeFocused();
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(answers);
  await expect(page.getByText("booked 312 payouts twice")).toHaveCount(1);
  await expectAccessibleEverywhere(page);
  await picture(page, "room-your-data");
  const wanted = Array.from({ length: answers }, (_, index) => answerTo(index + 1));

  const json = await download(page, "Download as JSON");
  const data = JSON.parse(json) as { answers: { answer: string }[] };
  expect(data.answers.map(({ answer }) => answer)).toEqual(wanted);
  const text = await download(page, "Download as text");
  for (const answer of wanted) expect(text).toContain(answer);
  await page.getByRole("link", { name: "Back to the interview" }).click();
  await expect(page.getByRole("heading", { name: "Thank you, Ada." })).toBeFocused();
}

async function download(page: Page, name: string): Promise<string> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  return readFile(await (await started).path(), "utf8");
}

/** A time for answers, as a company may set one: nearly over, over, and taken more of. The server's word is changed. */
export async function seeTheTime(page: Page, link: string): Promise<void> {
  const text = "What drew you to this posting?";
  const kind = "opener";
  const question = { id: "q1", number: 1, kind, followUp: false, text, language: "en" };
  let secondsLeft = 19;
  await page.route(/\/(interview|language|time)$/, async (route) => {
    const limit = { minutes: 1, secondsLeft, extended: 0 };
    if (!route.request().url().endsWith("/time")) {
      const response = await route.fetch();
      const room = { ...(await response.json()), state: "in_progress", consented: true };
      await route.fulfill({ response, json: { ...room, question, limit } });
    } else {
      if (route.request().postData()?.includes("more")) limit.secondsLeft += 60;
      await route.fulfill({ json: { limit } });
    }
  });
  await page.goto(link);
  await page.getByRole("button", { name: "Skip practice" }).click();
  await expect(page.getByText("The time for this answer is nearly over.")).toBeVisible();
  await expect(page.getByRole("timer")).toBeVisible();
  await expectAccessibleEverywhere(page);

  secondsLeft = 0;
  await page.goto(link);
  await expect(page.getByText("The time for this answer is over")).toBeVisible();
  await expect(page.getByRole("timer")).toHaveCount(0);
  await page.getByLabel("Your answer").fill("Written on.");
  await expectAccessibleEverywhere(page);
  await page.keyboard.press("Tab");
  const more = page.getByRole("button", { name: "Take more time" });
  await expect(more).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("You have more time.")).toBeVisible();
  await expect(page.getByRole("timer")).toBeVisible();
  await expect(more).toBeFocused();
  await expectAccessibleEverywhere(page);
  await page.unrouteAll();
}

/** What only time, an operator or a fault leads to: the server's word is changed on its way. */
export async function seeOtherEnds(page: Page, link: string): Promise<void> {
  for (const [state, heading] of [
    ["expired", "This invitation has run out."],
    ["closed", "This interview is closed."],
  ] as const) {
    await page.route(/\/(interview|language)$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), state } });
    });
    await page.goto(link);
    await expect(page.getByRole("heading", { name: heading })).toBeFocused();
    await expectAccessibleEverywhere(page);
    await page.unrouteAll();
  }
  await page.goto(link.replace(/[\w-]+$/, "0123456789abcdef0123456789abcdef"));
  await expect(page.getByRole("heading", { name: "This link is not valid." })).toBeFocused();
  await expectAccessibleEverywhere(page);

  await page.route(/\/interview$/, (route) => route.abort());
  await page.goto(link);
  const unreachable = page.getByRole("heading", {
    name: "We can't open your interview right now.",
  });
  await expect(unreachable).toBeFocused();
  await expectAccessibleEverywhere(page);
  await page.unrouteAll();
  // By itself.
  await expect(page.getByText("Alex is an AI.")).toBeVisible();
}
