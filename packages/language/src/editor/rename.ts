/** Giving something another name in all chapters: which places change, and why a name cannot be had. */
import { builtInUnitNames } from "@outweigh/engine";
import { functionRecords } from "../functions/index.js";
import { isSameName, type NameIndex, type NamePlace } from "./name-index.js";

/** A change of a text. */
export interface TextEdit {
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** What renaming comes to: the changes, or in a sentence why it cannot be. */
export type Renaming = { readonly kind: "edits"; readonly edits: readonly TextEdit[] } | { readonly kind: "refused"; readonly why: string };

/** Words that the grammar takes for itself. */
const grammarWords = new Set(
  "thousand million billion trillion if then else and or not is to as at in over because given worse better than from time option rest otherwise true false number".split(
    " ",
  ),
);

const name = /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u;

/** Renames what stands at `place`. */
export function renameAt(index: NameIndex, place: NamePlace, to: string): Renaming {
  const refused = (why: string): Renaming => ({ kind: "refused", why });
  const declared = index.named.find((each) => isSameName(each, place));
  if (declared === undefined) return refused("What this name means is not declared in the chapters.");
  if (!index.places.some((each) => each.isDeclaration && isSameName(each, place)))
    return refused(`${declared.key} comes from the module in ${declared.file}; it is renamed there.`);
  if (to === declared.name) return refused("That is the name that it has.");
  if (!name.test(to)) return refused("A name is made of letters, digits and _, and does not begin with a digit.");
  const reserved = reservedFor(to, declared.kind);
  if (reserved !== undefined) return refused(`“${to}” cannot be a name, because it is ${reserved}.`);
  const key = declared.owner === undefined ? to : `${declared.owner}.${to}`;
  const taken = index.find(key)[0];
  if (taken !== undefined) return refused(`There is already a ${taken.kind} called “${key}”, in ${taken.file}.`);
  const edits = index.places
    .filter((each) => isSameName(each, place))
    .map(({ file, from, to: end }) => ({ file, from, to: end, insert: to }));
  return { kind: "edits", edits };
}

function reservedFor(word: string, kind: string): string | undefined {
  if (grammarWords.has(word)) return "a word of the notation";
  if (functionRecords.has(word) || /^p\d{1,2}$/.test(word)) return "a function";
  if (kind !== "member" && kind !== "state" && builtInUnitNames.includes(word)) return "a unit";
  return undefined;
}
