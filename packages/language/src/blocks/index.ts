/** The catalogue of blocks. A new kind of block is a record and one line here. */
import { actor } from "./actor.js";
import type { BlockRecord } from "./block.js";
import { caseBlock } from "./case.js";
import { data } from "./data.js";
import { claim, source } from "./evidence-blocks.js";
import { expert, judgement, seed } from "./expert-blocks.js";
import { forecast } from "./forecast.js";
import { futures, scenario, weights } from "./futures-blocks.js";
import { check, indicator } from "./judgement-blocks.js";
import { chance, objective, quantity, stock } from "./model-blocks.js";
import { observe } from "./observe.js";
import { pathway } from "./pathway.js";
import { precedent } from "./precedent.js";
import { rule } from "./rule.js";
import { dimension, option, show, unit, use } from "./structure-blocks.js";
import { study } from "./study.js";
import { assumption, evidence, hypothesis, premortem } from "./technique-blocks.js";

/** Every kind of block by its keyword, in the order of the manual. */
export const blockRecords: ReadonlyMap<string, BlockRecord> = new Map(
  [
    caseBlock,
    source,
    claim,
    unit,
    dimension,
    data,
    option,
    pathway,
    quantity,
    chance,
    precedent,
    expert,
    judgement,
    seed,
    actor,
    rule,
    stock,
    objective,
    weights,
    scenario,
    futures,
    study,
    hypothesis,
    evidence,
    assumption,
    premortem,
    forecast,
    indicator,
    observe,
    check,
    use,
    show,
  ].map((record) => [record.keyword, record]),
);
