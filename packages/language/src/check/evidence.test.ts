import { readLock, writeLock } from "@outweigh/evidence";
import { describe, expect, it } from "vitest";
import { collect, readText, type TestFolder } from "../../cases/read-text.js";
import type { FileSystem } from "../files.js";
import { checkEvidence, lockSources } from "./evidence.js";

const words = "The bridge carries 4,000 vehicles a day. It will not close before 2030. The bridge is old. Truly, the bridge is old.";

const header = `\`\`\`outweigh
case demo
  question "Shall we?"
source report "Report"
  archive sources/report.txt
  grade B
source notes "Notes"
  grade C
`;

const report = `\`\`\`file sources/report.txt\n${words}\n\`\`\`\n`;

const withClaims = (claims: string, copy = report) => readText(`${header}${claims}\n\`\`\`\n\n${copy}`);

function check(folder: TestFolder, lock?: string, files: FileSystem = folder.files) {
  let states: Record<string, string> = {};
  const found = collect(folder, (give) => {
    states = Object.fromEntries(checkEvidence(folder.assessment, files, "demo", lock, give).states);
  });
  return { states, codes: found.map(([code]) => code), found };
}

const lockOf = (folder: TestFolder) => writeLock(lockSources(folder.assessment, folder.files, "demo", undefined, "2026-11-01", () => {}));

const claim = (name: string, quote: string, rest = "") => `claim ${name} from report\n  quote "${quote}"\n  grade 3\n${rest}`;

describe("quotes and copies", () => {
  const traffic = claim("traffic", "carries 4,000 vehicles a day");

  it("verifies in the copy, and asks for a lock", () => {
    expect(check(withClaims(traffic))).toMatchObject({ states: { traffic: "verified" }, codes: ["source-not-locked"] });
  });

  it("is silent when the copy is locked", () => {
    const folder = withClaims(traffic);
    expect(check(folder, lockOf(folder))).toMatchObject({ states: { traffic: "verified" }, codes: [] });
  });

  it.each([
    ["carries 5,000 vehicles a day", "number"],
    ["It will close before 2030", "negation"],
    ["It may not close before 2030", "modal"],
    ["The bridge carries 4,000 lorries a day", "word"],
  ])("reports “%s” at its place: a changed %s", (quote, kind) => {
    const folder = withClaims(claim("altered", quote));
    const found: { code: string; kind: unknown; place: string }[] = [];
    checkEvidence(folder.assessment, folder.files, "demo", lockOf(folder), ({ code, parameters, span }) => {
      found.push({ code, kind: parameters.kind, place: folder.assessment.files[span.file]!.slice(span.from, span.to) });
    });
    expect(found).toEqual([{ code: "quote-not-in-source", kind, place: `"${quote}"` }]);
  });

  it.each([
    ["bridge is", "quote-too-short", "failed"],
    ["he bridge is old", "quote-not-in-source", "failed"],
    ["close before 2030", "quote-omits-negation", "verified"],
  ])("“%s” gives %s", (quote, code, state) => {
    const folder = withClaims(claim("one", quote));
    expect(check(folder, lockOf(folder))).toMatchObject({ codes: [code], states: { one: state } });
  });

  it("tells that a place is not certain", () => {
    const folder = withClaims(claim("one", "Truly, the bridge is old"), report.replace("Truly", "Truly, the bridge is old. Truly"));
    expect(check(folder, lockOf(folder))).toMatchObject({ codes: ["quote-ambiguous"], states: { one: "verified" } });
  });

  it("notices a copy that changed after it was locked", () => {
    const folder = withClaims(traffic);
    const changed = withClaims(traffic, report.replace("old", "new"));
    expect(check(changed, lockOf(folder)).codes).toEqual(["source-changed"]);
  });

  it("holds by hash what the lock vouches for, and nothing else, where the copy is absent", () => {
    const lock = lockOf(withClaims(traffic));
    const absent = withClaims(traffic + claim("other", "It will not close before 2030"), "");
    expect(check(absent, lock)).toMatchObject({ states: { traffic: "held-by-hash", other: "failed" }, codes: ["quote-not-in-source"] });
    const forged = withClaims(claim("traffic", "carries 5,000 vehicles a day"), "");
    expect(check(forged, lock)).toMatchObject({ states: { traffic: "failed" }, codes: ["quote-not-in-source"] });
  });

  it("fails without copy and lock", () => {
    expect(check(withClaims(traffic, ""))).toMatchObject({ states: { traffic: "failed" }, codes: ["source-copy-missing"] });
    expect(check(withClaims(traffic.replace("from report", "from notes"), ""))).toMatchObject({ codes: ["source-copy-missing"] });
  });

  it("finds a copy that is kept elsewhere, by hash or by name", () => {
    const folder = withClaims(traffic);
    const bytes = new Uint8Array(Buffer.from(`${words}\n`));
    const absent = withClaims(traffic, "");
    const byName = { ...absent.files, findByName: (name: string) => (name === "report.txt" ? bytes : undefined) };
    expect(check(absent, undefined, byName)).toMatchObject({ states: { traffic: "verified" }, codes: ["source-not-locked"] });
    const { sha256 } = readLock(lockOf(folder)).lock.get("report")!;
    const byHash = { ...absent.files, findByHash: (hash: string) => (hash === sha256 ? bytes : undefined) };
    expect(check(absent, lockOf(folder), byHash)).toMatchObject({ states: { traffic: "verified" }, codes: [] });
  });

  it("says when quotes are newer than the lock", () => {
    const lock = lockOf(withClaims(traffic));
    expect(check(withClaims(traffic + claim("other", "It will not close before 2030")), lock).codes).toEqual(["source-not-locked"]);
  });

  it("does not read what is no text", () => {
    expect(check(withClaims(traffic, report.replace("The bridge", "%PDF-1.7 The bridge")))).toMatchObject({
      states: { traffic: "failed" },
      codes: ["source-not-locked", "source-unreadable"],
    });
    const folder = withClaims(traffic, "");
    const unreadable: FileSystem = { ...folder.files, read: () => ({ ok: false, reason: "unreadable" }) };
    expect(check(folder, undefined, unreadable).codes).toEqual(["source-unreadable"]);
  });

  it("reads the text of a web page", () => {
    const folder = readText(
      `${header.replace("report.txt", "page.html")}${traffic}\n\`\`\`\n\n\`\`\`file sources/page.html\n<p>It carries <b>4,000</b> vehicles&nbsp;a day.</p>\n\`\`\`\n`,
    );
    expect(check(folder, lockOf(folder))).toMatchObject({ states: { traffic: "verified" }, codes: [] });
  });

  it("reports a lock that cannot be read", () => {
    const folder = withClaims(traffic);
    expect(check(folder, `<<<<<<< HEAD\n${lockOf(folder)}`).codes).toEqual(["lock-unreadable"]);
  });
});

describe("lockSources", () => {
  it("reports what does not stand in its copy and locks the rest", () => {
    const folder = withClaims(claim("good", "It will not close before 2030") + claim("bad", "It will close before 2031"));
    const codes: string[] = [];
    const lock = lockSources(folder.assessment, folder.files, "demo", undefined, "2026-11-01", ({ code }) => void codes.push(code));
    expect(codes).toEqual(["quote-not-in-source"]);
    expect(lock.get("report")).toMatchObject({ captured: "2026-11-01", file: "sources/report.txt" });
    expect(lock.get("report")?.quotes.map(({ from }) => from)).toEqual([words.indexOf("It will not close")]);
    expect(lock.has("notes")).toBe(false);
  });
});

describe("grades", () => {
  const grades = (sourceGrade: string, claimGrade: string) =>
    check(
      readText(
        `\`\`\`outweigh\ncase demo\n  question "Q?"\nsource a "A"\n${sourceGrade}claim c from a\n  states "It is so."\n${claimGrade}\`\`\`\n`,
      ),
    ).codes.filter((code) => code !== "claim-unquoted");
  it.each([
    ["  grade B\n", "  grade 2\n", []],
    ["  grade F\n", "  grade 6\n", []],
    ["", "  grade 2\n", ["grade-missing"]],
    ["  grade B\n", "", ["grade-missing"]],
    ["  grade G\n", "  grade 7\n", ["unknown-grade", "unknown-grade"]],
    ["  grade 2\n", "  grade B\n", ["unknown-grade", "unknown-grade"]],
    ["  grade B\n", "  grade 1\n", ["grade-needs-two-origins"]],
  ])("%j and %j", (source, item, codes) => {
    expect(grades(source, item)).toEqual(codes);
  });
});

describe("origins", () => {
  const text = (rest: string) => `\`\`\`outweigh
case demo
  question "Shall we?"
source agency "Agency"
  grade B
source paper "Paper"
  grade C
  derived from agency
source other "Other"
  grade C
claim first from agency
  states "It is so."
  grade 2
claim second from paper
  states "It is so."
  grade 2
claim third from other
  states "It is so."
${rest}
\`\`\`
`;
  const codes = (rest: string) => check(readText(text(rest))).found.filter(([code]) => code !== "claim-unquoted");

  it("a claim of the same origin corroborates nothing", () => {
    expect(codes("  grade 1\n  corroborates first")).toEqual([]);
    const echoing = text("  grade 2").replace("claim second from paper\n", "claim second from paper\n  corroborates first\n");
    expect(check(readText(echoing)).found.filter(([code]) => code !== "claim-unquoted")).toEqual([["echo", "first"]]);
  });

  it("grade 1 is not reached by an echo", () => {
    const echoing = text("  grade 2").replace(
      '"It is so."\n  grade 2\nclaim second from paper\n',
      '"It is so."\n  grade 1\nclaim second from paper\n  corroborates first\n',
    );
    expect(check(readText(echoing)).codes.filter((code) => code !== "claim-unquoted")).toEqual(["echo", "grade-needs-two-origins"]);
  });

  it("one speaker in two papers is one origin", () => {
    expect(
      codes(
        '  grade 2\n  said by "Dr. Marquez"\nclaim fourth from agency\n  states "So."\n  said by "dr. marquez"\n  grade 2\n  corroborates third',
      ),
    ).toEqual([["echo", "third"]]);
  });

  it("two claims of one origin in one list of reasons are one reason", () => {
    expect(codes("  grade 2\nquantity x : people = 3\n  because first, third, second")).toEqual([["echo", "second"]]);
    expect(codes("  grade 2\nquantity x : people = 3\n  because first, third")).toEqual([]);
  });
});
