/** Everything that is amiss in the case, errors first; each leads to its place in the text. */
import type { Diagnostic } from "@outweigh/language";
import { useMemo } from "react";
import { useCase, useResults } from "../../case/use-case.js";
import { addressOf } from "../../shell/address.js";
import { Icon } from "../../shell/icon.js";

const mostShown = 500;
const rank = { error: 0, warning: 1, note: 2 } as const;

/** The list. */
export function Findings({ onClose }: { readonly onClose: () => void }) {
  const diagnostics = useResults((results) => results.diagnostics);
  const { state } = useCase();
  // Lines are counted when the findings come, in the text that they are about, and not with every key.
  const sorted = useMemo(() => {
    const { files } = state.get();
    const lines = lineCounter((file) => files.get(file)?.text);
    return [...diagnostics]
      .sort((one, other) => rank[one.severity] - rank[other.severity])
      .slice(0, mostShown)
      .map((diagnostic) => ({ diagnostic, line: lines(diagnostic.span.file, diagnostic.span.from) }));
  }, [diagnostics, state]);
  return (
    <section className="findings" aria-label="What is amiss">
      <header>
        <h2>{diagnostics.length === 0 ? "Nothing is amiss" : "What is amiss"}</h2>
        <button type="button" className="icon-button" aria-label="Close the list" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <ul>
        {sorted.map(({ diagnostic, line }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: findings have no identity beyond their place in the list
          <Finding key={at} diagnostic={diagnostic} line={line} />
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

function Finding({ diagnostic, line }: { readonly diagnostic: Diagnostic; readonly line: number | undefined }) {
  const { span, severity, message, remedy } = diagnostic;
  return (
    <li className={severity}>
      <Icon name={severity} />
      <div>
        <a href={addressOf("text", span.file, { problems: "1", at: `${span.from}-${span.to}` })}>
          {span.file}
          {line === undefined ? "" : `:${line}`}
        </a>{" "}
        {message} <span className="quiet">{remedy}</span>
      </div>
    </li>
  );
}
