/** The web of this machine: serving the workbench, and opening the browser of the user. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { RunningServer, ServerOptions } from "@outweigh/server";
import type { Web } from "./effects.js";

const failures: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is taken",
  EACCES: "this port is not for everybody; those from 1024 on are",
};

const workbench = dirname(createRequire(import.meta.url).resolve("@outweigh/workbench/package.json")).replaceAll("\\", "/");

/** The web of Node. The server is loaded when it is asked for. */
export const nodeWeb: Web = {
  workbench: `${workbench}/dist/app`,
  examples: workbench.replace(/\/[^/]+\/[^/]+$/, "/examples"),
  serve,
  browse,
};

async function serve(options: ServerOptions): Promise<RunningServer | { readonly failure: string }> {
  const { startServer } = await import("@outweigh/server");
  try {
    return await startServer(options);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    return { failure: failures[code] ?? code };
  }
}

function browse(address: string): string | undefined {
  const [command, ...before] =
    process.platform === "darwin" ? ["open"] : process.platform === "win32" ? ["rundll32", "url.dll,FileProtocolHandler"] : ["xdg-open"];
  if (command === "xdg-open" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return "there is no display";
  const child = spawn(command!, [...before, address], { detached: true, stdio: "ignore" });
  child.on("error", () => undefined);
  child.unref();
  return undefined;
}
