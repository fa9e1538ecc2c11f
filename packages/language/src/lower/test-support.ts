/** For tests: compiles model text in a small case and says what was reported where. */
import { compileCase } from "../compile.js";
import type { Compiled } from "../evaluated.js";
import type { FileSystem } from "../files.js";

const head = 'case demo\n  question "Which?"\n  time yearly from 2025 to 2029\n  prices 2024\n';

/** A case of one chapter: prose, then the model. `tables` are further files by name. */
export function compileModel(model: string, prose = "", tables: Readonly<Record<string, string>> = {}, caseText = head): Compiled {
  const files: Readonly<Record<string, string>> = {
    "a.md": `# Demo\n\n${prose}\n\n\`\`\`outweigh\n${caseText}\n${model}\n\`\`\`\n`,
    ...tables,
  };
  const system: FileSystem = {
    list: (folder) => {
      const inside = Object.keys(files).flatMap((path) =>
        `demo/${path}`.startsWith(`${folder}/`) ? [`demo/${path}`.slice(folder.length + 1)] : [],
      );
      return inside.length > 0 ? inside.filter((path) => !path.includes("/")) : undefined;
    },
    read: (path) => {
      const text = files[path.replace(/^demo\//, "")];
      return text === undefined ? { ok: false, reason: "missing" } : { ok: true, bytes: new TextEncoder().encode(text) };
    },
  };
  return compileCase(system, "demo");
}

/** Each error as `code @ the text it stands at`. */
export function errorsOf({ diagnostics, assessment }: Compiled): readonly string[] {
  return diagnostics
    .filter((each) => each.severity === "error")
    .map(({ code, span }) => `${code} @ ${(assessment.files[span.file] ?? "").slice(span.from, span.to).split("\n")[0]?.trim()}`);
}
