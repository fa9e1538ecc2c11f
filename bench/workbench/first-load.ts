/** The first load of the workbench on the flagship, with nothing in the cache: how much comes over the wire, and when the text is there. */
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { OpenedCase } from "./browser.js";
import { settled } from "./typing.js";

/** Kilobytes as gzip makes them of what was loaded until the first result stood there, and milliseconds until the text was drawn. */
export interface FirstLoad {
  readonly kilobytes: number;
  readonly shown: number;
}

/** Loads it once. */
export async function firstLoad(opened: OpenedCase): Promise<FirstLoad> {
  const { page, loaded } = await opened.open("text");
  await settled(page);
  const shown = await page.evaluate(() => (globalThis as unknown as { bench: { shown: number } }).bench.shown);
  const files = ["/index.html", ...loaded]
    .map((path) => `packages/workbench/dist/app${path}`)
    .filter((path) => /\.\w+$/.test(path) && existsSync(path));
  await page.context().close();
  return { kilobytes: files.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0) / 1000, shown };
}
