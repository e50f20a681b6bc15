// The one way to the server: a GraphQL operation over POST /graphql, signed in by the session cookie.
import type { TypedDocumentString } from "../gql/graphql";

/** How long one operation may take. */
const REQUEST_TIMEOUT_MS = 30_000;

/** An operation that brought no data: our fault or the network's. Expected refusals are `Problem`s in the data. */
export class RequestError extends Error {
  /** True when the session has ended. */
  readonly signedOut: boolean;

  constructor(message: string, signedOut = false) {
    super(message);
    this.name = "RequestError";
    this.signedOut = signedOut;
  }
}

interface Reply<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: unknown } }[];
}

export async function request<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  ...[variables]: Variables extends Record<string, never> ? [] : [Variables]
): Promise<Data> {
  let response: Response;
  try {
    response = await fetch("/graphql", {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ query: document.toString(), variables: variables ?? {} }),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
  } catch {
    throw new RequestError("The server can't be reached.");
  }
  const reply = (await response.json().catch(() => null)) as Reply<Data> | null;
  const error = reply?.errors?.[0];
  if (response.status === 401 || error?.extensions?.code === "UNAUTHENTICATED") {
    throw new RequestError("You are signed out.", true);
  }
  if (error !== undefined) throw new RequestError(error.message);
  if (!response.ok || reply?.data === undefined || reply.data === null) {
    throw new RequestError(`The server answered with status ${response.status}.`);
  }
  return reply.data;
}
