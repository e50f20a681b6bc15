// The candidate's language: how it is found, chosen and kept, and that all of a page is in it.
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { RoomServer } from "../testing/roomServer";
import { roomApi } from "./api";
import { savePractised, saveZone } from "./draft";
import { Room } from "./Room";

const TOKEN = "secret-token-of-the-invite";

let server: RoomServer;
beforeEach(() => {
  server = new RoomServer().start();
  savePractised(TOKEN);
  saveZone(TOKEN, "Europe/Madrid");
  return () => {
    document.documentElement.lang = "en";
  };
});

function open() {
  return render(<Room token={TOKEN} api={roomApi(TOKEN)} />);
}

const speaks = (...tags: string[]) => vi.spyOn(navigator, "languages", "get").mockReturnValue(tags);

describe("at first", () => {
  it("is the first of the browser's that there is, and the server is told with the zone", async () => {
    speaks("nl", "es-MX", "en");
    open();
    const heading = "Hola, Ada. Gracias por estar aquí.";
    expect(await screen.findByRole("heading", { name: heading })).toBeTruthy();
    expect(server.speeches).toEqual([{ language: "es", zone: "Europe/Madrid" }]);
    expect(document.documentElement.lang).toBe("es");
    expect(document.documentElement.dir).toBe("ltr");
    expect(document.title).toBe("Le damos la bienvenida · Entrevista con Meridian Pay");
    expect(screen.getByText(/Las preguntas están redactadas en este idioma: inglés/)).toBeTruthy();
  });

  it("is what the candidate chose before, on whatever device, and is not told again", async () => {
    speaks("es");
    server.state.language = "fr";
    server.state.zone = "Europe/Paris";
    open();
    expect(await screen.findByText("Alex est une IA.")).toBeTruthy();
    expect(server.speeches).toEqual([]);
  });

  it("is that of the questions when the browser speaks none of ours", async () => {
    speaks("nl", "fi");
    server.state.planLanguage = "de";
    open();
    expect(await screen.findByText("Alex ist eine KI.")).toBeTruthy();
    expect(screen.queryByText(/Die Fragen selbst/)).toBeNull();
  });

  it("is told without a zone that the server does not know", async () => {
    speaks("de");
    const message = "We do not know that time zone.";
    const read = server.state;
    server.faults = [];
    open();
    await screen.findByText("Alex ist eine KI.");
    // Once more, with a refusal after the page was read.
    read.language = null;
    read.zone = null;
    server.speeches.length = 0;
    const refuse = { status: 422, code: "UNKNOWN_ZONE", message };
    const { fetch } = globalThis;
    let isFirst = true;
    vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
      if (!url.endsWith("/language") || !isFirst) return fetch(url, init);
      isFirst = false;
      return Promise.resolve(Response.json(refuse, { status: 422 }));
    });
    open();
    await waitFor(() => expect(server.speeches).toEqual([{ language: "de", zone: null }]));
  });
});

describe("a choice", () => {
  it("is made by the keyboard, changes all of the page, and holds", async () => {
    const user = userEvent.setup();
    const first = open();
    const french = await screen.findByRole("button", { name: "Français" });
    // Where each step begins; it would take the focus back.
    const heading = screen.getByRole("heading", { level: 1 });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(french.lang).toBe("fr");
    expect(french.getAttribute("aria-pressed")).toBe("false");
    french.focus();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("button", { name: "Commencer maintenant" })).toBeTruthy();
    expect(document.activeElement).toBe(french);
    expect(french.getAttribute("aria-pressed")).toBe("true");
    expect(screen.getByRole("navigation", { name: "Langue" })).toBeTruthy();
    await waitFor(() => expect(server.speeches.at(-1)?.language).toBe("fr"));
    first.unmount();
    open();
    expect(await screen.findByText("Alex est une IA.")).toBeTruthy();
  });

  it("keeps what is being written, and asks the question as it is", async () => {
    server.at(1);
    const user = userEvent.setup();
    open();
    await user.type(await screen.findByLabelText("Your answer"), "Half a sent");
    await user.click(screen.getByRole("button", { name: "Deutsch" }));
    const field = await screen.findByLabelText<HTMLTextAreaElement>("Ihre Antwort");
    expect(field.value).toBe("Half a sent");
    expect(screen.getByText("Frage 2 von 3")).toBeTruthy();
    const question = screen.getByText("Tell me about a failure in production.");
    expect(question.getAttribute("lang")).toBe("en");
    await user.click(screen.getByRole("button", { name: "Antwort senden" }));
    expect(await screen.findByText("Frage 3 von 3")).toBeTruthy();
    expect(screen.getByRole("status").textContent).toBe("Antwort 2 ist gespeichert.");
  });

  it("changes what is being asked where that is known in the language, and nothing else", async () => {
    server.wordings = { de: { q2: "Erzählen Sie von einem Ausfall." } };
    server.at(1);
    const user = userEvent.setup();
    open();
    await user.type(await screen.findByLabelText("Your answer"), "Half a sent");
    await user.click(screen.getByRole("button", { name: "Deutsch" }));
    const question = await screen.findByText("Erzählen Sie von einem Ausfall.");
    expect(question.getAttribute("lang")).toBe("de");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Ihre Antwort").value).toBe("Half a sent");
    await user.click(screen.getByRole("button", { name: "Français" }));
    const former = await screen.findByText("Tell me about a failure in production.");
    expect(former.getAttribute("lang")).toBe("en");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Votre réponse").value).toBe("Half a sent");
  });

  it("does not go back to a question that was answered meanwhile", async () => {
    server.wordings = { de: { q2: "Erzählen Sie von einem Ausfall." } };
    server.at(1);
    const user = userEvent.setup();
    open();
    await screen.findByText("Question 2 of 3");
    // On another device; this page has not heard of it.
    server.at(2);
    await user.click(screen.getByRole("button", { name: "Deutsch" }));
    await waitFor(() => expect(server.speeches.at(-1)?.language).toBe("de"));
    expect(await screen.findByText("Frage 2 von 3")).toBeTruthy();
    expect(screen.getByText("Tell me about a failure in production.")).toBeTruthy();
  });

  it("holds on this device when the server cannot be told, and is told later", async () => {
    const user = userEvent.setup();
    const first = open();
    await screen.findByText("Alex is an AI.", { exact: false });
    server.faults = ["offline"];
    await user.click(screen.getByRole("button", { name: "Español" }));
    expect(await screen.findByText("Alex es una IA.")).toBeTruthy();
    first.unmount();
    expect(server.state.language).toBe("en");
    open();
    expect(await screen.findByText("Alex es una IA.")).toBeTruthy();
    await waitFor(() => expect(server.state.language).toBe("es"));
  });

  it("can be made where the link leads nowhere", async () => {
    server.faults = [{ status: 404, code: "NOT_FOUND", message: "no such link" }];
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("button", { name: "Español" }));
    expect(await screen.findByRole("heading", { name: "Este enlace no es válido." })).toBeTruthy();
  });
});

describe("the way through in Spanish", () => {
  beforeEach(() => void speaks("es-ES"));

  it("tells times in Spanish and sends the zone they were chosen by", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-20T12:00:00Z") });
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("button", { name: "Elegir una hora para más tarde" }));
    expect(screen.getByText(/hora estándar de Europa central \(UTC\+1\)/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Guardar esta hora" }));
    expect(await screen.findByText(/Su hora: sábado, 21 de noviembre de 2026/)).toBeTruthy();
    expect(server.choices[0]?.zone).toBe("Europe/Madrid");
    vi.useRealTimers();
  });

  it("refuses, pauses and ends in Spanish", async () => {
    server.at(2);
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("button", { name: "Enviar respuesta" }));
    expect(screen.getByRole("alert").textContent).toBe("Escriba primero unas palabras.");
    await user.type(screen.getByLabelText("Su respuesta"), "No, gracias.");
    server.faults = [{ status: 413, code: "TOO_LONG", message: "This answer is too long." }];
    await user.click(screen.getByRole("button", { name: "Enviar respuesta" }));
    await waitFor(() =>
      expect(screen.getByRole("alert").textContent).toBe(
        "Esta respuesta es demasiado larga. Acórtela.",
      ),
    );
    await user.click(screen.getByRole("button", { name: "Enviar respuesta" }));
    expect(await screen.findByRole("heading", { name: "Gracias, Ada." })).toBeTruthy();
  });
});
