/** Declarations that have another name in the later version and are otherwise the same. */
import { inOtherNames, marked, namesIn, type Renaming } from "./meaning.js";
import type { StatedBlock } from "./statements-of-blocks.js";

/** Two blocks of one kind and name, either of which may be missing. */
export interface BlockPair {
  readonly was: StatedBlock | undefined;
  readonly now: StatedBlock | undefined;
}

/**
 * The names that changed: what is gone and what is new say the same but for their own names, each is the only one of its kind, and everything in
 * both versions that named the one now names the other. What rests on something renamed is found in the next round.
 */
export function renamesBetween(pairs: readonly BlockPair[]): Renaming {
  const found = new Map<string, string>();
  const gone = new Set(pairs.flatMap(({ was, now }) => (was !== undefined && now === undefined && was.id !== "" ? [was] : [])));
  const fresh = new Set(pairs.flatMap(({ was, now }) => (now !== undefined && was === undefined && now.id !== "" ? [now] : [])));
  const taken = new Set(pairs.flatMap(({ was, now }) => [...(was && now ? [was.id, now.id] : [])]));
  const [oldMentions, newMentions] = [mentionsOf(pairs.map(({ was }) => was)), mentionsOf(pairs.map(({ now }) => now))];
  const keepsMentions = (was: StatedBlock, now: StatedBlock) => {
    const [old, current] = [oldMentions.get(was.id) ?? [], newMentions.get(now.id) ?? []];
    const names = (list: readonly StatedBlock[], renaming: Renaming) =>
      [...new Set(list.map(({ kind, id }) => `${kind} ${renaming.get(id) ?? id}`))].sort().join("\n");
    const own = new Map([...found, [was.id, now.id]]);
    const users = names(old, own);
    return users === names(current, new Map()) || isAwaited(users, names(current, new Map()), gone, fresh);
  };
  for (let isMore = gone.size > 0 && fresh.size > 0; isMore; ) {
    isMore = false;
    const olds = grouped(gone, (block) => bodyOf(block, found));
    const news = grouped(fresh, (block) => bodyOf(block, new Map()));
    for (const [body, [was, ...others]] of olds) {
      const [now, ...rivals] = news.get(body) ?? [];
      if (was === undefined || now === undefined || others.length > 0 || rivals.length > 0) continue;
      if (taken.has(was.id) || taken.has(now.id) || !keepsMentions(was, now)) continue;
      found.set(was.id, now.id);
      gone.delete(was);
      fresh.delete(now);
      isMore = true;
    }
  }
  return found;
}

/** Whether the users differ by blocks alone that may yet turn out to be renamed. */
function isAwaited(users: string, now: string, gone: ReadonlySet<StatedBlock>, fresh: ReadonlySet<StatedBlock>): boolean {
  const [old, current] = [users.split("\n"), now.split("\n")];
  const lost = old.filter((each) => !current.includes(each));
  const new_ = current.filter((each) => !old.includes(each));
  const open = (list: readonly string[], blocks: ReadonlySet<StatedBlock>) =>
    list.every((each) => each === "" || [...blocks].some(({ kind, id }) => `${kind} ${id}` === each));
  return lost.length === new_.length && open(lost, gone) && open(new_, fresh);
}

/** Everything that a block says but its own name. */
function bodyOf({ kind, id, said }: StatedBlock, renaming: Renaming): string {
  const own = new Map([...renaming, [id, "·"]]);
  const lines = said.map(({ slot, meaning }) => inOtherNames(`${slot} ${meaning}`, own));
  return [kind, ...lines.sort()].join("\n");
}

function grouped(blocks: Iterable<StatedBlock>, key: (block: StatedBlock) => string): ReadonlyMap<string, readonly StatedBlock[]> {
  const groups = new Map<string, StatedBlock[]>();
  for (const block of blocks) groups.set(key(block), [...(groups.get(key(block)) ?? []), block]);
  return groups;
}

/** The blocks that name each name, themselves left out. */
function mentionsOf(blocks: readonly (StatedBlock | undefined)[]): ReadonlyMap<string, readonly StatedBlock[]> {
  const mentions = new Map<string, StatedBlock[]>();
  for (const block of blocks) {
    if (block === undefined) continue;
    const names = new Set(block.said.flatMap(({ slot, meaning }) => namesIn(`${slot} ${meaning}`)).flatMap(headsOf));
    names.delete(block.id);
    for (const name of names) mentions.set(name, [...(mentions.get(name) ?? []), block]);
  }
  return mentions;
}

/** A name and the names that begin it. */
function headsOf(name: string): readonly string[] {
  const parts = name.split(".");
  return parts.map((_, at) => parts.slice(0, at + 1).join("."));
}

/** The blocks of two versions by kind and name; those without a name are paired where they say the same, or are the only ones left of their kind. */
export function pairedBlocks(before: readonly StatedBlock[], after: readonly StatedBlock[]): readonly BlockPair[] {
  const pairs: BlockPair[] = [];
  const keyed = (blocks: readonly StatedBlock[]) => {
    const counts = new Map<string, number>();
    return blocks.map((block): readonly [string, StatedBlock] => {
      const name = block.kind === "case" ? "case" : block.id === "" ? `\n${bodyOf(block, new Map())}` : block.id;
      const key = `${block.kind} ${marked(name)}`;
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      return [`${key} ${count}`, block];
    });
  };
  const [old, now] = [new Map(keyed(before)), new Map(keyed(after))];
  for (const [key, was] of old) pairs.push({ was, now: now.get(key) });
  for (const [key, each] of now) if (!old.has(key)) pairs.push({ was: undefined, now: each });
  const nameless = pairs.filter(({ was, now: is }) => (was ?? is)!.id === "" && (was === undefined || is === undefined));
  const merged = new Set<BlockPair>();
  for (const kind of new Set(nameless.map(({ was, now: is }) => (was ?? is)!.kind))) {
    const own = nameless.filter(({ was, now: is }) => (was ?? is)!.kind === kind);
    const [gone, fresh] = [own.filter(({ was }) => was), own.filter(({ was }) => !was)];
    if (gone.length !== 1 || fresh.length !== 1) continue;
    merged.add(gone[0]!).add(fresh[0]!);
    pairs.push({ was: gone[0]!.was, now: fresh[0]!.now });
  }
  return pairs.filter((pair) => !merged.has(pair));
}
