/** One uncertain input: its shape over the slider, where it is held, and what can be done with that. */
import { useId } from "react";
import type { HoldableInput } from "../../work/answer/holdable.js";
import { niceStep, numberText } from "./scale.js";

/** What it needs. `at` is undefined while the input is free. */
export interface InputControlProperties {
  readonly input: HoldableInput;
  readonly at: number | undefined;
  readonly onChange: (at: number | undefined, isDragging: boolean) => void;
  readonly onRest: () => void;
  /** Writes the value into the text; undefined where there is no place for it. */
  readonly onWrite: ((at: number) => void) | undefined;
  readonly onPlace: (() => void) | undefined;
}

/** The step of a slider. */
export function stepOf({ low, high }: Pick<HoldableInput, "low" | "high">): number {
  return niceStep((high - low) / 400);
}

/** Where an input is held, in words. */
export function heldWords(input: HoldableInput, at: number): string {
  if (input.kind === "states") return input.states[at]?.label ?? String(at);
  if (input.kind === "place") return `at its ${Math.round(at * 100)}\u00a0% place`;
  return withUnit(numberText(at, stepOf(input)), input.unit);
}

function withUnit(text: string, unit: string): string {
  return unit === "" ? text : `${text}\u00a0${unit}`;
}

/** The control. */
export function InputControl({ input, at, onChange, onRest, onWrite, onPlace }: InputControlProperties) {
  const id = useId();
  const isHeld = at !== undefined;
  return (
    <div className="answer-input">
      <div className="answer-input-head">
        <label htmlFor={id} title={input.label}>
          {input.label}
        </label>
        <output className="number" htmlFor={id}>
          {isHeld ? heldWords(input, at) : input.kind === "value" ? "free" : input.kind === "none" ? "" : "free"}
        </output>
      </div>
      {input.kind === "none" ? (
        <p className="small quiet">It changes over time, draw by draw, and cannot be held at one value.</p>
      ) : input.kind === "states" ? (
        <select
          id={id}
          value={at ?? ""}
          onChange={(event) => onChange(event.target.value === "" ? undefined : Number(event.target.value), false)}
        >
          <option value="">free</option>
          {input.states.map(({ label, share }, place) => (
            <option key={label} value={place}>
              {label} ({Math.round(share * 100)} % of the draws)
            </option>
          ))}
        </select>
      ) : (
        <Slider id={id} input={input} at={at} onChange={onChange} onRest={onRest} />
      )}
      <div className="answer-input-foot small">
        {input.importance === undefined ? null : (
          <span className="answer-importance" title="How closely the difference between the options follows it: correlation of ranks">
            <span aria-hidden="true" style={{ width: `${Math.round(Math.min(1, input.importance) * 3.5 * 10) / 10}rem` }} />
            <span className="visually-hidden">Correlation of ranks with the difference: {input.importance.toFixed(2)}</span>
          </span>
        )}
        <span className="answer-input-actions">
          {isHeld ? (
            <button type="button" className="link-button" onClick={() => onChange(undefined, false)}>
              Put it back
            </button>
          ) : null}
          {isHeld && onWrite !== undefined ? (
            <button type="button" className="link-button" onClick={() => onWrite(at)}>
              Write this into the case
            </button>
          ) : null}
          {onPlace === undefined ? null : (
            <button type="button" className="link-button" aria-label={`Show ${input.label} in the text`} onClick={onPlace}>
              Text
            </button>
          )}
        </span>
      </div>
    </div>
  );
}

function Slider({
  id,
  input,
  at,
  onChange,
  onRest,
}: { readonly id: string; readonly input: HoldableInput } & Pick<InputControlProperties, "at" | "onChange" | "onRest">) {
  const { low, high, middle, kind, shape } = input;
  const step = kind === "place" ? 0.01 : stepOf(input);
  // The ends of the slider lie on its steps, so that every place on it is a round number.
  const [from, to] = kind === "place" ? [low, high] : [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  const present = at ?? middle;
  const words = heldWords(input, present);
  const ends = kind === "place" ? ["low", "high"] : [numberText(low, step), withUnit(numberText(high, step), input.unit)];
  return (
    <div className={`answer-slider ${at === undefined ? "free" : ""}`}>
      {shape.length === 0 ? null : (
        <svg viewBox={`0 0 ${shape.length - 1} 10`} preserveAspectRatio="none" aria-hidden="true">
          <path d={`M0,10L${shape.map((height, place) => `${place},${(10 - height * 9).toFixed(2)}`).join("L")}L${shape.length - 1},10Z`} />
        </svg>
      )}
      <input
        id={id}
        type="range"
        min={from}
        max={to}
        step={step}
        value={present}
        aria-valuetext={at === undefined ? `free, ${words} in the middle` : words}
        onChange={(event) => onChange(Number(Number(event.target.value).toPrecision(12)), true)}
        onPointerUp={onRest}
        onPointerCancel={onRest}
        onKeyUp={onRest}
        onBlur={onRest}
      />
      <div className="answer-ends small quiet number" aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </div>
  );
}
