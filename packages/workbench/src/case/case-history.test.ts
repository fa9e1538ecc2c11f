import { ChangeSet, Text } from "@codemirror/state";
import { expect, test } from "vitest";
import { type CaseHistory, openHistory } from "./case-history.js";
import { applied } from "./text-changes.js";

/** Texts with a history over them, as the store has them. */
function texts(start: Readonly<Record<string, string>>) {
  const held: Record<string, string> = { ...start };
  const history = openHistory();
  let time = 0;
  const change = (path: string, from: number, to: number, insert: string) => ChangeSet.of({ from, to, insert }, held[path]!.length);
  const make = (steps: ReturnType<CaseHistory["takeUndo"]>) =>
    steps.map((step) => {
      const inverse = step.changes.invert(Text.of(held[step.path]!.split("\n")));
      held[step.path] = applied(held[step.path]!, step.changes);
      return { ...step, changes: inverse };
    });
  return {
    held,
    history,
    edit(
      path: string,
      from: number,
      to: number,
      insert: string,
      { label = "Typing", after = 1000, group }: { label?: string; after?: number; group?: number } = {},
    ) {
      time += after;
      const changes = change(path, from, to, insert);
      history.note(path, changes.invert(Text.of(held[path]!.split("\n"))), label, time, group);
      held[path] = applied(held[path]!, changes);
    },
    other(path: string, from: number, to: number, insert: string) {
      const changes = change(path, from, to, insert);
      history.lead(path, changes);
      held[path] = applied(held[path]!, changes);
    },
    undo: () => history.noteForRedo(make(history.takeUndo())),
    redo: () => history.noteForUndo(make(history.takeRedo())),
  };
}

test("edits go back in the order of time over all files, and forth again", () => {
  const case_ = texts({ a: "one", b: "two" });
  case_.edit("a", 3, 3, "!");
  case_.edit("b", 0, 3, "TWO");
  case_.undo();
  expect(case_.held).toEqual({ a: "one!", b: "two" });
  case_.undo();
  expect(case_.held).toEqual({ a: "one", b: "two" });
  case_.undo();
  case_.redo();
  case_.redo();
  expect(case_.held).toEqual({ a: "one!", b: "TWO" });
});

test("keys pressed close together in time and place are one step", () => {
  const case_ = texts({ a: "" });
  for (const [at, key] of [..."word"].entries()) case_.edit("a", at, at, key, { after: 100 });
  case_.edit("a", 0, 0, "x", { after: 5000 });
  case_.undo();
  expect(case_.held.a).toBe("word");
  case_.undo();
  expect(case_.held.a).toBe("");
  case_.redo();
  expect(case_.held.a).toBe("word");
});

test("edits of one action go back together", () => {
  const case_ = texts({ a: "use x", b: "x is" });
  case_.edit("a", 4, 5, "y", { group: 1 });
  case_.edit("b", 0, 1, "y", { group: 1 });
  case_.undo();
  expect(case_.held).toEqual({ a: "use x", b: "x is" });
});

test("what others change is led around and stays", () => {
  const case_ = texts({ a: "one two three" });
  case_.edit("a", 4, 7, "TWO");
  case_.edit("a", 8, 13, "THREE");
  case_.other("a", 0, 3, "eins und");
  case_.undo();
  expect(case_.held.a).toBe("eins und TWO three");
  case_.undo();
  expect(case_.held.a).toBe("eins und two three");
  case_.other("a", 0, 0, "> ");
  case_.redo();
  case_.redo();
  expect(case_.held.a).toBe("> eins und TWO THREE");
});

test("a new edit ends what could be redone", () => {
  const case_ = texts({ a: "one" });
  case_.edit("a", 0, 1, "O", { label: "New option" });
  case_.undo();
  expect(case_.history.next).toEqual({ undo: undefined, redo: "New option" });
  case_.edit("a", 3, 3, "!");
  expect(case_.history.next).toEqual({ undo: "Typing", redo: undefined });
});
