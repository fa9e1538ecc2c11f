/** Everything public of the server. */

export type { CopyFinder, ServerDisk } from "./disk.js";
export { pagePolicy } from "./guard.js";
export type * from "./protocol.js";
export { type GivenDocument, type RunningServer, type ServerOptions, type StartChoices, startServer } from "./start-server.js";
