/** The JSON form of analyses; its schema is docs/schema/analyse.schema.json. Numbers are in base units; what is not a finite number is null. */
import type { Analysed } from "@outweigh/brief";
import { type Analysis, engineVersion, isUnsuitable } from "@outweigh/engine";
import type { ChangeAttribution, Compiled, NotAttributed } from "@outweigh/language";
import { handlingJson } from "./handling.js";
import { judgedJson } from "./judged-json.js";

/** The change from an older version of the case. */
export interface AgainstOlder {
  readonly folder: string;
  readonly older: Compiled;
  readonly found: ChangeAttribution | NotAttributed;
}

/** The outcome as data: the decision that was analysed, and each analysis with its result or the reason why there is none. */
export function analyseJson(
  folder: string,
  compiled: Compiled,
  wanted: readonly Analysis[],
  { subject, results }: Analysed,
  against?: AgainstOlder,
) {
  const { decision, standings, breachShares } = subject;
  const unitOf = (name: string) => {
    const unit = compiled.lowering.units.get(name);
    return unit ? { text: unit.text, scale: unit.scale } : null;
  };
  return {
    format: "outweigh-analyse-1",
    state: "done",
    folder,
    case: compiled.assessment.case.id,
    question: compiled.assessment.case.question,
    ...handlingJson(compiled.assessment),
    record: { engineVersion, ...subject.settings, inputsHash: compiled.inputsHash },
    ...(compiled.withdrawal === undefined ? {} : { withdrawal: compiled.withdrawal }),
    ...judgedJson(compiled),
    options: decision.options.map(({ name, label }, option) => ({
      id: name,
      label,
      isBaseline: option === decision.baseline,
      standing: standings[option],
      breach: breachShares[option],
    })),
    objectives: decision.objectives.map(({ name, label, sense, targets }) => ({ id: name, label, sense, unit: unitOf(name), targets })),
    inputs: decision.inputs.map(({ name, label, states }) => ({ id: name, label, unit: unitOf(name), ...(states ? { states } : {}) })),
    analyses: wanted.map(({ name, question, method }) => {
      const result = results.get(name) ?? {};
      return {
        name,
        question,
        method: `docs/methods/${method}.md`,
        ...(isUnsuitable(result) ? { unsuitable: result } : { result: plain(result) }),
      };
    }),
    ...(against === undefined ? {} : { attribution: attributionJson(against) }),
  };
}

/** Lists per option are in the order of its own `options`. */
function attributionJson({ folder, older, found }: AgainstOlder) {
  const { kind, ...rest } = found;
  const origin = { against: folder, inputsHash: older.inputsHash, method: "docs/methods/attribution.md" };
  return kind === "not-attributed" ? { ...origin, unsuitable: rest } : { ...origin, result: plain(rest) };
}

/** Data without columns of draws, and with null for what JSON has no number for. */
function plain(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value instanceof Float64Array || value instanceof Uint32Array || value instanceof Uint8Array) return undefined;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [key, plain(each)]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
