/** A chosen stretch of a source on its way to a claim: its name, its grade, and the block as it would stand in the text. */
import { useEffect, useId, useRef, useState } from "react";
import { useAnswer, useCase } from "../../case/use-case.js";
import type { ClaimDraft } from "../../work/questions/claim-draft.js";
import { GradeChoice } from "./claim-card.js";

/** The form. `onAdd` gives whether it was added. */
export function DraftForm({
  source,
  from,
  to,
  onAdd,
  onClose,
}: {
  readonly source: string;
  readonly from: number;
  readonly to: number;
  readonly onAdd: (draft: ClaimDraft) => boolean;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState<string>();
  const [grade, setGrade] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const problemId = useId();
  const store = useCase();
  const input = { source, from, to, ...(name !== undefined && { name }), ...(grade !== undefined && { grade }) };
  const { value, isStale } = useAnswer("claimDraft", input);
  useEffect(() => field.current?.focus(), []);
  const hasProblem = !isStale && value?.problem !== undefined;
  /** What was typed last counts, also where its block is not shown yet. */
  const add = async () => {
    const made = await store.worker.ask("claimDraft", input).catch(() => undefined);
    if (made !== undefined && made.problem === undefined && onAdd(made)) onClose();
  };
  return (
    <form
      className="evidence-draft"
      aria-label="New claim"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <h3>New claim</h3>
      <label>
        Name
        <input
          ref={field}
          value={name ?? value?.name ?? ""}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={value?.problem !== undefined}
          aria-describedby={problemId}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <GradeChoice kind="claim" name={name ?? value?.name ?? ""} value={value?.grade} onChange={setGrade} />
      <p id={problemId} className={value?.problem === undefined ? "quiet" : "bad"} role="status">
        {value === undefined
          ? "Looking the words up…"
          : (value.problem ?? value.caution ?? "These words stand in the source, word for word.")}
      </p>
      {value === undefined ? null : <pre>{value.block}</pre>}
      <div className="actions">
        <button type="submit" className="button main" disabled={hasProblem}>
          Add to the text
        </button>
        <button type="button" className="button" onClick={onClose}>
          Leave it
        </button>
      </div>
    </form>
  );
}
