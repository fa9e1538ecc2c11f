/** “Why is this number so?”: the entry of a number, and from there by links down to claims, their quotes and the text. */
import { useEffect, useRef } from "react";
import { asksWhy, Blocks } from "../../blocks/blocks.js";
import { useAnswer } from "../../case/use-case.js";
import { addressOf, goToText } from "../../shell/address.js";
import { Icon } from "../../shell/icon.js";
import { Waiting } from "../../shell/waiting.js";

/** The panel. `trail` are the anchors that one came by, the present one last. */
export function WhyPanel({
  trail,
  isHeld,
  onTrail,
}: {
  readonly trail: readonly string[];
  readonly isHeld: boolean;
  readonly onTrail: (trail: readonly string[]) => void;
}) {
  const anchor = trail[trail.length - 1] ?? "";
  const { value, isStale, problem } = useAnswer("answerWhy", { anchor }, anchor !== "");
  const head = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever reads by ear is told that another entry is shown
  useEffect(() => head.current?.focus(), [anchor]);
  return (
    <aside
      className="answer-panel"
      aria-label="Why is this number so?"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onTrail([]);
      }}
    >
      <div className="answer-panel-head">
        <p className="small quiet">Why is this number so?</p>
        <button type="button" className="icon-button" aria-label="Close" onClick={() => onTrail([])}>
          <Icon name="close" />
        </button>
      </div>
      <h3 ref={head} tabIndex={-1}>
        {value?.name ?? "…"}
      </h3>
      {isHeld ? <p className="answer-note">As the text has it, with nothing held.</p> : null}
      {trail.length < 2 ? null : (
        <button type="button" className="link-button small" onClick={() => onTrail(trail.slice(0, -1))}>
          Back, {trail.length - 1} {trail.length === 2 ? "step" : "steps"} to where you began
        </button>
      )}
      {problem !== undefined ? (
        <p>{problem.message}</p>
      ) : value === undefined ? (
        isStale ? (
          <Waiting for="Looking up where this comes from" />
        ) : (
          <p>There is no entry of this name in the lineage.</p>
        )
      ) : (
        <>
          <Blocks shown={value} leads={asksWhy((next) => onTrail([...trail, next]))} />
          <p className="answer-panel-links">
            {value.claim === undefined ? null : (
              <a className="button main" href={addressOf("evidence", "", { claim: value.claim })}>
                Show the quote in its source
              </a>
            )}
            {value.place === undefined ? null : (
              <button type="button" className="button" onClick={() => goToText(value.place!.file, value.place!.from, value.place!.to)}>
                Show it in the text
              </button>
            )}
            {value.source === undefined ? null : (
              <button
                type="button"
                className="button"
                onClick={() => goToText(value.source!.place.file, value.source!.place.from, value.source!.place.to)}
              >
                Show the source: {value.source.label}
              </button>
            )}
          </p>
        </>
      )}
    </aside>
  );
}
