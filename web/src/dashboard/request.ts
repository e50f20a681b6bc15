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

/** The hash that the server knows an operation by: it has those of this build compiled in. */
export function hashOf(document: Pick<TypedDocumentString<never, never>, "__meta__">): string {
  return String(document.__meta__?.hash ?? "").replace("sha256:", "");
}

interface Reply<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: unknown } }[];
}

async function post<Data>(body: object): Promise<{ status: number; reply: Reply<Data> | null }> {
  let response: Response;
  try {
    response = await fetch("/graphql", {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
  } catch {
    throw new RequestError("The server can't be reached.");
  }
  const reply = (await response.json().catch(() => null)) as Reply<Data> | null;
  return { status: response.status, reply };
}

export async function request<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  ...[variables]: Variables extends Record<string, never> ? [] : [Variables]
): Promise<Data> {
  const extensions = { persistedQuery: { version: 1, sha256Hash: hashOf(document) } };
  let { status, reply } = await post<Data>({ extensions, variables: variables ?? {} });
  if (reply?.errors?.[0]?.extensions?.code === "PERSISTED_QUERY_NOT_FOUND") {
    // The server is of another build than this page.
    ({ status, reply } = await post<Data>({
      query: document.toString(),
      variables: variables ?? {},
    }));
  }
  const error = reply?.errors?.[0];
  if (status === 401 || error?.extensions?.code === "UNAUTHENTICATED") {
    throw new RequestError("You are signed out.", true);
  }
  if (error !== undefined) throw new RequestError(error.message);
  if (status >= 400 || reply?.data === undefined || reply.data === null) {
    throw new RequestError(`The server answered with status ${status}.`);
  }
  return reply.data;
}
