/** The file system of the compiler inside the worker: what it holds is answered at once, what it lacks is written down to be fetched. */
import { type FileRead, type FileSystem, joinPath } from "@outweigh/language";
import type { ReadAnswer, ReadOrder } from "@outweigh/server/protocol";
import type { ChangedFile } from "./messages.js";

/** A file system that fills up as it is used. */
export interface HeldFiles extends FileSystem {
  change(files: readonly ChangedFile[]): void;
  give(orders: readonly ReadOrder[], answers: readonly ReadAnswer[]): void;
  /** The paths of all files that are kept as text, in order. */
  paths(): readonly string[];
  /** What was asked for in vain since the last call, each once. */
  takeLacking(): readonly ReadOrder[];
}

/** An empty one. The folder of the case is "". */
export function holdFiles(): HeldFiles {
  const texts = new Map<string, Uint8Array>();
  const names = new Set<string>();
  const fetched = new Map<string, ReadAnswer>();
  const lacking = new Map<string, ReadOrder>();
  const encoder = new TextEncoder();
  const keyOf = ({ kind, value }: ReadOrder) => `${kind} ${value}`;
  const ask = (order: ReadOrder): ReadAnswer | undefined => {
    const known = fetched.get(keyOf(order));
    if (known === undefined) lacking.set(keyOf(order), order);
    return known;
  };
  const isInside = (path: string) => !path.startsWith("../") && path !== "..";

  return {
    change: (changed) => {
      for (const { path, text, isGone } of changed) {
        fetched.delete(keyOf({ kind: "file", value: path }));
        if (text === undefined) texts.delete(path);
        else texts.set(path, encoder.encode(text));
        if (isGone) names.delete(path);
        else names.add(path);
      }
    },
    give: (orders, answers) => {
      for (const [at, order] of orders.entries()) fetched.set(keyOf(order), answers[at] ?? { kind: "none", reason: "missing" });
    },
    paths: () => [...texts.keys()].sort(),
    takeLacking: () => {
      const orders = [...lacking.values()];
      lacking.clear();
      return orders;
    },
    list: (folder) => {
      const path = joinPath(folder);
      if (isInside(path)) {
        const below = path === "" ? "" : `${path}/`;
        const here = [...names].filter((name) => name.startsWith(below) && !name.slice(below.length).includes("/"));
        if (path === "" || here.length > 0) return here.map((name) => name.slice(below.length)).sort();
        return [...names].some((name) => name.startsWith(below)) ? [] : undefined;
      }
      const answer = ask({ kind: "folder", value: path });
      return answer?.kind === "names" ? answer.names : undefined;
    },
    read: (given) => {
      const path = joinPath(given);
      const text = texts.get(path);
      if (text !== undefined) return { ok: true, bytes: text };
      if (isInside(path) && !names.has(path)) {
        const isFolder = [...names].some((name) => name.startsWith(`${path}/`));
        return { ok: false, reason: isFolder ? "folder" : "missing" };
      }
      return readOf(ask({ kind: "file", value: path }));
    },
    findByHash: (sha256) => bytesOf(ask({ kind: "hash", value: sha256 })),
    findByName: (name) => bytesOf(ask({ kind: "name", value: name })),
  };
}

function readOf(answer: ReadAnswer | undefined): FileRead {
  const bytes = bytesOf(answer);
  if (bytes !== undefined) return { ok: true, bytes };
  return { ok: false, reason: answer?.kind === "none" ? answer.reason : "missing" };
}

const decoded = new WeakMap<object, Uint8Array>();

function bytesOf(answer: ReadAnswer | undefined): Uint8Array | undefined {
  if (answer?.kind !== "bytes") return undefined;
  const known = decoded.get(answer);
  if (known !== undefined) return known;
  const bytes = Uint8Array.from(atob(answer.base64), (character) => character.charCodeAt(0));
  decoded.set(answer, bytes);
  return bytes;
}
