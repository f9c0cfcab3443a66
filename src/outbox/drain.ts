// The loop: take what may run next, run it, write down what came of it. Only one runs, in this tab and in all tabs.
import { operations } from '../contract/operations';
import { readAnswer, Refused } from './answer';
import type { Item } from './item';
import { nextItems } from './next';
import { sendPhotos } from './photos';
import type { Ports } from './ports';
import { classify, retryDelayMs, type Failure } from './retry';
import type { Store } from './store';

export type DrainEvents = {
  onStart: () => void;
  onEnd: () => void;
  onNeedsSignIn: () => void;
  /** Fraction of a photo sent, by `<item id>:<ordinal>`. */
  onProgress: (key: string, fraction: number) => void;
  /** The disk refuses to be written: what was sent is not told, and is sent again later. */
  onDiskRefuses: (error: unknown) => void;
};

export function createDrain(store: Store, ports: Ports, events: DrainEvents) {
  let running: { ownerId: string; isOver: Promise<void> } | null = null;
  /** The person asked: what the phone says of its network is a hint. */
  let isForced = false;

  /** Sends what is due for this person. A second call joins the first; one for another person follows it. */
  return async function drain(ownerId: string, { evenOffline = false } = {}): Promise<void> {
    isForced ||= evenOffline;
    while (running && running.ownerId !== ownerId) await running.isOver;
    // Begun in the next turn, so that a drain that ends at once still finds `running` set, and clears it.
    running ??= { ownerId, isOver: Promise.resolve(ownerId).then(runOnce) };
    await running.isOver;
  };

  async function runOnce(ownerId: string): Promise<void> {
    try {
      events.onStart();
      const isMine = await ports.lock(async () => {
        // Another tab may have sent or queued since we last looked.
        await store.load();
        await sendDue(ownerId);
      });
      if (!isMine) await store.load();
    } catch (error) {
      events.onDiskRefuses(error);
    } finally {
      running = null;
      isForced = false;
      events.onEnd();
    }
  }

  async function sendDue(ownerId: string): Promise<void> {
    const tried = new Set<string>();
    while (isForced || ports.wire.isOnline()) {
      const item = nextItems(store.items(), ownerId, ports.now()).find(({ id }) => !tried.has(id));
      if (!item) return;
      let failure: Failure | null = null;
      try {
        await advance(item);
      } catch (error) {
        failure = failureOf(error);
        tried.add(item.id);
      }
      try {
        if (failure && (await noteFailure(item, failure)) === 'stop') return;
      } catch (error) {
        // A full disk: the others still go out, though what came of them is not told either.
        events.onDiskRefuses(error);
      }
    }
  }

  async function advance(item: Item): Promise<void> {
    if (item.state === 'on_phone') await deliver(item);
    else await deliverPhotos(item);
  }

  async function deliver(item: Item): Promise<void> {
    if (!isSendable(item)) throw new Refused({ status: 400, code: 'invalid_input' });
    const value = readAnswer(await ports.wire.send(item.ownerId, item.operation, item.path, item.body));
    const receipt = operations[item.operation].response.safeParse(value);
    // A receipt for other bytes is no receipt: the body stays.
    if (!receipt.success || receipt.data.sha256 !== item.bodySha256) throw new Refused({ status: 0, code: 'receipt_mismatch' });
    const { receivedAt, status } = receipt.data;
    const isCounted = item.photos.length === 0 || status === 'complete';
    await note(item, (now) => ({ ...now, ...(isCounted ? counted() : { state: 'delivered' as const }), receivedAt, problem: null }));
  }

  async function deliverPhotos(item: Item): Promise<void> {
    let hasMoved = false;
    const isComplete = await sendPhotos(item, ports, {
      onProgress: (ordinal, fraction) => events.onProgress(`${item.id}:${ordinal}`, fraction),
      onSent: () => (hasMoved = true),
      onStored: (sha256s) => noteOf(item, sha256s, { stored: true }),
      onRefused: (sha256, code) => noteOf(item, [sha256], { problem: code }),
    }).catch(async (error) => {
      // A network that loses every third photo still gets all of them there: delays grow only where nothing moves.
      if (hasMoved) await note(item, (now) => ({ ...now, attempts: 0 }));
      throw error;
    });
    if (isComplete) return note(item, (now) => ({ ...now, ...counted() }));
    // The server misses what it once called stored: it is asked about each photo anew.
    if (!hasMoved) await noteOf(item, item.photos.map(({ sha256 }) => sha256), { stored: false });
    throw new Refused({ status: 0, code: 'photo_missing' });
  }

  function counted() {
    return { state: 'counted' as const, attempts: 0, problem: null, endedAt: ports.now().toISOString() };
  }

  /** Only for what still waits, and for the bytes that were sent: the person may have given it up meanwhile, or mended it. */
  async function note({ id, bodySha256 }: Item, next: (item: Item) => Item): Promise<void> {
    const isIt = (now: Item) => (now.state === 'on_phone' || now.state === 'delivered') && now.bodySha256 === bodySha256;
    await store.change(id, (now) => (isIt(now) ? next(now) : now));
  }

  async function noteOf(item: Item, sha256s: readonly string[], what: Partial<Item['photos'][number]>): Promise<void> {
    await note(item, (now) => ({ ...now, photos: now.photos.map((photo) => (sha256s.includes(photo.sha256) ? { ...photo, ...what } : photo)) }));
  }

  async function noteFailure(item: Item, failure: Failure): Promise<'go on' | 'stop'> {
    // Being offline costs no attempt.
    if (failure.code === 'network' && !ports.wire.isOnline()) return 'stop';
    const kind = classify(failure);
    if (kind === 'sign_in') {
      events.onNeedsSignIn();
      return 'stop';
    }
    const problem = { code: failure.code, requestId: failure.requestId };
    // The server was set back to an older backup: it gets body and photos again, which the phone still has.
    const isForgotten = failure.code === 'submission_not_found';
    await note(item, (now) => {
      if (kind !== 'transient' && !isForgotten) return { ...now, state: 'parked', problem };
      const nextAttemptAt = new Date(ports.now().getTime() + retryDelayMs(now.attempts, ports.random())).toISOString();
      const begun = isForgotten ? { state: 'on_phone' as const, photos: now.photos.map((photo) => ({ ...photo, stored: false })) } : {};
      return { ...now, ...begun, attempts: now.attempts + 1, nextAttemptAt, problem };
    });
    return 'go on';
  }
}

/** An app that was updated may ask more of a body than the one that queued it. */
function isSendable({ operation, body }: Item): boolean {
  try {
    return operations[operation].request.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}

/** Rejections are: a refusal, or no answer. Everything else is ours, and a bug must park nothing. */
function failureOf(error: unknown): Failure {
  return error instanceof Refused ? error.failure : { status: 0, code: 'network' };
}
