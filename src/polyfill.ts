/**
 * What WeChat's JavaScript engine lacks and our libraries take for granted. Loaded first by app.tsx.
 *
 * react-query without AbortController stays in `loading` forever and says nothing; sha256 of a body needs TextEncoder.
 * Bare names in the mini-program build are also pointed here by webpack (config/index.ts), because a property set on
 * `globalThis` is not everywhere visible as a bare name. Nothing is replaced where the engine has its own.
 */

type AbortListener = () => void;

/** The part of EventTarget that fetch wrappers and react-query use: only `abort` events exist. */
class SmallAbortSignal {
  aborted = false;
  reason: unknown = undefined;
  onabort: AbortListener | null = null;
  private readonly listeners = new Set<AbortListener>();

  addEventListener(type: string, listener: AbortListener): void {
    if (type === 'abort') this.listeners.add(listener);
  }

  removeEventListener(type: string, listener: AbortListener): void {
    if (type === 'abort') this.listeners.delete(listener);
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  /** Not part of the web's interface: called by the controller below. */
  fire(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason ?? Object.assign(new Error('aborted'), { name: 'AbortError' });
    this.onabort?.();
    for (const listener of [...this.listeners]) listener();
    this.listeners.clear();
  }
}

class SmallAbortController {
  readonly signal = new SmallAbortSignal();

  abort(reason?: unknown): void {
    this.signal.fire(reason);
  }
}

/** UTF-8 only, which is all that the web's TextEncoder does too. A lone surrogate becomes U+FFFD, as the standard says. */
class SmallTextEncoder {
  readonly encoding = 'utf-8';

  encode(text = ''): Uint8Array {
    const bytes: number[] = [];
    for (const character of text) {
      let point = character.codePointAt(0) as number;
      if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
      if (point < 0x80) bytes.push(point);
      else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
      else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
      else {
        bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
      }
    }
    return new Uint8Array(bytes);
  }
}

const scope: Record<string, unknown> = typeof globalThis === 'undefined' ? {} : (globalThis as never);

function nativeOr<T>(name: string, small: T): T {
  scope[name] ??= small;
  return scope[name] as T;
}

const abortController = nativeOr('AbortController', SmallAbortController);
const abortSignal = nativeOr('AbortSignal', SmallAbortSignal);
const textEncoder = nativeOr('TextEncoder', SmallTextEncoder);

export { abortController as AbortController, abortSignal as AbortSignal, textEncoder as TextEncoder };
