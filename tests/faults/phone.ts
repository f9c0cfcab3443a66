// A phone that may die at any wait: its disk survives, the running app does not. The app on it is the real one (queue,
// client, wire); disk, network and clock are simulated.
import { createClient } from '../../src/api/client';
import type { Session } from '../../src/contract/session';
import { createOutbox, type Outbox } from '../../src/outbox/outbox';
import type { Answer, Ports } from '../../src/outbox/ports';
import { StorageError } from '../../src/platform/storage-error';
import { toWire } from '../../src/state/wire';
import { sha256, type Server } from './server';
import type { World } from './world';

/** What may go wrong, as probabilities; all zero when the run ends in fair weather. */
export type Weather = { crash: number; diskFull: number; dropped: number; answerLost: number; twice: number; late: number; serverError: number; proxy: number; torn: number; removeFails: number };

export const fair: Weather = { crash: 0, diskFull: 0, dropped: 0, answerLost: 0, twice: 0, late: 0, serverError: 0, proxy: 0, torn: 0, removeFails: 0 };

export type Disk = { items: Map<string, string>; files: Map<string, Uint8Array>; session: string | null; isFull: boolean };

/** One running app: a tab, or the mini-program between two starts. */
export type App = {
  outbox: Outbox;
  isDead: boolean;
  isReady: boolean;
  /** Who this app believes to be signed in. */
  userId: () => string | null;
  /** Somebody else signs in while it runs, in the middle of whatever it does. */
  signIn: (staffId: string) => Promise<void>;
};

export type Phone = ReturnType<typeof createPhone>;

export function createPhone(world: World, server: Server, weather: () => Weather, breakPorts: (ports: Ports, phone: { disk: Disk }) => Ports) {
  const { random } = world;
  const disk: Disk = { items: new Map(), files: new Map(), session: null, isFull: false };
  const phone = { disk, isOnline: true, clockOffsetMs: 0, apps: [] as App[], lockedBy: null as App | null };

  const crash = (app: App) => {
    world.say('the app dies');
    app.isDead = true;
    if (phone.lockedBy === app) phone.lockedBy = null;
    phone.apps = phone.apps.filter((other) => other !== app);
  };

  /** A wait: something happens to the world, and the app may die before or after it, never to hear of it. */
  const wait = <T>(app: App, ms: number, effect: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      world.after(ms, () => {
        if (app.isDead) return;
        if (random.chance(weather().crash)) return crash(app);
        try {
          const value = effect();
          if (random.chance(weather().crash)) return crash(app);
          resolve(value);
        } catch (error) {
          reject(error as Error);
        }
      });
    });

  const onDisk = <T>(app: App, effect: () => T): Promise<T> => wait(app, random.between(0, 3), effect);
  const writing = () => {
    if (disk.isFull || random.chance(weather().diskFull)) throw new StorageError('full');
  };

  const removing = () => {
    if (random.chance(weather().removeFails)) throw new StorageError('failed');
  };

  /** One request with its fate. What the server does is done, though the phone never hears of it. */
  const overNetwork = (app: App, act: () => Answer): Promise<Answer> => {
    const w = weather();
    const ms = random.between(5, 400);
    if (!phone.isOnline || random.chance(w.dropped)) return wait(app, ms, () => { throw new Error('no answer'); });
    if (random.chance(w.late)) {
      // The phone gives up; the request arrives all the same, after others that were sent later.
      world.after(ms + random.between(1_000, 20_000), () => void act());
      return wait(app, ms, () => { throw new Error('timeout'); });
    }
    if (random.chance(w.serverError)) {
      const isDone = random.chance(0.5);
      return wait(app, ms, () => ((isDone && act()), { status: random.pick([500, 502, 503, 429]), text: '<html>' }));
    }
    // A hotel's sign-in page, a company's filter: never our server's word.
    if (random.chance(w.proxy)) return wait(app, ms, () => ({ status: random.pick([200, 401, 403, 404, 407, 413]), text: '<html>' }));
    const answer = new Promise<Answer>((resolve) => world.after(ms, () => resolve(act())));
    if (random.chance(w.twice)) world.after(ms + random.between(0, 3_000), () => void act());
    if (random.chance(w.answerLost)) return wait(app, ms + 50, () => { throw new Error('answer lost'); });
    return answer.then((given) => wait(app, random.between(5, 200), () => given));
  };

  /** The session as state/session.ts keeps it: memory for reading, disk for the next start. */
  const keepSession = (app: App) => {
    let session: Session | null = null;
    const load = async () => {
      session = await onDisk(app, () => JSON.parse(disk.session ?? 'null') as Session | null);
    };
    return {
      load,
      reload: load,
      read: () => session,
      save: async (next: Session) => {
        await onDisk(app, () => (writing(), (disk.session = JSON.stringify(next))));
        session = next;
      },
      drop: () => {
        session = null;
        disk.session = null;
      },
    };
  };

  const start = (): App => {
    const app = { isDead: false, isReady: false } as App;
    const session = keepSession(app);
    const client = createClient(
      async ({ url, headers, body }) => ({ ...(await overNetwork(app, () => server.handle(url, headers?.authorization?.slice('Bearer '.length), body ?? ''))), headers: {} }),
      session,
    );
    const ports: Ports = {
      items: {
        get: (key) => onDisk(app, () => disk.items.get(key) ?? null),
        set: (key, value) => onDisk(app, () => (writing(), void disk.items.set(key, value))),
        remove: (key) => onDisk(app, () => (removing(), void disk.items.delete(key))),
        entries: () => onDisk(app, () => [...disk.items]),
      },
      photos: {
        read: (key) => onDisk(app, () => (disk.files.get(key)?.slice().buffer as ArrayBuffer | undefined) ?? null),
        has: (key) => onDisk(app, () => disk.files.has(key)),
        remove: (key) => onDisk(app, () => (removing(), void disk.files.delete(key))),
      },
      wire: toWire(client, ({ url, bytes }) => overNetwork(app, () => server.put(url, random.chance(weather().torn) ? new Uint8Array(bytes).slice(1) : new Uint8Array(bytes))), () => phone.isOnline),
      lock: async (work) => {
        if (!(await onDisk(app, () => (phone.lockedBy === null ? ((phone.lockedBy = app), true) : false)))) return false;
        try {
          await work();
        } finally {
          if (phone.lockedBy === app) phone.lockedBy = null;
        }
        return true;
      },
      now: () => new Date(world.now() + phone.clockOffsetMs),
      random: random.next,
      sha256OfText: sha256,
      sha256OfBytes: (bytes) => sha256(new Uint8Array(bytes)),
    };
    app.userId = () => session.read()?.staff.staff.id ?? null;
    app.signIn = (staffId) => session.save(server.signIn(staffId) as Session);
    app.outbox = createOutbox(breakPorts(ports, phone));
    phone.apps.push(app);
    void Promise.all([session.load(), app.outbox.load()]).then(() => (app.isReady = true), () => crash(app));
    return app;
  };

  const writeFile = (app: App, key: string, bytes: Uint8Array) => onDisk(app, () => (writing(), void disk.files.set(key, bytes)));

  return Object.assign(phone, { start, crash, writeFile });
}
