/** A long case made by rule: prose with computed values, sources, claims and quantities that build on one another, all in order. */
import type { FileSystem } from "@outweigh/language";

const head = `# A long case

\`\`\`outweigh
case long
  question "Which course is cheaper?"
  time yearly from 2025 to 2034

option hold "Carry on"
option act "Act"
\`\`\`
`;

const part = (index: number): string => `
## Part ${index}

Reports put the yearly burden of part ${index} at {burden_${index}}, and half of the
estimates lie above {median(burden_${index})}.

\`\`\`outweigh
source report_${index} "Report ${index}"
  by       "Office of Statistics"
  date     2025-0${(index % 9) + 1}-01
  grade    B

claim figure_${index} from report_${index}
  states   "The burden of part ${index} is rising"
  grade    2

quantity rate_${index} "Rate ${index}" : people/year
  = ${100 + index} to ${200 + 3 * index} as lognormal
  because figure_${index}

quantity burden_${index} "Burden ${index}" : people/year
  = ${index === 1 ? "rate_1" : `rate_${index} + 0.1 * burden_${index - 1}`} * (if act then 0.8 else 1)
  because "As the report reasons"
\`\`\`
`;

const tail = (parts: number): string => `
\`\`\`outweigh
objective burden "People affected over ten years" : people
  minimise total(burden_${parts})
\`\`\`
`;

/** The text of a case of at least so many lines. */
export function longCase(lines: number): string {
  const parts = Math.ceil((lines - head.split("\n").length) / (part(1).split("\n").length - 1));
  return head + Array.from({ length: parts }, (_, index) => part(index + 1)).join("") + tail(parts);
}

/** A file system of one folder, `case`, with one chapter. */
export function oneChapter(text: string): FileSystem {
  const bytes = new TextEncoder().encode(text);
  return {
    list: (folder) => (folder === "case" ? ["case.md"] : undefined),
    read: (path) => (path === "case/case.md" ? { ok: true, bytes } : { ok: false, reason: "missing" }),
  };
}
