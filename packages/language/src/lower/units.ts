/** From the text of a unit to the unit: names of the case first, then the built-in ones; plurals of own units are understood. */
import { builtInUnit, composeUnits, namedUnit, plainUnit, powerUnit, type Unit } from "@outweigh/engine";
import type { Diagnostic } from "../diagnostic.js";
import { tooDeep } from "../diagnostics/syntax.js";
import { circularUnit, unitUnreadable, unknownUnit } from "../diagnostics/units.js";
import type { Expression, Span } from "../syntax.js";
import { unitSpellings } from "../unit-spellings.js";
import { type Environment, unitNames } from "./environment.js";

/** Units of the case that may be defined one by the other. */
const longestChain = 100;

/** Looks up units of one case. */
export class Units {
  readonly #own = new Map<string, Unit | undefined>();
  readonly #open = new Set<string>();
  readonly used = new Set<string>();

  constructor(
    private readonly environment: Environment,
    private readonly report: (diagnostic: Diagnostic) => void,
  ) {}

  /** A unit by its name alone; nothing is reported. */
  find(name: string): Unit | undefined {
    const own = this.#ownName(name);
    if (own !== undefined) {
      this.used.add(own);
      return this.#ownUnit(own, name);
    }
    const prices = this.environment.assessment.case.prices;
    if (prices !== undefined && this.environment.entities.get(`${name}${prices}`)?.kind === "unit") {
      const unit = this.find(`${name}${prices}`);
      return unit && namedUnit(name, unit.scale, unit.powers);
    }
    return builtInUnit(name, prices);
  }

  /** A unit that must exist. */
  named(name: string, span: Span): Unit | undefined {
    const unit = this.find(name);
    if (!unit && this.#ownName(name) === undefined)
      this.report(unknownUnit.at(span, { name, near: this.environment.near(name, unitNames(this.environment)) }));
    return unit;
  }

  /** The unit that an expression writes; `allowsNumbers` for the definition of a unit. */
  read(expression: Expression, allowsNumbers = false): Unit | undefined {
    switch (expression.kind) {
      case "name":
        return expression.name === "number" ? plainUnit : this.named(expression.name, expression.span);
      case "number":
        if (expression.percent && expression.value === 0.01) return this.find("%");
        if (expression.value === 1 || (allowsNumbers && expression.value > 0))
          return { scale: expression.value, powers: {}, text: "", factors: [] };
        break;
      case "with-unit": {
        const amount = this.read(expression.of, allowsNumbers);
        const unit = this.named(expression.unit.text, expression.unit.span);
        return amount && unit && composeUnits(amount, unit, 1);
      }
      case "binary": {
        const { operator, left, right } = expression;
        if (operator === "*" || operator === "/") {
          const [first, second] = [this.read(left, allowsNumbers), this.read(right, allowsNumbers)];
          return first && second && composeUnits(first, second, operator === "*" ? 1 : -1);
        }
        if (operator === "^" && right.kind === "number") {
          const base = this.read(left, allowsNumbers);
          return base && powerUnit(base, right.value);
        }
        break;
      }
      case "broken":
        return undefined;
      default:
        break;
    }
    this.report(unitUnreadable.at(expression.span, { found: "This" }));
    return undefined;
  }

  /** Reads every unit that the case declares, so that their mistakes are reported whether they are used or not. */
  readOwn(): void {
    for (const { id } of this.environment.assessment.units) if (this.environment.entities.get(id)?.kind === "unit") this.#ownUnit(id, id);
  }

  #ownName(name: string): string | undefined {
    const isOwn = (candidate: string) => this.environment.entities.get(candidate)?.kind === "unit";
    return unitSpellings(name).find(isOwn);
  }

  #ownUnit(id: string, written: string): Unit | undefined {
    if (!this.#own.has(id)) this.#own.set(id, this.#define(id));
    const unit = this.#own.get(id);
    return unit && written !== id ? namedUnit(written, unit.scale, unit.powers) : unit;
  }

  #define(id: string): Unit | undefined {
    const entity = this.environment.entities.get(id);
    if (entity?.kind !== "unit") return undefined;
    const { definition, span } = entity.declaration;
    if (!definition) return namedUnit(id, 1, { [id]: 1 });
    if (this.#open.has(id)) {
      this.report(circularUnit.at(span, { name: id }));
      return undefined;
    }
    if (this.#open.size >= longestChain) {
      this.report(tooDeep.at(span, {}));
      return undefined;
    }
    this.#open.add(id);
    const unit = this.read(definition, true);
    this.#open.delete(id);
    return unit && namedUnit(id, unit.scale, unit.powers);
  }
}
