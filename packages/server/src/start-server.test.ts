import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDisk } from "./disk-for-tests.js";
import { type RunningServer, startServer } from "./start-server.js";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "served-")));
const workbench = realpathSync(mkdtempSync(join(tmpdir(), "app-")));
const token = "a-token-for-tests";
let server: RunningServer;
let cookie: string;
let own: Record<string, string>;

beforeAll(async () => {
  writeFileSync(join(folder, "one.md"), "# One\n");
  writeFileSync(join(workbench, "index.html"), "<title>Workbench</title>");
  server = await startServer({ folder, workbench, disk: testDisk(), token, lookEvery: 30 });
  cookie = `outweigh-${server.port}=${token}`;
  own = { cookie, "x-outweigh": "1", host: `127.0.0.1:${server.port}`, origin: `http://127.0.0.1:${server.port}` };
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
  rmSync(workbench, { recursive: true });
});

interface Answered {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A question with exactly these headers, whatever they claim. */
function ask(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: "127.0.0.1", port: server.port, method, path, headers: { "content-type": "application/json", ...headers } },
      (response) => {
        let text = "";
        response.on("data", (piece: Buffer) => {
          text += piece.toString();
        });
        response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

const without = (name: string) => Object.fromEntries(Object.entries(own).filter(([key]) => key !== name));

describe("the address", () => {
  test("is on the loopback and holds the key, which becomes a cookie and leaves the address", async () => {
    expect(server.address).toBe(`http://127.0.0.1:${server.port}/?key=${token}`);
    const first = await ask("GET", `/?key=${token}`, {});
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe("/");
    expect(first.headers["set-cookie"]).toEqual([`${cookie}; HttpOnly; SameSite=Strict; Path=/`]);
    expect((await ask("GET", "/", { cookie })).text).toContain("Workbench");
  });
  test.each([
    ["no key", "/", {}],
    ["a wrong key", "/?key=wrong", {}],
    ["a key that begins like the right one", "/?key=a-token", {}],
    ["a wrong cookie", "/", { cookie: "outweigh-1=x" }],
  ])("%s opens nothing", async (_, path, headers) => {
    const { status, text } = await ask("GET", path, headers);
    expect(status).toBe(401);
    expect(text).not.toContain("Workbench");
  });
  test("made keys are long and differ", async () => {
    const [one, other] = await Promise.all([1, 2].map(() => startServer({ folder, workbench, disk: testDisk() })));
    const keyOf = ({ address }: RunningServer) => new URL(address).searchParams.get("key") ?? "";
    expect(keyOf(one!).length).toBeGreaterThanOrEqual(32);
    expect(keyOf(one!)).not.toBe(keyOf(other!));
    await Promise.all([one!.close(), other!.close()]);
  });
});

describe("who may ask", () => {
  test("the workbench itself", async () => {
    const { status, text } = await ask("GET", "/api/case", own);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ files: [{ path: "one.md", text: "# One\n" }] });
  });
  test.each([
    ["a name that somebody else's server gave this address", () => ({ ...own, host: "evil.example" })],
    ["the right port under another name", () => ({ ...own, host: `evil.example:${server.port}` })],
    ["another port", () => ({ ...own, host: "127.0.0.1:1" })],
    ["another site", () => ({ ...own, origin: "http://evil.example" })],
    ["a page without an origin of its own", () => ({ ...own, origin: "null" })],
    ["another service of this machine", () => ({ ...own, origin: "http://127.0.0.1:1" })],
    ["a form or image, which cannot set the header", () => without("x-outweigh")],
    ["a question that says itself that it comes from elsewhere", () => ({ ...own, "sec-fetch-site": "cross-site" })],
  ])("not %s", async (_, headers) => {
    const { status, text } = await ask("GET", "/api/case", headers());
    expect(status).toBe(403);
    expect(text).not.toContain("One");
  });
  test("nobody without the key", async () => {
    expect((await ask("GET", "/api/case", without("cookie"))).status).toBe(401);
  });
  test("who writes has to say where from", async () => {
    const order = JSON.stringify({ path: "evil.md", text: "x", expected: null });
    expect((await ask("POST", "/api/write", without("origin"), order)).status).toBe(403);
    expect((await ask("POST", "/api/write", own, order)).status).toBe(200);
  });
});

describe("answers", () => {
  test("carry a policy under which nothing foreign runs or is asked for", async () => {
    for (const path of ["/", "/api/case", "/missing"]) {
      const { headers } = await ask("GET", path, own);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe-inline|https?:|\*/);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("no-referrer");
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
  });
  test.each(["/../one.md", "/%2e%2e/one.md", "/..%2fone.md", "/assets/../../one.md", "/.git/config", "/%", "/one.md"])(
    "hand out nothing but the workbench: %s",
    async (path) => {
      const { status, text } = await ask("GET", path, own);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain("# One");
    },
  );
  test.each(["", "{", "[]", "null", '{"path":1}', '{"path":"one.md","text":"x"}'])("refuse an order that is none: %j", async (body) => {
    expect((await ask("POST", "/api/write", own, body)).status).toBe(400);
    expect(readFileSync(join(folder, "one.md"), "utf8")).toBe("# One\n");
  });
});

test("events tell what others change", async () => {
  const events: string[] = [];
  const asked = request({ host: "127.0.0.1", port: server.port, path: "/api/events", headers: without("x-outweigh") }, (response) =>
    response.on("data", (piece: Buffer) => events.push(piece.toString())),
  );
  asked.on("error", () => undefined);
  asked.end();
  await expect.poll(() => events.join("")).toContain('"begun"');
  writeFileSync(join(folder, "two.md"), "# Two\n");
  await expect.poll(() => events.join("")).toContain("# Two");
  rmSync(join(folder, "two.md"));
  await expect.poll(() => events.join("")).toContain('"removed":["two.md"]');
  asked.destroy();
});

test("without a case offers choices, keeps the first, and until then reads and writes nothing", async () => {
  const begun: unknown[] = [];
  const choosing = await startServer({
    folder: {
      list: () => ({ place: "/somewhere", cases: [], examples: [] }),
      begin: (order) => {
        begun.push(order);
        return order.kind === "new" ? { refused: "Not that." } : { folder };
      },
      beginFrom: async () => ({ refused: "Not from this." }),
    },
    ...{ workbench, disk: testDisk(), token, lookEvery: 30 },
  });
  try {
    const here = `127.0.0.1:${choosing.port}`;
    const headers = {
      "content-type": "application/json",
      "x-outweigh": "1",
      cookie: `outweigh-${choosing.port}=${token}`,
      origin: `http://${here}`,
    };
    const get = async (path: string) => fetch(`http://${here}${path}`, { headers });
    const post = async (path: string, body: unknown) =>
      fetch(`http://${here}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    expect(await (await get("/api/case")).json()).toEqual({ isChosen: false });
    expect(await (await get("/api/start")).json()).toMatchObject({ place: "/somewhere" });
    expect((await post("/api/write", { path: "one.md", text: "x", expected: null })).status).toBe(409);
    expect((await post("/api/read", { orders: [{ kind: "file", value: "one.md" }] })).status).toBe(409);
    expect((await post("/api/start", { kind: "open" })).status).toBe(400);
    expect(await (await post("/api/start", { kind: "new", folder: "x" })).json()).toEqual({ kind: "refused", reason: "Not that." });
    const article = await fetch(`http://${here}/api/start/article?folder=a&name=a.txt`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/octet-stream" },
      body: "words",
    });
    expect(await article.json()).toEqual({ kind: "refused", reason: "Not from this." });
    expect(await (await post("/api/start", { kind: "open", path: "a" })).json()).toEqual({ kind: "begun" });
    expect(await (await get("/api/case")).json()).toMatchObject({ place: folder });
    expect(await (await post("/api/start", { kind: "open", path: "b" })).json()).toMatchObject({ kind: "refused" });
    expect(begun).toHaveLength(2);
  } finally {
    await choosing.close();
  }
});

test("takes documents in for the page of its own alone, one at a time, and no more than it can hold", async () => {
  const given: { readonly name: string; readonly text: string }[] = [];
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const taking = await startServer({
    ...{ folder, workbench, disk: testDisk({ refusal: "the disk is read-only" }), token, lookEvery: 30 },
    take: async (_, { name, bytes }) => {
      given.push({ name, text: Buffer.from(bytes).toString() });
      if (name === "slow.txt") await held;
      return { kind: "taken", sources: ["s"], wasThere: false, notes: [] };
    },
  });
  try {
    const here = `http://127.0.0.1:${taking.port}`;
    const headers = {
      "x-outweigh": "1",
      cookie: `outweigh-${taking.port}=${token}`,
      origin: here,
      "content-type": "application/octet-stream",
    };
    const take = (name: string, body: string | Uint8Array<ArrayBuffer>, change: Record<string, string> = {}) =>
      fetch(`${here}/api/take?name=${encodeURIComponent(name)}`, { method: "POST", headers: { ...headers, ...change }, body });
    expect(await (await take("a b.txt", "words")).json()).toMatchObject({ kind: "taken", sources: ["s"] });
    for (const name of ["../evil.txt", "a/b", "a\\b", "", "a\u0000b", "x".repeat(300)])
      expect((await take(name, "words")).status).toBe(400);
    expect((await take("a.txt", "words", { origin: "http://evil.example" })).status).toBe(403);
    expect((await take("a.txt", "words", { cookie: "" })).status).toBe(401);
    const tooLarge = await take("large.txt", new Uint8Array(50_000_001));
    expect([tooLarge.status, await tooLarge.text()]).toEqual([413, expect.stringContaining("larger than 50 MB")]);
    const slow = take("slow.txt", "words");
    await expect.poll(() => given.length).toBe(2);
    expect(await (await take("next.txt", "words")).json()).toMatchObject({ kind: "refused" });
    go();
    expect(await (await slow).json()).toMatchObject({ kind: "taken" });
    expect(given.map(({ name }) => name)).toEqual(["a b.txt", "slow.txt"]);
    expect(await (await fetch(`${here}/api/case`, { headers })).json()).toMatchObject({ canWrite: false });
  } finally {
    await taking.close();
  }
});
