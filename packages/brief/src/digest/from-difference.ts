/** What the difference of two states of a case contributes to a digest: results that moved, why, sentences that no longer hold, declarations that changed. */
import type { Difference, DifferenceItem, ObjectiveMove, OptionLevel, OptionMove, ShownUnit, StatementMove } from "@outweigh/language";
import { formatEstimate, formatProbability } from "../numbers.js";
import { countWords, joinWords } from "../words.js";
import type { ChangeCause, ContentChange, DigestRecord, ResultMove } from "./record.js";

/** The parts of the record that come from the difference. */
export type DifferencePart = Pick<DigestRecord, "results" | "causes" | "overtaken" | "changes">;

/** Reads them off. */
export function digestOfDifference(difference: Difference): DifferencePart {
  const { objectives = [], items, statements, before } = difference;
  return {
    results: objectives.flatMap(resultsOf),
    causes: causesOf(difference),
    overtaken: overtakenOf(statements?.before ?? []),
    changes: [
      ...(before.question === difference.after.question
        ? []
        : [{ kind: "question", label: "of the case", how: "changed", was: before.question, now: difference.after.question }]),
      ...items.map(changeOf),
      ...textChanges(difference),
    ],
  };
}

function headingWords(headings: readonly string[]): string {
  const names = [...new Set(headings.filter((heading) => heading !== ""))];
  if (names.length === 0) return "";
  return names.length > 4 ? ` under ${countWords(names.length, "heading")}` : ` under ${joinWords(names.map((name) => `“${name}”`))}`;
}

/** A move is firm when it is more than twice its own error. */
const firmErrors = 2;

/** A change of a share of draws that is worth a word. */
const leastShare = 0.01;

function resultsOf(move: ObjectiveMove): readonly ResultMove[] {
  const { was, now, options } = move;
  if (was === undefined || now === undefined)
    return [
      {
        objective: (now ?? was)?.label ?? move.name,
        option: "all options",
        was: was === undefined ? "not asked" : "compared",
        now: now === undefined ? "not asked any more" : "compared",
        words: now === undefined ? "this objective is gone" : "this objective is new",
        isFirm: true,
        isLead: false,
      },
    ];
  const isLead = (option: OptionMove) =>
    now.place === 0 && now.ranking[0] === option.name && was.ranking[0] !== (option.formerly ?? option.name) && was.ranking.length > 0;
  return options.flatMap((option): readonly ResultMove[] => {
    const words = [isLead(option) ? "now in front" : rankWords(option), standingWords(option), bestWords(option)]
      .filter(Boolean)
      .join("; ");
    const [before, after] = [levelWords(option.was, was.unit), levelWords(option.now, now.unit)];
    const { value = null, error = null } = option.change?.mean ?? {};
    const isFirm = option.change === undefined || (value !== null && value !== 0 && Math.abs(value) > firmErrors * (error ?? 0));
    if (before === after && words === "") return [];
    if (!isFirm && words === "") return [];
    return [{ objective: now.label, option: option.label, was: before, now: after, words, isFirm, isLead: isLead(option) }];
  });
}

function levelWords(level: OptionLevel | undefined, unit: ShownUnit | null): string {
  if (level === undefined) return "not an option";
  const { median, low, high } = level;
  if (median === null || low === null || high === null) return "not a number";
  const scale = unit?.scale ?? 1;
  const { both } = formatEstimate({ median: median / scale, low: low / scale, high: high / scale }, undefined);
  return unit === null || unit.text === "" ? both : `${both}\u00a0${unit.text}`;
}

function rankWords({ was, now }: OptionMove): string {
  return was?.rank && now?.rank && was.rank !== now.rank ? `place ${was.rank} before, ${now.rank} now` : "";
}

function standingWords({ was, now }: OptionMove): string {
  if (was === undefined || now === undefined || was.standing === now.standing) return "";
  if (now.standing === "barred") return "a rule bars it now";
  if (was.standing === "barred") return "no rule bars it any more";
  return now.standing === "contested" ? "contested under a rule now" : "no longer contested";
}

function bestWords({ was, now, change }: OptionMove): string {
  const { value = null, error = null } = change?.best ?? {};
  if (value === null || Math.abs(value) < leastShare || Math.abs(value) <= firmErrors * (error ?? 0) || !was?.best || !now?.best) return "";
  const [before, after] = [was.best.value, now.best.value].map((share) => (share === null ? "" : formatProbability(share)));
  return before === after ? "" : `best in ${after} of the draws, was ${before}`;
}

/** Shares of the change of the option that moved most, as far as they can be told from nothing. */
function causesOf({ causes, items, objectives = [] }: Difference): readonly ChangeCause[] {
  if (causes.kind === "none") return [];
  const totals = causes.total.means;
  const firmness = totals.map(({ value, error }) => (value === null ? 0 : Math.abs(value) / Math.max(error ?? 0, 1e-300)));
  const place = firmness.indexOf(Math.max(...firmness));
  const total = totals[place];
  if (total?.value === null || total?.value === undefined || (firmness[place] ?? 0) <= firmErrors) return [];
  const objective = objectives.find(({ name }) => name === causes.objective);
  const option = objective?.options.find(({ name }) => name === causes.options[place])?.label ?? causes.options[place] ?? "";
  const of = `${objective?.now?.label ?? causes.objective} of “${option}”`;
  const labels = new Map(items.map(({ kind, name, label }) => [`${kind} ${name}`, `${kind} “${label}”`]));
  return [...causes.shares]
    .map((share) => ({ share, mean: share.means[place] }))
    .filter(({ mean }) => mean?.value !== null && mean?.value !== undefined && Math.abs(mean.value) > firmErrors * (mean.error ?? 0))
    .sort((one, other) => Math.abs(other.mean!.value!) - Math.abs(one.mean!.value!))
    .map(({ share, mean }) => ({
      objective: of,
      cause: joinWords(share.items.map((item) => labels.get(item) ?? item)),
      share: shareWords(mean!.value! / total.value!, (mean!.error ?? 0) / Math.abs(total.value!)),
    }));
}

function shareWords(share: number, error: number): string {
  const percent = `${share < 0 ? "\u2212" : ""}${Math.abs(Math.round(share * 100))}\u00a0%`;
  return error >= 0.005 ? `${percent} ±\u00a0${Math.round(error * 100)}` : percent;
}

function overtakenOf(statements: readonly StatementMove[]): readonly string[] {
  return statements.flatMap(({ why, sentence, word, fitting, gone }): readonly string[] => {
    const said = `“${sentence}”`;
    if (why === "word") return [`${said} “${word}” does not fit any more${fitting === undefined ? "" : `; “${fitting}” would`}`];
    if (why === "gone") return [`${said} What it speaks of, ${gone}, is not there any more`];
    return why === "check" ? [`${said} This check does not hold any more`] : [];
  });
}

/** Running text that is another: passages that were rewritten, sentences that print other numbers. */
function textChanges({ prose, statements }: Difference): readonly ContentChange[] {
  const others = statements?.before.filter(({ why }) => why === "value").length ?? 0;
  const passages = `${countWords(prose.length, "passage")}${headingWords(prose.map(({ heading }) => heading))}`;
  return [
    ...(prose.length === 0 ? [] : [{ kind: "text", label: passages, how: "rewritten" }]),
    ...(others === 0 ? [] : [{ kind: "text", label: countWords(others, "sentence"), how: "with other numbers" }]),
  ];
}

const howWords: Readonly<Record<DifferenceItem["change"], string>> = {
  added: "added",
  removed: "withdrawn",
  changed: "changed",
  regraded: "regraded",
  renamed: "renamed",
};

/** Lines of a declaration that give reasons and remarks rather than change it. */
const reasonField = "because";

function changeOf({ kind, name, formerly, label, change, fields }: DifferenceItem): ContentChange {
  const telling = fields.filter(
    ({ field, now }) => field !== reasonField && (change === "changed" || change === "regraded" || now !== undefined),
  );
  const reason = fields.find(({ field, now }) => field === reasonField && now !== undefined)?.now;
  const base = { kind, label: label || name, how: howWords[change] };
  if (change === "renamed") return { ...base, was: formerly ?? "", now: name };
  if (change === "removed") return base;
  if (change === "added") {
    const gist = telling.find(({ field }) => field === "=" || field === "quote" || field === "states");
    return { ...base, ...(gist?.now !== undefined && { now: gist.now }), ...(reason !== undefined && { reason }) };
  }
  const side = (pick: "was" | "now") =>
    telling
      .slice(0, 3)
      .map((each) => `${each.field} ${each[pick] ?? "–"}`)
      .join("; ");
  const more = telling.length > 3 ? `; and ${telling.length - 3} more lines` : "";
  return {
    ...base,
    ...(telling.length > 0 && { was: side("was"), now: `${side("now")}${more}` }),
    ...(reason !== undefined && { reason }),
  };
}
