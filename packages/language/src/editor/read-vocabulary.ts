/** The words of the notation, read from the records of blocks, functions and distributions. */
import { builtInUnitNames, distributions } from "@outweigh/engine";
import { commonFields } from "../blocks/block.js";
import { blockRecords } from "../blocks/index.js";
import { sectionNames } from "../compile.js";
import { functionRecords } from "../functions/index.js";

import type { Vocabulary } from "./vocabulary.js";

/** Reads the records. */
export function readVocabulary(): Vocabulary {
  return {
    blocks: [...blockRecords.values()].map(({ keyword, header, doc, fields }) => ({
      keyword,
      header,
      doc,
      fields: [...fields, ...commonFields].map((field) => ({
        keyword: field.keyword,
        form: field.form,
        doc: field.doc,
        isRequired: field.isRequired ?? false,
        isRepeated: field.isRepeated ?? false,
      })),
    })),
    functions: [...functionRecords.values()].map(({ name, family, signature, doc, unit }) => ({ name, family, signature, doc, unit })),
    shapes: [...distributions.values()].flatMap((each) => (each.fromInterval === undefined ? [] : [each.name])),
    units: [...builtInUnitNames],
    sections: sectionNames,
  };
}
