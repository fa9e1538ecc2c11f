import { expect, it } from "vitest";
import { compileCase } from "../compile.js";

const model = (body: string) => `\`\`\`outweigh
case t
  question "q"
option a
option b
source s "S"
claim k from s
  states "abc"
precedent p
  yes one "reason"
quantity x : USD = if a then 1 else 2
${body}
\`\`\`
`;

function unknownIn(body: string): readonly string[] {
  const text = model(body);
  const files = { list: () => ["a.md"], read: () => ({ ok: true as const, bytes: new TextEncoder().encode(text) }) };
  return compileCase(files, "")
    .diagnostics.filter(({ code }) => code === "unknown-name")
    .map(({ span, parameters }) => `${parameters.name} @ ${text.slice(span.from, span.to)}`);
}

it.each([
  ['quantity y : USD = 1\n  because k, p, x, s, "judgement"', []],
  ["quantity y : USD = 1\n  because nowhere", ["nowhere @ nowhere"]],
  ['claim l from nowhere\n  states "x"', ["nowhere @ l"]],
  ['claim l from s\n  states "x"\n  conflicts with k, nowhere', ["nowhere @ nowhere"]],
  ['claim l from s\n  states "x"\n  corroborates x', ["x @ x"]],
  ['source t "T"\n  derived from s, nowhere', ["nowhere @ nowhere"]],
  ['rule r\n  forbids a\n  unless e\n  element e "E" met because nowhere', ["nowhere @ nowhere"]],
  ['precedent q\n  no two "reason" because nowhere', ["nowhere @ nowhere"]],
  ["chance c : u | v\n  precedent nowhere", ["nowhere @ nowhere"]],
])("every link leads somewhere: %s", (body, unknown) => expect(unknownIn(body)).toEqual(unknown));
