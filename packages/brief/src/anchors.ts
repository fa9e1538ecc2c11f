/** Names of places in the brief, made from the names in the text so that links stay the same from one run to the next. */

function encode(identifier: string): string {
  return identifier.replace(/[^A-Za-z0-9_]/g, (character) =>
    character === "." ? "--" : character === ":" ? "---" : `-${character.codePointAt(0)?.toString(16)}-`,
  );
}

/** The lineage entry of an output or declaration. */
export function lineageAnchor(identifier: string): string {
  return `lineage-${encode(identifier)}`;
}

/** The card of a claim in the evidence. */
export function claimAnchor(identifier: string): string {
  return `claim-${encode(identifier)}`;
}

/** A generated section. */
export function sectionAnchor(name: string): string {
  return `section-${name}`;
}

/** A figure or table of a section. */
export function figureAnchor(identifier: string): string {
  return `figure-${encode(identifier)}`;
}

/** A rule in the section on the law. */
export function ruleAnchor(identifier: string): string {
  return `rule-${encode(identifier)}`;
}
