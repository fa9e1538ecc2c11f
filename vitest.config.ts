import { defineConfig } from "vitest/config";

/** A package, or a part of one (`@outweigh/brief/render`), is its source. */
const source = (name: string) => ({
  find: new RegExp(`^@outweigh/${name}$`),
  replacement: new URL(`./packages/${name.replace("/", "/src/").replace(/^[^/]+$/, "$&/src")}/index.ts`, import.meta.url).pathname,
});

/** The test of the array job starts daemons of its own and takes part only when asked for: see CONTRIBUTING.md. */
const withSlurm = process.env.OUTWEIGH_SLURM === "1";

export default defineConfig({
  resolve: {
    alias: ["engine", "evidence", "language", "brief", "brief/render"].map(source),
  },
  test: {
    include: ["packages/**/*.test.ts", "tools/**/*.test.ts"],
    exclude: ["**/dist/**", "**/node_modules/**", ...(withSlurm ? [] : ["**/slurm.test.ts"])],
    testTimeout: 120_000,
  },
});
