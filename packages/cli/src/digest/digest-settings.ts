/** The settings of a case's digests: `digest.txt`, a line each, name and value, as an analyst writes them. The password is never among them. */
import { X509Certificate } from "node:crypto";
import { domainToASCII } from "node:url";
import { joinPath } from "@outweigh/language";
import type { Effects } from "../effects.js";
import type { MailServer } from "../mail.js";
import { type Problem, problem } from "../problem.js";

/** The name of the file in the folder of the case. */
export const settingsFile = "digest.txt";

/** Somebody who gets or sends a letter. The address is as it goes over the line: ASCII. */
export interface Correspondent {
  readonly address: string;
  readonly name?: string;
}

/** What the file says, with what holds where it is silent. */
export interface DigestSettings {
  readonly from?: Correspondent;
  readonly replyTo?: Correspondent;
  readonly server?: Omit<MailServer, "password">;
  /** Where the password is: in a variable of the environment, or in a file that its owner alone can read. */
  readonly password?: { readonly kind: "env" | "file"; readonly name: string };
  /** A file with certificates of authorities (PEM); they alone are trusted with that of the mail server. */
  readonly trust?: string;
  /** The address that takes a reader off the list, with `{token}` in it. */
  readonly unsubscribe?: string;
  /** The list of readers, from the folder of the case. */
  readonly subscribers?: string;
  /** Where the pages are published, with a stroke at its end. */
  readonly address?: string;
  /** Forecasts that close within so many days are told. */
  readonly dueWithin: number;
  /** Whether a letter goes out when there is nothing new. */
  readonly quiet: "one line" | "no letter";
}

const usual: DigestSettings = { dueWithin: 30, quiet: "one line" };

const names = [
  ["from", "Name of the sender <digest@example.org>"],
  ["reply to", "analyst@example.org"],
  ["server", "smtp.example.org:587"],
  ["security", "starttls, tls or plain"],
  ["user", "the name at the mail server"],
  ["password", "env NAME_OF_VARIABLE, or file /path/to/file"],
  ["trust", "/path/to/authority.pem"],
  ["patience", "120 seconds"],
  ["unsubscribe", "https://example.org/unsubscribe?reader={token}"],
  ["subscribers", "/path/to/subscribers.txt"],
  ["address", "https://example.org/digests/"],
  ["due within", "30 days"],
  ["nothing new", "one line, or no letter"],
] as const;

type Name = (typeof names)[number][0];

/** Reads the settings of a case; those that hold by themselves where there is no file. */
export function readSettings(effects: Effects, folder: string): DigestSettings | Problem {
  const path = `${folder}/${settingsFile}`;
  const read = effects.disk.read(path);
  if (!read.ok)
    return read.reason === "missing" ? usual : problem(`${path} cannot be read.`, "Check that it is a file of text that you may read.");
  return parseSettings(new TextDecoder().decode(read.bytes), path);
}

/** The settings in a text; `path` is how a message names it. */
export function parseSettings(text: string, path: string): DigestSettings | Problem {
  const found = new Map<Name, string>();
  for (const [index, raw] of text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const at = `${path}, line ${index + 1}`;
    const name = names.map(([each]) => each).find((each) => line === each || line.startsWith(`${each} `) || line.startsWith(`${each}\t`));
    if (name === undefined)
      return problem(`${at}: no setting begins like “${line.split(/\s/)[0]}”.`, `Settings are: ${names.map(([each]) => each).join(", ")}.`);
    if (found.has(name)) return problem(`${at}: “${name}” is set a second time.`, "Leave one of the two lines out.");
    const value = line.slice(name.length).trim();
    if (value === "") return problem(`${at}: “${name}” has no value.`, `It is like: ${name} ${exampleOf(name)}`);
    found.set(name, value);
  }
  return settingsOf(found, path);
}

function exampleOf(name: Name): string {
  return names.find(([each]) => each === name)?.[1] ?? "";
}

function settingsOf(found: ReadonlyMap<Name, string>, path: string): DigestSettings | Problem {
  const wrong = (name: Name, words: string) => problem(`${path}: “${name}” ${words}.`, `It is like: ${name} ${exampleOf(name)}`);
  const [from, replyTo] = (["from", "reply to"] as const).map((name) => {
    const value = found.get(name);
    return value === undefined ? undefined : (readCorrespondent(value) ?? name);
  });
  for (const read of [from, replyTo]) if (typeof read === "string") return wrong(read as Name, "is not an address of e-mail");
  const server = serverOf(found);
  if (server === "user")
    return problem(
      `${path}: with “security plain” the password would go over the network for everybody to read.`,
      "Use “security starttls” or “security tls”, or a mail server on this machine.",
    );
  if (typeof server === "string") return wrong(server, "cannot be understood");
  const password = found.get("password");
  const [, kind, name] = /^(env|file)\s+(.+)$/.exec(password ?? "") ?? [];
  if (password !== undefined && (kind === undefined || name === undefined || (kind === "env" && !/^[A-Za-z_]\w*$/.test(name))))
    return problem(
      `${path} holds something beside the place of the password. Take it out, and change the password if it was one: the case goes to others, with its history.`,
      "Write where the password is: password env OUTWEIGH_SMTP_PASSWORD, or password file /path/to/a/file that you alone can read.",
    );
  const unsubscribe = found.get("unsubscribe");
  if (unsubscribe !== undefined && !(/^(https:\/\/|mailto:)[!-;=?-~]+$/i.test(unsubscribe) && unsubscribe.includes("{token}")))
    return wrong("unsubscribe", "is not an address that begins with https:// or mailto: and has {token} in it");
  const address = found.get("address");
  if (address !== undefined && !/^https?:\/\/[!-;=?-~]+$/i.test(address)) return wrong("address", "is not an address of the web");
  const [, days] = /^(\d{1,4})(?:\s+days?)?$/.exec(found.get("due within") ?? String(usual.dueWithin)) ?? [];
  if (days === undefined) return wrong("due within", "is not a number of days");
  const quiet = found.get("nothing new") ?? usual.quiet;
  if (quiet !== "one line" && quiet !== "no letter") return wrong("nothing new", "is neither “one line” nor “no letter”");
  const [trust, subscribers] = [found.get("trust"), found.get("subscribers")];
  if (trust !== undefined && server?.security === "plain")
    return problem(
      `${path}: “trust” names an authority, and with “security plain” nothing is encrypted.`,
      "Write security starttls or security tls, or leave the line “trust” out.",
    );
  return {
    ...(typeof from === "object" && { from }),
    ...(typeof replyTo === "object" && { replyTo }),
    ...(server && { server }),
    ...(password !== undefined && { password: { kind: kind as "env" | "file", name: name! } }),
    ...(trust !== undefined && { trust }),
    ...(unsubscribe !== undefined && { unsubscribe }),
    ...(subscribers !== undefined && { subscribers }),
    ...(address !== undefined && { address: address.endsWith("/") ? address : `${address}/` }),
    dueWithin: Number(days),
    quiet,
  };
}

const localHosts = new Set(["localhost", "127.0.0.1", "::1"]);

/** The server, or the setting that cannot be understood. */
function serverOf(found: ReadonlyMap<Name, string>): Omit<MailServer, "password"> | Name | undefined {
  const written = found.get("server");
  const [, wrapped, plain, port] = /^(?:\[([0-9a-fA-F:]+)\]|([A-Za-z0-9.-]+))(?::(\d{1,5}))?$/.exec(written ?? "") ?? [];
  const host = wrapped ?? plain;
  if (written === undefined) return undefined;
  const number = Number(port ?? "587");
  if (host === undefined || number < 1 || number > 65_535) return "server";
  const security = found.get("security") ?? (number === 465 ? "tls" : localHosts.has(host) ? "plain" : "starttls");
  if (security !== "tls" && security !== "starttls" && security !== "plain") return "security";
  const [, seconds] = /^(\d{1,4})(?:\s+seconds?)?$/.exec(found.get("patience") ?? "120") ?? [];
  if (seconds === undefined || Number(seconds) < 1) return "patience";
  const user = found.get("user");
  if (security === "plain" && user !== undefined && !localHosts.has(host)) return "user";
  const patience = Number(seconds) * 1000;
  return { host, port: number, security, patience, patienceAtEnd: patience * 5, ...(user !== undefined && { user }) };
}

/** The password, from where the settings say; undefined where none is needed. */
export function readPassword(effects: Effects, folder: string, { server, password }: DigestSettings): string | undefined | Problem {
  if (server?.user === undefined) return undefined;
  if (password === undefined)
    return problem(
      `${settingsFile} names a user at the mail server and no place of a password.`,
      "Add a line: password env OUTWEIGH_SMTP_PASSWORD, and set that variable where the command runs.",
    );
  if (password.kind === "env") {
    const value = effects.env[password.name];
    return value !== undefined && value !== ""
      ? value
      : problem(`The variable ${password.name}, where the password should be, is not set.`, "Set it where the command runs.");
  }
  const path = password.name.startsWith("/") || /^[A-Za-z]:/.test(password.name) ? password.name : `${folder}/${password.name}`;
  const [root, real] = [effects.disk.real(folder), effects.disk.real(path)];
  if (root !== undefined && real?.startsWith(`${root}/`))
    return problem(
      `The file with the password lies inside the case, which goes to others.`,
      "Move it out of the folder of the case, change the password if the case was shared, and give the new place.",
    );
  const read = effects.disk.read(path);
  if (!read.ok)
    return problem(`The file with the password, ${path}, cannot be read.`, "Give its whole path, and check that you may read it.");
  if (!effects.disk.isPrivate(path))
    return problem(`Others can read the file with the password.`, `Keep it to yourself: chmod 600 ${path}`);
  return new TextDecoder().decode(read.bytes).replace(/\r?\n$/, "");
}

/** The certificates that are trusted with that of the mail server; undefined where those known to everybody are. */
export function readTrust(effects: Effects, folder: string, { trust }: DigestSettings): string | undefined | Problem {
  if (trust === undefined) return undefined;
  const path = placeOfSetting(folder, trust);
  const read = effects.disk.read(path);
  if (!read.ok)
    return problem(
      `The file with the certificate to trust, ${path}, cannot be read.`,
      "Give its path in digest.txt, and check that you may read it.",
    );
  const text = new TextDecoder().decode(read.bytes);
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const isWhole = certificates.length > 0 && certificates.every(isCertificate);
  return isWhole
    ? certificates.join("\n")
    : problem(
        `${path} holds no certificate that can be read.`,
        "It is a file of text with a line -----BEGIN CERTIFICATE-----. Ask whoever runs the server for it (“PEM”).",
      );
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).raw.length > 0;
  } catch {
    return false;
  }
}

/** A correspondent written as `Name <address>`, `address Name` or the address alone; undefined where there is no address. */
export function readCorrespondent(words: string): Correspondent | undefined {
  const [, before, wrapped] = /^([^<>]*)<([^<>]+)>$/.exec(words) ?? [];
  const [, plain, after] = wrapped === undefined ? (/^(\S+)(?:\s+(.*))?$/s.exec(words) ?? []) : [];
  const address = readAddress((wrapped ?? plain ?? "").trim());
  if (address === undefined) return undefined;
  const name = (before ?? after ?? "")
    .replace(/^"(.*)"$/, "$1")
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return { address, ...(name !== "" && { name: [...name].slice(0, 100).join("") }) };
}

/** An address as it goes over the line, with the domain in ASCII; undefined for what is none. Quoted names before the @ are not taken. */
export function readAddress(words: string): string | undefined {
  const [, local, domain] = /^([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@([^\s@<>()[\]\\,;:"]{1,253})$/.exec(words) ?? [];
  if (local === undefined || domain === undefined || local.startsWith(".") || local.endsWith(".") || local.includes("..")) return undefined;
  const ascii = domainToASCII(domain);
  return /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/i.test(ascii) ? `${local}@${ascii}` : undefined;
}

/** A path in the settings: from the folder of the case unless it is whole. */
export function placeOfSetting(folder: string, path: string): string {
  return path.startsWith("/") || /^[A-Za-z]:/.test(path) ? path : `${folder}/${joinPath(path)}`;
}
