import { expect, it } from "vitest";
import { sentence } from "./sentence";

it("has a capital and a full stop, once", () => {
  expect(sentence("the mail server refused the address")).toBe(
    "The mail server refused the address.",
  );
  expect(sentence("Lever is not connected. ")).toBe("Lever is not connected.");
  expect(sentence("")).toBe("");
});
