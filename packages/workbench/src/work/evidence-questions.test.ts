import { describe, expect, test } from "vitest";
import { openCaseWork } from "./case-work.js";
import type { ChangedFile, Report } from "./messages.js";
import type { AnswerOf, InputOf, QuestionName } from "./questions/index.js";

const chapter = `# A

\`\`\`outweigh
case a "A"
  question "What?"

source paper "Paper"
  archive sources/paper/text.txt
  grade   B
  tlp     AMBER

source twin "The same paper"
  archive sources/paper/text.txt
  grade   C

source away "Elsewhere"
  archive away.txt
  grade   C

claim walls from paper
  quote "Walls were … loaded."
  grade 2

claim gone from paper
  quote "Nothing like this stands there at all."
  grade 4
  conflicts with walls
\`\`\`
`;

const paper =
  "\ufeffWalls were often\r\nloaded. In 2024, 1,200 houses were flooded, 𝒳 as 𝒴.\r\rIn 2025, about 3,400 people did not leave the town, officials said.\r\n";

function caseOf(files: readonly ChangedFile[]) {
  const waiting = new Map<number, (value: unknown) => void>();
  let last = 0;
  const take = openCaseWork(
    "compiled",
    { pause: () => new Promise((resolve) => setImmediate(resolve)), wait: async () => {}, now: () => 0 },
    (report: Report) => {
      if (report.kind === "answer") waiting.get(report.id)?.(report.value);
      if (report.kind === "need")
        take({ kind: "given", orders: report.orders, answers: report.orders.map(() => ({ kind: "none", reason: "missing" }) as const) });
    },
  );
  take({ kind: "change", version: 1, files });
  return <Name extends QuestionName>(question: Name, input: InputOf<Name>) =>
    new Promise<AnswerOf<Name>>((resolve) => {
      const id = ++last;
      waiting.set(id, (value) => resolve(structuredClone(value) as AnswerOf<Name>));
      take({ kind: "ask", id, question, input });
    });
}

const files = [
  { path: "a.md", text: chapter },
  { path: "sources/paper/text.txt", text: paper },
];

describe("a source", () => {
  test("is told with its copy, its claims and where decisions are kept", async () => {
    const ask = caseOf(files);
    const [one, , away] = await ask("evidenceSources", undefined);
    expect(one).toMatchObject({ id: "paper", grade: "B", mark: "AMBER", decisions: "sources/paper/decisions.json" });
    expect(one!.state).toMatchObject({ kind: "not-locked", isElsewhere: false });
    expect(one!.claims.map(({ id, quoteState, conflictsWith }) => [id, quoteState, conflictsWith])).toEqual([
      ["walls", "verified", ["gone"]],
      ["gone", "failed", ["walls"]],
    ]);
    expect(away!.state).toEqual({ kind: "missing" });
    expect(await ask("sourceText", { source: "away" })).toBeUndefined();
  });

  test("has its quotes at their exact places in a text of the same length, whatever its line ends", async () => {
    const read = await caseOf(files)("sourceText", { source: "paper" });
    const { text, places } = read!;
    expect(text).not.toContain("\r");
    const words = places.map(({ parts }) => parts.map(({ from, to }) => text.slice(from, to)));
    expect(words).toEqual([["Walls were", "loaded."], []]);
  });

  test("has passages whose words stand at their place, without what was rejected or is cited", async () => {
    const ask = caseOf(files);
    const { text } = (await ask("sourceText", { source: "paper" }))!;
    const found = await ask("sourcePassages", { source: "paper" });
    expect(found.map(({ from, to }) => text.slice(from, to))).toContain("In 2024, 1,200 houses were flooded, 𝒳 as 𝒴.");
    const decisions = { format: "outweigh-decisions-1", source: "paper", decisions: [{ quote: found[0]!.key, decision: "rejected" }] };
    const capture = { path: "sources/paper/capture.json", text: "{}" };
    const again = await caseOf([...files, capture, { path: "sources/paper/decisions.json", text: JSON.stringify(decisions) }])(
      "sourcePassages",
      {
        source: "paper",
      },
    );
    expect(again.map(({ isRejected }) => isRejected)).toEqual(found.map((_, at) => at === 0));
  });
});

describe("a draft of a claim", () => {
  test("quotes the chosen words, has a free name and a grade that one passage can have", async () => {
    const ask = caseOf(files);
    const { text } = (await ask("sourceText", { source: "paper" }))!;
    const from = text.indexOf("1,200 houses");
    const draft = await ask("claimDraft", { source: "paper", from, to: from + "1,200 houses were flooded".length });
    expect(draft).toMatchObject({ quote: "1,200 houses were flooded", problem: undefined });
    expect(draft!.block).toMatch(/^claim \w+ from paper\n {2}quote +"1,200 houses were flooded"\n {2}grade +[2-6]\n/);
    const named = await ask("claimDraft", { source: "paper", from, to: from + 12, name: "walls", grade: "4" });
    expect(named!.problem).toContain("something called walls");
    expect(named!.block).toMatch(/grade +4/);
  });

  test("warns of a denial that is left out, and of half a number", async () => {
    const ask = caseOf(files);
    const { text } = (await ask("sourceText", { source: "paper" }))!;
    const leave = text.indexOf("leave the town");
    expect((await ask("claimDraft", { source: "paper", from: leave, to: leave + 14 }))!.caution).toContain("“not”");
    const number = text.indexOf("200 houses");
    expect((await ask("claimDraft", { source: "paper", from: number, to: number + 10 }))!.problem).toContain("whole words");
  });
});
