/** x */
import type { Effects } from "../effects.js";
export async function verify(_folder: string, _options: object, _effects: Effects): Promise<number> {
  return 0;
}
