import { pageTitles } from '../../text/app';

export default definePageConfig({
  navigationBarTitleText: pageTitles.login,
  // The picture reaches to the top; WeChat's capsule stays.
  navigationStyle: 'custom',
});
