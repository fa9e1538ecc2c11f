/** Everything that is amiss in the case, errors first; each leads to its place in the text, and what can be mended by itself is mended from here. */
import { ChangeSet } from "@codemirror/state";
import { applyFix, type Diagnostic, type Fix } from "@outweigh/language";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { useCase, useHeld, useResults } from "../../case/use-case.js";
import { addressOf } from "../../shell/address.js";
import { Icon } from "../../shell/icon.js";
import { notify } from "../../shell/notices.js";

const mostShown = 500;
const rank = { error: 0, warning: 1, note: 2 } as const;

/** The list. Arrow keys go from finding to finding. */
export function Findings({ onClose }: { readonly onClose: () => void }) {
  const store = useCase();
  const diagnostics = useResults((results) => results.diagnostics);
  const checked = useResults((results) => results.checkedVersion);
  const version = useHeld((held) => held.version);
  const files = useHeld((held) => held.files);
  const canWrite = useHeld((held) => held.canWrite);
  const list = useRef<HTMLUListElement>(null);
  /** The place in the list where something was mended, which takes the focus again when the list is made anew. */
  const mended = useRef<number>(undefined);
  const sorted = useMemo(() => [...diagnostics].sort((one, other) => rank[one.severity] - rank[other.severity]), [diagnostics]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the list is made anew
  useEffect(() => {
    const at = mended.current;
    mended.current = undefined;
    if (at === undefined || list.current === null) return;
    const links = list.current.querySelectorAll<HTMLElement>("li a");
    (links[Math.min(at, links.length - 1)] ?? list.current.closest("section")?.querySelector<HTMLElement>("button"))?.focus();
  }, [sorted]);

  const mend = ({ span }: Diagnostic, fix: Fix, at: number) => {
    const text = store.state.get().files.get(span.file)?.text;
    if (text === undefined) return;
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
    <section className="findings" aria-label="What is amiss">
      <header>
        <h2>{sorted.length === 0 ? "Nothing is amiss" : "What is amiss"}</h2>
        <button type="button" className="icon-button" aria-label="Close the list" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <ul ref={list} onKeyDown={onKeyDown}>
        {sorted.slice(0, mostShown).map((diagnostic, at) => (
          <Finding
            // biome-ignore lint/suspicious/noArrayIndexKey: findings have no identity beyond their place in the list
            key={at}
            diagnostic={diagnostic}
            text={files.get(diagnostic.span.file)?.text}
            // While the text is newer than the findings, their places are not those of the text.
            isFresh={checked === version}
            onMend={canWrite && files.get(diagnostic.span.file)?.text !== undefined ? (fix) => mend(diagnostic, fix, at) : undefined}
          />
        ))}
        {sorted.length > mostShown ? <li className="quiet">And {sorted.length - mostShown} more.</li> : null}
      </ul>
    </section>
  );
}

function Finding({
  diagnostic,
  text,
  isFresh,
  onMend,
}: {
  readonly diagnostic: Diagnostic;
  readonly text: string | undefined;
  readonly isFresh: boolean;
  readonly onMend: ((fix: Fix) => void) | undefined;
}) {
  const { span, severity, message, remedy, fixes = [] } = diagnostic;
  const line = text === undefined ? undefined : text.slice(0, span.from).split("\n").length;
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
              <button
                key={fix.title}
                type="button"
                className="button small"
                aria-disabled={!isFresh}
                onClick={() => {
                  if (isFresh) onMend(fix);
                }}
              >
                {fix.title}
              </button>
            ))}
          </span>
        )}
      </div>
    </li>
  );
}
