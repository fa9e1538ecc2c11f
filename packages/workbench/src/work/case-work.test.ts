import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openCaseWork } from "./case-work.js";
import type { Tier } from "./evaluation.js";
import type { ChangedFile, Report } from "./messages.js";

const root = new URL("../../../../", import.meta.url).pathname;

/** The texts of an example, as the store gives them. */
function filesOf(example: string): ChangedFile[] {
  const folder = join(root, "examples", example);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

/** The work with everything that it reports; what it needs is read from beside the example. */
function work(tier: Tier = "compiled") {
  const reports: Report[] = [];
  const take = openCaseWork(
    tier,
    { pause: () => new Promise((resolve) => setImmediate(resolve)), wait: async () => {}, now: () => performance.now() },
    (report) => {
      reports.push(report);
      if (report.kind !== "need") return;
      const answers = report.orders.map(({ kind, value }) => {
        const path = join(root, "examples/any", value);
        if (!value.startsWith("../") || !existsSync(path)) return { kind: "none", reason: "missing" } as const;
        return kind === "folder"
          ? ({ kind: "names", names: readdirSync(path) } as const)
          : ({ kind: "bytes", base64: readFileSync(path).toString("base64") } as const);
      });
      take({ kind: "given", orders: report.orders, answers });
    },
  );
  const until = async <Kind extends Report["kind"]>(
    kind: Kind,
    test: (report: Extract<Report, { kind: Kind }>) => boolean = () => true,
  ) => {
    for (;;) {
      const found = reports.find(
        (report): report is Extract<Report, { kind: Kind }> => report.kind === kind && test(report as Extract<Report, { kind: Kind }>),
      );
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { take, reports, until };
}

const tiny = (value: string) => ({
  path: "a.md",
  text: `# A\n\n\`\`\`outweigh\ncase a "A"\n  question "What?"\n\nquantity x : number\n  = ${value}\n  because "Said."\n\`\`\`\n\nIt is {mean(x)}.\n`,
});

describe("a case", () => {
  test("with modules beside it is compiled and run once everything it names is given", async () => {
    const { take, reports, until } = work();
    take({ kind: "change", version: 1, files: filesOf("cartels") });
    const checked = await until("checked");
    expect(checked.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(checked.chapters[0]).toBe("01-question.md");
    expect(reports.some(({ kind }) => kind === "need")).toBe(true);
    const { summary } = await until("ran");
    expect(summary.draws).toBe(10_000);
    expect(summary.objectives.length).toBeGreaterThan(1);
    expect(summary.objectives[0]!.rows[0]!.rank).toBe(1);
    expect(summary.inlines.every(({ text }) => text !== "")).toBe(true);
  });
  test("gives the same results by the interpreter", async () => {
    const hashes = await Promise.all(
      (["compiled", "reference"] as const).map(async (tier) => {
        const { take, until } = work(tier);
        take({ kind: "change", version: 1, files: filesOf("flood") });
        return (await until("ran")).summary.resultHash;
      }),
    );
    expect(hashes[0]).toBe(hashes[1]);
  });
  test("follows what is typed, and says of an error what it is", async () => {
    const { take, until } = work();
    take({ kind: "change", version: 1, files: [tiny("2 + 1")] });
    expect((await until("ran")).summary.inlines[0]?.text).toBe("3");
    take({ kind: "change", version: 2, files: [tiny("2 + nothing_known")] });
    expect((await until("checked", ({ version }) => version === 2)).diagnostics.map(({ code }) => code)).toContain("unknown-name");
    take({ kind: "change", version: 3, files: [tiny("4")] });
    expect((await until("ran", ({ version }) => version === 3)).summary.inlines[0]?.text).toBe("4");
  });
});

describe("a question", () => {
  test("is answered about the newest version, also when it was asked before", async () => {
    const { take, until } = work();
    take({ kind: "change", version: 1, files: filesOf("flood") });
    take({ kind: "ask", id: 1, question: "brief", input: { full: false } });
    take({ kind: "change", version: 2, files: [{ path: "04-more.md", text: "# More\n" }] });
    const answer = await until("answer");
    expect(answer.version).toBe(2);
    expect(String(answer.value)).toContain("<!doctype html>");
  });
  test("of a case with errors is refused in words", async () => {
    const { take, until } = work();
    take({ kind: "change", version: 1, files: [tiny("2 +")] });
    take({ kind: "ask", id: 1, question: "brief", input: { full: false } });
    expect(await until("refused")).toMatchObject({ why: "errors" });
    take({ kind: "ask", id: 2, question: "assessment", input: undefined });
    expect((await until("answer")).id).toBe(2);
  });
  test("that nobody wants any more is given up", async () => {
    const { take, until } = work();
    take({ kind: "change", version: 1, files: filesOf("flood") });
    await until("ran");
    take({ kind: "ask", id: 1, question: "brief", input: { full: false } });
    take({ kind: "cancel", id: 1 });
    expect(await until("refused")).toMatchObject({ id: 1, why: "cancelled" });
  });
  test("that is unknown is refused", async () => {
    const { take, until } = work();
    take({ kind: "change", version: 1, files: [tiny("1")] });
    take({ kind: "ask", id: 1, question: "nonsense", input: {} });
    expect(await until("refused")).toMatchObject({ why: "broken" });
  });
});

test("what crosses to the page can be copied", async () => {
  const { take, until } = work();
  take({ kind: "change", version: 1, files: filesOf("flood") });
  take({ kind: "ask", id: 1, question: "assessment", input: undefined });
  const answer = await until("answer");
  expect(structuredClone(answer)).toEqual(answer);
});
