import { defineConfig } from "vitest/config";

const source = (name: string) => new URL(`./packages/${name}/src/index.ts`, import.meta.url).pathname;

/** The test of the array job starts daemons of its own and takes part only when asked for: see CONTRIBUTING.md. */
const withSlurm = process.env.OUTWEIGH_SLURM === "1";

export default defineConfig({
  resolve: {
    alias: Object.fromEntries(["engine", "evidence", "language", "brief"].map((name) => [`@outweigh/${name}`, source(name)])),
  },
  test: {
    include: ["packages/**/*.test.ts", "tools/**/*.test.ts"],
    exclude: ["**/dist/**", "**/node_modules/**", ...(withSlurm ? [] : ["**/slurm.test.ts"])],
    testTimeout: 120_000,
  },
});
