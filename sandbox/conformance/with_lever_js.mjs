// Runs lever-js: every function it has, reading and writing, with its own types of parameters. After a
// write the sandbox's control API is asked what came of it. It has no setting for Lever's address.
import * as lever from "lever-js";

const url = process.env.LEVER_URL;
const key = process.env.LEVER_KEY;

const report = (finding) => console.log(JSON.stringify(finding));

async function control(path) {
  return (await fetch(`${url}/control${path}`)).json();
}

/** All pages of a list. */
async function all(list, { query = {}, ...data } = {}) {
  const items = [];
  for (let offset; ; ) {
    const page = await list(key, { ...data, query: { ...query, offset } });
    items.push(...page.data);
    if (!page.hasNext) return items;
    offset = page.next;
  }
}

const ids = (items) => items.map((item) => item.id);
const same = (some, others) => JSON.stringify([...some].sort()) === JSON.stringify([...others].sort());

/** Reports whether `find` gives true; `how` says what was looked at. */
async function check(endpoint, how, find) {
  try {
    report({ endpoint, passed: (await find()) === true, how });
  } catch (error) {
    report({ endpoint, passed: false, how: `${how}: ${error.message}` });
  }
}

/** lever-js reads every answer as JSON, and throws at the empty one that DELETE has; not at a refusal. */
async function deleted(call) {
  await call.catch((error) => {
    if (!(error instanceof SyntaxError)) throw error;
  });
}

async function reads(known) {
  const people = known.opportunities;
  const opportunities = "GET /v1/opportunities";
  report({
    endpoint: opportunities,
    kind: "opportunities",
    got: ids(await all(lever.listOpportunities, { query: { limit: 40 } })),
    how: "listOpportunities, limit=40",
  });
  const some = people.find((person) => person.applications.length && !person.archived && person.notes.length);
  const archived = people.find((person) => person.archived);
  const filters = [
    [{ archived: true }, (person) => person.archived],
    [{ archived: false }, (person) => !person.archived],
    [{ archive_reason_id: archived.archived }, (person) => person.archived === archived.archived],
    [{ stage_id: some.stage }, (person) => person.stage === some.stage],
    [{ tag: some.tags.at(-1) }, (person) => person.tags.includes(some.tags.at(-1))],
    [{ email: some.emails[0] }, (person) => person.emails.includes(some.emails[0])],
    [{ origin: "applied" }, (person) => person.origin === "applied"],
    [{ source: some.sources[0] }, (person) => person.sources.includes(some.sources[0])],
    [{ contact_id: some.contact }, (person) => person.contact === some.contact],
    [{ posting_id: some.postings[0] }, (person) => person.postings.includes(some.postings[0]) && !person.archived],
    [
      { archived_posting_id: archived.postings[0] },
      (person) => person.postings.includes(archived.postings[0]) && person.archived,
    ],
    [{ snoozed: true }, () => false],
    [{ confidentiality: "all" }, () => true],
    [{ created_at_start: some.created_at, created_at_end: some.created_at }, (person) => person.created_at === some.created_at],
    [{ updated_at_start: some.updated_at }, (person) => person.updated_at >= some.updated_at],
    [{ advanced_at_end: some.advanced_at }, (person) => person.advanced_at <= some.advanced_at],
  ];
  for (const [query, fits] of filters) {
    const how = `listOpportunities, ${new URLSearchParams(query)}`;
    await check(opportunities, how, async () =>
      same(ids(await all(lever.listOpportunities, { query: { limit: 30, ...query } })), ids(people.filter(fits))),
    );
  }
  for (const field of ["applications", "stage", "owner", "followers", "contact"]) {
    await check(opportunities, `listOpportunities, expand=${field}`, async () => {
      const { data } = await lever.listOpportunities(key, { query: { limit: 5, expand: field } });
      return data.length === 5 && data.every((item) => [item[field]].flat().every((inner) => inner?.id));
    });
  }
  report({
    endpoint: "GET /v1/opportunities/deleted",
    kind: "opportunities_deleted",
    got: ids(await all(lever.listDeletedOpportunities, { query: { deleted_at_start: 0 } })),
    how: "listDeletedOpportunities",
  });

  const opportunity = some.id;
  const within = { params: { opportunity } };
  const paths = "/v1/opportunities/:id";
  await check(`GET ${paths}`, "retrieveOpportunity, expand=contact", async () => {
    const { data } = await lever.retrieveOpportunity(key, { ...within, query: { expand: "contact" } });
    return data.id === opportunity && data.contact.id === some.contact && same(data.emails, some.emails);
  });
  for (const [kind, list, retrieve, name] of [
    ["applications", lever.listApplications, lever.retrieveApplication, "application"],
    ["interviews", lever.listInterviews, lever.retrieveInterview, "interview"],
    ["notes", lever.listNotes, lever.retrieveNote, "note"],
  ]) {
    const got = [];
    for (const person of people) {
      const items = await all(list, { params: { opportunity: person.id }, query: { limit: 20 } });
      got.push(...ids(items));
    }
    report({ endpoint: `GET ${paths}/${kind}`, kind, got, how: `lists ${kind} of each, limit=20` });
    const owner = people.find((person) => person[kind].length);
    await check(`GET ${paths}/${kind}/:id`, `retrieves one of the ${kind}`, async () => {
      const params = { opportunity: owner.id, [name]: owner[kind][0] };
      return (await retrieve(key, { params })).data.id === owner[kind][0];
    });
  }
  await check("GET /v1/postings/:id", "retrievePosting", async () => {
    const { data } = await lever.retrievePosting(key, { params: { posting: some.postings[0] } });
    return data.id === some.postings[0] && some.tags.includes(data.text);
  });
  report({ endpoint: "GET /v1/stages", kind: "stages", got: ids(await all(lever.getStages)), how: "getStages" });
  await check("GET /v1/stages/:id", "getStage", async () => {
    return (await lever.getStage(key, { params: { stage: some.stage } })).data.id === some.stage;
  });
  const tags = (await all(lever.getTags, { query: { limit: 100 } })).map((tag) => tag.text);
  report({ endpoint: "GET /v1/tags", kind: "tags", got: tags, how: "getTags" });
  report({
    endpoint: "GET /v1/archive_reasons",
    kind: "archive_reasons",
    got: ids(await all(lever.getArchiveReasons)),
    how: "getArchiveReasons",
  });
  await check("GET /v1/archive_reasons", "getArchiveReasons, type=hired", async () => {
    const { data } = await lever.getArchiveReasons(key, { query: { type: "hired" } });
    return data.length > 0 && data.every((reason) => reason.type === "hired");
  });
  await check("GET /v1/archive_reasons", "getArchiveReason, whose path is that of the list", async () => {
    const { data } = await lever.getArchiveReason(key, { params: { archiveReason: archived.archived } });
    return ids(data).includes(archived.archived);
  });
}

async function writes(known) {
  const perform_as = known.super_admin;
  const posting = known.postings[0];
  const body = {
    name: "Made by lever-js",
    headline: "Northgate Tools",
    location: "Bristol",
    emails: ["made@people.example"],
    links: ["https://people.example/made"],
    tags: ["made"],
    sources: ["lever-js"],
    origin: "sourced",
    postings: [posting],
  };
  const made = await lever.createOpportunity(key, { query: { perform_as }, body });
  const opportunity = made.data.id;
  const within = { params: { opportunity } };
  const paths = "/v1/opportunities/:id";
  const now = async () => (await control("/inventory")).opportunities.find((person) => person.id === opportunity);
  await check("POST /v1/opportunities", "createOpportunity", async () => {
    const person = await now();
    return person.origin === "sourced" && person.tags.includes("made") && same(person.postings, [posting]);
  });
  await check(`PUT ${paths}/stage`, "updateOpportunityStage", async () => {
    await lever.updateOpportunityStage(key, { ...within, body: { stage: "offer" } });
    return (await now()).stage === "offer";
  });
  const reason = known.archive_reasons[0];
  for (const [how, to] of [["archives", reason], ["takes it out again", null]]) {
    await check(`PUT ${paths}/archived`, `updateOpportunityArchivedState, ${how}`, async () => {
      await lever.updateOpportunityArchivedState(key, { ...within, body: { reason: to } });
      return (await now()).archived === to;
    });
  }
  for (const [field, item, add, remove] of [
    ["tags", "by lever-js", lever.addOpportunityTags, lever.removeOpportunityTags],
    ["sources", "by lever-js", lever.addOpportunitySources, lever.removeOpportunitySources],
    ["links", "https://people.example/two", lever.addContactLinksByOpportunity, lever.removeContactLinksByOpportunity],
  ]) {
    const words = field[0].toUpperCase() + field.slice(1);
    await check(`POST ${paths}/add${words}`, "adding twice leaves one", async () => {
      await add(key, { ...within, body: { [field]: [item] } });
      await add(key, { ...within, body: { [field]: [item] } });
      return (await now())[field].filter((other) => other === item).length === 1;
    });
    await check(`POST ${paths}/remove${words}`, "and removing none", async () => {
      await remove(key, { ...within, body: { [field]: [item] } });
      return !(await now())[field].includes(item);
    });
  }

  const { data: note } = await lever.createNote(key, { ...within, query: { perform_as }, body: { value: "Good", score: 3 } });
  const one = { params: { opportunity, note: note.id } };
  const fields = async () => (await lever.retrieveNote(key, one)).data.fields;
  await check(`POST ${paths}/notes`, "createNote with a score", async () => {
    const [field] = await fields();
    return same((await now()).notes, [note.id]) && field.value === "Good" && field.score === 3;
  });
  await check(`POST ${paths}/notes`, "createNote with note_id, a comment on it", async () => {
    await lever.createNote(key, { ...within, query: { perform_as, note_id: note.id }, body: { value: "Indeed" } });
    return (await now()).notes.length === 1 && same((await fields()).map((field) => field.value), ["Good", "Indeed"]);
  });
  await check(`PUT ${paths}/notes/:id`, "updateNote", async () => {
    // `values` is what Lever documents; the type of lever-js says `value`.
    await lever.updateNote(key, { ...one, body: { values: [{ value: "Better" }], score: 4 } });
    const [field] = await fields();
    return field.value === "Better" && field.score === 4;
  });
  await check(`DELETE ${paths}/notes/:id`, "deleteNote", async () => {
    await deleted(lever.deleteNote(key, one));
    return (await now()).notes.length === 0;
  });

  const host = known.opportunities.find((person) => person.panels.length);
  const its = async () => (await control("/inventory")).opportunities.find((person) => person.id === host.id).interviews;
  const panel = (await lever.retrieveInterview(key, { params: { opportunity: host.id, interview: host.interviews[0] } })).data.panel;
  const interview = { panel, interviewers: [{ id: perform_as }], subject: "Follow-up", date: Date.now() + 8.64e7, duration: 30 };
  let added;
  await check(`POST ${paths}/interviews`, "createInterview in a panel of the API", async () => {
    added = (await lever.createInterview(key, { params: { opportunity: host.id }, query: { perform_as }, body: interview })).data.id;
    return same(await its(), [...host.interviews, added]);
  });
  const that = { params: { opportunity: host.id, interview: added }, query: { perform_as } };
  await check(`PUT ${paths}/interviews/:id`, "updateInterview", async () => {
    await lever.updateInterview(key, { ...that, body: { ...interview, duration: 45 } });
    return (await lever.retrieveInterview(key, that)).data.duration === 45;
  });
  await check(`DELETE ${paths}/interviews/:id`, "deleteInterview", async () => {
    await deleted(lever.deleteInterview(key, that));
    return same(await its(), host.interviews);
  });
  await check("POST /v1/postings/:id/apply", "applyToPosting", async () => {
    const email = "applied@people.example";
    const personalInformation = [
      { name: "fullName", value: "Applied by lever-js" },
      { name: "email", value: email },
    ];
    const { data } = await lever.applyToPosting(key, { params: { posting }, body: { personalInformation, customQuestions: [], urls: [] } });
    const person = (await control("/inventory")).opportunities.find((other) => other.emails.includes(email));
    return person.origin === "applied" && same(person.applications, [data.applicationId]);
  });
  for (const [how, wrong, status] of [
    ["an unknown key", () => lever.listOpportunities("nobody", {}), 401],
    ["an unknown opportunity", () => lever.retrieveOpportunity(key, { params: { opportunity: "nowhere" } }), 404],
    ["a limit of 1000", () => lever.listOpportunities(key, { query: { limit: 1000 } }), 400],
  ]) {
    await check("GET /v1/opportunities", `${how} is refused with ${status}`, async () =>
      wrong().then(() => false, (error) => error.message.includes(`HTTP ${status}`)),
    );
  }
}

const known = await control("/inventory");
await reads(known);
await writes(known);
