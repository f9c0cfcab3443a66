/**
 * Lets aria attributes of a View reach the mini-program's pages: Taro's templates write only the attributes they know.
 * The same list is given to the compiler (here) and to the runtime (runtime.ts), since both number the attributes by it.
 */
import path from 'node:path';
import type { IPluginContext } from '@tarojs/service';
import { ariaComponents } from './components';

interface MiniPlatform {
  template?: { mergeComponents(context: IPluginContext, components: object): void };
  runtimePath: string | string[];
}

export default (context: IPluginContext) => {
  context.registerMethod({
    name: 'onSetupClose',
    fn(platform: MiniPlatform) {
      // H5 has no templates: attributes go to the element as they are.
      if (!platform.template) return;
      platform.template.mergeComponents(context, ariaComponents);
      platform.runtimePath = [platform.runtimePath, path.join(__dirname, 'runtime')].flat();
    },
  });
};
