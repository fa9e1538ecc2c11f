/** Completion as one types: what fits at the cursor, by the services of the language. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  pickedCompletion,
} from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, Prec } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import { type CompletionPlace, completionsAt, type Completion as Written } from "@outweigh/language";
import { editorSubject, namedOf, vocabularyOf } from "./language-services.js";

/** So much text before the cursor is looked at, at most. */
const farthest = 20_000;

/** Where the cursor stands; undefined in prose. */
export function placeOf(state: EditorState, position: number): CompletionPlace | undefined {
  for (let node = syntaxTree(state).resolveInner(position, -1); node.parent !== null; node = node.parent) {
    if (node.name !== "FencedCode") continue;
    const first = state.doc.lineAt(node.from);
    if (position <= first.to || !/outweigh\s*$/.test(first.text)) return undefined;
    return { kind: "block", before: state.doc.sliceString(Math.max(first.to + 1, position - farthest), position) };
  }
  const line = state.doc.lineAt(position);
  const before = /\{([^{}]*)$/.exec(line.text.slice(0, position - line.from))?.[1];
  return before === undefined ? undefined : { kind: "inline", before };
}

async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  const subject = state.facet(editorSubject);
  const place = placeOf(state, pos);
  if (subject === undefined || place === undefined) return null;
  const [vocabulary, named] = await Promise.all([vocabularyOf(subject.store), namedOf(subject.store)]);
  const found = completionsAt(place, vocabulary, named);
  if (found === undefined || context.aborted) return null;
  const typed = place.before.slice(place.before.length - found.length);
  if (!explicit && (typed === "" ? !place.before.endsWith(".") : found.options.some(({ label }) => label === typed))) return null;
  const seen = new Set<string>();
  const options = found.options.filter(({ label, kind }) => !seen.has(`${kind} ${label}`) && seen.add(`${kind} ${label}`));
  const isLine = options.some(({ kind }) => kind === "line");
  return { from: pos - found.length, options: options.map(toOption), ...(isLine ? {} : { validFor: /^[\p{L}\p{N}_]*$/u }) };
}

function toOption({ label, kind, detail, info, insert, rank }: Written): Completion {
  return {
    label,
    type: kind,
    boost: rank * 10,
    ...(detail === undefined ? {} : { detail: detail.length > 48 ? `${detail.slice(0, 47)}…` : detail }),
    ...(info === undefined && detail === undefined ? {} : { info: () => infoOf(detail, info) }),
    ...(insert === undefined
      ? {}
      : { apply: (view: EditorView, picked: Completion, from: number, to: number) => write(view, picked, insert, from, to) }),
  };
}

function infoOf(detail: string | undefined, info: string | undefined): Node {
  const whole = document.createElement("div");
  for (const [name, words] of [
    ["form", detail],
    ["words", info],
  ] as const) {
    if (words === undefined) continue;
    const paragraph = document.createElement("p");
    paragraph.className = name;
    paragraph.textContent = words;
    whole.append(paragraph);
  }
  return whole;
}

function write(view: EditorView, picked: Completion, insert: string, from: number, to: number): void {
  const cursor = insert.indexOf("$");
  const text = cursor < 0 ? insert : insert.slice(0, cursor) + insert.slice(cursor + 1);
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + (cursor < 0 ? text.length : cursor) },
    annotations: pickedCompletion.of(picked),
    userEvent: "input.complete",
    scrollIntoView: true,
  });
}

/** The extension. */
export const completion: Extension = [
  autocompletion({
    override: [complete],
    icons: false,
    defaultKeymap: false,
    maxRenderedOptions: 24,
    addToOptions: [
      {
        position: 20,
        render: ({ type }) => {
          const kind = document.createElement("span");
          kind.className = `cm-completion-kind kind-${type ?? ""}`;
          kind.textContent = type ?? "";
          return kind;
        },
      },
    ],
  }),
  Prec.highest(keymap.of(completionKeymap)),
];
