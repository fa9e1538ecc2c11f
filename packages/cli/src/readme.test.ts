/** What the README shows is what a reader gets: the first example as it stands, and what the command prints for it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const readme = readFileSync(`${root}/README.md`, "utf8");
const withoutHashes = (text: string): string => text.replace(/\b[0-9a-f]{16}\b/g, "HASH");

test("the README shows examples/first as it is", () => {
  expect(readme).toContain(`\`\`\`\`markdown\n${readFileSync(`${root}/examples/first/first.md`, "utf8")}\`\`\`\`\n`);
});

test("the README shows what the command prints", async () => {
  const effects = capturedEffects(nodeDisk(root));
  expect(await runCli(["run", "examples/first"], effects)).toBe(0);
  expect(withoutHashes(readme)).toContain(`$ npx outweigh run examples/first\n${withoutHashes(effects.printed.out)}\`\`\`\n`);
});
