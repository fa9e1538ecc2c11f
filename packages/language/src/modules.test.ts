import { expect, it } from "vitest";
import { joinPath } from "./modules.js";

it.each([
  [["", "../modules/seizure"], "../modules/seizure"],
  [["cases/a", "../../modules"], "modules"],
  [["/cases/a", "../../../x"], "/x"],
  [["a", "./b//c", ".."], "a/b"],
  [["a\\b", "c"], "a/b/c"],
])("joins %j", (parts, joined) => expect(joinPath(...parts)).toBe(joined));
