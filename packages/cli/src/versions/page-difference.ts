/** Where two pages of a brief part: the first words that differ, for people. */

/** Words shown before and after the place. */
const around = 6;

/** The first difference of two pages, in words; undefined where they are the same. */
export function firstDifference(published: string, now: string): string | undefined {
  if (published === now) return undefined;
  const [before, after] = [wordsOf(published), wordsOf(now)];
  let at = 0;
  while (at < before.length && at < after.length && before[at] === after[at]) at++;
  if (at === before.length && at === after.length) return "the words are the same, the layout is not.";
  const shown = (words: readonly string[]) => words.slice(Math.max(0, at - around), at + around).join(" ");
  return `“… ${shown(before)} …” in the page, “… ${shown(after)} …” from the case.`;
}

function wordsOf(page: string): readonly string[] {
  return page
    .replace(/<head>[\s\S]*?<\/head>/, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&nbsp;/g, "\u00a0")
    .split(/[ \t\r\n]+/)
    .filter((word) => word !== "");
}
