/** @jest-environment node */
import type * as Launch from '../../../src/platform/launch';
import type * as Navigate from '../../../src/platform/navigate';
import type * as Scan from '../../../src/platform/scan';

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {}, useRouter: () => ({ params: router }) }));

/** Codes in the mini-program: our own scanner, and what WeChat hands over when its scanner opened the app. */
type Options = { scanType: string[]; success: (result: { result: string }) => void; fail: (error: { errMsg: string }) => void };
const router: Record<string, string> = {};
const wechat = {
  scanCode: jest.fn((_: Options): void => undefined),
  getCurrentPages: jest.fn((): object[] => []),
  getLaunchOptionsSync: () => ({ path: 'pages/detail/site/index' }),
};

function load<Module extends object>(path: string): Module {
  Object.assign(jest.requireMock<{ default: object }>('@tarojs/taro').default, wechat);
  let loaded!: Module;
  jest.isolateModules(() => (loaded = jest.requireActual<Module>(path)));
  return loaded;
}

beforeAll(() => {
  process.env.TARO_ENV = 'weapp';
});

describe('our own scanner', () => {
  const scan = async (answer: (options: Options) => void) => {
    wechat.scanCode.mockImplementation(answer);
    return load<typeof Scan>('../../../src/platform/scan').scanCode();
  };

  it('reads QR codes', async () => {
    expect(await scan(({ scanType, success }) => success({ result: scanType.join() }))).toBe('qrCode');
  });

  it('tells a person who closed it from one who may not open it', async () => {
    expect(await scan(({ fail }) => fail({ errMsg: 'scanCode:fail cancel' }))).toBeNull();
    expect(await scan(({ fail }) => fail({ errMsg: 'scanCode:fail auth deny' }))).toBe('');
  });
});

it('knows the deployment by the address it was built for', () => {
  const originOf = (api: string) => {
    process.env.TARO_APP_API = api;
    return load<typeof Launch>('../../../src/platform/launch').appOrigin;
  };
  expect(originOf('https://park.example')).toBe('https://park.example');
  expect(originOf('https://park.example:8443/')).toBe('https://park.example:8443');
  expect(originOf('')).toBe('');
});

it('knows which page WeChat is about to open, before it is there', () => {
  const { currentPath } = load<typeof Navigate>('../../../src/platform/navigate');
  expect(currentPath()).toBe('/pages/detail/site/index');
  wechat.getCurrentPages.mockReturnValue([{ route: 'pages/login/index' }]);
  expect(currentPath()).toBe('/pages/login/index');
});

it('reads the address as WeChat hands it over, and a stray % as it stands', () => {
  const { usePageParams } = load<typeof Navigate>('../../../src/platform/navigate');
  Object.assign(router, { q: encodeURIComponent('https://park.example/?s=019aa000-0000-7000-8000-000000000101'), scancode_time: '1764321600', odd: '100%' });
  expect(usePageParams()).toEqual({ q: 'https://park.example/?s=019aa000-0000-7000-8000-000000000101', scancode_time: '1764321600', odd: '100%' });
});
