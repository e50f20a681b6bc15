// Tells the server that the page is before somebody's eyes: their mail arrived. Not while a browser or a
// program looks at it ahead of them.

/** Once, as soon as the page is seen. Nothing depends on it, so a failure is nobody's concern. */
export function tellOpened(token: string, page: Document = document): void {
  if (page.visibilityState !== "visible") {
    page.addEventListener("visibilitychange", () => tellOpened(token, page), { once: true });
    return;
  }
  void fetch(`/i/${token}/opened`, { method: "POST", credentials: "omit" }).catch(() => undefined);
}
