/** Everything that is amiss in the case, errors first; each leads to its place in the text. */
import type { Diagnostic } from "@outweigh/language";
import { useEffect, useMemo, useRef } from "react";
import { useHeld, useResults } from "../../case/use-case.js";
import { addressOf, useAddress } from "../../shell/address.js";
import { Icon } from "../../shell/icon.js";

const mostShown = 500;
const rank = { error: 0, warning: 1, note: 2 } as const;

/** The list. It takes the focus when it is opened by itself, so that one can walk on into it by keys; Escape closes it. */
export function Findings({ onClose }: { readonly onClose: () => void }) {
  const { settings } = useAddress();
  const place = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it is opened
  useEffect(() => {
    if (settings.at === undefined) place.current?.focus();
  }, []);
  const diagnostics = useResults((results) => results.diagnostics);
  const files = useHeld((held) => held.files);
  const sorted = useMemo(() => [...diagnostics].sort((one, other) => rank[one.severity] - rank[other.severity]), [diagnostics]);
  return (
    <section
      ref={place}
      className="findings"
      aria-label="What is amiss"
      tabIndex={-1}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <header>
        <h2>{sorted.length === 0 ? "Nothing is amiss" : "What is amiss"}</h2>
        <button type="button" className="icon-button" aria-label="Close the list" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <ul>
        {sorted.slice(0, mostShown).map((diagnostic, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: findings have no identity beyond their place in the list
          <Finding key={at} diagnostic={diagnostic} text={files.get(diagnostic.span.file)?.text} />
        ))}
        {sorted.length > mostShown ? <li className="quiet">And {sorted.length - mostShown} more.</li> : null}
      </ul>
    </section>
  );
}

function Finding({ diagnostic, text }: { readonly diagnostic: Diagnostic; readonly text: string | undefined }) {
  const { span, severity, message, remedy } = diagnostic;
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
      </div>
    </li>
  );
}
