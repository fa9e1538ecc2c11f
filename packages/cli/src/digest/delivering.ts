/** Delivers a digest to its readers: first what an earlier run left, then this one, with one process at a time and the ledger told before the first letter. */
import { type DigestEntry, isEntry, type LedgerDraft } from "@outweigh/language";
import type { Effects } from "../effects.js";
import { appendEntries, readLedgerFile } from "../ledger-file.js";
import type { MailLine, MailServer } from "../mail.js";
import { isProblem, type Problem, problem } from "../problem.js";
import type { MadeDigest } from "./digest-pages.js";
import { letterContent } from "./digest-pages.js";
import { type DigestSettings, readPassword, readTrust, settingsFile } from "./digest-settings.js";
import { type Outbox, type OutboxHead, openOutbox, waitingOutboxes } from "./outbox.js";
import { type SendingReport, type SendingSettings, sendLetters, unreachable } from "./sending.js";
import { openPrivateFolder, openSecret, readSubscribers, type Subscribers } from "./subscribers.js";

/** A digest that was sent, or gone on with, and how it stands. */
export interface Delivered {
  readonly digest: string;
  readonly subject: string;
  readonly report: SendingReport;
}

/** Everything that sending needs, found to be in order. */
export interface Delivery {
  readonly settings: DigestSettings;
  readonly server: MailServer;
  readonly subscribers: Subscribers;
  readonly secret: string;
  readonly release: () => void;
  readonly renew: () => void;
}

/** Sees that everything is there and that nobody else is sending. Whoever gets it must release it. */
export function beginDelivery(effects: Effects, folder: string, settings: DigestSettings): Delivery | Problem {
  const { from, server } = settings;
  if (from === undefined || server === undefined)
    return problem(
      `${folder}/${settingsFile} has no line “${from === undefined ? "from" : "server"}”, and without it no letter can be sent.`,
      `Write both there: from Name of the sender <digest@example.org>, and: server smtp.example.org:587`,
    );
  const subscribers = readSubscribers(effects, folder, settings);
  if (isProblem(subscribers)) return subscribers;
  const password = readPassword(effects, folder, settings);
  if (isProblem(password)) return password;
  const trust = readTrust(effects, folder, settings);
  if (isProblem(trust)) return trust;
  const place = openPrivateFolder(effects, folder);
  if (isProblem(place)) return place;
  const claimed = effects.disk.claim(`${place}/sending`);
  if (typeof claimed === "string")
    return problem(`Nothing was sent: ${place} cannot be written (${claimed}).`, "Check that you may write in the folder of the case.");
  if ("heldBy" in claimed)
    return problem(
      `A digest of this case is being sent already, by ${claimed.heldBy}. So that nobody gets two letters, nothing was sent.`,
      "Wait until it is done, then run the same command again.",
    );
  const secret = openSecret(effects, folder);
  if (isProblem(secret)) {
    claimed.release();
    return secret;
  }
  return {
    settings,
    server: { ...server, ...(password !== undefined && { password }), ...(trust !== undefined && { trust }) },
    subscribers,
    secret,
    release: claimed.release,
    renew: claimed.renew,
  };
}

/** Goes on with every digest that letters of are still waiting. */
export async function finishEarlier(
  effects: Effects,
  folder: string,
  delivery: Delivery,
  again: boolean,
): Promise<readonly Delivered[] | Problem> {
  const waiting = waitingOutboxes(effects, folder, again);
  if (isProblem(waiting)) return waiting;
  const done: Delivered[] = [];
  for (const outbox of waiting) {
    const told = tellLedger(effects, folder, draftOf(outbox.head));
    if (isProblem(told)) return told;
    const report = await sendLetters(effects, outbox, sending(delivery, again));
    done.push(deliveredOf(outbox, report));
    if (report.stopped) break;
  }
  return done;
}

/** Sends a digest. What it says is frozen before the first letter, and a digest of the same content goes on where it stopped. */
export async function deliver(
  effects: Effects,
  folder: string,
  made: MadeDigest,
  told: readonly string[],
  delivery: Delivery,
  again: boolean,
): Promise<Delivered | Problem> {
  const { settings, server, subscribers } = delivery;
  if (subscribers.readers.length === 0)
    return problem(`The list at ${subscribers.path} has no reader.`, "Write an address a line, with a name after it if you like.");
  const line = await effects.mail(server);
  if ("failure" in line && line.isLasting) return unreachable(server, line);
  const head: OutboxHead = {
    format: "outweigh-digest-outbox-1",
    begun: new Date(effects.now()).toISOString(),
    since: made.record.since.at,
    until: made.record.until,
    told,
    content: letterContent(made, settings),
    readers: subscribers.readers,
  };
  const close = () => "failure" in line || line.close();
  const outbox = openOutbox(effects, folder, head);
  if (isProblem(outbox)) {
    close();
    return outbox;
  }
  const noted = tellLedger(effects, folder, draftOf(outbox.head));
  if (isProblem(noted)) {
    close();
    return noted;
  }
  const open: MailLine | undefined = "failure" in line ? undefined : line;
  return deliveredOf(outbox, await sendLetters(effects, outbox, sending(delivery, again), open));
}

function sending({ server, secret, subscribers, renew }: Delivery, again: boolean): SendingSettings {
  return { server, secret, again, renew, listed: new Set(subscribers.readers.map(({ address }) => address.toLowerCase())) };
}

function deliveredOf({ head }: Outbox, report: SendingReport): Delivered {
  return { digest: head.content.digest, subject: head.content.subject, report };
}

function draftOf({ begun, since, until, told, content, readers }: OutboxHead): LedgerDraft<DigestEntry> {
  return {
    kind: "digest",
    at: begun.replace(/\.\d+Z$/, "Z"),
    by: content.from.name ?? content.from.address,
    since,
    until,
    content: content.digest,
    told,
    recipients: readers.length,
  };
}

/** Writes a digest into the ledger, once. */
export function tellLedger(effects: Effects, folder: string, draft: LedgerDraft<DigestEntry>): Problem | undefined {
  const ledger = readLedgerFile(effects, folder);
  if (isProblem(ledger)) return ledger;
  if (ledger.entries.filter(isEntry("digest")).some(({ content }) => content === draft.content)) return undefined;
  const written = appendEntries(effects, folder, [draft]);
  return isProblem(written) ? written : undefined;
}
