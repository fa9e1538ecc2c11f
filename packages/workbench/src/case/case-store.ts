/**
 * The case in the workbench: its files as they are edited, saved to disk as one types and brought up to date when others change them. The text is
 * the truth: every view changes texts through here, and the worker is told of each change. Nothing is ever overwritten silently.
 */
import type { ChangeSet } from "@codemirror/state";
import type { CaseEvent, CaseFile, CaseHost } from "../host/host.js";
import { HostError, NoCaseYet } from "../host/host.js";
import { type CaseWorker, startCaseWorker, type WorkerNews } from "../work/case-worker.js";
import type { ChangedFile } from "../work/messages.js";
import { type HistoryStep, openHistory } from "./case-history.js";
import { type CaseResults, type HeldCase, type HeldFile, isUnsaved, noCase, noResults } from "./held-case.js";
import { areAlike, type Observable, observable } from "./observable.js";
import { applied, changesByLine, inverted, merged } from "./text-changes.js";
import { plainForm, readForm, writeForm } from "./text-form.js";

/** What the worker has found is shown so many milliseconds after the last key: a little more than lies between two keys of a quick writer. */
const newsAfter = 130;

/** A text is written so many milliseconds after the last key. */
const saveAfter = 400;
const tryAgainAfter = 2000;

/** An edit of a file, as editors hear of it. `origin` is whatever the one who made it gave, so that an editor knows its own. */
export interface TextChange {
  readonly path: string;
  readonly changes: ChangeSet;
  readonly origin: unknown;
}

/** How an edit is made. */
export interface EditOptions {
  /** What was done, for people: "Typing", "New option". */
  readonly label: string;
  /** Edits of one action are undone together: a number from `newGroup`. */
  readonly group?: number;
  readonly origin?: unknown;
}

/** The store of a case. */
export interface CaseStore {
  readonly state: Observable<HeldCase>;
  readonly results: Observable<CaseResults>;
  readonly worker: CaseWorker;
  readonly host: CaseHost;
  open(): Promise<void>;
  /** Changes a text; nothing where the host cannot write. */
  edit(path: string, changes: ChangeSet, options: EditOptions): void;
  /** Changes a text into another one, by as few changes as that takes. */
  replace(path: string, text: string, options: EditOptions): void;
  /** Makes a new file. False when there is one of that name, or nothing can be written. */
  create(path: string, text: string): boolean;
  newGroup(): number;
  /** Takes back or makes again the last edit of any view, and says where that was. */
  undo(): readonly HistoryStep[];
  redo(): readonly HistoryStep[];
  /** Writes what is not written yet, now. */
  saveAll(): Promise<void>;
  /** Ends a conflict: the text here stays, or that on disk is taken (which can be undone). */
  resolve(path: string, choice: "mine" | "theirs"): void;
  onChange(listener: (change: TextChange) => void): () => void;
}

/** Makes the store of the case at this host. `now` is a clock in milliseconds. */
export function openCaseStore(host: CaseHost, now: () => number): CaseStore {
  const state = observable<HeldCase>({ ...noCase, canWrite: host.canWrite });
  const results = observable<CaseResults>(noResults);
  const history = openHistory();
  const listeners = new Set<(change: TextChange) => void>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** What happened on disk to files that are just being written. */
  const deferred = new Map<string, CaseFile | "removed">();
  /** The hashes of what was written here. News of them can come after the next text was written, and is no news then. */
  const written = new Map<string, Set<string>>();
  let groups = 0;

  const fileAt = (path: string) => state.get().files.get(path);
  const put = (file: HeldFile) => state.update((held) => ({ ...held, files: new Map(held.files).set(file.path, file) }));
  const drop = (path: string) =>
    state.update((held) => {
      const files = new Map(held.files);
      files.delete(path);
      return { ...held, files };
    });
  const forWorker = ({ path, text, form }: HeldFile): ChangedFile =>
    text === undefined ? { path } : { path, text: writeForm(text, form) };
  const tellWorker = (files: readonly ChangedFile[]) => {
    state.update((held) => ({ ...held, version: held.version + 1 }));
    worker.change(state.get().version, files);
  };
  const showHistory = () => state.update((held) => ({ ...held, ...history.next }));

  /** News of the worker that wait for a pause between keys, so that no key waits for what they change on the page. */
  let heldNews: readonly WorkerNews[] | undefined;
  let pauseTimer: ReturnType<typeof setTimeout> | undefined;
  const holdNews = () => {
    heldNews ??= [];
    clearTimeout(pauseTimer);
    pauseTimer = setTimeout(() => {
      const held = heldNews ?? [];
      heldNews = undefined;
      if (held.length > 0) results.update((before) => held.reduce(withNews, before));
    }, newsAfter);
  };

  const worker = startCaseWorker(
    host,
    now,
    (news) => {
      if (heldNews !== undefined) heldNews = [...heldNews, news];
      else results.update((before) => withNews(before, news));
    },
    () => tellWorker([...state.get().files.values()].map(forWorker)),
  );

  /** Changes a text, whoever wants it: keeps the file, tells editors and the worker. All in one change of the state, since this is done with every key. */
  const change = (file: HeldFile, changes: ChangeSet, origin: unknown, rest: Partial<HeldFile>) => {
    const next = { ...file, text: applied(file.text ?? "", changes), ...rest };
    state.update((held) => ({
      ...held,
      ...history.next,
      version: held.version + 1,
      files: new Map(held.files).set(file.path, next),
    }));
    for (const listener of listeners) listener({ path: file.path, changes, origin });
    worker.change(state.get().version, [forWorker(next)]);
  };

  const schedule = (path: string, after = saveAfter) => {
    clearTimeout(timers.get(path));
    if (host.canWrite)
      timers.set(
        path,
        setTimeout(() => void save(path), after),
      );
  };

  const save = async (path: string): Promise<void> => {
    clearTimeout(timers.get(path));
    const file = fileAt(path);
    if (file?.text === undefined || !(file.saving === "waiting" || file.saving === "failed")) return;
    const { text, hash, form } = file;
    put({ ...file, saving: "writing" });
    try {
      const answer = await host.write({ path, text: writeForm(text, form), expected: hash });
      const present = fileAt(path);
      if (present === undefined) return;
      if (answer.kind === "written") {
        written.set(path, (written.get(path) ?? new Set()).add(answer.file.hash));
        const { problem: _, ...rest } = present;
        const isWhole = present.text === text;
        put({ ...rest, hash: answer.file.hash, size: answer.file.size, saved: text, saving: isWhole ? "saved" : "waiting" });
        if (!isWhole) schedule(path);
      } else if (answer.kind === "conflict") {
        put({ ...present, saving: "waiting" });
        takeTheirs(path, answer.file ?? "removed");
      } else {
        put({ ...present, saving: "failed", problem: answer.reason });
        schedule(path, tryAgainAfter);
      }
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      const present = fileAt(path);
      if (present !== undefined) put({ ...present, saving: "failed", problem: `cannot be written: ${error.message}` });
      schedule(path, tryAgainAfter);
    } finally {
      const theirs = deferred.get(path);
      deferred.delete(path);
      if (theirs !== undefined) hearOf(path, theirs);
    }
  };

  /** A file is not on disk as we knew it. */
  const takeTheirs = (path: string, theirs: CaseFile | "removed") => {
    const file = fileAt(path);
    if (file?.saving === "writing") return void deferred.set(path, theirs);
    if (theirs === "removed") {
      if (file === undefined || file.hash === null) return;
      if (isUnsaved(file)) return put({ ...file, saving: "conflict", theirs: { text: undefined, hash: null } });
      drop(path);
      return tellWorker([{ path, isGone: true }]);
    }
    if (file?.hash === theirs.hash) return;
    const fresh = heldFile(theirs);
    if (file?.text === undefined || (fresh.text === undefined && !isUnsaved(file))) {
      put(fresh);
      return tellWorker([forWorker(fresh)]);
    }
    const there = { hash: theirs.hash, size: theirs.size, saved: fresh.text, form: fresh.form };
    const both =
      fresh.text === undefined || file.saved === undefined
        ? undefined
        : isUnsaved(file)
          ? merged(file.saved, file.text, fresh.text)
          : fresh.text;
    if (both === undefined) return put({ ...file, saving: "conflict", theirs: { text: fresh.text, hash: theirs.hash } });
    const changes = changesByLine(file.text, both);
    history.lead(path, changes);
    const isSame = both === fresh.text;
    change(file, changes, undefined, { ...there, saving: isSame ? "saved" : "waiting", theirs: undefined });
    if (!isSame) schedule(path);
  };

  const edit = (path: string, changes: ChangeSet, { label, group, origin }: EditOptions) => {
    const file = fileAt(path);
    if (file?.text === undefined || changes.empty || !host.canWrite) return;
    history.note(path, inverted(file.text, changes), label, now(), group);
    if (origin !== undefined) holdNews();
    change(file, changes, origin, { saving: file.saving === "conflict" || file.saving === "writing" ? file.saving : "waiting" });
    schedule(path);
  };

  /** Makes steps of the history and gives those that take them back. */
  const make = (steps: readonly HistoryStep[]): readonly HistoryStep[] =>
    steps.flatMap((step) => {
      const file = fileAt(step.path);
      if (file?.text === undefined || step.changes.length !== file.text.length) return [];
      const inverse = inverted(file.text, step.changes);
      change(file, step.changes, undefined, { saving: file.saving === "conflict" || file.saving === "writing" ? file.saving : "waiting" });
      schedule(step.path);
      return [{ ...step, changes: inverse }];
    });

  const takeListing = (files: readonly CaseFile[]) => {
    const there = new Set(files.map(({ path }) => path));
    for (const file of files) takeTheirs(file.path, file);
    for (const path of [...state.get().files.keys()]) if (!there.has(path)) takeTheirs(path, "removed");
  };

  /** What we wrote ourselves is there, or was there before we wrote again; somebody may also have brought it back. The disk knows. */
  const hearOf = (path: string, theirs: CaseFile | "removed") => {
    const isOld = theirs !== "removed" && theirs.hash !== fileAt(path)?.hash && written.get(path)?.has(theirs.hash);
    if (isOld && fileAt(path)?.saving !== "writing") void lookAgain(path);
    else takeTheirs(path, theirs);
  };
  const lookAgain = async (path: string): Promise<void> => {
    const listing = await host.list().catch(() => undefined);
    const there = listing?.files.find((file) => file.path === path);
    if (there !== undefined) takeTheirs(path, there);
  };

  const hear = (event: CaseEvent | { readonly kind: "lost" | "found" }) => {
    switch (event.kind) {
      case "begun":
        return;
      case "changed":
        for (const file of event.files) hearOf(file.path, file);
        for (const path of event.removed) takeTheirs(path, "removed");
        return;
      case "gone":
        return state.update((held) => ({ ...held, folder: "gone" as const }));
      case "lost":
        return state.update((held) => ({ ...held, connection: "lost" as const }));
      case "back":
      case "found":
        state.update((held) => ({ ...held, connection: "there" as const, folder: "there" as const }));
        void host.list().then(
          ({ files }) => takeListing(files),
          () => undefined,
        );
        return;
      default:
        event satisfies never;
    }
  };

  return {
    state,
    results,
    worker,
    host,
    open: async () => {
      try {
        const { name, place, files } = await host.list();
        const handling = await host.handling?.();
        const held = files.map(heldFile);
        state.update((before) => ({
          ...before,
          phase: "open",
          name,
          place,
          canWrite: host.canWrite,
          ...(handling && { handling }),
          files: new Map(held.map((file) => [file.path, file])),
        }));
        tellWorker(held.map(forWorker));
        host.watch(hear);
      } catch (error) {
        if (error instanceof NoCaseYet) return state.update((before) => ({ ...before, phase: "none" }));
        if (!(error instanceof HostError)) throw error;
        state.update((before) => ({ ...before, phase: "failed", problem: error.message }));
      }
    },
    edit,
    replace: (path, text, options) => edit(path, changesByLine(fileAt(path)?.text ?? "", text), options),
    create: (path, text) => {
      if (fileAt(path) !== undefined || !host.canWrite) return false;
      const file: HeldFile = { path, size: 0, hash: null, text, saved: undefined, form: plainForm, saving: "waiting" };
      put(file);
      tellWorker([forWorker(file)]);
      void save(path);
      return true;
    },
    newGroup: () => ++groups,
    undo: () => {
      const steps = history.takeUndo();
      history.noteForRedo(make(steps));
      showHistory();
      return steps;
    },
    redo: () => {
      const steps = history.takeRedo();
      history.noteForUndo(make(steps));
      showHistory();
      return steps;
    },
    saveAll: async () => {
      await Promise.all([...state.get().files.values()].filter(isUnsaved).map(({ path }) => save(path)));
    },
    resolve: (path, choice) => {
      const file = fileAt(path);
      if (file?.saving !== "conflict" || file.theirs === undefined) return;
      const { theirs, problem: _, ...rest } = file;
      if (choice === "mine") {
        put({ ...rest, hash: theirs.hash, saved: theirs.text ?? "", theirs: undefined, saving: "waiting" });
        void save(path);
      } else if (theirs.hash === null) {
        drop(path);
        tellWorker([{ path, isGone: true }]);
      } else if (theirs.text === undefined) {
        put({ ...rest, hash: theirs.hash, text: undefined, saved: undefined, theirs: undefined, saving: "saved" });
        tellWorker([{ path }]);
      } else {
        put({ ...rest, hash: theirs.hash, saved: theirs.text, theirs: undefined, saving: "saved" });
        const changes = changesByLine(file.text ?? "", theirs.text);
        history.note(path, inverted(file.text ?? "", changes), "Taking what is on disk", now());
        change(fileAt(path)!, changes, undefined, {});
      }
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function heldFile({ path, size, hash, text }: CaseFile): HeldFile {
  if (text === undefined) return { path, size, hash, text: undefined, saved: undefined, form: plainForm, saving: "saved" };
  const read = readForm(text);
  return { path, size, hash, text: read.text, saved: read.text, form: read.form, saving: "saved" };
}

function withNews(before: CaseResults, news: WorkerNews): CaseResults {
  switch (news.kind) {
    case "ready":
      return { ...before, tier: news.tier, isGivenUp: false };
    case "phase":
      return { ...before, phase: news.phase, share: news.share ?? 0 };
    case "checked":
      return {
        ...before,
        checkedVersion: news.version,
        diagnostics: news.diagnostics,
        chapters: areAlike(before.chapters, news.chapters) ? before.chapters : news.chapters,
      };
    case "ran":
      return { ...before, run: news.summary, runVersion: news.version, diagnostics: news.diagnostics };
    case "died":
      return { ...before, deaths: before.deaths + 1, death: news.message, isGivenUp: news.isGivenUp, phase: "idle" };
    default:
      return news satisfies never;
  }
}
