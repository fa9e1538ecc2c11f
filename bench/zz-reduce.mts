import { compileCase } from "@outweigh/language";
import { readFileSync } from "node:fs";
const text = readFileSync(process.argv[2]!, "utf8"); const want = process.argv[3]!;
const bad = (t: string) => { try { const bytes = new TextEncoder().encode(t); compileCase({ list: (f: string) => f==="case"?["1.md"]:undefined, read: (p: string) => p==="case/1.md"?{ok:true,bytes}:{ok:false,reason:"missing"} } as never, "case"); return false; } catch (e) { return String((e as Error).message).includes(want); } };
let parts = text.split("\n"); if (!bad(parts.join("\n"))) { console.log("does not fail"); process.exit(); }
for (let size = Math.ceil(parts.length/2); size >= 1; size = size>1?Math.floor(size/2):0) for (let i=0;i<parts.length;) { const t=parts.toSpliced(i,size); if (bad(t.join("\n"))) parts=t; else i+=size; }
let s = parts.join("\n");
for (let size = 40; size >= 1; size = Math.floor(size/2)) for (let i=0;i<s.length;) { const t=s.slice(0,i)+s.slice(i+size); if (bad(t)) s=t; else i+=size; }
console.log(s);
