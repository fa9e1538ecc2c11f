/** What changed since the version before, and why: a small table at the front of the brief, and the versions before that. */
import { columns, paragraph } from "./blocks.js";
import type { Block, Inline, TableBlock } from "./document.js";
import type { Findings } from "./findings.js";
import { needsReason, type PublicationHistory, type ReasonedChange } from "./judgements.js";
import { text } from "./values.js";
import { capitalise, formatDate, sentence } from "./words.js";

/** More versions than these are counted and not listed. */
const versionsListed = 8;

/** The blocks; none while nothing has been published before. */
export function historyBlocks({ history }: Findings): readonly Block[] {
  const last = history?.earlier.at(-1);
  if (history === undefined || last === undefined) return [];
  const what = history.version === undefined ? "This is a draft." : `This is version ${history.version}.`;
  const before = `version ${last.version} of ${formatDate(last.on)}`;
  if (last.withheld)
    return [paragraph(`${what} What changed since ${before} is withheld under the mark of this brief.`), ...earlierVersions(history)];
  if (history.changes.length === 0)
    return [paragraph(`${what} No published judgement has changed since ${before}.`), ...earlierVersions(history)];
  const isOpen = history.changes.some((change) => needsReason(change) && change.reason === "");
  const open = isOpen ? " Reasons that are still to be given are asked for when it is published." : "";
  return [paragraph(`${what} These judgements have changed since ${before}.${open}`), changeTable(history), ...earlierVersions(history)];
}

function changeTable({ changes, earlier }: PublicationHistory): TableBlock {
  return {
    kind: "table",
    caption: `Judgements changed since version ${earlier.at(-1)?.version}`,
    columns: columns("Judgement", "Was", "Now", "Why"),
    rows: changes.map((change) => ({
      cells: [[...of(change)], [text(change.was || "–")], [text(change.now || "no longer stated")], [text(why(change))]],
    })),
  };
}

function of({ judgement, of: subject }: ReasonedChange): readonly Inline[] {
  return judgement === subject ? [{ kind: "code", text: subject }] : [text(capitalise(subject))];
}

function why(change: ReasonedChange): string {
  if (change.reason !== "") return capitalise(sentence(change.reason));
  return change.kind === "new" ? "New." : "Still to be given.";
}

/** The versions before, latest first, each with what changed in it. */
function earlierVersions({ earlier }: PublicationHistory): readonly Block[] {
  if (earlier.length < 2) return [];
  const listed = earlier.slice(-versionsListed).reverse();
  const left = earlier.length - listed.length;
  return [
    {
      kind: "table",
      caption: "Versions published before",
      columns: columns("Version", "Published", "What changed in it, and why"),
      rows: listed.map(({ version, on, changes, withheld }) => ({
        cells: [[text(version)], [text(formatDate(on))], [text(withheld ? "Withheld under the mark of this brief." : toldIn(changes))]],
      })),
      ...(left > 0 ? { note: [text(`${left} earlier ${left === 1 ? "one is" : "ones are"} not listed.`)] } : {}),
    },
  ];
}

function toldIn(changes: readonly ReasonedChange[]): string {
  const told = changes.filter(needsReason).map(({ of, was, now, reason }) => {
    const change = now === "" ? `“${was}” no longer stated` : `from “${was}” to “${now}”`;
    return sentence(`${capitalise(of)}: ${change}${reason === "" ? "" : `, because ${reason}`}`);
  });
  return told.length === 0 ? "No published judgement." : told.join(" ");
}
