/** A difference of two versions, for readers. */
export { causeBlocks, resultBlocks, statementBlocks } from "./difference-blocks.js";
export { changeWord, fieldWords, kindWord, summaryWords } from "./difference-words.js";
export { markedWords, type Stretch } from "./word-marks.js";
