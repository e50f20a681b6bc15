// A system of the company's own that is told how interviews go, and checks the signatures with a library that
// nobody here wrote.
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

/** What arrived, as it was signed. */
export interface Told {
  type: string;
  data: Record<string, unknown>;
}

/** Where events go, and what came of them. */
export interface Receiver {
  /** `host:port`. */
  host: string;
  url: string;
  /** Checks what comes from now on by this secret. */
  trust: (secret: string) => void;
  /** What came and was signed by the secret. */
  told: Told[];
  close: () => void;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Starts one, which takes nothing before it has a secret. */
export async function startReceiver(): Promise<Receiver> {
  const told: Told[] = [];
  let secret: string | null = null;
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    try {
      if (secret === null) throw new Error("nothing is expected yet");
      const headers = request.headers as Record<string, string>;
      told.push(new Webhook(secret).verify(body, headers) as Told);
      response.writeHead(204).end();
    } catch {
      response.writeHead(400).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return {
    host,
    url: `http://${host}/fulcrum`,
    trust: (given) => {
      secret = given;
    },
    told,
    close: () => server.close(),
  };
}
