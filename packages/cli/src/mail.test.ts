/** Handing letters to a mail server: what is known of a letter after everything that a server can do. */
import { afterEach, expect, test } from "vitest";
import { type Behaviour, type MailSink, startSink } from "./digest/mail-sink-for-tests.js";
import { connectMail, type MailServer } from "./mail.js";

let sink: MailSink | undefined;
afterEach(async () => {
  await sink?.close();
  sink = undefined;
});

const serverAt = (port: number, more: Partial<MailServer> = {}): MailServer => ({
  host: "127.0.0.1",
  port,
  security: "plain",
  patience: 400,
  patienceAtEnd: 500,
  ...more,
});

const letter = (kilobytes: number) =>
  new TextEncoder().encode(
    `From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\n${"0123456789abcdef\r\n".repeat(kilobytes * 57)}`,
  );

async function sent(deed: Behaviour, kilobytes = 30, note: () => string | undefined = () => undefined) {
  sink = await startSink(() => deed);
  const line = await connectMail(serverAt(sink.port));
  if ("failure" in line) throw new Error(line.failure);
  let noted = 0;
  const outcome = await line.send("a@example.org", "b@example.org", letter(kilobytes), () => {
    noted++;
    return note();
  });
  const isOpen = line.isOpen();
  line.close();
  return { kind: outcome.kind, noted, arrived: sink.arrived.length, isOpen };
}

test.each<[Behaviour, string, number, number]>([
  // What the server does, what is known then, whether the end was noted, whether the letter is there.
  ["accept", "sent", 1, 1],
  ["later", "later", 0, 0],
  ["refuse", "refused", 0, 0],
  ["later-at-end", "later", 1, 0],
  ["refuse-at-end", "refused", 1, 0],
  ["bar", "barred", 0, 0],
  ["stall", "later", 0, 0],
  ["stall-at-end", "unknown", 1, 1],
  ["drop", "later", 0, 0],
  ["drop-at-end", "unknown", 1, 1],
])("%s: the letter is %s", async (deed, kind, noted, arrived) => {
  expect(await sent(deed)).toEqual({ kind, noted, arrived, isOpen: deed === "accept" });
});

test("a letter of megabytes that is dropped on the way is not in doubt", async () => {
  expect(await sent("drop", 6000)).toMatchObject({ kind: "later", noted: 0 });
});

test("where the end cannot be noted, the letter is not ended", async () => {
  expect(await sent("accept", 30, () => "the disk is full")).toMatchObject({ kind: "later", noted: 1, arrived: 0 });
});

test("several letters on one line", async () => {
  sink = await startSink();
  const line = await connectMail(serverAt(sink.port));
  if ("failure" in line) throw new Error(line.failure);
  for (let place = 0; place < 3; place++)
    expect((await line.send("a@example.org", `reader${place}@example.org`, letter(2), () => undefined)).kind).toBe("sent");
  line.close();
  expect(sink.arrived.map(({ to }) => to)).toEqual(["reader0@example.org", "reader1@example.org", "reader2@example.org"]);
});

test("a server that is not there, and one that asks for more than we have", async () => {
  sink = await startSink(() => "accept", {
    onAuth: ({ username, password }, _session, callback) =>
      username === "digest" && password === "right" ? callback(null, { user: username }) : callback(new Error("Wrong")),
    allowInsecureAuth: true,
  });
  const { port } = sink;
  expect(await connectMail(serverAt(port, { user: "digest", password: "wrong" }))).toMatchObject({ isLasting: true });
  expect(await connectMail(serverAt(port, { user: "digest", password: "right" }))).not.toHaveProperty("failure");
  // STARTTLS is asked for and the server has none: nothing is said in the open.
  expect(await connectMail(serverAt(port, { security: "starttls" }))).toMatchObject({ isLasting: true });
  await sink.close();
  sink = undefined;
  expect(await connectMail(serverAt(port))).toMatchObject({ isLasting: false });
});
