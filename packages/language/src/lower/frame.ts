/** The frame of a case: its dimensions and its options with the measures that each includes. */
import type { DimensionMember } from "@outweigh/engine";
import type { DimensionDeclaration, OptionDeclaration, PathwayDeclaration } from "../assessment.js";
import type { Diagnostic } from "../diagnostic.js";
import { combinationProblem, tooManyCells } from "../diagnostics/model.js";
import { duplicateName, unknownDimension, unknownOption } from "../diagnostics/names.js";
import { nearNames } from "../near.js";

type Report = (diagnostic: Diagnostic) => void;

/** A dimension of the case with its members by name; `root` is shared by dimensions that are paired. */
export interface CaseDimension {
  readonly name: string;
  readonly root: string;
  readonly members: readonly DimensionMember[];
  readonly positions: ReadonlyMap<string, number>;
}

/** Finds near names; gives up after many, so that a case full of mistakes is still checked quickly. */
export type Near = (name: string, known: Iterable<string>) => string;

const mostSearches = 300;
const mostOptions = 500;
const mostMembers = 2000;
const mostLinks = 20;

/** A finder of near names for one case. */
export function limitedNear(): Near {
  let searches = 0;
  return (name, known) => (searches++ < mostSearches ? nearNames(name, known) : "");
}

/** Names for a message, not too many. */
export function shortList(names: readonly string[]): string {
  return names.slice(0, 12).join(", ") + (names.length > 12 ? ", …" : "");
}

/** The options that count; more than can be compared are reported. */
export function readOptions(options: readonly OptionDeclaration[], report: Report): readonly OptionDeclaration[] {
  const tooMany = options[mostOptions];
  if (tooMany) report(tooManyCells.at(tooMany.span, { name: "The list of options", cells: options.length }));
  return options.slice(0, mostOptions);
}

/** The dimensions by name, each with the members of the one that it pairs. */
export function readDimensions(known: readonly DimensionDeclaration[], near: Near, report: Report): Map<string, CaseDimension> {
  const dimensions = new Map<string, CaseDimension>();
  const byName = new Map(known.map((declaration) => [declaration.id, declaration]));
  for (const declaration of known) {
    let root = declaration;
    for (let links = 0; root.pairedWith !== undefined && links < mostLinks; links++)
      root = byName.get(root.pairedWith) ?? { ...root, pairedWith: undefined };
    const first = declaration.pairedWith;
    if (first !== undefined && (!byName.has(first) || root.pairedWith !== undefined)) {
      report(unknownDimension.at(declaration.span, { name: first, near: near(first, byName.keys()) }));
    }
    const members: DimensionMember[] = [];
    const positions = new Map<string, number>();
    for (const member of root.members) {
      if (positions.has(member.id)) {
        if (root === declaration) report(duplicateName.at(declaration.span, { name: member.id, kind: `a member of ${root.id}` }));
        continue;
      }
      positions.set(member.id, members.length);
      members.push(member);
    }
    if (members.length > mostMembers && root === declaration)
      report(tooManyCells.at(declaration.span, { name: `The dimension ${root.id}`, cells: members.length }));
    if (members.length > 0 && members.length <= mostMembers)
      dimensions.set(declaration.id, { name: declaration.id, root: root.id, members, positions });
  }
  return dimensions;
}

/** Every measure that each option includes, itself among them. A pathway includes those of the option with which it starts. */
export function readMeasures(
  options: readonly OptionDeclaration[],
  pathways: ReadonlyMap<string, PathwayDeclaration>,
  near: Near,
  report: Report,
): Map<string, ReadonlySet<string>> {
  const names = options.map((option) => option.id);
  const byName = new Map(options.map((option) => [option.id, option]));
  const result = new Map<string, ReadonlySet<string>>();
  for (const option of options) {
    const found = new Set([option.id]);
    const waiting = option.isCombination ? [...option.measures] : [];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (name === option.id) {
        report(combinationProblem.at(option.span, { option: option.id }));
        continue;
      }
      if (found.has(name)) continue;
      const measure = byName.get(name);
      if (!measure) {
        if (option.measures.includes(name))
          report(unknownOption.at(option.span, { name, near: near(name, names), known: shortList(names) }));
        continue;
      }
      found.add(name);
      if (measure.isCombination) waiting.push(...measure.measures);
    }
    result.set(option.id, found);
  }
  for (const [id, { starts }] of pathways)
    result.set(id, new Set([id, ...(pathways.has(starts.text) ? [] : (result.get(starts.text) ?? []))]));
  return result;
}
