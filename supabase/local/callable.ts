// Which function an RPC means, as PostgREST's schema cache finds it: by name and by the names of the arguments.
import { Client, type Pool } from 'pg';

export type Callable = {
  /** Name of the prepared statement. */
  name: string;
  /** Takes the JSON body as its one parameter and returns one row of one text: the answer's JSON. */
  sql: string;
  isVoid: boolean;
  isReadOnly: boolean;
};

export class NoSuchFunction extends Error {}
export class AmbiguousFunction extends Error {}

export type Callables = {
  find: (name: string, argumentNames: string[]) => Promise<Callable>;
  close: () => Promise<void>;
};

type Row = { names: string[]; types: string[]; defaults: number; isReadOnly: boolean; isSet: boolean; isVoid: boolean; isJson: boolean; isComposite: boolean };

const lookUp = `
  select array(select coalesce(n, '') from unnest(p.proargnames, p.proargmodes) with ordinality as a (n, mode, i)
           where coalesce(mode, 'i') in ('i', 'b', 'v') order by i) as names,
    array(select format_type(t, null) from unnest(p.proargtypes) with ordinality as a (t, i) order by i) as types,
    p.pronargdefaults as defaults, p.provolatile <> 'v' as "isReadOnly", p.proretset as "isSet",
    p.prorettype = 'void'::regtype as "isVoid", p.prorettype in ('json'::regtype, 'jsonb'::regtype) as "isJson",
    t.typtype = 'c' or coalesce(p.proargmodes && '{t,b,o}', false) as "isComposite"
  from pg_proc p join pg_type t on t.oid = p.prorettype
  where p.pronamespace = to_regnamespace($1) and p.proname = $2 and p.prokind = 'f'`;

/** What is found is remembered until `notify pgrst`; what is not found is looked for again each time. */
export function createCallables(pool: Pool, databaseUrl: string, schema: string): Callables {
  const known = new Map<string, Callable>();
  let made = 0;
  let listener: Client | null = null;

  /** Without a listener nothing may be remembered, so its end forgets all and the next search makes a new one. */
  async function listen(): Promise<void> {
    if (listener) return;
    const client = new Client({ connectionString: databaseUrl, application_name: 'local-rest-listen' });
    listener = client;
    client.on('error', () => undefined);
    client.on('notification', () => known.clear());
    client.on('end', () => {
      if (listener === client) listener = null;
      known.clear();
    });
    try {
      await client.connect();
      await client.query('listen pgrst');
    } catch (error) {
      listener = null;
      throw error;
    }
  }

  return {
    async find(name, argumentNames) {
      const key = `${name}(${argumentNames.join(',')})`;
      const found = known.get(key);
      if (found) return found;
      await listen();
      const { rows } = await pool.query<Row>(lookUp, [schema, name]);
      const [match, other] = rows.filter(({ names, defaults }) => {
        const required = names.slice(0, names.length - defaults);
        return argumentNames.every((one) => names.includes(one)) && required.every((one) => argumentNames.includes(one));
      });
      if (!match) throw new NoSuchFunction(`Could not find the function ${schema}.${name}${argumentNames.length > 0 ? `(${argumentNames.join(', ')})` : ' without parameters'} in the schema cache`);
      if (other) throw new AmbiguousFunction(`Could not choose the best candidate function between: ${rows.map(({ names, types }) => `${schema}.${name}(${names.map((one, index) => `${one} => ${types[index]}`).join(', ')})`).join(', ')}`);
      made += 1;
      // Never the name of a statement of before: a connection keeps what it has prepared.
      const callable = { name: `rpc-${made}`, sql: toSql(`${schema}.${quote(name)}`, match, argumentNames), isVoid: match.isVoid && !match.isSet, isReadOnly: match.isReadOnly };
      known.set(key, callable);
      return callable;
    },
    close: async () => listener?.end(),
  };
}

const quote = (identifier: string) => `"${identifier.replace(/"/g, '""')}"`;

/** Postgres turns the JSON into the arguments' types, as under PostgREST, so that bad values fail alike. */
function toSql(functionName: string, { names, types, isSet, isVoid, isJson, isComposite }: Row, argumentNames: string[]): string {
  const columns = argumentNames.map((one) => `${quote(one)} ${types[names.indexOf(one)]}`);
  const source = columns.length > 0 ? `json_to_record($1::text::json) as a (${columns.join(', ')})` : '(select $1::text) a';
  const call = `${functionName}(${argumentNames.map((one) => `${quote(one)} => a.${quote(one)}`).join(', ')})`;
  if (isSet) return `select coalesce(json_agg(r), '[]')::text from ${source} cross join lateral ${call} r`;
  // As a row source, so that a null row becomes an object of nulls.
  if (isComposite) return `select to_json(r)::text from ${source} cross join lateral ${call} r`;
  return `select ${isJson || isVoid ? `(${call})::text` : `to_json(${call})::text`} from ${source}`;
}
