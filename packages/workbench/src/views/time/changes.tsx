/** What changed between two versions, or since one: chosen above, compared in the worker, told in the words of `outweigh diff`. */
import { useEffect, useMemo, useRef, useState } from "react";
import { useAnswer, useCase, useHeld } from "../../case/use-case.js";
import type { ReadAnswer, ReadOrder } from "../../host/host.js";
import { PageFrame } from "../../page/page-frame.js";
import { goTo, useAddress } from "../../shell/address.js";
import { NotAnswered } from "../../work/case-worker.js";
import { today, useVersionNames } from "./places.js";

interface Wanted {
  readonly before: string;
  readonly after: string;
  readonly isRun: boolean;
}

type Comparing =
  | { readonly kind: "none" }
  | { readonly kind: "busy"; readonly share: number }
  | { readonly kind: "page"; readonly html: string; readonly isSame: boolean; readonly of: Wanted; readonly version: number }
  | { readonly kind: "failed"; readonly message: string };

/** The word for the text as it is now, in the address and the lists. */
const present = "now";
/** Versions name what they need only as they are read, so a few rounds of reading may be needed. */
const mostRounds = 8;

/** The choice and the comparison. */
export function Changes() {
  const folders = useVersionNames();
  const day = useMemo(today, []);
  const { value } = useAnswer("timeline", { today: day, versions: folders });
  const names = value === undefined ? folders : [...value.damaged, ...value.versions].map(({ name }) => name);
  const { settings } = useAddress();
  const before = settings.before ?? names.at(-1) ?? "";
  const after = settings.after ?? present;
  const isRun = settings.results !== "no";
  const version = useHeld((held) => held.version);
  const canWrite = useHeld((held) => held.canWrite);
  const { state, start, cancel } = useComparison();
  if (names.length === 0)
    return (
      <div className="empty">
        <h2>Nothing has been published yet</h2>
        <p>
          A published version keeps the case as it was, so that what changed since can be told.
          {canWrite ? " Publish the first in the terminal:" : ""}
        </p>
        {canWrite ? (
          <>
            <pre>outweigh publish DIR --as 2026-11</pre>
            <p>Changes against a revision of git are told by outweigh diff --git HEAD~1 DIR.</p>
          </>
        ) : null}
      </div>
    );
  const choose = (changed: Readonly<Record<string, string>>) =>
    goTo("time", "changes", { before, after, ...(isRun ? {} : { results: "no" }), ...changed }, true);
  const wanted = { before: before === present ? "" : before, after: after === present ? "" : after, isRun };
  const isOld =
    state.kind === "page" &&
    (state.of.before !== wanted.before || state.of.after !== wanted.after || state.of.isRun !== isRun
      ? "Something else is chosen now."
      : state.version !== version && (wanted.before === "" || wanted.after === "")
        ? "The text has changed since."
        : "");
  const choices = [...names.toReversed().map((name) => ({ name, label: `version ${name}` })), { name: present, label: "the present text" }];
  const select = (label: string, key: string, chosen: string) => (
    <label>
      {label}{" "}
      <select value={chosen} onChange={({ target }) => choose({ [key]: target.value })}>
        {choices.map((choice) => (
          <option key={choice.name} value={choice.name}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="page-state">
      <h2 className="visually-hidden">What changed</h2>
      <div className="page-tools">
        {select("From", "before", before)}
        {select("to", "after", after)}
        <label>
          <input type="checkbox" checked={isRun} onChange={({ target }) => choose({ results: target.checked ? "yes" : "no" })} /> Compute
          how the results moved, and why
        </label>
        <span className="grow" />
        {state.kind === "busy" ? (
          <button type="button" className="button" onClick={cancel}>
            Cancel
          </button>
        ) : (
          <button type="button" className="button main" disabled={before === after} onClick={() => start(wanted, version)}>
            Compare
          </button>
        )}
      </div>
      {state.kind === "failed" ? (
        <p className="page-note bad" role="alert">
          {state.message}
        </p>
      ) : null}
      {isOld ? (
        <p className="page-note" role="status">
          {isOld} Press Compare again.
        </p>
      ) : null}
      {state.kind === "page" && state.isSame && !isOld ? (
        <p className="page-note" role="status">
          Both say the same.
        </p>
      ) : null}
      {state.kind === "busy" ? (
        <div className="waiting" role="status">
          <p>{isRun ? "Running both versions and looking for the causes" : "Comparing the texts"}…</p>
          <progress max={1} value={state.share} aria-label="Comparing" />
        </div>
      ) : state.kind === "page" ? (
        <PageFrame html={state.html} title="What changed" />
      ) : (
        <div className="empty">
          <h2>{before === after ? "That is one and the same" : "What changed?"}</h2>
          <p>
            {before === after
              ? "Choose two different versions."
              : "Declarations, text, results and their causes are compared by their meaning, not line by line. With results it may take a minute; it can be cancelled."}
          </p>
        </div>
      )}
    </div>
  );
}

function useComparison() {
  const { worker, host } = useCase();
  const [state, setState] = useState<Comparing>({ kind: "none" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const cancel = () => {
    running.current?.abort();
    setState({ kind: "none" });
  };
  const start = (of: Wanted, version: number) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    const show = (next: Comparing) => {
      if (!stop.signal.aborted) setState(next);
    };
    show({ kind: "busy", share: 0 });
    const compare = async () => {
      let orders: readonly ReadOrder[] = [];
      let answers: readonly ReadAnswer[] = [];
      for (let round = 0; round < mostRounds; round++) {
        const onProgress = (share: number) => show({ kind: "busy", share });
        const found = await worker.ask("difference", { ...of, orders, answers }, { signal: stop.signal, onProgress });
        if (stop.signal.aborted) return;
        if (found.kind === "page") return show({ ...found, of, version });
        if (found.kind === "damaged") return show({ kind: "failed", message: found.message });
        orders = found.orders;
        answers = await host.read(orders);
      }
      show({ kind: "failed", message: "The versions name files that cannot be read." });
    };
    compare().catch((error: unknown) => {
      const isCancelled = error instanceof NotAnswered && error.why === "cancelled";
      show(isCancelled ? { kind: "none" } : { kind: "failed", message: error instanceof Error ? error.message : String(error) });
    });
  };
  return { state, start, cancel };
}
