/** The circle of the flagship: inputs that turn its answer, indicators that are read for them, a sign that is accepted, a forecast that moves, its score. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { capturedEffects } from "../captured-effects.js";
import { nodeDisk } from "../files-node.js";
import { runCli } from "../program.js";

const examples = fileURLToPath(new URL("../../../../examples/", import.meta.url));

test("from a flip point to a score", { timeout: 180_000 }, async () => {
  const root = mkdtempSync(join(tmpdir(), "flagship-"));
  try {
    cpSync(examples, root, { recursive: true, filter: (path) => !path.includes("versions") });
    const later = Date.parse("2027-02-20T08:00:00Z");
    const outweigh = async (words: readonly string[], now = later) => {
      const effects = capturedEffects(nodeDisk(root), { now });
      const code = await runCli(words, effects);
      expect([code, effects.printed.error]).toEqual([0, expect.anything()]);
      return effects.printed.out;
    };
    const watch = async (...words: readonly string[]) =>
      JSON.parse(await outweigh(["watch", "cartels", "--by", "Author of the case", "--json", ...words]));
    const table = join(root, "cartels/data/counts.csv");
    writeFileSync(table, `${readFileSync(table, "utf8")}2025,71000,,,\n`);
    const { readings, candidates, flipping } = await watch();
    expect(flipping.map(({ input }: { input: string }) => input)).toContain("friction_cost");
    expect(flipping.filter(({ revealedBy }: { revealedBy: readonly string[] }) => revealedBy.length === 0)).toEqual([]);
    expect(readings).toMatchObject([{ indicator: "overdose_count", of: "2025", value: 71000, passed: true }]);
    const [sign] = candidates.filter(({ indicator }: { indicator: string }) => indicator === "overdose_count");
    await outweigh(["watch", "cartels", "--by", "Author of the case", "--accept", sign.key]);
    await outweigh(["forecast", "update", "cartels"]);
    const list = JSON.parse(await outweigh(["forecast", "list", "cartels", "--json"]));
    const { history } = list.forecasts.find(({ forecast }: { forecast: string }) => forecast === "overdoses_2026");
    // The odds of what the model said are multiplied by three.
    const [was, now] = history.slice(-2).map(({ value }: { value: { probability: number } }) => value.probability);
    expect(Math.abs(now - (3 * was) / (3 * was + 1 - was))).toBeLessThan(0.01);

    await outweigh(
      ["forecast", "resolve", "cartels", "overdoses_2026", "yes", "--on", "2027-02-21", "--evidence", "CDC"],
      later + 5 * 86_400_000,
    );
    const scores = JSON.parse(await outweigh(["score", "cartels", "--json"], later + 5 * 86_400_000));
    const question = scores.questions.find(({ forecast }: { forecast: string }) => forecast === "overdoses_2026");
    expect(question.rows).toMatchObject([
      { forecaster: "model", forecasts: 2, lastForecast: { brierHalf: expect.closeTo((1 - now) ** 2, 9) } },
    ]);
    expect(scores.forecasters.find(({ forecaster }: { forecaster: string }) => forecaster === "model").weight).toBeGreaterThan(0);
  } finally {
    rmSync(root, { recursive: true });
  }
});
