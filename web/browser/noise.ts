// What pages complain about by themselves. Also what the content security policy refuses: the browser says so
// on the console.
import type { BrowserContext } from "@playwright/test";

/**
 * Not a fault of the page: we left it, we took the network away, or it is Playwright's own script that may not run
 * in the frame of a mail.
 */
const EXPECTED =
  /ERR_ABORTED|ERR_INTERNET_DISCONNECTED|Blocked script execution in '\S+\/mails\/\d+\/body'/;

/** Keeps every complaint of the pages of `context`. */
export function listen(context: BrowserContext, complaints: string[]): void {
  const keep = (complaint: string) => {
    if (!EXPECTED.test(complaint)) complaints.push(complaint);
  };
  context.on("console", (message) => {
    if (message.type() === "error") keep(`${message.location().url}: ${message.text()}`);
  });
  context.on("weberror", (error) => keep(`${error.page()?.url()}: ${error.error().stack}`));
  context.on("requestfailed", (request) =>
    keep(`${request.url()}: ${request.failure()?.errorText}`),
  );
}
