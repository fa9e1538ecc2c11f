/** What the editor's features know of the case: the words of the notation, asked for once, and its names, asked for again after every change. */
import { Facet } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Named, Vocabulary } from "@outweigh/language";
import type { CaseStore } from "../case/case-store.js";

/** The store and the file that an editor is about. */
export interface EditorSubject {
  readonly store: CaseStore;
  readonly path: string;
}

/** Given once to every editor with features. */
export const editorSubject = Facet.define<EditorSubject, EditorSubject | undefined>({ combine: ([first]) => first });

/** The subject of an editor that has one. */
export function subjectOf(view: EditorView): EditorSubject {
  const subject = view.state.facet(editorSubject);
  if (subject === undefined) throw new Error("This editor is about no file of the case.");
  return subject;
}

interface Known {
  vocabulary?: Promise<Vocabulary>;
  named?: readonly Named[];
  version: number;
  asking?: Promise<readonly Named[]>;
}

const known = new WeakMap<CaseStore, Known>();

function knownOf(store: CaseStore): Known {
  const held = known.get(store) ?? { version: -1 };
  known.set(store, held);
  return held;
}

/** The words of the notation. */
export function vocabularyOf(store: CaseStore): Promise<Vocabulary> {
  const held = knownOf(store);
  held.vocabulary ??= store.worker.ask("vocabulary", undefined);
  held.vocabulary.catch(() => delete held.vocabulary);
  return held.vocabulary;
}

/** The names of the case: those known last at once, while newer ones are fetched. */
export async function namedOf(store: CaseStore): Promise<readonly Named[]> {
  const held = knownOf(store);
  const { checkedVersion } = store.results.get();
  if (held.version !== checkedVersion && held.asking === undefined) {
    held.asking = store.worker.ask("names", undefined).finally(() => delete held.asking);
    held.asking.then(
      (named) => Object.assign(held, { named, version: checkedVersion }),
      () => undefined,
    );
  }
  return held.named ?? held.asking ?? [];
}
