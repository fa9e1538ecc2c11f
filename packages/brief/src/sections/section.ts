/** How a generated section is defined. A section is a record: its name in `show NAME`, its title, what it needs, and how its blocks are made. */
import type { Assessment } from "@outweigh/language";
import type { Block } from "../document.js";
import type { Findings } from "../findings.js";
import type { Analysed } from "../parts/part.js";

/** A list of the assessment that a section is about. */
export type Need = {
  [Key in keyof Assessment]: Assessment[Key] extends readonly unknown[] ? Key : never;
}[keyof Assessment];

/** A generated section of the brief. */
export interface Section {
  /** The name in `show NAME`. */
  readonly name: string;
  readonly title: string;
  /** What the section tells, in one sentence, for the manual. */
  readonly doc: string;
  /** Lists of which at least one must have an entry; a section without needs always has something to say. */
  readonly needs: readonly Need[];
  /** Whether there is something to tell beyond what the assessment declares, such as an outcome in the ledger; absent: there is. */
  readonly isDue?: (findings: Findings) => boolean;
  /** Where it goes when the text does not place it: before the text, after it, or nowhere else than the very end. */
  readonly place: "front" | "back" | "end";
  /** The blocks below the title. Headings inside are of level 3, as if the title were of level 2. What the analyses of the case gave may be missing. */
  compose(findings: Findings, analysed?: Analysed): readonly Block[];
}

/** Defines a section. */
export function defineSection(section: Section): Section {
  return section;
}

/** Whether the case holds what the section is about. */
export function isNeeded({ needs, isDue }: Section, findings: Findings): boolean {
  if (needs.length > 0 && !needs.some((need) => findings.assessment[need].length > 0)) return false;
  return isDue === undefined || isDue(findings);
}
