/** Names for what is taken in: plain letters, digits and `_`, so that they are safe as names of the notation and of folders on every system. */
import { compileCase } from "@outweigh/language";

const longest = 32;

/** Names that Windows keeps for devices, with or without an ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Names of files that say nothing of what is in them. */
const emptyNames =
  /^(?:index|default|download|document|untitled|unnamed|file|page|article_?\d+|new|scan|print|view|amp|html?|pdf|\d.*|.{0,2})$/;

const smallWords = new Set("a an the of in on at to for and or by with from is are was were be as".split(" "));

/** Words as a name, or empty when there is no letter in them that can be kept. Accents go; scripts without Latin letters give nothing. */
export function plainName(words: string, most = longest): string {
  const parts = words
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}'’]/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .split("_")
    .filter((part) => part !== "");
  while (/^\d/.test(parts[0] ?? "")) parts.shift();
  let name = "";
  for (const part of parts) {
    const longer = name === "" ? part.slice(0, most) : `${name}_${part}`;
    if (longer.length > most) break;
    name = longer;
  }
  return name;
}

/** A name for a source: from its file name where that says something, else from its title or its publisher, else from its hash. */
export function suggestSourceName(
  { fileName, title, publisher, sha256 }: Record<"fileName" | "title" | "publisher", string | undefined> & { readonly sha256: string },
  isTaken: (name: string) => boolean,
): string {
  const stem = nameOfFile(fileName ?? "");
  const titled = plainName(
    (title ?? "")
      .split(/\s+/)
      .filter((word) => !smallWords.has(word.toLowerCase()))
      .slice(0, 5)
      .join(" "),
  );
  const published = plainName(publisher ?? "");
  const first = [emptyNames.test(stem) ? "" : stem, titled, published].find((name) => name.length > 2) ?? `source_${sha256.slice(0, 8)}`;
  return freeName(first, isTaken);
}

/** The name of a file without folders and endings, as a name; empty when nothing of it can be kept. */
export function nameOfFile(path: string): string {
  return plainName((path.split(/[\\/]/).pop() ?? "").replace(/(?:\.[A-Za-z0-9]{1,5}){1,2}$/, ""));
}

/** The name itself or the first of `name_2`, `name_3`… that is free and that the notation allows. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const allowed = isSourceName(name) ? name : `source_${name}`;
  for (let number = 1; ; number++) {
    const tried = number === 1 ? allowed : `${allowed}_${number}`;
    if (!isTaken(tried)) return tried;
  }
}

/** Whether a name can be that of a source and of its folder. */
export function isSourceName(name: string): boolean {
  if (!/^[a-z_][a-z0-9_]*$/i.test(name) || name.length > 64 || devices.test(name.toLowerCase())) return false;
  const text = `# x\n\n\`\`\`outweigh\ncase probe_of_a_name\n  question "x"\n\nsource ${name} "x"\n\`\`\`\n`;
  const bytes = new TextEncoder().encode(text);
  const { assessment, diagnostics } = compileCase(
    { list: () => ["1.md"], read: (path) => (path.endsWith(".md") ? { ok: true, bytes } : { ok: false, reason: "missing" }) },
    "probe",
  );
  const codes = new Set(["name-is-reserved", "duplicate-name", "unreadable", "missing-name"]);
  return assessment.sources[0]?.id === name && !diagnostics.some(({ code }) => codes.has(code));
}
