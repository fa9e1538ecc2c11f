/** How the workbench becomes files that a server can hand out: our own packages from their sources, workers as modules, nothing from elsewhere. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const source = (name: string) => new URL(`../${name}/src/index.ts`, import.meta.url).pathname;

export default defineConfig({
  root: new URL(".", import.meta.url).pathname,
  base: "./",
  plugins: [react()],
  resolve: {
    // A tool of the benchmarks brings an older React of its own.
    dedupe: ["react", "react-dom"],
    alias: {
      "@outweigh/brief/render": new URL("../brief/src/render/index.ts", import.meta.url).pathname,
      "@outweigh/brief/docx": new URL("../brief/src/render/docx.ts", import.meta.url).pathname,
      ...Object.fromEntries(["engine", "evidence", "language", "brief"].map((name) => [`@outweigh/${name}`, source(name)])),
    },
  },
  worker: { format: "es" },
  build: {
    outDir: "dist/app",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
