/** The sources of the case: grade, state of the copy, number of claims and mark of each. */
import { useHeld } from "../../case/use-case.js";
import { addressOf } from "../../shell/address.js";
import { TakeButton } from "../../taking/drop-target.js";
import type { SourceAnswer } from "../../work/questions/evidence-sources.js";
import { copyWords, counted } from "./words.js";

/** The list. */
export function SourceList({ sources, current }: { readonly sources: readonly SourceAnswer[]; readonly current: string | undefined }) {
  const canWrite = useHeld((held) => held.canWrite);
  return (
    <nav className="evidence-sources" aria-label="Sources">
      <h2>
        Sources <span className="evidence-count">{sources.length}</span>
      </h2>
      <TakeButton />
      <ul>
        {sources.map((source) => {
          const { tone, short } = copyWords(source);
          return (
            <li key={source.id}>
              <a
                href={addressOf("evidence", source.id)}
                aria-current={source.id === current ? "true" : undefined}
                data-source={source.id}
                {...(canWrite && { title: "A letter from A to F grades it" })}
              >
                <GradeChip grade={source.grade} what="source" />
                <span className="evidence-name">
                  <span className="title">{source.label}</span>
                  <span className="facts">
                    <span className={`evidence-state ${tone}`}>{short}</span>
                    <span>{counted(source.claims.length, "claim")}</span>
                    {source.mark === undefined ? null : <span className="evidence-tlp">TLP:{source.mark}</span>}
                  </span>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** A grade as a small square; its words are read out. */
export function GradeChip({ grade, what }: { readonly grade: string | undefined; readonly what: string }) {
  return (
    <span className={`evidence-grade grade-${/^[A-F1-6]$/.test(grade ?? "") ? grade : "none"}`}>
      <span className="visually-hidden">{grade === undefined ? `${what} not graded` : `${what} graded `}</span>
      <span aria-hidden={grade === undefined}>{grade ?? "–"}</span>
    </span>
  );
}
