/** The uncertain inputs with a slider each, those first that move the answer most; those that are held stand above all others. */
import { useId, useState } from "react";
import { useAnswer, useHeld } from "../../case/use-case.js";
import { goToText } from "../../shell/address.js";
import type { Held, HoldableInput } from "../../work/answer/holdable.js";
import { InputControl } from "./input-control.js";

/** So many are shown before one asks for all. */
const shownAtFirst = 12;

/** What the list needs. */
export interface InputListProperties {
  readonly objective: string;
  readonly held: readonly Held[];
  /** A slider was moved; `isDragging` while it is not let go. */
  readonly onHold: (held: readonly Held[], isDragging: boolean) => void;
  readonly onRest: () => void;
  readonly onWrite: (input: HoldableInput, at: number) => void;
  /** The picture, for narrow pages, on which it would be out of sight while one drags. */
  readonly follow: React.ReactNode;
}

/** The list. */
export function InputList({ objective, held, onHold, onRest, onWrite, follow }: InputListProperties) {
  const { value: inputs, isStale, share, problem } = useAnswer("answerInputs", { objective });
  const files = useHeld((state) => state.files);
  const canWrite = useHeld((state) => state.canWrite);
  const [search, setSearch] = useState("");
  const [isWhole, setWhole] = useState(false);
  const searchId = useId();
  const all = inputs ?? [];
  const words = search.trim().toLowerCase();
  const found = all.filter(({ label, name }) => words === "" || label.toLowerCase().includes(words) || name.toLowerCase().includes(words));
  const heldNames = new Set(held.map(({ name }) => name));
  const shown = isWhole || words !== "" ? found : found.filter(({ name }, place) => place < shownAtFirst || heldNames.has(name));
  const change = (name: string, at: number | undefined, isDragging: boolean) => {
    const others = held.filter((each) => each.name !== name);
    const present = held.find((each) => each.name === name);
    if (at === undefined) onHold(others, false);
    else
      onHold(present === undefined ? [...held, { name, at }] : held.map((each) => (each.name === name ? { name, at } : each)), isDragging);
  };
  return (
    <section className="answer-inputs" aria-labelledby="answer-inputs-title">
      <h2 id="answer-inputs-title">What if</h2>
      <p className="small quiet">
        Hold any uncertain input at a value, and the answer follows. Your text stays as it is.
        {all.length > 0 ? " Those come first that the difference between the options follows most." : ""}
      </p>
      <p className="answer-held-line">
        <strong>
          {held.length === 0 ? "Nothing is held." : held.length === 1 ? "One input is held." : `${held.length} inputs are held.`}
        </strong>{" "}
        <button type="button" className="button" disabled={held.length === 0} onClick={() => onHold([], false)}>
          Put {held.length > 1 ? "all" : "it"} back
        </button>
      </p>
      {held.length === 0 ? null : <div className="answer-follow">{follow}</div>}
      {all.length > shownAtFirst ? (
        <p>
          <label htmlFor={searchId} className="visually-hidden">
            Find an input
          </label>
          <input
            id={searchId}
            className="answer-search"
            type="search"
            placeholder="Find an input"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </p>
      ) : null}
      {inputs === undefined ? (
        problem === undefined ? (
          <p className="small quiet" role="status">
            <progress max={1} value={share} aria-label="Ranking the inputs" /> Ranking the inputs by how much they matter…
          </p>
        ) : null
      ) : all.length === 0 ? (
        <p className="small">
          Nothing uncertain reaches the objectives. Give a quantity a range, such as “= 10 to 20 as normal”, and it appears here.
        </p>
      ) : shown.length === 0 ? (
        <p className="small">No input is called like this.</p>
      ) : (
        <ul className={isStale && problem === undefined ? "answer-old" : ""}>
          {shown.map((input) => (
            <li key={input.name} className={heldNames.has(input.name) ? "held" : ""}>
              <InputControl
                input={input}
                at={held.find(({ name }) => name === input.name)?.at}
                onChange={(at, isDragging) => change(input.name, at, isDragging)}
                onRest={onRest}
                onWrite={
                  canWrite && input.definition !== undefined && files.has(input.definition.span.file)
                    ? (at) => onWrite(input, at)
                    : undefined
                }
                onPlace={
                  input.place === undefined || !files.has(input.place.file)
                    ? undefined
                    : () => goToText(input.place!.file, input.place!.from, input.place!.to)
                }
              />
            </li>
          ))}
        </ul>
      )}
      {words === "" && found.length > shown.length ? (
        <button type="button" className="link-button small" onClick={() => setWhole(true)}>
          Show all {found.length} inputs
        </button>
      ) : null}
    </section>
  );
}
