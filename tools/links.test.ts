/** Dead links must be found, living ones left alone, and links that are only shown as text not followed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { anchorsOf, linkProblems } from "./links.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function tree(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), "links-"));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return linkProblems(root);
}

const guide = "# The guide\n\n## Step 1: `check` it\n\n## Step 1: `check` it\n";

test("living links are left alone", () => {
  expect(
    tree({
      "README.md": [
        "[a](docs/guide.md) [b](docs/guide.md#step-1-check-it) [c](docs/guide.md#step-1-check-it-1) [d](#here) [e](docs/)",
        "[f](https://example.org/x) [g](mailto:a@example.org) ![h](docs/a.png 'title')",
        "[i]: docs/guide.md",
        "`[j](nowhere.md)` and **likely** [{P(x > 1)}] (not a link)",
        "```",
        "[k](nowhere.md)",
        "```",
        "# Here",
      ].join("\n"),
      "docs/guide.md": guide,
      "docs/a.png": "",
      "node_modules/x/README.md": "[dead](nowhere.md)",
    }),
  ).toEqual([]);
});

test.each([
  ["a missing file", "[x](docs/nowhere.md)", "README.md:1: docs/nowhere.md is not there"],
  ["a missing heading", "\n[x](docs/guide.md#step-2)", "README.md:2: docs/guide.md#step-2 names a heading that is not there"],
  ["a missing heading here", "[x](#nowhere)", "README.md:1: #nowhere names a heading that is not there"],
  ["other capitals", "[x](docs/Guide.md)", "README.md:1: docs/Guide.md is not there"],
  ["a path out of the project", "[x](../secret.md)", "README.md:1: ../secret.md leads out of the project"],
  ["a missing picture", "![x](a.png)", "README.md:1: a.png is not there"],
  ["a missing definition", "[x]: nowhere.md", "README.md:1: nowhere.md is not there"],
])("%s is found", (_, text, problem) => {
  expect(tree({ "README.md": text, "docs/guide.md": guide })).toEqual([problem]);
});

test("anchors are spelt as code hosts spell them", () => {
  expect([...anchorsOf("# Ein Maß & more, _really_\n```\n# no heading\n```\n## [A](b.md) link\n## a_b-c\n")]).toEqual([
    "ein-maß--more-_really_",
    "a-link",
    "a_b-c",
  ]);
});
