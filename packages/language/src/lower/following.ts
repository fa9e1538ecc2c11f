/**
 * A builder of graphs in which some options are pathways: they follow one of several others, which changes in time. A value without time has in the
 * cell of a pathway the value of the option with which it starts; where something that varies over time reads it, it has that of the option followed.
 */
import { GraphBuilder, type Node, type NodeId } from "@outweigh/engine";
import { referencesOf } from "../graph-words.js";

/** A pathway while it is lowered: positions are among the members of `option`, and the present state is a position in `options`. */
export interface Followed {
  readonly position: number;
  /** The options that it may follow, the one with which it starts first. */
  readonly options: readonly number[];
  /** The dimension of these options. */
  readonly states: string;
  /** Which of them is followed at present: a node over time. */
  readonly state: NodeId;
}

type DrawOf = Parameters<GraphBuilder["draw"]>[0];

/** Builds a graph like any other, but for the cells of pathways. */
export class FollowingBuilder extends GraphBuilder {
  readonly #pathways: Followed[] = [];
  readonly #followed = new Map<NodeId, NodeId>();
  readonly #timely = new Map<NodeId, boolean>();
  readonly #same = new Map<string, boolean>();

  /** From now on, `pathway` follows. To be said before anything is built that varies over options. */
  addPathway(pathway: Followed): void {
    this.#pathways.push(pathway);
  }

  get pathways(): readonly Followed[] {
    return this.#pathways;
  }

  override apply(...[operation, ...inputs]: Parameters<GraphBuilder["apply"]>): NodeId {
    return super.apply(operation, ...this.#together(inputs));
  }

  override choose(of: NodeId, dimension: string, by: NodeId): NodeId {
    const [from = of, at = by] = this.#together([of, by]);
    return super.choose(from, dimension, at);
  }

  override stack(along: string, parts: readonly NodeId[]): NodeId {
    return super.stack(along, this.#together(parts));
  }

  override draw(draw: DrawOf): NodeId {
    const bounds = [draw.lower, draw.upper].filter((bound) => bound !== undefined);
    const isTimely = [...draw.parameters, ...bounds].some((id) => this.#isDynamic(id));
    if (!isTimely) return super.draw(draw);
    return super.draw({
      ...draw,
      parameters: draw.parameters.map((id) => this.follow(id)),
      ...(draw.lower === undefined ? {} : { lower: this.follow(draw.lower) }),
      ...(draw.upper === undefined ? {} : { upper: this.follow(draw.upper) }),
    });
  }

  override statistic(...[of, statistic, given]: Parameters<GraphBuilder["statistic"]>): NodeId {
    if (given === undefined) return super.statistic(of, statistic);
    const [from = of, under = given] = this.#together([of, given]);
    return super.statistic(from, statistic, under);
  }

  override setRate(stock: NodeId, rate: NodeId): void {
    super.setRate(stock, this.follow(rate));
  }

  override setLagged(lag: NodeId, of: NodeId): void {
    super.setLagged(lag, this.follow(of));
  }

  /** Side by side along `option`, one part for each option that is no pathway; `ofPathway` gives what a pathway has that follows an option. */
  stackOptions(parts: readonly NodeId[], ofPathway: (pathway: number, followed: number, isInTime: boolean) => NodeId): NodeId {
    const isInTime = parts.some((id) => this.#isDynamic(id));
    const followed = this.#pathways.map(({ position, options, states, state }) => {
      const first = options[0] ?? 0;
      if (!isInTime) return ofPathway(position, first, false);
      return this.#chosen(
        options.map((option) => ofPathway(position, option, true)),
        states,
        state,
      );
    });
    return this.stack("option", [...parts, ...followed]);
  }

  /**
   * The value as it is at each moment: itself when it varies over time, or not over options, or is the same in all that pathways follow. What was
   * computed from whole courses has its own value for a pathway already.
   */
  follow(id: NodeId): NodeId {
    if (this.#pathways.length === 0 || this.#isDynamic(id) || !this.dimensionsOf(id).includes("option")) return id;
    const known = this.#followed.get(id);
    if (known !== undefined) return known;
    const found = this.knowsCourses(id) ? this.#followInside(id) : this.#followCells(id);
    this.#followed.set(id, found);
    return found;
  }

  /** Whether a value without time has different cells in some options, though it knows nothing of their courses. */
  differsBlindly(id: NodeId, options: readonly number[]): boolean {
    const first = options[0] ?? 0;
    return !this.#isDynamic(id) && !this.knowsCourses(id) && options.some((option) => !this.#isSame(id, first, option));
  }

  /** Whether a value varies over time or is computed from what does. */
  knowsCourses(id: NodeId): boolean {
    const known = this.#timely.get(id);
    if (known !== undefined) return known;
    const knows = this.#isDynamic(id) || referencesOf(this.node(id)).some((reference) => this.knowsCourses(reference));
    this.#timely.set(id, knows);
    return knows;
  }

  #isDynamic(id: NodeId): boolean {
    return this.dimensionsOf(id).includes("time");
  }

  /** Values that are read side by side: if one varies over time, all are as they are at each moment. */
  #together(inputs: readonly NodeId[]): readonly NodeId[] {
    if (this.#pathways.length === 0 || !inputs.some((id) => this.#isDynamic(id))) return inputs;
    return inputs.map((id) => this.follow(id));
  }

  #followCells(id: NodeId): NodeId {
    const count = this.dimension("option").members.length;
    if (!this.#pathways.some((pathway) => this.differsBlindly(id, pathway.options))) return id;
    const parts = Array.from({ length: count }, (_, option) => this.pick(id, "option", option));
    for (const { position, options, states, state } of this.#pathways)
      parts[position] = this.#chosen(
        options.map((option) => parts[option] ?? id),
        states,
        state,
      );
    return this.stack("option", parts);
  }

  #chosen(parts: readonly NodeId[], states: string, state: NodeId): NodeId {
    const [first = 0] = parts;
    return parts.every((part) => part === first) ? first : this.choose(this.stack(states, parts), states, state);
  }

  /** A value made of whole courses and of others: each of its parts for itself. */
  #followInside(id: NodeId): NodeId {
    const node = this.node(id);
    if (node.kind === "apply") return super.apply(node.operation, ...node.arguments.map((argument) => this.follow(argument)));
    if (node.kind === "rename") return this.rename(this.follow(node.of), node.from, node.to);
    if (node.kind === "choose") return super.choose(this.follow(node.of), node.dimension, this.follow(node.by));
    return id;
  }

  /** Whether a value without time is the same under two options, as far as its form shows it. */
  #isSame(id: NodeId, one: number, other: number): boolean {
    const node = this.node(id);
    if (!node.dimensions.includes("option") || one === other) return true;
    if (node.kind === "constant") return this.#isSameConstant(node, one, other);
    if (node.kind === "stack" && node.along === "option") return node.parts[one] === node.parts[other];
    const key = `${id} ${one} ${other}`;
    const known = this.#same.get(key);
    if (known !== undefined) return known;
    const same = referencesOf(node).every((reference) => this.#isSame(reference, one, other));
    this.#same.set(key, same);
    return same;
  }

  #isSameConstant(node: Node & { readonly kind: "constant" }, one: number, other: number): boolean {
    const at = node.dimensions.indexOf("option");
    const inner = this.cells(node.dimensions.slice(at + 1));
    const size = this.dimension("option").members.length;
    return node.values.every((value, cell) => {
      const option = Math.floor(cell / inner) % size;
      return option !== one || Object.is(value, node.values[cell + (other - one) * inner]);
    });
  }
}
