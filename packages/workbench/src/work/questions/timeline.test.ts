import { type Manifest, manifestText } from "@outweigh/brief";
import { compileCase, draftToLine, type LedgerDraft } from "@outweigh/language";
import { describe, expect, test } from "vitest";
import { openEvaluation } from "../evaluation.js";
import { holdFiles } from "../held-files.js";
import { readVersions, versionFiles } from "../version-files.js";
import { timeline } from "./timeline.js";

const at = (day: string) => `${day}T12:00:00Z`;

/** Lines of a ledger, each after the one before. */
function ledgerOf(drafts: readonly LedgerDraft[]): string {
  let heads: readonly string[] = [];
  return drafts
    .map((draft) => {
      const { entry, line } = draftToLine(draft, heads);
      heads = [entry.id];
      return line.endsWith("\n") ? line : `${line}\n`;
    })
    .join("");
}

const chapter = `# A

\`\`\`outweigh
case a "A"
  question "What?"

forecast size "How many?" : number
  by       2027-03-01
  quantiles 5 %: 10 | 50 %: 20 | 95 %: 40
  resolves "The count."
\`\`\`
`;

function meansOf(files: Readonly<Record<string, string>>) {
  const held = holdFiles();
  held.change(Object.entries(files).map(([path, text]) => ({ path, text })));
  const pause = async () => {};
  const evaluation = openEvaluation(1, compileCase(held, ""), "compiled", { pause, wait: async () => {}, now: () => 0 });
  return { evaluation, files: held, pause, onProgress: () => {}, signal: { aborted: false } };
}

const set = (by: string, day: string, middle: number): LedgerDraft => ({
  kind: "set",
  at: at(day),
  by,
  forecast: "size",
  forecaster: by,
  value: {
    quantiles: [
      [0.05, middle - 5],
      [0.5, middle],
      [0.95, middle + 5],
    ],
  },
});

const hash = "0".repeat(64);

const manifest = (version: string, number: number, more: Partial<Manifest> = {}) =>
  manifestText({
    ...{ format: "outweigh-version-1", version, number, at: at(`2026-0${number}-15`), by: "Ada", case: "a", question: "What?" },
    ...{ previous: null, program: "0", engine: "0", seed: 1, draws: 1, sampling: "sobol", analysisDraws: 1 },
    ...{ inputsHash: hash, resultHash: hash, tlp: null, redacted: false, files: [], sources: [], judgements: [], changes: [] },
    ...{ ledger: { heads: [] }, made: [], signedBy: null },
    ...more,
  });

describe("the timeline", () => {
  test("tells forecasts of a number by their middles, versions in their order, and what is overdue", async () => {
    const open: LedgerDraft = {
      kind: "open",
      at: at("2026-01-01"),
      by: "Me",
      forecast: "size",
      question: "How many?",
      type: "numeric",
      closes: "2026-03-01",
    };
    const means = meansOf({
      "a.md": chapter,
      "ledger.jsonl": ledgerOf([open, set("Me", "2026-01-01", 20), set("You", "2026-01-05", 30), set("Me", "2026-02-01", 25)]),
      "versions/b/manifest.json": manifest("b", 2),
      "versions/a/manifest.json": manifest("a", 1),
      "versions/c/manifest.json": "{",
      "versions/d/manifest.json": manifest("other", 3),
    });
    const found = await timeline.answer({ today: "2026-03-11", versions: ["a", "b", "c", "d", "e"] }, means);
    const [row] = found.forecasts;
    expect(row).toMatchObject({ id: "size", standing: "due", closesOn: "2026-03-01", isShare: false });
    // The lowest middle stands at 0.15, the highest at 0.85, that between them in the middle.
    expect(row?.points.map(({ height }) => height)).toEqual([0.15, 0.85, 0.5]);
    expect(found.versions.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(found.damaged.map(({ name }) => name)).toEqual(["c", "d", "e"]);
    expect(found.due).toMatchObject([{ id: "size", isOverdue: true, on: "2026-03-01" }]);
  });

  test("is empty for a case with nothing dated, and survives a ledger that is none", async () => {
    const means = meansOf({ "a.md": '# A\n\n```outweigh\ncase a "A"\n  question "What?"\n```\n', "ledger.jsonl": "no\nledger\n" });
    const found = await timeline.answer({ today: "2026-03-11", versions: [] }, means);
    expect(found).toMatchObject({ forecasts: [], indicators: [], versions: [], due: [], hasLedger: false });
    expect(found.problems.map(({ line }) => line)).toEqual([1, 2]);
  });
});

describe("the files of a version", () => {
  test("are those that its manifest names, modules beside the case too, and nothing outside the version", () => {
    const files = holdFiles();
    const put = (path: string, text: string) => files.change([{ path, text }]);
    const paths = (all: readonly string[]) => all.map((path) => ({ path, sha256: hash, bytes: 1 }));
    put("versions/a/manifest.json", manifest("a", 1, { files: paths(["a.md", "../modules/m/m.md"]) }));
    put("versions/a/case/a.md", "then");
    put("versions/a/outside/1/modules/m/m.md", "module");
    put("a.md", "now");
    const own = versionFiles(files, readVersions(files, ["a"]).versions[0]!);
    put("versions/b/manifest.json", manifest("b", 2, { files: paths(["../../x/../../secret.md"]) }));
    expect(readVersions(files, ["b"]).damaged).toEqual([{ name: "b", reason: "has no sound “files”" }]);
    const textAt = (path: string) => {
      const read = own.read(path);
      return read.ok ? new TextDecoder().decode(read.bytes) : read.reason;
    };
    expect(own.list("case")).toEqual(["a.md"]);
    expect([textAt("case/a.md"), textAt("modules/m/m.md"), textAt("a.md"), textAt("case/b.md")]).toEqual([
      "then",
      "module",
      "missing",
      "missing",
    ]);
  });
});
