import { describe, expect, test } from "vitest";
import { type BlockEdit, claimInsertion, gradeEdit } from "./block-edits.js";

const chapter = `# River

Prose with source gauge in it.

\`\`\`outweigh
source gauge "Gauge book"
  by      "Authority"
  archive sources/gauge.txt
  grade   A   # the best there is

claim crest from gauge
  quote "The crest stands at 4.0 m"
  grade 2

quantity x : number = 1
  because crest
\`\`\`

After.

\`\`\`outweigh
source gauge_two "Another"

claim other from gauge_two
  quote   "one line and"
          "a second"
  said by "Somebody"
  note    "grade 3 is not meant"
\`\`\`
`;

const made = (text: string, edit: BlockEdit | undefined) =>
  edit === undefined ? undefined : text.slice(0, edit.from) + edit.insert + text.slice(edit.to);

describe("a new claim", () => {
  const block = 'claim new from gauge\n  quote "w"\n  grade 3\n';
  test("stands after the last one from its source", () => {
    expect(made(chapter, claimInsertion(chapter, "gauge", block))).toBe(
      chapter.replace("  grade 2\n\nquantity", '  grade 2\n\nclaim new from gauge\n  quote "w"\n  grade 3\n\nquantity'),
    );
  });
  test("stands after the source where that has none, and at the end of a fence", () => {
    const text = '```outweigh\nsource a "A"\n  grade B\n```\n';
    expect(made(text, claimInsertion(text, "a", 'claim c from a\n  quote "q"\n'))).toBe(
      '```outweigh\nsource a "A"\n  grade B\n\nclaim c from a\n  quote "q"\n```\n',
    );
  });
  test("of a source that is declared elsewhere has no place here", () => {
    expect(claimInsertion(chapter, "gaug", block)).toBeUndefined();
    expect(claimInsertion(chapter, "River", block)).toBeUndefined();
  });
});

describe("a grade", () => {
  test("is exchanged, and what stands beside it stays", () => {
    expect(made(chapter, gradeEdit(chapter, "source", "gauge", "C"))).toBe(chapter.replace("grade   A   #", "grade   C   #"));
    expect(made(chapter, gradeEdit(chapter, "claim", "crest", "4"))).toBe(chapter.replace("grade 2", "grade 4"));
  });
  test("is added in the columns of the block, after what was said", () => {
    expect(made(chapter, gradeEdit(chapter, "claim", "other", "3"))).toBe(
      chapter.replace('  said by "Somebody"\n', '  said by "Somebody"\n  grade   3\n'),
    );
    expect(made(chapter, gradeEdit(chapter, "source", "gauge_two", "D"))).toBe(
      chapter.replace('source gauge_two "Another"\n', 'source gauge_two "Another"\n  grade D\n'),
    );
  });
  test("that it has, or of what is not declared here, changes nothing", () => {
    expect(gradeEdit(chapter, "claim", "crest", "2")).toBeUndefined();
    expect(gradeEdit(chapter, "claim", "gauge", "2")).toBeUndefined();
  });
});
