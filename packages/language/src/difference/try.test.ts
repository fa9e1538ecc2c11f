import { expect, test } from "vitest";
import { compileModel, errorsOf } from "../lower/test-support.js";
import { differenceOf, isSame, mirrorOf } from "./index.js";
const A = `option wait "Wait"
option build "Build"
source s "A paper"
  grade C
claim c from s
  states "It is 3."
  grade 3
quantity price : GBP = 3 GBP
  because c
quantity homes = 5 to 9 as normal
objective cost : GBP
  minimise if build then 10 * price else price * homes`;
const B = `option wait "Wait"
option build "Build"
source s "A paper"
  grade B
claim c from s
  states "It is 3."
  grade 2
quantity cost_each : GBP = 4 GBP
  because c
quantity homes = 7 to 9 as normal
objective cost : GBP
  minimise if build then 10 * cost_each else cost_each * homes`;
test("x", async () => {
  const side = (t: string, p = "") => { const compiled = compileModel(t, p); expect(errorsOf(compiled)).toEqual([]); return { name: "a", compiled }; };
  const d = await differenceOf(side(A, "It costs {mean(cost | wait)}. It is **likely** [{P(homes > 6.5)}]."), side(B, "It costs {mean(cost | wait)}."), { draws: 1024 });
  console.log(JSON.stringify(d, null, 1));
  expect(isSame(await differenceOf(side(A), side(A)))).toBe(true);
  const m = await differenceOf(side(B, "It costs {mean(cost | wait)}."), side(A, "It costs {mean(cost | wait)}. It is **likely** [{P(homes > 6.5)}]."), { draws: 1024 });
  expect(m).toEqual(mirrorOf(d));
  const r = await differenceOf(side(A), side(A.replaceAll("price", "cost_each")), { draws: 1024 });
  console.log(JSON.stringify([r.items, r.causes, r.objectives!.map((o)=>o.options.map(x=>x.change))]));
});
