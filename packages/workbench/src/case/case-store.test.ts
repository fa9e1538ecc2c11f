import { ChangeSet } from "@codemirror/state";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CaseEvent, CaseFile, CaseHost, WriteOrder } from "../host/host.js";
import { HostError } from "../host/host.js";
import { openCaseStore } from "./case-store.js";

/** A worker that is never heard of: the store alone is tested. */
class SilentWorker {
  onmessage = null;
  postMessage() {}
  terminate() {}
}

const hashOf = (text: string) => `hash of ${text}`;
const file = (path: string, text: string): CaseFile => ({ path, size: text.length, hash: hashOf(text), text });

/** A disk in memory that others can write too. */
function host(start: Readonly<Record<string, string>>) {
  const disk = new Map(Object.entries(start));
  const state = { isThere: true, refusal: undefined as string | undefined, written: [] as WriteOrder[] };
  let tell: (event: CaseEvent | { readonly kind: "lost" | "found" }) => void = () => {};
  const made: CaseHost = {
    canWrite: true,
    list: async () => ({ name: "case", place: "/case", files: [...disk].map(([path, text]) => file(path, text)) }),
    read: async () => [],
    write: async (order) => {
      if (!state.isThere) throw new HostError("It does not answer.");
      state.written.push(order);
      if (state.refusal !== undefined) return { kind: "refused", reason: state.refusal };
      const there = disk.get(order.path);
      if ((there === undefined ? null : hashOf(there)) !== order.expected)
        return { kind: "conflict", ...(there === undefined ? {} : { file: file(order.path, there) }) };
      disk.set(order.path, order.text);
      return { kind: "written", file: file(order.path, order.text) };
    },
    watch: (listener) => {
      tell = listener;
      return () => {};
    },
  };
  const others = (path: string, text: string | undefined, isTold = true) => {
    if (text === undefined) disk.delete(path);
    else disk.set(path, text);
    if (isTold) tell({ kind: "changed", files: text === undefined ? [] : [file(path, text)], removed: text === undefined ? [path] : [] });
  };
  const picture = (path: string) => tell({ kind: "changed", files: [{ path, size: 2, hash: "of a picture" }], removed: [] });
  const late = (path: string, text: string) => tell({ kind: "changed", files: [file(path, text)], removed: [] });
  return { made, disk, state, others, late, picture, tell: (kind: "lost" | "found" | "gone" | "back") => tell({ kind }) };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("Worker", SilentWorker);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const text = "one\ntwo\nthree\nfour\nfive\n";

async function opened(start: Readonly<Record<string, string>> = { "a.md": text }) {
  const at = host(start);
  const store = openCaseStore(at.made, () => Date.now());
  await store.open();
  const present = (path = "a.md") => store.state.get().files.get(path);
  const type = (from: number, to: number, insert: string) =>
    store.edit("a.md", ChangeSet.of({ from, to, insert }, present()!.text!.length), { label: "Typing" });
  const settle = () => vi.advanceTimersByTimeAsync(1000);
  return { ...at, store, present, type, settle };
}

describe("saving", () => {
  test("what is typed is on disk soon after, and nothing is written that was not changed", async () => {
    const { store, disk, present, type, settle, state } = await opened();
    type(0, 3, "ONE");
    expect(present()?.saving).toBe("waiting");
    await settle();
    expect(disk.get("a.md")).toBe(text.replace("one", "ONE"));
    expect(present()?.saving).toBe("saved");
    store.undo();
    await settle();
    expect(disk.get("a.md")).toBe(text);
    expect(state.written).toHaveLength(2);
  });
  test("line ends and the mark of the file stay", async () => {
    const { disk, type, settle } = await opened({ "a.md": "\ufeffone\r\ntwo\r\n" });
    type(3, 3, "!");
    await settle();
    expect(disk.get("a.md")).toBe("\ufeffone!\r\ntwo\r\n");
  });
  test("a disk that refuses is told, keeps the text, and is tried again", async () => {
    const { disk, present, type, settle, state } = await opened();
    state.refusal = "cannot be written: the disk is read-only";
    type(0, 3, "ONE");
    await settle();
    expect(present()).toMatchObject({ saving: "failed", problem: "cannot be written: the disk is read-only" });
    expect(disk.get("a.md")).toBe(text);
    state.refusal = undefined;
    await vi.advanceTimersByTimeAsync(3000);
    expect(disk.get("a.md")).toContain("ONE");
    expect(present()?.saving).toBe("saved");
  });
  test("a host that is gone loses nothing", async () => {
    const { disk, present, type, settle, state } = await opened();
    state.isThere = false;
    type(0, 3, "ONE");
    await settle();
    expect(present()?.text).toContain("ONE");
    state.isThere = true;
    await vi.advanceTimersByTimeAsync(3000);
    expect(disk.get("a.md")).toContain("ONE");
  });
});

describe("changes by others", () => {
  test("are taken where nothing was typed, and undoing leads around them", async () => {
    const { store, disk, others, present, type, settle } = await opened();
    type(0, 3, "ONE");
    await settle();
    others("a.md", disk.get("a.md")!.replace("five", "FIVE"));
    expect(present()?.text).toBe("ONE\ntwo\nthree\nfour\nFIVE\n");
    store.undo();
    await settle();
    expect(disk.get("a.md")).toBe("one\ntwo\nthree\nfour\nFIVE\n");
  });
  test.each([true, false])("go together with what is typed elsewhere in the file (told before writing: %s)", async (isTold) => {
    const { disk, others, present, type, settle } = await opened();
    type(0, 3, "ONE");
    others("a.md", text.replace("five", "FIVE"), isTold);
    await settle();
    await settle();
    expect(disk.get("a.md")).toBe("ONE\ntwo\nthree\nfour\nFIVE\n");
    expect(present()?.saving).toBe("saved");
  });
  test.each([true, false])("in the same place are left to the user, and neither is lost (told before writing: %s)", async (isTold) => {
    const { store, disk, others, present, type, settle } = await opened();
    type(0, 3, "MINE");
    others("a.md", text.replace("one", "THEIRS"), isTold);
    await settle();
    expect(present()).toMatchObject({ saving: "conflict", theirs: { text: text.replace("one", "THEIRS") } });
    type(4, 4, "!");
    await settle();
    expect(disk.get("a.md")).toBe(text.replace("one", "THEIRS"));
    store.resolve("a.md", "mine");
    await settle();
    expect(disk.get("a.md")).toBe(text.replace("one", "MINE!"));
  });
  test("taking what is on disk can be undone", async () => {
    const { store, disk, others, present, type, settle } = await opened();
    type(0, 3, "MINE");
    others("a.md", text.replace("one", "THEIRS"));
    store.resolve("a.md", "theirs");
    expect(present()).toMatchObject({ saving: "saved", text: text.replace("one", "THEIRS") });
    store.undo();
    await settle();
    expect(disk.get("a.md")).toBe(text.replace("one", "MINE"));
  });
  test("a file that is removed goes, unless something was typed in it", async () => {
    const { store, disk, others, present, type, settle } = await opened({ "a.md": text, "b.md": "b" });
    others("b.md", undefined);
    expect(present("b.md")).toBeUndefined();
    type(0, 3, "ONE");
    others("a.md", undefined);
    expect(present()).toMatchObject({ saving: "conflict", theirs: { hash: null } });
    store.resolve("a.md", "mine");
    await settle();
    expect(disk.get("a.md")).toContain("ONE");
  });
  test("late news of what was written here before changes nothing, and what somebody brings back is taken", async () => {
    const { others, disk, present, type, settle, late } = await opened();
    type(0, 3, "ONE");
    await settle();
    const before = disk.get("a.md")!;
    type(0, 3, "UNO");
    await settle();
    late("a.md", before);
    await settle();
    expect(present()).toMatchObject({ saving: "saved", text: text.replace("one", "UNO") });
    others("a.md", before);
    await settle();
    expect(present()).toMatchObject({ saving: "saved", text: before });
  });
  test("a file that is no text any more on disk stays there as it is when that is chosen", async () => {
    const { store, picture, present, type } = await opened();
    type(0, 3, "ONE");
    picture("a.md");
    expect(present()).toMatchObject({ saving: "conflict", text: text.replace("one", "ONE") });
    store.resolve("a.md", "theirs");
    expect(present()).toMatchObject({ saving: "saved", hash: "of a picture", text: undefined });
  });
  test("missed while the host was gone are found when it is back", async () => {
    const { others, tell, present, settle, store } = await opened();
    tell("lost");
    expect(store.state.get().connection).toBe("lost");
    others("a.md", text.replace("one", "ONE"), false);
    tell("found");
    await settle();
    expect(store.state.get().connection).toBe("there");
    expect(present()?.text).toContain("ONE");
  });
});

test("a new file is not made over one that is there", async () => {
  const { store, disk, present, settle } = await opened();
  expect(store.create("a.md", "x")).toBe(false);
  expect(store.create("b.md", "# B\n")).toBe(true);
  await settle();
  expect(disk.get("b.md")).toBe("# B\n");
  expect(present("b.md")?.saving).toBe("saved");
});
