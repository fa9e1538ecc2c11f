/** What has been published of a case, as its brief and its review tell it. */
import { type Judgement, judgementChanges, judgementsOf, type PublicationHistory, type ReasonedChange } from "@outweigh/brief";
import { isStricter, readTlpMark, type TlpMark } from "@outweigh/evidence";
import { type Evaluated, markOfCase } from "@outweigh/language";
import type { Effects } from "../effects.js";
import type { WithheldOptions } from "../withheld.js";
import { listVersions, type Version, versionsBefore } from "./read-versions.js";

/** The versions up to the last that can be read, oldest first: what a brief made now comes after. */
export function versionsSoFar(effects: Pick<Effects, "disk">, folder: string): readonly Version[] {
  const sound = listVersions(effects, folder).filter((each) => each.kind === "version");
  const last = sound.at(-1);
  return last === undefined ? [] : [...versionsBefore(last, sound), last];
}

/** The history that a brief tells which comes after these versions. What was published under a stricter mark than `limit` is not told. */
export function historyAfter(
  earlier: readonly Version[],
  version: string | undefined,
  changes: readonly ReasonedChange[],
  limit: TlpMark,
): PublicationHistory {
  const isWithheld = ({ manifest }: Version) => {
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
  versions: readonly Version[],
  evaluated: Evaluated,
  { without, instead, expert }: Pick<WithheldOptions, "without" | "instead"> & { readonly expert?: string | null },
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
