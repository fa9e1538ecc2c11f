/** Compiles the C programs that show the limit of the hardware, with the machine's compiler and for its own instructions. */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** No associative mathematics: it would undo the roundings on which exp and the magic number rest. */
const flags = [
  "-O3",
  "-march=native",
  "-std=gnu11",
  "-fno-math-errno",
  "-fno-trapping-math",
  "-fno-signed-zeros",
  "-ffp-contract=fast",
  "-pthread",
];

const compilers = ["clang", "gcc", "cc"];

/** What 128-bit SIMD without FMA can reach, as in WebAssembly; what is not vectorised stays native. */
const narrow = ["-DLANES=2", "-ffp-contract=off"];

/** The path of the compiled program, or why there is none: with the widest vectors that the machine has, or as narrow as those of WebAssembly. */
export function compileLimit(source: "w1" | "w2", folder: string, isNarrow: boolean): { readonly path: string } | string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${source}${isNarrow ? "-narrow" : ""}`);
  const given = isNarrow ? narrow : [];
  for (const compiler of compilers) {
    try {
      execFileSync(compiler, [...flags, ...given, "-o", path, `bench/limit/${source}.c`, "-lm"], { stdio: ["ignore", "ignore", "pipe"] });
      return { path };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== "ENOENT") return String((error as { stderr?: unknown }).stderr ?? error);
    }
  }
  return "no C compiler found";
}
