/**
 * Folders written in one text, for tests: a Markdown file whose fences of kind `file PATH` are the other files of the folder,
 * and fences found in the manual's pages.
 */
import type { FileSystem } from "../src/files.js";
/** A fenced block of a Markdown text: its info string, its content, and the lines (from 0) of its two fences. */
export interface Fence {
    readonly info: string;
    readonly content: string;
    readonly opening: number;
    readonly closing: number;
}
/** The outermost fences of a text, in order. */
export declare function fences(text: string): Fence[];
/** The files of a literate text: the chapter itself under `chapter`, with line numbers kept, and each `file PATH` fence under its path. */
export declare function literateFiles(text: string, chapter: string): Map<string, string>;
/** A file system of texts in memory. The paths of `files` are relative to `folder`; `../` leads out of it. */
export declare function memoryFiles(files: ReadonlyMap<string, string>, folder: string): FileSystem;
//# sourceMappingURL=literate.d.ts.map