/**
 * The one place that speaks to a mail server. A letter is handed over so that it is known at every moment whether the server can have it: before the
 * line that ends a letter is written it cannot, after the server's answer it does, and only in between is there doubt.
 */
import { Readable } from "node:stream";
import SMTPConnection, { type SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";

/** How a mail server is reached. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte; `starttls` before anything is said; `plain` for a server on this machine. */
  readonly security: "tls" | "starttls" | "plain";
  readonly user?: string;
  readonly password?: string;
  /** Certificates of authorities (PEM) that alone are trusted with that of the server, instead of those known to everybody. */
  readonly trust?: string;
  /** Milliseconds within which the server has to answer. */
  readonly patience: number;
  /** Milliseconds within which it has to answer to the end of a letter: it does its work then (RFC 5321, 4.5.3.2.6 asks for ten minutes). */
  readonly patienceAtEnd: number;
}

/** What became of a letter. Words are those of the server or say what happened to the line. */
export type MailOutcome =
  | { readonly kind: "sent"; readonly words: string }
  /** For good, this letter or this address (5xx). */
  | { readonly kind: "refused"; readonly words: string }
  /** For now (4xx), or the line was lost before the letter had ended: the server does not have it. */
  | { readonly kind: "later"; readonly words: string }
  /** The letter had ended and no answer came: the server may have it or not. */
  | { readonly kind: "unknown"; readonly words: string }
  /** The server takes no letters from this sender. */
  | { readonly kind: "barred"; readonly words: string };

/** A line to a mail server. */
export interface MailLine {
  /** Whether another letter can be sent on it. */
  isOpen(): boolean;
  /**
   * Sends a letter. `ending` is called before the letter is ended and notes that from then on there is doubt; what it returns is a failure to note it,
   * and then the letter is not ended.
   */
  send(from: string, to: string, letter: Uint8Array, ending: () => string | undefined): Promise<MailOutcome>;
  close(): void;
}

/** Why there is no line. One that fails for good will fail again: a wrong password, no encryption. */
export interface MailFailure {
  readonly failure: string;
  readonly isLasting: boolean;
  /** Set where the line could not be secured: nothing was said on it, no name and no password. */
  readonly insecure?: "certificate" | "no-encryption";
}

interface ServerError extends Error {
  readonly code?: string | undefined;
  /** That of the system or of TLS beneath. */
  readonly originalCode?: string | undefined;
  readonly command?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
}

/** Connects, secures the line and gives name and password. */
export function connectMail(server: MailServer): Promise<MailLine | MailFailure> {
  const options: SMTPConnectionOptions = {
    host: server.host,
    port: server.port,
    secure: server.security === "tls",
    requireTLS: server.security === "starttls",
    ignoreTLS: server.security === "plain",
    connectionTimeout: server.patience,
    greetingTimeout: server.patience,
    dnsTimeout: server.patience,
    socketTimeout: server.patienceAtEnd * 2,
    logger: false,
    ...(server.trust !== undefined && { tls: { ca: server.trust } }),
  };
  const connection = new SMTPConnection(options);
  return new Promise((resolve) => {
    const timer = setTimeout(() => fail(new Error("no answer came in time")), server.patience * 2);
    const fail = (error: ServerError) => {
      clearTimeout(timer);
      connection.close();
      const insecure = insecureBecause(error);
      if (insecure !== undefined) return resolve({ failure: insecureWords(error, insecure), isLasting: true, insecure });
      const isLasting = error.code === "EAUTH" && (error.responseCode ?? 500) >= 500;
      resolve({ failure: wordsOf(error), isLasting: isLasting || (error.responseCode ?? 0) >= 500 });
    };
    const ready = () => {
      clearTimeout(timer);
      connection.off("error", fail);
      // An error between two letters only closes the line; without a listener it would end the program.
      connection.on("error", () => {});
      resolve(lineOf(connection, server));
    };
    connection.once("error", fail);
    connection.connect((error) => {
      if (error) return fail(error);
      if (server.user === undefined) return ready();
      connection.login({ credentials: { user: server.user, pass: server.password ?? "" } }, (refused) =>
        refused ? fail(refused) : ready(),
      );
    });
  });
}

/** Why a line could not be secured: by the codes that OpenSSL has for certificates and for what is no TLS, or because the server has no STARTTLS. */
function insecureBecause({ code, originalCode, command, message, responseCode }: ServerError): MailFailure["insecure"] {
  if (/CERT|SELF_SIGNED|^UNABLE_TO_|^INVALID_(CA|PURPOSE)$|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED/.test(originalCode ?? ""))
    return "certificate";
  const isMissing = (code === "ETLS" && command === "STARTTLS" && (responseCode ?? 0) >= 500) || /support required STARTTLS/.test(message);
  return isMissing || isNoTls(originalCode) ? "no-encryption" : undefined;
}

function isNoTls(code: string | undefined): boolean {
  return /^ERR_SSL_|^EPROTO$/.test(code ?? "");
}

function insecureWords(error: ServerError, insecure: NonNullable<MailFailure["insecure"]>): string {
  if (isNoTls(error.originalCode)) return "what it answers is no encryption that this program knows";
  if (insecure === "no-encryption") return `it offers no encryption (STARTTLS); it said “${wordsOf(error)}”`;
  if (error.originalCode === "CERT_HAS_EXPIRED") return "its certificate has expired";
  if (error.originalCode === "ERR_TLS_CERT_ALTNAME_INVALID") return "its certificate is for a server of another name";
  return `its certificate is not of an authority that is trusted here (${wordsOf(error)})`;
}

function lineOf(connection: SMTPConnection, { patience, patienceAtEnd }: MailServer): MailLine {
  let isOpen = true;
  const close = () => {
    isOpen = false;
    connection.close();
  };
  connection.on("end", () => {
    isOpen = false;
  });
  return {
    isOpen: () => isOpen,
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      connection.quit();
    },
    send: (from, to, letter, ending) =>
      new Promise((resolve) => {
        let hasEnded = false;
        let isSettled = false;
        const settle = (outcome: MailOutcome) => {
          if (isSettled) return;
          isSettled = true;
          clearTimeout(timer);
          if (outcome.kind !== "sent") close();
          resolve(outcome);
        };
        const stalled = () => {
          const words = "the server did not answer in time";
          settle({ kind: hasEnded ? "unknown" : "later", words });
        };
        let timer = setTimeout(stalled, patience);
        const begun = performance.now();
        const body = endingWith(letter, {
          pause: () => Math.min(Math.max(performance.now() - begun, shortestPause), longestPause),
          ending: () => {
            if (isSettled) return "the line is closed";
            const failure = ending();
            if (failure !== undefined) {
              settle({ kind: "later", words: `nothing could be noted: ${failure}` });
              return failure;
            }
            hasEnded = true;
            clearTimeout(timer);
            timer = setTimeout(stalled, patienceAtEnd);
            return undefined;
          },
        });
        connection.send({ from, to, size: letter.length, use8BitMime: false }, body, (error, info) => {
          if (!error) return settle({ kind: "sent", words: info?.response ?? "" });
          settle(outcomeOf(error, hasEnded));
        });
      }),
  };
}

function outcomeOf(error: ServerError, hasEnded: boolean): MailOutcome {
  const words = wordsOf(error);
  const { responseCode, command } = error;
  const isAnswer = responseCode !== undefined && command !== "CONN";
  if (hasEnded && !(isAnswer && command === "DATA")) return { kind: "unknown", words };
  if (error.code === "EMESSAGE" && responseCode === undefined && !hasEnded) return { kind: "refused", words };
  if (!isAnswer || responseCode < 500) return { kind: "later", words };
  return { kind: command === "MAIL FROM" ? "barred" : "refused", words };
}

function wordsOf(error: ServerError): string {
  return (error.response ?? error.message)
    .replace(/[\u0000-\u001f\u007f]+/g, " ")
    .trim()
    .slice(0, 300);
}

/** Milliseconds between the last byte of a letter and its end. */
const shortestPause = 20;
const longestPause = 1000;

/**
 * The bytes of a letter as a stream whose end waits for a word. Before that it pauses for as long as the server took to say that it listens: when the
 * server drops the line in the middle of a letter, that is known by then, and the letter can be sent again without doubt.
 */
function endingWith(
  letter: Uint8Array,
  { pause, ending }: { readonly pause: () => number; readonly ending: () => string | undefined },
): Readable {
  let at = 0;
  let wait = 0;
  return new Readable({
    highWaterMark: pieceSize,
    read() {
      if (at === 0) wait = pause();
      if (at < letter.length) {
        this.push(letter.subarray(at, at + pieceSize));
        at += pieceSize;
        return;
      }
      setTimeout(() => {
        if (this.destroyed) return;
        const failure = ending();
        if (failure === undefined) this.push(null);
        else this.destroy(new Error(failure));
      }, wait);
    },
  });
}

const pieceSize = 16 * 1024;
