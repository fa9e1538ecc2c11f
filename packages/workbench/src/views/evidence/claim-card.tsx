/** A claim or a passage beside the text: a line that can be chosen, and below it, when it is, what can be done with it. */
import type { ReactNode } from "react";
import { useAnswer, useHeld } from "../../case/use-case.js";
import { addressOf, goToText } from "../../shell/address.js";
import type { ClaimAnswer, SourceAnswer } from "../../work/questions/evidence-sources.js";
import type { PassageAnswer } from "../../work/questions/source-passages.js";
import type { ClaimPlace } from "../../work/questions/source-text.js";
import { GradeChip } from "./source-list.js";
import { grades, markWords, quoteWords } from "./words.js";

interface CardProps {
  readonly id: string;
  readonly isCurrent: boolean;
  /** Whether the key Tab comes to it. */
  readonly isStop: boolean;
  readonly onChoose: () => void;
}

function Card({
  id,
  isCurrent,
  isStop,
  onChoose,
  className,
  line,
  children,
}: CardProps & { readonly className: string; readonly line: ReactNode; readonly children: ReactNode }) {
  return (
    <li className={`evidence-card ${className}${isCurrent ? " is-current" : ""}`} data-card={id}>
      <button type="button" className="line" aria-expanded={isCurrent} tabIndex={isStop ? 0 : -1} onClick={onChoose}>
        {line}
      </button>
      {isCurrent ? <div className="detail">{children}</div> : null}
    </li>
  );
}

/** Chooses a grade by the mouse or the keyboard; keys work without it. */
export function GradeChoice({
  kind,
  name,
  value,
  onChange,
}: {
  readonly kind: "source" | "claim";
  readonly name: string;
  readonly value: string | undefined;
  readonly onChange: (grade: string) => void;
}) {
  const canWrite = useHeld((held) => held.canWrite);
  const known = grades[kind].find(({ symbol }) => symbol === value);
  const isKnown = known !== undefined;
  if (!canWrite) return <span className="quiet">{isKnown ? `${known.symbol} ${known.name}` : (value ?? "not graded")}</span>;
  return (
    <select
      className="evidence-choice"
      aria-label={`Grade of the ${kind} ${name}`}
      value={value ?? ""}
      onChange={({ target }) => onChange(target.value)}
    >
      {isKnown ? null : <option value={value ?? ""}>{value === undefined ? "not graded" : `${value}, no grade`}</option>}
      {grades[kind].map(({ symbol, name: words }) => (
        <option key={symbol} value={symbol}>
          {symbol} {words}
        </option>
      ))}
    </select>
  );
}

/** A claim. */
export function ClaimCard({
  claim,
  source,
  place,
  onGrade,
  ...card
}: CardProps & {
  readonly claim: ClaimAnswer;
  readonly source: SourceAnswer;
  readonly place: ClaimPlace | undefined;
  readonly onGrade: (grade: string) => void;
}) {
  const state = quoteWords(claim);
  const mark = claim.mark === undefined ? undefined : markWords(claim.mark);
  return (
    <Card
      {...card}
      className="claim"
      line={
        <>
          <span className="grades">
            <GradeChip grade={claim.grade} what="claim" />
          </span>
          <span className="body">
            <span className="name">{claim.id}</span>
            <span className="quote">{claim.quote === undefined ? (claim.states ?? claim.label) : `“${claim.quote}”`}</span>
            <span className="facts">
              <span className={`evidence-state ${state.tone}`}>{state.short}</span>
              {claim.conflictsWith.length > 0 ? <span className="evidence-state contested">disputed</span> : null}
              {claim.mark === undefined || claim.mark === source.mark ? null : <span className="evidence-tlp">TLP:{claim.mark}</span>}
            </span>
          </span>
        </>
      }
    >
      <p>
        {state.long}
        {place?.occurrences === undefined ? "" : ` Its words stand there ${place.occurrences} times; the first place is marked.`}
      </p>
      {claim.saidBy === undefined ? null : <p>Said by {claim.saidBy}.</p>}
      {claim.note === undefined ? null : <p className="quiet">{claim.note}</p>}
      {mark === undefined ? null : (
        <p>
          {mark.label}: for {mark.readers}.
        </p>
      )}
      <Related words="Contradicts" claims={claim.conflictsWith} />
      <Related words="Cited in support of" claims={claim.corroborates} />
      <div className="actions">
        <GradeChoice kind="claim" name={claim.id} value={claim.grade} onChange={onGrade} />
        <button type="button" className="link-button" onClick={() => goToText(claim.span.file, claim.span.from)}>
          Show in the text
        </button>
      </div>
    </Card>
  );
}

function Related({ words, claims }: { readonly words: string; readonly claims: readonly string[] }) {
  return claims.length === 0 ? null : (
    <p>
      {words}{" "}
      {claims.map((id, at) => (
        <span key={id}>
          {at > 0 ? ", " : ""}
          <a href={addressOf("evidence", "", { claim: id })}>{id}</a>
        </span>
      ))}
    </p>
  );
}

/** A passage that may become a claim. */
export function PassageCard({
  passage,
  source,
  words,
  onAccept,
  onReject,
  ...card
}: CardProps & {
  readonly passage: PassageAnswer;
  readonly source: SourceAnswer;
  readonly words: string;
  readonly onAccept: () => void;
  readonly onReject: () => void;
}) {
  const { value: draft } = useAnswer("claimDraft", { source: source.id, from: passage.from, to: passage.to }, card.isCurrent);
  return (
    <Card
      {...card}
      className={passage.isRejected ? "rejected" : "passage"}
      line={
        <>
          <span className="grades">
            <GradeChip grade={passage.grade} what="suggested:" />
          </span>
          <span className="body">
            <span className="quote">{words.replace(/\s+/g, " ")}</span>
            <span className="facts">{passage.carries.join(", ")}</span>
          </span>
        </>
      }
    >
      {draft === undefined ? null : <pre>{draft.block}</pre>}
      <div className="actions">
        <button type="button" className="button main" onClick={onAccept}>
          Accept <kbd>a</kbd>
        </button>
        <button type="button" className="button" onClick={onReject}>
          {passage.isRejected ? "Offer it again" : "Reject"} <kbd>x</kbd>
        </button>
      </div>
    </Card>
  );
}
