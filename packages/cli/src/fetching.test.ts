import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublicAddress } from "./addresses.js";
import { type FetchOptions, fetchDocument } from "./fetching.js";
import { userAgent } from "./fetching-hop.js";

/** Pages of the server that misbehaves, by path. */
const pages: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  "/plain": (_request, response) => response.setHeader("content-type", "text/html").end("<p>words</p>"),
  "/echo": (request, response) => response.end(JSON.stringify(request.headers)),
  "/gzip": (_request, response) => response.setHeader("content-encoding", "gzip").end(gzipSync("words")),
  "/br": (_request, response) => response.setHeader("content-encoding", "br").end(brotliCompressSync("words")),
  "/deflate": (_request, response) => response.setHeader("content-encoding", "deflate").end(deflateSync("words")),
  "/odd-coding": (_request, response) => response.setHeader("content-encoding", "magic").end("words"),
  "/false-gzip": (_request, response) => response.setHeader("content-encoding", "gzip").end("words"),
  "/bomb": (_request, response) => response.setHeader("content-encoding", "gzip").end(gzipSync(Buffer.alloc(20_000_000))),
  "/bomb-twice": (_request, response) =>
    response.setHeader("content-encoding", "gzip, gzip").end(gzipSync(gzipSync(Buffer.alloc(20_000_000)))),
  "/silent": () => {},
  "/endless": (_request, response) => {
    const timer = setInterval(() => response.write("x".repeat(10_000)), 1);
    response.on("close", () => clearInterval(timer));
  },
  "/drip": (_request, response) => {
    const timer = setInterval(() => response.write("x"), 20);
    response.on("close", () => clearInterval(timer));
  },
  "/large": (_request, response) => response.writeHead(200, { "content-length": "999999999" }).write("x"),
  "/short": (_request, response) => {
    response.writeHead(200, { "content-length": "100" }).write("x");
    setTimeout(() => response.destroy(), 20);
  },
  "/dropped": (_request, response) => response.destroy(),
  "/dropped-chunks": (_request, response) => {
    response.write("x");
    setTimeout(() => response.destroy(), 20);
  },
  "/dropped-gzip": (_request, response) => {
    response.setHeader("content-encoding", "gzip").write(gzipSync("words").subarray(0, 12));
    setTimeout(() => response.destroy(), 20);
  },
  "/loop": (_request, response) => response.writeHead(302, { location: "/loop" }).end(),
  "/to-plain": (_request, response) => response.writeHead(301, { location: "plain#part" }).end(),
  "/to-file": (_request, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  "/to-password": (_request, response) => response.writeHead(302, { location: "http://u:p@localhost/" }).end(),
  "/to-nonsense": (_request, response) => response.writeHead(302, { location: "http://[" }).end(),
  "/to-forbidden": (_request, response) => response.writeHead(302, { location: "/forbidden" }).end(),
  "/missing": (_request, response) => response.writeHead(404).end("none"),
  "/gone": (_request, response) => response.writeHead(410).end(),
  "/broken": (_request, response) => response.writeHead(500).end(),
  "/nothing": (_request, response) => response.writeHead(204).end(),
  "/empty": (_request, response) => response.end(),
  "/cookie": (_request, response) => response.writeHead(302, { "set-cookie": "a=b", location: "/echo" }).end(),
};

const servers: { close(): unknown; closeAllConnections?: () => void }[] = [];
const folder = mkdtempSync(join(tmpdir(), "fetching-"));

async function listening(server: Server | ReturnType<typeof createSecureServer> | ReturnType<typeof createSocketServer>): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (listener: RequestListener) => listening(createServer(listener));
const withRobots = (robots: RequestListener) =>
  serve((request, response) => (request.url === "/robots.txt" ? robots(request, response) : response.end("words")));

let site = "";
beforeAll(async () => {
  site = await serve((request, response) => {
    if (request.url === "/robots.txt") response.end("User-agent: *\nDisallow: /forbidden\n\nUser-agent: other\nDisallow: /\n");
    else (pages[request.url ?? ""] ?? pages["/missing"]!)(request, response);
  });
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections?.();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

const bounds: FetchOptions = { now: () => 7, allowLocal: true, bytes: 1_000_000, idleTime: 400, totalTime: 5000 };
const fetchFrom = (path: string, options: Partial<FetchOptions> = {}) =>
  fetchDocument(path.startsWith("/") ? `http://${site}${path}` : path, { ...bounds, ...options });

async function problem(path: string, options: Partial<FetchOptions> = {}) {
  const fetching = await fetchFrom(path, options);
  if (fetching.ok) return "none";
  expect(fetching.problem.message).toMatch(/^\S.*\.$/s);
  return fetching.problem.code;
}

async function words(path: string, options: Partial<FetchOptions> = {}) {
  const fetching = await fetchFrom(path, options);
  if (!fetching.ok) throw new Error(fetching.problem.message);
  return Buffer.from(fetching.document.bytes).toString();
}

describe("fetchDocument", () => {
  it("gives the bytes, the address, the headers and the times", async () => {
    expect(await fetchFrom("/to-plain")).toMatchObject({
      ok: true,
      document: {
        url: `http://${site}/plain`,
        asked: `http://${site}/to-plain`,
        hops: [`http://${site}/to-plain`],
        status: 200,
        contentType: "text/html",
        startedAt: 7,
        endedAt: 7,
      },
    });
  });

  it("names itself and sends no cookies", async () => {
    const headers: Record<string, string> = JSON.parse(await words("/cookie"));
    expect(headers["user-agent"]).toBe(userAgent);
    expect(userAgent).toMatch(/^Outweigh\/\d+\.\d+\.\d+/);
    expect(headers.cookie).toBeUndefined();
  });

  it.each(["/gzip", "/br", "/deflate"])("unpacks %s", async (path) => {
    expect(await words(path)).toBe("words");
  });

  it.each([
    ["/odd-coding", "damaged"],
    ["/false-gzip", "damaged"],
    ["/bomb", "too-large"],
    ["/bomb-twice", "too-large"],
    ["/silent", "too-slow"],
    ["/endless", "too-large"],
    ["/large", "too-large"],
    ["/short", "cut-off"],
    ["/dropped", "cut-off"],
    ["/dropped-chunks", "cut-off"],
    ["/dropped-gzip", "cut-off"],
    ["/loop", "too-many-redirects"],
    ["/to-file", "not-http"],
    ["/to-password", "credentials"],
    ["/to-nonsense", "not-an-address"],
    ["/forbidden", "robots"],
    ["/to-forbidden", "robots"],
    ["/missing", "refused-by-server"],
    ["/gone", "refused-by-server"],
    ["/broken", "refused-by-server"],
    ["/nothing", "refused-by-server"],
    ["/empty", "empty"],
  ])("%s is %s", async (path, code) => {
    expect(await problem(path)).toBe(code);
  });

  it("bounds the time of what keeps dripping", async () => {
    expect(await problem("/drip", { totalTime: 300 })).toBe("too-slow");
  });

  it("stops when the user does", async () => {
    const stopper = new AbortController();
    setTimeout(() => stopper.abort(), 50);
    expect(await problem("/silent", { stopped: stopper.signal })).toBe("stopped");
    expect(await problem("/plain", { stopped: AbortSignal.abort() })).toBe("stopped");
  });

  it("tells what is no answer of the web, no server and no name", async () => {
    const rubbish = await listening(createSocketServer((socket) => socket.on("error", () => {}).end("rubbish\r\n\r\n")));
    expect(await problem(`http://${rubbish}/`)).toBe("robots-unreachable");
    expect(await problem("http://127.0.0.1:1/")).toBe("unreachable");
    expect(await problem("http://nothing.invalid/")).toMatch(/^(?:not-found|unreachable)$/);
    for (const address of ["ftp://x.example/a", "javascript:alert(1)", "data:text/plain,x"])
      expect(await problem(address)).toBe("not-http");
    expect(await problem("://")).toBe("not-an-address");
  });

  it("trusts no certificate that nobody vouches for", async () => {
    try {
      const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
      execFileSync(
        "openssl",
        [
          "req",
          "-x509",
          "-newkey",
          "rsa:2048",
          "-nodes",
          "-days",
          "2",
          "-keyout",
          join(folder, "key.pem"),
          "-out",
          join(folder, "certificate.pem"),
          ...subject,
        ],
        { stdio: "ignore" },
      );
    } catch {
      console.warn("openssl is absent: certificates are not tested.");
      return;
    }
    const [key, cert] = [readFileSync(join(folder, "key.pem"), "utf8"), readFileSync(join(folder, "certificate.pem"), "utf8")];
    const secure = await listening(createSecureServer({ key, cert }, (_request, response) => response.end("words")));
    expect(await problem(`https://${secure}/`)).toBe("certificate");
    expect(await words(`https://${secure}/`, { authorities: cert })).toBe("words");
  });
});

describe("private addresses", () => {
  it.each([
    "/plain",
    "http://localhost/",
    "http://127.1/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://2130706433/",
    "http://0/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://10.1.2.3/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://192.168.1.1/",
    "http://１２７.0.0.1/",
  ])("%s is not fetched", async (address) => {
    expect(await problem(address, { allowLocal: false })).toBe("private-address");
  });

  it.each([
    ["8.8.8.8", true],
    ["2606:4700::1111", true],
    ["172.15.0.1", true],
    ["172.16.0.1", false],
    ["172.31.255.255", false],
    ["224.0.0.1", false],
    ["255.255.255.255", false],
    ["198.18.0.1", false],
    ["::ffff:8.8.8.8", false],
    ["2002:7f00:1::", false],
    ["2001:db8::1", false],
    ["ff02::1", false],
    ["fe80::1%eth0", false],
    ["not an address", false],
  ])("%s is public: %s", (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});

describe("robots.txt", () => {
  it.each([
    ["none", (response: ServerResponse) => response.writeHead(404).end(), "none"],
    ["forbidden itself", (response: ServerResponse) => response.writeHead(403).end(), "none"],
    ["an error", (response: ServerResponse) => response.writeHead(503).end(), "robots-unreachable"],
    ["silent", () => undefined, "robots-unreachable"],
    ["cut off", (response: ServerResponse) => response.destroy(), "robots-unreachable"],
    ["endless", (response: ServerResponse) => response.end("#".repeat(2_000_000)), "robots-unreachable"],
    ["a circle", (response: ServerResponse) => response.writeHead(302, { location: "/robots.txt" }).end(), "robots-unreachable"],
    [
      "elsewhere that is no web address",
      (response: ServerResponse) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
      "robots-unreachable",
    ],
    [
      "against us by name",
      (response: ServerResponse) => response.end("User-agent: outweigh\nDisallow: /\n\nUser-agent: *\nAllow: /"),
      "robots",
    ],
    ["against others", (response: ServerResponse) => response.end("User-agent: *\nDisallow: /\n\nUser-agent: Outweigh\nAllow: /"), "none"],
    ["full of stars", (response: ServerResponse) => response.end(`User-agent: *\nDisallow: /${"*a".repeat(5000)}b$`), "none"],
  ])("that is %s", async (_what, answer, code) => {
    const host = await withRobots((_request, response) => void answer(response));
    expect(await problem(`http://${host}/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`)).toBe(code);
  });
});
