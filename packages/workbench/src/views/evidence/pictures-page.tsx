/** What the brief tells of the evidence, in its own blocks and pictures, with claims and inputs that lead to where they are written. */
import type { Block, FigureBlock, Inline, TableBlock } from "@outweigh/brief";
import { useAnswer } from "../../case/use-case.js";
import { Figure } from "../../figures/figure.js";
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
            {answer.blocks.length === 0 ? <p>{nothing}</p> : <Blocks blocks={answer.blocks} answer={answer} />}
          </div>
        )}
      </PageState>
    </div>
  );
}

function Blocks({ blocks, answer }: { readonly blocks: readonly Block[]; readonly answer: PicturesAnswer }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: blocks are in one order and have no names
  return blocks.map((block, at) => <OneBlock key={at} block={block} answer={answer} />);
}

function OneBlock({ block, answer }: { readonly block: Block; readonly answer: PicturesAnswer }) {
  const inlines = (content: readonly Inline[]) => <Inlines content={content} answer={answer} />;
  switch (block.kind) {
    case "heading":
      return <h3>{inlines(block.content)}</h3>;
    case "paragraph":
      return <p>{inlines(block.content)}</p>;
    case "list":
      return (
        <ul>
          {block.items.map((item, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no names
            <li key={at}>
              <Blocks blocks={item} answer={answer} />
            </li>
          ))}
        </ul>
      );
    case "side-by-side":
      return (
        <ul className="side-by-side" aria-label={block.label}>
          {block.columns.map((column, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: positions have no names
            <li key={at}>
              <Blocks blocks={column} answer={answer} />
            </li>
          ))}
        </ul>
      );
    case "figure":
      return <OneFigure figure={block} answer={answer} />;
    case "table":
      return <Table table={block} answer={answer} />;
    default:
      return null;
  }
}

function OneFigure({ figure, answer }: { readonly figure: FigureBlock; readonly answer: PicturesAnswer }) {
  const drawn = answer.pictures.get(figure.anchor);
  return (
    <div className="picture">
      <h3>{figure.caption}</h3>
      <p className="quiet">{figure.note}</p>
      {drawn === undefined ? null : (
        <>
          <div className="wide">
            <Figure svg={drawn.wide} words={figure.alternative} />
          </div>
          <div className="narrow">
            <Figure svg={drawn.narrow} words={figure.alternative} />
          </div>
        </>
      )}
      <details open={figure.tableOpen}>
        <summary>{figure.table.caption}</summary>
        <Table table={figure.table} answer={answer} />
      </details>
    </div>
  );
}

function Table({ table, answer }: { readonly table: TableBlock; readonly answer: PicturesAnswer }) {
  return (
    <div className="scrolling">
      <table>
        <caption className="visually-hidden">{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map(({ header, align }) => (
              <th key={header} scope="col" className={align}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ cells }, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names
            <tr key={row}>
              {cells.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells are in the order of the columns
                <Cell key={at} isHead={at === 0} align={table.columns[at]?.align ?? "left"} content={cell} answer={answer} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  isHead,
  align,
  content,
  answer,
}: {
  readonly isHead: boolean;
  readonly align: "left" | "right";
  readonly content: readonly Inline[];
  readonly answer: PicturesAnswer;
}) {
  const inlines = <Inlines content={content} answer={answer} />;
  return isHead ? (
    <th scope="row" className={align}>
      {inlines}
    </th>
  ) : (
    <td className={align}>{inlines}</td>
  );
}

function Inlines({ content, answer }: { readonly content: readonly Inline[]; readonly answer: PicturesAnswer }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: running text has an order and no names
  return content.map((inline, at) => <OneInline key={at} inline={inline} answer={answer} />);
}

function OneInline({ inline, answer }: { readonly inline: Inline; readonly answer: PicturesAnswer }) {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return <code>{inline.text}</code>;
    case "strong":
      return (
        <strong>
          <Inlines content={inline.content} answer={answer} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <Inlines content={inline.content} answer={answer} />
        </em>
      );
    case "claim": {
      const id = answer.claims.get(inline.anchor);
      const words = `${inline.text} (${inline.grade})`;
      return id === undefined ? words : <a href={addressOf("evidence", "", { claim: id })}>{words}</a>;
    }
    case "value":
    case "reference": {
      const span = inline.anchor === undefined ? undefined : answer.declared.get(inline.anchor);
      return span === undefined ? inline.text : <a href={addressOf("text", span.file, { at: `${span.from}-${span.to}` })}>{inline.text}</a>;
    }
    case "link":
      return <Inlines content={inline.content} answer={answer} />;
    case "break":
      return <br />;
    case "likelihood":
      return `${inline.word} (${inline.range})`;
    case "mark":
      return inline.text;
  }
}
