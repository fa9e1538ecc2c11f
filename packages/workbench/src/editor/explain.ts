/** What stands at a place, told in a card: by the pointer, or by Mod-i. Names of the case, functions, kinds of blocks and their lines. */
import { syntaxTree } from "@codemirror/language";
import { type Extension, Prec, StateEffect, StateField } from "@codemirror/state";
import { closeHoverTooltips, EditorView, hasHoverTooltips, hoverTooltip, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import { goToText } from "../shell/address.js";
import { notify } from "../shell/notices.js";
import type { NameThere } from "../work/questions/names.js";
import { subjectOf, vocabularyOf } from "./language-services.js";
import { spreadPicture } from "./spread-picture.js";

const asked = StateEffect.define<Tooltip | null>();

const askedField = StateField.define<Tooltip | null>({
  create: () => null,
  update: (held, transaction) => {
    for (const effect of transaction.effects) if (effect.is(asked)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : held;
  },
  provide: (field) => showTooltip.from(field),
});

async function cardAt(view: EditorView, position: number, isByKey: boolean): Promise<Tooltip | null> {
  const { store, path } = subjectOf(view);
  const { doc } = view.state;
  const word = await wordCard(view, position);
  const there = word === undefined ? await store.worker.ask("nameAt", { file: path, at: position }).catch(() => undefined) : undefined;
  if (view.state.doc !== doc) return null;
  if (word !== undefined) return { ...word, above: true };
  if (there === undefined) return null;
  const { from, to } = there.place;
  if (to > doc.length) return null;
  return { pos: from, end: to, above: true, create: () => ({ dom: nameCard(view, there, isByKey) }) };
}

/** A function, or a word of the notation. */
async function wordCard(view: EditorView, position: number): Promise<Tooltip | undefined> {
  const node = syntaxTree(view.state).resolveInner(position, 1);
  const text = view.state.sliceDoc(node.from, Math.min(node.to, node.from + 60)).replace(/\s+/g, " ");
  const isCalled =
    node.name === "Name" &&
    (node.parent?.name === "Call" || node.parent?.name === "Shape") &&
    node.parent.getChild("Name")?.from === node.from;
  if (!isCalled && node.name !== "BlockKeyword" && node.name !== "FieldKeyword") return undefined;
  const { blocks, functions } = await vocabularyOf(subjectOf(view).store);
  const card = (form: string, words: string, more?: string): Tooltip => ({
    pos: node.from,
    end: node.to,
    create: () => {
      const whole = part("div", "card");
      whole.append(part("p", "form", form), part("p", "words", words));
      if (more !== undefined) whole.append(part("p", "quiet", more));
      return { dom: whole };
    },
  });
  if (isCalled) {
    const found = functions.find(({ name }) => name === text);
    return found && card(found.signature, found.doc, found.unit);
  }
  const opener = node.name === "BlockKeyword" ? node : node.parent?.parent?.firstChild;
  const keyword = opener && view.state.sliceDoc(opener.from, opener.to);
  const block = blocks.find((each) => each.keyword === keyword);
  if (node.name === "BlockKeyword") return block && card(block.header, block.doc);
  const field = block?.fields.find((each) => each.keyword === text);
  return field && card(field.keyword === field.form ? field.form : `${field.keyword} ${field.form}`, field.doc);
}

/** The card of a name; its value comes when there is one. */
function nameCard(view: EditorView, { named, because, uses, mentions, definition }: NameThere, isByKey: boolean): HTMLElement {
  const { store } = subjectOf(view);
  const whole = part("div", "card");
  if (isByKey) whole.setAttribute("role", "status");
  const head = part("p", "head");
  head.append(part("strong", "", named.label ?? named.name.replaceAll("_", " ")));
  const type = named.type === undefined ? "" : named.kind === "chance" ? `: ${named.type}` : ` in ${named.type}`;
  head.append(part("span", "quiet", ` ${named.kind}${type}`));
  whole.append(head);
  const values = part("div", "values");
  whole.append(values);
  if (definition !== undefined) whole.append(part("pre", "definition", definition.split("\n").slice(0, 6).join("\n")));
  for (const { text } of because.slice(0, 3))
    whole.append(part("p", "reason", `Because ${text.length > 160 ? `${text.slice(0, 159)}…` : text}`));
  if (uses.length > 0)
    whole.append(part("p", "quiet", `Uses ${uses.slice(0, 8).join(", ")}${uses.length > 8 ? ` and ${uses.length - 8} more` : ""}.`));
  const foot = part("p", "quiet foot");
  const link = part("a", "", named.file) as HTMLAnchorElement;
  link.href = "#";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    goToText(named.file, named.from, named.to);
  });
  foot.append("Declared in ", link, `; mentioned ${mentions === 1 ? "once" : `${mentions} times`}.`);
  whole.append(foot);
  if (named.owner === undefined)
    void store.worker.ask("spreadOf", { key: named.key }).then(
      (spreads) => {
        for (const spread of spreads) {
          const line = part("p", "value");
          if (spread.label !== "") line.append(part("span", "quiet", `${spread.label}: `));
          line.append(spread.text);
          const picture = spreadPicture(spread);
          if (picture !== undefined) line.append(picture);
          values.append(line);
        }
      },
      () => undefined,
    );
  return whole;
}

function part(tag: string, name: string, words = ""): HTMLElement {
  const element = document.createElement(tag);
  if (name !== "") element.className = name;
  element.textContent = words;
  return element;
}

/** Shows the card of what stands at the cursor. */
export function explainHere(view: EditorView): boolean {
  void cardAt(view, view.state.selection.main.head, true).then((card) => {
    if (card === null) notify("There is no name of the case at the cursor.");
    else view.dispatch({ effects: [closeHoverTooltips, asked.of(card)] });
  });
  return true;
}

/** The extension. */
export const explanations: Extension = [
  hoverTooltip((view, position) => (view.state.field(askedField) === null ? cardAt(view, position, false) : null), { hoverTime: 350 }),
  askedField,
  keymap.of([{ key: "Mod-i", run: explainHere }]),
  Prec.highest(
    EditorView.domEventHandlers({
      keydown: ({ key }, view) => {
        if (key !== "Escape" || (view.state.field(askedField) === null && !hasHoverTooltips(view.state))) return false;
        view.dispatch({ effects: [asked.of(null), closeHoverTooltips] });
        return true;
      },
    }),
  ),
];
