import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { test } from "vitest";
import { compileCase, runCase } from "/work/main/packages/language/src/index.js";

const files = {
  list: (f: string) => (existsSync(f) ? readdirSync(f) : undefined),
  read: (p: string) => {
    try {
      if (statSync(p).isDirectory()) return { ok: false, reason: "folder" } as const;
      return { ok: true, bytes: new Uint8Array(readFileSync(p)) } as const;
    } catch {
      return { ok: false, reason: "missing" } as const;
    }
  },
};
for (const name of (process.env.CASES ?? "first flood cartels").split(" "))
  test(name, () => {
    const folder = `/work/main/examples/${name}`;
    const t = performance.now();
    const c = compileCase(files, folder);
    const t2 = performance.now();
    const lines = c.diagnostics
      .filter((d) => process.env.ALL || d.severity === "error")
      .map((d) => {
        const text = c.assessment.files[d.span.file] ?? "";
        const line = text.slice(0, d.span.from).split("\n").length;
        return `${d.severity} ${d.span.file}:${line} ${d.code}: ${d.message} [${text.slice(d.span.from, d.span.to).split("\n")[0]}] | ${d.remedy}${d.second ? ` | second: ${d.second.message}` : ""}`;
      });
    console.log(name, Math.round(t2 - t), "ms", c.diagnostics.length, `\n${lines.slice(0, 60).join("\n")}`);
    const t3 = performance.now();
    if (process.env.RUN) {
      const r = runCase(c);
      console.log("run", Math.round(performance.now() - t3), "ms", r.result.outputs.length, c.lowering.graph.nodes.length);
      for (const o of r.result.outputs)
        if (o.name.includes(process.env.SHOW ?? "~~"))
          console.log(
            o.name,
            o.dimensions.join(","),
            o.summaries
              .slice(0, 10)
              .map((s) => s.mean.toPrecision(4))
              .join(" "),
            c.lowering.units.get(o.name)?.text,
          );
      console.log(
        r.diagnostics
          .slice(c.diagnostics.length)
          .map((d) => `${d.code} ${d.message} [${c.assessment.files[d.span.file].slice(d.span.from, d.span.to).split("\n")[0]}]`)
          .join("\n"),
      );
    }
  });
