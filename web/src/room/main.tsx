// The candidate's room: the page behind an invite's link, /i/{token}.
import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/newsreader/index.css";
import "./room.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { roomApi } from "./api";
import { languageChosen } from "./draft";
import { tellOpened } from "./opened";
import { Room } from "./Room";
import { browserLanguage, ENGLISH, wordsOf } from "./words";

const token = location.pathname.split("/")[2] ?? "";
const root = document.getElementById("root");
if (root !== null) {
  tellOpened(token);
  const first = languageChosen(token) ?? browserLanguage() ?? "en";
  const words = await wordsOf(first).catch(() => ENGLISH);
  createRoot(root).render(
    <StrictMode>
      <Room token={token} api={roomApi(token)} first={words} />
    </StrictMode>,
  );
}
