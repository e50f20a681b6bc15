// The browser test: Debian's Chromium, one story, no browser ever downloaded.
import { defineConfig } from "@playwright/test";

/** Chromium refuses its sandbox to root. */
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "browser",
  outputDir: "test-results",
  reporter: "list",
  // Upper limits for a busy machine; every wait ends as soon as its condition holds.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  workers: 1,
  forbidOnly: true,
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 800 },
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 60_000,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: isRoot ? ["--no-sandbox"] : [],
    },
  },
});
