/** `outweigh verify`: whatever is changed after publishing is found and named, what cannot be checked is said, and nothing else is complained about. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readLedger } from "@outweigh/language";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { VerifyJson } from "../commands/verify.js";
import { nodeDisk } from "../files-node.js";
import { columnsOf } from "../terminal.js";
import { chapter, command, copyOf, makeCase, put } from "./case-for-tests.js";
import { listVersions } from "./read-versions.js";
import { verifyLedger } from "./verify-case.js";
import { verifyManifest } from "./verify-files.js";

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL("../../../../docs/schema/verify.schema.json", import.meta.url), "utf8")),
);

/** Two signed versions; every test changes a copy. */
let published = "";
let root = "";
const made: string[] = [];
beforeAll(async () => {
  published = await makeCase();
  await command(published, ["key", "seal"]);
  await command(published, ["publish", "case", "--sign", "seal"]);
  put(published, "case/01-feet.md", chapter({ build: 120 }));
  const ended = await command(published, ["publish", "case", "--sign", "seal", "--reason", "cost: prices rose"], { hours: 48 });
  expect(ended.code, ended.error).toBe(0);
});
beforeEach(() => {
  root = copyOf(published);
  made.push(root);
});
afterAll(() => {
  for (const each of [published, ...made]) rmSync(each, { recursive: true, force: true });
});

async function verify(...words: readonly string[]): Promise<VerifyJson & { readonly code: number }> {
  const ended = await command(root, ["verify", "case", "--json", ...words], { hours: 72 });
  expect(ended.error).toBe("");
  const json = ended.json();
  expect(validate(json), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  expect(ended.code).toBe(json.holds ? 0 : 1);
  return { ...json, code: ended.code };
}

const failing = ({ findings }: VerifyJson) =>
  findings.filter(({ state }) => state === "fails").map(({ subject, where }) => `${subject} ${where}`);
const open = ({ findings }: VerifyJson) =>
  findings.filter(({ state }) => state === "unchecked").map(({ subject, where }) => `${subject} ${where}`);

test("what nobody touched holds, and the key vouches for it", async () => {
  const found = await verify("--public-key", "seal.pub");
  expect([failing(found), open(found), found.unchangedSince]).toEqual([[], [], "2"]);
  expect(found.versions.map(({ version }) => version)).toEqual(["1", "2"]);
  for (const subject of ["manifest", "file", "source", "quote", "result", "judgement", "brief", "ledger", "signature", "version"])
    expect(
      found.findings.some((each) => each.subject === subject && each.state === "holds"),
      subject,
    ).toBe(true);
  const text = await command(root, ["verify", "case"]);
  expect(text.code).toBe(0);
  expect(text.out.split("\n").filter((line) => columnsOf(line) > 80)).toEqual([]);
  expect(text.out).toContain("everything that was checked holds");
});

describe("one bit, flipped", () => {
  const flip = (path: string, byte: (size: number) => number, bit = 1) => {
    const at = join(root, path);
    const bytes = readFileSync(at);
    const place = byte(bytes.length);
    bytes[place] = bytes[place]! ^ bit;
    writeFileSync(at, bytes);
  };
  const files = [
    "case/01-feet.md",
    "case/data/losses.csv",
    "case/sources.lock",
    "case/ledger.jsonl",
    "brief.html",
    "run.json",
    "manifest.json",
    "signature.json",
  ];
  for (const file of files)
    for (const [place, byte] of [
      ["first", () => 0],
      ["middle", (size: number) => size >> 1],
      ["last", (size: number) => size - 1],
    ] as const)
      test(`in ${file} of a version, in its ${place} byte`, async () => {
        flip(`case/versions/2/${file}`, byte);
        const words = file === "manifest.json" ? [] : ["--version", "2"];
        expect((await verify(...words)).findings.filter(({ state }) => state === "fails").map(({ where }) => where)).toContainEqual(
          expect.stringContaining(`versions/2/${file}`),
        );
      });

  test("in a manifest: only that version, and those that follow it, are doubted", async () => {
    flip("case/versions/2/manifest.json", (size) => size - 4);
    expect((await verify()).findings.filter(({ state, version }) => state === "fails" && version === "1")).toEqual([]);
  });

  test("in the copy of a source", async () => {
    flip("case/sources/log.txt", () => 3);
    const found = await verify();
    // The case as it is now, and both versions that rest on it.
    expect(failing(found).filter((each) => each === "source sources/log.txt")).toHaveLength(2);
    expect(found.findings.filter(({ state, version }) => state === "fails" && version === null)).toHaveLength(1);
  });

  test("in the ledger, in every byte", async () => {
    const bytes = readFileSync(join(root, "case/ledger.jsonl"));
    const versions = listVersions({ disk: nodeDisk(root) }, "case").filter((each) => each.kind === "version");
    const found = (changed: Uint8Array) => {
      const text = new TextDecoder().decode(changed);
      const ledger = readLedger(text);
      return [...verifyLedger(ledger, text), ...versions.flatMap((version) => verifyManifest(version, versions, ledger))];
    };
    expect(versions).toHaveLength(2);
    expect(found(bytes).every(({ state }) => state === "holds")).toBe(true);
    for (let at = 0; at < bytes.length; at++)
      for (let bit = 1; bit < 256; bit *= 2) {
        const changed = Buffer.from(bytes);
        changed[at] = changed[at]! ^ bit;
        expect(
          found(changed).some(({ state, where }) => state === "fails" && where.startsWith("ledger.jsonl")),
          `${at} ${bit}`,
        ).toBe(true);
      }
    bytes[5]! ^= 1;
    writeFileSync(join(root, "case/ledger.jsonl"), bytes);
    expect(failing(await verify("--version", "1")).some((each) => each.startsWith("ledger ledger.jsonl"))).toBe(true);
  });

  test("in every byte of a signature", async () => {
    const size = statSync(join(published, "case/versions/1/signature.json")).size;
    const { checkSignature } = await import("./signing.js");
    const signed = readFileSync(join(root, "case/versions/1/manifest.json"));
    const text = readFileSync(join(root, "case/versions/1/signature.json"));
    expect(checkSignature(text.toString(), signed).kind).toBe("holds");
    for (let at = 0; at < size; at++)
      for (let bit = 1; bit < 256; bit *= 2) {
        const bytes = Buffer.from(text);
        bytes[at] = bytes[at]! ^ bit;
        expect(checkSignature(bytes.toString(), signed).kind, `${at} ${bit}`).toBe("fails");
      }
  });
});

test("files that are missing, and files that were added", async () => {
  rmSync(join(root, "case/versions/1/case/data/losses.csv"));
  rmSync(join(root, "case/versions/2/signature.json"));
  put(root, "case/versions/2/case/02-more.md", "# More\n");
  expect(failing(await verify())).toEqual([
    "file versions/1/case/data/losses.csv",
    "signature versions/2/signature.json",
    "file versions/2/case/02-more.md",
  ]);
});

test("a version that is gone, and one that was put there by hand", async () => {
  renameSync(join(root, "case/versions/1"), join(root, "case/versions/0"));
  const found = await verify();
  expect(failing(found)).toEqual(["manifest versions/0/manifest.json", "version versions/1", "version versions/1"]);
});

test("lines taken out of the ledger", async () => {
  const lines = readFileSync(join(root, "case/ledger.jsonl"), "utf8").split("\n");
  writeFileSync(join(root, "case/ledger.jsonl"), `${lines[1]}\n`);
  // The second follows the first, the second version knew the first, and the first version has no entry.
  expect(new Set(failing(await verify()))).toEqual(new Set(["ledger ledger.jsonl:1", "ledger ledger.jsonl"]));
  writeFileSync(join(root, "case/ledger.jsonl"), `${lines[0]}\n`);
  expect(failing(await verify())).toEqual(["ledger ledger.jsonl"]);
  rmSync(join(root, "case/ledger.jsonl"));
  expect(failing(await verify())).toHaveLength(3);
});

test("a version whose every hash was made anew is found by the ledger, and by its signature", async () => {
  const path = join(root, "case/versions/2/manifest.json");
  const forged = JSON.parse(readFileSync(path, "utf8"));
  forged.by = "Mallory";
  writeFileSync(path, `${JSON.stringify(forged, null, 2)}\n`);
  expect(failing(await verify())).toEqual(["manifest versions/2/manifest.json", "signature versions/2/signature.json"]);
});

test("a manifest that promises another result, another judgement or no reason is found by computing", async () => {
  const { sha256 } = await import("./read-versions.js");
  const { draftToLine } = await import("@outweigh/language");
  const forge = async (change: (manifest: Record<string, unknown>) => void) => {
    rmSync(root, { recursive: true });
    root = copyOf(published);
    made.push(root);
    const path = join(root, "case/versions/2/manifest.json");
    const manifest = JSON.parse(readFileSync(path, "utf8"));
    change(manifest);
    manifest.signedBy = null;
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    writeFileSync(path, text);
    rmSync(join(root, "case/versions/2/signature.json"));
    const [first, second] = readFileSync(join(root, "case/ledger.jsonl"), "utf8").split("\n");
    const { id: _, after, ...entry } = JSON.parse(second!);
    writeFileSync(join(root, "case/ledger.jsonl"), `${first}\n${draftToLine({ ...entry, manifest: sha256(text) }, after).line}\n`);
    return failing(await verify());
  };
  expect(await forge(() => {})).toEqual([]);
  expect(await forge((manifest) => (manifest.seed = 2))).toEqual(["result run.json"]);
  expect(await forge((manifest) => (manifest.resultHash = "0".repeat(64)))).toEqual(["result run.json"]);
  expect(await forge((manifest) => ((manifest.judgements as { word: string }[])[0]!.word = "almost certain"))).toEqual([
    "judgement manifest.json",
  ]);
  expect(await forge((manifest) => (manifest.changes = []))).toEqual(["judgement cost"]);
});

describe("what cannot be checked", () => {
  test("without copies of sources", async () => {
    rmSync(join(root, "case/sources"), { recursive: true });
    const found = await verify("--public-key", "seal.pub", "--version", "2");
    expect(failing(found)).toEqual([]);
    expect(open(found)).toEqual(["quote claims", "source sources/log.txt", "quote rose", "brief versions/2/brief.html"]);
    cpSync(join(published, "case/sources"), join(root, "elsewhere"), { recursive: true });
    expect(open(await verify("--public-key", "seal.pub", "--version", "2", "--sources", "elsewhere"))).toEqual([]);
  });

  test("after a source was replaced and locked anew", async () => {
    put(root, "case/sources/log.txt", "A new edition. The river rose in nine years of ten. It fell in one, and in part of another.\n");
    await command(root, ["lock", "case"]);
    const found = await verify("--public-key", "seal.pub");
    expect(failing(found)).toEqual([]);
    expect(open(found)).toContain("source sources/log.txt");
  });

  test("whose key it is; and that another key, or none, does not vouch for it", async () => {
    expect(open(await verify("--version", "1"))).toEqual(["signature versions/1/signature.json"]);
    await command(root, ["key", "other"]);
    expect(failing(await verify("--version", "1", "--public-key", "other.pub"))).toEqual(["signature versions/1/signature.json"]);
    put(root, "case/01-feet.md", chapter({ build: 120 }).replace("Dry feet", "Dry shoes"));
    await command(root, ["publish", "case"]);
    expect(failing(await verify("--version", "3", "--public-key", "seal.pub"))).toEqual(["signature versions/3/signature.json"]);
    expect(failing(await verify("--version", "3"))).toEqual([]);
  });

  test("a torn last line of the ledger, and one in the middle that an interruption left", async () => {
    const path = join(root, "case/ledger.jsonl");
    writeFileSync(path, `${readFileSync(path, "utf8")}{"after":["ab`);
    expect([failing(await verify("--version", "2")), open(await verify("--version", "2"))]).toEqual([
      [],
      ["ledger ledger.jsonl:3", "signature versions/2/signature.json"],
    ]);
    put(root, "case/01-feet.md", chapter({ build: 120 }).replace("Dry feet", "Dry shoes"));
    await command(root, ["publish", "case"]);
    expect(failing(await verify("--version", "3"))).toEqual([]);
  });
});

test("a signature holds for another program too", () => {
  const version = join(root, "case/versions/1");
  const { publicKey, signature } = JSON.parse(readFileSync(join(version, "signature.json"), "utf8"));
  put(root, "key.pem", publicKey);
  put(root, "signature.bin", Buffer.from(signature, "base64"));
  const words = ["pkeyutl", "-verify", "-pubin", "-inkey", join(root, "key.pem"), "-rawin", "-in", join(version, "manifest.json")];
  const out = execFileSync("openssl", [...words, "-sigfile", join(root, "signature.bin")], { encoding: "utf8" });
  expect(out).toContain("Signature Verified Successfully");
});

test("keys: nobody else may read the private one, none is written over, and one in the case is warned of", async () => {
  expect(statSync(join(root, "seal")).mode & 0o777).toBe(0o600);
  expect((await command(root, ["key", "seal"])).code).toBe(2);
  expect((await command(root, ["key", "case/seal"])).out.replace(/\s+/g, " ")).toContain("lies in the folder of a case");
  const ended = await command(root, ["publish", "case", "--sign", "case/seal"]);
  expect([ended.code, ended.error.replace(/\s+/g, " ")]).toEqual([0, expect.stringContaining("lies in the folder of the case")]);
  expect(readdirSync(join(root, "case/versions/3/case"))).not.toContain("seal");
  for (const bad of ["seal.pub", "missing", "case/01-feet.md"])
    expect((await command(root, ["publish", "case", "--sign", bad])).code, bad).toBe(2);
});

describe("one page", () => {
  const page = (...words: readonly string[]) => verify("--brief", "page.html", ...words);
  const change = (from: string | RegExp, to: string) => {
    const path = join(root, "page.html");
    const text = readFileSync(path, "utf8");
    expect(text.replace(from, to)).not.toBe(text);
    writeFileSync(path, text.replace(from, to));
  };

  test("of a version is that, byte for byte, or it is not", async () => {
    cpSync(join(root, "case/versions/1/brief.html"), join(root, "page.html"));
    expect((await page()).findings).toMatchObject([{ state: "holds", version: "1" }]);
    change("Wall or wait?", "Wall, or wait?");
    expect(failing(await page())).toEqual(["brief page.html"]);
  });

  test("of a draft is what the case gives, whatever it was asked for", async () => {
    for (const words of [[], ["--full"], ["--draws", "300", "--seed", "4"], ["--without", "claim:rose"], ["--until-stable"]]) {
      await command(root, ["brief", "case", "-o", "page.html", ...words]);
      expect(failing(await page()), words.join(" ")).toEqual([]);
    }
  });

  test("with another number in it, from another state of the case, or without its record", async () => {
    await command(root, ["brief", "case", "-o", "page.html"]);
    const whole = readFileSync(join(root, "page.html"), "utf8");
    change(/87|88/, "78");
    expect(failing(await page())).toEqual(["brief page.html"]);
    writeFileSync(join(root, "page.html"), whole);
    change(/resultHash&quot;:&quot;./, "resultHash&quot;:&quot;-");
    expect(failing(await page())).toEqual(["result page.html"]);
    writeFileSync(join(root, "page.html"), whole);
    put(root, "case/01-feet.md", chapter({ build: 121 }));
    // The case that it was made from is that of version 2.
    expect(failing(await page())).toEqual([]);
    change(/inputsHash&quot;:&quot;./, "inputsHash&quot;:&quot;-");
    expect(failing(await page())).toEqual(["brief page.html"]);
    change(/<meta name="outweigh-record"[^>]*>/, "");
    expect((await command(root, ["verify", "case", "--brief", "page.html"])).code).toBe(2);
  });
});

test("wrong usage, and nothing to verify", async () => {
  expect((await command(root, ["verify", "case", "--version", "9"])).code).toBe(2);
  expect((await command(root, ["verify", "nowhere"])).code).toBe(2);
  expect((await command(root, ["verify", "case", "--public-key", "seal.pub.pub"])).code).toBe(2);
  rmSync(join(root, "case/versions"), { recursive: true });
  rmSync(join(root, "case/ledger.jsonl"));
  const ended = await command(root, ["verify", "case"]);
  expect([ended.code, ended.out]).toEqual([0, expect.stringContaining("nothing is published yet")]);
  expect(existsSync(join(root, "case/versions"))).toBe(false);
});
