/** Blocks of a brief as elements of the page: the same words, tables and figures; what has a lineage or is a claim leads on. */
import "./blocks.css";
import type { Block, FigureBlock, Inline, LineageBlock, TableBlock } from "@outweigh/brief";
import { useRef } from "react";
import { Figure } from "../figures/figure.js";
import type { Shown } from "../work/shown.js";
import { PictureTools } from "./picture-tools.js";

/** What blocks are shown with. */
export interface Showing {
  readonly shown: Shown;
  /** What an anchor leads to: an address to go to, or something to be done, as to ask why a number is so; nothing where it leads nowhere. */
  readonly leads: Leads;
  /** The level of headings, by what they stand below; 4 unless said. */
  readonly level?: 3 | 4;
}

/** See `Showing`. */
export type Leads = (anchor: string) => string | (() => void) | undefined;

/** Asks why, of whatever has an entry in the lineage or is a claim. */
export function asksWhy(onWhy: (anchor: string) => void): Leads {
  return (anchor) => (/^(?:lineage|claim)-/.test(anchor) ? () => onWhy(anchor) : undefined);
}

/** Shows blocks. */
export function Blocks({ shown, leads, level = 4 }: Showing) {
  return (
    <div className="answer-blocks">
      {shown.blocks.map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no names and stay in their order
        <OneBlock key={place} block={block} shown={shown} leads={leads} level={level} />
      ))}
    </div>
  );
}

function OneBlock({ block, ...showing }: Showing & { readonly block: Block }) {
  const words = (content: readonly Inline[]) => <Words content={content} leads={showing.leads} />;
  const within = (blocks: readonly Block[]) => <Blocks {...showing} shown={{ ...showing.shown, blocks }} />;
  switch (block.kind) {
    case "section":
      return <section>{within(block.blocks)}</section>;
    case "heading":
      return showing.level === 3 ? <h3>{words(block.content)}</h3> : <h4>{words(block.content)}</h4>;
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
      return <Facts facts={block.facts} leads={showing.leads} />;
    case "table":
      return <Table table={block} leads={showing.leads} />;
    case "figure":
      return <BlockFigure figure={block} {...showing} />;
    case "side-by-side":
      return (
        <ul className="answer-sides" aria-label={block.label}>
          {block.columns.map((column, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns stay in their order
            <li key={place}>{within(column)}</li>
          ))}
        </ul>
      );
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
      return <Lineage entry={block} leads={showing.leads} />;
  }
}

function Lineage({ entry, leads }: { readonly entry: LineageBlock; readonly leads: Leads }) {
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
      <Facts facts={entry.facts} leads={leads} />
    </div>
  );
}

function Facts({ facts, leads }: { readonly facts: LineageBlock["facts"]; readonly leads: Leads }) {
  return (
    <dl className="answer-facts">
      {facts.map(({ term, content }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts stay in their order
        <div key={place}>
          <dt>{facts[place - 1]?.term === term ? <span className="visually-hidden">{term}</span> : term}</dt>
          <dd>
            <Words content={content} leads={leads} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function BlockFigure({ figure, shown, leads }: Showing & { readonly figure: FigureBlock }) {
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
        <Table table={figure.table} leads={leads} />
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

function Table({ table, leads }: { readonly table: TableBlock; readonly leads: Leads }) {
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
                    <Words content={cell} leads={leads} />
                  </th>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells stay in their order
                  <td key={place} className={side(place)}>
                    <Words content={cell} leads={leads} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {table.note === undefined ? null : (
        <p className="small quiet">
          <Words content={table.note} leads={leads} />
        </p>
      )}
    </section>
  );
}

/** Running text. What leads to an entry of the lineage or to a claim is a button that asks why; addresses outside are told as text. */
export function Words({ content, leads }: { readonly content: readonly Inline[]; readonly leads: Leads }) {
  return content.map((inline, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words stay in their order
    <Word key={place} inline={inline} leads={leads} />
  ));
}

function Word({ inline, leads }: { readonly inline: Inline; readonly leads: Leads }) {
  const asking = (text: React.ReactNode, anchor: string | undefined) => {
    const to = anchor === undefined ? undefined : leads(anchor);
    if (to === undefined) return <span>{text}</span>;
    if (typeof to === "string") return <a href={to}>{text}</a>;
    return (
      <button type="button" className="answer-why" onClick={to}>
        {text}
      </button>
    );
  };
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "strong":
      return (
        <strong>
          <Words content={inline.content} leads={leads} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <Words content={inline.content} leads={leads} />
        </em>
      );
    case "link":
      return <Words content={inline.content} leads={leads} />;
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
      return (
        <>
          {asking(inline.text, inline.anchor)} <span className="answer-grade">{inline.grade}</span>
        </>
      );
    case "mark":
      return <span className={`answer-mark ${inline.tone}`}>{inline.text}</span>;
  }
}
