/** The built command as a process: it ends with its code, writes to pipes, and bears a reader that goes away. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const command = fileURLToPath(new URL("../bin/outweigh.js", import.meta.url));
const built = fileURLToPath(new URL("../dist/start.js", import.meta.url));
const { OUTWEIGH_OTHER_NODE: otherNode = "" } = process.env;
const hasOther = existsSync(otherNode);
let root = "";

beforeAll(() => {
  if (!existsSync(built)) throw new Error("The command is not built; `npm test` builds it first, or run: npm run build");
  root = mkdtempSync(join(tmpdir(), "process-"));
  expect(shell(`"$NODE" "$COMMAND" new trip`).status).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true }));

function shell(script: string, node = process.execPath) {
  return spawnSync("bash", ["--norc", "-c", script], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: root, NODE: node, COMMAND: command },
  });
}

test("exit codes reach the shell", () => {
  expect(shell(`"$NODE" "$COMMAND" check trip`)).toMatchObject({ status: 0, stderr: "" });
  expect(shell(`mkdir -p none && "$NODE" "$COMMAND" check none`).status).toBe(1);
  expect(shell(`"$NODE" "$COMMAND" check nowhere`).status).toBe(2);
});

test("a pipe gets everything, without colours", () => {
  const { stdout } = shell(`"$NODE" "$COMMAND" run trip --json --draws 200 | cat`);
  expect(JSON.parse(stdout).state).toBe("done");
  expect(shell(`"$NODE" "$COMMAND" run trip --draws 200 | cat`).stdout).not.toContain("\u001b");
});

test("a reader that goes away is no error", () => {
  const { stdout, stderr } = shell(`"$NODE" "$COMMAND" run trip --json --draws 200 | head -c 5; echo " ended \${PIPESTATUS[0]}"`);
  expect(stdout).toMatch(/ ended 0$/m);
  expect(stderr).toBe("");
  expect(shell(`"$NODE" "$COMMAND" check trip >&-; echo "ended $?"`).stderr).not.toContain("Error");
});

test("watching ends on interruption", () => {
  const { stdout, status } = shell(`"$NODE" "$COMMAND" check trip --watch & sleep 3; kill -INT $!; wait $!; echo "ended $?"`);
  expect(status).toBe(0);
  expect(stdout).toMatch(/trip is in order[\s\S]*ended 0/);
});

test("a case that is not analysed ends at once, whatever was prepared for it", () => {
  expect(shell(`timeout 20 "$NODE" "$COMMAND" analyse none-such`)).toMatchObject({ status: 2, stdout: "" });
  expect(shell(`mkdir -p empty && timeout 20 "$NODE" "$COMMAND" brief empty -o empty.html`).status).toBe(1);
});

test.skipIf(!hasOther)(
  hasOther ? "the same under another Node" : "the same under another Node: not tested, because OUTWEIGH_OTHER_NODE names none",
  () => {
    const script = `"$NODE" "$COMMAND" analyse trip --draws 1024`;
    const here = shell(script);
    expect(here).toMatchObject({ status: 0, stderr: "" });
    const { status, stdout, stderr } = shell(script, otherNode);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: here.stdout, stderr: "" });
  },
);
