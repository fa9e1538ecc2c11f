/** Modules: the blocks of another folder, renamed with a prefix before they are read, so that nothing after this knows of modules. */
import type { ArgumentSyntax, BlockSyntax, Expression, FieldSyntax, IndexSyntax, NameSyntax, Part, RowSyntax } from "./syntax.js";
import { unitSpellings } from "./unit-spellings.js";

/** Kinds of block that a module hands over; the others stay behind. */
export const importedKinds: ReadonlySet<string> = new Set([
  "source",
  "claim",
  "unit",
  "dimension",
  "data",
  "quantity",
  "chance",
  "precedent",
  "expert",
  "judgement",
  "seed",
  "stock",
  "observe",
  "check",
  "use",
]);

/** Joins and tidies a path with `/`; `..` steps out of a folder, also above the start. */
export function joinPath(...parts: readonly string[]): string {
  const given = parts.filter((part) => part !== "");
  const absolute = given[0]?.startsWith("/") ?? false;
  const out: string[] = [];
  for (const part of given.join("/").replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && out.length > 0 && out[out.length - 1] !== "..") out.pop();
    else if (!(part === ".." && absolute && out.length === 0)) out.push(part);
  }
  return (absolute ? "/" : "") + out.join("/");
}

/** Renames the blocks of a module: every name that it declares, wherever it is used in them, gets the prefix. */
export function prefixBlocks(blocks: readonly BlockSyntax[], prefix: string): BlockSyntax[] {
  const named = (isOfKind: (keyword: string) => boolean) =>
    new Set(blocks.flatMap((block) => (block.name && isOfKind(block.keyword) ? [block.name.text] : [])));
  const declared = named((keyword) => importedKinds.has(keyword));
  const units = named((keyword) => keyword === "unit");
  const typing = named((keyword) => keyword === "unit" || keyword === "dimension");
  const renamed = (name: string): string => {
    if (declared.has(name)) return prefix + name;
    const dot = name.indexOf(".");
    return dot > 0 && declared.has(name.slice(0, dot)) ? prefix + name : name;
  };
  const toName = (name: NameSyntax): NameSyntax => ({ ...name, text: renamed(name.text) });
  const unitRenamed = (name: string): string => (unitSpellings(name).some((spelling) => units.has(spelling)) ? prefix + name : name);
  const typeRenamed = (name: string): string => (typing.has(name) ? prefix + name : unitRenamed(name));
  const toExpression = (expression: Expression): Expression => mapNames(expression, renamed, unitRenamed);
  const toType = (expression: Expression): Expression => mapNames(expression, typeRenamed, unitRenamed);
  const toPart = (part: Part, isTable: boolean): Part => {
    if (part.kind === "expression") return { ...part, expression: isTable ? toType(part.expression) : toExpression(part.expression) };
    return part.kind === "over" ? { ...part, names: part.names.map(toName) } : part;
  };
  const toRow = (row: RowSyntax): RowSyntax => ({ ...row, cells: row.cells.map(toExpression) });
  const toField = (field: FieldSyntax, isTable: boolean): FieldSyntax => ({
    ...field,
    parts: field.parts.map((part) => toPart(part, isTable)),
    rows: field.rows.map(toRow),
  });
  return blocks.map((block) => {
    const from = block.from && block.keyword === "claim" ? { ...block.from, text: renamed(block.from.text) } : block.from;
    const alias = block.alias && block.keyword === "use" ? { ...block.alias, text: prefix + block.alias.text } : block.alias;
    const keepsStates = block.keyword === "chance" || (block.keyword === "dimension" && !block.definition);
    return {
      ...block,
      name: block.name && toName(block.name),
      type: keepsStates ? block.type : block.type.map(toType),
      over: block.over.map(toName),
      definition: block.definition && (block.keyword === "unit" ? toType : toExpression)(block.definition),
      from,
      alias,
      fields: block.fields.map((field) => toField(field, block.keyword === "data")),
    };
  });
}

/** The same expression with every name of a value passed through `rename` and every unit through `renameUnit`; names of functions and shapes stay. */
function mapNames(expression: Expression, rename: (name: string) => string, renameUnit: (name: string) => string): Expression {
  const map = (inner: Expression): Expression => mapNames(inner, rename, renameUnit);
  const toName = (name: NameSyntax): NameSyntax => ({ ...name, text: rename(name.text) });
  switch (expression.kind) {
    case "name":
      return { ...expression, name: rename(expression.name) };
    case "with-unit":
      return { ...expression, of: map(expression.of), unit: { ...expression.unit, text: renameUnit(expression.unit.text) } };
    case "negate":
    case "not":
      return { ...expression, of: map(expression.of) };
    case "binary":
      return { ...expression, left: map(expression.left), right: map(expression.right) };
    case "if":
      return { ...expression, condition: map(expression.condition), then: map(expression.then), otherwise: map(expression.otherwise) };
    case "interval":
      return { ...expression, low: map(expression.low), high: map(expression.high) };
    case "call":
      return {
        ...expression,
        arguments: expression.arguments.map(
          (argument): ArgumentSyntax => ({ ...argument, value: map(argument.value), ...(argument.to ? { to: map(argument.to) } : {}) }),
        ),
        ...(expression.over ? { over: toName(expression.over) } : {}),
        ...(expression.given ? { given: map(expression.given) } : {}),
        ...(expression.option ? { option: toName(expression.option) } : {}),
      };
    case "index":
      return {
        ...expression,
        of: map(expression.of),
        entries: expression.entries.map(
          (entry): IndexSyntax => ({
            ...entry,
            ...(entry.dimension ? { dimension: toName(entry.dimension) } : {}),
            value: map(entry.value),
          }),
        ),
      };
    case "compare-options":
      return { ...expression, ...(expression.of ? { of: map(expression.of) } : {}), option: toName(expression.option) };
    case "number":
    case "date":
    case "text":
    case "broken":
      return expression;
  }
}
