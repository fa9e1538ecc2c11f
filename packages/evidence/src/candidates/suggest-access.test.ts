import { expect, it } from "vitest";
import { suggestAccess } from "./suggest-access.js";

it.each<readonly [string, string | undefined]>([
  ["A memo seen by this newspaper shows the cost.", "direct"],
  ["According to an inspection report seen by Meridian Wire, the dyke leaked.", "direct"],
  ["On Tuesday I counted 121 empty spaces.", "direct"],
  ["State media said that four ships sank. Local media reports spoke of five.", "second-hand"],
  ["The vessel has reportedly left port.", "second-hand"],
  ["“I saw it,” said Anna Berg.", undefined],
  ["It was seen by few.", undefined],
  ["The council met on Monday.", undefined],
])("%s", (text, kind) => expect(suggestAccess(text, "en")?.kind).toBe(kind));

it("what was seen counts before what is passed on, and the words are those of the text", () =>
  expect(suggestAccess("The vessel reportedly left. A log obtained by Radio Nord says so.", "en")).toEqual({
    kind: "direct",
    words: "obtained by Radio Nord",
  }));

it("of a language that is not known nothing is said", () => expect(suggestAccess("I saw it.", "nl")).toBeUndefined());
