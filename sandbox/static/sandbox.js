// Keeps what a page shows up to date, and sends a form when a choice in it changes.
// Everything also works without this script.

const EVERY_MS = 2000;
/** What each live part last showed, as the server wrote it. */
const shown = new Map();

/** Replaces the live parts of the page that changed, except where somebody is at work. */
async function refresh() {
  if (document.hidden) return;
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (!next || shown.get(part.id) === next.innerHTML || isInUse(part)) continue;
    shown.set(part.id, next.innerHTML);
    next.querySelectorAll("details[data-key]").forEach((details) => {
      details.open = Boolean(part.querySelector(`details[data-key="${details.dataset.key}"][open]`));
    });
    part.replaceChildren(...next.childNodes);
    listen(part);
  }
}

/** Somebody types, chooses or has text marked in it. */
function isInUse(part) {
  const selection = document.getSelection();
  return part.contains(document.activeElement)
    || (selection && !selection.isCollapsed && part.contains(selection.anchorNode));
}

function listen(root) {
  for (const form of root.querySelectorAll("form[data-send-on-change]")) {
    form.querySelector("button").hidden = true;
    form.addEventListener("change", () => form.requestSubmit());
  }
}

document.querySelectorAll("[data-live]").forEach((part) => shown.set(part.id, part.innerHTML));
listen(document);
if (document.querySelector("[data-live]")) {
  setInterval(() => refresh().catch(() => {}), EVERY_MS);
}
