// What jsdom leaves out and the pages use.
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

// Generous: waiting ends as soon as the page is there, and a busy machine is no failure.
configure({ asyncUtilTimeout: 20_000 });

beforeEach(() => {
  localStorage.clear();
  location.hash = "";
  URL.createObjectURL = () => "blob:nowhere";
  URL.revokeObjectURL = () => {};
  window.scrollTo = () => {};
  // The server tells nothing by itself, unless a test wants that.
  vi.stubGlobal("WebSocket", class {});
  window.matchMedia = (media) => ({
    media,
    matches: false,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
    dispatchEvent: () => false,
  });
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  Element.prototype.scrollIntoView = () => {};
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});

afterEach(cleanup);
