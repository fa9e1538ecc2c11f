/** The diagram as a list: to find a node, and for those who do not see the picture, with what leads to each and what it leads to. */
import { useEffect, useMemo, useRef, useState } from "react";
import { addressOf } from "../../shell/address.js";
import { Icon } from "../../shell/icon.js";
import type { DiagramNode } from "../../work/questions/diagram-graph.js";
import type { PlacedDiagram } from "../../work/questions/diagram-layout.js";
import { edgeWords, kindWords, supportWords } from "./words.js";

/** The list. `onFind` brings a node into sight. */
export function NodeList({
  diagram,
  current,
  onFind,
  onClose,
}: {
  readonly diagram: PlacedDiagram;
  readonly current: string | undefined;
  readonly onFind: (id: string) => void;
  readonly onClose: () => void;
}) {
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const all = useMemo((): readonly DiagramNode[] => [...diagram.nodes, ...diagram.hidden], [diagram]);
  const labels = useMemo(() => new Map(all.map(({ id, label }) => [id, label])), [all]);
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter((node) => matches(node, words));
  return (
    <section className="diagram-list" aria-label="Nodes of the diagram">
      <header>
        <label className="visually-hidden" htmlFor="diagram-find">
          Find a node
        </label>
        <input
          ref={field}
          id="diagram-find"
          type="search"
          placeholder="Find a node"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && found[0] !== undefined) onFind(found[0].id);
            if (event.key === "Escape" && typed === "") onClose();
          }}
        />
        <button type="button" className="icon-button" aria-label="Close the list" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <p className="quiet small count" role="status">
        {found.length} of {all.length} nodes
      </p>
      <div className="groups">
        {diagram.groups.map((group) => {
          const own = found.filter((node) => node.group === group.id);
          return own.length === 0 ? null : (
            <section key={group.id}>
              <h2>{group.title}</h2>
              <ul>
                {own.map((node) => (
                  <Entry key={node.id} node={node} diagram={diagram} labels={labels} isCurrent={node.id === current} onFind={onFind} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </section>
  );
}

function matches({ id, label, kind }: DiagramNode, words: readonly string[]): boolean {
  const text = `${id} ${label} ${kindWords[kind]}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function Entry({
  node,
  diagram,
  labels,
  isCurrent,
  onFind,
}: {
  readonly node: DiagramNode;
  readonly diagram: PlacedDiagram;
  readonly labels: ReadonlyMap<string, string>;
  readonly isCurrent: boolean;
  readonly onFind: (id: string) => void;
}) {
  const { id, kind, label, unit, support, place } = node;
  const named = (end: string) => labels.get(end) ?? diagram.groups.find((group) => `group:${group.id}` === end)?.title ?? end;
  return (
    <li>
      <button type="button" className="link-button" aria-current={isCurrent ? "true" : undefined} onClick={() => onFind(id)}>
        {label}
      </button>
      <span className="quiet small">
        {kindWords[kind]}
        {unit === "" ? "" : `, ${unit}`}
        {support === undefined ? "" : `, ${supportWords[support]}`}
      </span>
      {isCurrent ? (
        <div className="ends small">
          <Ends
            title="From"
            ends={diagram.edges.filter(({ to }) => to === id).map(({ from, kind: how }) => `${named(from)} (${edgeWords[how]})`)}
          />
          <Ends
            title="To"
            ends={diagram.edges.filter(({ from }) => from === id).map(({ to, kind: how }) => `${named(to)} (${edgeWords[how]})`)}
          />
          <a href={addressOf("text", place.file, { at: `${place.from}-${place.to}` })}>Open its text</a>
        </div>
      ) : null}
    </li>
  );
}

function Ends({ title, ends }: { readonly title: string; readonly ends: readonly string[] }) {
  return ends.length === 0 ? null : (
    <>
      <p>{title}</p>
      <ul>
        {ends.map((end) => (
          <li key={end}>{end}</li>
        ))}
      </ul>
    </>
  );
}
