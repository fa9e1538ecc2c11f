/** The line at the foot: what is being done, what is amiss, what the last run came to, and whether everything is on disk. */
import { type CaseResults, type HeldCase, isUnsaved } from "../case/held-case.js";
import { areAlike } from "../case/observable.js";
import { useHeld, useResults } from "../case/use-case.js";
import { addressOf } from "./address.js";
import { Icon } from "./icon.js";

/** The line. */
export function StatusLine() {
  const phase = useResults((results) => results.phase);
  const share = useResults((results) => results.share);
  const run = useResults((results) => results.run);
  const isCurrent = useResults((results) => results.runVersion === results.checkedVersion);
  const tier = useResults((results) => results.tier);
  const isGivenUp = useResults((results) => results.isGivenUp);
  const canWrite = useHeld((held) => held.canWrite);
  const unsaved = useHeld(unsavedFiles, areAlike);
  const counts = useResults(severities, areAlike);
  const first = run?.objectives[0];
  const best = first?.rows[0];
  return (
    <footer className="status-line">
      <span
        className={`doing ${phase}`}
        title={tier === "reference" ? "WebAssembly is off here: the same results, more slowly" : undefined}
      >
        <span className="dot" aria-hidden="true" />
        {isGivenUp
          ? "Stopped"
          : phase === "compiling"
            ? "Reading…"
            : phase === "running"
              ? `Computing ${Math.round(share * 100)} %`
              : counts.errors > 0
                ? "Waiting for the errors"
                : "Up to date"}
      </span>
      <a href={addressOf("text", "", { problems: "1" })} className={counts.errors > 0 ? "amiss errors" : "amiss"}>
        <Icon name={counts.errors > 0 ? "error" : counts.warnings > 0 ? "warning" : "check"} />
        {counts.errors > 0 ? counted(counts.errors, "error") : counts.warnings > 0 ? counted(counts.warnings, "warning") : "Nothing amiss"}
      </a>
      {first === undefined || best === undefined ? (
        <span className="result" />
      ) : (
        <a href={addressOf("answer")} className={isCurrent ? "result" : "result stale"} data-testid="result">
          <span className="label">{first.label}:</span> <strong>{best.option.label}</strong> {best.median}{" "}
          <span className="quiet">({best.interval})</span>
        </a>
      )}
      {tier === "reference" ? <span className="quiet">WebAssembly is off: slower, same results</span> : null}
      <span className="saved" role="status">
        {!canWrite ? (
          "For reading"
        ) : unsaved.count === 0 ? (
          <>
            <Icon name="check" /> Saved
          </>
        ) : unsaved.isTroubled ? (
          `${counted(unsaved.count, "file")} not saved`
        ) : (
          "Saving…"
        )}
      </span>
    </footer>
  );
}

function unsavedFiles({ files }: HeldCase): { readonly count: number; readonly isTroubled: boolean } {
  const unsaved = [...files.values()].filter(isUnsaved);
  return { count: unsaved.length, isTroubled: unsaved.some(({ saving }) => saving === "conflict" || saving === "failed") };
}

function severities({ diagnostics }: CaseResults): { readonly errors: number; readonly warnings: number } {
  const of = (severity: string) => diagnostics.filter((each) => each.severity === severity).length;
  return { errors: of("error"), warnings: of("warning") };
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
