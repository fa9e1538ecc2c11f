/** What the running text says otherwise: passages that are in one version alone, and those that were rewritten. Order and layout are no change. */
import type { Assessment, ProseBlock, ProseInline } from "../assessment.js";
import { collapse, type Renaming, renamed } from "./meaning.js";
import type { ProseChange } from "./record.js";

interface ProsePassage {
  readonly heading: string;
  readonly text: string;
  readonly key: string;
}

/** Passages that share at least so much of their words are one, rewritten; among more than so many pairs none is looked for. */
const alike = 0.5;
const mostPairs = 250_000;

/** The passages that differ, in an order that does not hang on which version comes first. */
export function proseBetween(before: Assessment, after: Assessment, renaming: Renaming): readonly ProseChange[] {
  const fresh = new Map<string, ProsePassage[]>();
  for (const passage of passagesOf(after, new Map())) fresh.set(passage.key, [...(fresh.get(passage.key) ?? []), passage]);
  const gone = passagesOf(before, renaming).filter(({ key }) => fresh.get(key)?.shift() === undefined);
  const left = [...fresh.values()].flat();
  const pairs = gone.length * left.length > mostPairs ? [] : pairsOf(gone, left);
  const pairedPassages = new Set(pairs.flat());
  const changes: ProseChange[] = [
    ...pairs.map(([was, now]) => ({
      heading: now.heading,
      ...(was.heading === now.heading ? {} : { formerHeading: was.heading }),
      was: was.text,
      now: now.text,
    })),
    ...gone.flatMap((was) => (pairedPassages.has(was) ? [] : [{ heading: was.heading, was: was.text }])),
    ...left.flatMap((now) => (pairedPassages.has(now) ? [] : [{ heading: now.heading, now: now.text }])),
  ];
  const key = ({ was = "", now = "" }: ProseChange) => [was, now].sort().join("\n");
  return changes.sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
}

/** The likeliest pairs first; each passage is in one at most. */
function pairsOf(gone: readonly ProsePassage[], fresh: readonly ProsePassage[]): readonly (readonly [ProsePassage, ProsePassage])[] {
  const [olds, news] = [gone, fresh].map((list) => list.map(({ text }) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])));
  const candidates = gone.flatMap((was, o) =>
    fresh.flatMap((now, n) => {
      const shared = [...olds![o]!].filter((word) => news![n]!.has(word)).length;
      const likeness = shared / Math.max(1, olds![o]!.size + news![n]!.size - shared);
      const tie = [was.text, now.text].sort().join("\n");
      return likeness >= alike ? [{ was, now, likeness, tie }] : [];
    }),
  );
  candidates.sort((one, other) => other.likeness - one.likeness || (one.tie < other.tie ? -1 : one.tie > other.tie ? 1 : 0));
  const used = new Set<ProsePassage>();
  return candidates.flatMap(({ was, now }) => {
    if (used.has(was) || used.has(now)) return [];
    used.add(was).add(now);
    return [[was, now] as const];
  });
}

function passagesOf({ chapters, inlines }: Assessment, renaming: Renaming): readonly ProsePassage[] {
  const values = new Map(inlines.map(({ index, text }) => [index, collapse(text)]));
  const found: ProsePassage[] = [];
  let heading = "";
  const add = (content: readonly ProseInline[], isHeading = false) => {
    const plain = (rename: (text: string) => string) => collapse(content.map((inline) => textOf(inline, values, rename)).join(""));
    const text = plain((each) => each);
    if (text === "") return;
    found.push({ heading: isHeading ? "" : heading, text, key: plain((each) => inNewNames(each, renaming)) });
    if (isHeading) heading = text;
  };
  const addText = (text: string) => add([{ kind: "text", text }]);
  const visit = (block: ProseBlock): void => {
    switch (block.kind) {
      case "heading":
        add(block.content, true);
        return;
      case "paragraph":
        add(block.content);
        return;
      case "list":
        block.items.flat().forEach(visit);
        return;
      case "quote":
        block.content.forEach(visit);
        return;
      case "table":
        for (const row of [block.header, ...block.rows])
          add(row.flatMap((cell, at): readonly ProseInline[] => (at === 0 ? cell : [{ kind: "text", text: " | " }, ...cell])));
        return;
      case "code":
        addText(block.text);
        return;
      case "rule":
      case "show":
        return;
    }
  };
  for (const { blocks } of chapters) {
    heading = "";
    blocks.forEach(visit);
  }
  return found;
}

function textOf(inline: ProseInline, values: ReadonlyMap<number, string>, rename: (text: string) => string): string {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return `\`${inline.text}\``;
    case "strong":
      return `**${inline.content.map((each) => textOf(each, values, rename)).join("")}**`;
    case "emphasis":
      return `*${inline.content.map((each) => textOf(each, values, rename)).join("")}*`;
    case "link":
      return `[${inline.content.map((each) => textOf(each, values, rename)).join("")}](${inline.href})`;
    case "break":
      return " ";
    case "value":
      return `{${rename(values.get(inline.index) ?? "")}}`;
  }
}

function inNewNames(text: string, renaming: Renaming): string {
  return renaming.size === 0 ? text : text.replace(/[\p{L}_][\p{L}\p{N}_.]*/gu, (name) => renamed(name, renaming));
}
