/** A gathered digest in all its forms: the document, the page, the feed with its earlier entries, the letter. */
import {
  atomFeed,
  composeDigest,
  contentHash,
  type DigestRecord,
  type Document,
  digestSubject,
  type Feed,
  feedFiles,
  isNothingNew,
  jsonFeed,
  readJsonFeed,
  urnOf,
  withEntry,
} from "@outweigh/brief";
import { blocksHtml, renderHtml, renderMailHtml, renderPlainText } from "@outweigh/brief/render";
import type { Effects } from "../effects.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { version } from "../version.js";
import type { DigestSettings } from "./digest-settings.js";
import type { Gathered } from "./gathering.js";
import { type LetterContent, letterTo, unsubscribeByMail, unsubscribePlace } from "./letter.js";

/** A digest that is ready to be written and sent. */
export interface MadeDigest {
  /** The SHA-256 of what it tells. */
  readonly id: string;
  readonly subject: string;
  readonly record: DigestRecord;
  readonly document: Document;
  readonly isNothingNew: boolean;
  /** The name of its page. */
  readonly page: string;
}

/** Composes the digest. */
export function makeDigest({ record, compiled }: Gathered): MadeDigest {
  const id = contentHash(record);
  const colophon = `Digest ${id.slice(0, 12)} · ${record.since.at.slice(0, 10)} to ${record.until} · outweigh ${version} · inputs ${compiled.inputsHash.slice(0, 12)}`;
  return {
    id,
    subject: digestSubject(record),
    record,
    document: composeDigest(record, colophon),
    isNothingNew: isNothingNew(record),
    page: `${record.until.slice(0, 10)}-${id.slice(0, 8)}.html`,
  };
}

/** Whoever stands for the sender while the settings name none. */
const nobody = { address: "digest@example.invalid", name: "Outweigh" };

/** The letter, but for what is each reader's own. Text and HTML are of one document, so that they say the same. */
export function letterContent({ id, subject, record, document, page }: MadeDigest, settings: DigestSettings): LetterContent {
  const from = settings.from ?? nobody;
  const link = (words: string, href: string) => ({ kind: "link", href, content: [{ kind: "text", text: words }] }) as const;
  const text = (words: string) => ({ kind: "text", text: words }) as const;
  const whole: Document = {
    ...document,
    blocks: [
      ...document.blocks,
      { kind: "divider" },
      ...(settings.address === undefined
        ? []
        : [{ kind: "paragraph" as const, content: [text("On the web: "), link(settings.address + page, settings.address + page)] }]),
      {
        kind: "paragraph",
        content: [
          text("You get this because you are on the list of readers of this assessment. "),
          link("Take me off the list", unsubscribePlace(id)),
        ],
      },
    ],
  };
  return {
    digest: id,
    subject,
    text: renderPlainText(whole),
    html: renderMailHtml(whole),
    date: record.until,
    list: { id: record.case.id, title: record.case.title },
    from,
    ...(settings.replyTo && { replyTo: settings.replyTo }),
    unsubscribe: settings.unsubscribe ?? unsubscribeByMail(from),
  };
}

/** A file of the output folder. */
export interface DigestFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The files: the page under its own name and as `index.html`, both feeds, the letter for a look. A feed that lies there goes on. */
export async function digestFiles(
  made: MadeDigest,
  settings: DigestSettings,
  output: string,
  feedSeed: string,
  effects: Effects,
): Promise<readonly DigestFile[] | Problem> {
  const feed = feedWith(made, settings, output, feedSeed, effects);
  if (isProblem(feed)) return feed;
  const page = renderHtml(made.document);
  const place = feed.entries.find(({ id }) => id === entryId(feed, made))?.page ?? made.page;
  const letter = await letterTo(letterContent(made, settings), { address: "reader@example.invalid", name: "A reader" }, "0".repeat(32));
  return [
    { path: `${output}/${place}`, content: page },
    { path: `${output}/index.html`, content: page },
    { path: `${output}/${feedFiles.atom}`, content: atomFeed(feed) },
    { path: `${output}/${feedFiles.json}`, content: jsonFeed(feed) },
    { path: `${output}/letter.eml`, content: letter },
  ];
}

function entryId({ id }: Pick<Feed, "id">, made: MadeDigest): string {
  return urnOf(`digest ${id} ${made.id}`);
}

/** The feed that lies there, or a new one, with this digest; one with nothing new is no entry. */
function feedWith(made: MadeDigest, settings: DigestSettings, output: string, seed: string, effects: Effects): Feed | Problem {
  const path = `${output}/${feedFiles.json}`;
  const read = effects.disk.readWhole(path);
  const known = read.ok ? readJsonFeed(new TextDecoder().decode(read.bytes)) : undefined;
  if (known === undefined && (read.ok || read.reason !== "missing"))
    return problem(
      `${path} is not a feed of this command, so its earlier entries cannot be kept.`,
      "Put it back as it was, or move it away to begin a new feed; or choose another folder with -o.",
    );
  const { record, subject, document, page } = made;
  const feed: Feed = {
    id: known?.id ?? urnOf(`feed ${seed}`),
    title: `${record.handling === undefined ? "" : `TLP:${record.handling} `}${record.case.title}`,
    author: settings.from?.name ?? "Outweigh",
    ...(settings.address !== undefined && { address: settings.address }),
    entries: known?.entries ?? [],
  };
  // Made again, the same digest keeps its entry as it was.
  if (made.isNothingNew || feed.entries.some((entry) => entry.id === entryId(feed, made))) return feed;
  return withEntry(feed, {
    id: entryId(feed, made),
    title: subject,
    at: record.until,
    html: `${document.handling === undefined ? "" : `<p><strong>${document.handling}</strong></p>\n`}${blocksHtml(document.blocks)}`,
    text: renderPlainText(document),
    page,
  });
}
