/**
 * Just enough reading of TypeScript text for our own checks: comments and string contents blanked out at equal length, and the imports
 * of a file. A scanner of our own, because the compiler of this version offers no stable programming interface.
 */

/** One `import` or `export … from`, or a dynamic `import("…")`. `isType` when nothing of it is left when the program runs. */
export interface Import {
  readonly specifier: string;
  readonly isType: boolean;
  readonly line: number;
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

const regexMayFollow = /(?:^|[=(,[{};:!&|?+\-*%<>~^]|\b(?:return|typeof|case|in|of|do|else|void|delete|throw|await|yield))\s*$/;

/** The text with comments blanked, and with the contents of strings and regular expressions blanked as well unless `keepStrings`. */
export function withoutComments(text: string, keepStrings: boolean): string {
  let out = "";
  let at = 0;
  const templates: number[] = [];
  let braces = 0;
  const take = (to: number, keep: boolean) => {
    out += keep ? text.slice(at, to) : blank(text.slice(at, to));
    at = to;
  };
  const takeTemplate = (from: number) => {
    let end = from;
    while (end < text.length && text[end] !== "`" && !text.startsWith("${", end)) end += text[end] === "\\" ? 2 : 1;
    take(end, keepStrings);
    if (text.startsWith("${", end)) {
      take(end + 2, true);
      templates.push(braces);
      braces = 0;
    } else take(Math.min(end + 1, text.length), true);
  };
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    const one = text[at] ?? "";
    if (two === "//") {
      const end = text.indexOf("\n", at);
      take(end < 0 ? text.length : end, false);
    } else if (two === "/*") {
      const end = text.indexOf("*/", at + 2);
      take(end < 0 ? text.length : end + 2, false);
    } else if (one === '"' || one === "'") {
      let end = at + 1;
      while (end < text.length && text[end] !== one && text[end] !== "\n") end += text[end] === "\\" ? 2 : 1;
      take(at + 1, true);
      take(Math.min(end, text.length), keepStrings);
      take(Math.min(end + 1, text.length), true);
    } else if (one === "`") {
      take(at + 1, true);
      takeTemplate(at);
    } else if (one === "/" && regexMayFollow.test(out.slice(-40))) {
      let end = at + 1;
      let inClass = false;
      while (end < text.length && text[end] !== "\n" && (inClass || text[end] !== "/")) {
        if (text[end] === "\\") end++;
        else if (text[end] === "[") inClass = true;
        else if (text[end] === "]") inClass = false;
        end++;
      }
      take(Math.min(end + 1, text.length), keepStrings);
    } else if (one === "}" && braces === 0 && templates.length > 0) {
      braces = templates.pop() ?? 0;
      take(at + 1, true);
      takeTemplate(at);
    } else {
      if (one === "{") braces++;
      if (one === "}") braces--;
      take(at + 1, true);
    }
  }
  return out;
}

/** The line on which an offset lies, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

const importPattern =
  /(?:^|[\n;])\s*(import|export)\s+(type\s+)?([^;"'`()]{0,4000}?)\bfrom\s*["']([^"']+)["']|(?:^|[\n;])\s*import\s*["']([^"']+)["']|\bimport\s*\(\s*["']([^"']+)["']/g;

/** Everything that a file imports, in order. */
export function importsOf(text: string): Import[] {
  const code = withoutComments(text, true);
  const skeleton = withoutComments(text, false);
  return [...code.matchAll(importPattern)]
    .filter((match) => /import|export/.test(skeleton.slice(match.index, match.index + match[0].length)))
    .map((match) => {
      const names = /^\{([\s\S]*)\}\s*$/.exec((match[3] ?? "").trim())?.[1];
      const onlyTypes = names?.split(",").every((name) => name.trim() === "" || /^type\s/.test(name.trim())) && names.trim() !== "";
      return {
        specifier: match[4] ?? match[5] ?? match[6] ?? "",
        isType: match[2] !== undefined || onlyTypes === true,
        line: lineAt(code, match.index + match[0].length),
      };
    });
}
