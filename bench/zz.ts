import { ChapterMemory, compileCase } from "@outweigh/language";
import { longCase, oneChapter } from "./generated-case.js";

const text = longCase(2000);
let e = 0;
for (const m of [undefined, new ChapterMemory()]) {
  const ts: number[] = [];
  for (let i = 0; i < 150; i++) {
    const f = oneChapter(text.replace("= 101 to 203", `= 101 to ${204 + (++e % 50)}`));
    const t = performance.now();
    m ? compileCase(f, "case", m) : compileCase(f, "case");
    ts.push(performance.now() - t);
  }
  const s = ts.slice(50).sort((a, b) => a - b);
  console.log("median", s[50], "min", s[0]);
}
