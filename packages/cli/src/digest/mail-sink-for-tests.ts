/** A real mail server in the process of the tests: it takes letters, puts off, refuses, stalls or drops the line, as each test says. */
import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** What the server does with a letter to an address at the N-th try, from 1. */
export type Behaviour =
  | "accept"
  /** 451 to the recipient. */
  | "later"
  /** 550 to the recipient. */
  | "refuse"
  /** 452 or 554 after the letter. */
  | "later-at-end"
  | "refuse-at-end"
  /** 550 to the sender. */
  | "bar"
  /** No answer to the recipient. */
  | "stall"
  /** No answer after the letter. */
  | "stall-at-end"
  /** Closes the line as the letter begins to come. */
  | "drop"
  /** Takes the letter and closes the line without a word. */
  | "drop-at-end";

/** A letter that arrived. */
export interface Arrived {
  readonly to: string;
  readonly letter: string;
}

/** The server with what it took. */
export interface MailSink {
  readonly port: number;
  readonly arrived: Arrived[];
  /** How often each address was tried. */
  readonly tries: Map<string, number>;
  close(): Promise<void>;
}

/** Starts a server on this machine. `onRecipient` is called when a recipient is named. */
export async function startSink(
  behaviour: (address: string, attempt: number) => Behaviour = () => "accept",
  options: SMTPServerOptions & { readonly onRecipient?: (address: string) => void } = {},
): Promise<MailSink> {
  const arrived: Arrived[] = [];
  const tries = new Map<string, number>();
  const sockets = new Map<string, Socket>();
  const { onRecipient, ...serverOptions } = options;
  const failure = (responseCode: number, words: string) => Object.assign(new Error(words), { responseCode });
  const doing = (address: string) => behaviour(address, tries.get(address) ?? 1);
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 100,
    ...serverOptions,
    onMailFrom(address, _session, callback) {
      if (behaviour("sender", 1) === "bar") return callback(failure(550, "We know you not"));
      if (!address.address.includes("@")) return callback(failure(501, "No sender"));
      callback();
    },
    onRcptTo({ address }, session, callback) {
      tries.set(address, (tries.get(address) ?? 0) + 1);
      onRecipient?.(address);
      const deed = doing(address);
      if (deed === "stall") return;
      if (deed === "later") return callback(failure(451, "Come back later"));
      if (deed === "refuse") return callback(failure(550, "No such reader"));
      if (deed === "drop") {
        // smtp-server hands a letter over piece by piece; the line goes at the first of them.
        for (const connection of server.connections as Set<{ readonly id: string; readonly _socket: Socket }>)
          if (connection.id === session.id) sockets.set(session.id, connection._socket);
      }
      callback();
    },
    onData(stream, session, callback) {
      const to = session.envelope.rcptTo[0]?.address ?? "";
      const deed = doing(to);
      const line = [...(server.connections as Set<{ readonly id: string; readonly _socket: Socket }>)].find(({ id }) => id === session.id);
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => {
        if (deed === "drop") sockets.get(session.id)?.destroy();
        pieces.push(piece);
      });
      stream.on("end", () => {
        if (deed === "drop") return;
        const letter = Buffer.concat(pieces).toString("utf8");
        if (deed === "later-at-end") return callback(failure(452, "No room"));
        if (deed === "refuse-at-end") return callback(failure(554, "We do not like it"));
        arrived.push({ to, letter });
        if (deed === "stall-at-end") return;
        if (deed === "drop-at-end") {
          line?._socket.destroy();
          return;
        }
        callback(null, "Taken");
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    arrived,
    tries,
    close: () =>
      new Promise((resolve) => {
        for (const connection of server.connections as Set<{ readonly _socket: Socket }>) connection._socket.destroy();
        server.close(() => resolve());
      }),
  };
}
