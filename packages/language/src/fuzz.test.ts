/**
 * Inputs that nobody would write: mutations of the examples, blocks of different cases thrown together, and text made from the grammar.
 * Whatever comes in, compiling gives a value within bounded time. FUZZ_INPUTS sets how many, FUZZ_SEED which;
 * both are printed. FUZZ_KEEP names a folder for the inputs that fail.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import {
  type Compiled,
  compileCase,
  compileScenario,
  type FileSystem,
  formatText,
  readWithdrawal,
  renderDiagnostic,
  runCase,
  valuesOfFutures,
  valuesOfScenario,
  withdraw,
} from "./index.js";

const inputs = Number(process.env.FUZZ_INPUTS ?? 2000);
const seed = Number(process.env.FUZZ_SEED ?? 20_261_101);
const slowest = 10_000;

type Files = Record<string, string>;

/** A small generator of its own, so that a failure can be repeated from seed and number alone (mulberry32). */
class Choice {
  private state: number;
  constructor(start: number) {
    this.state = start >>> 0;
  }
  unit(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  below(limit: number): number {
    return Math.floor(this.unit() * limit);
  }
  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
  times<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }
}

const examples = fileURLToPath(new URL("../../../examples", import.meta.url));

function readTree(folder: string, prefix = ""): Files {
  const files: Files = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) Object.assign(files, readTree(path, `${prefix}${entry.name}/`));
    else if (/\.(md|csv|txt|lock)$/.test(entry.name)) files[prefix + entry.name] = readFileSync(path, "utf8");
  }
  return files;
}

const corpus = readTree(examples);
const cases = [...new Set(Object.keys(corpus).map((path) => path.split("/")[0]!))].filter(
  (name) => name !== "modules" && name !== "README.md",
);
const chapters = Object.entries(corpus).filter(([path]) => path.endsWith(".md"));
const blocks = chapters.flatMap(([, text]) =>
  [...text.matchAll(/^```outweigh\n([\s\S]*?)^```/gm)].flatMap(([, fence = ""]) =>
    fence.split(/\n(?=[a-z])/).filter((block) => block.trim() !== ""),
  ),
);
const prose = chapters.flatMap(([, text]) => text.replace(/^```[\s\S]*?^```/gm, "").split(/\n\n+/));
const small = cases.filter(
  (name) => Object.entries(corpus).reduce((sum, [path, text]) => sum + (path.startsWith(`${name}/`) ? text.length : 0), 0) < 3000,
);

const names = [
  "x",
  "y",
  "cost",
  "deaths",
  "act",
  "hold",
  "rival",
  "cartel",
  "a.b",
  "sz.price",
  "option",
  "time",
  "rate_",
  "P",
  "é",
  "source",
];
const units = ["USD", "people", "deaths/year", "kg", "%", "week", "USD2020", "boxes", "people * USD / km2"];
const shapes = ["normal", "lognormal", "uniform", "beta", "gamma", "pert", "triangular", "poisson", "nothing"];
const odd = [
  "\u0000",
  "\ufeff",
  "\r\n",
  "\t",
  "\u0301",
  "👩‍⚖️",
  "\u2028",
  "\u00a0",
  "“",
  "”",
  "−",
  "```",
  "```outweigh\n",
  "{",
  "}",
  "**likely** [{",
  "}]",
  "|",
  "#",
  '"',
  "\\",
  "1e999",
  "-",
  "= ",
  "(",
  ")",
  "[",
  "]",
  "to",
  " as ",
  "%",
  "0",
  "999999999999999999999",
  "if ",
  "->",
  "\n  ",
  "\n    ",
  "\n",
];

function expression(choice: Choice, depth: number): string {
  const inner = () => expression(choice, depth - 1);
  if (depth <= 0)
    return choice.of([
      () => choice.of(names),
      () => `${choice.below(2000)}`,
      () => `${choice.below(100)} %`,
      () => `${choice.below(9)}.5 million ${choice.of(units)}`,
      () => "-3",
    ])();
  return choice.of([
    () => `${inner()} ${choice.of(["+", "-", "*", "/", "^", "<", ">=", "is", "is not", "and", "or"])} ${inner()}`,
    () => `(${inner()})`,
    () => `-${inner()}`,
    () => `not ${inner()}`,
    () => `if ${inner()} then ${inner()} else ${inner()}`,
    () => `${inner()} to ${inner()} as ${choice.of(shapes)}${choice.below(3) === 0 ? ` at ${choice.below(120)} %` : ""}`,
    () =>
      `${choice.of(["exp", "ln", "sqrt", "min", "max", "sum", "mean", "total", "final", "lag", "step", "ramp", "discount", "interpolate", "clamp", "P", "p95", "round", "frobnicate"])}(${choice.times(3, inner).join(", ")})`,
    () => `sum(${inner()} over ${choice.of(names)})`,
    () => `mean(${inner()} | ${choice.of(names)})`,
    () => `p95(${inner()} given ${inner()} > 1)`,
    () =>
      `${choice.of(shapes)}(${choice.of(["mean", "sd", "p5", "p95", "min", "max", "median", "sigma", "alpha"])} = ${inner()}, ${inner()})`,
    () => `discrete(${inner()} -> ${inner()}, ${inner()} -> ${inner()})`,
    () => `mixture(0.3 -> ${inner()}, 0.7 -> ${inner()})`,
    () => `truncate(${inner()}, min = ${inner()})`,
    () => `${choice.of(names)}[${inner()}]`,
    () => `${choice.of(names)} ${choice.of(["worse", "better"])} than ${choice.of(names)}`,
    () => `interpolate(${inner()}, 0 -> 1, 10 -> ${inner()})`,
  ])();
}

const kinds =
  "case source claim unit dimension data option quantity chance precedent rule stock objective scenario futures weights forecast indicator observe check use show nonsense".split(
    " ",
  );
const fields =
  "question time steps baseline sets ranges cases swing rank instead target given = because starts gains loses minimise maximise that error probabilities precedent forbids unless when element kind regime citation standing challenge position duty consult interests reacts veto decides yes no counted prior quote said grade archive by signals reveals members column correlated with note yardstick prices seed draws".split(
    " ",
  );

function block(choice: Choice): string {
  const value = () =>
    choice.of([
      () => expression(choice, choice.below(4)),
      () => `"${choice.of(prose).slice(0, 40).replaceAll('"', "")}"`,
      () => choice.of(names),
      () => "10 % | 20 % | rest",
      () => "yearly from 2025 to 2031",
      () => "2026-06-30",
    ])();
  const head = `${choice.of(kinds)} ${choice.of(names)}${choice.below(2) ? ' "Label"' : ""}${choice.below(2) ? ` : ${choice.of(units)}` : ""}${choice.below(4) === 0 ? ` over ${choice.of(names)}` : ""}${choice.below(3) === 0 ? ` = ${value()}` : ""}`;
  const rows = () => choice.times(3, () => `\n    ${choice.of(names)}, ${choice.of(names)}  ${value()} | ${value()}`).join("");
  return head + choice.times(4, () => `\n  ${choice.of(fields)} ${value()}${choice.below(4) === 0 ? rows() : ""}`).join("");
}

const fenced = (list: readonly string[]): string => `\`\`\`outweigh\n${list.join("\n")}\n\`\`\`\n`;

function mutate(text: string, choice: Choice): string {
  const from = choice.below(text.length + 1);
  const to = Math.min(text.length, from + choice.below(choice.of([2, 10, 80, 400])));
  const cut = text.slice(from, to);
  const lines = text.split("\n");
  const line = choice.below(lines.length);
  return choice.of([
    () => text.slice(0, from) + text.slice(to),
    () => text.slice(0, to) + cut + text.slice(to),
    () => text.slice(0, from) + choice.of(odd) + text.slice(from),
    () => text.slice(0, from) + choice.of(odd) + text.slice(to),
    () => text.slice(0, from),
    () => text.slice(0, from) + choice.of(prose).slice(0, 300) + text.slice(from),
    () => text.slice(0, from) + expression(choice, 3) + text.slice(to),
    () => text.replace(/\n/g, "\r\n"),
    () => lines.with(line, lines[choice.below(lines.length)]!).join("\n"),
    () => lines.toSpliced(line, 1).join("\n"),
    () => lines.with(line, `${choice.of(["", "  ", "    ", "\t", "            "])}${lines[line]!.trim()}`).join("\n"),
    () => text.slice(0, from) + choice.of(odd).repeat(choice.of([3, 50, 2000])) + text.slice(from),
    () => text.replace(/\d+/g, (digits) => (choice.below(8) === 0 ? `${choice.below(5000)}` : digits)),
    () =>
      text.replace(
        new RegExp(`\\b${choice.of([...text.matchAll(/[a-z_]{3,}/g)].map(([word]) => word).concat("x"))}\\b`, "g"),
        choice.of(names),
      ),
  ])();
}

function makeInput(choice: Choice): Files {
  const way = choice.unit();
  if (way < 0.35) {
    const name = way < 0.005 ? choice.of(cases) : choice.of(small);
    const files = Object.fromEntries(
      Object.entries(corpus)
        .filter(([path]) => path.startsWith(`${name}/`) || path.startsWith("modules/"))
        .map(([path, text]) => [path.replace(`${name}/`, "case/"), text]),
    );
    const own = Object.keys(files).filter((path) => path.startsWith("case/"));
    for (let count = choice.below(4); count >= 0; count--) {
      const path = choice.of(own);
      files[path] = mutate(files[path]!, choice);
    }
    return files;
  }
  const picked = choice.times(12, () => (choice.unit() < 0.7 ? choice.of(blocks) : block(choice)));
  const parts = [fenced(picked), choice.of(prose), `{${expression(choice, 3)}}`, fenced(choice.times(3, () => block(choice)))];
  const text = parts.join("\n");
  return { "case/1.md": choice.unit() < 0.6 ? text : mutate(mutate(text, choice), choice), "case/data/x.csv": "a,b\n1,2\n" };
}

function inMemory(files: Files): FileSystem {
  return {
    list: (folder) => {
      const names = Object.keys(files).flatMap((path) =>
        path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes("/") ? [path.slice(folder.length + 1)] : [],
      );
      return names.length > 0 ? names : undefined;
    },
    read: (path) => {
      const text = files[path];
      return text === undefined ? { ok: false, reason: "missing" } : { ok: true, bytes: new TextEncoder().encode(text) };
    },
  };
}

/** Runs the scenarios and futures of a sound case, and the case without all of its graded evidence. */
function runVariants(compiled: Compiled): void {
  const { scenarios, futures } = compiled.assessment;
  const values = [...scenarios.map(({ id }) => valuesOfScenario(compiled, id)), ...futures.map(({ id }) => valuesOfFutures(compiled, id))];
  const graded = readWithdrawal(compiled.assessment, "grade <= A1");
  const made = values.flatMap((each) => (each ? [compileScenario(compiled, each)] : []));
  if (graded.kind !== "mistake") made.push(withdraw(compiled, [graded]).compiled);
  for (const each of made) if (!each.diagnostics.some(({ severity }) => severity === "error")) runCase(each, { draws: 16 });
}

/** Compiles, prints, formats and, where there is no error, runs one input. Gives the codes found and whether it ran; throws where something is wrong. */
function tryInput(files: Files): { readonly codes: readonly string[]; readonly ran: boolean } {
  const begun = performance.now();
  const compiled = compileCase(inMemory(files), "case");
  for (const { code, span, message } of compiled.diagnostics) {
    const text = compiled.assessment.files[span.file];
    if (!(span.from >= 0 && span.from <= span.to && (text === undefined || span.to <= text.length)))
      throw new Error(`The span of ${code} is not in its file.`);
    if (message === "") throw new Error(`The message of ${code} is empty.`);
  }
  for (const diagnostic of compiled.diagnostics.slice(0, 5)) renderDiagnostic(diagnostic, compiled.assessment.files);
  for (const [path, text] of Object.entries(files)) {
    if (!path.startsWith("case/") || !path.endsWith(".md") || text.length > 20_000) continue;
    const once = formatText(text);
    if (formatText(once) !== once) throw new Error("Formatting twice is not formatting once.");
  }
  const ran = !compiled.diagnostics.some(({ severity }) => severity === "error");
  if (ran) {
    runCase(compiled, { draws: 16 });
    runVariants(compiled);
  }
  if (performance.now() - begun > slowest) throw new Error(`More than ${slowest} milliseconds.`);
  return { codes: compiled.diagnostics.map(({ code }) => code), ran };
}

/** What went wrong and where in our code, so that one failure of each kind is shown. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split("\n").find((line) => /\/src\/.*\.ts:\d/.test(line)) ?? "";
  return `${error.message.split("\n")[0]?.slice(0, 160)} ${place.trim()}`;
}

function keep(number: number, files: Files): void {
  const folder = process.env.FUZZ_KEEP;
  if (folder === undefined) return;
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(`${folder}/${number}/${path}`), { recursive: true });
    writeFileSync(`${folder}/${number}/${path}`, text);
  }
}

test(
  `${inputs} odd inputs, seed ${seed}: a value within bounded time`,
  () => {
    console.log(`fuzz: ${inputs} inputs, seed ${seed}`);
    const codes = new Set<string>();
    const failures = new Map<string, string>();
    let ran = 0;
    for (let number = 0; number < inputs; number++) {
      const files = makeInput(new Choice(seed + number * 7919));
      try {
        const outcome = tryInput(files);
        for (const code of outcome.codes) codes.add(code);
        if (outcome.ran) ran++;
      } catch (error) {
        const kind = kindOf(error);
        if (failures.size >= 10 || failures.has(kind)) continue;
        failures.set(kind, `input ${number}: ${JSON.stringify(files["case/1.md"] ?? "a mutated example").slice(0, 1500)}`);
        keep(number, files);
      }
    }
    const shown = [...failures].map(([kind, input]) => `${kind}\n  ${input}`);
    expect(shown, "one failure of each kind").toEqual([]);
    // The inputs are worth something only if they reach deep: many kinds of finding, and some that are sound enough to run.
    expect(codes.size).toBeGreaterThan(20);
    expect(ran).toBeGreaterThan(inputs / 200);
  },
  60_000 + inputs * 200,
);
