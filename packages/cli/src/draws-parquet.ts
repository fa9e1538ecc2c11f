/** Draws in Parquet, read by groups of rows. */
import { Cancelled } from "@outweigh/engine";
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { type DrawsColumns, numberOf } from "./draws-columns.js";
import type { OpenDraws } from "./draws-file.js";
import type { Effects } from "./effects.js";
import { type Problem, problem } from "./problem.js";
import { pause } from "./spread-run.js";

/** Opens a Parquet file. Columns are those that hold single values; nested ones are not offered. */
export async function openParquet(path: string, size: number, effects: Effects): Promise<OpenDraws | Problem> {
  const file: AsyncBuffer = {
    byteLength: size,
    slice: (start, end = size) => {
      const from = start < 0 ? size + start : start;
      const bytes = effects.disk.readPart(path, from, end < 0 ? size + end : end);
      if (bytes === undefined) throw new Error(`${path} cannot be read`);
      return bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
    },
  };
  const metadata = await attempt(() => parquetMetadataAsync(file));
  if (metadata === undefined) return damaged(path);
  const names = parquetSchema(metadata)
    .children.filter(({ children, element }) => children.length === 0 && element.repetition_type !== "REPEATED")
    .map(({ element }) => element.name);
  return {
    names,
    expected: Number(metadata.num_rows),
    read: (places, into, report) =>
      readGroups(
        path,
        file,
        metadata,
        places.map((place) => names[place]!),
        into,
        effects,
        report,
      ),
  };
}

async function readGroups(
  path: string,
  file: AsyncBuffer,
  metadata: FileMetaData,
  columns: readonly string[],
  into: DrawsColumns,
  effects: Effects,
  report: (done: number, total: number) => void,
): Promise<Problem | undefined> {
  const total = Number(metadata.num_rows);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const values = columns.map((): unknown[] => new Array(rowEnd - rowStart));
    const isRead = await attempt(async () => {
      await parquetRead({
        file,
        metadata,
        columns: [...columns],
        rowStart,
        rowEnd,
        compressors,
        onChunk: ({ columnName, columnData, rowStart: first }) => {
          const column = values[columns.indexOf(columnName)]!;
          for (let k = 0; k < columnData.length; k++) column[first - rowStart + k] = columnData[k];
        },
      });
      return true;
    });
    if (isRead === undefined) return damaged(path);
    for (let row = 0; row < rowEnd - rowStart; row++) {
      let isGood = true;
      columns.forEach((name, index) => {
        const value = valueOfCell(values[index]![row]);
        if (typeof value === "number") into.set(index, value);
        else {
          into.report({ ...value, where: `${path}, row ${rowStart + row + 1}, ${name}` });
          isGood = false;
        }
      });
      into.end(isGood);
    }
    rowStart = rowEnd;
    report(rowStart, total);
    await pause();
    if (effects.stopped.aborted) throw new Cancelled();
  }
  return undefined;
}

function valueOfCell(value: unknown): ReturnType<typeof numberOf> {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
  if (value === undefined || value === null || Number.isNaN(value)) return { fault: "missing", words: "there is no value" };
  return numberOf(typeof value === "string" ? value : value instanceof Date ? value.toISOString() : String(value));
}

function damaged(path: string): Problem {
  return problem(
    `${path} cannot be read as Parquet: it is damaged, cut short, or packed in an unknown way.`,
    "Write it again, or save the draws as CSV.",
  );
}

/** What a reader of files gives, or undefined where it throws, which is its way of saying that a file is damaged. */
async function attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch {
    return undefined;
  }
}
