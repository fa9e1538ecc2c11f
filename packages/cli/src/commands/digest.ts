/** `outweigh digest DIR`: tells readers what changed since the last time and why, as a page, feeds and letters. */

import { type CaseOptions, folderProblem, tidyPath } from "../case-folder.js";
import { beginDelivery, type Delivered, deliver, finishEarlier, tellLedger } from "../digest/delivering.js";
import { digestJson } from "../digest/digest-json.js";
import { type DigestFile, digestFiles, letterContent, type MadeDigest, makeDigest } from "../digest/digest-pages.js";
import { type DigestSettings, readSettings } from "../digest/digest-settings.js";
import { type Gathered, type GatheringOptions, gather } from "../digest/gathering.js";
import { unsubscribePlace } from "../digest/letter.js";
import { readSubscribers, unsubscribe } from "../digest/subscribers.js";
import { type Effects, exit } from "../effects.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { exitOf, failWith } from "../report.js";
import { count, printable, styleOf, widthOf, wrap } from "../terminal.js";
import { onceOrWatching } from "../watch.js";
import { refuse } from "./run.js";

/** Options of the command. */
export interface DigestOptions extends GatheringOptions, CaseOptions {
  /** The folder for the page, the feeds and the letter. */
  readonly output?: string;
  readonly send?: boolean;
  readonly dryRun?: boolean;
  /** Writes into the ledger that the digest went out, without letters. */
  readonly record?: boolean;
  /** Sends letters again of which nobody knows whether they arrived. */
  readonly again?: boolean;
  /** Only goes on with letters that wait. */
  readonly finish?: boolean;
  /** An address or token to take off the list. */
  readonly unsubscribe?: string;
}

/** Runs the command. */
export async function digest(folder: string, options: DigestOptions, effects: Effects): Promise<number> {
  const amiss = folderProblem(effects, folder);
  if (amiss) return failWith(effects, amiss);
  const settings = readSettings(effects, folder);
  if (isProblem(settings)) return failWith(effects, settings);
  if (options.unsubscribe !== undefined) {
    const marked = unsubscribe(effects, folder, settings, options.unsubscribe);
    if (isProblem(marked)) return failWith(effects, marked);
    effects.stdout.write(`${printable(marked)} gets no more letters.\n`);
    return exit.fine;
  }
  if (options.finish) return finish(folder, options, settings, effects);
  return onceOrWatching(effects, folder, options, async (compiled) => {
    if (exitOf(compiled.diagnostics) !== exit.fine)
      return refuse(effects, folder, compiled.diagnostics, compiled.assessment.files, "No digest is made of a case with errors.");
    const told = () => gather(folder, options, settings, compiled, effects);
    if (options.send && !options.dryRun) return send(folder, options, settings, told, effects);
    const gathered = await told();
    if (isProblem(gathered)) return failWith(effects, gathered);
    const made = makeDigest(gathered);
    if (options.dryRun) return dryRun(folder, options, settings, made, effects);
    const files = await write(folder, options, settings, made, gathered, effects);
    if (isProblem(files)) return failWith(effects, files);
    const noted = options.record ? recordWithoutLetters(folder, settings, made, gathered, effects) : undefined;
    if (noted) return failWith(effects, noted);
    report(folder, options, made, files, [], effects);
    return exit.fine;
  });
}

function recordWithoutLetters(folder: string, settings: DigestSettings, made: MadeDigest, gathered: Gathered, effects: Effects) {
  if (made.isNothingNew) return undefined;
  return tellLedger(effects, folder, {
    kind: "digest",
    at: made.record.until,
    by: settings.from?.name ?? gathered.compiled.assessment.case.author ?? "outweigh",
    since: made.record.since.at,
    until: made.record.until,
    content: made.id,
    told: gathered.ledger.heads,
    recipients: 0,
  });
}

/** Earlier letters first, then this digest; one process at a time. */
async function send(
  folder: string,
  options: DigestOptions,
  settings: DigestSettings,
  told: () => Promise<Gathered | Problem>,
  effects: Effects,
): Promise<number> {
  const delivery = beginDelivery(effects, folder, settings);
  if (isProblem(delivery)) return failWith(effects, delivery);
  try {
    const again = options.again ?? false;
    const earlier = await finishEarlier(effects, folder, delivery, again);
    if (isProblem(earlier)) return failWith(effects, earlier);
    const stopped = earlier.find(({ report }) => report.stopped)?.report.stopped;
    if (stopped) {
      printDelivered(earlier, effects);
      return failWith(effects, stopped);
    }
    const gathered = await told();
    if (isProblem(gathered)) return failWith(effects, gathered);
    const made = makeDigest(gathered);
    const files = await write(folder, options, settings, made, gathered, effects);
    if (isProblem(files)) return failWith(effects, files);
    const isLetter = !made.isNothingNew || (settings.quiet === "one line" && earlier.length === 0 && !isOfToday(gathered, made));
    const now = isLetter ? await deliver(effects, folder, made, gathered.ledger.heads, delivery, again) : undefined;
    if (isProblem(now)) return failWith(effects, now);
    const delivered = [...earlier, ...(now ? [now] : [])];
    report(folder, options, made, files, delivered, effects, delivery.subscribers.unreadable);
    const problemMet = now?.report.stopped;
    if (problemMet) return failWith(effects, problemMet);
    return isWhole(delivered) ? exit.fine : exit.errors;
  } finally {
    delivery.release();
  }
}

/** Goes on with letters that wait, and says nothing where there are none. */
async function finish(folder: string, options: DigestOptions, settings: DigestSettings, effects: Effects): Promise<number> {
  const delivery = beginDelivery(effects, folder, settings);
  if (isProblem(delivery)) return failWith(effects, delivery);
  try {
    const delivered = await finishEarlier(effects, folder, delivery, options.again ?? false);
    if (isProblem(delivered)) return failWith(effects, delivered);
    printDelivered(delivered, effects);
    const stopped = delivered.find(({ report }) => report.stopped)?.report.stopped;
    if (stopped) return failWith(effects, stopped);
    return isWhole(delivered) ? exit.fine : exit.errors;
  } finally {
    delivery.release();
  }
}

function isWhole(delivered: readonly Delivered[]): boolean {
  return delivered.every(({ report: { troubled } }) => troubled.length === 0);
}

function isOfToday({ follows }: Gathered, { record }: MadeDigest): boolean {
  return follows?.slice(0, 10) === record.until.slice(0, 10);
}

/** Writes the files; gives their paths. */
async function write(
  folder: string,
  options: DigestOptions,
  settings: DigestSettings,
  made: MadeDigest,
  { ledger }: Gathered,
  effects: Effects,
): Promise<readonly string[] | Problem> {
  const output = tidyPath(options.output ?? `${nameOf(folder, effects)}-digest`);
  const failed = effects.disk.makeFolder(output);
  if (failed !== undefined) return problem(`${output} cannot be used: ${failed}.`, "Choose another folder with -o.");
  const seed = `${made.record.case.id} ${ledger.entries[0]?.id ?? ""}`;
  const files: readonly DigestFile[] | Problem = await digestFiles(made, settings, output, seed, effects);
  if (isProblem(files)) return files;
  for (const { path, content } of files) {
    const failure = effects.disk.write(path, content);
    if (failure !== undefined) return problem(`${path} cannot be written: ${failure}.`, "Choose another folder with -o.");
  }
  return files.map(({ path }) => path);
}

function nameOf(folder: string, effects: Effects): string {
  return effects.disk.absolute(folder).split("/").filter(Boolean).pop() ?? "case";
}

function report(
  folder: string,
  options: DigestOptions,
  made: MadeDigest,
  files: readonly string[],
  delivered: readonly Delivered[],
  effects: Effects,
  unreadable: readonly number[] = [],
): void {
  if (options.json) {
    effects.stdout.write(`${JSON.stringify(digestJson(folder, made, files, delivered), null, 2)}\n`);
    return;
  }
  const width = widthOf(effects.stdout);
  const { bold, green } = styleOf(effects, effects.stdout);
  effects.stdout.write(`${wrap(bold(printable(made.subject)), width)}\n`);
  for (const path of files) effects.stdout.write(`${green("wrote")} ${path}\n`);
  if (options.send && !delivered.some(({ digest: id }) => id === made.id))
    effects.stdout.write(`${wrap(`Nothing new since ${made.record.since.words}: no letter was sent.`, width)}\n`);
  printDelivered(delivered, effects);
  if (unreadable.length > 0)
    effects.stderr.write(
      `${wrap(`Lines of the list that hold no address: ${unreadable.slice(0, 20).join(", ")}. They were passed over.`, width)}\n`,
    );
}

function printDelivered(delivered: readonly Delivered[], effects: Effects): void {
  const width = widthOf(effects.stdout);
  const { yellow } = styleOf(effects, effects.stdout);
  for (const {
    subject,
    report: { counts, troubled, sentNow },
  } of delivered) {
    const words = [
      `${count(sentNow, "letter")} sent`,
      counts.sent > sentNow ? `${counts.sent - sentNow} sent before` : "",
      counts.waiting > 0 ? `${counts.waiting} waiting; the same command tries again` : "",
      counts.refused > 0 ? `${counts.refused} refused` : "",
      counts.unknown > 0 ? `${counts.unknown} of which nobody knows whether they arrived (--again sends those again)` : "",
      counts.left > 0 ? `${counts.left} left out, off the list since` : "",
      counts["given-up"] > 0 ? `${counts["given-up"]} given up` : "",
    ];
    effects.stdout.write(`${wrap(`${words.filter(Boolean).join(", ")}: ${printable(subject)}`, width)}\n`);
    for (const { reader, state, words: said } of troubled)
      effects.stdout.write(
        `${wrap(yellow(printable(`${reader.address}: ${troubles[state]}${said === "" ? "" : `: ${said}`}`)), width, "  ", "    ")}\n`,
      );
  }
}

const troubles: Readonly<Record<string, string>> = {
  waiting: "put off",
  ending: "in doubt",
  refused: "refused",
  unknown: "in doubt",
  "given-up": "given up",
};

/** Prints what would be sent to whom. Nothing is written and nothing is sent. */
function dryRun(folder: string, options: DigestOptions, settings: DigestSettings, made: MadeDigest, effects: Effects): number {
  const list = readSubscribers(effects, folder, settings);
  const content = letterContent(made, settings);
  if (options.json) {
    effects.stdout.write(`${JSON.stringify(digestJson(folder, made, [], []), null, 2)}\n`);
    return exit.fine;
  }
  const width = widthOf(effects.stdout);
  const line = (words: string) => effects.stdout.write(`${wrap(printable(words), width, "", "  ")}\n`);
  const shown = ({ name, address }: { readonly name?: string; readonly address: string }) =>
    name === undefined ? address : `${name} <${address}>`;
  line(`From: ${shown(content.from)}`);
  line(`Subject: ${content.subject}`);
  line(`To take a reader off the list: ${content.unsubscribe}`);
  if (/^mailto:/i.test(content.unsubscribe))
    line("One click needs an address that begins with https: unsubscribe https://example.org/unsubscribe?reader={token}");
  if (isProblem(list)) line(`${list.message} ${list.remedy}`);
  else {
    const isQuiet = made.isNothingNew && settings.quiet === "no letter";
    line(isQuiet ? "To nobody: there is nothing new, and then no letter is wanted." : `To ${count(list.readers.length, "reader")}:`);
    if (!isQuiet) for (const reader of list.readers) line(`  ${shown(reader)}`);
    if (list.unreadable.length > 0) line(`Lines that hold no address: ${list.unreadable.join(", ")}.`);
  }
  effects.stdout.write(
    `\n${content.text.replaceAll(unsubscribePlace(made.id), content.unsubscribe).split("\n").map(printable).join("\n")}\n`,
  );
  line("This was a dry run: nothing was sent and nothing was written.");
  return exit.fine;
}
