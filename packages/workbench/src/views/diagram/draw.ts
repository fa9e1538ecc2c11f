/** What is drawn in the diagram goes into the text through the store, as one step that undo takes back. */
import type { CaseStore } from "../../case/case-store.js";
import { goToText } from "../../shell/address.js";
import { notify } from "../../shell/notices.js";
import type { NewBlock } from "../../work/questions/diagram-edits.js";
import type { NodeKind } from "../../work/questions/diagram-graph.js";
import type { PlacedDiagram, PlacedNode } from "../../work/questions/diagram-layout.js";
import type { InputOf } from "../../work/questions/index.js";
import { kindWords } from "./words.js";

const reasons: ReadonlySet<NodeKind> = new Set(["quantity", "chance", "precedent", "stock", "source", "data"]);
const reasoned: ReadonlySet<NodeKind> = new Set(["quantity", "chance", "precedent", "stock", "objective", "rule", "data"]);

type Drawn = InputOf<"diagramEdit">;
type DrawnWithoutText<Each = Drawn> = Each extends { readonly text: string } ? Omit<Each, "text"> : never;

/** Writes a new block at the end of a chapter. Undefined when it is done, else why not. */
export function drawBlock(store: CaseStore, path: string, block: NewBlock): Promise<string | undefined> {
  return write(store, path, { kind: "block", block }, `New ${block.kind}`);
}

/** Draws an arrow: a reason of what it leads to, or what a rule forbids. Says what came of it. */
export async function drawArrow(store: CaseStore, { nodes, edges }: PlacedDiagram, from: string, to: string): Promise<void> {
  const [start, end] = [nodes.find(({ id }) => id === from), nodes.find(({ id }) => id === to)];
  if (start === undefined || end === undefined) return notify("An arrow leads from one node to another. Open the group first.");
  if (start === end) return notify("An arrow leads from one node to another.");
  if (edges.some((edge) => edge.from === from && edge.to === to)) return notify(`“${start.label}” bears on “${end.label}” already.`);
  const forbids = start.kind === "rule" && end.kind === "option";
  const place = forbids ? start : end;
  if (!forbids && start.kind === "option") return tellAboutOption(start, end);
  if (!forbids && !(reasons.has(start.kind) && reasoned.has(end.kind)))
    return notify(`The notation has no arrow from ${kindOf(start)} to ${kindOf(end)}.`, { tone: "bad" });
  if (!place.place.isOwn)
    return notify(`“${place.label}” comes from a module. It is changed in the folder of the module, or set where the module is used.`, {
      tone: "bad",
    });
  const link: DrawnWithoutText = {
    kind: "link",
    block: place.id,
    field: forbids ? "forbids" : "because",
    name: forbids ? end.id : start.id,
  };
  const problem = await write(store, place.place.file, link, "New arrow");
  if (problem !== undefined) return notify(problem, { tone: "bad" });
  if (forbids) return notify(`“${start.label}” forbids “${end.label}” now.`);
  const isValue = start.kind !== "source" && start.kind !== "rule";
  notify(
    `“${start.label}” is a reason of “${end.label}” now.${isValue ? ` To compute with it, write ${start.id} in its formula.` : ""}`,
    isValue ? { action: { title: "Go to the formula", run: () => open(end) } } : {},
  );
}

/** Options are no reasons: they change values by tables and conditions, which only the analyst can write. */
function tellAboutOption(start: PlacedNode, end: PlacedNode): void {
  if (end.kind === "quantity" || end.kind === "chance")
    notify(
      `To let “${end.label}” differ by option, give it a table (“given option” with a row for ${start.id}), or write “if ${start.id} then … else …” in its formula.`,
      { tone: "bad", action: { title: "Go to its text", run: () => open(end) } },
    );
  else notify(`The notation has no arrow from ${kindOf(start)} to ${kindOf(end)}.`, { tone: "bad" });
}

const kindOf = ({ kind }: PlacedNode): string => {
  const word = kindWords[kind].toLowerCase();
  return `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
};

/** Goes to where a node is written. */
export function open({ place: { file, from, to } }: PlacedNode): void {
  goToText(file, from, to);
}

async function write(store: CaseStore, path: string, drawn: DrawnWithoutText, label: string): Promise<string | undefined> {
  const text = store.state.get().files.get(path)?.text;
  if (text === undefined) return `There is no text ${path} in the case.`;
  const edited = await store.worker.ask("diagramEdit", { ...drawn, text } as Drawn);
  if ("problem" in edited) return edited.problem;
  if (store.state.get().files.get(path)?.text !== text) return "The text was changed meanwhile. Please draw it once more.";
  store.replace(path, edited.text, { label, group: store.newGroup() });
  return undefined;
}
