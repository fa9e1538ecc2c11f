/** Where a new line of a block begins: below a first line two blanks in, below a line that has rows four, otherwise as the line above. */
import { indentService, syntaxTree } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

/** Lines whose rows stand below them. */
const hasRows = /^(?:given|members|sets|ranges|fits|likely|if wrong)\b/;

/** The extension. */
export const indentation: Extension = indentService.of(({ state, simulatedBreak }, position) => {
  const line = state.doc.lineAt(position);
  const above =
    simulatedBreak === null || simulatedBreak === undefined ? (line.number > 1 ? state.doc.line(line.number - 1) : undefined) : line;
  if (above === undefined) return undefined;
  let node = syntaxTree(state).resolveInner(above.from, 1);
  while (node.parent !== null && node.name !== "FencedCode") node = node.parent;
  if (node.name !== "FencedCode" || above.from <= node.from) return node.name === "FencedCode" ? 0 : undefined;
  const text = simulatedBreak === null || simulatedBreak === undefined ? above.text : state.sliceDoc(above.from, simulatedBreak);
  const content = text.trimStart();
  const depth = text.length - content.length;
  if (content === "") return 0;
  if (depth === 0) return /^\w/.test(content) ? 2 : 0;
  return hasRows.test(content) && depth < 4 ? 4 : depth;
});
