// Settings > Mail and Mails: how mails look is chosen and shown, and what became of each is told apart.
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openDashboard, viewer } from "../../../testing/dashboard";
import { MAILS_PAGE } from "../../mails/mails";
import { accentHindrance, MAIL_PAGE } from "./mail";

const done = { __typename: "Tenant" };

function open(answers: Parameters<typeof openDashboard>[1] = {}) {
  const tenant = {
    ...viewer.tenant,
    brand: { accent: null, footer: null, replyTo: null },
    quietHours: { fromHour: 21, untilHour: 8, zone: "UTC", own: false },
  };
  return openDashboard(MAIL_PAGE, {
    MailLooks: () => ({ viewer: { id: viewer.id, email: viewer.email, tenant } }),
    MailPreview: ({ kind, language }) => ({
      mailPreview: {
        subject: `${kind} in ${language}`,
        html: "<p>hello</p><script>top.hacked = true</script>",
        text: "hello in plain text",
      },
    }),
    SetBrand: () => ({ setBrand: done }),
    SetQuietHours: () => ({ setQuietHours: done }),
    SendMailPreview: () => ({ sendMailPreview: { __typename: "Mail" } }),
    ...answers,
  });
}

const sent = (asked: ReturnType<typeof open>, operation: string) =>
  asked.filter(({ name }) => name === operation).map(({ variables }) => variables.input);

describe("how mails look", () => {
  it("saves a brand, and says of a colour that cannot be read why not", async () => {
    const user = userEvent.setup();
    const asked = open();
    const colour = await screen.findByLabelText("Colour");
    const section = within(screen.getByRole("region", { name: "Brand" }));
    await user.type(colour, "#ffdd00");
    expect(section.getByText(/contrast with white is 1\.3/)).toBeTruthy();
    await user.clear(colour);
    await user.type(colour, "#7a1fa2");
    await user.type(section.getByLabelText("Last line"), "Quay 1, Utrecht");
    await user.click(section.getByRole("button", { name: "Save" }));
    expect(await section.findByText("Saved")).toBeTruthy();
    expect(sent(asked, "SetBrand")).toEqual([
      { name: "Meridian Pay", accent: "#7a1fa2", footer: "Quay 1, Utrecht", replyTo: "" },
    ]);
  });

  it("keeps what is typed while it saves, and who types where they are", async () => {
    const user = userEvent.setup();
    let answer = () => {};
    open({
      SetBrand: () =>
        new Promise((end) => {
          answer = () => end({ setBrand: done });
        }),
    });
    const last = await screen.findByLabelText<HTMLInputElement>("Last line");
    const section = within(screen.getByRole("region", { name: "Brand" }));
    const company = section.getByLabelText<HTMLInputElement>("Company");
    await user.type(company, " B.V.");
    await user.type(last, "Quay 1");
    await user.click(section.getByRole("button", { name: "Save" }));
    await user.type(last, ", Utrecht");
    answer();
    expect(await section.findByText("Not saved yet")).toBeTruthy();
    expect(last.value).toBe("Quay 1, Utrecht");
    expect(company.value).toBe("Meridian Pay");
    expect(document.activeElement).toBe(last);
    await user.click(section.getByRole("button", { name: "Undo" }));
    expect(last.value).toBe("");
    expect(document.activeElement).toBe(company);
  });

  it("saves hours of the company's own", async () => {
    const user = userEvent.setup();
    const asked = open();
    await user.click(await screen.findByRole("switch", { name: /^Hours of our own/ }));
    const section = within(screen.getByRole("region", { name: "Quiet hours" }));
    await user.selectOptions(section.getByLabelText("Until"), "09:00");
    await user.clear(section.getByLabelText("Time zone"));
    await user.type(section.getByLabelText("Time zone"), "Europe/Berlin");
    await user.click(section.getByRole("button", { name: "Save" }));
    expect(await section.findByText("Saved")).toBeTruthy();
    expect(sent(asked, "SetQuietHours")).toEqual([
      { own: true, fromHour: 21, untilHour: 9, zone: "Europe/Berlin" },
    ]);
  });

  it("shows each mail in a frame that can run nothing, and sends it to who asks", async () => {
    const user = userEvent.setup();
    const asked = open();
    await screen.findByText("INVITE in en");
    await user.selectOptions(screen.getByLabelText("Mail"), "Reminder");
    await user.selectOptions(screen.getByLabelText("Language"), "German");
    expect(await screen.findByText("REMINDER in de")).toBeTruthy();
    const frame = screen.getByTitle("The mail as most see it");
    expect(frame.getAttribute("sandbox")).toBe("");
    await user.click(screen.getByRole("tab", { name: "Plain text" }));
    expect(screen.getByText("hello in plain text")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Send to me" }));
    expect(await screen.findByText(`On its way to ${viewer.email}.`)).toBeTruthy();
    expect(sent(asked, "SendMailPreview")).toEqual([{ kind: "REMINDER", language: "de" }]);
  });

  it("takes a colour only if white can be read on it", () => {
    expect(accentHindrance("")).toBeNull();
    expect(accentHindrance("#767676")).toBeNull();
    expect(accentHindrance("#777777")).toContain("4.48");
    expect(accentHindrance("blue")).toContain("hexadecimal");
  });
});

const mail = {
  id: "mail:1",
  kind: "INVITE",
  to: "marit@example.net",
  subject: "Your interview for Hydrologist at Meridian Pay",
  state: "BOUNCED",
  queuedAt: "2026-07-03T12:00:00Z",
  acceptedAt: "2026-07-03T12:00:01Z",
  acceptedReply: "250 OK",
  refusedAt: null,
  refusedReply: null,
  bouncedAt: "2026-07-03T12:05:00Z",
  bounceReason: "550 5.1.1 User unknown",
  delayedAt: null,
  delayReason: null,
  linkOpenedAt: null,
  interviewId: "pipeline:1",
  candidateName: "Marit Hoekstra",
};

describe("what became of mails", () => {
  it("tells states apart and narrows the list by them", async () => {
    const user = userEvent.setup();
    const asked = openDashboard(MAILS_PAGE, {
      Mails: ({ filter }) => {
        const none = (filter as { state: string | null }).state === "QUEUED";
        const pageInfo = { hasNextPage: false, endCursor: null };
        return { mails: { nodes: none ? [] : [mail], pageInfo, totalCount: none ? 0 : 1 } };
      },
    });
    expect(await screen.findByText(/550 5\.1\.1 User unknown/)).toBeTruthy();
    expect(screen.getByText(/Accepted .*250 OK/)).toBeTruthy();
    const links = screen.getAllByRole("link", { name: "Marit Hoekstra" });
    expect(links[0]?.getAttribute("href")).toBe("/interviews/pipeline:1/mails");
    await user.selectOptions(screen.getByLabelText("State"), "Queued");
    expect(await screen.findByText("No mail fits.")).toBeTruthy();
    const filters = asked.filter(({ name }) => name === "Mails").map(({ variables }) => variables);
    expect(filters.at(-1)?.filter).toEqual({ state: "QUEUED", kind: null });
  });
});
