/** @jest-environment node */

/** Loads the file as an engine without the three globals would. */
function loadBare() {
  const saved = { AbortController, AbortSignal, TextEncoder };
  const scope = globalThis as Record<string, unknown>;
  for (const name of Object.keys(saved)) delete scope[name];
  let loaded!: typeof import('../../../src/polyfill');
  jest.isolateModules(() => {
    loaded = jest.requireActual('../../../src/polyfill');
  });
  Object.assign(scope, saved);
  return loaded;
}

describe('polyfill', () => {
  it('aborts once, with a reason, and tells listeners', () => {
    const { AbortController: Small } = loadBare();
    expect(Small).not.toBe(AbortController);
    const controller = new Small();
    const listener = jest.fn();
    controller.signal.addEventListener('abort', listener);
    controller.abort();
    controller.abort();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(controller.signal.aborted).toBe(true);
    expect(() => controller.signal.throwIfAborted()).toThrow('aborted');
  });

  it('tells nobody who stopped listening', () => {
    const { AbortController: Small } = loadBare();
    const controller = new Small();
    const listener = jest.fn();
    controller.signal.addEventListener('abort', listener);
    controller.signal.removeEventListener('abort', listener);
    controller.abort();
    expect(listener).not.toHaveBeenCalled();
  });

  it.each(['', 'abc', '专线接入点', '𠮷 and é', '\ud800 alone'])('encodes %j as UTF-8', (text) => {
    const { TextEncoder: Small } = loadBare();
    expect([...new Small().encode(text)]).toEqual([...new TextEncoder().encode(text)]);
  });

  it("leaves the engine's own alone", () => {
    jest.isolateModules(() => {
      expect(jest.requireActual<typeof import('../../../src/polyfill')>('../../../src/polyfill').AbortController).toBe(AbortController);
    });
  });
});
