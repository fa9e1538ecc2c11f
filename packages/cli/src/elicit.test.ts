/** `outweigh elicit` on a disk: the talk with an expert, the form, answers that come back, Excalibur's files, and a run on one expert's numbers. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";
import { columnsOf } from "./terminal.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "elicit-"));
  mkdirSync(join(root, "town"));
  writeFileSync(join(root, "town/1.md"), town);
});
afterEach(() => rmSync(root, { recursive: true }));

const day = Date.UTC(2026, 3, 2);

async function outweigh(words: readonly string[], typed?: readonly string[]) {
  const effects = capturedEffects(nodeDisk(root), { now: day, ...(typed ? { typed } : {}) });
  const code = await runCli(words, effects);
  return { code, out: effects.printed.out, error: effects.printed.error };
}

const read = (path: string) => readFileSync(join(root, path), "utf8");

const town = `# Bridge

\`\`\`outweigh
case bridge
  question "Close the bridge?"
  draws    2000

option hold "Carry on"
option ban  "Ban lorries"

expert hale "Dr Ruth Hale"
expert reed "Tom </script><b>Reed"

quantity lorries "Lorries over the bridge" : 1/day
  judged by hale, reed
  note "On a working day."

chance damage "Damage to the deck" : none | minor | grave
  judged by hale

seed closures "Bridges closed in 2024" : number
  answer 14 because "Register"

objective wear : 1/day
  minimise if ban then 0.2 * lorries else if damage is none then lorries else 2 * lorries

judgement reed_lorries
  by        reed
  of        lorries
  quantiles 5 %: 151 | 50 %: 211 | 95 %: 351
  because   "Drives there"
\`\`\`
`;

describe("the talk", () => {
  const closures = ["5", "30", "12", "yes", "I read the paper"];
  const lorries = ["200", "400", "280", "", "yes", 'Counted "twice"'];
  const damage = ["90", "8", "yes", "Inspected"];

  test("asks bounds before the middle, shows nobody else’s numbers, and records what is accepted", async () => {
    const { code, out } = await outweigh(["elicit", "town", "--expert", "hale"], [...closures, ...lorries, ...damage]);
    expect(code).toBe(0);
    expect(out).not.toMatch(/151|211|351/);
    expect(out.indexOf("A low value")).toBeLessThan(out.indexOf("The middle"));
    expect(out).toContain("█");
    expect(out).toContain("3 answers recorded.");
    for (const line of out.split("\n")) expect(columnsOf(line)).toBeLessThanOrEqual(80);
    expect(read("town/judgements-hale.md")).toBe(`\`\`\`outweigh
judgement hale_closures
  by        hale
  of        closures
  quantiles 5 %: 5 | 50 %: 12 | 95 %: 30
  because   "I read the paper"
  date      2026-04-02
\`\`\`

\`\`\`outweigh
judgement hale_lorries
  by        hale
  of        lorries
  quantiles 5 %: 200 | 50 %: 280 | 95 %: 400
  because   "Counted \\"twice\\""
  date      2026-04-02
\`\`\`

\`\`\`outweigh
judgement hale_damage
  by            hale
  of            damage
  probabilities 90 % | 8 % | 2 %
  because       "Inspected"
  date          2026-04-02
\`\`\`
`);
    const checked = await outweigh(["check", "town"]);
    expect([checked.code, checked.out]).toEqual([0, expect.not.stringContaining("error")]);
    const again = await outweigh(["elicit", "town", "--expert", "hale"], []);
    expect(again.code).toBe(2);
    expect(again.error).toContain("has answered every question");
  });

  test("ends with the input and loses nothing that was accepted", async () => {
    const { code, out } = await outweigh(["elicit", "town", "--expert", "hale"], [...closures, ...lorries.slice(0, 3)]);
    expect([code, out]).toEqual([0, expect.stringContaining("1 answer recorded, 2 left out")]);
    expect(read("town/judgements-hale.md")).toContain("hale_closures");
    expect(read("town/judgements-hale.md")).not.toContain("hale_lorries");
  });

  test("asks again what cannot be, and what was not meant", async () => {
    const typed = [
      "400",
      "200",
      "280",
      "",
      "many",
      "400",
      "280",
      "",
      "200",
      "400",
      "280",
      "240",
      "330",
      "no",
      "100",
      "400",
      "280",
      "",
      "y",
      "",
      "Counted",
    ];
    const { out } = await outweigh(["elicit", "town", "--expert", "hale", "--of", "lorries"], typed);
    expect(out).toContain("the 50 % value (280) must be greater than the 5 % value (400)");
    expect(out).toContain("“many” is no number");
    expect(out).toContain("A reason is needed");
    expect(read("town/judgements-hale.md")).toContain("quantiles 5 %: 100 | 50 %: 280 | 95 %: 400");
  });

  test("by the four steps of IDEA, and in a second round", async () => {
    const typed = ["150", "350", "210", "80", "yes", "Thought again"];
    expect((await outweigh(["elicit", "town", "--expert", "reed", "--of", "lorries", "--steps"], typed)).code).toBe(0);
    expect(read("town/judgements-reed.md")).toContain(`judgement reed_lorries_round_2
  by         reed
  of         lorries
  lowest     150
  best       210
  highest    350
  confidence 80 %
  because    "Thought again"
  date       2026-04-02
  round      2`);
  });

  test("mistakes in what is asked for", async () => {
    const error = async (...words: readonly string[]) => (await outweigh(["elicit", "town", ...words])).error.replace(/\s+/g, " ");
    expect(await error()).toContain("It is not said who is asked");
    expect(await error("--expert", "hail")).toContain("Nearest: hale");
    expect(await error("--expert", "hale", "--of", "lorrys")).toContain("Nearest: lorries");
    expect(await error("--expert", "hale", "--answers", "x.json")).toContain("do not go together");
    expect(await error("--expert", "hale")).toContain("Nobody can be asked here");
  });
});

describe("the form and its answers", () => {
  const answers = (changes: object, ...list: readonly object[]) =>
    writeFileSync(
      join(root, "answers.json"),
      JSON.stringify({ format: "outweigh-answers-1", case: "bridge", expert: "hale", date: "2026-04-01", answers: list, ...changes }),
    );
  const lorries = (...values: readonly string[]) => ({
    question: "lorries",
    unit: "1/day",
    answer: { kind: "quantiles", points: [0.05, 0.5, 0.95].map((probability, index) => ({ probability, value: values[index] })) },
    because: "Counted",
  });
  const take = () => outweigh(["elicit", "town", "--answers", "answers.json"]);

  test("the form needs no network, holds no other answers, and lets nothing of the case be run", async () => {
    expect((await outweigh(["elicit", "town", "--expert", "reed", "--again", "--form", "form.html"])).code).toBe(0);
    const form = read("form.html");
    expect(form).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)|src=|@import|url\(/);
    expect(form).toContain("default-src 'none'");
    expect(form).toContain("On a working day.");
    expect(form).not.toMatch(/151|211|351/);
    expect(form).not.toContain("<b>Reed");
    expect(form.match(/<\/script>/g)).toHaveLength(2);
    const script = /<script>([\s\S]*)<\/script>/.exec(form.slice(form.lastIndexOf("<script>")))![1]!;
    expect(() => new Function(script)).not.toThrow();
  });

  test("are taken in after they were checked", async () => {
    answers({}, lorries("200", "280", "1 thousand"), {
      question: "damage",
      unit: "%",
      answer: { kind: "probabilities", shares: ["90", "8", "2"] },
      because: "Inspected",
    });
    const { code, out } = await take();
    expect([code, out]).toEqual([0, expect.stringContaining("Recorded 2 answers of Dr Ruth Hale")]);
    expect(read("town/judgements-hale.md")).toContain("5 %: 200 | 50 %: 280 | 95 %: 1 thousand");
    expect((await outweigh(["check", "town"])).code).toBe(0);
  });

  test("are refused as a whole where one cannot be", async () => {
    const refused = async (words: string) => {
      const { code, error } = await take();
      expect([code, error.replace(/\s+/g, " ")]).toEqual([2, expect.stringContaining(words)]);
      expect(existsSync(join(root, "town/judgements-hale.md"))).toBe(false);
    };
    answers({ case: "tunnel" }, lorries("200", "280", "400"));
    await refused("answers the case “tunnel”");
    answers({}, lorries("200", "280", "400"), { ...lorries("1", "2", "3"), question: "closures", unit: "", because: " " });
    await refused("the reason is missing");
    answers({}, lorries("200", "180", "400"));
    await refused("must be greater than");
    answers({}, { ...lorries("200", "280", "400"), unit: "1/week" });
    await refused("is in 1/day now");
    answers({}, { ...lorries("200", "280", "400"), question: "trains" });
    await refused("nothing in the case is called “trains”");
    answers({ expert: "nobody" }, lorries("200", "280", "400"));
    await refused("no expert called “nobody”");
    answers({ format: "other" });
    await refused("it does not say that it is one");
    writeFileSync(join(root, "answers.json"), "{");
    await refused("it is no JSON");
  });
});

test("a study of Excalibur comes in as a chapter, and the judgements go out again", async () => {
  const dtt = [
    "* CLASS ASCII OUTPUT FILE. NQ=   3   QU=   5  50  95",
    "    1      Anna    1  Rain in May UNI  1.00000E+0001  2.00000E+0001  4.00000E+0001  Rain",
    "    1      Anna    2    lorries UNI  1.00000E+0002  2.00000E+0002  4.00000E+0002  Lorries",
    "    1      Anna    3   discount UNI  1.00000E+0001  2.00000E+0001  4.00000E+0001  Discounts",
    "    1      Anna    4   than UNI  1.00000E+0001  2.00000E+0001  4.00000E+0001  A word of the notation",
    "    2      Bert    1  Rain in May UNI  -999.6  -999.6  -999.6  Rain",
    "    2      Bert    2    lorries UNI  3.00000E+0002  2.00000E+0002  4.00000E+0002  Lorries",
  ].join("\r\n");
  writeFileSync(join(root, "rain.dtt"), dtt);
  writeFileSync(join(root, "rain.rls"), "    1  Rain in May  2.50000E+0001 UNI  Rain\r\n");
  const { code, out, error } = await outweigh(["elicit", "town", "--import", "rain.dtt"]);
  expect([code, out]).toEqual([0, expect.stringContaining("2 experts, 1 seed question, 3 quantities")]);
  expect(error).toMatch(/rain\.dtt 7:\d+/);
  const chapter = read("town/judgements-rain.md");
  expect(chapter).toContain('seed rain_in_may "Rain" : number\n  answer 25');
  expect(chapter).not.toContain("quantity lorries");
  expect(chapter).toContain('quantity discount_2 "Discounts"');
  expect(chapter).toContain('quantity than_2 "A word');
  expect((await outweigh(["elicit", "town", "--import", "rain.dtt"])).error).toContain("already");
  expect((await outweigh(["elicit", "town", "--import", "missing.dtt"])).code).toBe(2);
  const exported = await outweigh(["elicit", "town", "--export", "out.dtt"]);
  expect(exported.code).toBe(0);
  expect(read("out.dtt")).toMatch(/QU= +5 +50 +95/);
  expect(read("out.rls")).toContain("rain_in_may");
});

const schemas = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const name of ["check", "run"])
  schemas.addSchema(JSON.parse(readFileSync(new URL(`../../../docs/schema/${name}.schema.json`, import.meta.url), "utf8")));

test("a run on one expert’s numbers says so, in words and as data", async () => {
  await outweigh(["elicit", "town", "--expert", "hale"], ["", "200", "400", "280", "", "yes", "Counted", "90", "8", "yes", "Inspected"]);
  const { code, out } = await outweigh(["run", "town", "--expert", "reed"]);
  expect([code, out.replace(/\s+/g, " ")]).toEqual([
    0,
    expect.stringContaining("On “Damage to the deck” there is no judgement of this expert"),
  ]);
  const data = JSON.parse((await outweigh(["run", "town", "--expert", "Dr Ruth Hale", "--json"])).out);
  const validate = schemas.getSchema("run.schema.json")!;
  expect(validate(data), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  expect(data.expert).toMatchObject({ id: "hale", kept: [] });
  expect(data.judged[0].cells[0].judgements).toMatchObject([{ expert: "hale", weight: 1 }]);
  const whole = JSON.parse((await outweigh(["run", "town", "--json"])).out);
  expect(validate(whole), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  expect(whole.judged[0].cells[0].judgements.map(({ weight }: { weight: number }) => weight)).toEqual([0.5, 0.5]);
  const left = JSON.parse((await outweigh(["run", "town", "--json", "--without", "said by:hale"])).out);
  expect(validate(left), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  expect((await outweigh(["run", "town", "--expert", "hail"])).error).toContain("Nearest: hale");
});

const executable = process.env.CHROMIUM ?? "/usr/bin/chromium";

describe.skipIf(!existsSync(executable))("the form in a browser (not tested without Chromium)", () => {
  test("draws while one types, says what is amiss, keeps a draft, and saves what the command takes in", async () => {
    await outweigh(["elicit", "town", "--expert", "hale", "--form", "form.html"]);
    const { chromium } = await import("playwright-core");
    const browser = await chromium.launch({ executablePath: executable, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
    try {
      const page = await browser.newPage();
      const mistakes: string[] = [];
      page.on("pageerror", (error) => mistakes.push(error.message));
      page.on("console", (message) => message.type() === "error" && mistakes.push(message.text()));
      await page.goto(`file://${join(root, "form.html")}`);
      const lorries = page.locator("section", { hasText: "Lorries over the bridge" });
      await lorries.getByLabel("A low value").fill("400");
      await lorries.getByLabel("A high value").fill("200");
      await lorries.getByLabel("The middle").fill("280");
      expect(await lorries.locator(".status").textContent()).toContain("must rise");
      await lorries.getByLabel("A low value").fill("200");
      await lorries.getByLabel("A high value").fill("1 thousand");
      expect(await lorries.locator("svg path.curve").getAttribute("d")).toMatch(/^M[\d. L-]+$/);
      await lorries.getByLabel("Why?").fill("Counted in March");
      expect(await page.locator("#progress").textContent()).toBe("1 of 3 answered.");
      // A browser in its first second may read its store before it has opened: the draft must outlive that, too.
      await expect
        .poll(async () => {
          await page.reload();
          return lorries.getByLabel("The middle").inputValue();
        })
        .toBe("280");
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save" }).click()]);
      expect(download.suggestedFilename()).toBe("answers-bridge-hale.json");
      await download.saveAs(join(root, "answers.json"));
      expect(mistakes).toEqual([]);
    } finally {
      await browser.close();
    }
    expect((await outweigh(["elicit", "town", "--answers", "answers.json"])).out).toContain("Recorded 1 answer of Dr Ruth Hale");
    expect(read("town/judgements-hale.md")).toContain("quantiles 5 %: 200 | 50 %: 280 | 95 %: 1 thousand");
  }, 60_000);
});
