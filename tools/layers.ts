/**
 * The edges of the house as data, and the check that nothing crosses them: imports between packages, import cycles between files,
 * globals that a package must not know, and files that have grown too long.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { importsOf, lineAt, withoutComments } from "./source-text.js";

/**
 * Which of our packages each package may import: engine, evidence ← language ← brief ← workbench, cli; engine … language ← server ← cli. A part of a
 * package goes by its own name: the workbench knows of the server what the two say to each other, and nothing else.
 */
export const edges: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  evidence: [],
  language: ["engine", "evidence"],
  brief: ["engine", "evidence", "language"],
  server: ["engine", "evidence", "language", "brief"],
  workbench: ["engine", "evidence", "language", "brief", "brief/render", "brief/docx", "server/protocol"],
  cli: ["engine", "evidence", "language", "brief", "brief/render", "brief/docx", "server"],
};

/** The packages that may import from Node; all others run in a browser too. */
export const onNode: readonly string[] = ["server", "cli"];

/** What a package must not mention, with the reason that is printed. */
interface Ban {
  readonly pattern: RegExp;
  readonly reason: string;
}

const global = (name: string): RegExp => new RegExp(`(?<![.\\w$])${name}(?![\\w$]|\\s*\\??:)`, "g");

const pure: readonly Ban[] = [
  { pattern: global("process"), reason: "process belongs to the command alone" },
  { pattern: global("console"), reason: "nothing below the command prints" },
  { pattern: global("fetch"), reason: "no network" },
  { pattern: global("Buffer"), reason: "Buffer is of Node alone; use Uint8Array" },
  { pattern: global("performance"), reason: "time is an argument" },
  { pattern: /\bDate\s*\.\s*now\b/g, reason: "time is an argument" },
  { pattern: /\bnew\s+Date\s*(?:\(\s*\)|(?!\s*\())/g, reason: "time is an argument" },
  { pattern: /\bMath\s*\.\s*random\b/g, reason: "randomness is an argument" },
  { pattern: /\.\s*localeCompare\b|\.\s*toLocale\w+(?!\w|\(["'])/g, reason: "the outcome would depend on the machine's locale" },
  { pattern: /\bIntl\s*\.\s*\w+(?!\w|\(["'])/g, reason: "the outcome would depend on the machine's locale" },
];

const exactMath = "sqrt abs floor ceil round min max trunc sign fround imul clz32 PI E LN2 LN10 LOG2E LOG10E SQRT2 SQRT1_2".split(" ");

const deterministic: readonly Ban[] = [
  {
    pattern: new RegExp(`\\bMath\\s*\\.\\s*(?!(?:${exactMath.join("|")})\\b)\\w+`, "g"),
    reason: "not the same bits on every machine; use elementary.ts",
  },
  { pattern: /\*\*/g, reason: "not the same bits on every machine; use pow of elementary.ts" },
];

const quietServer: readonly Ban[] = [
  { pattern: global("process"), reason: "process belongs to the command alone" },
  { pattern: global("console"), reason: "nothing below the command prints" },
  { pattern: global("fetch"), reason: "the server asks nothing of anybody" },
  { pattern: /\bMath\s*\.\s*random\b/g, reason: "secrets come from node:crypto" },
];

const page: readonly Ban[] = [
  { pattern: global("process"), reason: "process belongs to the command alone" },
  { pattern: global("console"), reason: "the user is told in the page, not in the console" },
  { pattern: global("Buffer"), reason: "Buffer is of Node alone; use Uint8Array" },
  { pattern: /\bMath\s*\.\s*random\b/g, reason: "randomness is an argument" },
  {
    pattern: /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\s*\.\s*write)\b/g,
    reason: "what a case holds is shown as text; pages of our own renderer go into a PageFrame, figures into a Figure",
  },
  { pattern: /\beval\s*\(|\bnew\s+Function\b/g, reason: "nothing that a case holds may run" },
  { pattern: /https?:\/\/(?!127\.0\.0\.1|www\.w3\.org\/)/g, reason: "the workbench asks nothing of any other place" },
];

/** The bans of each package; a package that is not listed has none. */
export const bans: Readonly<Record<string, readonly Ban[]>> = {
  engine: [...pure, ...deterministic],
  evidence: pure,
  language: pure,
  brief: pure,
  server: quietServer,
  workbench: page,
};

/** The longest a file may be, and the length from which its opening comment must say why it is long. */
export const lengthLimits = { never: 800, withReason: 500 };

const generatedFiles = /(?:notation-parser(?:\.terms)?|error-pages)\.ts$/;

const isTest = (file: string): boolean =>
  /(?:\.test|test-support|-for-tests)\.tsx?$|\/(?:cases|reference|e2e)\/|\/vite\.config\.ts$/.test(file);

function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" || entry.name === "dist" ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

const packageName = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

/** Everything wrong with the tree at `root`, a line each; none when the house is in order. */
export function layerProblems(root: string): string[] {
  const problems: string[] = [];
  const show = (file: string, line?: number) => `${relative(root, file).split(sep).join("/")}${line === undefined ? "" : `:${line}`}`;
  const packagesFolder = join(root, "packages");
  const present = existsSync(packagesFolder) ? readdirSync(packagesFolder) : [];
  const graph = new Map<string, string[]>();

  for (const name of present) {
    const allowed = edges[name];
    if (!allowed) {
      problems.push(`packages/${name}: this package has no line in the edges of tools/layers.ts`);
      continue;
    }
    const folder = join(packagesFolder, name);
    const manifest: { dependencies?: Record<string, string> } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    for (const file of sourceFiles(folder)) {
      const text = readFileSync(file, "utf8");
      const test = isTest(file.split(sep).join("/"));
      graph.set(file, []);
      for (const { specifier, isType, line } of importsOf(text)) {
        if (specifier.startsWith(".")) {
          const written = resolve(dirname(file), specifier).replace(/\.js$/, ".ts");
          const target = existsSync(written) ? written : `${written}x`;
          if (!`${target}${sep}`.startsWith(`${folder}${sep}`) && !test)
            problems.push(`${show(file, line)}: reaches out of its package by path (${specifier})`);
          if (!isType) graph.get(file)?.push(target);
        } else if (specifier.startsWith("node:") || builtinModules.includes(specifier)) {
          if (!onNode.includes(name) && !test)
            problems.push(`${show(file, line)}: ${name} must not import ${specifier}; only the command and the server know Node`);
        } else if (specifier.startsWith("@outweigh/")) {
          const other = specifier.slice("@outweigh/".length);
          if (!allowed.includes(other))
            problems.push(`${show(file, line)}: ${name} must not import ${specifier}; allowed: ${allowed.join(", ") || "none"}`);
        } else if (!test && !(packageName(specifier) in (manifest.dependencies ?? {}))) {
          problems.push(`${show(file, line)}: ${packageName(specifier)} is not among the dependencies of packages/${name}`);
        }
      }
      if (!test) problems.push(...bannedIn(text, bans[name] ?? []).map(({ line, words }) => `${show(file, line)}: ${words}`));
      if (!generatedFiles.test(file)) problems.push(...lengthProblems(text, test).map((words) => `${show(file)}: ${words}`));
    }
  }
  for (const cycle of cyclesOf(graph)) problems.push(`import cycle: ${cycle.map((file) => show(file)).join(" → ")}`);
  return problems;
}

function bannedIn(text: string, list: readonly Ban[]): { line: number; words: string }[] {
  if (list.length === 0) return [];
  const code = withoutComments(text, false);
  return list.flatMap(({ pattern, reason }) =>
    [...code.matchAll(pattern)].map((match) => ({ line: lineAt(code, match.index), words: `${match[0].trim()}: ${reason}` })),
  );
}

function lengthProblems(text: string, test: boolean): string[] {
  const lines = text.split("\n").length - 1;
  const opening = /^(?:#![^\n]*\n)?\s*(\/\*[\s\S]*?\*\/|(?:\/\/[^\n]*\n)+)/.exec(text)?.[1];
  if (lines > lengthLimits.never) return [`${lines} lines; no file may have more than ${lengthLimits.never}`];
  if (lines > lengthLimits.withReason && !/\blong\b|\blines\b/i.test(opening ?? ""))
    return [`${lines} lines; from ${lengthLimits.withReason} on, the opening comment says why it is that long`];
  return opening === undefined && !test ? ["opens without a sentence on what it holds"] : [];
}

/** One cycle for every knot of files that import each other when the program runs. */
export function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const visit = (file: string) => {
    state.set(file, "open");
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      if (state.get(next) === "open") cycles.push([...path.slice(path.indexOf(next)), next]);
      else if (!state.has(next) && graph.has(next)) visit(next);
    }
    path.pop();
    state.set(file, "done");
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file);
  return cycles;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = layerProblems(process.cwd());
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  else console.log("layers: in order");
}
