import { describe, expect, it } from "vitest";
import { echoGraph } from "./echo-graph.js";
import type { Echo } from "./echoes.js";

const source = (id: string, ...derivedFrom: string[]) => ({ id, derivedFrom });
const claim = (id: string, from: string, ...corroborates: string[]) => ({ id, source: from, corroborates });
const echo = (first: string, second: string, origin?: string): Echo => ({
  first,
  second,
  origin,
  contained: undefined,
  jaccard: 1,
  containment: 1,
  shared: 100,
});

describe("echoGraph", () => {
  it("is empty where nothing derives, echoes or supports", () => {
    expect(echoGraph([source("a"), source("b")], [claim("x", "a"), claim("y", "b")])).toEqual({
      sources: [],
      links: [],
      claims: [],
      supports: [],
    });
  });

  it("sets sources under what they derive from, unknown names included", () => {
    const { sources, links } = echoGraph(
      [source("blog", "wire", "witness"), source("alone"), source("wire", "agency"), source("paper", "agency")],
      [],
    );
    expect(sources).toEqual([
      { id: "witness", depth: 0, under: undefined, origins: ["witness"] },
      { id: "agency", depth: 0, under: undefined, origins: ["agency"] },
      { id: "wire", depth: 1, under: "agency", origins: ["agency"] },
      { id: "blog", depth: 2, under: "wire", origins: ["witness", "agency"] },
      { id: "paper", depth: 1, under: "agency", origins: ["agency"] },
    ]);
    expect(links).toHaveLength(4);
    expect(links).toContainEqual({ from: "blog", to: "witness", kind: "declared", isDirected: true });
  });

  it("tells claims that support each other from echoes, each pair once", () => {
    const { supports, claims } = echoGraph(
      [source("agency"), source("wire", "agency"), source("survey"), source("other")],
      [claim("a", "agency"), claim("b", "wire", "a", "c", "gone", "b"), claim("c", "survey", "b"), claim("d", "wire"), claim("e", "other")],
    );
    expect(supports).toEqual([
      { first: "b", second: "a", shared: { kind: "common-origin", name: "agency" } },
      { first: "b", second: "c", shared: undefined },
    ]);
    expect(claims.map(({ id, origins }) => [id, ...origins])).toEqual([
      ["a", "agency"],
      ["b", "agency"],
      ["c", "survey"],
      ["d", "agency"],
    ]);
  });

  it("adds echoes that were found and not declared, from the later to the earlier", () => {
    const { links, sources } = echoGraph(
      [source("a"), source("b"), source("c", "a"), source("d")],
      [],
      [echo("a", "b", "b"), echo("a", "c", "a"), echo("b", "d"), echo("a", "nowhere")],
    );
    expect(links.filter(({ kind }) => kind === "found")).toEqual([
      { from: "a", to: "b", kind: "found", isDirected: true },
      { from: "b", to: "d", kind: "found", isDirected: false },
    ]);
    expect(sources.map(({ id }) => id)).toEqual(["a", "c", "b", "d"]);
  });

  it("opens circles, and stands a long chain", () => {
    const { sources } = echoGraph([source("a", "c"), source("b", "a"), source("c", "b")], []);
    expect(sources.map(({ id, depth, origins }) => [id, depth, ...origins])).toEqual([
      ["a", 0, "a"],
      ["b", 1, "a"],
      ["c", 2, "a"],
    ]);
    const chain = Array.from({ length: 300 }, (_, at) => source(`s${at}`, ...(at > 0 ? [`s${at - 1}`] : [])));
    expect(echoGraph(chain, []).sources.at(-1)).toEqual({ id: "s299", depth: 299, under: "s298", origins: ["s0"] });
  });
});
