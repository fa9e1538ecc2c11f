/** Taking files into the open case as its sources, one after the other, with a word on what came of each. */
import type { CaseStore } from "../case/case-store.js";
import { observable } from "../case/observable.js";
import { HostError } from "../host/host.js";
import { goTo } from "../shell/address.js";
import { notify } from "../shell/notices.js";
import { readGiven } from "./given-file.js";

/** The file that is being taken in. */
export const takenNow = observable<string | undefined>(undefined);

/** Sources that were taken in and may not be known to the page yet. */
export const awaited = observable<ReadonlySet<string>>(new Set());

let last: Promise<void> = Promise.resolve();

/** Takes them in and shows the last one with its passages. */
export function takeFiles(store: CaseStore, files: readonly File[]): Promise<void> {
  last = last.then(async () => {
    try {
      for (const file of files) {
        takenNow.set(file.name);
        await takeFile(store, file);
      }
    } finally {
      takenNow.set(undefined);
    }
  });
  return last;
}

async function takeFile(store: CaseStore, file: File): Promise<void> {
  const bad = (words: string) => notify(words, { tone: "bad" });
  if (!store.host.canWrite || store.host.take === undefined) return bad("This case can be read only, so nothing is taken in.");
  const given = await readGiven(file);
  if ("problem" in given) return bad(given.problem);
  try {
    // What is typed has to be on the disk: the names that are free are told by it.
    await store.saveAll();
    const answer = await store.host.take(given.name, given.bytes);
    if (answer.kind === "refused") return bad(answer.reason);
    const [source] = answer.sources;
    if (source === undefined) return;
    awaited.update((before) => new Set([...before, ...answer.sources]));
    notify(
      answer.wasThere
        ? `The case has ${file.name} already: source ${source}.`
        : `${file.name} is in the case now, as ${answer.sources.length === 1 ? `source ${source}` : `${answer.sources.length} sources`}. ${answer.notes.slice(0, 2).join(" ")}`.trim(),
    );
    goTo("evidence", source, { list: "passages" });
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    bad(error.message);
  }
}
