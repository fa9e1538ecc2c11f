/** `outweigh watch` on a real folder: readings and candidates filed once, decisions that change the case, bad places, persons, hostile and huge feeds. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLedger } from "@outweigh/language";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "../captured-effects.js";
import { nodeDisk } from "../files-node.js";
import { runCli } from "../program.js";

let root = "";
let server: Server | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "watch-"));
  mkdirSync(join(root, "case"));
});
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  server = undefined;
  rmSync(root, { recursive: true });
});

const put = (path: string, text: string) => writeFileSync(join(root, "case", path), text);
const get = (path: string) => readFileSync(join(root, "case", path), "utf8");
const ledger = () => readLedger(get("ledger.jsonl"));

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL("../../../../docs/schema/watch.schema.json", import.meta.url), "utf8")),
);

async function watch(words: readonly string[] = [], settings: { readonly now?: number; readonly typed?: readonly string[] } = {}) {
  const effects = capturedEffects(nodeDisk(root), {
    now: settings.now ?? Date.UTC(2026, 5, 15),
    ...(settings.typed && { typed: settings.typed }),
  });
  const code = await runCli(["watch", "case", "--by", "Ann", ...words], effects);
  return { code, out: effects.printed.out, error: effects.printed.error };
}

// biome-ignore lint/suspicious/noExplicitAny: JSON that has been validated by its schema
async function json(words: readonly string[] = [], now?: number): Promise<any> {
  const { out, error } = await watch([...words, "--json"], now === undefined ? {} : { now });
  const value = JSON.parse(out || `{"error":${JSON.stringify(error)}}`);
  expect(validate(value), JSON.stringify([validate.errors?.slice(0, 3), error])).toBe(true);
  return value;
}

const chapter = (indicators: string) => `# Bridge

\`\`\`outweigh
case bridge
  question "Close the bridge?"
  time yearly from 2026 to 2030
option hold "Carry on"
option ban "Ban lorries"
quantity traffic "Lorries a day" : 1/day
  = normal(mean = 400/day, sd = 60/day)
  because "x"
quantity harm "Damage" : EUR
  = 1,000 to 5,000 as lognormal
  because "x"
chance settling : no | yes
  probabilities rest | 10 %
  because "x"
stock cracks : mm
  starts at 10 mm to 20 mm as uniform
  gains if ban then 0.5 mm/year else 2 mm/year
  because "x"
objective cost : EUR
  minimise total((if ban then 900,000 EUR/day else traffic * harm) * (if time > 2026 then 1 else 0.9)) * (if settling is yes then 2 else 1)
pathway later
  starts hold
  when cracks > 18 mm by 2029 then switch to ban
forecast order "Will it be ordered?"
  by 2027-06-30
  probability 25 %
  because "x"
${indicators}
\`\`\`
`;

const counts = `indicator counts "Counts"
  watches "Lorries"
  column "counts.csv" n when d
  threshold above 450/day
  measures traffic
  error normal(sd = 30/day)`;
const gauge = `indicator gauge "Gauge"
  watches "Cracks"
  column "gauge.csv" mm when d : mm
  measures cracks
  threshold above 18 mm`;
const news = `indicator news "News"
  watches "Orders"
  feed "news.xml"
  search "load limit"
  likelihood 4 when settling is yes`;
const feed = (...items: readonly (readonly [title: string, text: string, link: string])[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>${items
    .map(([title, text, link]) => `<item><title>${title}</title><description><![CDATA[${text}]]></description><link>${link}</link></item>`)
    .join("")}</channel></rss>`;

test("readings and candidates are filed once; only what is new or revised comes again", async () => {
  put("a.md", chapter([counts, gauge, news].join("\n")));
  put("counts.csv", "d,n\n2026-03,390\n2026-04,410\n");
  put("gauge.csv", "d,mm\n2026-04-01,17\n");
  put(
    "news.xml",
    feed(["Order", "A load limit applies, they said in May.", "https://example.org/1"], ["Else", "Nothing.", "https://example.org/2"]),
  );
  const first = await json();
  expect(first.readings.map(({ indicator, of, value }: never) => [indicator, of, value])).toEqual([
    ["counts", "2026-04", 410],
    ["gauge", "2026-04-01", 17],
  ]);
  expect(first.candidates.map(({ indicator }: never) => indicator)).toEqual(["counts", "news"]);
  expect(first.signposts).toMatchObject([{ pathway: "later", number: 1, passed: false }]);
  const before = get("ledger.jsonl");
  const again = await json();
  expect([again.readings, again.candidates]).toEqual([[], []]);
  expect(get("ledger.jsonl")).toBe(before);

  put("counts.csv", "d,n\n2026-03,385\n2026-04,420\n2026-05,460\n2026-06,470\n");
  put("gauge.csv", "d,mm\n2026-04-01,17\n2026-06-01,19\n");
  const second = await json(["--dry-run"]);
  expect(get("ledger.jsonl")).toBe(before);
  // March was never recorded, April was revised.
  expect(second.readings.map(({ of, value, passed }: never) => [of, value, passed])).toEqual([
    ["2026-04", 420, false],
    ["2026-05", 460, true],
    ["2026-06", 470, true],
    ["2026-06-01", 19, true],
  ]);
  expect(second.signposts[0].passed).toBe(true);
  await watch();
  expect(ledger().problems).toEqual([]);
  put("counts.csv", "d,n\n2026-04,410\n2026-05,460\n2026-06,470\n");
  const back = await json();
  expect(back.readings.map(({ of, value }: never) => [of, value])).toEqual([["2026-04", 410]]);
  expect((await json()).readings).toEqual([]);
});

test("an accepted measurement conditions the case, a sign does once, a forecast changes, a rejection leaves all as it was", async () => {
  put(
    "a.md",
    chapter(
      [counts, news, 'indicator talk\n  watches "Talk"\n  feed "news.xml"\n  search "minister"\n  likelihood 3 when order'].join("\n"),
    ),
  );
  put("counts.csv", "d,n\n2026-04,410\n");
  put(
    "news.xml",
    feed(
      ["Order", "A load limit applies.", "https://example.org/1"],
      ["Again", 'The load limit # is "firm" \\ and ``` final.', "https://example.org/3"],
      ["Minister", "The minister said that it will be ordered.", "https://example.org/4"],
    ),
  );
  const { candidates } = await json();
  const keys = Object.fromEntries(candidates.map(({ title, key }: { title: string; key: string }) => [title, key]));
  const { code, out } = await watch(["--accept", keys.Counts, keys.Again, keys.Order, keys.Minister]);
  expect(code).toBe(0);
  expect(out).toContain("odds times 3");
  const chapterText = get("observed.md");
  expect(chapterText.match(/^observe /gm)).toHaveLength(2);
  expect(chapterText).toContain("that  traffic = 410/day");
  const { entries, problems } = ledger();
  expect(problems).toEqual([]);
  expect(entries.flatMap((entry) => (entry.kind === "set" ? [entry.value] : []))).toEqual([{ probability: 0.5 }]);
  expect(entries.filter(({ kind }) => kind === "decision")).toHaveLength(4);
  const ledgerText = get("ledger.jsonl");
  await watch(["--accept", keys.Counts, keys.Order]);
  expect([get("ledger.jsonl"), get("observed.md")]).toEqual([ledgerText, chapterText]);
  const effects = capturedEffects(nodeDisk(root), { now: 0 });
  expect(await runCli(["check", "case"], effects)).toBe(0);
  await watch(["--reject", keys.Counts]);
  expect(ledger().entries.at(-1)).toMatchObject({ kind: "decision", verdict: "rejected" });
});

test("unknown keys, keys both accepted and rejected and cases with errors write nothing", async () => {
  put("a.md", chapter(news));
  put("news.xml", feed(["Order", "A load limit applies.", "https://example.org/1"]));
  expect((await watch(["--accept", "ffffffff"])).error).toContain("no candidate");
  expect((await watch(["--accept", "ab", "--reject", "ab"])).code).toBe(2);
  put("a.md", chapter("indicator x"));
  expect((await watch()).code).toBe(1);
});

test("what is amiss in one place does not stop the others", async () => {
  const other = (name: string, source: string) => `indicator ${name}\n  watches "x"\n  ${source}`;
  put(
    "a.md",
    chapter(
      [
        other("one", 'column "missing.csv" n'),
        other("two", 'column "counts.csv" m'),
        other("three", 'feed "missing.xml"\n  search "x"'),
        other("four", 'feed "file:///etc/passwd"\n  search "root"'),
        other("five", 'feed "../outside.xml"\n  search "x"'),
        other("six", 'column "link.csv" n'),
        other("seven", 'feed "broken.xml"\n  search "x"'),
        other("eight", 'feed "http://127.0.0.1:9/"\n  search "x"'),
        counts,
      ].join("\n"),
    ),
  );
  put("counts.csv", "d,n\n2026-04,410\n2026-05,x\n2026-02-30,1\n2026-06\n");
  put("broken.xml", "<rss><channel><item><title>x");
  writeFileSync(join(root, "secret.csv"), "d,n\n2026-01,1\n");
  symlinkSync(join(root, "secret.csv"), join(root, "case/link.csv"));
  const { readings, problems } = await json();
  expect(readings.map(({ indicator }: never) => indicator)).toEqual(["counts"]);
  expect([...new Set(problems.map(({ indicator }: never) => indicator))].sort()).toEqual(
    ["counts", "eight", "five", "four", "one", "seven", "six", "three", "two"].sort(),
  );
  expect((await watch()).code).toBe(2);
});

test("persons are asked when they are due", async () => {
  put(
    "a.md",
    chapter(
      'indicator level\n  watches "Level"\n  asks "the warden"\n  threshold rises by 20 %\n  likelihood 2 when settling is yes\n  check weekly\nindicator mood\n  watches "Mood"\n  asks "the warden"\n  likelihood 2 when order',
    ),
  );
  const day = (date: number) => Date.UTC(2026, 2, date);
  await watch(["--ask"], { typed: ["lots", "1,000", "perhaps", "no"], now: day(1) });
  expect(ledger().entries).toMatchObject([
    { value: 1000, passed: null },
    { value: "not seen", passed: false },
  ]);
  expect((await watch(["--ask"], { typed: ["5", "yes"], now: day(3) })).out).not.toContain("Level.");
  const { out } = await watch(["--ask"], { typed: ["1300", ""], now: day(9) });
  expect(out).toContain("passes the threshold");
  expect(ledger().entries.filter(({ kind }) => kind === "candidate")).toHaveLength(2);
  expect((await watch([], { now: day(28) })).out).toContain("Overdue");
  expect((await watch(["--ask"], { now: day(28) })).code).toBe(2);
});

test("a feed is looked at over the web within its bounds, and once in an interval that is recorded", async () => {
  let body = "";
  let asked = 0;
  server = createServer((request, response) => {
    if (request.url === "/robots.txt") return void response.writeHead(404).end();
    asked++;
    if (request.url === "/huge") {
      response.writeHead(200, { "content-type": "application/rss+xml" });
      const piece = "<item><title>x</title></item>".repeat(40_000);
      const more = () => {
        while (response.writable && !response.destroyed) if (!response.write(piece)) return void response.once("drain", more);
      };
      response.write("<rss><channel>");
      more();
    } else response.setHeader("content-type", "application/rss+xml").end(body);
  });
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hostile = `<script>alert(1)</script><img src=x onerror=alert(1)><p style="x">The load limit \u202eevil\u202c applies.</p>${"<b>".repeat(5000)}`;
  body = feed(["<b>Order</b>&#27;[31m", hostile, "javascript:alert(1)"]);
  put(
    "a.md",
    chapter(
      [
        `indicator huge\n  watches "x"\n  feed "${address}/huge"\n  search "x"`,
        `indicator one\n  watches "x"\n  feed "${address}/feed"\n  search "load limit"\n  check weekly`,
        `indicator two\n  watches "x"\n  feed "${address}/feed"\n  search "load limit"`,
      ].join("\n"),
    ),
  );
  expect((await watch()).out).toContain("--allow-local");
  expect(asked).toBe(0);
  const { candidates, problems, readings } = await json(["--allow-local"]);
  expect(problems.map(({ indicator, message }: never) => [indicator, /MB/.test(message)])).toEqual([["huge", true]]);
  expect(asked).toBe(2);
  expect(candidates).toMatchObject([{ indicator: "one", address: `${address}/feed` }, { indicator: "two" }]);
  expect(JSON.stringify(candidates)).not.toMatch(/script|onerror|javascript:|\\u202e|\\u001b/);
  expect(readings).toMatchObject([{ indicator: "one", value: 1, passed: null }]);
  const week = 7 * 86_400_000;
  const now = Date.UTC(2026, 5, 15);
  expect((await json(["--allow-local"], now + week - 1)).readings).toEqual([]);
  expect((await json(["--allow-local"], now + week)).readings).toHaveLength(1);
}, 120_000);

test("more entries than are filed at once, and a feed of many megabytes", async () => {
  put("a.md", chapter(news));
  const items = Array.from(
    { length: 5000 },
    (_, place) => [`T${place}`, `The load limit number ${place} applies.${" word".repeat(400)}`, `https://example.org/${place}`] as const,
  );
  put("news.xml", feed(...items));
  const { candidates, problems } = await json();
  expect(candidates).toHaveLength(50);
  expect(problems[0].message).toContain("4950 more");
  expect((await json()).candidates).toHaveLength(50);
  put("news.xml", `<rss version="2.0"><channel><title>${"load limit ".repeat(10_000_000)}`);
  const large = await json();
  expect([large.candidates, large.problems.length]).toEqual([[], 1]);
  expect(large.problems[0].message).toContain("larger than 50 MB");
}, 120_000);
