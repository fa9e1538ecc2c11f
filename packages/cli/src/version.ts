/** The version of the command. */
export { programVersion as version } from "@outweigh/language";
