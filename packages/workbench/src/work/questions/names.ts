/** Names and words for the editor: what can be written, what stands at a place, and giving it another name. */
import {
  compileCase,
  formatText,
  isSameName,
  type Named,
  type NamePlace,
  type OutlineEntry,
  outlineOf,
  readVocabulary,
  renameAt,
  type TextEdit,
  type Vocabulary,
} from "@outweigh/language";
import { chapterOf, namesOf } from "../case-names.js";
import type { Evaluation } from "../evaluation.js";
import { defineQuestion } from "../question.js";

export const vocabulary = defineQuestion<undefined, Vocabulary>({
  doc: "The words of the notation; the same for every case.",
  answer: () => readVocabulary(),
});

export const names = defineQuestion<undefined, readonly Named[]>({
  doc: "Everything that has a name, modules included.",
  answer: (_, { evaluation }) => namesOf(evaluation.compiled).named,
});

/** A place in the text of a file. */
export interface TextPlace {
  readonly file: string;
  readonly at: number;
}

/** What a name at a place means. */
export interface NameThere {
  /** The stretch that was asked about. */
  readonly place: NamePlace;
  readonly named: Named;
  /** How it is written, in the analyst's own notation. */
  readonly definition: string | undefined;
  /** Reasons, in words, and names that its formulas use. */
  readonly because: readonly { readonly text: string; readonly key?: string }[];
  readonly uses: readonly string[];
  /** How often it is mentioned, its declaration not counted. */
  readonly mentions: number;
}

export const nameAt = defineQuestion<TextPlace, NameThere | undefined>({
  doc: "The name at a place: what it means and rests on.",
  answer: ({ file, at }, { evaluation }) => {
    const index = namesOf(evaluation.compiled);
    const place = placeAt(evaluation, file, at);
    const named = place && index.named.find((each) => isSameName(each, place));
    if (place === undefined || named === undefined) return undefined;
    const { assessment, lowering } = evaluation.compiled;
    const lists = Object.values(assessment).filter(Array.isArray).flat() as readonly {
      readonly id?: string;
      readonly because?: readonly (
        | { readonly kind: "reference"; readonly id: string }
        | { readonly kind: "judgement"; readonly text: string }
      )[];
      readonly quote?: string;
      readonly label?: string;
    }[];
    const declared = lists.find((each) => each.id === named.key && each.because !== undefined);
    const because = (declared?.because ?? []).map((reason) => {
      if (reason.kind === "judgement") return { text: reason.text };
      const found = lists.find(({ id }) => id === reason.id);
      return { text: found?.quote ? `“${found.quote}”` : (found?.label ?? reason.id), key: reason.id };
    });
    return {
      place,
      named,
      definition: named.owner === undefined ? assessment.files[named.file]?.slice(named.block.from, named.block.to).trimEnd() : undefined,
      because,
      uses: [...(lowering.references.get(named.key) ?? [])],
      mentions: index.places.filter((each) => !each.isDeclaration && isSameName(each, place)).length,
    };
  },
});

/** The name around an offset: of two that meet there the longer one to the right. */
function placeAt({ compiled }: Evaluation, file: string, at: number): NamePlace | undefined {
  const there = namesOf(compiled).places.filter((each) => each.file === file && each.from <= at && at <= each.to);
  return there.find(({ to }) => at < to) ?? there[0];
}

/** What renaming gave: the changes, or why it cannot be. */
export type Renamed =
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[]; readonly from: string }
  | { readonly kind: "refused"; readonly why: string };

export const rename = defineQuestion<TextPlace & { readonly to: string }, Renamed>({
  doc: "The changes by which a name becomes another one everywhere. The case is compiled with them, and when it would mean something else they are refused.",
  answer: ({ file, at, to }, { evaluation, files }) => {
    const { compiled } = evaluation;
    const place = placeAt(evaluation, file, at);
    if (place === undefined) return { kind: "refused", why: "There is no name of the case here." };
    const index = namesOf(compiled);
    const renaming = renameAt(index, place, to);
    if (renaming.kind === "refused") return renaming;
    const texts = new Map<string, string>();
    for (const path of new Set(renaming.edits.map((edit) => edit.file))) {
      const own = renaming.edits.filter((edit) => edit.file === path).sort((one, other) => other.from - one.from);
      texts.set(
        path,
        own.reduce((text, edit) => text.slice(0, edit.from) + edit.insert + text.slice(edit.to), compiled.assessment.files[path] ?? ""),
      );
    }
    const encoder = new TextEncoder();
    const renamed = compileCase(
      { ...files, read: (path) => (texts.has(path) ? { ok: true, bytes: encoder.encode(texts.get(path)!) } : files.read(path)) },
      "",
    );
    const more = renamed.diagnostics.find(({ code, severity }) => severity === "error" && count(renamed, code) > count(compiled, code));
    const isSameModel =
      renamed.lowering.graph.nodes.length === compiled.lowering.graph.nodes.length &&
      renamed.diagnostics.length === compiled.diagnostics.length;
    if (more !== undefined) return { kind: "refused", why: `With this name something else would not hold any more: ${more.message}` };
    if (!isSameModel) return { kind: "refused", why: `With “${to}” the case would mean something else. Choose another name.` };
    return { kind: "edits", edits: renaming.edits, from: (compiled.assessment.files[place.file] ?? "").slice(place.from, place.to) };
  },
});

function count({ diagnostics }: { readonly diagnostics: readonly { readonly code: string }[] }, code: string): number {
  return diagnostics.filter((each) => each.code === code).length;
}

export const formatted = defineQuestion<{ readonly file: string }, string | undefined>({
  doc: "A chapter with its blocks in shape; undefined when it is none.",
  answer: ({ file }, { evaluation }) => {
    const text = evaluation.compiled.assessment.files[file];
    return text === undefined ? undefined : formatText(text);
  },
});

export const outline = defineQuestion<{ readonly file: string }, readonly OutlineEntry[]>({
  doc: "The headings and blocks of a chapter.",
  answer: ({ file }, { evaluation }) => {
    const chapter = chapterOf(evaluation.compiled, file);
    return chapter === undefined ? [] : outlineOf(chapter.text, chapter.tree);
  },
});
