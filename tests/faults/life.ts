// One life of a phone, from a seed: people write reports while everything goes wrong; then the weather turns fair, and
// what was promised is counted. After every step nothing saved may be missing from phone and server together.
import type { Ports } from '../../src/outbox/ports';
import type { Item } from '../../src/outbox/item';
import { inspection, manifestPhoto } from '../factories/submission';
import { parkDay } from '../../src/domain/calendar';
import { AlreadyQueued } from '../../src/outbox/store';
import { createPhone, fair, type App, type Disk, type Weather } from './phone';
import { createRandom, type Random } from './random';
import { createServer, sha256 } from './server';
import { createWorld } from './world';

export type BreakPorts = (ports: Ports, phone: { disk: Disk }, random: Random) => Ports;
export type Outcome = { fault: string | null; reports: number; photos: number; log: string[] };

const people = ['0192f0a1-7c00-4000-8000-00000000000a', '0192f0a1-7c00-4000-8000-00000000000b'] as const;
const project = '0192f0a1-7c00-4000-8000-000000000002';

type Photo = { ordinal: number; sha256: string; bytes: number; thumb: { sha256: string; bytes: number }; fileKey: string; thumbKey: string };
type Report = {
  id: string;
  ownerId: string;
  body: string;
  lane: string;
  files: { key: string; bytes: Uint8Array }[];
  photos: Photo[];
  /** The server refuses it for good: it has to stay on the phone. */
  isRefused: boolean;
  /** The screen said 已保存. */
  isSaved: boolean;
  /** Written over it, and not answered yet; which of the two stands when the app dies in between is open. */
  maybe: Set<string>;
};

const stormMs = 150_000;
const calmMs = 40 * 60_000;

export async function live(seed: number, breakPorts: BreakPorts = (ports) => ports): Promise<Outcome> {
  const random = createRandom(seed);
  const world = createWorld(random);
  const server = createServer(world);
  let weather = storm(random);
  const phone = createPhone(world, server, () => weather, (ports, it) => breakPorts(ports, it, random));
  const reports: Report[] = [];
  const junk = random.chance(0.2) ? '{"version":99,"from":"a newer app"}' : null;
  if (junk) phone.disk.items.set('junk', junk);
  if (random.chance(0.3)) reports.push(leaveOldItem(phone.disk, newReport(random, people[0], world.now())));

  const ready = () => phone.apps.filter(({ isReady }) => isReady);
  const anyApp = () => (ready().length > 0 ? random.pick(ready()) : null);
  const every = (low: number, high: number, work: () => void, until: number) => {
    const again = () => {
      if (world.now() > until) return;
      work();
      world.after(random.between(low, high), again);
    };
    world.after(random.between(low, high), again);
  };

  const start = world.now();
  const end = start + stormMs;
  phone.start();
  // Somebody is always about to sign in, and a dead app is opened again.
  every(500, 4_000, () => {
    if (phone.apps.length === 0) phone.start();
    const app = anyApp();
    if (app && app.userId() === null) void app.signIn(random.pick(people)).catch(() => undefined);
  }, Infinity);
  // Timer, foreground, 立即上传.
  every(500, 6_000, () => {
    for (const app of ready()) {
      const userId = app.userId();
      if (!userId) continue;
      if (random.chance(0.2)) void app.outbox.retryAll(userId).catch(() => undefined);
      void app.outbox.drain(userId);
      // The phone is handed over while it sends.
      if (world.now() < end && random.chance(0.2)) world.after(random.between(0, 500), () => void app.signIn(random.pick(people)).catch(() => undefined));
    }
  }, Infinity);
  every(3_000, 40_000, () => {
    const app = anyApp();
    const ownerId = app?.userId();
    if (app && ownerId) void write(app, newReport(random, ownerId, world.now(), random.pick([undefined, 'lane'])));
  }, end);
  every(5_000, 60_000, () => misfortune(), end);
  every(5_000, 40_000, () => submitAgain(), end);

  /** As the form does it: photos at capture, then the queue, again with the same id when the app died before 已保存. */
  async function write(app: App, report: Report): Promise<void> {
    reports.push(report);
    world.say(`${report.ownerId.slice(-1)} writes ${report.id.slice(-4)} with ${report.photos.length} photos`);
    try {
      for (const { key, bytes } of report.files) await phone.writeFile(app, key, bytes);
      await enqueue(app, report, report.body);
      report.isSaved = true;
      world.say(`saved ${report.id.slice(-4)}`);
    } catch {
      world.say(`not saved ${report.id.slice(-4)}`);
    }
  }

  const enqueue = (app: App, report: Report, body: string) =>
    app.outbox.enqueue({ ...report, body, operation: 'inspection.submit', path: '/api/inspections', label: { project: '比德', on: parkDay(new Date(world.now() + phone.clockOffsetMs)) } });

  /** The draft was still there: with the same text, or with more. Only a refused report may be written over. */
  function submitAgain(): void {
    const app = anyApp();
    const report = reports.length > 0 ? random.pick(reports) : undefined;
    if (!app || !report || app.userId() !== report.ownerId || (report.isSaved && !phone.disk.items.has(report.id))) return;
    const isMending = report.isRefused && report.maybe.size === 0 && random.chance(0.7);
    if (!isMending && random.chance(0.5)) return void write(app, report).then(() => reports.splice(reports.lastIndexOf(report), 1));
    if (report.isRefused && !isMending) return;
    const body = textOf(report.id, report.photos, `written again at ${world.now()}`);
    world.say(`${report.ownerId.slice(-1)} ${isMending ? 'mends' : 'writes other text for'} ${report.id.slice(-4)}`);
    report.maybe.add(body);
    void enqueue(app, report, body).then(
      () => {
        // Not queued before: it is saved now, as it is.
        if (!report.isSaved || isMending) Object.assign(report, { body, isSaved: true, isRefused: false });
        // Counted, and tidied away meanwhile: the server will refuse the other text.
        else if (isComplete(report.id)) return;
        else strayed ??= `written over: ${report.id}`;
        report.maybe.clear();
      },
      (error) => {
        if (error instanceof AlreadyQueued) report.maybe.delete(body);
      },
    );
  }

  function misfortune(): void {
    const app = anyApp();
    random.pick([
      () => {
        phone.isOnline = false;
        world.after(random.between(2_000, 40_000), () => (phone.isOnline = true));
      },
      () => {
        phone.disk.isFull = true;
        world.after(random.between(1_000, 20_000), () => (phone.disk.isFull = false));
      },
      () => server.setBack(),
      () => (phone.clockOffsetMs = random.chance(0.5) ? 0 : 60_000 - world.now()),
      () => (phone.clockOffsetMs += random.pick([-1, 1]) * random.pick([600_000, 86_400_000, 400 * 86_400_000])),
      () => app && phone.crash(app),
      () => phone.apps.length < 2 && phone.start(),
      () => app && void app.signIn(random.pick(people)).catch(() => undefined),
      () => random.chance(0.3) && server.endSessions(),
      () => void app?.outbox.makeRoom().catch(() => undefined),
      () => (weather = storm(random)),
    ])();
  }

  let steps = 0;
  let strayed: string | null = null;
  const photosOf = () => reports.filter(({ isSaved }) => isSaved).reduce((sum, { photos }) => sum + photos.length, 0);
  const outcome = (fault: string | null): Outcome => ({ fault, reports: reports.filter(({ isSaved }) => isSaved).length, photos: photosOf(), log: world.log });

  while (world.now() < end) {
    await world.step();
    steps += 1;
    const fault = strayed ?? missing() ?? foreign() ?? (steps % 20 === 0 ? overstated() : null);
    if (fault) return outcome(fault);
  }

  world.say('fair weather');
  weather = fair;
  Object.assign(phone, { isOnline: true });
  phone.disk.isFull = false;
  for (const person of people) {
    for (const app of [...phone.apps]) phone.crash(app);
    const app = phone.start();
    while (!app.isReady) await world.step();
    await settled(app.signIn(person));
    const deadline = world.now() + calmMs;
    const isSending = () => app.outbox.getSnapshot().items.some(({ ownerId, state }) => ownerId === person && (state === 'on_phone' || state === 'delivered'));
    while (world.now() < deadline && (waiting(person).length > 0 || isSending())) {
      await settled(app.outbox.drain(person));
      for (let i = 0; i < 20; i += 1) await world.step();
      const fault = missing() ?? foreign() ?? overstated();
      if (fault) return outcome(fault);
    }
    if (waiting(person).length > 0) return outcome(`never arrived: ${waiting(person).map(({ id }) => id).join()}`);
  }
  if (junk && phone.disk.items.get('junk') !== junk) return outcome('lost: what a newer app had queued');
  return outcome(disordered() ?? left());

  async function settled(work: Promise<unknown>): Promise<void> {
    let isOver = false;
    void work.then(() => (isOver = true), () => (isOver = true));
    while (!isOver) await world.step();
  }

  function waiting(ownerId: string): Report[] {
    return reports.filter((report) => report.isSaved && !report.isRefused && report.ownerId === ownerId && !isComplete(report.id));
  }

  function isComplete(id: string): boolean {
    const record = server.records.get(id);
    return record !== undefined && server.statusOf(record) === 'complete';
  }

  /** Lost: neither phone nor server has it whole. */
  function missing(): string | null {
    for (const { id, isSaved, photos } of reports) {
      if (!isSaved || isComplete(id)) continue;
      if (!phone.disk.items.has(id)) return `lost: report ${id}`;
      const record = server.records.get(id);
      const gone = photos.find((photo) => !record?.stored.has(photo.sha256) && !(phone.disk.files.has(photo.fileKey) && phone.disk.files.has(photo.thumbKey)));
      if (gone) return `lost: photo ${gone.ordinal} of ${id}`;
    }
    return null;
  }

  /** Duplicated or mixed: on the server stands what nobody wrote, or wrote otherwise, or in another's name. */
  function foreign(): string | null {
    for (const record of server.records.values()) {
      const report = reports.find(({ id }) => id === record.id);
      if (!report) return `duplicated: ${record.id}`;
      if ((report.body !== record.body && !report.maybe.has(record.body)) || report.ownerId !== record.ownerId) return `mixed: ${record.id}`;
      for (const hash of record.stored) {
        const bytes = server.objects.get(`${record.id}/${hash}`);
        if (!bytes || sha256(bytes) !== hash) return `a stored photo differs from its hash: ${record.id}`;
      }
    }
    return null;
  }

  /** A state that a person sees says no more than what is true on the server. */
  function overstated(): string | null {
    for (const [key, raw] of phone.disk.items) {
      if (key === 'junk') continue;
      const item = JSON.parse(raw) as Item;
      const record = server.records.get(item.id);
      // Set back: the phone learns of it at its next try.
      if (!record && item.state === 'delivered') continue;
      if (item.state === 'counted' && !record) return `says ${item.state}, the server has nothing: ${key}`;
      if (item.state === 'counted' && !isComplete(item.id)) return `says counted too early: ${key}`;
      // What a late copy of the report brings back after that comes without its photos.
      if (server.wasSetBack(item.id)) continue;
      if (item.photos.some(({ stored, sha256: hash }) => stored && !record?.stored.has(hash))) return `says stored too early: ${key}`;
    }
    return null;
  }

  /** Within a lane first in is first out; the server answers in that order. */
  function disordered(): string | null {
    for (const person of people) {
      const lane = reports.filter(({ isSaved, isRefused, ownerId, lane: name }) => isSaved && !isRefused && ownerId === person && name.startsWith('lane'));
      const seqOf = ({ id }: Report) => (JSON.parse(phone.disk.items.get(id) ?? '{}') as Partial<Item>).seq ?? 0;
      const inQueue = lane.filter((report) => seqOf(report) > 0).sort((a, b) => seqOf(a) - seqOf(b));
      const received = inQueue.map(({ id }) => server.records.get(id)!.receivedAt);
      if (received.some((at, index) => index > 0 && at < received[index - 1]!)) return `out of order: ${inQueue.map(({ id }) => id).join()}`;
    }
    return null;
  }

  /** All that was sent is marked as counted, and only what was refused waits for its person. */
  function left(): string | null {
    const items = [...phone.disk.items].filter(([key]) => key !== 'junk').map(([, raw]) => JSON.parse(raw) as Item);
    const refused = (id: string) => reports.find((report) => report.id === id)!.isRefused;
    const isOpen = (id: string) => reports.find((report) => report.id === id)!.maybe.size > 0;
    const odd = items.find(({ id, state }) => !isOpen(id) && (refused(id) ? state !== 'parked' : state !== 'counted'));
    return odd ? `ends as ${odd.state}: ${odd.id} ${odd.problem?.code ?? ''}` : null;
  }
}

function storm(random: Random): Weather {
  const upTo = (most: number) => (random.chance(0.5) ? random.next() * most : 0);
  return { ...fair, crash: upTo(0.03), diskFull: upTo(0.1), dropped: upTo(0.4), answerLost: upTo(0.4), twice: upTo(0.3), late: upTo(0.3), serverError: upTo(0.4), proxy: upTo(0.2), torn: upTo(0.2), removeFails: upTo(0.2) };
}

function newReport(random: Random, ownerId: string, now: number, lane?: string): Report {
  const id = uuidv7At(random, now);
  const isRefused = lane === undefined && random.chance(0.1);
  const files: Report['files'] = [];
  const photos = Array.from({ length: random.between(0, 6) }, (_, index): Photo => {
    const [full, thumb] = [bytesOf(random), bytesOf(random)];
    const [fileKey, thumbKey] = [`draft-${id}.${index}.jpg`, `draft-${id}.${index}.thumb.jpg`];
    files.push({ key: fileKey, bytes: full }, { key: thumbKey, bytes: thumb });
    return { ordinal: index + 1, sha256: sha256(full), bytes: full.length, thumb: { sha256: sha256(thumb), bytes: thumb.length }, fileKey, thumbKey };
  });
  const body = textOf(id, photos, isRefused ? 'refused by the server' : `report ${id}`);
  return { id, ownerId, body, lane: lane ? `${lane} ${ownerId}` : id, files, photos, isRefused, isSaved: false, maybe: new Set() };
}

function textOf(id: string, photos: readonly Photo[], note: string): string {
  const manifest = photos.map(({ sha256: hash, bytes, thumb }) => manifestPhoto({ sha256: hash, bytes, thumb }));
  return JSON.stringify(inspection(project, { id, photos: manifest, note }));
}

/** What the first released format left behind: saved by the app of last week. */
function leaveOldItem(disk: Disk, report: Report): Report {
  report.files.forEach(({ key, bytes }) => disk.files.set(key, bytes));
  const at = '2026-11-16T01:00:00.000Z';
  disk.items.set(
    report.id,
    JSON.stringify({
      version: 1, id: report.id, operation: 'inspection.submit', path: '/api/inspections', body: report.body, bodySha256: sha256(report.body),
      ownerId: report.ownerId, lane: report.lane, label: { project: '比德', on: '2026-11-16' }, queuedAt: at,
      photos: report.photos.map((photo) => ({ ...photo, stored: false })), state: 'on_phone', attempts: 0, nextAttemptAt: at, problem: null, receivedAt: null,
    }),
  );
  report.isSaved = true;
  return report;
}

const bytesOf = (random: Random) => Uint8Array.from({ length: 12 }, () => random.between(0, 255));

function uuidv7At(random: Random, now: number): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => random.between(0, 15).toString(16)).join('');
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
}
