/** The view Diagram: the influence diagram of the case, drawn from the text and drawn into it. */
import "../../page/page.css";
import "./diagram.css";
import "./diagram-panels.css";
import { ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useAnswer, useCase, useResults } from "../../case/use-case.js";
import { goTo, useAddress } from "../../shell/address.js";
import { type Command, useCommands } from "../../shell/commands.js";
import { Icon } from "../../shell/icon.js";
import { Waiting } from "../../shell/waiting.js";
import type { DiagramInput } from "../../work/questions/diagram.js";
import { groupEnd, type PlacedDiagram } from "../../work/questions/diagram-layout.js";
import type { Sizing } from "../../work/questions/diagram-sizes.js";
import { Canvas } from "./canvas.js";
import { drawArrow, drawBlock, open } from "./draw.js";
import { ArrowForm, NodeForm } from "./drawing-form.js";
import { Legend } from "./legend.js";
import { NodeList } from "./node-list.js";
import { type Colouring, leverageTone, supportTone } from "./words.js";

/** The view. The subject of the address is the node that is selected; `by` the colouring, `size` what the sizes tell, `closed` the collapsed groups, `group` the one that is shown alone, `evidence` and `list` are shown when they are 1, `legend` shows the legend when it is 1 and hides it when it is 0. */
export function View() {
  const { settings } = useAddress();
  const withEvidence = settings.evidence === "1";
  const { closed } = settings;
  const input = useMemo(
    (): DiagramInput => ({ withEvidence, collapsed: closed === undefined ? "usual" : closed.split("\n").filter(Boolean) }),
    [withEvidence, closed],
  );
  const sizing = sizingOf(settings.size);
  const plain = useAnswer("diagram", input);
  const sized = useAnswer("diagram", { ...input, ...(sizing && { sizing }) }, sizing !== undefined);
  const { problem } = plain;
  // Sizes take a run of the case. Until it is made, or where it cannot be, the diagram is shown without them.
  const value = sizing !== undefined && isOfSameNodes(sized.value, plain.value) ? sized.value : plain.value;
  if (value === undefined)
    return problem === undefined ? (
      <Waiting for="Laying the diagram out" />
    ) : (
      <div className="empty">
        <h2>The diagram cannot be drawn</h2>
        <p>{problem.message}</p>
      </div>
    );
  return (
    <ReactFlowProvider>
      <Diagram
        diagram={value}
        sizing={sizing}
        isSized={sizing !== undefined && value === sized.value}
        sizes={
          sizing === undefined || (value === sized.value && !sized.isStale)
            ? undefined
            : { share: sized.share, problem: sized.problem?.message }
        }
      />
    </ReactFlowProvider>
  );
}

const sizingOf = (setting: string | undefined): Sizing | undefined =>
  setting === "leverage" || setting === "support" ? setting : undefined;

function isOfSameNodes(one: PlacedDiagram | undefined, other: PlacedDiagram | undefined): boolean {
  if (one === undefined || other === undefined) return one !== undefined;
  const ids = new Set([...other.nodes, ...other.hidden].map(({ id }) => id));
  const all = [...one.nodes, ...one.hidden];
  return one.nodes.length === other.nodes.length && all.length === ids.size && all.every(({ id }) => ids.has(id));
}

/** `sizes` tells how far the making of sizes is, or why there are none, while they are not as the case is. */
function Diagram({
  diagram,
  sizing,
  isSized,
  sizes,
}: {
  readonly diagram: PlacedDiagram;
  readonly sizing: Sizing | undefined;
  /** Whether the nodes have these sizes already. */
  readonly isSized: boolean;
  readonly sizes: { readonly share: number; readonly problem: string | undefined } | undefined;
}) {
  const store = useCase();
  const flow = useReactFlow();
  const { subject, settings } = useAddress();
  const chapters = useResults((results) => results.chapters);
  const [form, setForm] = useState<"node" | "arrow">();
  const colouring: Colouring = settings.by === "leverage" || settings.by === "support" ? settings.by : "kind";
  const leverage = useAnswer("diagramLeverage", undefined, colouring === "leverage" || sizing === "leverage");
  const waiting =
    sizes ??
    (colouring === "leverage" && leverage.value === undefined ? { share: leverage.share, problem: leverage.problem?.message } : undefined);
  const latest = useRef({ subject, settings, diagram });
  latest.current = { subject, settings, diagram };

  /** Changes of the address that one does not go back through. */
  const set = useCallback((changes: Readonly<Record<string, string | undefined>>, to = latest.current.subject) => {
    const next = Object.fromEntries(
      Object.entries({ ...latest.current.settings, ...changes }).filter((each): each is [string, string] => each[1] !== undefined),
    );
    goTo("diagram", to, next, true);
  }, []);
  const setCollapsed = useCallback(
    (change: (closed: ReadonlySet<string>) => readonly string[], subject?: string) => {
      const closed = new Set(latest.current.diagram.groups.flatMap(({ id, isCollapsed }) => (isCollapsed ? [id] : [])));
      set({ closed: change(closed).join("\n") }, subject);
    },
    [set],
  );
  const onCurrent = useCallback((id: string) => id !== latest.current.subject && set({}, id), [set]);
  const onOpen = useCallback(
    (id: string) => {
      const node = latest.current.diagram.nodes.find((each) => each.id === id);
      if (node === undefined) return;
      set({}, id);
      open(node);
    },
    [set],
  );
  const onToggle = useCallback(
    (group: string) =>
      setCollapsed(
        (closed) => (closed.has(group) ? [...closed].filter((each) => each !== group) : [...closed, group]),
        groupEnd(group) === latest.current.subject ? "" : undefined,
      ),
    [setCollapsed],
  );
  const onZoom = useCallback((group: string) => set({ group: latest.current.settings.group === group ? undefined : group }), [set]);
  const onArrow = useCallback((from: string, to: string) => void drawArrow(store, latest.current.diagram, from, to), [store]);
  const onFind = useCallback(
    (id: string) => {
      const hidden = latest.current.diagram.hidden.find((each) => each.id === id);
      if (hidden !== undefined) setCollapsed((closed) => [...closed].filter((each) => each !== hidden.group), id);
      else set({}, id);
    },
    [set, setCollapsed],
  );

  const nodes = useMemo(() => new Map(diagram.nodes.map((node) => [node.id, node])), [diagram]);
  const found = colouring === "leverage" || sizing === "leverage" ? leverage.value?.found : undefined;
  const toneOf = useCallback(
    (id: string) =>
      colouring === "kind" ? "kind" : colouring === "leverage" ? leverageTone(found?.get(id)) : supportTone(nodes.get(id)?.support),
    [colouring, found, nodes],
  );
  const fit = useCallback(() => {
    if (latest.current.settings.group === undefined) void flow.fitView({ padding: 0.05, maxZoom: 1.1, duration: 200 });
    else set({ group: undefined });
  }, [flow, set]);
  const hasList = settings.list === "1";
  const hasLegend = settings.legend === undefined ? innerWidth > 760 : settings.legend === "1";
  const withEvidence = settings.evidence === "1";
  const canDraw = store.host.canWrite;
  const isAllClosed = diagram.groups.length > 0 && diagram.groups.every(({ isCollapsed }) => isCollapsed);
  const toggleAll = useCallback(
    () => setCollapsed(() => (isAllClosed ? [] : latest.current.diagram.groups.map(({ id }) => id)), ""),
    [setCollapsed, isAllClosed],
  );

  // When all groups are opened or closed at once, or all nodes have other sizes, the whole is shown anew.
  const arrangement = `${isAllClosed} ${isSized ? sizing : ""}`;
  const lastArrangement = useRef(arrangement);
  useEffect(() => {
    if (lastArrangement.current === arrangement) return;
    lastArrangement.current = arrangement;
    if (latest.current.settings.group === undefined) void flow.fitView({ padding: 0.05, maxZoom: 1.1 });
  }, [arrangement, flow]);

  const commands = useMemo(
    (): readonly Command[] => [
      { id: "diagram.find", title: "Find a node of the diagram", group: "Diagram", keys: "/", run: () => set({ list: "1" }) },
      { id: "diagram.fit", title: "Show the whole diagram", group: "Diagram", keys: "0", run: fit },
      { id: "diagram.in", title: "Zoom in", group: "Diagram", keys: "+", run: () => void flow.zoomIn({ duration: 120 }) },
      { id: "diagram.out", title: "Zoom out", group: "Diagram", keys: "-", run: () => void flow.zoomOut({ duration: 120 }) },
      { id: "diagram.groups", title: isAllClosed ? "Open all groups" : "Collapse all groups", group: "Diagram", run: toggleAll },
      {
        id: "diagram.evidence",
        title: withEvidence ? "Hide sources" : "Show sources",
        group: "Diagram",
        run: () => set({ evidence: withEvidence ? undefined : "1" }),
      },
      { id: "diagram.node", title: "New node", group: "Diagram", isOff: !canDraw, run: () => setForm("node") },
      { id: "diagram.arrow", title: "New arrow", group: "Diagram", isOff: !canDraw, run: () => setForm("arrow") },
    ],
    [set, fit, flow, isAllClosed, toggleAll, withEvidence, canDraw],
  );
  useCommands(commands);

  return (
    <div className="diagram-view">
      <div className="page-tools" role="toolbar" aria-label="Diagram">
        <button type="button" className="button" aria-pressed={hasList} onClick={() => set({ list: hasList ? undefined : "1" })}>
          <Icon name="search" /> Find
        </button>
        <label className="field">
          <span>Colour by</span>
          <select value={colouring} onChange={(event) => set({ by: event.target.value === "kind" ? undefined : event.target.value })}>
            <option value="kind">kind</option>
            <option value="leverage">leverage</option>
            <option value="support">support</option>
          </select>
        </label>
        <label className="field">
          <span>Size by</span>
          <select
            value={sizing ?? "same"}
            onChange={(event) => set({ size: event.target.value === "same" ? undefined : event.target.value })}
          >
            <option value="same">nothing</option>
            <option value="leverage">leverage</option>
            <option value="support">support</option>
          </select>
        </label>
        <label className="field">
          <input type="checkbox" checked={withEvidence} onChange={(event) => set({ evidence: event.target.checked ? "1" : undefined })} />
          <span>Sources</span>
        </label>
        <button type="button" className="button" onClick={toggleAll}>
          {isAllClosed ? "Open groups" : "Collapse groups"}
        </button>
        <button type="button" className="button" aria-pressed={hasLegend} onClick={() => set({ legend: hasLegend ? "0" : "1" })}>
          Legend
        </button>
        <span className="grow" />
        {canDraw ? (
          <>
            <button type="button" className="button" onClick={() => setForm("node")}>
              <Icon name="plus" /> Node
            </button>
            <button type="button" className="button" onClick={() => setForm("arrow")}>
              <Icon name="plus" /> Arrow
            </button>
          </>
        ) : null}
        <span className="zoom">
          <button type="button" className="icon-button" aria-label="Zoom out" onClick={() => void flow.zoomOut({ duration: 120 })}>
            −
          </button>
          <button type="button" className="icon-button" aria-label="Zoom in" onClick={() => void flow.zoomIn({ duration: 120 })}>
            +
          </button>
          <button type="button" className="button" onClick={fit}>
            Fit
          </button>
        </span>
      </div>
      <div className={`diagram-main${hasList ? " with-list" : ""}`}>
        {hasList ? <NodeList diagram={diagram} current={subject} onFind={onFind} onClose={() => set({ list: undefined })} /> : null}
        <div className="diagram-stage">
          {diagram.nodes.length + diagram.hidden.length === 0 ? (
            <div className="empty">
              <h2>There is nothing to draw yet</h2>
              <p>
                Options, quantities, chances and objectives of the case appear here as soon as the text declares them. “Node” writes the
                first one.
              </p>
            </div>
          ) : (
            <Canvas
              diagram={diagram}
              current={subject === "" ? undefined : subject}
              zoomed={settings.group ?? ""}
              toneOf={toneOf}
              leverageOf={(id) => found?.get(id)}
              canDraw={canDraw}
              onCurrent={onCurrent}
              onOpen={onOpen}
              onToggle={onToggle}
              onZoom={onZoom}
              onArrow={onArrow}
            />
          )}
          {form === "node" ? (
            <NodeForm
              diagram={diagram}
              chapters={chapters}
              chapter={chapters.find((path) => path === nodes.get(subject)?.place.file) ?? chapters[chapters.length - 1]}
              onWrite={async (path, block) => {
                const problem = await drawBlock(store, path, block);
                if (problem === undefined) {
                  setForm(undefined);
                  // What was just drawn is seen, also where the group of its chapter was closed.
                  const closed = diagram.groups.flatMap(({ id, isCollapsed }) => (isCollapsed ? [id] : []));
                  const shown = closed.includes(path) ? { closed: closed.filter((each) => each !== path).join("\n") } : {};
                  set({ group: undefined, ...shown }, block.name);
                }
                return problem;
              }}
              onClose={() => setForm(undefined)}
            />
          ) : form === "arrow" ? (
            <ArrowForm
              diagram={diagram}
              current={subject}
              onArrow={(from, to) => {
                setForm(undefined);
                onArrow(from, to);
              }}
              onClose={() => setForm(undefined)}
            />
          ) : null}
          {waiting === undefined ? null : (
            <p className="diagram-state" role="status">
              {waiting.problem === undefined ? (
                <>
                  <progress max={1} value={waiting.share} aria-label="Computing leverage" />{" "}
                  {sizing === "support" ? "Laying the diagram out by support" : "Computing leverage"}…
                </>
              ) : (
                waiting.problem
              )}
            </p>
          )}
        </div>
      </div>
      {hasLegend ? <Legend diagram={diagram} colouring={colouring} sizing={sizing} against={leverage.value?.against} /> : null}
    </div>
  );
}
