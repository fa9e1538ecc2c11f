/** The lines by which a quantity or chance takes the numbers of experts: who judges it, how what they say is pooled, and by which weights. */
import type { Panel, PanelWeights, PoolKind } from "../assessment.js";
import type { BlockReader, FieldRecord } from "./block.js";

const judgedBy: FieldRecord = {
  keyword: "judged by",
  form: "EXPERT, EXPERT | all",
  doc: "The experts whose judgements it takes, in place of a definition; `all` are those who have judged it.",
  isOrdered: true,
};
const weights: FieldRecord = {
  keyword: "weights",
  form: "equal | cooke | cooke by item | 2 : 1 : 1",
  doc: "How much each of them counts, in their order: equally, when missing; by their answers to seed questions (Cooke’s classical model), which takes ten of them unless `despite few seeds` follows; or as stated.",
};
const panel: FieldRecord = {
  keyword: "panel",
  form: "shared | separate",
  doc: "Whether the experts saw the same dossier or discussed it, or each knew what the others did not. Only what separate experts say may be extremised.",
};

/** Those of a quantity. */
export const quantityPanelFields: readonly FieldRecord[] = [
  judgedBy,
  {
    keyword: "pool",
    form: "linear | log | quantiles",
    doc: "How curves become one: the average of their probabilities, when missing; of the logarithms of their densities; or of their quantiles.",
  },
  weights,
  panel,
];

/** Those of a chance. */
export const chancePanelFields: readonly FieldRecord[] = [
  judgedBy,
  {
    keyword: "pool",
    form: "odds | linear",
    doc: "How probabilities become one: by the geometric mean of their odds, when missing, or by their average.",
  },
  weights,
  panel,
  {
    keyword: "extremised by",
    form: "1.5",
    doc: "The factor by which the pooled odds are drawn away from even, because each expert knows only a part. Never without being asked for, and only for separate experts.",
  },
];

/** Reads the lines; undefined where nobody judges. */
export function readPanel(reader: BlockReader, pools: readonly PoolKind[]): Panel | undefined {
  const field = reader.field("judged by");
  const others = ["pool", "weights", "panel", "extremised by"].flatMap((keyword) => reader.field(keyword) ?? []);
  if (!field) {
    for (const other of others) reader.wrong(other, "a line “judged by” beside it, which says whose numbers are pooled");
    return undefined;
  }
  const by = reader.namesOf(field, reader.parts(field));
  return {
    by: by.length === 1 && by[0]?.text === "all" ? "all" : by,
    pool: reader.word("pool", pools),
    weights: readWeights(reader),
    panel: reader.word("panel", ["shared", "separate"] as const),
    extremisedBy: reader.field("extremised by") ? reader.number("extremised by") : undefined,
    span: field.span,
  };
}

function readWeights(reader: BlockReader): PanelWeights {
  const field = reader.field("weights");
  if (!field || field.raw.text === "equal") return { kind: "equal" };
  const span = field.span;
  const [, item, few] = /^cooke( by item)?( despite few seeds)?$/.exec(field.raw.text.replace(/\s+/g, " ")) ?? [];
  if (field.raw.text.startsWith("cooke") && /^cooke( +by +item)?( +despite +few +seeds)?$/.test(field.raw.text))
    return { kind: item ? "cooke-by-item" : "cooke", despiteFewSeeds: few !== undefined, span };
  const values = reader
    .parts(field)
    .flatMap((part) => (part.kind === "expression" && part.expression.kind === "number" ? [part.expression.value] : []));
  const isWhole = reader.parts(field).every((part) => part.kind !== "expression" || part.expression.kind === "number");
  if (isWhole && values.length > 0 && values.some((value) => value > 0)) return { kind: "stated", values, span };
  reader.wrong(field, "equal, cooke, cooke by item, or numbers with colons between them, like 2 : 1 : 1");
  return { kind: "equal" };
}
