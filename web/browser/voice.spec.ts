// Talking in a browser: a microphone that Chromium makes up is tested, and what it hears becomes the answer by an
// endpoint that speaks like OpenAI's.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expect, type Links, signInOnce, test } from "./fulcrum";
import { apply, at, type Candidate, inviteLink, move, publish } from "./lever";
import { expectAccessibleEverywhere } from "./look";

const ADA: Candidate = { name: "Ada Okafor", email: "ada.okafor@example.com" };

const HEARD = "I like systems in which being wrong by a cent matters.";

const isRoot = process.getuid?.() === 0;

test.use({
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      ...(isRoot ? ["--no-sandbox"] : []),
    ],
  },
});

/** A tenth of a second of silence. */
function silence(): Buffer {
  const samples = Buffer.alloc(1_600);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(16_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

let endpoint: Server;
/** What it was asked: the path, and how much came with it. */
const asked: { path: string; body: string }[] = [];

test.beforeAll(async () => {
  endpoint = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const path = request.url ?? "";
    asked.push({ path, body: Buffer.concat(parts).toString("latin1") });
    if (path.endsWith("/speech")) {
      response.writeHead(200, { "content-type": "audio/wav" }).end(silence());
    } else {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ text: HEARD }));
    }
  });
  endpoint.listen(0, "127.0.0.1");
  await once(endpoint, "listening");
  const { port } = endpoint.address() as AddressInfo;
  process.env.FULCRUM__SPEECH__URL = `http://127.0.0.1:${port}/v1`;
});

test.afterAll(() => {
  delete process.env.FULCRUM__SPEECH__URL;
  endpoint.close();
});

/** Connects Lever; answers the id of the trigger stage. */
async function connect(page: Page, links: Links): Promise<string> {
  await signInOnce(page, links);
  await expect(page.getByRole("heading", { name: "Interviews", exact: true })).toBeVisible();
  await page.goto(at(links.dashboard, "/settings/integrations/lever"));
  await page.getByRole("button", { name: "Connect to Lever" }).click();
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  const triggers = page.getByRole("region", { name: "Who is invited" });
  await expect(triggers.getByText("On-site Interview")).toBeVisible();
  const query = "{ integration { triggerStages { id } } }";
  const answer = await page.request.post(at(links.dashboard, "/graphql"), { data: { query } });
  return (await answer.json()).data.integration.triggerStages[0].id;
}

test("what is said into a microphone becomes the answer", async ({ page, request, links }) => {
  const stage = await connect(page, links);
  const posting = await publish(request, links.sandbox);
  await move(request, links.sandbox, await apply(request, links.sandbox, posting, ADA), stage);
  await page.goto(await inviteLink(request, links.mail, ADA.email));
  await expect(page.getByText("in writing or spoken", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Start now" }).click();
  await expect(page.getByText(/is then sent to 127\.0\.0\.1/)).toBeVisible();
  await page.getByRole("checkbox").click();
  await page.getByRole("button", { name: "Agree and start" }).click();

  await page.getByRole("radio", { name: "Talk" }).check();
  await page.getByRole("button", { name: "Test the microphone" }).click();
  await expect(page.getByRole("meter")).toBeVisible();
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await page.getByRole("button", { name: "Stop recording" }).click();
  await expect(page.getByLabel("What you have just said")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "End the test" }).click();
  expect(asked, "nothing of the test is sent").toEqual([]);
  await page.getByRole("button", { name: "Skip practice" }).click();

  await expect(page.getByText(/^Question 1 of \d+$/)).toBeVisible();
  const question = await page.getByRole("heading", { level: 1 }).innerText();
  await expect.poll(() => asked.filter(({ path }) => path === "/v1/audio/speech")).toHaveLength(1);
  expect(JSON.parse(asked[0]?.body ?? "").input).toBe(question);
  await page.getByRole("button", { name: "Speak", exact: true }).click();
  await expect(page.getByText(/nothing cuts you off/)).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "I am done" }).click();
  const field = page.getByLabel("Your answer");
  await expect(field).toHaveValue(HEARD);
  await expect(field).toBeFocused();
  const piece = asked.find(({ path }) => path === "/v1/audio/transcriptions");
  expect(piece?.body).toContain('filename="answer.webm"');
  expect(piece?.body.length).toBeGreaterThan(1_000);
  await expectAccessibleEverywhere(page);
  await field.fill(`${HEARD} And more.`);
  // The next question is read out, too; the page asks for it, and should not find the server gone.
  const readOut = page.waitForResponse(/\/speech\?/);
  await page.getByRole("button", { name: "Send answer" }).click();
  await expect(page.getByText(/^Question 2 of \d+$/)).toBeVisible();
  await (await readOut).finished();
  const next = await page.getByRole("heading", { level: 1 }).innerText();
  const spoken = asked.filter(({ path }) => path === "/v1/audio/speech");
  expect(spoken.map(({ body }) => JSON.parse(body).input)).toEqual([question, next]);
});
