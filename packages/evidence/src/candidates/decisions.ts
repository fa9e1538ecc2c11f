/** `decisions.json`: what the analyst decided of each passage of a source, as text. It lies beside the archived source. */

/** What an analyst decided of one passage. The quote is given by the sha-256 of its normalised words (`quoteHash`). */
export interface Decision {
  readonly quote: string;
  readonly decision: "accepted" | "rejected";
  /** Name of the claim in the case. */
  readonly claim?: string;
  readonly suggestedBy?: string;
}

const format = "outweigh-decisions-1";

/** The decisions as they stand in the file; the same decisions are always the same text. */
export function decisionsText(source: string, decisions: ReadonlyMap<string, Decision>): string {
  const sorted = [...decisions.values()].toSorted((left, right) => (left.quote < right.quote ? -1 : 1));
  return `${JSON.stringify({ format, source, decisions: sorted }, null, 2)}\n`;
}

/** The decisions in such a text by the hash of their quotes; undefined when it is none. */
export function readDecisionsText(text: string): ReadonlyMap<string, Decision> | undefined {
  const record = parsed(text);
  if (record?.format !== format || !Array.isArray(record.decisions)) return undefined;
  const decisions = new Map<string, Decision>();
  for (const each of record.decisions as readonly unknown[]) {
    if (typeof each !== "object" || each === null) return undefined;
    const { quote, decision } = each as Partial<Record<string, unknown>>;
    if (typeof quote !== "string" || (decision !== "accepted" && decision !== "rejected")) return undefined;
    decisions.set(quote, each as Decision);
  }
  return decisions;
}

/** The folder, below that of the case, in which the records of a source lie: that of its copy where that was taken in, otherwise one of its own. */
export function recordsFolder(source: string, archive: string | undefined, hasCapture: (folder: string) => boolean): string {
  const folder = /^sources\/[^/]+(?=\/[^/]+$)/.exec(archive ?? "")?.[0];
  return folder !== undefined && hasCapture(folder) ? folder : `sources/${source}`;
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
