/** The submission in contrib/slurm on a real Slurm of one node, with shards that are lost and damaged on the way. Skipped where Slurm is not installed. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const path = `${process.env.PATH}:/usr/sbin`;
const isThere = (program: string) => spawnSync("bash", ["-c", `command -v ${program}`], { env: { PATH: path } }).status === 0;
const absent = ["sbatch", "slurmctld", "slurmd", "munged"].filter((program) => !isThere(program));
const reason =
  absent.length > 0 ? `${absent.join(", ")} not installed: apt-get install slurm-wlm munge` : process.getuid?.() === 0 ? "" : "needs root";

test.skipIf(reason !== "")(
  `an array job gives the single run, though shards are lost${reason === "" ? "" : ` (skipped: ${reason})`}`,
  () => {
    const root = mkdtempSync(join(tmpdir(), "slurm-"));
    const scripts = fileURLToPath(new URL("../../../contrib/slurm/", import.meta.url));
    const command = fileURLToPath(new URL("../bin/outweigh.js", import.meta.url));
    const env = { PATH: path, HOME: root, SLURM_CONF: `${root}/one/slurm.conf`, OUTWEIGH: `${root}/outweigh`, PORT: "16827" };
    const bash = (script: string) => spawnSync("bash", ["-c", script], { cwd: root, encoding: "utf8", env, timeout: 100_000 });
    writeFileSync(
      env.OUTWEIGH,
      `#!/bin/bash
case "$*" in
  *"--shard 2/4"*) if [ ! -e ${root}/lost ]; then touch ${root}/lost; kill -9 $$; fi ;;
esac
"${process.execPath}" "${command}" "$@" || exit
case "$*" in
  *"--shard 3/4"*) if [ ! -e ${root}/damaged ]; then touch ${root}/damaged; printf x >> ${root}/parts/3.part; fi ;;
esac
`,
    );
    chmodSync(env.OUTWEIGH, 0o755);
    try {
      expect(bash(`"$OUTWEIGH" new trip`).status).toBe(0);
      const started = bash(`${scripts}one-node.sh start ${root}/one`);
      expect([started.status, started.stderr]).toEqual([0, ""]);
      const spread = bash(`${scripts}spread.sh trip 4 ${root}/parts --draws 40000`);
      expect(spread.stderr).toContain("Attempt 1: shards 1-4 of 4");
      expect(spread.stderr).toContain("Attempt 2: shards 2-3 of 4");
      expect(spread.stdout).toBe(bash(`"$OUTWEIGH" run trip --draws 40000`).stdout);
      expect(spread.status).toBe(0);
      expect(readFileSync(`${root}/parts/1.log`, "utf8")).toContain("shard 1 of 4");
    } finally {
      bash(`${scripts}one-node.sh stop ${root}/one`);
      rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    }
  },
);
