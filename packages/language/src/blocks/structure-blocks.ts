/** Blocks that give a model its frame: units, dimensions, options and modules. */
import type { DimensionDeclaration } from "../assessment.js";
import { wrongValue } from "../diagnostics/syntax.js";
import type { Expression, NameSyntax } from "../syntax.js";
import { type BlockReader, defineBlock } from "./block.js";

export const unit = defineBlock({
  keyword: "unit",
  header: "unit NAME = 42 litres",
  doc: "A unit of your own: with a definition it converts, without one it counts something new.",
  isNamed: true,
  fields: [],
  exampleNeeds: "",
  example: "unit barrel = 159 litres",
  read(reader, into) {
    into.units.push({ ...reader.base(), definition: reader.syntax.definition });
  },
});

export const dimension = defineBlock({
  keyword: "dimension",
  header: "dimension NAME : a | b | c   or   dimension SECOND = FIRST",
  doc: "An axis along which quantities have several values, such as districts. A second name of a dimension pairs it with itself (who affects whom).",
  isNamed: true,
  fields: [{ keyword: "members", form: '(rows: NAME "label")', doc: "The members with their labels, one in each row below." }],
  exampleNeeds: "",
  example: `dimension district
  members
    north "North bank"
    south "South bank"`,
  read(reader, into) {
    const members: DimensionDeclaration["members"][number][] = reader.syntax.type.flatMap((expression) =>
      expression.kind === "name" ? [{ id: expression.name, label: expression.name.replaceAll("_", " ") }] : notAName(reader, expression),
    );
    for (const row of reader.field("members")?.rows ?? []) {
      const id = row.labels[0]?.text;
      const label = row.cells[0]?.kind === "text" ? row.cells[0].text : id?.replaceAll("_", " ");
      if (id) members.push({ id, label: label ?? id });
    }
    const definition = reader.syntax.definition;
    const pairedWith = definition?.kind === "name" ? definition.name : undefined;
    if (members.length === 0 && !pairedWith) {
      reader.report(
        wrongValue.at(reader.syntax.keywordSpan, {
          field: "dimension",
          expected: "its members, like: dimension district : north | south",
          found: "none",
        }),
      );
    }
    into.dimensions.push({ ...reader.base(), members, pairedWith });
  },
});

function notAName(reader: BlockReader, expression: Expression): never[] {
  if (expression.kind !== "broken") {
    reader.report(wrongValue.at(expression.span, { field: reader.record.keyword, expected: "names with | between them", found: "this" }));
  }
  return [];
}

export const option = defineBlock({
  keyword: "option",
  header: 'option NAME "label"   or   option NAME "label" = A + B',
  doc: "A course of action that is compared with the others. A combination takes the measures of the options it adds up.",
  isNamed: true,
  fields: [
    {
      keyword: "starts",
      form: "2027-03-01",
      doc: "The day on which it begins, for the dates of the duties that it brings; the beginning of the case when missing.",
    },
  ],
  exampleNeeds: `option hold "Carry on as now"
option ban "Ban lorries"
option repair "Repair the deck"`,
  example: 'option both "Ban lorries and repair" = ban + repair',
  read(reader, into) {
    const base = reader.base();
    const definition = reader.syntax.definition;
    const measures = definition ? summands(reader, definition) : [base.id];
    into.options.push({ ...base, measures, isCombination: definition !== undefined, startDate: reader.date("starts") });
  },
});

function summands(reader: BlockReader, expression: Expression): string[] {
  if (expression.kind === "name") return [expression.name];
  if (expression.kind === "binary" && expression.operator === "+")
    return [...summands(reader, expression.left), ...summands(reader, expression.right)];
  if (expression.kind !== "broken") {
    reader.report(wrongValue.at(expression.span, { field: "option", expected: "options joined by +, like: ban + repair", found: "this" }));
  }
  return [];
}

export const use = defineBlock({
  keyword: "use",
  header: 'use "../modules/folder" as PREFIX',
  doc: "Takes in the quantities, chances, stocks, sources and claims of another folder under a prefix. Its options, rules, objectives, forecasts and prose stay behind.",
  isNamed: false,
  fields: [{ keyword: "with", form: "NAME = EXPRESSION", doc: "Sets a quantity of the module to a value of yours.", isRepeated: true }],
  exampleNeeds: "",
  example: `use "modules/parking" as parking
  with fee = 3 EUR/hour`,
  read(reader, into) {
    const path = reader.syntax.label?.text;
    const prefix = reader.syntax.alias?.text;
    if (path === undefined || prefix === undefined) {
      reader.report(
        wrongValue.at(reader.syntax.keywordSpan, {
          field: "use",
          expected: 'a folder in quotation marks and a prefix, like: use "../modules/seizure" as seizure',
          found: "this",
        }),
      );
      return;
    }
    const overrides: { readonly name: NameSyntax; readonly value: Expression }[] = [];
    for (const field of reader.fields("with")) {
      const [name, equals, value] = reader.parts(field);
      if (
        name?.kind === "expression" &&
        name.expression.kind === "name" &&
        equals?.kind === "separator" &&
        equals.text === "=" &&
        value?.kind === "expression"
      ) {
        overrides.push({ name: { text: name.expression.name, span: name.span }, value: value.expression });
      } else reader.wrong(field, "a name, = and a value, like: price = 300 USD");
    }
    into.uses.push({ path, prefix, overrides, span: reader.syntax.span });
  },
});

export const show = defineBlock({
  keyword: "show",
  header: "show SECTION",
  doc: "Places a generated section of the brief here: bottom-line, options, comparison, law, risks, assumptions, outlook, evidence, method.",
  isNamed: false,
  fields: [],
  exampleNeeds: "",
  example: "show comparison",
  read() {},
});
