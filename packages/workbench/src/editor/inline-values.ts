/** Computed values shown in place: behind `{…}` in prose and behind the first line of a quantity. They follow each run and are no part of the text. */
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, WidgetType } from "@codemirror/view";
import { observable } from "../case/observable.js";
import type { TextValue } from "../work/questions/text-values.js";
import { subjectOf } from "./language-services.js";

/** Whether values are shown. */
export const areValuesShown = observable(true);

interface Held {
  readonly values: readonly TextValue[];
  readonly isStale: boolean;
  readonly shown: DecorationSet;
}

const given = StateEffect.define<readonly TextValue[]>();
const stale = StateEffect.define<boolean>();

class ValueWidget extends WidgetType {
  constructor(readonly value: TextValue) {
    super();
  }
  override eq(other: ValueWidget): boolean {
    return other.value.text === this.value.text && other.value.kind === this.value.kind;
  }
  override toDOM(): HTMLElement {
    const shown = document.createElement("span");
    shown.className = `cm-value cm-value-${this.value.kind}`;
    shown.textContent = this.value.text;
    return shown;
  }
  override ignoreEvent(): boolean {
    return false;
  }
}

const field = StateField.define<Held>({
  create: () => ({ values: [], isStale: false, shown: Decoration.none }),
  update: (held, transaction) => {
    let { values, isStale } = held;
    if (transaction.docChanged)
      values = values.flatMap((value) => {
        const at = transaction.changes.mapPos(value.at, value.kind === "inline" ? -1 : 1);
        return transaction.changes.touchesRange(value.at - 1, value.at) === "cover" ? [] : [{ ...value, at }];
      });
    for (const effect of transaction.effects) {
      if (effect.is(given)) values = effect.value;
      if (effect.is(stale)) isStale = effect.value;
    }
    if (values === held.values && isStale === held.isStale) return held;
    if (values === held.values) return { ...held, isStale };
    const { doc } = transaction.state;
    const widgets = values.flatMap((value) => {
      if (value.at > doc.length) return [];
      const at = value.kind === "inline" ? value.at : doc.lineAt(value.at).to;
      return [Decoration.widget({ widget: new ValueWidget(value), side: 1 }).range(at)];
    });
    return { values, isStale, shown: Decoration.set(widgets, true) };
  },
  provide: (own) => [
    EditorView.decorations.from(own, ({ shown }) => shown),
    EditorView.editorAttributes.from(own, ({ isStale }) => ({ class: isStale ? "values-stale" : "" })),
  ],
});

const follower = ViewPlugin.fromClass(
  class {
    private readonly ends: readonly (() => void)[];
    private shownVersion = -1;
    private isGone = false;
    constructor(readonly view: EditorView) {
      const { store } = subjectOf(view);
      const follow = () => queueMicrotask(() => void this.follow());
      this.ends = [store.results.subscribe(follow), store.state.subscribe(follow), areValuesShown.subscribe(follow)];
      follow();
    }
    private async follow(): Promise<void> {
      if (this.isGone) return;
      const { view } = this;
      const { store, path } = subjectOf(view);
      if (!areValuesShown.get()) {
        if (this.shownVersion !== -1) view.dispatch({ effects: given.of([]) });
        this.shownVersion = -1;
        return;
      }
      const { runVersion } = store.results.get();
      const { version } = store.state.get();
      const isStale = runVersion !== version;
      if (view.state.field(field).isStale !== isStale) view.dispatch({ effects: stale.of(isStale) });
      if (isStale || this.shownVersion === runVersion) return;
      this.shownVersion = runVersion;
      const answer = await store.worker.ask("textValues", { file: path }).catch(() => undefined);
      if (this.isGone || answer === undefined) return;
      if (answer.version !== store.state.get().version) {
        this.shownVersion = -1;
        return;
      }
      view.dispatch({ effects: given.of(answer.values) });
    }
    destroy() {
      this.isGone = true;
      for (const end of this.ends) end();
    }
  },
);

/** The extension. */
export const inlineValues: Extension = [field, follower];
