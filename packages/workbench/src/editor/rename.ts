/** Giving a name of the case another one everywhere: a field above the text, and one step to take back. */
import { ChangeSet, type Extension, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, keymap, type Panel, showPanel } from "@codemirror/view";
import { notify } from "../shell/notices.js";
import { subjectOf } from "./language-services.js";

interface Asked {
  readonly name: string;
  readonly at: number;
}

const ask = StateEffect.define<Asked | null>();

const askedField = StateField.define<Asked | null>({
  create: () => null,
  update: (held, { effects, docChanged }) => {
    for (const effect of effects) if (effect.is(ask)) return effect.value;
    return docChanged ? null : held;
  },
  provide: (field) => showPanel.from(field, (asked) => (asked === null ? null : (view) => panel(view, asked))),
});

/** Asks for another name for what stands at the cursor. */
export function renameHere(view: EditorView): boolean {
  const { store, path } = subjectOf(view);
  if (!store.host.canWrite) return true;
  const at = view.state.selection.main.head;
  void store.worker.ask("nameAt", { file: path, at }).then(
    (there) => {
      if (there === undefined) notify("There is no name of the case at the cursor.");
      else view.dispatch({ effects: ask.of({ name: there.named.name, at: there.place.from }) });
    },
    () => undefined,
  );
  return true;
}

function panel(view: EditorView, { name, at }: Asked): Panel {
  const dom = document.createElement("form");
  dom.className = "rename-panel";
  const label = document.createElement("label");
  label.textContent = `New name for ${name} `;
  const field = document.createElement("input");
  field.value = name;
  field.spellcheck = false;
  field.autocomplete = "off";
  label.append(field);
  const button = document.createElement("button");
  button.textContent = "Rename everywhere";
  const problem = document.createElement("span");
  problem.className = "problem";
  problem.setAttribute("role", "alert");
  dom.append(label, button, problem);
  const close = () => {
    view.dispatch({ effects: ask.of(null) });
    view.focus();
  };
  dom.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  });
  dom.addEventListener("submit", (event) => {
    event.preventDefault();
    problem.textContent = "";
    void rename(view, at, field.value.trim()).then((why) => {
      if (why === undefined) close();
      else {
        problem.textContent = why;
        field.focus();
      }
    });
  });
  return { dom, top: true, mount: () => field.select() };
}

/** Renames, or tells why that cannot be. */
async function rename(view: EditorView, at: number, to: string): Promise<string | undefined> {
  const { store, path } = subjectOf(view);
  const { version } = store.state.get();
  const renamed = await store.worker.ask("rename", { file: path, at, to }).catch(() => undefined);
  if (renamed === undefined || store.state.get().version !== version) return "The text has changed meanwhile. Try again.";
  if (renamed.kind === "refused") return renamed.why;
  const group = store.newGroup();
  const files = new Set(renamed.edits.map(({ file }) => file));
  for (const file of files) {
    const length = store.state.get().files.get(file)?.text?.length ?? 0;
    const changes = ChangeSet.of(
      renamed.edits.filter((edit) => edit.file === file),
      length,
    );
    store.edit(file, changes, { label: `Renaming ${renamed.from}`, group });
  }
  const count = renamed.edits.length;
  notify(
    `${renamed.from} is now ${to}, in ${count === 1 ? "one place" : `${count} places`} of ${files.size === 1 ? "one chapter" : `${files.size} chapters`}.`,
  );
  return undefined;
}

/** The extension. */
export const renaming: Extension = [askedField, keymap.of([{ key: "F2", run: renameHere }])];
