/** The part on the law: which options the rules bar or leave contested, the element on which each rule turns, and what falls due first. */
import { interleave, list, paragraph, strong } from "../blocks.js";
import type { Inline } from "../document.js";
import { firstDuties } from "../duties.js";
import type { Findings } from "../findings.js";
import { challengeSentences, overview, turningPoint } from "../sections/law.js";
import { joinWords } from "../words.js";
import type { Part } from "./part.js";

export const lawPart: Part = {
  name: "law",
  title: "The law",
  weight: (findings) => {
    if (findings.options.some(({ standing }) => standing !== "clear")) return 0.95;
    return firstDuties(findings).length > 0 ? 0.6 : 0;
  },
  compose: (findings) => {
    const touched = findings.options.filter(({ standing }) => standing !== "clear");
    const rules = findings.assessment.rules.filter(({ id }) => touched.some((option) => option.rules.some(({ rule }) => rule.id === id)));
    const clear = findings.options.filter(({ standing }) => standing === "clear").map(({ label }) => `“${label}”`);
    const after = [...challengeSentences(findings), ...firstDuties(findings)];
    return [
      ...(touched.length === 0
        ? []
        : [
            overview(findings, touched, rules),
            ...(clear.length === 0 ? [] : [paragraph(`No rule touches ${joinWords(clear, "or")}.`)]),
            list(touchedRules(findings)),
          ]),
      ...(after.length === 0 ? [] : [list(after)]),
    ];
  },
};

function touchedRules(findings: Findings): readonly (readonly Inline[])[] {
  return findings.assessment.rules
    .filter((rule) => findings.options.some(({ rules }) => rules.some((touched) => touched.rule.id === rule.id)))
    .map((rule) => interleave([[strong(`${rule.label}:`)], turningPoint(findings, rule)], " "));
}
