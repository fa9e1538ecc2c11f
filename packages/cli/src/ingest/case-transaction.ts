/**
 * Writing several files of a case so that all of them are written or none. They are first put into a folder of their own inside the case, then a
 * journal says that they are complete, then each is moved to its place. Whoever comes next finishes or clears away what was cut off.
 */
import { sha256Hex } from "@outweigh/evidence";
import { joinPath } from "@outweigh/language";
import type { Disk } from "../effects.js";
import { isProblem, type Problem, problem } from "../problem.js";

/** A file to write: its path below the folder of the case, its content, and the sha-256 of what stood there when the content was made, if anything did. */
export interface CaseWrite {
  readonly path: string;
  readonly content: Uint8Array;
  readonly before: string | undefined;
}

/** What was left over of an earlier writing. `kept` are files that somebody changed in between; they were left as they are. */
export interface Recovered {
  readonly kind: "nothing" | "cleared" | "finished";
  readonly kept: readonly string[];
}

/** Where files wait until all of them are there. */
export const stagingFolder = ".outweigh-ingest";

const journalName = "journal.json";
const journalFormat = "outweigh-ingest-journal-1";

interface JournalLine {
  readonly staged: string;
  readonly path: string;
  readonly before?: string | undefined;
  readonly after: string;
}

/** Writes the files in the order given. Nothing has changed in the case when a problem comes back, except where it says so. */
export function writeTogether(disk: Disk, folder: string, writes: readonly CaseWrite[]): Problem | undefined {
  if (writes.length === 0) return undefined;
  for (const { path } of writes) {
    const obstacle = outsideProblem(disk, folder, path) ?? obstacleAt(disk, folder, path);
    if (obstacle) return obstacle;
  }
  const staging = `${folder}/${stagingFolder}`;
  const failed = (failure: string): Problem => {
    disk.remove(staging);
    return problem(`Nothing was written into ${folder}: ${failure}.`, "Put that right, then run the same command again.");
  };
  const made = disk.makeFolder(staging);
  if (made !== undefined) return failed(made);
  if (!isInside(disk, folder, stagingFolder)) return failed(`${staging} is a link to another place`);
  const lines: JournalLine[] = [];
  for (const [index, { path, content, before }] of writes.entries()) {
    const failure = disk.replace(`${staging}/${index}`, [content]);
    if (failure !== undefined) return failed(failure);
    lines.push({ staged: String(index), path, before, after: sha256Hex(content) });
  }
  const failure = disk.write(`${staging}/${journalName}`, `${JSON.stringify({ format: journalFormat, writes: lines }, null, 2)}\n`);
  if (failure !== undefined) return failed(failure);
  const finished = recover(disk, folder);
  if (isProblem(finished)) return finished;
  if (finished.kept.length === 0) return undefined;
  return problem(
    `${finished.kept.join(", ")} was changed by somebody else in this moment, and was left as it is.`,
    "Run the same command again: what is missing is added then.",
  );
}

/** Finishes what an earlier writing left with its journal, and clears away what it left without. */
export function recover(disk: Disk, folder: string): Recovered | Problem {
  const staging = `${folder}/${stagingFolder}`;
  if (disk.kind(staging) === "missing") return { kind: "nothing", kept: [] };
  if (!isInside(disk, folder, stagingFolder) || disk.kind(staging) !== "folder")
    return problem(`${staging} is not a folder of this case.`, "Remove it, then try again.");
  const lines = readJournal(disk, staging);
  const kept: string[] = [];
  for (const line of lines ?? []) {
    const outcome = kept.length > 0 ? undefined : place(disk, folder, line);
    if (outcome === "kept") kept.push(line.path);
    else if (outcome !== undefined) return outcome;
  }
  const failure = disk.remove(`${staging}/${journalName}`) ?? disk.remove(staging);
  if (failure !== undefined) return problem(`${staging} cannot be removed: ${failure}.`, "Remove it yourself, then try again.");
  return { kind: lines ? "finished" : "cleared", kept };
}

/** Moves one staged file to its place, unless it is there already or somebody changed what stood there. */
function place(disk: Disk, folder: string, { staged, path, before, after }: JournalLine): Problem | "kept" | undefined {
  const from = `${folder}/${stagingFolder}/${staged}`;
  if (disk.kind(from) !== "file") return undefined;
  const outside = outsideProblem(disk, folder, path);
  if (outside) return outside;
  const target = `${folder}/${path}`;
  const now = hashAt(disk, target);
  if (now === after) return undefined;
  if (now !== before || hashAt(disk, from) !== after) return "kept";
  const parent = target.slice(0, target.lastIndexOf("/"));
  const failure = disk.makeFolder(parent) ?? disk.move(from, target);
  if (failure === undefined) return undefined;
  return problem(`${target} cannot be written: ${failure}.`, "Put that right and run the same command again: it goes on from here.");
}

function readJournal(disk: Disk, staging: string): readonly JournalLine[] | undefined {
  const read = disk.read(`${staging}/${journalName}`);
  if (!read.ok) return undefined;
  try {
    const journal: unknown = JSON.parse(new TextDecoder().decode(read.bytes));
    if (typeof journal !== "object" || journal === null || !("writes" in journal) || !Array.isArray(journal.writes)) return undefined;
    return journal.writes.every(isLine) ? journal.writes : undefined;
  } catch {
    return undefined;
  }
}

function isLine(line: unknown): line is JournalLine {
  if (typeof line !== "object" || line === null) return false;
  const { staged, path, before, after } = line as Record<string, unknown>;
  const isHash = (value: unknown) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
  return (
    typeof staged === "string" &&
    /^\d{1,6}$/.test(staged) &&
    typeof path === "string" &&
    (before === undefined || isHash(before)) &&
    isHash(after)
  );
}

function hashAt(disk: Disk, path: string): string | undefined {
  const read = disk.readWhole(path);
  return read.ok ? sha256Hex(read.bytes) : undefined;
}

/** Something at the path, or on the way to it, that a file cannot replace: known before anything is moved. */
function obstacleAt(disk: Disk, folder: string, path: string): Problem | undefined {
  const parts = path.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const at = `${folder}/${parts.slice(0, length).join("/")}`;
    const kind = disk.kind(at);
    const wanted = length === parts.length ? "file" : "folder";
    if (kind === "missing") return undefined;
    if (kind !== wanted)
      return problem(
        `${at} is not a ${wanted}, as it has to be. Nothing was written.`,
        "Give it another name, then run the same command again.",
      );
  }
  return undefined;
}

/** Why a path is not one inside the case: steps out of it, or a link on the way leads out. */
function outsideProblem(disk: Disk, folder: string, path: string): Problem | undefined {
  const isPlain =
    path !== "" && joinPath(path) === path && !path.startsWith("/") && !path.startsWith("..") && !/[\u0000-\u001f:\\]/.test(path);
  if (isPlain && isInside(disk, folder, path)) return undefined;
  return problem(
    `${folder}/${path} does not lie inside the case: a link leads elsewhere. Nothing is written outside the folder of the case.`,
    "Make it a folder of its own, or use another case.",
  );
}

/** Whether what is at this path below the case, or would be, lies inside the case itself once all links are followed. */
export function isInside(disk: Disk, folder: string, path: string): boolean {
  const root = disk.real(folder);
  if (root === undefined) return false;
  let known = path;
  while (known !== "" && disk.real(`${folder}/${known}`) === undefined) {
    if (disk.isLink(`${folder}/${known}`)) return false;
    known = known.includes("/") ? known.slice(0, known.lastIndexOf("/")) : "";
  }
  return known === "" || disk.real(`${folder}/${known}`) === `${root === "/" ? "" : root}/${known}`;
}
