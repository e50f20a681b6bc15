// Runs the audits of graphql-http. Run by with_graphql_http.py.
import { auditServer } from "graphql-http";

const BY_GET = "queries are taken by POST only, so that no link or form of another site can ask";
const OURS = "allowed, and not done";
/** Ids of the audits that need not hold, and why. */
const EXPECTED = {
  "5A70": BY_GET,
  D6D5: BY_GET,
  "6A70": BY_GET,
  8764: OURS,
  "3E3A": OURS,
};

const { FULCRUM_URL, FULCRUM_COOKIE } = process.env;
const results = await auditServer({
  url: FULCRUM_URL,
  fetchFn: (url, options) =>
    fetch(url, { ...options, headers: { ...options?.headers, cookie: FULCRUM_COOKIE } }),
});
for (const { id, name, status, reason } of results) {
  const why = EXPECTED[id];
  // One that holds by now is no exception any more.
  const ok = status === "ok" ? why === undefined : status !== "error" && why !== undefined;
  const detail = [reason, why].filter(Boolean).join("; ");
  console.log(JSON.stringify({ name: `${id} ${name}`, ok, detail }));
}
