/** What the view changes: claims, grades and decisions, as edits of the texts of the case that can be undone like any other. */
import { ChangeSet } from "@codemirror/state";
import { decisionsText, readDecisionsText } from "@outweigh/evidence";
import type { CaseStore } from "../../case/case-store.js";
import { goToText } from "../../shell/address.js";
import { notify } from "../../shell/notices.js";
import type { ClaimDraft } from "../../work/questions/claim-draft.js";
import type { ClaimAnswer, SourceAnswer } from "../../work/questions/evidence-sources.js";
import { type BlockEdit, claimInsertion, gradeEdit } from "./block-edits.js";

const undoing = (store: CaseStore) => ({ title: "Undo", run: () => void store.undo() });

/** The text of a file of the case that can be changed, or why it cannot, told to the user. */
function textToChange(store: CaseStore, file: string): string | undefined {
  if (!store.host.canWrite) notify("This case can be read only, so nothing is changed.", { tone: "bad" });
  else if (file.startsWith("../"))
    notify(`It is declared in the module ${file}, which other cases use too: change it there.`, { tone: "bad" });
  else {
    const text = store.state.get().files.get(file)?.text;
    if (text !== undefined) return text;
    notify(`${file} is not a text that can be changed here.`, { tone: "bad" });
  }
  return undefined;
}

function make(store: CaseStore, file: string, { from, to, insert }: BlockEdit, label: string, group: number): void {
  const length = store.state.get().files.get(file)?.text?.length ?? 0;
  store.edit(file, ChangeSet.of({ from, to, insert }, length), { label, group });
}

/** Writes a claim after the others from its source. False when it could not be done, and the user has been told. */
export function addClaim(store: CaseStore, source: SourceAnswer, draft: ClaimDraft): boolean {
  const { file } = source.span;
  const text = textToChange(store, file);
  if (text === undefined) return false;
  const edit = claimInsertion(text, source.id, draft.block);
  if (edit === undefined) {
    notify(`The text does not declare the source ${source.id} any more.`, { tone: "bad" });
    return false;
  }
  make(store, file, edit, `Claim ${draft.name}`, store.newGroup());
  const at = edit.from + (/^\s*/.exec(edit.insert)?.[0].length ?? 0);
  notify(`Claim ${draft.name} was added to ${file}.`, { action: { title: "Show it", run: () => goToText(file, at) } });
  return true;
}

/** Grades a source (a letter), a claim (a digit), or both by a claim: one action. */
export function grade(
  store: CaseStore,
  source: SourceAnswer,
  claim: ClaimAnswer | undefined,
  letter: string | undefined,
  digit: string | undefined,
): void {
  const group = store.newGroup();
  const done: string[] = [];
  const set = (kind: "source" | "claim", { id, span }: SourceAnswer | ClaimAnswer, to: string) => {
    const text = textToChange(store, span.file);
    if (text === undefined) return;
    const edit = gradeEdit(text, kind, id, to);
    if (edit === undefined) return;
    make(store, span.file, edit, `Grade of ${id}`, group);
    done.push(kind === "source" ? `source ${id}: ${to}` : `claim ${id}: ${to}`);
  };
  if (letter !== undefined) set("source", source, letter);
  if (digit !== undefined && claim !== undefined) set("claim", claim, digit);
  if (done.length > 0) notify(`Graded ${done.join(", ")}.`, { action: undoing(store) });
}

/** Remembers that a passage was rejected, or that it is open again, where taking sources in remembers it. */
export function decide(store: CaseStore, source: SourceAnswer, key: string, isRejected: boolean): boolean {
  const path = source.decisions;
  if (!store.host.canWrite) {
    notify("This case can be read only, so nothing is changed.", { tone: "bad" });
    return false;
  }
  if (store.state.get().files.get(path) === undefined) store.create(path, decisionsText(source.id, new Map()));
  const text = store.state.get().files.get(path)?.text;
  const before = text === undefined ? undefined : readDecisionsText(text);
  if (before === undefined) {
    notify(`${path} cannot be read, so the decision is not kept.`, { tone: "bad" });
    return false;
  }
  const decisions = new Map(before);
  if (isRejected) decisions.set(key, { quote: key, decision: "rejected" });
  else decisions.delete(key);
  const label = isRejected ? "Rejecting a passage" : "Taking a rejection back";
  store.replace(path, decisionsText(source.id, decisions), { label, group: store.newGroup() });
  return true;
}
