/** Published versions as the worker reads them: what each manifest says, and the frozen case of one as files to be compiled. */
import { sha256Hex } from "@outweigh/evidence";
import { type FileSystem, joinPath } from "@outweigh/language";

/** A change of a judgement that was given with the version. */
export interface ReasonedMove {
  readonly of: string;
  readonly was: string;
  readonly now: string;
  readonly reason: string;
}

/** What is told of a version, and where its files lie. */
export interface PublishedVersion {
  readonly name: string;
  readonly number: number;
  /** When it was published, a time in UTC. */
  readonly at: string;
  readonly by: string;
  readonly moves: readonly ReasonedMove[];
  /** Paths of the files of the case, as the case names them. */
  readonly files: readonly string[];
  readonly sources: readonly { readonly file: string; readonly sha256: string | null }[];
}

/** A version whose manifest cannot be used, and why, in words that complete "its manifest …". */
export interface DamagedVersion {
  readonly name: string;
  readonly reason: string;
}

/** Reads the manifests of these versions, oldest first. */
export function readVersions(
  files: FileSystem,
  names: readonly string[],
): { readonly versions: readonly PublishedVersion[]; readonly damaged: readonly DamagedVersion[] } {
  const versions: PublishedVersion[] = [];
  const damaged: DamagedVersion[] = [];
  for (const name of names) {
    const read = files.read(`versions/${name}/manifest.json`);
    const found = read.ok ? versionOf(new TextDecoder().decode(read.bytes)) : undefined;
    if (!read.ok) damaged.push({ name, reason: "cannot be read" });
    else if (found === undefined) damaged.push({ name, reason: "is not one that this program can read" });
    else if (found.name !== name) damaged.push({ name, reason: `is that of version ${found.name}` });
    else versions.push(found);
  }
  versions.sort((one, other) => one.number - other.number || (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return { versions, damaged };
}

/** The case of a version, in the folder "case". Copies of sources are found by their hash alone, so one that was replaced since is as if it were not there. */
export function versionFiles(files: FileSystem, { name, files: kept, sources }: PublishedVersion): FileSystem {
  const places = new Map(
    kept.flatMap((path) => {
      const at = keptAt(path);
      return at === undefined ? [] : [[joinPath("case", path), `versions/${name}/${at}`] as const];
    }),
  );
  const hashes = new Map(
    sources.flatMap(({ file, sha256 }) => (sha256 === null ? [] : [[joinPath("case", file), { file, sha256 }] as const])),
  );
  const isKnown = (sha256: string) => sources.some((source) => source.sha256 === sha256);
  return {
    list: (folder) => {
      const within = joinPath(folder);
      const names = [...places.keys()].flatMap((path) => (parentOf(path) === within ? [path.slice(path.lastIndexOf("/") + 1)] : []));
      return names.length === 0 ? undefined : names;
    },
    read: (path) => {
      const tidy = joinPath(path);
      const at = places.get(tidy);
      if (at !== undefined) return files.read(at);
      const source = hashes.get(tidy);
      if (source === undefined) return { ok: false, reason: "missing" };
      const live = files.read(source.file);
      const bytes = live.ok && sha256Hex(live.bytes) === source.sha256 ? live.bytes : files.findByHash?.(source.sha256);
      return bytes === undefined ? { ok: false, reason: "missing" } : { ok: true, bytes };
    },
    findByHash: (sha256) => (isKnown(sha256) ? files.findByHash?.(sha256) : undefined),
  };
}

/** Where a file of the case lies within the folder of a version: those beside the case have a folder of their own. */
function keptAt(path: string): string | undefined {
  const parts = path.split("/");
  const steps = parts.findIndex((part) => part !== "..");
  const rest = parts.slice(steps);
  if (steps < 0 || rest.some((part) => part === "" || part === "." || part === "..")) return undefined;
  return steps === 0 ? `case/${path}` : `outside/${steps}/${rest.join("/")}`;
}

function parentOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

function versionOf(text: string): PublishedVersion | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isFields(value) || value.format !== "outweigh-version-1") return undefined;
  const { version, number, at, by } = value;
  if (!isText(version) || typeof number !== "number" || !isText(at) || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(at) || !isText(by))
    return undefined;
  const word = (field: unknown) => (isText(field) ? field : "");
  return {
    name: version,
    number,
    at,
    by,
    moves: listOf(value.changes).flatMap((change) =>
      change.kind === "new" ? [] : [{ of: word(change.of), was: word(change.was), now: word(change.now), reason: word(change.reason) }],
    ),
    files: listOf(value.files).flatMap(({ path }) => (isText(path) ? [path] : [])),
    sources: listOf(value.sources).flatMap(({ file, sha256 }) => (isText(file) ? [{ file, sha256: isText(sha256) ? sha256 : null }] : [])),
  };
}
