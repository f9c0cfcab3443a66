import { routes, subpackageRoots, tabRoutes } from './routes';
import { appName, locationPurpose, tabLabels } from './text/app';

const paths = Object.values(routes).map((route) => route.slice(1));
const isInSubpackage = (path: string) => subpackageRoots.some((root) => path.startsWith(`${root}/`));

export default defineAppConfig({
  pages: paths.filter((path) => !isInSubpackage(path)),
  subPackages: subpackageRoots.map((root) => ({
    root,
    pages: paths.filter((path) => path.startsWith(`${root}/`)).map((path) => path.slice(root.length + 1)),
  })),
  preloadRule: {
    [tabRoutes.today.slice(1)]: { network: 'all', packages: ['pages/report', 'pages/detail', 'pages/mine'] },
  },
  window: {
    // Said aloud because H5 draws its bar only then.
    navigationStyle: 'default',
    navigationBarTitleText: appName,
    navigationBarBackgroundColor: '#F2F4F8',
    navigationBarTextStyle: 'black',
    backgroundColor: '#F2F4F8',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: '#545F73',
    selectedColor: '#1664D9',
    backgroundColor: '#FFFFFF',
    borderStyle: 'white',
    list: (Object.keys(tabRoutes) as Array<keyof typeof tabRoutes>).map((tab) => ({
      pagePath: tabRoutes[tab].slice(1),
      text: tabLabels[tab],
      iconPath: `assets/tabs/${tab}.png`,
      selectedIconPath: `assets/tabs/${tab}-active.png`,
    })),
  },
  // Taro's router hides the page left behind 350 ms after a step; who went back sooner stood before a blank page.
  ...(process.env.TARO_ENV === 'h5' && { animation: false }),
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: locationPurpose } },
});
