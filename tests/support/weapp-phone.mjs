// A mini-program without WeChat: runs the built package in a bare JavaScript context (none of fetch, URL, AbortController,
// TextEncoder, crypto, window), renders pages with WeChat's own template compiler, and taps on what it finds. It proves
// that the package starts, that pages render and that taps arrive; it knows nothing of layout.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

const { wxmlToJs } = createRequire(import.meta.url)('miniprogram-compiler');

const SILENT = [
  'onAppShow', 'offAppShow', 'onAppHide', 'offAppHide', 'onNetworkStatusChange', 'offNetworkStatusChange', 'onError',
  'onUnhandledRejection', 'onPageNotFound', 'onMemoryWarning', 'onThemeChange', 'nextTick', 'createSelectorQuery',
  'getFileSystemManager', 'createOffscreenCanvas', 'getUpdateManager', 'stopPullDownRefresh', 'request',
];
const SUCCEEDING = [
  'navigateTo', 'redirectTo', 'switchTab', 'reLaunch', 'navigateBack', 'showToast', 'hideToast', 'showModal', 'vibrateShort',
  'setNavigationBarTitle', 'previewImage', 'setClipboardData', 'openSetting', 'requirePrivacyAuthorize', 'login',
  'getPrivacySetting', 'getSetting', 'getLocation', 'getNetworkType', 'getRandomValues', 'chooseMedia', 'canvasToTempFilePath',
];

/** Where Taro puts a change: "root.cn.[0].cn.[2].v". */
function setByPath(target, pathText, value) {
  const keys = pathText.replace(/\[(\d+)\]/g, '$1').split('.');
  const last = keys.pop();
  let place = target;
  for (const key of keys) place = place[key] ??= {};
  place[last] = value;
}

/**
 * @param directory the build, dist/weapp
 * @param wx what the test wants of WeChat's API; anything else answers with undefined
 * @param storage what an earlier start of the app left on this phone
 */
export function startPhone(directory, wx = {}, storage = new Map()) {
  const root = path.resolve(directory);
  const errors = [];
  const calls = [];
  let isAlive = true;
  let app;
  let registering;
  const pageConfigs = new Map();
  const stack = [];

  const own = {
    // Taro copies the names it finds, so those that a page may call stand here even where they do nothing.
    ...Object.fromEntries(SILENT.map((name) => [name, () => undefined])),
    ...Object.fromEntries(SUCCEEDING.map((name) => [name, (options) => options?.success?.({ errMsg: `${name}:ok` })])),
    getSystemInfoSync: () => ({ platform: 'ios', SDKVersion: '3.5.0', windowWidth: 390, windowHeight: 844, pixelRatio: 3 }),
    getWindowInfo: () => ({ windowWidth: 390, windowHeight: 844, statusBarHeight: 47, pixelRatio: 3 }),
    getAppBaseInfo: () => ({ SDKVersion: '3.5.0', fontSizeSetting: 17, language: 'zh_CN' }),
    getDeviceInfo: () => ({ brand: 'Apple', model: 'iPhone 13', platform: 'ios' }),
    canIUse: () => true,
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getStorage: ({ key, success, fail }) =>
      storage.has(key) ? success?.({ data: storage.get(key) }) : fail?.({ errMsg: 'getStorage:fail data not found' }),
    setStorage: ({ key, data, success }) => (storage.set(key, data), success?.({})),
    removeStorage: ({ key, success }) => (storage.delete(key), success?.({})),
    getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
    ...wx,
  };
  // A dead app hears of nothing any more: no answer, no timer.
  const unlessDead = (listener) => (...args) => (isAlive ? listener(...args) : undefined);
  const whileAlive = (arg) => {
    if (typeof arg === 'function') return unlessDead(arg);
    if (typeof arg !== 'object' || arg === null) return arg;
    const callbacks = ['success', 'fail', 'complete'].filter((name) => typeof arg[name] === 'function');
    return callbacks.length === 0 ? arg : { ...arg, ...Object.fromEntries(callbacks.map((name) => [name, unlessDead(arg[name])])) };
  };
  const recorded = new Proxy(own, {
    get(target, name) {
      if (name in target && typeof target[name] !== 'function') return target[name];
      if (typeof name === 'symbol' || name === 'webpackJsonp' || name === 'onUnhandledRejection') return target[name];
      return (...args) => {
        if (!isAlive) return undefined;
        calls.push({ name, args });
        return target[name]?.(...args.map(whileAlive));
      };
    },
    set: (target, name, value) => ((target[name] = value), true),
  });

  const context = vm.createContext({
    console: { ...console, error: (...args) => errors.push(args.map(String).join(' ')), warn: () => undefined },
    setTimeout: (run, ms) => setTimeout(unlessDead(run), ms),
    clearTimeout,
    setInterval: (run, ms) => setInterval(unlessDead(run), ms),
    clearInterval,
    wx: recorded,
    App: (config) => (app = config),
    getApp: () => app,
    getCurrentPages: () => stack,
    Page: (config) => pageConfigs.set(registering, config),
    Component: () => undefined,
    Behavior: (definition) => definition,
  });

  const modules = new Map();
  function load(file) {
    const known = modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const source = readFileSync(file, 'utf8');
    const run = vm.runInContext(`(function (require, module, exports) {${source}\n})`, context, { filename: file });
    run((name) => load(path.join(path.dirname(file), name.endsWith('.js') ? name : `${name}.js`)), module, module.exports);
    return module.exports;
  }

  load(path.join(root, 'app.js'));
  const launched = { path: 'pages/today/index', query: {}, scene: 1001 };
  app.onLaunch?.(launched);
  app.onShow?.(launched);
  const templates = new Function('global', 'window', wxmlToJs(root, { maxBuffer: 256 * 1024 * 1024 }))({}, {});

  /** The tree of one page, with Taro's nested components opened. */
  function render(page) {
    const open = (node) => {
      if (typeof node !== 'object') return node;
      const inner = node.tag === 'wx-comp' ? templates('comp.wxml')({ i: node.attr.i, l: node.attr.l }).children : node.children;
      return { tag: node.tag, attr: node.attr ?? {}, children: (inner ?? []).flatMap((child) => (child === undefined ? [] : open(child))) };
    };
    // Into this realm: the compiled templates know an object by its constructor.
    return open(templates(`${page.route}.wxml`)(JSON.parse(JSON.stringify(page.data))));
  }

  return {
    errors,
    calls,
    storage,
    /** The process is gone at once: whatever it waited for never comes. */
    kill() {
      isAlive = false;
    },
    /** Opens a page on top; resolves once React has rendered it. */
    async open(route, query = {}) {
      registering = route;
      if (!pageConfigs.has(route)) load(path.join(root, `${route}.js`));
      const page = Object.assign(Object.create(pageConfigs.get(route)), {
        route,
        __route__: route,
        options: query,
        data: structuredClone(pageConfigs.get(route).data ?? {}),
        setData(patch, done) {
          for (const [key, value] of Object.entries(patch)) setByPath(page.data, key, value);
          setTimeout(() => done?.(), 0);
        },
      });
      stack.push(page);
      page.onLoad?.(query);
      page.onShow?.();
      page.onReady?.();
      await settle();

      const all = (node = render(page)) =>
        typeof node === 'object' ? [node, ...node.children.flatMap((child) => all(child))] : [];
      const textOf = (node) => (typeof node === 'object' ? node.children.map(textOf).join('') : node);
      return {
        page,
        tree: () => render(page),
        text: () => textOf(render(page)),
        /** Elements whose class list holds the name. */
        byClass: (name) => all().filter(({ attr }) => `${attr.class ?? ''}`.split(/\s+/).includes(name)),
        /** Fires an event at the element and, as WeChat does with a tap, at each element around it that listens. */
        async fire(node, type = 'tap', detail = {}) {
          const pathTo = (place) => {
            if (typeof place !== 'object') return null;
            if (place.attr.id === node.attr.id) return [place];
            for (const child of place.children) {
              const found = pathTo(child);
              if (found) return [...found, place];
            }
            return null;
          };
          const target = { id: node.attr.id, dataset: {} };
          for (const { attr } of type === 'tap' ? pathTo(render(page)) : [node]) {
            const isCaught = attr[`catch${type}`] === 'eh';
            if (!isCaught && attr[`bind${type}`] !== 'eh') continue;
            const currentTarget = { id: attr.id, dataset: {} };
            page.eh({ type, target, currentTarget, detail, timeStamp: Date.now(), mark: {} });
            if (isCaught) break;
          }
          await settle();
        },
        textOf,
      };
    },
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 60));
