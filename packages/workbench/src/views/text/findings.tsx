/** Everything that is amiss in the case, errors first; each leads to its place in the text, and what can be mended by itself is mended from here. */
import { ChangeSet } from "@codemirror/state";
import { applyFix, type Diagnostic, type Fix } from "@outweigh/language";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { useCase, useHeld, useResults } from "../../case/use-case.js";
import { addressOf, useAddress } from "../../shell/address.js";
import { Icon } from "../../shell/icon.js";
import { notify } from "../../shell/notices.js";

const mostShown = 500;
const rank = { error: 0, warning: 1, note: 2 } as const;

/** The list. It takes the focus when it is opened by itself, so that one can walk on into it by keys; arrow keys go from finding to finding, Escape closes it. */
export function Findings({ onClose }: { readonly onClose: () => void }) {
  const store = useCase();
  const { settings } = useAddress();
  const diagnostics = useResults((results) => results.diagnostics);
  const canWrite = useHeld((held) => held.canWrite);
  const section = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  /** The place in the list where something was mended, which takes the focus again when the list is made anew. */
  const mended = useRef<number>(undefined);
  // Lines are counted when the findings come, in the text that they are about, and not with every key.
  const sorted = useMemo(() => {
    const { files } = store.state.get();
    const lines = lineCounter((file) => files.get(file)?.text);
    return [...diagnostics]
      .sort((one, other) => rank[one.severity] - rank[other.severity])
      .slice(0, mostShown)
      .map((diagnostic) => ({ diagnostic, line: lines(diagnostic.span.file, diagnostic.span.from) }));
  }, [diagnostics, store]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it is opened
  useEffect(() => {
    if (settings.at === undefined) section.current?.focus();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the list is made anew
  useEffect(() => {
    const at = mended.current;
    mended.current = undefined;
    if (at === undefined || list.current === null) return;
    const links = list.current.querySelectorAll<HTMLElement>("li a");
    (links[Math.min(at, links.length - 1)] ?? section.current?.querySelector<HTMLElement>("button"))?.focus();
  }, [sorted]);

  const mend = ({ span }: Diagnostic, fix: Fix, at: number) => {
    const { files, version } = store.state.get();
    const text = files.get(span.file)?.text;
    if (text === undefined) return;
    if (store.results.get().checkedVersion !== version) return notify("The text has just changed. Try again when it has been checked.");
    const { from, to, insert } = applyFix(text, span, fix);
    mended.current = at;
    store.edit(span.file, ChangeSet.of({ from, to, insert }, text.length), { label: fix.title, group: store.newGroup() });
    notify(`${span.file}: ${fix.title}.`, { action: { title: "Undo", run: () => void store.undo() } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || !(event.target instanceof HTMLElement)) return;
    const links = [...(list.current?.querySelectorAll<HTMLElement>("li a") ?? [])];
    const present = links.findIndex((link) => link.closest("li") === (event.target as HTMLElement).closest("li"));
    const next = links[present + step];
    if (next === undefined) return;
    next.focus();
    event.preventDefault();
  };
  return (
    <section
      ref={section}
      className="findings"
      aria-label="What is amiss"
      tabIndex={-1}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <header>
        <h2>{diagnostics.length === 0 ? "Nothing is amiss" : "What is amiss"}</h2>
        <button type="button" className="icon-button" aria-label="Close the list" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <ul ref={list} onKeyDown={onKeyDown}>
        {sorted.map(({ diagnostic, line }, at) => (
          <Finding
            // biome-ignore lint/suspicious/noArrayIndexKey: findings have no identity beyond their place in the list
            key={at}
            diagnostic={diagnostic}
            line={line}
            onMend={canWrite && line !== undefined ? (fix) => mend(diagnostic, fix, at) : undefined}
          />
        ))}
        {diagnostics.length > mostShown ? <li className="quiet">And {diagnostics.length - mostShown} more.</li> : null}
      </ul>
    </section>
  );
}

/** The number of the line of a place in a file, from 1; undefined where there is no text. */
function lineCounter(textOf: (file: string) => string | undefined): (file: string, at: number) => number | undefined {
  const starts = new Map<string, readonly number[]>();
  return (file, at) => {
    const text = textOf(file);
    if (text === undefined) return undefined;
    const known = starts.get(file) ?? [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    starts.set(file, known);
    let [low, high] = [0, known.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (known[middle]! <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function Finding({
  diagnostic,
  line,
  onMend,
}: {
  readonly diagnostic: Diagnostic;
  readonly line: number | undefined;
  readonly onMend: ((fix: Fix) => void) | undefined;
}) {
  const { span, severity, message, remedy, fixes = [] } = diagnostic;
  return (
    <li className={severity}>
      <Icon name={severity} />
      <div>
        <a href={addressOf("text", span.file, { problems: "1", at: `${span.from}-${span.to}` })}>
          {span.file}
          {line === undefined ? "" : `:${line}`}
        </a>{" "}
        {message} <span className="quiet">{remedy}</span>
        {onMend === undefined || fixes.length === 0 ? null : (
          <span className="finding-fixes">
            {fixes.map((fix) => (
              <button key={fix.title} type="button" className="button small" onClick={() => onMend(fix)}>
                {fix.title}
              </button>
            ))}
          </span>
        )}
      </div>
    </li>
  );
}
