/** Lines to a mail server that are encrypted, from the first byte or by STARTTLS: which certificates are trusted, and that nothing is said where none is. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { draftToLine } from "@outweigh/language";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import {
  authority,
  elsewhereCertificate,
  elsewhereKey,
  expiredCertificate,
  hereCertificate,
  hereKey,
} from "./digest/certificates-for-tests.js";
import { type MailSink, startSink } from "./digest/mail-sink-for-tests.js";
import { nodeDisk } from "./files-node.js";
import { connectMail, type MailServer } from "./mail.js";
import { runCli } from "./program.js";

const command = fileURLToPath(new URL("../bin/outweigh.js", import.meta.url));

let root = "";
let sink: MailSink | undefined;
/** Passwords that were said to the server, right or wrong. */
let passwords: unknown[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "secured-"));
  passwords = [];
});
afterEach(async () => {
  await sink?.close();
  sink = undefined;
  rmSync(root, { recursive: true });
});

const here = { key: hereKey, cert: hereCertificate };
const kinds = ["starttls", "tls"] as const;

/** A server that wants a password and says it only on an encrypted line. */
async function secured(security: MailServer["security"], certificate: { readonly key: string; readonly cert: string } = here) {
  sink = await startSink(() => "accept", {
    ...certificate,
    secure: security === "tls",
    disabledCommands: security === "starttls" ? [] : ["STARTTLS"],
    authOptional: false,
    allowInsecureAuth: security === "plain",
    onAuth: ({ username, password }, _session, callback) => {
      passwords.push(password);
      callback(password === "right" ? null : new Error("Wrong"), { user: username ?? "" });
    },
  });
  return sink.port;
}

const serverAt = (port: number, security: MailServer["security"], more: Partial<MailServer> = {}): MailServer => ({
  host: "127.0.0.1",
  port,
  security,
  user: "digest",
  password: "right",
  patience: 5000,
  patienceAtEnd: 5000,
  ...more,
});

test.each(kinds)("%s: a certificate of an authority that we trust, the password after it, a letter", async (security) => {
  const port = await secured(security);
  for (const host of ["127.0.0.1", "localhost"]) {
    const line = await connectMail(serverAt(port, security, { host, trust: authority }));
    if ("failure" in line) throw new Error(line.failure);
    const letter = new TextEncoder().encode("From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\nWords\r\n");
    expect((await line.send("a@example.org", "b@example.org", letter, () => undefined)).kind).toBe("sent");
    line.close();
  }
  expect(sink!.arrived).toHaveLength(2);
  expect(passwords).toEqual(["right", "right"]);
});

test.each(kinds)("%s: other certificates are refused for good, and no password was said", async (security) => {
  const elsewhere = { key: elsewhereKey, cert: elsewhereCertificate };
  for (const [certificate, trust, words] of [
    [here, undefined, /authority that is trusted/],
    [here, elsewhereCertificate, /authority that is trusted/],
    [elsewhere, authority, /another name/],
    [{ key: hereKey, cert: expiredCertificate }, authority, /has expired/],
  ] as const) {
    const port = await secured(security, certificate);
    const made = await connectMail(serverAt(port, security, trust === undefined ? {} : { trust }));
    expect(made).toMatchObject({ failure: expect.stringMatching(words), isLasting: true, insecure: "certificate" });
    await sink!.close();
  }
  expect(passwords).toEqual([]);
});

test("encryption is asked for and the server has none: no password is said", async () => {
  const port = await secured("plain");
  const made = await connectMail(serverAt(port, "starttls", { trust: authority }));
  expect(made).toMatchObject({ failure: expect.stringContaining("offers no encryption"), isLasting: true, insecure: "no-encryption" });
  // One that speaks openly where TLS is expected from the first byte.
  expect(await connectMail(serverAt(port, "tls", { trust: authority }))).toMatchObject({ isLasting: true, insecure: "no-encryption" });
  expect(passwords).toEqual([]);
});

test.each(kinds)("%s: a server that says nothing, or breaks off while the line is secured, is tried again later", async (security) => {
  for (const deed of ["silent", "drops"] as const) {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on("error", () => {});
      if (security === "starttls") socket.write("220 here\r\n");
      socket.on("data", (words) => {
        const said = words.toString();
        if (said.startsWith("EHLO")) socket.write("250-here\r\n250 STARTTLS\r\n");
        else if (said.startsWith("STARTTLS")) socket.write("220 go on\r\n");
        else if (deed === "drops") socket.destroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const made = await connectMail(serverAt(port, security, { patience: 300, trust: authority }));
    expect(made).toEqual({ failure: expect.any(String), isLasting: false });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A case with a reader, whose digest goes to this server. */
async function caseFor(port: number, security: string, more: readonly string[] = []): Promise<void> {
  await runCli(["new", "case"], capturedEffects(nodeDisk(root)));
  mkdirSync(join(root, "case/.outweigh-digest"));
  const settings = [
    "from digest@office.example",
    `server 127.0.0.1:${port}`,
    `security ${security}`,
    "user digest",
    "password env MAIL_WORD",
  ];
  writeFileSync(join(root, "case/digest.txt"), [...settings, ...more].join("\n"));
  writeFileSync(join(root, "case/.outweigh-digest/subscribers.txt"), "ruth@example.org");
  const { line } = draftToLine(
    {
      kind: "open",
      at: "2026-11-01T09:00:00Z",
      by: "Anna",
      forecast: "permit",
      question: "Will it come?",
      type: "binary",
      closes: "2027-09-30",
    },
    [],
  );
  writeFileSync(join(root, "case/ledger.jsonl"), `${line}\n`);
}

async function sending() {
  const effects = capturedEffects(nodeDisk(root), { now: Date.parse("2026-11-23T08:00:00Z"), env: { MAIL_WORD: "right" } });
  const code = await runCli(["digest", "case", "--send"], effects);
  return { code, error: effects.printed.error.replace(/\s+/g, " ") };
}

test.each(kinds)("%s: a digest is not sent to a server that nobody vouches for; with “trust” it is, once", async (security) => {
  const port = await secured(security);
  await caseFor(port, security);
  const refused = await sending();
  expect(refused.code).not.toBe(0);
  expect(refused.error).toContain("certificate is not of an authority that is trusted here");
  expect(refused.error).toContain("trust /path/to/authority.pem");
  expect(refused.error).toContain("No name, password or letter was sent.");
  expect([sink!.arrived.length, passwords]).toEqual([0, []]);
  for (const [content, words] of [
    [undefined, "cannot be read"],
    ["nothing of the kind", "holds no certificate"],
    ["-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "holds no certificate"],
  ] as const) {
    await rewritten("trust office.pem", content);
    expect(await sending()).toMatchObject({ code: 2, error: expect.stringContaining(words) });
  }
  await rewritten("trust office.pem", `Of the office\n${authority}`);
  expect((await sending()).code).toBe(0);
  expect(sink!.arrived.map(({ to }) => to)).toEqual(["ruth@example.org"]);

  async function rewritten(line: string, content: string | undefined): Promise<void> {
    rmSync(join(root, "case"), { recursive: true });
    await caseFor(port, security, [line]);
    if (content !== undefined) writeFileSync(join(root, "case/office.pem"), content);
  }
});

test("a server that has lost its encryption gets no password: said, and the letter waits", async () => {
  const port = await secured("plain");
  await caseFor(port, "starttls");
  const { code, error } = await sending();
  expect(code).not.toBe(0);
  expect(error).toContain("offers no encryption (STARTTLS)");
  expect(error).toContain("No name, password or letter was sent.");
  expect([sink!.arrived.length, passwords]).toEqual([0, []]);
});

test("the program itself trusts what NODE_EXTRA_CA_CERTS names", { timeout: 60_000 }, async () => {
  const port = await secured("starttls");
  await caseFor(port, "starttls");
  writeFileSync(join(root, "extra.pem"), authority);
  const run = (more: Readonly<Record<string, string>>) =>
    new Promise<number>((resolve) => {
      const env = { ...process.env, MAIL_WORD: "right", ...more };
      const child = execFile(process.execPath, [command, "digest", "case", "--send"], { cwd: root, env }, () =>
        resolve(child.exitCode ?? -1),
      );
    });
  expect(await run({})).not.toBe(0);
  expect(passwords).toEqual([]);
  expect(await run({ NODE_EXTRA_CA_CERTS: join(root, "extra.pem") })).toBe(0);
  expect(sink!.arrived).toHaveLength(1);
});
