/** The block of an actor: what he wants, the chances that are his reactions, what he can stop, and what he decides. */
import type { ChanceDeclaration, InterestDeclaration, Lapse, VetoDeclaration, VetoUse } from "../assessment.js";
import type { Expression, FieldSyntax, NameSyntax, Part } from "../syntax.js";
import { type BlockReader, defineBlock, reportMissing, splitReasons } from "./block.js";
import { nameOf, readLapse } from "./deadlines.js";
import { readGiven } from "./model-blocks.js";

const vetoForm =
  'NAME "text" over OPTION, OPTION for 6 months used | unused | contested 20 % to 40 % as uniform | when CONDITION | unless RULE.ELEMENT';

export const actor = defineBlock({
  keyword: "actor",
  header: 'actor NAME "label"',
  doc: "Somebody whose doing matters: a government, a parliament, an organisation. Its reactions are chances of the case; what it can stop is shown beside the law and never averaged into an objective.",
  isNamed: true,
  fields: [
    { keyword: "kind", form: '"text"', doc: "What it is: a government, a court, a company." },
    { keyword: "interests", form: '"text" because CLAIM', doc: "What it wants, with the reason to think so.", isRepeated: true },
    {
      keyword: "reacts",
      form: 'CHANCE, CHANCE  or  NAME "label" : STATE | STATE',
      doc: "Chances of the case that are its reactions. Or one that is declared here, with `given` or `probabilities` below as in a chance.",
      isRepeated: true,
    },
    {
      keyword: "given",
      form: "option, CHANCE   (rows: LABEL, LABEL  10 % | 20 % | rest)",
      doc: "The table of a reaction that is declared here: it may depend on the option and on the reactions of others.",
    },
    { keyword: "probabilities", form: "10 % | 20 % | rest", doc: "The probabilities of a reaction that is declared here." },
    {
      keyword: "veto",
      form: vetoForm,
      doc: "A place at which it can stop options, or hold them up for a time (`for`). It is used, not used, contested with a probability, or used when (or unless) something of the model or of the law holds.",
      isRepeated: true,
    },
    { keyword: "decides", form: "RULE, RULE.ELEMENT", doc: "Rules, or contested elements of them, on which it decides." },
  ],
  exampleNeeds: `option hold "Carry on as now"
option ban "Ban lorries"`,
  example: `actor hauliers "Association of hauliers"
  kind      "association of companies"
  interests "The short way over the bridge" because "Their letter to the council."
  reacts    protest "What the hauliers do" : nothing | petition | blockade
  given option
    ban        20 % | 60 % | rest
    otherwise  95 % | 5 % | 0 %
  veto      blockade "They block the approach" over ban for 2 weeks when protest is blockade
  because   "They blockaded the ring road in 2019."`,
  read(reader, into) {
    const base = reader.base();
    const reactions = readReactions(reader);
    const own = reactions.own;
    if (own)
      into.chances.push({
        ...base,
        id: own.name.text,
        label: own.label ?? own.name.text.replaceAll("_", " "),
        span: own.name.span,
        note: undefined,
        states: own.states,
        over: [],
        probabilities: probabilitiesOf(reader),
        given: readGiven(reader),
        precedent: undefined,
        judged: undefined,
      } satisfies ChanceDeclaration);
    into.actors.push({
      ...base,
      because: own ? [] : base.because,
      actorKind: reader.plain("kind"),
      interests: reader.fields("interests").flatMap((field) => readInterest(reader, field)),
      reactions: reactions.names,
      vetoes: reader.fields("veto").flatMap((field) => readVeto(reader, field, base.id)),
      decides: reader.field("decides") ? reader.names("decides") : [],
    });
  },
});

function readInterest(reader: BlockReader, field: FieldSyntax): InterestDeclaration[] {
  const { before, reasons } = splitReasons(field.parts, (diagnostic) => reader.report(diagnostic));
  const [text] = before;
  if (before.length === 1 && text?.kind === "expression" && text.expression.kind === "text")
    return [{ text: text.expression.text, because: reasons, span: field.span }];
  reader.wrong(field, 'a text in quotation marks, like: "Control of its own territory" because CLAIM');
  return [];
}

interface OwnReaction {
  readonly name: NameSyntax;
  readonly label: string | undefined;
  readonly states: readonly NameSyntax[];
}

/** The chances that are named, and the one that is declared in place. */
function readReactions(reader: BlockReader): { readonly names: readonly NameSyntax[]; readonly own: OwnReaction | undefined } {
  const names: NameSyntax[] = [];
  let own: OwnReaction | undefined;
  for (const field of reader.fields("reacts")) {
    const parts = reader.parts(field);
    if (!parts.some((part) => part.kind === "separator" && part.text === ":")) {
      names.push(...reader.namesOf(field, parts));
      continue;
    }
    const read = readOwn(parts);
    if (!read) reader.wrong(field, 'a name, a label and states, like: protest "What they do" : nothing | petition | blockade');
    else if (own) reader.wrong(field, "one reaction that is declared here; declare others as chances and name them");
    else own = read;
    if (read) names.push(read.name);
  }
  const table = reader.field("given") ?? reader.field("probabilities");
  if (own && !table) reportMissing(reader, "given", "given option, with a row for each option");
  if (!own && table)
    reader.wrong(table, "a line “reacts” with the states above it, like: reacts protest : nothing | petition", table.keywordSpan);
  return { names, own };
}

function readOwn(parts: readonly Part[]): OwnReaction | undefined {
  const colon = parts.findIndex((part) => part.kind === "separator" && part.text === ":");
  const [first, second, ...others] = parts.slice(0, colon);
  const name = nameOf(first);
  const label = second?.kind === "expression" && second.expression.kind === "text" ? second.expression.text : undefined;
  if (name === undefined || others.length > 0 || (second !== undefined && label === undefined)) return undefined;
  const states: NameSyntax[] = [];
  for (const [place, part] of parts.slice(colon + 1).entries()) {
    const state = nameOf(part);
    if (place % 2 === 0 && state !== undefined) states.push({ text: state, span: part.span });
    else if (place % 2 === 0 || part.kind !== "separator" || part.text !== "|") return undefined;
  }
  return { name: { text: name, span: first!.span }, label, states };
}

function probabilitiesOf(reader: BlockReader): readonly Expression[] {
  const field = reader.field("probabilities");
  return field ? reader.parts(field).flatMap((part) => (part.kind === "expression" ? [part.expression] : [])) : [];
}

function readVeto(reader: BlockReader, field: FieldSyntax, actorId: string): VetoDeclaration[] {
  const { before, reasons } = splitReasons(field.parts, (diagnostic) => reader.report(diagnostic));
  const parts = before.flatMap(opened);
  const wrong = (expected: string, part: Part | undefined = undefined): VetoDeclaration[] => {
    reader.wrong(field, expected, part?.span);
    return [];
  };
  const name = nameOf(parts[0]);
  if (name === undefined) return wrong(`a name first, like: ${vetoForm}`);
  const labelled = parts[1]?.kind === "expression" && parts[1].expression.kind === "text" ? parts[1].expression.text : undefined;
  let at = labelled === undefined ? 1 : 2;
  const over = parts[at];
  if (over?.kind !== "over") return wrong("the options that it stops after “over”, like: over ban, repair", over);
  at++;
  let lapse: Lapse | undefined;
  if (nameOf(parts[at]) === "for") {
    const read = readLapse(parts, at + 1);
    if (typeof read === "string") return wrong(`a time after “for”, like: for 6 months; ${read}`, parts[at]);
    lapse = read.lapse;
    at = read.next;
  }
  const use = useOf(parts.slice(at));
  if (!use)
    return wrong(
      "how it is used: used, unused, contested with a probability, or when or unless and a condition, like: contested 20 %",
      parts[at],
    );
  return [
    {
      id: `${actorId}.${name}`,
      label: labelled ?? name.replaceAll("_", " "),
      span: field.span,
      because: reasons,
      note: undefined,
      over: over.names,
      lapse,
      use,
    },
  ];
}

function useOf(parts: readonly Part[]): VetoUse | undefined {
  const [first, second] = parts;
  const word = nameOf(first);
  if (parts.length === 1 && (word === "used" || word === "unused")) return { kind: word };
  if (parts.length !== 2 || second?.kind !== "expression") return undefined;
  if (word === "contested") return { kind: "contested", probability: second.expression };
  return word === "when" || word === "unless" ? { kind: word, condition: second.expression } : undefined;
}

/** `when (a or b) and c` reads as a call of “when” at the beginning of the condition; here it is the word and the condition. */
function opened(part: Part): readonly Part[] {
  if (part.kind !== "expression") return [part];
  const word = leftmost(part.expression);
  if (word.kind !== "call" || (word.name.text !== "when" && word.name.text !== "unless")) return [part];
  const inner = word.arguments[0]?.value;
  if (!inner || word.arguments.length !== 1) return [part];
  const name: Expression = { kind: "name", name: word.name.text, span: word.name.span };
  return [
    { kind: "expression", expression: name, span: name.span },
    { kind: "expression", expression: replaced(part.expression, inner), span: part.span },
  ];
}

function leftmost(expression: Expression): Expression {
  return expression.kind === "binary" ? leftmost(expression.left) : expression;
}

function replaced(expression: Expression, inner: Expression): Expression {
  return expression.kind === "binary" ? { ...expression, left: replaced(expression.left, inner) } : inner;
}
