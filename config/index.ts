/** How Taro builds the phone app, for WeChat (`--type weapp`) and for browsers (`--type h5`). Why each knob: see its line. */
import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import { ProvidePlugin } from 'webpack';
import { appName } from '../src/text/app';

const root = path.resolve(__dirname, '..');

/** Packages that ship syntax newer than our oldest phone (#fields, ??=); node_modules is not transpiled otherwise. */
const compile = { include: [(file: string) => /node_modules[\\/](@tanstack|exifr|tinypdf|zod|zustand|idb-keyval)[\\/]/.test(file)] };

/**
 * Sizes are CSS pixels as written, on both platforms: a 48 px target is 48 px on a 320 px phone too. The conversion stays
 * on, with factor 1, because NutUI's styles carry its platform switches in comments and its code calls Taro.pxTransform.
 */
const postcss = { pxtransform: { enable: true, config: { targetUnit: 'px' } } } as const;

/** Two chunks may hold the same styles in different order; class names are unique to a file, so order decides nothing. */
const miniCssExtractPluginOption = { ignoreOrder: true };

export default defineConfig((_merge, { mode }) => {
  const platform = process.env.TARO_ENV ?? 'weapp';
  return {
    projectName: 'parkpulse',
    designWidth: 375,
    deviceRatio: { 375: 2 },
    sourceRoot: 'src',
    outputRoot: `dist/${platform}`,
    framework: 'react',
    plugins: ['@tarojs/plugin-framework-react', path.join(root, 'config/aria/plugin.ts')],
    // webpack5-runner's own caches break NutUI's per-component styles.
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
// Not bundled: a browser fetches it by its own name, and it must not change its name with its content.
    copy: platform === 'h5' ? { patterns: [{ from: 'src/platform/service-worker.js', to: 'dist/h5/service-worker.js' }], options: {} } : undefined,
    env: {
      TARO_APP_API: JSON.stringify(process.env.TARO_APP_API ?? (platform === 'weapp' ? 'http://127.0.0.1:8787' : '')),
    },
    // At the top level: under h5 it is ignored, and the page is blank with a syntax error.
    terser: { enable: true, config: { output: { quote_keys: false, keep_quoted_props: false } } },
    mini: {
      compile,
      postcss,
      miniCssExtractPluginOption,
      // Code used by one subpackage alone leaves the main package, which every visitor downloads.
      optimizeMainPackage: { enable: true },
      webpackChain(chain) {
        const polyfill = path.join(root, 'src/polyfill.ts');
        chain.plugin('polyfill').use(ProvidePlugin, [
          {
            AbortController: [polyfill, 'AbortController'],
            AbortSignal: [polyfill, 'AbortSignal'],
            TextEncoder: [polyfill, 'TextEncoder'],
          },
        ]);
      },
    },
    h5: {
      compile,
      postcss,
      miniCssExtractPluginOption: {
        ...miniCssExtractPluginOption,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      htmlPluginOption: { title: appName },
      publicPath: '/',
      staticDirectory: 'static',
      // The short address is what a printed photo code leads to: #/p?code=7K2F9QD4M3.
      router: { mode: 'hash', customRoutes: { '/pages/detail/photo-code/index': '/p' } },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      webpackChain(chain) {
        // webpack's 244 KB advice is for pages on the open web; ours is loaded once and kept.
        chain.performance.hints(false);
        if (mode !== 'production') return;
        // Three files instead of Taro's copy of shared code per page. All pages come with the first load, so that a
        // screen opened for the first time without a signal opens.
        chain.optimization.splitChunks({
          chunks: 'all',
          minSize: 0,
          cacheGroups: {
            default: false,
            defaultVendors: false,
            // For the office alone, which makes a sheet of codes twice a year.
            pdf: { name: 'pdf', test: /[\\/]node_modules[\\/]tinypdf[\\/]/, priority: 40, chunks: 'async', enforce: true },
            taro: { name: 'taro', test: /[\\/]node_modules[\\/](@tarojs|@stencil)[\\/]/, priority: 30, enforce: true },
            vendors: { name: 'vendors', test: /[\\/]node_modules[\\/]/, priority: 20, enforce: true },
            screens: { name: 'screens', test: /[\\/]src[\\/]/, priority: 10, minChunks: 1, enforce: true },
          },
        });
      },
    },
  };
});
