/** What declarations say otherwise, field by field, and which were added, withdrawn, regraded or renamed. */
import { blockRecords } from "../blocks/index.js";
import { inOtherNames, type Renaming } from "./meaning.js";
import type { DifferenceItem, FieldChange, HowChanged } from "./record.js";
import { type BlockPair, pairedBlocks, renamesBetween } from "./renames.js";
import type { Said, StatedBlock } from "./statements-of-blocks.js";

/** Rows of one table that differ are told one by one up to so many. */
const mostRows = 12;

/** The items, in an order that does not hang on which version comes first, and the names that changed. */
export function itemsBetween(
  before: readonly StatedBlock[],
  after: readonly StatedBlock[],
): { readonly items: readonly DifferenceItem[]; readonly renaming: Renaming } {
  const pairs = pairedBlocks(before, after);
  const renaming = renamesBetween(pairs);
  const fresh = new Map(pairs.flatMap(({ was, now }) => (now && !was ? [[`${now.kind} ${now.id}`, now] as const] : [])));
  const isNewName = new Set(renaming.values());
  const joined = pairs.flatMap(({ was, now }): readonly BlockPair[] => {
    if (was && now) return [{ was, now }];
    if (was) return [{ was, now: renaming.has(was.id) ? fresh.get(`${was.kind} ${renaming.get(was.id)}`) : undefined }];
    return now && isNewName.has(now.id) ? [] : [{ was, now }];
  });
  const items = joined.flatMap((pair) => itemOf(pair, renaming));
  return { items: items.sort(byPlace), renaming };
}

function itemOf({ was, now }: BlockPair, renaming: Renaming): readonly DifferenceItem[] {
  const { kind } = (now ?? was)!;
  const fields = fieldsBetween(kind, was?.said ?? [], now?.said ?? [], renaming);
  const isRenamed = was !== undefined && now !== undefined && was.id !== now.id;
  const labels = was && now && was.label !== now.label ? { formerLabel: was.label } : {};
  const change: HowChanged | undefined =
    was === undefined
      ? "added"
      : now === undefined
        ? "removed"
        : fields.length === 0
          ? isRenamed
            ? "renamed"
            : undefined
          : (kind === "claim" || kind === "source") && fields.every(({ field }) => field === "grade")
            ? "regraded"
            : "changed";
  if (change === undefined) return [];
  return [
    withWords({
      kind,
      name: (now ?? was)!.id,
      ...(isRenamed ? { formerly: was.id } : {}),
      label: (now ?? was)!.label,
      ...labels,
      change,
      fields,
    }),
  ];
}

/** An item with its sentence. */
export function withWords(item: Omit<DifferenceItem, "words">): DifferenceItem {
  return { ...item, words: wordsOf(item) };
}

const longest = 90;
const shorter = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text);

function wordsOf({ kind, name, formerly, label, change, fields }: Omit<DifferenceItem, "words">): string {
  const what = `${kind} ${name === "" ? `“${label}”` : name}`;
  const said = ({ field, was, now }: FieldChange) =>
    was === undefined
      ? `${field} ${shorter(now ?? "")} added`
      : now === undefined
        ? `${field} ${shorter(was)} withdrawn`
        : `${field} ${shorter(was)} → ${shorter(now)}`;
  const first = fields.find(({ field }) => field === "=" || field === "quote" || field === "states" || field === "label");
  const gist = shorter(first?.now ?? first?.was ?? "");
  const ending = gist === "" ? "." : `: ${gist}`;
  switch (change) {
    case "added":
      return `New: ${what}${ending}`;
    case "removed":
      return `Withdrawn: ${what}${ending}`;
    case "renamed":
      return `Renamed: ${kind} ${formerly ?? ""} is now ${name}; nothing else in it changed.`;
    case "regraded":
    case "changed": {
      const more = fields.length > 3 ? `; and ${fields.length - 3} more lines` : "";
      return `${change === "regraded" ? "Regraded" : "Changed"}: ${what}${formerly === undefined ? "" : ` (formerly ${formerly})`}: ${fields.slice(0, 3).map(said).join("; ")}${more}`;
    }
  }
}

/** What two lists of statements do not share, in the order of the manual. */
function fieldsBetween(kind: string, was: readonly Said[], now: readonly Said[], renaming: Renaming): readonly FieldChange[] {
  const old = was.map((said) => ({
    ...said,
    slot: inOtherNames(said.slot, renaming),
    meaning: inOtherNames(said.meaning, renaming),
    lead: inOtherNames(said.lead, renaming),
  }));
  const slots = new Set([...old, ...now].map(({ slot }) => slot));
  const inSlot = (list: readonly Said[]) => {
    const groups = new Map<string, Said[]>();
    for (const said of list) groups.set(said.slot, [...(groups.get(said.slot) ?? []), said]);
    return groups;
  };
  const [olds, news] = [inSlot(old), inSlot(now)];
  const changes = [...slots].flatMap((slot) => changesIn(olds.get(slot) ?? [], news.get(slot) ?? []));
  const rows = changes.filter(({ field }) => kind === "data" && /^row\b/.test(field));
  const others = changes.filter((change) => !rows.includes(change));
  const [lost, gained] = [rows.filter(({ now: is }) => is === undefined).length, rows.filter((row) => row.was === undefined).length];
  const counted = (list: readonly Said[]) => `${list.filter(({ field }) => /^row\b/.test(field)).length} rows`;
  const told =
    rows.length <= mostRows
      ? rows
      : [
          {
            field: "rows",
            was: `${counted(was)}, ${lost} of them only here and ${rows.length - lost - gained} different`,
            now: `${counted(now)}, ${gained} of them only here and ${rows.length - lost - gained} different`,
          },
        ];
  const record = blockRecords.get(kind);
  const order = ["label", ":", "over", "from", "as", "=", ...(record?.fields.map(({ keyword }) => keyword) ?? []), "because", "note"];
  const place = ({ field }: FieldChange) => order.findLastIndex((keyword) => field === keyword || field.startsWith(`${keyword} `));
  const key = ({ field, formerly = field, was: one = "", now: other = "" }: FieldChange) =>
    [...[field, formerly].sort(), ...[one, other].sort()].join("\n");
  return [...others, ...told].sort((one, other) => place(one) - place(other) || compare(key(one), key(other)));
}

/** What two lists of statements of one line do not share: first those that say the same drop out, then those that begin with one name are paired. */
function changesIn(was: readonly Said[], now: readonly Said[]): readonly FieldChange[] {
  const rest = [...now];
  const gone = was.filter(({ meaning }) => {
    const at = rest.findIndex((each) => each.meaning === meaning);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  if (gone.length === 0 && rest.length === 0) {
    const isMoved = was.some(({ isOrdered, meaning }, place) => isOrdered && now[place]!.meaning !== meaning);
    const all = (list: readonly Said[]) => list.map(({ text }) => text).join("; ");
    return isMoved ? [{ field: was[0]!.field, was: all(was), now: all(now) }] : [];
  }
  const changes: FieldChange[] = [];
  const alone: Said[] = [];
  for (const said of gone) {
    const isOnly = (list: readonly Said[]) => list.filter(({ lead }) => lead === said.lead).length === 1;
    const other = said.lead !== "" && isOnly(gone) && isOnly(rest) ? rest.find(({ lead }) => lead === said.lead) : undefined;
    if (other === undefined) alone.push(said);
    else {
      rest.splice(rest.indexOf(other), 1);
      changes.push(paired(said, other));
    }
  }
  if (alone.length === 1 && rest.length === 1 && alone[0]!.lead === "" && rest[0]!.lead === "")
    return [...changes, paired(alone[0]!, rest[0]!)];
  return [...changes, ...alone.map(({ field, text }) => ({ field, was: text })), ...rest.map(({ field, text }) => ({ field, now: text }))];
}

function paired(was: Said, now: Said): FieldChange {
  const { field } = now;
  return { field, ...(was.field === field ? {} : { formerly: was.field }), was: was.text, now: now.text };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

const kinds = [...blockRecords.keys()];

/** Items by kind and name; of two names the first in the alphabet counts. */
export function byPlace(one: DifferenceItem, other: DifferenceItem): number {
  const nameOf = ({ name, formerly = name }: DifferenceItem) => (name < formerly ? name : formerly);
  const labelOf = ({ label, formerLabel = label }: DifferenceItem) => (label < formerLabel ? label : formerLabel);
  const textOf = ({ fields }: DifferenceItem) => fields.map(({ was = "", now = "" }) => [was, now].sort().join()).join();
  return (
    kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
    compare(nameOf(one), nameOf(other)) ||
    compare(labelOf(one), labelOf(other)) ||
    compare(textOf(one), textOf(other)) ||
    compare(one.change, other.change)
  );
}
