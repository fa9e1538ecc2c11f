/** The same bits in all places: the sources here, on both tiers; the built engine under another Node, in a page of Chromium, in its worker and in a pool of workers. */
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { answerUnder, otherNode } from "../other-node.js";
import { answerInBrowser, chromiumPath } from "./in-browser.js";
import { type Answer, answerHere, jobs } from "./jobs.js";

const mustRun = process.env.CI === "true";
const asked = jobs();
/** What a pool of web workers is asked: the jobs of more than one batch. */
const spread = asked.filter(({ options }) => options.draws > 8192 && options.tier !== "reference");
let known: ReadonlyMap<string, string> | undefined;

/** The answers here, worked out once. */
function here(): ReadonlyMap<string, string> {
  known ??= new Map(asked.map(answerHere));
  return known;
}

function differences(answers: readonly Answer[], of = asked): readonly string[] {
  expect(answers.map(([title]) => title)).toEqual(of.map(({ title }) => title));
  return answers.filter(([title, hash]) => here().get(title) !== hash).map(([title]) => title);
}

describe("the same bits", { timeout: 600_000 }, () => {
  it("compiled and interpreted", () => {
    const pairs = asked.filter(({ title }) => title.endsWith(", reference")).map(({ title }) => title);
    expect(pairs.length).toBeGreaterThan(15);
    expect(pairs.filter((title) => here().get(title) !== here().get(title.replace(/reference$/, "compiled")))).toEqual([]);
    expect(new Set([...here().values()]).size).toBe(asked.length - pairs.length);
  });

  const hasNode = otherNode !== undefined && existsSync(otherNode);
  it.skipIf(!hasNode)(
    hasNode ? "under another Node" : "under another Node: not tested, because OUTWEIGH_OTHER_NODE names none",
    async () => {
      const { version, answers } = await answerUnder(otherNode!, asked);
      expect(version.split(".")[0]).not.toBe(process.version.split(".")[0]);
      expect(differences(answers)).toEqual([]);
    },
  );

  const hasBrowser = existsSync(chromiumPath);
  const title = hasBrowser || mustRun ? "in Chromium" : `in Chromium: not tested, because there is none at ${chromiumPath}`;
  it.skipIf(!hasBrowser && !mustRun)(title, async () => {
    const { page, worker, pool, hasSharedMemory, errors } = await answerInBrowser(asked);
    expect(errors).toEqual([]);
    expect(differences(page)).toEqual([]);
    expect(differences(worker)).toEqual([]);
    expect(hasSharedMemory).toBe(false);
    expect(differences(pool, spread)).toEqual([]);
  });

  it.skipIf(!hasBrowser && !mustRun)(`${title}, where workers may share memory`, async () => {
    const { pool, hasSharedMemory, errors } = await answerInBrowser(spread, true);
    expect(errors).toEqual([]);
    expect(hasSharedMemory).toBe(true);
    expect(differences(pool, spread)).toEqual([]);
  });
});
