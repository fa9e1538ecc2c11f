/** Why a page could not be fetched, in words for an analyst. */

/** What can go wrong. */
export type FetchProblemCode =
  | "not-an-address"
  | "not-http"
  | "credentials"
  | "not-found"
  | "private-address"
  | "unreachable"
  | "certificate"
  | "robots"
  | "robots-unreachable"
  | "too-many-redirects"
  | "too-large"
  | "too-slow"
  | "cut-off"
  | "damaged"
  | "refused-by-server"
  | "empty"
  | "stopped";

/** A fetch that failed: what is wrong and what can be done. `url` is where it happened, which after a redirect is not what was asked for. */
export interface FetchProblem {
  readonly code: FetchProblemCode;
  readonly url: string;
  /** A fact: an address, a status, a time. */
  readonly detail: string;
  readonly message: string;
  readonly remedy: string;
}

type Words = readonly [message: string, remedy: string];

const save = "Save the page in a browser and ingest the file.";

const words: Readonly<Record<FetchProblemCode, (url: string, detail: string) => Words>> = {
  "not-an-address": (url, from) => [
    `${from === "" ? "" : `${from} leads on to `}“${url}”${from === "" ? " is" : ", which is"} not a web address.`,
    "Write it whole, as in https://example.org/page.",
  ],
  "not-http": (url, from) => [
    `${from === "" ? "" : `${from} leads on to `}“${url}”${from === "" ? " does" : ", which does"} not begin with http:// or https://.`,
    "Only pages of the web are fetched; for a file give its name.",
  ],
  credentials: (url) => [
    `The address of ${url} holds a user name or password.`,
    `Take it out of the address. If the page needs it: ${save}`,
  ],
  "not-found": (url, host) => [
    `There is no server with the name ${host}, which ${url} asks for.`,
    "Check the spelling of the address and the connection to the network.",
  ],
  "private-address": (url, address) => [
    `${url} is at ${address}, an address inside a private network or this machine.`,
    "If that is meant, add --allow-local.",
  ],
  unreachable: (url, reason) => [`The server of ${url} cannot be reached: ${reason}.`, `Try again later. ${save}`],
  certificate: (url, reason) => [`The server of ${url} cannot prove that it is the one it says: ${reason}.`, save],
  robots: (url, file) => [`${url} is not to be fetched by programs: ${file} says so.`, `${save} Or ask the publisher.`],
  "robots-unreachable": (url, reason) => [
    `Whether ${url} may be fetched by programs cannot be told: its robots.txt ${reason}. Until it can, nothing is fetched.`,
    `Try again later. ${save}`,
  ],
  "too-many-redirects": (url, most) => [
    `${url} is reached after more than ${most} redirects.`,
    "Open the address in a browser and give the one at which it ends.",
  ],
  "too-large": (url, most) => [`${url} is larger than ${most}.`, save],
  "too-slow": (url, time) => [`${url} did not arrive within ${time}.`, `Try again later. ${save}`],
  "cut-off": (url, detail) => [
    `The connection ended before all of ${url} had arrived${detail === "" ? "" : ` (${detail})`}.`,
    `Try again. ${save}`,
  ],
  damaged: (url, detail) => [`What the server sent for ${url} cannot be unpacked: ${detail}.`, save],
  "refused-by-server": (url, status) => [
    `The server answered ${status}${statusWords(status)} for ${url}.`,
    status === "404" || status === "410" ? "Check the address; an archive of the web may have a copy." : `Try again later. ${save}`,
  ],
  empty: (url) => [`The server sent nothing for ${url}.`, save],
  stopped: (url) => [`Fetching ${url} was stopped.`, ""],
};

const statuses: Readonly<Record<string, string>> = {
  204: "there is no content",
  400: "it does not understand the request",
  401: "a password is needed",
  402: "it is to be paid for",
  403: "it may not be seen",
  404: "there is no such page",
  410: "the page is gone",
  429: "too many requests",
  451: "withheld for legal reasons",
  500: "an error of the server",
  502: "an error of the server",
  503: "the server is not available",
  504: "the server is too slow",
};

const statusWords = (status: string): string => (Object.hasOwn(statuses, status) ? ` (${statuses[status]})` : "");

/** A problem with its words. */
export function fetchProblem(code: FetchProblemCode, url: string, detail: string): FetchProblem {
  const [message, remedy] = words[code](url, detail);
  return { code, url, detail, message, remedy };
}
