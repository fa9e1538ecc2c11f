/** The names of a whole case: what each mention of one means, where it is declared, and where else it stands. */
import type { ChapterNames, Mention, Named } from "./read-names.js";

/** A stretch of a chapter that is the name of something, or a part of a longer name with dots. */
export interface NamePlace {
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly key: string;
  readonly kind: string;
  readonly isDeclaration: boolean;
}

/** The names of a case. */
export interface NameIndex {
  readonly named: readonly Named[];
  /** All declarations that have this name. */
  find(name: string): readonly Named[];
  /** The parts of a mention that name something that is declared. */
  resolve(file: string, mention: Mention): readonly NamePlace[];
  /** Every place where something is named, in the order of the chapters. */
  readonly places: readonly NamePlace[];
}

/** What has a value, first among things of one name. */
const values = new Set(["quantity", "chance", "precedent", "stock", "objective", "option", "data"]);

/** Indexes the chapters of a case. `more` are declarations of modules, whose chapters are not among them. */
export function indexNames(chapters: readonly ChapterNames[], more: readonly Named[] = []): NameIndex {
  const named = [...chapters.flatMap((chapter) => chapter.named), ...more];
  const byKey = grouped(named, ({ key }) => key);
  const parts = grouped(
    named.filter(({ owner }) => owner !== undefined),
    ({ name }) => name,
  );
  const choose = (found: readonly Named[], kinds: readonly string[]): Named | undefined =>
    found.find(({ kind }) => kinds.includes(kind)) ??
    found.find(({ kind }) => values.has(kind)) ??
    found.find(({ kind }) => kind !== "case") ??
    found[0];

  const whole = (text: string, { kinds, owners }: Mention): Named | undefined => {
    for (const owner of owners) {
      const owned = byKey.get(`${owner}.${text}`);
      if (owned) return owned[0];
    }
    const found = byKey.get(text) ?? [];
    if (kinds.length === 1 && kinds[0] === "unit") return found.find(({ kind }) => kind === "unit");
    if (found.length > 0 && !kinds.includes("member")) return choose(found, kinds);
    const members = (parts.get(text) ?? []).filter(({ kind }) => kind === "member" || kind === "state" || kind === "element");
    return members.length === 1 ? members[0] : choose(found, kinds);
  };
  const resolve = (file: string, mention: Mention): readonly NamePlace[] => {
    const { text, from, to } = mention;
    const place = (found: Named, start: number, end: number): NamePlace => ({
      file,
      from: start,
      to: end,
      key: found.key,
      kind: found.kind,
      isDeclaration: false,
    });
    const found = whole(text, mention);
    const dot = text.lastIndexOf(".");
    if (found !== undefined && (dot < 0 || found.owner === undefined)) return [place(found, from, to)];
    if (dot < 0) return [];
    const owner = choose(byKey.get(text.slice(0, dot)) ?? [], mention.kinds);
    if (owner === undefined) return [];
    const last = text.slice(dot + 1);
    const own = byKey.get(`${owner.key}.${last}`)?.[0] ?? unique((parts.get(last) ?? []).filter(({ kind }) => kind === "member"));
    const first = place(owner, from, from + dot);
    return own === undefined ? [first] : [first, place(own, from + dot + 1, to)];
  };
  const places = chapters.flatMap((chapter) => [
    ...chapter.named.map(({ file, from, to, key, kind }) => ({ file, from, to, key, kind, isDeclaration: true })),
    ...chapter.mentions.flatMap((mention) => resolve(chapter.file, mention)),
  ]);
  return { named, find: (name) => byKey.get(name) ?? [], resolve, places };
}

/** Things of one key that are of different kinds (a quantity and a forecast may share a name) are told apart by both. */
export const isSameName = (one: Pick<NamePlace, "key" | "kind">, other: Pick<NamePlace, "key" | "kind">): boolean =>
  one.key === other.key && one.kind === other.kind;

function unique<T>(all: readonly T[]): T | undefined {
  return all.length === 1 ? all[0] : undefined;
}

function grouped(all: readonly Named[], keyOf: (each: Named) => string): ReadonlyMap<string, readonly Named[]> {
  const groups = new Map<string, Named[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}
