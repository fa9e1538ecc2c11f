/** `outweigh verify DIR`: whether what was published still holds: computed again, hashed again, its quotes, its ledger and its signatures checked. */
import type { KeyObject } from "node:crypto";
import { readLedger } from "@outweigh/language";
import { type CaseOptions, folderProblem, openCase, sourceFolders } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { isProblem, problem } from "../problem.js";
import { failWith } from "../report.js";
import { printable, type Style, styleOf, widthOf, wrap } from "../terminal.js";
import type { Finding } from "../versions/finding.js";
import { listVersions, readVersion, type Version } from "../versions/read-versions.js";
import { readKey } from "../versions/signing.js";
import { verifyPage } from "../versions/verify-brief.js";
import { ledgerText, verifyCase, verifyLedger, verifyPresence } from "../versions/verify-case.js";
import { verifyFiles, verifyManifest, verifySignature, verifySources } from "../versions/verify-files.js";
import { verifyResult } from "../versions/verify-result.js";

/** Options of the command. */
export interface VerifyOptions extends CaseOptions {
  readonly version?: string;
  readonly brief?: string;
  readonly publicKey?: string;
}

/** The JSON form; its schema is docs/schema/verify.schema.json. */
export interface VerifyJson {
  readonly format: "outweigh-verify-1";
  readonly folder: string;
  /** Whether nothing was found that does not hold. */
  readonly holds: boolean;
  readonly versions: readonly {
    readonly version: string;
    readonly number: number;
    readonly at: string;
    readonly by: string;
    readonly manifest: string;
  }[];
  /** The last version whose text and tables are those of the case now; null where there is none. */
  readonly unchangedSince: string | null;
  readonly findings: readonly Finding[];
}

/** Runs the command: exit code 1 when anything does not hold. */
export async function verify(folder: string, options: VerifyOptions, effects: Effects): Promise<number> {
  const blocked = folderProblem(effects, folder);
  if (blocked) return failWith(effects, blocked);
  const key = options.publicKey === undefined ? undefined : readKey(effects.disk, options.publicKey, "public");
  if (isProblem(key)) return failWith(effects, key);
  const text = ledgerText(effects.disk, folder);
  if (text === undefined)
    return failWith(effects, problem(`The ledger of ${folder} cannot be read.`, "Check that you may read it, then try again."));
  const all = listVersions(effects, folder);
  const sound = all.filter((each) => each.kind === "version");
  const files = openCase(effects, options);
  const copies = sourceFolders(effects, options);
  if (options.brief !== undefined) {
    const found = await verifyPage(effects, folder, options.brief, sound, copies);
    return isProblem(found) ? failWith(effects, found) : tell(folder, [], undefined, found, options, effects);
  }
  const wanted = options.version === undefined ? undefined : readVersion(effects, folder, options.version);
  if (isProblem(wanted)) return failWith(effects, wanted);
  const chosen = wanted === undefined ? sound : [wanted];
  const ledger = readLedger(text);
  const now = verifyCase(files, folder);
  const found: Finding[] = [...verifyLedger(ledger, text), ...now.findings];
  if (options.version === undefined) found.push(...verifyPresence(ledger, all));
  for (const version of chosen) found.push(...(await verifyVersion(effects, folder, version, sound, ledger, copies, key)));
  return tell(folder, chosen, now.inputsHash, found, options, effects);
}

async function verifyVersion(
  effects: Effects,
  folder: string,
  version: Version,
  versions: readonly Version[],
  ledger: ReturnType<typeof readLedger>,
  copies: readonly string[],
  key: KeyObject | undefined,
): Promise<readonly Finding[]> {
  const { disk } = effects;
  const files = verifyFiles(disk, version);
  const found = [
    ...verifyManifest(version, versions, ledger),
    ...verifySignature(disk, version, key),
    ...files,
    ...verifySources(disk, folder, version, copies),
  ];
  const isFrozen = files.every(({ state, where }) => state === "holds" || !/\/(case|outside)\//.test(where));
  if (isFrozen) return [...found, ...(await verifyResult(effects, folder, version, versions, copies))];
  return [
    ...found,
    {
      ...{ state: "unchecked", version: version.name, subject: "result", where: "run.json" },
      message: "It was not computed again: its frozen case is not what was published.",
      meaning: "Put the files right that do not hold, then verify again.",
    },
  ];
}

function tell(
  folder: string,
  versions: readonly Version[],
  inputsHash: string | undefined,
  findings: readonly Finding[],
  { json }: VerifyOptions,
  effects: Effects,
): number {
  const isSound = findings.every(({ state }) => state !== "fails");
  const same = versions.filter(({ manifest }) => manifest.inputsHash === inputsHash).at(-1);
  if (json) {
    const data: VerifyJson = {
      format: "outweigh-verify-1",
      folder,
      holds: isSound,
      versions: versions.map(({ name, manifest, manifestHash }) => ({
        ...{ version: name, number: manifest.number, at: manifest.at, by: manifest.by, manifest: manifestHash },
      })),
      unchangedSince: same?.name ?? null,
      findings,
    };
    effects.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
  } else
    effects.stdout.write(`${words(folder, versions, inputsHash, findings, styleOf(effects, effects.stdout), widthOf(effects.stdout))}\n`);
  return isSound ? exit.fine : exit.errors;
}

function words(
  folder: string,
  versions: readonly Version[],
  inputsHash: string | undefined,
  findings: readonly Finding[],
  style: Style,
  width: number,
): string {
  const names = [...new Set(findings.map(({ version }) => version))];
  const lines = names.flatMap((name) => {
    const version = versions.find((each) => each.name === name);
    const published = version ? `, published ${version.manifest.at.slice(0, 10)} by ${printable(version.manifest.by)}` : "";
    const head = name === null ? "The case as it is now" : `Version ${printable(name)}${published}`;
    const of = findings.filter(({ version }) => version === name);
    return [wrap(style.bold(head), width), ...of.flatMap((finding) => findingLines(finding, of, style, width)), ""];
  });
  const failing = findings.filter(({ state }) => state === "fails").length;
  const open = findings.filter(({ state }) => state === "unchecked").length;
  const last = versions.at(-1);
  const since =
    inputsHash === undefined || last === undefined || last.manifest.inputsHash === inputsHash
      ? ""
      : ` The case has been edited since version ${last.name} was published.`;
  const verdict =
    failing > 0
      ? style.red(style.bold(`${folder}: ${failing === 1 ? "one thing does" : `${failing} things do`} not hold.`))
      : style.green(
          style.bold(
            versions.length === 0 && inputsHash !== undefined
              ? `${folder}: nothing is published yet.`
              : `${folder}: everything that was checked holds.`,
          ),
        );
  const left = open === 0 ? "" : ` ${open === 1 ? "One thing" : `${open} things`} could not be checked.`;
  return [...lines, wrap(`${verdict}${left}${since}`, width)].join("\n");
}

/** What fails and what is open each with its lines; what holds only where it is a sentence of its own: files and sources are counted. */
function findingLines(finding: Finding, all: readonly Finding[], style: Style, width: number): readonly string[] {
  const { state, subject, where, message, meaning } = finding;
  if (state === "holds") {
    const alike = all.filter((each) => each.state === "holds" && each.subject === subject);
    if (subject !== "file" && subject !== "source") return [wrap(`${style.green("holds")}  ${printable(message)}`, width, "  ", "    ")];
    if (alike[0] !== finding) return [];
    const noun = subject === "file" ? ["file is", "files are"] : ["copy of a source is", "copies of sources are"];
    const number = alike.length === 1 ? `One ${noun[0]}` : `${alike.length} ${noun[1]}`;
    return [wrap(`${style.green("holds")}  ${number} as published.`, width, "  ", "    ")];
  }
  const alike = all.filter((each) => each.state === state && each.subject === subject && each.meaning === meaning);
  if (state === "unchecked" && subject === "source" && alike.length > 1) {
    if (alike[0] !== finding) return [];
    const places = [...new Set(alike.map((each) => each.where))].join(", ");
    const label = `${style.yellow("not checked")} ${style.bold(`${alike.length} copies of sources`)}`;
    return [
      wrap(label, width, "  ", "    "),
      wrap(printable(`${places}. The first: ${message}`), width, "    "),
      style.dim(wrap(meaning, width, "    ")),
    ];
  }
  const label = state === "fails" ? style.red("does not hold") : style.yellow("not checked");
  return [
    wrap(`${label}  ${style.bold(printable(where))}`, width, "  ", "    "),
    wrap(printable(message), width, "    "),
    ...(meaning === "" ? [] : [style.dim(wrap(printable(meaning), width, "    "))]),
  ];
}
