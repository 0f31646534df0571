// The registry of the tests: invented people, as the import reads them.

/** A person of the registry. */
export interface Person {
  name: string;
  /** Ten digits. */
  mobile: string;
}

/** What is recorded of a person. */
export type Kind = keyof typeof DOSES;

/** Doses as `dose,product,date`. */
const DOSES = {
  full: ["1,COVISHIELD,2021-03-05", "2,COVISHIELD,2021-06-01"],
  partial: ["1,COVISHIELD,2021-07-10"],
  none: [],
  precaution: ["1,COVAXIN,2021-03-01", "2,COVAXIN,2021-04-05", "3,COVAXIN,2022-01-20"],
  twice: ["1,COVISHIELD,2021-03-05", "1,COVISHIELD,2021-06-20"],
} as const;

const FIRST = [
  "Aarav", "Bhavna", "Chirag", "Deepak", "Esha", "Farhan", "Gauri", "Harish", "Indira", "Jatin", "Kavita", "Lalita", "Manoj",
  "Nandini", "Omkar", "Pooja", "Rakesh", "Sanjay", "Tarun", "Urmila", "Vandana", "Yogesh",
];
const LAST = ["Kulkarni", "Malhotra", "Banerjee", "Deshmukh", "Trivedi", "Fernandes", "Goswami", "Pillai"];

/** How many nameless people there are of each kind, for tests that want one nobody else uses. */
const SPARE: Record<Kind, number> = { full: 176, partial: 22, none: 22, precaution: 22, twice: 22 };

/** People that tests call by name. */
export const NAMED = {
  rajesh: { name: "Rajesh Kumar Sharma", mobile: "9810000001" },
  sunita: { name: "Sunita Devi", mobile: "9810000002" },
  arjun: { name: "Arjun Patel", mobile: "9810000003" },
  meera: { name: "Meera Nair", mobile: "9810000004" },
  vikram: { name: "Vikram Singh", mobile: "9810000005" },
} satisfies Record<string, Person>;

const NAMED_KINDS: Record<keyof typeof NAMED, Kind> = {
  rajesh: "full", sunita: "partial", arjun: "none", meera: "precaution", vikram: "twice",
};

/** Six people on one mobile, two of them registered in their own script. */
export const FAMILY = {
  mobile: "9810000010",
  people: [
    { name: "Jignesh Patel", kind: "full" },
    { name: "હેતલ પટેલ", kind: "partial" },
    { name: "राजेश शर्मा", kind: "none" },
    { name: "Kinjal Patel", kind: "partial" },
    { name: "Mehul Patel", kind: "full" },
    { name: "Ramesh Patel", kind: "none" },
  ] satisfies { name: string; kind: Kind }[],
};

/** Two people on one mobile whom one test alone asks about: nobody has asked about her before. */
export const COUPLE = {
  mobile: "9810000011",
  people: [
    { name: "Mehul Patel", kind: "full" },
    { name: "Ramila Patel", kind: "none" },
  ] satisfies { name: string; kind: Kind }[],
};

const spare = (kind: Kind, number: number): Person => ({
  name: `${FIRST[number % FIRST.length]} ${LAST[Math.floor(number / FIRST.length)]}`,
  mobile: String(7000000000 + Object.keys(DOSES).indexOf(kind) * 1000 + number),
});

/** Hands out people of a kind, each once. */
export class People {
  readonly #next = new Map<Kind, number>();

  any(kind: Kind): Person {
    const number = this.#next.get(kind) ?? 0;
    if (number >= SPARE[kind]) throw new Error(`no more people of the kind "${kind}": raise SPARE in support/people.ts`);
    this.#next.set(kind, number + 1);
    return spare(kind, number);
  }
}

/** The whole registry as CSV. */
export function registry(): string {
  const lines = ["reference_id,name,mobile,birth_year,gender,dose,product,regimen,date,batch,facility"];
  let reference = 10000000000000;
  const add = ({ name, mobile }: Person, kind: Kind) => {
    const person = `${++reference},${name},${mobile},1984,F`;
    const doses = DOSES[kind].map((dose) => {
      const [number, product, date] = dose.split(",");
      return `${person},${number},${product},,${date},4121Z003,District Hospital`;
    });
    lines.push(...(doses.length > 0 ? doses : [`${person},,,,,,`]));
  };
  for (const [key, person] of Object.entries(NAMED)) add(person, NAMED_KINDS[key as keyof typeof NAMED]);
  for (const { mobile, people } of [FAMILY, COUPLE]) {
    for (const { name, kind } of people) add({ name, mobile }, kind);
  }
  for (const [kind, count] of Object.entries(SPARE) as [Kind, number][]) {
    for (let number = 0; number < count; number += 1) add(spare(kind, number), kind);
  }
  return `${lines.join("\n")}\n`;
}
