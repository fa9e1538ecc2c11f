/** What the brief tells of the evidence, in its own blocks and pictures, with claims and inputs that lead to where they are written. */
import { Blocks, type Leads } from "../../blocks/blocks.js";
import { useAnswer } from "../../case/use-case.js";
import { PageState } from "../../page/page-state.js";
import { addressOf } from "../../shell/address.js";
import type { PicturesAnswer } from "../../work/questions/evidence-pictures.js";

const pages = {
  agreement: {
    question: "evidenceAgreement",
    what: "Comparing the claims",
    title: "How the claims stand to each other",
    nothing: "No claims contradict each other, none is cited in support of another, and no source derives from another.",
  },
  reading: {
    question: "evidenceReading",
    what: "Computing what would be worth knowing",
    title: "What to find out first",
    nothing: "There is nothing to choose between yet, so nothing to find out: that takes two options and an objective.",
  },
} as const;

/** One of the two pages. */
export function PicturesPage({ name }: { readonly name: keyof typeof pages }) {
  const { question, what, title, nothing } = pages[name];
  const { value, isStale, share, problem } = useAnswer(question, undefined);
  return (
    <div className="evidence-pictures">
      <PageState value={value} isStale={isStale} share={share} problem={problem} what={what}>
        {(answer) => (
          <div className="page">
            <h2>{title}</h2>
            {answer.blocks.length === 0 ? <p>{nothing}</p> : <Blocks shown={answer} leads={leadsOf(answer)} level={3} />}
          </div>
        )}
      </PageState>
    </div>
  );
}

/** Claims lead to their place in the sources, inputs to their place in the text. */
function leadsOf({ claims, declared }: PicturesAnswer): Leads {
  return (anchor) => {
    const claim = claims.get(anchor);
    if (claim !== undefined) return addressOf("evidence", "", { claim });
    const span = declared.get(anchor);
    return span && addressOf("text", span.file, { at: `${span.from}-${span.to}` });
  };
}
