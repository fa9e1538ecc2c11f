/** The JSON form of a run of `outweigh watch`; its schema is docs/schema/watch.schema.json. Values of inputs are in base units. */
import type { CandidateEntry, FlippingInput } from "@outweigh/language";
import type { Decided } from "./accepting.js";
import type { WatchReport } from "./report.js";

/** The outcome as data. */
export function watchJson(report: WatchReport) {
  const { folder, compiled, isDry, at, found, decided, problems, states, signposts, flipping, options } = report;
  const readings = found.flatMap((draft) => (draft.kind === "reading" ? [draft] : []));
  const candidates = found.flatMap((draft) => (draft.kind === "candidate" ? [draft] : []));
  return {
    format: "outweigh-watch-1",
    folder,
    case: compiled.assessment.case.id,
    at,
    dryRun: isDry,
    readings: readings.map(({ indicator, value, of, from, passed, key }) => ({ indicator, value, of, from, passed, key })),
    candidates: candidates.map(candidateJson),
    decided: decided.map(decidedJson),
    problems: problems.map(({ indicator, where, message, remedy }) => ({ indicator, where, message, remedy })),
    indicators: states.map((state) => ({
      id: state.indicator,
      label: state.label,
      standing: state.standing,
      threshold: state.threshold ?? null,
      unit: compiled.lowering.indicators.get(state.indicator)?.unit.text ?? "",
      last: state.last ? { value: state.last.value, of: state.last.of, from: state.last.from, passed: state.last.passed } : null,
      passedSince: state.passedSince ?? null,
      pending: state.pending.map(candidateJson),
      due: state.due ?? null,
      overdue: state.isOverdue,
    })),
    signposts: signposts.map(({ signpost, passed, readings: behind }) => ({
      pathway: signpost.pathway,
      number: signpost.number,
      condition: signpost.words,
      action: signpost.action,
      option: signpost.option,
      passed: passed === "open" ? null : passed,
      readings: behind,
    })),
    flipping: flipping.map((input) => flippingJson(input, options)),
  };
}

type Candidate = Pick<CandidateEntry, "key" | "indicator" | "title" | "address" | "passage" | "found">;

function candidateJson({ key, indicator, title, address, passage, found }: Candidate) {
  return { key, indicator, title, ...(address === undefined ? {} : { address }), passage, found };
}

function decidedJson({ candidate, verdict, consequence, obstacle }: Decided) {
  const effect = consequence && (consequence.kind === "none" ? { kind: "none", why: consequence.why } : consequence);
  return { key: candidate.key, verdict, ...(effect ? { effect } : {}), ...(obstacle === undefined ? {} : { obstacle }) };
}

/** An input that flips the answer, with the options by their names. */
function flippingJson(input: FlippingInput, options: WatchReport["options"]) {
  const name = (option: number) => options[option]?.id ?? "";
  return {
    input: input.input,
    objective: input.objective,
    leader: name(input.leader),
    rival: name(input.rival),
    points: input.points.map(({ value, error, betterAbove }) => ({
      value,
      error: Number.isFinite(error) ? error : null,
      betterAbove: name(betterAbove),
    })),
    probability: input.changed.value,
    revealedBy: input.revealedBy,
    isBlindSpot: input.revealedBy.length === 0,
  };
}
