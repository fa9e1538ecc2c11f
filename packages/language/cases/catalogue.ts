/** The codes of the whole catalogue of diagnostics, found in its files, so that a new one needs no line anywhere else. */
import { readdirSync } from "node:fs";

const folder = new URL("../src/diagnostics/", import.meta.url);

/** Every code, in order of the alphabet. */
export async function diagnosticCodes(): Promise<string[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const modules: Record<string, unknown>[] = await Promise.all(files.map((name) => import(new URL(name, folder).href)));
  const codes = modules.flatMap((module) => Object.values(module).flatMap((value) => (isRecord(value) ? [value.code] : [])));
  return [...new Set(codes)].sort();
}

function isRecord(value: unknown): value is { readonly code: string } {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string" && "at" in value;
}
