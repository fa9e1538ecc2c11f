/** Our pages as terminal text. */
import { expect, test } from "vitest";
import { markdownText } from "./markdown-text.js";
import { terminalStyle } from "./terminal.js";

const page = `# unit-mismatch

Adding **people** to \`USD\` has no meaning; see [units](units.md). This paragraph is long enough to be wrapped.

- one
  goes on
- two

\`\`\`\`outweigh-wrong
\`\`\`outweigh
x = 1
\`\`\`
\`\`\`\`

Right:
`;

test("headings, paragraphs, items and fences", () => {
  expect(markdownText(page, terminalStyle(false), 50)).toBe(
    [
      "unit-mismatch",
      "",
      "Adding people to USD has no meaning; see units.",
      "This paragraph is long enough to be wrapped.",
      "",
      "  - one goes on",
      "  - two",
      "",
      "    ```outweigh",
      "    x = 1",
      "    ```",
      "",
      "Right:",
    ].join("\n"),
  );
});

test("colours only when asked for", () => {
  expect(markdownText(page, terminalStyle(true), 50)).toContain("\u001b[1munit-mismatch\u001b[22m");
});
