/** What a digest says, in every form: the news of a ledger by what follows what, the document, text and HTML alike, feeds that others can read. */
import { type Compiled, draftToLine, type Ledger, type LedgerDraft, type LedgerEntry, readLedger } from "@outweigh/language";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import { expect, test } from "vitest";
import { floodCase } from "../flood-case-for-tests.js";
import { renderHtml } from "../render/html.js";
import { renderMailHtml } from "../render/html-mail.js";
import { renderPlainText } from "../render/plain-text.js";
import { composeDigest } from "./compose-digest.js";
import { contentHash, messageId, urnOf } from "./digest-identity.js";
import { digestSubject } from "./digest-subject.js";
import { atomFeed, type Feed, jsonFeed, mostEntries, readJsonFeed, withEntry } from "./feeds.js";
import { digestOfLedger, newsAfter } from "./from-ledger.js";
import { type DigestRecord, isNothingNew } from "./record.js";

const empty: DigestRecord = {
  case: { id: "flood", title: "The wall", question: "Raise it?" },
  since: { at: "2026-11-01T00:00:00Z", words: "1 November 2026" },
  until: "2026-11-23T08:00:00Z",
  versions: [],
  results: [],
  causes: [],
  overtaken: [],
  changes: [],
  forecasts: [],
  resolved: [],
  due: [],
  candidates: [],
  readings: [],
  signposts: [],
  gaps: [],
};

const full: DigestRecord = {
  ...empty,
  handling: "AMBER+STRICT",
  versions: [
    {
      name: "2",
      at: "2026-11-12T10:00:00Z",
      reasons: [{ judgement: "wall cheaper", was: "likely", now: "very likely", reason: "The tender came in" }],
    },
  ],
  results: [
    {
      objective: "cost",
      option: "Raise the wall",
      was: "32 (24 to 45) million GBP",
      now: "40 (28 to 63) million GBP",
      words: "now in front",
      isFirm: true,
      isLead: true,
    },
    {
      objective: "cost",
      option: "Carry on",
      was: "65 million GBP",
      now: "66 million GBP",
      words: "place 1 before, 2 now",
      isFirm: false,
      isLead: false,
    },
  ],
  causes: [{ objective: "cost of “Carry on”", cause: "quantity “Value of a house”", share: "93 % ± 2" }],
  overtaken: ["“It is likely that the wall holds.” “likely” does not fit any more; “very likely” would"],
  changes: [
    { kind: "source", label: "Survey <of> “meadows” & more", how: "regraded", was: "grade B", now: "grade C", reason: "The author left" },
    { kind: "claim", label: "Rain", how: "withdrawn" },
  ],
  forecasts: [
    {
      id: "permit",
      question: "Will the permit come?",
      by: "2027-09-30",
      how: "moved",
      was: "55 %",
      now: "35 %",
      who: "Anna",
      reason: "A second survey",
    },
    { id: "x", question: "Well?", how: "criteria", who: "Ben", reason: "The office was renamed" },
    { id: "y", question: "And this?", how: "annulled", reason: "Nobody keeps count" },
  ],
  resolved: [
    {
      id: "peak",
      question: "Will it pass 3.5 m?",
      outcome: "yes",
      on: "2026-11-19",
      evidence: "https://example.org/a?b=1&c=2",
      said: [{ who: "Anna", value: "20 %", scores: "Brier score 1.28" }],
      isAgain: true,
    },
  ],
  due: [{ id: "budget", question: "Keep the budget?", by: "2026-11-20", value: "90 %", isOverdue: true }],
  candidates: [
    {
      indicator: "peaks",
      title: "<script>alert(1)</script> River & co",
      passage: "The gauge read 3.62 m",
      address: "https://example.org/news?a=1&b=2",
      found: "2026-11-21",
    },
  ],
  readings: [{ indicator: "peaks", value: "3.62", of: "2026-11-19", from: "data/gauge.csv", passed: true }],
  signposts: [{ indicator: "rain", value: "98 (2026-11)", threshold: "above 100 mm", words: "2 % below it" }],
  gaps: ["A line of the ledger cannot be used"],
};

/** Letters and digits of a text in their order, spaces and lay-out apart. */
const marks = (text: string) => text.replace(/[\s\u00a0=·-]+/g, "");

function textOfHtml(html: string): string {
  return html
    .replace(/<head>[\s\S]*?<\/head>/, "")
    .replace(/<a href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g, (_, href: string, words: string) =>
      href === words ? words : `${words}&lt;${href}&gt;`,
    )
    .replace(/<[^>]+>/g, "")
    .replace(
      /&(amp|lt|gt|quot|#39|nbsp);/g,
      (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " })[name]!,
    );
}

test("text and HTML of the letter say the same, character by character", () => {
  for (const record of [full, empty]) {
    const document = composeDigest(record, "Digest 1 of 2026");
    expect(marks(renderPlainText(document))).toBe(marks(textOfHtml(renderMailHtml(document))));
  }
});

test("every fact of the record is in the page, the letter and its text", () => {
  const document = composeDigest(full, "colophon");
  const forms = [textOfHtml(renderHtml(document)), textOfHtml(renderMailHtml(document)), renderPlainText(document)].map((text) =>
    text.replace(/\s+/g, " "),
  );
  const dated = (words: string) =>
    words
      .replace(/^2026-11-19$/, "19 November 2026")
      .replace(/^2026-11-21$/, "21 November 2026")
      .replace(/^2026-11-20$/, "20 November 2026");
  const facts = [
    full.results,
    full.causes,
    full.overtaken,
    full.changes,
    full.resolved,
    full.due,
    full.candidates,
    full.readings,
    full.signposts,
    full.gaps,
  ]
    .flat()
    .flatMap((item) =>
      typeof item === "string"
        ? [item]
        : Object.entries(item).flatMap(([key, value]) =>
            typeof value === "string" && key !== "id" && key !== "address" ? [dated(value)] : [],
          ),
    );
  for (const fact of facts) for (const form of forms) expect(form.toLowerCase()).toContain(fact.toLowerCase());
  for (const words of ["TLP:AMBER+STRICT", "A second survey", "The tender came in", "Brier score 1.28", "annulled", "reworded"])
    for (const form of forms) expect(form).toContain(words);
});

test("nothing of a feed or a label becomes markup; no line is longer than 78 columns (RFC 5322) but for addresses", () => {
  const document = composeDigest(full, "colophon");
  for (const html of [renderHtml(document), renderMailHtml(document)]) {
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  }
  for (const line of renderPlainText(document).split("\n")) if (!line.includes("://")) expect([...line].length).toBeLessThanOrEqual(78);
  expect(renderMailHtml(document)).not.toMatch(/<img|src=|url\(|@import|<link|<form/);
});

test("the subject: mark, case, the weightiest first, one line that fits", () => {
  expect(digestSubject(full)).toBe(
    "TLP:AMBER+STRICT The wall: “Raise the wall” now in front; “Will it pass 3.5 m?” settled: yes; and nine more",
  );
  expect(digestSubject(empty)).toBe("The wall: nothing new");
  expect(digestSubject({ ...empty, forecasts: [full.forecasts[0]!] })).toBe("The wall: “Will the permit come?” 55 % → 35 %");
  const long = { ...full, case: { ...full.case, title: `A case\r\nBcc: x@example.org ${"with a long name ".repeat(20)}` } };
  expect(digestSubject(long)).not.toMatch(/[\r\n]/);
  expect([...digestSubject(long)].length).toBeLessThan(200);
});

test("a digest is known by what it tells, not by when it is made; letters by digest and reader", () => {
  expect(contentHash({ ...full, until: "2027-01-01T00:00:00Z" })).toBe(contentHash(full));
  expect(contentHash({ ...full, due: [] })).not.toBe(contentHash(full));
  expect(messageId("d", "Anna@Example.org", "office.example")).toBe(messageId("d", "anna@example.org", "office.example"));
  expect(messageId("d", "a@example.org", "o.example")).not.toBe(messageId("e", "a@example.org", "o.example"));
  expect(messageId("d", "a@example.org", "o.example")).toMatch(/^[0-9a-f]{40}@o\.example$/);
  // RFC 9562, section 5.8: version 8, variant 10.
  expect(urnOf("x")).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

const entry = (place: number) => ({
  id: urnOf(`digest ${place}`),
  title: `Digest ${place} <b>&amp;</b> \u0001\ud800“x”`,
  at: `2026-11-${String(1 + (place % 28)).padStart(2, "0")}T08:00:00Z`,
  html: `<p>No ${place} ]]> & so on</p>\u000b`,
  text: `No ${place}`,
  page: `p${place}.html`,
});
const feed: Feed = {
  id: urnOf("feed"),
  title: "The wall & more",
  author: "A & B",
  address: "https://example.org/d/",
  entries: [entry(2), entry(1)],
};

test("the Atom feed is read by others, with its ids, addresses and content whole", () => {
  const read = parseAtomFeed(atomFeed(feed));
  const titleOf = (title: unknown) => (typeof title === "object" && title !== null && "value" in title ? title.value : title);
  expect(read.id).toBe(feed.id);
  expect(titleOf(read.title)).toBe("The wall & more");
  expect(read.updated).toBe("2026-11-03T08:00:00Z");
  expect(read.authors?.[0]?.name).toBe("A & B");
  expect(read.links).toContainEqual(expect.objectContaining({ rel: "self", href: "https://example.org/d/feed.xml" }));
  expect(read.entries?.map(({ id }) => id)).toEqual([entry(2).id, entry(1).id]);
  expect(titleOf(read.entries?.[0]?.title)).toBe("Digest 2 <b>&amp;</b> “x”");
  expect(read.entries?.[0]?.content?.value ?? read.entries?.[0]?.content).toBe("<p>No 2 ]]> & so on</p>");
  expect(read.entries?.[0]?.links?.[0]).toMatchObject({ rel: "alternate", href: "https://example.org/d/p2.html" });
  // RFC 4287, 4.1.1 and 4.1.2: exactly one of each in the feed and in each entry.
  for (const part of [atomFeed(feed).replace(/<entry>[\s\S]*<\/entry>/, ""), ...atomFeed(feed).split("<entry>").slice(1)])
    for (const name of ["id", "title", "updated"]) expect(part.match(new RegExp(`<${name}>`, "g"))).toHaveLength(1);
});

test("the JSON feed is one of version 1.1, and is read again as it was", () => {
  const text = jsonFeed(feed);
  const read = parseJsonFeed(text);
  expect(JSON.parse(text)).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    feed_url: "https://example.org/d/feed.json",
    home_page_url: "https://example.org/d/",
  });
  expect(read.items?.map(({ id, url }) => [id, url])).toEqual(
    [2, 1].map((place) => [entry(place).id, `https://example.org/d/p${place}.html`]),
  );
  expect(readJsonFeed(text)?.id).toBe(feed.id);
  expect(jsonFeed({ ...feed, ...readJsonFeed(text)! })).toBe(text);
  expect(readJsonFeed("{}")).toBeUndefined();
  expect(readJsonFeed(text.slice(0, -20))).toBeUndefined();
});

test("the same digest again takes its own place, and a feed does not grow for ever", () => {
  expect(withEntry(feed, { ...entry(1), title: "new" }).entries.map(({ title }) => title)).toEqual([entry(2).title, "new"]);
  const many = Array.from({ length: 70 }, (_, place) => entry(place)).reduce(withEntry, { ...feed, entries: [] });
  expect(many.entries).toHaveLength(mostEntries);
});

/** A ledger from drafts, each after the heads that are given or after all before it. */
function ledgerOf(drafts: readonly (readonly [LedgerDraft, (readonly number[])?])[]): Ledger {
  const written: LedgerEntry[] = [];
  let text = "";
  for (const [draft, after] of drafts) {
    const heads = after?.map((place) => written[place]!.id) ?? readLedger(text).heads;
    const { entry: made, line } = draftToLine(draft, heads);
    written.push(made);
    text += `${line}\n`;
  }
  return readLedger(text);
}

const question = { question: "Will the permit come?", type: "binary", closes: "2026-12-10" } as const;
const set = (at: string, forecaster: string, probability: number): LedgerDraft => ({
  kind: "set",
  at,
  by: forecaster,
  forecast: "permit",
  forecaster,
  value: { probability },
});
const opened: LedgerDraft = { kind: "open", at: "2026-11-01T09:00:00Z", by: "Anna", forecast: "permit", ...question };

const told = (ledger: Ledger, isNew: (entry: LedgerEntry) => boolean, today = "2026-11-23") =>
  digestOfLedger({ entries: ledger.entries, isNew, compiled: floodCase(100) as Compiled, today, horizon: 30 });

test("what was written elsewhere before a digest and merged after it is still told", () => {
  const digest: LedgerDraft = { kind: "digest", at: "2026-11-10T08:00:00Z", by: "x", since: "a", until: "b", content: "c", recipients: 1 };
  const ledger = ledgerOf([
    [opened],
    [set("2026-11-02T09:00:00Z", "Anna", 0.5)],
    [digest, [1]],
    // Written on another machine a day before the digest, without knowing of it.
    [set("2026-11-09T09:00:00Z", "Ben", 0.2), [1]],
    [set("2026-11-11T09:00:00Z", "Anna", 0.4), [2, 3]],
  ]);
  const last = ledger.entries.find(({ kind }) => kind === "digest")!;
  const { forecasts } = told(ledger, newsAfter(ledger.entries, [...last.after, last.id]));
  expect(forecasts.map(({ who, was, now }) => [who, was, now])).toEqual([
    ["Ben", undefined, "20 %"],
    ["Anna", "50 %", "40 %"],
  ]);
});

test("a value that came back to where it was is no news; an outcome once told is not told again", () => {
  const since = (at: string) => (entry: LedgerEntry) => entry.at >= at;
  const resolve = (at: string, outcome: string): LedgerDraft => ({
    kind: "resolve",
    at,
    by: "Anna",
    forecast: "permit",
    outcome,
    on: "2026-11-15",
    evidence: "Register",
  });
  const ledger = ledgerOf([
    [opened],
    [set("2026-11-02T09:00:00Z", "Anna", 0.5)],
    [set("2026-11-12T09:00:00Z", "Anna", 0.3)],
    [set("2026-11-13T09:00:00Z", "Anna", 0.5)],
    [resolve("2026-11-16T09:00:00Z", "yes")],
    [resolve("2026-11-18T09:00:00Z", "yes")],
    [resolve("2026-11-20T09:00:00Z", "no")],
  ]);
  expect(told(ledger, since("2026-11-10T00:00:00Z")).forecasts).toEqual([]);
  expect(told(ledger, since("2026-11-17T00:00:00Z")).resolved).toMatchObject([{ outcome: "no", isAgain: true }]);
  const upTo = { ...ledger, entries: ledger.entries.slice(0, 6) };
  expect(told(upTo, since("2026-11-17T00:00:00Z")).resolved).toEqual([]);
  // From 2 November to the beginning of the 12th 0.5, then 0.3 for a day, then 0.5: of no two squared misses another than 0.5 and 0.98 when it came true.
  const [first] = told(upTo, since("2026-11-10T00:00:00Z")).resolved;
  expect(first).toMatchObject({ outcome: "yes", on: "2026-11-15", isAgain: false });
  const score = Number(/Brier score (\d\.\d+)/.exec(first!.said[0]!.scores)?.[1]);
  // 2 November 9:00 to 15 November 0:00 are 12.625 days; on one of them the miss was 0.7 instead of 0.5: 2 * (0.49 - 0.25) / 12.625 more than 0.5.
  expect(score).toBeCloseTo(0.5 + 0.48 / 12.625, 2);
});

test("what falls due: within the horizon or past it, by day, without what is settled", () => {
  const open = (forecast: string, closes: string): LedgerDraft => ({ ...opened, forecast, closes }) as LedgerDraft;
  const ledger = ledgerOf([[open("late", "2026-11-01")], [open("soon", "2026-12-23")], [open("far", "2026-12-24")]]);
  const { due } = told(ledger, () => true);
  expect(due.filter(({ id }) => ["late", "soon", "far"].includes(id)).map(({ id, isOverdue }) => [id, isOverdue])).toEqual([
    ["late", true],
    ["soon", false],
  ]);
});

test("candidates wait until they are decided, and readings are told by their latest", () => {
  const candidate = (key: string): LedgerDraft => ({
    kind: "candidate",
    at: "2026-11-12T09:00:00Z",
    by: "w",
    key,
    indicator: "gauge",
    title: key,
    passage: "p",
    found: "2026-11-12",
  });
  const reading = (of: string, value: number): LedgerDraft => ({
    kind: "reading",
    at: "2026-11-12T09:00:00Z",
    by: "w",
    indicator: "gauge",
    value,
    of,
    from: "g.csv",
    passed: false,
    key: of,
  });
  const ledger = ledgerOf([
    [candidate("one")],
    [candidate("two")],
    [candidate("one")],
    [{ kind: "decision", at: "2026-11-13T09:00:00Z", by: "Anna", key: "two", verdict: "rejected" }],
    [reading("2026-10", 3.1)],
    [reading("2026-11", 3.4)],
    [reading("2026-09", 2.9)],
  ]);
  const { candidates, readings } = told(ledger, () => true);
  expect(candidates.map(({ title }) => title)).toEqual(["one"]);
  expect(readings).toMatchObject([{ value: "3.4", of: "2026-11", from: "g.csv (the last of 3)" }]);
});

test("nothing new is nothing new, whatever still stands near a threshold", () => {
  expect(isNothingNew({ ...empty, signposts: full.signposts, gaps: full.gaps })).toBe(true);
  expect(isNothingNew({ ...empty, due: full.due })).toBe(false);
  expect(renderPlainText(composeDigest(empty, "c"))).toContain("Nothing new since 1 November 2026.");
});
