/** Runs over a design of scenarios: what columns set, in which units, and what is said about mistakes. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";
import type { ScenarioRow } from "./scenarios.js";

const text = `# Trip

\`\`\`outweigh
case trip
  question "Which way?"

option walk "Walk"
option bus "Take the bus"

quantity wait "Wait for the bus" : minutes
  = 2 to 15 as lognormal
  because "Timed for a week"

quantity late "Share of late buses" : %
  = 10 % to 30 % as beta
  correlated with wait by 0.5
  because "Counted"

quantity ride "Ride" : minutes
  given option
    walk  0 minutes
    bus   6 minutes
  because "The timetable"

objective time_needed "Time to the station" : minutes
  minimise if bus then ride + wait + late * 10 minutes else 14 minutes
\`\`\`
`;

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "design-"));
  mkdirSync(join(root, "trip"));
  writeFileSync(join(root, "trip/trip.md"), text);
});
afterAll(() => rmSync(root, { recursive: true }));

async function outweigh(words: string) {
  const effects = capturedEffects(nodeDisk(root), {});
  const code = await runCli(words.split(" "), effects);
  return { code, out: effects.printed.out, error: effects.printed.error };
}

async function rowsOf(csv: string, more = ""): Promise<readonly ScenarioRow[]> {
  writeFileSync(join(root, "grid.csv"), csv);
  const { code, out, error } = await outweigh(`run trip --design grid.csv --json${more}`);
  expect([code, error]).toEqual([0, ""]);
  const table = JSON.parse(out);
  const schema = JSON.parse(readFileSync(new URL("../../../docs/schema/design.schema.json", import.meta.url), "utf8"));
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  expect(validate(table), JSON.stringify(validate.errors)).toBe(true);
  return table.rows;
}

const medians = (rows: readonly ScenarioRow[]) => rows.filter(({ option }) => option === "bus").map(({ median }) => median);

test("columns set quantities in their units, percentages with and without their sign, tables by option too", async () => {
  const rows = await rowsOf('scenario,wait,late,ride\nshort,2,10 %,5\n"long, and late",10,20,5\n');
  expect(rows.map(({ scenario, option }) => [scenario, option])).toEqual([
    ["short", "walk"],
    ["short", "bus"],
    ["long, and late", "walk"],
    ["long, and late", "bus"],
  ]);
  medians(rows).forEach((median, index) => {
    expect(median).toBeCloseTo([5 + 2 + 1, 5 + 10 + 2][index]!, 12);
  });
  expect(rows.filter(({ option }) => option === "walk").map(({ mean }) => mean)).toEqual([14, 14]);
  expect(rows[3]).toMatchObject({ unit: "minutes", best: 0, values: { wait: 10, late: 20, ride: 5 } });
});

test("scenarios share their random numbers, and an empty cell keeps the definition", async () => {
  const [one, two] = medians(await rowsOf("ride\n6\n7\n"));
  expect(two! - one!).toBeCloseTo(1, 10);
  const [kept] = medians(await rowsOf("scenario,ride,wait\nplain,6,\n"));
  expect(kept).toBeCloseTo(one!, 12);
});

test("a design in shards gives the table of the whole, as CSV and as JSON", async () => {
  writeFileSync(join(root, "grid.csv"), `wait\n${Array.from({ length: 5 }, (_, index) => index + 3).join("\n")}\n`);
  for (const count of [1, 2, 3, 7]) {
    const paths: string[] = [];
    for (let index = 1; index <= count; index++) {
      const path = `d${index}-of-${count}.part`;
      expect(await outweigh(`run trip --design grid.csv --draws 2000 --shard ${index}/${count} --out ${path}`)).toMatchObject({
        code: 0,
        error: "",
      });
      paths.unshift(path);
    }
    expect(await outweigh(`merge ${paths.join(" ")}`)).toEqual(await outweigh("run trip --design grid.csv --draws 2000"));
    expect(await outweigh(`merge ${paths.join(" ")} --json`)).toEqual(await outweigh("run trip --design grid.csv --draws 2000 --json"));
  }
  const lost = await outweigh("merge d1-of-3.part d3-of-3.part");
  expect(lost.code).toBe(1);
  expect(lost.error).toContain("outweigh run trip --seed 1 --draws 2000 --design grid.csv --shard 2/3");
  expect((await outweigh("run trip --design grid.csv --draws 2000 --out table.csv")).out).toBe("wrote table.csv\n");
  expect(readFileSync(join(root, "table.csv"), "utf8").split("\n")[0]).toBe(
    "scenario,wait,objective,option,unit,mean,meanError,p5,median,p95,best",
  );
  writeFileSync(join(root, "grid.csv"), "wait\n3\n4\n");
  await outweigh("run trip --design grid.csv --draws 2000 --shard 2/3 --out new.part");
  expect((await outweigh("merge d1-of-3.part d3-of-3.part new.part")).error).toContain("another design");
});

test("mistakes are told with file, line and column", async () => {
  const told = async (csv: string) => {
    writeFileSync(join(root, "grid.csv"), csv);
    const { code, error } = await outweigh("run trip --design grid.csv");
    expect(code).toBe(2);
    return error.replace(/\s+/g, " ");
  };
  expect(await told("wait,rid\n1,2\n")).toContain("grid.csv:1:6: no quantity of the case is called “rid”; near to it: ride");
  expect(await told('scenario,wait\n"two\nlines",3\nx,many\n')).toContain("grid.csv:4:3: “many” is not a number for wait");
  expect(await told("wait,late\n1\n")).toContain("grid.csv:2:1: this row has 1 cells, and there are 2 columns");
  expect(await told("wait,wait\n1,2\n")).toContain("grid.csv:1:6: there is another column “wait”");
  expect(await told("scenario,wait\na,1\na,2\n")).toContain("grid.csv:3:1: there is another scenario “a”");
  expect(await told("wait\n")).toContain("grid.csv:1:1: there is no scenario");
  expect((await outweigh("run trip --design nowhere.csv")).error).toContain("There is no file nowhere.csv.");
});

test("a scenario that makes no sense is named with the mistake in the model", async () => {
  writeFileSync(
    join(root, "trip/trip.md"),
    text.replace("= 2 to 15 as lognormal", "= lognormal(median = late * 1 minute, sigma = late)").replace(/ {2}correlated.*\n/, ""),
  );
  writeFileSync(join(root, "grid.csv"), "scenario,late\nfine,5\nbad,-3\n");
  const { code, error } = await outweigh("run trip --design grid.csv");
  expect(code).toBe(1);
  expect(error).toContain("Scenario bad of grid.csv cannot be run");
  writeFileSync(
    join(root, "trip/trip.md"),
    text.replace(
      "objective",
      'observe long "One wait"\n  that  wait + late * 10 minutes = 8 minutes\n  error normal(sd = 1 minute)\n  because "Timed"\n\nobjective',
    ),
  );
  writeFileSync(join(root, "grid.csv"), "scenario,late\nfine,20\nbad,90000\n");
  const observed = await outweigh("run trip --design grid.csv");
  writeFileSync(join(root, "trip/trip.md"), text);
  expect(observed).toMatchObject({ code: 1, out: "" });
  expect(observed.error).toContain("Scenario bad of grid.csv cannot be run");
});
