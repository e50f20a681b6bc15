// The candidate's room: the page behind an invite's link, /i/{token}.
import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/newsreader/index.css";
import "./room.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { roomApi } from "./api";
import { Room } from "./Room";

const token = location.pathname.split("/")[2] ?? "";
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Room token={token} api={roomApi(token)} />
    </StrictMode>,
  );
}
