/** `outweigh publish`: what is frozen, which judgements need a reason, names, marks, and what the brief tells of it. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { keptAt, type Manifest } from "@outweigh/brief";
import { compileCase } from "@outweigh/language";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nodeDisk } from "../files-node.js";
import { columnsOf } from "../terminal.js";
import { chapter, command, makeCase, put } from "./case-for-tests.js";
import { fromFolder } from "./case-snapshot.js";
import { listVersions, openVersion, readVersion, sha256 } from "./read-versions.js";

let root = "";
beforeEach(async () => {
  root = await makeCase();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const schemas = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const name of ["check", "publish"])
  schemas.addSchema(JSON.parse(readFileSync(new URL(`../../../../docs/schema/${name}.schema.json`, import.meta.url), "utf8")));

async function publish(...words: readonly string[]) {
  const ended = await command(root, ["publish", "case", ...words]);
  if (words.includes("--json") && ended.code !== 2) {
    const validate = schemas.getSchema("publish.schema.json")!;
    expect(validate(ended.json()), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  } else expect(`${ended.out}${ended.error}`.split("\n").filter((line) => columnsOf(line) > 80)).toEqual([]);
  return { ...ended, error: ended.error.replace(/\s+/g, " ") };
}

const read = (path: string) => readFileSync(join(root, path));
const manifest = (name: string): Manifest => JSON.parse(read(`case/versions/${name}/manifest.json`).toString());
const write = (settings: Parameters<typeof chapter>[0]) => put(root, "case/01-feet.md", chapter(settings));

test("a version holds the case, its brief, its run record, and the hashes of all", async () => {
  const before = { chapter: read("case/01-feet.md"), table: read("case/data/losses.csv"), lock: read("case/sources.lock") };
  expect((await publish()).code).toBe(0);
  expect(readdirSync(join(root, "case/versions"))).toEqual([".gitattributes", "1"]);
  const held = manifest("1");
  expect(held.files.map(({ path }) => path)).toEqual(["01-feet.md", "data/losses.csv", "sources.lock"]);
  expect(read("case/versions/1/case/01-feet.md")).toEqual(before.chapter);
  expect(read("case/versions/1/case/data/losses.csv")).toEqual(before.table);
  expect(read("case/versions/1/case/sources.lock")).toEqual(before.lock);
  expect(existsSync(join(root, "case/versions/1/case/sources"))).toBe(false);
  expect(held.sources).toEqual([{ id: "log", file: "sources/log.txt", sha256: sha256(read("case/sources/log.txt")), copy: "at-hand" }]);
  expect(held).toMatchObject({ version: "1", number: 1, at: "2026-11-23T12:00:00Z", by: "Hale", case: "feet", previous: null, draws: 256 });
  // A flood costs 100 and the wall 60, so the wall is the best whenever it floods: in 7 of 8 draws.
  expect(held.judgements.map(({ kind, name, word }) => [kind, name, word])).toEqual([
    ["likelihood", "P(flood is wet)", "very likely"],
    ["leading", "cost", "Build a wall"],
    ["confidence", "confidence", "low"],
  ]);
  expect(held.judgements[0]!.where).toBe("01-feet.md:37");
  expect(held.judgements[0]!.value).toBe(0.875);
  const entry = JSON.parse(read("case/ledger.jsonl").toString());
  expect(entry).toMatchObject({
    kind: "publish",
    version: "1",
    by: "Hale",
    manifest: sha256(read("case/versions/1/manifest.json")),
    reasons: [],
  });
});

test("the second version has neither the first nor its chapters in it, and knows the ledger before it", async () => {
  await publish();
  expect((await publish()).code).toBe(0);
  const [first] = read("case/ledger.jsonl").toString().split("\n");
  expect(manifest("2").files.map(({ path }) => path)).toEqual(["01-feet.md", "data/losses.csv", "ledger.jsonl", "sources.lock"]);
  expect(manifest("2")).toMatchObject({
    previous: { version: "1", manifest: sha256(read("case/versions/1/manifest.json")) },
    ledger: { heads: [JSON.parse(first!).id] },
  });
  expect((await command(root, ["check", "case", "--json"])).json().inputsHash).toBe(manifest("1").inputsHash);
});

test("a changed leading option, word or confidence stops publishing until it has its reason", async () => {
  await publish();
  write({ build: 120, word: "highly probable", confidence: "moderate" });
  const refused = await publish();
  expect(refused.code).toBe(1);
  // “Very likely” and “highly probable” are one band of ICD 203.
  expect(refused.error).toContain("2 published judgements have changed since version 1");
  expect(refused.error).toContain(
    "1 cost (Total cost) It was “Build a wall (the best in 88 % of the draws)” and is now “Wait (the best in 100 % of the draws)”.",
  );
  expect(refused.error).toContain("2 confidence");
  expect(existsSync(join(root, "case/versions/2"))).toBe(false);
  expect((await publish("--json", "--reason", "cost: the price: higher")).json()).toMatchObject({
    state: "refused",
    because: "unexplained",
    previous: "1",
  });
  expect((await publish("--reason", "costs: why")).error).toContain("is for no judgement that has changed. Near to it: cost.");
  expect((await publish("--reason", "cost:  ")).error).toContain("The reason for cost is empty.");
  const done = await publish("--json", "--reason", "cost: the price: higher", "--reason", "2: more years");
  expect(done.code).toBe(0);
  expect(done.json().changes).toEqual([
    expect.objectContaining({ kind: "changed", judgement: "cost", reason: "the price: higher" }),
    expect.objectContaining({ kind: "changed", judgement: "confidence", was: "low", now: "moderate", reason: "more years" }),
  ]);
  const last = JSON.parse(read("case/ledger.jsonl").toString().trim().split("\n").at(-1)!);
  expect(last.reasons.map(({ judgement, reason }: { judgement: string; reason: string }) => [judgement, reason])).toEqual([
    ["cost", "the price: higher"],
    ["confidence", "more years"],
  ]);
});

test("a judgement that is withdrawn needs its reason, a new one does not", async () => {
  await publish();
  put(root, "case/01-feet.md", chapter().replace("[{P(flood is wet)}]", "[{P(flood is not dry)}]"));
  expect((await publish()).error).toContain("It was “very likely (88 %)” and is no longer stated.");
  expect((await publish("--reason", "{P(flood is wet)}: said otherwise")).code).toBe(0);
  expect(manifest("2").changes.map(({ kind, reason }) => [kind, reason])).toEqual([
    ["withdrawn", "said otherwise"],
    ["new", ""],
  ]);
});

test("on a terminal the reasons are asked for", async () => {
  await publish();
  write({ build: 120 });
  const asked = (typed: readonly string[]) => command(root, ["publish", "case"], { typed, keys: [] });
  expect((await asked([""])).code).toBe(1);
  const ended = await asked(["Prices rose."]);
  expect(ended.code).toBe(0);
  expect(ended.out.replace(/\s+/g, " ")).toContain("It was “Build a wall (the best in 88 % of the draws)” and is now");
  expect(manifest("2").changes.map(({ reason }) => reason)).toEqual(["Prices rose."]);
});

test("the brief and the review tell what changed and why", async () => {
  await publish();
  write({ build: 120 });
  await command(root, ["brief", "case", "-o", "draft.html"]);
  const plain = (page: string) => page.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  expect(plain(read("draft.html").toString())).toContain(
    "This is a draft. These judgements have changed since version 1 of 23 November 2026.",
  );
  const question = async () =>
    (await command(root, ["review", "case", "--json"])).json().sets[0].standards.find(({ code }: { code: string }) => code === "icd203-7")
      .verdict;
  expect(await question()).toBe("not-met");
  await publish("--reason", "cost: prices rose");
  const page = plain(read("case/versions/2/brief.html").toString());
  expect(page).toContain("This is version 2.");
  expect(page).toMatch(/Total cost Build a wall \(the best in 88 % of the draws\) Wait \(the best in 100 % of the draws\) Prices rose\./);
  expect(await question()).toBe("met");
  await publish("--as", "three");
  expect(plain(read("case/versions/three/brief.html").toString())).toMatch(
    /Versions published before .* 2 23 November 2026 Total cost: from “Build a wall/,
  );
});

test("names: the next whole number, no name twice, no way out of the folder", async () => {
  await publish("--as", "7");
  await publish();
  expect(existsSync(join(root, "case/versions/8"))).toBe(true);
  await publish("--as", "Spring-2027");
  for (const name of ["7", "spring-2027", "..", "../x", "a/b", "a\\b", "", ".x", "a b", "con", "x.", "x".repeat(65), "a\u0000b"])
    expect((await publish("--as", name)).code, name).toBe(2);
  expect(readdirSync(join(root, "case/versions"))).toEqual([".gitattributes", "7", "8", "Spring-2027"]);
  expect(listVersions({ disk: nodeDisk(root) }, "case").map(({ name }) => name)).toEqual(["7", "8", "Spring-2027"]);
  expect(readVersion({ disk: nodeDisk(root) }, "case", "Sprin-2027")).toMatchObject({ kind: "problem" });
});

test("what may not be published is not", async () => {
  write({ quote: "The river rose in eight years of ten." });
  expect((await publish()).code).toBe(1);
  expect((await publish("--json")).json()).toMatchObject({ state: "refused", because: "errors" });
  put(root, "case/01-feet.md", chapter().replace('  author "Hale"\n', ""));
  expect((await publish()).code).toBe(2);
  expect((await publish("--by", "Reed")).code).toBe(0);
  expect(manifest("1").by).toBe("Reed");
});

test("under a mark the brief withholds, and earlier changes that were published under a stricter one are not told", async () => {
  const marked = (build: number) => chapter({ build }).replace("  grade B\n", "  grade B\n  tlp AMBER\n").replace("  because rose\n", "");
  put(root, "case/01-feet.md", marked(60));
  await publish();
  expect(manifest("1").tlp).toBe("TLP:AMBER");
  put(root, "case/01-feet.md", marked(120));
  const ended = await publish("--tlp", "GREEN", "--reason", "cost: secret prices");
  expect(ended.code).toBe(0);
  expect(ended.error).toContain("only brief.html is fit for TLP:GREEN");
  const page = read("case/versions/2/brief.html").toString();
  expect(page).not.toMatch(/secret prices|nine years of ten/);
  expect(page).toContain("withheld under the mark of this brief");
  expect((await command(root, ["verify", "case", "--version", "2"])).out).toContain("letter for letter");
});

test("modules beside the case are kept, and the frozen case is compiled without the folder that it came from", async () => {
  put(root, "parts/price/price.md", "```outweigh\nquantity price : GBP\n  = 60 GBP\n```\n");
  put(
    root,
    "case/01-feet.md",
    chapter().replace("if wall then 60 GBP", "if wall then p.price").replace("option wait", 'use "../parts/price" as p\n\noption wait'),
  );
  expect((await publish()).code).toBe(0);
  expect(manifest("1").files[0]!.path).toBe("../parts/price/price.md");
  expect(existsSync(join(root, "case/versions/1/outside/1/parts/price/price.md"))).toBe(true);
  rmSync(join(root, "parts"), { recursive: true });
  rmSync(join(root, "case/01-feet.md"));
  const effects = { disk: nodeDisk(root) };
  const version = readVersion(effects, "case", "1");
  if (version.kind !== "version") throw new Error(version.message);
  const { files, folder } = openVersion(effects, "case", version);
  const compiled = compileCase(files, folder);
  expect(compiled.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(compiled.inputsHash).toBe(version.manifest.inputsHash);
});

test("places of files", () => {
  expect([keptAt("a/b.md"), keptAt("../m/a.md"), keptAt("../../a.md")]).toEqual(["case/a/b.md", "outside/1/m/a.md", "outside/2/a.md"]);
  for (const path of ["", "..", "a/../b", "/a", "a//b", "../a/../../b", "a\\b", "a\u0000"]) expect(keptAt(path), path).toBeUndefined();
  expect([fromFolder("/a/b", "/a/b/c.md"), fromFolder("/a/b", "/a/m/c.md"), fromFolder("/", "/c.md"), fromFolder("/a/b", "/c.md")]).toEqual(
    ["c.md", "../m/c.md", "c.md", "../../c.md"],
  );
});
