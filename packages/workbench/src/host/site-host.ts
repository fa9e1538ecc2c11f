/** The host of a case that came with the page, on a web host that only hands out files: nothing can be written, and nothing ever changes. */
import type { ReadAnswer, ReadOrder, SiteCase, SiteCaseElement } from "@outweigh/server/protocol";
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
  const load = async (): Promise<SiteCase> => {
    let response: Response;
    try {
      response = await fetch(address);
    } catch {
      throw new HostError(notThere);
    }
    const site = response.ok ? ((await response.json().catch(() => undefined)) as SiteCase | undefined) : undefined;
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
      const answers = answersOf(await loaded());
      return orders.map((order) => answers.get(keyOf(order)) ?? missing);
    },
    watch: () => () => undefined,
  };
}

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
