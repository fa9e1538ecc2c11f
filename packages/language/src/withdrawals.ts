/** What a user writes to withdraw evidence (`grade < C3`, `source:article`), and the claims and sources that it means. */
import { credibilityGrades, reliabilityGrades } from "@outweigh/evidence";
import type { Assessment, ClaimDeclaration } from "./assessment.js";
import { nearNames } from "./near.js";

/** Something to withdraw, with the text that it was written as; or a claim whose value is to be taken instead of others. */
export type Withdrawal = { readonly text: string } & (
  | {
      readonly kind: "grade";
      /** Undefined where that part of the grade is not asked about. */
      readonly reliability: string | undefined;
      readonly credibility: string | undefined;
      /** Whether the grade named is withdrawn too, and not only what is worse. */
      readonly isIncluded: boolean;
    }
  | { readonly kind: "ungraded" }
  | { readonly kind: "source" | "claim" | "instead"; readonly id: string }
  | { readonly kind: "said-by"; readonly name: string }
);

/** Why something cannot be withdrawn, and what to write instead. */
export interface WithdrawalMistake {
  readonly kind: "mistake";
  readonly message: string;
  readonly remedy: string;
}

const examples = 'Write for instance: "grade < C3", "grade unknown", source:NAME, claim:NAME, said by:"NAME" or instead:CLAIM';

/** Reads one withdrawal and finds what it names in the case. */
export function readWithdrawal(assessment: Assessment, written: string): Withdrawal | WithdrawalMistake {
  const text = written.trim().replace(/\s+/g, " ");
  if (/^grade\b/i.test(text)) return readGrade(text);
  const [, word = "", rest = ""] = /^([a-z][a-z -]*?) ?: ?(.*)$/i.exec(text) ?? [];
  const name = rest.replace(/^["“](.*)["”]$/, "$1").trim();
  switch (word.toLowerCase().replace("-", " ")) {
    case "source":
      return find(
        "source",
        text,
        name,
        assessment.sources.map(({ id }) => id),
      );
    case "claim":
      return find(
        "claim",
        text,
        name,
        assessment.claims.map(({ id }) => id),
      );
    case "instead":
      return readInstead(assessment, text, name);
    case "said by":
      return readSaidBy(assessment, text, name);
    default:
      return readUnknown(assessment, text, word);
  }
}

function mistake(message: string, remedy: string): WithdrawalMistake {
  return { kind: "mistake", message, remedy };
}

function listed(near: string): string {
  return near === "" ? "" : ` Nearest: ${near}.`;
}

function find(kind: "source" | "claim", text: string, id: string, known: readonly string[]): Withdrawal | WithdrawalMistake {
  if (known.includes(id)) return { kind, id, text };
  const near = nearNames(id, known);
  const first = near.split(", ")[0] ?? "";
  return mistake(
    `There is no ${kind} called “${id}” in this case.${listed(near)}`,
    first === "" ? `The case declares it in a line: ${kind} NAME …` : `Write ${kind}:${first} if that is meant.`,
  );
}

function readGrade(text: string): Withdrawal | WithdrawalMistake {
  if (/^grade:? ?unknown$/i.test(text)) return { kind: "ungraded", text };
  const [, sign, letter, digit] = /^grade ?(<=|≤|<) ?([a-z])? ?(\d)?$/i.exec(text) ?? [];
  if (/^grade ?(>|≥)/.test(text))
    return mistake(
      `“${text}” would withdraw the better evidence and keep the worse.`,
      'What is worse than C3 is withdrawn by: "grade < C3"',
    );
  if (sign === undefined || (letter === undefined && digit === undefined))
    return mistake(
      `“${text}” does not say which grades are meant.`,
      'A grade is a letter, a number or both: "grade < C3", "grade < D", "grade <= 4", "grade unknown"',
    );
  const reliability = letter?.toUpperCase();
  const parts = [
    [reliability, reliabilityGrades],
    [digit, credibilityGrades],
  ] as const;
  for (const [symbol, grades] of parts) {
    const grade = symbol === undefined ? undefined : grades.get(symbol);
    if (symbol !== undefined && !grade) return mistake(`There is no grade ${symbol}.`, `Grades are ${[...grades.keys()].join(", ")}.`);
    if (grade && !grade.isKnown)
      return mistake(
        `${symbol} says that nothing is known, which is neither better nor worse than another grade.`,
        'What has no known grade is withdrawn by: "grade unknown"',
      );
  }
  return { kind: "grade", reliability, credibility: digit, isIncluded: sign !== "<", text };
}

function readInstead(assessment: Assessment, text: string, id: string): Withdrawal | WithdrawalMistake {
  const offered = [...new Set(assessment.quantities.flatMap(({ instead }) => instead.flatMap(({ because }) => referencesIn(because))))];
  if (offered.includes(id)) return { kind: "instead", id, text };
  const near = nearNames(id, offered);
  const isClaim = assessment.claims.some((claim) => claim.id === id);
  return mistake(
    isClaim
      ? `No quantity has a value that rests on ${id} to take instead of its own.`
      : `There is no claim called “${id}” in this case.${listed(near)}`,
    isClaim || offered.length === 0
      ? `Give a quantity a line: instead VALUE because ${isClaim ? id : "CLAIM"}`
      : `Claims that have a value to take: ${offered.slice(0, 12).join(", ")}.`,
  );
}

function referencesIn(because: ClaimDeclaration["because"]): readonly string[] {
  return because.flatMap((reason) => (reason.kind === "reference" ? [reason.id] : []));
}

function readSaidBy(assessment: Assessment, text: string, name: string): Withdrawal | WithdrawalMistake {
  const voices = [
    ...new Set([
      ...assessment.claims.flatMap(({ saidBy }) => (saidBy === undefined ? [] : [saidBy])),
      ...assessment.experts.flatMap(({ id, label }) => [label, id]),
    ]),
  ];
  if (voices.some((voice) => isVoice(voice, name))) return { kind: "said-by", name, text };
  const near = nearNames(name, voices.map(nameOf)).split(", ")[0] ?? "";
  return mistake(
    `No claim is said by “${name}”.`,
    voices.length === 0
      ? "Claims of this case name their source only: source:NAME"
      : near === ""
        ? `Those who are named in “said by”: ${voices.slice(0, 6).join("; ")}${voices.length > 6 ? "; …" : ""}`
        : `Write said by:"${near}" if that is meant.`,
  );
}

/** A voice without what follows the comma: “Dr. Elena Marquez, security analyst”. */
function nameOf(voice: string): string {
  return voice.split(",")[0] ?? voice;
}

function isVoice(voice: string, name: string): boolean {
  const plain = (text: string) => text.normalize("NFC").toLowerCase().trim();
  return name !== "" && (plain(voice) === plain(name) || plain(nameOf(voice)) === plain(name));
}

function readUnknown(assessment: Assessment, text: string, word: string): WithdrawalMistake {
  const kind = assessment.sources.some(({ id }) => id === text)
    ? "source"
    : assessment.claims.some(({ id }) => id === text)
      ? "claim"
      : undefined;
  if (kind !== undefined) return mistake(`“${text}” does not say what it is.`, `Write ${kind}:${text}`);
  const near = nearNames(word, ["source", "claim", "said by", "instead", "grade"]);
  return mistake(`“${text}” cannot be withdrawn.`, near === "" ? examples : `Write ${near.split(", ")[0]}: if that is meant.`);
}

/** What withdrawals mean in a case. */
export interface WithdrawnNames {
  readonly claims: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  /** Claims that stay because a part of their grade on which it turned is unknown. */
  readonly ungraded: ReadonlySet<string>;
  /** Claims whose values are taken. */
  readonly taken: ReadonlySet<string>;
  /** Experts whose judgements are left out. */
  readonly experts: ReadonlySet<string>;
}

/** The claims and sources that are withdrawn. With a source go its claims, and sources that are derived from withdrawn ones alone. */
export function withdrawnBy(assessment: Assessment, withdrawals: readonly Withdrawal[]): WithdrawnNames {
  const sources = new Set(withdrawals.flatMap((each) => (each.kind === "source" ? [each.id] : [])));
  for (let size = -1; size < sources.size; ) {
    size = sources.size;
    for (const { id, derivedFrom } of assessment.sources)
      if (derivedFrom.length > 0 && derivedFrom.every(({ text }) => sources.has(text))) sources.add(id);
  }
  const reliability = new Map(assessment.sources.map(({ id, grade }) => [id, grade]));
  const claims = new Set<string>();
  const unjudged = new Set<string>();
  for (const claim of assessment.claims) {
    const judged = withdrawals.map((each) => judge(claim, reliability.get(claim.source), each));
    if (sources.has(claim.source) || judged.includes("withdrawn")) claims.add(claim.id);
    else if (judged.includes("unknown")) unjudged.add(claim.id);
  }
  const taken = new Set(withdrawals.flatMap((each) => (each.kind === "instead" ? [each.id] : [])));
  for (const id of taken) claims.delete(id);
  const isWithdrawn = ({ id, label }: { readonly id: string; readonly label: string }) =>
    withdrawals.some((each) => each.kind === "said-by" && (isVoice(label, each.name) || isVoice(id, each.name)));
  const experts = new Set(assessment.experts.filter(isWithdrawn).map(({ id }) => id));
  return { claims, sources, ungraded: unjudged, taken, experts };
}

function judge(claim: ClaimDeclaration, reliability: string | undefined, withdrawal: Withdrawal): "withdrawn" | "stays" | "unknown" {
  switch (withdrawal.kind) {
    case "claim":
      return claim.id === withdrawal.id ? "withdrawn" : "stays";
    case "said-by":
      return claim.saidBy !== undefined && isVoice(claim.saidBy, withdrawal.name) ? "withdrawn" : "stays";
    case "ungraded":
      return isKnown(reliability) && isKnown(claim.grade) ? "stays" : "withdrawn";
    case "grade": {
      const parts = [
        [reliability, withdrawal.reliability],
        [claim.grade, withdrawal.credibility],
      ] as const;
      const asked = parts.filter(([, limit]) => limit !== undefined);
      const isWorse = asked.some(([grade, limit = ""]) => isKnown(grade) && (withdrawal.isIncluded ? grade >= limit : grade > limit));
      if (isWorse) return "withdrawn";
      return asked.every(([grade]) => isKnown(grade)) ? "stays" : "unknown";
    }
    default:
      return "stays";
  }
}

/** Whether a letter or number says anything; F, 6 and a grade that is missing do not. */
function isKnown(grade: string | undefined): grade is string {
  return grade !== undefined && (reliabilityGrades.get(grade) ?? credibilityGrades.get(grade))?.isKnown === true;
}
