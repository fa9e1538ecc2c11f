import { defineConfig } from "vitest/config";

const source = (name: string) => new URL(`./packages/${name}/src/index.ts`, import.meta.url).pathname;

export default defineConfig({
  resolve: {
    alias: Object.fromEntries(["engine", "evidence", "language", "brief"].map((name) => [`@outweigh/${name}`, source(name)])),
  },
  test: { include: ["packages/**/*.test.ts", "tools/**/*.test.ts"], exclude: ["**/dist/**", "**/node_modules/**"], testTimeout: 120_000 },
});
