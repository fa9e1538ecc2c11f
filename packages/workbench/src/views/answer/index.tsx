/** The view Answer: the options set against each other, what moves them, and why they are as they are. */
import "./answer.css";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useAnswer, useCase } from "../../case/use-case.js";
import { goTo, useAddress } from "../../shell/address.js";
import { useCommands } from "../../shell/commands.js";
import { notify } from "../../shell/notices.js";
import { Waiting } from "../../shell/waiting.js";
import type { Held, HoldableInput } from "../../work/answer/holdable.js";
import type { AnswerHeads } from "../../work/questions/answer-inputs.js";
import { Analyses } from "./analyses.js";
import { chartKinds } from "./chart.js";
import { Comparison, Picture } from "./comparison.js";
import { readHeld, writeHeld } from "./held-address.js";
import { heldWords } from "./input-control.js";
import { InputList } from "./input-list.js";
import { useCompared } from "./use-compared.js";
import { WhyPanel } from "./why-panel.js";

/** The view. */
export function View() {
  const { value: heads, isStale, share, problem } = useAnswer("answerHeads", undefined);
  if (heads === undefined) {
    if (problem?.why === "errors") return <Errors />;
    if (problem !== undefined) return <p className="empty">{problem.message}</p>;
    return <Waiting for="Running the case" share={share} />;
  }
  if (heads.options.length === 0) return <Nothing what="options" />;
  if (heads.objectives.length === 0) return <Nothing what="objectives" left={heads.left} />;
  return <Answer heads={heads} isOld={isStale && problem?.why === "errors"} />;
}

function Errors() {
  return (
    <div className="empty">
      <h2>The case has errors</h2>
      <p>Options can be compared once it compiles.</p>
      <button type="button" className="button main" onClick={() => goTo("text", "", { problems: "1" })}>
        See what is amiss
      </button>
    </div>
  );
}

function Nothing({ what, left = [] }: { readonly what: "options" | "objectives"; readonly left?: readonly string[] }) {
  return (
    <div className="empty">
      <h2>{what === "options" ? "There is nothing to choose from yet" : "There is nothing to compare by yet"}</h2>
      {left.length > 0 ? <p>“{left[0]}” varies over more than the options, so it cannot be compared. Sum it up or pick a time.</p> : null}
      <p>
        {what === "options" ? "Declare what could be done, a line each, in a block of the text:" : "Say what is wanted less or more of:"}
      </p>
      <pre>
        {what === "options"
          ? 'option carry_on "Carry on as now"\noption act "Act"'
          : 'objective cost "What it costs" : USD\n  minimise price * amount'}
      </pre>
      <button type="button" className="button main" onClick={() => goTo("text")}>
        Write it
      </button>
    </div>
  );
}

function Answer({ heads, isOld }: { readonly heads: AnswerHeads; readonly isOld: boolean }) {
  const store = useCase();
  const { subject, settings } = useAddress();
  const objective = heads.objectives.find(({ id }) => id === subject)?.id ?? heads.objectives[0]!.id;
  const kind = chartKinds.find((each) => each.kind === settings.as)?.kind ?? "intervals";
  const reference = heads.options.find(({ id }) => id === settings.against)?.id;
  const open = (settings.open ?? "").split("~").filter((name) => name !== "");
  const trail = (settings.why ?? "").split("~").filter((anchor) => anchor !== "");
  const settled = useRef(settings);
  settled.current = settings;
  const show = useCallback(
    (changes: Readonly<Record<string, string | undefined>>, to = objective, isStep = false) => {
      const all: Record<string, string> = {};
      for (const [name, value] of Object.entries({ ...settled.current, ...changes }))
        if (value !== undefined && value !== "") all[name] = value;
      goTo("answer", to, all, !isStep);
    },
    [objective],
  );

  const [held, setHeld] = useState<readonly Held[]>(() => readHeld(settings.held));
  const [isDragging, setDragging] = useState(false);
  const movedAt = useRef(0);
  // Going back in the history brings back what was held.
  useEffect(() => {
    if (!isDragging) setHeld((present) => (writeHeld(present) === (settings.held ?? "") ? present : readHeld(settings.held)));
  }, [settings.held, isDragging]);
  const hold = useCallback(
    (next: readonly Held[], isStill: boolean) => {
      movedAt.current = performance.now();
      setHeld(next);
      setDragging(isStill);
      if (!isStill) show({ held: writeHeld(next) });
    },
    [show],
  );
  const rest = () => {
    if (!isDragging) return;
    setDragging(false);
    show({ held: writeHeld(held) });
  };
  const free = useAnswer("answerCompared", { objective, reference, held: [] });
  const state = useCompared({ objective, reference, held }, isDragging, kind !== "intervals" && kind !== "differences", movedAt.current);
  const onWhy = useCallback((anchor: string) => show({ why: anchor }, undefined, true), [show]);
  const write = (input: HoldableInput, at: number) => {
    const { span, scale } = input.definition!;
    const text = store.state.get().files.get(span.file)?.text;
    if (text === undefined) return;
    const value = String(Number(((at * input.divisor) / scale).toPrecision(6)));
    store.replace(span.file, `${text.slice(0, span.from)}${value}${text.slice(span.to)}`, {
      label: `“${input.label}” is ${heldWords(input, at)}`,
    });
    hold(
      held.filter(({ name }) => name !== input.name),
      false,
    );
    notify(`“${input.label}” is now ${heldWords(input, at)} in the text. Undo brings back what stood there.`, {
      action: { title: "Undo", run: () => store.undo() },
    });
  };
  useCommands(
    useMemo(
      () => [
        ...chartKinds.map(({ kind: each, title }) => ({
          id: `answer.${each}`,
          title: `Show ${title.toLowerCase()}`,
          group: "Answer",
          run: () => show({ as: each }),
        })),
        { id: "answer.back", title: "Put all held inputs back", group: "Answer", run: () => hold([], false) },
      ],
      [show, hold],
    ),
  );
  const anchor = `lineage-${objective.replace(/[^A-Za-z0-9_]/g, (sign) => (sign === "." ? "--" : sign === ":" ? "---" : `-${sign.codePointAt(0)?.toString(16)}-`))}`;
  const shown = state.value?.objective.id === objective ? state : { ...state, value: undefined };
  const follow = shown.value === undefined ? null : <Picture compared={shown.value} free={free.value} kind={kind} />;
  const isWeighted = objective.startsWith("weights:");
  return (
    <div className="answer">
      {isOld ? <p className="answer-note bad">The case has errors, so this is how it was before them.</p> : null}
      <nav className="answer-objectives" aria-label="Objectives">
        {heads.objectives.map((each) => (
          <button key={each.id} type="button" aria-pressed={each.id === objective} onClick={() => show({}, each.id, true)}>
            {each.isWeighted ? "Weighted: " : ""}
            {each.label}
          </button>
        ))}
      </nav>
      <div className="answer-columns">
        <div className="answer-main">
          <div className="answer-title">
            <h2>{heads.objectives.find(({ id }) => id === objective)?.label}</h2>
            {isWeighted ? <span className="small quiet">0 points: the worst level of every objective; 100: the best of all.</span> : null}
            <button type="button" className="button" onClick={() => onWhy(anchor)}>
              Why is this so?
            </button>
          </div>
          <Comparison
            heads={heads}
            state={shown}
            free={free.value}
            kind={kind}
            onKind={(as) => show({ as })}
            onReference={(against) => show({ against })}
            isDragging={isDragging}
            isHeld={held.length > 0}
            onWhy={() => onWhy(anchor)}
          />
          <Analyses open={open} onOpen={(names) => show({ open: names.join("~") })} onWhy={onWhy} />
        </div>
        <InputList objective={objective} held={held} onHold={hold} onRest={rest} onWrite={write} follow={follow} />
      </div>
      {trail.length === 0 ? null : (
        <WhyPanel
          trail={trail}
          isHeld={held.length > 0}
          onTrail={(next) => show({ why: next.join("~") }, undefined, next.length > trail.length)}
        />
      )}
    </div>
  );
}
