/** What has been published of a case, as its brief and its review tell it. */
import { isStricter, readTlpMark, type TlpMark } from "@outweigh/evidence";
import { type Evaluated, markOfCase } from "@outweigh/language";
import { type Judgement, judgementChanges, judgementsOf, type PublicationHistory, type ReasonedChange } from "../judgements.js";
import type { Manifest } from "./manifest.js";

/** A published version, as far as others tell of it. */
export interface Published {
  readonly name: string;
  readonly manifest: Manifest;
}

/** Versions in their order: by number, then by time. */
export function inOrderOfPublishing(one: Published, other: Published): number {
  return (
    one.manifest.number - other.manifest.number || (one.manifest.at < other.manifest.at ? -1 : one.manifest.at > other.manifest.at ? 1 : 0)
  );
}

/** The versions before one, oldest first, as each names the one that it follows. */
export function versionsBefore<Version extends Published>({ manifest }: Version, versions: readonly Version[]): readonly Version[] {
  const before = versions.find((each) => each.name === manifest.previous?.version && each.manifest.number < manifest.number);
  return before === undefined ? [] : [...versionsBefore(before, versions), before];
}

/** The versions up to the last of these, oldest first: what a brief made now comes after. */
export function versionsUpToLast<Version extends Published>(versions: readonly Version[]): readonly Version[] {
  const last = versions.at(-1);
  return last === undefined ? [] : [...versionsBefore(last, versions), last];
}

/** The history that a brief tells which comes after these versions. What was published under a stricter mark than `limit` is not told. */
export function historyAfter(
  earlier: readonly Published[],
  version: string | undefined,
  changes: readonly ReasonedChange[],
  limit: TlpMark,
): PublicationHistory {
  const isWithheld = ({ manifest }: Published) => {
    const mark = manifest.tlp === null ? undefined : readTlpMark(manifest.tlp);
    return mark !== undefined && isStricter(mark, limit);
  };
  const last = earlier.at(-1);
  return {
    version,
    earlier: earlier.map((each) => ({
      version: each.name,
      on: each.manifest.at.slice(0, 10),
      changes: isWithheld(each) ? [] : each.manifest.changes,
      withheld: isWithheld(each),
    })),
    changes: last !== undefined && isWithheld(last) ? [] : changes,
  };
}

/** The mark up to which a brief may tell what was published: that which is asked for, or its own; what is not marked may go to anyone. */
export function limitOf(evaluated: Evaluated, asked: TlpMark | undefined): TlpMark {
  return asked ?? markOfCase(evaluated.assessment) ?? "CLEAR";
}

/** The history of a draft after these versions; undefined where there are none, and where the draft leaves out evidence, so that it is not the next version. */
export function draftHistory(
  versions: readonly Published[],
  evaluated: Evaluated,
  {
    without,
    instead,
    expert,
  }: { readonly without?: readonly string[]; readonly instead?: readonly string[]; readonly expert?: string | null } = {},
  asked?: TlpMark,
): PublicationHistory | undefined {
  const isVariant = (without?.length ?? 0) + (instead?.length ?? 0) > 0 || typeof expert === "string";
  const earlier = isVariant ? [] : versions;
  const last = earlier.at(-1);
  return (
    last && historyAfter(earlier, undefined, openChanges(last.manifest.judgements, judgementsOf(evaluated)), limitOf(evaluated, asked))
  );
}

/** What changed, with the reasons still open. */
export function openChanges(before: readonly Judgement[], now: readonly Judgement[]): readonly ReasonedChange[] {
  return judgementChanges(before, now).map((change) => ({ ...change, reason: "" }));
}
