/** Numbers from outside that the tests of this folder are held to: the fixtures beside the project, where they are there. */
import { existsSync, readFileSync } from "node:fs";

const shared = new URL("../../../../../shared/", import.meta.url);

/** The text of a file beside the project, undefined where it is absent. */
export function sharedText(path: string): string | undefined {
  const file = new URL(path, shared);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** A group of the published test vectors, undefined where they are absent. */
export function vectorGroup(name: string): Record<string, unknown> | undefined {
  const text = sharedText("handbook/vectors.json");
  return text === undefined ? undefined : (JSON.parse(text) as Record<string, Record<string, unknown>>)[name];
}
