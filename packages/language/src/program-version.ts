/** The version of the program, which briefs carry in their record. */

/** As in package.json of the command; a test compares them. */
export const programVersion = "0.1.0";
