// The GraphQL client: data, masked errors, sessions that have ended.
import { describe, expect, it, vi } from "vitest";
import { TypedDocumentString } from "../gql/graphql";
import { RequestError, request } from "./request";

const document = new TypedDocumentString<{ signOut: boolean }, Record<string, never>>(
  "mutation SignOut { signOut }",
);

function answers(body: unknown, status = 200) {
  const fetch = vi.fn(async () => Response.json(body, { status }));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

describe("request", () => {
  it("posts to /graphql with the session cookie and returns the data", async () => {
    const fetch = answers({ data: { signOut: true } });
    await expect(request(document)).resolves.toEqual({ signOut: true });
    expect(fetch).toHaveBeenCalledWith(
      "/graphql",
      expect.objectContaining({ method: "POST", credentials: "same-origin" }),
    );
  });

  it("names an operation by its hash, and sends its text to a server that does not know it", async () => {
    const known = new TypedDocumentString<{ signOut: boolean }, Record<string, never>>(
      "mutation SignOut { signOut }",
      { hash: "sha256:39300be1" },
    );
    const bodies: { query?: string; extensions?: unknown }[] = [];
    vi.stubGlobal("fetch", async (_: string, init: { body: string }) => {
      const body = JSON.parse(init.body) as { query?: string };
      bodies.push(body);
      if (body.query !== undefined) return Response.json({ data: { signOut: true } });
      const extensions = { code: "PERSISTED_QUERY_NOT_FOUND" };
      return Response.json({ errors: [{ message: "PersistedQueryNotFound", extensions }] });
    });
    await expect(request(known)).resolves.toEqual({ signOut: true });
    expect(bodies).toEqual([
      { extensions: { persistedQuery: { version: 1, sha256Hash: "39300be1" } }, variables: {} },
      { query: "mutation SignOut { signOut }", variables: {} },
    ]);
  });

  it("passes on the message of an error", async () => {
    answers({ data: null, errors: [{ message: "internal error 0198c0de" }] });
    await expect(request(document)).rejects.toThrow("internal error 0198c0de");
  });

  it.each([
    [{ errors: [{ message: "no", extensions: { code: "UNAUTHENTICATED" } }] }, 200],
    [{}, 401],
  ])("knows an ended session: %j", async (body, status) => {
    answers(body, status);
    await expect(request(document)).rejects.toMatchObject({ signedOut: true });
  });

  it("says so when the server is not there, or is not ours", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(request(document)).rejects.toBeInstanceOf(RequestError);
    vi.stubGlobal("fetch", async () => new Response("<html>", { status: 502 }));
    await expect(request(document)).rejects.toThrow("502");
  });
});
