/** Real threads: the same bits, threads that are killed, and interruption of the command. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { finishRun, type Graph, GraphBuilder, openPool, openRun, resultBytes, run } from "@outweigh/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workerThreads } from "./worker-threads.js";

const built = new URL("../dist/worker-thread.js", import.meta.url);
const command = fileURLToPath(new URL("../bin/outweigh.js", import.meta.url));
let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "threads-"));
});
afterAll(() => rmSync(root, { recursive: true }));

/** Two draws and their product, the one kept by its draws and the other by its quantiles. */
function graph(): Graph {
  const b = new GraphBuilder();
  const draw = (stream: string) => b.draw({ distribution: "normal", stream, parameters: [b.number(1), b.number(2)], independentOver: [] });
  const [x, y] = [draw("x"), draw("y")];
  return b.build(
    undefined,
    [],
    [
      { name: "x", node: x, keep: "draws" },
      { name: "xy", node: b.apply("multiply", x, y), keep: "quantiles" },
    ],
  );
}

describe("threads", () => {
  const settings = { seed: 1, draws: 200_000 };

  test.each([1, 2, 4])("%i of them give the bits of a single run", async (count) => {
    const pool = openPool(count, workerThreads(built).start);
    const { outputs } = await finishRun(openRun(graph(), settings), pool);
    pool.close();
    expect(resultBytes(outputs)).toEqual(resultBytes(run(graph(), settings).outputs));
  });

  test("that kill themselves at every fourth batch do no harm", async () => {
    const mortal = join(root, "mortal.mjs");
    writeFileSync(
      mortal,
      `import { parentPort } from "node:worker_threads";
await import(${JSON.stringify(built.href)});
let batches = 0;
parentPort.on("message", ({ kind }) => { if (kind === "batch" && ++batches === 4) process.exit(7); });
`,
    );
    let started = 0;
    const pool = openPool(2, (listener) => {
      started++;
      return workerThreads(pathToFileURL(mortal)).start(listener);
    });
    const { outputs } = await finishRun(openRun(graph(), settings), pool);
    pool.close();
    expect(started).toBeGreaterThan(4);
    expect(resultBytes(outputs)).toEqual(resultBytes(run(graph(), settings).outputs));
  });

  test("that cannot start end the run with the reason", async () => {
    const pool = openPool(2, workerThreads(pathToFileURL(join(root, "nowhere.mjs"))).start);
    await expect(finishRun(openRun(graph(), settings), pool)).rejects.toThrow("nowhere.mjs");
    pool.close();
  });
});

/** Ten million draws of some ten thousand days: hours. */
const endless = `# Bridge

\`\`\`outweigh
case bridge
  question "Close the bridge?"
  time yearly from 2026 to 2055
  steps daily

option hold "Leave it open"
option close "Close it"

stock cracks "Length of cracks" : m
  starts at 10 to 20 as uniform
  gains     2 m/year

objective length "Length of cracks" : m
  minimise if close then 20 m else final(cracks)
\`\`\`
`;

/** Starts the command, interrupts it after a while, and tells how it ended. */
function interrupted(words: readonly string[], after: number): Promise<{ code: number | null; error: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [command, ...words], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
    let error = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      error += text;
    });
    setTimeout(() => child.kill("SIGINT"), after);
    child.on("close", (code) => resolve({ code, error }));
  });
}

test("an interruption ends the command, its threads, and leaves no file behind", async () => {
  mkdirSync(join(root, "bridge"));
  writeFileSync(join(root, "bridge/bridge.md"), endless);
  for (const workers of ["1", "2"]) {
    const more = ["bridge", "--draws", "10000000", "--workers", workers];
    expect(await interrupted(["run", ...more], 4000)).toEqual({ code: 130, error: "Cancelled; nothing was written.\n" });
    expect((await interrupted(["run", ...more, "--shard", "1/2", "--out", "half.part"], 4000)).code).toBe(130);
  }
  expect(readdirSync(root).filter((name) => name.includes(".part"))).toEqual([]);
});
