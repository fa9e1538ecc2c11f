/** `outweigh digest` against a real mail server: what goes out, to whom, once; what is said when something is amiss. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { draftToLine, type LedgerDraft, readLedger } from "@outweigh/language";
import { Ajv2020 } from "ajv/dist/2020.js";
import PostalMime from "postal-mime";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CapturedEffects, capturedEffects } from "./captured-effects.js";
import { type Behaviour, type MailSink, startSink } from "./digest/mail-sink-for-tests.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";

let root = "";
let sink: MailSink | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "digest-"));
});
afterEach(async () => {
  await sink?.close();
  sink = undefined;
  rmSync(root, { recursive: true });
});

const monday = Date.parse("2026-11-23T08:00:00Z");
const day = 24 * 60 * 60 * 1000;

async function outweigh(words: readonly string[], settings: Parameters<typeof capturedEffects>[1] = {}) {
  const effects: CapturedEffects = capturedEffects(nodeDisk(root), { now: monday, ...settings });
  const code = await runCli(words, effects);
  return { code, out: effects.printed.out, error: effects.printed.error };
}

const write = (path: string, text: string) => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
};
const read = (path: string) => readFileSync(join(root, path), "utf8");

function ledger(...drafts: readonly LedgerDraft[]): void {
  const path = join(root, "case/ledger.jsonl");
  let text = existsSync(path) ? readFileSync(path, "utf8") : "";
  for (const draft of drafts) text += `${draftToLine(draft, readLedger(text).heads).line}\n`;
  writeFileSync(path, text);
}

const question = { forecast: "permit", question: "Will the permit come?", type: "binary", closes: "2027-09-30" } as const;
const opened: readonly LedgerDraft[] = [
  { kind: "open", at: "2026-11-01T09:00:00Z", by: "Anna", ...question },
  { kind: "set", at: "2026-11-01T09:00:00Z", by: "Anna", forecast: "permit", forecaster: "Anna", value: { probability: 0.55 } },
];
const moved: LedgerDraft = {
  kind: "set",
  at: "2026-11-20T09:00:00Z",
  by: "Anna",
  forecast: "permit",
  forecaster: "Anna",
  value: { probability: 0.35 },
  reason: "A second survey was asked for & a <b>third</b>",
};

/** A case with a ledger, settings and readers; gives the sink's port to the settings. */
async function ready(readers: readonly string[], behaviour?: (address: string, attempt: number) => Behaviour, more = "") {
  await outweigh(["new", "case"]);
  sink = await startSink(behaviour);
  write("case/digest.txt", `from  The Office <digest@office.example>\nserver  127.0.0.1:${sink.port}\npatience  1 second\n${more}`);
  write("case/.outweigh-digest/subscribers.txt", `${readers.join("\n")}\n`);
  ledger(...opened, moved);
  return sink;
}

const send = ["digest", "case", "--send", "-o", "out"];
const names = (count: number) => Array.from({ length: count }, (_, place) => `reader${place}@example.org`);

test("every reader gets one letter; the same again sends nothing more", async () => {
  const { arrived } = await ready(names(5));
  const first = await outweigh(send);
  expect(first.error).toBe("");
  expect(first.out).toContain("5 letters sent");
  expect(first.code).toBe(0);
  expect(arrived.map(({ to }) => to)).toEqual(names(5));
  const entries = readLedger(read("case/ledger.jsonl")).entries;
  expect(entries.at(-1)).toMatchObject({ kind: "digest", recipients: 5, by: "The Office" });
  expect(read("case/ledger.jsonl")).not.toContain("example.org");
  const again = await outweigh(send);
  expect(again.code).toBe(0);
  expect(again.out).toContain("no letter was sent");
  expect(arrived).toHaveLength(5);
  // With an explicit beginning it is the same digest, and whoever came to the list since gets it.
  await outweigh(["digest", "case", "--send", "-o", "out", "--since", "2026-11-10"]);
  expect(arrived).toHaveLength(10);
  await outweigh(["digest", "case", "--send", "-o", "out", "--since", "2026-11-10"], { now: monday + 3 * day });
  expect(arrived).toHaveLength(10);
  write("case/.outweigh-digest/subscribers.txt", `${[...names(5), "late@example.org"].join("\n")}\n`);
  await outweigh(["digest", "case", "--send", "-o", "out", "--since", "2026-11-10"], { now: monday + 3 * day });
  expect(arrived.slice(10).map(({ to }) => to)).toEqual(["late@example.org"]);
  expect(readLedger(read("case/ledger.jsonl")).entries.filter(({ kind }) => kind === "digest")).toHaveLength(2);
});

test("the letter: text and HTML, one click to leave, a Message-ID that stays", async () => {
  const more =
    "unsubscribe  https://office.example/leave?reader={token}\naddress  https://office.example/digests/\nreply to  anna@office.example\n";
  const { arrived } = await ready(["reader@example.org Jörg Müller, the “reader”"], undefined, more);
  await outweigh(send);
  const raw = arrived[0]!.letter;
  const mail = await PostalMime.parse(raw);
  const header = (name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
  expect(mail.subject).toBe("Should we act now, or wait? – new forecast “Will the permit come?” 35 %");
  expect(mail.subject).toContain("“Will the permit come?”");
  expect(mail.from).toEqual({ address: "digest@office.example", name: "The Office" });
  expect(mail.to).toEqual([{ address: "reader@example.org", name: "Jörg Müller, the “reader”" }]);
  expect(mail.replyTo).toEqual([{ address: "anna@office.example", name: "" }]);
  expect(header("list-unsubscribe-post")).toEqual(["List-Unsubscribe=One-Click"]);
  expect(header("list-unsubscribe")[0]).toMatch(
    /^<https:\/\/office\.example\/leave\?reader=[0-9a-f]{32}>, <mailto:digest@office\.example\?subject=unsubscribe%20[0-9a-f]{32}>$/,
  );
  expect(header("auto-submitted")).toEqual(["auto-generated"]);
  expect(raw).toMatch(/Content-Type: multipart\/alternative/);
  expect(raw.indexOf("Content-Type: text/plain")).toBeLessThan(raw.indexOf("Content-Type: text/html"));
  expect(mail.html).not.toMatch(/<script|<img|<link|src=|url\(|@import/i);
  expect(mail.html).toContain("a &lt;b&gt;third&lt;/b&gt;");
  expect(mail.text).toContain("A second survey was asked for & a <b>third</b>");
  const address = /https:\/\/office\.example\/leave\?reader=[0-9a-f]{32}/.exec(mail.text!)?.[0];
  expect(address).toBeDefined();
  expect(mail.html).toContain(`href="${address}"`);
  expect(raw).not.toContain("unsubscribe.invalid");
  expect(wordsOf(mail.text!.replaceAll(/ ?<(https?:|mailto:)[^>]*>/g, ""))).toEqual(wordsOf(htmlText(mail.html!)));
  // Sent again by hand to the same reader, it is the same letter.
  const state = readdirSync(join(root, "case/.outweigh-digest")).filter((name) => name.endsWith(".jsonl"));
  const lines = read(`case/.outweigh-digest/${state[0]}`).split("\n");
  write(`case/.outweigh-digest/${state[0]}`, `${lines[0]}\n`);
  await outweigh(send, { now: monday + 1000 });
  expect(arrived[1]!.letter).toBe(raw);
});

/** The words of a letter's HTML as a reader sees them. */
function htmlText(html: string): string {
  return html
    .replace(/<head>[\s\S]*?<\/head>/, " ")
    .replace(/<\/(p|li|h\d|td|tr|table|div|pre)>|<br>|<hr[^>]*>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(
      /&(amp|lt|gt|quot|#39|nbsp);/g,
      (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " })[name]!,
    );
}

/** Letters and digits alone: lines, bullets and rules are lay-out. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}%→±.,:;“”?!@&<>()/]*[\p{L}\p{N}%][\p{L}\p{N}%→±.,:;“”?!@&<>()/]*/gu) ?? [];
}

test("put off, refused, dropped, stalled: everybody else gets it, what is put off is tried again, nobody gets two", async () => {
  const deeds: Readonly<Record<string, readonly Behaviour[]>> = {
    "later@example.org": ["later", "accept"],
    "full@example.org": ["later-at-end", "later-at-end", "accept"],
    "refused@example.org": ["refuse"],
    "disliked@example.org": ["refuse-at-end"],
    "dropped@example.org": ["drop", "drop", "accept"],
    "stalled@example.org": ["stall", "accept"],
    "doubtful@example.org": ["drop-at-end"],
  };
  const behaviour = (address: string, attempt: number) => deeds[address]?.[attempt - 1] ?? deeds[address]?.at(-1) ?? "accept";
  const { arrived, tries } = await ready([...Object.keys(deeds), ...names(3)], behaviour);
  const { code, out } = await outweigh(send);
  expect(code).toBe(1);
  expect(out).toContain("7 letters sent, 2 refused, 1 of which nobody knows");
  expect(out).toMatch(/refused@example\.org: refused: 550 No such reader/);
  const got = arrived.map(({ to }) => to);
  expect(new Set(got).size).toBe(got.length);
  expect(new Set(got)).toEqual(
    new Set([...names(3), "later@example.org", "full@example.org", "dropped@example.org", "stalled@example.org", "doubtful@example.org"]),
  );
  expect(tries.get("refused@example.org")).toBe(1);
  await outweigh(send);
  expect(arrived).toHaveLength(got.length);
  // What is in doubt goes out again on demand alone.
  const again = await outweigh([...send, "--again"]);
  expect(again.out).toContain("of which nobody knows");
  expect(arrived.filter(({ to }) => to === "doubtful@example.org")).toHaveLength(2);
}, 30_000);

test("a server that is away for a while, or for good", async () => {
  const { arrived, port } = await ready(names(3), (_, attempt) => (attempt < 3 ? "later" : "accept"));
  let sleeps = 0;
  const away = await outweigh(send, { whileSleeping: () => sleeps++ });
  expect(away.code).toBe(0);
  expect(sleeps).toBe(2);
  expect(arrived).toHaveLength(3);
  ledger({ ...moved, at: "2026-11-22T09:00:00Z", value: { probability: 0.5 } } as LedgerDraft);
  await sink!.close();
  const gone = await outweigh(send);
  expect(gone.code).toBe(1);
  expect(gone.out).toContain("3 waiting; the same command tries again");
  // Said once, however often it is tried.
  expect(gone.error.match(/cannot be reached now: .*ECONNREFUSED/g)).toHaveLength(1);
  sink = await startSink();
  write("case/digest.txt", read("case/digest.txt").replace(String(port), String(sink.port)));
  const back = await outweigh(["digest", "case", "--finish"], { now: monday + day });
  expect(back.out).toContain("3 letters sent");
  expect(back.code).toBe(0);
  expect(sink.arrived).toHaveLength(3);
  expect(sink.arrived[0]!.letter).toContain("Date: Mon, 23 Nov 2026 08:00:00");
  expect(await outweigh(["digest", "case", "--finish"])).toEqual({ code: 0, out: "", error: "" });
});

test("the sender is refused, the password is wrong: said at once, and nothing is lost", async () => {
  await ready(names(2), (address) => (address === "sender" ? "bar" : "accept"));
  const barred = await outweigh(send);
  expect(barred.code).toBe(2);
  expect(barred.error.replace(/\s+/g, " ")).toContain("takes no letters from digest@office.example: 550 We know you not");
  await sink!.close();
  sink = await startSink(() => "accept", {
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, callback) => (password === "secret" ? callback(null, { user: "d" }) : callback(new Error("Wrong"))),
    authOptional: false,
  });
  const base = `from  The Office <digest@office.example>\nserver  127.0.0.1:${sink.port}\nuser  d\n`;
  write("case/digest.txt", base);
  expect((await outweigh(send)).error).toContain("no place of a password");
  write("case/digest.txt", `${base}password  hunter2\n`);
  const open = await outweigh(send);
  expect(open.error).toContain("change the password");
  expect(open.error + open.out).not.toContain("hunter2");
  write("case/digest.txt", `${base}password  env MAIL_PASSWORD\n`);
  expect((await outweigh(send)).error).toContain("MAIL_PASSWORD");
  expect((await outweigh(send, { env: { MAIL_PASSWORD: "wrong" } })).error).toMatch(/cannot be used: 535/);
  expect(sink.arrived).toHaveLength(0);
  write("case/password", "secret\n");
  write("case/digest.txt", `${base}password  file password\n`);
  expect((await outweigh(send)).error).toContain("inside the case");
  writeFileSync(join(root, "password"), "secret\n", { mode: 0o644 });
  write("case/digest.txt", `${base}password  file ${join(root, "password")}\n`);
  expect((await outweigh(send)).error).toContain("chmod 600");
  rmSync(join(root, "password"));
  writeFileSync(join(root, "password"), "secret\n", { mode: 0o600 });
  expect((await outweigh(send)).code).toBe(0);
  expect(sink.arrived.map(({ to }) => to)).toEqual(names(2));
});

test("nothing can be smuggled into the head of a letter", async () => {
  const { arrived } = await ready(
    [
      "good@example.org Eve\u2028Bcc: all@example.org",
      "bad@example.org\r\nBcc: x@example.org",
      "two@example.org,three@example.org",
      "<a@b>c@example.org",
      "evil@example.org> SIZE=1 <x@example.org",
    ],
    undefined,
    "",
  );
  write(
    "case/1-question.md",
    readFileSync(join(root, "case", readdirSync(join(root, "case")).find((name) => name.endsWith(".md"))!), "utf8").replace(
      /"Should we act now, or wait a year\?"/,
      '"Bcc: all@example.org?"',
    ),
  );
  ledger({
    kind: "open",
    at: "2026-11-21T09:00:00Z",
    by: "Eve",
    forecast: "x",
    question: "Well?\r\nBcc: all@example.org\r\n\r\nHello",
    type: "binary",
    closes: "2026-12-01",
  });
  for (const name of readdirSync(join(root, "case")).filter((each) => each.endsWith(".md") && each !== "1-question.md"))
    rmSync(join(root, "case", name));
  const { error } = await outweigh(send);
  expect(error).toContain("Lines of the list that hold no address: 3, 4, 5, 6");
  for (const { letter } of arrived) {
    const head = letter.slice(0, letter.indexOf("\r\n\r\n"));
    expect(head).not.toMatch(/^Bcc:/im);
    expect(head.match(/^To:/gim)).toHaveLength(1);
  }
  expect(arrived.map(({ to }) => to)).toEqual(["good@example.org", "bad@example.org"]);
});

test("a dry run prints everything, sends nothing and writes nothing", async () => {
  const { arrived, tries } = await ready(["anna@example.org Anna", "- ben@example.org Ben"]);
  const before = JSON.stringify(readdirSync(root, { recursive: true }).sort());
  const text = read("case/ledger.jsonl");
  const { code, out } = await outweigh([...send, "--dry-run"]);
  expect(code).toBe(0);
  expect(out).toContain("Anna <anna@example.org>");
  expect(out).not.toContain("ben@example.org");
  expect(out).toContain("Subject: ");
  expect(out).toContain("A second survey was asked for & a <b>third</b>");
  expect(arrived.length + tries.size).toBe(0);
  expect(JSON.stringify(readdirSync(root, { recursive: true }).sort())).toBe(before);
  expect(read("case/ledger.jsonl")).toBe(text);
});

test("nothing new is said in one line, or not at all", async () => {
  const { arrived } = await ready(names(2));
  await outweigh(send);
  arrived.length = 0;
  await outweigh(send);
  expect(arrived).toHaveLength(0);
  await outweigh(send, { now: monday + 7 * day });
  expect(arrived).toHaveLength(2);
  const mail = await PostalMime.parse(arrived[0]!.letter);
  expect(mail.subject).toMatch(/wait\? – nothing new$/);
  expect(mail.text).toContain("Nothing new since the last digest, of 23 November 2026.");
  write("case/digest.txt", `${read("case/digest.txt")}nothing new  no letter\n`);
  const quiet = await outweigh(send, { now: monday + 14 * day });
  expect(quiet.out).toContain("no letter was sent");
  expect(quiet.code).toBe(0);
  expect(arrived).toHaveLength(2);
  expect(JSON.parse(read("out/feed.json")).items).toHaveLength(1);
});

test("whoever leaves gets nothing more, by the address or by the token of the link", async () => {
  const { arrived } = await ready(["# the list", "anna@example.org Anna", "Ben <ben@example.org>", "carla@example.org"]);
  await outweigh(send);
  const token = /unsubscribe%20([0-9a-f]{32})/.exec(arrived.find(({ to }) => to.startsWith("ben"))!.letter.replaceAll("=\r\n", ""))?.[1];
  expect((await outweigh(["digest", "case", "--unsubscribe", token!])).out).toBe("ben@example.org gets no more letters.\n");
  expect((await outweigh(["digest", "case", "--unsubscribe", "ANNA@example.org"])).code).toBe(0);
  expect((await outweigh(["digest", "case", "--unsubscribe", "nobody@example.org"])).code).toBe(2);
  expect(read("case/.outweigh-digest/subscribers.txt")).toBe(
    "# the list\n- anna@example.org Anna\n- Ben <ben@example.org>\ncarla@example.org\n",
  );
  arrived.length = 0;
  await outweigh(send, { now: monday + 7 * day });
  expect(arrived.map(({ to }) => to)).toEqual(["carla@example.org"]);
});

test("the private folder is out of the sight of git and of others", async () => {
  await ready(names(1));
  await outweigh(send);
  expect(read("case/.outweigh-digest/.gitignore")).toBe("*\n");
  rmSync(join(root, "case/.outweigh-digest"), { recursive: true });
  write("list.txt", "a@example.org\n");
  write("case/digest.txt", `${read("case/digest.txt")}subscribers  ../list.txt\n`);
  await outweigh([...send, "--since", "2026-11-01"]);
  expect(statSync(join(root, "case/.outweigh-digest")).mode & 0o077).toBe(0);
});

test("two at once: one sends, the other says so", async () => {
  const { arrived } = await ready(names(4));
  const both = await Promise.all([outweigh(send), outweigh(send)]);
  expect(both.map(({ code }) => code).sort()).toEqual([0, 2]);
  expect(both.map(({ error }) => error).join("")).toContain("being sent already");
  expect(arrived).toHaveLength(4);
});

test("a file of what was sent that cannot be read stops everything", async () => {
  const { arrived } = await ready(names(2), (_, attempt) => (attempt > 9 ? "accept" : "later"));
  await outweigh(send);
  const [name] = readdirSync(join(root, "case/.outweigh-digest")).filter((each) => each.endsWith(".jsonl"));
  const whole = read(`case/.outweigh-digest/${name}`);
  write(`case/.outweigh-digest/${name}`, whole.slice(40));
  const { code, error } = await outweigh(send);
  expect(code).toBe(2);
  expect(error).toContain("cannot be read");
  // A last line that was cut off is one that was never acted upon.
  write(`case/.outweigh-digest/${name}`, `${whole}{"to":"reader0@exam`);
  expect((await outweigh(send)).code).toBe(0);
  expect(arrived.map(({ to }) => to).sort()).toEqual(names(2));
});

test("the JSON follows its schema, and holds no address", async () => {
  const schema = JSON.parse(readFileSync(new URL("../../../docs/schema/digest.schema.json", import.meta.url), "utf8"));
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  await ready(names(2));
  const { out } = await outweigh([...send, "--json"]);
  const data = JSON.parse(out);
  expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
  expect(data.sent[0]).toMatchObject({ sentNow: 2, waiting: 0 });
  expect(out).not.toContain("reader0@");
  const quiet = JSON.parse((await outweigh(["digest", "case", "--json", "-o", "out"])).out);
  expect(validate(quiet), JSON.stringify(validate.errors)).toBe(true);
  expect(quiet.isNothingNew).toBe(true);
});

test("--since: a version, a day, something else", async () => {
  await ready(names(1));
  await outweigh(["publish", "case", "--as", "spring", "--by", "Anna"]);
  const text = readFileSync(join(root, "case", readdirSync(join(root, "case")).find((name) => name.endsWith(".md"))!), "utf8");
  const name = readdirSync(join(root, "case")).find((each) => each.endsWith(".md"))!;
  write(`case/${name}`, text.replace("2 million to 9 million", "4 million to 12 million"));
  const told = JSON.parse((await outweigh(["digest", "case", "--since", "spring", "--json", "-o", "out"], { now: monday + day })).out).told;
  expect(told.changes).toEqual([
    expect.objectContaining({ kind: "quantity", how: "changed", was: expect.stringContaining("2 million to 9 million") }),
    expect.objectContaining({ kind: "text" }),
  ]);
  expect(told.results.length).toBeGreaterThan(0);
  expect(told.forecasts).toEqual([]);
  expect((await outweigh(["digest", "case", "--since", "2026-11-10", "--json", "-o", "out"])).out).toContain(
    "no version had been published by 10 November 2026",
  );
  const odd = await outweigh(["digest", "case", "--since", "2026-02-30"]);
  expect(odd).toMatchObject({ code: 2 });
  expect(odd.error).toContain("spring");
  expect((await outweigh(["digest", "case", "--since", "2027-01-01"])).error).toContain("lies ahead");
});

test("the mark: the strictest goes on everything, --tlp refuses what must not be told", async () => {
  await ready(names(1));
  const name = readdirSync(join(root, "case")).find((each) => each.endsWith(".md"))!;
  write(
    `case/${name}`,
    `${read(`case/${name}`)}\n\`\`\`outweigh\nsource memo "Note of the minister"\n  grade B\n  tlp RED\n\nclaim leak from memo\n  states "The minister will close the harbour in spring"\n  grade 2\n\`\`\`\n`,
  );
  await outweigh(send);
  const mail = await PostalMime.parse(sink!.arrived[0]!.letter);
  expect(mail.subject).toMatch(/^TLP:RED /);
  expect(mail.text!.startsWith("TLP:RED\n")).toBe(true);
  expect(mail.html).toContain(">TLP:RED<");
  expect(read("out/feed.xml")).toContain("<title>TLP:RED ");
  ledger({
    ...moved,
    at: "2026-11-22T09:00:00Z",
    value: { probability: 0.5 },
    reason: "Since the minister will close the harbour",
  } as LedgerDraft);
  const told = await outweigh(["digest", "case", "--tlp", "GREEN", "-o", "green"]);
  expect(told.code).toBe(2);
  expect(told.error).toContain("leak");
  expect(existsSync(join(root, "green/feed.json"))).toBe(false);
  const open = await outweigh(["digest", "case", "--tlp", "GREEN", "-o", "green", "--since", "2026-11-22T12:00Z"]);
  expect(open.code).toBe(0);
  expect(read("green/index.html")).toContain("TLP:GREEN");
});
