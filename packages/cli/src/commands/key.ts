/** `outweigh key FILE`: makes a pair of keys for signing versions: FILE, which nobody else may read, and FILE.pub, which everybody may have. */
import type { Disk } from "../effects.js";
import { type Effects, exit } from "../effects.js";
import { isProblem, problem } from "../problem.js";
import { failWith } from "../report.js";
import { styleOf, widthOf, wrap } from "../terminal.js";
import { fingerprintOf, fingerprintWords, newKeys, publicHalf, readKey } from "../versions/signing.js";

/** Runs the command. What is there already is never written over. */
export function newKey(path: string, effects: Effects): number {
  const { disk } = effects;
  const publicPath = `${path}.pub`;
  for (const each of [path, publicPath])
    if (disk.kind(each) !== "missing")
      return failWith(effects, problem(`${each} is there already, and a key is never written over.`, "Choose another name."));
  const keys = newKeys();
  const failure = disk.writePrivate(path, keys.privateKey);
  if (failure !== undefined) return failWith(effects, problem(`${path} cannot be written: ${failure}.`, "Choose another place."));
  const other = disk.write(publicPath, keys.publicKey);
  if (other !== undefined) {
    disk.remove(path);
    return failWith(effects, problem(`${publicPath} cannot be written: ${other}.`, "Choose another place."));
  }
  const key = readKey(disk, publicPath, "public");
  if (isProblem(key)) return failWith(effects, key);
  const { green, dim, yellow } = styleOf(effects, effects.stdout);
  const width = widthOf(effects.stdout);
  const home = caseAround(disk, path);
  effects.stdout.write(
    `${[
      `${green("wrote")} ${path} ${dim("(private: only you may read it; keep a copy in a safe place)")}`,
      `${green("wrote")} ${publicPath} ${dim("(public: give it to your readers)")}`,
      wrap(`Key ${fingerprintWords(fingerprintOf(publicHalf(key)))}. Tell it to your readers by another way than the file.`, width, "  "),
      ...(home === undefined
        ? []
        : [
            yellow(
              wrap(`${path} lies in the folder of a case, ${home}: whoever gets the case gets your private key. Move it elsewhere.`, width),
            ),
          ]),
    ].join("\n")}\n`,
  );
  return exit.fine;
}

/** The folder above a file that is, or holds, the folder of a case. */
function caseAround(disk: Disk, path: string): string | undefined {
  const parts = disk.absolute(path).split("/");
  for (let length = parts.length - 1; length > 1; length--) {
    const folder = parts.slice(0, length).join("/");
    const names = disk.list(folder) ?? [];
    if (names.includes("ledger.jsonl") || names.includes("sources.lock")) return folder;
    const isCase = names
      .filter((name) => name.endsWith(".md"))
      .slice(0, 50)
      .some((name) => {
        const read = disk.read(`${folder}/${name}`);
        return read.ok && /^```+outweigh[^\n]*\n(?:(?!```)[^\n]*\n)*?case\s/m.test(new TextDecoder().decode(read.bytes));
      });
    if (isCase) return folder;
  }
  return undefined;
}
