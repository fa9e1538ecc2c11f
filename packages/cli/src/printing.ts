/** Printing a page to PDF by a browser of this machine: Chromium, Chrome or Edge without a window, from a page that can run and fetch nothing. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

/** The PDF; or why there is none, in a sentence. `absent`: there is no such browser here. */
export type Printed =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly isAbsent: boolean; readonly message: string };

const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

const places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["Google Chrome", "Chromium", "Microsoft Edge"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((variable) => {
    const folder = process.env[variable];
    return folder === undefined
      ? []
      : ["Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"].map((path) =>
          join(folder, path),
        );
  }),
};

const longest = 60_000;

/** The browser that prints: the one that OUTWEIGH_BROWSER or CHROMIUM names, or the first that is found. */
function browserHere(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = env.OUTWEIGH_BROWSER ?? env.CHROMIUM;
  if (named !== undefined && named !== "") return existsSync(named) ? named : undefined;
  const ending = process.platform === "win32" ? ".exe" : "";
  const onPath = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [
    ...programs.flatMap((name) => onPath.map((folder) => join(folder, `${name}${ending}`))),
    ...(places[process.platform] ?? []),
  ].find(existsSync);
}

/** Prints a whole page of HTML in the way that its own style sheet says for print. */
export async function printPdf(html: string, env: Readonly<Record<string, string | undefined>>): Promise<Printed> {
  const browser = browserHere(env);
  if (browser === undefined)
    return { ok: false, isAbsent: true, message: "There is no Chromium, Chrome or Edge on this machine that could make a PDF." };
  const folder = await mkdtemp(join(tmpdir(), "outweigh-print-"));
  try {
    const [page, file] = [join(folder, "page.html"), join(folder, "page.pdf")];
    await writeFile(page, withPolicy(html));
    const failure = await run(browser, [
      "--headless",
      "--disable-gpu",
      "--no-first-run",
      "--disable-extensions",
      "--disable-background-networking",
      "--host-resolver-rules=MAP * ~NOTFOUND",
      `--user-data-dir=${join(folder, "profile")}`,
      // The sandbox of Chromium refuses to run for the superuser, as in most containers; the page can run nothing.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--no-pdf-header-footer",
      "--print-to-pdf-no-header",
      `--print-to-pdf=${file}`,
      pathToFileURL(page).href,
    ]);
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes !== undefined && bytes.subarray(0, 5).toString("latin1") === "%PDF-") return { ok: true, bytes: new Uint8Array(bytes) };
    return { ok: false, isAbsent: false, message: `The browser made no PDF${failure === undefined ? "" : `: ${failure}`}.` };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}

/** Under a policy that comes before all that the page says: nothing runs in it and nothing is fetched for it. */
function withPolicy(html: string): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`;
  return `<!doctype html>\n${policy}${html.replace(/^\s*<!doctype html>/i, "")}`;
}

function run(program: string, words: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: "ignore" });
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      resolve(`it took more than ${longest / 1000} s`);
    }, longest);
    const end = (failure: string | undefined) => {
      clearTimeout(timer);
      resolve(failure);
    };
    child.on("error", (error) => end(error.message));
    child.on("exit", (code) => end(code === 0 ? undefined : `it ended with ${code}`));
  });
}
