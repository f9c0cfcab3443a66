// Splits a migration into statements as the Supabase CLI does: what it records is then the same, byte for byte.

export type Statement = {
  text: string;
  /** Line of the file, from 1, where it begins. */
  line: number;
};

/** Comments and quoted text whole, so that what stands in them separates nothing; then what may separate or nest. */
const token = /--.*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|\bbegin\s+atomic\b|\bend\b|[();]/gi;

export function splitSql(sql: string): Statement[] {
  const statements: Statement[] = [];
  let start = 0;
  let depth = 0;
  let isAtomic = false;
  const take = (end: number) => {
    const part = sql.slice(start, end);
    const text = part.trim();
    if (text) statements.push({ text, line: sql.slice(0, start + part.indexOf(text)).split('\n').length });
    start = end + 1;
  };
  for (const { 0: found, index } of sql.matchAll(token)) {
    if (found === '(') depth += 1;
    else if (found === ')') depth -= 1;
    else if (/^begin\s/i.test(found)) isAtomic = true;
    else if (/^end$/i.test(found)) isAtomic = false;
    else if (found === ';' && depth === 0 && !isAtomic) take(index);
  }
  take(sql.length);
  return statements;
}
