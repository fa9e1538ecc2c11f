/** How the name of a unit of the case may be spelt. */
import { builtInUnit } from "@outweigh/engine";

/** The names under which the unit written `name` may be declared: itself, and its singular or plural where no built-in unit has this name. */
export function unitSpellings(name: string): readonly string[] {
  if (builtInUnit(name)) return [name];
  return [
    name,
    `${name}s`,
    name.replace(/s$/, ""),
    name.replace(/y$/, "ies"),
    name.replace(/ies$/, "y"),
    `${name}es`,
    name.replace(/es$/, ""),
  ];
}
