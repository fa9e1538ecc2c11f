/** The annotated texts of packages/evidence/corpus, read from the disk, and the article, whose text lies beside the project and not in it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type AnnotationFile, readAnnotations } from "./annotation.js";

/** Rules for finding candidates may be fitted to the open texts; the held-out ones say how well they do elsewhere. */
export type CorpusSet = "open" | "held-out" | "article";

export interface CorpusText extends AnnotationFile {
  readonly name: string;
  readonly set: CorpusSet;
  readonly text: string;
}

const folder = new URL("../../packages/evidence/corpus/", import.meta.url);
const article = new URL("../../../shared/seed/article.txt", import.meta.url);

/** Whether the article is there; it is no part of the project. */
export const hasArticle = existsSync(article);

/** All texts with their annotations; the article last, where it is there. */
export function readCorpus(): readonly CorpusText[] {
  const texts = (["open", "held-out"] as const).flatMap((set) =>
    readdirSync(new URL(`${set}/`, folder))
      .filter((name) => name.endsWith(".txt"))
      .toSorted()
      .map((file): CorpusText => {
        const text = readFileSync(new URL(`${set}/${file}`, folder), "utf8");
        const name = file.replace(/\.txt$/, "");
        return { name, set, text, ...readAnnotations(readFileSync(new URL(`${set}/${name}.annotation`, folder), "utf8"), text) };
      }),
  );
  if (!hasArticle) return texts;
  const text = readFileSync(article, "utf8");
  const annotations = readAnnotations(readFileSync(new URL("article.annotation", folder), "utf8"), text);
  return [...texts, { name: "article", set: "article", text, ...annotations }];
}
