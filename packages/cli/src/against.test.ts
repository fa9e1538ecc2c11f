/** `outweigh analyse --against`: two versions of a case in folders, as text and as data, and what cannot be compared. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";
import { columnsOf } from "./terminal.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "against-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const model = (price: number, homes: number, objective = "cost") => `
case flood "Flood"
  question "Which?"
  baseline wait
option wait "Wait"
option build "Build"
quantity price "Price of a gate" : GBP = ${price} GBP
quantity homes "Homes at risk" = ${homes}
objective ${objective} "total cost" : GBP
  minimise if build then 10 * price else price * homes
`;

function write(folder: string, text: string): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, "case.md"), `# Flood\n\n\`\`\`outweigh\n${text}\n\`\`\`\n`);
}

async function analyse(...words: readonly string[]) {
  const effects = capturedEffects(nodeDisk(root));
  const code = await runCli(["analyse", ...words, "--draws", "64"], effects);
  const { out, error } = effects.printed;
  if (!words.includes("--json")) expect(`${out}${error}`.split("\n").filter((line) => columnsOf(line) > 80)).toEqual([]);
  return { code, out: out.replace(/\s+/g, " "), error: error.replace(/\s+/g, " "), json: () => JSON.parse(out) };
}

test("a change of a product is shared out by hand", async () => {
  // Waiting: 2 × 5 to 3 × 11; the price adds 5 or 11, the homes 12 or 18. Building: 20 to 30, by the price.
  write("old", model(2, 5));
  write("new", model(3, 11));
  const { code, out } = await analyse("new", "--against", "old");
  expect(code).toBe(0);
  expect(out).toContain("On total cost the best mean is now that of “Build”; before it was that of “Wait”. The change has two causes");
  expect(out).toMatch(/Wait 10 33 \+23 100 % → 0 %/);
  expect(out).toMatch(/Homes at risk: 5 → 11 0 \+15 /);
  expect(out).toMatch(/Price of a gate: 2 GBP → 3 GBP \+10 \+8 /);
  expect(out).toMatch(/All together \+10 \+23 /);
});

test("the same as data, in the envelope of analyses", async () => {
  write("old", model(2, 5));
  write("new", model(3, 11));
  const whole = (await analyse("new", "--against", "old", "--json")).json();
  expect([whole.format, whole.state, whole.analyses]).toEqual(["outweigh-analyse-1", "done", []]);
  const { against, result } = whole.attribution;
  expect(against).toBe("old");
  expect(
    result.causes.map(({ changes, means }: { changes: { key: string }[]; means: { value: number }[] }) => [
      changes[0]!.key,
      means.map(({ value }) => value),
    ]),
  ).toEqual([
    ["homes", [15, 0]],
    ["price", [8, 10]],
  ]);
  const both = (await analyse("new", "comparison", "--against", "old", "--json")).json();
  expect([both.analyses.length, both.attribution.result.isExact]).toEqual([1, true]);
});

test("where nothing was changed, it says so", async () => {
  write("old", model(2, 5));
  write("new", model(2, 5).replace("price *  homes", "price * homes").replace("Homes at risk", "Houses at risk"));
  expect((await analyse("new", "--against", "old")).out).toContain("Nothing was changed on which numbers rest");
});

test("a folder with errors is refused, whichever it is", async () => {
  write("old", model(2, 5));
  write("bad", model(2, 5).replace("10 * price", "10 * prise"));
  for (const folders of [
    ["old", "bad"],
    ["bad", "old"],
  ] as const) {
    const { code, out, error } = await analyse(folders[0], "--against", folders[1]);
    expect([code, out]).toEqual([1, ""]);
    expect(error).toContain("bad: 1 error");
    expect((await analyse(folders[0], "--against", folders[1], "--json")).json()).toMatchObject({ state: "refused", folder: "bad" });
  }
});

test("objectives that cannot be compared, and misused options, are named with what helps", async () => {
  write("old", model(2, 5));
  write("new", model(2, 5, "price_paid"));
  write("other", model(2, 5).replace('"total cost" : GBP', '"total cost" : 1').replace("price else price", "1 else 1"));
  expect((await analyse("new", "--against", "old")).out).toContain("no objective in common");
  expect((await analyse("other", "--against", "old")).out).toContain("“total cost” is measured in another kind of unit than before");
  expect(await analyse("new", "--against", "nowhere")).toMatchObject({ code: 2, error: expect.stringContaining("no folder nowhere") });
  expect(await analyse("new", "--objective", "cost")).toMatchObject({ code: 2, error: expect.stringContaining("--against") });
  const unknown = await analyse("old", "--against", "new", "--objective", "costs");
  expect(unknown).toMatchObject({ code: 2, error: expect.stringContaining("Near to it: cost") });
});
