/** Marks of handling on a disk: every output takes the strictest, and `brief --tlp` withholds or refuses without a word of what is withheld. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "handling-"));
});
afterEach(() => rmSync(root, { recursive: true }));

async function outweigh(...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const effects = capturedEffects(nodeDisk(root));
  const code = await runCli(words, effects);
  return { code, out: effects.printed.out, error: effects.printed.error.replace(/\s+/g, " ") };
}

const read = (name: string) => readFileSync(join(root, name), "utf8");

const model = `case town "Town"
  question "Which defence?"

source harbour "Measurements of the harbour office"
  archive sources/harbour.txt
  grade   B
  tlp     GREEN

source wire7 "Confidential cable of the envoy"
  by      "Foreign ministry"
  url     "https://example.org/secret"
  archive sources/cable.txt
  grade   A
  tlp     AMBER

claim surges from harbour
  quote "storm surges between 1 and 4 metres"
  grade 2

claim hesitant "The neighbour hesitates" from wire7
  quote   "will not pay a single crown for the northern gates"
  said by "Ambassador Quillfeather"
  grade   2

option hold "Carry on"
option gates "Tidal gates"

quantity surge "Surge" : m = 1 to 4 as lognormal
  because surges

quantity level : m
  given option
    gates     0.4 * surge
    otherwise surge
  because surge

objective harm "Harm" : m
  minimise level
`;

function write(change: (model: string) => string = (same) => same, prose = "Nothing more."): void {
  mkdirSync(join(root, "town/sources"), { recursive: true });
  writeFileSync(join(root, "town/1.md"), `# Town\n\n\`\`\`outweigh\n${change(model)}\`\`\`\n\n${prose}\n`);
  writeFileSync(join(root, "town/sources/harbour.txt"), "The port has seen storm surges between 1 and 4 metres.\n");
  writeFileSync(join(root, "town/sources/cable.txt"), "They will not pay a single crown for the northern gates.\n");
}

/** The place of some words in the chapter, as messages give it. */
const lineOf = (words: string) =>
  `1.md:${
    read("town/1.md")
      .split("\n")
      .findIndex((line) => line.includes(words)) + 1
  }`;

const secrets = ["Quillfeather", "single crown", "wire7", "onfidential", "Foreign ministry", "example.org", "hesitant", "neighbour"];

test("every output takes the strictest mark of what it uses", async () => {
  write();
  expect((await outweigh("brief", "town", "-o", "b.html", "--draws", "2000")).code).toBe(0);
  expect(read("b.html").match(/TLP:AMBER<\/span>/g)).toHaveLength(2);
  expect(JSON.parse((await outweigh("run", "town", "--json", "--draws", "500")).out).handling).toBe("TLP:AMBER");
  expect(JSON.parse((await outweigh("analyse", "town", "comparison", "--json", "--draws", "500")).out).handling).toBe("TLP:AMBER");
  expect(JSON.parse((await outweigh("review", "town", "--json", "--draws", "500")).out).handling).toBe("TLP:AMBER");
  expect((await outweigh("run", "town", "--draws", "500")).out).toMatch(/^TLP:AMBER /);
});

test("a case without marks has none", async () => {
  write((text) => text.replaceAll(/ +tlp .*\n/g, ""));
  expect((await outweigh("brief", "town", "-o", "b.html", "--draws", "2000")).code).toBe(0);
  expect(read("b.html")).not.toContain("TLP:");
  expect(JSON.parse((await outweigh("run", "town", "--json", "--draws", "500")).out)).not.toHaveProperty("handling");
});

test("--tlp withholds words, names and speakers, and keeps counts, grades and marks", async () => {
  write();
  const made = await outweigh("brief", "town", "--tlp", "GREEN", "--full", "-o", "b.html", "--draws", "2000");
  expect(made.code).toBe(0);
  expect(made.error).toContain("Withheld for TLP:GREEN: 1 claim and 1 source marked TLP:AMBER.");
  const page = read("b.html");
  for (const secret of secrets) expect(page.includes(secret), secret).toBe(false);
  expect(page).toContain("TLP:GREEN</span>");
  expect(page).toContain("Two claims from two sources");
  expect(page).toContain("Withheld: TLP:AMBER");
  expect(page).toContain("A2");
  await outweigh("brief", "town", "--tlp", "GREEN", "--full", "-o", "b.docx", "--draws", "2000");
  const parts = unzipSync(new Uint8Array(readFileSync(join(root, "b.docx"))));
  const words = Object.entries(parts)
    .filter(([name]) => name.endsWith(".xml"))
    .map(([, bytes]) => strFromU8(bytes))
    .join();
  for (const secret of secrets) expect(words).not.toContain(secret);
  expect(
    Object.entries(parts).filter(([name, bytes]) => /header|footer/.test(name) && strFromU8(bytes).includes("TLP:GREEN")),
  ).toHaveLength(2);
});

test("what people wrote in the ledger goes with what is withheld; what they forecast stays", async () => {
  write((text) => `${text}\nforecast flood "Will it flood?"\n  by 2027-06-30\n  probability 30 %\n  because surges\n`);
  await outweigh("forecast", "set", "town", "flood", "41%", "--by", "Hale", "--reason", "Quillfeather says so");
  await outweigh("forecast", "set", "town", "flood", "42%", "--by", "Hale", "--reason", "Quillfeather says so");
  await outweigh("forecast", "resolve", "town", "flood", "yes", "--by", "Hale", "--evidence", "Told by Quillfeather");
  expect((await outweigh("brief", "town", "--full", "-o", "b.html", "--draws", "2000")).code).toBe(0);
  expect(read("b.html").match(/Quillfeather/g)?.length).toBeGreaterThan(2);
  expect((await outweigh("brief", "town", "--tlp", "GREEN", "--full", "-o", "b.html", "--draws", "2000")).code).toBe(0);
  expect(read("b.html")).toMatch(/41.%/);
  for (const secret of secrets) expect(read("b.html").includes(secret), secret).toBe(false);
});

test("numbers that rest on what is withheld are refused, and come free with a substitute", async () => {
  const resting = (text: string) => text.replace("  because surges\n", "  because surges, hesitant\n");
  write(resting);
  const refused = await outweigh("brief", "town", "--tlp", "GREEN", "-o", "b.html");
  expect(refused.code).toBe(2);
  expect(refused.error).toContain(`surge on hesitant, TLP:AMBER (${lineOf("because surges, hesitant")})`);
  expect(refused.error).toContain("--without claim:hesitant");
  write((text) => text.replace("  because surges\n", "  because hesitant\n  instead 1 to 5 as lognormal because surges\n"));
  expect((await outweigh("brief", "town", "--tlp", "GREEN", "-o", "b.html", "--draws", "2000")).code).toBe(2);
  const without = ["brief", "town", "--tlp", "GREEN", "--without", "claim:hesitant", "-o", "b.html", "--draws", "2000"];
  expect((await outweigh(...without)).code).toBe(0);
  for (const secret of secrets) expect(read("b.html")).not.toContain(secret);
  write((text) => text.replace("  because surges\n", "  because hesitant\n"));
  expect((await outweigh(...without)).code, "widened, yet still made from the claim").toBe(2);
});

test.each([
  ["the speaker", "As Ambassador Quillfeather has it, they waver."],
  ["five words of the quote", "They will not pay a single penny."],
  ["a part in a note", 'It is **said** that "a single crown for the gates" is too much.'],
])("text that tells %s is refused with its place", async (_, prose) => {
  write(undefined, prose);
  const refused = await outweigh("brief", "town", "--tlp", "GREEN", "-o", "b.html");
  expect(refused.code).toBe(2);
  expect(refused.error).toContain("The text tells what TLP:GREEN must not show");
  expect(refused.error).toContain(lineOf(prose));
});

test("a case marked more strictly is refused; one that is looser than asked goes out under the mark asked for", async () => {
  write((text) => text.replace('question "Which defence?"', 'question "Which defence?"\n  tlp RED'));
  expect((await outweigh("brief", "town", "--tlp", "AMBER", "-o", "b.html")).error).toContain("The case is marked TLP:RED");
  write();
  expect((await outweigh("brief", "town", "--tlp", "RED", "-o", "b.html", "--draws", "2000")).code).toBe(0);
  expect(read("b.html")).toContain("TLP:RED</span>");
  expect(read("b.html")).toContain("Quillfeather");
});

test("a claim goes further than its source with a reason alone", async () => {
  write((text) => text.replace('said by "Ambassador Quillfeather"', 'said by "Ambassador Quillfeather"\n  tlp     GREEN'));
  expect((await outweigh("check", "town")).out).toContain("mark-lowered");
  write((text) =>
    text.replace('said by "Ambassador Quillfeather"', 'said by "Ambassador Quillfeather"\n  tlp     GREEN "Released by the ministry."'),
  );
  expect((await outweigh("check", "town")).code).toBe(0);
  expect(JSON.parse((await outweigh("run", "town", "--json", "--draws", "500")).out).handling).toBe("TLP:GREEN");
});

test.each([
  ["WHITE", "tlp CLEAR"],
  ["BLUE", "Marks are RED"],
])("the mark %s is not written", async (mark, remedy) => {
  write((text) => text.replace("tlp     GREEN", `tlp     ${mark}`));
  const { code, out } = await outweigh("check", "town");
  expect(code).toBe(1);
  expect(out.replace(/\s+/g, " ")).toContain(remedy);
  expect((await outweigh("brief", "town", "--tlp", "PURPLE")).code).toBe(2);
});
