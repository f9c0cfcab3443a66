// Runs the local Supabase as a process of its own, as the real one is; `npm start` forks it. Options come in the
// LOCAL_SUPABASE variable, the address goes back over IPC, and it ends when its parent does.
import { startLocalSupabase, type LocalSupabaseOptions } from './server';

async function main(): Promise<void> {
  const options = JSON.parse(process.env.LOCAL_SUPABASE ?? '{}') as LocalSupabaseOptions;
  const supabase = await startLocalSupabase(options);
  const stop = () => void supabase.stop().finally(() => process.exit(0));
  // A parent that was killed says no goodbye; its end of the channel closes all the same.
  process.once('disconnect', stop);
  process.once('SIGTERM', stop);
  // Ctrl-C reaches the whole process group; the parent decides when we end.
  process.on('SIGINT', () => undefined);
  // Last: whoever reads it may end us at once.
  console.log(`local Supabase, for development and tests only: ${supabase.url}`);
  process.send?.({ ready: true, url: supabase.url });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
