/** What a site consists of: the page of the workbench, pointed at its case and held to its own address, and a plain word on what the site holds. */
import { createHash } from "node:crypto";
import { pagePolicy, type SiteCase, type SiteCaseElement, type SiteLater } from "@outweigh/server";
import { version } from "../version.js";
import type { PackedVersions } from "./site-versions.js";
import type { SiteFile } from "./write-site.js";

const element: SiteCaseElement = "outweigh-case";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The files of a site. `workbench` are those of the built workbench, with its `index.html`; `copies` names the copies of sources that the case holds. */
export function siteFiles(
  workbench: readonly SiteFile[],
  packed: SiteCase,
  copies: readonly string[],
  versions: PackedVersions,
  title: string,
): readonly SiteFile[] {
  const later = bytes(JSON.stringify({ format: "outweigh-site-later-1", answers: versions.later } satisfies SiteLater));
  const laterName = versions.later.length === 0 ? undefined : nameOf("versions", later);
  const files = [...packed.listing.files, ...versions.files].sort((one, other) => (one.path < other.path ? -1 : 1));
  const site: SiteCase = { ...packed, listing: { ...packed.listing, files }, ...(laterName && { later: `./${laterName}` }) };
  const data = bytes(JSON.stringify(site));
  const name = nameOf("case", data);
  return [
    ...workbench.map((file) => (file.path === "index.html" ? { ...file, bytes: bytes(pageOf(file.bytes, name, title, site)) } : file)),
    { path: name, bytes: data },
    ...(laterName === undefined ? [] : [{ path: laterName, bytes: later }]),
    { path: "README.txt", bytes: bytes(aboutText(packed, copies, versions.names, title)) },
  ];
}

const nameOf = (kind: string, data: Uint8Array): string => `${kind}-${createHash("sha256").update(data).digest("hex").slice(0, 12)}.json`;

function pageOf(page: Uint8Array, data: string, title: string, { handling }: SiteCase): string {
  const isOpen = handling === undefined || handling.mark === "TLP:CLEAR";
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${pagePolicy}">`,
    '<meta name="referrer" content="no-referrer">',
    ...(isOpen ? [] : ['<meta name="robots" content="noindex">']),
    `<meta name="${element}" content="./${data}">`,
    `<title>${escaped(title)}</title>`,
  ].join("\n");
  // A function, so that nothing in the title is taken for a sign of the replacement.
  return new TextDecoder().decode(page).replace(/<title>.*?<\/title>/, () => head);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function aboutText(
  { listing, answers, handling }: SiteCase,
  copies: readonly string[],
  versions: readonly string[],
  title: string,
): string {
  const modules = answers.flatMap(({ order, answer }) =>
    order.kind === "file" && answer.kind === "bytes" && order.value.startsWith("../") ? [order.value] : [],
  );
  const list = (paths: readonly string[]) => paths.map((path) => `  ${path}`);
  return [
    title,
    "",
    ...(handling ? [`${handling.mark}: for ${handling.readers}.`, ""] : []),
    `A case of Outweigh ${version} as a page to read and to explore. Nothing in it can be`,
    "changed. Put the whole folder on any web host, also below an address; it needs",
    "no server of ours and asks nothing of any other place. Opened from a disk by",
    "double-click most browsers refuse to run it; outweigh brief writes a page for that.",
    "",
    "WHAT IT HOLDS. Whoever can open the page can read all of this, to the letter,",
    "notes and remarks in the text included:",
    "",
    ...list(listing.files.map(({ path }) => path)),
    ...list(modules),
    "",
    ...(copies.length === 0
      ? ["It holds no copies of the sources, only what the text quotes of them, so the page", "cannot check quotes against them."]
      : ["It holds copies of sources, whole. They are the works of others: publish them only", "where you may.", "", ...list(copies)]),
    "",
    ...(versions.length === 0
      ? ["It holds no published versions, no other files of the folder, and not the place", "where the case lay."]
      : [
          "It holds the texts of these published versions, so that they can be compared,",
          "without their briefs and copies of sources:",
          "",
          ...list(versions),
          "",
          "It holds no other files of the folder, and not the place where the case lay.",
        ]),
    "",
  ].join("\n");
}
