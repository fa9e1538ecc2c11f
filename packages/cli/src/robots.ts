/** What a site's robots.txt lets us fetch, by RFC 9309: no file means all, a server that fails or is silent means nothing. */
import robotsModule from "robots-parser";
import { type FetchLimits, requestOnce } from "./fetching-hop.js";
import { type FetchProblem, fetchProblem } from "./fetching-problems.js";

/** The package exports the function itself, though its types speak of a default export. */
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** RFC 9309 asks for at least 500 kilobytes to be read. */
const longestRobots = 1_000_000;
const mostRedirects = 5;

/** The rules of a site, or why they cannot be had: `unknown` finishes the sentence "its robots.txt …". */
export type SiteRules = { readonly text: string } | { readonly unknown: string } | { readonly problem: FetchProblem };

/** Why a page may not be fetched, if it may not. `known` holds the rules of the sites that this fetch has been at, so that each is asked once. */
export async function robotsAllow(url: URL, limits: FetchLimits, known: Map<string, SiteRules>): Promise<FetchProblem | undefined> {
  const address = new URL("/robots.txt", url);
  const rules = known.get(url.origin) ?? (await readRules(address, limits));
  known.set(url.origin, rules);
  if ("problem" in rules) return fetchProblem(rules.problem.code, url.href, rules.problem.detail);
  if ("unknown" in rules) return fetchProblem("robots-unreachable", url.href, rules.unknown);
  return robotsParser(address.href, rules.text).isAllowed(url.href, "Outweigh") === false
    ? fetchProblem("robots", url.href, address.href)
    : undefined;
}

async function readRules(address: URL, limits: FetchLimits): Promise<SiteRules> {
  let at = address;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const hop = await requestOnce(at, limits, longestRobots);
    if (!hop.ok) return failure(hop.problem);
    const { status, headers, bytes } = hop;
    if (status >= 500) return { unknown: `is answered with ${status}` };
    if (status >= 200 && status < 300) return { text: new TextDecoder().decode(bytes) };
    const next =
      status >= 300 && status < 400 && headers.location !== undefined && URL.canParse(headers.location, at.href)
        ? new URL(headers.location, at.href)
        : undefined;
    if (next === undefined) return { text: "" };
    if (next.protocol !== "http:" && next.protocol !== "https:") return { unknown: "leads to what is no web address" };
    at = next;
  }
  return { unknown: "is redirected without end" };
}

/** What would stop the page itself as well is told as it is. */
function failure(problem: FetchProblem): SiteRules {
  const unknown: Partial<Record<FetchProblem["code"], string>> = {
    "too-slow": "does not arrive in time",
    "cut-off": "is cut off",
    "too-large": "is too large",
    damaged: "cannot be unpacked",
  };
  const words = unknown[problem.code];
  return words === undefined ? { problem } : { unknown: words };
}
