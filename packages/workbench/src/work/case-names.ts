/** The names of the case as it is compiled; chapters that have not changed are not read again. */
import {
  type Assessment,
  type ChapterNames,
  type Compiled,
  type Declared,
  indexNames,
  type Named,
  type NameIndex,
  readNames,
} from "@outweigh/language";

const known = new WeakMap<Compiled, NameIndex>();
let chapters = new Map<string, { readonly text: string; readonly names: ChapterNames }>();

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
  chapters = new Map(
    [...own].map((file) => {
      const text = assessment.files[file] ?? "";
      const before = chapters.get(file);
      return [file, before?.text === text ? before : { text, names: readNames(file, text) }];
    }),
  );
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
  const index = indexNames(
    [...chapters.values()].map(({ names }) => names),
    more,
  );
  known.set(compiled, index);
  return index;
}
