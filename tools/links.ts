/** Checks that every relative link in our Markdown leads somewhere: the file is there, and so is the heading that its anchor names. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { lineAt } from "./source-text.js";

const skipped = new Set(["node_modules", "dist", ".git"]);

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return markdownFiles(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** The text without fenced blocks and code spans, at equal length: links in them are only shown, not followed. */
function withoutCode(text: string): string {
  const blank = (part: string) => part.replace(/[^\n]/g, " ");
  return text
    .replace(/^([ \t]*)(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*\2[`~]*[ \t]*$|(?![\s\S]))/gm, blank)
    .replace(/(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, blank);
}

/** The anchors of a Markdown text: its headings as code hosts spell them, repeated ones numbered, and explicit `id`s. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  const withoutFences = text.replace(/^[ \t]*(`{3,}|~{3,})[\s\S]*?^[ \t]*\1[`~]*[ \t]*$/gm, "");
  for (const [, words = ""] of withoutFences.matchAll(/^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/gm)) {
    const slug = words
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/[`*]/g, "")
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
      .replace(/ /g, "-");
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  for (const [, id = ""] of text.matchAll(/\bid="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/** Whether the path is there with exactly these capitals, which some file systems do not ask for. */
function isThere(path: string, root: string): boolean {
  if (!existsSync(path)) return false;
  for (let at = path; at !== root && at.startsWith(root); at = dirname(at))
    if (!readdirSync(dirname(at)).includes(basename(at))) return false;
  return true;
}

const linkPattern =
  /\]\(\s*<?([^()<>\s]+(?:\([^()\s]*\)[^()<>\s]*)?)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)|^ {0,3}\[[^\]^]+\]:[ \t]*<?([^\s>]+)/gm;

/** Every dead link below `root`, a line each. */
export function linkProblems(root: string): string[] {
  const anchors = new Map<string, Set<string>>();
  return markdownFiles(root).flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const code = withoutCode(text);
    return [...code.matchAll(linkPattern)].flatMap((match) => {
      const link = match[1] ?? match[2] ?? "";
      if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link)) return [];
      const place = `${relative(root, file).split(sep).join("/")}:${lineAt(code, match.index)}`;
      const [path = "", anchor] = decodeURIComponent(link).split("#");
      const target = path === "" ? file : resolve(dirname(file), path);
      if (target !== root && !target.startsWith(`${root}${sep}`)) return [`${place}: ${link} leads out of the project`];
      if (!isThere(target, root)) return [`${place}: ${link} is not there`];
      if (anchor === undefined || anchor === "" || statSync(target).isDirectory() || !target.endsWith(".md")) return [];
      if (!anchors.has(target)) anchors.set(target, anchorsOf(readFileSync(target, "utf8")));
      return anchors.get(target)?.has(anchor) ? [] : [`${place}: ${link} names a heading that is not there`];
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = linkProblems(process.cwd());
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  else console.log("links: all alive");
}
