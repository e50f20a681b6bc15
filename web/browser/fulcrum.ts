// Starts the program as a person would for a demonstration, and stops it again.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { test as base, expect, type Page } from "@playwright/test";
import { listen } from "./noise";
import { type Receiver, startReceiver } from "./receiver";

/** The links that `fulcrum demo --json-links` prints once it is ready. */
export interface Links {
  /** A ready sign-in to the dashboard. */
  dashboard: string;
  /** Where a person plays Lever. */
  sandbox: string;
  /** Where every mail ends. */
  mail: string;
}

/** Opens the one-time link that signs in, and presses its button. */
export async function signInOnce(page: Page, links: Links): Promise<void> {
  await page.goto(links.dashboard);
  await page.getByRole("button", { name: "Sign in" }).click();
}

function binary(): string {
  const target = process.env.CARGO_TARGET_DIR ?? join(import.meta.dirname, "../../target");
  return process.env.FULCRUM_BIN ?? join(target, "debug/fulcrum");
}

/** The first line, or why there is none. */
async function ready(program: ChildProcessByStdio<null, Readable, Readable>): Promise<Links> {
  const lines = createInterface({ input: program.stdout });
  const [line]: unknown[] = await Promise.race([
    once(lines, "line"),
    once(program, "exit").then(([code]) => {
      throw new Error(`fulcrum ended with ${code} before it was ready`);
    }),
  ]);
  if (typeof line !== "string") throw new Error("fulcrum printed no links");
  return JSON.parse(line) as Links;
}

export const test = base.extend<{ complaints: string[]; receiver: Receiver; links: Links }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints, "what the pages complained about").toEqual([]);
  },
  context: async ({ context, complaints }, use) => {
    listen(context, complaints);
    await use(context);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  receiver: async ({}, use) => {
    const receiver = await startReceiver();
    await use(receiver);
    receiver.close();
  },
  links: async ({ receiver }, use, testInfo) => {
    const data = await mkdtemp(join(tmpdir(), "fulcrum-story-"));
    const program = spawn(binary(), ["demo", "--json-links", "--data", data, "--port", "0"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, FULCRUM__OUTBOUND__EVENT_HOSTS: JSON.stringify([receiver.host]) },
    });
    let log = "";
    program.stderr.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
    const ended = once(program, "exit");
    try {
      await use(await ready(program));
      program.kill("SIGTERM");
      const [code] = await ended;
      expect(code, "exit code after SIGTERM").toBe(0);
    } finally {
      program.kill("SIGKILL");
      if (testInfo.status !== testInfo.expectedStatus || testInfo.errors.length > 0) {
        await testInfo.attach("fulcrum.log", { body: log, contentType: "text/plain" });
      }
      await rm(data, { recursive: true, force: true });
    }
  },
});

export { expect };
