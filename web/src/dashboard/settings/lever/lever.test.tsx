// Settings > Integrations > Lever.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { HealthOutcome } from "../../../gql/graphql";
import {
  type Asked,
  comeBack,
  integration,
  openDashboard,
  page,
  posting,
  unconnected,
  viewer,
} from "../../../testing/dashboard";
import type { Integration } from "../integration";

const LEVER = "/settings/integrations/lever";

type Answers = Parameters<typeof openDashboard>[1];

/** The page over an integration that differs from a healthy one. */
function open(differing: Partial<Integration>, answers: Answers = {}): Asked[] {
  return openDashboard(LEVER, {
    Integration: () => ({ integration: { ...integration, ...differing } }),
    ...answers,
  });
}

function inputs(asked: Asked[], name: string): unknown[] {
  return asked.filter((each) => each.name === name).map(({ variables }) => variables.input);
}

const done = { __typename: "Integration" };
const section = (name: string) => screen.findByRole("region", { name });

describe("connecting", () => {
  it("shows every permission with its reason, then goes to Lever", async () => {
    const assign = vi.fn();
    vi.stubGlobal("location", { assign });
    const user = userEvent.setup();
    open(unconnected, {
      ConnectLever: () => ({
        connectLever: { __typename: "ConnectLever", authorizeUrl: "https://auth.lever.co/x" },
      }),
    });
    expect(await screen.findByText("notes:write:admin")).toBeTruthy();
    expect(screen.getByText("Write the note with the score.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Connect to Lever" }));
    await waitFor(() => expect(assign).toHaveBeenCalledWith("https://auth.lever.co/x"));
  });

  it("shows why Lever can't be connected", async () => {
    const user = userEvent.setup();
    open(unconnected, {
      ConnectLever: () => ({
        connectLever: { __typename: "Problem", message: "No Lever client is configured." },
      }),
    });
    await user.click(await screen.findByRole("button", { name: "Connect to Lever" }));
    expect(await screen.findByText("No Lever client is configured.")).toBeTruthy();
  });

  it("is for Super Admins", async () => {
    open(unconnected, { Viewer: () => ({ viewer: { ...viewer, role: "ADMIN" } }) });
    const name = "Connect to Lever";
    const button = await screen.findByRole<HTMLButtonElement>("button", { name });
    expect(button.disabled).toBe(true);
    expect(screen.getByText("Only a Super Admin can connect Lever.")).toBeTruthy();
  });

  it("tells how the visit to Lever ended", async () => {
    openDashboard(`${LEVER}?error=Lever+did+not+connect%3A+declined`, {
      Integration: () => ({ integration: unconnected }),
    });
    expect(await screen.findByText("Lever did not connect: declined.")).toBeTruthy();
  });

  it("goes by an API key too, with the rights it needs", async () => {
    const user = userEvent.setup();
    const scopes = [
      { name: "offline_access", reason: "stay connected", granted: null },
      ...unconnected.scopes,
    ];
    const asked = open(
      { ...unconnected, scopes },
      { ConnectLeverByApiKey: () => ({ connectLeverByApiKey: done }) },
    );
    expect(await screen.findByText("offline_access")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Use an API key instead" }));
    await waitFor(() => expect(screen.getAllByText("notes:write:admin")).toHaveLength(2));
    expect(screen.getAllByText("offline_access")).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Connect with this key" }));
    expect(screen.getByText("Paste the key here first.")).toBeTruthy();
    await user.type(screen.getByLabelText("API key"), " key-of-lever ");
    await user.click(screen.getByRole("button", { name: "Connect with this key" }));
    await waitFor(() =>
      expect(inputs(asked, "ConnectLeverByApiKey")).toEqual([{ apiKey: "key-of-lever" }]),
    );
  });
});

describe("a lost connection", () => {
  const lost = { status: "DISCONNECTED", reason: "Lever refused the token" } as const;

  it("says why, and offers to connect again", async () => {
    open(lost);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Lever is disconnected: nothing is sent");
    expect(alert.textContent).toContain("Lever refused the token.");
    expect(screen.getByRole("button", { name: "Connect again" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Check now" })).toBeNull();
  });

  it("is said on every other page", async () => {
    openDashboard("/interviews", {
      Interviews: () => page([]),
      Connection: () => ({ integration: lost }),
    });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Lever refused the token.");
    const link = within(alert).getByRole("link", { name: "Look at the connection" });
    expect(link.getAttribute("href")).toBe(LEVER);
  });
});

describe("disconnecting", () => {
  it("says first what happens, and can be left", async () => {
    const user = userEvent.setup();
    const asked = open({});
    await user.click(await screen.findByRole("button", { name: "Disconnect" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Disconnect Lever?" }));
    expect(dialog.getByText(/Nobody is invited any more/)).toBeTruthy();
    expect(dialog.getByText(/Authorized Apps/)).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Stay connected" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(inputs(asked, "DisconnectLever")).toEqual([]);
  });

  it("is done once confirmed", async () => {
    const user = userEvent.setup();
    let status: Integration["status"] = "CONNECTED";
    openDashboard(LEVER, {
      Integration: () => ({ integration: { ...integration, status } }),
      DisconnectLever: () => {
        status = "DISCONNECTING";
        return { disconnectLever: done };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Disconnect" }));
    await user.click(await screen.findByRole("button", { name: "Disconnect Lever" }));
    expect(await screen.findByText("Disconnecting")).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("says why it was refused, until it is asked again", async () => {
    const user = userEvent.setup();
    const message = "it is being connected right now";
    open({}, { DisconnectLever: () => ({ disconnectLever: { __typename: "Problem", message } }) });
    const ask = async () => {
      await user.click(await screen.findByRole("button", { name: "Disconnect" }));
      return within(await screen.findByRole("dialog", { name: "Disconnect Lever?" }));
    };
    const dialog = await ask();
    await user.click(dialog.getByRole("button", { name: "Disconnect Lever" }));
    expect((await dialog.findByRole("alert")).textContent).toBe("It is being connected right now.");
    await user.click(dialog.getByRole("button", { name: "Stay connected" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((await ask()).queryByRole("alert")).toBeNull();
  });

  it("is not offered to an Admin", async () => {
    open({}, { Viewer: () => ({ viewer: { ...viewer, role: "ADMIN" } }) });
    expect(await screen.findByText(/Only a Super Admin can disconnect/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Disconnect" })).toBeNull();
  });
});

describe("in whose name we write", () => {
  it("is chosen from Lever's users", async () => {
    const user = userEvent.setup();
    const asked = open({}, { SetPerformAs: () => ({ setPerformAs: done }) });
    const field = await screen.findByRole<HTMLInputElement>("combobox", {
      name: "Writes appear as",
    });
    expect(field.value).toBe("Robin Vega (super admin)");
    await user.click(field);
    await user.click(await screen.findByRole("option", { name: "Kim Sato (admin)" }));
    const form = within(await section("Connection"));
    await user.click(form.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(inputs(asked, "SetPerformAs")).toEqual([{ userId: "u2" }]));
  });
});

describe("health", () => {
  it.each<[HealthOutcome, string]>([
    ["WARN", "Please look"],
    ["FAIL", "Does not work"],
    ["UNKNOWN", "Not known yet"],
  ])("says %s in words, with what was found and what to do", async (outcome, words) => {
    const check = {
      subject: "NOTES" as const,
      title: "Notes",
      outcome,
      detail: "notes could be read",
      remedy: "give the permission",
    };
    open({ health: { ...integration.health, checks: [...integration.health.checks, check] } });
    const card = within(await section("Health"));
    const [worst, works] = card.getAllByRole("listitem");
    const row = within(worst ?? document.body);
    expect(row.getByText("Notes")).toBeTruthy();
    expect(row.getByText(words)).toBeTruthy();
    expect(row.getByText("Notes could be read.")).toBeTruthy();
    expect(row.getByText("Give the permission.")).toBeTruthy();
    expect(works?.textContent).toBe("Connection. Works.Lever answers.");
  });

  it("is looked at again on demand", async () => {
    const user = userEvent.setup();
    let checking = false;
    const asked = openDashboard(LEVER, {
      Integration: () => ({
        integration: { ...integration, health: { ...integration.health, checking } },
      }),
      CheckIntegration: () => {
        checking = true;
        return { checkIntegration: done };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Check now" }));
    expect(await screen.findByText("Looking at Lever now…")).toBeTruthy();
    expect(asked.filter(({ name }) => name === "CheckIntegration")).toHaveLength(1);
  });

  it("names the two switches until events arrive", async () => {
    open({ health: { ...integration.health, webhooks: "NOT_RECEIVING" } });
    expect(await screen.findByText("Lever does not announce everything")).toBeTruthy();
    expect(screen.getByText("Application Created")).toBeTruthy();
  });

  it("tells of deliveries that were refused", async () => {
    const health = { ...integration.health, refusedEvents: 2, lastRefusal: "bad signature" };
    open({ health });
    expect(await screen.findByText("2 deliveries from outside refused")).toBeTruthy();
    expect(screen.getByText(/bad signature/)).toBeTruthy();
  });
});

describe("the trigger stages", () => {
  it("are chosen from the stages Lever has", async () => {
    const user = userEvent.setup();
    let triggerStages = integration.triggerStages;
    const asked = openDashboard(LEVER, {
      Integration: () => ({ integration: { ...integration, triggerStages } }),
      SetTriggerStages: () => {
        triggerStages = [
          ...triggerStages,
          { id: "s1", text: "Phone interview", since: null, missing: false },
        ];
        return { setTriggerStages: done };
      },
    });
    const card = within(await section("Who is invited"));
    await user.click(card.getByRole("combobox", { name: "Trigger stages" }));
    await user.click(await screen.findByRole("option", { name: "Phone interview" }));
    const save = card.getAllByRole("button", { name: "Save" })[0] ?? document.body;
    await user.click(save);
    expect(await card.findByText("Saved")).toBeTruthy();
    expect(inputs(asked, "SetTriggerStages")).toEqual([
      { stageIds: ["s2", "s1"], baseStageIds: ["s2"] },
    ]);
  });

  it("keep the choice and show the reason when saving is refused", async () => {
    const user = userEvent.setup();
    open(
      {},
      {
        SetTriggerStages: () => ({
          setTriggerStages: { __typename: "Problem", message: "There is no such stage." },
        }),
      },
    );
    const card = within(await section("Who is invited"));
    await user.click(card.getByRole("combobox", { name: "Trigger stages" }));
    await user.click(await screen.findByRole("option", { name: "Offer" }));
    await user.click(card.getAllByRole("button", { name: "Save" })[0] ?? document.body);
    expect(await card.findByText("There is no such stage.")).toBeTruthy();
    expect(card.getByText("Offer")).toBeTruthy();
  });

  it("that somebody else chose meanwhile are shown beside one's own, and replaced only then", async () => {
    const user = userEvent.setup();
    let triggerStages = integration.triggerStages;
    const message = "somebody else chose other stages meanwhile; look at them and choose again";
    const asked = openDashboard(LEVER, {
      Integration: () => ({ integration: { ...integration, triggerStages } }),
      SetTriggerStages: () => {
        const refused = { __typename: "Problem", code: "CONFLICT", message };
        if (triggerStages !== integration.triggerStages) return { setTriggerStages: done };
        triggerStages = [{ id: "s1", text: "Phone interview", since: null, missing: false }];
        return { setTriggerStages: refused };
      },
    });
    const card = within(await section("Who is invited"));
    await user.click(card.getByRole("combobox", { name: "Trigger stages" }));
    await user.click(await screen.findByRole("option", { name: "Offer" }));
    expect(card.queryByText(/Saved now/)).toBeNull();
    await user.click(card.getAllByRole("button", { name: "Save" })[0] ?? document.body);
    expect(await card.findByText("Saved now: Phone interview.")).toBeTruthy();
    await user.click(card.getAllByRole("button", { name: "Save" })[0] ?? document.body);
    await waitFor(() =>
      expect(inputs(asked, "SetTriggerStages")).toEqual([
        { stageIds: ["s2", "s3"], baseStageIds: ["s2"] },
        { stageIds: ["s2", "s3"], baseStageIds: ["s1"] },
      ]),
    );
  });

  it("that Lever no longer has are shown as such", async () => {
    const gone = { id: "s9", text: "Take-home", since: null, missing: true };
    open({ triggerStages: [gone], triggerStatus: "STAGE_MISSING" });
    expect(await screen.findByText("Take-home (no longer in Lever)")).toBeTruthy();
    expect(screen.getByText(/“Take-home” is no longer in Lever/)).toBeTruthy();
  });
});

describe("further rules", () => {
  it("send only what was changed", async () => {
    const user = userEvent.setup();
    const asked = open({}, { SetTriggerRules: () => ({ setTriggerRules: done }) });
    const card = within(await section("Who is invited"));
    await user.click(card.getByRole("switch", { name: /^At most one invite/ }));
    await user.click(card.getByRole("combobox", { name: "Never invite candidates who came" }));
    await user.click(await screen.findByRole("option", { name: "From an agency" }));
    await user.click(card.getAllByRole("button", { name: "Save" })[1] ?? document.body);
    await waitFor(() =>
      expect(inputs(asked, "SetTriggerRules")).toEqual([
        { blockedOrigins: ["AGENCY"], oneInvitePerDay: true },
      ]),
    );
  });

  it("let one go on from the first field once a change is undone", async () => {
    const user = userEvent.setup();
    open({});
    const card = within(await section("Who is invited"));
    const wanted = card.getByRole<HTMLInputElement>("switch", { name: /^At most one invite/ });
    await user.click(wanted);
    await user.click(card.getByRole("button", { name: "Undo" }));
    expect(wanted.checked).toBe(false);
    const first = card.getByRole("combobox", { name: "Never invite candidates who came" });
    expect(document.activeElement).toBe(first);
  });
});

describe("inviting those already there", () => {
  const candidates = [
    {
      opportunityId: "o1",
      name: "Ada Okafor",
      posting: "Engineer",
      url: "https://hire.lever.co/candidates/o1",
      wouldBeInvited: true,
      reason: null,
    },
    {
      opportunityId: "o2",
      name: "Bruno Keller",
      posting: "",
      url: null,
      wouldBeInvited: false,
      reason: "no email address",
    },
  ];

  it("shows who it would be before anyone is invited", async () => {
    const user = userEvent.setup();
    let status = "PREVIEWED";
    const asked = open(
      {},
      {
        Backfill: ({ input }) => {
          if (!(input as { dryRun: boolean }).dryRun) status = "STARTED";
          return { backfill: { __typename: "Backfill", id: "b1" } };
        },
        BackfillPreview: () => ({
          backfill: { id: "b1", status, error: null, inviteCount: 1, candidates },
        }),
      },
    );
    await user.click(await screen.findByRole("button", { name: "Invite those already there…" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "Look who would be invited" }));
    expect(await dialog.findByText("2 found; 1 person would be invited.")).toBeTruthy();
    expect(dialog.getByText(/No email address\./)).toBeTruthy();
    expect(inputs(asked, "Backfill")).toEqual([{ dryRun: true, stageIds: null }]);
    await user.click(dialog.getByRole("button", { name: "Invite 1 person" }));
    expect(await dialog.findByText("1 person will be invited")).toBeTruthy();
    expect(inputs(asked, "Backfill").at(-1)).toEqual({ dryRun: false, previewId: "b1" });
  });

  it("keeps the list while it cannot be looked at again", async () => {
    const user = userEvent.setup();
    let down = false;
    open(
      {},
      {
        Backfill: () => ({ backfill: { __typename: "Backfill", id: "b1" } }),
        BackfillPreview: () => {
          if (down) throw new Error("the server is down");
          return {
            backfill: { id: "b1", status: "PREVIEWED", error: null, inviteCount: 1, candidates },
          };
        },
      },
    );
    await user.click(await screen.findByRole("button", { name: "Invite those already there…" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "Look who would be invited" }));
    await dialog.findByText("2 found; 1 person would be invited.");
    down = true;
    comeBack();
    expect(await dialog.findByText("The list could not be loaded")).toBeTruthy();
    expect(dialog.getByRole("button", { name: "Invite 1 person" })).toBeTruthy();
  });

  it("says when Lever could not be read", async () => {
    const user = userEvent.setup();
    open(
      {},
      {
        Backfill: () => ({ backfill: { __typename: "Backfill", id: "b1" } }),
        BackfillPreview: () => ({
          backfill: {
            id: "b1",
            status: "FAILED",
            error: "Lever did not answer",
            inviteCount: 0,
            candidates: [],
          },
        }),
      },
    );
    await user.click(await screen.findByRole("button", { name: "Invite those already there…" }));
    await user.click(await screen.findByRole("button", { name: "Look who would be invited" }));
    expect(await screen.findByText(/Lever did not answer\. Nobody was invited\./)).toBeTruthy();
  });
});

describe("postings", () => {
  const five = Array.from({ length: 500 }, (_, index) => posting(index + 1));

  it("are shown twenty at a time, and found by a search", async () => {
    const user = userEvent.setup();
    open({}, { Postings: () => ({ integration: { postings: five } }) });
    const card = within(await section("Postings"));
    expect(await card.findByText("500 open postings")).toBeTruthy();
    expect(card.getAllByRole("row")).toHaveLength(21);
    await user.click(card.getByRole("button", { name: "Page 2" }));
    expect(card.getByText("Engineer 21")).toBeTruthy();
    await user.type(card.getByRole("searchbox"), "berlin 499");
    expect(await card.findByText("1 of 500 open postings")).toBeTruthy();
    expect(card.getByText("Engineer 499")).toBeTruthy();
  });

  it("stay in sight with a rule that is not saved, whatever else is looked for", async () => {
    const user = userEvent.setup();
    open({}, { Postings: () => ({ integration: { postings: five } }) });
    const card = within(await section("Postings"));
    const name = { name: "Who is invited for Engineer 1" };
    await user.selectOptions(await card.findByRole("combobox", name), "Nobody");
    await user.click(card.getByRole("button", { name: "Page 2" }));
    expect(card.getByText("Engineer 21")).toBeTruthy();
    await user.type(card.getByRole("searchbox"), "berlin 499");
    expect(card.getByText("Engineer 499")).toBeTruthy();
    expect(card.getAllByRole("row")).toHaveLength(3);
    expect(card.getByRole<HTMLSelectElement>("combobox", name).value).toBe("NEVER");

    await user.click(card.getByRole("button", { name: "Undo" }));
    expect(card.getByRole<HTMLSelectElement>("combobox", name).value).toBe("AS_COMPANY");
    await user.clear(card.getByRole("searchbox"));
    await user.type(card.getByRole("searchbox"), "berlin 498");
    expect(card.getByText("Engineer 498")).toBeTruthy();
    expect(card.queryByText("Engineer 1")).toBeNull();
  });

  it("each get a rule of their own, with stages where it needs some", async () => {
    const user = userEvent.setup();
    const asked = open(
      {},
      {
        Postings: () => ({ integration: { postings: [posting(1)] } }),
        SetPostingTrigger: () => ({ setPostingTrigger: done }),
      },
    );
    const card = within(await section("Postings"));
    const rule = await card.findByRole("combobox", { name: "Who is invited for Engineer 1" });
    await user.selectOptions(rule, "When moved to these stages");
    const save = card.getByRole<HTMLButtonElement>("button", { name: "Save" });
    expect(save.disabled).toBe(true);
    expect(card.getByText("Choose at least one stage.")).toBeTruthy();
    await user.click(card.getByRole("combobox", { name: "Stages" }));
    await user.click(await screen.findByRole("option", { name: "Offer" }));
    await user.click(save);
    await waitFor(() =>
      expect(inputs(asked, "SetPostingTrigger")).toEqual([
        { postingId: "posting-1", invites: "STAGES", stageIds: ["s3"] },
      ]),
    );
  });

  it("tell of a tag that is only nearly right", async () => {
    const near = posting(1, { nearMiss: "Alex – On Application" });
    const tagged = posting(2, { invitesOnApplication: true });
    open({}, { Postings: () => ({ integration: { postings: [near, tagged] } }) });
    expect(await screen.findByText(/“Alex – On Application” invites nobody/)).toBeTruthy();
    expect(screen.getByText("Invites on application")).toBeTruthy();
  });
});

describe("what is written to Lever", () => {
  it("is switched on in parts", async () => {
    const user = userEvent.setup();
    const asked = open({}, { SetWriteback: () => ({ setWriteback: done }) });
    const card = within(await section("What is written to Lever"));
    await user.click(card.getByRole("switch", { name: /^Tag candidates when/ }));
    expect(card.getByLabelText<HTMLInputElement>("Tag for problems").value).toBe(
      "Alex - Interview Problem",
    );
    await user.click(card.getByRole("switch", { name: /^Move good candidates/ }));
    expect(card.getByText("The stage to move to is missing.")).toBeTruthy();
    await user.selectOptions(card.getByLabelText("Move to"), "Offer");
    await user.selectOptions(card.getByLabelText("From score"), "4 Strong Yes");
    await user.click(card.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(inputs(asked, "SetWriteback")).toEqual([
        {
          errorTag: "Alex - Interview Problem",
          advance: { wanted: true, stageId: "s3", fromScore: 4 },
        },
      ]),
    );
  });

  it("asks for more access where the feedback form needs it", async () => {
    const scopes = [
      ...integration.scopes,
      { name: "feedback:write:admin", reason: "fill your form", granted: false },
    ];
    open({ feedback: { formId: null }, scopes });
    const card = within(await section("What is written to Lever"));
    expect(card.getByText("Lever has not granted this yet")).toBeTruthy();
    expect(card.getByRole("button", { name: "Connect again" })).toBeTruthy();
  });
});

describe("what was given up", () => {
  it("is counted, and led to", async () => {
    open({}, { GivenUpCount: () => ({ deadLetters: { totalCount: 3 } }) });
    const card = within(await section("Given up"));
    expect(card.getByText(/3 things were given up/)).toBeTruthy();
    const link = card.getByRole("link", { name: "Look at it and decide" });
    expect(link.getAttribute("href")).toBe("/given-up");
  });

  it("may be nothing", async () => {
    open({});
    const card = within(await section("Given up"));
    expect(card.getByText("Nothing was given up.")).toBeTruthy();
  });
});

describe("someone who may only look", () => {
  it("sees everything and can change nothing", async () => {
    open(
      {},
      {
        Viewer: () => ({ viewer: { ...viewer, role: "TEAM_MEMBER" } }),
        Postings: () => ({ integration: { postings: [posting(1)] } }),
      },
    );
    expect(await screen.findByText(/Only Admins can change it/)).toBeTruthy();
    await screen.findByText("Engineer 1");
    const fields = [
      ...screen.getAllByRole<HTMLInputElement>("combobox"),
      ...screen.getAllByRole<HTMLInputElement>("switch"),
    ];
    expect(fields.filter(({ disabled }) => !disabled)).toEqual([]);
  });
});
