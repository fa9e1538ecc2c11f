/** Marks the lines of fenced blocks and headings, so that blocks stand on a wash of their own in fixed pitch while prose reads like prose. */
import { syntaxTree } from "@codemirror/language";
import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const line = (name: string) => Decoration.line({ class: name });
const block = line("cm-block");
const first = line("cm-block cm-block-first");
const last = line("cm-block cm-block-last");

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  let done = -1;
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        if (node.name !== "FencedCode" && node.name !== "CodeBlock") return node.name !== "Paragraph";
        const [begin, end] = [doc.lineAt(node.from).number, doc.lineAt(node.to).number];
        const shown = { from: doc.lineAt(Math.max(from, node.from)).number, to: doc.lineAt(Math.min(to, node.to)).number };
        for (let number = Math.max(shown.from, done + 1); number <= shown.to; number++) {
          builder.add(doc.line(number).from, doc.line(number).from, number === begin ? first : number === end ? last : block);
          done = number;
        }
        return false;
      },
    });
  }
  return builder.finish();
}

/** The extension. */
export const blockLines: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update({ view, docChanged, viewportChanged, startState, state }: ViewUpdate) {
      if (docChanged || viewportChanged || syntaxTree(startState) !== syntaxTree(state)) this.decorations = decorate(view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
