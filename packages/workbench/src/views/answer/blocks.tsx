/** Blocks of a brief as elements of the page: the same words, tables and figures; what has a lineage asks why. */
import type { Block, FigureBlock, Inline, LineageBlock, TableBlock } from "@outweigh/brief";
import { useRef } from "react";
import { Figure } from "../../figures/figure.js";
import type { Shown } from "../../work/shown.js";
import { PictureTools } from "./picture-tools.js";

/** What blocks are shown with. */
export interface Showing {
  readonly shown: Shown;
  /** Asks why a number is as it is. */
  readonly onWhy: (anchor: string) => void;
}

/** Shows blocks. */
export function Blocks({ shown, onWhy }: Showing) {
  return (
    <div className="answer-blocks">
      {shown.blocks.map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no names and stay in their order
        <OneBlock key={place} block={block} shown={shown} onWhy={onWhy} />
      ))}
    </div>
  );
}

function OneBlock({ block, ...showing }: Showing & { readonly block: Block }) {
  const words = (content: readonly Inline[]) => <Words content={content} onWhy={showing.onWhy} />;
  const within = (blocks: readonly Block[]) => <Blocks shown={{ ...showing.shown, blocks }} onWhy={showing.onWhy} />;
  switch (block.kind) {
    case "section":
      return <section>{within(block.blocks)}</section>;
    case "heading":
      return <h4>{words(block.content)}</h4>;
    case "paragraph":
      return <p>{words(block.content)}</p>;
    case "list": {
      const items = block.items.map((item, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items stay in their order
        <li key={place}>{within(item)}</li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "quote":
      return <blockquote>{within(block.blocks)}</blockquote>;
    case "code":
      return <pre>{block.text}</pre>;
    case "divider":
      return <hr />;
    case "callout":
      return (
        <div className={`answer-callout ${block.tone}`}>
          {block.title === "" ? null : <p className="answer-strong">{block.title}</p>}
          {within(block.blocks)}
        </div>
      );
    case "facts":
      return <Facts facts={block.facts} onWhy={showing.onWhy} />;
    case "table":
      return <Table table={block} onWhy={showing.onWhy} />;
    case "figure":
      return <BlockFigure figure={block} {...showing} />;
    case "side-by-side":
      return <div className="answer-sides">{block.columns.map((column) => within(column))}</div>;
    case "claim":
      return (
        <div className="answer-claim">
          <p>
            <span className="answer-grade">{block.grade}</span> <strong>{block.name}</strong>
          </p>
          {block.quote === undefined ? null : <blockquote>“{block.quote}”</blockquote>}
          {block.paraphrase === undefined ? null : <p>{block.paraphrase}</p>}
          <p className="small quiet">
            {words(block.attribution)} · {block.gradeWords} · <span className={`answer-mark ${block.state.tone}`}>{block.state.text}</span>
          </p>
          {block.notes.map((note, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: notes stay in their order
            <p key={place} className="small">
              {words(note)}
            </p>
          ))}
        </div>
      );
    case "lineage":
      return <Lineage entry={block} onWhy={showing.onWhy} />;
  }
}

function Lineage({ entry, onWhy }: { readonly entry: LineageBlock; readonly onWhy: Showing["onWhy"] }) {
  return (
    <div className="answer-lineage">
      <dl className="answer-values">
        {entry.values.map(({ label, text }) => (
          <div key={label}>
            <dt>{label === "" ? "Value" : label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {entry.definition === undefined ? null : <pre>{entry.definition}</pre>}
      <Facts facts={entry.facts} onWhy={onWhy} />
    </div>
  );
}

function Facts({ facts, onWhy }: { readonly facts: LineageBlock["facts"]; readonly onWhy: Showing["onWhy"] }) {
  return (
    <dl className="answer-facts">
      {facts.map(({ term, content }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts stay in their order
        <div key={place}>
          <dt>{facts[place - 1]?.term === term ? <span className="visually-hidden">{term}</span> : term}</dt>
          <dd>
            <Words content={content} onWhy={onWhy} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function BlockFigure({ figure, shown, onWhy }: Showing & { readonly figure: FigureBlock }) {
  const place = useRef<HTMLDivElement>(null);
  const picture = shown.pictures.get(figure.anchor);
  return (
    <div className="answer-figure" ref={place}>
      <p className="answer-caption">
        <strong>{figure.caption}</strong> <span className="quiet">{figure.note}</span>
      </p>
      {picture === undefined ? null : (
        <>
          <div className="answer-wide">
            <Figure svg={picture.wide} words={figure.alternative} />
          </div>
          <div className="answer-narrow">
            <Figure svg={picture.narrow} words={figure.alternative} />
          </div>
        </>
      )}
      <PictureTools within={place} name={figure.caption} rows={() => tableRows(figure.table)} />
      <details open={figure.tableOpen}>
        <summary>The numbers of this figure</summary>
        <Table table={figure.table} onWhy={onWhy} />
      </details>
    </div>
  );
}

/** A table as plain cells, its head first. */
export function tableRows(table: TableBlock): readonly (readonly string[])[] {
  return [table.columns.map(({ header }) => header), ...table.rows.map(({ cells }) => cells.map(plain))];
}

function plain(content: readonly Inline[]): string {
  return content
    .map((inline): string => {
      if ("content" in inline) return plain(inline.content);
      if (inline.kind === "break") return " ";
      return inline.kind === "likelihood" ? `${inline.word} [${inline.range}]` : inline.kind === "mark" ? ` (${inline.text})` : inline.text;
    })
    .join("");
}

function Table({ table, onWhy }: { readonly table: TableBlock; readonly onWhy: Showing["onWhy"] }) {
  const side = (column: number) => (table.columns[column]?.align === "right" ? "number right" : "");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys
    <section className="answer-table" tabIndex={0} aria-label={table.caption === "" ? "Table" : table.caption}>
      <table>
        {table.caption === "" ? null : <caption>{table.caption}</caption>}
        <thead>
          <tr>
            {table.columns.map(({ header }, place) =>
              header === "" ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stay in their order
                <td key={place} />
              ) : (
                <th key={header} scope="col" className={side(place)}>
                  {header}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows stay in their order
            <tr key={at} className={row.faded ? "faded" : ""}>
              {row.cells.map((cell, place) => {
                return place === 0 ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells stay in their order
                  <th key={place} scope="row">
                    <Words content={cell} onWhy={onWhy} />
                  </th>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells stay in their order
                  <td key={place} className={side(place)}>
                    <Words content={cell} onWhy={onWhy} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {table.note === undefined ? null : (
        <p className="small quiet">
          <Words content={table.note} onWhy={onWhy} />
        </p>
      )}
    </section>
  );
}

/** Running text. What leads to an entry of the lineage or to a claim is a button that asks why; addresses outside are told as text. */
export function Words({ content, onWhy }: { readonly content: readonly Inline[]; readonly onWhy: Showing["onWhy"] }) {
  return content.map((inline, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words stay in their order
    <Word key={place} inline={inline} onWhy={onWhy} />
  ));
}

function Word({ inline, onWhy }: { readonly inline: Inline; readonly onWhy: Showing["onWhy"] }) {
  const asking = (text: React.ReactNode, anchor: string | undefined) =>
    anchor !== undefined && /^(?:lineage|claim)-/.test(anchor) ? (
      <button type="button" className="answer-why" onClick={() => onWhy(anchor)}>
        {text}
      </button>
    ) : (
      <span>{text}</span>
    );
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "strong":
      return (
        <strong>
          <Words content={inline.content} onWhy={onWhy} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <Words content={inline.content} onWhy={onWhy} />
        </em>
      );
    case "link":
      return <Words content={inline.content} onWhy={onWhy} />;
    case "code":
      return <code>{inline.text}</code>;
    case "break":
      return <br />;
    case "value":
    case "reference":
      return asking(inline.text, inline.anchor);
    case "likelihood":
      return (
        <>
          <strong>{inline.word}</strong> {asking(`[${inline.range}]`, inline.anchor)}
        </>
      );
    case "claim":
      return asking(
        <>
          {inline.text} <span className="answer-grade">{inline.grade}</span>
        </>,
        inline.anchor,
      );
    case "mark":
      return <span className={`answer-mark ${inline.tone}`}>{inline.text}</span>;
  }
}
