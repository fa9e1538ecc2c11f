/** The brief of the case, to the letter as `outweigh brief` writes it. */
import { composeBrief, type Document, draftHistory, draftRecord, versionsUpToLast } from "@outweigh/brief";
import { defineQuestion, type Means } from "../question.js";
import { readVersions } from "../version-files.js";

/** What draws figures and pages is loaded when the first is wanted. */
const renderHtml = async (document: Document) => (await import("@outweigh/brief/render")).renderHtml(document);

async function composed({ evaluation, files, onProgress }: Means, full: boolean): Promise<Document> {
  const { evaluated } = await evaluation.evaluated((share) => onProgress(share / 10));
  const analysed = await evaluation.analysed(undefined, (share) => onProgress(0.1 + 0.9 * share));
  const names = files.paths().flatMap((path) => /^versions\/([^/]+)\/manifest\.json$/.exec(path)?.[1] ?? []);
  const history = draftHistory(versionsUpToLast(readVersions(files, names).versions), evaluated);
  const earlier = history?.earlier.map(({ version }) => version) ?? [];
  const record = JSON.stringify(draftRecord(evaluated, evaluation.analysisSettings.draws, earlier, { full }));
  return composeBrief(evaluated, { analysed, full, record, ...(history && { history }) });
}

/** How a brief is made. */
export interface BriefInput {
  /** Whether the whole assessment belongs to what is printed. */
  readonly full: boolean;
}

export const brief = defineQuestion<BriefInput, string>({
  doc: "The brief as one HTML page.",
  answer: async ({ full }, means) => renderHtml(await composed(means, full)),
});

export const briefDocx = defineQuestion<BriefInput, Uint8Array>({
  doc: "The brief as a Word file.",
  answer: async ({ full }, means) => (await import("@outweigh/brief/docx")).renderDocx(await composed(means, full)),
});
