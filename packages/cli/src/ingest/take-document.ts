/** Taking one document, whose bytes somebody handed over, into a case as its source: what `outweigh ingest --into DIR --write` does before any passage is decided on. */
import { suggestAccess, suggestReliability } from "@outweigh/evidence";
import type { GivenDocument, TakeAnswer } from "@outweigh/server";
import type { CaseOptions } from "../case-folder.js";
import { openDraft } from "../commands/ingest.js";
import type { Effects } from "../effects.js";
import { isProblem } from "../problem.js";
import { additionOf, archiveDocument, enterDocument, writeAddition } from "./case-entry.js";
import { echoWords } from "./echoes-of-case.js";
import { findingWords } from "./input-problems.js";
import { lengthProblem } from "./into-case.js";
import { instant, type OpenedDocument, openBytes } from "./taking.js";

/** What came of opening it: its documents, or why there are none. */
export type OpenedDocuments = readonly OpenedDocument[] | { readonly refused: string };

/** Reads a document that was handed over, before anything is written. */
export async function openGiven({ name, bytes }: GivenDocument, effects: Effects): Promise<OpenedDocuments> {
  const opening = await openBytes(name, bytes, effects);
  const problem = opening.ok ? lengthProblem(opening.documents) : opening.problem;
  return opening.ok && problem === undefined ? opening.documents : { refused: `${problem?.message} ${problem?.remedy}` };
}

/** Writes documents into the case in a folder, each with its copy and its source block; all of it or nothing. Which passages become claims is decided later. */
export function takeOpened(folder: string, opened: readonly OpenedDocument[], options: CaseOptions, effects: Effects): TakeAnswer {
  const draft = openDraft(folder, options, effects);
  if (isProblem(draft)) return { kind: "refused", reason: `${draft.message} ${draft.remedy}` };
  const entries = opened.map((each) => {
    const { text, language } = each.document;
    const entry = enterDocument(
      draft,
      {
        ...each,
        reliability: suggestReliability(each.document),
        access: suggestAccess(text, language ?? "en"),
        ...{ candidates: [], suggestions: undefined, firstNumber: 1, isCut: false },
      },
      undefined,
    );
    archiveDocument(draft, entry);
    writeAddition(draft, entry, additionOf(draft, entry, new Map()));
    return entry;
  });
  const written = draft.write(instant(effects.now()).slice(0, 10));
  if (!written.ok) {
    if ("problem" in written) return { kind: "refused", reason: `${written.problem.message} ${written.problem.remedy}` };
    const [first] = written.diagnostics;
    return { kind: "refused", reason: `Nothing was written: the case would have an error that it has not now. ${first?.message ?? ""}` };
  }
  const notes = entries.flatMap(({ taken, echoes, same, id }) => [
    ...(same === undefined ? [] : [`The case has this already: source ${id}.`]),
    ...taken.document.findings.map(findingWords),
    ...echoes.map((echo) => `An echo: ${echoWords(echo)}`),
  ]);
  return {
    kind: "taken",
    sources: [...new Set(entries.map(({ id }) => id))],
    wasThere: entries.every(({ same }) => same?.source.chapter !== undefined),
    notes: [...new Set(notes)],
  };
}
