// A server's side of `graphql-transport-ws` in memory: tells what a test wants told.
import { vi } from "vitest";

interface Message {
  id?: string;
  type: string;
  payload?: unknown;
}

/** Sockets that were opened, in order. */
export interface Opened {
  /** What the page subscribed to. */
  subscribed: { id: string; variables: unknown }[];
  /** Tells the subscription with these variables something. */
  tell: (variables: unknown, result: unknown) => void;
  /** Ends the subscription with these variables. */
  end: (variables: unknown) => void;
  /** Breaks the connection. */
  drop: () => void;
}

/** Puts sockets in memory in the place of real ones. */
export function listen(): Opened[] {
  const opened: Opened[] = [];
  class Socket {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readyState = 0;
    onopen: () => void = () => {};
    onclose: (event: { code: number; reason: string; wasClean: boolean }) => void = () => {};
    onmessage: (event: { data: string }) => void = () => {};
    onerror: () => void = () => {};
    readonly #told: Opened;

    constructor() {
      this.#told = {
        subscribed: [],
        tell: (variables, payload) => {
          for (const id of this.#idsOf(variables)) this.#say({ id, type: "next", payload });
        },
        end: (variables) => {
          for (const id of this.#idsOf(variables)) {
            this.#forget(id);
            this.#say({ id, type: "complete" });
          }
        },
        drop: () => this.close(1006),
      };
      opened.push(this.#told);
      queueMicrotask(() => {
        this.readyState = 1;
        this.onopen();
      });
    }

    #idsOf(variables: unknown): string[] {
      const same = (each: unknown) => JSON.stringify(each) === JSON.stringify(variables);
      return this.#told.subscribed.filter((each) => same(each.variables)).map(({ id }) => id);
    }

    #forget(id: string) {
      this.#told.subscribed = this.#told.subscribed.filter((each) => each.id !== id);
    }

    #say(message: Message) {
      this.onmessage({ data: JSON.stringify(message) });
    }

    send(text: string) {
      const message = JSON.parse(text) as Message & { payload?: { variables?: unknown } };
      if (message.type === "connection_init") this.#say({ type: "connection_ack" });
      if (message.type === "subscribe" && message.id !== undefined) {
        const { id, payload } = message;
        this.#told.subscribed.push({ id, variables: payload?.variables });
      }
      if (message.type === "complete" && message.id !== undefined) this.#forget(message.id);
    }

    close(code = 1000) {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.onclose({ code, reason: "", wasClean: code === 1000 });
    }
  }
  vi.stubGlobal("WebSocket", Socket);
  return opened;
}
