// What handlers receive as their first argument. Tests replace single parts of it.
import { readConfig, type Config } from './config';
import { connectSupabase, type Supabase } from './supabase';
import { connectWechat, type Wechat } from './wechat';
import { connectMessages, type Messages } from './wechat-message';

export type LogLine = { requestId: string; operation: string; status: number; code?: string; cause?: unknown };

export type Dependencies = {
  config: Config;
  supabase: Supabase;
  wechat: Wechat;
  messages: Messages;
  clock: () => Date;
  log: (line: LogLine) => void;
  /** Parse our own answers too: on in tests and development, where a wrong one should be loud. */
  checkResponses: boolean;
};

export function connect(environment: Record<string, string | undefined> = process.env): Dependencies {
  const config = readConfig(environment);
  const supabase = connectSupabase(config);
  return {
    config,
    supabase,
    wechat: connectWechat(config),
    messages: connectMessages(config, supabase.callAsService),
    clock: () => new Date(),
    log: logLine,
    checkResponses: environment.NODE_ENV === 'test',
  };
}

// One JSON line; of a cause only what names it, since a database message may quote a row.
function logLine({ cause, ...line }: LogLine): void {
  const reason = cause as { name?: string; code?: string; message?: string } | undefined;
  console.error(JSON.stringify({ at: new Date().toISOString(), ...line, ...(reason ? { cause: `${reason.name ?? ''} ${reason.code ?? ''} ${reason.message ?? ''}`.trim().slice(0, 500) } : {}) }));
}
