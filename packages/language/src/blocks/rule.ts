/** The block of a rule of law: what it forbids and unless what, the elements on which that turns, who decides, and the duties that it brings. */
import type { ElementDeclaration, PositionDeclaration, RuleDeclaration, RuleKind } from "../assessment.js";
import type { Expression, FieldSyntax } from "../syntax.js";
import { type BlockReader, defineBlock, reportMissing, splitReasons } from "./block.js";
import { dutyForm, nameOf, readDuty } from "./deadlines.js";
import { partiesFrom, readParties } from "./parties.js";

const kinds: readonly RuleKind[] = ["prohibition", "permission", "procedure", "deadline", "limit"];

export const rule = defineBlock({
  keyword: "rule",
  header: 'rule NAME "label"',
  doc: "A rule of law: a prohibition with its exceptions, and the duties that it brings. It bars an option when it applies and no exception holds; where that turns on a contested element, the option is shown with its probability of breach. It is never averaged into an objective.",
  isNamed: true,
  fields: [
    { keyword: "kind", form: kinds.join(" | "), doc: "What sort of rule it is, for the reader." },
    { keyword: "regime", form: '"text"', doc: "The body of law that it belongs to, such as a treaty or the law of a country." },
    { keyword: "citation", form: '"text"', doc: "Where it is written." },
    {
      keyword: "forbids",
      form: "OPTION, OPTION",
      doc: "The options (or measures in combinations) that it forbids. Needed unless `applies to` says whom its duties bind.",
    },
    { keyword: "applies to", form: "OPTION, OPTION", doc: "Options that its duties bind without being forbidden." },
    { keyword: "when", form: "ELEMENT and ELEMENT", doc: "Applies only when this holds." },
    { keyword: "unless", form: "ELEMENT or ELEMENT", doc: "The exception." },
    {
      keyword: "element",
      form: 'NAME "text" met | unmet | contested 15 % to 40 % as uniform because CLAIM',
      doc: "A fact on which the rule turns. A contested one has a probability that it is met.",
      isRepeated: true,
    },
    { keyword: "decided by", form: 'ACTOR or "text"', doc: "Who decides whether it is breached." },
    { keyword: "standing", form: 'ACTOR, "text"', doc: "Who may bring it before those who decide.", isRepeated: true },
    {
      keyword: "challenge",
      form: "20 % to 50 % as uniform because CLAIM",
      doc: "The probability that an option which it forbids is brought before those who decide. With it, the probability of being found unlawful is shown beside that of a breach.",
    },
    {
      keyword: "position",
      form: '"text" held by ACTOR or "text" because CLAIM',
      doc: "A view of the law that somebody holds; positions are shown side by side.",
      isRepeated: true,
    },
    {
      keyword: "duty",
      form: dutyForm,
      doc: "What somebody has to do if the option is chosen, and by when. Duties are the steps of a procedure, in their order; start is the beginning of the option, choice the date of the case.",
      isRepeated: true,
      isOrdered: true,
    },
    {
      keyword: "consult",
      form: 'NAME "text" by ACTOR with ACTOR before start',
      doc: "A duty to consult somebody.",
      isRepeated: true,
      isOrdered: true,
    },
    { keyword: "consequence", form: '"text"', doc: "What a breach brings." },
  ],
  exampleNeeds: `option hold "Carry on as now"
option ban "Ban lorries"`,
  example: `rule roads_act "Roads Act, duty to keep the road open"
  forbids ban
  unless  danger
  element danger "The bridge is a danger to the public" contested 40 % to 70 % as uniform because "Two engineers disagree."
  decided by "The administrative court"
  standing   "Hauliers who use the road"
  challenge  30 % to 60 % as uniform because "Their association has announced an action."
  duty notice "Publish the ban" by "The council" 14 days before start
  consequence "The court may lift the ban."`,
  read(reader, into) {
    if (!reader.field("forbids") && !reader.field("applies to")) reportMissing(reader, "forbids", "forbids OPTION, OPTION");
    const positions = reader.fields("position").flatMap((field) => readPosition(reader, field));
    into.rules.push({
      ...reader.base(),
      ruleKind: reader.word("kind", kinds),
      regime: reader.text("regime"),
      citation: reader.text("citation"),
      forbids: reader.field("forbids") ? reader.names("forbids") : [],
      appliesTo: reader.field("applies to") ? reader.names("applies to") : [],
      when: reader.expression("when"),
      unless: reader.expression("unless"),
      elements: reader.fields("element").flatMap((field) => readElement(reader, field)),
      decidedBy: reader.fields("decided by").flatMap((field) => readParties(reader, field)),
      standing: reader.fields("standing").flatMap((field) => readParties(reader, field)),
      challenge: readChallenge(reader),
      positions,
      duties: reader.syntax.fields.flatMap((field) =>
        field.keyword === "duty" || field.keyword === "consult" ? readDuty(reader, field, field.keyword) : [],
      ),
      consequence: reader.text("consequence"),
    });
  },
});

function readElement(reader: BlockReader, field: FieldSyntax): ElementDeclaration[] {
  const { before, reasons } = splitReasons(field.parts, (diagnostic) => reader.report(diagnostic));
  const expressions = before.flatMap((part) => (part.kind === "expression" ? [part.expression] : []));
  const name = expressions[0];
  const label = expressions[1]?.kind === "text" ? expressions[1].text : undefined;
  const rest = expressions.slice(label === undefined ? 1 : 2);
  const status = rest[0]?.kind === "name" ? rest[0].name : "";
  const probability: Expression | undefined = rest[1];
  const isStatus = status === "met" || status === "unmet" || status === "contested";
  if (name?.kind !== "name" || !isStatus || (status === "contested") !== (probability !== undefined) || rest.length > 2) {
    reader.wrong(
      field,
      'a name, a text and met, unmet or contested with a probability, like: consent "Mexico consents" contested 10 % to 30 % as uniform',
    );
    return [];
  }
  return [{ id: name.name, label: label ?? name.name.replaceAll("_", " "), status, probability, because: reasons, span: field.span }];
}

function readChallenge(reader: BlockReader): RuleDeclaration["challenge"] {
  const field = reader.field("challenge");
  const probability = reader.expression("challenge");
  if (!field || !probability) return undefined;
  return { probability, because: splitReasons(field.parts, () => {}).reasons, span: field.span };
}

function readPosition(reader: BlockReader, field: FieldSyntax): PositionDeclaration[] {
  const { before, reasons } = splitReasons(field.parts, (diagnostic) => reader.report(diagnostic));
  const [said, held, by] = before;
  const { parties, next } = partiesFrom(before, 3);
  const isHeld = nameOf(held) === "held" && nameOf(by) === "by" && parties.length > 0 && next === before.length;
  if (said?.kind === "expression" && said.expression.kind === "text" && isHeld)
    return [{ text: said.expression.text, heldBy: parties, because: reasons, span: field.span }];
  reader.wrong(field, 'a text and who holds it, like: "Consent is needed" held by mexico');
  return [];
}
