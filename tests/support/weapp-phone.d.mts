// Types of weapp-phone.mjs, which has to be a module of its own: it runs the compiler of WeChat outside of jest too.
export type PhoneNode = { tag: string; attr: Record<string, string>; children: (PhoneNode | string)[] };

export type PhonePage = {
  tree: () => PhoneNode;
  text: () => string;
  /** Elements whose class list holds the name. */
  byClass: (name: string) => PhoneNode[];
  fire: (node: PhoneNode | undefined, type?: string, detail?: object) => Promise<void>;
  textOf: (node: PhoneNode | string) => string;
};

export type Phone = {
  errors: string[];
  calls: { name: string; args: unknown[] }[];
  storage: Map<string, string>;
  /** The process is gone at once; a new start with the same `storage` is the next launch. */
  kill: () => void;
  open: (route: string, query?: Record<string, string>) => Promise<PhonePage>;
};

export function startPhone(directory: string, wx?: Record<string, unknown>, storage?: Map<string, string>): Phone;
