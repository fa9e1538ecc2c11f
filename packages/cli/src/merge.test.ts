/** Shards and their merge, as users meet them: the same bits as a single run, and refusal of whatever does not belong. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";
import { workerThreads } from "./worker-threads.js";

const text = `# Bus or walk

\`\`\`outweigh
case trip
  question "Is the bus faster than walking?"

option walk "Walk"
option bus "Take the bus"

quantity wait "Wait for the bus" : minutes
  = 2 to 15 as lognormal
  because "Timed for a week"

quantity stops "Stops on the way" : 1
  = poisson(4)
  because "Counted"

objective time_needed "Time to the station" : minutes
  minimise if bus then wait + stops * 1 minute else 14 minutes
\`\`\`
`;

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "merge-"));
  for (const folder of ["trip", "other"]) mkdirSync(join(root, folder));
  writeFileSync(join(root, "trip/trip.md"), text);
  writeFileSync(join(root, "other/trip.md"), text.replace("2 to 15", "2 to 16"));
});
afterAll(() => rmSync(root, { recursive: true }));

async function outweigh(words: string, settings: Parameters<typeof capturedEffects>[1] = {}) {
  const effects = capturedEffects(nodeDisk(root), settings);
  const code = await runCli(words.split(" "), effects);
  return { code, out: effects.printed.out, error: effects.printed.error };
}

async function shards(folder: string, count: number, draws: number, prefix: string, more = ""): Promise<string[]> {
  const paths = Array.from({ length: count }, (_, index) => `${prefix}${index + 1}.part`);
  for (const [index, path] of paths.entries())
    expect(await outweigh(`run ${folder} --draws ${draws} --shard ${index + 1}/${count} --out ${path}${more}`)).toMatchObject({
      code: 0,
      error: "",
    });
  return paths;
}

const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(join(root, path)));

describe("shards", () => {
  for (const draws of [20_000, 50_001]) {
    test(`of ${draws} draws, merged in any order, print what the single run prints`, async () => {
      const single = await outweigh(`run trip --draws ${draws} --json`);
      for (const count of [1, 2, 3, 7]) {
        const paths = await shards("trip", count, draws, `n${count}-${draws}-`);
        const merged = await outweigh(`merge ${paths.reverse().join(" ")} --json`);
        expect(merged).toEqual(single);
      }
    });
  }

  test("of a case with observations are merged in the same worlds", async () => {
    mkdirSync(join(root, "seen"));
    const seen = 'observe seen "Seen"\n  that wait > 3 minutes\n  because "By watch"\n\n';
    writeFileSync(join(root, "seen/seen.md"), text.replace("objective", `${seen}objective`));
    const paths = await shards("seen", 3, 40_000, "seen-");
    const single = await outweigh("run seen --draws 40000 --json");
    expect(await outweigh(`merge ${paths.reverse().join(" ")} --json`)).toEqual(single);
    expect(JSON.parse(single.out).conditioning.effectiveDraws).toBeLessThan(40_000);
  });

  test("merge in steps, as parts of parts", async () => {
    const [one, two, three] = await shards("trip", 3, 40_000, "step-");
    const first = await outweigh(`merge ${three} ${one} --out some.part`);
    expect(first.code).toBe(1);
    expect(first.error).toContain("outweigh run trip --seed 1 --draws 40000 --shard 2/3 --out shard-2-of-3.part");
    expect((await outweigh(`merge some.part --missing`)).out).toBe("2\n");
    expect((await outweigh(`merge some.part ${two} --out all.part`)).code).toBe(0);
    const single = await outweigh("run trip --draws 40000");
    for (const parts of ["all.part", `${two} some.part`, `${two} some.part trip`]) expect(await outweigh(`merge ${parts}`)).toEqual(single);
  });

  test("made again leave what is there, and replace what is damaged", async () => {
    const command = "run trip --draws 20000 --shard 1/2 --out again.part";
    expect((await outweigh(command)).out).toContain("wrote again.part");
    expect((await outweigh(command)).out).toContain("again.part is there already");
    const whole = bytesOf("again.part");
    writeFileSync(join(root, "again.part"), whole.subarray(0, whole.length - 8));
    expect((await outweigh(command)).out).toContain("wrote again.part");
    expect(bytesOf("again.part")).toEqual(whole);
  });

  test("are made by threads too", async () => {
    const workers = workerThreads(new URL("../dist/worker-thread.js", import.meta.url));
    await outweigh("run trip --draws 100000 --shard 2/2 --out one.part");
    await outweigh("run trip --draws 100000 --shard 2/2 --out threads.part --workers 2", { workers });
    expect(bytesOf("threads.part")).toEqual(bytesOf("one.part"));
  });
});

describe("a merge refuses", () => {
  test("a part with any byte changed, or cut short", async () => {
    const [one, two] = await shards("trip", 2, 20_000, "damage-");
    const whole = bytesOf(two!);
    for (let place = 0; place < whole.length; place += place < 700 ? 37 : 20_011) {
      const damaged = whole.slice();
      damaged[place]! ^= 1;
      writeFileSync(join(root, "bad.part"), damaged);
      const { code, error, out } = await outweigh(`merge ${one} bad.part`);
      expect([place, code, out]).toEqual([place, 2, ""]);
      expect(error).toMatch(/bad\.part: (it is damaged|it is not a part|it is of another|it is cut)/);
      expect(error).toContain("--shard 2/2");
    }
    for (const length of [0, 100, whole.length - 1]) {
      writeFileSync(join(root, "bad.part"), whole.subarray(0, length));
      const { code, error } = await outweigh(`merge ${one} bad.part`);
      expect(code).toBe(2);
      expect(error).toMatch(/bad\.part: it is (empty|not a part|cut short)/);
    }
    const lost = await outweigh(`merge ${one} bad.part --missing`);
    expect(lost).toMatchObject({ code: 1, out: "2\n" });
    expect(lost.error).toContain("bad.part");
  });

  test("a shard that is there twice", async () => {
    const [one, two] = await shards("trip", 2, 20_000, "twice-");
    writeFileSync(join(root, "copy.part"), bytesOf(one!));
    const { code, error } = await outweigh(`merge ${one} ${two} copy.part`);
    expect(code).toBe(2);
    expect(error).toContain("copy.part: it holds shard 1, which is in twice-1.part too");
  });

  test("parts of other runs", async () => {
    const paths = await shards("trip", 3, 20_000, "own-");
    const foreign = [
      ["other", "run other --draws 20000 --shard 3/3", "another state of the case"],
      ["seed", "run trip --draws 20000 --seed 2 --shard 3/3", "another seed (2, not 1)"],
      ["draws", "run trip --draws 20001 --shard 3/3", "another number of draws (20001, not 20000)"],
      ["count", "run trip --draws 20000 --shard 3/4", "another number of shards (4, not 3)"],
    ];
    for (const [name, command, words] of foreign) {
      await outweigh(`${command} --out ${name}.part`);
      const { code, error } = await outweigh(`merge ${paths[0]} ${paths[1]} ${name}.part`);
      expect(code).toBe(2);
      expect(error.replace(/\s+/g, " ")).toContain(`${name}.part: it is of another run: ${words}`);
      expect(error).toContain("outweigh run trip --seed 1 --draws 20000 --shard 3/3");
    }
  });

  test("a case that has changed, and a folder that is gone", async () => {
    const paths = await shards("other", 2, 9000, "changed-");
    writeFileSync(join(root, "other/trip.md"), text.replace("2 to 15", "2 to 17"));
    const changed = await outweigh(`merge ${paths.join(" ")}`);
    expect(changed.code).toBe(2);
    expect(changed.error).toContain("another state of the case");
    rmSync(join(root, "other"), { recursive: true });
    expect((await outweigh(`merge ${paths.join(" ")}`)).error.replace(/\s+/g, " ")).toContain(
      "Give the folder of the case after the parts",
    );
  });

  test("what is no part at all, and wrong usage", async () => {
    expect(await outweigh("merge trip/trip.md")).toMatchObject({ code: 2 });
    expect(await outweigh("merge nowhere.part")).toMatchObject({ code: 2 });
    for (const words of [
      "run trip --shard 1/2",
      "run trip --out x.part",
      "run trip --shard 3/2 --out x",
      "run trip --shard 0/2 --out x",
      "merge",
    ])
      expect([words, (await outweigh(words)).code]).toEqual([words, 2]);
  });
});
