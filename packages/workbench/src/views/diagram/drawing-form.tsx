/** The small forms by which a node or an arrow is made without a pointer. */
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Icon } from "../../shell/icon.js";
import type { NewBlock, NewKind } from "../../work/questions/diagram-edits.js";
import type { PlacedDiagram } from "../../work/questions/diagram-layout.js";
import { kindWords } from "./words.js";

/** What is asked for besides name and unit, by kind. */
const values: Readonly<Record<NewKind, { readonly title: string; readonly example: string; readonly hasUnit: boolean } | undefined>> = {
  quantity: { title: "Value or formula", example: "20 to 40 as lognormal", hasUnit: true },
  chance: { title: "Probability that it happens", example: "30 %", hasUnit: false },
  stock: { title: "Level at the start", example: "1,000", hasUnit: true },
  objective: { title: "What is to be kept small", example: "cost", hasUnit: true },
  option: undefined,
  rule: { title: "Option that it forbids", example: "", hasUnit: false },
};
const kinds = Object.keys(values) as NewKind[];

/** The form for a node. `onWrite` gives why it could not be written. */
export function NodeForm({
  diagram,
  chapters,
  chapter,
  onWrite,
  onClose,
}: {
  readonly diagram: PlacedDiagram;
  readonly chapters: readonly string[];
  /** The one that is offered first. */
  readonly chapter: string | undefined;
  readonly onWrite: (path: string, block: NewBlock) => Promise<string | undefined>;
  readonly onClose: () => void;
}) {
  const [kind, setKind] = useState<NewKind>("quantity");
  const [label, setLabel] = useState("");
  const [name, setName] = useState<string>();
  const [unit, setUnit] = useState("");
  const [value, setValue] = useState("");
  const [gains, setGains] = useState("");
  const [path, setPath] = useState(chapter ?? chapters[0] ?? "");
  const [problem, setProblem] = useState<string>();
  const asked = values[kind];
  const options = [...diagram.nodes, ...diagram.hidden].filter((node) => node.kind === "option");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = {
      kind,
      name: name ?? nameFrom(label),
      label,
      unit: asked?.hasUnit ? unit : "",
      value: asked === undefined ? "" : value,
    };
    setProblem(await onWrite(path, wanted));
  };
  return (
    <Panel title="New node" onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <Row title="Kind">
          {(id) => (
            <select
              id={id}
              value={kind}
              onChange={(event) => {
                setKind(event.target.value as NewKind);
                setValue("");
              }}
            >
              {kinds.map((each) => (
                <option key={each} value={each}>
                  {kindWords[each]}
                </option>
              ))}
            </select>
          )}
        </Row>
        <Row title="Label">
          {(id) => (
            <input
              id={id}
              value={label}
              required
              placeholder="Lorries over the bridge"
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
        </Row>
        <Row title="Name in formulas">
          {(id) => (
            <input
              id={id}
              className="mono"
              value={name ?? nameFrom(label)}
              required
              placeholder="lorries"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Row>
        {asked?.hasUnit ? (
          <Row title="Unit">
            {(id) => (
              <>
                <input
                  id={id}
                  className="mono"
                  list={`${id}-units`}
                  value={unit}
                  placeholder="none"
                  onChange={(event) => setUnit(event.target.value)}
                />
                <datalist id={`${id}-units`}>
                  {diagram.units.map((each) => (
                    <option key={each} value={each} />
                  ))}
                </datalist>
              </>
            )}
          </Row>
        ) : null}
        {asked === undefined ? null : (
          <Row title={asked.title}>
            {(id) =>
              kind === "rule" ? (
                <select id={id} value={value} required onChange={(event) => setValue(event.target.value)}>
                  <option value="" disabled>
                    Choose one
                  </option>
                  {options.map((option) => (
                    <option key={option.id} value={option.id}>
                      {option.label}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  id={id}
                  className="mono"
                  value={value}
                  required
                  placeholder={asked.example}
                  onChange={(event) => setValue(event.target.value)}
                />
              )
            }
          </Row>
        )}
        {kind === "stock" ? (
          <Row title="What it gains, per time">
            {(id) => (
              <input
                id={id}
                className="mono"
                value={gains}
                required
                placeholder="50 people/year"
                onChange={(event) => setGains(event.target.value)}
              />
            )}
          </Row>
        ) : null}
        <Row title="Chapter">
          {(id) => (
            <select id={id} value={path} onChange={(event) => setPath(event.target.value)}>
              {chapters.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          )}
        </Row>
        {problem === undefined ? null : (
          <p className="bad" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" className="button main">
          Write it
        </button>
      </form>
    </Panel>
  );
}

/** The form for an arrow. */
export function ArrowForm({
  diagram,
  current,
  onArrow,
  onClose,
}: {
  readonly diagram: PlacedDiagram;
  readonly current: string | undefined;
  readonly onArrow: (from: string, to: string) => void;
  readonly onClose: () => void;
}) {
  const [from, setFrom] = useState(diagram.nodes.some(({ id }) => id === current) ? (current ?? "") : "");
  const [to, setTo] = useState("");
  const choices = diagram.groups.map((group) => ({ group, nodes: diagram.nodes.filter((node) => node.group === group.id) }));
  const choice = (id: string, value: string, set: (id: string) => void) => (
    <select id={id} value={value} required onChange={(event) => set(event.target.value)}>
      <option value="" disabled>
        Choose one
      </option>
      {choices.map(({ group, nodes }) =>
        nodes.length === 0 ? null : (
          <optgroup key={group.id} label={group.title}>
            {nodes.map((node) => (
              <option key={node.id} value={node.id}>
                {node.label}
              </option>
            ))}
          </optgroup>
        ),
      )}
    </select>
  );
  return (
    <Panel title="New arrow" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onArrow(from, to);
        }}
      >
        <Row title="From">{(id) => choice(id, from, setFrom)}</Row>
        <Row title="To">{(id) => choice(id, to, setTo)}</Row>
        <button type="submit" className="button main">
          Write it
        </button>
      </form>
    </Panel>
  );
}

/** A name as the notation has them, from words. */
export function nameFrom(label: string): string {
  const plain = label
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return plain === "" ? "" : plain.replace(/^(?=\d)/, "item_");
}

function Panel({ title, onClose, children }: { readonly title: string; readonly onClose: () => void; readonly children: React.ReactNode }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>("select, input")?.focus(), []);
  return (
    <section ref={place} className="diagram-form" aria-label={title} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <header>
        <h2>{title}</h2>
        <button type="button" className="icon-button" aria-label="Close the form" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </section>
  );
}

function Row({ title, children }: { readonly title: string; readonly children: (id: string) => React.ReactNode }) {
  const id = useId();
  return (
    <div className="row">
      <label htmlFor={id}>{title}</label>
      {children(id)}
    </div>
  );
}
