/** Who held the highest offices when: facts by which an undated text dates itself, and a wrongly dated one shows it. */

/** A term of office. `to` is the day on which it ended, undefined while it had not when this table was last revised. */
export interface OfficeHolder {
  readonly surname: string;
  readonly office: "president" | "prime minister" | "chancellor";
  readonly country: string;
  readonly from: string;
  readonly to: string | undefined;
}

/** The day up to which the table is complete for the countries in it. */
export const officeHoldersRevised = "2025-06-01";

const holder = (surname: string, office: OfficeHolder["office"], country: string, from: string, to?: string): OfficeHolder => ({
  surname,
  office,
  country,
  from,
  to,
});

/** Terms since about 2000, by country. A person may stand in it twice. */
export const officeHolders: readonly OfficeHolder[] = [
  holder("bush", "president", "United States", "2001-01-20", "2009-01-20"),
  holder("obama", "president", "United States", "2009-01-20", "2017-01-20"),
  holder("trump", "president", "United States", "2017-01-20", "2021-01-20"),
  holder("biden", "president", "United States", "2021-01-20", "2025-01-20"),
  holder("trump", "president", "United States", "2025-01-20"),
  holder("fox", "president", "Mexico", "2000-12-01", "2006-12-01"),
  holder("calderón", "president", "Mexico", "2006-12-01", "2012-12-01"),
  holder("peña nieto", "president", "Mexico", "2012-12-01", "2018-12-01"),
  holder("lópez obrador", "president", "Mexico", "2018-12-01", "2024-10-01"),
  holder("sheinbaum", "president", "Mexico", "2024-10-01"),
  holder("harper", "prime minister", "Canada", "2006-02-06", "2015-11-04"),
  holder("trudeau", "prime minister", "Canada", "2015-11-04", "2025-03-14"),
  holder("carney", "prime minister", "Canada", "2025-03-14"),
  holder("blair", "prime minister", "United Kingdom", "1997-05-02", "2007-06-27"),
  holder("brown", "prime minister", "United Kingdom", "2007-06-27", "2010-05-11"),
  holder("cameron", "prime minister", "United Kingdom", "2010-05-11", "2016-07-13"),
  holder("may", "prime minister", "United Kingdom", "2016-07-13", "2019-07-24"),
  holder("johnson", "prime minister", "United Kingdom", "2019-07-24", "2022-09-06"),
  holder("truss", "prime minister", "United Kingdom", "2022-09-06", "2022-10-25"),
  holder("sunak", "prime minister", "United Kingdom", "2022-10-25", "2024-07-05"),
  holder("starmer", "prime minister", "United Kingdom", "2024-07-05"),
  holder("chirac", "president", "France", "1995-05-17", "2007-05-16"),
  holder("sarkozy", "president", "France", "2007-05-16", "2012-05-15"),
  holder("hollande", "president", "France", "2012-05-15", "2017-05-14"),
  holder("macron", "president", "France", "2017-05-14"),
  holder("schröder", "chancellor", "Germany", "1998-10-27", "2005-11-22"),
  holder("merkel", "chancellor", "Germany", "2005-11-22", "2021-12-08"),
  holder("scholz", "chancellor", "Germany", "2021-12-08", "2025-05-06"),
  holder("merz", "chancellor", "Germany", "2025-05-06"),
  holder("renzi", "prime minister", "Italy", "2014-02-22", "2016-12-12"),
  holder("conte", "prime minister", "Italy", "2018-06-01", "2021-02-13"),
  holder("draghi", "prime minister", "Italy", "2021-02-13", "2022-10-22"),
  holder("meloni", "prime minister", "Italy", "2022-10-22"),
  holder("rajoy", "prime minister", "Spain", "2011-12-21", "2018-06-01"),
  holder("sánchez", "prime minister", "Spain", "2018-06-02"),
  holder("rutte", "prime minister", "Netherlands", "2010-10-14", "2024-07-02"),
  holder("tusk", "prime minister", "Poland", "2007-11-16", "2014-09-22"),
  holder("morawiecki", "prime minister", "Poland", "2017-12-11", "2023-12-13"),
  holder("tusk", "prime minister", "Poland", "2023-12-13"),
  holder("duda", "president", "Poland", "2015-08-06", "2025-08-06"),
  holder("poroshenko", "president", "Ukraine", "2014-06-07", "2019-05-20"),
  holder("zelensky", "president", "Ukraine", "2019-05-20"),
  holder("zelenskyy", "president", "Ukraine", "2019-05-20"),
  holder("erdogan", "president", "Turkey", "2014-08-28"),
  holder("erdoğan", "president", "Turkey", "2014-08-28"),
  holder("medvedev", "president", "Russia", "2008-05-07", "2012-05-07"),
  holder("putin", "president", "Russia", "2012-05-07"),
  holder("putin", "president", "Russia", "2000-05-07", "2008-05-07"),
  holder("hu", "president", "China", "2003-03-15", "2013-03-14"),
  holder("xi", "president", "China", "2013-03-14"),
  holder("abe", "prime minister", "Japan", "2012-12-26", "2020-09-16"),
  holder("suga", "prime minister", "Japan", "2020-09-16", "2021-10-04"),
  holder("kishida", "prime minister", "Japan", "2021-10-04", "2024-10-01"),
  holder("ishiba", "prime minister", "Japan", "2024-10-01"),
  holder("singh", "prime minister", "India", "2004-05-22", "2014-05-26"),
  holder("modi", "prime minister", "India", "2014-05-26"),
  holder("lula", "president", "Brazil", "2003-01-01", "2011-01-01"),
  holder("rousseff", "president", "Brazil", "2011-01-01", "2016-08-31"),
  holder("temer", "president", "Brazil", "2016-08-31", "2019-01-01"),
  holder("bolsonaro", "president", "Brazil", "2019-01-01", "2023-01-01"),
  holder("lula", "president", "Brazil", "2023-01-01"),
  holder("duque", "president", "Colombia", "2018-08-07", "2022-08-07"),
  holder("petro", "president", "Colombia", "2022-08-07"),
  holder("fernández", "president", "Argentina", "2019-12-10", "2023-12-10"),
  holder("milei", "president", "Argentina", "2023-12-10"),
  holder("zuma", "president", "South Africa", "2009-05-09", "2018-02-14"),
  holder("ramaphosa", "president", "South Africa", "2018-02-15"),
  holder("buhari", "president", "Nigeria", "2015-05-29", "2023-05-29"),
  holder("tinubu", "president", "Nigeria", "2023-05-29"),
  holder("ruto", "president", "Kenya", "2022-09-13"),
  holder("morrison", "prime minister", "Australia", "2018-08-24", "2022-05-23"),
  holder("albanese", "prime minister", "Australia", "2022-05-23"),
  holder("ardern", "prime minister", "New Zealand", "2017-10-26", "2023-01-25"),
  holder("netanyahu", "prime minister", "Israel", "2009-03-31", "2021-06-13"),
  holder("bennett", "prime minister", "Israel", "2021-06-13", "2022-07-01"),
  holder("netanyahu", "prime minister", "Israel", "2022-12-29"),
  holder("moon", "president", "South Korea", "2017-05-10", "2022-05-10"),
  holder("yoon", "president", "South Korea", "2022-05-10", "2025-04-04"),
];
