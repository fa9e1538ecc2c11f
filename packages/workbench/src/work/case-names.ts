/** The names of the case as it is compiled; chapters that have not changed are not read again. */
import {
  type Assessment,
  type ChapterNames,
  type Compiled,
  type Declared,
  indexNames,
  type Named,
  type NameIndex,
  type ParsedChapter,
  parseChapter,
  readNames,
} from "@outweigh/language";

const known = new WeakMap<Compiled, NameIndex>();
interface Held {
  readonly parsed: ParsedChapter;
  names?: ChapterNames;
}
let chapters = new Map<string, Held>();

/** The tree of a chapter; undefined when there is no such chapter. */
export function chapterOf({ assessment }: Compiled, file: string): ParsedChapter | undefined {
  const text = assessment.chapters.some((each) => each.file === file) ? assessment.files[file] : undefined;
  return text === undefined ? undefined : hold(file, text).parsed;
}

function hold(file: string, text: string): Held {
  const before = chapters.get(file);
  if (before?.parsed.text === text) return before;
  const held = { parsed: parseChapter(text, before?.parsed) };
  chapters.set(file, held);
  return held;
}

/** Lists of the assessment with the keyword of their blocks: what modules may bring in. */
const fromModules = {
  units: "unit",
  dimensions: "dimension",
  quantities: "quantity",
  chances: "chance",
  precedents: "precedent",
  stocks: "stock",
  objectives: "objective",
  options: "option",
  claims: "claim",
  sources: "source",
  data: "data",
} as const satisfies { readonly [List in keyof Assessment]?: string };

/** All names of a compiled case. */
export function namesOf(compiled: Compiled): NameIndex {
  const held = known.get(compiled);
  if (held !== undefined) return held;
  const { assessment } = compiled;
  const own = new Set(assessment.chapters.map(({ file }) => file));
  chapters = new Map([...chapters].filter(([file]) => own.has(file)));
  const read = [...own].map((file) => {
    const held = hold(file, assessment.files[file] ?? "");
    held.names ??= readNames(file, held.parsed.text, held.parsed.tree);
    return held.names;
  });
  const more = Object.entries(fromModules).flatMap(([list, kind]) =>
    (assessment[list as keyof typeof fromModules] as readonly Declared[])
      .filter(({ span }) => !own.has(span.file))
      .map(
        ({ id, label, span }): Named => ({
          key: id,
          name: id,
          kind,
          label,
          file: span.file,
          from: span.from,
          to: span.to,
          block: span,
        }),
      ),
  );
  const index = indexNames(read, more);
  known.set(compiled, index);
  return index;
}
