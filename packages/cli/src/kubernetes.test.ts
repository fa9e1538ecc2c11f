/** The manifests in contrib/kubernetes: every field is one that batch/v1 has, with a value that it takes, and the commands in them do what they should. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";

const manifestText = (name: string) => readFileSync(new URL(`../../../contrib/kubernetes/${name}.yaml`, import.meta.url), "utf8");

/** YAML as far as the manifests use it: maps and lists by indentation, lists in brackets, plain and quoted values, comments. */
function readYaml(text: string): unknown {
  const lines = text
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, "").trimEnd())
    .filter((line) => line.trim() !== "");
  let at = 0;
  const depthOf = (line: string) => line.length - line.trimStart().length;
  const scalar = (value: string): unknown => {
    if (value.startsWith('"') || value.startsWith("[")) return JSON.parse(value);
    return value === "true" ? true : value === "false" ? false : /^-?\d+$/.test(value) ? Number(value) : value;
  };
  const block = (depth: number): unknown => {
    if (lines[at]!.trimStart().startsWith("- ")) {
      const list: unknown[] = [];
      while (at < lines.length && depthOf(lines[at]!) === depth && lines[at]!.trimStart().startsWith("- ")) {
        const rest = lines[at]!.slice(depth + 2);
        if (/^[A-Za-z]\w*:( |$)/.test(rest)) {
          lines[at] = " ".repeat(depth + 2) + rest;
          list.push(block(depth + 2));
        } else {
          list.push(scalar(rest));
          at++;
        }
      }
      return list;
    }
    const map: Record<string, unknown> = {};
    while (at < lines.length && depthOf(lines[at]!) === depth) {
      const [, key = "", value = ""] = /^\s*([A-Za-z]\w*):\s*(.*)$/.exec(lines[at]!) ?? [];
      expect(key, lines[at]).not.toBe("");
      at++;
      map[key] = value === "" ? block(depthOf(lines[at]!)) : scalar(value);
    }
    return map;
  };
  return block(0);
}

const closed = (properties: Record<string, object>, required: readonly string[] = []) => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});
const list = (items: object) => ({ type: "array", minItems: 1, items });
const word = { type: "string", minLength: 1 };
const count = { type: "integer", minimum: 0 };
const name = { type: "string", pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", maxLength: 63 };
const amount = { type: "string", pattern: "^\\d+(m|Mi|Gi)?$" };

/** The fields of batch/v1 Job that the manifests use, after the reference of the Kubernetes API 1.30. */
const jobSchema = closed(
  {
    apiVersion: { const: "batch/v1" },
    kind: { const: "Job" },
    metadata: closed({ name }, ["name"]),
    spec: closed(
      {
        completionMode: { enum: ["Indexed", "NonIndexed"] },
        completions: count,
        parallelism: count,
        backoffLimit: count,
        backoffLimitPerIndex: count,
        maxFailedIndexes: count,
        podFailurePolicy: closed(
          {
            rules: list(
              closed(
                {
                  action: { enum: ["FailJob", "FailIndex", "Ignore", "Count"] },
                  onExitCodes: closed(
                    { containerName: name, operator: { enum: ["In", "NotIn"] }, values: list({ type: "integer", minimum: 1 }) },
                    ["operator", "values"],
                  ),
                  onPodConditions: list(closed({ type: word, status: { enum: ["True", "False", "Unknown"] } }, ["type"])),
                },
                ["action"],
              ),
            ),
          },
          ["rules"],
        ),
        template: closed(
          {
            spec: closed(
              {
                restartPolicy: { enum: ["Never", "OnFailure"] },
                containers: list(
                  closed(
                    {
                      name,
                      image: word,
                      command: list(word),
                      args: list(word),
                      env: list(closed({ name: word, value: { type: "string" } }, ["name"])),
                      resources: closed({
                        requests: closed({ cpu: amount, memory: amount }),
                        limits: closed({ cpu: amount, memory: amount }),
                      }),
                      volumeMounts: list(closed({ name, mountPath: word, readOnly: { type: "boolean" } }, ["name", "mountPath"])),
                    },
                    ["name"],
                  ),
                ),
                volumes: list(
                  closed({ name, persistentVolumeClaim: closed({ claimName: name, readOnly: { type: "boolean" } }, ["claimName"]) }, [
                    "name",
                  ]),
                ),
              },
              ["containers", "restartPolicy"],
            ),
          },
          ["spec"],
        ),
      },
      ["template"],
    ),
  },
  ["apiVersion", "kind", "metadata", "spec"],
);

interface Job {
  readonly spec: {
    readonly completionMode: string;
    readonly completions: number;
    readonly parallelism: number;
    readonly backoffLimitPerIndex: number;
    readonly podFailurePolicy: unknown;
    readonly template: {
      readonly spec: {
        readonly restartPolicy: string;
        readonly volumes: readonly { readonly name: string }[];
        readonly containers: readonly {
          readonly name: string;
          readonly command: readonly string[];
          readonly args: readonly string[];
          readonly env?: readonly { readonly name: string; readonly value: string }[];
          readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
        }[];
      };
    };
  };
}

function readJob(file: string): Job {
  const manifest = readYaml(manifestText(file));
  const validate = new Ajv2020({ strict: true, strictRequired: false }).compile(jobSchema);
  expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
  return manifest as Job;
}

test("the Job is indexed, and its rules go together as Kubernetes demands", () => {
  const { spec } = readJob("job");
  const pod = spec.template.spec;
  expect(spec).toMatchObject({ completionMode: "Indexed", backoffLimitPerIndex: 3 });
  expect(spec.parallelism).toBeLessThanOrEqual(spec.completions);
  expect(pod.restartPolicy).toBe("Never");
  expect(pod.containers[0]?.env).toEqual([{ name: "COUNT", value: String(spec.completions) }]);
  expect(JSON.stringify(spec.podFailurePolicy)).toContain(`"containerName":"${pod.containers[0]?.name}"`);
  for (const { spec: each } of [readJob("job"), readJob("merge")]) {
    const volumes = each.template.spec.volumes.map((volume) => volume.name);
    for (const container of each.template.spec.containers) expect(container.volumeMounts.map((mount) => mount.name)).toEqual(volumes);
  }
});

test("its commands, run for every index and then merged, give what the single run gives", () => {
  const root = mkdtempSync(join(tmpdir(), "kubernetes-"));
  try {
    const command = fileURLToPath(new URL("../bin/outweigh.js", import.meta.url));
    for (const folder of ["bin", "cases", "parts"]) mkdirSync(join(root, folder));
    writeFileSync(join(root, "bin/outweigh"), `#!/bin/sh\nexec "${process.execPath}" "${command}" "$@"\n`);
    chmodSync(join(root, "bin/outweigh"), 0o755);
    const sh = (words: readonly string[], env: Record<string, string> = {}) =>
      spawnSync(words[0]!, words.slice(1), {
        cwd: root,
        encoding: "utf8",
        env: { PATH: `${root}/bin:${process.env.PATH}`, HOME: root, ...env },
      });
    expect(sh(["outweigh", "new", "cases/mine"]).status).toBe(0);
    const wordsOf = (job: Job) => {
      const { command, args } = job.spec.template.spec.containers[0]!;
      return [...command, ...args].map((text) => text.replaceAll("/cases/", `${root}/cases/`).replaceAll("/parts/", `${root}/parts/`));
    };
    const job = readJob("job");
    for (let index = 0; index < job.spec.completions; index++) {
      const { status, stderr } = sh(wordsOf(job), {
        JOB_COMPLETION_INDEX: String(index),
        COUNT: job.spec.template.spec.containers[0]!.env![0]!.value,
      });
      expect([index, status, stderr]).toEqual([index, 0, ""]);
    }
    const merged = sh(wordsOf(readJob("merge")));
    expect(merged.status).toBe(0);
    expect(JSON.parse(merged.stdout)).toEqual(JSON.parse(sh(["outweigh", "run", `${root}/cases/mine`, "--json"]).stdout));
  } finally {
    rmSync(root, { recursive: true });
  }
});
