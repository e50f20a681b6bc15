// Settings > Integrations > Webhooks: an endpoint is set, tried, given a new secret and removed, and its state told.
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { OutboundEventsQuery } from "../../../gql/graphql";
import { openDashboard, viewer } from "../../../testing/dashboard";
import { POLL_CALM_MS } from "../../keys";
import type { OutboundEvent } from "./events";
import { type Outbound, POLL_WAITING_MS, WEBHOOKS_PAGE, type Webhook } from "./webhooks";

const SECRET = "whsec_0123456789abcdef";
const HOSTS = ["hooks.example.com", "relay.internal:8443"];

const webhook: Webhook = {
  url: "https://hooks.example.com/fulcrum",
  createdAt: "2026-07-01T12:00:00Z",
  deliveredAt: "2026-07-03T12:00:00Z",
  failedAt: null,
  error: null,
  waiting: 0,
};

const message: OutboundEvent = {
  id: "effect:0198",
  webhookId: "0198",
  type: "interview.invited",
  status: "DONE",
  attempts: 1,
  error: null,
  createdAt: "2026-07-03T12:00:00Z",
  endedAt: "2026-07-03T12:00:01Z",
  nextTryAt: null,
  interview: { id: "pipeline:1", candidateName: "Ada Okafor" },
};

function page(nodes: OutboundEvent[], endCursor: string | null = null): OutboundEventsQuery {
  return { outboundEvents: { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } } };
}

/** Opens the page at a server that keeps what is set. */
function open(stored: Webhook | null, answers: Parameters<typeof openDashboard>[1] = {}) {
  let outbound: Outbound = { allowedHosts: HOSTS, webhook: stored };
  return openDashboard(WEBHOOKS_PAGE, {
    Outbound: () => ({ outbound }),
    OutboundEvents: () => page([]),
    SetOutboundWebhook: ({ input }) => {
      const { url } = input as { url: string | null };
      outbound = { ...outbound, webhook: url === null ? null : { ...webhook, url } };
      const secret = url === null ? null : SECRET;
      return { setOutboundWebhook: { __typename: "OutboundWebhookSet", secret } };
    },
    ...answers,
  });
}

const sent = (asked: ReturnType<typeof open>) =>
  asked.filter(({ name }) => name === "SetOutboundWebhook").map(({ variables }) => variables.input);
const reads = (asked: ReturnType<typeof open>) =>
  asked.filter(({ name }) => name === "Outbound").length;
const refusal = (operation: string, message: string) => () => ({
  [operation]: { __typename: "Problem", message },
});
const fact = (name: string) => screen.getByText(name, { selector: "dt" }).nextSibling?.textContent;

describe("the way to the webhooks", () => {
  it("is shown to Super Admins", async () => {
    const user = userEvent.setup();
    openDashboard("/settings/integrations", {
      Outbound: () => ({ outbound: { allowedHosts: HOSTS, webhook: null } }),
    });
    await user.click(await screen.findByRole("link", { name: "Webhooks" }));
    expect(await screen.findByRole("heading", { name: "Webhooks" })).toBeTruthy();
    expect(await screen.findByRole("button", { name: "Set address" })).toBeTruthy();
    const spec = screen.getByRole("link", { name: "Standard Webhooks" });
    expect(spec.getAttribute("href")).toBe("https://www.standardwebhooks.com");
  });

  it("is not shown to who is none", async () => {
    openDashboard("/settings/integrations", {
      Viewer: () => ({ viewer: { ...viewer, role: "ADMIN" } }),
    });
    expect(await screen.findByRole("link", { name: "Lever" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Webhooks" })).toBeNull();
  });

  it("leads those who are none to a page that asks for nothing", async () => {
    const asked = open(webhook, { Viewer: () => ({ viewer: { ...viewer, role: "ADMIN" } }) });
    expect(await screen.findByText(/^Only Super Admins choose/)).toBeTruthy();
    expect(reads(asked)).toBe(0);
  });
});

describe("an address", () => {
  it("is set, and its secret is shown once, with a button that copies it", async () => {
    const user = userEvent.setup();
    const asked = open(null);
    const field = await screen.findByLabelText<HTMLInputElement>("Address");
    for (const host of HOSTS) expect(screen.getByText(host, { selector: "code" })).toBeTruthy();
    expect(screen.queryByRole("region", { name: "Your webhook" })).toBeNull();
    await user.type(field, ` ${webhook.url} `);
    await user.click(screen.getByRole("button", { name: "Set address" }));

    const title = "The secret of the webhook";
    const dialog = within(await screen.findByRole("dialog", { name: title }));
    const secret = dialog.getByLabelText<HTMLInputElement>("Secret");
    expect(secret.value).toBe(SECRET);
    await waitFor(() => expect(document.activeElement).toBe(secret));
    expect(dialog.getByText(/give it to the receiver/)).toBeTruthy();
    expect(sent(asked)).toEqual([{ url: webhook.url }]);
    await user.click(dialog.getByRole("button", { name: "Copy the secret" }));
    expect(await dialog.findByText("Copied")).toBeTruthy();
    expect(await navigator.clipboard.readText()).toBe(SECRET);

    await user.click(dialog.getByRole("button", { name: "Done" }));
    expect(await screen.findByText("The webhook is set.")).toBeTruthy();
    expect(screen.queryByDisplayValue(SECRET)).toBeNull();
    expect(document.body.innerHTML).not.toContain(SECRET);
    expect(fact("Address")).toBe(webhook.url);
    expect(screen.getByRole("button", { name: "Replace" })).toBeTruthy();
  });

  it("takes the place of the one there is", async () => {
    const user = userEvent.setup();
    const asked = open(webhook);
    const field = await screen.findByLabelText<HTMLInputElement>("Address");
    expect(field.value).toBe(webhook.url);
    await user.type(field, "/two");
    await user.click(screen.getByRole("button", { name: "Replace" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByLabelText<HTMLInputElement>("Secret").value).toBe(SECRET);
    expect(sent(asked)).toEqual([{ url: `${webhook.url}/two` }]);
    await waitFor(() => expect(fact("Address")).toBe(`${webhook.url}/two`));
  });

  it("is kept as it was typed when it is refused, and it is said why", async () => {
    const user = userEvent.setup();
    const message = "the address must begin with https://";
    open(null, { SetOutboundWebhook: refusal("setOutboundWebhook", message) });
    const field = await screen.findByLabelText<HTMLInputElement>("Address");
    await user.type(field, "http://hooks.example.com");
    await user.click(screen.getByRole("button", { name: "Set address" }));
    expect((await screen.findByRole("alert")).textContent).toBe(
      "The address must begin with https://.",
    );
    expect(field.value).toBe("http://hooks.example.com");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("is not sent empty, for that would remove the webhook", async () => {
    const user = userEvent.setup();
    const asked = open(webhook);
    await user.clear(await screen.findByLabelText("Address"));
    expect(screen.getByText(/^Give an address/)).toBeTruthy();
    await user.type(screen.getByLabelText("Address"), " {Enter}");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Replace" }).disabled).toBe(true);
    expect(sent(asked)).toEqual([]);
  });

  it("is not lost by leaving the page unasked", async () => {
    const user = userEvent.setup();
    open(null);
    await user.type(await screen.findByLabelText("Address"), "https://");
    await user.click(screen.getByRole("link", { name: "Integrations" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Discard your changes?" }));
    await user.click(dialog.getByRole("button", { name: "Keep editing" }));
    expect(screen.getByLabelText<HTMLInputElement>("Address").value).toBe("https://");
  });

  it("waits for hosts that whoever runs the server allows; a webhook can be removed before", async () => {
    const outbound: Outbound = { allowedHosts: [], webhook };
    open(webhook, { Outbound: () => ({ outbound }) });
    expect(await screen.findByText("No host is allowed yet")).toBeTruthy();
    expect(screen.getByText("outbound.event_hosts")).toBeTruthy();
    expect(screen.queryByLabelText("Address")).toBeNull();
    expect(screen.queryByRole("button", { name: "New secret" })).toBeNull();
    expect(screen.getByRole("button", { name: "Remove" })).toBeTruthy();
  });

  it("offers to try again when the server fails", async () => {
    openDashboard(WEBHOOKS_PAGE, {});
    expect(await screen.findByText("no Outbound here")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});

describe("a webhook", () => {
  it("says what it took, what it refused and how many wait", async () => {
    open({ ...webhook, failedAt: "2026-07-02T12:00:00Z", error: "answered 503", waiting: 1 });
    await screen.findByRole("region", { name: "Your webhook" });
    expect(fact("Address")).toBe(webhook.url);
    expect(fact("Last taken")).toMatch(/ago|now/);
    expect(fact("Last refused")).toMatch(/Answered 503\.$/);
    expect(fact("Waiting")).toBe("1 message");
    expect(screen.queryByText("The receiver did not take the last message")).toBeNull();
  });

  it.each<[string, string | null]>([
    ["after it took others", "2026-07-03T12:00:00Z"],
    ["and took none", null],
  ])("stresses why it refuses when it does so %s", async (_, deliveredAt) => {
    const failedAt = "2026-07-03T13:00:00Z";
    open({ ...webhook, deliveredAt, failedAt, error: "answered 503" });
    expect(await screen.findByText("The receiver did not take the last message")).toBeTruthy();
    expect(screen.getByText("Answered 503.")).toBeTruthy();
    expect(fact("Last refused")).not.toContain("503");
  });

  it("is read again after a test, and on while something waits", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
      let now: Webhook = { ...webhook, deliveredAt: null };
      const asked = open(webhook, {
        Outbound: () => ({ outbound: { allowedHosts: HOSTS, webhook: now } }),
        TestOutboundWebhook: () => {
          now = { ...now, waiting: 2 };
          return { testOutboundWebhook: { __typename: "Outbound" } };
        },
      });
      await user.click(await screen.findByRole("button", { name: "Send a test" }));
      expect(await screen.findByText(/^A test is on its way/)).toBeTruthy();
      await waitFor(() => expect(fact("Waiting")).toBe("2 messages"));
      now = webhook;
      await act(() => vi.advanceTimersByTimeAsync(POLL_WAITING_MS));
      await waitFor(() => expect(fact("Waiting")).toBe("None"));
      expect(fact("Last taken")).not.toBe("None yet");
      const before = reads(asked);
      await act(() => vi.advanceTimersByTimeAsync(POLL_CALM_MS));
      expect(reads(asked), "seldom again").toBe(before + 1);
    } finally {
      vi.useRealTimers();
    }
  });

  it("says why it cannot be tried", async () => {
    const user = userEvent.setup();
    open(webhook, { TestOutboundWebhook: refusal("testOutboundWebhook", "events go nowhere") });
    await user.click(await screen.findByRole("button", { name: "Send a test" }));
    expect((await screen.findByRole("alert")).textContent).toBe("Events go nowhere.");
  });

  it("gets a new secret only after asking, at the same address", async () => {
    const user = userEvent.setup();
    const asked = open(webhook);
    await user.click(await screen.findByRole("button", { name: "New secret" }));
    const question = within(await screen.findByRole("dialog", { name: "Make a new secret?" }));
    expect(question.getByText(/^The former secret ends at once/)).toBeTruthy();
    expect(sent(asked)).toEqual([]);
    await user.click(question.getByRole("button", { name: "Make a new one" }));
    const secret = await screen.findByLabelText<HTMLInputElement>("Secret");
    expect(secret.value).toBe(SECRET);
    expect(sent(asked)).toEqual([{ url: webhook.url }]);
    await waitFor(() => expect(document.activeElement).toBe(secret));
    await user.click(screen.getByRole("button", { name: "Done" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(document.body.innerHTML).not.toContain(SECRET);
  });

  it("is removed only after asking, and the focus goes where it is said", async () => {
    const user = userEvent.setup();
    const asked = open(webhook);
    const ask = async () => {
      await user.click(await screen.findByRole("button", { name: "Remove" }));
      return within(await screen.findByRole("dialog", { name: "Remove the webhook?" }));
    };
    await user.click((await ask()).getByRole("button", { name: "Keep it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent(asked)).toEqual([]);
    const dialog = await ask();
    expect(dialog.getByText(/what waits to be sent is dropped/)).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Remove it" }));
    const said = await screen.findByText("The webhook is removed.");
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(sent(asked)).toEqual([{ url: null }]);
    expect(screen.queryByRole("region", { name: "Your webhook" })).toBeNull();
    expect(screen.getByRole("button", { name: "Set address" })).toBeTruthy();
  });

  it("stays when removing is refused, and it is said why", async () => {
    const user = userEvent.setup();
    open(webhook, { SetOutboundWebhook: refusal("setOutboundWebhook", "only Super Admins may") });
    await user.click(await screen.findByRole("button", { name: "Remove" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "Remove it" }));
    expect((await dialog.findByRole("alert")).textContent).toBe("Only Super Admins may.");
    expect(fact("Address")).toBe(webhook.url);
  });
});

describe("the messages", () => {
  const became = async (name: RegExp) => {
    const row = within(await screen.findByRole("row", { name }));
    return row.getAllByRole("cell")[1]?.textContent;
  };

  it("lead to their interviews", async () => {
    open(webhook, { OutboundEvents: () => page([message]) });
    const link = await screen.findByRole("link", { name: "Ada Okafor" });
    expect(link.getAttribute("href")).toBe("/interviews/pipeline:1/timeline");
    expect(await became(/interview\.invited.*0198/)).toMatch(/^Taken /);
  });

  it.each<[Partial<OutboundEvent>, RegExp]>([
    [{ status: "WAITING", attempts: 1, endedAt: null }, /^On its way$/],
    [
      {
        status: "WAITING",
        attempts: 1,
        error: "it answered 502",
        endedAt: null,
        nextTryAt: new Date(Date.now() + 8.5 * 60_000).toISOString(),
      },
      /^Not taken; sent again in 8 minutesIt answered 502\.$/,
    ],
    [
      {
        status: "WAITING",
        attempts: 2,
        error: "it answered 502",
        endedAt: null,
        nextTryAt: "2026-07-03T13:00:00Z",
      },
      /^Not taken; sent again in a momentIt answered 502\.$/,
    ],
    [
      { status: "GIVEN_UP", attempts: 300, error: "it answered 410" },
      /^Given up .*, after 300 triesDecide on itIt answered 410\.$/,
    ],
    [
      { status: "DROPPED", error: "dropped by Kim" },
      /^Not sent any more, since .*Dropped by Kim\.$/,
    ],
  ])("say what became of them otherwise: %o", async (more, says) => {
    const test = { ...message, type: "webhook.test", interview: null };
    open(webhook, { OutboundEvents: () => page([{ ...test, ...more }]) });
    expect(await became(/webhook\.test/)).toMatch(says);
  });

  it("are loaded page by page", async () => {
    const user = userEvent.setup();
    const unknown = { ...message, id: "effect:0197", type: null, interview: null };
    open(webhook, {
      OutboundEvents: ({ after }) => (after === null ? page([message], "next") : page([unknown])),
    });
    await user.click(await screen.findByRole("button", { name: "Load more" }));
    expect(await screen.findByText("A message that cannot be read")).toBeTruthy();
    expect(screen.getByText("interview.invited")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
  });

  it("may be none yet, and are not asked for without an address", async () => {
    open(webhook);
    expect(await screen.findByText("There was nothing to tell yet.")).toBeTruthy();
    const asked = open(null);
    await screen.findAllByRole("button", { name: "Set address" });
    expect(asked.filter(({ name }) => name === "OutboundEvents")).toEqual([]);
  });

  it("are asked for again when the server fails", async () => {
    const user = userEvent.setup();
    let fails = true;
    open(webhook, {
      OutboundEvents: () => {
        if (fails) throw new Error("the store does not answer");
        return page([message]);
      },
    });
    expect(await screen.findByText(/messages could not be loaded/)).toBeTruthy();
    fails = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("interview.invited")).toBeTruthy();
  });
});
