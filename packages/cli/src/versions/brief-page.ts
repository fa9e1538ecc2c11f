/** The page of a brief with the record by which it can be made again, and made again from such a record. */
import type { BriefRecord, PublicationHistory } from "@outweigh/brief";
import { analyses } from "@outweigh/engine";
import type { CaseSettings, Evaluated } from "@outweigh/language";
import { analysed } from "../analysing.js";
import type { Effects } from "../effects.js";
import type { UntilStableOptions } from "../until-stable.js";

/** How a page is made. */
export interface PageSettings {
  readonly analysing: CaseSettings & UntilStableOptions;
  readonly history: PublicationHistory | undefined;
  readonly record: BriefRecord;
}

/** The document of a brief. Rejects with `Cancelled` when the user ends the command. */
export async function briefDocument(evaluated: Evaluated, { analysing, history, record }: PageSettings, effects: Effects) {
  const { composeBrief } = await import("@outweigh/brief");
  const made = await analysed(evaluated, analysing, analyses, effects);
  return composeBrief(evaluated, {
    analysed: made,
    full: record.full,
    ...(!namesWithheld(record) && { record: JSON.stringify(record) }),
    ...(record.tlp && { handling: record.tlp }),
    ...(history && { history }),
  });
}

/** Whether the record says what evidence was left out of a page that others may see: the very thing that its mark may withhold. */
function namesWithheld({ tlp, without, instead, expert }: BriefRecord): boolean {
  return tlp !== null && (without.length > 0 || instead.length > 0 || expert !== null);
}

/** The record of a page; undefined where it has none that can be read. */
export function recordOf(page: string): BriefRecord | undefined {
  const content = /<meta name="outweigh-record" content="([^"]*)">/.exec(page)?.[1];
  if (content === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(unescaped(content));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is BriefRecord {
  if (typeof value !== "object" || value === null) return false;
  const { format, earlier, record, analysisDraws, without, instead } = value as Partial<BriefRecord>;
  const isCount = (number: unknown, least: number) => Number.isSafeInteger(number) && (number as number) >= least;
  const isTexts = (list: unknown) => Array.isArray(list) && list.every((each) => typeof each === "string");
  return (
    format === "outweigh-brief-1" &&
    [earlier, without, instead].every(isTexts) &&
    isCount(analysisDraws, 1) &&
    typeof record === "object" &&
    record !== null &&
    isCount(record.seed, 0) &&
    isCount(record.draws, 1) &&
    ["sobol", "digital", "latin", "random"].includes(record.sampling) &&
    [record.engineVersion, record.inputsHash, record.resultHash].every((each) => typeof each === "string")
  );
}

function unescaped(text: string): string {
  const letters: Readonly<Record<string, string>> = { "&quot;": '"', "&#39;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&" };
  return text.replace(/&(?:quot|#39|lt|gt|amp);/g, (entity) => letters[entity] ?? entity);
}
