/**
 * Sends the letters of a digest, one after the other. Nobody gets two: the end of a letter is noted on the disk before it is written to the line, and a
 * letter of which nobody knows whether it arrived is not sent again by itself. Nobody is forgotten: what the server puts off is tried again.
 */
import type { Effects } from "../effects.js";
import type { MailFailure, MailLine, MailOutcome, MailServer } from "../mail.js";
import { type Problem, problem } from "../problem.js";
import { widthOf, wrap } from "../terminal.js";
import type { Correspondent } from "./digest-settings.js";
import { letterTo } from "./letter.js";
import { type LetterState, note, type Outbox, type OutboxLetter } from "./outbox.js";
import { tokenOf } from "./subscribers.js";

/** What sending needs beside the letters. */
export interface SendingSettings {
  readonly server: MailServer;
  readonly secret: string;
  /** Who is on the list now, in lower case. */
  readonly listed: ReadonlySet<string>;
  /** Sends again what may have arrived or not. */
  readonly again: boolean;
  /** Shows that this process is alive. */
  readonly renew: () => void;
}

/** How a digest stands after sending. */
export interface SendingReport {
  readonly counts: Readonly<Record<Exclude<LetterState, "ending">, number>>;
  /** Letters that did not simply arrive. */
  readonly troubled: readonly OutboxLetter[];
  /** How many were sent in this run. */
  readonly sentNow: number;
  /** What ended sending before its time. */
  readonly stopped?: Problem;
}

/** Pauses after which is tried again what the server put off: half a minute to a quarter of an hour. The next run of the command goes on after that. */
const pauses = [30, 120, 300, 900].map((seconds) => seconds * 1000);

/** After so long a letter is given up (RFC 5321, 4.5.4.1: four to five days). */
export const longestWait = 5 * 24 * 60 * 60 * 1000;

/** So many lines lost in a row are the server's trouble and not that of a letter. */
const mostLost = 3;

/** Sends what waits. `line` may be open already. */
export async function sendLetters(effects: Effects, outbox: Outbox, settings: SendingSettings, open?: MailLine): Promise<SendingReport> {
  let sentNow = 0;
  let told: string | undefined;
  let line = open;
  let stopped = prepare(effects, outbox, settings);
  for (let round = 0; stopped === undefined && round <= pauses.length && waiting(outbox).length > 0; round++) {
    if (round > 0) {
      line?.close();
      line = undefined;
      await effects.sleep(pauses[round - 1]!);
      settings.renew();
    }
    stopped = await sendRound();
  }
  line?.close();
  const letters = [...outbox.letters.values()];
  const count = (state: LetterState) => letters.filter((letter) => letter.state === state).length;
  return {
    counts: {
      waiting: count("waiting"),
      sent: count("sent"),
      refused: count("refused"),
      unknown: count("unknown") + count("ending"),
      left: count("left"),
      "given-up": count("given-up"),
    },
    troubled: letters.filter(({ state }) => state !== "sent" && state !== "left"),
    sentNow,
    ...(stopped && { stopped }),
  };

  /** Says once why the server cannot be reached now, since trying again takes minutes. */
  function tellUnreached(failure: string): void {
    if (failure === told) return;
    told = failure;
    const { host, port } = settings.server;
    const words = `The mail server ${host}:${port} cannot be reached now: ${failure}. Letters wait; it is tried again for about twenty minutes. If its name or port is wrong, stop (Ctrl+C), correct digest.txt and run the same command.`;
    effects.stderr.write(`${wrap(words, widthOf(effects.stderr))}\n`);
  }

  /** Tries every letter that waits once. Gives what keeps all others from being sent too. */
  async function sendRound(): Promise<Problem | undefined> {
    let lost = 0;
    for (const { reader } of waiting(outbox)) {
      if (effects.stopped.aborted) return problem("Sending was interrupted.", "Run the same command again: it goes on where it stopped.");
      if (line === undefined || !line.isOpen()) {
        const made = await effects.mail(settings.server);
        if ("failure" in made) {
          if (made.isLasting) return unreachable(settings.server, made);
          tellUnreached(made.failure);
          return undefined;
        }
        line = made;
      }
      settings.renew();
      const letter = await letterTo(outbox.head.content, reader, tokenOf(settings.secret, reader.address));
      const ending = () => note(effects, outbox, reader, "ending", "");
      const outcome = await line.send(outbox.head.content.from.address, reader.address, letter, ending);
      if (outcome.kind === "sent") sentNow++;
      const failure = note(effects, outbox, reader, stateAfter(outcome), outcome.words);
      if (failure !== undefined)
        return problem(
          `What became of the letter to ${reader.address} could not be noted: ${failure}.`,
          "Make room on the disk, then run the same command again.",
        );
      if (outcome.kind === "barred")
        return problem(
          `The mail server takes no letters from ${outbox.head.content.from.address}: ${outcome.words}.`,
          "Change “from”, or ask whoever runs the server.",
        );
      lost = outcome.kind === "later" && !line.isOpen() ? lost + 1 : 0;
      if (lost >= mostLost) return undefined;
    }
    return undefined;
  }
}

/** Why the mail server cannot be used, for the reader. */
export function unreachable({ host, port }: MailServer, { failure, insecure }: MailFailure): Problem {
  const remedies = {
    certificate:
      "No name, password or letter was sent. If the server is one of your own office, name the certificate of its authority in digest.txt: trust /path/to/authority.pem. Otherwise ask whoever runs it, since somebody may stand between you and the server.",
    "no-encryption":
      "No name, password or letter was sent. Ask whoever runs the server for a port with encryption: often 587 with “security starttls”, or 465 with “security tls”.",
  };
  const remedy = insecure === undefined ? "Check server, security, user and password in digest.txt." : remedies[insecure];
  return problem(
    `The mail server ${host}:${port} cannot be used: ${failure}.`,
    `${remedy} Nothing is lost: letters wait, and the same command sends them.`,
  );
}

function waiting({ letters }: Outbox): readonly OutboxLetter[] {
  return [...letters.values()].filter(({ state }) => state === "waiting");
}

function stateAfter(outcome: MailOutcome): LetterState {
  switch (outcome.kind) {
    case "sent":
    case "refused":
    case "unknown":
      return outcome.kind;
    case "later":
    case "barred":
      return "waiting";
  }
}

/** Settles what an earlier run left: letters in doubt, readers who have left, letters that waited too long. */
function prepare(effects: Effects, outbox: Outbox, { listed, again }: SendingSettings): Problem | undefined {
  const isOld = effects.now() - Date.parse(outbox.head.begun) > longestWait;
  const into = (reader: Correspondent, state: LetterState, words: string) => {
    const failure = note(effects, outbox, reader, state, words);
    return failure === undefined
      ? undefined
      : problem(`${outbox.path} cannot be written: ${failure}.`, "Make room there; nothing was sent.");
  };
  for (const { reader, state } of [...outbox.letters.values()]) {
    const isListed = listed.has(reader.address.toLowerCase());
    const isDoubtful = state === "ending" || state === "unknown";
    const next: readonly [LetterState, string] | undefined =
      isDoubtful && again && isListed && !isOld
        ? ["waiting", ""]
        : state === "ending"
          ? ["unknown", "sending was cut off as the letter ended"]
          : state === "waiting" && !isListed
            ? ["left", ""]
            : state === "waiting" && isOld
              ? ["given-up", "put off for five days"]
              : undefined;
    const failure = next && into(reader, ...next);
    if (failure) return failure;
  }
  return undefined;
}
