/** The host of a case that came with the page, on a web host that only hands out files: nothing can be written, and nothing ever changes. */
import type { ReadAnswer, ReadOrder, SiteCase, SiteCaseElement, SiteLater } from "@outweigh/server/protocol";
import { type CaseHost, HostError } from "./host.js";

const element: SiteCaseElement = "outweigh-case";
const notThere = "The data of the case did not arrive. Check the network, then try again.";
const missing: ReadAnswer = { kind: "none", reason: "missing" };

/** The address of the case that this page brought, if it brought one. */
export function siteCaseAddress(): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="${element}"]`)?.content;
}

/** The host of the case at an address beside the page. */
export function siteHost(address: string): CaseHost {
  let loading: Promise<SiteCase> | undefined;
  let later: Promise<ReadonlyMap<string, ReadAnswer>> | undefined;
  const load = async (): Promise<SiteCase> => {
    const site = (await fetched(address)) as SiteCase | undefined;
    if (site?.format !== "outweigh-site-case-1") throw new HostError(notThere);
    return site;
  };
  const loaded = () => {
    loading ??= load();
    return loading;
  };
  return {
    canWrite: false,
    handling: async () => (await loaded()).handling,
    list: async () => (await loaded()).listing,
    write: async () => ({ kind: "refused", reason: "cannot be changed: this page is for reading" }),
    read: async (orders) => {
      const site = await loaded();
      const answers = answersOf(site);
      if (site.later === undefined || !orders.some(isOfVersion)) return orders.map((order) => answers.get(keyOf(order)) ?? missing);
      later ??= loadLater(site.later);
      const more = await later.catch((error: unknown) => {
        later = undefined;
        throw error;
      });
      return orders.map((order) => answers.get(keyOf(order)) ?? more.get(keyOf(order)) ?? missing);
    },
    watch: () => () => undefined,
  };
}

async function fetched(address: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address);
  } catch {
    throw new HostError(notThere);
  }
  return response.ok ? response.json().catch(() => undefined) : undefined;
}

async function loadLater(address: string): Promise<ReadonlyMap<string, ReadAnswer>> {
  const found = (await fetched(address)) as SiteLater | undefined;
  if (found?.format !== "outweigh-site-later-1") throw new HostError(notThere);
  return new Map(found.answers.map(({ order, answer }) => [keyOf(order), answer]));
}

const isOfVersion = ({ kind, value }: ReadOrder): boolean => kind === "file" && value.startsWith("versions/");

const keyOf = ({ kind, value }: ReadOrder): string => `${kind} ${value}`;

function answersOf({ listing, answers }: SiteCase): ReadonlyMap<string, ReadAnswer> {
  return new Map<string, ReadAnswer>([
    ...listing.files.flatMap(({ path, text }) =>
      text === undefined ? [] : [[keyOf({ kind: "file", value: path }), { kind: "bytes", base64: base64Of(text) }] as const],
    ),
    ...answers.map(({ order, answer }) => [keyOf(order), answer] as const),
  ]);
}

function base64Of(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let characters = "";
  for (let at = 0; at < bytes.length; at += 8192) characters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(characters);
}
