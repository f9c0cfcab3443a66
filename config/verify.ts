// `npm run verify [-- --head <head>]`: checks every park's chain, bodies and photos and names the first thing that does
// not fit. Works on the local stack, or on the Supabase of the environment. A head kept elsewhere anchors
// the chain from outside: with --head the chain also has to hold it.
// Exit code 0: all fits. 1: something does not. 2: not checked to the end.
import { parkDay } from '../src/domain/calendar';
import { misfitKey, proofSteps, type Misfit, type ProofStep } from '../src/domain/proof';
import { formatDay } from '../src/text/format';
import { misfitLine, verifyWords as words } from '../src/text/proof';
import { connect, type Dependencies } from '../functions/kit/dependencies';
import { checkSlice, readAsService } from '../functions/operations/proof';
import { openTarget } from './database';

/** Said one by one; the rest is a number. */
const shown = 20;
const progressMs = 5000;

type Totals = { park: string; digests: number; plans: number; records: number; answers: number; photos: number };
type ParkProof = { totals: Totals; misfits: Misfit[]; heads: { number: number; on: string; head: string }[] };

async function checkPark(deps: Dependencies, parkId: string): Promise<ParkProof> {
  const read = readAsService(deps, parkId);
  const totals = (await read('totals', [])) as Totals;
  console.log(words.start(totals.park, totals));
  const found = new Map<string, Misfit>();
  const heads: ParkProof['heads'] = [];
  const sizes: Record<ProofStep, number | null> = { ...totals, gaps: null };
  const checked: Partial<Record<ProofStep, number>> = {};
  let spoke = performance.now();
  // The first slice is asked for by name, since its totals are known already.
  for (let cursor: string | null = proofSteps[0]; cursor;) {
    const slice = await checkSlice(deps, read, cursor);
    const { step, next } = slice;
    for (const misfit of slice.misfits) if (!found.has(misfitKey(misfit))) found.set(misfitKey(misfit), misfit);
    heads.push(...slice.heads);
    checked[step] = (checked[step] ?? 0) + slice.checked;
    const isStepOver = next === null || !next.startsWith(`${step}:`);
    if ((isStepOver && step !== 'gaps') || performance.now() - spoke > progressMs) {
      console.log(words.progress(step, checked[step], sizes[step]));
      spoke = performance.now();
    }
    cursor = next;
  }
  return { totals, misfits: [...found.values()], heads };
}

/** Answers whether all fits. */
async function verify(deps: Dependencies, head: string | null): Promise<boolean> {
  const start = performance.now();
  const today = parkDay(new Date());
  const parks = (await deps.supabase.callAsService('list_parks', {})) as string[];
  if (parks.length === 0) console.log(words.noParks);
  const proofs: ParkProof[] = [];
  for (const parkId of parks) proofs.push(await checkPark(deps, parkId));

  const all = proofs.flatMap(({ totals, misfits }) => misfits.map((misfit) => ({ park: totals.park, line: misfitLine(misfit, today) })));
  const [first, ...others] = all;
  if (first) {
    console.log(words.first(first.park, first.line));
    console.log(words.count(all.length));
    for (const { line } of others.slice(0, shown - 1)) console.log(words.other(line));
    if (all.length > shown) console.log(words.more(all.length - shown));
  } else {
    const sum = (key: 'digests' | 'plans' | 'records' | 'answers' | 'photos') => proofs.reduce((total, { totals }) => total + totals[key], 0);
    const totals = { digests: sum('digests'), plans: sum('plans'), records: sum('records'), answers: sum('answers'), photos: sum('photos') };
    console.log(words.fits(totals, ((performance.now() - start) / 1000).toFixed(1)));
  }
  return !first && (head === null || holdsHead(proofs, head, today));
}

function holdsHead(proofs: ParkProof[], head: string, today: string): boolean {
  const holder = proofs.find(({ heads }) => heads.some((link) => link.head.startsWith(head)));
  const link = holder?.heads.find((one) => one.head.startsWith(head));
  console.log(holder && link ? words.headFound(holder.totals.park, link.number, formatDay(link.on, today)) : words.headMissing(head));
  return link !== undefined;
}

/** The hash as 核验 shows it, or its beginning. */
function readHead(args: string[]): string | null {
  if (args.length === 0) return null;
  const [flag, head = '', ...rest] = args;
  if (flag !== '--head' || rest.length > 0) throw new Error(words.usage);
  if (!/^[0-9a-f]{8,64}$/i.test(head)) throw new Error(words.badHead);
  return head.toLowerCase();
}

async function main(): Promise<void> {
  const head = readHead(process.argv.slice(2));
  // Everything is read through the service key, so that a hosted project needs no database address.
  const target = process.env.SUPABASE_URL ? { environment: process.env, close: async () => undefined } : await openTarget();
  try {
    process.exitCode = (await verify(connect(target.environment), head)) ? 0 : 1;
  } finally {
    await target.close();
  }
}

main().catch((error: unknown) => {
  const isOutage = (error as { code?: string }).code === 'unavailable';
  console.error(isOutage ? words.stopped : error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
