/** The catalogue of parts of the brief proper, in the order in which they stand. */
import { courses } from "./courses.js";
import { grounds } from "./grounds.js";
import { lawPart } from "./law.js";
import { next } from "./next.js";
import type { Part } from "./part.js";

/** Every part. */
export const parts: readonly Part[] = [courses, lawPart, next, grounds];
