/** The text of a source in an editor that changes nothing: long texts are drawn as far as they are seen, and can be read and chosen from with the keyboard. */
import { defaultKeymap } from "@codemirror/commands";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, highlightSpecialChars, keymap } from "@codemirror/view";

/** A stretch to be marked. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly kind: "claim" | "passage" | "rejected";
  readonly isCurrent: boolean;
}

/** What the pane tells. */
export interface SourcePaneEvents {
  /** Somebody pressed at this place, or Enter with the cursor there. */
  readonly onPlace: (offset: number) => void;
  /** What is chosen; equal ends mean nothing is. */
  readonly onChoose: (from: number, to: number) => void;
  /** A key without Control, Alt or Command. True when it was of use. */
  readonly onKey: (key: string) => boolean;
}

/** The pane. */
export interface SourcePane {
  mark(marks: readonly Mark[]): void;
  /** Shows a place in the middle; the focus stays where it is. */
  reveal(from: number): void;
  destroy(): void;
}

const setMarks = StateEffect.define<DecorationSet>();

const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (value, { effects, docChanged }) => {
    for (const effect of effects) if (effect.is(setMarks)) return effect.value;
    return docChanged ? Decoration.none : value;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const decorations = new Map(
  ["claim", "passage", "rejected"].flatMap((kind) =>
    [false, true].map((isCurrent) => [
      `${kind} ${isCurrent}`,
      Decoration.mark({
        class: `evidence-mark evidence-${kind}${isCurrent ? " is-current" : ""}`,
        ...(kind === "claim" && { tagName: "mark" }),
      }),
    ]),
  ),
);

/** Opens a pane on a text, whose line ends are plain. */
export function openSourcePane(
  parent: HTMLElement,
  text: string,
  label: string,
  { onPlace, onChoose, onKey }: SourcePaneEvents,
): SourcePane {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorState.readOnly.of(true),
        highlightSpecialChars(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": label,
          "aria-readonly": "true",
          inputmode: "none",
          spellcheck: "false",
          tabindex: "0",
        }),
        EditorView.domEventHandlers({
          click: (event, pane) => {
            const at = pane.posAtCoords({ x: event.clientX, y: event.clientY });
            if (at !== null && pane.state.selection.main.empty) onPlace(at);
          },
          keydown: (event, pane) => {
            if (event.ctrlKey || event.altKey || event.metaKey) return false;
            const { main } = pane.state.selection;
            if (event.key === "Enter" && main.empty) onPlace(main.head);
            else if (!onKey(event.key)) return false;
            event.preventDefault();
            return true;
          },
          beforeinput: (event) => event.preventDefault(),
        }),
        EditorView.updateListener.of(({ selectionSet, state }) => {
          if (selectionSet) onChoose(state.selection.main.from, state.selection.main.to);
        }),
        search({ top: true }),
        keymap.of([...searchKeymap, ...defaultKeymap]),
        marked,
      ],
    }),
  });
  return {
    mark: (marks) => {
      const ranges = marks.flatMap(({ from, to, kind, isCurrent }) => {
        const end = Math.min(to, view.state.doc.length);
        return from < end ? [decorations.get(`${kind} ${isCurrent}`)!.range(from, end)] : [];
      });
      view.dispatch({ effects: setMarks.of(RangeSet.of(ranges, true)) });
    },
    reveal: (from) => {
      view.dispatch({ effects: EditorView.scrollIntoView(Math.min(from, view.state.doc.length), { y: "center" }) });
    },
    destroy: () => view.destroy(),
  };
}
